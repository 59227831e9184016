//! What the registry holds: texts, the names in them, and the entries that have these names.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::check::check;
use super::csv::{Columns, Records};
use super::names::{Name, Texts};
use super::node::{Field, unite};
use super::problem::Problems;
use super::{Format, json};
use crate::syntax::Span;

#[derive(Default)]
pub(super) struct Store {
    pub(super) texts: Texts,
    /// The ids, names and aliases of every entry, one entry's behind the other's.
    pub(super) names: Vec<Name>,
    pub(super) entries: Vec<Entry>,
    /// The columns of each source that is CSV.
    pub(super) columns: Vec<Columns>,
    /// The misspelt keys of each source that is JSON Lines, which say nothing.
    pub(super) odd_keys: Vec<HashSet<String>>,
    /// The fields of entries that cannot be read again from their places.
    kept: HashMap<u32, Vec<Field<'static>>>,
}

/// Something that a file says of an actor.
pub(super) struct Entry {
    /// Its place, counted through all sources.
    pub(super) start: u32,
    pub(super) len: u32,
    /// Its first name.
    pub(super) first: u32,
    /// The first entry of the same actor, which may be itself.
    pub(super) head: u32,
    /// The next entry of the same actor.
    pub(super) next: u32,
}

/// No entry.
pub(super) const NONE: u32 = u32::MAX;

impl Store {
    /// Adds an entry with its names, and its fields if they cannot be read again.
    pub(super) fn push(
        &mut self,
        entry: Entry,
        names: impl Iterator<Item = Name>,
        fields: Option<Vec<Field<'static>>>,
    ) {
        if let Some(fields) = fields {
            self.kept.insert(self.entries.len() as u32, fields);
        }
        self.names.extend(names);
        self.entries.push(entry);
    }

    /// The first entries of the actors.
    pub(super) fn heads(&self) -> impl Iterator<Item = u32> {
        let heads = (0..).zip(&self.entries).filter(|(i, e)| e.head == *i);
        heads.map(|(i, _)| i)
    }

    /// The first entry of the actor that has a name.
    pub(super) fn owner(&self, name: u32) -> Option<u32> {
        let behind = self.entries.partition_point(|e| e.first <= name);
        Some(self.entries.get(behind.checked_sub(1)?)?.head)
    }

    /// Whether a name is an actor's id.
    pub(super) fn is_id(&self, name: u32) -> bool {
        self.owner(name)
            .is_some_and(|head| self.names_of(head).start == name)
    }

    /// The entries of an actor, from the first on.
    pub(super) fn chain(&self, head: u32) -> impl Iterator<Item = u32> {
        let entry = |e: u32| (e != NONE).then_some(e);
        std::iter::successors(entry(head), move |e| {
            entry(self.entries.get(*e as usize)?.next)
        })
    }

    /// The source in which an entry stands, and its place in it.
    pub(super) fn place(&self, entry: u32) -> (usize, Span) {
        let Some(entry) = self.entries.get(entry as usize) else {
            return (0, 0..0);
        };
        let source = self.texts.source_of(entry.start);
        let start = (entry.start - self.texts.start(source)) as usize;
        (source, start..start + entry.len as usize)
    }

    /// The names of an entry: for an actor's first its id, its name and its aliases, for a later
    /// one the aliases that it adds.
    pub(super) fn names_of(&self, entry: u32) -> Range<u32> {
        let first = |e: u32| self.entries.get(e as usize).map(|e| e.first);
        let all = self.names.len() as u32;
        first(entry).unwrap_or(all)..first(entry + 1).unwrap_or(all)
    }

    /// The aliases that an entry adds to its actor.
    pub(super) fn aliases_in(&self, entry: u32) -> impl Iterator<Item = &str> {
        self.alias_names(entry).map(|name| self.name(name))
    }

    pub(super) fn alias_names(&self, entry: u32) -> Range<u32> {
        let Range { start, end } = self.names_of(entry);
        let is_head = self
            .entries
            .get(entry as usize)
            .is_some_and(|e| e.head == entry);
        if is_head { start + 2..end } else { start..end }
    }

    /// The checked fields of an entry, read again.
    pub(super) fn fields(&self, entry: u32) -> Vec<Field<'_>> {
        if let Some(fields) = self.kept.get(&entry) {
            return fields.clone();
        }
        let (source, span) = self.place(entry);
        let Some(of) = self.texts.sources.get(source) else {
            return Vec::new();
        };
        let mut silent = Problems::new(source);
        let fields = match (
            of.format,
            of.text.get(span.clone()),
            self.columns.get(source),
        ) {
            (Format::JsonLines, Some(line), _) => json::line(&of.text, line, &mut silent),
            (Format::Csv, _, Some(columns)) => {
                let mut cells = Vec::new();
                let record = Records::new(&of.text, span).next(&mut cells, &mut silent);
                record.and_then(|r| columns.fields(&r, &mut cells, &mut silent))
            }
            _ => None,
        };
        let mut fields = fields.unwrap_or_default();
        if let Some(odd) = self.odd_keys.get(source).filter(|odd| !odd.is_empty()) {
            fields.retain(|f| !odd.contains(&*f.key));
        }
        check(&mut fields, &(0..0), &mut silent);
        fields
    }

    /// What all entries of an actor say.
    pub(super) fn united(&self, head: u32) -> Vec<Field<'_>> {
        let mut fields = Vec::new();
        for entry in self.chain(head) {
            unite(&mut fields, self.fields(entry));
        }
        fields
    }

    /// The id of the actor whose first entry it is.
    pub(super) fn id(&self, head: u32) -> &str {
        self.name(self.names_of(head).start)
    }

    /// Its full name.
    pub(super) fn full_name(&self, head: u32) -> &str {
        self.name(self.names_of(head).start + 1)
    }

    pub(super) fn name(&self, name: u32) -> &str {
        let name = self.names.get(name as usize);
        name.map_or("", |n| self.texts.written(*n))
    }
}
