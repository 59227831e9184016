//! When holidays are: on a day of the calendar, on a weekday of a month, or so far from Easter.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// How the day of a holiday is found in a year.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Rule {
    /// A month and a day of it.
    Fixed(i8, i8),
    /// The last day of a month.
    Last(i8),
    /// The so manieth weekday of a month, from the end if below zero.
    Weekday(i8, Weekday, i8),
    /// So many days behind the so manieth weekday of a month.
    Behind(i8, i8, Weekday, i8),
    /// So many days from Easter Sunday.
    Easter(i8),
    /// The same of the churches that keep the Julian calendar.
    Orthodox(i8),
    /// So many days from the first day of the Jewish year that begins in the year; those behind its
    /// second month are told from a year of which that has 29 days.
    Hebrew(i16),
}

impl Rule {
    /// Its day in a year.
    pub(super) fn day(self, year: i16) -> Option<Date> {
        match self {
            Rule::Fixed(month, day) => Date::new(year, month, day).ok(),
            Rule::Last(month) => Some(Date::new(year, month, 1).ok()?.last_of_month()),
            Rule::Weekday(nth, day, month) => {
                let first = Date::new(year, month, 1).ok()?;
                first.nth_weekday_of_month(nth, day).ok()
            }
            Rule::Behind(days, nth, day, month) => {
                let weekday = Rule::Weekday(nth, day, month).day(year)?;
                weekday.checked_add(days.days()).ok()
            }
            Rule::Easter(days) => easter(year)?.checked_add(days.days()).ok(),
            Rule::Orthodox(days) => julian_easter(year)?.checked_add(days.days()).ok(),
            Rule::Hebrew(days) => hebrew(year, days),
        }
    }
}

/// Easter Sunday of the Gregorian calendar, by the anonymous algorithm that Nature printed in 1876
/// (Meeus, Astronomical Algorithms, chapter 8).
fn easter(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    let (a, century, rest) = (year_number % 19, year_number / 100, year_number % 100);
    let leap = (century + 8) / 25;
    let moon = (19 * a + century - century / 4 - (century - leap + 1) / 3 + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (a + 11 * moon + 22 * sunday) / 451;
    let day = moon + sunday - 7 * late + 114;
    let (month, day) = (i8::try_from(day / 31).ok()?, i8::try_from(day % 31).ok()?);
    Date::new(year, month, day + 1).ok()
}

/// Easter Sunday of the Julian calendar as a day of the Gregorian one, by the algorithm in Meeus,
/// Astronomical Algorithms, chapter 8.
fn julian_easter(year: i16) -> Option<Date> {
    let (a, b, c) = (year % 4, year % 7, year % 19);
    let moon = (19 * c + 15) % 30;
    let sunday = (2 * a + 4 * b - moon + 34) % 7;
    let day = moon + sunday + 114;
    let (month, day) = (i8::try_from(day / 31).ok()?, i8::try_from(day % 31).ok()?);
    let behind = i32::from(year / 100 - year / 400 - 2);
    let own = Date::new(year, month, day + 1).ok()?;
    own.checked_add(behind.days()).ok()
}

/// Between the Jewish years and those of our era in which they begin.
const HEBREW_YEARS: i64 = 3761;

/// The last day, from 0, that lies in the year's first two months, of which the second is the shorter.
const TWO_MONTHS: i16 = 58;

/// A day of the Jewish year that begins in `year`, from its first; or before that.
fn hebrew(year: i16, days: i16) -> Option<Date> {
    let own = i64::from(year) + HEBREW_YEARS;
    let length = new_year(own + 1) - new_year(own);
    let long = days > TWO_MONTHS && matches!(length, 355 | 385);
    let day = new_year(own) + i64::from(days) + i64::from(long);
    Date::constant(1, 1, 1).checked_add((day - 1).days()).ok()
}

/// The first day of a Jewish year, counted from 1 for 1 January of the year 1 in the Gregorian calendar,
/// by Reingold and Dershowitz, Calendrical Calculations, chapter 8.
fn new_year(year: i64) -> i64 {
    const EPOCH: i64 = -1_373_427;
    let elapsed = |year: i64| {
        let months = (235 * year - 234).div_euclid(19);
        let parts = 12_084 + 13_753 * months;
        let day = 29 * months + parts.div_euclid(25_920);
        day + i64::from((3 * (day + 1)).rem_euclid(7) < 3)
    };
    let (before, own, behind) = (elapsed(year - 1), elapsed(year), elapsed(year + 1));
    let late = match (own - before, behind - own) {
        (_, 356) => 2,
        (382, _) => 1,
        _ => 0,
    };
    EPOCH + own + late
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holidays_are_on_the_days_of_the_almanacs() {
        for (rule, day) in [
            (Rule::Easter(0), "2008-03-23"),
            (Rule::Easter(0), "2024-03-31"),
            (Rule::Easter(-2), "2025-04-18"),
            (Rule::Easter(50), "2038-06-14"),
            (Rule::Weekday(4, Weekday::Thursday, 11), "2024-11-28"),
            (Rule::Weekday(-1, Weekday::Monday, 5), "2024-05-27"),
            (Rule::Orthodox(0), "2024-05-05"),
            (Rule::Orthodox(0), "2025-04-20"),
            (Rule::Hebrew(0), "2024-10-03"),
            (Rule::Hebrew(9), "2023-09-25"),
            (Rule::Hebrew(83), "2023-12-08"),
            (Rule::Hebrew(83), "2024-12-26"),
            (Rule::Hebrew(-163), "2025-04-13"),
            (Rule::Behind(1, 1, Weekday::Monday, 11), "2028-11-07"),
            (Rule::Behind(1, 4, Weekday::Thursday, 11), "2024-11-29"),
            (Rule::Fixed(12, 25), "2031-12-25"),
        ] {
            let expected: Date = day.parse().unwrap_or_else(|_| unreachable!());
            assert_eq!(rule.day(expected.year()), Some(expected));
        }
    }
}
