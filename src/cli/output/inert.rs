//! Text that can do nothing to a terminal or to the lines of a report.

use std::fmt::{self, Write};

use crate::convert::escape::is_active;

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
