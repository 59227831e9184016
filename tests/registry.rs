//! Registry files, and what is known of them: for each `NAME.toml`, `NAME.jsonl` or `NAME.csv`,
//! or `NAME.1.toml` and so on together, `NAME.expected` has the actors and the problems. And
//! invented actors are the same whatever format they are written in.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use newsmark::model::{Actor, ActorKind, Value};
use newsmark::registry::{Format, Level, Registry, Source};
use proptest::prelude::*;

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

/// A text that every format can hold in every place.
fn words() -> impl Strategy<Value = String> {
    let word = "[a-zéßØя田,;:#\"'\\\\{}\\[\\]= .-]{1,12}";
    word.prop_map(|w| w.trim().to_owned())
        .prop_filter("empty", |w| !w.is_empty())
}

fn some(words: impl Strategy<Value = String>) -> impl Strategy<Value = Option<String>> {
    proptest::option::of(words)
}

fn an_actor() -> impl Strategy<Value = Actor> {
    let id = "[a-zé_][a-z0-9_]{0,5}([-.][a-z0-9田]{1,3})?";
    let kinds = [
        ActorKind::Person,
        ActorKind::Organization,
        ActorKind::Group,
        ActorKind::Document,
        ActorKind::Place,
    ];
    let note = some(words()).prop_map(|n| n.map(|n| format!("({})", n.replace(':', "\n"))));
    let metadata = proptest::collection::btree_map("desk|floor|born in", words(), 0..3);
    (
        id,
        words(),
        proptest::sample::select(kinds.to_vec()),
        proptest::collection::vec(words(), 0..4),
        (some(words()), some(words()), some(words()), some(words())),
        note,
        metadata,
    )
        .prop_map(|(id, name, kind, aliases, others, note, metadata)| {
            let mut actor = Actor::default();
            (actor.id, actor.name, actor.kind, actor.note) = (id, name, kind, note);
            (actor.role, actor.pronouns, actor.wikidata, actor.url) = others;
            for alias in aliases {
                if !actor.aliases.contains(&alias) {
                    actor.aliases.push(alias);
                }
            }
            let text = |(key, value)| (key, Value::Text(value));
            actor.metadata = metadata.into_iter().map(text).collect();
            actor
        })
}

fn actors() -> impl Strategy<Value = Vec<Actor>> {
    proptest::collection::vec(an_actor(), 0..12).prop_map(|mut actors| {
        let mut seen = std::collections::HashSet::new();
        actors.retain(|a| seen.insert(a.id.clone()));
        actors
    })
}

/// The values of an actor that are texts, with their keys.
fn texts(actor: &Actor) -> Vec<(&str, &str)> {
    let kind = match actor.kind {
        ActorKind::Person => None,
        ActorKind::Organization => Some("organization"),
        ActorKind::Group => Some("group"),
        ActorKind::Document => Some("document"),
        _ => Some("place"),
    };
    let fields = [
        ("kind", kind),
        ("role", actor.role.as_deref()),
        ("pronouns", actor.pronouns.as_deref()),
        ("wikidata", actor.wikidata.as_deref()),
        ("url", actor.url.as_deref()),
        ("note", actor.note.as_deref()),
    ];
    let mut texts: Vec<_> = fields
        .iter()
        .filter_map(|(k, v)| Some((*k, (*v)?)))
        .collect();
    texts.extend(
        actor
            .metadata
            .iter()
            .filter_map(|(key, value)| match value {
                Value::Text(text) => Some((key.as_str(), text.as_str())),
                _ => None,
            }),
    );
    texts
}

fn json(value: impl serde::Serialize) -> String {
    serde_json::to_string(&value).unwrap()
}

/// In TOML an actor has the known keys only.
fn without_metadata(actors: &[Actor]) -> Vec<Actor> {
    let mut actors = actors.to_vec();
    actors.iter_mut().for_each(|a| a.metadata.clear());
    actors
}

/// What JSON writes between quotation marks, TOML reads, and its lists.
fn as_toml(actors: &[Actor]) -> String {
    let mut out = String::new();
    for actor in actors {
        let _ = writeln!(out, "[actors.{}]", json(&actor.id));
        let _ = writeln!(out, "name = {}", json(&actor.name));
        let _ = writeln!(out, "aliases = {}", json(&actor.aliases));
        for (key, value) in texts(actor) {
            let _ = writeln!(out, "{} = {}", json(key), json(value));
        }
    }
    out
}

fn as_json_lines(actors: &[Actor]) -> String {
    let mut out = String::new();
    for actor in actors {
        let mut object = serde_json::Map::new();
        object.insert("id".into(), actor.id.clone().into());
        object.insert("name".into(), actor.name.clone().into());
        object.insert("aliases".into(), actor.aliases.clone().into());
        for (key, value) in texts(actor) {
            object.insert(key.into(), value.into());
        }
        let _ = writeln!(out, "{}", json(object));
    }
    out
}

fn as_csv(actors: &[Actor]) -> String {
    let columns = [
        "kind", "role", "pronouns", "wikidata", "url", "note", "desk", "floor", "born in",
    ];
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(["id", "name", "aliases"].iter().chain(&columns))
        .unwrap();
    for actor in actors {
        let texts = texts(actor);
        let cell = |c: &&str| texts.iter().find(|(k, _)| k == c).map_or("", |(_, v)| v);
        let aliases = actor.aliases.join("|");
        let first = [actor.id.as_str(), &actor.name, &aliases];
        out.write_record(first.into_iter().chain(columns.iter().map(cell)))
            .unwrap();
    }
    String::from_utf8(out.into_inner().unwrap()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_format_gives_the_actors_that_were_written(actors in actors()) {
        let bare = without_metadata(&actors);
        for (format, actors, text) in [
            (Format::Toml, &bare, as_toml(&bare)),
            (Format::JsonLines, &actors, as_json_lines(&actors)),
            (Format::Csv, &actors, as_csv(&actors)),
        ] {
            let (registry, problems) = Registry::load(vec![Source::new("people", format, &*text)]);
            // No actors at all are doubtful, and random ones may look like one person.
            let errors = problems.iter().filter(|p| p.level == Level::Error);
            prop_assert_eq!(errors.count(), 0, "{:?}\n{}", format, text);
            let read: Vec<Actor> = registry.iter().map(|k| k.actor()).collect();
            prop_assert_eq!(&read, actors, "{:?}\n{}", format, text);
            for (known, actor) in registry.iter().zip(actors) {
                prop_assert_eq!(known.id(), &actor.id);
                prop_assert_eq!(known.name(), &actor.name);
                prop_assert!(known.aliases().eq(actor.aliases.iter()));
                prop_assert_eq!(registry.get(&actor.id), Some(known));
                let (source, span) = known.value_place("name").unwrap();
                let place = &registry.sources()[source].text[span];
                prop_assert!(place.contains(actor.name.split(['"', '\\']).next().unwrap()));
            }
        }
    }
}
