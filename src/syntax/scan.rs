//! Finding the next byte that could mean something, 64 bytes at a time.

use wide::u8x32;

/// Bytes per step.
const STEP: usize = 64;

/// Walks over a text from one such byte to the next.
#[derive(Default)]
pub(crate) struct Scanner {
    /// Where the step begins.
    step: usize,
    /// A bit for each byte of the step that has not been given yet.
    hits: u64,
}

impl Scanner {
    /// A scanner that begins at `from`.
    pub(crate) fn new(bytes: &[u8], from: usize) -> Self {
        Scanner {
            step: from,
            hits: specials(bytes, from),
        }
    }

    /// The next byte at or behind `from` that can begin or end a construct or a line.
    #[inline]
    pub(crate) fn next(&mut self, bytes: &[u8], from: usize) -> Option<usize> {
        if from >= self.step + STEP {
            *self = Scanner::new(bytes, from);
        } else if from > self.step {
            self.hits &= u64::MAX << (from - self.step);
        }
        while self.hits == 0 {
            self.step += STEP;
            if self.step >= bytes.len() {
                return None;
            }
            self.hits = specials(bytes, self.step);
        }
        let at = self.step + self.hits.trailing_zeros() as usize;
        self.hits &= self.hits - 1;
        Some(at)
    }
}

/// A bit for each of the 64 bytes from `at` on that is a line ending, a bracket, a brace, a
/// backslash, a straight quotation mark, or the first byte of one of the others in UTF-8.
#[inline]
fn specials(bytes: &[u8], at: usize) -> u64 {
    match bytes
        .get(at..at + STEP)
        .and_then(|s| s.first_chunk::<STEP>())
    {
        Some(step) => mask(step),
        None => last_specials(bytes.get(at..).unwrap_or_default()),
    }
}

/// The same for what is left at the text's end. Apart from the hot path, which the compiler
/// else builds byte by byte.
#[cold]
#[inline(never)]
fn last_specials(rest: &[u8]) -> u64 {
    let mut step = [b' '; STEP];
    step[..rest.len()].copy_from_slice(rest);
    mask(&step)
}

#[inline]
fn mask(step: &[u8; STEP]) -> u64 {
    let (low, high) = step.split_at(STEP / 2);
    match (low.first_chunk(), high.first_chunk()) {
        (Some(low), Some(high)) => u64::from(half(low)) | u64::from(half(high)) << 32,
        _ => 0,
    }
}

#[inline]
fn half(bytes: &[u8; 32]) -> u32 {
    let v = u8x32::new(*bytes);
    let eq = |v: u8x32, b: u8| v.simd_eq(u8x32::splat(b));
    // With bit 5 set, [ \ ] fall on { | }, which stand in a row.
    let row = (v | u8x32::splat(0x20)) - u8x32::splat(b'{');
    let brackets = row.min(u8x32::splat(2)).simd_eq(row);
    let lines = eq(v, b'\n') | eq(v, b'\r');
    let straight = eq(v, b'"') | eq(v, b'\'');
    // E2 and E3 differ in their last bit only.
    let wide = eq(v, 0xC2) | eq(v | u8x32::splat(1), 0xE3);
    (brackets | lines | straight | wide).to_bitmask()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_what_the_slow_way_finds(bytes in proptest::collection::vec(any::<u8>(), 0..300), skip in 1usize..90) {
            let is_special = |b: &u8| br#"{[]\"'|}"#.contains(b) || [b'\n', b'\r', 0xC2, 0xE2, 0xE3].contains(b);
            let mut scanner = Scanner::new(&bytes, 0);
            let mut from = 0;
            loop {
                let expected = bytes.iter().skip(from).position(is_special).map(|i| from + i);
                let found = scanner.next(&bytes, from);
                prop_assert_eq!(found, expected);
                let Some(at) = found else { break };
                from = at + if at % 3 == 0 { skip } else { 1 };
            }
        }
    }
}
