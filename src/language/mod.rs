//! The words of a language that mean something to a checker: days, months, verbs of speech.
//!
//! In comes plain text, without markup; out go its words, those of a known class marked, and its
//! sentences. Each language is a table in a file of its own. Nothing here knows of tags or checks.

mod english;
mod sentence;
mod words;

pub(crate) use sentence::Sentences;
pub(crate) use words::Words;

use std::collections::HashMap;
use std::sync::LazyLock;

/// Classes of words; a word can be of several.
pub(crate) mod class {
    /// A day of the week; the value counts from 0 for Monday.
    pub(crate) const WEEKDAY: u32 = 1;
    /// A month; the value counts from 1.
    pub(crate) const MONTH: u32 = 1 << 1;
    /// today, yesterday, tonight: a day by its distance from the article's; the value is that, plus 128.
    pub(crate) const RELATIVE_DAY: u32 = 1 << 2;
    /// A unit of time, in singular or plural.
    pub(crate) const TIME_UNIT: u32 = 1 << 3;
    /// last, next, this, ago, earlier: what gives a unit or weekday its place.
    pub(crate) const TIME_WORD: u32 = 1 << 4;
    /// A number in words; the value is that.
    pub(crate) const NUMBER: u32 = 1 << 5;
    /// A verb of speech or writing, or a noun that introduces it.
    pub(crate) const CUE: u32 = 1 << 6;
    /// he, she, they, who.
    pub(crate) const PRONOUN: u32 = 1 << 7;
    /// source, official, insider: somebody whom the article does not name.
    pub(crate) const SOMEBODY: u32 = 1 << 8;
    /// Mr, Dr, Sir.
    pub(crate) const HONORIFIC: u32 = 1 << 9;
    /// will, is to, plans: what puts a verb into the future; the value is 1 for the past (was, held).
    pub(crate) const TENSE: u32 = 1 << 10;
}

/// What a language's tables say of one word.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) struct Entry {
    /// Bits of [`class`].
    pub(crate) classes: u32,
    /// What the class gives a meaning to.
    pub(crate) value: u8,
}

/// A language's tables.
pub(crate) struct Language {
    /// Its code in BCP 47, without region.
    pub(crate) code: &'static str,
    /// Class, value and words in lower case.
    pub(crate) tables: &'static [(u32, u8, &'static [&'static str])],
    /// Abbreviations whose full stop ends no sentence, in lower case, without it.
    pub(crate) abbreviations: &'static [&'static str],
}

/// The languages that have tables.
static LANGUAGES: [&Language; 1] = [&english::ENGLISH];

/// A language ready to look words up in.
pub(crate) struct Lexicon {
    pub(crate) language: &'static Language,
    entries: HashMap<&'static str, Entry, rustc_hash::FxBuildHasher>,
    /// For each first letter the lengths, as bits, of the words that begin with it.
    lengths: [u32; 26],
}

impl Lexicon {
    fn new(language: &'static Language) -> Lexicon {
        let mut entries: HashMap<&'static str, Entry, _> = HashMap::default();
        let mut lengths = [0; 26];
        for (classes, value, words) in language.tables {
            for word in *words {
                let entry = entries.entry(word).or_default();
                entry.classes |= classes;
                if *value > 0 {
                    entry.value = *value;
                }
                let first = word.bytes().next().unwrap_or_default().wrapping_sub(b'a');
                if let Some(slot) = lengths.get_mut(usize::from(first)) {
                    *slot |= 1 << word.len().min(31);
                }
            }
        }
        Lexicon {
            language,
            entries,
            lengths,
        }
    }

    /// What the tables say of a word, in any case.
    pub(crate) fn entry(&self, word: &str) -> Entry {
        let mut lower = [0; 24];
        let bytes = word.as_bytes();
        let Some(lower) = lower.get_mut(..bytes.len()) else {
            return Entry::default();
        };
        lower.copy_from_slice(bytes);
        lower.make_ascii_lowercase();
        let first = lower.first().map_or(255, |b| b.wrapping_sub(b'a'));
        if let Some(lengths) = self.lengths.get(usize::from(first))
            && lengths & 1 << word.len().min(31) == 0
        {
            return Entry::default();
        }
        let known = std::str::from_utf8(lower)
            .ok()
            .and_then(|w| self.entries.get(w));
        known.copied().unwrap_or_default()
    }
}

static LEXICONS: LazyLock<Vec<Lexicon>> =
    LazyLock::new(|| LANGUAGES.iter().map(|l| Lexicon::new(l)).collect());

/// The tables for an article whose header has this `lang`; English ones if it has none. None for
/// a language that has no tables.
pub(crate) fn of(lang: Option<&str>) -> Option<&'static Lexicon> {
    let code = lang
        .and_then(|l| l.split(['-', '_']).next())
        .unwrap_or("en");
    LEXICONS
        .iter()
        .find(|l| l.language.code.eq_ignore_ascii_case(code))
}
