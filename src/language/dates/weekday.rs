//! Patterns that mean a day of the week: Monday, last Monday, the first Monday of May, Monday nights.

use jiff::civil::Weekday;

use super::super::{class, time_word};
use super::find::{Finder, Found};
use super::{Meaning, PartOfDay, Rule, Shift, Year};

impl Finder<'_> {
    pub(super) fn day_of_week(&self, at: usize) -> Option<Weekday> {
        let offset = i8::try_from(self.word(at)?.entry.value & 7).ok()?;
        Weekday::from_monday_zero_offset(offset).ok()
    }

    pub(super) fn weekday(&self, at: usize) -> Option<Found> {
        let day = self.day_of_week(at)?;
        let adverb = self.calendar.nouns && self.is(at, class::PLURAL);
        if self.calendar.capitals && !self.is_capital(at) && !adverb {
            return None;
        }
        let before = self.before(at);
        // The Herz-Jesu-Sonntag is a feast, of which the calendar may not know.
        let joined = at.checked_sub(1).filter(|b| self.gap(*b) == "-");
        if joined.is_some_and(|b| self.calendar.nouns && !self.is(b, class::WEEKDAY)) {
            return None;
        }
        if before.is_some_and(|b| self.is_any(b, self.calendar.feasts)) {
            return None;
        }
        if let Some((to, meaning)) = self.day_behind(at, day) {
            return Some((at, to, meaning));
        }
        if let Some(found) = self
            .nth_weekday(at, day)
            .or_else(|| self.weekday_of(at, day))
        {
            return Some(found);
        }
        self.plain_weekday(at, day)
    }

    /// The first Tuesday of October, the last Sunday in March 2029.
    fn nth_weekday(&self, at: usize, day: Weekday) -> Option<Found> {
        let left = self.left(at)?;
        let word = self.word(left)?;
        let nth = match self.time_word(left) {
            time_word::LAST => -1,
            _ if word.is(class::ORDINAL) => {
                let nth = i8::try_from(word.entry.value).ok();
                nth.filter(|n| *n <= 5)?
            }
            _ => return None,
        };
        let joint = self.next(at, &[])?;
        let joins = self.is_any(joint, self.calendar.of) || self.is_any(joint, self.calendar.into);
        let next = self.next(joint, &[]).filter(|_| joins)?;
        let unit = self
            .next(next, &[])
            .and_then(|u| Some((u, self.word(u)?.entry)));
        let months = self.away(next);
        if let Some((to, months)) = unit
            .filter(|(_, e)| e.classes == class::TIME_UNIT && e.value == b'M')
            .and_then(|(u, _)| Some((u, months?)))
        {
            return Some((left, to, Meaning::WeekdayOfMonth { nth, day, months }));
        }
        let month_at = Some(next).filter(|m| self.is(*m, class::MONTH))?;
        let month = i8::try_from(self.word(month_at)?.entry.value).ok()?;
        let year = self.year_behind(month_at);
        let (to, year) = year.unwrap_or((month_at, Year::Near(Shift::Bare)));
        let rule = Rule::Weekday(nth, day, month);
        Some((left, to, Meaning::Holiday { rule, year }))
    }

    /// Wednesday of last week, Monday this week.
    fn weekday_of(&self, at: usize, day: Weekday) -> Option<Found> {
        let next = self.next(at, &[])?;
        let of = Some(next).filter(|n| self.is_any(*n, self.calendar.of));
        let word = of.map_or(Some(next), |o| self.next(o, &[]))?;
        let weeks = self.away(word)?;
        let week = self.next(word, &[])?;
        let entry = self.word(week)?.entry;
        let fits = entry.classes == class::TIME_UNIT && entry.value == b'W';
        fits.then_some((at, week, Meaning::WeekdayOf { day, weeks }))
    }

    fn plain_weekday(&self, at: usize, day: Weekday) -> Option<Found> {
        let before = self.before(at);
        let own = self.word(at).map_or(0, |w| w.entry.value >> 3);
        let (to, part) = match self.part_behind(at) {
            _ if own > 0 => (at, Some(PartOfDay(own))),
            Some((to, part)) => (to, part),
            None => (at, None),
        };
        let word = before.map_or(0, |b| self.time_word(b));
        if let Some(set) = self.weekday_set(at, to, day, part) {
            return Some(set);
        }
        let (mut from, to, shift) = self.moved(at, to);
        if shift == Shift::Bare && self.is_part_of_name(at, to) {
            return None;
        }
        let ahead = self.part_ahead(at).filter(|_| from == at && part.is_none());
        let part = ahead.map_or(part, |(early, part)| {
            from = early;
            part
        });
        // Where verbs tell, « ce mercredi » is the last one as well.
        let shift = match shift {
            Shift::This if self.calendar.phrases.near_this => Shift::Bare,
            shift => shift,
        };
        let beside = matches!(
            word,
            time_word::FOLLOWING | time_word::PREVIOUS | time_word::PAST
        );
        let shift = match shift {
            Shift::Bare if beside || self.is_open(at, to) => Shift::Open,
            shift => shift,
        };
        Some((from, to, Meaning::Weekday { day, shift, part }))
    }

    /// The part of the day that stands before a day: mid-afternoon yesterday, late morning Tuesday.
    pub(super) fn part_ahead(&self, at: usize) -> Option<(usize, Option<PartOfDay>)> {
        let part = self
            .left(at)
            .filter(|p| self.is(*p, class::PART_OF_DAY) && !self.is(*p, class::PLURAL))?;
        let early = self
            .joined(part)
            .filter(|e| self.time_word(*e) == time_word::EARLY)?;
        Some((early, self.part(part)))
    }

    /// Whether only the story tells which of these weekdays is meant: "a Monday", "the Monday
    /// before", "a week on Monday", "Monday to Friday".
    fn is_open(&self, at: usize, to: usize) -> bool {
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
}
