//! Bytes looked at side by side: of 64 bytes those that fulfil a condition, as bits.

use wide::u8x32;

/// So many bytes are one step.
pub(crate) const STEP: usize = 64;

/// Of the first bytes of `rest`, a step at most, those for which each of the conditions of
/// `test` holds; the lowest bit is the first byte. `test` gives for 32 bytes the conditions as
/// bytes with all bits set, or none. A step that the text does not fill ends in bytes `filler`.
#[inline(always)]
pub(crate) fn bits<const N: usize>(
    rest: &[u8],
    filler: u8,
    test: impl Fn(u8x32) -> [u8x32; N],
) -> [u64; N] {
    let step: [u8; STEP] = match rest.first_chunk() {
        Some(step) => *step,
        None => filled(rest, filler),
    };
    let half = |at: usize| {
        let half: &[u8; HALF] = step[at..].first_chunk().unwrap_or(&[0; HALF]);
        test(u8x32::new(*half)).map(|held| u64::from(held.to_bitmask()))
    };
    let (mut low, high) = (half(0), half(HALF));
    for (low, high) in low.iter_mut().zip(high) {
        *low |= high << HALF;
    }
    low
}

const HALF: usize = STEP / 2;

/// What is left at the text's end. Apart from the hot path, which the compiler else builds byte
/// by byte.
#[cold]
#[inline(never)]
fn filled(rest: &[u8], filler: u8) -> [u8; STEP] {
    let mut step = [filler; STEP];
    step[..rest.len()].copy_from_slice(rest);
    step
}

/// Which bytes are among `count` that begin with `first`.
#[inline]
pub(crate) fn among(bytes: u8x32, first: u8, count: u8) -> u8x32 {
    let row = bytes - u8x32::splat(first);
    row.min(u8x32::splat(count - 1)).simd_eq(row)
}
