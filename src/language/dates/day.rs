//! Patterns that mean a day: a date, today and what lies beside it.

use jiff::civil::Weekday;

use super::super::{class, time_word};
use super::find::{Finder, Found};
use super::{By, Meaning, PartOfDay, Rule, Shift, Unit, Year};

impl Finder<'_> {
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
        if year.is_none() && self.is_first_name(to) {
            return None;
        }
        let (to, year) = year.unwrap_or_else(|| self.day_moved(at, to));
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
        // "dijo el jueves. El 7 de mayo": another sentence.
        if is_the && self.gap(at).starts_with('.') && self.is_capital(next) {
            return None;
        }
        let day = if is_the { self.next(next, &[])? } else { next };
        self.day(day, Some(weekday))
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
        // "fin de semana" is no week.
        let part = self
            .left(at)
            .is_some_and(|d| self.is_any(d, self.calendar.of));
        if part || !matches!(unit, Unit::Week | Unit::Weekend) || self.is(at, class::PLURAL) {
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

    /// The 12 of "12 et 13 mars": a day whose month stands behind a later one.
    pub(super) fn day_of_list(&self, at: usize) -> Option<Found> {
        /// A list has so many days at the most.
        const MOST: usize = 4;
        // Where a full stop makes a number a day, lists are read elsewhere.
        let bare = self.calendar.day_first && self.calendar.phrases.listed.is_empty();
        let day = self.day_number(at).filter(|_| bare)?;
        let mut last = at;
        for _ in 0..MOST {
            let joint = self.next(last, &[]);
            let joint = joint.filter(|j| self.is_any(*j, self.calendar.and));
            let comma = || self.next(last, &[',']);
            let mut next = joint.map_or_else(comma, |j| self.next(j, &[]))?;
            if self.is_any(next, self.calendar.the) {
                next = self.next(next, &[])?;
            }
            self.day_number(next)?;
            if let Some((_, Meaning::Day { year, month, .. })) = self.day(next, None) {
                let weekday = None;
                let meaning = Meaning::Day {
                    year,
                    month,
                    day,
                    weekday,
                };
                return Some((at, at, meaning));
            }
            last = next;
        }
        None
    }

    /// last, this, next: units from the article's.
    pub(super) fn away(&self, at: usize) -> Option<i8> {
        match self.time_word(at) {
            time_word::LAST => Some(-1),
            time_word::THIS => Some(0),
            time_word::NEXT => Some(1),
            _ => None,
        }
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
        // Por la mañana, esta mañana.
        let morning =
            before.filter(|_| self.is_any(at, self.calendar.morning) && !self.calendar.nouns);
        if let Some(before) = morning {
            let part = self.part(at);
            match self.time_word(before) {
                time_word::THIS => {
                    return Some((before, at, Meaning::RelativeDay { days: 0, part }));
                }
                time_word::SAME => {
                    let part = part?;
                    return Some((before, at, Meaning::StoryPart { part, days: 0 }));
                }
                _ if self.is_any(before, self.calendar.the) => return self.morning(before, at),
                _ => {}
            }
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
        // Le lendemain du drame: of what the words do not date.
        let of = self
            .next(at, &[])
            .is_some_and(|o| self.is_any(o, self.calendar.of));
        if of && !self.is_known(at) {
            return None;
        }
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
        let own = self.text_of(at);
        let article = own.starts_with("l'") || own.starts_with("l’");
        let joins = self.is_any(before, self.calendar.phrases.inside);
        let owned = |o: usize| self.is_any(o, self.calendar.of);
        if article && joins && !self.next(at, &[]).is_some_and(owned) {
            return Some((at, at, Meaning::StoryPart { part, days: 0 }));
        }
        // In the morning.
        let inside = || {
            let joint = self.left(before)?;
            let inside = self.calendar.phrases.inside;
            let the = self.is_any(before, self.calendar.the)
                && (self.calendar.article_counts || self.is_any(joint, inside));
            // "3 o’clock in the afternoon" is a time of the clock.
            let clock = self.is_of_clock(joint);
            let joins = self.is_any(joint, self.calendar.into) || self.is_any(joint, inside);
            (the && !clock && joins).then_some(())
        };
        // "in the morning session", "in the mornings"
        let noun = self.next(at, &[]).is_some_and(|n| {
            self.is_any(n, self.calendar.of) || !self.is_any(n, self.calendar.function_words)
        });
        let alone = !noun && !self.is(at, class::PLURAL) && !self.is_named(at);
        if alone && inside().is_some() {
            return Some((before, at, Meaning::StoryPart { part, days: 0 }));
        }
        let days = match self.time_word(before) {
            time_word::THIS => 0,
            time_word::LAST if part.is_night() => -1,
            time_word::SAME => return Some((before, at, Meaning::StoryPart { part, days: 0 })),
            // "next morning" alone is no more than "the next morning".
            time_word::NEXT | time_word::FOLLOWING => {
                return Some((before, at, Meaning::StoryPart { part, days: 1 }));
            }
            _ => return self.part_of_story(before, at, part),
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
