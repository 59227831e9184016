//! Chrono's cases of English, from its tests in TypeScript.
//!
//! Read are the calls of the tests' three helpers, with texts, dates and numbers as literals; what else
//! the tests do is counted as unread.

use std::ops::Range;
use std::path::Path;
use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use regex::Regex;

use super::cases::{self, Case, Expected, Time};

const TESTS: &str = "test/en";

/// The day on which cases are read that give none; theirs are dates that need none.
const ANY: Date = date(2016, 2, 15);

/// Parsers of the library that read English as the usual one does.
const PARSERS: [&str; 6] = [
    "chrono",
    "chrono.casual",
    "chrono.en",
    "chrono.en.casual",
    "chrono.strict",
    "chrono.en.strict",
];

/// Whether a folder is a checkout of Chrono.
pub(crate) fn is(folder: &Path) -> bool {
    folder.join(TESTS).is_dir()
}

/// Its cases, and how many could not be read.
pub(crate) fn read(folder: &Path) -> (Vec<Case>, usize) {
    let mut files: Vec<_> = std::fs::read_dir(folder.join(TESTS))
        .unwrap()
        .map(|f| f.unwrap().path())
        .collect();
    files.sort();
    let (mut found, mut unread) = (Vec::new(), 0);
    let call = Regex::new(
        r"\b(testSingleCase|testWithExpectedDate|testUnexpectedResult|\w+\.parse|\w+\.parseDate)\(",
    )
    .unwrap();
    for file in files {
        let source = std::fs::read_to_string(&file).unwrap();
        let source = without_comments(&source);
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        for call in call.captures_iter(&source) {
            let (helper, whole) = (&call[1], call.get(0).unwrap());
            let line = source[..whole.start()].matches('\n').count() + 1;
            let arguments = arguments(&source, whole.end());
            let case = arguments.and_then(|a| {
                let arguments: Vec<&str> = a.iter().map(|r| source[r.clone()].trim()).collect();
                case(helper, &arguments, &source[..whole.start()])
            });
            match case {
                Some((text, written, expected)) => {
                    let place = format!("{name}:{line}");
                    found.push(Case {
                        place,
                        text,
                        written,
                        expected,
                    });
                }
                None => unread += 1,
            }
        }
    }
    (found, unread)
}

/// The same without comments; the lines stay.
fn without_comments(source: &str) -> String {
    let line = Regex::new(r"(?m)(^|[\s;])//.*$").unwrap();
    let inner = Regex::new(r"/\*[^\n]*?\*/").unwrap();
    let source = line.replace_all(source, "$1");
    inner.replace_all(&source, "").into_owned()
}

/// The arguments of a call behind its bracket, apart at the commas that are in no other bracket.
fn arguments(source: &str, from: usize) -> Option<Vec<Range<usize>>> {
    let (mut depth, mut quote, mut start) = (0, None, from);
    let mut found = Vec::new();
    let mut escaped = false;
    for (i, c) in source[from..].char_indices() {
        let at = from + i;
        if let Some(q) = quote {
            if !escaped && c == q {
                quote = None;
            }
            escaped = !escaped && c == '\\';
            continue;
        }
        match c {
            '"' | '\'' | '`' => quote = Some(c),
            '(' | '[' | '{' => depth += 1,
            ')' if depth == 0 => {
                found.push(start..at);
                return Some(found);
            }
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                found.push(start..at);
                start = at + 1;
            }
            _ => {}
        }
    }
    None
}

fn case(helper: &str, arguments: &[&str], before: &str) -> Option<(String, Date, Expected)> {
    let (parser, rest) = arguments.split_first()?;
    let (text, rest) = rest.split_first()?;
    let text = string(text)?;
    let own = !PARSERS.contains(parser);
    let rest: Vec<&str> = rest.iter().copied().filter(|a| !a.is_empty()).collect();
    let function = |a: &str| a.contains("=>") || a.starts_with("function");
    let is_option = |a: &str| a.starts_with('{') && !a.contains("instant");
    let option = own || rest.iter().any(|a| is_option(a));
    let first = rest.first().filter(|a| !function(a) && !is_option(a));
    let written = first.filter(|a| !matches!(**a, "null" | "undefined"));
    let zoned = written.is_some_and(|a| a.contains("instant"));
    let day = match written {
        Some(_) if zoned => Some(ANY),
        Some(a) => day_of(a, before).map(|m| m.0),
        None => Some(ANY),
    };
    let zone = |day: Date, text| Some((text, day, Expected::NotCompared(cases::ZONE)));
    let Some(day) = day.filter(|_| !zoned) else {
        return zone(ANY, text);
    };
    if option || helper == "testUnexpectedResult" && parser.contains("strict") {
        return Some((text, day, Expected::NotCompared(cases::OPTION)));
    }
    let expected = match helper {
        "testUnexpectedResult" => Expected::Nothing,
        "testWithExpectedDate" => {
            let (from, _) = day_of(rest.first()?, before)?;
            time(&text, 0..text.len(), &Checks::of(from))
        }
        "testSingleCase" => match rest.iter().find(|a| function(a)) {
            Some(body) => checked(&text, body, before),
            None => Expected::NotCompared(cases::NO_VALUE),
        },
        _ => return None,
    };
    Some((text, day, expected))
}

/// What a test's function checks of the start or the end of a time.
#[derive(Clone, Default)]
struct Checks {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    hour: Option<i8>,
    minute: Option<i8>,
    second: Option<i16>,
    /// Whether the month and the day are said rather than supplied.
    said: (Option<bool>, Option<bool>),
}

impl Checks {
    fn of(day: Date) -> Checks {
        Checks {
            year: Some(day.year()),
            month: Some(day.month()),
            day: Some(day.day()),
            ..Checks::default()
        }
    }

    fn date(&self) -> Option<Date> {
        Date::new(self.year?, self.month?, self.day.unwrap_or(1)).ok()
    }

    /// The days that are meant: of a day that is supplied those of its month.
    fn days(&self) -> Option<(Date, Date)> {
        let first = self.date()?;
        let span = match self.said {
            (Some(true), Some(false)) if first.day() == 1 => 1.month(),
            (Some(true), None) | (None, None) if self.day.is_none() => 1.month(),
            _ => return Some((first, first)),
        };
        Some((first, first.checked_add(span).ok()?.yesterday().ok()?))
    }
}

/// The checks in a function's body of the times' `start` or `end`.
fn checks(body: &str, side: &str, before: &str) -> Option<Result<Checks, &'static str>> {
    let plain = side == "start" && body.contains("expect(result).toBeDate");
    if !plain && !body.contains(&format!("result.{side}")) {
        return None;
    }
    let get = Regex::new(&format!(
        r#"result\.{side}\.get\("(\w+)"\)\s*\)\s*\.toBe\(([^)]*)\)"#
    ))
    .unwrap();
    let mut found = Checks::default();
    for get in get.captures_iter(body) {
        let number = sum(&get[2]);
        let small = number.and_then(|n| i8::try_from(n).ok());
        match &get[1] {
            "year" => found.year = number.and_then(|n| i16::try_from(n).ok()),
            "month" => found.month = small,
            "day" => found.day = small,
            "hour" => found.hour = small,
            "minute" => found.minute = small,
            "second" => found.second = small.map(i16::from),
            "timezoneOffset" => return Some(Err(cases::ZONE)),
            _ => {}
        }
    }
    let sure = Regex::new(&format!(
        r#"result\.{side}\.isCertain\("(\w+)"\)\s*\)\s*\.toBe\((true|false)\)"#
    ))
    .unwrap();
    for sure in sure.captures_iter(body) {
        let is = Some(&sure[2] == "true");
        match &sure[1] {
            "month" => found.said.0 = is,
            "day" => found.said.1 = is,
            _ => {}
        }
    }
    let whole = format!("result.{side}).toBeDate(");
    let short = "expect(result).toBeDate(";
    let own = body.find(&whole).map(|at| at + whole.len());
    let plain = body.find(short).filter(|_| side == "start");
    if let Some(at) = own.or(plain.map(|at| at + short.len())) {
        let argument = arguments(body, at)?.first()?.clone();
        match day_of(body[argument.clone()].trim(), before) {
            Some((day, (hour, minute, second))) => {
                found.year.get_or_insert(day.year());
                found.month.get_or_insert(day.month());
                found.day.get_or_insert(day.day());
                found.hour.get_or_insert(hour);
                found.minute.get_or_insert(minute);
                found.second.get_or_insert(second);
            }
            None if found.date().is_none() => return Some(Err(cases::ZONE)),
            None => {}
        }
    }
    Some(Ok(found))
}

/// What a test's function asks for.
fn checked(text: &str, body: &str, before: &str) -> Expected {
    let words = Regex::new(r#"result\.text\s*\)\s*\.toBe\(((?:"[^"]*")|(?:'[^']*'))"#).unwrap();
    let index = Regex::new(r"result\.index\s*\)\s*\.toBe\((\d+)\)").unwrap();
    let words = words.captures(body).and_then(|w| string(&w[1]));
    let index = index
        .captures(body)
        .and_then(|i| i[1].parse::<usize>().ok());
    let place = words.and_then(|w| {
        let from = index.filter(|i| text.get(*i..).is_some_and(|t| t.starts_with(&w)));
        let from = from.or_else(|| text.find(&w))?;
        Some(from..from + w.len())
    });
    let place = place.unwrap_or(0..text.len());
    let start = match checks(body, "start", before) {
        None => return Expected::NotCompared(cases::NO_VALUE),
        Some(Err(why)) => return Expected::NotCompared(why),
        Some(Ok(start)) => start,
    };
    let expected = time(text, place.clone(), &start);
    match (expected, checks(body, "end", before)) {
        (Expected::Time(place, time), Some(Ok(end))) => match end.days() {
            Some((_, last)) => {
                let days = (time.days.0, last.max(time.days.0));
                Expected::Time(place, Time { days, ..time })
            }
            None => Expected::Time(place, time),
        },
        (expected, _) => expected,
    }
}

fn time(text: &str, place: Range<usize>, start: &Checks) -> Expected {
    let words = &text[place.clone()];
    let clock = cases::has_clock(words);
    static ZONE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(GMT|CET|EST|PST|PDT|BST|UTC|CST|JST)\b|\dZ\b|:\d\d ?[+-]\d\d").unwrap()
    });
    if ZONE.is_match(words) {
        return Expected::NotCompared(cases::ZONE);
    }
    if start.second.is_some_and(|s| s != 0) && clock || cases::has_seconds(words) {
        return Expected::NotCompared(cases::SECONDS);
    }
    if cases::counts_from_now(words) {
        return Expected::NotCompared(cases::FROM_NOW);
    }
    if clock && !cases::has_day(words) {
        return Expected::NotCompared(cases::NO_DAY);
    }
    let Some(days) = start.days() else {
        return Expected::NotCompared(cases::NO_VALUE);
    };
    static PART: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?i)night|morning|evening|afternoon|noon").unwrap());
    let time = Time {
        days,
        clock: start
            .hour
            .filter(|_| clock)
            .map(|h| (h, start.minute.unwrap_or(0))),
        hour: start.hour.filter(|_| PART.is_match(words)),
    };
    Expected::Time(place, time)
}

/// A day with its hour, minute and second.
type Moment = (Date, (i8, i8, i16));

/// The moment that `new Date(…)` makes, or a name that was given one before.
fn day_of(source: &str, before: &str) -> Option<Moment> {
    if !source.contains('(') {
        let name = format!("const {source} = ");
        let from = before.rfind(&name)? + name.len();
        let end = before[from..].find(';')?;
        return day_of(&before[from..from + end], "");
    }
    let inner = source.strip_prefix("new Date(")?.strip_suffix(')')?;
    if let Some(words) = string(inner.trim()) {
        return in_words(&words);
    }
    let numbers: Vec<i64> = inner.split(',').map(sum).collect::<Option<_>>()?;
    let small = |i: usize, or: i64| i8::try_from(numbers.get(i).copied().unwrap_or(or)).ok();
    if numbers.len() < 2 {
        return None;
    }
    let second = numbers.get(5).copied().unwrap_or(0);
    let first = Date::new(i16::try_from(numbers[0]).ok()?, 1, 1).ok()?;
    // Months count from 0, and what is too much goes on into the next.
    let day = first
        .checked_add(numbers[1].months())
        .ok()?
        .checked_add((numbers.get(2).copied().unwrap_or(1) - 1).days())
        .ok()?;
    Some((
        day,
        (small(3, 0)?, small(4, 0)?, i16::try_from(second).ok()?),
    ))
}

/// A day as `Tue Aug 2 2022`, `thursday 13 June 2019` or `2015-07-31T12:00:00`.
fn in_words(words: &str) -> Option<Moment> {
    if words.contains("GMT") || words.ends_with('Z') {
        return None;
    }
    static ISO: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)").unwrap());
    if let Some(iso) = ISO.captures(words) {
        let clock = (iso[2].parse().ok()?, iso[3].parse().ok()?, 0);
        return Some((iso[1].parse().ok()?, clock));
    }
    const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let words = words.split([' ', ',']).filter(|w| !w.contains("day"));
    let (mut month, mut day, mut year) = (None, None, None);
    for word in words {
        match (
            word.parse::<i16>(),
            word.get(..3).and_then(|m| MONTHS.find(m)),
        ) {
            (Ok(number @ 1..=31), _) => day = i8::try_from(number).ok(),
            (Ok(number), _) => year = Some(number),
            (_, Some(at)) => month = i8::try_from(at / 3 + 1).ok(),
            _ => {}
        }
    }
    let day = Date::new(year?, month?, day?).ok()?;
    Some((day, (0, 0, 0)))
}

/// A literal in quotes, or several that `+` joins.
fn string(source: &str) -> Option<String> {
    static LITERAL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"^\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`([^`$\\]*)`)\s*\+?"#).unwrap()
    });
    let (mut rest, mut whole) = (source, String::new());
    while !rest.trim().is_empty() {
        let literal = LITERAL.captures(rest)?;
        let own = literal.get(1).or(literal.get(2)).or(literal.get(3))?;
        whole += &own
            .as_str()
            .replace("\\n", "\n")
            .replace("\\\"", "\"")
            .replace("\\'", "'");
        rest = &rest[literal.get(0)?.end()..];
    }
    (!source.trim().is_empty()).then_some(whole)
}

/// A number, or several that plus and minus join.
fn sum(source: &str) -> Option<i64> {
    let spaced = source
        .replace('-', " -")
        .replace('+', " ")
        .replace("- ", "-");
    let numbers: Option<Vec<i64>> = spaced.split_whitespace().map(|n| n.parse().ok()).collect();
    numbers.filter(|n| !n.is_empty()).map(|n| n.iter().sum())
}
