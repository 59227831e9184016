//! `unused-actor`: an actor that the header declares in vain.

use hashbrown::{HashMap, HashSet};

use super::catalogue::Run;
use super::input::{Input, Report};
use super::whole::Portion;
use super::{Check, Example, Fix, Group, Level, Safety, TextEdit};
use crate::model::{Actor, Mention};
use crate::syntax::{BlockKind, Kind, Span};

pub(super) const CHECK: Check = Check {
    code: "unused-actor",
    group: Group::Names,
    summary: "An actor is declared, and neither tagged nor named.",
    level: Some(Level::Info),
    reason: "\
An actor whom the article does without was forgotten when a paragraph was cut, came with a header that was copied, or is somebody \
whose tag is missing or names another.

An actor counts as used if a tag names it, even a broken one, or if a word of its name or aliases stands in the copy. What a \
registry declares is left alone, and a declaration with a syntax error or without a name.",
    example: Example {
        settings: "",
        bad: "---\ntitle: Crane stands still\nactors:\n  vell: Imre Vell, crane master\n  orbel: Corin Orbel, lock keeper\n---\n\n“Not now,”{@vell} Imre Vell, the crane master, said.\n",
        good: "---\ntitle: Crane stands still\nactors:\n  vell: Imre Vell, crane master\n---\n\n“Not now,”{@vell} Imre Vell, the crane master, said.\n",
    },
    settings: &[],
    fix: Some((Safety::Unsafe, "Takes the actor out of the header, and `actors` with the last one.")),
    run: Run::Article(run),
};

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    let article = input.article;
    if article.actors.is_empty() {
        return;
    }
    let all = || used(input, input.all());
    let used = input.rest.get().map_or_else(all, |rest| rest.used.clone());
    let actors = article.actors.iter().zip(&used);
    let open = actors.filter(|(a, used)| !*used && a.source.start < a.source.end);
    let mut open: Vec<&Actor> = open.map(|(actor, _)| actor).collect();
    if open.is_empty() {
        return;
    }
    let broken = broken(input);
    // Of what cannot be read nobody knows whether it is used, and it has its own error.
    open.retain(|a| !a.name.is_empty() && !broken.contains(&a.source.start));
    let declared = article
        .actors
        .iter()
        .filter(|a| a.source.start < a.source.end);
    let all = open.len() == declared.count();
    let entries = entries(input, all && open.len() == 1);
    for (i, actor) in open.iter().enumerate() {
        let place = actor.source.start..actor.source.end;
        let name = &actor.name;
        let message = format!("@{} is neither tagged nor named: {name}", actor.id);
        let added = report
            .add(place, message)
            .help("take the declaration out, or tag what the actor says");
        // The last to go takes `actors` along.
        let stays = all && open.len() > 1 && i == 0;
        if let Some(gone) = entries.get(&actor.source.start).filter(|_| !stays) {
            let title = format!("take @{} out of the header", actor.id);
            let edit = TextEdit::new(gone.clone(), "");
            added.fix(Fix::one(Safety::Unsafe, title, edit));
        }
    }
}

/// Which actors a part of the article names or tags.
pub(super) fn used(input: &Input<'_>, part: Portion) -> Vec<bool> {
    let article = input.article;
    let mut used = vec![false; article.actors.len()];
    if used.is_empty() {
        return used;
    }
    let names = input.names();
    let hits = names.hits_in(part.plain).iter();
    for owner in hits.flat_map(|(_, hit)| names.owners(*hit)) {
        if let Some(used) = used.get_mut(owner.actor) {
            *used = true;
        }
    }
    if used.iter().all(|used| *used) {
        return used;
    }
    let mut note = |actor: Option<usize>| {
        if let Some(used) = actor.and_then(|i| used.get_mut(i)) {
            *used = true;
        }
    };
    let plain = part.plain;
    let is_here =
        |m: &&Mention| plain.start <= m.place.bytes.start && m.place.bytes.start < plain.end;
    let mentions = article.mentions.iter().filter(is_here);
    for source in mentions.flat_map(|m| &m.actors) {
        note(input.actor_of(source));
    }
    let tags = input.nodes_in(part).filter(|n| n.kind() == Kind::Actor);
    tags.for_each(|n| note(names.actor(n.text(input.text).trim_matches(['@', '?']))));
    used
}

/// The starts of the declarations in which something cannot be read.
fn broken(input: &Input<'_>) -> HashSet<usize> {
    let header = input.tree.blocks().next();
    let Some(header) = header.filter(|b| b.kind() == BlockKind::Header) else {
        return HashSet::new();
    };
    let errors = header.descendants().filter(|n| n.kind() == Kind::Error);
    let errors: Vec<usize> = errors.map(|n| n.span().start).collect();
    let has_error = |span: &Span| {
        let from = errors.partition_point(|at| *at < span.start);
        errors.get(from).is_some_and(|at| *at < span.end)
    };
    let actors = header.children().filter(|n| {
        let is_entry = n.kind() == Kind::Entry;
        is_entry && &input.text[n.inner()] == "actors"
    });
    let spans = actors.flat_map(|n| n.children()).map(|n| n.span());
    spans.filter(has_error).map(|span| span.start).collect()
}

/// For the start of each declaration what goes with it: its lines; those of `actors` if it is the
/// `last`, and the whole header if nothing else is in that.
fn entries(input: &Input<'_>, last: bool) -> HashMap<usize, Span> {
    let header = input.tree.blocks().next();
    let header = header.filter(|b| b.kind() == BlockKind::Header);
    let mut spans = HashMap::new();
    let Some(header) = header else { return spans };
    let entries = || header.children().filter(|n| n.kind() == Kind::Entry);
    let alone = entries().nth(1).is_none();
    for actors in entries().filter(|n| &input.text[n.inner()] == "actors") {
        for entry in actors.children().filter(|n| n.kind() == Kind::Entry) {
            let gone = match (last, alone) {
                (false, _) => entry.lines(input.text),
                (true, false) => actors.lines(input.text),
                (true, true) => header.span(),
            };
            spans.insert(entry.span().start, gone);
        }
    }
    spans
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires on an actor of whom nothing is heard, and takes all its lines out
:: article
---
title: Crane stands still
actors:
  vell: Imre Vell
  orbel:
    name: Corin Orbel # spelt so
    aliases:
      - the keeper

  pell: Ada Pell # the aunt
date: 2031-03-12
---

Imre Vell spoke.
:: finds
⟨orbel⟩ @orbel is neither tagged nor named: Corin Orbel
⟨pell⟩ @pell is neither tagged nor named: Ada Pell
:: fixed
---
title: Crane stands still
actors:
  vell: Imre Vell

date: 2031-03-12
---

Imre Vell spoke.

== the last takes the list along
:: article
---
title: Crane stands still
actors:
  vell: Imre Vell
  orbel: Corin Orbel
---

Nobody spoke.
:: finds
⟨vell⟩ @vell is neither tagged nor named: Imre Vell
⟨orbel⟩ @orbel is neither tagged nor named: Corin Orbel
:: fixed
---
title: Crane stands still
---

Nobody spoke.

== and the header, if nothing is left in it
:: article
---
actors:
  vell: Imre Vell
---

Nobody spoke.
:: finds
⟨vell⟩ @vell is neither tagged nor named: Imre Vell
:: fixed
Nobody spoke.

== is silent on speakers, addressees, relayers, mentions and names in plain copy
:: article
---
actors:
  vell: Imre Vell
  orbel: Corin Orbel
  pell: Ada Pell
  osk: Ada Osk
  tolv: Maren Tolv
  guild:
    name: Marrow Bakers Guild
    kind: organization
  aune:
    name: Mel Aune
    aliases: [the cook]
---

“No,”{@vell to=@orbel via=@pell} she{@osk} said, and Tolv and the Bakers and the cook agreed.

== is silent on an actor in a broken tag
:: article
---
actors:
  vell: Imre Vell
---

“No,”{titel @vell} she said. “Why,”{@vell

== is silent on a declaration that cannot be read, or names nobody
:: article
---
title: Crane stands still
actors:
  vell: {name: Imre Vell
  orbel: {name: Corin Orbel, role: }}
  osk:
    name: Ada Osk
    aliases: {Osk
  pell:
  tolv: \"\"
---

Nobody spoke.

== fires beside one that cannot be read, which stays
:: article
---
actors:
  vell: {name: Imre Vell
  orbel: Corin Orbel
---

Nobody spoke.
:: finds
⟨orbel⟩ @orbel is neither tagged nor named: Corin Orbel
:: fixed
---
actors:
  vell: {name: Imre Vell
---

Nobody spoke.

== a suppression silences it
:: article
---
actors:
  vell: Imre Vell
---

{% allow unused-actor %}

Nobody spoke.
";
