//! The words of a text, each with what the language's tables say of it.

use super::{Entry, Lexicon, class};

/// A word: letters, digits, and apostrophes between letters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Word {
    /// Its first byte in the text.
    pub(crate) start: usize,
    /// The byte behind its last.
    pub(crate) end: usize,
    /// What the tables say of it. For a possessive, of the word without its ending.
    pub(crate) entry: Entry,
}

impl Word {
    pub(crate) fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether it is of one of the classes.
    pub(crate) fn is(&self, classes: u32) -> bool {
        self.entry.classes & classes != 0
    }
}

/// All words of a text, in order.
#[derive(Default, Debug)]
pub(crate) struct Words {
    pub(crate) list: Vec<Word>,
}

impl Words {
    /// Without tables the words are of no class but for digits.
    pub(crate) fn new<'l>(text: &str, lexicon: impl Into<Option<&'l Lexicon>>) -> Words {
        let lexicon = lexicon.into();
        let mut list = Vec::with_capacity(text.len() / 5);
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let (len, is_word) = step(text, at);
            if !is_word {
                at += len;
                continue;
            }
            let start = at;
            let mut plain_end = None;
            while at < bytes.len() {
                let (len, is_word) = step(text, at);
                if is_word {
                    at += len;
                    continue;
                }
                let apostrophe = text[at..].starts_with(['\'', '’']);
                if apostrophe && at + len < bytes.len() && step(text, at + len).1 {
                    plain_end = Some(at);
                    at += len;
                    continue;
                }
                break;
            }
            let stem = match plain_end {
                Some(end) if bytes[at - 1] == b's' => &text[start..end],
                _ => &text[start..at],
            };
            list.push(Word {
                start,
                end: at,
                entry: match stem.as_bytes().first() {
                    Some(b'0'..=b'9') => Entry {
                        classes: class::DIGITS,
                        value: 0,
                    },
                    _ => lexicon.map_or(Entry::default(), |l| l.entry(stem)),
                },
            });
        }
        Words { list }
    }

    /// The words that begin in a range of bytes.
    pub(crate) fn within(&self, start: usize, end: usize) -> &[Word] {
        let from = self.list.partition_point(|w| w.start < start);
        let to = self.list.partition_point(|w| w.start < end);
        self.list.get(from..to).unwrap_or_default()
    }

    /// The words of one of the classes, each with its place in the list.
    pub(crate) fn of(&self, classes: u32) -> impl Iterator<Item = (usize, &Word)> {
        self.list
            .iter()
            .enumerate()
            .filter(move |(_, w)| w.is(classes))
    }
}

/// The length of the character at `at`, and whether it belongs to a word.
fn step(text: &str, at: usize) -> (usize, bool) {
    let byte = text.as_bytes()[at];
    if byte < 0x80 {
        return (1, byte.is_ascii_alphanumeric());
    }
    // Typographic spaces, dashes and quotation marks, U+2000 to U+203F.
    if text.as_bytes().get(at..at + 2) == Some(&[0xE2, 0x80]) {
        return (3, false);
    }
    text[at..]
        .chars()
        .next()
        .map_or((1, false), |c| (c.len_utf8(), c.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::super::of;
    use super::*;

    #[test]
    fn words_keep_their_apostrophes_and_nothing_else() {
        let text = "Vell’s 3rd ‘ruling’, said O'Hara on Wednesday’s show—d’Arc";
        let Some(lexicon) = of(None) else {
            unreachable!("English has tables")
        };
        let words = Words::new(text, lexicon);
        let all: Vec<&str> = words.list.iter().map(|w| w.text(text)).collect();
        assert_eq!(
            all,
            [
                "Vell’s",
                "3rd",
                "ruling",
                "said",
                "O'Hara",
                "on",
                "Wednesday’s",
                "show",
                "d’Arc"
            ]
        );
        let days: Vec<_> = words
            .of(class::WEEKDAY)
            .map(|(i, w)| (i, w.entry.value))
            .collect();
        assert_eq!(days, [(6, 2)]);
    }
}
