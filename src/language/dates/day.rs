//! Patterns that mean a day: a date, a weekday, today and what lies beside it.

use jiff::civil::Weekday;

use super::super::{class, time_word};
use super::find::{Finder, Found};
use super::{Meaning, PartOfDay, Shift, Unit, Year};

impl Finder<'_> {
    pub(super) fn day_of_week(&self, at: usize) -> Option<Weekday> {
        let offset = i8::try_from(self.word(at)?.entry.value).ok()?;
        Weekday::from_monday_zero_offset(offset).ok()
    }

    /// March 12, 12 March, the 12th of March, with or without a year, behind a weekday or not.
    pub(super) fn day(&self, at: usize, weekday: Option<Weekday>) -> Option<(usize, Meaning)> {
        let month_at = |at: usize| {
            let word = self.word(at).filter(|w| w.is(class::MONTH))?;
            let written = self.is_capital(at) || !self.calendar.capitals;
            written
                .then(|| i8::try_from(word.entry.value).ok())
                .flatten()
        };
        let (to, month, day) = if let Some(month) = month_at(at) {
            let to = self.next(at, &['.'])?;
            (to, month, self.day_number(to)?)
        } else {
            let day = self.day_number(at)?;
            let mut to = self.next(at, &['.'])?;
            if self.is_any(to, self.calendar.of) {
                to = self.next(to, &[])?;
            }
            (to, month_at(to)?, day)
        };
        let year = self.year_behind(to);
        let (to, year) = year.unwrap_or((to, Year::Near(Shift::Bare)));
        let meaning = Meaning::Day {
            year,
            month,
            day,
            weekday,
        };
        Some((to, meaning))
    }

    /// A day of a month behind its weekday.
    pub(super) fn day_behind(&self, at: usize, weekday: Weekday) -> Option<(usize, Meaning)> {
        let next = self.next(at, &[',', '.'])?;
        let is_the = self.is_any(next, self.calendar.the);
        let day = if is_the { self.next(next, &[])? } else { next };
        self.day(day, Some(weekday))
    }

    pub(super) fn weekday(&self, at: usize) -> Option<Found> {
        let day = self.day_of_week(at)?;
        if self.calendar.capitals && !self.is_capital(at) {
            return None;
        }
        let before = self.before(at);
        if before.is_some_and(|b| self.is_any(b, self.calendar.feasts)) {
            return None;
        }
        if let Some((to, meaning)) = self.day_behind(at, day) {
            return Some((at, to, meaning));
        }
        let (to, part) = match self
            .next(at, &[])
            .filter(|n| self.is(*n, class::PART_OF_DAY))
        {
            Some(next) if !self.is_capital(next) => (next, self.part(next)),
            _ => (at, None),
        };
        let word = before.map_or(0, |b| self.time_word(b));
        if word == time_word::EVERY || self.is(at, class::PLURAL) || self.is(to, class::PLURAL) {
            let from = before.filter(|b| word == time_word::EVERY && *b >= self.taken);
            let set = Meaning::Set {
                unit: Unit::Week,
                amount: 1,
                weekday: Some(day),
            };
            return Some((from.unwrap_or(at), to, set));
        }
        let moved = before.filter(|b| *b >= self.taken && self.shift(before) != Shift::Bare);
        if moved.is_none() && self.is_part_of_name(at, to) {
            return None;
        }
        let shift = match self.shift(moved) {
            Shift::Bare if word == time_word::FOLLOWING || self.is_open(at, to) => Shift::Open,
            shift => shift,
        };
        Some((
            moved.unwrap_or(at),
            to,
            Meaning::Weekday { day, shift, part },
        ))
    }

    /// Whether only the story tells which of these weekdays is meant: "a Monday", "the Monday
    /// before", "a week on Monday", "Monday to Friday".
    pub(super) fn is_open(&self, at: usize, to: usize) -> bool {
        let calendar = self.calendar;
        let before = self.before(at);
        let behind = self.next(to, &[]);
        let week_on = |b: usize| {
            self.is_any(b, calendar.on)
                && self.before(b).is_some_and(|u| self.is(u, class::TIME_UNIT))
        };
        let is_end = |joint: Option<usize>, day: usize| {
            joint.is_some_and(|j| self.is_any(j, calendar.to)) && self.is(day, class::WEEKDAY)
        };
        let (left, right) = self.touches(at);
        let dash = |c| matches!(c, Some('-' | '–' | '/'));
        before.is_some_and(|b| self.is_any(b, calendar.some) || week_on(b))
            || behind.is_some_and(|n| self.is(n, class::TIME_UNIT))
            || is_end(before, at.wrapping_sub(2))
            || is_end(behind, to + 2)
            || dash(left)
            || dash(right)
    }

    pub(super) fn part(&self, at: usize) -> Option<PartOfDay> {
        let value = self.word(at)?.entry.value;
        (value > 0).then_some(PartOfDay(value))
    }

    /// today, tomorrow night, tonight. "the day after tomorrow" is none of them.
    pub(super) fn relative_day(&self, at: usize) -> Option<Found> {
        let word = self.word(at)?;
        let before = self.before(at);
        let beside = before.is_some_and(|b| self.is_any(b, self.calendar.beside));
        let named = self.is_capital(at) && !self.is_first(at);
        if named || beside && word.entry.value != 128 {
            return None;
        }
        if word.is(class::PART_OF_DAY) {
            return Some((
                at,
                at,
                Meaning::RelativeDay {
                    days: 0,
                    part: self.part(at),
                },
            ));
        }
        let days = i8::try_from(i16::from(word.entry.value) - 128).ok()?;
        let next = self
            .next(at, &[])
            .filter(|n| self.is(*n, class::PART_OF_DAY));
        let part = next.and_then(|n| self.part(n));
        Some((
            at,
            next.filter(|_| part.is_some()).unwrap_or(at),
            Meaning::RelativeDay { days, part },
        ))
    }

    /// this morning, last night.
    pub(super) fn part_of_day(&self, at: usize) -> Option<Found> {
        let before = self.left(at)?;
        let part = self.part(at)?;
        let days = match self.time_word(before) {
            time_word::THIS => 0,
            time_word::LAST if part.is_night() => -1,
            _ => return None,
        };
        Some((
            before,
            at,
            Meaning::RelativeDay {
                days,
                part: Some(part),
            },
        ))
    }
}
