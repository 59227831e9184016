//! Selecting more and more: a word, the markup around it, the sentence, the paragraph, the document.

use tower_lsp::ls_types as lsp;

use super::context::nodes_at;
use super::snapshot::Snapshot;
use crate::language::{self, Sentences};
use crate::syntax::Span;

/// The spans around a byte, each inside the next.
pub(super) fn spans(snapshot: &Snapshot, at: usize) -> Vec<Span> {
    let source = snapshot.source();
    let article = snapshot.article();
    let mut spans: Vec<Span> = Vec::new();
    let is_word = |c: &char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-');
    let (before, behind) = source.split_at(source.floor_char_boundary(at));
    let len = |chars: &mut dyn Iterator<Item = char>| -> usize {
        chars.take_while(is_word).map(char::len_utf8).sum()
    };
    let word = at - len(&mut before.chars().rev())..at + len(&mut behind.chars());
    spans.push(word);
    for node in nodes_at(snapshot, at) {
        spans.extend([node.content(), node.inner(), node.span()]);
    }
    let plain = article.plain();
    let here = plain.plain_offset(at);
    let paragraph = article.paragraphs.iter().rfind(|p| p.source.start <= at);
    if let Some(paragraph) = paragraph.filter(|p| at <= p.source.end) {
        let lexicon = language::of(article.header.lang.as_deref());
        let place = paragraph.bytes;
        let sentences = Sentences::new(article.text(), place.start, place.end, lexicon);
        if let Some((start, end)) = sentences.get(sentences.index(here)) {
            let copy = article.text().get(start..end).unwrap_or_default();
            spans.push(plain.source_range(start..start + copy.trim_end().len()));
        }
        spans.push(paragraph.source.start..paragraph.source.end);
    }
    if let Some(block) = snapshot
        .tree
        .blocks()
        .find(|b| b.span().start <= at && at <= b.content().end)
    {
        spans.push(block.content());
    }
    spans.push(0..source.len());
    spans.retain(|s| s.start <= at && at <= s.end && s.start < s.end);
    spans.sort_by_key(|s| s.end - s.start);
    // A selection grows: what crosses the one before is none.
    let mut grown: Vec<Span> = Vec::new();
    for span in spans {
        let fits = |last: &Span| span.start <= last.start && last.end <= span.end && span != *last;
        if grown.last().is_none_or(fits) {
            grown.push(span);
        }
    }
    grown
}

pub(super) fn answer(snapshot: &Snapshot, at: usize) -> lsp::SelectionRange {
    let mut spans = spans(snapshot, at);
    let last = spans.pop().unwrap_or(at..at);
    let mut range = lsp::SelectionRange {
        range: snapshot.range(last),
        parent: None,
    };
    while let Some(span) = spans.pop() {
        range = lsp::SelectionRange {
            range: snapshot.range(span),
            parent: Some(Box::new(range)),
        };
    }
    range
}
