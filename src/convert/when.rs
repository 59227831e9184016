//! Date values for people, in English, and their places in the calendar.

use crate::model::{DateType, DateValue};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What a value means, in words where it has one of the usual forms, else as written.
pub(crate) fn in_words(value: &DateValue) -> String {
    let body = value.value.trim_end_matches(['?', '%', '~']);
    let words = match value.kind {
        DateType::Set => body
            .strip_prefix("every ")
            .and_then(|d| amounts(d.trim()))
            .map(|d| format!("every {}", d.strip_prefix("1 ").unwrap_or(&d))),
        DateType::Duration => amounts(body),
        _ => point(body),
    };
    let words = words.unwrap_or_else(|| body.to_owned());
    if value.uncertain {
        words + " (uncertain)"
    } else {
        words
    }
}

fn number<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| text.parse().ok())?
}

fn point(text: &str) -> Option<String> {
    match text {
        "PRESENT_REF" => return Some("now".to_owned()),
        "PAST_REF" => return Some("in the past".to_owned()),
        "FUTURE_REF" => return Some("in the future".to_owned()),
        _ => {}
    }
    if let Some((day, time)) = text.split_once('T') {
        let day = point(day)?;
        let part = match time {
            "MO" => "morning",
            "MI" => "midday",
            "AF" => "afternoon",
            "EV" => "evening",
            "NI" => "night",
            "DT" => "daytime",
            clock => return Some(format!("{day}, {clock}")),
        };
        return Some(format!("{day}, {part}"));
    }
    if let Some((first, last)) = text.split_once('/') {
        return Some(format!("{} to {}", point(first)?, point(last)?));
    }
    let parts: Vec<&str> = text.split('-').collect();
    let month = |text: &str| {
        let index = number::<usize>(text)?.checked_sub(1)?;
        MONTHS.get(index).copied()
    };
    match parts.as_slice() {
        [year] if year.len() == 4 => {
            let tens = year
                .strip_suffix('X')
                .filter(|d| number::<u16>(d).is_some());
            match tens {
                Some(tens) => Some(format!("the {tens}0s")),
                None => number::<u16>(year).map(|_| (*year).to_owned()),
            }
        }
        [year, part] => {
            number::<u16>(year)?;
            if let Some(week) = part.strip_prefix('W') {
                return Some(format!("week {} of {year}", number::<u8>(week)?));
            }
            Some(match *part {
                "21" => format!("spring {year}"),
                "22" => format!("summer {year}"),
                "23" => format!("autumn {year}"),
                "24" => format!("winter {year}"),
                "H1" => format!("first half of {year}"),
                "H2" => format!("second half of {year}"),
                _ => match part.strip_prefix('Q') {
                    Some(quarter) => format!("quarter {} of {year}", number::<u8>(quarter)?),
                    None => format!("{} {year}", month(part)?),
                },
            })
        }
        [year, week, day] if week.starts_with('W') => {
            let week = number::<u8>(week.get(1..)?)?;
            let day = match *day {
                "WE" => "weekend",
                day => weekday(day)?,
            };
            Some(format!("{day} of week {week} of {}", number::<u16>(year)?))
        }
        [year, m, day] => {
            let day = number::<u8>(day)?;
            number::<u16>(year)?;
            Some(format!("{day} {} {year}", month(m)?))
        }
        _ => None,
    }
}

fn weekday(number: &str) -> Option<&'static str> {
    Some(match number {
        "1" => "Monday",
        "2" => "Tuesday",
        "3" => "Wednesday",
        "4" => "Thursday",
        "5" => "Friday",
        "6" => "Saturday",
        "7" => "Sunday",
        _ => return None,
    })
}

/// `P1Y6M` is 1 year and 6 months.
fn amounts(text: &str) -> Option<String> {
    let body = text.strip_prefix('P')?;
    let (date, clock) = body.split_once('T').unwrap_or((body, ""));
    let mut all = Vec::new();
    for (part, in_clock) in [(date, false), (clock, true)] {
        let mut rest = part;
        while !rest.is_empty() {
            let unit =
                rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | 'X')))?;
            let (amount, behind) = rest.split_at(unit);
            let end = behind
                .find(|c: char| c.is_ascii_digit() || matches!(c, 'X'))
                .unwrap_or(behind.len());
            let (unit, next) = behind.split_at(end);
            let unit = match (unit, in_clock) {
                ("Y", false) => "year",
                ("Q", false) => "quarter",
                ("M", false) => "month",
                ("W", false) => "week",
                ("WE", false) => "weekend",
                ("D", false) => "day",
                ("DE", false) => "decade",
                ("CE", false) => "century",
                ("H", true) => "hour",
                ("M", true) => "minute",
                ("S", true) => "second",
                _ => return None,
            };
            all.push(match amount {
                "" => return None,
                "1" => format!("1 {unit}"),
                x if x.starts_with('X') => format!("some {}", many(unit)),
                n => format!("{n} {}", many(unit)),
            });
            rest = next;
        }
    }
    let last = all.pop()?;
    Some(if all.is_empty() {
        last
    } else {
        format!("{} and {last}", all.join(", "))
    })
}

fn many(unit: &str) -> String {
    match unit {
        "century" => "centuries".to_owned(),
        unit => format!("{unit}s"),
    }
}

/// A `mod=` for people.
pub(crate) fn modifier(name: &str) -> &str {
    match name {
        "less-than" => "less than",
        "more-than" => "more than",
        "on-or-before" => "on or before",
        "on-or-after" => "on or after",
        "equal-or-less" => "at most",
        "equal-or-more" => "at least",
        "start" => "the start of",
        "mid" => "the middle of",
        "end" => "the end of",
        "approx" => "about",
        other => other,
    }
}

/// The first day that a value can mean, `YYYY-MM-DD`; none for durations, sets and the like.
pub(crate) fn first_day(value: &DateValue) -> Option<String> {
    let first = || value.days().map(|(first, _)| first.to_string());
    value.earliest.clone().or_else(first)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{first_day, in_words};
    use crate::model::DateValue;

    #[test]
    fn values_read_as_words_and_have_a_first_day() {
        for (value, words, first) in [
            ("2031-04-02", "2 April 2031", "2031-04-02"),
            ("2031-04?", "April 2031 (uncertain)", "2031-04-01"),
            ("2031", "2031", "2031-01-01"),
            ("203X", "the 2030s", "2030-01-01"),
            ("2032-23", "autumn 2032", "2032-09-01"),
            ("2031-W11", "week 11 of 2031", "2031-03-10"),
            ("2031-W11-3", "Wednesday of week 11 of 2031", "2031-03-12"),
            ("2031-W11-WE", "weekend of week 11 of 2031", "2031-03-15"),
            ("2031-Q2", "quarter 2 of 2031", "2031-04-01"),
            ("2031-H2", "second half of 2031", "2031-07-01"),
            ("2031-03-12TEV", "12 March 2031, evening", "2031-03-12"),
            ("2031-03-12T09:30", "12 March 2031, 09:30", "2031-03-12"),
            (
                "2031-03-12/2031-04",
                "12 March 2031 to April 2031",
                "2031-03-12",
            ),
            ("P3Y", "3 years", ""),
            ("P1Y6M", "1 year and 6 months", ""),
            ("PT90M", "90 minutes", ""),
            ("PXW", "some weeks", ""),
            ("P2DE", "2 decades", ""),
            ("every P1W", "every week", ""),
            ("every P2D", "every 2 days", ""),
            ("every XXXX-WXX-1", "every XXXX-WXX-1", ""),
            ("PAST_REF", "in the past", ""),
            ("{1667,1668}", "{1667,1668}", "1667-01-01"),
            ("Y-17E7", "Y-17E7", "-170000000-01-01"),
        ] {
            let parsed = DateValue::parse(value).unwrap();
            assert_eq!(in_words(&parsed), words, "{value}");
            assert_eq!(first_day(&parsed).unwrap_or_default(), first, "{value}");
        }
    }
}
