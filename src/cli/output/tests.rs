//! Every format, on findings that no check makes up so bad.
#![allow(clippy::unwrap_used)]

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use clap::ValueEnum;
use proptest::prelude::*;
use serde_json::Value;

use super::{Checked, Counts, Output};
use crate::checks::{Finding, Fix, Level, Related, Safety, TextEdit};
use crate::cli::Format;
use crate::convert::escape::is_active;
use crate::syntax::Span;

#[path = "../../../tests/support/schemas.rs"]
mod schemas;

#[derive(Clone, Default)]
struct Memory(Arc<Mutex<Vec<u8>>>);

impl Write for Memory {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn report(format: Format, files: &[Checked]) -> (String, Counts) {
    let memory = Memory::default();
    let mut output = Output::new(format, false, Box::new(memory.clone()));
    for file in files {
        output.file(file).unwrap();
    }
    let counts = output.finish().unwrap();
    let bytes = std::mem::take(&mut *memory.0.lock().unwrap());
    let text = String::from_utf8(bytes).unwrap();
    // Text comes with styles; whoever writes it on takes them out.
    (anstream::adapter::strip_str(&text).to_string(), counts)
}

fn json(format: Format, files: &[Checked]) -> Value {
    serde_json::from_str(&report(format, files).0).unwrap()
}

fn finding(code: &'static str, level: Level, span: Span, message: &str) -> Finding {
    Finding {
        code,
        level,
        message: message.to_owned(),
        span,
        help: None,
        related: Vec::new(),
        fix: None,
    }
}

fn checked(path: &str, text: &str, findings: Vec<Finding>) -> Checked {
    Checked {
        path: path.to_owned(),
        text: text.to_owned(),
        findings,
    }
}

fn related(path: Option<&str>, span: Span, message: &str) -> Related {
    Related {
        path: path.map(str::to_owned),
        span,
        message: message.to_owned(),
    }
}

const TEXT: &str = "“Ä”, Vell said.\r\nThe 🏗 stood.\nAnd “so” on.\n";

/// All that a finding can have.
fn full(path: &str) -> Checked {
    let mut warning = finding("unknown-actor", Level::Warning, 0..8, "the {first}");
    warning.help = Some("100 %: see [this](that)".into());
    warning.related = vec![
        related(None, 26..30, "the crane"),
        related(None, 26..30, "the crane"),
        related(Some("no such folder/x.nmk"), 3..4, "elsewhere"),
    ];
    warning.fix = Some(Fix {
        title: "write {this}".into(),
        safety: Safety::Safe,
        edits: vec![TextEdit::new(0..0, ">"), TextEdit::new(3..5, "Oe")],
    });
    let mut lines = finding("invalid-date", Level::Error, 22..41, "over two lines");
    lines.fix = Some(Fix::one(
        Safety::Unsafe,
        "delete",
        TextEdit::new(26..31, ""),
    ));
    let info = finding("syntax-error", Level::Info, 45..45, "here");
    let hint = finding("unused-allow", Level::Hint, 26..30, "faint");
    checked(path, TEXT, vec![warning, lines, info, hint])
}

/// Characters that mean something to some format, or nothing good to any.
const NASTY: &str = "%25,:;=\r\n\t\0\u{1b}[2J\u{7f}\u{9b}\u{85}\u{2028}\u{202e}\u{fffe}\u{ffff}<a b='c'>&amp;]]>\"\\{0}{[x](y) 🏗";

fn nasty() -> Checked {
    let mut file = full(&format!("folder/{NASTY}"));
    for finding in &mut file.findings {
        finding.message += NASTY;
        finding.help = Some(NASTY.into());
        for place in &mut finding.related {
            place.message += NASTY;
        }
        if let Some(fix) = &mut finding.fix {
            fix.title += NASTY;
            fix.edits[0].text += NASTY;
        }
    }
    file
}

#[test]
fn every_format_keeps_to_its_schema_and_is_inert() {
    let clean = Checked::clean("clean.nmk".into());
    let mut with_schema = 0;
    for files in [vec![clean, nasty()], vec![]] {
        for format in Format::value_variants() {
            let (text, _) = report(*format, &files);
            let name = format.to_possible_value().unwrap();
            if let Some(errors) = schemas::errors(name.get_name(), &text) {
                with_schema += 1;
                assert!(errors.is_empty(), "{format:?}: {errors:#?}\n{text}");
            }
            let active = text.chars().find(|c| *c != '\n' && is_active(*c));
            assert_eq!(active, None, "{format:?}: {text}");
        }
    }
    assert_eq!(with_schema, 10);
}

proptest! {
    #[test]
    fn no_text_breaks_a_report(path in "\\PC*|.*", message in ".*|\\PC*", help in any::<String>()) {
        let mut one = finding("unknown-actor", Level::Error, 0..3, &message);
        one.help = Some(help.clone());
        one.related = vec![related(None, 3..5, &message)];
        let two = finding("syntax-error", Level::Info, 5..8, &help);
        let files = [checked(&path, TEXT, vec![one, two])];
        for format in [Format::Concise, Format::Jsonl, Format::Github] {
            prop_assert_eq!(report(format, &files).0.lines().count(), 2);
        }
        for format in [Format::Json, Format::Sarif, Format::Gitlab, Format::Rdjson] {
            prop_assert!(serde_json::from_str::<Value>(&report(format, &files).0).is_ok());
        }
        for format in [Format::Junit, Format::Checkstyle] {
            prop_assert!(uppsala::parse(&report(format, &files).0).is_ok());
        }
        let json = json(Format::Json, &files);
        prop_assert_eq!(&json[0]["path"], &path);
        prop_assert_eq!(&json[0]["message"], &message);
    }
}

#[test]
fn findings_are_counted_by_level_and_fix() {
    let clean = Checked::clean("clean.nmk".into());
    let counts = report(Format::Text, &[full("a.nmk"), clean, full("b.nmk")]).1;
    let expected = Counts {
        files: 2,
        errors: 2,
        warnings: 2,
        infos: 2,
        hints: 2,
        fixable: 2,
        unsafely_fixable: 2,
    };
    assert_eq!(counts, expected);
    assert_eq!(counts.total(), 8);
}

#[test]
fn text_shows_other_places_and_says_what_can_be_fixed() {
    let (text, _) = report(Format::Text, &[full("a.nmk")]);
    let shown = "\
note: the crane
  ╭▸ a.nmk:2:5
  │
2 │ The 🏗 stood.
  ╰╴    ━
";
    assert_eq!(text.matches(shown).count(), 2, "{text}");
    // Of a file that cannot be read there is nothing to show.
    assert!(
        text.contains("note: elsewhere\n  ─▸ no such folder/x.nmk\n"),
        "{text}"
    );
    assert!(text.contains("hint[unused-allow]: faint"), "{text}");
    let end = "4 findings in 1 file\n1 can be fixed with --fix (1 more with --unsafe-fixes)\n";
    assert!(text.ends_with(end), "{text}");
}

#[test]
fn places_in_other_files_have_lines_and_columns() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.nmk");
    std::fs::write(&path, "One.\rTwo.\r\nÄ three.\n").unwrap();
    let path = path.to_str().unwrap();
    let mut one = finding("unknown-actor", Level::Error, 0..3, "one");
    one.related = vec![
        related(Some(path), 14..19, "three"),
        // The file may have changed since.
        related(Some(path), 12..19, "not between two characters"),
        related(Some(path), 14..99, "behind the end"),
    ];
    let files = [checked("a.nmk", TEXT, vec![one])];
    let json = json(Format::Json, &files);
    let related = &json[0]["related"];
    assert_eq!(related[0]["path"], path);
    assert_eq!(
        related[0]["start"],
        serde_json::json!({ "line": 3, "column": 3, "offset": 14 })
    );
    assert_eq!(related[1]["start"], Value::Null);
    assert_eq!(related[2]["start"], Value::Null);
    let (text, _) = report(Format::Text, &files);
    assert!(text.contains("3 │ Ä three."), "{text}");
}

#[test]
fn sarif_has_a_finding_with_all_that_it_has() {
    let json = json(Format::Sarif, &[full("a folder/100%.nmk")]);
    let run = &json["runs"][0];
    let result = &run["results"][0];
    let region = |c: [usize; 4]| serde_json::json!({"startLine": c[0], "startColumn": c[1], "endLine": c[2], "endColumn": c[3]});
    let rule = result["ruleIndex"].as_u64().unwrap();
    assert_eq!(
        run["tool"]["driver"]["rules"][rule as usize]["id"],
        result["ruleId"]
    );
    // Braces are placeholders' and brackets links' unless they are escaped.
    assert_eq!(
        result["message"]["text"],
        "the {{first}}; 100 %: see [this\\](that)"
    );
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "a%20folder/100%25.nmk");
    assert_eq!(place["region"], region([1, 1, 1, 4]));
    let related = &result["relatedLocations"];
    // Columns count characters, of which the crane is one.
    assert_eq!(
        related[0]["physicalLocation"]["region"],
        region([2, 5, 2, 6])
    );
    assert_eq!(related[2]["physicalLocation"]["region"], Value::Null);
    let fix = &result["fixes"][0];
    assert_eq!(fix["description"]["text"], "write {{this}}");
    let replacements = &fix["artifactChanges"][0]["replacements"];
    assert_eq!(replacements[0]["deletedRegion"], region([1, 1, 1, 1]));
    assert_eq!(replacements[1]["insertedContent"]["text"], "Oe");
    let levels: Vec<_> = (0..4).map(|i| &run["results"][i]["level"]).collect();
    assert_eq!(levels, ["warning", "error", "note", "note"]);
}

#[test]
fn sarif_has_every_check() {
    let json = json(Format::Sarif, &[]);
    let rules = json["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .unwrap();
    let ids: Vec<_> = rules.iter().map(|r| r["id"].as_str().unwrap()).collect();
    let codes: Vec<_> = crate::checks::CHECKS.iter().map(|c| c.code).collect();
    assert_eq!(ids, codes);
}

#[test]
fn rdjson_counts_bytes_and_makes_one_suggestion_of_a_fix() {
    let json = json(Format::Rdjson, &[full("a.nmk")]);
    let first = &json["diagnostics"][0];
    let range = |c: [usize; 4]| serde_json::json!({"start": {"line": c[0], "column": c[1]}, "end": {"line": c[2], "column": c[3]}});
    assert_eq!(first["location"]["range"], range([1, 1, 1, 9]));
    assert_eq!(
        first["suggestions"],
        serde_json::json!([{ "range": range([1, 1, 1, 6]), "text": ">“Oe" }])
    );
    let related = &first["related_locations"];
    assert_eq!(related[0]["location"]["range"], range([2, 5, 2, 9]));
    assert_eq!(related[2]["location"]["path"], "no such folder/x.nmk");
}

#[test]
fn github_has_columns_only_within_a_line() {
    let (text, _) = report(Format::Github, &[full("a, b: 5%.nmk")]);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[0],
        "::warning file=a%2C b%3A 5%25.nmk,line=1,col=1,endLine=1,endColumn=4,title=unknown-actor\
         ::the {first}; 100 %25: see [this](that)"
    );
    assert_eq!(
        lines[1],
        "::error file=a%2C b%3A 5%25.nmk,line=2,endLine=3,title=invalid-date::over two lines"
    );
    assert!(lines[2].starts_with("::notice "));
}

#[test]
fn junit_fails_for_errors_and_warnings_only() {
    let clean = Checked::clean("clean.nmk".into());
    let (text, _) = report(Format::Junit, &[full("a.nmk"), clean]);
    for expected in [
        "<testsuite name=\"a.nmk\" tests=\"4\" failures=\"2\" errors=\"0\">",
        "<system-out>a.nmk:3:6: info: here</system-out>",
        "<testsuite name=\"clean.nmk\" tests=\"1\" failures=\"0\" errors=\"0\">",
        "<testcase name=\"clean.nmk\" classname=\"newsmark\"/>",
    ] {
        assert!(text.contains(expected), "{expected}:\n{text}");
    }
}

fn fingerprints(files: &[Checked]) -> Vec<String> {
    let json = json(Format::Gitlab, files);
    let issues = json.as_array().unwrap().iter();
    let fingerprints = issues.map(|i| i["fingerprint"].as_str().unwrap().to_owned());
    fingerprints.collect()
}

#[test]
fn fingerprints_are_unique_and_stay_when_lines_move() {
    let at = |by: usize| {
        let one = |span: Span| {
            let span = span.start + by..span.end + by;
            finding("unattributed-quote", Level::Warning, span, "who?")
        };
        vec![one(0..3), one(4..7), one(8..11)]
    };
    let before = fingerprints(&[checked("a", "Ha. Ha. Ho.", at(0))]);
    assert_eq!(
        before,
        fingerprints(&[checked("a", "New.\n\nHa. Ha. Ho.", at(6))])
    );
    // A later version of the program must know them.
    assert_eq!(before[0], "897e3a385a9a0d4c");
    let mut all = [before, fingerprints(&[checked("b", "Ha. Ha. Ho.", at(0))])].concat();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 6);
}
