//! Findings for programs: one JSON array, an object a finding.

use std::io::{self, BufWriter, Stdout, Write};

use serde::Serialize;

use super::Checked;
use crate::checks::Level;
use crate::workspace::lines::Lines;

#[derive(Serialize)]
struct Point {
    /// From 1.
    line: usize,
    /// From 1, in Unicode scalar values.
    column: usize,
    /// From 0, in bytes.
    offset: usize,
}

#[derive(Serialize)]
struct Object<'a> {
    path: &'a str,
    code: &'a str,
    level: Level,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    start: Point,
    end: Point,
}

pub(in crate::cli) struct Json {
    out: BufWriter<Stdout>,
    count: usize,
}

impl Json {
    pub(super) fn new() -> Self {
        Json {
            out: BufWriter::new(io::stdout()),
            count: 0,
        }
    }

    pub(super) fn file(&mut self, checked: &Checked, lines: &Lines<'_>) -> io::Result<()> {
        let point = |offset| {
            let position = lines.position(offset);
            Point {
                line: position.line,
                column: position.column,
                offset,
            }
        };
        for finding in &checked.findings {
            self.out
                .write_all(if self.count == 0 { b"[\n  " } else { b",\n  " })?;
            self.count += 1;
            let object = Object {
                path: &checked.path,
                code: finding.code,
                level: finding.level,
                message: &finding.message,
                help: finding.help.as_deref(),
                start: point(finding.span.start),
                end: point(finding.span.end),
            };
            serde_json::to_writer(&mut self.out, &object).map_err(io::Error::from)?;
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> io::Result<usize> {
        self.out
            .write_all(if self.count == 0 { b"[]\n" } else { b"\n]\n" })?;
        self.out.flush()?;
        Ok(self.count)
    }
}
