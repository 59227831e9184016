//! Patterns of units: amounts of time, what comes again, and units beside the article's or the story's.

use super::super::{class, time_word};
use super::find::{Finder, Found};
use super::{By, Meaning, SOME, Shift, Unit, Year};

/// What comes again after so many units.
pub(super) fn every(unit: Unit, amount: i32) -> Meaning {
    Meaning::Set {
        unit,
        amount,
        weekday: None,
        part: None,
    }
}

impl Finder<'_> {
    pub(super) fn unit(&self, at: usize, unit: Unit) -> Option<Found> {
        if self.names_next(at, unit) {
            return None;
        }
        if let Some(found) = self
            .ago(at, at, unit, 1)
            .or_else(|| self.end_of_year(at, unit))
        {
            return Some(found);
        }
        if let Some(found) = self.long(at, unit).or_else(|| self.units_beside(at, unit)) {
            return Some(found);
        }
        // The year two thousand.
        let spoken = self.next(at, &[]).filter(|_| unit == Unit::Year);
        if let Some((to, year)) = spoken.and_then(|n| self.spoken_year(n)) {
            return Some((at, to, Meaning::Year(Year::Given(year))));
        }
        if let Some((to, meaning)) = self.unit_of(at, unit) {
            return Some((at, to, meaning));
        }
        if let Some(found) = self.long_ago(at) {
            return Some(found);
        }
        let left = self.joined(at);
        if let Some(found) = self.to_come(at).or_else(|| self.elided_the(at, unit)) {
            return Some(found);
        }
        // La semaine dernière.
        if !self.calendar.article_counts && !self.is(at, class::PLURAL) {
            let (from, to, shift) = self.moved(at, at);
            let amount = match shift {
                Shift::Last => -1,
                Shift::Next => 1,
                _ => 0,
            };
            let meaning = Meaning::Relative {
                unit,
                amount,
                counted: false,
            };
            // « De dernière minute » tells no time.
            let named = unit != Unit::Day && !unit.is_clock();
            if to > at && named {
                return Some((from, to, meaning));
            }
            // Al día siguiente.
            let order = self.next(at, &[]).map_or(0, |n| self.time_word(n));
            // Am Tag zuvor; "einen Tag zuvor" counts.
            let alone = || left.is_none_or(|l| self.amount(l).is_none());
            let amount = match order {
                time_word::FOLLOWING => 1,
                time_word::PREVIOUS => -1,
                time_word::LATER if alone() => 1,
                time_word::EARLIER if alone() => -1,
                _ => 0,
            };
            let by = By::Order;
            if amount != 0 {
                return Some((at, at + 1, Meaning::Anaphoric { unit, amount, by }));
            }
        }
        if let Some(found) = self.stopped(at, unit) {
            return Some(found);
        }
        let left = left?;
        // Todos los días.
        let all = self
            .left(left)
            .filter(|e| self.time_word(*e) == time_word::EVERY);
        let plural = self.is(at, class::PLURAL) && self.is_any(left, self.calendar.the);
        if let Some(all) = all.filter(|_| plural && self.calendar.phrases.adjectives_behind) {
            return Some((all, at, every(unit, 1)));
        }
        if unit == Unit::Year && self.is_owner(at) {
            return None;
        }
        if let Some(found) = self
            .inner_half(left, at, unit)
            .or_else(|| self.half_joined(left, at, unit))
            .or_else(|| self.rate(left, at, unit))
        {
            return Some(found);
        }
        if let Some(found) = self.and_half(left, at, unit) {
            return Some(found);
        }
        // 20 more years.
        let more = self
            .left(left)
            .filter(|b| self.is_inner(left, at) && self.amount(*b).is_some());
        let left = more.unwrap_or(left);
        let word = self.time_word(left);
        if word == time_word::EVERY {
            return Some((left, at, every(unit, 1)));
        }
        if let Some(found) = self.all_the(left, at, unit) {
            return Some(found);
        }
        if let Some((from, nth)) = self.every_nth(left) {
            return Some((from, at, every(unit, nth)));
        }
        let day = Some(left).filter(|_| unit == Unit::Day && !self.is(at, class::PLURAL));
        if let Some(found) = day.and_then(|left| self.nth_day(left, at)) {
            return Some(found);
        }
        if let Some(found) = self.nth(left, at, unit) {
            return Some(found);
        }
        // A couple of years.
        let of = self
            .is_any(left, self.calendar.of)
            .then(|| self.left(left))
            .flatten();
        let of = of.filter(|b| self.is(*b, class::NUMBER) && self.is(at, class::PLURAL));
        if let Some((from, amount)) = self.amount(of.unwrap_or(left)) {
            return match self.half(from, unit) {
                Some((half, meaning)) => Some((half, at, meaning)),
                None => self.counted(from, at, unit, amount),
            };
        }
        let many = self.is(left, class::PLURAL) && self.time_word(left) != 0;
        if self.is(at, class::PLURAL) || many || self.is_any(left, self.calendar.phrases.some) {
            return self.some_time(left, at, unit);
        }
        if unit.is_clock() && !self.calendar.article_counts && !self.calendar.nouns {
            return None;
        }
        if self.is_hyphened(at) {
            return None;
        }
        self.beside(left, at, unit)
    }

    /// Whether a part of the year is counted behind a word: next year’s, of "next year’s first quarter",
    /// and the 1988 of "the 1988 third quarter".
    pub(super) fn is_owner(&self, at: usize) -> bool {
        let ordinal = self.next(at, &[]).filter(|n| self.is(*n, class::ORDINAL));
        let part = ordinal.and_then(|o| self.word(self.joint(o)?));
        let part = part.filter(|p| p.is(class::TIME_UNIT));
        part.is_some_and(|p| matches!(p.entry.value, b'Q' | b'H'))
    }

    /// The word behind, where white space or a hyphen lies between.
    pub(super) fn joint(&self, at: usize) -> Option<usize> {
        let hyphened = self.gap(at) == "-" && at + 1 < self.words.len();
        self.next(at, &[]).or(hyphened.then_some(at + 1))
    }

    pub(super) fn is_hyphened(&self, at: usize) -> bool {
        self.touches(at).0 == Some('-')
    }

    /// Recent years, the past months, coming weeks: so many that nobody counts.
    fn some_time(&self, left: usize, at: usize, unit: Unit) -> Option<Found> {
        let word = self.word(left)?;
        // For years.
        if self
            .calendar
            .lengths
            .first()
            .is_some_and(|f| self.is_any(left, &[*f]))
        {
            return Some((at, at, Meaning::Duration { unit, amount: SOME }));
        }
        // Depuis des années.
        let some = self.calendar.phrases.some;
        if self.is_any(left, some) {
            if let Some(from) = self.phrase_before(left, self.calendar.ago) {
                return Some((from, at, Meaning::Reference(Shift::Last)));
            }
            let length = |b| self.is_any(b, self.calendar.lengths);
            let long = self.left(left).is_some_and(length);
            return long.then_some((at, at, Meaning::Duration { unit, amount: SOME }));
        }
        if self.is_any(left, self.calendar.phrases.within) {
            return Some((at, at, Meaning::Duration { unit, amount: SOME }));
        }
        // Recent years are a length of time; past years are the past.
        if self.is_any(left, self.calendar.phrases.adjectives) && word.is(class::REFERENCE) {
            let now = self.reference_of(left) == Shift::This;
            let length = Meaning::Duration { unit, amount: SOME };
            return Some(match now {
                true => (left, at, Meaning::Reference(Shift::This)),
                false => (left, at, length),
            });
        }
        if word.is(class::REFERENCE) {
            let shift = self.reference_of(left);
            return Some((left, at, Meaning::Reference(shift)));
        }
        let shift = match self.time_word(left) {
            time_word::PAST => Shift::Last,
            // In den letzten Jahren.
            time_word::LAST if !self.calendar.article_counts => {
                return Some((left, at, Meaning::Duration { unit, amount: SOME }));
            }
            time_word::NEXT => Shift::Next,
            time_word::THIS if unit == Unit::Day => Shift::This,
            _ => return None,
        };
        Some((left, at, Meaning::Reference(shift)))
    }

    /// Last week, this year, the following day, that month.
    fn beside(&self, left: usize, at: usize, unit: Unit) -> Option<Found> {
        let word = self.time_word(left);
        let before = self.left(left);
        let the = self.calendar.article_counts
            && before.is_some_and(|b| self.is_any(b, self.calendar.the));
        // "the last week of September" is no week of the article's.
        let behind = self.next(at, &[]);
        let of = behind.is_some_and(|b| self.is_any(b, self.calendar.of));
        if of
            && (the || !self.calendar.article_counts)
            && matches!(word, time_word::LAST | time_word::NEXT)
        {
            return None;
        }
        let anaphoric = |amount| Meaning::Anaphoric {
            unit,
            amount,
            by: By::Order,
        };
        let amount = match word {
            time_word::LAST => -1,
            time_word::NEXT => 1,
            time_word::THIS => 0,
            time_word::FOLLOWING => return Some((left, at, anaphoric(1))),
            time_word::PREVIOUS => return Some((left, at, anaphoric(-1))),
            time_word::SAME => return Some((left, at, anaphoric(0))),
            time_word::PAST => return Some((left, at, Meaning::Duration { unit, amount: 1 })),
            _ if self.is_any(left, self.calendar.the) => return self.the(left, at, unit),
            _ if unit == Unit::Weekend => return self.the(at, at, unit),
            _ if self.is_any(left, self.calendar.fiscal) && the => {
                return self.the(before.unwrap_or(left), at, unit);
            }
            _ => return None,
        };
        // In letzter Minute.
        if unit.is_clock() && self.calendar.nouns {
            return None;
        }
        if the && amount < 0 && unit != Unit::Day {
            return Some((left, at, Meaning::Duration { unit, amount: 1 }));
        }
        // "Am letzten Tag" of something.
        if unit == Unit::Day && amount < 0 && self.calendar.nouns {
            return None;
        }
        if unit == Unit::Day || the && amount != 0 {
            return Some((left, at, anaphoric(amount)));
        }
        // earlier this month
        let is_part = |b: &usize| {
            matches!(
                self.time_word(*b),
                time_word::LATER | time_word::EARLIER | time_word::EARLY
            )
        };
        let meaning = Meaning::Relative {
            unit,
            amount,
            counted: false,
        };
        // year’s third quarter
        let part = before.filter(is_part);
        Some((part.unwrap_or(left), at, meaning))
    }

    /// The quarter, the year: the one that the story is about. A day or a month is mostly some other.
    pub(super) fn the(&self, left: usize, at: usize, unit: Unit) -> Option<Found> {
        let behind = self.next(at, &[]);
        let of = behind.is_some_and(|b| {
            self.is_any(b, self.calendar.of) || self.is(b, class::DIGITS | class::MONTH)
        });
        // "the year-end rush"
        if self.gap(at) == "-" {
            return None;
        }
        let fits = matches!(
            unit,
            Unit::Weekend | Unit::Week | Unit::Month | Unit::Quarter | Unit::Year
        );
        // The day before, at the end of a clause.
        let beside = behind.filter(|b| self.is_any(*b, self.calendar.beside));
        if let Some(beside) = beside.filter(|b| unit == Unit::Day && self.next(*b, &[]).is_none()) {
            let ahead = self.is_any(beside, self.calendar.after);
            let meaning = Meaning::Anaphoric {
                unit,
                amount: if ahead { 1 } else { -1 },
                by: By::Order,
            };
            return Some((left, beside, meaning));
        }
        // Sportlerin des Jahres.
        let during = self.calendar.phrases.during;
        let owned = |b: usize| {
            self.is_capital(b)
                && !self.is_any(b, self.calendar.function_words)
                && !self.is(b, class::TIME_WORD)
                && !self.is_any(b, during)
        };
        // Der Monat Juli.
        let named = unit == Unit::Month && behind.is_some_and(|b| self.is(b, class::MONTH));
        if !during.is_empty() && (named || self.before(left).is_some_and(owned)) {
            return None;
        }
        if let Some(meaning) = behind
            .and_then(|b| self.quarter_ended(b))
            .filter(|_| unit == Unit::Quarter)
        {
            return Some((left, at, meaning));
        }
        // The year that ended in March.
        if unit == Unit::Year && behind.is_some_and(|b| self.is_any(b, self.calendar.ended)) {
            return Some((left, at, Meaning::Duration { unit, amount: 1 }));
        }
        let meaning = Meaning::Anaphoric {
            unit,
            amount: 0,
            by: By::Article,
        };
        (fits && !of).then_some((left, at, meaning))
    }

    /// A number of units: three years, three years ago, three years later, every three years.
    pub(super) fn counted(
        &self,
        number: usize,
        at: usize,
        unit: Unit,
        amount: i32,
    ) -> Option<Found> {
        if let Some(found) = self.ago(number, at, unit, amount) {
            return Some(found);
        }
        // Vor drei Jahren, dans trois jours.
        let ago = self.phrase_before(number, self.calendar.ago);
        let ahead = self.phrase_before(number, self.calendar.ahead);
        // No day is told from hours and minutes: they are a length of time.
        let short = matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) && amount != SOME;
        if let Some(from) = ago.or(ahead).filter(|_| !short) {
            let meaning = match (ago, amount) {
                (Some(_), SOME) => Meaning::Reference(Shift::Last),
                (None, SOME) => Meaning::Reference(Shift::Next),
                _ => Meaning::Relative {
                    unit,
                    amount: if ago.is_some() { -amount } else { amount },
                    counted: true,
                },
            };
            return Some((from, at, meaning));
        }
        let behind = self.next(at, &[]);
        // "two days before the vote" are a length of time.
        let last = |b: &usize| self.next(*b, &[]).is_none();
        let beside = behind.filter(|b| self.is_any(*b, self.calendar.beside) && amount != SOME);
        if let Some(behind) = beside.filter(last) {
            let ahead = self.is_any(behind, self.calendar.after);
            let meaning = Meaning::Anaphoric {
                unit,
                amount: if ahead { amount } else { -amount },
                by: By::Count,
            };
            return Some((number, at, meaning));
        }
        if let Some(found) = self.half_behind(number, at, unit, amount) {
            return Some(found);
        }
        // 24 hours a day.
        let each = behind
            .filter(|b| self.is_one(*b))
            .and_then(|b| self.next(b, &[]));
        if each.is_some_and(|e| self.is(e, class::TIME_UNIT)) && self.is(at, class::PLURAL) {
            return None;
        }
        let old = self
            .joint(at)
            .is_some_and(|b| self.is_any(b, self.calendar.ages))
            || unit == Unit::Year && self.is_aged(number, at);
        let of = behind.is_some_and(|b| self.is_any(b, self.calendar.of));
        let share = unit == Unit::Quarter
            && (of
                || self.is_hyphened(at)
                || self.year_number(number).is_some()
                // a quarter-century
                || self.joint(at).is_some_and(|n| self.is(n, class::TIME_UNIT)));
        // "60 Minutes" is a name.
        let named = self.is_named(at) && !self.is_named(number) && !self.is_first(number);
        let no_length = matches!(unit, Unit::Half | Unit::Weekend);
        let old = old || unit == Unit::Year && self.is_age(number, at);
        if no_length || old || share || named || self.is_rate(number, at) {
            return None;
        }
        // tous les trois ans
        let left = self.left(number);
        let the = left.filter(|l| self.is_any(*l, self.calendar.the));
        let every_of = the.and_then(|t| self.left(t)).or(left);
        let every_of = every_of.filter(|b| self.time_word(*b) == time_word::EVERY);
        Some(match every_of {
            Some(from) => (from, at, every(unit, amount)),
            None => (number, at, Meaning::Duration { unit, amount }),
        })
    }

    /// Daily, each in its own way: only what is said of money or events is not found.
    pub(super) fn frequency(&self, at: usize, unit: Unit) -> Option<Found> {
        let named = self.is_named(at) && !self.is_first(at);
        (!named).then_some((at, at, every(unit, 1)))
    }
}
