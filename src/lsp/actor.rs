//! What is told of an actor: the words that hover, completion and lenses share.

use hashbrown::{HashMap, HashSet};

use crate::model::{Actor, Article, DateValue, Quote, Role, Source, Who};

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
fn who(article: &Article, source: &Source) -> String {
    match article.resolve(&source.who) {
        Who::Actor(id) => article
            .actor(id)
            .map_or_else(|| format!("@{id}"), |a| a.name.clone()),
        Who::Unnamed(words) => words.clone(),
        Who::Unknown => "somebody who is not yet known".to_owned(),
        other => other.to_string(),
    }
}

/// Whom sources name, in words; nothing if there are none.
pub(super) fn all(article: &Article, sources: &[Source]) -> String {
    let names: Vec<String> = sources.iter().map(|s| who(article, s)).collect();
    match names.as_slice() {
        [all @ .., last] if !all.is_empty() => format!("{} and {last}", all.join(", ")),
        _ => names.concat(),
    }
}

/// The ids of the actors who speak a quote.
pub(super) fn speakers<'a>(
    article: &'a Article,
    quote: &'a Quote,
) -> impl Iterator<Item = &'a str> {
    let speakers = quote.speakers.iter().map(|s| article.resolve(&s.who));
    speakers.filter_map(|w| match w {
        Who::Actor(id) => Some(id.as_str()),
        _ => None,
    })
}

/// Whether a quote is by an actor.
pub(super) fn is_by(article: &Article, quote: &Quote, id: &str) -> bool {
    speakers(article, quote).any(|of| of == id)
}

/// How many quotes of an article each actor speaks, in one go through them.
pub(super) fn counts(article: &Article) -> HashMap<&str, usize> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for quote in &article.quotes {
        let ids: HashSet<&str> = speakers(article, quote).collect();
        ids.into_iter()
            .for_each(|id| *counts.entry(id).or_default() += 1);
    }
    counts
}

/// How many quotes of an article are by an actor.
pub(super) fn quotes_by(article: &Article, id: &str) -> usize {
    let quotes = article.quotes.iter();
    quotes.filter(|q| is_by(article, q, id)).count()
}
