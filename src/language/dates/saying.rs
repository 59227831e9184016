//! Words that mean a time by themselves, as a language's table lists them: heuer, vor kurzem,
//! tagelang.

use super::super::class;
use super::find::{Finder, Found};
use super::{By, Meaning, Shift, Unit, Year};

/// Words with single spaces between them, in lower case, all of which mean the same.
pub(crate) type Saying = (&'static [&'static str], Meaning);

/// Before these what points at no time of its own belongs to them: the present quarter.
const NOUNS: u32 = class::WEEKDAY | class::MONTH | class::TIME_UNIT | class::PART_OF_YEAR;

/// How adjectives end that a noun follows.
const ENDINGS: [&str; 5] = ["e", "en", "em", "er", "es"];

impl Finder<'_> {
    /// The words of a saying, from the last.
    pub(super) fn saying(&self, at: usize) -> Option<Found> {
        let (from, meaning) = self.said(at)?;
        let points = matches!(meaning, Meaning::Reference(_));
        // "zur Zeit der Wahl"; "am heutigen 8. Mai", but "damals 30 Menschen"
        let the = |n: usize| self.is_capital(at) && self.is_any(n, self.calendar.the);
        let own = self.text_of(at);
        let adjective = from == at && ENDINGS.iter().any(|e| own.ends_with(e));
        let noun = |n: usize| adjective && self.is(n, NOUNS | class::DIGITS);
        if points && self.next(at, &[]).is_some_and(|n| the(n) || noun(n)) {
            return None;
        }
        // "Jahresende 2031"
        let is_year = matches!(
            meaning,
            Meaning::Relative {
                unit: Unit::Year,
                ..
            }
        );
        if let Some((to, year @ Year::Given(_))) = self.year_behind(at).filter(|_| is_year) {
            return Some((from, to, Meaning::Year(year)));
        }
        Some((from, at, meaning.clone()))
    }

    /// Vorjahres, of "im Herbst des Vorjahres": years from the article's.
    pub(super) fn year_said(&self, at: usize) -> Option<i16> {
        let said = self.word(at).filter(|w| w.is(class::SAYING)).is_some();
        match said.then(|| self.said(at))??.1 {
            Meaning::Anaphoric {
                unit: Unit::Year,
                amount,
                by: By::Article,
            } => i16::try_from(*amount).ok(),
            _ => None,
        }
    }

    /// The longest of the sayings that end with a word, by its first, and what it means.
    fn said(&self, at: usize) -> Option<(usize, &'static Meaning)> {
        let all = self.calendar.phrases.sayings.iter().copied().flatten();
        let found = all.filter_map(|(sayings, meaning)| {
            let start = |s: &&str| self.start_of(s, at);
            let first = sayings.iter().filter_map(start).min()?;
            Some((first, meaning))
        });
        found.min_by_key(|(from, _)| *from)
    }

    /// Where a saying begins that ends with a word, if its words stand there.
    fn start_of(&self, saying: &str, at: usize) -> Option<usize> {
        let mut from = at;
        for (i, word) in saying.rsplit(' ').enumerate() {
            if i > 0 {
                from = self.left(from)?;
            }
            if !self.is_any(from, &[word]) {
                return None;
            }
        }
        Some(from)
    }

    /// Three years of "vor Jahren": so many that nobody counts, behind what counts back.
    pub(super) fn long_ago(&self, at: usize) -> Option<Found> {
        let plural = self.is(at, class::PLURAL) && !self.calendar.article_counts;
        let from = plural.then(|| self.phrase_before(at, self.calendar.ago))??;
        Some((from, at, Meaning::Reference(Shift::Last)))
    }
}
