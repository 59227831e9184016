//! The words of a quote without what house styles change about them.
//!
//! In comes copy; out go its words in small letters, without accents, marks and punctuation, so that
//! the same words compare as the same bytes.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What stands for words that a quote leaves out: an ellipsis, brackets, a break between two pieces.
pub(super) const GAP: &str = "…";

/// Adds the words of `text` to `out`, a space between any two.
pub(super) fn add(text: &str, out: &mut String) {
    let mut in_word = false;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if is_letter(c) {
            if !in_word && !out.is_empty() {
                out.push(' ');
            }
            in_word = true;
            if c.is_ascii() {
                out.push(c.to_ascii_lowercase());
            } else {
                let bare = std::iter::once(c).nfd().filter(|c| !is_accent(*c));
                out.extend(bare.flat_map(char::to_lowercase));
            }
            continue;
        }
        let next = rest.clone().next();
        match c {
            '\'' | '’' | 'ʼ' | '-' | '\u{2010}' | '\u{2011}' if next.is_some_and(is_letter) => {
                continue;
            }
            '.' | ','
                if next.is_some_and(|n| n.is_ascii_digit())
                    && out.ends_with(|d: char| in_word && d.is_ascii_digit()) =>
            {
                if c == '.' {
                    out.push(c);
                }
                continue;
            }
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => continue,
            c if is_accent(c) => continue,
            '…' => gap(out),
            '.' if rest.as_str().starts_with("..") => gap(out),
            '[' => {
                // What an editor put in, and what stood there, are not the speaker's words.
                let inside = rest.as_str().char_indices().take(MOST_INSERTED);
                let end = inside
                    .take_while(|(_, i)| *i != '[')
                    .find(|(_, i)| *i == ']');
                if let Some((end, _)) = end {
                    rest = rest.as_str().get(end + 1..).unwrap_or_default().chars();
                    gap(out);
                }
            }
            _ => {}
        }
        in_word = false;
    }
}

/// Accents, and the points of Hebrew and Arabic. The vowel signs of other scripts are letters.
fn is_accent(c: char) -> bool {
    ('\u{300}'..'\u{700}').contains(&c) && is_combining_mark(c)
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !is_accent(c) || c >= '\u{700}' && is_combining_mark(c)
}

/// Brackets with more characters in them are the speaker's own.
const MOST_INSERTED: usize = 120;

/// Adds the sign for words that are left out, once.
pub(super) fn gap(out: &mut String) {
    if !out.ends_with(GAP) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(GAP);
    }
}

/// The words of a text in one string.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    add(text, &mut out);
    out
}

/// The words in a string of this module, without the signs for what is left out.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ').filter(|w| !w.is_empty() && *w != GAP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_without_what_a_house_changes() {
        let rows = [
            (
                "“She’s stood—still, for NINE years!”",
                "shes stood still for nine years",
            ),
            ("L’été à Überlingen", "lete a uberlingen"),
            (
                "e\u{301}te\u{301} co-operative so\u{ad}ft",
                "ete cooperative soft",
            ),
            ("3.5 of 1,200, i.e. some", "3.5 of 1200 i e some"),
            (
                "We … said... “no” [he laughed] and left…",
                "we … said … no … and left …",
            ),
            ("… and so (they) went", "… and so they went"),
            ("one,two", "one two"),
        ];
        for (text, expected) in rows {
            assert_eq!(folded(text), expected);
        }
        assert_eq!(words("we … said").collect::<Vec<_>>(), ["we", "said"]);
    }
}
