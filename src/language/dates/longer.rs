//! Patterns that mean more than a day, or an amount of time: months, years, weeks, seasons.

use super::super::{class, time_word};
use super::find::{Finder, Found};
use super::{Meaning, Shift, Unit, Year};

impl Finder<'_> {
    pub(super) fn month(&self, at: usize, month: i8) -> Option<Found> {
        let calendar = self.calendar;
        if calendar.capitals && !self.is_capital(at) {
            return None;
        }
        let before = self.before(at);
        let is_name = self.is_any(at, calendar.names);
        let named = |b: usize| {
            self.is_capital(b)
                && !self.is(b, class::WEEKDAY | class::SHORT_WEEKDAY | class::TIME_WORD)
                && ![calendar.into, calendar.towards, calendar.on]
                    .iter()
                    .any(|list| self.is_any(b, list))
        };
        if is_name && before.is_some_and(named) {
            return None;
        }
        let into = before.is_some_and(|b| self.is_any(b, calendar.into));
        if let Some((to, mut meaning)) = self.day(at, None) {
            let (mut from, yearless) = (at, meaning.in_year(0) != meaning);
            // 2031 March 12
            if yearless
                && let Some((left, year)) =
                    self.left(at).and_then(|l| Some((l, self.year_number(l)?)))
            {
                (from, meaning) = (left, meaning.in_year(year));
            }
            // "in March 12 people"
            if !into || !yearless || self.is_known(at) {
                return Some((from, to, meaning));
            }
        }
        if let Some((to, year)) = self.year_behind(at) {
            return Some((at, to, Meaning::Month { year, month }));
        }
        let shift = self.shift(before);
        let followed = is_name && self.next(at, &[]).is_some_and(|n| self.is_capital(n));
        let hyphen = at
            .checked_sub(1)
            .is_some_and(|b| self.gap(b) == "-" && self.time_word(b) == time_word::EARLY);
        let towards = before.is_some_and(|b| {
            self.is_any(b, calendar.towards)
                && (!is_name || self.before(b).is_some_and(|u| self.is_part(u)))
        });
        let month_here = shift != Shift::Bare || into || hyphen || towards;
        if followed || !month_here && !self.is_known(at) {
            return None;
        }
        let from = before.filter(|b| shift != Shift::Bare && *b >= self.taken);
        Some((
            from.unwrap_or(at),
            at,
            Meaning::Month {
                year: Year::Near(shift),
                month,
            },
        ))
    }

    /// end, half, week: what a month has.
    pub(super) fn is_part(&self, at: usize) -> bool {
        self.is(at, class::TIME_UNIT) || self.is_any(at, self.calendar.fillers)
    }

    pub(super) fn part_of_year(&self, from: usize, at: usize, code: u8) -> Option<Found> {
        if let Some((to, year)) = self.year_behind(at) {
            return Some((from, to, Meaning::PartOfYear { year, code }));
        }
        let left = self.left(from);
        if let Some(left) = left.filter(|l| self.time_word(*l) == time_word::EVERY) {
            let (unit, amount) = (Unit::Year, 1);
            let weekday = None;
            return Some((
                left,
                at,
                Meaning::Set {
                    unit,
                    amount,
                    weekday,
                },
            ));
        }
        let shift = self.shift(left);
        if shift == Shift::Bare && !self.is_known(at) {
            return None;
        }
        let from = left.filter(|_| shift != Shift::Bare).unwrap_or(from);
        let year = Year::Near(shift);
        Some((from, at, Meaning::PartOfYear { year, code }))
    }

    pub(super) fn digits(&self, at: usize) -> Option<Found> {
        if let Some(found) = self.numeric(at) {
            return Some(found);
        }
        if let Some((to, meaning)) = self.day(at, None) {
            return Some((at, to, meaning));
        }
        if let Some(meaning) = self.decade(at) {
            return Some((at, at, meaning));
        }
        let year = match self.short_year(at) {
            Some(digits) => Year::Short(digits),
            None => Year::Given(self.year_number(at)?),
        };
        self.is_year(at).then_some((at, at, Meaning::Year(year)))
    }

    /// Whether a number is a year, and not so many people.
    pub(super) fn is_year(&self, at: usize) -> bool {
        if self.is_known(at) {
            return true;
        }
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        let gap = self.gap(before).trim_end_matches(['\'', '’']);
        let hyphen = gap == "-" && self.time_word(before) == time_word::EARLY;
        let beside = !gap.is_empty() && gap.chars().all(char::is_whitespace) || hyphen;
        // "from 512 to 1024": what is late enough is a year also where amounts stand.
        let late = self.year_number(at).is_none_or(|year| year >= 1800);
        let into = self.is_any(before, self.calendar.into)
            || late && self.is_any(before, self.calendar.towards);
        let counts = self
            .next(at, &[])
            .is_some_and(|n| !self.is_capital(n) && !self.is_any(n, self.calendar.function_words));
        beside && into && !counts
    }

    /// 1990s, ’90s. The hundred years of the 1900s are no decade.
    pub(super) fn decade(&self, at: usize) -> Option<Meaning> {
        let text = self.text_of(at).trim_end_matches(['\'', '’']);
        let digits = text.strip_suffix('s')?;
        let digits = digits.strip_suffix(['\'', '’']).unwrap_or(digits);
        let first: i16 = digits.parse().ok()?;
        let short = digits.len() == 2 && matches!(self.touches(at).0, Some('\'' | '’'));
        let full = digits.len() == 4 && first % 100 != 0;
        (first % 10 == 0 && (short || full)).then_some(Meaning::Decade { first, short })
    }

    /// 2031-03-12; 24/03/2031 and 3/24/2031, where only one number can be the month.
    pub(super) fn numeric(&self, at: usize) -> Option<Found> {
        let sign = self.gap(at);
        let number = |at: usize| {
            let text = self.text_of(at);
            (text.len() <= 4)
                .then(|| text.parse::<i16>().ok())
                .flatten()
        };
        let numbers = (number(at)?, number(at + 1)?, number(at + 2)?);
        let lengths = (self.text_of(at).len(), self.text_of(at + 2).len());
        let (left, right) = (self.touches(at).0, self.touches(at + 2).1);
        let joined = |c| matches!(c, Some('-' | '/'));
        if self.gap(at + 1) != sign || joined(left) || joined(right) {
            return None;
        }
        let (year, month, day) = match (sign, numbers, lengths) {
            ("-", (y, m, d), (4, 2)) => (y, m, d),
            ("/" | ".", (m, d @ 13.., y), (1..=2, 4)) => (y, m, d),
            ("/" | ".", (d @ 13.., m, y), (1..=2, 4)) => (y, m, d),
            _ => return None,
        };
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        jiff::civil::Date::new(year, month, day).ok()?;
        let year = Year::Given(year);
        Some((
            at,
            at + 2,
            Meaning::Day {
                year,
                month,
                day,
                weekday: None,
            },
        ))
    }

    // Units.

    pub(super) fn unit(&self, at: usize, unit: Unit) -> Option<Found> {
        let left = self.left(at)?;
        let word = self.time_word(left);
        if word == time_word::EVERY {
            return Some((
                left,
                at,
                Meaning::Set {
                    unit,
                    amount: 1,
                    weekday: None,
                },
            ));
        }
        if self.is(left, class::ORDINAL) {
            let nth = self.word(left)?.entry.value;
            return match unit {
                Unit::Quarter => self.part_of_year(left, at, 32 + nth),
                Unit::Half if nth < 3 => self.part_of_year(left, at, 39 + nth),
                _ => None,
            };
        }
        if let Some(amount) = self.amount(left) {
            return self.counted(left, at, unit, amount);
        }
        if self.is(at, class::PLURAL) {
            return None;
        }
        let amount = match word {
            time_word::LAST => -1,
            time_word::NEXT => 1,
            time_word::THIS => 0,
            time_word::FOLLOWING => return Some((left, at, Meaning::Anaphoric { amount: None })),
            _ => return None,
        };
        let before = self.left(left);
        let the = before.is_some_and(|b| self.is_any(b, self.calendar.the));
        if unit == Unit::Day || the && amount != 0 {
            return Some((left, at, Meaning::Anaphoric { amount: None }));
        }
        // earlier this month
        let part =
            before.filter(|b| matches!(self.time_word(*b), time_word::LATER | time_word::EARLY));
        let meaning = Meaning::Relative {
            unit,
            amount,
            counted: false,
        };
        Some((part.unwrap_or(left), at, meaning))
    }

    /// A number of units: three years, three years ago, three years later, every three years.
    pub(super) fn counted(
        &self,
        number: usize,
        at: usize,
        unit: Unit,
        amount: i32,
    ) -> Option<Found> {
        let behind = self.next(at, &[]);
        let anaphoric = Meaning::Anaphoric {
            amount: Some((unit, amount)),
        };
        match behind.map_or(0, |b| self.time_word(b)) {
            time_word::AGO => {
                let meaning = Meaning::Relative {
                    unit,
                    amount: -amount,
                    counted: true,
                };
                return Some((number, at + 1, meaning));
            }
            time_word::LATER => return Some((number, at + 1, anaphoric)),
            _ => {}
        }
        if behind.is_some_and(|b| self.is_any(b, self.calendar.beside)) {
            return Some((number, at, anaphoric));
        }
        if matches!(unit, Unit::Quarter | Unit::Half) {
            return None;
        }
        let every = self
            .left(number)
            .filter(|b| self.time_word(*b) == time_word::EVERY);
        Some(match every {
            Some(from) => (
                from,
                at,
                Meaning::Set {
                    unit,
                    amount,
                    weekday: None,
                },
            ),
            None => (number, at, Meaning::Duration { unit, amount }),
        })
    }
}
