//! `duplicate-actor`: two declarations of what looks like one actor.

use hashbrown::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hasher};

use super::catalogue::Run;
use super::input::{Input, Report};
use super::names::called;
use super::{Check, Example, Group, Level};
use crate::language::fold;
use crate::model::Actor;

pub(super) const CHECK: Check = Check {
    code: "duplicate-actor",
    group: Group::Names,
    summary: "Two declarations look like the same actor.",
    level: Some(Level::Warning),
    reason: "\
Somebody who is declared twice has half of the quotes under each id, and a correction to one of the declarations misses the \
other. Two actors look the same if they have one Wikidata item, or if they are of one kind and the name of one, apart from capitals \
and accents, is the name or an alias of the other.

Namesakes who have different Wikidata items are left alone, and actors who share an alias only.",
    example: Example {
        settings: "",
        bad: "---\nactors:\n  vell: Imre Vell\n  imre:\n    name: Imre Vell\n    role: crane master\n---\n\n[Imre Vell]{@vell} met the crane master{@imre}.\n",
        good: "---\nactors:\n  vell: Imre Vell, crane master\n---\n\n[Imre Vell]{@vell} met nobody.\n",
    },
    settings: &[],
    fix: None,
    run: Run::Article(run),
};

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    let actors = &input.article.actors;
    if actors.len() < 2 {
        return;
    }
    let mut names: Vec<(u64, usize)> = (actors.iter().enumerate())
        .flat_map(|(i, actor)| called(actor).map(move |name| (key(name), i)))
        .collect();
    names.sort_unstable();
    names.dedup();
    let mut reported = HashSet::new();
    let items = actors.iter().filter_map(|a| a.wikidata.as_deref());
    if items.clone().nth(1).is_some() {
        let mut owners: HashMap<&str, usize> = HashMap::new();
        for (i, actor) in actors.iter().enumerate() {
            let Some(item) = actor.wikidata.as_deref().filter(|w| !w.is_empty()) else {
                continue;
            };
            let first = *owners.entry(item).or_insert(i);
            if first < i && reported.insert(i) {
                add(
                    &actors[first],
                    actor,
                    &format!("both are {item} at Wikidata"),
                    report,
                );
            }
        }
    }
    for group in names.chunk_by(|a, b| a.0 == b.0).filter(|g| g.len() > 1) {
        // Each with the first of the group: that is enough to find it.
        let mut group = group
            .iter()
            .filter_map(|(_, i)| Some((*i, actors.get(*i)?)));
        let Some((_, first)) = group.next() else {
            continue;
        };
        for (i, second) in group {
            if let Some(name) = same(first, second)
                && reported.insert(i)
            {
                add(first, second, &format!("both are called {name}"), report);
            }
        }
    }
}

/// A number that names which differ in capitals and accents alone have in common.
fn key(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    if name.is_ascii() {
        let mut word = [0; 64];
        let word = word.get_mut(..name.len());
        if let Some(word) = word {
            word.copy_from_slice(name.as_bytes());
            word.make_ascii_lowercase();
            hasher.write(word);
            return hasher.finish();
        }
    }
    hasher.write(fold(name).as_bytes());
    hasher.finish()
}

/// What two actors are both called, if that makes them look like one.
fn same<'a>(first: &Actor, second: &'a Actor) -> Option<&'a str> {
    let different = matches!((&first.wikidata, &second.wikidata), (Some(a), Some(b)) if a != b);
    if first.kind != second.kind || different || first.id == second.id {
        return None;
    }
    let name = fold(&first.name);
    let of_first = called(second).find(|n| !n.is_empty() && fold(n) == name);
    let own = fold(&second.name);
    let of_second = || {
        called(first)
            .any(|n| fold(n) == own)
            .then_some(second.name.as_str())
    };
    of_first.or_else(of_second).filter(|n| !n.is_empty())
}

fn add(first: &Actor, second: &Actor, why: &str, report: &mut Report<'_>) {
    // One of a registry has no place here.
    let (at, other) = match second.source {
        place if place.start < place.end => (second, first),
        _ => (first, second),
    };
    if at.source.start >= at.source.end {
        return;
    }
    let message = format!("@{} looks like the same as @{}: {why}", at.id, other.id);
    let added = report
        .add(at.source.start..at.source.end, message)
        .help(format!(
            "declare and tag one of them, or tell them apart: @{}",
            other.id
        ));
    if other.source.start < other.source.end {
        added.related(
            other.source.start..other.source.end,
            "the other is declared here",
        );
    }
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires on the same name, whatever its capitals and accents
:: article
---
actors:
  vell: Imre Véll
  orbel: Corin Orbel
  imre: Imre VELL, crane master
---
:: finds
⟨imre⟩ @imre looks like the same as @vell: both are called Imre VELL

== fires on the same Wikidata item
:: article
---
actors:
  vell:
    name: Imre Vell
    wikidata: Q990000777
  crane:
    name: The crane master
    wikidata: Q990000777
---
:: finds
⟨crane⟩ @crane looks like the same as @vell: both are Q990000777 at Wikidata

== fires on a name that is another’s alias, either way
:: article
---
actors:
  osk:
    name: Ada Osk
    aliases: [Ada Osk-Pell]
  pell: Ada Osk-Pell
  mel: Mel
  melchior:
    name: Melchior Aune
    aliases: [mel]
---
:: finds
⟨pell⟩ @pell looks like the same as @osk: both are called Ada Osk-Pell
⟨melchior⟩ @melchior looks like the same as @mel: both are called mel

== is silent on a shared alias, other kinds, namesakes with items of their own, and actors without names
:: article
---
actors:
  maren:
    name: Maren Tolv
    aliases: [Tolv]
    wikidata: Q990000001
  anselm:
    name: Anselm Tolv
    aliases: [Tolv]
  boat:
    name: Maren Tolv
    kind: document
  younger:
    name: Maren Tolv
    wikidata: Q990000002
  nobody:
    role: cook
  none:
    role: cook
---

== a suppression silences it
:: article
---
actors:
  vell: Imre Vell
  imre: Imre Vell
---

{% allow duplicate-actor %}

Copy.
";
