//! Names that are nearly a text: a walk over an index as over a tree, one letter a step, that
//! turns back where too much differs.
//!
//! A name that differs in k places from the text has no more than half of them in the first
//! half of the text, or else fewer than half in the second. So two walks find everything, one
//! from the front and one from the back, and neither may differ much at its beginning, which
//! is where a tree has its branches.

use std::ops::Range;

use super::index::{Key, Order, View};

/// The most that a name may differ.
const MOST: usize = 3;

/// How much a name may differ from a text of so many letters.
pub(super) fn tolerance(letters: usize) -> usize {
    match letters {
        0..=5 => 1,
        6..=10 => 2,
        _ => MOST,
    }
}

/// How far the name's first letters are from the text's first letters: in byte `d`, bit `b` says
/// that the distance is `d` at most where `b - MOST` letters more of the text are passed than of
/// the name. Elsewhere it is more than [`MOST`].
type Rows = u32;

/// The bits of a byte.
const WINDOW: usize = 2 * MOST + 1;

/// A bit in each byte.
const EACH: Rows = 0x0101_0101;

/// The walk over one order.
pub(super) struct Walk<'a, 'f> {
    view: View<'a>,
    order: &'a Order,
    /// The text's letters, in the direction of the view, between zeros: [`MOST`] in front
    /// and behind it as many as a window has.
    text: Vec<char>,
    /// How many they are.
    len: usize,
    tolerance: usize,
    /// While fewer letters of the text than this are passed, so much may differ.
    strict: (usize, usize),
    /// Distances, and a name for each text that was found.
    found: &'f mut Vec<(usize, &'a str)>,
}

/// Where a walk stands.
#[derive(Clone, Copy)]
struct Place {
    /// The bytes and letters of the names that are behind.
    bytes: usize,
    letters: usize,
    last: char,
    rows: Rows,
    /// The rows one letter ago.
    before: Rows,
}

impl<'a, 'f> Walk<'a, 'f> {
    pub(super) fn new(
        (view, order): (View<'a>, &'a Order),
        text: &str,
        found: &'f mut Vec<(usize, &'a str)>,
    ) -> Self {
        let mut letters: Vec<char> = text.chars().collect();
        let len = letters.len();
        let tolerance = tolerance(len);
        // Of k slips, more than `first` in front leave `rest` at most for what is behind.
        let first = tolerance / 2;
        let rest = tolerance - first - 1;
        // What may have more slips must be longer, to rule out as much.
        let half = (len + 2 * (first - rest)).saturating_sub(1) / 2;
        // Between the halves lies one letter, so that two exchanged ones are in either half.
        let strict = if view.backwards {
            letters.reverse();
            (len - half, rest)
        } else {
            (half + 1, first)
        };
        let zeros = |many| std::iter::repeat_n('\0', many);
        let text = zeros(MOST).chain(letters).chain(zeros(WINDOW)).collect();
        Walk {
            view,
            order,
            text,
            len,
            tolerance,
            strict,
            found,
        }
    }

    pub(super) fn run(mut self) {
        let start = Place {
            bytes: 0,
            letters: 0,
            last: '\0',
            rows: self.skipping(EACH << MOST, 0),
            before: 0,
        };
        self.down(self.order.all(), start);
    }

    /// Also passes letters of the text that the name has not, and leaves out what is too far,
    /// behind so many letters of the name.
    fn skipping(&self, mut rows: Rows, letters: usize) -> Rows {
        let (strict, few) = self.strict;
        // The bits from that on which stands for so many letters of the text.
        let from = |passed: usize| {
            let bit = (passed + MOST).saturating_sub(letters).min(WINDOW);
            (0x7F_u32 << bit & 0x7F) * EACH
        };
        let bytes = |most: usize| u32::MAX >> (8 * (MOST - most));
        let here = from(0) & !from(self.len + 1) & bytes(self.tolerance);
        let near = here & (from(strict) | bytes(few));
        rows &= near;
        for _ in 0..self.tolerance {
            rows |= rows << 9 & near;
        }
        rows
    }

    /// Looks at names that are the same up to here.
    fn down(&mut self, mut range: Range<usize>, place: Place) {
        let order = self.order;
        while let Some(first) = order.get(range.start).filter(|_| !range.is_empty()) {
            let letter = self.letter(first, place.bytes);
            let end = order.end(range.clone(), |k| self.letter(k, place.bytes) == letter);
            let branch = range.start..end;
            range.start = end.max(range.start + 1);
            match letter {
                None => self.end(first, &place),
                Some(letter) => {
                    if let Some(next) = self.step(&place, letter) {
                        self.down(branch, next);
                    }
                }
            }
        }
    }

    /// The letter of a name behind so many bytes.
    fn letter(&self, key: &Key, at: usize) -> Option<char> {
        match key.byte(at) {
            Some(0) => None,
            Some(byte) if byte.is_ascii() => Some(byte.into()),
            _ => {
                let name = self.view.folded(key.name());
                let letter = if self.view.backwards {
                    name.get(..name.len().checked_sub(at)?)?.chars().next_back()
                } else {
                    name.get(at..)?.chars().next()
                };
                letter.map(|c| c.to_ascii_lowercase())
            }
        }
    }

    /// A name ends here.
    fn end(&mut self, key: &Key, place: &Place) {
        let Some(bit) = (self.len + MOST).checked_sub(place.letters) else {
            return;
        };
        let reached = place.rows >> bit.min(WINDOW) & EACH;
        if reached != 0 {
            let distance = reached.trailing_zeros() as usize / 8;
            self.found.push((distance, self.view.folded(key.name())));
        }
    }

    /// The place behind one more letter, unless too much differs there.
    fn step(&self, place: &Place, letter: char) -> Option<Place> {
        let letters = place.letters + 1;
        let window = |from: usize| self.text.get(from..from + WINDOW);
        let bits = |c: char, window: &[char]| {
            let bit = |(i, l): (usize, &char)| u32::from(*l == c) << i;
            window.iter().enumerate().map(bit).sum::<u32>() * EACH
        };
        let here = window(place.letters)?;
        let same = bits(letter, here);
        // The name's letter is the text's, or another, or one more than the text has.
        let mut rows = place.rows & same | (place.rows | place.rows >> 1) << 8;
        // Two letters are exchanged.
        if let Some(before) = place.letters.checked_sub(1).and_then(window) {
            rows |= (place.before & bits(letter, before) & bits(place.last, here)) << 8;
        }
        let rows = self.skipping(rows, letters);
        (rows != 0).then_some(Place {
            bytes: place.bytes + letter.len_utf8(),
            letters,
            last: letter,
            rows,
            before: place.rows,
        })
    }
}
