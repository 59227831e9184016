//! What the articles of the workspace have in them: symbols by their letters, and how often each actor speaks.
//!
//! Of an article that is not open only this is kept, and never its text. An open one is asked itself.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use hashbrown::HashSet;
use tower_lsp::ls_types::{self as lsp, SymbolKind, Uri};

use super::across;
use super::actor;
use super::position::{Encoding, Text};
use super::snapshot::{Settings, Snapshot};
use super::symbols::{self, Symbol};
use crate::checks;
use crate::model::{Actor, Article};
use crate::syntax::{Tree, parse};

/// So many symbols are given; more letters narrow them down.
const MOST: usize = 500;

/// What is kept of an article.
#[derive(Default)]
pub(super) struct Entry {
    symbols: Box<[Kept]>,
    speakers: Box<[Speaker]>,
}

struct Kept {
    name: Box<str>,
    kind: SymbolKind,
    range: lsp::Range,
    /// The name of the symbol under which it stands.
    under: Option<Box<str>>,
}

/// An actor is the same in two articles if id and name are.
struct Speaker {
    id: Box<str>,
    name: Box<str>,
    quotes: usize,
}

impl Entry {
    fn new(article: &Article, tree: &Tree, text: &Text) -> Entry {
        let mut kept = Vec::new();
        let mut keep = |symbol: &Symbol, under: Option<&str>| {
            // Who speaks is no symbol of its own.
            if symbol.kind != SymbolKind::OBJECT {
                kept.push(Kept {
                    name: symbol.name.as_str().into(),
                    kind: symbol.kind,
                    range: text.range(symbol.whole.clone()),
                    under: under.map(Into::into),
                });
            }
        };
        for symbol in symbols::symbols(article, tree) {
            keep(&symbol, None);
            for child in &symbol.children {
                keep(child, Some(&symbol.name));
            }
        }
        let speakers = actor::counts(article)
            .into_iter()
            .filter_map(|(id, quotes)| {
                Some(Speaker {
                    id: id.into(),
                    name: article.actor(id)?.name.as_str().into(),
                    quotes,
                })
            });
        Entry {
            symbols: kept.into(),
            speakers: speakers.collect(),
        }
    }

    /// That of an open document.
    pub(super) fn of(snapshot: &Snapshot) -> Entry {
        Entry::new(snapshot.article(), &snapshot.tree, &snapshot.text)
    }

    /// That of an article's text, which is not checked for it.
    pub(super) fn of_text(text: &str, encoding: Encoding, settings: &Settings) -> Entry {
        let tree = parse(text);
        let article = checks::article(text, &tree, settings.registry());
        Entry::new(&article, &tree, &Text::new(text, encoding))
    }

    pub(super) fn quotes_of(&self, actor: &Actor) -> usize {
        let is_it = |s: &&Speaker| *s.id == *actor.id && *s.name == *actor.name;
        self.speakers.iter().find(is_it).map_or(0, |s| s.quotes)
    }
}

/// The articles of the workspace that are known.
#[derive(Default)]
pub(super) struct Index {
    entries: HashMap<PathBuf, Entry>,
    /// All have been read.
    pub(super) is_complete: bool,
}

impl Index {
    pub(super) fn put(&mut self, path: PathBuf, entry: Entry) {
        self.entries.insert(path, entry);
    }

    /// Forgets an article, or all that were in a folder.
    pub(super) fn remove(&mut self, path: &Path) {
        if self.entries.remove(path).is_none() {
            self.entries.retain(|known, _| !known.starts_with(path));
        }
    }

    /// How many quotes of an actor the articles have, without those that are `open`.
    pub(super) fn quotes_of(&self, actor: &Actor, open: &HashSet<PathBuf>) -> usize {
        let closed = self
            .entries
            .iter()
            .filter(|(path, _)| !open.contains(*path));
        closed.map(|(_, entry)| entry.quotes_of(actor)).sum()
    }

    /// The symbols of all articles whose names have all letters of the query in order, the best first.
    /// For the open ones the documents as they are now are asked.
    pub(super) fn matching(&self, query: &str, open: &[(Uri, Entry)]) -> Vec<lsp::WorkspaceSymbol> {
        let query = query.to_lowercase();
        // An address can be spelt in several ways.
        let paths: HashSet<PathBuf> = open.iter().filter_map(|(u, _)| across::path(u)).collect();
        let mut closed: Vec<_> = self.entries.iter().collect();
        closed.sort_by_key(|(path, _)| *path);
        let mut found: Vec<(u8, Uri, &Kept)> = Vec::new();
        let mut add = |uri: &dyn Fn() -> Option<Uri>, entry| {
            let Entry { symbols, .. }: &Entry = entry;
            let fitting: Vec<_> = symbols
                .iter()
                .filter_map(|kept| Some((rank(&query, &kept.name)?, kept)))
                .collect();
            let Some(uri) = uri().filter(|_| !fitting.is_empty()) else {
                return;
            };
            found.extend(
                fitting
                    .into_iter()
                    .map(|(rank, kept)| (rank, uri.clone(), kept)),
            );
        };
        for (uri, entry) in open {
            add(&|| Some(uri.clone()), entry);
        }
        for (path, entry) in closed {
            if !paths.contains(path) {
                add(&|| Uri::from_file_path(path), entry);
            }
        }
        found.sort_by_key(|(rank, ..)| *rank);
        found.truncate(MOST);
        let symbols = found
            .into_iter()
            .map(|(_, uri, kept)| lsp::WorkspaceSymbol {
                name: kept.name.to_string(),
                kind: kept.kind,
                tags: None,
                container_name: kept.under.as_ref().map(ToString::to_string),
                location: lsp::OneOf::Left(lsp::Location::new(uri, kept.range)),
                data: None,
            });
        symbols.collect()
    }
}

/// How well a name fits what is typed, the lower the better; none if it has not all letters in order.
fn rank(query: &str, name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    let mut letters = name.chars();
    if !query.chars().all(|q| letters.any(|c| c == q)) {
        return None;
    }
    Some(match name.find(query) {
        Some(0) => 0,
        Some(_) => 1,
        None => 2,
    })
}
