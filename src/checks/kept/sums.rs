//! What all segments of a document say together.

use hashbrown::HashMap;

use super::segment::Segment;
use crate::checks::mixed_quotation_marks::{Counts, Usage};
use crate::checks::whole::{Facts, Given, Key, Whole};
use crate::checks::{hidden_characters, mixed_quotation_marks};

/// Sums over segments, to which one is added and from which one is taken.
#[derive(Clone, Debug, Default)]
pub(super) struct Sums {
    small: HashMap<Key, u32>,
    named: HashMap<Key, u32>,
    nearly: HashMap<Key, u32>,
    years: HashMap<i16, u32>,
    /// How many give a reason, have markup, have dates.
    reasons: usize,
    marked: usize,
    dated: usize,
    used: Vec<u32>,
    marks: [Counts; 2],
    /// Findings of the checks of which one finding speaks for many.
    hidden: usize,
    mixed: usize,
    pub(super) comparisons: usize,
    pub(super) comments: usize,
    pub(super) open: usize,
}

fn change<K: Copy + Eq + std::hash::Hash>(counts: &mut HashMap<K, u32>, keys: &[K], add: bool) {
    for key in keys {
        if add {
            *counts.entry(*key).or_default() += 1;
        } else if let Some(count) = counts.get_mut(key) {
            *count -= 1;
            if *count == 0 {
                counts.remove(key);
            }
        }
    }
}

fn step(count: &mut usize, by: usize, add: bool) {
    *count = if add {
        *count + by
    } else {
        count.saturating_sub(by)
    };
}

impl Sums {
    /// Adds what a segment says.
    pub(super) fn add(&mut self, segment: &Segment) {
        self.change(segment, true);
    }

    /// Takes away what a segment said.
    pub(super) fn remove(&mut self, segment: &Segment) {
        self.change(segment, false);
    }

    /// Adds what is found in a segment, and no more.
    pub(super) fn add_found(&mut self, segment: &Segment) {
        self.change_found(segment, true);
    }

    fn change(&mut self, segment: &Segment, add: bool) {
        let facts: &Facts = &segment.facts;
        change(&mut self.small, &facts.small, add);
        change(&mut self.named, &facts.named, add);
        change(&mut self.nearly, &facts.nearly, add);
        change(&mut self.years, &facts.years, add);
        step(&mut self.reasons, facts.gives_reason.into(), add);
        step(&mut self.marked, facts.has_markup.into(), add);
        step(&mut self.dated, facts.has_dates.into(), add);
        for actor in facts.used.iter().map(|a| *a as usize) {
            if self.used.len() <= actor {
                self.used.resize(actor + 1, 0);
            }
            let count = &mut self.used[actor];
            *count = if add {
                *count + 1
            } else {
                count.saturating_sub(1)
            };
        }
        if let Some(marks) = &facts.marks {
            marks.add_to(&mut self.marks, add);
        }
        step(&mut self.comments, segment.comments.len(), add);
        self.change_found(segment, add);
    }

    fn change_found(&mut self, segment: &Segment, add: bool) {
        let of = |code| {
            segment
                .found
                .iter()
                .filter(|s| s.found.finding.code == code)
                .count()
        };
        step(&mut self.hidden, of(hidden_characters::CHECK.code), add);
        step(&mut self.mixed, of(mixed_quotation_marks::CHECK.code), add);
        step(&mut self.comparisons, segment.comparisons, add);
        step(&mut self.open, segment.is_open.into(), add);
    }

    /// What the checks of each segment must know of all.
    pub(super) fn given(&self, segments: &[Segment], actors: usize) -> Given {
        let mut marks = self.marks;
        let mut opener = None;
        for (i, segment) in (0..).zip(segments) {
            if let Some(here) = &segment.facts.marks {
                opener = opener.or(Some(here.opener));
                here.meet(&mut marks, i);
                if marks.iter().all(Counts::is_met) {
                    break;
                }
            }
        }
        let used = |i: usize| self.used.get(i).is_some_and(|n| *n > 0);
        Given {
            used: (0..actors).map(used).collect(),
            marks: Usage::new(&marks, opener),
        }
    }

    /// Whether one finding would have to speak for many. So many characters are `hidden` in the header.
    pub(super) fn has_too_many(&self, hidden: usize) -> bool {
        self.hidden + hidden > hidden_characters::MOST || self.mixed > mixed_quotation_marks::MOST
    }
}

/// The answers for a document in segments.
pub(super) struct OfSegments<'k> {
    pub(super) sums: &'k Sums,
    pub(super) segments: &'k [Segment],
    pub(super) has_header: bool,
}

impl Whole for OfSegments<'_> {
    fn has_small(&self, word: Key) -> bool {
        self.sums.small.contains_key(&word)
    }

    fn named(&self, word: Key) -> usize {
        self.sums.named.get(&word).map_or(0, |n| *n as usize)
    }

    fn nearly(&self, word: Key) -> usize {
        self.sums.nearly.get(&word).map_or(0, |n| *n as usize)
    }

    fn has_first_name(&self, word: Key) -> bool {
        let mut pairs = self.segments.iter().flat_map(|s| &s.facts.pairs);
        pairs.any(|p| p.is_name_of(word, self))
    }

    fn gives_reason(&self) -> bool {
        self.sums.reasons > 0
    }

    fn has_markup(&self) -> bool {
        self.has_header || self.sums.marked > 0
    }

    fn has_dates(&self) -> bool {
        self.sums.dated > 0
    }

    fn has_year(&self, fits: &dyn Fn(i16) -> bool) -> bool {
        self.sums.years.keys().any(|y| fits(*y))
    }
}
