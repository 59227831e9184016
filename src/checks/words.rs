//! The words of a quote without what house styles change about them.
//!
//! In comes copy; out go its words in small letters, without accents, marks and punctuation, so that
//! the same words compare as the same bytes.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What stands for words that a quote leaves out: an ellipsis, brackets, a break between two pieces.
pub(super) const GAP: &str = "…";

/// The letters and digits of ASCII as small ones; 0 for anything else.
const LOWER: [u8; 256] = {
    let mut lower = [0; 256];
    let mut b: u8 = 0;
    while b < 128 {
        if b.is_ascii_alphanumeric() {
            lower[b as usize] = b.to_ascii_lowercase();
        }
        b += 1;
    }
    lower
};

/// Adds the words of `text` to `out`, which is UTF-8, a space between any two. Gives how many they
/// are.
pub(super) fn add(text: &str, out: &mut Vec<u8>) -> usize {
    out.reserve(text.len());
    let mut count = 0;
    let mut in_word = false;
    let mut begin = |out: &mut Vec<u8>, in_word: &mut bool| {
        if !*in_word {
            count += 1;
            if !out.is_empty() {
                out.push(b' ');
            }
        }
        *in_word = true;
    };
    let mut at = 0;
    while let Some(b) = text.as_bytes().get(at) {
        let lower = LOWER[usize::from(*b)];
        if lower > 0 {
            begin(out, &mut in_word);
            out.push(lower);
            at += 1;
            continue;
        }
        if *b == b' ' {
            in_word = false;
            at += 1;
            continue;
        }
        let Some(c) = text.get(at..).and_then(|t| t.chars().next()) else {
            break;
        };
        at += c.len_utf8();
        let rest = text.get(at..).unwrap_or_default();
        let next = rest.chars().next();
        match c {
            c if is_letter(c) => {
                begin(out, &mut in_word);
                let bare = std::iter::once(c).nfd().filter(|c| !is_accent(*c));
                for c in bare.flat_map(char::to_lowercase) {
                    out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                }
                continue;
            }
            '\'' | '’' | 'ʼ' | '-' | '\u{2010}' | '\u{2011}' if next.is_some_and(is_letter) => {
                continue;
            }
            '.' | ','
                if in_word
                    && next.is_some_and(|n| n.is_ascii_digit())
                    && out.last().is_some_and(u8::is_ascii_digit) =>
            {
                if c == '.' {
                    out.push(b'.');
                }
                continue;
            }
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => continue,
            c if is_accent(c) => continue,
            '…' => gap(out),
            '.' if rest.starts_with("..") => gap(out),
            '[' => {
                // What an editor put in, and what stood there, are not the speaker's words.
                let inside = rest.char_indices().take(MOST_INSERTED);
                let end = inside
                    .take_while(|(_, i)| *i != '[')
                    .find(|(_, i)| *i == ']');
                if let Some((end, _)) = end {
                    at += end + 1;
                    gap(out);
                }
            }
            _ => {}
        }
        in_word = false;
    }
    count
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
pub(super) fn gap(out: &mut Vec<u8>) {
    if !out.ends_with(GAP.as_bytes()) {
        if !out.is_empty() {
            out.push(b' ');
        }
        out.extend_from_slice(GAP.as_bytes());
    }
}

/// The words of a text in one string.
pub(super) fn folded(text: &str) -> String {
    let mut out = Vec::new();
    add(text, &mut out);
    String::from_utf8(out).unwrap_or_default()
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
