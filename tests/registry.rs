//! Registry files, and what is known of them: for each `NAME.toml`, `NAME.jsonl` or `NAME.csv`,
//! or `NAME.1.toml` and so on together, `NAME.expected` has the actors and the problems.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use newsmark::registry::{Format, Registry, Source};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/registry")
}

/// The files of each case, in order.
fn cases() -> BTreeMap<String, Vec<Source>> {
    let mut cases: BTreeMap<String, Vec<Source>> = BTreeMap::new();
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some(format) = Format::of_path(&path) else {
            assert!(name.ends_with(".expected"), "{name}");
            continue;
        };
        let case = name.split('.').next().unwrap().to_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let source = Source::new(name, format, text);
        cases.entry(case).or_default().push(source);
    }
    for sources in cases.values_mut() {
        sources.sort_by(|a, b| a.name.cmp(&b.name));
    }
    assert!(cases.len() >= 15, "{} cases", cases.len());
    cases
}

/// A place with its words.
fn place(registry: &Registry, source: usize, span: &std::ops::Range<usize>) -> String {
    let Source { name, text, .. } = &registry.sources()[source];
    let line = text[..span.start].matches('\n').count() + 1;
    let words = text[span.clone()].escape_debug();
    format!("{name}:{line} ⟨{words}⟩")
}

/// The actors, then the problems.
fn listing(sources: Vec<Source>) -> String {
    let (registry, problems) = Registry::load(sources);
    let mut out = String::new();
    for known in registry.iter() {
        let actor = known.actor();
        assert_eq!(known.id(), actor.id);
        assert_eq!(known.name(), actor.name);
        assert!(known.aliases().eq(actor.aliases.iter()), "{known:?}");
        let _ = writeln!(out, "{}", support::actor(&actor).escape_debug());
        for (source, span) in known.places() {
            let _ = writeln!(out, "  {}", place(&registry, source, &span));
        }
        for key in ["role", "desk"] {
            if let Some((source, span)) = known.value_place(key) {
                let _ = writeln!(out, "  {key} {}", place(&registry, source, &span));
            }
        }
    }
    for problem in problems {
        let level = format!("{:?}", problem.level).to_lowercase();
        let at = place(&registry, problem.source, &problem.span);
        let _ = writeln!(out, "{level} {at} {}", problem.message);
        if let Some(help) = problem.help {
            let _ = writeln!(out, "  help: {help}");
        }
        if let Some((source, span)) = problem.related {
            let _ = writeln!(out, "  see {}", place(&registry, source, &span));
        }
    }
    out
}

#[test]
fn files_give_the_expected_actors_and_problems() {
    for (name, sources) in cases() {
        let got = listing(sources);
        let path = folder().join(&name).with_extension("expected");
        if support::updating() {
            std::fs::write(path, got).unwrap();
            continue;
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(expected == got, "{name}: expected\n{expected}\ngot\n{got}");
    }
}
