//! What is told of an actor: the words that hover, completion and lenses share.

use super::snapshot::Snapshot;
use crate::model::{Actor, DateValue, Quote, Role, Source, Who};

/// The office that somebody has on the article's day; the only one given, if it has no times.
pub(super) fn role_on<'a>(actor: &'a Actor, day: Option<&DateValue>) -> Option<&'a str> {
    let first = |d: &Option<DateValue>| d.as_ref().and_then(|d| d.earliest.clone());
    let last = |d: &Option<DateValue>| d.as_ref().and_then(|d| d.latest.clone());
    let day = day.and_then(|d| d.earliest.as_ref());
    let holds = |role: &&Role| {
        let Some(day) = day else { return true };
        first(&role.from).is_none_or(|from| from <= *day)
            && last(&role.to).is_none_or(|to| *day <= to)
    };
    let dated = actor.roles.iter().rev().find(holds);
    dated.map(|r| r.title.as_str()).or(actor.role.as_deref())
}

/// `Imre Vell, crane master`.
pub(super) fn name_and_role(actor: &Actor, day: Option<&DateValue>) -> String {
    match role_on(actor, day) {
        Some(role) => format!("{}, {role}", actor.name),
        None => actor.name.clone(),
    }
}

/// Whom a source names, in words.
pub(super) fn who(snapshot: &Snapshot, source: &Source) -> String {
    let article = snapshot.article();
    match article.resolve(&source.who) {
        Who::Actor(id) => article
            .actor(id)
            .map_or_else(|| format!("@{id}"), |a| a.name.clone()),
        Who::Unnamed(words) => words.clone(),
        Who::Unknown => "somebody who is not yet known".to_owned(),
        other => other.to_string(),
    }
}

pub(super) fn all(snapshot: &Snapshot, sources: &[Source]) -> String {
    let names: Vec<String> = sources.iter().map(|s| who(snapshot, s)).collect();
    match names.as_slice() {
        [all @ .., last] if !all.is_empty() => format!("{} and {last}", all.join(", ")),
        _ => names.concat(),
    }
}

/// Whether a quote is by an actor.
pub(super) fn is_by(snapshot: &Snapshot, quote: &Quote, id: &str) -> bool {
    let mut speakers = quote
        .speakers
        .iter()
        .map(|s| snapshot.article().resolve(&s.who));
    speakers.any(|w| matches!(w, Who::Actor(of) if of == id))
}
