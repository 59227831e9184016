//! Where sentences end.
//!
//! A stop, the last of several, with the closing marks behind it, ends a sentence where white space and then anything but
//! a small letter follow, unless it belongs to an abbreviation or an initial. Words in quotation
//! marks stay part of the sentence that goes on behind them.

use super::Lexicon;

/// The sentences of a range of text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Sentences {
    /// Where each begins, in bytes of the text; the first is the range's start.
    starts: Vec<usize>,
    end: usize,
}

impl Sentences {
    /// Cuts the bytes `start..end` of `text`, a paragraph, into sentences.
    pub(crate) fn new(text: &str, start: usize, end: usize, lexicon: Option<&Lexicon>) -> Self {
        let mut starts = vec![start];
        let copy = text.get(start..end).unwrap_or_default();
        let bytes = copy.as_bytes();
        for at in memchr::memchr3_iter(b'.', b'!', b'?', bytes) {
            if bytes[at] == b'.' && is_abbreviation(&copy[..at], lexicon) {
                continue;
            }
            let rest = &copy[at + 1..];
            let behind = rest.trim_start_matches(is_closing);
            let next = behind.trim_start();
            if next.len() == behind.len() || next.is_empty() {
                continue;
            }
            let first = next.trim_start_matches(is_opening).chars().next();
            if first.is_some_and(char::is_lowercase) {
                continue;
            }
            starts.push(start + copy.len() - next.len());
        }
        starts.dedup();
        Sentences { starts, end }
    }

    /// The sentence that holds a byte, as a number from 0.
    pub(crate) fn index(&self, at: usize) -> usize {
        self.starts.partition_point(|s| *s <= at).saturating_sub(1)
    }

    /// The bytes of a sentence, with the white space behind it.
    pub(crate) fn get(&self, index: usize) -> Option<(usize, usize)> {
        let start = *self.starts.get(index)?;
        Some((
            start,
            self.starts.get(index + 1).copied().unwrap_or(self.end),
        ))
    }

    /// Whether one begins at a byte from `from` to `to`, both included.
    pub(crate) fn any_in(&self, from: usize, to: usize) -> bool {
        let next = self.starts.partition_point(|s| *s < from);
        self.starts.get(next).is_some_and(|s| *s <= to)
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.starts.len()
    }
}

/// A longer word, in bytes, is no abbreviation.
const LONGEST: usize = 16;

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '›' | '“' | ')' | ']')
}

fn is_opening(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '“' | '‘' | '«' | '‹' | '„' | '‚' | '(' | '[' | '¿' | '¡'
    )
}

/// Whether the word that `before` ends with takes a full stop of its own.
fn is_abbreviation(before: &str, lexicon: Option<&Lexicon>) -> bool {
    let before = &before[before.ceil_char_boundary(before.len().saturating_sub(LONGEST))..];
    let word = before
        .rfind(|c: char| !c.is_alphanumeric() && c != '.')
        .map_or(before, |i| {
            &before[i + before[i..].chars().next().map_or(1, char::len_utf8)..]
        });
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        _ if is_ordinal(word, lexicon) => true,
        // An initial; I is a word.
        (Some(c), None) => c.is_uppercase() && c != 'I',
        (Some(_), Some('.')) => true,
        _ => lexicon.is_some_and(|l| {
            l.language
                .abbreviations
                .iter()
                .any(|a| a.eq_ignore_ascii_case(word))
        }),
    }
}

/// Whether a full stop makes an ordinal of a number: a day, or a king's.
fn is_ordinal(number: &str, lexicon: Option<&Lexicon>) -> bool {
    const MOST_DIGITS: usize = 2;
    lexicon.is_some_and(|l| l.language.ordinal_stops)
        && (1..=MOST_DIGITS).contains(&number.len())
        && number.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::of;
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let sentences = Sentences::new(text, 0, text.len(), of(None));
        (0..sentences.len())
            .filter_map(|i| sentences.get(i))
            .map(|(s, e)| text[s..e].trim())
            .collect()
    }

    #[test]
    fn stops_end_sentences_and_abbreviations_do_not() {
        assert_eq!(
            cut(
                "“No!” said Mr. Vell of the U.S. office. “We at St. Ann’s wait.” He left. J. P. Orr stayed."
            ),
            [
                "“No!” said Mr. Vell of the U.S. office.",
                "“We at St. Ann’s wait.”",
                "He left.",
                "J. P. Orr stayed."
            ]
        );
        assert_eq!(
            cut("It cost 3.5 million. 12 men came"),
            ["It cost 3.5 million.", "12 men came"]
        );
        assert_eq!(cut(""), [""]);
    }
}
