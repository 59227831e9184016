//! What comes again, and what stands around an amount: jeden zweiten Tag, einmal im Monat, 17 lange Jahre,
//! ab 16 Jahren.

use jiff::civil::Weekday;

use super::super::{class, time_word};
use super::find::{Finder, Found};
use super::unit::every;
use super::{Meaning, PartOfDay, Unit};

/// So many words before a rate its number can stand.
const RATE: usize = 4;

impl Finder<'_> {
    /// Every Friday, tous les lundis, jeden zweiten Freitag, Mondays.
    pub(super) fn weekday_set(
        &self,
        at: usize,
        to: usize,
        day: Weekday,
        part: Option<PartOfDay>,
    ) -> Option<Found> {
        let before = self.before(at);
        let the = before.filter(|b| self.is_any(*b, self.calendar.the));
        let each = the.and_then(|t| self.left(t)).or(before);
        let each = each.filter(|b| self.is_every(*b) && *b >= self.taken);
        let nth = before.and_then(|b| self.every_nth(b));
        let each = each.or(nth.map(|(from, _)| from));
        let days = self.calendar.phrases.plural_days;
        let plural = self.is(at, class::PLURAL)
            || self.is(to, class::PLURAL)
            || before.is_some_and(|b| self.is_any(b, days));
        let from = each.or(plural.then_some(at))?;
        // Jeden dritten Mittwoch im Monat.
        if let Some(to) = nth.and_then(|_| self.month_behind(to)) {
            return Some((from, to, every(Unit::Month, 1)));
        }
        let set = Meaning::Set {
            unit: Unit::Week,
            amount: 1,
            weekday: Some(day),
            part,
        };
        Some((from, to, set))
    }

    /// Jeden zweiten Tag, jede dritte Woche: where what comes again begins, and how often it does.
    pub(super) fn every_nth(&self, left: usize) -> Option<(usize, i32)> {
        if self.calendar.article_counts {
            return None;
        }
        let (from, nth) = self.ordinal(left)?;
        let every = self.left(from).filter(|e| self.is_every(*e))?;
        Some((every, i32::from(nth)))
    }

    fn is_every(&self, at: usize) -> bool {
        self.time_word(at) == time_word::EVERY
    }

    /// The month of "jeden dritten Mittwoch im Monat".
    pub(super) fn month_behind(&self, at: usize) -> Option<usize> {
        let joint = self.next(at, &[])?;
        let unit = self
            .next(joint, &[])
            .filter(|_| self.is_any(joint, self.calendar.phrases.rates.0))?;
        let is_month = |w: &super::super::Word| w.is(class::TIME_UNIT) && w.entry.value == b'M';
        self.word(unit).filter(|w| is_month(w)).map(|_| unit)
    }

    /// Einmal im Monat, 400 Euro im Jahr: so much in each.
    pub(super) fn rate(&self, left: usize, at: usize, unit: Unit) -> Option<Found> {
        let (joint, times) = self.calendar.phrases.rates;
        if !matches!(unit, Unit::Month | Unit::Year) || !self.is_any(left, joint) {
            return None;
        }
        let behind = self.next(at, &[]);
        let moved = behind.is_some_and(|b| {
            self.is(b, class::DIGITS | class::MONTH | class::TIME_WORD)
                || self.is_any(b, self.calendar.of)
                || self.is_any(b, self.calendar.beside)
        });
        let counts = |b: usize| {
            self.is(b, class::DIGITS | class::NUMBER)
                || self.is_every(b)
                || times.iter().any(|t| self.text_of(b).ends_with(t))
        };
        let near = (1..=RATE).filter_map(|back| left.checked_sub(back));
        let mut near = near.take_while(|b| self.next(*b, &[]).is_some());
        (!moved && near.any(counts)).then(|| (left, at, every(unit, 1)))
    }

    /// Whether a word may stand between an amount and its unit: 20 more years, 17 lange Jahre.
    pub(super) fn is_inner(&self, at: usize, unit: usize) -> bool {
        let adjective = || {
            self.calendar.nouns
                && self.is(unit, class::PLURAL)
                && self.word(at).is_some_and(|w| w.entry.classes == 0)
                && !self.is_capital(at)
                && !self.is_any(at, self.calendar.function_words)
                && self
                    .calendar
                    .phrases
                    .bare_years
                    .is_some_and(|b| b.adjectives.iter().any(|e| self.text_of(at).ends_with(e)))
        };
        self.is_any(at, self.calendar.phrases.more) || adjective()
    }

    /// Ab 16 Jahren, zwischen sechs und elf Jahren; not "mit fünf Jahren Haft".
    pub(super) fn is_aged(&self, number: usize, at: usize) -> bool {
        let aged = self.calendar.phrases.aged;
        let Some(before) = self.before(number).filter(|_| !aged.is_empty()) else {
            return false;
        };
        let noun = self.next(at, &[]).is_some_and(|n| self.is_capital(n));
        let between = || {
            let other = self.before(before);
            let first = other.and_then(|o| self.before(o));
            let first = first.is_some_and(|f| self.is_any(f, self.calendar.between));
            first && self.is_any(before, self.calendar.and)
        };
        let ahead = self.before(before);
        // Im Alter von 20 Jahren, mit über 90 Jahren.
        let age = ahead.is_some_and(|a| self.is_any(a, self.calendar.ages));
        let about = self.is_any(before, self.calendar.lengths)
            && ahead.is_some_and(|a| self.is_any(a, aged));
        between() || !noun && (self.is_any(before, aged) || age || about)
    }

    /// Four flights a week: "a" means each. One day is some day.
    pub(super) fn is_rate(&self, number: usize, at: usize) -> bool {
        // $15-an-hour
        if self.is_any(number, self.calendar.phrases.article) && self.touches(number).0 == Some('-')
        {
            return true;
        }
        if !self.is_one(number) || self.is(at, class::PLURAL) || self.is_hyphened(at) {
            return false;
        }
        // A day before the vote.
        let behind = self.next(at, &[]);
        if behind.is_some_and(|b| self.is_any(b, self.calendar.beside)) {
            return false;
        }
        // One year is a length; a year may be each, and one day is some day.
        let article = self.calendar.phrases.article;
        let one = !article.is_empty() && !self.is_any(number, article)
            || !self.calendar.phrases.rates.0.is_empty();
        if one && self.word(at).is_some_and(|w| w.entry.value != b'D') {
            return false;
        }
        let before = self.before(number);
        let length = |b: usize| {
            self.is_any(b, self.calendar.lengths)
                || self.is_any(b, self.calendar.into)
                || self.time_word(b) != 0
        };
        !self.is_known(at) && before.is_some_and(|b| !length(b))
    }
}
