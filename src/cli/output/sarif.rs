//! SARIF 2.1.0, the format of code scanning. Checks come before findings, so that these can be
//! written as they come.

use std::fmt::Write as _;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::fingerprint::Fingerprints;
use super::list::List;
use super::view::{Region, View, relative};
use super::{Counts, Report, with_help};
use crate::checks::{CHECKS, Check, Finding, Fix, Level};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

#[derive(Default)]
pub(super) struct Sarif {
    results: List,
}

impl Report for Sarif {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(
            out,
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\n\
             \"columnKind\":\"unicodeCodePoints\",\"newlineSequences\":[\"\\r\\n\",\"\\n\",\"\\r\"],\n\
             \"tool\":{{\"driver\":{{\"name\":\"newsmark\",\"version\":\"{0}\",\"semanticVersion\":\"{0}\",\"rules\":",
            env!("CARGO_PKG_VERSION")
        )?;
        let mut rules = List::default();
        CHECKS.iter().try_for_each(|c| rules.add(out, &rule(c)))?;
        rules.end(out)?;
        write!(out, "}}}},\n\"results\":")
    }

    fn file(&mut self, out: &mut dyn Write, file: &View<'_>) -> io::Result<()> {
        let path = file.relative_path();
        let mut fingerprints = Fingerprints::new(file.checked, &path);
        let uri = uri(&path);
        for finding in &file.checked.findings {
            let mut result = result(file, &uri, finding);
            result["partialFingerprints"] = json!({ "newsmark/v1": fingerprints.next(finding) });
            self.results.add(out, &result)?;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, _: &Counts) -> io::Result<()> {
        self.results.end(out)?;
        writeln!(out, "}}]}}")
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info | Level::Hint => "note",
    }
}

fn rule(check: &Check) -> Value {
    let explanation = check.explanation();
    let configuration = match check.level {
        Some(l) => json!({ "level": level(l) }),
        None => json!({ "enabled": false }),
    };
    let mut properties = json!({ "tags": [check.group.title()] });
    if let Some((safety, _)) = check.fix {
        properties["fix"] = json!(safety);
    }
    json!({
        "id": check.code,
        "shortDescription": { "text": check.summary },
        "fullDescription": { "text": check.reason },
        // Markdown is made to be read as it is.
        "help": { "text": explanation, "markdown": explanation },
        "defaultConfiguration": configuration,
        "properties": properties,
    })
}

fn result(file: &View<'_>, uri: &str, finding: &Finding) -> Value {
    let mut result = json!({
        "ruleId": finding.code,
        "level": level(finding.level),
        "message": message(&with_help(finding)),
        "locations": [location(uri, Some(file.region(&finding.span)))],
    });
    if let Some(index) = CHECKS.iter().position(|c| c.code == finding.code) {
        result["ruleIndex"] = json!(index);
    }
    if !finding.related.is_empty() {
        let places = finding.related.iter().zip(1..).map(|(related, id)| {
            let uri = self::uri(&relative(file.path_of(related)));
            let mut place = location(&uri, file.region_of(related));
            place["id"] = json!(id);
            place["message"] = message(&related.message);
            place
        });
        result["relatedLocations"] = places.collect();
    }
    if let Some(fix) = finding.fix.as_ref().filter(|f| !f.edits.is_empty()) {
        result["fixes"] = json!([self::fix(file, uri, fix)]);
    }
    result
}

fn location(uri: &str, at: Option<Region>) -> Value {
    let mut place = json!({ "artifactLocation": { "uri": uri } });
    if let Some(at) = at {
        place["region"] = region(at);
    }
    json!({ "physicalLocation": place })
}

fn region(region: Region) -> Value {
    json!({
        "startLine": region.start.line,
        "startColumn": region.start.column,
        "endLine": region.end.line,
        "endColumn": region.end.column,
    })
}

fn fix(file: &View<'_>, uri: &str, fix: &Fix) -> Value {
    let replacements = fix.edits.iter().map(|edit| {
        let deleted = region(file.region(&edit.span));
        json!({ "deletedRegion": deleted, "insertedContent": { "text": edit.text } })
    });
    json!({
        "description": message(&fix.title),
        "artifactChanges": [{
            "artifactLocation": { "uri": uri },
            "replacements": replacements.collect::<Value>(),
        }],
        "properties": { "safety": fix.safety },
    })
}

/// In messages, braces enclose the numbers of arguments (SARIF 2.1.0, section 3.11.5) and brackets
/// before a parenthesis make a link (3.11.6): what is meant as such a character is escaped.
fn message(text: &str) -> Value {
    let text = text.replace('{', "{{").replace('}', "}}");
    json!({ "text": text.replace("](", "\\](") })
}

/// A path as a relative URI, or as an absolute one if it begins at the root (RFC 3986, RFC 8089).
fn uri(path: &str) -> String {
    let mut uri = match path.as_bytes() {
        [b'/', ..] => "file://".to_owned(),
        [drive, b':', b'/', ..] if drive.is_ascii_alphabetic() => "file:///".to_owned(),
        _ => String::new(),
    };
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}
