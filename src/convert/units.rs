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
        if self.text.is_ascii() {
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
pub(super) fn push_number(out: &mut String, mut number: usize) {
    // No number of 64 bits has more digits.
    let mut digits = [0; 20];
    let mut first = digits.len();
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + (number % 10) as u8;
        number /= 10;
        first -= 1;
        if number == 0 {
            break;
        }
    }
    out.push_str(std::str::from_utf8(&digits[first..]).unwrap_or_default());
}
