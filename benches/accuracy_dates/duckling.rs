//! Duckling's cases of times in English, from its tests' corpus in Haskell.

use std::path::Path;
use std::sync::LazyLock;

use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};
use regex::Regex;

use super::cases::{self, Case, Expected, Time};

const CORPUS: &str = "Duckling/Time/EN/Corpus.hs";

/// The day on which all are read, and that of the few behind `diffContext`.
const WRITTEN: Date = date(2013, 2, 12);
const DIFFERENT: Date = date(2013, 2, 15);

/// Whether a folder is a checkout of Duckling.
pub(crate) fn is(folder: &Path) -> bool {
    folder.join(CORPUS).is_file()
}

/// Its cases, and how many could not be read.
pub(crate) fn read(folder: &Path) -> (Vec<Case>, usize) {
    let source = std::fs::read_to_string(folder.join(CORPUS)).unwrap();
    let head = Regex::new(
        r"examples \((?s:(datetime\w*)\s+(.*?))\)\s*\[|negativeCorpus = |latentCorpus = |diffExamples =|allExamples =",
    )
    .unwrap();
    let text = Regex::new(r#""((?:[^"\\]|\\.)*)""#).unwrap();
    let (mut found, mut unread) = (Vec::new(), 0);
    let (mut latent, mut written) = (false, WRITTEN);
    let mut negative;
    let heads: Vec<_> = head.captures_iter(&source).collect();
    for (i, part) in heads.iter().enumerate() {
        let whole = part.get(0).unwrap();
        let end = heads
            .get(i + 1)
            .map_or(source.len(), |n| n.get(0).unwrap().start());
        let mut body = whole.end()..end;
        let expected = match part.get(1) {
            Some(kind) => {
                negative = false;
                // The list ends at its bracket; none of the texts has one.
                body.end = source[body.clone()]
                    .find(']')
                    .map_or(end, |e| body.start + e);
                Some((kind.as_str(), part.get(2).unwrap().as_str()))
            }
            None => {
                negative = whole.as_str().starts_with("negative");
                latent = whole.as_str().starts_with("latent");
                let different = whole.as_str().starts_with("diff");
                written = if different { DIFFERENT } else { WRITTEN };
                None
            }
        };
        if expected.is_none() && !negative {
            continue;
        }
        for own in text.captures_iter(&source[body.clone()]) {
            let at = body.start + own.get(0).unwrap().start();
            let line = source[..at].matches('\n').count() + 1;
            let words = own[1].replace("\\\"", "\"");
            let expected = match expected {
                None => Some(Expected::Nothing),
                Some(_) if latent => Some(Expected::NotCompared(cases::OPTION)),
                Some((kind, time)) => asked(kind, time, &words),
            };
            let Some(expected) = expected else {
                unread += 1;
                continue;
            };
            let place = format!("Corpus.hs:{line}");
            found.push(Case {
                place,
                text: words,
                written,
                expected,
            });
        }
    }
    (found, unread)
}

/// What is asked for: a kind of time, its dates and grain, and the words.
fn asked(kind: &str, time: &str, words: &str) -> Option<Expected> {
    if kind == "datetimeOpenInterval" {
        return Some(Expected::NotCompared(cases::OPEN));
    }
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"-?\d+").unwrap());
    static GRAIN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(Second|Minute|Hour|Day|Week|Month|Quarter|Year)\b").unwrap()
    });
    static ZONE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(GMT|CET|EST|PST|PDT|BST|UTC|CST|timezone|[+-]\d\d:?\d\d)\b").unwrap()
    });
    let grain = GRAIN.find(time)?;
    let (grain, before) = (grain.as_str(), &time[..grain.start()]);
    let numbers: Vec<i16> = NUMBER
        .find_iter(before)
        .map(|n| n.as_str().parse().ok())
        .collect::<Option<_>>()?;
    let moment = |n: &[i16]| {
        let small = |i: usize| i8::try_from(n[i]).ok();
        let day = Date::new(n[0], small(1)?, small(2)?).ok()?;
        Some((day, small(3)?, small(4)?, n[5]))
    };
    let (from, to) = match numbers.len() {
        6 => (moment(&numbers)?, None),
        12 => (moment(&numbers[..6])?, Some(moment(&numbers[6..])?)),
        _ => return None,
    };
    let fine = matches!(grain, "Second" | "Minute" | "Hour");
    let clock = fine && cases::has_clock(words);
    if from.3 != 0 || cases::has_seconds(words) {
        return Some(Expected::NotCompared(cases::SECONDS));
    }
    if ZONE.is_match(words) {
        return Some(Expected::NotCompared(cases::ZONE));
    }
    if fine && cases::counts_from_now(words) {
        return Some(Expected::NotCompared(cases::FROM_NOW));
    }
    if fine && !cases::has_day(words) {
        return Some(Expected::NotCompared(cases::NO_DAY));
    }
    let day = from.0;
    let next = |span: Span| day.checked_add(span).ok()?.yesterday().ok();
    let last = match (to, grain) {
        // The end is behind the last.
        (Some((end, 0, 0, _)), _) => end.yesterday().ok()?,
        (Some((end, ..)), _) => end,
        (None, "Week") => next(1.week())?,
        (None, "Month") => next(1.month())?,
        (None, "Quarter") => next(3.months())?,
        (None, "Year") => next(1.year())?,
        (None, _) => day,
    };
    let time = Time {
        days: (day, last.max(day)),
        clock: clock.then_some((from.1, from.2)),
        hour: (fine && to.is_some()).then_some(from.1),
    };
    Some(Expected::Time(0..words.len(), time))
}
