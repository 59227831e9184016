//! An actor of the registry.

use std::fmt;

use super::Registry;
use super::check::actor;
use super::node::find;
use crate::model::Actor;
use crate::syntax::Span;

/// An actor that the registry knows.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    registry: &'a Registry,
    /// Its first entry.
    head: u32,
}

impl<'a> Known<'a> {
    pub(super) fn new(registry: &'a Registry, head: u32) -> Self {
        Known { registry, head }
    }

    /// What tags call the actor, without the `@`.
    pub fn id(&self) -> &'a str {
        self.registry.store.id(self.head)
    }

    /// The full name.
    pub fn name(&self) -> &'a str {
        self.registry.store.full_name(self.head)
    }

    /// The other names, in the order of the files.
    pub fn aliases(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let store = &self.registry.store;
        let entries = store.chain(self.head);
        entries.flat_map(|entry| store.aliases_in(entry))
    }

    /// All that the files say of the actor, read again from where it stands. Its place in an
    /// article is empty.
    pub fn actor(&self) -> Actor {
        actor(&self.registry.store.united(self.head))
    }

    /// Where the files tell of the actor: for each the number of the source and the bytes of its
    /// text, which are the object in JSON Lines, the record in CSV and the id in TOML.
    pub fn places(&self) -> impl Iterator<Item = (usize, Span)> + use<'a> {
        let store = &self.registry.store;
        store.chain(self.head).map(|entry| store.place(entry))
    }

    /// Where each entry has its id: the number of the source and the bytes of its text, quotation marks included.
    pub fn id_places(&self) -> impl Iterator<Item = (usize, Span)> + use<'a> {
        let store = &self.registry.store;
        store.chain(self.head).filter_map(|entry| {
            let fields = store.fields(entry);
            Some((store.place(entry).0, find(&fields, "id")?.span.clone()))
        })
    }

    /// Where the value of a key stands, or with `id` the id: the number of the source that counts
    /// and the bytes of its text, quotation marks included.
    pub fn value_place(&self, key: &str) -> Option<(usize, Span)> {
        let store = &self.registry.store;
        let mut entries = store.chain(self.head);
        entries.find_map(|entry| {
            let fields = store.fields(entry);
            let span = find(&fields, key)?.span.clone();
            Some((store.place(entry).0, span))
        })
    }
}

impl PartialEq for Known<'_> {
    /// Whether both are the same actor of the same registry.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.registry, other.registry) && self.head == other.head
    }
}

impl Eq for Known<'_> {}

impl fmt::Debug for Known<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Known")
            .field("id", &self.id())
            .field("name", &self.name())
            .finish_non_exhaustive()
    }
}
