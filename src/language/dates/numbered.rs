//! Days by their number alone, and days and months behind the name of their unit: el día 12, el próximo 27,
//! el próximo mes de julio, el siete de mayo.

use jiff::civil::Date;

use super::super::class;
use super::find::{Finder, Found};
use super::{Hint, Meaning, Shift, Unit, Year, days_between};

impl Finder<'_> {
    /// El día 12, el próximo 27: a day of a month that is not named.
    pub(super) fn numbered_day(&self, at: usize) -> Option<Found> {
        let names = self.calendar.phrases.numbered_days;
        let before = self.before(at).filter(|_| !names.is_empty())?;
        let day = self.day_number(at)?;
        let name = self.is_any(before, names).then_some(before);
        let moved = match name {
            Some(name) => self.left(name),
            None => Some(before).filter(|b| *b >= self.taken),
        };
        let moved = moved.filter(|m| self.shift(Some(*m)) != Shift::Bare);
        let the = |m: usize| {
            self.left(m)
                .is_some_and(|t| self.is_any(t, self.calendar.the))
        };
        // "los próximos 27 días", "el próximo 27 por ciento"
        let counts = self.counts(at)
            || self
                .next(at, &[])
                .is_some_and(|n| self.is(n, class::TIME_UNIT));
        let alone = name.is_some() || moved.is_some_and(the) && !counts && !self.is_share(at);
        let shift = self.shift(moved);
        let from = moved.or(name).unwrap_or(at);
        (alone && from >= self.taken).then_some((from, at, Meaning::DayNear { day, shift }))
    }

    /// 27 por ciento
    fn is_share(&self, at: usize) -> bool {
        let by = self.next(at, &[]);
        by.and_then(|b| self.next(b, &[]))
            .is_some_and(|n| self.is_any(n, self.calendar.phrases.shares))
    }

    /// Whether a unit is only the name of what stands behind it: el día 12, el mes de mayo.
    pub(super) fn names_next(&self, at: usize, unit: Unit) -> bool {
        if !self.calendar.phrases.adjectives_behind {
            return false;
        }
        let Some(next) = self.next(at, &[]) else {
            return false;
        };
        match unit {
            Unit::Day => {
                self.is_any(at, self.calendar.phrases.numbered_days)
                    && self.day_number(next).is_some()
            }
            Unit::Month => {
                let month = Some(next).filter(|n| self.is_any(*n, self.calendar.of));
                let month = month.and_then(|o| self.next(o, &[]));
                month.is_some_and(|m| self.is(m, class::MONTH))
            }
            _ => false,
        }
    }

    /// The unit before a month, with the word that moves both: el próximo mes de julio.
    pub(super) fn month_named(&self, at: usize) -> Option<(usize, Shift)> {
        let unit = self.left(at).and_then(|of| self.left(of))?;
        let named = self.word(unit)?.is(class::TIME_UNIT) && self.names_next(unit, Unit::Month);
        let moved = self
            .left(unit)
            .filter(|m| named && self.shift(Some(*m)) != Shift::Bare)?;
        Some((moved, self.shift(Some(moved))))
    }

    /// The word that says which of the years a day is in, behind it or before: el 7 de mayo pasado, el próximo día
    /// 7 de mayo. With the last word of the day.
    pub(super) fn day_moved(&self, from: usize, to: usize) -> (usize, Year) {
        let plain = (to, Year::Near(Shift::Bare));
        let names = self.calendar.phrases.numbered_days;
        if names.is_empty() {
            return plain;
        }
        let moves = |at: &usize| matches!(self.shift(Some(*at)), Shift::Last | Shift::Next);
        if let Some(behind) = self.next(to, &[]).filter(moves) {
            return (behind, Year::Near(self.shift(Some(behind))));
        }
        let before = self.left(from);
        let name = before.filter(|b| self.is_any(*b, names));
        let before = name.map_or(before, |n| self.left(n)).filter(moves);
        before.map_or(plain, |b| (to, Year::Near(self.shift(Some(b)))))
    }

    /// Siete de mayo: the day in words.
    pub(super) fn spoken_day(&self, at: usize, month: i8) -> Option<Found> {
        let of = self
            .left(at)
            .filter(|o| self.is_any(*o, self.calendar.of))?;
        let from = self
            .left(of)
            .filter(|_| !self.calendar.phrases.numbered_days.is_empty())?;
        let number = self.word(from).filter(|w| w.is(class::NUMBER))?.entry.value;
        let day = i8::try_from(number).ok().filter(|d| (1..=31).contains(d))?;
        let year = self.year_behind(at);
        let (to, year) = year.unwrap_or_else(|| self.day_moved(from, at));
        let weekday = None;
        Some((
            from,
            to,
            Meaning::Day {
                year,
                month,
                day,
                weekday,
            },
        ))
    }
}

/// The day of a number near another: before it or behind, as the words say, or the verb.
pub(super) fn near_number(day: i8, anchor: Date, shift: Shift, hint: Hint) -> Option<Date> {
    let month = |months: i32| {
        let first = anchor.first_of_month();
        let first = first
            .checked_add(jiff::Span::new().try_months(months).ok()?)
            .ok()?;
        Date::new(first.year(), first.month(), day).ok()
    };
    let days: Vec<Date> = (-1..=1).filter_map(month).collect();
    let before = days.iter().rev().find(|d| **d <= anchor);
    let behind = days.iter().find(|d| **d >= anchor);
    let near = days.iter().min_by_key(|d| days_between(anchor, **d).abs());
    match (shift, hint) {
        (Shift::Last, _) | (Shift::Bare, Hint::Past) => before.or(near),
        (Shift::Next, _) | (Shift::Bare, Hint::Future) => behind.or(near),
        _ => near,
    }
    .copied()
}
