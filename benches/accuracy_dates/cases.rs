//! Cases of other date readers: a text, the day it is read on, and the time that it shall mean. Two
//! libraries' own tests give them, [`chrono`](super::chrono) and [`duckling`](super::duckling).
//!
//! A case that asks for what a text with only a day cannot tell, a minute counted from now, is not
//! compared; it is counted by its reason.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use newsmark::dates::{DateProposal, propose};
use newsmark::model::DateValue;
use regex::Regex;

use super::compare::{Verdict, verdict};

/// A case as a library has it.
pub(crate) struct Case {
    /// The file and line it stands in.
    pub(crate) place: String,
    pub(crate) text: String,
    /// The day it is read on.
    pub(crate) written: Date,
    pub(crate) expected: Expected,
}

/// What a case asks for.
pub(crate) enum Expected {
    /// No time.
    Nothing,
    /// The words, in bytes, and what they mean.
    Time(Range<usize>, Time),
    /// Something that is not compared, and why.
    NotCompared(&'static str),
}

/// A time that a case asks for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Time {
    /// Its first and its last day.
    pub(crate) days: (Date, Date),
    /// The hour and minute at which it begins, where its words say one.
    pub(crate) clock: Option<(i8, i8)>,
    /// The hour at which it begins, if that only tells a part of a day.
    pub(crate) hour: Option<i8>,
}

/// Why cases are not compared.
pub(crate) const ZONE: &str = "a time zone or an instant";
pub(crate) const SECONDS: &str = "seconds";
pub(crate) const FROM_NOW: &str = "counts from the clock: now, in ten minutes";
pub(crate) const NO_DAY: &str = "a time of the clock without a day";
pub(crate) const OPTION: &str = "an option or parser of the library's own";
pub(crate) const NO_VALUE: &str = "the case says no day";
pub(crate) const OPEN: &str = "open on one side: by, until, after";

/// Whether words name a time of the clock.
pub(crate) fn has_clock(words: &str) -> bool {
    static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
        let clock = r"(?i)\d[:h]\d|\d\.\d\d\b|\d ?h\b|\d ?(a|p)\b\.?|\d ?[ap]\.? ?m\b|\bnoon\b|\bmidday\b|\bmidnight\b|o.?clock|\bat \w+ ?(in|$)|\bat \d|@ ?\d|\bpast (\d|noon|mid|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|\b[ap] ?m\b|\d in the |\d tonight";
        Regex::new(clock).unwrap()
    });
    CLOCK.is_match(words)
}

/// Whether words name a day or anything longer.
pub(crate) fn has_day(words: &str) -> bool {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        let names = r"(?i)\b(mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b";
        let words = r"today|tomorrow|tonight|yesterday|tmrw?\b|tom\b|night|morning|evening|afternoon|lunch|day|week|month|year|yr|quarter|qtr|summer|winter|spring|fall|season|mas\b|easter|eve\b|thanksgiving|hallowe";
        let numbers = r"\d[/.-]\d+[/.-]|\d/\d|\b\d{4}\b|\d(st|nd|rd|th)\b|fortnight|decade|century|\b[be]o[my]\b";
        Regex::new(&format!("{names}|{words}|{numbers}")).unwrap()
    });
    DAY.is_match(words)
}

/// Whether words name a second.
pub(crate) fn has_seconds(words: &str) -> bool {
    static SECONDS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\d:\d\d:\d\d|(?i)\bsec(ond)?s?\b").unwrap());
    SECONDS.is_match(words) && !words.contains("second ")
}

/// Whether words count from the clock of the moment.
pub(crate) fn counts_from_now(words: &str) -> bool {
    static NOW: LazyLock<Regex> = LazyLock::new(|| {
        let units = r"(?i)\b(hours?|hrs?|minutes?|mins?|seconds?|secs?|sec|now|atm|moment)\b|\d ?(h|m|s|min|hr|hrs)\b|\d\.\d+ ?(h|d)|\d['\x22]";
        Regex::new(units).unwrap()
    });
    static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)o.?clock|\d ?[ap]\.? ?m\b|\d:\d|past|\d+ ?h\d*$").unwrap()
    });
    // "three Fridays from now" is a day.
    if words.contains("now") && !has_day(words) {
        return true;
    }
    let counted = words.contains("ago") || words.starts_with("in ");
    NOW.is_match(words) && (counted || !CLOCK.is_match(words))
}

/// One row of the table.
#[derive(Default)]
struct Row {
    cases: usize,
    compared: usize,
    found: usize,
    extent: usize,
    same: usize,
    within: usize,
    beside: usize,
    length: usize,
    /// Cases in which nothing is to be found, and those in which nothing is.
    negative: usize,
    silent: usize,
    /// Those not compared, by their reason.
    left: BTreeMap<&'static str, usize>,
}

/// Reads all cases and prints what became of them; `unread` could not be read. With `errors` those of
/// the half looked at that differ come first.
pub(crate) fn report(name: &str, cases: &[Case], unread: usize, errors: bool) {
    println!("{name}: {} cases read, {unread} could not be", cases.len());
    println!(
        "{:36} {:>6} {:>8} {:>6} {:>7} {:>6} {:>7} {:>7} {:>7} {:>14}",
        "",
        "cases",
        "compared",
        "found",
        "extent",
        "value",
        "within",
        "beside",
        "length",
        "rightly none"
    );
    for (copy, as_copy) in [("as written", false), ("with copy's capitals", true)] {
        for (half, parity) in [("looked at", 0), ("not looked at", 1)] {
            let own = cases.iter().enumerate().filter(|(i, _)| i % 2 == parity);
            let mut row = Row::default();
            for (_, case) in own {
                count(&mut row, case, as_copy, errors && as_copy && parity == 0);
            }
            print_row(&format!("{half}, {copy}"), &row);
            if !as_copy {
                let left = row.left.iter().map(|(why, n)| format!("{n} {why}"));
                println!("    not compared: {}", left.collect::<Vec<_>>().join("; "));
            }
        }
    }
}

fn print_row(name: &str, row: &Row) {
    println!(
        "{name:36} {:6} {:8} {:6} {:7} {:6} {:7} {:7} {:7} {:>14}",
        row.cases,
        row.compared,
        row.found,
        row.extent,
        row.same,
        row.within,
        row.beside,
        row.length,
        format!("{} of {}", row.silent, row.negative),
    );
}

fn count(row: &mut Row, case: &Case, as_copy: bool, shown: bool) {
    row.cases += 1;
    let text = match as_copy {
        true => capitals(&case.text),
        false => case.text.clone(),
    };
    let written = DateValue::parse(&case.written.to_string()).unwrap();
    let found = propose(&text, Some("en"), Some(&written));
    let show = |what: &str| {
        let all = found.iter().map(|p| {
            let words = &text[p.place.start..p.place.end];
            format!("{words}={}", p.value.value)
        });
        if shown {
            let all: Vec<_> = all.collect();
            println!("{what} | {text} | {} | {}", all.join("; "), case.place);
        }
    };
    let (words, time) = match &case.expected {
        Expected::NotCompared(why) => {
            *row.left.entry(why).or_default() += 1;
            return;
        }
        Expected::Nothing => {
            row.negative += 1;
            row.silent += usize::from(found.is_empty());
            if !found.is_empty() {
                show("spurious");
            }
            return;
        }
        Expected::Time(words, time) => (words, time),
    };
    row.compared += 1;
    let meets = |p: &&DateProposal| p.place.start < words.end && words.start < p.place.end;
    let own: Vec<&DateProposal> = found.iter().filter(meets).collect();
    if own.is_empty() {
        show(&format!("missed {:?}", time.days));
        return;
    }
    row.found += 1;
    let extent = |p: &&DateProposal| (p.place.start, p.place.end) == (words.start, words.end);
    row.extent += usize::from(own.iter().any(extent));
    let values: Vec<&DateValue> = own.iter().map(|p| &p.value).collect();
    match verdict(&values, time, case.written) {
        Verdict::Same => row.same += 1,
        Verdict::Within => row.within += 1,
        Verdict::Beside => {
            row.beside += 1;
            show(&format!("beside {:?}", time.days));
        }
        Verdict::Length => {
            row.length += 1;
            show(&format!("length {:?}", time.days));
        }
        Verdict::Other => show(&format!("value {:?} {:?}", time.days, time.clock)),
    }
}

/// Days, months and feasts with the capital that copy gives them; chats have none.
fn capitals(text: &str) -> String {
    static NAMES: LazyLock<Regex> = LazyLock::new(|| {
        let days = r"\b(mon|tues?|wed|thu|thurs?|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?\b";
        let months = r"\b(jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|january|february|march|april|may|june|july|august|september|october|november|december)\b";
        let feasts = r"\b(new years?|year's|thanksgiving|christmas|easter|halloween|valentine'?s?|labor|memorial|columbus|veterans|independence|boxing|ash|palm|maundy|holy|good|black|martin|luther|king'?s?|mother'?s|father'?s|eve|juneteenth)\b";
        let day = r"\b(?:day|eve|friday|sunday|monday|wednesday|thursday)\b";
        Regex::new(&format!("{days}|{months}|{feasts}|{day}")).unwrap()
    });
    static FEAST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)(years?|'s|s|giving|mas|labor|memorial|columbus|independence|boxing|king) (day|eve)\b").unwrap()
    });
    let mut letters = text.to_owned().into_bytes();
    for name in NAMES.find_iter(text) {
        let word = name.as_str();
        // "a good day", "the day after"
        let is_day = matches!(word, "day" | "eve");
        let behind_feast = FEAST.find_iter(text).any(|f| f.end() == name.end());
        let alone = matches!(word, "good" | "king" | "holy" | "ash" | "palm" | "black");
        let before_day = text[name.end()..].starts_with(" fri")
            || text[name.end()..].starts_with(" wed")
            || text[name.end()..].starts_with(" sun")
            || text[name.end()..].starts_with(" sat")
            || text[name.end()..].starts_with(" thu");
        if is_day && !behind_feast || alone && !before_day {
            continue;
        }
        letters[name.start()].make_ascii_uppercase();
    }
    String::from_utf8(letters).unwrap()
}
