//! Actors who look like one person under two ids.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;
use std::ops::Range;

use rustc_hash::FxBuildHasher;

use super::node::{Field, find};
use super::problem::{Problems, short};
use super::store::Store;
use super::{Format, Known, Registry};
use crate::language::fold;
use crate::model::Actor;
use crate::syntax::Span;

/// The entries that have Wikidata items: in each number an item's hash, and below it the entry, so
/// that sorting brings those with the same item together, in the order of the files.
#[derive(Default)]
pub(super) struct Items(Vec<u64>);

/// What the hash of an item is, in the upper half.
pub(super) fn item_hash(fields: &[Field<'_>]) -> Option<u64> {
    let item = item(fields)?;
    Some(FxBuildHasher.hash_one(item) & 0xFFFF_FFFF_0000_0000)
}

fn item<'f>(fields: &'f [Field<'_>]) -> Option<&'f str> {
    let item = find(fields, "wikidata")?.words()?.trim();
    (!item.is_empty()).then_some(item)
}

impl Items {
    pub(super) fn push(&mut self, hash: u64, entry: u32) {
        self.0.push(hash | u64::from(entry));
    }
}

impl Registry {
    /// Warns of actors who have the same Wikidata item as one before them. `problems` are those of
    /// each source.
    pub(super) fn same_items(&self, items: Items, problems: &mut [Problems]) {
        let Items(mut items) = items;
        items.sort_unstable();
        let same_hash = items.chunk_by(|a, b| a >> 32 == b >> 32);
        for entries in same_hash.filter(|entries| entries.len() > 1) {
            let mut owners: HashMap<String, (u32, usize, Span)> = HashMap::new();
            for entry in entries.iter().map(|e| *e as u32) {
                let Some((head, item, source, span)) = self.store.item_that_counts(entry) else {
                    continue;
                };
                let here = (head, source, span.clone());
                let first = owners.entry(item.clone()).or_insert(here);
                if first.0 != head {
                    let [id, other] = [head, first.0].map(|head| short(self.store.id(head)));
                    let item = short(&item);
                    let message =
                        format!("the actor {id} has the Wikidata item {item}, as {other} has");
                    if let Some(problems) = problems.get_mut(source) {
                        problems
                            .warning(span, message)
                            .help("keep one of the two ids, or mend the item that is wrong")
                            .related(first.1, first.2.clone());
                    }
                }
            }
        }
    }

    /// Warns of actors who have the same name, kind and role as one before them, if one of the two
    /// stands among `entries`, which are those of files in TOML.
    ///
    /// People write TOML and know all who are in it. Among a million actors that a program writes
    /// hundreds have namesakes in the same office, who are nobody's slip.
    pub(super) fn namesakes(&self, entries: &[Range<u32>], problems: &mut [Problems]) {
        let mut done = HashSet::new();
        for entry in entries.iter().cloned().flatten() {
            let Some(head) = self.store.entries.get(entry as usize).map(|e| e.head) else {
                continue;
            };
            let name = self.store.names_of(head).start + 1;
            let folded = self.view().folded(name).to_ascii_lowercase();
            let same = self.view().equal(&self.orders.names, &folded);
            if same.len() < 2 || !done.insert(same.start) {
                continue;
            }
            let names = self.orders.names.names(same);
            let names = names.filter(|name| !self.store.is_id(*name));
            let mut heads: Vec<u32> = names.filter_map(|name| self.store.owner(name)).collect();
            heads.sort_unstable();
            let mut groups: HashMap<_, Vec<(u32, Actor)>> = HashMap::new();
            for head in heads {
                let actor = Known::new(self, head).actor();
                let key = (actor.kind.name(), office(&actor));
                groups.entry(key).or_default().push((head, actor));
            }
            for group in groups.values() {
                if group.iter().any(|(head, _)| self.is_in_toml(*head)) {
                    self.same_office(group, problems);
                }
            }
        }
    }

    /// Warns of all but the first of some actors who have the same name, kind and role.
    fn same_office(&self, group: &[(u32, Actor)], problems: &mut [Problems]) {
        let Some(((first, first_actor), others)) = group.split_first() else {
            return;
        };
        for (head, actor) in others {
            // Two items tell them apart, or are the same and were told of.
            if actor.wikidata.is_some() && first_actor.wikidata.is_some() {
                continue;
            }
            let (first_place, place) = (self.place_of_name(*first), self.place_of_name(*head));
            let (Some((first_source, first_span)), Some((source, span))) = (first_place, place)
            else {
                continue;
            };
            let role = actor.role.as_ref().map(|r| format!(", {r}"));
            let called = short(&(actor.name.clone() + &role.unwrap_or_default()));
            let (id, other) = (short(&actor.id), short(&first_actor.id));
            if let Some(problems) = problems.get_mut(source) {
                problems
                    .warning(span, format!("the actor {id} is {called}, as {other} is"))
                    .help("keep one of the two ids, or tell them apart by role or wikidata")
                    .related(first_source, first_span);
            }
        }
    }

    fn is_in_toml(&self, head: u32) -> bool {
        let mut sources = self.store.chain(head).map(|e| self.store.place(e).0);
        sources.any(|s| (self.sources().get(s)).is_some_and(|s| s.format == Format::Toml))
    }

    fn place_of_name(&self, head: u32) -> Option<(usize, Span)> {
        let fields = self.store.fields(head);
        let span = find(&fields, "name")?.span.clone();
        Some((self.store.place(head).0, span))
    }
}

impl Store {
    /// The actor of an entry, and its Wikidata item with its place, unless an earlier entry of the
    /// actor has one, which counts.
    fn item_that_counts(&self, entry: u32) -> Option<(u32, String, usize, Span)> {
        let head = self.entries.get(entry as usize)?.head;
        for one in self.chain(head) {
            let fields = self.fields(one);
            if let Some(node) = find(&fields, "wikidata") {
                let (source, span) = (self.place(one).0, node.span.clone());
                let item = item(&fields)?.to_owned();
                return (one == entry).then_some((head, item, source, span));
            }
        }
        None
    }
}

/// What an actor is, as it is compared: the role, or where there is none the offices.
fn office(actor: &Actor) -> String {
    let roles = || actor.roles.iter().map(|r| r.title.as_str());
    let role = actor.role.as_deref();
    fold(&role.map_or_else(|| roles().collect::<Vec<_>>().join("\n"), str::to_owned))
}
