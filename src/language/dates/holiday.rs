//! When holidays are: on a day of the calendar, on a weekday of a month, or so far from Easter.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// How the day of a holiday is found in a year.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Rule {
    /// A month and a day of it.
    Fixed(i8, i8),
    /// The so manieth weekday of a month, from the end if below zero.
    Weekday(i8, Weekday, i8),
    /// So many days from Easter Sunday.
    Easter(i8),
}

impl Rule {
    /// Its day in a year.
    pub(super) fn day(self, year: i16) -> Option<Date> {
        match self {
            Rule::Fixed(month, day) => Date::new(year, month, day).ok(),
            Rule::Weekday(nth, day, month) => {
                let first = Date::new(year, month, 1).ok()?;
                first.nth_weekday_of_month(nth, day).ok()
            }
            Rule::Easter(days) => easter(year)?.checked_add(days.days()).ok(),
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
            (Rule::Fixed(12, 25), "2031-12-25"),
        ] {
            let expected: Date = day.parse().unwrap_or_else(|_| unreachable!());
            assert_eq!(rule.day(expected.year()), Some(expected));
        }
    }
}
