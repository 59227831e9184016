//! What checks ask of an article as a whole.
//!
//! Most findings depend on nothing but what stands around them. The few questions to all of the article are
//! here, as the sum of what its parts say: so a part that changes is read again, and no other.

use std::cell::OnceCell;
use std::hash::BuildHasher;

use hashbrown::{HashMap, HashSet};
use rustc_hash::FxBuildHasher;

use super::input::Input;
use super::mixed_quotation_marks::{Marks, Usage};
use super::names::{Capital, is_capital, opens_sentence};
use super::{anonymous_source, first_reference, mixed_quotation_marks, unused_actor};
use crate::language::dates::{Meaning, Year};
use crate::model::Extent;

/// A word as a number: what is kept of words takes no text.
pub(super) type Key = u64;

pub(super) fn key(word: &str) -> Key {
    FxBuildHasher.hash_one(word)
}

/// The same for a word in small letters.
pub(super) fn small(word: &str) -> Key {
    key(&word.to_lowercase())
}

/// Answers about all of an article.
pub(super) trait Whole {
    /// Whether a word stands there that begins with a small letter.
    fn has_small(&self, word: Key) -> bool;
    /// How often a word of an actor's name stands there.
    fn named(&self, word: Key) -> usize;
    /// How often a word stands there that is nearly one.
    fn nearly(&self, word: Key) -> usize;
    /// Whether the word somewhere has a first name before it.
    fn has_first_name(&self, word: Key) -> bool;
    /// Whether it says why sources are not named.
    fn gives_reason(&self) -> bool;
    /// Whether it has any markup.
    fn has_markup(&self) -> bool;
    /// Whether a date is tagged.
    fn has_dates(&self) -> bool;
    /// Whether a date in it has a year for which this is so.
    fn has_year(&self, fits: &dyn Fn(i16) -> bool) -> bool;
}

/// What the checks of one part must know of all parts, before they run.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Given {
    /// Which actors are named or tagged anywhere.
    pub(super) used: Vec<bool>,
    /// The quotation marks of the article.
    pub(super) marks: Usage,
}

/// A part of an article, in bytes of its source and without markup.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Portion {
    pub(super) source: Extent,
    pub(super) plain: Extent,
}

/// What a part of an article says that matters for others.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Facts {
    /// The words that begin with a small letter, each once.
    pub(super) small: Box<[Key]>,
    /// Words of actors' names, each as often as it stands there.
    pub(super) named: Box<[Key]>,
    /// Words that are nearly one, likewise.
    pub(super) nearly: Box<[Key]>,
    pub(super) pairs: Box<[Pair]>,
    /// The years that dates give.
    pub(super) years: Box<[i16]>,
    pub(super) gives_reason: bool,
    pub(super) has_markup: bool,
    pub(super) has_dates: bool,
    /// The actors that are named or tagged, by their places.
    pub(super) used: Box<[u32]>,
    pub(super) marks: Option<Box<Marks>>,
    pub(super) firsts: Box<[first_reference::First]>,
}

/// A word with a capital and what may be a first name before it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Pair {
    word: Key,
    /// What is no first name if the article has it in small letters.
    unless: Option<Key>,
}

impl Facts {
    /// What a part of the article says.
    pub(super) fn new(input: &Input<'_>, part: Portion) -> Facts {
        let used = unused_actor::used(input, part);
        Facts {
            small: small_words(input, part).into(),
            named: named(input, part).collect(),
            nearly: nearly(input, part).collect(),
            pairs: pairs(input, part).collect(),
            years: years(input, part).into(),
            gives_reason: anonymous_source::gives_a_reason(input, part),
            has_markup: part.source.end - part.source.start != part.plain.end - part.plain.start,
            has_dates: has_dates(input, part),
            used: (0..)
                .zip(used)
                .filter(|(_, u)| *u)
                .map(|(i, _)| i)
                .collect(),
            marks: mixed_quotation_marks::marks(input, part),
            firsts: first_reference::firsts(input, part).into(),
        }
    }
}

fn small_words(input: &Input<'_>, part: Portion) -> Vec<Key> {
    let words = input
        .words()
        .within(part.plain.start, part.plain.end)
        .iter();
    let words = words.map(|w| w.text(input.plain()));
    let small = words.filter(|w| w.starts_with(char::is_lowercase));
    let mut keys: Vec<Key> = small.map(key).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn named<'i>(input: &'i Input<'_>, part: Portion) -> impl Iterator<Item = Key> + 'i {
    let hits = input.names().hits_in(part.plain).iter();
    hits.map(|(capital, _)| key(capital.text))
}

fn nearly<'i>(input: &'i Input<'_>, part: Portion) -> impl Iterator<Item = Key> + 'i {
    let near = input.names().near_in(part.plain);
    let each = near.chunk_by(|a, b| a.at.word == b.at.word);
    each.filter_map(|one| Some(key(one.first()?.at.text)))
}

/// The words that have a first name before them, or what is one unless it is a common word.
fn pairs<'i>(input: &'i Input<'_>, part: Portion) -> impl Iterator<Item = Pair> + 'i {
    let text = input.plain();
    let list = &input.words().list;
    let first = list.partition_point(|w| w.start < part.plain.start);
    let words = (first..).zip(list.get(first..).unwrap_or_default());
    let words = words.take_while(move |(_, w)| w.start < part.plain.end);
    words.filter_map(move |(i, w)| {
        let word = w.text(text);
        if !is_capital(word) {
            return None;
        }
        let at = Capital {
            word: i,
            place: Extent {
                start: w.start,
                end: w.end,
            },
            text: word,
        };
        let before = input.beside(&at, false)?;
        let opens = opens_sentence(text, before.place.start);
        (!input.is(before.text, u32::MAX)).then(|| Pair {
            word: key(word),
            unless: opens.then(|| small(before.text)),
        })
    })
}

fn years(input: &Input<'_>, part: Portion) -> Vec<i16> {
    let mut years = Vec::new();
    let dates = input.dates();
    let from = dates.partition_point(|e| e.start < part.plain.start);
    let here = dates.get(from..).unwrap_or_default().iter();
    for expression in here.take_while(|e| e.start < part.plain.end) {
        if let Meaning::Day { year, .. } | Meaning::Month { year, .. } | Meaning::Year(year) =
            expression.meaning
            && let Year::Given(year) = year
        {
            years.push(year);
        }
    }
    for mention in tagged_dates(input, part) {
        let days = mention.value.days();
        years.extend(days.iter().flat_map(|(a, b)| [a.year(), b.year()]));
    }
    years.sort_unstable();
    years.dedup();
    years
}

fn tagged_dates<'i>(
    input: &'i Input<'_>,
    part: Portion,
) -> impl Iterator<Item = &'i crate::model::DateMention> {
    let dates = &input.article.dates;
    let from = dates.partition_point(|d| d.place.bytes.start < part.plain.start);
    let here = dates.get(from..).unwrap_or_default().iter();
    here.take_while(move |d| d.place.bytes.start < part.plain.end)
}

fn has_dates(input: &Input<'_>, part: Portion) -> bool {
    tagged_dates(input, part).next().is_some()
}

/// The answers from an article that is there as a whole: each is worked out when it is asked for.
pub(super) struct OfArticle<'i, 'a> {
    input: &'i Input<'a>,
    small: OnceCell<HashSet<Key>>,
    named: OnceCell<HashMap<Key, usize>>,
    nearly: OnceCell<HashMap<Key, usize>>,
    pairs: OnceCell<Vec<Pair>>,
    years: OnceCell<Vec<i16>>,
    gives_reason: OnceCell<bool>,
}

impl<'i, 'a> OfArticle<'i, 'a> {
    pub(super) fn new(input: &'i Input<'a>) -> Self {
        OfArticle {
            input,
            small: OnceCell::new(),
            named: OnceCell::new(),
            nearly: OnceCell::new(),
            pairs: OnceCell::new(),
            years: OnceCell::new(),
            gives_reason: OnceCell::new(),
        }
    }

    fn all(&self) -> Portion {
        self.input.all()
    }
}

fn counted(keys: impl Iterator<Item = Key>) -> HashMap<Key, usize> {
    let mut counts = HashMap::new();
    keys.for_each(|k| *counts.entry(k).or_default() += 1);
    counts
}

impl Whole for OfArticle<'_, '_> {
    fn has_small(&self, word: Key) -> bool {
        let all = || small_words(self.input, self.all()).into_iter().collect();
        self.small.get_or_init(all).contains(&word)
    }

    fn named(&self, word: Key) -> usize {
        let all = || counted(named(self.input, self.all()));
        self.named.get_or_init(all).get(&word).copied().unwrap_or(0)
    }

    fn nearly(&self, word: Key) -> usize {
        let all = || counted(nearly(self.input, self.all()));
        self.nearly
            .get_or_init(all)
            .get(&word)
            .copied()
            .unwrap_or(0)
    }

    fn has_first_name(&self, word: Key) -> bool {
        let all = || pairs(self.input, self.all()).collect();
        let pairs: &Vec<Pair> = self.pairs.get_or_init(all);
        pairs.iter().any(|p| p.is_name_of(word, self))
    }

    fn gives_reason(&self) -> bool {
        let all = || anonymous_source::gives_a_reason(self.input, self.all());
        *self.gives_reason.get_or_init(all)
    }

    fn has_markup(&self) -> bool {
        self.input.text.len() != self.input.plain().len()
    }

    fn has_dates(&self) -> bool {
        !self.input.article.dates.is_empty()
    }

    fn has_year(&self, fits: &dyn Fn(i16) -> bool) -> bool {
        let years = self.years.get_or_init(|| years(self.input, self.all()));
        years.iter().any(|y| fits(*y))
    }
}

impl Pair {
    /// Whether it is this word with a first name.
    pub(super) fn is_name_of(&self, word: Key, whole: &dyn Whole) -> bool {
        self.word == word && !self.unless.is_some_and(|k| whole.has_small(k))
    }
}
