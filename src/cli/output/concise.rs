//! Findings for people and for editors that read messages of compilers: one line each.

use std::io::{self, Write};

use super::view::View;
use super::{Inert, Report};

pub(super) struct Concise;

impl Report for Concise {
    fn file(&mut self, out: &mut dyn Write, file: &View<'_>) -> io::Result<()> {
        for finding in &file.checked.findings {
            let at = file.region(&finding.span).start;
            writeln!(
                out,
                "{}:{}:{}: {}[{}] {}",
                Inert(&file.checked.path),
                at.line,
                at.column,
                finding.level.name(),
                finding.code,
                Inert(&finding.message)
            )?;
        }
        Ok(())
    }
}
