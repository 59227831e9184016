//! `unknown-actor`: a tag names an actor that nothing declares.

use std::collections::HashSet;

use super::{Check, Input, Level, Report, nearest};
use crate::model::Who;
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
    for node in input
        .tree
        .blocks()
        .flat_map(|b| b.descendants().collect::<Vec<_>>())
        .filter(|n| n.kind() == Kind::Actor)
    {
        let id = node.text(input.text).trim_matches(['@', '?']);
        if known.contains(id) {
            continue;
        }
        // Ids first; then what else the actor is called.
        let by_id = nearest(id, actors.iter().map(|a| a.id.as_str()));
        let called = |a: &crate::model::Actor| {
            nearest(
                id,
                std::iter::once(a.name.as_str()).chain(a.aliases.iter().map(String::as_str)),
            )
            .is_some()
        };
        let near = by_id.or_else(|| actors.iter().find(|a| called(a)).map(|a| a.id.as_str()));
        let help = match near.and_then(|n| input.article.actor(n)) {
            Some(actor) => format!("did you mean @{} ({})?", actor.id, actor.name),
            None => format!(
                "declare the actor in the header: `actors:` and under it `  {id}: Full Name, role`"
            ),
        };
        report.add(
            node.span(),
            format!("the actor @{id} is not declared"),
            Some(help),
        );
    }
    // `by=okafor` without the @ gives the article's words for somebody it does not name.
    let quotes = &input.article.quotes;
    let sources = quotes
        .iter()
        .flat_map(|q| q.speakers.iter().chain(&q.addressees).chain(&q.relayed_by));
    for source in sources {
        if let Who::Unnamed(words) = &source.who
            && known.contains(words.as_str())
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
