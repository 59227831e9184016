//! Text that can do nothing to a terminal or to the lines of a report.

use std::fmt::{self, Write};

/// Shows control characters, which could move the cursor or hide what follows, as escapes, and so
/// all that ends a line or turns its direction.
pub(in crate::cli) struct Inert<'a>(pub(in crate::cli) &'a str);

impl fmt::Display for Inert<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            if is_active(c) {
                write!(f, "{}", c.escape_unicode())?;
            } else {
                f.write_char(c)?;
            }
        }
        Ok(())
    }
}

/// Control characters, line separators, and characters that turn the direction of what follows
/// (Unicode, UAX #9).
pub(super) fn is_active(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{061C}')
}
