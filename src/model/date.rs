//! Date values: EDTF, and the forms of TIMEX3 that it lacks.
//!
//! EDTF is ISO 8601-2:2019, levels 0 to 2. TIMEX3 values are those of TimeML 1.2.1 (section
//! 2.3.2, `value`), of which durations, weeks, quarters, halves, parts of the day, times
//! without seconds, the three references and sets are read here.

use std::fmt;

use edtf_core::{Bound, Edtf};
use jiff::civil::Date;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::{char, digit1, multispace1, one_of};
use nom::combinator::{all_consuming, opt, recognize, value, verify};
use nom::multi::many1_count;
use nom::sequence::{pair, preceded};
use nom::{IResult, Parser};
use serde::Serialize;

type Parsed<'a, T> = IResult<&'a str, T, ()>;

/// Which notation a value is written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Scheme {
    /// Extended Date/Time Format, ISO 8601-2.
    Edtf,
    /// TimeML's TIMEX3.
    Timex3,
}

/// What a value means: TimeML's four types of time expression.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum DateType {
    /// A day or anything longer, at a place in the calendar.
    Date,
    /// A time of day.
    Time,
    /// An amount of time.
    Duration,
    /// Something that recurs.
    Set,
}

/// A valid date value.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DateValue {
    /// The value as written.
    pub value: String,
    /// The notation it is written in.
    pub scheme: Scheme,
    /// What it means.
    #[serde(rename = "type")]
    pub kind: DateType,
    /// Marked with `?`, or with EDTF's `%`.
    pub uncertain: bool,
    /// The first day that it can mean, `YYYY-MM-DD`, for an EDTF value that has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earliest: Option<String>,
    /// The last day that it can mean.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latest: Option<String>,
}

/// Why a text is no date value.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct DateError {
    /// What is wrong, for people; reads on from the text, as in "2031-13 is no date".
    pub message: String,
    /// The byte of the text where it stops being one.
    pub offset: usize,
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for DateError {}

impl DateValue {
    /// Reads a value.
    ///
    /// # Errors
    ///
    /// If `text` is neither EDTF nor one of the TIMEX3 forms, with the place up to which it is EDTF.
    ///
    /// ```
    /// use newsmark::model::{DateType, DateValue};
    ///
    /// assert_eq!(DateValue::parse("203X").unwrap().latest.as_deref(), Some("2039-12-31"));
    /// assert_eq!(DateValue::parse("P3Y").unwrap().kind, DateType::Duration);
    /// assert!(DateValue::parse("2031-02-30").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<DateValue, DateError> {
        if let Some(value) = calendar_date(text) {
            return Ok(value);
        }
        let (body, marked) = match text.strip_suffix('?') {
            Some(body) => (body, true),
            None => (text, false),
        };
        if let Ok((_, kind)) = all_consuming(timex).parse(body) {
            return Ok(DateValue {
                value: text.to_owned(),
                scheme: Scheme::Timex3,
                kind,
                uncertain: marked,
                earliest: None,
                latest: None,
            });
        }
        DateValue::edtf(text, body)
    }

    /// Reads a value of EDTF; `body` is it without a sign of doubt.
    fn edtf(text: &str, body: &str) -> Result<DateValue, DateError> {
        let edtf = Edtf::parse(text).map_err(|e| DateError {
            message: expectation(body).map_or_else(
                || format!("is no date: {}; expected EDTF such as 2031-03-12 or 203X, or TIMEX3 such as P3Y or 2031-W11", e.message),
                str::to_owned,
            ),
            offset: e.offset.min(text.len()),
        })?;
        let bounds = edtf.bounds();
        let day = |bound: Bound| match bound {
            Bound::Date(date) => Some(date.to_string()),
            _ => None,
        };
        let kind = match edtf {
            Edtf::DateTime(_) => DateType::Time,
            // EDTF's sets are choices between dates; TIMEX3's are recurrences.
            _ => DateType::Date,
        };
        Ok(DateValue {
            value: text.to_owned(),
            scheme: Scheme::Edtf,
            kind,
            uncertain: edtf.is_uncertain(),
            earliest: day(bounds.earliest),
            latest: day(bounds.latest),
        })
    }
}

/// A year, month or day as nearly all values are written, read without the grammar of all others.
fn calendar_date(text: &str) -> Option<DateValue> {
    let digits = |at: std::ops::Range<usize>| {
        let digits = text.as_bytes().get(at)?;
        digits.iter().try_fold(0i16, |sum, b| {
            b.is_ascii_digit().then(|| sum * 10 + i16::from(b - b'0'))
        })
    };
    let hyphen = |at: usize| text.as_bytes().get(at) == Some(&b'-');
    let year = digits(0..4)?;
    let month = |year| {
        let month = i8::try_from(digits(5..7).filter(|_| hyphen(4))?).ok()?;
        Date::new(year, month, 1).ok()
    };
    let (earliest, latest) = match text.len() {
        4 => (format!("{text}-01-01"), format!("{text}-12-31")),
        7 => {
            let last = month(year)?.days_in_month();
            (format!("{text}-01"), format!("{text}-{last}"))
        }
        10 => {
            let day = i16::from(month(year)?.days_in_month());
            digits(8..10).filter(|d| hyphen(7) && (1..=day).contains(d))?;
            (text.to_owned(), text.to_owned())
        }
        _ => return None,
    };
    Some(DateValue {
        value: text.to_owned(),
        scheme: Scheme::Edtf,
        kind: DateType::Date,
        uncertain: false,
        earliest: Some(earliest),
        latest: Some(latest),
    })
}

/// What is wrong with a value that has the shape of a TIMEX3 form.
fn expectation(text: &str) -> Option<&'static str> {
    let behind_year = text.get(4..).filter(|_| {
        text.as_bytes()[..4]
            .iter()
            .all(|b| b.is_ascii_digit() || *b == b'X')
    });
    if text.starts_with("every") {
        return Some(
            "is no set: expected every with a duration, a month or a day, as in every P1W, every XXXX-12 or every XXXX-WXX-1",
        );
    }
    if text.starts_with('P') {
        return Some("is no duration: expected amounts with units, as in P3Y, P1Y6M or PT90M");
    }
    let time = text.split_once('T').map(|(_, t)| t);
    match behind_year {
        Some(rest) if rest.starts_with("-W") => {
            Some("is no week: expected W01 to W53, as in 2031-W11, 2031-W11-3 or 2031-W11-WE")
        }
        Some(rest) if rest.starts_with("-Q") => {
            Some("is no quarter: expected Q1 to Q4, as in 2031-Q1")
        }
        Some(rest) if rest.starts_with("-H") => {
            Some("is no half: expected H1 or H2, as in 2031-H1")
        }
        // With seconds it is EDTF's to say what is wrong.
        Some(_) if time.is_some_and(|t| t.len() < "00:00:00".len()) => Some(
            "is no time: expected a clock time or a part of the day, as in 2031-03-12T09:30 or 2031-03-12TEV",
        ),
        _ => None,
    }
}

fn timex(input: &str) -> Parsed<'_, DateType> {
    alt((
        value(
            DateType::Date,
            alt((tag("PRESENT_REF"), tag("PAST_REF"), tag("FUTURE_REF"))),
        ),
        value(
            DateType::Set,
            (
                tag("every"),
                multispace1,
                alt((duration, time, point, calendar, month)),
            ),
        ),
        value(DateType::Duration, duration),
        value(DateType::Time, time),
        value(DateType::Date, point),
    ))
    .parse(input)
}

fn amount(input: &str) -> Parsed<'_, &str> {
    alt((
        recognize(pair(digit1, opt(pair(one_of(".,"), digit1)))),
        recognize(many1_count(char('X'))),
    ))
    .parse(input)
}

/// `P3Y`, `P1Y6M`, `P2DE`, `PT30M`.
fn duration(input: &str) -> Parsed<'_, &str> {
    let unit = alt((
        tag("DE"),
        tag("CE"),
        tag("ML"),
        tag("WE"),
        tag("Y"),
        tag("Q"),
        tag("M"),
        tag("W"),
        tag("D"),
    ));
    let clock = preceded(char('T'), many1_count(pair(amount, one_of("HMS"))));
    let date = many1_count(pair(amount, unit));
    recognize(preceded(
        char('P'),
        alt((
            recognize(pair(date, opt(clock))),
            recognize(preceded(
                char('T'),
                many1_count(pair(amount, one_of("HMS"))),
            )),
        )),
    ))
    .parse(input)
}

fn digits(n: usize) -> impl for<'a> Fn(&'a str) -> Parsed<'a, &'a str> {
    move |input| take_while_m_n(n, n, |c: char| c.is_ascii_digit() || c == 'X').parse(input)
}

fn between(low: u32, high: u32) -> impl for<'a> Fn(&'a str) -> Parsed<'a, &'a str> {
    move |input| {
        verify(digits(2), |d: &str| {
            d.parse()
                .map_or(d.contains('X'), |n: u32| (low..=high).contains(&n))
        })
        .parse(input)
    }
}

/// `2031-W11`, `2031-W11-3`, `2031-W11-WE`, `2031-Q1`, `2031-H2`.
fn point(input: &str) -> Parsed<'_, &str> {
    let week = (
        char('W'),
        between(1, 53),
        opt(preceded(
            char('-'),
            alt((tag("WE"), recognize(one_of("1234567X")))),
        )),
    );
    recognize((
        digits(4),
        char('-'),
        alt((
            recognize(week),
            recognize(pair(char('Q'), one_of("1234X"))),
            recognize(pair(char('H'), one_of("12X"))),
        )),
    ))
    .parse(input)
}

/// `2031-03-12`, with X for what is open. That the day exists is checked by EDTF.
fn calendar(input: &str) -> Parsed<'_, &str> {
    let day = recognize((
        digits(4),
        char('-'),
        between(1, 12),
        char('-'),
        between(1, 31),
    ));
    verify(day, |d: &str| Edtf::parse(d).is_ok()).parse(input)
}

/// `XXXX-12`.
fn month(input: &str) -> Parsed<'_, &str> {
    recognize((digits(4), char('-'), between(1, 12))).parse(input)
}

/// `2031-03-12TEV`, `2031-03-12T09`, `2031-03-12T09:30`, with or without a zone, and the same
/// behind a week's day.
fn time(input: &str) -> Parsed<'_, &str> {
    let part = alt((
        tag("MO"),
        tag("MI"),
        tag("AF"),
        tag("EV"),
        tag("NI"),
        tag("DT"),
    ));
    let zone = alt((
        tag("Z"),
        recognize((
            one_of("+-"),
            between(0, 23),
            opt(preceded(char(':'), between(0, 59))),
        )),
    ));
    let clock = recognize((
        between(0, 24),
        opt(preceded(char(':'), between(0, 59))),
        opt(zone),
    ));
    recognize((alt((calendar, point)), char('T'), alt((part, clock)))).parse(input)
}

#[cfg(test)]
mod tests {
    use super::{DateValue, calendar_date};

    #[test]
    fn calendar_dates_are_those_of_edtf() {
        let years = (0..10_000).step_by(97).chain(1895..=2105);
        let months = |year: u32| (0..=22).map(move |month| format!("{year:04}-{month:02}"));
        let days = |month: String| (0..=32).map(move |day| format!("{month}-{day:02}"));
        for year in years {
            let of_months = months(year).flat_map(|m| std::iter::once(m.clone()).chain(days(m)));
            for text in std::iter::once(format!("{year:04}")).chain(of_months) {
                let slow = DateValue::edtf(&text, &text);
                match calendar_date(&text) {
                    Some(quick) => assert_eq!(slow, Ok(quick)),
                    // Seasons and the like are not dates of the calendar.
                    None => assert!(slow.is_err() || text.len() == 7, "{text}"),
                }
            }
        }
        for text in [
            "203X",
            "2031-04-02?",
            "+031",
            "2031/04",
            "2031-04/02",
            "",
            "２０３１",
        ] {
            assert_eq!(calendar_date(text), None);
        }
    }
}
