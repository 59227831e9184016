//! Marks over a text as elements that nest.
//!
//! In come ranges of a text, which may cross each other and the ends of paragraphs; out come, paragraph by paragraph,
//! the beginnings and ends of elements with the text between them. What crosses is cut in pieces.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::model::Extent;

/// What comes next in a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event<'a> {
    /// A piece of a mark begins.
    Open(Piece),
    /// Text, never empty.
    Text(&'a str),
    /// The piece that began last and has not ended ends.
    Close(Piece),
}

/// A piece of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// The mark, as an index into those that were given.
    pub(super) mark: usize,
    /// It is the first piece.
    pub(super) first: bool,
    /// It is the last piece.
    pub(super) last: bool,
}

/// Goes through a text once, with its marks.
pub(super) struct Weaver<'a> {
    text: &'a str,
    marks: Vec<Extent>,
    /// The marks in the order in which they begin, the outer ones first.
    order: Vec<usize>,
    next: usize,
    /// Marks that have begun and may go on.
    open: Vec<usize>,
}

impl<'a> Weaver<'a> {
    /// Of marks with the same range those that come first are outside. Empty ones are nowhere.
    pub(super) fn new(text: &'a str, marks: Vec<Extent>) -> Self {
        let mut order: Vec<usize> = (0..marks.len()).collect();
        order.retain(|i| marks[*i].start < marks[*i].end);
        order.sort_by_key(|i| (marks[*i].start, Reverse(marks[*i].end), *i));
        Weaver {
            text,
            marks,
            order,
            next: 0,
            open: Vec::new(),
        }
    }

    /// The events of one paragraph. Paragraphs must come in the order of the text.
    pub(super) fn paragraph(&mut self, place: Extent) -> Vec<Event<'a>> {
        self.open.retain(|m| self.marks[*m].end > place.start);
        while let Some(mark) = self.order.get(self.next) {
            if self.marks[*mark].start >= place.end {
                break;
            }
            self.next += 1;
            if self.marks[*mark].end > place.start {
                self.open.push(*mark);
            }
        }
        let clip = |m: &usize| {
            let start = self.marks[*m].start.max(place.start);
            let end = self.marks[*m].end.min(place.end);
            (start < end).then_some(Reverse((start, Reverse(end), *m)))
        };
        let mut coming: BinaryHeap<_> = self.open.iter().filter_map(clip).collect();
        let mut events = Vec::new();
        let mut stack: Vec<(usize, Piece)> = Vec::new();
        let mut at = place.start;
        while let Some(Reverse((start, Reverse(end), mark))) = coming.pop() {
            while let Some((close, piece)) = stack.pop_if(|(e, _)| *e <= start) {
                self.put(&mut events, at, close);
                at = close;
                events.push(Event::Close(piece));
            }
            self.put(&mut events, at, start);
            at = start;
            let around = stack.last().map_or(place.end, |(e, _)| *e);
            let piece_end = end.min(around);
            if piece_end < end {
                coming.push(Reverse((piece_end, Reverse(end), mark)));
            }
            let piece = Piece {
                mark,
                first: start == self.marks[mark].start,
                last: piece_end == self.marks[mark].end,
            };
            events.push(Event::Open(piece));
            stack.push((piece_end, piece));
        }
        while let Some((close, piece)) = stack.pop() {
            self.put(&mut events, at, close);
            at = close;
            events.push(Event::Close(piece));
        }
        self.put(&mut events, at, place.end);
        events
    }

    fn put(&self, events: &mut Vec<Event<'a>>, from: usize, to: usize) {
        if let Some(text) = self.text.get(from..to).filter(|t| !t.is_empty()) {
            events.push(Event::Text(text));
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::{Event, Weaver};
    use crate::model::Extent;

    /// Each paragraph with its pieces in brackets: the mark's number, and `-` where it goes on.
    fn woven(text: &str, marks: &[(usize, usize)], paragraphs: &[(usize, usize)]) -> String {
        let extent = |(start, end): &(usize, usize)| Extent {
            start: *start,
            end: *end,
        };
        let mut weaver = Weaver::new(text, marks.iter().map(extent).collect());
        let shown = |event: &Event<'_>| match event {
            Event::Open(p) => format!("({}{}", if p.first { "" } else { "-" }, p.mark),
            Event::Text(text) => format!("_{text}_"),
            Event::Close(p) => format!("{}{})", p.mark, if p.last { "" } else { "-" }),
        };
        let paragraphs = paragraphs.iter().map(|place| {
            let events = weaver.paragraph(extent(place));
            events.iter().map(shown).collect::<String>()
        });
        paragraphs.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn marks_nest_and_what_crosses_is_cut() {
        assert_eq!(
            woven("abcd", &[(1, 2), (0, 4)], &[(0, 4)]),
            "(1_a_(0_b_0)_cd_1)"
        );
        assert_eq!(
            woven("abcd", &[(1, 3), (1, 3)], &[(0, 4)]),
            "_a_(0(1_bc_1)0)_d_"
        );
        assert_eq!(
            woven("abcd", &[(0, 2), (1, 3)], &[(0, 4)]),
            "(0_a_(1_b_1-)0)(-1_c_1)_d_"
        );
        assert_eq!(
            woven("ab\ncd", &[(1, 4)], &[(0, 2), (3, 5)]),
            "_a_(0_b_0-)|(-0_c_0)_d_"
        );
        assert_eq!(woven("ab", &[(1, 1), (5, 9)], &[(0, 2)]), "_ab_");
    }

    proptest! {
        #[test]
        fn the_text_comes_through_and_pieces_nest(marks in prop::collection::vec((0usize..20, 0usize..20), 0..12), cut in 0usize..20) {
            let text = "abcdefghijklmnopqrst";
            let marks: Vec<Extent> = marks.iter().map(|(a, b)| Extent { start: *a, end: *b }).collect();
            let mut weaver = Weaver::new(text, marks.clone());
            let (mut out, mut stack) = (String::new(), Vec::new());
            let mut covered = vec![String::new(); marks.len()];
            for (start, end) in [(0, cut), (cut, 20)] {
                for event in weaver.paragraph(Extent { start, end }) {
                    match event {
                        Event::Open(p) => stack.push(p),
                        Event::Text(t) => {
                            out += t;
                            stack.iter().for_each(|p| covered[p.mark] += t);
                        }
                        Event::Close(p) => prop_assert_eq!(stack.pop(), Some(p)),
                    }
                }
                prop_assert!(stack.is_empty());
            }
            prop_assert_eq!(out, text);
            for (mark, covered) in marks.iter().zip(covered) {
                prop_assert_eq!(text.get(mark.start..mark.end).unwrap_or_default(), covered);
            }
        }
    }
}
