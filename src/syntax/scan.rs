//! Finding the next byte that could mean something, 32 bytes at a time.

use wide::u8x32;

/// Bytes per step.
pub(crate) const STEP: usize = 32;

/// A bit for each of the 32 bytes from `at` on that can begin or end a construct: brackets,
/// braces, backslash, straight quotation marks, and the first bytes of the others in UTF-8.
/// Bytes behind the end of `bytes` are never set.
#[inline]
pub(crate) fn specials(bytes: &[u8], at: usize) -> u32 {
    match bytes.get(at..at + STEP).and_then(|s| <&[u8; STEP]>::try_from(s).ok()) {
        Some(step) => mask(*step),
        None => {
            let rest = bytes.get(at..).unwrap_or_default();
            let mut step = [b' '; STEP];
            step[..rest.len()].copy_from_slice(rest);
            mask(step)
        }
    }
}

#[inline]
fn mask(step: [u8; STEP]) -> u32 {
    let v = u8x32::new(step);
    let eq = |b: u8| v.simd_eq(u8x32::splat(b));
    let hits = eq(b'{') | eq(b'[') | eq(b']') | eq(b'\\') | eq(b'"') | eq(b'\'') | eq(0xC2) | eq(0xE2) | eq(0xE3);
    hits.to_bitmask()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_what_the_slow_way_finds(bytes in proptest::collection::vec(any::<u8>(), 0..70), at in 0usize..70) {
            let mut expected = 0u32;
            for (i, b) in bytes.iter().skip(at).take(STEP).enumerate() {
                if br#"{[]\"'"#.contains(b) || [0xC2, 0xE2, 0xE3].contains(b) {
                    expected |= 1 << i;
                }
            }
            prop_assert_eq!(specials(&bytes, at), expected);
        }
    }
}
