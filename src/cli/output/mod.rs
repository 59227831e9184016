//! How findings are shown: one file a format.

mod json;
mod text;

use std::fmt::{self, Write as _};
use std::io;

use super::Format;
use crate::checks::Finding;
use crate::workspace::lines::Lines;

/// A file that has been checked.
pub(super) struct Checked {
    pub(super) path: String,
    pub(super) text: String,
    pub(super) findings: Vec<Finding>,
}

/// `1 file`, `2 files`.
pub(super) fn plural(n: usize, one: &str) -> String {
    let s = if n == 1 { "" } else { "s" };
    format!("{n} {one}{s}")
}

impl Checked {
    pub(super) fn clean(path: String) -> Checked {
        Checked {
            path,
            text: String::new(),
            findings: Vec::new(),
        }
    }
}

/// How many findings there were.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) errors: usize,
    pub(super) warnings: usize,
}

/// Writes findings, file by file.
pub(super) enum Output {
    Text(text::Text),
    Json(json::Json),
}

impl Output {
    pub(super) fn new(format: Format) -> Self {
        match format {
            Format::Text => Output::Text(text::Text::new()),
            Format::Json => Output::Json(json::Json::new()),
        }
    }

    pub(super) fn file(&mut self, checked: &Checked) -> io::Result<()> {
        if checked.findings.is_empty() {
            return Ok(());
        }
        let lines = Lines::new(&checked.text);
        match self {
            Output::Text(out) => out.file(checked, &lines),
            Output::Json(out) => out.file(checked, &lines),
        }
    }

    /// Ends the output; gives how many findings there were.
    pub(super) fn finish(self) -> io::Result<Counts> {
        let errors = match self {
            Output::Text(out) => out.finish(),
            Output::Json(out) => out.finish(),
        }?;
        Ok(Counts {
            errors,
            warnings: 0,
        })
    }
}

/// A text on a terminal: control characters, which could move the cursor or hide what follows,
/// are shown as escapes.
pub(super) struct Inert<'a>(pub(super) &'a str);

impl fmt::Display for Inert<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            if c.is_control() || is_bidirectional(c) {
                write!(f, "{}", c.escape_unicode())?;
            } else {
                f.write_char(c)?;
            }
        }
        Ok(())
    }
}

/// Characters that turn the direction of what follows (Unicode, UAX #9).
fn is_bidirectional(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{061C}')
}
