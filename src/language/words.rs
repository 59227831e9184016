//! The words of a text, each with what the language's tables say of it.

use std::ops::Range;

use wide::u8x32;

use super::{Entry, Lexicon, class};
use crate::syntax::bits::{STEP, among, bits};
use crate::syntax::is_word;

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

/// Words on one line, with single spaces between them.
pub(crate) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Words {
    /// Without tables the words are of no class but for digits.
    pub(crate) fn new<'l>(text: &str, lexicon: impl Into<Option<&'l Lexicon>>) -> Words {
        let lexicon = lexicon.into();
        let mut words = Words::with(text, |bytes, word| {
            lexicon.map_or(Entry::default(), |l| l.entry_at(bytes, word))
        });
        if let Some(lexicon) = lexicon {
            words.join_compounds(text, lexicon);
        }
        words
    }

    /// Makes one word of those that a hyphen joins, where the tables have the whole: après-midi.
    fn join_compounds(&mut self, text: &str, lexicon: &Lexicon) {
        let compounds = lexicon.language.calendar.phrases.compounds;
        if compounds.is_empty() {
            return;
        }
        let list = std::mem::take(&mut self.list);
        self.list.reserve(list.len());
        for word in list {
            if let Some(before) = self.list.last_mut()
                && text.get(before.end..word.start) == Some("-")
                && compounds
                    .iter()
                    .any(|c| c.eq_ignore_ascii_case(word.text(text)))
                && let entry = lexicon.entry_at(text.as_bytes(), before.start..word.end)
                && entry.classes != 0
            {
                (before.end, before.entry) = (word.end, entry);
                continue;
            }
            self.list.push(word);
        }
    }

    /// Words of which `entry` says what they are, given the text and the bytes of one.
    pub(super) fn with(text: &str, entry: impl Fn(&[u8], Range<usize>) -> Entry) -> Words {
        let bytes = text.as_bytes();
        let mut list = Vec::with_capacity(text.len() / 5);
        let mut push = |run: Run| {
            let stem_end = match run.apostrophe {
                Some(at) if bytes[run.end - 1] == b's' => at,
                _ => run.end,
            };
            list.push(Word {
                start: run.start,
                end: run.end,
                entry: match bytes[run.start] {
                    b'0'..=b'9' => Entry {
                        classes: class::DIGITS,
                        value: 0,
                    },
                    _ => entry(bytes, run.start..stem_end),
                },
            });
        };
        let mut last: Option<Run> = None;
        runs(text, |start, end| {
            if let Some(run) = &mut last {
                let joined = match bytes.get(run.end..start) {
                    Some(b"'") => true,
                    Some(gap) => gap == "’".as_bytes(),
                    None => false,
                };
                if joined {
                    run.apostrophe = Some(run.end);
                    run.end = end;
                    return;
                }
                push(*run);
            }
            last = Some(Run {
                start,
                end,
                apostrophe: None,
            });
        });
        last.into_iter().for_each(push);
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

/// A word or name without the ending of a possessive.
pub(crate) fn bare(word: &str) -> &str {
    let bare = word.strip_suffix("'s").or(word.strip_suffix("’s"));
    bare.unwrap_or(word)
}

/// Letters, digits and accents with apostrophes between them.
#[derive(Clone, Copy)]
struct Run {
    start: usize,
    end: usize,
    /// Where its last apostrophe stands.
    apostrophe: Option<usize>,
}

/// Calls `found` with the start and end of each run of letters and digits.
fn runs(text: &str, mut found: impl FnMut(usize, usize)) {
    let bytes = text.as_bytes();
    let (mut start, mut open) = (0, false);
    // The bytes of a step that belong to a letter that begins in the one before.
    let mut over = 0;
    for (step, chunk) in (0..).step_by(STEP).zip(bytes.chunks(STEP)) {
        // Letters and digits of ASCII, and what is not ASCII: has its highest bit set.
        let [ascii, high] = bits(chunk, b' ', |v| {
            let letters = among(v | u8x32::splat(0x20), b'a', 26);
            [letters | among(v, b'0', 10), v]
        });
        let mut word = ascii | std::mem::take(&mut over);
        let mut left = high;
        while left != 0 {
            let at = left.trailing_zeros() as usize;
            left &= left - 1;
            // Typographic spaces, dashes and quotation marks, U+2000 to U+203F.
            let punctuation = bytes.get(step + at..step + at + 2) == Some(&[0xE2, 0x80]);
            if punctuation || !text.is_char_boundary(step + at) {
                continue;
            }
            let character = text.get(step + at..).and_then(|t| t.chars().next());
            if let Some(c) = character.filter(|c| is_word(*c)) {
                let own = ((1u128 << c.len_utf8()) - 1) << at;
                word |= own as u64;
                over |= (own >> STEP) as u64;
            }
        }
        // Where a run begins or ends, in turns.
        let mut edges = word ^ (word << 1 | u64::from(open));
        while edges != 0 {
            let at = step + edges.trailing_zeros() as usize;
            edges &= edges - 1;
            if open {
                found(start, at);
            }
            start = at;
            open = !open;
        }
    }
    if open {
        found(start, bytes.len());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::of;
    use super::*;

    /// The length of the character at `at`, and whether it belongs to a word.
    fn character(text: &str, at: usize) -> (usize, bool) {
        let c = text[at..].chars().next();
        c.map_or((1, false), |c| (c.len_utf8(), is_word(c)))
    }

    /// The words of a text, character by character.
    fn slow(text: &str) -> Vec<(usize, usize)> {
        let mut words = Vec::new();
        let mut at = 0;
        while at < text.len() {
            let (len, is_word) = character(text, at);
            let start = at;
            at += len;
            while is_word && at < text.len() {
                let (len, goes_on) = character(text, at);
                let joins = text[at..].starts_with(['\'', '’'])
                    && at + len < text.len()
                    && character(text, at + len).1;
                if !goes_on && !joins {
                    break;
                }
                at += len;
            }
            if is_word {
                words.push((start, at));
            }
        }
        words
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(5000))]

        #[test]
        fn words_are_those_of_the_slow_way(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..60)) {
            let text = pieces.concat();
            let words: Vec<_> = Words::new(&text, None).list.iter().map(|w| (w.start, w.end)).collect();
            prop_assert_eq!(words, slow(&text), "{}", text);
        }
    }

    const PIECES: &[&str] = &[
        "a",
        "Z",
        "0",
        "word",
        "’",
        "'",
        "’s",
        "é",
        "Ø",
        "田",
        "𝒳",
        "🙂",
        "—",
        " ",
        "\u{2009}",
        "“",
        "\n",
        "a longer run of words ",
        "@",
        "[",
        "`",
        "{",
        "/",
        ":",
        "\u{301}",
        "»",
        "x’",
        "'",
    ];

    /// Decomposed letters are those of one word (the specification, 4.3).
    #[test]
    fn accents_belong_to_their_words() {
        let text = "Jose\u{301} Garci\u{301}a";
        let words = Words::new(text, None);
        let all: Vec<&str> = words.list.iter().map(|w| w.text(text)).collect();
        assert_eq!(all, ["Jose\u{301}", "Garci\u{301}a"]);
    }

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
