//! Laws of the registry, held on random actors, files and texts.

use std::collections::BTreeSet;
use std::fmt::Write;

use proptest::prelude::*;
use serde_json::json;

use super::names::Texts;
use super::near::tolerance;
use super::problem::MOST_PROBLEMS;
use super::{Format, Level, Problem, Registry, Source};
use crate::language::fold;
use crate::model::Actor;

const FORMATS: [Format; 3] = [Format::Toml, Format::JsonLines, Format::Csv];

fn load(format: Format, text: &str) -> (Registry, Vec<Problem>) {
    Registry::load(vec![Source::new("people", format, text)])
}

/// Names with few letters, so that many are alike.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[abAé]{1,6}",
        "[abAé]{5,9}( [ab]{1,4}){0,2}",
        "(abab|Abba|éa|-| b){1,6}",
        "(?i)[ab]{11,16}",
        "(éab){7}[abé]{0,9}|a{23}[ab]{1,16}",
    ]
    .prop_map(|n| n.trim().to_owned())
    .prop_filter("empty", |n| !n.is_empty())
}

/// Several files with names that are alike; ids come again in later files.
fn files() -> impl Strategy<Value = Vec<Source>> {
    let entry = ("[ab]{1,3}", name(), proptest::collection::vec(name(), 0..4));
    let file = proptest::collection::vec(entry, 0..12).prop_map(|entries| {
        entries
            .iter()
            .fold(String::new(), |mut text, (id, name, aliases)| {
                let (name, aliases) = (json!(name), json!(aliases));
                let _ = writeln!(text, r#"{{"id":"{id}","name":{name},"aliases":{aliases}}}"#);
                text
            })
    });
    let source = file.prop_map(|text| Source::new("people", Format::JsonLines, text));
    proptest::collection::vec(source, 1..4)
}

/// Files in which few names, roles and items are many people's.
fn lookalikes() -> impl Strategy<Value = Vec<Source>> {
    let some = |all: &'static [&'static str]| proptest::option::of(proptest::sample::select(all));
    let entry = (
        "[a-h]",
        proptest::sample::select(&["Ada Bo", "ADA BO", "Adá Bo", "Ada"][..]),
        some(&["pilot", "Pilot", "judge"]),
        some(&["Q1", "Q2", " Q2", "Q3"]),
    );
    let entries = proptest::collection::vec(entry, 0..8);
    let file = (entries, any::<bool>()).prop_map(|(entries, toml)| {
        let mut text = String::new();
        for (id, name, role, item) in entries {
            if toml {
                let _ = writeln!(text, "[actors.{id}]\nname = \"{name}\"");
                for (key, value) in [("role", role), ("wikidata", item)] {
                    let _ = value.map(|v| writeln!(text, "{key} = \"{v}\""));
                }
            } else {
                let actor = json!({"id": id, "name": name, "role": role, "wikidata": item});
                let _ = writeln!(text, "{actor}");
            }
        }
        let format = if toml {
            Format::Toml
        } else {
            Format::JsonLines
        };
        Source::new("people", format, text)
    });
    proptest::collection::vec(file, 1..4)
}

/// What a comparison of each actor with each before it says of them.
fn told_of_lookalikes(registry: &Registry) -> BTreeSet<String> {
    let mut told = BTreeSet::new();
    let all: Vec<(Actor, super::Known<'_>)> = registry.iter().map(|k| (k.actor(), k)).collect();
    let item = |a: &Actor| a.wikidata.as_ref().map(|w| w.trim().to_owned());
    let mut with_item: Vec<_> = all.iter().filter(|(a, _)| a.wikidata.is_some()).collect();
    with_item.sort_by_key(|(_, k)| k.value_place("wikidata").map(|(s, span)| (s, span.start)));
    for (i, (actor, _)) in with_item.iter().enumerate() {
        let mut before = with_item[..i].iter();
        if let (Some((first, _)), Some(item)) =
            (before.find(|(a, _)| item(a) == item(actor)), item(actor))
        {
            let (id, first) = (&actor.id, &first.id);
            told.insert(format!(
                "the actor {id} has the Wikidata item {item}, as {first} has"
            ));
        }
    }
    let like = |a: &Actor| (fold(&a.name), a.role.as_deref().map(fold));
    let in_toml = |k: &super::Known<'_>| {
        k.places()
            .any(|(s, _)| registry.sources()[s].format == Format::Toml)
    };
    for (i, (actor, _)) in all.iter().enumerate() {
        let mut group = all.iter().filter(|(a, _)| like(a) == like(actor));
        let toml = group.clone().any(|(_, k)| in_toml(k));
        let first = group.next().map_or(actor, |(a, _)| a);
        let by_item = actor.wikidata.is_some() && first.wikidata.is_some();
        if toml && first.id != actor.id && !by_item {
            let role = actor
                .role
                .as_ref()
                .map_or(String::new(), |r| format!(", {r}"));
            let (id, name) = (&all[i].0.id, &actor.name);
            told.insert(format!(
                "the actor {id} is {name}{role}, as {} is",
                first.id
            ));
        }
    }
    told
}

/// What an actor is called: the id, the name, the aliases, folded; how good each is, the better
/// the lower; and a number for each that grows through the files.
fn called(registry: &Registry) -> Vec<(String, usize, String)> {
    registry
        .iter()
        .flat_map(|known| {
            let aliases = known.aliases().map(|a| (2, a));
            let all = [(0, known.id()), (1, known.name())]
                .into_iter()
                .chain(aliases);
            all.map(|(rank, text)| (known.id().to_owned(), rank, fold(text)))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn ids(found: &[super::Known<'_>]) -> Vec<String> {
    found.iter().map(|k| k.id().to_owned()).collect()
}

/// Whether `found` has the ids of `expected`, each once, in the order of their groups and of the
/// texts in these. The same text in a group may be there in any order.
fn same_order(
    found: &[String],
    mut expected: Vec<(usize, String, String)>,
) -> Result<(), TestCaseError> {
    expected.sort();
    let first = |id: &String| expected.iter().find(|(.., i)| i == id);
    let order = |id: &String| first(id).map(|(group, text, _)| (*group, text));
    prop_assert!(
        found.iter().map(order).is_sorted(),
        "{found:?} {expected:?}"
    );
    let all: BTreeSet<&String> = expected.iter().map(|(.., id)| id).collect();
    prop_assert_eq!(found.len(), all.len());
    prop_assert!(all.into_iter().eq(found.iter().collect::<BTreeSet<_>>()));
    Ok(())
}

/// Bytes that may end a cell, a line, a text or a table too early.
fn noise() -> impl Strategy<Value = String> {
    let pieces = vec![
        "\"",
        "\"\"",
        ",",
        "\n",
        "\r\n",
        "\r",
        "[",
        "]",
        "{",
        "}",
        "=",
        ":",
        "\\",
        "\\u",
        "'",
        "\"\"\"",
        "'''",
        "#",
        "|",
        "\u{FEFF}",
        "\u{0}",
        "é",
        "田",
        " ",
        "id",
        "name",
        "aliases",
        "roles",
        "kind",
        "actors",
        "[actors]\n",
        "[actors.a]\n",
        "[[actors.a.roles]]\n",
        "id,name,aliases\n",
        "{\"id\":\"a\",\"name\":\"b\"}",
        "a = \"b\"\n",
        "2031-04-03",
        "1",
        "true",
        "null",
        "a,\"b\n\",c\n",
        "a,b,c|d\n",
        "é,\"b, c\",\n",
        "{\"id\":\"é\",\"name\":\"c\",\"nmae\":1}\n",
        "{\"id\":\"c\",\"name\":\"b\",\"wikidata\":\"Q1\"}\n",
        "{\"id\":\"d\",\"name\":\"é\",\"wikidata\":\"Q1\"}\n",
        "[actors]\nc = \"b\"\nd = \"b\"\n",
        "[1",
        "{}",
        "\"id\":",
        "a.b.c",
    ];
    proptest::collection::vec(proptest::sample::select(pieces), 0..40).prop_map(|p| p.concat())
}

/// What is known and what is wrong, to be compared.
fn all_of(read: &(Registry, Vec<Problem>)) -> (Vec<Actor>, &[Problem]) {
    (read.0.iter().map(|k| k.actor()).collect(), &read.1)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn reading_in_parts_gives_the_same(noise in noise(), parts in 2..6_usize) {
        for format in FORMATS {
            let text = if format == Format::Csv { "id,name,aliases\n" } else { "" }.to_owned() + &noise;
            let read = |parts| Registry::read(vec![Source::new("people", format, &*text)], |_| parts);
            let (whole, cut) = (read(1), read(parts));
            prop_assert_eq!(all_of(&whole), all_of(&cut), "{}", text);
        }
    }

    #[test]
    fn no_text_is_too_much(noise in noise(), text in any::<String>(), format in proptest::sample::select(&FORMATS[..])) {
        for text in [&noise, &text] {
            let (registry, problems) = Registry::load(vec![
                Source::new("a", format, format!("{text}\n")),
                Source::new("b", format, &**text),
            ]);
            for known in registry.iter() {
                let actor = known.actor();
                prop_assert_eq!(&actor.id, known.id());
                prop_assert_eq!(&actor.name, known.name());
                prop_assert!(!actor.name.is_empty());
                prop_assert!(registry.named(known.name()).any(|k| k == known));
                for (source, span) in known.places() {
                    prop_assert!(registry.sources()[source].text.get(span).is_some());
                }
            }
            for Problem { source, span, message, help, related, .. } in problems {
                prop_assert!(registry.sources()[source].text.get(span).is_some());
                prop_assert!(!message.is_empty() && !message.contains('\n'), "{message}");
                prop_assert!(help.is_none_or(|h| !h.contains('\n')));
                if let Some((source, span)) = related {
                    prop_assert!(registry.sources()[source].text.get(span).is_some());
                }
            }
            let _ = (registry.starting_with(text, 9), registry.similar(text, 9));
        }
    }

    #[test]
    fn one_person_under_two_ids_is_told_of(files in lookalikes()) {
        let (registry, problems) = Registry::load(files);
        let told = problems.iter().filter(|p| {
            p.level == Level::Warning && p.message.starts_with("the actor") && p.related.is_some()
        });
        let told: Vec<String> = told.map(|p| p.message.clone()).collect();
        let as_set: BTreeSet<String> = told.iter().cloned().collect();
        prop_assert_eq!(told.len(), as_set.len());
        prop_assert_eq!(as_set, told_of_lookalikes(&registry));
    }

    #[test]
    fn looking_up_a_name_finds_what_a_search_through_all_finds(files in files(), wanted in name()) {
        let (registry, _) = Registry::load(files);
        let called = called(&registry);
        let folded = fold(&wanted);
        let mut same: Vec<_> = called.iter().filter(|(_, rank, name)| *rank > 0 && *name == folded).collect();
        same.sort_by_key(|(_, rank, _)| *rank);
        let found = ids(&registry.named(&wanted).collect::<Vec<_>>());
        let groups = same.iter().map(|(id, rank, _)| (*rank, String::new(), id.clone()));
        same_order(&found, groups.collect())?;
        let full = same.iter().filter(|(_, rank, _)| *rank == 1).count();
        prop_assert!(found.iter().zip(&same).take(full).all(|(id, (other, ..))| id == other));
    }

    #[test]
    fn looking_up_a_beginning_finds_what_a_search_through_all_finds(files in files(), wanted in "[abé]{0,4}|[ab]{11,14}|abab[ab -]{0,10}|a{22,27}", limit in 0..9_usize) {
        let (registry, _) = Registry::load(files);
        let folded = fold(&wanted);
        let mut found: Vec<(usize, String, String)> = Vec::new();
        for (id, rank, name) in called(&registry) {
            if name.starts_with(&folded) {
                found.push((if rank == 2 { 2 } else { 0 }, name.clone(), id.clone()));
            }
            let later = name.char_indices().filter(|(at, c)| {
                let gap = |c: char| matches!(c, ' ' | '-');
                rank == 1 && !gap(*c) && name[..*at].ends_with(gap)
            });
            for (at, _) in later.take(16).filter(|(at, _)| name[*at..].starts_with(&folded)) {
                found.push((1, name[at..].to_owned(), id.clone()));
            }
        }
        let all = ids(&registry.starting_with(&wanted, usize::MAX));
        same_order(&all, found)?;
        prop_assert_eq!(ids(&registry.starting_with(&wanted, limit)), &all[..limit.min(all.len())]);
    }

    #[test]
    fn looking_up_a_misspelt_name_finds_what_a_search_through_all_finds(files in files(), wanted in name(), limit in 0..9_usize) {
        let (registry, _) = Registry::load(files);
        let folded = fold(&wanted);
        let most = tolerance(folded.chars().count());
        let distance = |name: &str| strsim::osa_distance(name, &folded);
        let near = called(&registry)
            .into_iter()
            .map(|(id, _, name)| (distance(&name), name, id))
            .filter(|(distance, ..)| *distance <= most);
        let all = ids(&registry.similar(&wanted, usize::MAX));
        same_order(&all, near.collect())?;
        prop_assert_eq!(ids(&registry.similar(&wanted, limit)), &all[..limit.min(all.len())]);
    }
}

#[test]
fn a_thousand_problems_are_kept_and_the_rest_is_counted() {
    for parts in [1, 3] {
        let text = "{}\n".repeat(MOST_PROBLEMS + 500);
        let (_, problems) =
            Registry::read(vec![Source::new("a", Format::JsonLines, text)], |_| parts);
        assert_eq!(problems.len(), MOST_PROBLEMS + 1);
        assert!(problems.iter().map(|p| p.span.start).is_sorted());
        let last = problems.last().map(|p| (&*p.message, p.level));
        assert_eq!(last, Some(("500 more problems in this file", Level::Error)));
    }
}

#[test]
fn a_key_that_a_file_repeats_is_reported_once() {
    let text =
        "{\"id\":\"a\",\"name\":\"A\",\"nmae\":1}\n{\"id\":\"b\",\"name\":\"B\",\"nmae\":1}\n"
            .repeat(3);
    let (_, problems) = Registry::read(vec![Source::new("a", Format::JsonLines, text)], |_| 3);
    let odd = problems.iter().filter(|p| p.message == "unknown key nmae");
    assert_eq!(odd.count(), 1);
}

#[test]
fn what_is_too_large_is_left_out() {
    let source = |len: usize| Source::new("a", Format::Csv, "x".repeat(len));
    let (texts, left_out) = Texts::new(vec![source(4), source(7), source(6), source(1)], 10);
    assert_eq!(left_out, [1, 3]);
    assert_eq!((texts.start(2), texts.end()), (4, 10));
    assert_eq!((texts.source_of(3), texts.source_of(4)), (0, 2));
}

#[test]
fn an_actor_stands_in_a_bounded_number_of_files() {
    let source = |i| {
        Source::new(
            format!("{i}.jsonl"),
            Format::JsonLines,
            "{\"id\":\"vell\",\"name\":\"Imre Vell\"}",
        )
    };
    let (registry, problems) = Registry::load((0..66).map(source).collect());
    assert_eq!(
        registry
            .iter()
            .map(|k| k.places().count())
            .collect::<Vec<_>>(),
        [64]
    );
    assert_eq!(problems.len(), 2);
    assert!(problems[0].message.contains("more than 64 files"));
}

/// Many names are sorted on several threads.
#[test]
fn a_large_registry_is_found_through() {
    let mut text = String::from("id,name,aliases\n");
    for i in 0..9_000 {
        let _ = writeln!(text, "a{i},Imre {i} Vell,Vell|No {i}");
    }
    let (registry, problems) = load(Format::Csv, &text);
    assert!(problems.is_empty());
    assert_eq!(registry.len(), 9_000);
    assert!(
        registry
            .named("vell")
            .map(|k| k.id())
            .eq(registry.iter().map(|k| k.id()))
    );
    assert_eq!(registry.starting_with("8999 v", 5)[0].id(), "a8999");
    assert_eq!(registry.similar("Imer 8999 Vll", 1)[0].id(), "a8999");
    assert_eq!(registry.starting_with("vel", usize::MAX).len(), 9_000);
}

/// Comparing each with each would take minutes.
#[test]
fn many_who_look_alike_are_no_trap() {
    const MANY: usize = 40_000;
    let (mut toml, mut lines) = ("[actors]\n".to_owned(), String::new());
    for i in 0..MANY {
        let _ = writeln!(toml, "t{i} = \"Ada Bo, pilot\"");
        let _ = writeln!(
            lines,
            r#"{{"id":"j{i}","name":"Ada Bo","role":"pilot","wikidata":"Q1"}}"#
        );
    }
    let (registry, problems) = Registry::load(vec![
        Source::new("people.toml", Format::Toml, toml),
        Source::new("people.jsonl", Format::JsonLines, lines),
    ]);
    assert_eq!(registry.len(), 2 * MANY);
    let last = problems.last().map(|p| &*p.message);
    // Each by its name, and all but the first by the item.
    assert_eq!(
        last,
        Some(&*format!(
            "{} more problems in this file",
            2 * MANY - 1 - MOST_PROBLEMS
        ))
    );
}

/// What a megabyte of anything is made of takes no more than seconds in all: a quadratic step
/// anywhere would take hours.
#[test]
fn dense_files_are_no_trap() {
    let name = "a ".repeat(450);
    let long = format!("{{\"id\":\"a\",\"name\":\"{name}\"}}\n");
    let columns = (0..100_000).fold(String::new(), |all, i| all + &i.to_string() + ",");
    for (format, head, unit) in [
        (Format::Csv, "id,name\n", "\""),
        (Format::Csv, "id,name\n", "a,\"\n"),
        (Format::Csv, "id,name\n", "a,\"\"\n\"\n"),
        (Format::Csv, "id,name\n", "a,b,"),
        (Format::Csv, "id,name,aliases\n\"a\",b,\"", "c|"),
        (Format::Csv, "", "id,"),
        (
            Format::JsonLines,
            "{\"id\":\"a\",\"name\":\"b\",\"c\":",
            "[",
        ),
        (
            Format::JsonLines,
            "{\"id\":\"a\",\"name\":\"b\",\"c\":",
            "{\"d\":",
        ),
        (
            Format::JsonLines,
            "{\"id\":\"a\",\"name\":\"b\"",
            ",\"c\":1",
        ),
        (
            Format::JsonLines,
            "{\"id\":\"a\",\"name\":\"b\",\"roles\":[{\"c\":1",
            ",\"c\":1",
        ),
        (Format::JsonLines, "", &long),
        (Format::Csv, "id,name,", &columns),
        (Format::Toml, "", "["),
        (Format::Toml, "", "[a]\n"),
        (Format::Toml, "", "[actors]\n"),
        (Format::Toml, "", "[[actors]]\n"),
        (Format::Toml, "", "[[a.b]]\n"),
        (Format::Toml, "", "a."),
        (Format::Toml, "a=", "["),
        (Format::Toml, "a=", "{a="),
        (Format::Toml, "a=b\n[actors]\n", "a=\n"),
        (Format::Toml, "[actors.a]\nname='''", "a\n[b]\n"),
    ] {
        let mut text = head.to_owned() + &unit.repeat((1 << 20) / unit.len());
        for _ in 0..2 {
            let (registry, _) = load(format, &text);
            assert!(registry.similar(&name, 9).len() < 9);
            text += "\n";
        }
    }
}
