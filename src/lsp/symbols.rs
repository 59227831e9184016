//! The outline of a document: its actors, and its quotes under who says them.

use tower_lsp::ls_types::{self as lsp, SymbolKind};

use super::actor;
use super::snapshot::Snapshot;
use crate::language::one_line;
use crate::model::Article;
use crate::syntax::{BlockKind, Span, Tree};

/// A name longer than this many characters is cut.
const LONGEST: usize = 60;

/// One line of the outline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Symbol {
    pub(super) name: String,
    pub(super) detail: String,
    pub(super) kind: SymbolKind,
    pub(super) whole: Span,
    /// What is selected; inside the whole.
    pub(super) name_span: Span,
    pub(super) children: Vec<Symbol>,
}

pub(super) fn symbols(article: &Article, tree: &Tree) -> Vec<Symbol> {
    let mut all = Vec::new();
    let header = tree
        .blocks()
        .next()
        .filter(|b| b.kind() == BlockKind::Header);
    if let Some(header) = header {
        let day = article.header.date.as_ref();
        let declared = article
            .actors
            .iter()
            .filter(|a| a.source.start < a.source.end);
        let actors = declared.map(|a| Symbol {
            name: a.name.clone(),
            detail: actor::role_on(a, day).unwrap_or_default().to_owned(),
            kind: SymbolKind::VARIABLE,
            whole: a.source.start..a.source.end,
            name_span: a.source.start..a.source.end,
            children: Vec::new(),
        });
        let title = article.header.title.clone();
        all.push(Symbol {
            name: cut(&title.unwrap_or_else(|| "header".to_owned())),
            detail: day.map(|d| d.value.clone()).unwrap_or_default(),
            kind: SymbolKind::NAMESPACE,
            whole: header.content(),
            name_span: header.content().start..header.content().start,
            children: actors.collect(),
        });
    }
    // Quotes one after the other by the same speakers stand under them together.
    for quote in &article.quotes {
        let (Some(first), Some(last)) = (quote.fragments.first(), quote.fragments.last()) else {
            continue;
        };
        let whole = first.whole.source.start..last.whole.source.end.max(first.whole.source.end);
        let speaker = match quote.speakers.as_slice() {
            [] => "nobody is named".to_owned(),
            speakers => actor::all(article, speakers),
        };
        let own = Symbol {
            name: cut(&first.text),
            detail: String::new(),
            kind: SymbolKind::STRING,
            name_span: whole.clone(),
            whole: whole.clone(),
            children: Vec::new(),
        };
        let same = |s: &&mut Symbol| s.kind == SymbolKind::OBJECT && s.name == speaker;
        match all.last_mut().filter(same) {
            Some(group) => {
                group.whole.end = group.whole.end.max(whole.end);
                group.children.push(own);
            }
            None => all.push(Symbol {
                name: speaker,
                detail: String::new(),
                kind: SymbolKind::OBJECT,
                name_span: whole.start..whole.start,
                whole,
                children: vec![own],
            }),
        }
    }
    all
}

/// Words as a name of the outline: on one line, not too long, and not empty.
fn cut(text: &str) -> String {
    let words = one_line(text);
    let mut cut: String = words.chars().take(LONGEST).collect();
    if cut.len() < words.len() {
        cut.push('…');
    }
    if cut.is_empty() {
        "…".to_owned()
    } else {
        cut
    }
}

#[allow(deprecated)] // The protocol's type has a field that is.
pub(super) fn answer(snapshot: &Snapshot, symbol: Symbol) -> lsp::DocumentSymbol {
    let children = symbol.children.into_iter().map(|c| answer(snapshot, c));
    lsp::DocumentSymbol {
        name: symbol.name,
        detail: Some(symbol.detail).filter(|d| !d.is_empty()),
        kind: symbol.kind,
        tags: None,
        deprecated: None,
        range: snapshot.range(symbol.whole),
        selection_range: snapshot.range(symbol.name_span),
        children: Some(children.collect()),
    }
}
