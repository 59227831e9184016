//! Formatting: of a document, of ranges, and of what has just been typed.

use tower_lsp::ls_types as lsp;

use super::snapshot::Snapshot;
use crate::checks::TextEdit;
use crate::format::format_block;
use crate::syntax::{BlockKind, Kind, Span};

/// What gives a document its form, or only what touches a range. A header is put into columns as a whole.
pub(super) fn answer(snapshot: &Snapshot, range: Option<&Span>) -> Vec<lsp::TextEdit> {
    let touches = |span: &Span| range.is_none_or(|r| span.start <= r.end && r.start <= span.end);
    let blocks = snapshot.tree.blocks().filter(|b| touches(&b.span()));
    let all = blocks.flat_map(|b| {
        let own = format_block(snapshot.source(), &b);
        edits(snapshot, own, |span| {
            b.kind() == BlockKind::Header || touches(span)
        })
    });
    all.collect()
}

/// What a `}` that has just been typed before a byte makes of its tag or comment, if it closes one. Other
/// tags are left alone: nobody has typed there.
pub(super) fn typed(snapshot: &Snapshot, at: usize) -> Vec<lsp::TextEdit> {
    let Some(block) = snapshot.tree.blocks_from(at.saturating_sub(1)).next() else {
        return Vec::new();
    };
    let closed = |kind: Kind| matches!(kind, Kind::Tag | Kind::Comment);
    let tag = block
        .descendants()
        .find(|n| closed(n.kind()) && n.span().end == at);
    tag.map_or_else(Vec::new, |tag| {
        let within = tag.span();
        edits(snapshot, format_block(snapshot.source(), &block), |span| {
            within.start <= span.start && span.end <= within.end
        })
    })
}

/// Those edits that are wanted, as the protocol has them.
fn edits(
    snapshot: &Snapshot,
    all: Vec<TextEdit>,
    is_wanted: impl Fn(&Span) -> bool,
) -> Vec<lsp::TextEdit> {
    let edits = all.into_iter().filter(|e| is_wanted(&e.span));
    edits
        .map(|e| lsp::TextEdit {
            range: snapshot.range(e.span),
            new_text: e.text,
        })
        .collect()
}
