//! What is told of an actor and of whoever is behind words: what pages, lists and editors share.

use super::{Actor, Article, DateValue, Role, Source, Who};

/// The office that somebody has on the article's day; the only one given, if it has no times.
pub(crate) fn role_on<'a>(actor: &'a Actor, day: Option<&DateValue>) -> Option<&'a str> {
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
pub(crate) fn name_and_role(actor: &Actor, day: Option<&DateValue>) -> String {
    match role_on(actor, day) {
        Some(role) => format!("{}, {role}", actor.name),
        None => actor.name.clone(),
    }
}

/// Who it is, in words.
pub(crate) fn who(article: &Article, who: &Who) -> String {
    match article.resolve(who) {
        Who::Actor(id) => match article.actor(id) {
            Some(actor) if !actor.name.is_empty() => actor.name.clone(),
            _ => format!("@{id}"),
        },
        Who::Unnamed(words) => words.clone(),
        // Words that name nobody whom the article names otherwise.
        Who::Reference(id) => {
            let mention = article.mention(id);
            mention.map_or_else(|| format!("#{id}"), |m| m.text.clone())
        }
        Who::Unknown => "somebody who is not yet known".to_owned(),
    }
}

/// Whom sources name, in words; nothing if there are none.
pub(crate) fn all(article: &Article, sources: &[Source]) -> String {
    let names: Vec<String> = sources.iter().map(|s| who(article, &s.who)).collect();
    match names.as_slice() {
        [all @ .., last] if !all.is_empty() => format!("{} and {last}", all.join(", ")),
        _ => names.concat(),
    }
}
