//! `unknown-actor`: a tag names an actor that nothing declares.

use std::collections::{HashMap, HashSet};

use super::{Check, Input, Level, Report, nearest};
use crate::model::{Actor, Who};
use crate::syntax::Kind;

pub(super) const CHECK: Check = Check {
    code: "unknown-actor",
    summary: "A tag names an actor that is not declared.",
    level: Level::Error,
    run,
};

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    let actors = &input.article.actors;
    let known: HashSet<&str> = actors.iter().map(|a| a.id.as_str()).collect();
    let mut suggestions: HashMap<&str, String> = HashMap::new();
    let mut budget = MOST_COMPARISONS;
    for node in input.tree.descendants().filter(|n| n.kind() == Kind::Actor) {
        let id = node.text(input.text).trim_matches(['@', '?']);
        if known.contains(id) {
            continue;
        }
        let help = suggestions.entry(id).or_insert_with(|| {
            // Each new name is compared with every actor: enough is enough.
            budget = budget.saturating_sub(actors.len());
            suggestion(id, if budget > 0 { actors } else { &[] })
        });
        let help = help.clone();
        report.add(
            node.span(),
            format!("the actor @{id} is not declared"),
            Some(help),
        );
    }
    // `by=vell` without the @ gives the article's words for somebody it does not name.
    let quotes = &input.article.quotes;
    let sources = quotes
        .iter()
        .flat_map(|q| q.speakers.iter().chain(&q.addressees).chain(&q.relayed_by));
    // What a quote inherits from the one around it is reported there.
    let mut reported = HashSet::new();
    for source in sources {
        if let Who::Unnamed(words) = &source.who
            && known.contains(words.as_str())
            && reported.insert(source.tag.start)
        {
            let message = format!("{words} without @ is a source that the article does not name");
            report.add(
                source.tag.start..source.tag.end,
                message,
                Some(format!("did you mean @{words}?")),
            );
        }
    }
}

/// So many pairs of names are compared in one article.
const MOST_COMPARISONS: usize = 1_000_000;

/// What to do about the unknown `id`.
fn suggestion(id: &str, actors: &[Actor]) -> String {
    // Ids first; then what else the actor is called.
    let by_id = nearest(id, actors.iter().map(|a| a.id.as_str()));
    let called = |a: &&Actor| {
        let names = std::iter::once(a.name.as_str()).chain(a.aliases.iter().map(String::as_str));
        nearest(id, names).is_some()
    };
    let near = match by_id {
        Some(near) => actors.iter().find(|a| a.id == near),
        None => actors.iter().find(called),
    };
    match near {
        Some(actor) => format!("did you mean @{} ({})?", actor.id, actor.name),
        None => format!(
            "declare the actor in the header: `actors:` and under it `  {id}: Full Name, role`"
        ),
    }
}
