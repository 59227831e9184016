//! Offsets in characters, which most formats count in, and in bytes.

/// Where each character of a text begins.
pub(super) struct Units<'t> {
    text: &'t str,
    /// The bytes at which every 64th character begins; empty for ASCII.
    steps: Vec<usize>,
}

const STEP: usize = 64;

impl<'t> Units<'t> {
    pub(super) fn new(text: &'t str) -> Units<'t> {
        let steps = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().step_by(STEP).map(|(i, _)| i).collect()
        };
        Units { text, steps }
    }

    /// The byte at which a character begins; the text's end for the one behind the last.
    pub(super) fn byte(&self, char: usize) -> Option<usize> {
        if self.steps.is_empty() {
            return (char <= self.text.len()).then_some(char);
        }
        let from = match self.steps.get(char / STEP) {
            Some(from) => *from,
            // The end of a text that ends with a step.
            None if char.is_multiple_of(STEP) && char / STEP == self.steps.len() => {
                return (self.text.chars().count() == char).then_some(self.text.len());
            }
            None => return None,
        };
        let rest = self.text.get(from..)?;
        let ends = [self.text.len() - from];
        let mut bytes = rest.char_indices().map(|(i, _)| i).chain(ends);
        bytes.nth(char % STEP).map(|i| from + i)
    }

    /// The number of characters before a byte.
    pub(super) fn char(&self, byte: usize) -> usize {
        if self.steps.is_empty() {
            return byte;
        }
        let step = self.steps.partition_point(|s| *s <= byte).saturating_sub(1);
        let from = self.steps.get(step).copied().unwrap_or(0);
        let between = self.text.get(from..byte).unwrap_or_default();
        step * STEP + between.chars().count()
    }
}

/// Adds a number. A line for each token has several, and formatting them otherwise takes longer than all else of it.
pub(super) fn push_number(out: &mut String, number: usize) {
    const PAIRS: &str = "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748495051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";
    let pair = |n: usize| PAIRS.get(2 * n..2 * n + 2).unwrap_or_default();
    match number {
        0..10 => out.push(char::from(b'0' + number as u8)),
        10..100 => out.push_str(pair(number)),
        100..1_000 => {
            out.push(char::from(b'0' + (number / 100) as u8));
            out.push_str(pair(number % 100));
        }
        1_000..10_000 => {
            out.push_str(pair(number / 100));
            out.push_str(pair(number % 100));
        }
        _ => {
            push_number(out, number / 100);
            out.push_str(pair(number % 100));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_they_are() {
        for number in [0, 7, 10, 42, 99, 100, 101, 1_000, 60_809, usize::MAX] {
            let mut out = String::from("n");
            push_number(&mut out, number);
            assert_eq!(out, format!("n{number}"));
        }
    }
}
