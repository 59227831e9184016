//! Ids for those who have none: such as nobody has in the article or the registries.

use hashbrown::{HashMap, HashSet};

use crate::model::{Article, Who};
use crate::registry::Registry;

/// The ids that are taken.
pub(super) struct Ids<'r> {
    registry: &'r Registry,
    taken: HashSet<String>,
    /// Behind an id of which all lower numbers are taken.
    next: HashMap<String, usize>,
}

impl<'r> Ids<'r> {
    /// Those of an article: of its actors, and of tags that name somebody whom it does not declare.
    pub(super) fn of(article: &Article, registry: &'r Registry) -> Ids<'r> {
        let quotes = article.quotes.iter();
        let quotes = quotes.flat_map(|q| [&q.speakers, &q.addressees, &q.relayed_by]);
        let mentions = article.mentions.iter().map(|m| &m.actors);
        let named = quotes.chain(mentions).flatten().map(|s| &s.who);
        let named = named.filter_map(|w| match w {
            Who::Actor(id) => Some(id),
            _ => None,
        });
        let declared = article.actors.iter().map(|a| &a.id);
        Ids {
            registry,
            taken: named.chain(declared).cloned().collect(),
            next: HashMap::new(),
        }
    }

    /// An id that is free, and taken from now on: the wanted one, or the same with a number.
    pub(super) fn take(&mut self, wanted: &str) -> String {
        let mut number = self.next.get(wanted).copied().unwrap_or(1);
        let free = loop {
            let id = match number {
                1 => wanted.to_owned(),
                _ => format!("{wanted}{number}"),
            };
            number += 1;
            if !self.taken.contains(&id) && self.registry.get(&id).is_none() {
                break id;
            }
        };
        self.next.insert(wanted.to_owned(), number);
        self.taken.insert(free.clone());
        free
    }
}

/// An id that neither an article nor a registry has.
#[cfg(feature = "lsp")]
pub(crate) fn free(article: &Article, registry: &Registry, wanted: &str) -> String {
    Ids::of(article, registry).take(wanted)
}
