//! Addresses in the header that an editor can open: the article's, and those of its actors.

use tower_lsp::ls_types as lsp;

use super::snapshot::Snapshot;
use crate::syntax::{BlockKind, Kind, Node, Span};

/// The bytes of each address, and where it leads.
pub(super) fn links(snapshot: &Snapshot) -> Vec<(Span, String)> {
    let header = snapshot.tree.blocks().next();
    let header = header.filter(|b| b.kind() == BlockKind::Header);
    let entries = header.into_iter().flat_map(|b| b.descendants());
    let entries = entries.filter(|n| n.kind() == Kind::Entry);
    entries.filter_map(|entry| link(snapshot, &entry)).collect()
}

fn link(snapshot: &Snapshot, entry: &Node<'_>) -> Option<(Span, String)> {
    let source = snapshot.source();
    let value = entry.children().find(|n| n.kind() == Kind::Scalar)?;
    let written = value.text(source).trim_matches(['"', '\'']);
    let target = match source.get(entry.inner())? {
        "url" if written.starts_with("https://") || written.starts_with("http://") => {
            written.to_owned()
        }
        "wikidata" => format!("https://www.wikidata.org/wiki/{written}"),
        _ => return None,
    };
    Some((value.span(), target))
}

pub(super) fn answer(snapshot: &Snapshot) -> Vec<lsp::DocumentLink> {
    let links = links(snapshot).into_iter().filter_map(|(span, target)| {
        Some(lsp::DocumentLink {
            range: snapshot.range(span),
            target: Some(target.parse().ok()?),
            tooltip: None,
            data: None,
        })
    });
    links.collect()
}
