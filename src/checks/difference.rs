//! Where two quotes differ, word by word.
//!
//! In come the words of both, as `words` writes them; out goes the first difference that no excerpt,
//! no ellipsis and no spelling accounts for. Nothing here knows who speaks.

use std::ops::Range;

use super::words::{GAP, words};
use crate::language::{self, class};

/// Of so many words one may differ.
const ONE_IN: usize = 6;

/// More words than that never differ, however long the quotes.
const MOST_EDITS: usize = 16;

/// So many words may differ between quotes of which the longer has `longer` words.
pub(super) fn most_edits(longer: usize) -> usize {
    (longer / ONE_IN).min(MOST_EDITS)
}

/// Of longer texts only the ends are compared.
const LONGEST_QUOTE: usize = 10_000;

/// Where two texts differ, as ranges of words of both: None if by more than `most` words that are
/// put in, left out or changed.
pub(super) fn edits<T: PartialEq>(
    a: &[T],
    b: &[T],
    most: usize,
) -> Option<Vec<(Range<usize>, Range<usize>)>> {
    let before = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(before..)?, b.get(before..)?);
    let behind = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (a, b) = (a.get(..a.len() - behind)?, b.get(..b.len() - behind)?);
    if a.len().abs_diff(b.len()) > most || a.len() > LONGEST_QUOTE {
        return None;
    }
    // Costs of the ways to each pair of places that are at most so far from the diagonal.
    let width = 2 * most + 1;
    let mut costs = vec![usize::MAX / 2; (a.len() + 1) * width];
    let cell = |i: usize, j: usize| {
        (j + most)
            .checked_sub(i)
            .filter(|k| *k < width)
            .map(|k| i * width + k)
    };
    for i in 0..=a.len() {
        for j in i.saturating_sub(most)..=(i + most).min(b.len()) {
            let from = |di: usize, dj: usize| {
                let cell = cell(i.checked_sub(di)?, j.checked_sub(dj)?)?;
                costs.get(cell).copied()
            };
            let changed = usize::from(i > 0 && j > 0 && a.get(i - 1) != b.get(j - 1));
            let least = [
                from(1, 1).map(|c| c + changed),
                from(1, 0).map(|c| c + 1),
                from(0, 1).map(|c| c + 1),
            ];
            let least = if i + j == 0 {
                Some(0)
            } else {
                least.into_iter().flatten().min()
            };
            if let Some((slot, least)) = cell(i, j).and_then(|c| costs.get_mut(c)).zip(least) {
                *slot = least;
            }
        }
    }
    let cost = |i: usize, j: usize| cell(i, j).and_then(|c| costs.get(c)).copied();
    if cost(a.len(), b.len())? > most {
        return None;
    }
    // Back along the cheapest way.
    let (mut i, mut j) = (a.len(), b.len());
    let mut found: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    while i + j > 0 {
        let here = cost(i, j)?;
        let same =
            i > 0 && j > 0 && a.get(i - 1) == b.get(j - 1) && cost(i - 1, j - 1) == Some(here);
        if same {
            (i, j) = (i - 1, j - 1);
            continue;
        }
        let (di, dj) = if i > 0 && j > 0 && cost(i - 1, j - 1) == here.checked_sub(1) {
            (1, 1)
        } else if i > 0 && cost(i - 1, j) == here.checked_sub(1) {
            (1, 0)
        } else {
            (0, 1)
        };
        let (end_a, end_b) = (before + i, before + j);
        (i, j) = (i - di, j.saturating_sub(dj));
        match found.last_mut() {
            Some((x, y)) if x.start == end_a && y.start == end_b => {
                (x.start, y.start) = (before + i, before + j)
            }
            _ => found.push((before + i..end_a, before + j..end_b)),
        }
    }
    found.reverse();
    Some(found)
}

/// The first words that differ in two quotes, for which nothing legitimate accounts.
pub(super) fn difference(here: &str, there: &str) -> Option<(String, String)> {
    let (a, b): (Vec<&str>, Vec<&str>) = (words(here).collect(), words(there).collect());
    let gaps = [gaps(here), gaps(there)];
    let all = edits(&a, &b, most_edits(a.len().max(b.len())))?;
    let drifts = |(x, y): &&(Range<usize>, Range<usize>)| {
        let at_end = x.start == 0 && y.start == 0 || x.end == a.len() && y.end == b.len();
        let excerpt = at_end && (x.is_empty() || y.is_empty());
        let left_out = [(&gaps[0], x), (&gaps[1], y)]
            .into_iter()
            .any(|(gaps, range)| {
                let next = gaps.partition_point(|g| *g < range.start);
                gaps.get(next).is_some_and(|g| *g <= range.end)
            });
        let (x, y) = (a.get(x.clone()), b.get(y.clone()));
        !excerpt && !left_out && !x.zip(y).is_some_and(|(x, y)| is_spelling(x, y))
    };
    let (x, y) = all.iter().find(drifts)?;
    // Where one has nothing, the word before tells the place.
    let back = usize::from(x.is_empty() || y.is_empty());
    let shown = |words: &[&str], range: &Range<usize>| {
        let words = words
            .get(range.start.saturating_sub(back)..range.end)
            .unwrap_or_default();
        let mut shown = words.join(" ");
        if let Some((end, _)) = shown.char_indices().nth(LONGEST) {
            shown.truncate(end);
            shown.push('…');
        }
        shown
    };
    Some((shown(&a, x), shown(&b, y)))
}

/// So many characters of a difference are shown.
const LONGEST: usize = 32;

/// Before which words something is left out, in order; the number of words stands for the end.
fn gaps(text: &str) -> Vec<usize> {
    let mut count = 0;
    let mut gaps = Vec::new();
    for word in text.split(' ') {
        if word == GAP {
            gaps.push(count);
        } else {
            count += 1;
        }
    }
    gaps
}

/// Whether words differ in their spelling only: by hyphens, by what British and American spelling
/// do differently, or as a number in words and in figures.
fn is_spelling(a: &[&str], b: &[&str]) -> bool {
    let bare = |words: &[&str]| {
        let word = words.concat().replace('z', "s");
        word.replace("our", "or")
            .replace("ll", "l")
            .replace("re", "er")
            .replace("mme", "m")
    };
    let number = |words: &[&str]| {
        let [word] = words else { return None };
        let entry = language::of(None)?.entry(word);
        let value = Some(u32::from(entry.value)).filter(|_| entry.classes & class::NUMBER != 0);
        word.parse().ok().or(value)
    };
    bare(a) == bare(b) || number(a).is_some() && number(a) == number(b)
}
