//! What a text without annotations says of where they can stand: paragraphs, quotations over several, and a start that looks like
//! a header.

use std::collections::{BTreeMap, BTreeSet};

use super::emit::Out;
use super::plan::{Care, Paragraph};
use super::standoff::{Label, Span};
use crate::model::{Extent, PlainText};
use crate::syntax::{BOM, BlockKind, Kind, Mark, blank_line, line_ending, parse};

/// The quotes in pieces of which each can say with `+` that it continues the one before it: no other quote stands between
/// them in the same surroundings. Only where all quotations are known can that be told.
pub(super) fn continuing(spans: &[Span]) -> BTreeSet<usize> {
    let quotes = spans.iter().enumerate();
    let quotes = quotes.filter(|(_, s)| s.label == Label::Quote);
    let mut all: Vec<(Extent, Option<usize>)> = Vec::new();
    let mut found = BTreeSet::new();
    for (index, span) in quotes {
        all.extend(span.parts.iter().map(|p| (p.whole, Some(index))));
        let is_known = span.parts.iter().all(|p| p.carrier.is_some());
        if is_known && span.parts.len() > 1 && span.id.is_none() {
            found.insert(index);
        }
    }
    // What has nothing but an id stands around quotes as well.
    let named = spans.iter().filter(|s| {
        s.label == Label::Mention && s.id.is_some() && s.actors.is_empty() && s.parts.len() == 1
    });
    let named = named.flat_map(|s| s.parts.iter().map(|p| (p.whole, None)));
    all.extend(named);
    all.sort_by_key(|(e, _)| (e.start, std::cmp::Reverse(e.end)));
    // For each piece that stands around others the last quote in it; the first entry is the article.
    let mut open: Vec<(usize, Option<usize>)> = vec![(usize::MAX, None)];
    let mut begun = BTreeSet::new();
    for (extent, index) in all {
        while open.len() > 1 && open.last().is_some_and(|(end, _)| *end <= extent.start) {
            open.pop();
        }
        if let (Some(index), Some((_, last))) = (index, open.last_mut()) {
            if !begun.insert(index) && *last != Some(index) {
                found.remove(&index);
            }
            *last = Some(index);
        }
        open.push((extent.end, None));
    }
    found
}

pub(super) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let bytes = text.as_bytes();
    let mut at = if text.starts_with(BOM) { BOM.len() } else { 0 };
    let mut found: Vec<Paragraph> = Vec::new();
    let mut blank_before = true;
    while at < bytes.len() {
        if let Some(next) = blank_line(bytes, at).filter(|next| *next > at) {
            (at, blank_before) = (next, true);
            continue;
        }
        let len = memchr::memchr2(b'\n', b'\r', &bytes[at..]).unwrap_or(bytes.len() - at);
        let end = at + len;
        match found.last_mut().filter(|_| !blank_before) {
            Some(paragraph) => paragraph.end = end,
            None => found.push(Paragraph {
                start: at,
                end,
                care: Care::Little,
                wanted: Vec::new(),
                dropped: Vec::new(),
                drops: 0,
            }),
        }
        blank_before = false;
        at = end + line_ending(bytes, end);
    }
    found
}

/// The quotations that run over paragraphs. `known` are the marks of quotations, where these are known.
pub(super) fn chains(
    probe: &str,
    text: &str,
    known: Option<&BTreeSet<usize>>,
) -> BTreeMap<usize, usize> {
    // The text is no source: none of it is markup.
    let mut out = Out::new(probe);
    let is_none = |at| known.is_some_and(|known| !known.contains(&at));
    for (at, c) in text.char_indices() {
        let is_text = Mark::from_char(c).is_some() && is_none(at);
        out.copy(c, is_text || matches!(c, '[' | ']' | '{' | '}'));
    }
    let tree = parse(&out.text);
    let links = tree.continuations().links;
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    if links.is_empty() {
        return first;
    }
    let plain = PlainText::new(&out.text, &tree);
    for (from, to) in links {
        let (from, to) = (plain.plain_offset(from), plain.plain_offset(to));
        let head = *first.entry(from).or_insert(from);
        first.insert(to, head);
    }
    first
}

/// Whether a text needs a backslash at its start, that it does not begin a header.
pub(super) fn fence(text: &str) -> bool {
    let body = text.strip_prefix(BOM).unwrap_or(text);
    if !body.starts_with("---") && !body.starts_with('\\') {
        return false;
    }
    let tree = parse(text);
    let first = tree.blocks().next();
    first.is_some_and(|b| {
        let escapes = || {
            b.children()
                .next()
                .is_some_and(|n| n.kind() == Kind::Escape && n.span().len() == 1)
        };
        b.kind() == BlockKind::Header || body.starts_with('\\') && escapes()
    })
}
