//! What only several expressions of a text tell together: lengths of time in two units, and a today that
//! is no day.

use jiff::civil::Date;

use super::super::Calendar;
use super::proposals::{Proposal, UNSURE, is_any};
use super::resolve::days_between;
use super::{Meaning, SOME, Shift, Unit};

/// Three years and four months: one length of time.
pub(super) fn join_lengths(text: &str, calendar: &Calendar, found: &mut Vec<Proposal>) {
    let Some(and) = calendar.and.first() else {
        return;
    };
    let mut taken = vec![false; found.len()];
    for at in (1..found.len()).rev() {
        let Some([first, second]) = found.get_mut(at - 1..=at) else {
            continue;
        };
        let between = text.get(first.expression.end..second.expression.start);
        // Two hours, ten minutes and three seconds.
        let hours = length(first).is_some_and(|size| size <= HOURS);
        let joins = between
            .map(str::trim)
            .is_some_and(|b| b.eq_ignore_ascii_case(and) || hours && (b.is_empty() || b == ","));
        if !joins || length(first) <= length(second) || length(second).is_none() {
            continue;
        }
        let own = second.value.trim_start_matches('P');
        let own = match first.value.contains('T') {
            true => own.trim_start_matches('T'),
            false => own,
        };
        first.value.push_str(own);
        first.expression.end = second.expression.end;
        if let Some(taken) = taken.get_mut(at) {
            *taken = true;
        }
    }
    let mut taken = taken.into_iter();
    found.retain(|_| !taken.next().unwrap_or_default());
}

/// The size of hours.
const HOURS: u8 = 3;

/// How large the unit of a length of time is, where it is counted.
fn length(proposal: &Proposal) -> Option<u8> {
    let Meaning::Duration { unit, amount } = proposal.expression.meaning else {
        return None;
    };
    let rank = match unit {
        Unit::Year => 7,
        Unit::Month => 6,
        Unit::Week => 5,
        Unit::Day => 4,
        Unit::Hour => 3,
        Unit::Minute => 2,
        Unit::Second => 1,
        _ => return None,
    };
    (amount != SOME).then_some(rank)
}

/// A shorter text may name today alone.
const LONG: usize = 2_000;

/// A week to both sides of the article's date.
const NEAR: i64 = 7;

/// In a long text that names no other day near it, today is nowadays.
pub(super) fn open_nowadays(
    text: &str,
    calendar: &Calendar,
    anchor: Option<Date>,
    found: &mut [Proposal],
) {
    let words = calendar.phrases.nowadays;
    let Some(anchor) = anchor.filter(|_| !words.is_empty() && text.len() >= LONG) else {
        return;
    };
    let own = |p: &Proposal| {
        let place = p.expression.start..p.expression.end;
        let word = text.get(place).unwrap_or_default();
        is_any(word, words)
    };
    let near = |p: &Proposal| {
        let day = p.value.get(..10).and_then(|d| d.parse().ok());
        !own(p) && day.is_some_and(|d| days_between(anchor, d).abs() <= NEAR)
    };
    if found.iter().any(near) {
        return;
    }
    for proposal in found.iter_mut().filter(|p| own(p)) {
        proposal.value = "PRESENT_REF".to_owned();
        proposal.expression.meaning = Meaning::Reference(Shift::This);
        proposal.confidence = UNSURE;
    }
}
