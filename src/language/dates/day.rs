//! Patterns that mean a day: a date, a weekday, today and what lies beside it.

use jiff::civil::Weekday;

use super::super::{class, time_word};
use super::find::{Finder, Found};
use super::{By, Meaning, PartOfDay, Rule, Shift, Unit, Year};

impl Finder<'_> {
    pub(super) fn day_of_week(&self, at: usize) -> Option<Weekday> {
        let offset = i8::try_from(self.word(at)?.entry.value & 7).ok()?;
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
            match self.day_number(to) {
                Some(day) => (to, month, day),
                // "March first"
                None => {
                    let (to, day) = self.ordinal_from(to)?;
                    // "In March first graders"
                    let counts = self.gap(to) == "-" || self.counts(to);
                    if counts {
                        return None;
                    }
                    (to, month, i8::try_from(day).ok().filter(|d| *d <= 31)?)
                }
            }
        } else {
            // "the first of March"
            let first = self.ordinal(at).map(|(_, number)| number);
            let first = first
                .and_then(|n| i8::try_from(n).ok())
                .filter(|d| *d <= 31);
            let day = first.or_else(|| self.day_number(at))?;
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
        let adverb = self.calendar.nouns && self.is(at, class::PLURAL);
        if self.calendar.capitals && !self.is_capital(at) && !adverb {
            return None;
        }
        let before = self.before(at);
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

    /// The 15th of this month, the 3rd of next month.
    pub(super) fn day_of_month(&self, at: usize) -> Option<Found> {
        let ends = self.text_of(at).ends_with(char::is_alphabetic);
        let day = self.day_number(at).filter(|_| ends)?;
        let of = self.next(at, &[])?;
        let mut word = self
            .next(of, &[])
            .filter(|_| self.is_any(of, self.calendar.of))?;
        if self.is_any(word, self.calendar.the) {
            word = self.next(word, &[])?;
        }
        let months = self.away(word)?;
        let month = self.next(word, &[])?;
        let entry = self.word(month)?.entry;
        let fits = entry.classes == class::TIME_UNIT && entry.value == b'M';
        fits.then_some((at, month, Meaning::DayOfMonth { day, months }))
    }

    /// The first day of March, the last day of February 2031.
    pub(super) fn nth_day(&self, left: usize, at: usize) -> Option<Found> {
        let of = self
            .next(at, &[])
            .filter(|o| self.is_any(*o, self.calendar.of))?;
        let month_at = self.next(of, &[]).filter(|m| self.is(*m, class::MONTH))?;
        let written = self.is_capital(month_at) || !self.calendar.capitals;
        let month = i8::try_from(self.word(month_at)?.entry.value)
            .ok()
            .filter(|_| written)?;
        let (to, year) = self
            .year_behind(month_at)
            .unwrap_or((month_at, Year::Near(Shift::Bare)));
        if self.time_word(left) == time_word::LAST {
            let rule = Rule::Last(month);
            return Some((left, to, Meaning::Holiday { rule, year }));
        }
        let (from, day) = self.ordinal(left)?;
        let day = i8::try_from(day).ok().filter(|d| *d <= 31)?;
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

    /// The week of March 6, the weekend of 3 May: the unit that has a day.
    pub(super) fn unit_of(&self, at: usize, unit: Unit) -> Option<(usize, Meaning)> {
        if !matches!(unit, Unit::Week | Unit::Weekend) || self.is(at, class::PLURAL) {
            return None;
        }
        let of = self
            .next(at, &[])
            .filter(|o| self.is_any(*o, self.calendar.of))?;
        let (to, meaning) = self.day(self.next(of, &[])?, None)?;
        let Meaning::Day {
            year, month, day, ..
        } = meaning
        else {
            return None;
        };
        Some((
            to,
            Meaning::UnitOf {
                unit,
                year,
                month,
                day,
            },
        ))
    }

    /// last, this, next: units from the article's.
    fn away(&self, at: usize) -> Option<i8> {
        match self.time_word(at) {
            time_word::LAST => Some(-1),
            time_word::THIS => Some(0),
            time_word::NEXT => Some(1),
            _ => None,
        }
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
        // tous les lundis
        let the = before.filter(|b| self.is_any(*b, self.calendar.the));
        let every = the.and_then(|t| self.left(t)).or(before);
        let every = every.filter(|b| self.time_word(*b) == time_word::EVERY && *b >= self.taken);
        let word = before.map_or(0, |b| self.time_word(b));
        if every.is_some() || self.is(at, class::PLURAL) || self.is(to, class::PLURAL) {
            let set = Meaning::Set {
                unit: Unit::Week,
                amount: 1,
                weekday: Some(day),
                part,
            };
            return Some((every.unwrap_or(at), to, set));
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

    /// The part of the day that follows: night, in the evening.
    pub(super) fn part_behind(&self, at: usize) -> Option<(usize, Option<PartOfDay>)> {
        let mut to = self.next(at, &[])?;
        for _ in 0..2 {
            if self.is_any(to, self.calendar.part_joints) {
                to = self.next(to, &[])?;
            }
        }
        let own = self.is(to, class::PART_OF_DAY) || self.is_any(to, self.calendar.morning);
        (own && !self.is_named(to)).then(|| (to, self.part(to)))
    }

    /// The part of the day that stands before a day: mid-afternoon yesterday, late morning Tuesday.
    fn part_ahead(&self, at: usize) -> Option<(usize, Option<PartOfDay>)> {
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
        if self.is_any(at, self.calendar.morning) {
            return Some(PartOfDay(1));
        }
        let value = self.word(at)?.entry.value;
        (value > 0).then_some(PartOfDay(value))
    }

    /// today, tomorrow night, tonight. "the day after tomorrow" is none of them.
    pub(super) fn relative_day(&self, at: usize) -> Option<Found> {
        let word = self.word(at)?;
        let before = self.joined(at);
        let beside = before.is_some_and(|b| self.is_any(b, self.calendar.beside));
        // "Morgen" is a noun where "morgen" is a day.
        let noun = self.is_any(at, self.calendar.morning) && self.is_capital(at);
        let named = (noun || self.is_named(at)) && !self.is_first(at);
        let far = before.filter(|_| beside && word.entry.value != 128);
        if let Some(far) = far.filter(|_| !named) {
            return self.far_day(far, at, word.entry.value);
        }
        if named {
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
        if let Some((from, part)) = self.part_ahead(at) {
            return Some((from, at, Meaning::RelativeDay { days, part }));
        }
        let (to, part) = self
            .part_behind(at)
            .filter(|(_, part)| part.is_some())
            .unwrap_or((at, None));
        Some((at, to, Meaning::RelativeDay { days, part }))
    }

    /// The day after tomorrow, avant-hier.
    fn far_day(&self, beside: usize, at: usize, value: u8) -> Option<Found> {
        let days = i16::from(value) - 128;
        let ahead = self.is_any(beside, self.calendar.after);
        let day = self
            .left(beside)
            .filter(|d| self.word(*d).is_some_and(|w| w.entry.value == b'D'));
        // pasado mañana
        let passed = self.time_word(beside) == time_word::LAST;
        let near = day.is_some() || passed || self.gap(beside) == "-";
        let meaning = Meaning::RelativeDay {
            days: i8::try_from(days * 2).ok()?,
            part: None,
        };
        // The fix of a check writes another day in its place, and that takes no article.
        let the = day
            .and_then(|d| self.left(d))
            .filter(|t| self.is_any(*t, self.calendar.the));
        let from = the.or(day).unwrap_or(beside);
        (near && ahead == (days > 0)).then_some((from, at, meaning))
    }

    /// Le lendemain, am Vortag.
    pub(super) fn story_day(&self, at: usize) -> Option<Found> {
        let value = self.word(at)?.entry.value;
        let meaning = Meaning::Anaphoric {
            unit: Unit::Day,
            amount: i32::from(value) - 128,
            by: By::Order,
        };
        Some((at, at, meaning))
    }

    /// this morning, last night.
    pub(super) fn part_of_day(&self, at: usize) -> Option<Found> {
        let before = self.left(at)?;
        let part = self.part(at)?;
        let days = match self.time_word(before) {
            time_word::THIS => 0,
            time_word::LAST if part.is_night() => -1,
            time_word::SAME => return Some((before, at, Meaning::StoryPart { part, days: 0 })),
            // "next morning" alone is no more than "the next morning".
            time_word::NEXT | time_word::FOLLOWING => {
                return Some((before, at, Meaning::StoryPart { part, days: 1 }));
            }
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
