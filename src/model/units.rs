//! Offsets in characters and UTF-16 units, for the byte offsets of a text.

/// A byte offset in the other units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Units {
    /// Unicode scalar values.
    pub(crate) chars: usize,
    /// UTF-16 code units.
    pub(crate) utf16: usize,
}

/// Offsets are counted from the nearest of these on; one stands every so many bytes.
const CHECKPOINT: usize = 128;

/// The counts at every checkpoint of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UnitIndex {
    checkpoints: Vec<Units>,
}

impl UnitIndex {
    pub(crate) fn new(text: &str) -> Self {
        let mut units = Units::default();
        let mut from = 0;
        let mut checkpoints = Vec::with_capacity(text.len() / CHECKPOINT + 1);
        for k in 0..=text.len() / CHECKPOINT {
            let at = text.floor_char_boundary(k * CHECKPOINT);
            count(&mut units, &text[from..at]);
            checkpoints.push(units);
            from = at;
        }
        UnitIndex { checkpoints }
    }

    /// The byte `byte` of `text`, which must be the text of the index. An offset inside a
    /// character counts as that character's.
    pub(crate) fn at(&self, text: &str, byte: usize) -> Units {
        let byte = text.floor_char_boundary(byte);
        let base = byte / CHECKPOINT;
        let from = text.floor_char_boundary(base * CHECKPOINT);
        let mut units = self.checkpoints.get(base).copied().unwrap_or_default();
        count(&mut units, &text[from..byte]);
        units
    }
}

fn count(units: &mut Units, text: &str) {
    // Sums of one byte let the compiler count sixteen at a time.
    for chunk in text.as_bytes().chunks(CHECKPOINT) {
        let (mut first, mut long) = (0u8, 0u8);
        for b in chunk {
            first += u8::from(b & 0xC0 != 0x80);
            long += u8::from(*b >= 0xF0);
        }
        units.chars += usize::from(first);
        units.utf16 += usize::from(first) + usize::from(long);
    }
}
