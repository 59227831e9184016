//! The XML report of Checkstyle, which many build servers read.

use std::io::{self, Write};

use super::view::View;
use super::xml::{DECLARATION, Xml};
use super::{Counts, Report, with_help};
use crate::checks::Level;

pub(super) struct Checkstyle;

impl Report for Checkstyle {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        // The version is that of the report, as readers expect it.
        writeln!(out, "{DECLARATION}\n<checkstyle version=\"4.3\">")
    }

    fn lists_files(&self) -> bool {
        true
    }

    fn file(&mut self, out: &mut dyn Write, file: &View<'_>) -> io::Result<()> {
        writeln!(out, "  <file name=\"{}\">", Xml(&file.checked.path))?;
        for finding in &file.checked.findings {
            let at = file.region(&finding.span).start;
            let severity = match finding.level {
                Level::Error => "error",
                Level::Warning => "warning",
                Level::Info | Level::Hint => "info",
            };
            writeln!(
                out,
                "    <error line=\"{}\" column=\"{}\" severity=\"{severity}\" message=\"{}\" source=\"newsmark.{}\"/>",
                at.line,
                at.column,
                Xml(&with_help(finding)),
                finding.code
            )?;
        }
        writeln!(out, "  </file>")
    }

    fn end(&mut self, out: &mut dyn Write, _: &Counts) -> io::Result<()> {
        writeln!(out, "</checkstyle>")
    }
}
