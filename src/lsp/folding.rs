//! What can be folded: the header, comments over lines, quotes over paragraphs.

use tower_lsp::ls_types::{self as lsp, FoldingRangeKind};

use super::snapshot::Snapshot;
use crate::syntax::{BlockKind, Kind};

pub(super) fn ranges(snapshot: &Snapshot) -> Vec<lsp::FoldingRange> {
    let header = snapshot
        .tree
        .blocks()
        .filter(|b| b.kind() == BlockKind::Header);
    let header = header.map(|b| (b.content(), FoldingRangeKind::Imports));
    let comments = snapshot
        .tree
        .descendants()
        .filter(|n| n.kind() == Kind::Comment);
    let comments = comments.map(|n| (n.span(), FoldingRangeKind::Comment));
    let quotes = snapshot.article().quotes.iter().filter_map(|q| {
        let (first, last) = (q.fragments.first()?, q.fragments.last()?);
        let span = first.whole.source.start..last.whole.source.end;
        (span.start < span.end).then_some((span, FoldingRangeKind::Region))
    });
    let all = header
        .chain(comments)
        .chain(quotes)
        .filter_map(|(span, kind)| {
            let range = snapshot.range(span);
            (range.start.line < range.end.line).then(|| lsp::FoldingRange {
                start_line: range.start.line,
                end_line: range.end.line,
                kind: Some(kind),
                ..lsp::FoldingRange::default()
            })
        });
    all.collect()
}
