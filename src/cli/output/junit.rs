//! JUnit's XML: a test suite a file, a test a finding.

use std::io::{self, Write};

use super::view::View;
use super::xml::{DECLARATION, Xml};
use super::{Counts, Report, with_help};
use crate::checks::Level;

pub(super) struct Junit;

impl Report for Junit {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{DECLARATION}\n<testsuites name=\"newsmark\">")
    }

    fn lists_files(&self) -> bool {
        true
    }

    fn file(&mut self, out: &mut dyn Write, file: &View<'_>) -> io::Result<()> {
        let path = Xml(&file.checked.path);
        let findings = &file.checked.findings;
        let fails = |level| matches!(level, Level::Error | Level::Warning);
        let failures = findings.iter().filter(|f| fails(f.level)).count();
        writeln!(
            out,
            "  <testsuite name=\"{path}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\">",
            findings.len().max(1)
        )?;
        if findings.is_empty() {
            writeln!(
                out,
                "    <testcase name=\"{path}\" classname=\"newsmark\"/>"
            )?;
        }
        for finding in findings {
            let at = file.region(&finding.span).start;
            let (level, message) = (finding.level.name(), with_help(finding));
            let (message, place) = (Xml(&message), format!("{path}:{}:{}", at.line, at.column));
            writeln!(
                out,
                "    <testcase name=\"{place}\" classname=\"newsmark.{}\">",
                finding.code
            )?;
            // What does not make the command fail does not fail here.
            if fails(finding.level) {
                writeln!(
                    out,
                    "      <failure type=\"{level}\" message=\"{message}\">{place}: {message}</failure>"
                )?;
            } else {
                writeln!(
                    out,
                    "      <system-out>{place}: {level}: {message}</system-out>"
                )?;
            }
            writeln!(out, "    </testcase>")?;
        }
        writeln!(out, "  </testsuite>")
    }

    fn end(&mut self, out: &mut dyn Write, _: &Counts) -> io::Result<()> {
        writeln!(out, "</testsuites>")
    }
}
