//! What the words mean that count from something the story has named: two weeks later, that year, the
//! quarter.

use jiff::civil::Date;

use super::resolve::{months, point, stretch, with_part};
use super::{By, Hint, Meaning, Shift, Unit, Year};

/// The times that a story has named so far.
pub(super) struct Story {
    /// The day it was written.
    anchor: Date,
    /// A day of the time that was named last, and how long that is.
    named: Option<(Unit, Date)>,
    /// The quarter that was named last.
    quarter: Option<Date>,
}

/// Up to so many months ahead a day is meant whatever the verbs say.
const FAR: i32 = 2;

impl Story {
    pub(super) fn new(anchor: Date) -> Story {
        Story {
            anchor,
            named: None,
            quarter: None,
        }
    }

    /// The value of an expression; what it names is remembered.
    pub(super) fn value(&mut self, meaning: &Meaning, hint: Hint) -> Option<String> {
        let value = match *meaning {
            Meaning::StoryPart { part, days } => {
                let named = self.named.unwrap_or((Unit::Day, self.anchor));
                let (_, day) = Some(named).filter(|(unit, _)| *unit == Unit::Day)?;
                with_part(moved(day, Unit::Day, i32::from(days))?, Some(part))
            }
            Meaning::QuarterOf(year) => self.quarter_of(year)?,
            // No time of the clock is told; an hour ago was an hour.
            Meaning::Relative { unit, amount, .. } | Meaning::Anaphoric { unit, amount, .. }
                if unit.is_clock() =>
            {
                let amount = amount.abs();
                Meaning::Duration { unit, amount }.resolve(self.anchor, hint)?
            }
            Meaning::Anaphoric { unit, amount, by } => self.beside(unit, amount, by, hint)?,
            Meaning::Relative {
                unit: Unit::Year,
                amount: -1,
                counted: true,
            } if self.quarter.is_some() => self.quarter_before()?,
            ref other => {
                let other = self.closed(other);
                let value = other.resolve(self.anchor, hint)?;
                self.told(&other, value, hint)
            }
        };
        self.remember(meaning, &value);
        Some(value)
    }

    /// A month, day or quarter without its year, on the side that the verbs say.
    fn told(&self, meaning: &Meaning, value: String, hint: Hint) -> String {
        let near = |year| matches!(year, Year::Near(Shift::Bare | Shift::Open));
        let year = value.get(..4).and_then(|y| y.parse::<i16>().ok());
        let (month, slack, quarter) = match *meaning {
            Meaning::Month { year, month } if near(year) => (month, 0, false),
            Meaning::Day { year, month, .. } if near(year) => (month, FAR, false),
            Meaning::PartOfYear { year, code } if near(year) && code >= 33 => {
                (months(code).map_or(1, |(first, _)| first), 0, true)
            }
            _ => return value,
        };
        let Some(year) = year else { return value };
        let months = |year: i16, month: i8| i32::from(year) * 12 + i32::from(month);
        let ahead = months(year, month) - months(self.anchor.year(), self.anchor.month());
        let years = match hint {
            Hint::Past if ahead > slack => -1,
            // What is told of a quarter is mostly its results.
            Hint::Unknown if quarter && ahead > 0 => -1,
            // The month that has just passed is hardly a year ahead.
            Hint::Future if ahead < -FAR && slack == 0 && !quarter => 1,
            _ => return value,
        };
        let moved = format!("{:04}{}", year + years, value.get(4..).unwrap_or_default());
        let exists = year + years < 10_000 && !moved.ends_with("-02-29");
        if exists { moved } else { value }
    }

    /// So many units from the time that was named last.
    fn beside(&self, unit: Unit, amount: i32, by: By, hint: Hint) -> Option<String> {
        if unit == Unit::Quarter && amount == 0 {
            // What is told of a quarter is mostly its results.
            let back = i32::from(by == By::Order || hint != Hint::Future);
            let (last, _) = stretch(self.anchor, Unit::Quarter, -back)?;
            return point(self.quarter.unwrap_or(last), Unit::Quarter);
        }
        if by == By::Article {
            // The weekend is the last one, or the next one.
            let weeks = match hint {
                Hint::Future => 0,
                _ if self.anchor.weekday().to_monday_one_offset() < 6 => -1,
                _ => 0,
            };
            // The year before it is that of the article as well.
            let units = if unit == Unit::Weekend { weeks } else { amount };
            return point(stretch(self.anchor, unit, units)?.0, unit);
        }
        let (named, day) = self.named.unwrap_or((Unit::Day, self.anchor));
        if unit == Unit::Year && amount != 0 && self.quarter.is_some() && named != Unit::Year {
            return self.quarter_before();
        }
        // No day is told from a month.
        if unit == Unit::Day && named != Unit::Day {
            return None;
        }
        let (first, _) = stretch(day, unit, amount)?;
        let exact = by == By::Count && named == Unit::Day && matches!(unit, Unit::Week | Unit::Day);
        let moved = if exact {
            moved(day, unit, amount)?
        } else {
            first
        };
        point(moved, if exact { Unit::Day } else { unit })
    }

    /// What only the story tells, told by it or by the article's date: a quarter is the one near it.
    fn closed(&self, meaning: &Meaning) -> Meaning {
        let mut meaning = match *meaning {
            Meaning::QuarterEnded { year, code } => Meaning::PartOfYear { year, code },
            ref other => other.clone(),
        };
        if let Meaning::Month { year, .. } | Meaning::PartOfYear { year, .. } = &mut meaning
            && *year == Year::Near(Shift::Open)
        {
            *year = Year::Near(Shift::Bare);
        }
        if let Some(year) = meaning.year_mut()
            && let (Year::Story, Some((_, named))) = (*year, self.named)
        {
            *year = Year::Given(named.year());
        }
        if let Meaning::Weekday { shift, .. } = &mut meaning
            && *shift == Shift::Open
        {
            *shift = Shift::Bare;
        }
        meaning
    }

    /// The quarter of another year that is the one of the story; the year, if there is none.
    fn quarter_of(&self, year: Year) -> Option<String> {
        let year = year.number(self.anchor)?;
        let Some(quarter) = self.quarter else {
            return Some(format!("{year:04}"));
        };
        point(Date::new(year, quarter.month(), 1).ok()?, Unit::Quarter)
    }

    /// The quarter a year before the one that the story is about.
    fn quarter_before(&self) -> Option<String> {
        point(moved(self.quarter?, Unit::Year, -1)?, Unit::Quarter)
    }

    fn remember(&mut self, meaning: &Meaning, value: &str) {
        let number = |at: std::ops::Range<usize>| value.get(at)?.parse::<i8>().ok();
        let Some(year) = value.get(..4).and_then(|y| y.parse::<i16>().ok()) else {
            return;
        };
        let (unit, day) = match value.len() {
            4 => (Unit::Year, Date::new(year, 1, 1)),
            7 if value.contains('Q') => {
                let quarter = number(6..7).unwrap_or(1);
                (Unit::Quarter, Date::new(year, quarter * 3 - 2, 1))
            }
            7 => (Unit::Month, Date::new(year, number(5..7).unwrap_or(1), 1)),
            _ => (Unit::Day, value.get(..10).unwrap_or_default().parse()),
        };
        let Ok(day) = day else { return };
        // A second "a year earlier" counts from where the first one did.
        let compared = matches!(
            meaning,
            Meaning::Anaphoric {
                unit: Unit::Year,
                amount: ..0,
                by: By::Count
            }
        );
        if compared {
            return;
        }
        // What is reported on is over.
        if unit == Unit::Quarter
            && day <= self.anchor
            && !matches!(
                meaning,
                Meaning::Anaphoric { .. } | Meaning::Relative { .. }
            )
        {
            self.quarter = Some(day);
        }
        self.named = Some((unit, day));
    }
}

fn moved(day: Date, unit: Unit, amount: i32) -> Option<Date> {
    let span = jiff::Span::new();
    let span = match unit {
        Unit::Day => span.try_days(amount),
        Unit::Week => span.try_weeks(amount),
        Unit::Month => span.try_months(amount),
        _ => span.try_years(amount),
    };
    day.checked_add(span.ok()?).ok()
}
