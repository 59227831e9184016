//! Blocks: where paragraphs begin and end, and what stands on lines of its own in them.

use super::error::ErrorKind;
use super::header;
use super::inline::{Balance, Inline, trim_end};
use super::marks::{Mark, Marks};
use super::scan::Scanner;
use super::tag::{self, Carrier};
use super::tree::{BlockKind, Chunk, Kind, RawBlock, RawNode, flag, offset};

/// Offsets in a block have 32 bits: a paragraph that is longer is cut into blocks of plain text.
const MAX_BLOCK: usize = if cfg!(test) {
    4 << 20
} else {
    u32::MAX as usize
};

/// Bytes of a byte order mark, which may stand before the header.
pub(crate) const BOM: &str = "\u{feff}";

/// The length of the line ending at `at`, 0 if there is none.
pub(crate) fn line_ending(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(b'\r') if bytes.get(at + 1) == Some(&b'\n') => 2,
        Some(b'\r' | b'\n') => 1,
        _ => 0,
    }
}

/// The place of the first byte at or behind `at` that is neither a space nor a tab.
pub(crate) fn skip_spaces(bytes: &[u8], at: usize) -> usize {
    at + bytes[at..]
        .iter()
        .take_while(|b| matches!(b, b' ' | b'\t'))
        .count()
}

/// If the line at `at` is blank, the place behind it; a line that the text's end cuts off counts.
pub(crate) fn blank_line(bytes: &[u8], at: usize) -> Option<usize> {
    let end = skip_spaces(bytes, at);
    match line_ending(bytes, end) {
        0 if end == bytes.len() && end > at => Some(end),
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

/// Where, behind `from`, a block begins: after the next blank line.
pub(crate) fn next_block(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'\n', b'\r', bytes.get(from..)?).find_map(|i| {
        let next = from + i + line_ending(bytes, from + i);
        let begin = skip_blank_lines(bytes, next);
        (begin > next && begin < bytes.len()).then_some(begin)
    })
}

/// Whether a line that ends so ends a sentence.
pub(crate) fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches([' ', '\t', '\r']);
    match line.chars().next_back() {
        Some('.' | '!' | '?' | ':' | '…' | ')' | ']' | '}' | '。') => true,
        Some(c) => Mark::from_char(c).is_some(),
        None => false,
    }
}

/// The length of the content of the paragraph at the start of `text`.
pub(crate) fn content(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut line = 0;
    loop {
        let Some(end) = memchr::memchr2(b'\n', b'\r', &bytes[line..]).map(|i| line + i) else {
            return trim_end(bytes);
        };
        let next = end + line_ending(bytes, end);
        if next == bytes.len() || blank_line(bytes, next).is_some() {
            return trim_end(&bytes[..end]);
        }
        line = next;
    }
}

/// Whether a paragraph has several lines and every one, but perhaps the last, ends a sentence,
/// as in agency copy that has no blank lines between its paragraphs.
pub(crate) fn is_by_line(content: &str) -> bool {
    let mut any = false;
    let mut start = 0;
    let mut last: Option<&str> = None;
    let ends = memchr::memchr2_iter(b'\n', b'\r', content.as_bytes());
    for end in ends.chain([content.len()]) {
        let line = &content[start..end];
        start = end + 1;
        if line.is_empty() {
            continue;
        }
        if last.is_some_and(|line| !ends_sentence(line)) {
            return false;
        }
        any = last.is_some();
        last = Some(line);
    }
    any
}

/// Parses blocks one after the other.
pub(crate) struct Blocks<'a> {
    text: &'a str,
    pos: usize,
    /// Whether the text's start is the document's.
    at_start: bool,
    pub(crate) marks: &'static Marks,
    inline: &'a mut Inline,
    scanner: Scanner,
    /// How far the last block's parse looked.
    pub(crate) looked: usize,
}

impl<'a> Blocks<'a> {
    pub(crate) fn new(
        text: &'a str,
        at_start: bool,
        marks: &'static Marks,
        inline: &'a mut Inline,
    ) -> Self {
        Blocks {
            text,
            pos: 0,
            at_start,
            marks,
            scanner: Scanner::new(text.as_bytes(), 0),
            inline,
            looked: 0,
        }
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
        if start == 0
            && self.at_start
            && let Some(found) = header::extent(self.text, &mut self.inline.work)
        {
            let block = self.header(&found, &mut chunk.nodes);
            chunk.blocks.push(block);
            return true;
        }
        let bytes = self.text.as_bytes();
        let first = chunk.nodes.len();
        let blank = if matches!(bytes[start], b' ' | b'\t' | b'\n' | b'\r') {
            skip_blank_lines(bytes, start)
        } else {
            start
        };
        let (content, end, kind) = if blank > start {
            (start, blank, BlockKind::Blank)
        } else {
            let content = self.paragraph(start, &mut chunk.nodes);
            let comments = has_only_comments(&bytes[start..content], &chunk.nodes[first..]);
            let kind = if comments {
                BlockKind::Comments
            } else {
                BlockKind::Paragraph
            };
            let after = skip_spaces(bytes, content);
            (
                content,
                skip_blank_lines(bytes, after + line_ending(bytes, after)),
                kind,
            )
        };
        self.looked = end;
        if end - start > MAX_BLOCK {
            chunk.nodes.truncate(first);
            let cut = self.text.floor_char_boundary(start + MAX_BLOCK);
            self.pos = cut;
            // It has gone on to the paragraph's end.
            self.scanner = Scanner::new(bytes, cut);
            let len = offset(cut - start);
            chunk.blocks.push(RawBlock {
                len,
                content: len,
                nodes: 0,
                kind,
            });
            return true;
        }
        self.pos = end;
        let nodes = offset(chunk.nodes.len() - first);
        chunk.blocks.push(RawBlock {
            len: offset(end - start),
            content: offset(content - start),
            nodes,
            kind,
        });
        true
    }

    fn header(&mut self, found: &header::Extent, nodes: &mut Vec<RawNode>) -> RawBlock {
        let first = nodes.len();
        header::parse(self.text, found, nodes);
        self.marks = header::language(self.text, &nodes[first..])
            .map_or(&super::marks::DEFAULT, Marks::for_language);
        self.pos = skip_blank_lines(self.text.as_bytes(), found.end);
        self.looked = self.pos.max(found.looked);
        RawBlock {
            len: offset(self.pos),
            content: offset(found.content),
            nodes: offset(nodes.len() - first),
            kind: BlockKind::Header,
        }
    }

    /// Parses the paragraph at `start`; gives the end of its content.
    fn paragraph(&mut self, start: usize, nodes: &mut Vec<RawNode>) -> usize {
        let text = self.text;
        let mut from = start;
        if start == 0 && self.at_start && header::is_escaped(text) {
            let bom = if text.starts_with(BOM) { BOM.len() } else { 0 };
            nodes.push(RawNode::new(Kind::Escape, bom, bom + 1));
            from = bom + 1;
        }
        if matches!(text.as_bytes()[from], b'{' | b' ' | b'\t') {
            let content = &text[start..start + content(&text[start..])];
            from = start + own_lines(content, from - start, nodes);
        }
        let lines = nodes.len();
        let place = (start, from, None);
        let paragraph = self
            .inline
            .paragraph(text, place, &mut self.scanner, self.marks, nodes);
        let over_lines = |n: &RawNode| {
            let text = &text.as_bytes()[start + n.start as usize..start + n.end as usize];
            matches!(n.kind, Kind::Comment | Kind::Tag)
                && memchr::memchr2(b'\n', b'\r', text).is_some()
        };
        if paragraph.balance == Balance::Open
            && is_by_line(&text[start..paragraph.end])
            && !nodes[lines..].iter().any(over_lines)
        {
            // Something is open at the end, and every line ends a sentence: read line by line,
            // so that the damage ends with its line.
            nodes.truncate(lines);
            self.line_by_line(start, from, paragraph.end, nodes);
        }
        paragraph.end
    }

    fn line_by_line(&mut self, base: usize, from: usize, end: usize, nodes: &mut Vec<RawNode>) {
        let bytes = self.text.as_bytes();
        let mut scanner = Scanner::new(bytes, from);
        let mut line = from;
        let mut open: Vec<usize> = Vec::new();
        while line < end {
            let next = memchr::memchr2(b'\n', b'\r', &bytes[line..end]).map_or(end, |i| line + i);
            let first = nodes.len();
            let content = line + trim_end(&bytes[line..next]);
            self.inline.paragraph(
                self.text,
                (base, line, Some(content)),
                &mut scanner,
                self.marks,
                nodes,
            );
            // Quotations left open by the line before go on in this one if it opens with their marks.
            let leading = (first..nodes.len()).take_while(|i| {
                nodes[*i].kind == Kind::Quotation && nodes[*i].flags & flag::LEADS != 0
            });
            let going_on = open
                .iter()
                .zip(leading)
                .take_while(|(a, b)| nodes[**a].data & 15 == nodes[*b].data & 15)
                .count();
            for left in &open[..going_on] {
                nodes[*left].flags |= flag::GOES_ON;
            }
            open.clear();
            open.extend((first..nodes.len()).filter(|i| {
                nodes[*i].kind == Kind::Quotation && nodes[*i].flags & flag::UNCLOSED != 0
            }));
            line = next + line_ending(bytes, next).max(1);
        }
    }
}

/// Whether a paragraph is comments and nothing else.
fn has_only_comments(content: &[u8], nodes: &[RawNode]) -> bool {
    if nodes.first().is_none_or(|n| n.kind != Kind::Comment) {
        return false;
    }
    let mut at = 0;
    for node in nodes {
        let blank = content[at..node.start as usize]
            .iter()
            .all(u8::is_ascii_whitespace);
        if node.kind != Kind::Comment || !blank {
            return false;
        }
        at = node.end as usize;
    }
    content[at..].iter().all(u8::is_ascii_whitespace)
}

/// Tags and comments that have the first lines of a paragraph to themselves. Gives the place
/// behind the last such tag's line.
fn own_lines(text: &str, from: usize, nodes: &mut Vec<RawNode>) -> usize {
    let mut at = from;
    let mut done = (from, nodes.len());
    loop {
        let bytes = text.as_bytes();
        let start = skip_spaces(bytes, at);
        if bytes.get(start) != Some(&b'{') {
            break;
        }
        let line = line_at(text, start);
        let end = if line.starts_with("{%") {
            memchr::memmem::find(&bytes[start..], b"%}").map(|i| start + i + 2)
        } else if is_block_tag(line) {
            tag::tag_end(text, start)
        } else {
            None
        };
        let Some(end) = end else { break };
        let rest = line_at(text, end);
        if !rest.trim().is_empty() {
            break;
        }
        let next = end + rest.len();
        let next = next + line_ending(bytes, next);
        if line.starts_with("{%") {
            nodes.push(RawNode::new(Kind::Comment, start, end));
        } else if next >= text.len() {
            nodes.push(
                RawNode::new(Kind::Error, start, end).with_data(ErrorKind::LonelyBlockTag as u8),
            );
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

/// The text from `at` to the end of its line.
fn line_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    &rest[..memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len())]
}

/// Whether a line's first characters can only be a tag: `{@name`, `{@?`, `{by=` or `{+`.
fn is_block_tag(line: &str) -> bool {
    tag::is_unmistakable(line, 0) || line.starts_with("{+")
}
