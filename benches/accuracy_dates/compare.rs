//! Whether a value says the time that a case asks for.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use newsmark::model::{DateType, DateValue};

use super::cases::Time;

/// How a value stands to what is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Verdict {
    /// The same days, and the same minute where there is one.
    Same,
    /// A longer time that has the days in it, or a shorter one in them: the week of a day.
    Within,
    /// The same day or month, but of the week or year before or behind.
    Beside,
    /// The words as a length of time, where the case has the place of it in the calendar: the next
    /// three days.
    Length,
    /// Something else.
    Other,
}

/// What a value says: its days, and what stands behind its `T`.
struct Said<'v> {
    days: (Date, Date),
    part: Option<&'v str>,
}

/// The verdict on the values of a text's words; two of them are a time from the first to the last.
pub(crate) fn verdict(values: &[&DateValue], time: &Time, written: Date) -> Verdict {
    let Some(first) = values.first().and_then(|v| said(v)) else {
        let first = values.first();
        return match first.map(|v| (v.value.as_str(), v.kind)) {
            Some(("PRESENT_REF", _)) if time.days == (written, written) => Verdict::Same,
            Some((_, DateType::Duration)) => Verdict::Length,
            _ => Verdict::Other,
        };
    };
    let last = values.last().filter(|_| values.len() > 1);
    let range = time.days.0 != time.days.1;
    let days = match last.filter(|_| range).and_then(|v| said(v)) {
        Some(last) => (first.days.0, last.days.1),
        None => first.days,
    };
    let clock_fits = match (time.clock, first.part) {
        (Some((hour, minute)), Some(part)) => {
            part.get(..5) == Some(&format!("{hour:02}:{minute:02}"))
        }
        (Some(_), None) => false,
        (None, Some(part)) => time.hour.is_none_or(|hour| is_part(part, hour)),
        (None, None) => true,
    };
    let (from, to) = time.days;
    if days == time.days {
        return if clock_fits {
            Verdict::Same
        } else {
            Verdict::Other
        };
    }
    let inside =
        |inner: (Date, Date), outer: (Date, Date)| outer.0 <= inner.0 && inner.1 <= outer.1;
    if time.clock.is_none() && (inside(time.days, days) || inside(days, time.days)) {
        return Verdict::Within;
    }
    let week = days.0.weekday() == from.weekday() && (days.0 - from).get_days().abs() == 7;
    let year = (days.0.month(), days.0.day()) == (from.month(), from.day())
        && days.0.year() != from.year();
    let long = (days.1 - days.0).get_days() == (to - from).get_days();
    if (week || year) && long {
        Verdict::Beside
    } else {
        Verdict::Other
    }
}

/// Whether a part of the day as TIMEX3 writes it, or an hour, has an hour in it.
fn is_part(part: &str, hour: i8) -> bool {
    match part {
        "MO" => (0..12).contains(&hour),
        "MI" => hour == 12 || hour == 0,
        "AF" => (12..18).contains(&hour),
        "EV" => hour >= 17,
        "NI" => !(6..18).contains(&hour),
        clock => clock.get(..2) == Some(&format!("{hour:02}")),
    }
}

fn said(value: &DateValue) -> Option<Said<'_>> {
    let text = value.value.trim_end_matches('?');
    let day = |text: &str| text.parse::<Date>().ok();
    let (date, part) = match text.split_once('T').filter(|_| !text.starts_with("P")) {
        Some((date, part)) => (date, Some(part)),
        None => (text, None),
    };
    if let Some(day) = day(date).filter(|_| date.len() == 10) {
        return Some(Said {
            days: (day, day),
            part,
        });
    }
    let days = calendar(date).or_else(|| {
        let bounds = (value.earliest.as_deref()?, value.latest.as_deref()?);
        Some((day(bounds.0)?, day(bounds.1)?))
    })?;
    Some(Said { days, part: None })
}

/// The days of a week, weekend, quarter, half, or season.
fn calendar(text: &str) -> Option<(Date, Date)> {
    let year: i16 = text.get(..4)?.parse().ok()?;
    let months = |first: i8, count: i32| {
        let first = Date::new(year, first, 1).ok()?;
        Some((
            first,
            first.checked_add(count.months()).ok()?.yesterday().ok()?,
        ))
    };
    let rest = text.get(4..)?;
    if let Some(week) = rest.strip_prefix("-W") {
        let number: i8 = week.get(..2)?.parse().ok()?;
        let monday = ISOWeekDate::new(year, number, Weekday::Monday).ok()?.date();
        let sunday = monday.checked_add(6.days()).ok()?;
        return match week.get(2..) {
            Some("-WE") => Some((sunday.yesterday().ok()?, sunday)),
            _ => Some((monday, sunday)),
        };
    }
    match rest {
        "-Q1" | "-Q2" | "-Q3" | "-Q4" => {
            let quarter: i8 = rest.get(2..)?.parse().ok()?;
            months(quarter * 3 - 2, 3)
        }
        "-H1" => months(1, 6),
        "-H2" => months(7, 6),
        // From a solstice or equinox to the next, as the libraries count.
        "-21" => Some((Date::new(year, 3, 20).ok()?, Date::new(year, 6, 20).ok()?)),
        "-22" => Some((Date::new(year, 6, 21).ok()?, Date::new(year, 9, 23).ok()?)),
        "-23" => Some((Date::new(year, 9, 24).ok()?, Date::new(year, 12, 20).ok()?)),
        _ => None,
    }
}
