//! Whether a word is a name with a slip of the pen in it.
//!
//! In come two words; out goes how they differ. Where they stand is nothing to it.

use super::fold;

/// How a word differs from the name that it is nearly.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Slip {
    /// In accents alone.
    Accent,
    /// In the first letter alone.
    First,
    /// In some other letter or two.
    Letter,
}

/// A name of fewer letters is nearly every other.
pub(crate) const LEAST_LETTERS: usize = 4;

/// So many letters can be wrong in a name of `letters`: inserted, left out, changed or swapped.
pub(crate) fn most_slips(letters: usize) -> usize {
    match letters {
        0..LEAST_LETTERS => 0,
        LEAST_LETTERS..8 => 1,
        _ => 2,
    }
}

/// How `word` differs from `name`; none if it is the same but for capitals, or is too different,
/// or has an ending that grammar gives a name. If `inflected`, grammar can do anything to the end.
pub(crate) fn slip(word: &str, name: &str, inflected: bool) -> Option<Slip> {
    let (a, b) = (lower(word), lower(name));
    if a == b {
        return None;
    }
    let (bare, bare_name) = (fold(&a), fold(&b));
    if bare == bare_name {
        return Some(Slip::Accent);
    }
    if is_ending(&a, &b) || inflected && !end_alike(&bare, &bare_name) {
        return None;
    }
    let (letters, most) = (a.chars().count(), most_slips(b.chars().count()));
    if letters.abs_diff(b.chars().count()) > most || strsim::osa_distance(&a, &b) > most {
        return None;
    }
    let behind = |text: &str| text.chars().skip(1).collect::<String>();
    match bare.chars().next() == bare_name.chars().next() {
        true => Some(Slip::Letter),
        false => (behind(&a) == behind(&b)).then_some(Slip::First),
    }
}

/// Plural, genitive and the like: the name with something behind it, or without its s.
fn is_ending(word: &str, name: &str) -> bool {
    let added = word.strip_prefix(name);
    added.is_some_and(|e| e == "s" || e.chars().nth(1).is_some())
        || name.strip_prefix(word) == Some("s")
}

fn end_alike(a: &str, b: &str) -> bool {
    a.chars().rev().take(3).eq(b.chars().rev().take(3))
}

fn lower(text: &str) -> String {
    text.to_lowercase().replace('’', "'")
}

/// The letter below a character's accents, small.
pub(crate) fn base(letter: char) -> char {
    if letter.is_ascii() {
        return letter.to_ascii_lowercase();
    }
    let folded = fold(letter.encode_utf8(&mut [0; 4]));
    folded.chars().next().unwrap_or(letter)
}

/// Whether every noun of a language begins with a capital, so that one says nothing of a name.
pub(crate) fn has_capital_nouns(lang: Option<&str>) -> bool {
    matches!(super::code(lang), "de" | "lb")
}

/// Whether a language may give a name other endings than a plural's or genitive's s.
pub(crate) fn inflects_names(lang: Option<&str>) -> bool {
    const KEEP: [&str; 15] = [
        "en", "fr", "es", "it", "pt", "ca", "gl", "nl", "de", "lb", "sv", "da", "no", "nb", "nn",
    ];
    !KEEP.contains(&super::code(lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_one_letter_or_two_in_a_long_name() {
        for (word, name, expected) in [
            ("Orbell", "Orbel", Some(Slip::Letter)),
            ("Orebl", "Orbel", Some(Slip::Letter)),
            ("Obel", "Orbel", Some(Slip::Letter)),
            ("Arbel", "Orbel", Some(Slip::First)),
            ("Arbell", "Orbel", None),
            ("Orbelli", "Orbel", None),
            ("Jakt", "Jak", None),
            ("Brecknorr", "Brackmoor", None),
            ("Brackmor", "Brackmoor", Some(Slip::Letter)),
            ("Brakmor", "Brackmoor", Some(Slip::Letter)),
            ("Sollis", "Sóllis", Some(Slip::Accent)),
            ("ORBEL", "Orbel", None),
            ("O’Dowd", "O'Dowd", None),
            ("Новикав", "Новиков", Some(Slip::Letter)),
        ] {
            assert_eq!(slip(word, name, false), expected, "{word} {name}");
        }
    }

    #[test]
    fn endings_that_grammar_gives_are_no_slip() {
        for (word, name) in [
            ("Vells", "Vell"),
            ("Krummwassers", "Krummwasser"),
            ("Holtmarken", "Holtmark"),
            ("Solli", "Sollis"),
        ] {
            assert_eq!(slip(word, name, false), None, "{word} {name}");
        }
        assert_eq!(slip("Orbela", "Orbel", true), None);
        assert_eq!(slip("Orrbel", "Orbel", true), Some(Slip::Letter));
    }
}
