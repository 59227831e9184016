//! The reports that other programs read: each keeps to the schema of its format, and all say the same.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "support/command.rs"]
mod command;
#[path = "support/schemas.rs"]
mod schemas;

use std::fs;
use std::path::Path;

use command::{newsmark, run};
use newsmark::checks::{CHECKS, Group};
use serde_json::Value;

const FORMATS: [&str; 10] = [
    "text",
    "concise",
    "json",
    "jsonl",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "rdjson",
    "checkstyle",
];

/// A folder in which every check finds something, some of it in files with bad names.
fn articles() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let clean = CHECKS[0].example.good;
    fs::write(folder.path().join("clean.nmk"), clean).unwrap();
    for check in CHECKS {
        let inner = folder.path().join(check.code);
        fs::create_dir(&inner).unwrap();
        fs::write(inner.join("newsmark.toml"), check.example.settings).unwrap();
        fs::write(inner.join("Kräne, 50 %25.nmk"), check.example.bad).unwrap();
        let lines = check.example.bad.replace('\n', "\r\n");
        fs::write(inner.join("lines.nmk"), lines).unwrap();
    }
    if cfg!(unix) {
        let bad = "\u{1b}[2J<a b=\"c\">\n::error::\\x.nmk";
        fs::write(folder.path().join(bad), "“Not now,”{@?} she said.\n").unwrap();
    }
    folder
}

fn check(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    run(newsmark().current_dir(folder).arg("check").args(arguments))
}

fn report(folder: &Path, format: &str) -> String {
    let (code, report, error) = check(folder, &["--format", format, "."]);
    assert_eq!(code, Some(1), "{error}");
    report
}

fn json(folder: &Path, format: &str) -> Value {
    serde_json::from_str(&report(folder, format)).unwrap()
}

#[test]
fn reports_keep_to_the_schema_of_their_format() {
    let folder = articles();
    let mut with_schema = 0;
    for format in FORMATS {
        let report = report(folder.path(), format);
        if let Some(errors) = schemas::errors(format, &report) {
            with_schema += 1;
            assert!(errors.is_empty(), "{format}: {errors:#?}\n{report}");
        }
    }
    assert_eq!(with_schema, 5);
}

/// A schema that lets anything through would prove nothing.
#[test]
fn the_schemas_find_what_is_wrong() {
    let folder = articles();
    for (format, good, bad) in [
        ("sarif", "\"level\":\"error\"", "\"level\":\"grave\""),
        ("sarif", "\"startLine\":1", "\"startLine\":0"),
        ("sarif", "%20", " "),
        ("sarif", "\"columnKind\"", "\"columns\""),
        (
            "gitlab",
            "\"severity\":\"critical\"",
            "\"severity\":\"bad\"",
        ),
        ("gitlab", "\"begin\":1", "\"begin\":\"1\""),
        ("rdjson", "\"WARNING\"", "\"BAD\""),
        ("rdjson", "\"path\"", "\"file\""),
        ("junit", "<testcase name=", "<testcase named="),
        ("junit", "failure", "fault"),
        ("junit", "&quot;", "\""),
        ("checkstyle", "severity=\"error\"", "severity=\"grave\""),
        ("checkstyle", "line=\"1\"", "line=\"0\""),
        ("checkstyle", "<file name=", "<file path="),
    ] {
        let report = report(folder.path(), format);
        let broken = report.replace(good, bad);
        assert_ne!(report, broken, "{format} has no {good}");
        let errors = schemas::errors(format, &broken).unwrap();
        assert!(!errors.is_empty(), "{format}: {bad} passes");
    }
}

#[test]
fn every_format_has_every_finding() {
    let folder = articles();
    let report = |format| report(folder.path(), format);
    let json = |format| json(folder.path(), format);
    let findings = json("json");
    let findings = findings.as_array().unwrap();
    for check in CHECKS.iter().filter(|c| c.level.is_some()) {
        // What settings ask for is found where the settings are read.
        let alone = check.group != Group::Corpus && check.example.settings.is_empty();
        let found = findings.iter().any(|f| f["code"] == check.code);
        assert!(found || !alone, "{} finds nothing", check.code);
    }
    let lines = |text: &str| text.lines().count();
    let tests = report("junit").matches("<testcase ").count();
    let clean = report("junit").matches("classname=\"newsmark\"").count();
    assert!(clean > 0);
    let counts = [
        lines(&report("concise")),
        lines(&report("jsonl")),
        lines(&report("github")),
        json("sarif")["runs"][0]["results"]
            .as_array()
            .unwrap()
            .len(),
        json("gitlab").as_array().unwrap().len(),
        json("rdjson")["diagnostics"].as_array().unwrap().len(),
        report("checkstyle").matches("<error ").count(),
        tests - clean,
    ];
    assert_eq!(counts, [findings.len(); 8]);
    // So do the numbers in place of them.
    let arguments = ["--statistics", "--format", "json", "."];
    let (_, statistics, _) = check(folder.path(), &arguments);
    let rows: Vec<Value> = serde_json::from_str(&statistics).unwrap();
    let count: u64 = rows.iter().map(|r| r["count"].as_u64().unwrap()).sum();
    assert_eq!(count, findings.len() as u64);
}

/// Articles that say different things: the first two find nothing by themselves, the last does.
fn disagreeing() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, day, years, more) in [
        ("a.nmk", 3, "nine", ""),
        ("b.nmk", 4, "ten", ""),
        ("c.nmk", 5, "two", "{}"),
    ] {
        let text = format!(
            "---\ndate: 2031-04-0{day}\nactors:\n  vell: Imre Vell\n---\n\n“She has stood still for {years} years, and it shows,”{{@vell}} said{{cue}} Imre Vell{more}.\n"
        );
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn formats_that_list_files_list_each_once() {
    let folder = disagreeing();
    let files = |report: &str, start: &str| -> Vec<String> {
        let lines = report.lines().filter_map(|l| l.trim().strip_prefix(start));
        let names = lines.map(|l| l.split('"').next().unwrap().to_owned());
        names.collect()
    };
    let names = ["a.nmk", "b.nmk", "c.nmk"];
    let junit = report(folder.path(), "junit");
    assert_eq!(files(&junit, "<testsuite name=\""), names, "{junit}");
    assert!(
        junit.contains("<testsuite name=\"c.nmk\" tests=\"2\""),
        "{junit}"
    );
    let checkstyle = report(folder.path(), "checkstyle");
    assert_eq!(files(&checkstyle, "<file name=\""), names, "{checkstyle}");
    // In the order of the text.
    let (_, c) = checkstyle.split_once("\"c.nmk\"").unwrap();
    let (drift, slip) = (c.find("quote-drift"), c.find("syntax-error"));
    assert!(drift.is_some() && drift < slip, "{checkstyle}");
    for format in ["junit", "checkstyle"] {
        let (_, fixed, _) = check(folder.path(), &["--fix", "--format", format, "."]);
        assert_eq!(fixed, report(folder.path(), format));
    }
    // A file counts once where its findings are shown in two places.
    let text = report(folder.path(), "text");
    assert!(text.contains("3 findings in 2 files"), "{text}");
}

/// Most formats have a line for a finding, which has to say all.
#[test]
fn findings_across_articles_name_the_other() {
    let folder = disagreeing();
    for format in FORMATS {
        let report = report(folder.path(), format);
        let message = "Imre Vell says “ten” here and “nine” in a.nmk";
        assert!(report.contains(message), "{format}: {report}");
    }
    // Where the articles lie does not make it another finding.
    let fingerprints = |path: &str| {
        let (_, issues, _) = check(folder.path(), &["--format", "gitlab", path]);
        let issues: Value = serde_json::from_str(&issues).unwrap();
        let issues = issues.as_array().unwrap().clone();
        let names = issues.iter().map(|i| i["fingerprint"].to_string());
        names.collect::<Vec<_>>()
    };
    let whole = folder.path().canonicalize().unwrap();
    assert_eq!(fingerprints("."), fingerprints(whole.to_str().unwrap()));
}

#[test]
fn fingerprints_are_unique() {
    let folder = articles();
    let issues = json(folder.path(), "gitlab");
    let issues = issues.as_array().unwrap();
    let mut fingerprints: Vec<_> = issues.iter().map(|i| i["fingerprint"].as_str()).collect();
    fingerprints.sort();
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), issues.len());
}

#[test]
fn paths_are_seen_from_the_current_folder() {
    let folder = tempfile::tempdir().unwrap();
    // A link on the way there, as temporary folders have on some systems, is no other folder.
    let folder = folder.path().canonicalize().unwrap();
    fs::create_dir(folder.join("inner")).unwrap();
    fs::write(folder.join("inner/a.nmk"), CHECKS[0].example.bad).unwrap();
    let whole = folder.join("inner");
    for path in [".", "./inner", "inner", whole.to_str().unwrap()] {
        let (_, issues, _) = check(&folder, &["--format", "gitlab", path]);
        let issues: Value = serde_json::from_str(&issues).unwrap();
        assert_eq!(issues[0]["location"]["path"], "inner/a.nmk", "{path}");
    }
    let (_, outside, _) = check(&whole, &["--format", "sarif", ".."]);
    assert!(outside.contains("\"uri\":\"../inner/a.nmk\""), "{outside}");
}

#[test]
fn a_report_takes_the_place_of_a_file_when_it_is_whole() {
    let folder = articles();
    let report = report(folder.path(), "sarif");
    let target = folder.path().join("report");
    fs::write(&target, "before").unwrap();
    let arguments = ["--format", "sarif", "--output-file", "report", "."];
    let nothing = String::new();
    let done = check(folder.path(), &arguments);
    assert_eq!(done, (Some(1), nothing.clone(), nothing));
    assert_eq!(fs::read_to_string(&target).unwrap(), report);
    let arguments = ["--format", "sarif", "--output-file", "-", "."];
    assert_eq!(check(folder.path(), &arguments).1, report);
    // What could not be read is no reason to withhold what was found.
    let arguments = ["--output-file", "report", ".", "nowhere.nmk"];
    assert_eq!(check(folder.path(), &arguments).0, Some(2));
    let text = fs::read_to_string(&target).unwrap();
    assert!(
        text.contains(" findings in ") && !text.contains('\u{1b}'),
        "{text}"
    );
    let names = fs::read_dir(folder.path()).unwrap();
    let names = names.map(|e| e.unwrap().file_name().into_string().unwrap());
    assert_eq!(names.filter(|n| n.starts_with(".newsmark")).count(), 0);
}

#[test]
fn a_report_that_cannot_be_written_is_an_error() {
    let folder = articles();
    // The last is an article.
    for path in [
        "nowhere/report",
        "clean.nmk/report",
        "syntax-error",
        "clean.nmk",
    ] {
        let (code, _, error) = check(folder.path(), &["--output-file", path, "."]);
        assert_eq!(code, Some(2), "{path}");
        let start = format!("newsmark: {path}: cannot write: ");
        assert!(error.starts_with(&start), "{error}");
        let article = fs::read_to_string(folder.path().join("clean.nmk")).unwrap();
        assert_eq!(article, CHECKS[0].example.good);
    }
}

#[cfg(unix)]
#[test]
fn a_report_leaves_links_permissions_and_devices_as_they_are() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = articles();
    let (target, link) = (folder.path().join("report"), folder.path().join("link"));
    let write = |path| {
        check(
            folder.path(),
            &["--format", "json", "--output-file", path, "."],
        )
    };
    let mode = || fs::metadata(&target).unwrap().permissions().mode() & 0o777;
    fs::write(folder.path().join("usual"), "").unwrap();
    let usual = fs::metadata(folder.path().join("usual")).unwrap();
    write("report");
    assert_eq!(mode(), usual.permissions().mode() & 0o777);
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("report", &link).unwrap();
    fs::write(&target, "before").unwrap();
    write("link");
    assert!(link.is_symlink());
    assert_eq!(mode(), 0o640);
    assert!(fs::read_to_string(&target).unwrap().starts_with("[\n"));
    fs::set_permissions(&target, fs::Permissions::from_mode(0o440)).unwrap();
    let (code, _, error) = write("report");
    let expected = "newsmark: report: cannot write: the file is read-only\n";
    assert_eq!((code, error.as_str()), (Some(2), expected));
    assert_eq!(write("/dev/null").0, Some(1));
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
    if cfg!(target_os = "linux") {
        let (code, _, error) = write("/dev/full");
        assert_eq!(code, Some(2), "{error}");
        assert!(
            error.contains("/dev/full: cannot write: no space left"),
            "{error}"
        );
    }
}
