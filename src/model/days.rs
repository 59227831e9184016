//! The days of the calendar that a value covers.

use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::DateValue;

impl DateValue {
    /// The day that a value is; none if it is longer, or open.
    pub(crate) fn day(&self) -> Option<Date> {
        self.days()
            .filter(|(first, last)| first == last)
            .map(|(first, _)| first)
    }

    /// The first and the last day that a value can mean; none for amounts and repetitions.
    pub(crate) fn days(&self) -> Option<(Date, Date)> {
        if let (Some(first), Some(last)) = (&self.earliest, &self.latest) {
            return Some((first.parse().ok()?, last.parse().ok()?));
        }
        let text = self.value.trim_end_matches('?');
        let text = text.split_once('T').map_or(text, |(date, _)| date);
        if let Ok(day) = text.parse() {
            return Some((day, day));
        }
        let (year, rest) = text.split_once('-')?;
        let year: i16 = year.parse().ok()?;
        let months = |first: i8, last: i8| {
            let last = Date::new(year, last, 1).ok()?.last_of_month();
            Some((Date::new(year, first, 1).ok()?, last))
        };
        let number = |prefix: char| rest.strip_prefix(prefix)?.parse::<i8>().ok();
        if let Some(quarter) = number('Q') {
            return months(quarter * 3 - 2, quarter * 3);
        }
        if let Some(half) = number('H') {
            return months(half * 6 - 5, half * 6);
        }
        let (week, day) = match rest.strip_prefix('W')?.split_once('-') {
            Some((week, day)) => (week, Some(day)),
            None => (rest.strip_prefix('W')?, None),
        };
        let week = ISOWeekDate::new(year, week.parse().ok()?, Weekday::Monday).ok()?;
        let (first, last) = match day {
            None => (1, 7),
            Some("WE") => (6, 7),
            Some(day) => (day.parse().ok()?, day.parse().ok()?),
        };
        let at = |day: i8| {
            let days = jiff::Span::new().days(i64::from(day) - 1);
            week.date().checked_add(days).ok()
        };
        Some((at(first)?, at(last)?))
    }
}
