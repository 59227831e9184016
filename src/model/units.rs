//! Offsets in characters and UTF-16 units, for the byte offsets of a text.

use wide::u8x32;

use crate::syntax::bits::{STEP, bits};

/// A byte offset in the other units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Units {
    /// Unicode scalar values.
    pub(crate) chars: usize,
    /// UTF-16 code units.
    pub(crate) utf16: usize,
}

/// The counts at the beginning of a step, and its bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Step {
    before: Units,
    /// The bytes that begin a character, as bits.
    first: u64,
    /// Those that begin one of two UTF-16 units.
    long: u64,
}

/// The counts at every step of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UnitIndex {
    steps: Vec<Step>,
}

impl UnitIndex {
    pub(crate) fn new(text: &str) -> Self {
        let mut before = Units::default();
        let mut steps = Vec::with_capacity(text.len() / STEP + 1);
        for chunk in text.as_bytes().chunks(STEP) {
            // Bytes behind the end begin nothing.
            let [goes_on, long] = bits(chunk, 0x80, |v| {
                let top = |bits: u8, is: u8| (v & u8x32::splat(bits)).simd_eq(u8x32::splat(is));
                [top(0xC0, 0x80), top(0xF0, 0xF0)]
            });
            let step = Step {
                before,
                first: !goes_on,
                long,
            };
            before = step.at(STEP);
            steps.push(step);
        }
        // For the text's end, where that is a step's beginning.
        steps.push(Step {
            before,
            ..Step::default()
        });
        UnitIndex { steps }
    }

    /// The byte `byte` of `text`, which must be the text of the index. An offset inside a
    /// character counts as that character's.
    pub(crate) fn at(&self, text: &str, byte: usize) -> Units {
        let byte = text.floor_char_boundary(byte);
        let step = self.steps.get(byte / STEP).copied().unwrap_or_default();
        step.at(byte % STEP)
    }
}

impl Step {
    /// The counts so many bytes behind its beginning.
    fn at(&self, bytes: usize) -> Units {
        let count = |bits: u64| {
            let before = 1u64.checked_shl(bytes as u32).map_or(u64::MAX, |b| b - 1);
            (bits & before).count_ones() as usize
        };
        let first = count(self.first);
        Units {
            chars: self.before.chars + first,
            utf16: self.before.utf16 + first + count(self.long),
        }
    }
}
