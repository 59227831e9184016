//! Whether an expression can mean given days at all.

use jiff::ToSpan;
use jiff::civil::Date;

use super::resolve::{months, stretch};
use super::{Meaning, Rule, Unit, Year};

/// Days from one to another, both included.
type Days = (Date, Date);

impl Meaning {
    /// Whether no day from `first` to `last` can be meant. Only what the words say for sure counts.
    /// What is told from the article's date may be a day off, as copy is filed ahead of it; what is
    /// counted, a unit more or less.
    pub(crate) fn contradicts(&self, first: Date, last: Date, anchor: Option<Date>) -> bool {
        let (from, to) = (first.year(), last.year());
        let misses = |(a, b): Days| b < first || last < a;
        // In three years there is every day.
        let in_no_year = |days: &dyn Fn(i16) -> Option<Days>| {
            to - from < 2 && (from..=to).all(|year| days(year).is_none_or(misses))
        };
        match *self {
            Meaning::Day {
                year, month, day, ..
            } => {
                let days = |year| Date::new(year, month, day).ok().map(|d| (d, d));
                match year.said(anchor) {
                    Some(year) => days(year).is_some_and(misses),
                    None => days(LEAP_YEAR).is_some() && in_no_year(&days),
                }
            }
            Meaning::Month { year, month } => {
                let days = |year| {
                    let day = Date::new(year, month, 1).ok()?;
                    Some((day, day.last_of_month()))
                };
                match year.said(anchor) {
                    Some(year) => days(year).is_some_and(misses),
                    None => in_no_year(&days),
                }
            }
            // A season is another one in the south, and a winter has two years.
            Meaning::PartOfYear { year, code } => {
                let days = |year| {
                    let (a, b) = months(code)?;
                    let last = Date::new(year, b, 1).ok()?.last_of_month();
                    Some((Date::new(year, a, 1).ok()?, last))
                };
                match year {
                    Year::Given(year) if code < 33 => year < from - 1 || year > to + 1,
                    Year::Given(year) => days(year).is_some_and(misses),
                    _ => code >= 33 && in_no_year(&days),
                }
            }
            Meaning::Year(Year::Given(year)) => !(from..=to).contains(&year),
            Meaning::Year(Year::Short(digits)) => {
                (from..=to).take(100).all(|y| y.rem_euclid(100) != digits)
            }
            Meaning::Decade {
                first: decade,
                short: true,
            } => (from..=to)
                .take(100)
                .all(|y| (y - decade).rem_euclid(100) > 9),
            Meaning::Decade { first: decade, .. } => decade > to || decade + 9 < from,
            Meaning::Century(century) => century > to || century + 100 < from,
            Meaning::Holiday { rule, year } => {
                let days = |year| {
                    let day = rule.day(year)?;
                    match rule {
                        // They begin on the evening before, and some last for a week.
                        Rule::Hebrew(_) => {
                            Some((day.yesterday().ok()?, day.checked_add(8.days()).ok()?))
                        }
                        _ => Some((day, day)),
                    }
                };
                match year.said(anchor) {
                    Some(year) => days(year).is_some_and(misses),
                    // A feast is kept for more than a day.
                    None => false,
                }
            }
            Meaning::RelativeDay { days, .. } => {
                let days = i32::from(days);
                near(anchor, Unit::Day, days, days).is_some_and(misses)
            }
            Meaning::Relative {
                unit,
                amount,
                counted,
            } => {
                let slack = i32::from(counted);
                near(anchor, unit, amount - slack, amount + slack).is_some_and(misses)
            }
            _ => false,
        }
    }
}

/// A year that has every day of the calendar.
const LEAP_YEAR: i16 = 2000;

/// The days so many units from the article's, or from the days beside that. A week may begin on
/// its Sunday.
fn near(anchor: Option<Date>, unit: Unit, least: i32, most: i32) -> Option<Days> {
    let anchor = anchor?;
    let (first, _) = stretch(anchor.yesterday().ok()?, unit, least)?;
    let (_, last) = stretch(anchor.tomorrow().ok()?, unit, most)?;
    let sunday = i32::from(unit == Unit::Week);
    Some((first.checked_sub(sunday.days()).ok()?, last))
}

impl Year {
    /// The year, where the words leave no doubt about it.
    fn said(self, anchor: Option<Date>) -> Option<i16> {
        match self {
            Year::Given(year) => Some(year),
            Year::Relative(_) => self.number(anchor?),
            Year::Story => None,
            Year::Short(_) | Year::Near(_) => None,
        }
    }
}
