//! The pieces in which a document is kept, and what joins one to another.

use hashbrown::HashSet;

use crate::checks::settle::Found;
use crate::checks::whole::{Facts, Key, key};
use crate::syntax::{Block, BlockKind, Kind, Node, Span, Tree};

/// A segment ends with the first paragraph that makes it so long, in bytes.
const TARGET: usize = if cfg!(test) { 40 } else { 1024 };

/// Paragraphs with fewer bytes beside their tags may be none.
const SURE: usize = if cfg!(test) { 4 } else { 40 };

/// Some paragraphs of a document that follow one another.
#[derive(Debug, Default)]
pub(super) struct Segment {
    /// Its bytes.
    pub(super) len: usize,
    /// No other segment has had the same number.
    pub(super) serial: u64,
    pub(super) links: Links,
    pub(super) facts: Facts,
    /// Paragraphs of the article.
    pub(super) paragraphs: usize,
    /// What the checks find in it, places counted from its start.
    pub(super) found: Vec<Stored>,
    /// Some of that depends on what stands elsewhere.
    pub(super) is_open: bool,
    pub(super) comments: Box<[Allowing]>,
    /// What of a registry's actors its tags name, and what its copy.
    pub(super) tagged: Box<[Box<str>]>,
    pub(super) named: Box<[Box<str>]>,
    /// How many pairs of names were compared for it, at the most.
    pub(super) comparisons: usize,
}

/// A finding, with the segments of its other places by their numbers; those count from their starts.
#[derive(Debug)]
pub(super) struct Stored {
    pub(super) found: Found,
    pub(super) related: Box<[u64]>,
}

/// The number that stands for the header.
pub(super) const HEADER: u64 = 0;

/// A range that counts from `from` on, counted from where that counts.
pub(super) fn shifted(span: &Span, from: usize) -> Span {
    span.start + from..span.end + from
}

/// A comment that allows something; places counted from the segment's start.
#[derive(Clone, Debug)]
pub(super) struct Allowing {
    /// Its block.
    pub(super) block: Span,
    /// Its block has no copy.
    pub(super) alone: bool,
    /// The paragraphs of the segment that stand before it.
    pub(super) before: usize,
    /// The codes, and what is to be reported of each if it allows nothing.
    pub(super) codes: Vec<(String, Option<Found>)>,
}

/// What can join the quotes of a segment to those of others.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Links {
    /// A quotation is open at its end.
    pub(super) open_end: bool,
    /// Its first paragraph begins with a mark that can go on with one from before.
    pub(super) leads: bool,
    /// It surely has a quote that a `+` behind it can continue.
    pub(super) has_quote: bool,
    /// It has a `+` that may continue a quote from before.
    pub(super) reaches_back: bool,
    pub(super) ids: Box<[Key]>,
    /// Paragraphs that surely are some, at least so many.
    pub(super) paragraphs: usize,
}

/// Cuts a range of a document, which begins and ends with blocks, into segments: the length and the
/// links of each.
pub(super) fn cut(tree: &Tree, text: &dyn Fn(Span) -> String, range: Span) -> Vec<(usize, Links)> {
    let mut cut = Vec::new();
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut start = range.start;
    for block in tree.blocks_from(range.start) {
        let span = block.span();
        if span.start >= range.end {
            break;
        }
        blocks.push(block);
        if block.kind() == BlockKind::Paragraph && span.end - start >= TARGET {
            cut.push((span.end - start, Links::new(&blocks, text)));
            blocks.clear();
            start = span.end;
        }
    }
    if start < range.end {
        cut.push((range.end - start, Links::new(&blocks, text)));
    }
    cut
}

impl Links {
    fn new(blocks: &[Block<'_>], text: &dyn Fn(Span) -> String) -> Links {
        let mut links = Links::default();
        let paragraphs = blocks.iter().filter(|b| b.kind() == BlockKind::Paragraph);
        let mut ids = HashSet::new();
        let mut was_open = false;
        for (i, block) in paragraphs.enumerate() {
            let content = block.content();
            let mut open = false;
            let mut first = true;
            for node in block.children() {
                // A quotation that goes on from a paragraph before continues what stands before that.
                let continues = node.has_any(Kind::Continuation);
                links.reaches_back |= continues && (!links.has_quote || was_open);
                links.has_quote |= is_quote(&node);
            }
            for node in block.descendants() {
                match node.kind() {
                    Kind::Quotation => {
                        let leads = std::mem::take(&mut first) && node.leads();
                        links.leads |= leads && i == 0;
                        open |= node.is_unclosed() && node.span().end == content.end;
                    }
                    Kind::Id => _ = ids.insert(key(text(node.span()).trim_end_matches('?'))),
                    _ => {}
                }
            }
            was_open |= open;
            links.open_end = open;
            let marked = block
                .children()
                .filter(|n| matches!(n.kind(), Kind::Tag | Kind::Comment));
            let marked: usize = marked.map(|n| n.span().len()).sum();
            links.paragraphs += usize::from(content.len() >= marked + SURE);
        }
        links.ids = ids.into_iter().collect();
        links
    }

    /// Whether two segments have an id in common.
    pub(super) fn shares_id(&self, ids: &HashSet<Key>) -> bool {
        self.ids.iter().any(|id| ids.contains(id))
    }
}

/// Whether a node is a quote whatever else stands there: a quotation that is no title or term.
fn is_quote(node: &Node<'_>) -> bool {
    let mut items = node.tags().flat_map(|t| t.children());
    node.kind() == Kind::Quotation && !items.any(|i| i.kind() == Kind::Role)
}
