//! Times of the clock, and the days that they belong to.
//!
//! A time of the clock is a part of the expression of its day: "at noon on Thursday" is one time.

use super::super::{Calendar, Sentences, Word, Words, class};
use super::Proposal;
use super::clock_list::{before_in_sentence, shares_hours};
use super::proposals::{UNSURE, is_any};

/// A time of the clock: its bytes, and the hour and minute as TIMEX3 writes them.
struct Clock {
    start: usize,
    end: usize,
    value: String,
    /// Without a day beside it, it may as well be a score.
    weak: bool,
    /// It says how many minutes past the hour.
    has_minutes: bool,
}

/// Joins the times of the clock in a text with the days beside them. Those beside none are of the day
/// that their sentence names before them, or of `anchor`.
pub(super) fn add_clocks(
    text: &str,
    words: &Words,
    calendar: &Calendar,
    sentences: &Sentences,
    anchor: Option<String>,
    found: &mut Vec<Proposal>,
) {
    // Um sieben Uhr.
    let lists = !calendar.clock_lists().is_empty();
    let spoken = if lists { class::NUMBER } else { 0 };
    for (at, word) in words.of(class::DIGITS | class::PART_OF_DAY | spoken) {
        let part = part_before(text, words, at, calendar, found).map(str::to_owned);
        let Some(clock) = clock(text, &words.list, at, word, calendar, part.as_deref()) else {
            continue;
        };
        let behind = found.partition_point(|p| p.expression.end <= clock.start);
        if let Some(p) = found.get(behind).filter(|p| p.expression.start < clock.end) {
            // "à 14 heures" is no length of time.
            let before = at.checked_sub(1).and_then(|b| words.list.get(b));
            let before = before.map_or("", |w| w.text(text));
            let stands = is_any(before, calendar.clock_at)
                || clock.has_minutes
                || is_from(text, &words.list, at, calendar);
            let length = matches!(p.expression.meaning, super::Meaning::Duration { .. });
            if !(stands && length && p.expression.end <= clock.end) {
                continue;
            }
            found.remove(behind);
        }
        let joins = |from: usize, to: usize| {
            let gap = text.get(from..to).unwrap_or_default();
            let inner = |w: &str| {
                let bare = w.trim_matches(|c: char| ",()".contains(c)).to_lowercase();
                let zulu = bare.len() == 4 && bare.bytes().all(|b| b.is_ascii_digit());
                bare.is_empty()
                    || zulu
                    || calendar.clock_joints.contains(&bare.as_str())
                    || is_zone(w.trim_matches(|c: char| ",()".contains(c)))
            };
            gap.len() < 24
                && !gap.contains('\n')
                && !gap.starts_with("),")
                && gap.split_whitespace().all(inner)
        };
        let day = |p: &Proposal| {
            let clock = p.value.as_bytes().get(11).is_some_and(u8::is_ascii_digit);
            p.value.get(..10).is_some_and(|d| d.as_bytes()[7] == b'-')
                && !p.value.starts_with("every")
                && !clock
        };
        let next = found
            .get(behind)
            .filter(|p| part.is_none() && day(p) && joins(clock.end, p.expression.start));
        let before = behind.checked_sub(1).and_then(|b| Some((b, found.get(b)?)));
        // De 8 heures à midi: the second has the day of the first.
        let timed = before.filter(|(_, p)| has_clock(&p.value));
        let timed = timed.filter(|(_, p)| joins(p.expression.end, clock.start));
        let timed = timed
            .and_then(|(_, p)| p.value.get(..10))
            .map(str::to_owned);
        let before = before.filter(|(_, p)| day(p) && joins(p.expression.end, clock.start));
        // "High Noon" is none.
        let spoken = word.is(class::PART_OF_DAY);
        let (place, from, to, day) = if let Some(p) = next {
            (behind, clock.start, p.expression.end, p.value.get(..10))
        } else if let Some((b, p)) = before {
            (b, p.expression.start, clock.end, p.value.get(..10))
        } else {
            if timed.is_none() && (spoken || clock.weak) {
                continue;
            }
            let named = || before_in_sentence(text, sentences, found, behind, clock.start);
            let day = timed.or_else(named).or_else(|| anchor.clone());
            let Some(day) = day else {
                continue;
            };
            let meaning = super::Meaning::RelativeDay {
                days: 0,
                part: None,
            };
            let expression = super::Expression {
                start: clock.start,
                end: clock.end,
                meaning,
            };
            let value = format!("{day}T{}", clock.value);
            found.insert(
                behind,
                Proposal {
                    expression,
                    value,
                    modifier: None,
                    confidence: UNSURE,
                },
            );
            continue;
        };
        let value = format!("{}T{}", day.unwrap_or_default(), clock.value);
        if let Some(p) = found.get_mut(place) {
            (p.expression.start, p.expression.end, p.value) = (from, to, value);
        }
    }
}

/// Whether a value has a time of the clock.
fn has_clock(value: &str) -> bool {
    let hour = value.split_once('T').map(|(_, clock)| clock);
    hour.is_some_and(|h| h.starts_with(|c: char| c.is_ascii_digit()))
}

/// À partir de 20 heures, aux alentours de 20 heures.
fn is_from(text: &str, words: &[Word], at: usize, calendar: &Calendar) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|b| words.get(b));
    let is = |word: Option<&Word>, list: &[&str]| word.is_some_and(|w| is_any(w.text(text), list));
    let joint = is(before(1), calendar.of) || is(before(1), calendar.beside);
    joint && is(before(2), calendar.phrases.clock_from)
}

/// EST, GMT: capitals beside a time.
fn is_zone(word: &str) -> bool {
    (2..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase())
}

/// The part of the day that stands before an hour and its *at*: tonight at 8.
fn part_before<'p>(
    text: &str,
    words: &Words,
    at: usize,
    calendar: &Calendar,
    found: &'p [Proposal],
) -> Option<&'p str> {
    let joint = words.list.get(at.checked_sub(1)?)?;
    if !is_any(joint.text(text), calendar.clock_at) {
        return None;
    }
    let behind = found.partition_point(|p| p.expression.end < joint.start);
    let day = found.get(behind.checked_sub(1)?)?;
    let gap = text.get(day.expression.end..joint.start)?;
    let (_, part) = day.value.split_once('T').filter(|_| gap == " ")?;
    Some(part)
}

/// Whether an hour of a part of the day is pm. None where the part has no such hour.
fn half_of_part(part: &str, hour: u8) -> Option<bool> {
    match (part, hour) {
        ("MO", 1..=11) => Some(false),
        ("AF", 1..=6 | 12) | ("EV", 4..=11) | ("NI", 6..=11) => Some(true),
        _ => None,
    }
}

fn clock(
    text: &str,
    words: &[Word],
    at: usize,
    word: &Word,
    calendar: &Calendar,
    part: Option<&str>,
) -> Option<Clock> {
    let of = |at: usize| words.get(at).map_or("", |w| w.text(text));
    let gap = |at: usize| {
        let (end, start) = (words.get(at)?.end, words.get(at + 1)?.start);
        text.get(end..start)
    };
    let own = word.text(text);
    if word.is(class::PART_OF_DAY) {
        let hour = match own.to_ascii_lowercase() {
            w if calendar.noon.contains(&w.as_str()) => 12,
            w if calendar.midnight.contains(&w.as_str()) => 0,
            _ => return None,
        };
        let (start, end) = (word.start, word.end);
        return Some(Clock {
            start,
            end,
            value: format!("{hour:02}:00"),
            weak: false,
            has_minutes: false,
        });
    }
    // 10pm, 20h30
    let digits = own.find(|c: char| !c.is_ascii_digit()).unwrap_or(own.len());
    let (number, rest) = own.split_at(digits);
    let hour: u8 = match word.is(class::NUMBER) {
        true => {
            let hours = of(at + 1).to_lowercase();
            let stands = gap(at) == Some(" ") && calendar.hours.contains(&hours.as_str());
            Some(word.entry.value).filter(|_| stands)?
        }
        false => number.parse().ok().filter(|_| number.len() <= 2)?,
    };
    let rest = if word.is(class::NUMBER) { "" } else { rest };
    let before = text.get(..word.start)?.chars().next_back();
    let listed = matches!(before, Some('-' | '–' | '/'))
        && at
            .checked_sub(1)
            .is_some_and(|b| shares_hours(text, words, b, calendar));
    if before.is_some_and(|c| "$£€.,:/-–#".contains(c)) && !listed {
        return None;
    }
    let minute_of = |text: &str| {
        let minute: u8 = text.parse().ok().filter(|_| text.len() == 2)?;
        (minute < 60).then_some(minute)
    };
    let (mut last, mut minute, mut is_clock) = (at, None, false);
    let mut suffix = rest;
    if rest.is_empty() && gap(at).is_some_and(|g| calendar.clock_signs.contains(&g)) {
        let next = of(at + 1);
        let digits = next
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(next.len());
        minute = Some(minute_of(next.get(..digits)?)?);
        suffix = next.get(digits..)?;
        last = at + 1;
        // 10:30:15, a score, or how long somebody ran
        let decimal =
            gap(last) == Some(".") && words.get(last + 1).is_some_and(|w| w.is(class::DIGITS));
        let range = matches!(gap(last), Some(":" | "-" | "–" | "/"));
        if decimal || range && !shares_hours(text, words, last, calendar) {
            return None;
        }
        is_clock = gap(at) == Some(":");
    }
    let mut end = words.get(last)?.end;
    let mut half = None;
    if !suffix.is_empty() {
        let lower = suffix.to_ascii_lowercase();
        if let Some(rest) = lower
            .strip_prefix('h')
            .filter(|_| calendar.hours.contains(&"h"))
        {
            minute = if rest.is_empty() {
                None
            } else {
                Some(minute_of(rest)?)
            };
            is_clock = true;
        } else {
            half = Some(half_of(&lower)?);
        }
    } else if gap(last).is_some_and(|g| g == " " || g == "\u{a0}" || g.is_empty()) {
        let next = of(last + 1).to_ascii_lowercase();
        let dotted = gap(last + 1) == Some(".") && of(last + 2).eq_ignore_ascii_case("m");
        if dotted && matches!(next.as_str(), "a" | "p") {
            half = Some(next == "p");
            end = words.get(last + 2)?.end;
            // The full stop of the abbreviation.
            if text.get(end..).is_some_and(|t| t.starts_with('.')) {
                end += 1;
            }
        } else if let Some(pm) = half_of(&next) {
            half = Some(pm);
            end = words.get(last + 1)?.end;
        } else if calendar.hours.contains(&next.as_str()) {
            is_clock = true;
            end = words.get(last + 1)?.end;
            // 20 Uhr 30
            let behind = of(last + 2);
            let unit = words
                .get(last + 3)
                .is_some_and(|w| w.is(class::TIME_UNIT) && !is_any(w.text(text), calendar.hours));
            if minute.is_none()
                && !unit
                && matches!(gap(last + 1), Some(" " | "\u{a0}"))
                && let Some(m) = minute_of(behind)
            {
                minute = Some(m);
                end = words.get(last + 2)?.end;
            }
        }
    }
    // 10 bis 12 Uhr, um 12.15
    let lists = !calendar.clock_lists().is_empty();
    let mut weak = false;
    if lists && suffix.is_empty() && half.is_none() && end == words.get(last)?.end {
        let before = at.checked_sub(1);
        let stands = before.is_some_and(|b| is_any(of(b), calendar.clock_at));
        let shared = shares_hours(text, words, last, calendar);
        weak = is_clock && !stands && !shared;
        is_clock = is_clock || shared || stands && minute.is_some();
    }
    // 3 o'clock in the afternoon
    let (day_part, part_end) = part_behind(text, words, end, calendar);
    let spoken = lists.then(|| words.get(words.partition_point(|w| w.start <= end)));
    let spoken = spoken
        .flatten()
        .filter(|w| w.start == end + 1 && w.is(class::PART_OF_DAY) && w.is(class::PLURAL));
    if let Some(part) = spoken.filter(|_| half.is_none() && is_clock && hour <= 12) {
        // 3 Uhr nachts
        let code = super::super::PARTS_OF_DAY.get(usize::from(part.entry.value).wrapping_sub(1));
        half = code.and_then(|c| half_of_part(c, hour));
        end = part.end;
    } else if half.is_none()
        && day_part > 0
        && (is_clock || own.len() == digits && minute.is_none())
    {
        half = Some(day_part > 1);
        end = part_end;
    }
    // "tonight at 8", but not "tonight at 8 places"
    let counts = || {
        words.get(last + 1).is_some_and(|n| {
            text.get(end..n.start).is_some_and(|g| g.trim().is_empty())
                && !is_any(n.text(text), calendar.function_words)
        })
    };
    let part = part.filter(|_| half.is_none() && suffix.is_empty());
    if let Some(part) = part.filter(|_| is_clock || !counts()) {
        half = half_of_part(part, hour);
    }
    let hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(pm) => hour % 12 + if pm { 12 } else { 0 },
        None if is_clock && hour < 24 => hour,
        None => return None,
    };
    let value = match minute {
        Some(minute) => format!("{hour:02}:{minute:02}"),
        None => format!("{hour:02}:00"),
    };
    Some(Clock {
        start: word.start,
        end,
        value,
        weak,
        has_minutes: minute.is_some(),
    })
}

/// The part of the day that follows a clock's hour, "in the afternoon", and where it ends.
fn part_behind(text: &str, words: &[Word], end: usize, calendar: &Calendar) -> (u8, usize) {
    let first = words.partition_point(|w| w.start < end);
    let mut behind = words.iter().skip(first).take(3);
    let inner = |w: &&Word| !is_any(w.text(text), calendar.part_joints);
    let is_part = |w: &&Word| w.is(class::PART_OF_DAY) || is_any(w.text(text), calendar.morning);
    let Some(part) = behind.find(inner).filter(is_part) else {
        return (0, end);
    };
    let gap = text.get(end..part.start).unwrap_or_default();
    let joined = gap.chars().all(|c| c == ' ' || c.is_alphabetic()) && gap.trim() != "";
    let morning = is_any(part.text(text), calendar.morning);
    if joined && morning {
        (1, part.end)
    } else if joined {
        (part.entry.value, part.end)
    } else {
        (0, end)
    }
}

/// Whether a word is pm rather than am.
fn half_of(word: &str) -> Option<bool> {
    match word {
        "am" => Some(false),
        "pm" => Some(true),
        _ => None,
    }
}
