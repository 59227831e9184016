//! Entries become actors: what several files say of one is put together.

use std::collections::HashSet;
use std::hash::BuildHasher;
use std::ops::Range;

use super::Registry;
use super::names::Name;
use super::node::{Field, Node, find};
use super::problem::{Problems, short};
use super::store::{Entry, NONE, Store};

/// The most files in which an actor may stand, so that its places are few.
const MOST_FILES: usize = 64;

impl Registry {
    /// Takes in a checked entry of the source that `problems` is about: `names` are its id, its
    /// name, which may be empty, and its aliases.
    pub(super) fn enter(
        &mut self,
        problems: &mut Problems,
        place: Range<u32>,
        names: &[Name],
        fields: Option<Vec<Field<'static>>>,
    ) {
        let [id, name, aliases @ ..] = names else {
            return;
        };
        let source = problems.source;
        let Registry {
            store,
            by_id,
            hasher,
            ..
        } = self;
        let text = store.texts.written(*id);
        let hash = hasher.hash_one(text);
        let head = by_id.find(hash, |head| store.id(*head) == text).copied();
        let index = store.entries.len() as u32;
        let mut entry = Entry {
            start: store.texts.start(source) + place.start,
            len: place.end - place.start,
            first: store.names.len() as u32,
            head: index,
            next: NONE,
        };
        let span = place.start as usize..place.end as usize;
        let Some(head) = head else {
            if name.len == 0 {
                let message = format!(
                    "the actor {} has no name: expected the key name",
                    short(text)
                );
                problems.error(span, message);
                return;
            }
            store.push(entry, names.iter().copied(), fields);
            by_id.insert_unique(hash, index, |head| hasher.hash_one(store.id(*head)));
            return;
        };
        let chain: Vec<u32> = store.chain(head).collect();
        let Some(last) = chain.last().copied() else {
            return;
        };
        let (last_source, last_span) = store.place(last);
        if last_source == source {
            let message = format!(
                "the actor {} stands here a second time: expected each id once in a file",
                short(text)
            );
            problems.error(span, message).related(source, last_span);
            return;
        }
        if chain.len() == MOST_FILES {
            let message = format!(
                "the actor {} stands in more than {MOST_FILES} files: expected fewer",
                short(text)
            );
            problems.error(span, message);
            return;
        }
        let known: HashSet<&str> = chain.iter().flat_map(|e| store.aliases_in(*e)).collect();
        let is_new = |a: &Name| !known.contains(store.texts.written(*a));
        let new: Vec<Name> = aliases.iter().copied().filter(is_new).collect();
        entry.head = head;
        store.push(entry, new.into_iter(), fields);
        store.conflicts(&chain, index, problems);
        if let Some(last) = store.entries.get_mut(last as usize) {
            last.next = index;
        }
    }
}

impl Store {
    /// Reports keys to which `later` gives another value than the entries before it.
    fn conflicts(&self, chain: &[u32], later: u32, problems: &mut Problems) {
        let earlier: Vec<_> = chain
            .iter()
            .map(|e| (self.place(*e).0, self.fields(*e)))
            .collect();
        for field in self.fields(later) {
            if field.key == "aliases" {
                continue;
            }
            let first = earlier
                .iter()
                .find_map(|(source, fields)| Some((*source, find(fields, &field.key)?)));
            let Some((source, node)) = first.filter(|(_, node)| !node.says(&field.node)) else {
                continue;
            };
            let told = |node: &Node<'_>| node.words().map_or(node.sort().to_owned(), short);
            let file = self.texts.sources.get(source).map_or("", |s| &s.name);
            let message = format!(
                "{} is {} here and {} in {file}, which counts",
                short(&field.key),
                told(&field.node),
                told(node)
            );
            problems
                .warning(field.node.span.clone(), message)
                .help("say it in one file only, or the same in both")
                .related(source, node.span.clone());
        }
    }
}
