//! Times of the clock that stand side by side, and the days that the sentence before them names.

use super::super::{Calendar, Sentences, Word, class};
use super::proposals::{Proposal, is_any};

/// So many bytes behind its day a time is of another.
const FAR: usize = 1_000;

/// The day that the sentence of a time names last before it.
pub(super) fn before_in_sentence(
    text: &str,
    sentences: &Sentences,
    found: &[Proposal],
    behind: usize,
    start: usize,
) -> Option<String> {
    let day = found.get(behind.checked_sub(1)?)?;
    let (from, to) = (day.expression.end, start);
    let one = sentences.index(day.expression.start) == sentences.index(to);
    let value = day.value.get(..10).filter(|d| d.as_bytes()[7] == b'-')?;
    // A long sentence is not searched again for each of its times.
    let near = one && to - from < FAR && !text.get(from..to)?.contains("\n\n");
    (near && !day.value.contains('/') && !day.value.starts_with("every")).then(|| value.to_owned())
}

/// Whether the word for hours stands behind another time that a number is joined to: 10 bis 12 Uhr.
pub(super) fn shares_hours(text: &str, words: &[Word], at: usize, calendar: &Calendar) -> bool {
    let lists = calendar.clock_lists();
    if lists.is_empty() {
        return false;
    }
    let of = |at: usize| words.get(at).map_or("", |w| w.text(text));
    let gap = |at: usize| {
        let (end, start) = (words.get(at)?.end, words.get(at + 1)?.start);
        text.get(end..start)
    };
    let is_number = |at: usize| words.get(at).is_some_and(|w| w.is(class::DIGITS));
    let mut last = at;
    for _ in 0..TIMES {
        let joint = gap(last).unwrap_or_default();
        let next = match joint {
            "-" | "–" | "/" | " - " | " – " | " / " | ", " => last + 1,
            " " if is_any(of(last + 1), lists) => last + 2,
            _ => return false,
        };
        if !is_number(next) {
            return false;
        }
        let minutes = gap(next).is_some_and(|g| calendar.clock_signs.contains(&g));
        last = if minutes && is_number(next + 1) {
            next + 1
        } else {
            next
        };
        let hours = of(last + 1).to_lowercase();
        if gap(last) == Some(" ") && calendar.hours.contains(&hours.as_str()) {
            return true;
        }
    }
    false
}

/// So many times can share the word for hours.
const TIMES: usize = 4;
