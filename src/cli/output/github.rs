//! Workflow commands, which GitHub Actions shows beside the lines of a change.

use std::fmt::{self, Write as _};
use std::io::{self, Write};

use super::view::View;
use super::{Report, with_help};
use crate::checks::Level;
use crate::convert::escape::is_active;

pub(super) struct Github;

impl Report for Github {
    fn file(&mut self, out: &mut dyn Write, file: &View<'_>) -> io::Result<()> {
        let path = file.relative_path();
        for finding in &file.checked.findings {
            let command = match finding.level {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Info | Level::Hint => "notice",
            };
            let region = file.region(&finding.span);
            let (start, end) = (region.start, region.end);
            let file = Escaped(&path, true);
            write!(out, "::{command} file={file},line={}", start.line)?;
            // The runner drops columns of what goes over several lines, with a complaint.
            if start.line == end.line {
                write!(out, ",col={}", start.column)?;
            }
            write!(out, ",endLine={}", end.line)?;
            if start.line == end.line {
                write!(out, ",endColumn={}", end.column)?;
            }
            let (code, message) = (finding.code, with_help(finding));
            writeln!(out, ",title={code}::{}", Escaped(&message, false))?;
        }
        Ok(())
    }
}

/// A message, or with `true` a property, in which commas and colons mean something.
struct Escaped<'a>(&'a str, bool);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '%' | '\r' | '\n' => write!(f, "%{:02X}", u32::from(c))?,
                ':' | ',' if self.1 => write!(f, "%{:02X}", u32::from(c))?,
                c if is_active(c) => write!(f, "{}", c.escape_unicode())?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}
