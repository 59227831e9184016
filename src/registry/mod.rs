//! The actors that a whole workspace knows.
//!
//! In come the texts of registry files, in TOML, JSON Lines or CSV; out come a [`Registry`], in
//! which actors are found by id, by name, by the beginning of a name and by what is nearly a
//! name, and the [`Problem`]s of the files, each with its place. Nothing here knows of articles,
//! folders or editors.
//!
//! ```
//! use newsmark::registry::{Format, Registry, Source};
//!
//! let people = Source::new(
//!     "people.toml",
//!     Format::Toml,
//!     "[actors]\nvell = \"Imre Vell, crane master\"\n",
//! );
//! let more = Source::new(
//!     "more.jsonl",
//!     Format::JsonLines,
//!     "{\"id\": \"vell\", \"aliases\": [\"Vell\", \"Imi\"]}\n",
//! );
//! let (registry, problems) = Registry::load(vec![people, more]);
//! assert!(problems.is_empty());
//!
//! let vell = registry.get("vell").unwrap();
//! assert_eq!(vell.name(), "Imre Vell");
//! assert_eq!(vell.actor().role.as_deref(), Some("crane master"));
//! assert_eq!(registry.named("VELL").next().unwrap().id(), "vell");
//! assert_eq!(registry.starting_with("im", 10)[0].id(), "vell");
//! assert_eq!(registry.similar("Imer Vel", 10)[0].id(), "vell");
//! ```
//!
//! # Files
//!
//! The keys of an actor are those that it has in an article's header: `name`, `kind`, `role`,
//! `roles`, `aliases`, `pronouns`, `wikidata`, `url`, `note`. Any other is an error in TOML, which
//! people write; in the other formats it is metadata, and an error if it is nearly one of these.
//! The id is what tags say behind `@`. A file may begin with a byte order mark.
//!
//! - **TOML**: a table for each actor, `[actors.vell]`, or one line in the table `actors`,
//!   `vell = "Imre Vell, crane master"`. Dates in roles may be TOML's own.
//! - **JSON Lines**: an object on each line, in which `id` is a key like the others. `null`
//!   is as good as nothing.
//! - **CSV** (RFC 4180): the first record names the columns, of which `id` and `name` must be
//!   there. A bar separates aliases. An empty cell says nothing; a column `roles` there is not.
//!
//! In one file an id stands once. A later file adds to an actor the keys and aliases that are
//! missing, and need not repeat the name; where it says something else, the earlier file counts.
//! Two ids with one Wikidata item are doubtful, and in TOML two with one name and role.
//!
//! # What it takes
//!
//! The texts stay in memory and names point into them; a TOML file's values are kept as well.
//! All files together may have 858,993,459 bytes. Loading takes time in proportion to the files
//! and a logarithm for sorting, on two threads or more. An actor's other values are read again
//! from its place when they are asked for.

mod check;
mod csv;
mod index;
mod json;
mod known;
mod load;
mod merge;
mod names;
mod near;
mod node;
mod problem;
mod store;
#[cfg(test)]
mod tests;
mod toml;
mod twice;

use std::collections::HashSet;
use std::fmt;
use std::hash::BuildHasher;
use std::path::Path;

use hashbrown::{DefaultHashBuilder, HashTable};

pub use known::Known;
pub use problem::{Level, Problem};

use crate::language::fold;
use index::{Order, View};
use names::Name;
use near::Walk;
use store::Store;

/// How a registry file is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[non_exhaustive]
pub enum Format {
    /// TOML, which people write.
    Toml,
    /// JSON Lines: an object a line.
    JsonLines,
    /// Comma-separated values with a first record that names the columns.
    Csv,
}

impl Format {
    /// The format that a path's ending stands for: `toml`, `jsonl` or `ndjson`, `csv`.
    ///
    /// ```
    /// use newsmark::registry::Format;
    ///
    /// assert_eq!(Format::of_path("actors/people.ndjson"), Some(Format::JsonLines));
    /// assert_eq!(Format::of_path("people.txt"), None);
    /// ```
    pub fn of_path(path: impl AsRef<Path>) -> Option<Format> {
        let ending = path.as_ref().extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "toml" => Some(Format::Toml),
            "jsonl" | "ndjson" => Some(Format::JsonLines),
            "csv" => Some(Format::Csv),
            _ => None,
        }
    }
}

/// A registry file.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Source {
    /// What messages call it.
    pub name: String,
    /// How it is written.
    pub format: Format,
    /// What is in it.
    pub text: String,
}

impl Source {
    /// A file with this name and text.
    pub fn new(name: impl Into<String>, format: Format, text: impl Into<String>) -> Source {
        Source {
            name: name.into(),
            format,
            text: text.into(),
        }
    }
}

/// The known actors.
#[derive(Default)]
pub struct Registry {
    store: Store,
    /// The first entry of each actor.
    by_id: HashTable<u32>,
    hasher: DefaultHashBuilder,
    orders: Orders,
}

/// The names in alphabetical order.
#[derive(Default)]
struct Orders {
    /// Ids and full names.
    names: Order,
    aliases: Order,
    /// Full names from a later word on.
    words: Order,
    word_list: Vec<Name>,
    /// The full name of each word.
    word_of: Vec<u32>,
    /// Ids, full names and aliases, from the back.
    backwards: Order,
}

impl Registry {
    /// Reads files, in this order: what an earlier one says, a later one does not change.
    ///
    /// Never fails: what makes no sense is left out and is a problem. The problems are in the
    /// order of the sources, those of each in the order of its text and no more than a thousand
    /// of them, with one at the end that says how many there are besides.
    pub fn load(sources: Vec<Source>) -> (Registry, Vec<Problem>) {
        Registry::read(sources, load::parts)
    }

    /// The files, as they were given.
    pub fn sources(&self) -> &[Source] {
        &self.store.texts.sources
    }

    /// How many actors there are.
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// All actors, in the order in which the files first name them.
    pub fn iter(&self) -> impl Iterator<Item = Known<'_>> {
        self.store.heads().map(|head| Known::new(self, head))
    }

    /// The actor with this id. Case matters.
    pub fn get(&self, id: &str) -> Option<Known<'_>> {
        let hash = self.hasher.hash_one(id);
        let head = self.by_id.find(hash, |head| self.store.id(*head) == id)?;
        Some(Known::new(self, *head))
    }

    /// The actors that have this name or alias, without regard to case and diacritics: first
    /// those of whom it is the full name, each group in the order of the files.
    pub fn named<'a>(&'a self, name: &str) -> impl Iterator<Item = Known<'a>> + use<'a> {
        let mut seen = HashSet::new();
        self.called(&searched(name).unwrap_or_default())
            .filter(|name| !self.store.is_id(*name))
            .filter_map(move |name| self.unless_seen(name, &mut seen))
    }

    /// At most `limit` actors of whom the id or a name begins with `prefix`, without regard to
    /// case and diacritics. Those of whom the id or full name does come first, then those of
    /// whom a later word of the full name does, then those of whom an alias does; each group in
    /// alphabetical order of what begins with it.
    pub fn starting_with(&self, prefix: &str, limit: usize) -> Vec<Known<'_>> {
        let Some(prefix) = searched(prefix) else {
            return Vec::new();
        };
        let mut seen = HashSet::new();
        let Orders {
            names,
            words,
            aliases,
            ..
        } = &self.orders;
        let names = names.names(self.view().beginning(names, &prefix));
        let words = words
            .names(self.word_view().beginning(words, &prefix))
            .filter_map(|word| self.orders.word_of.get(word as usize).copied());
        let aliases = aliases.names(self.view().beginning(aliases, &prefix));
        let found = names.chain(words).chain(aliases);
        found
            .filter_map(|name| self.unless_seen(name, &mut seen))
            .take(limit)
            .collect()
    }

    /// At most `limit` actors whose id, name or an alias is nearly `text`, without regard to case
    /// and diacritics: up to 5 letters may differ by one, up to 10 by two, more by three, where a
    /// letter too many, too few or another is one, and two exchanged neighbours are one (the
    /// optimal string alignment distance). The nearest come first, those equally near in
    /// alphabetical order of what is near.
    pub fn similar(&self, text: &str, limit: usize) -> Vec<Known<'_>> {
        let Some(text) = searched(text) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for order in [
            (self.view(), &self.orders.names),
            (self.view(), &self.orders.aliases),
            (self.back_view(), &self.orders.backwards),
        ] {
            Walk::new(order, &text, &mut found).run();
        }
        let lower = |(distance, name): (usize, &str)| (distance, name.to_ascii_lowercase());
        let mut found: Vec<_> = found.into_iter().map(lower).collect();
        found.sort_unstable();
        let mut seen = HashSet::new();
        found
            .iter()
            .flat_map(|(_, name)| self.called(name))
            .filter_map(|name| self.unless_seen(name, &mut seen))
            .take(limit)
            .collect()
    }

    /// The ids and names that are `text`, which is folded, then the aliases.
    fn called(&self, text: &str) -> impl Iterator<Item = u32> + use<'_> {
        let Orders { names, aliases, .. } = &self.orders;
        let names = names.names(self.view().equal(names, text));
        names.chain(aliases.names(self.view().equal(aliases, text)))
    }

    /// Whose name it is, the first time that it is asked for.
    fn unless_seen(&self, name: u32, seen: &mut HashSet<u32>) -> Option<Known<'_>> {
        let head = self.store.owner(name)?;
        seen.insert(head).then(|| Known::new(self, head))
    }

    fn view(&self) -> View<'_> {
        View {
            texts: &self.store.texts,
            names: &self.store.names,
            backwards: false,
        }
    }

    fn back_view(&self) -> View<'_> {
        View {
            backwards: true,
            ..self.view()
        }
    }

    fn word_view(&self) -> View<'_> {
        View {
            names: &self.orders.word_list,
            ..self.view()
        }
    }

    /// Puts the names in order.
    fn sort(&mut self) {
        let (mut word_list, mut word_of) = (Vec::new(), Vec::new());
        for head in self.store.heads() {
            let full = self.store.names_of(head).start + 1;
            if let Some(name) = self.store.names.get(full as usize) {
                word_list.extend(name.later_words(&self.store.texts));
                word_of.resize(word_list.len(), full);
            }
        }
        self.orders.word_list = word_list;
        self.orders.word_of = word_of;
        let (many, heads) = (self.store.names.len(), self.len());
        let names = || {
            let names = self.store.heads().flat_map(|head| {
                let first = self.store.names_of(head).start;
                first..first + 2
            });
            self.view().order(names, 2 * heads)
        };
        let aliases = || {
            let entries = 0..self.store.entries.len() as u32;
            let aliases = entries.flat_map(|e| self.store.alias_names(e));
            self.view().order(aliases, many - 2 * heads)
        };
        let words = || {
            let words = self.orders.word_list.len();
            self.word_view().order(0..words as u32, words)
        };
        let backwards = || self.back_view().order(0..many as u32, many);
        let all: [&(dyn Fn() -> Order + Sync); 4] = [&names, &aliases, &words, &backwards];
        let done = if many < FEW {
            all.iter().map(|order| order()).collect()
        } else {
            load::side_by_side(&all, |order| order())
        };
        let mut done = done.into_iter();
        let mut next = || done.next().unwrap_or_default();
        self.orders.names = next();
        self.orders.aliases = next();
        self.orders.words = next();
        self.orders.backwards = next();
    }
}

/// So few names are sorted on one thread.
const FEW: usize = 10_000;

/// A text as names are compared. None if no name can be like it.
fn searched(text: &str) -> Option<String> {
    (!text.contains(char::is_control)).then(|| fold(text))
}

impl fmt::Debug for Registry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.sources().iter().map(|s| s.name.as_str()).collect();
        f.debug_struct("Registry")
            .field("sources", &names)
            .field("len", &self.len())
            .finish_non_exhaustive()
    }
}
