//! The Reviewdog Diagnostic Format, in which columns count bytes.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::list::List;
use super::view::{Point, Region, View, relative};
use super::{Counts, Report, with_help};
use crate::checks::{Finding, Fix, Level};

#[derive(Default)]
pub(super) struct Rdjson {
    list: List,
}

impl Report for Rdjson {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        write!(
            out,
            "{{\"source\":{{\"name\":\"newsmark\"}},\"diagnostics\":"
        )
    }

    fn file(&mut self, out: &mut dyn Write, file: &View<'_>) -> io::Result<()> {
        let path = file.relative_path();
        let mut findings = file.checked.findings.iter();
        findings.try_for_each(|f| self.list.add(out, &diagnostic(file, &path, f)))
    }

    fn end(&mut self, out: &mut dyn Write, _: &Counts) -> io::Result<()> {
        self.list.end(out)?;
        writeln!(out, "}}")
    }
}

fn diagnostic(file: &View<'_>, path: &str, finding: &Finding) -> Value {
    let severity = match finding.level {
        Level::Error => "ERROR",
        Level::Warning => "WARNING",
        Level::Info | Level::Hint => "INFO",
    };
    let mut diagnostic = json!({
        "message": with_help(finding),
        "location": location(path, Some(file.region(&finding.span))),
        "severity": severity,
        "code": { "value": finding.code },
    });
    if let Some(suggestion) = finding.fix.as_ref().and_then(|f| suggestion(file, f)) {
        diagnostic["suggestions"] = json!([suggestion]);
    }
    // Readers that do not know of them take no harm where there are none.
    if !finding.related.is_empty() {
        let places = finding.related.iter().map(|r| {
            let location = location(&relative(file.path_of(r)), file.region_of(r));
            json!({ "message": r.message, "location": location })
        });
        diagnostic["related_locations"] = places.collect();
    }
    diagnostic
}

fn location(path: &str, at: Option<Region>) -> Value {
    let mut location = json!({ "path": path });
    if let Some(region) = at {
        location["range"] = range(region);
    }
    location
}

fn range(region: Region) -> Value {
    let position = |at: Point| json!({ "line": at.line, "column": at.byte_column });
    json!({ "start": position(region.start), "end": position(region.end) })
}

/// Suggestions are applied one by one, but the edits of a fix belong together: so they become one,
/// unless much else lies between them.
fn suggestion(file: &View<'_>, fix: &Fix) -> Option<Value> {
    let (first, last) = (fix.edits.first()?, fix.edits.last()?);
    let whole = first.span.start..last.span.end;
    if whole.len() > LONGEST {
        return None;
    }
    let mut text = String::new();
    let mut at = whole.start;
    for edit in &fix.edits {
        text += file.checked.text.get(at..edit.span.start)?;
        text += &edit.text;
        at = edit.span.end;
    }
    Some(json!({ "range": range(file.region(&whole)), "text": text }))
}

/// Bytes of the longest stretch that a suggestion replaces.
const LONGEST: usize = 4096;
