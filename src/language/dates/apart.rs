//! Parts of a day that stand apart from it.
//!
//! In come proposals in the order of the text; what is joined here is one time in the article: the
//! night of 3 March, Tuesday in the early evening.

use super::super::{Calendar, PARTS_OF_DAY, Words, class};
use super::proposals::{Proposal, is_any};

/// Joins a day with the part of it that stands before it, behind *of*, or behind it, in words of its own.
pub(super) fn add_parts(text: &str, words: &Words, calendar: &Calendar, found: &mut Vec<Proposal>) {
    if calendar.phrases.part_of.is_empty() {
        return;
    }
    let mut joined = vec![false; found.len()];
    let mut at = 0;
    while at < found.len() {
        let before = at.checked_sub(1).and_then(|b| found.get(b));
        let taken = before.map_or(0, |b| b.expression.end);
        let next = found.get(at + 1).map(|n| n.expression.start);
        let Some(day) = found.get(at).filter(|p| is_day(&p.value)) else {
            at += 1;
            continue;
        };
        let (start, end) = (day.expression.start, day.expression.end);
        if let Some((from, part)) = part_before(text, words, calendar, (taken, start)) {
            // The night of Monday to Tuesday.
            let until = next.filter(|n| {
                let between = text.get(end..*n).unwrap_or_default();
                let mut between = between.split_whitespace();
                between.all(|w| is_any(w, calendar.to) || is_any(w, calendar.the))
            });
            let ends = until.and_then(|_| Some(found.get(at + 1)?.expression.end));
            if let Some(day) = found.get_mut(at) {
                day.value = format!("{}T{part}", day.value.get(..10).unwrap_or_default());
                day.expression.start = from;
                day.expression.end = ends.unwrap_or(end);
            }
            if let Some(second) = joined.get_mut(at + 1).filter(|_| ends.is_some()) {
                *second = true;
                at += 1;
            }
        } else if let Some((to, part)) = part_behind(text, words, calendar, end)
            && next.is_none_or(|n| n > to + 4)
            && let Some(day) = found.get_mut(at).filter(|p| p.value.len() == 10)
        {
            day.value = format!("{}T{part}", day.value);
            day.expression.end = to;
        }
        at += 1;
    }
    let mut joined = joined.into_iter();
    found.retain(|_| !joined.next().unwrap_or_default());
}

/// A day, or a time that begins with one, and no part of a day.
fn is_day(value: &str) -> bool {
    let whole = matches!(value.len(), 10 | 21) && !value.contains(['T', 'X', 'W']);
    whole && value.as_bytes().get(7) == Some(&b'-')
}

/// La nuit du 3 mars: where the part begins that ends before a day.
fn part_before(
    text: &str,
    words: &Words,
    calendar: &Calendar,
    (taken, start): (usize, usize),
) -> Option<(usize, &'static str)> {
    /// So many words can stand between them.
    const MOST: usize = 2;
    let behind = words.list.partition_point(|w| w.start < start);
    let mut end = start;
    for nth in 0..=MOST {
        let word = words.list.get(behind.checked_sub(nth + 1)?)?;
        let gap = text.get(word.end..end)?;
        if word.start < taken || !matches!(gap, " " | "\u{a0}") {
            return None;
        }
        if nth > 0 && word.is(class::PART_OF_DAY) && !word.is(class::PLURAL) {
            return Some((word.start, part(word.entry.value)?));
        }
        if !is_any(word.text(text), calendar.phrases.part_of) {
            return None;
        }
        end = word.start;
    }
    None
}

/// Mardi, en début de soirée: where the part ends that stands behind a day.
fn part_behind(
    text: &str,
    words: &Words,
    calendar: &Calendar,
    end: usize,
) -> Option<(usize, &'static str)> {
    /// So many words can stand between them.
    const MOST: usize = 4;
    let first = words.list.partition_point(|w| w.start < end);
    let mut last = end;
    for (nth, word) in words.list.iter().skip(first).take(MOST + 1).enumerate() {
        let gap = text.get(last..word.start)?;
        let joins = matches!(gap, " " | "\u{a0}") || nth == 0 && gap == ", ";
        if !joins {
            return None;
        }
        if nth > 0 && word.is(class::PART_OF_DAY) {
            let own = word.text(text);
            let clock = is_any(own, calendar.noon) || is_any(own, calendar.midnight);
            return (!clock).then_some((word.end, part(word.entry.value)?));
        }
        if !is_any(word.text(text), calendar.phrases.part_apart) {
            return None;
        }
        last = word.end;
    }
    None
}

fn part(value: u8) -> Option<&'static str> {
    let place = usize::from(value).checked_sub(1)?;
    PARTS_OF_DAY.get(place).copied()
}
