//! The tree: what the parser gives, and how one walks it.
//!
//! A tree holds no text. It is a list of blocks; each block holds its nodes in document order
//! (preorder), with offsets that count from the block's start, so that an edit elsewhere never
//! touches them. Blocks lie in chunks behind `Arc`, so that a clone is a cheap snapshot.

use std::ops::Range;
use std::sync::Arc;

use super::error::ErrorKind;
use super::marks::{Mark, Marks};

/// A range of byte offsets into the source text.
pub type Span = Range<usize>;

/// What a node is.
///
/// In a block of kind [`BlockKind::Paragraph`] stand the inline kinds (quotation to error) with
/// the items of tags; in a [`BlockKind::Header`] stand entries, sequences and scalars.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[repr(u8)]
#[non_exhaustive]
pub enum Kind {
    /// A quotation with its marks, and the tags that touch it as its last children.
    Quotation,
    /// A `[bracketed span]` with the tags that touch it as its last children.
    Span,
    /// A word with the tags that touch it.
    Word,
    /// A tag, `{…}`; its children are items.
    Tag,
    /// A comment, `{% … %}`.
    Comment,
    /// A backslash and the character that it makes text.
    Escape,
    /// A bracket or mark that the parser looked at and found to be copy.
    Literal,
    /// `@name`, as an item or as an attribute's value.
    Actor,
    /// `@?`.
    Unknown,
    /// `+`.
    Continuation,
    /// `#id`.
    Id,
    /// `key=value`; the value is its one child.
    Attribute,
    /// One of the words `title`, `term`, `scare` and `cue`.
    Role,
    /// A date, time, duration or set, as written.
    Date,
    /// A quoted attribute value, with its quotation marks.
    String,
    /// An attribute value without quotation marks.
    Bare,
    /// `key: value` in the header; its child, if any, is the value.
    Entry,
    /// A header value that is one piece of text.
    Scalar,
    /// A header value that is a list.
    Sequence,
    /// One element of a list written with dashes.
    Item,
    /// A place where the text breaks a rule; see [`Node::error`].
    Error,
}

impl Kind {
    /// The kind's name as `newsmark tree` and the specification write it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Quotation => "quotation",
            Kind::Span => "span",
            Kind::Word => "word",
            Kind::Tag => "tag",
            Kind::Comment => "comment",
            Kind::Escape => "escape",
            Kind::Literal => "literal",
            Kind::Actor => "actor",
            Kind::Unknown => "unknown",
            Kind::Continuation => "continuation",
            Kind::Id => "id",
            Kind::Attribute => "attribute",
            Kind::Role => "role",
            Kind::Date => "date",
            Kind::String => "string",
            Kind::Bare => "bare",
            Kind::Entry => "entry",
            Kind::Scalar => "scalar",
            Kind::Sequence => "sequence",
            Kind::Item => "item",
            Kind::Error => "error",
        }
    }
}

/// What a block is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[repr(u8)]
#[non_exhaustive]
pub enum BlockKind {
    /// The header, from its first `---` line to its last.
    Header,
    /// Lines of copy up to a blank line.
    Paragraph,
    /// A paragraph of comments and nothing else.
    Comments,
    /// Blank lines before anything else.
    Blank,
}

impl BlockKind {
    /// The kind's name as `newsmark tree` and the specification write it.
    pub fn name(self) -> &'static str {
        match self {
            BlockKind::Header => "header",
            BlockKind::Paragraph => "paragraph",
            BlockKind::Comments => "comments",
            BlockKind::Blank => "blank",
        }
    }
}

/// Bits of [`RawNode::flags`].
pub(crate) mod flag {
    /// A quotation, tag or header that the text does not close.
    pub(crate) const UNCLOSED: u16 = 1;
    /// A quotation whose mark stands first in its line.
    pub(crate) const LEADS: u16 = 1 << 1;
    /// A quotation that goes on with the next line of the same block.
    pub(crate) const GOES_ON: u16 = 1 << 2;
    /// An item marked with `?`.
    pub(crate) const UNCERTAIN: u16 = 1 << 3;
    /// A tag on a line of its own, whose carrier is the block.
    pub(crate) const BLOCK: u16 = 1 << 4;
}

/// A node as stored: 20 bytes, offsets from the block's start.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct RawNode {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Where the carrier ends and its tags begin, where an attribute's or entry's key ends.
    pub(crate) inner_end: u32,
    /// Nodes in this subtree, this one included.
    pub(crate) size: u32,
    pub(crate) kind: Kind,
    /// The mark of a quotation, the code of an error, the style of a scalar.
    pub(crate) data: u8,
    pub(crate) flags: u16,
}

impl RawNode {
    pub(crate) fn new(kind: Kind, start: usize, end: usize) -> Self {
        RawNode {
            start: offset(start),
            end: offset(end),
            inner_end: offset(end),
            size: 1,
            kind,
            data: 0,
            flags: 0,
        }
    }

    pub(crate) fn with_data(mut self, data: u8) -> Self {
        self.data = data;
        self
    }

    pub(crate) fn with_flags(mut self, flags: u16) -> Self {
        self.flags |= flags;
        self
    }
}

/// An offset inside a block. Blocks are split below 4 GiB, so that this never cuts anything off.
pub(crate) fn offset(at: usize) -> u32 {
    at as u32
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct RawBlock {
    /// Bytes, with the blank lines that follow.
    pub(crate) len: u32,
    /// Bytes without the blank lines and the last line ending.
    pub(crate) content: u32,
    /// How many nodes are its own.
    pub(crate) nodes: u32,
    pub(crate) kind: BlockKind,
}

#[derive(Clone, Default, Debug)]
pub(crate) struct Chunk {
    pub(crate) blocks: Vec<RawBlock>,
    pub(crate) nodes: Vec<RawNode>,
}

/// A parsed text: its blocks and their nodes. Holds offsets only; the text stays the caller's.
///
/// Two trees are equal when they describe the same blocks and nodes. A clone shares its parts
/// with the original and costs one reference count for about every 8 kB of text.
#[derive(Clone, Debug)]
pub struct Tree {
    pub(crate) chunks: Vec<(usize, Arc<Chunk>)>,
    pub(crate) len: usize,
    pub(crate) marks: &'static Marks,
}

impl Tree {
    /// The length of the parsed text in bytes.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether the parsed text was empty.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The blocks, in order. Together they cover the text without a gap.
    pub fn blocks(&self) -> impl Iterator<Item = Block<'_>> {
        self.blocks_of(0, 0)
    }

    /// The block that holds a byte, and all behind it.
    pub(crate) fn blocks_from(&self, at: usize) -> impl Iterator<Item = Block<'_>> {
        let (mut first, mut start) = (0, 0);
        for (len, _) in &self.chunks {
            if start + len > at {
                break;
            }
            start += len;
            first += 1;
        }
        let blocks = self.blocks_of(first, start);
        blocks.skip_while(move |b| b.span().end <= at)
    }

    /// The blocks from a chunk on, which begins at `start`.
    fn blocks_of(&self, chunk: usize, mut start: usize) -> impl Iterator<Item = Block<'_>> {
        self.chunks
            .get(chunk..)
            .unwrap_or_default()
            .iter()
            .flat_map(|(_, chunk)| {
                let mut node = 0;
                chunk.blocks.iter().map(move |raw| {
                    let nodes = &chunk.nodes[node..node + raw.nodes as usize];
                    node += raw.nodes as usize;
                    (raw, nodes)
                })
            })
            .map(move |(raw, nodes)| {
                let block = Block {
                    start,
                    raw: *raw,
                    nodes,
                };
                start += raw.len as usize;
                block
            })
    }

    /// All nodes of all blocks in document order, a parent before its children.
    pub fn descendants(&self) -> impl Iterator<Item = Node<'_>> {
        self.blocks().flat_map(|b| b.descendants())
    }

    /// How many bytes the tree takes in memory, its own structure included.
    pub fn heap_size(&self) -> usize {
        let chunks: usize = self
            .chunks
            .iter()
            .map(|(_, chunk)| {
                size_of::<Chunk>()
                    + 2 * size_of::<usize>()
                    + chunk.blocks.capacity() * size_of::<RawBlock>()
                    + chunk.nodes.capacity() * size_of::<RawNode>()
            })
            .sum();
        chunks + self.chunks.capacity() * size_of::<(usize, Arc<Chunk>)>()
    }
}

impl PartialEq for Tree {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len
            && std::ptr::eq(self.marks, other.marks)
            && self.blocks().eq(other.blocks())
    }
}

impl Eq for Tree {}

/// One block of a [`Tree`]: the header, or a paragraph with the blank lines after it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Block<'t> {
    pub(crate) start: usize,
    pub(crate) raw: RawBlock,
    pub(crate) nodes: &'t [RawNode],
}

impl<'t> Block<'t> {
    /// What the block is.
    pub fn kind(&self) -> BlockKind {
        self.raw.kind
    }

    /// Bytes from the block's start to the next block's.
    pub fn span(&self) -> Span {
        self.start..self.start + self.raw.len as usize
    }

    /// The same without the last line ending and the blank lines after it.
    pub fn content(&self) -> Span {
        self.start..self.start + self.raw.content as usize
    }

    /// Whether every line ends a sentence, as in agency copy that has no blank lines between
    /// its paragraphs; each line then counts as a paragraph. `text` must be the text that was
    /// parsed.
    pub fn is_by_line(&self, text: &str) -> bool {
        self.raw.kind == BlockKind::Paragraph
            && text
                .get(self.content())
                .is_some_and(super::block::is_by_line)
    }

    /// Whether a header lacks its closing line.
    pub fn is_unclosed(&self) -> bool {
        self.raw.kind == BlockKind::Header
            && self
                .nodes
                .last()
                .is_some_and(|n| n.kind == Kind::Error && n.data == ErrorKind::UnclosedHeader as u8)
    }

    /// The nodes that stand directly in the block, in order.
    pub fn children(&self) -> Children<'t> {
        Children {
            block: self.start,
            rest: self.nodes,
        }
    }

    /// All nodes of the block in document order, a parent before its children.
    pub fn descendants(&self) -> impl Iterator<Item = Node<'t>> + use<'t> {
        let (block, nodes) = (self.start, self.nodes);
        (0..nodes.len()).map(move |i| Node {
            block,
            nodes: &nodes[i..i + nodes[i].size as usize],
        })
    }
}

/// A node of a [`Tree`], with everything beneath it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Node<'t> {
    block: usize,
    /// The subtree; never empty.
    nodes: &'t [RawNode],
}

impl<'t> Node<'t> {
    fn raw(&self) -> &'t RawNode {
        &self.nodes[0]
    }

    /// What the node is.
    pub fn kind(&self) -> Kind {
        self.raw().kind
    }

    /// The node's bytes in the source. A carrier's span includes the tags that touch it.
    pub fn span(&self) -> Span {
        self.at(self.raw().start)..self.at(self.raw().end)
    }

    /// A carrier without its tags: from the first mark, bracket or letter to the last.
    /// An attribute's or header entry's key. The whole node for every other kind.
    pub fn inner(&self) -> Span {
        self.at(self.raw().start)..self.at(self.raw().inner_end)
    }

    /// What stands between a carrier's marks or brackets: the words of a quotation, the text of
    /// a span. For every other kind the same as [`Node::inner`].
    pub fn content(&self) -> Span {
        let inner = self.inner();
        match self.kind() {
            Kind::Quotation => {
                let open = self.mark().map_or(0, Mark::len);
                // An unclosed quotation has no mark at its end.
                let close = if self.is_unclosed() {
                    0
                } else {
                    self.closing_len()
                };
                inner.start + open..(inner.end - close).max(inner.start + open)
            }
            Kind::Span => inner.start + 1..inner.end - 1,
            _ => inner,
        }
    }

    /// The whole lines that the node stands on, with the last line ending. `text` must be the text that was
    /// parsed.
    pub(crate) fn lines(&self, text: &str) -> Span {
        let span = self.span();
        let (before, rest) = (&text[..span.start], &text[span.end..]);
        let start = before.rfind(['\n', '\r']).map_or(0, |i| i + 1);
        let end = span.end + rest.find(['\n', '\r']).unwrap_or(rest.len());
        start..end + super::line_ending(text.as_bytes(), end)
    }

    /// Whether it or something in it is of a kind.
    pub(crate) fn has_any(&self, kind: Kind) -> bool {
        self.nodes.iter().any(|n| n.kind == kind)
    }

    fn at(&self, offset: u32) -> usize {
        self.block + offset as usize
    }

    /// The children, in order.
    pub fn children(&self) -> Children<'t> {
        Children {
            block: self.block,
            rest: &self.nodes[1..],
        }
    }

    /// The tags that touch this carrier.
    pub fn tags(&self) -> impl Iterator<Item = Node<'t>> + use<'t> {
        let carrier = matches!(self.kind(), Kind::Quotation | Kind::Span | Kind::Word);
        let from = self.raw().inner_end;
        self.children()
            .filter(move |n| carrier && n.kind() == Kind::Tag && n.raw().start >= from)
    }

    /// The text of the node in `text`, which must be the text that was parsed.
    /// Empty if it is another text in which the node's range does not exist.
    pub fn text<'s>(&self, text: &'s str) -> &'s str {
        text.get(self.span()).unwrap_or_default()
    }

    /// The mark that opens this quotation.
    pub fn mark(&self) -> Option<Mark> {
        (self.kind() == Kind::Quotation).then(|| Mark::from_index(self.raw().data & 0x0f))
    }

    fn closing_len(&self) -> usize {
        if self.raw().flags & flag::GOES_ON != 0 {
            return 0;
        }
        // The closing mark's length is kept beside the opening mark.
        usize::from(self.raw().data >> 4)
    }

    /// Whether the source never closes this quotation or tag. An unclosed quotation may yet go
    /// on in the next paragraph; [`Tree::continuations`] tells.
    pub fn is_unclosed(&self) -> bool {
        self.has(flag::UNCLOSED)
    }

    /// Whether this item is marked with `?`.
    pub fn is_uncertain(&self) -> bool {
        self.has(flag::UNCERTAIN)
    }

    /// Whether this tag stands on a line of its own and has the block as its carrier.
    pub fn is_block_tag(&self) -> bool {
        self.has(flag::BLOCK)
    }

    /// Whether it is a quotation whose mark stands first in its line.
    pub(crate) fn leads(&self) -> bool {
        self.has(flag::LEADS)
    }

    pub(crate) fn has(&self, flag: u16) -> bool {
        self.raw().flags & flag != 0
    }

    /// What is wrong, on a node of kind [`Kind::Error`].
    pub fn error(&self) -> Option<ErrorKind> {
        (self.kind() == Kind::Error).then(|| ErrorKind::from_code(self.raw().data))
    }

    pub(crate) fn data(&self) -> u8 {
        self.raw().data
    }
}

/// The children of a [`Block`] or [`Node`], in order.
#[derive(Clone, Debug)]
pub struct Children<'t> {
    block: usize,
    rest: &'t [RawNode],
}

impl<'t> Iterator for Children<'t> {
    type Item = Node<'t>;

    fn next(&mut self) -> Option<Node<'t>> {
        let size = self.rest.first()?.size as usize;
        let (nodes, rest) = self.rest.split_at(size);
        self.rest = rest;
        Some(Node {
            block: self.block,
            nodes,
        })
    }
}
