//! What is told of an actor: the words that hover, completion and lenses share.

use hashbrown::{HashMap, HashSet};

pub(super) use crate::model::told::{all, name_and_role, role_on};
use crate::model::{Article, Quote, Who};

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
