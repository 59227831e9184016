//! The values that the expressions of an article most likely have.
//!
//! In come the expressions of a text and the day it was written; out go those of them that have a
//! value, in order and apart, each with how likely the value is right.

use jiff::civil::Date;

use super::super::{Calendar, Lexicon, Sentences, Word, Words, class};
use super::apart::add_parts;
use super::clock::add_clocks;
use super::extent::settle;
use super::joined::{join_lengths, open_nowadays};
use super::story::Story;
use super::{Expression, Hint, Meaning, SOME, Shift, Unit, Year, expressions};

/// Words that mean a time, and the value that a tag would most likely give them.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Proposal {
    /// The words.
    pub(crate) expression: Expression,
    /// Their value in the notation of tags.
    pub(crate) value: String,
    /// The modifier that the words give it, as `mod=` has it.
    pub(crate) modifier: Option<&'static str>,
    /// Of a hundred of its like so many values are right.
    pub(crate) confidence: u8,
}

/// The times that a text means, which was written on the day `anchor`; without it, those that can
/// be told without.
pub(crate) fn proposals(
    text: &str,
    words: &Words,
    lexicon: &Lexicon,
    anchor: Option<Date>,
) -> Vec<Proposal> {
    let sentences = Sentences::new(text, 0, text.len(), Some(lexicon));
    let calendar = &lexicon.language.calendar;
    let mut story = Story::new(anchor.unwrap_or(ANY_DAY));
    let mut found = Vec::new();
    for expression in expressions(text, words, lexicon, &[]) {
        if anchor.is_none() && expression.meaning.needs_anchor() {
            continue;
        }
        let sentence = sentences
            .get(sentences.index(expression.start))
            .unwrap_or_default();
        let hint = tense(text, words, calendar, &expression, sentence);
        if let Some(value) = story.value(&expression.meaning, hint) {
            let last = words.within(sentence.0, expression.start).last();
            let since = last.is_some_and(|w| is_any(w.text(text), calendar.since));
            let value = match anchor.filter(|_| since) {
                Some(anchor) => not_ahead(&expression.meaning, value, anchor),
                None => value,
            };
            found.push(Proposal {
                confidence: confidence(&expression.meaning),
                expression,
                value,
                modifier: None,
            });
        }
    }
    add_parts(text, words, calendar, &mut found);
    add_clocks(
        text,
        words,
        calendar,
        &sentences,
        anchor.map(|a| a.to_string()),
        &mut found,
    );
    if calendar.phrases.adjectives_behind {
        same_day(text, &mut found);
    }
    in_order(text, calendar, &mut found);
    join_lengths(text, calendar, &mut found);
    open_nowadays(text, calendar, anchor, &mut found);
    settle(text, words, calendar, &mut found);
    found
}

pub(super) fn is_any(word: &str, list: &[&str]) -> bool {
    list.iter().any(|l| l.eq_ignore_ascii_case(word))
}

/// Mañana, miércoles: the weekday is that of the day before it.
fn same_day(text: &str, found: &mut [Proposal]) {
    for at in 1..found.len() {
        let Some([first, second]) = found.get_mut(at - 1..=at) else {
            continue;
        };
        let between = text.get(first.expression.end..second.expression.start);
        let beside = between.is_some_and(|b| matches!(b, ", " | " "));
        let (
            Meaning::RelativeDay { .. },
            Meaning::Weekday {
                day, part: None, ..
            },
        ) = (&first.expression.meaning, &second.expression.meaning)
        else {
            continue;
        };
        let date = first.value.parse::<Date>().ok();
        let plain = second.value.parse::<Date>().is_ok();
        if let Some(date) = date.filter(|d| beside && plain && d.weekday() == *day) {
            second.value = date.to_string();
        }
    }
}

/// From Monday to Friday, from December to May 2031, March and April 2031: the second time is the next
/// one behind the first, and a year stands for both.
fn in_order(text: &str, calendar: &Calendar, found: &mut [Proposal]) {
    let is_day = |p: &Proposal| matches!(p.expression.meaning, Meaning::Weekday { part: None, .. });
    for at in 1..found.len() {
        let Some([first, second]) = found.get_mut(at - 1..=at) else {
            continue;
        };
        let between = text.get(first.expression.end..second.expression.start);
        let between = between.unwrap_or_default().trim();
        let before = text.get(..first.expression.start).unwrap_or_default();
        let before = before.trim_end().rsplit(char::is_whitespace).next();
        let to = is_any(between, calendar.to) || matches!(between, "-" | "–");
        let list = is_any(between, calendar.and);
        let and = list && before.is_some_and(|b| is_any(b, calendar.between));
        if to || list {
            one_year(first, second, to || and);
        }
        if !(to || and) || !is_day(first) || !is_day(second) {
            continue;
        }
        let days = first
            .value
            .parse::<Date>()
            .ok()
            .zip(second.value.parse::<Date>().ok());
        if let Some((from, to)) = days.filter(|(from, to)| to < from) {
            let next = from.nth_weekday(1, to.weekday());
            second.value = next.map_or_else(|_| second.value.clone(), |d| d.to_string());
        }
    }
}

/// Of two days or months side by side of which the words of one say no year: the first is no later than
/// the second.
fn one_year(first: &mut Proposal, second: &mut Proposal, range: bool) {
    let year = |p: &Proposal| match p.expression.meaning {
        Meaning::Day { year, .. } | Meaning::Month { year, .. } => Some(year),
        _ => None,
    };
    let (Some(own), Some(other)) = (year(first), year(second)) else {
        return;
    };
    let near = |y: Year| matches!(y, Year::Near(Shift::Bare | Shift::Open));
    let number = |p: &Proposal| p.value.get(..4).and_then(|y| y.parse::<i16>().ok());
    let rest = |p: &Proposal| p.value.get(4..).unwrap_or_default().to_owned();
    let later = rest(first) > rest(second);
    match (near(own), near(other)) {
        (true, false) => {
            if let Some(year) = number(second) {
                first.value = format!("{:04}{}", year - i16::from(later), rest(first));
            }
        }
        (false, true) | (true, true) if range => {
            if let Some(year) = number(first) {
                second.value = format!("{:04}{}", year + i16::from(later), rest(second));
            }
        }
        _ => {}
    }
}

/// So many words before an expression can say whether it looks forward or back.
const NEAR: usize = 12;

/// So many words before it an expression has to do with *since*.
const SINCE: usize = 6;

/// Since June 1: the last one.
fn not_ahead(meaning: &Meaning, value: String, anchor: Date) -> String {
    let near = matches!(
        meaning,
        Meaning::Day {
            year: Year::Near(_),
            ..
        }
    );
    let day = value.parse::<Date>().ok().filter(|d| near && *d > anchor);
    let before = day.and_then(|d| Date::new(d.year() - 1, d.month(), d.day()).ok());
    before.map_or(value, |d| d.to_string())
}

/// Whether *since* stands before an expression, or before a noun that stands before it: "since the vote
/// in May", but not "open since May and closing in June".
fn is_since(text: &str, before: &[Word], calendar: &Calendar) -> bool {
    let other = class::TENSE
        | class::CUE
        | class::WEEKDAY
        | class::MONTH
        | class::DIGITS
        | class::TIME_UNIT
        | class::RELATIVE_DAY
        | class::PART_OF_YEAR;
    let near = before.iter().rev().take(SINCE);
    let mut words = near.take_while(|w| !w.is(other));
    let Some(since) = words.find(|w| is_any(w.text(text), calendar.since)) else {
        return false;
    };
    let end = before.last().map_or(since.end, |w| w.end);
    text.get(since.end..end).is_some_and(|t| !t.contains(','))
}

/// Whether an expression looks forward or back, by the nearest verb before it that says so, or else
/// behind it.
fn tense(
    text: &str,
    words: &Words,
    calendar: &Calendar,
    expression: &Expression,
    sentence: (usize, usize),
) -> Hint {
    let before = words.within(sentence.0, expression.start);
    let behind = words.within(expression.end, sentence.1);
    let is = |w: &Word, list: &[&str]| is_any(w.text(text), list);
    if is_since(text, before, calendar) {
        return Hint::Past;
    }
    // "predicted in March that it would": when that was said.
    if let [.., said, joint] = before
        && said.is(class::CUE)
        && !said.is(class::TENSE)
        && (is(joint, calendar.into) || is(joint, calendar.on))
    {
        return Hint::Past;
    }
    // Para el domingo.
    let due = calendar.phrases.due;
    let weekday = matches!(
        expression.meaning,
        Meaning::Weekday { .. } | Meaning::DayNear { .. }
    );
    if weekday && !due.is_empty() && before.iter().rev().take(2).any(|w| is(w, due)) {
        return Hint::Future;
    }
    let is_long = matches!(
        expression.meaning,
        Meaning::Month { .. }
            | Meaning::Day { .. }
            | Meaning::UnitOf { .. }
            | Meaning::PartOfYear { .. }
    );
    let says = |list: &[Word], at: usize, own: bool| {
        let word = list.get(at)?;
        let verb = word.text(text);
        // A verb of speech dates itself; it says little of when that happened which is told.
        if word.is(class::CUE) && !word.is(class::TENSE) {
            return own.then_some(Hint::Past);
        }
        let ends = |endings: &[&str]| {
            let long = verb.starts_with(char::is_lowercase) && verb.len() > 4;
            long && endings.iter().any(|e| verb.ends_with(e))
        };
        let beside = |back: usize, words: &[&str]| {
            let word = at.checked_sub(back).and_then(|b| list.get(b));
            word.is_some_and(|w| is(w, words))
        };
        // "a return", "its proposed merger" are no verbs, and "to be paid" is no past.
        let noun = || {
            let next = list.get(at + 1);
            let inner = || next.is_some_and(|w| !is(w, calendar.function_words));
            beside(1, calendar.owners) || beside(2, calendar.owners) && inner()
        };
        let past = || {
            let never = is(word, calendar.phrases.never_past);
            !never && !beside(1, calendar.not_past) && !noun()
        };
        match word.is(class::TENSE).then_some(word.entry.value) {
            Some(2) if noun() => None,
            // "will be held"
            Some(1) if beside(1, calendar.not_past) => None,
            Some(1) => Some(Hint::Past),
            // "set to sail", not "set up"
            Some(5) if !list.get(at + 1).is_some_and(|w| is(w, calendar.towards)) => None,
            // "ahead of the vote", not "a path ahead"
            Some(4) if !list.get(at + 1).is_some_and(|w| is(w, calendar.of)) => None,
            Some(_) => Some(Hint::Future),
            None if is(word, calendar.was) && !beside(1, calendar.not_past) => Some(Hint::Past),
            None if ends(calendar.future) => Some(Hint::Future),
            None if ends(calendar.past) && past() => Some(Hint::Past),
            None => None,
        }
    };
    let nearest = (0..before.len())
        .rev()
        .take(NEAR)
        .find_map(|at| says(before, at, !is_long));
    let next = || (0..behind.len().min(NEAR)).find_map(|at| says(behind, at, true));
    nearest.or_else(next).unwrap_or(Hint::Unknown)
}

/// How often what means such a thing has the right value, as `benches/accuracy_dates/` measured on
/// the part of the corpora that the rules were tuned on. Ranges, holidays and centuries are too rare
/// there; they have what is told of their like.
fn confidence(meaning: &Meaning) -> u8 {
    match *meaning {
        Meaning::Day { .. } | Meaning::Days { .. } | Meaning::Years { .. } => 94,
        Meaning::RelativeDay { .. }
        | Meaning::Month { .. }
        | Meaning::Decade { .. }
        | Meaning::Century(_)
        | Meaning::Holiday { .. } => 91,
        Meaning::Year(_) | Meaning::PartOfYear { .. } => 89,
        // Several years: how many is the reader's to say.
        Meaning::Duration { amount: SOME, .. } => UNSURE,
        Meaning::Duration { .. } | Meaning::AndHalf { .. } => 85,
        // People mean a week of the calendar as often as seven days.
        Meaning::Relative {
            unit: Unit::Week | Unit::Weekend,
            ..
        } => UNSURE,
        Meaning::Weekday { .. }
        | Meaning::WeekdayOf { .. }
        | Meaning::WeekdayOfMonth { .. }
        | Meaning::DayOfMonth { .. }
        | Meaning::DayNear { .. }
        | Meaning::UnitOf { .. }
        | Meaning::Relative { counted: false, .. } => 83,
        Meaning::Set { .. }
        | Meaning::EveryMonth(_)
        | Meaning::Relative { .. }
        | Meaning::Reference(_)
        | Meaning::Anaphoric { .. }
        | Meaning::QuarterOf(_)
        | Meaning::QuarterEnded { .. }
        | Meaning::StoryPart { .. } => UNSURE,
    }
}

/// What takes the story to know, and a time of the clock that stands beside no day.
pub(super) const UNSURE: u8 = 57;

/// From which words count that need no article's date.
const ANY_DAY: Date = Date::constant(2000, 1, 1);
