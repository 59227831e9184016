//! Formatting: of a document, of ranges, and of what has just been typed.

use tower_lsp::ls_types as lsp;

use super::snapshot::Snapshot;
use crate::format::format;
use crate::syntax::{Kind, Span};

/// What gives a document its form, or only what touches a range.
pub(super) fn answer(snapshot: &Snapshot, range: Option<&Span>) -> Vec<lsp::TextEdit> {
    let touches = |span: &Span, r: &Span| span.start <= r.end && r.start <= span.end;
    edits(snapshot, |span| range.is_none_or(|r| touches(span, r)))
}

/// What a `}` that has just been typed before a byte makes of its tag or comment, if it closes one. Other
/// tags are left alone: nobody has typed there.
pub(super) fn typed(snapshot: &Snapshot, at: usize) -> Vec<lsp::TextEdit> {
    let blocks = snapshot.tree.blocks_from(at.saturating_sub(1));
    let mut nodes = blocks.take(1).flat_map(|b| b.descendants());
    let closed = |kind: Kind| matches!(kind, Kind::Tag | Kind::Comment);
    let tag = nodes.find(|n| closed(n.kind()) && n.span().end == at);
    tag.map_or_else(Vec::new, |tag| {
        let within = tag.span();
        edits(snapshot, |span| {
            within.start <= span.start && span.end <= within.end
        })
    })
}

fn edits(snapshot: &Snapshot, is_wanted: impl Fn(&Span) -> bool) -> Vec<lsp::TextEdit> {
    let edits = format(snapshot.source(), &snapshot.tree).into_iter();
    let edits = edits.filter(|e| is_wanted(&e.span));
    edits
        .map(|e| lsp::TextEdit {
            range: snapshot.range(e.span),
            new_text: e.text,
        })
        .collect()
}
