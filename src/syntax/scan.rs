//! Finding the next byte that could mean something, 64 bytes at a time.

use wide::u8x32;

use super::bits::{STEP, among, bits};

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
    let rest = bytes.get(at..).unwrap_or_default();
    let [specials] = bits(rest, b' ', |v| {
        let eq = |v: u8x32, b: u8| v.simd_eq(u8x32::splat(b));
        // With bit 5 set, [ \ ] fall on { | }, which stand in a row.
        let brackets = among(v | u8x32::splat(0x20), b'{', 3);
        let lines = eq(v, b'\n') | eq(v, b'\r');
        let straight = eq(v, b'"') | eq(v, b'\'');
        // E2 and E3 differ in their last bit only.
        let wide = eq(v, 0xC2) | eq(v | u8x32::splat(1), 0xE3);
        [brackets | lines | straight | wide]
    });
    specials
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
