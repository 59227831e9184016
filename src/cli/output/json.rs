//! Findings for programs: an object a finding, in one JSON array or one a line.

use std::io::{self, Write};

use serde::Serialize;

use super::list::{self, List};
use super::view::{Region, View};
use super::{Counts, Report};
use crate::checks::{Finding, Level, Safety};

#[derive(Serialize)]
struct Object<'a> {
    path: &'a str,
    code: &'a str,
    level: Level,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(flatten)]
    region: Region,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Fix<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    path: &'a str,
    message: &'a str,
    /// None if the other file cannot be read any more.
    #[serde(flatten)]
    region: Option<Region>,
}

#[derive(Serialize)]
struct Fix<'a> {
    title: &'a str,
    safety: Safety,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    #[serde(flatten)]
    region: Region,
    text: &'a str,
}

fn object<'a>(file: &'a View<'_>, finding: &'a Finding) -> Object<'a> {
    let related = finding.related.iter().map(|r| Related {
        path: file.path_of(r),
        message: &r.message,
        region: file.region_of(r),
    });
    let fix = finding.fix.as_ref().map(|fix| {
        let edits = fix.edits.iter().map(|e| Edit {
            region: file.region(&e.span),
            text: &e.text,
        });
        Fix {
            title: &fix.title,
            safety: fix.safety,
            edits: edits.collect(),
        }
    });
    Object {
        path: &file.checked.path,
        code: finding.code,
        level: finding.level,
        message: &finding.message,
        help: finding.help.as_deref(),
        region: file.region(&finding.span),
        related: related.collect(),
        fix,
    }
}

/// One array.
#[derive(Default)]
pub(super) struct Json {
    list: List,
}

impl Report for Json {
    fn file(&mut self, out: &mut dyn Write, file: &View<'_>) -> io::Result<()> {
        let mut findings = file.checked.findings.iter();
        findings.try_for_each(|f| self.list.add(out, &object(file, f)))
    }

    fn end(&mut self, out: &mut dyn Write, _: &Counts) -> io::Result<()> {
        self.list.end(out)?;
        writeln!(out)
    }
}

/// One object a line.
pub(super) struct Lines;

impl Report for Lines {
    fn file(&mut self, out: &mut dyn Write, file: &View<'_>) -> io::Result<()> {
        for finding in &file.checked.findings {
            list::write(out, &object(file, finding))?;
            writeln!(out)?;
        }
        Ok(())
    }
}
