//! The words of a language that mean something to a checker: days, months, verbs of speech.
//!
//! In comes plain text, without markup; out go its words, those of a known class marked, and its
//! sentences. Each language is a table in a file of its own. Nothing here knows of tags or checks.

mod calendar;
pub(crate) mod dates;
mod english;
mod fold;
mod french;
mod german;
mod sentence;
pub(crate) mod slip;
mod spanish;
pub(crate) mod speech;
mod words;

pub(crate) use calendar::{BareYears, Calendar, Holiday, Phrases};
pub(crate) use fold::fold;
pub(crate) use sentence::Sentences;
pub(crate) use words::{Word, Words, bare, one_line};

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Classes of words; a word can be of several.
pub(crate) mod class {
    /// A day of the week; the value counts from 0 for Monday. Above its three lowest bits is the part of the day.
    pub(crate) const WEEKDAY: u32 = 1;
    /// A month; the value counts from 1.
    pub(crate) const MONTH: u32 = 1 << 1;
    /// today, yesterday, tonight: a day by its distance from the article's; the value is that, plus 128.
    pub(crate) const RELATIVE_DAY: u32 = 1 << 2;
    /// A unit of time, in singular or plural.
    pub(crate) const TIME_UNIT: u32 = 1 << 3;
    /// last, next, this, ago, earlier: what gives a unit or weekday its place; the value is one of
    /// [`time_word`](super::time_word).
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
    /// plans, due: what looks ahead. The value is 1 for the past of an event (voted, held), 2 for its
    /// plain form (vote, hold), 3 for what puts a verb into the future (will), 4 for what looks ahead only
    /// before *of* (ahead of), 5 for what does so before a preposition (set to, set for).
    pub(crate) const TENSE: u32 = 1 << 10;
    /// morning, tonight; the value is the place in [`PARTS_OF_DAY`](super::PARTS_OF_DAY), from 1.
    pub(crate) const PART_OF_DAY: u32 = 1 << 16;
    /// spring, Q3; the value is the code of EDTF: 21 to 24 seasons, 33 to 36 quarters, 40 and 41 halves.
    pub(crate) const PART_OF_YEAR: u32 = 1 << 17;
    /// first, second; the value is that.
    pub(crate) const ORDINAL: u32 = 1 << 18;
    /// Mon, Sat: a weekday where a date follows, else mostly a word; the value is the weekday's.
    pub(crate) const SHORT_WEEKDAY: u32 = 1 << 19;
    /// Mondays, weeks: more than one.
    pub(crate) const PLURAL: u32 = 1 << 20;
    /// Begins with a digit; no table has it.
    pub(crate) const DIGITS: u32 = 1 << 21;
    /// now, recently, soon: no place in the calendar; the value is [`time_word`](super::time_word)'s for
    /// the present, the past (last) or the future (next).
    pub(crate) const REFERENCE: u32 = 1 << 22;
    /// several, few: an amount that is not said.
    pub(crate) const SOME: u32 = 1 << 23;
    /// Christmas: the first word of a holiday of the calendar; no table has it.
    pub(crate) const HOLIDAY: u32 = 1 << 25;
    /// daily, annual: what comes again after the unit that is the value.
    pub(crate) const FREQUENCY: u32 = 1 << 26;
    /// le lendemain, der Vortag: a day from the one that the story has named, plus 128.
    pub(crate) const STORY_DAY: u32 = 1 << 27;
    /// nineteen: a number that years in words begin with.
    pub(crate) const HUNDREDS: u32 = 1 << 28;
    /// heuer, kurzem: the last word of a saying of the calendar; no table has it.
    pub(crate) const SAYING: u32 = 1 << 29;
    /// former, ex, outgoing, elect, had, ago: an office that was held, or will be.
    pub(crate) const FORMER: u32 = 1 << 24;
}

/// What words of time do to the unit or day beside them.
pub(crate) mod time_word {
    /// The one before the article's.
    pub(crate) const LAST: u8 = 1;
    /// The one after the article's.
    pub(crate) const NEXT: u8 = 2;
    /// The article's own.
    pub(crate) const THIS: u8 = 3;
    /// Behind an amount: counted back from the article's date.
    pub(crate) const AGO: u8 = 4;
    /// Behind an amount: counted forward from another event; before a unit: a part of it.
    pub(crate) const LATER: u8 = 5;
    /// Before a unit: behind one that the story has named.
    pub(crate) const FOLLOWING: u8 = 6;
    /// A part of what follows.
    pub(crate) const EARLY: u8 = 7;
    /// Again and again.
    pub(crate) const EVERY: u8 = 8;
    /// Before a unit: the one that the story has named.
    pub(crate) const SAME: u8 = 9;
    /// Before a unit, or an amount of them: up to now.
    pub(crate) const PAST: u8 = 10;
    /// Behind an amount: counted back from another event; before a unit: a part of it.
    pub(crate) const EARLIER: u8 = 11;
    /// Before a unit: before one that the story has named.
    pub(crate) const PREVIOUS: u8 = 12;
}

/// The parts of the day as TIMEX3 writes them behind `T`.
pub(crate) const PARTS_OF_DAY: [&str; 5] = ["MO", "MI", "AF", "EV", "NI"];

/// What a language's tables say of one word.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) struct Entry {
    /// Bits of [`class`].
    pub(crate) classes: u32,
    /// What the class gives a meaning to.
    pub(crate) value: u8,
}

/// A row of a table: class, value and words in lower case.
pub(crate) type Row = (u32, u8, &'static [&'static str]);

/// A language's tables.
pub(crate) struct Language {
    /// Its code in BCP 47, without region.
    pub(crate) code: &'static str,
    /// The words of speech and of people; none of a language of which only the times are known.
    pub(crate) tables: &'static [Row],
    /// Abbreviations whose full stop ends no sentence, in lower case, without it.
    pub(crate) abbreviations: &'static [&'static str],
    /// A full stop behind a number makes it an ordinal.
    pub(crate) ordinal_stops: bool,
    /// What stands around its dates.
    pub(crate) calendar: Calendar,
}

impl Language {
    /// The rows of all its tables.
    fn rows(&self) -> impl Iterator<Item = &'static Row> {
        self.tables.iter().chain(self.calendar.words)
    }

    /// The first word of a class and value, as the language writes it.
    pub(crate) fn name(&self, class: u32, value: u8) -> Option<String> {
        let row = self.rows().find(|(c, v, _)| (*c, *v) == (class, value));
        let word = row?.2.first()?;
        Some(match self.calendar.capitals {
            true => capitalised(word),
            false => (*word).to_owned(),
        })
    }
}

/// A word with its first letter a capital.
pub(crate) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next();
    let first = first.into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// The languages that have tables.
static LANGUAGES: [&Language; 4] = [
    &english::ENGLISH,
    &german::GERMAN,
    &french::FRENCH,
    &spanish::SPANISH,
];

/// A language ready to look words up in.
pub(crate) struct Lexicon {
    pub(crate) language: &'static Language,
    table: Table,
}

/// Words with what tables say of them.
struct Table {
    words: Vec<(&'static [u8], Entry)>,
    /// A hash table with open addressing: places in `words`, or [`EMPTY`].
    slots: Vec<u16>,
}

const EMPTY: u16 = u16::MAX;

/// The table has so many slots for each word: nearly all words of an article are in none.
const SPARSE: usize = 8;

/// A number for a word in any case: of its first eight bytes and its length.
fn hash(first: u64, len: usize) -> u64 {
    // A word's first letters differ more than its last: the multiplier spreads all to the top.
    ((first | 0x2020_2020_2020_2020) ^ len as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

impl Lexicon {
    fn new(language: &'static Language) -> Lexicon {
        let rows = language.rows();
        let rows =
            rows.flat_map(|(classes, value, words)| words.iter().map(|w| (*classes, *value, *w)));
        let sayings = language.calendar.phrases.sayings.iter().copied().flatten();
        let last = |s: &&'static str| s.rsplit(' ').next().unwrap_or(s);
        let sayings = sayings.flat_map(|(words, _)| {
            let words = words.iter().map(last);
            words.map(|word| (class::SAYING, 0, word))
        });
        let holidays = language.calendar.holidays.iter();
        let holidays = holidays.filter_map(|(words, _)| Some((class::HOLIDAY, 0, *words.first()?)));
        Lexicon {
            language,
            table: Table::new(rows.chain(sayings).chain(holidays)),
        }
    }

    /// What the tables say of a word, in any case.
    pub(crate) fn entry(&self, word: &str) -> Entry {
        self.entry_at(word.as_bytes(), 0..word.len())
    }

    /// What the tables say of the word that stands at a place of a text, in any case.
    pub(crate) fn entry_at(&self, text: &[u8], place: Range<usize>) -> Entry {
        self.table.entry_at(text, place)
    }
}

impl Table {
    /// From classes, values and words in lower case.
    fn new(rows: impl Iterator<Item = (u32, u8, &'static str)>) -> Table {
        let mut entries: BTreeMap<&'static [u8], Entry> = BTreeMap::new();
        for (classes, value, word) in rows {
            let entry = entries.entry(word.as_bytes()).or_default();
            entry.classes |= classes;
            if value > 0 {
                entry.value = value;
            }
        }
        let size = (entries.len() * SPARSE).next_power_of_two();
        let mut table = Table {
            words: entries.into_iter().collect(),
            slots: vec![EMPTY; size],
        };
        for (i, (word, _)) in (0..).zip(&table.words) {
            let mut slot = table.slot(hash(first(word), word.len()));
            while table.slots[slot] != EMPTY {
                slot = (slot + 1) % size;
            }
            table.slots[slot] = i;
        }
        table
    }

    fn slot(&self, hash: u64) -> usize {
        (hash >> (64 - self.slots.len().trailing_zeros())) as usize
    }

    /// What the tables say of the word that stands at a place of a text, in any case.
    fn entry_at(&self, text: &[u8], place: Range<usize>) -> Entry {
        let len = place.len();
        let start = match text.get(place.start..).and_then(<[u8]>::first_chunk) {
            // What stands behind the word goes.
            Some(bytes) if (1..8).contains(&len) => {
                u64::from_le_bytes(*bytes) & (u64::MAX >> (64 - 8 * len))
            }
            Some(bytes) => u64::from_le_bytes(*bytes),
            None => first(text.get(place.clone()).unwrap_or_default()),
        };
        let mut slot = self.slot(hash(start, len));
        // There are empty slots.
        while let Some((word, entry)) = self
            .slots
            .get(slot)
            .and_then(|i| self.words.get(usize::from(*i)))
        {
            let here = text.get(place.clone());
            if here.is_some_and(|here| word.eq_ignore_ascii_case(here)) {
                return *entry;
            }
            slot = (slot + 1) % self.slots.len();
        }
        Entry::default()
    }
}

/// The first eight bytes of a word as a number, the first the lowest.
fn first(word: &[u8]) -> u64 {
    let mut bytes = [0; 8];
    bytes
        .iter_mut()
        .zip(word)
        .for_each(|(to, from)| *to = *from);
    u64::from_le_bytes(bytes)
}

static LEXICONS: LazyLock<Vec<Lexicon>> =
    LazyLock::new(|| LANGUAGES.iter().map(|l| Lexicon::new(l)).collect());

/// The tables for an article whose header has this `lang`; English ones if it has none. None for
/// a language that has no tables, or only those of time.
pub(crate) fn of(lang: Option<&str>) -> Option<&'static Lexicon> {
    of_times(lang).filter(|l| !l.language.tables.is_empty())
}

/// The same where only words of time are looked up, of which more languages have tables.
pub(crate) fn of_times(lang: Option<&str>) -> Option<&'static Lexicon> {
    let code = code(lang);
    LEXICONS
        .iter()
        .find(|l| l.language.code.eq_ignore_ascii_case(code))
}

/// The language of a BCP 47 tag, without region; English if there is none.
fn code(lang: Option<&str>) -> &str {
    lang.and_then(|l| l.split(['-', '_']).next())
        .unwrap_or("en")
}
