//! Inside a paragraph: quotations, spans, words with tags, comments and escapes.
//!
//! One pass from mark to mark. A node is pushed where its construct opens and completed where
//! it closes; an opener that nothing closes stays behind as a literal or an error, so that
//! nothing is ever taken back. Every look ahead is remembered or bounded by the next mark of
//! its kind, which keeps the whole linear.

use super::block;
use super::error::ErrorKind;
use super::marks::{Mark, Marks};
use super::scan::Scanner;
use super::tag::{self, Carrier};
use super::tree::{Kind, RawNode, offset};

/// A construct that is open at the parser's place.
pub(super) struct Open {
    /// The mark of a quotation; none for a bracket.
    pub(super) mark: Option<Mark>,
    pub(super) at: usize,
    pub(super) node: usize,
    /// The same mark has opened again inside.
    pub(super) repeated: bool,
    /// Whether a better end follows, as last looked up, and up to where that holds.
    pub(super) better_end: Option<(usize, bool)>,
}

/// The parser's state in one paragraph. Kept between paragraphs for its memory.
#[derive(Default)]
pub(crate) struct Inline {
    pub(super) stack: Vec<Open>,
    /// Where the last piece of markup ended: a word does not reach back over it.
    pub(super) barrier: usize,
    /// Behind the last opening mark that stood first in its line.
    pub(super) lead_end: usize,
    /// Behind the last opening mark that stood first in the paragraph.
    pub(super) first_end: usize,
    /// A search for `%}` has failed: none follows in this paragraph.
    pub(super) no_comment_end: bool,
    /// No straight mark that could close follows in this paragraph.
    pub(super) no_free_mark: bool,
    /// Marks whose quotation was given up: their closing marks are no second error.
    pub(super) dropped: u16,
    /// Bytes and events looked at; what the tests of linearity count.
    pub(crate) work: u64,
}

/// What became of a paragraph's quotations.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Balance {
    Closed,
    /// A quotation is open at the end or was given up.
    Open,
}

pub(super) struct Pass<'a> {
    pub(super) state: &'a mut Inline,
    pub(super) nodes: &'a mut Vec<RawNode>,
    /// The whole text.
    pub(super) text: &'a str,
    /// Where the block begins: nodes count from here.
    pub(super) base: usize,
    /// Where the paragraph begins.
    pub(super) start: usize,
    /// Where the paragraph ends, once that is known.
    pub(super) end: Option<usize>,
    pub(super) pos: usize,
    pub(super) marks: &'static Marks,
    pub(super) balance: Balance,
    /// Nesting was too deep: the rest is copy, in which only escapes count.
    pub(super) flat: bool,
}

/// A paragraph that has been parsed.
pub(crate) struct Paragraph {
    /// The end of its content.
    pub(crate) end: usize,
    pub(crate) balance: Balance,
}

impl Inline {
    /// Parses the paragraph that begins at `start`, in the block that begins at `base`, and
    /// pushes its nodes. It ends at `end`, or where a blank line follows.
    pub(crate) fn paragraph(
        &mut self,
        text: &str,
        (base, start, end): (usize, usize, Option<usize>),
        scanner: &mut Scanner,
        marks: &'static Marks,
        nodes: &mut Vec<RawNode>,
    ) -> Paragraph {
        self.stack.clear();
        self.barrier = start;
        self.lead_end = usize::MAX;
        self.first_end = usize::MAX;
        self.no_comment_end = false;
        self.no_free_mark = false;
        self.dropped = 0;
        let mut pass = Pass {
            state: self,
            nodes,
            text,
            base,
            start,
            end,
            pos: start,
            marks,
            balance: Balance::Closed,
            flat: false,
        };
        let end = pass.run(scanner);
        Paragraph {
            end,
            balance: pass.balance,
        }
    }
}

/// Letters, digits and combining accents.
#[inline]
pub(crate) fn is_word(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        // General punctuation, which is most of what is not ASCII in copy.
        '\u{2000}'..='\u{206f}' => false,
        '\u{300}'..='\u{36f}' => true,
        _ => c.is_alphanumeric(),
    }
}

impl<'a> Pass<'a> {
    #[inline]
    pub(super) fn bytes(&self) -> &'a [u8] {
        self.text.as_bytes()
    }

    /// Gives the end of the paragraph's content.
    fn run(&mut self, scanner: &mut Scanner) -> usize {
        let text = self.text.as_bytes();
        let limit = self.end.unwrap_or(text.len());
        while let Some(at) = scanner.next(text, self.pos) {
            if at >= limit {
                break;
            }
            self.state.work += 1;
            self.pos = at + 1;
            match text[at] {
                // Most lines go on with a word or a mark.
                b'\n' if text.get(at + 1).is_some_and(|b| *b > b' ') => {}
                b'\n' | b'\r' => {
                    let next = at + block::line_ending(text, at);
                    if next == text.len() || block::blank_line(text, next).is_some() {
                        let end = self.start + trim_end(&text[self.start..at]);
                        self.finish(end);
                        return end;
                    }
                    self.pos = next;
                }
                b'\\' => self.escape(at),
                _ if self.flat => {}
                b'{' => self.brace(at),
                b'[' => self.open(None, at, 1),
                b']' => self.bracket_end(at),
                b'|' | b'}' => {}
                // An apostrophe in a word: by far the most frequent, and never a mark.
                b'\'' if self.is_inside_word(at, 1) => {}
                0xE2 if text[at + 1..].starts_with(&[0x80, 0x99]) && self.is_inside_word(at, 3) => {
                    self.pos = at + 3
                }
                _ => {
                    if let Some(mark) = Mark::at(&text[at..]) {
                        self.pos = at + mark.len();
                        self.mark(mark, at);
                    }
                }
            }
        }
        let end = self.start + trim_end(&text[self.start..limit]);
        self.finish(end);
        end
    }

    /// Whether plain letters or digits stand on both sides of the `len` bytes at `at`.
    #[inline]
    fn is_inside_word(&self, at: usize, len: usize) -> bool {
        let letter = |i: usize| self.bytes().get(i).is_some_and(u8::is_ascii_alphanumeric);
        at > self.start && letter(at - 1) && letter(at + len)
    }

    /// The end of the paragraph's content, looked up once.
    fn end(&mut self) -> usize {
        match self.end {
            Some(end) => end,
            None => {
                let end = self.start + block::content(&self.text[self.start..]);
                self.state.work += (end - self.start) as u64;
                self.end = Some(end);
                end
            }
        }
    }

    /// The text up to the end of the paragraph; never less than has been read, though the spaces
    /// at its end are not content.
    pub(super) fn bounded(&mut self) -> &'a str {
        let end = self.end();
        &self.text[..end.max(self.pos.min(self.text.len()))]
    }

    /// The text in which tags are read, which stop at the paragraph's end by themselves. In a
    /// paragraph that is one line, that line.
    fn tag_text(&self) -> &'a str {
        &self.text[..self.end.unwrap_or(self.text.len())]
    }

    /// An offset in the block.
    pub(super) fn raw(&self, kind: Kind, start: usize, end: usize) -> RawNode {
        RawNode::new(kind, start - self.base, end - self.base)
    }

    pub(super) fn before(&self, at: usize) -> Option<char> {
        match at.checked_sub(1) {
            Some(i) if i >= self.start => match self.bytes()[i] {
                b if b.is_ascii() => Some(char::from(b)),
                _ => self.text[self.start..at].chars().next_back(),
            },
            _ => None,
        }
    }

    pub(super) fn after(&self, at: usize) -> Option<char> {
        match self.bytes().get(at) {
            Some(b) if b.is_ascii() => Some(char::from(*b)),
            Some(_) => self.text[at..].chars().next(),
            None => None,
        }
    }

    pub(super) fn leaf(&mut self, kind: Kind, start: usize, end: usize) -> &mut RawNode {
        let index = self.nodes.len();
        self.nodes.push(self.raw(kind, start, end));
        self.pos = end;
        self.state.barrier = end;
        &mut self.nodes[index]
    }

    pub(super) fn error(&mut self, kind: ErrorKind, start: usize, end: usize) {
        self.leaf(Kind::Error, start, end).data = kind as u8;
    }

    // Comments, escapes, braces

    fn comment_end(&mut self, at: usize) -> Option<usize> {
        if self.state.no_comment_end {
            return None;
        }
        let text = self.bounded();
        let found = memchr::memmem::find(text.as_bytes().get(at + 2..).unwrap_or_default(), b"%}")
            .map(|i| at + 2 + i + 2);
        self.state.work += found.unwrap_or(text.len()).saturating_sub(at) as u64;
        self.state.no_comment_end = found.is_none();
        found
    }

    /// Backslashes before a mark, bracket or brace: each pair is one backslash, and a last odd
    /// one makes that character text. Before anything else they are copy.
    fn escape(&mut self, at: usize) {
        let run = self.bytes()[at..]
            .iter()
            .take_while(|b| **b == b'\\')
            .count();
        self.pos = at + run;
        let Some(next) = self.after(at + run).filter(|c| is_escapable(*c)) else {
            return;
        };
        for pair in 0..run / 2 {
            self.leaf(Kind::Escape, at + 2 * pair, at + 2 * pair + 2);
        }
        if run % 2 == 1 {
            // What would have closed the escaped mark's quotation is text as well.
            if let Some(mark) = Mark::from_char(next) {
                self.state.dropped |= mark.bit();
            }
            self.leaf(Kind::Escape, at + run - 1, at + run + next.len_utf8());
        }
    }

    fn brace(&mut self, at: usize) {
        match self.bytes().get(at + 1) {
            Some(b'%') => {
                match self.comment_end(at) {
                    Some(end) => _ = self.leaf(Kind::Comment, at, end),
                    None => self.error(ErrorKind::UnclosedComment, at, at + 2),
                }
                return;
            }
            // A template's `{{name}}` is copy.
            Some(b'{') => {
                self.pos = at + 2;
                return;
            }
            _ => {}
        }
        match self.before(at) {
            Some(c) if is_word(c) && self.state.barrier < at => {
                let start = self.word_start(at);
                let node = self.nodes.len();
                self.nodes.push(self.raw(Kind::Word, start, at));
                self.tags(at, node, Carrier::Word);
            }
            Some(c) if c == ']' && self.state.barrier < at => {
                self.detached(ErrorKind::UnopenedSpan, at)
            }
            Some(c) if Mark::from_char(c).is_some() && self.state.barrier < at => {
                self.detached(ErrorKind::DetachedTag, at)
            }
            // What slipped behind the full stop.
            Some('.' | ',' | ';' | ':' | '!' | '?')
                if self
                    .bytes()
                    .get(at + 1)
                    .is_some_and(|b| b"+cts".contains(b))
                    && tag::is_lone_item(self.text, at) =>
            {
                self.detached(ErrorKind::DetachedTag, at)
            }
            _ if self.bytes()[at + 1..]
                .first()
                .is_some_and(|b| b"@b \t".contains(b))
                && tag::is_unmistakable(self.text, at) =>
            {
                self.detached(ErrorKind::DetachedTag, at)
            }
            _ => {}
        }
    }

    /// A tag with nothing to touch. It stays copy; only a closed one is surely meant as a tag.
    fn detached(&mut self, kind: ErrorKind, at: usize) {
        let text = self.tag_text();
        if let Some(end) = tag::tag_end(text, at) {
            self.error(kind, at, end);
        }
    }

    /// Where the word that ends at `end` begins: letters and digits, with hyphens and
    /// apostrophes between them, and full stops, commas and colons between digits.
    fn word_start(&self, end: usize) -> usize {
        let text = &self.text[self.state.barrier.max(self.start)..end];
        let mut chars = text.char_indices().rev().peekable();
        let mut start = end;
        let base = end - text.len();
        let mut right = None;
        while let Some((i, c)) = chars.next() {
            let left = chars.peek().map(|(_, l)| *l);
            let inner = match c {
                '-' | '\u{2010}' | '\u{2011}' | '\'' | '’' => left.is_some_and(is_word),
                '.' | ',' | ':' => {
                    left.is_some_and(|l| l.is_ascii_digit())
                        && right.is_some_and(|r: char| r.is_ascii_digit())
                }
                _ => is_word(c),
            };
            if !inner {
                break;
            }
            start = base + i;
            right = Some(c);
        }
        start
    }

    /// Reads the tags at `at`, comments between them included, as children of the carrier `node`,
    /// whose mark, bracket or letter ends there, and completes it.
    pub(super) fn tags(&mut self, at: usize, node: usize, carrier: Carrier) {
        let mut end = at;
        while let Some(next) = self.next_tag(end) {
            // Comments that stand between the carrier and its tag.
            while end < next {
                let Some(comment) = self.comment_end(end) else {
                    break;
                };
                self.nodes.push(self.raw(Kind::Comment, end, comment));
                end = comment;
            }
            let text = self.tag_text();
            end = tag::tag(&text[self.base..], end - self.base, carrier, self.nodes) + self.base;
            self.state.work += (end - next) as u64;
            if self.bytes()[end - 1] != b'}' {
                break;
            }
        }
        let size = offset(self.nodes.len() - node);
        let raw = &mut self.nodes[node];
        raw.inner_end = offset(at - self.base);
        raw.end = offset(end - self.base);
        raw.size = size;
        self.pos = end;
        self.state.barrier = end;
    }

    /// The place of the tag that touches `at`, over any comments between.
    fn next_tag(&mut self, mut at: usize) -> Option<usize> {
        loop {
            if self.bytes().get(at) != Some(&b'{') {
                return None;
            }
            match self.bytes().get(at + 1) {
                Some(b'%') => at = self.comment_end(at)?,
                Some(b'{') => return None,
                _ => return Some(at),
            }
        }
    }

    // Brackets

    fn bracket_end(&mut self, at: usize) {
        if self.next_tag(at + 1).is_some() {
            if let Some(k) = self.state.stack.iter().rposition(|o| o.mark.is_none()) {
                self.give_up_above(k);
                if let Some(open) = self.state.stack.pop() {
                    self.nodes[open.node].kind = Kind::Span;
                    self.tags(at + 1, open.node, Carrier::Span);
                }
            }
            // Without an opening bracket, the brace behind it reports that.
            return;
        }
        // A bracket in the copy closes one in the copy, but never across a quotation's mark.
        if self.state.stack.last().is_some_and(|o| o.mark.is_none()) {
            self.state.stack.pop();
        }
    }
}

/// The length of `line` without the spaces at its end.
pub(crate) fn trim_end(line: &[u8]) -> usize {
    line.len()
        - line
            .iter()
            .rev()
            .take_while(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n'))
            .count()
}

/// What a backslash can stand before.
pub(crate) fn is_escapable(c: char) -> bool {
    matches!(c, '{' | '}' | '[' | ']') || Mark::from_char(c).is_some()
}
