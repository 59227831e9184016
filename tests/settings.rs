//! Settings files: what is read from them, and what is said of faults in them.
//!
//! For each `tests/settings/NAME.toml` there is a `NAME.expected`: the problems with their places, then
//! what is set, for all articles and for those of each override.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod support;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use newsmark::settings::{Assignment, Settings, schema, template};

fn fixtures() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/settings");
    let mut all: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "toml"))
        .collect();
    all.sort();
    assert!(all.len() >= 5);
    all.into_iter()
        .map(|p| (p.clone(), fs::read_to_string(p).unwrap()))
        .collect()
}

fn shown(text: &str) -> String {
    let (settings, problems) = Settings::parse(text);
    let mut out = String::new();
    for problem in problems {
        let before = &text[..problem.span.start];
        let line = before.matches('\n').count() + 1;
        let column = before.len() - before.rfind('\n').map_or(0, |i| i + 1) + 1;
        let words = &text[problem.span.clone()];
        let _ = writeln!(out, "{line}:{column} ⟨{words}⟩ {}", problem.message);
        if let Some(help) = problem.help {
            let _ = writeln!(out, "  help: {help}");
        }
    }
    for (name, value, span) in settings.places() {
        let _ = writeln!(out, "{name} ⟨{}⟩ {value}", &text[span]);
    }
    let mut list = |assignments: &[Assignment]| {
        for a in assignments {
            let (key, value) = (&a.key, &a.value);
            let _ = writeln!(out, "{key} ⟨{}⟩ {value:?}", &text[a.span.clone()]);
            // What is shown of a value says the same.
            let shown = format!("{key} = {value}");
            let (again, problems) = Settings::parse(&shown);
            assert_eq!((again.base.len(), problems.len()), (1, 0), "{shown}");
            assert_eq!(&again.base[0].value, value, "{shown}");
        }
    };
    list(&settings.base);
    for part in &settings.overrides {
        list(&part.assignments);
    }
    out
}

#[test]
fn settings_are_read_and_faults_are_named() {
    for (path, text) in fixtures() {
        let got = shown(&text);
        let expected = path.with_extension("expected");
        if support::updating() {
            fs::write(&expected, got).unwrap();
            continue;
        }
        assert_eq!(
            fs::read_to_string(&expected).unwrap_or_default(),
            got,
            "{}",
            path.display()
        );
    }
}

/// Which articles settings are about, and what holds for each.
#[test]
fn patterns_choose_articles() {
    let text = fs::read_to_string("tests/settings/everything.toml").unwrap();
    let (settings, _) = Settings::parse(&text);
    for (path, is_article, expected) in [
        ("a.nmk", true, true),
        ("deep/er/a.nmk", true, true),
        ("a.txt", false, false),
        ("wire/a.txt", false, true),
        ("wire/b/a.txt", false, false),
        ("old/a.nmk", true, false),
        ("new/old/a.nmk", true, false),
        ("new/draft-1.nmk", true, false),
    ] {
        assert_eq!(settings.includes(path, is_article), expected, "{path}");
    }
    for (path, level) in [
        ("a.nmk", Some("warning")),
        ("opinion/a.nmk", Some("hint")),
        ("letters/b/a.nmk", Some("hint")),
        ("opinion/late/a.nmk", None),
    ] {
        let config = settings.config(path);
        let got = config.level("unattributed-quote").map(|l| l.name());
        assert_eq!(got, level, "{path}");
    }
}

/// Patterns mean what they do in git's ignore files.
#[test]
fn patterns_follow_those_of_git() {
    for (pattern, yes, no) in [
        // Without a slash: a file or folder of that name anywhere, and all that is below.
        (
            "archive",
            "archive/a.nmk archive/b/a.nmk b/archive/a.nmk archive",
            "archive.nmk archives/a.nmk",
        ),
        ("a.nmk", "a.nmk b/a.nmk b/c/a.nmk", "b/aa.nmk"),
        (
            "draft-*",
            "draft-1.nmk b/draft-1.nmk draft-b/a.nmk",
            "a-draft-1.nmk",
        ),
        ("{old,new}", "old/a.nmk b/new/a.nmk", "olds/a.nmk"),
        // One at the end: folders only.
        (
            "archive/",
            "archive/a.nmk archive/b/a.nmk b/archive/a.nmk",
            "archive b/archive",
        ),
        // One elsewhere: from here.
        ("/archive", "archive archive/a.nmk", "b/archive/a.nmk"),
        ("/archive/", "archive/a.nmk", "archive b/archive/a.nmk"),
        ("/b*", "b.nmk b/a.nmk bb/c/a.nmk", "c/b.nmk a.nmk"),
        ("./archive", "archive/a.nmk", "b/archive/a.nmk"),
        (
            "news/late",
            "news/late/a.nmk news/late/b/a.nmk",
            "b/news/late/a.nmk news/later.nmk",
        ),
        (
            "news/*.nmk",
            "news/a.nmk",
            "a.nmk news/b/a.nmk b/news/a.nmk",
        ),
        ("{a,b/c}", "a/a.nmk b/c/a.nmk", "d/a/a.nmk"),
        (
            "**/late",
            "late/a.nmk news/late/a.nmk news/late",
            "news/later/a.nmk",
        ),
        ("news/**", "news/a.nmk news/b/a.nmk", "b/news/a.nmk"),
        ("news/**/a.nmk", "news/a.nmk news/b/c/a.nmk", "b/a.nmk"),
        ("./", "a.nmk b/a.nmk", ""),
        ("archive//", "archive/a.nmk", "archive"),
        ("", "", "a.nmk b/a.nmk /a.nmk"),
        ("/", "", "a.nmk b/a.nmk /a.nmk"),
    ] {
        let (settings, problems) = Settings::parse(&format!("exclude = [{pattern:?}]"));
        assert!(problems.is_empty(), "{problems:?}");
        for (paths, expected) in [(yes, true), (no, false)] {
            for path in paths.split_whitespace() {
                let got = settings.exclude[0].matches(path);
                assert_eq!(got, expected, "{pattern}: {path}");
            }
        }
    }
}

fn json(text: &str) -> serde_json::Value {
    fn value(toml: &toml::de::DeValue<'_>) -> serde_json::Value {
        use toml::de::DeValue;
        match toml {
            DeValue::String(s) => s.as_ref().into(),
            DeValue::Integer(i) => i.as_str().parse::<i64>().unwrap().into(),
            DeValue::Float(f) => f.as_str().parse::<f64>().unwrap().into(),
            DeValue::Boolean(b) => (*b).into(),
            DeValue::Datetime(d) => d.to_string().into(),
            DeValue::Array(list) => list.iter().map(|v| value(v.get_ref())).collect(),
            DeValue::Table(table) => table
                .iter()
                .map(|(k, v)| (k.get_ref().to_string(), value(v.get_ref())))
                .collect(),
        }
    }
    let table = toml::de::DeTable::parse(text).unwrap();
    value(&toml::de::DeValue::Table(table.into_inner()))
}

/// The schema that editors use says of a file what reading it says.
#[test]
fn the_schema_agrees_with_the_reader() {
    let schema: serde_json::Value = serde_json::from_str(&schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for (path, text) in fixtures() {
        if toml::de::DeTable::parse(&text).is_err() {
            continue;
        }
        let (_, problems) = Settings::parse(&text);
        let valid = validator.is_valid(&json(&text));
        assert_eq!(valid, problems.is_empty(), "{}", path.display());
    }
}

#[test]
fn the_schema_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("grammar/settings.schema.json");
    if support::updating() {
        fs::write(path, schema()).unwrap();
        return;
    }
    assert!(
        fs::read_to_string(path).unwrap_or_default() == schema(),
        "stale: UPDATE_EXPECTATIONS=1 cargo test --test settings writes grammar/settings.schema.json"
    );
}

/// As it stands it sets nothing; with every line switched on it is valid.
#[test]
fn the_template_is_without_fault() {
    let text = template();
    let (settings, problems) = Settings::parse(&text);
    assert!(
        problems.is_empty() && settings.base.is_empty(),
        "{problems:#?}"
    );
    let is_key = |line: &str| {
        let line = line.strip_prefix("# ").unwrap_or_default();
        let key = line.split([' ', '=']).next().unwrap_or_default();
        line.starts_with('[') && line.ends_with(']')
            || line.contains(" = ")
                && key
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || "-.".contains(c))
    };
    let on: Vec<&str> = text
        .lines()
        .map(|l| if is_key(l) { &l[2..] } else { l })
        .collect();
    let on = on.join("\n");
    let (settings, problems) = Settings::parse(&on);
    assert!(problems.is_empty(), "{problems:#?}\n{on}");
    assert!(settings.base.len() > newsmark::checks::CHECKS.len());
}
