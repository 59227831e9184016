//! Blocks: where paragraphs begin and end, and what stands on lines of its own in them.

use super::error::ErrorKind;
use super::header;
use super::inline::{Balance, Inline, trim_end};
use super::marks::{Mark, Marks};
use super::tag::{self, Carrier};
use super::tree::{BlockKind, Chunk, Kind, RawBlock, RawNode, flag, offset};

/// A paragraph longer than this is split, so that offsets in a block fit 32 bits.
const MAX_BLOCK: usize = 1 << 30;

/// Bytes of a byte order mark, which may stand before the header.
pub(crate) const BOM: &str = "\u{feff}";

/// Extents of a block, counted from its start.
struct Extent {
    content: usize,
    len: usize,
    lines: usize,
    /// Every line but perhaps the last ends a sentence.
    by_line: bool,
}

/// The length of the line ending at `at`, 0 if there is none.
pub(crate) fn line_ending(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(b'\r') if bytes.get(at + 1) == Some(&b'\n') => 2,
        Some(b'\r' | b'\n') => 1,
        _ => 0,
    }
}

/// If the line at `at` is blank, the place behind it; a line that the text's end cuts off counts.
pub(crate) fn blank_line(bytes: &[u8], at: usize) -> Option<usize> {
    let spaces = bytes[at..].iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
    let end = at + spaces;
    match line_ending(bytes, end) {
        0 if end == bytes.len() && spaces > 0 => Some(end),
        0 => None,
        n => Some(end + n),
    }
}

fn skip_blank_lines(bytes: &[u8], mut at: usize) -> usize {
    while let Some(next) = blank_line(bytes, at) {
        at = next;
    }
    at
}

/// Whether a line that ends so ends a sentence.
fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches([' ', '\t', '\r']);
    match line.chars().next_back() {
        Some('.' | '!' | '?' | ':' | '…' | ')' | ']' | '}' | '。') => true,
        Some(c) => Mark::from_char(c).is_some(),
        None => false,
    }
}

fn extent(text: &str, start: usize) -> Extent {
    let bytes = text.as_bytes();
    let mut line = start;
    let mut lines = 0;
    let mut by_line = true;
    loop {
        let limit = (start + MAX_BLOCK).min(bytes.len());
        let found = memchr::memchr2(b'\n', b'\r', &bytes[line.min(limit)..limit]).map(|i| line + i);
        lines += 1;
        let Some(end) = found else {
            let cut = text.floor_char_boundary(limit);
            let content = start + trim_end(&bytes[start..cut]);
            return Extent { content: content - start, len: cut - start, lines, by_line };
        };
        let next = end + line_ending(bytes, end);
        if next == bytes.len() || blank_line(bytes, next).is_some() {
            let content = start + trim_end(&bytes[start..end]);
            return Extent { content: content - start, len: skip_blank_lines(bytes, next) - start, lines, by_line };
        }
        by_line = by_line && ends_sentence(&text[line..end]);
        line = next;
    }
}

/// Parses blocks one after the other.
pub(crate) struct Blocks<'a> {
    text: &'a str,
    pos: usize,
    /// Whether the text's start is the document's.
    at_start: bool,
    pub(crate) marks: &'static Marks,
    inline: &'a mut Inline,
    /// How far the last block's parse looked.
    pub(crate) looked: usize,
}

impl<'a> Blocks<'a> {
    pub(crate) fn new(text: &'a str, at_start: bool, marks: &'static Marks, inline: &'a mut Inline) -> Self {
        Blocks { text, pos: 0, at_start, marks, inline, looked: 0 }
    }

    pub(crate) fn pos(&self) -> usize {
        self.pos
    }

    /// Parses the next block into `chunk`. False at the end of the text.
    pub(crate) fn next(&mut self, chunk: &mut Chunk) -> bool {
        let start = self.pos;
        if start == self.text.len() {
            return false;
        }
        if start == 0 && self.at_start {
            if let Some(found) = header::extent(self.text) {
                let block = self.header(&found, &mut chunk.nodes);
                chunk.blocks.push(block);
                return true;
            }
        }
        let bytes = self.text.as_bytes();
        let first = chunk.nodes.len();
        let blank = skip_blank_lines(bytes, start);
        let (content, len, kind, by_line) = if blank > start {
            (0, blank - start, BlockKind::Blank, false)
        } else {
            let extent = extent(self.text, start);
            self.paragraph(start, &extent, &mut chunk.nodes);
            (extent.content, extent.len, BlockKind::Paragraph, extent.by_line && extent.lines > 1)
        };
        self.pos = start + len;
        self.looked = self.pos;
        let nodes = offset(chunk.nodes.len() - first);
        chunk.blocks.push(RawBlock { len: offset(len), content: offset(content), nodes, kind, by_line });
        true
    }

    fn header(&mut self, found: &header::Extent, nodes: &mut Vec<RawNode>) -> RawBlock {
        let first = nodes.len();
        header::parse(self.text, found, nodes);
        self.marks = header::language(self.text, &nodes[first..]).map_or(&super::marks::DEFAULT, Marks::for_language);
        self.pos = skip_blank_lines(self.text.as_bytes(), found.end);
        self.looked = self.pos.max(found.looked);
        RawBlock {
            len: offset(self.pos),
            content: offset(found.content),
            nodes: offset(nodes.len() - first),
            kind: BlockKind::Header,
            by_line: false,
        }
    }

    fn paragraph(&mut self, start: usize, extent: &Extent, nodes: &mut Vec<RawNode>) {
        let text = &self.text[start..start + extent.content];
        let first = nodes.len();
        let mut from = 0;
        if start == 0 && self.at_start && header::is_escaped(self.text) {
            let bom = if text.starts_with(BOM) { BOM.len() } else { 0 };
            nodes.push(RawNode::new(Kind::Escape, bom, bom + 1));
            from = bom + 1;
        }
        from = own_lines(text, from, nodes);
        let lines = nodes.len();
        if self.inline.paragraph(text, from, self.marks, nodes) == Balance::Open && extent.by_line && extent.lines > 1 {
            // Something is open at the end, and every line ends a sentence: read line by line,
            // so that the damage ends with its line.
            nodes.truncate(lines);
            self.line_by_line(text, from, nodes);
        }
        debug_assert!(nodes[first..].iter().all(|n| n.end as usize <= extent.content));
    }

    fn line_by_line(&mut self, text: &str, from: usize, nodes: &mut Vec<RawNode>) {
        let bytes = text.as_bytes();
        let mut line = from;
        let mut open: Vec<usize> = Vec::new();
        while line < bytes.len() {
            let end = memchr::memchr2(b'\n', b'\r', &bytes[line..]).map_or(bytes.len(), |i| line + i);
            let first = nodes.len();
            let content = line + trim_end(&bytes[line..end]);
            self.inline.paragraph(&text[..content], line, self.marks, nodes);
            // Quotations left open by the line before go on in this one if it opens with their marks.
            let leading = (first..nodes.len()).take_while(|i| {
                nodes[*i].kind == Kind::Quotation && nodes[*i].flags & flag::LEADS != 0
            });
            let going_on = open.iter().zip(leading).take_while(|(a, b)| nodes[**a].data & 15 == nodes[*b].data & 15).count();
            for left in &open[..going_on] {
                nodes[*left].flags |= flag::GOES_ON;
            }
            open.clear();
            open.extend((first..nodes.len()).filter(|i| nodes[*i].kind == Kind::Quotation && nodes[*i].flags & flag::UNCLOSED != 0));
            line = end + line_ending(bytes, end).max(1);
        }
    }
}

/// Tags and comments that have the first lines of a paragraph to themselves. Gives the place
/// behind the last such tag's line.
fn own_lines(text: &str, from: usize, nodes: &mut Vec<RawNode>) -> usize {
    let mut at = from;
    let mut done = (from, nodes.len());
    loop {
        let bytes = text.as_bytes();
        let spaces = bytes[at..].iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
        let start = at + spaces;
        let line = text[start..].split(['\n', '\r']).next().unwrap_or_default();
        let end = if line.starts_with("{%") {
            memchr::memmem::find(&bytes[start..], b"%}").map(|i| start + i + 2)
        } else if is_block_tag(line) {
            tag::tag_end(text, start)
        } else {
            None
        };
        let Some(end) = end else { break };
        let rest = text[end..].split(['\n', '\r']).next().unwrap_or_default();
        if !rest.trim().is_empty() {
            break;
        }
        let next = end + rest.len();
        let next = next + line_ending(bytes, next);
        if line.starts_with("{%") {
            nodes.push(RawNode::new(Kind::Comment, start, end));
        } else if next >= text.len() {
            nodes.push(RawNode::new(Kind::Error, start, end).with_data(ErrorKind::LonelyBlockTag as u8));
            return next;
        } else {
            let node = nodes.len();
            tag::tag(text, start, Carrier::Block, nodes);
            nodes[node].flags |= flag::BLOCK;
            done = (next, nodes.len());
        }
        at = next;
        if at >= text.len() {
            break;
        }
    }
    // Comments with no block tag behind them are read again, as part of the paragraph.
    nodes.truncate(done.1);
    done.0
}

/// Whether a line's first characters can only be a tag: `{@name`, `{@?`, `{by=` or `{+`.
fn is_block_tag(line: &str) -> bool {
    tag::is_unmistakable(line, 0) && line.starts_with('{') || line.starts_with("{+")
}
