//! Ages, which are no lengths of time here, and units that words around them place: the years to come, and a
//! unit with its article in the same word.

use super::super::time_word;
use super::find::{Finder, Found};
use super::unit::every;
use super::{Meaning, Shift, Unit};

impl Finder<'_> {
    /// Âgé de 20 ans, un homme de 20 ans, mort à 80 ans, Vell, 80 ans,: an age is no length of time here.
    pub(super) fn is_age(&self, number: usize, at: usize) -> bool {
        let (calendar, phrases) = (self.calendar, &self.calendar.phrases);
        if phrases.of_age.is_empty() {
            return false;
        }
        let is_of = |b: usize| self.is_any(b, calendar.of);
        // "âgés de 17 à 24 ans"
        let to = self.before(number).filter(|t| self.is_any(*t, calendar.to));
        let first = to
            .and_then(|t| self.before(t))
            .filter(|f| self.amount(*f).is_some());
        let of = self.before(first.unwrap_or(number)).filter(|o| is_of(*o));
        let elided = phrases
            .elided
            .iter()
            .any(|e| self.text_of(number).starts_with(e));
        let who = match of {
            Some(of) => self.before(of),
            None => self.before(number).filter(|_| elided),
        };
        let behind = self.next(at, &[]);
        let dies = to.is_some() && first.is_none() && !behind.is_some_and(is_of);
        let apposed = number.checked_sub(1).is_some_and(|name| {
            self.is_capital(name)
                && self.gap(name).trim() == ","
                && self.gap(at).trim_start().starts_with([',', ')', '.'])
        });
        let enclosed = number
            .checked_sub(1)
            .is_some_and(|b| self.gap(b).ends_with('('))
            && self.gap(at).starts_with(')');
        dies || apposed || enclosed || who.is_some_and(|w| self.is_any(w, phrases.of_age))
    }

    /// Les années à venir.
    pub(super) fn to_come(&self, at: usize) -> Option<Found> {
        let mut phrases = self.calendar.phrases.to_come.iter();
        let last = phrases.find_map(|phrase| {
            phrase.iter().try_fold(at, |last, word| {
                self.next(last, &[]).filter(|n| self.is_any(*n, &[word]))
            })
        })?;
        let the = self
            .left(at)
            .filter(|t| self.is_any(*t, self.calendar.the))?;
        Some((the, last, Meaning::Reference(Shift::Next)))
    }

    /// L'année, with the article in the word: the one that the story is about.
    pub(super) fn elided_the(&self, at: usize, unit: Unit) -> Option<Found> {
        let elided = self.text_of(at).starts_with(['l', 'L'])
            && self.text_of(at).contains(['\'', '’'])
            && unit == Unit::Year;
        let behind = self.next(at, &[]);
        let moved = behind.is_some_and(|b| self.time_word(b) != 0);
        self.the(at, at, unit).filter(|_| elided && !moved)
    }

    /// Tous les jours.
    pub(super) fn all_the(&self, the: usize, at: usize, unit: Unit) -> Option<Found> {
        let plural = !self.calendar.phrases.some.is_empty();
        let all = self
            .left(the)
            .filter(|a| plural && self.time_word(*a) == time_word::EVERY)?;
        let article = self.is_any(the, self.calendar.the);
        article.then(|| (all, at, every(unit, 1)))
    }
}
