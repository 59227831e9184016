//! Inside a paragraph: quotations, spans, words with tags, comments and escapes.
//!
//! One pass from mark to mark. A node is pushed where its construct opens and completed where
//! it closes; an opener that nothing closes stays behind as a literal or an error, so that
//! nothing is ever taken back. Every look ahead is remembered or bounded by the next mark of
//! its kind, which keeps the whole linear.

use super::error::{ErrorKind, MAX_DEPTH};
use super::marks::{Mark, Marks, is_clipped};
use super::block;
use super::scan::Scanner;
use super::tag::{self, Carrier};
use super::tree::{Kind, RawNode, flag, offset};

/// A construct that is open at the parser's place.
struct Open {
    /// The mark of a quotation; none for a bracket.
    mark: Option<Mark>,
    at: usize,
    node: usize,
    /// The same mark has opened again inside.
    repeated: bool,
    /// Whether a better end follows, as last looked up, and up to where that holds.
    better_end: Option<(usize, bool)>,
}

/// The parser's state in one paragraph. Kept between paragraphs for its memory.
#[derive(Default)]
pub(crate) struct Inline {
    stack: Vec<Open>,
    /// Where the last piece of markup ended: a word does not reach back over it.
    barrier: usize,
    /// Behind the last opening mark that stood first in its line.
    lead_end: usize,
    /// Behind the last opening mark that stood first in the paragraph.
    first_end: usize,
    /// A search for `%}` has failed: none follows in this paragraph.
    no_comment_end: bool,
    /// Marks whose quotation was given up: their closing marks are no second error.
    dropped: u16,
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

struct Pass<'a> {
    state: &'a mut Inline,
    nodes: &'a mut Vec<RawNode>,
    /// The whole text.
    text: &'a str,
    /// Where the block begins: nodes count from here.
    base: usize,
    /// Where the paragraph begins.
    start: usize,
    /// Where the paragraph ends, once that is known.
    end: Option<usize>,
    pos: usize,
    marks: &'static Marks,
    balance: Balance,
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
        self.dropped = 0;
        let mut pass = Pass { state: self, nodes, text, base, start, end, pos: start, marks, balance: Balance::Closed };
        let end = pass.run(scanner);
        Paragraph { end, balance: pass.balance }
    }
}

/// Letters, digits and combining accents.
#[inline]
fn is_word(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        // General punctuation, which is most of what is not ASCII in copy.
        '\u{2000}'..='\u{206f}' => false,
        '\u{300}'..='\u{36f}' => true,
        _ => c.is_alphanumeric(),
    }
}

/// Characters after which a mark opens though no space stands there.
fn is_opening_punctuation(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '<' | '>' | '—' | '–' | '-' | '/' | '=' | '*' | '_' | '|' | '~' | '#' | '¿' | '¡')
        || Mark::from_char(c).is_some_and(|m| m.opens_by_shape() && m != Mark::Straight)
}

/// Whether a quotation that `mark` opens cannot begin with `c`. A mark that closes by its shape
/// opens in front of a word only.
fn cannot_begin(mark: Mark, c: char) -> bool {
    if mark.opens_by_shape() {
        matches!(c, ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}')
    } else {
        !is_word(c) && !matches!(c, '(' | '[' | '…' | '¿' | '¡') && Mark::from_char(c).is_none()
    }
}

impl<'a> Pass<'a> {
    #[inline]
    fn bytes(&self) -> &'a [u8] {
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
                b'\n' | b'\r' => {
                    let next = at + block::line_ending(text, at);
                    if next == text.len() || block::blank_line(text, next).is_some() {
                        let end = self.start + trim_end(&text[self.start..at]);
                        self.finish(end, false);
                        return end;
                    }
                    self.pos = next;
                }
                b'{' => self.brace(at),
                b'[' => {
                    if !self.open(None, at, 1) {
                        return self.give_up_all();
                    }
                }
                b']' => self.bracket_end(at),
                b'\\' => self.escape(at),
                b'|' | b'}' => {}
                _ => {
                    if let Some(mark) = Mark::at(&text[at..]) {
                        self.pos = at + mark.len();
                        if !self.mark(mark, at) {
                            return self.give_up_all();
                        }
                    }
                }
            }
        }
        let end = self.start + trim_end(&text[self.start..limit]);
        self.finish(end, false);
        end
    }

    /// Nesting is too deep: the rest of the paragraph is copy.
    fn give_up_all(&mut self) -> usize {
        let end = self.end();
        self.finish(end, true);
        end
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

    /// The text up to the end of the paragraph.
    fn bounded(&mut self) -> &'a str {
        let end = self.end();
        &self.text[..end.max(self.pos.min(self.text.len()))]
    }

    /// The text in which tags are read, which stop at the paragraph's end by themselves. In a
    /// paragraph that is one line, that line.
    fn tag_text(&self) -> &'a str {
        &self.text[..self.end.unwrap_or(self.text.len())]
    }

    /// An offset in the block.
    fn raw(&self, kind: Kind, start: usize, end: usize) -> RawNode {
        RawNode::new(kind, start - self.base, end - self.base)
    }

    fn before(&self, at: usize) -> Option<char> {
        match at.checked_sub(1) {
            Some(i) if i >= self.start => match self.bytes()[i] {
                b if b.is_ascii() => Some(char::from(b)),
                _ => self.text[self.start..at].chars().next_back(),
            },
            _ => None,
        }
    }

    fn after(&self, at: usize) -> Option<char> {
        match self.bytes().get(at) {
            Some(b) if b.is_ascii() => Some(char::from(*b)),
            Some(_) => self.text[at..].chars().next(),
            None => None,
        }
    }

    fn leaf(&mut self, kind: Kind, start: usize, end: usize) -> &mut RawNode {
        let index = self.nodes.len();
        self.nodes.push(self.raw(kind, start, end));
        self.pos = end;
        self.state.barrier = end;
        &mut self.nodes[index]
    }

    fn error(&mut self, kind: ErrorKind, start: usize, end: usize) {
        self.leaf(Kind::Error, start, end).data = kind as u8;
    }

    // Comments, escapes, braces

    fn comment_end(&mut self, at: usize) -> Option<usize> {
        if self.state.no_comment_end {
            return None;
        }
        let text = self.bounded();
        let found = memchr::memmem::find(text.as_bytes().get(at + 2..).unwrap_or_default(), b"%}").map(|i| at + 2 + i + 2);
        self.state.work += found.unwrap_or(text.len()).saturating_sub(at) as u64;
        self.state.no_comment_end = found.is_none();
        found
    }

    /// Backslashes before a mark, bracket or brace: each pair is one backslash, and a last odd
    /// one makes that character text. Before anything else they are copy.
    fn escape(&mut self, at: usize) {
        let run = self.bytes()[at..].iter().take_while(|b| **b == b'\\').count();
        self.pos = at + run;
        let Some(next) = self.after(at + run).filter(|c| is_escapable(*c)) else { return };
        for pair in 0..run / 2 {
            self.leaf(Kind::Escape, at + 2 * pair, at + 2 * pair + 2);
        }
        if run % 2 == 1 {
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
            Some(c) if c == ']' && self.state.barrier < at => self.detached(ErrorKind::UnopenedSpan, at),
            Some(c) if Mark::from_char(c).is_some() && self.state.barrier < at => self.detached(ErrorKind::DetachedTag, at),
            _ if self.bytes()[at + 1..].first().is_some_and(|b| b"@b \t".contains(b)) && tag::is_unmistakable(self.text, at) => self.detached(ErrorKind::DetachedTag, at),
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
                '.' | ',' | ':' => left.is_some_and(|l| l.is_ascii_digit()) && right.is_some_and(|r: char| r.is_ascii_digit()),
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
    fn tags(&mut self, at: usize, node: usize, carrier: Carrier) {
        let mut end = at;
        while let Some(next) = self.next_tag(end) {
            // Comments that stand between the carrier and its tag.
            while end < next {
                let Some(comment) = self.comment_end(end) else { break };
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

    // Quotation marks

    /// Opens a quotation, or a bracket. False when nesting is too deep.
    fn open(&mut self, mark: Option<Mark>, at: usize, len: usize) -> bool {
        let mut node = self.raw(Kind::Literal, at, at + len);
        if let Some(mark) = mark {
            if let Some(edge) = self.line_edge(at) {
                if edge == self.start || edge == self.state.first_end {
                    self.state.first_end = at + len;
                    node.flags |= flag::LEADS;
                }
                if edge != self.state.lead_end {
                    self.go_on(mark, at);
                }
                self.state.lead_end = at + len;
            }
            node.data = mark as u8;
            if let Some(same) = self.state.stack.iter_mut().rfind(|o| o.mark == Some(mark)) {
                same.repeated = true;
            }
        }
        if self.state.stack.len() >= MAX_DEPTH {
            self.error(ErrorKind::TooDeep, at, at + len);
            return false;
        }
        self.state.stack.push(Open { mark, at, node: self.nodes.len(), repeated: false, better_end: None });
        self.nodes.push(node);
        self.pos = at + len;
        self.state.barrier = at + len;
        true
    }

    /// What stands before `at` and the spaces or `>` in front of it, if `at` is first in its line:
    /// the line's start, or the end of another opening mark that is first.
    fn line_edge(&mut self, at: usize) -> Option<usize> {
        let before = self.bytes()[self.start..at].iter().rev().take_while(|b| matches!(b, b' ' | b'\t' | b'>')).count();
        self.state.work += before as u64;
        let edge = at - before;
        let first = edge == self.start || edge == self.state.lead_end || matches!(self.bytes()[edge - 1], b'\n' | b'\r');
        first.then_some(edge)
    }

    /// Whether a mark at `at` can only open: after a space, an opening bracket or another opener.
    fn opens_plainly(&self, at: usize, before: Option<char>) -> bool {
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '{' | '<' | '¿' | '¡'))
            || self.state.stack.last().is_some_and(|o| o.at + o.mark.map_or(1, Mark::len) == at)
    }

    /// A line that opens with the mark of a quotation open since the line before continues it,
    /// as in copy without blank lines between paragraphs.
    fn go_on(&mut self, mark: Mark, at: usize) {
        let Some(k) = self.state.stack.iter().position(|o| o.mark.is_some()) else { return };
        let open = &self.state.stack[k];
        if open.mark != Some(mark) || open.repeated {
            return;
        }
        let text = &self.text.as_bytes()[self.start..at];
        let line = match memchr::memrchr2(b'\n', b'\r', text) {
            Some(i) if i > 0 && text[i] == b'\n' && text[i - 1] == b'\r' => i - 1,
            Some(i) => i,
            None => return,
        };
        let line_before = memchr::memrchr2(b'\n', b'\r', &text[..line]).map_or(0, |i| i + 1);
        self.state.work += (at - self.start - line_before) as u64;
        if open.at < self.start + line_before {
            return;
        }
        let end = self.start + line_before + trim_end(&text[line_before..line]);
        for open in self.state.stack.drain(k..).rev() {
            if open.mark.is_some() {
                leave_open(self.nodes, &open, end.max(open.at + 1) - self.base, flag::GOES_ON);
            }
        }
    }

    /// The nearest open quotation that `mark` closes.
    fn candidate(&self, closes: impl Fn(Mark) -> bool) -> Option<usize> {
        self.state.stack.iter().rposition(|o| o.mark.is_some_and(&closes))
    }

    /// Gives up whatever opened inside the `k`th open construct.
    fn give_up_above(&mut self, k: usize) {
        while self.state.stack.len() > k + 1 {
            if let Some(open) = self.state.stack.pop() {
                self.give_up(&open);
            }
        }
    }

    /// Makes an opening mark text: with an error, unless it may be an apostrophe.
    fn give_up(&mut self, open: &Open) {
        let Some(mark) = open.mark else { return };
        self.state.dropped |= mark.bit();
        if mark == Mark::StraightSingle && self.after(open.at + 1).is_some_and(|c| !c.is_uppercase()) {
            return;
        }
        self.balance = Balance::Open;
        let node = &mut self.nodes[open.node];
        node.kind = Kind::Error;
        node.data = ErrorKind::UnclosedQuotation as u8;
        node.flags = 0;
    }

    fn close(&mut self, k: usize, at: usize, len: usize) {
        self.give_up_above(k);
        if let Some(open) = self.state.stack.pop() {
            let node = &mut self.nodes[open.node];
            node.kind = Kind::Quotation;
            node.data |= (len as u8) << 4;
            self.tags(at + len, open.node, Carrier::Quotation);
        }
    }

    fn mark(&mut self, mark: Mark, at: usize) -> bool {
        let end = at + mark.len();
        let bytes = self.bytes();
        // An apostrophe in a word: by far the most frequent.
        let letter = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_alphanumeric);
        if mark.is_single() && letter(end) && at > self.start && letter(at - 1) {
            return true;
        }
        // The plain cases of printed marks, which the rules below settle in the same way.
        if mark != Mark::Straight && !mark.is_single() {
            match self.state.stack.last().and_then(|o| o.mark) {
                None if self.state.stack.is_empty() && mark.opens_by_shape() && self.marks.opens(mark) => {
                    return self.open(Some(mark), at, mark.len());
                }
                Some(open) if self.marks.closes(open, mark) && !self.marks.opens(mark) && !bytes[at - 1].is_ascii_digit() => {
                    self.close(self.state.stack.len() - 1, at, mark.len());
                    return true;
                }
                _ => {}
            }
        }
        let (before, after) = (self.before(at), self.after(end));
        if mark.is_single() {
            return self.single(mark, at, before, after);
        }
        let space_before = before.is_none_or(char::is_whitespace);
        let space_after = after.is_none_or(char::is_whitespace);
        let opens = self.marks.opens(mark);
        let free_after = space_after || after.is_some_and(|c| cannot_begin(mark, c));
        let plainly = !free_after && self.opens_plainly(at, before);
        let from_left = plainly || !free_after && before.is_some_and(is_opening_punctuation);
        let candidate = if self.state.stack.is_empty() { None } else { self.candidate(|o| self.marks.closes(o, mark)) };
        if let Some(k) = candidate {
            if !(opens && plainly) {
                if !(self.is_weak_end(mark, at, end, before, after) && self.better_end_follows(k, end)) {
                    self.close(k, at, mark.len());
                }
                return true;
            }
        }
        if opens && (from_left || mark.opens_by_shape() && mark != Mark::Straight || space_before && mark.opens_by_shape()) {
            return self.open(Some(mark), at, mark.len());
        }
        if mark == Mark::Straight && !space_after && before.is_some_and(|c| !is_word(c)) && after.is_some_and(is_word) {
            // said:"No"
            return self.open(Some(mark), at, mark.len());
        }
        if let Some(k) = self.candidate(|o| o.stand_ins() & mark.bit() != 0) {
            self.close(k, at, mark.len());
        } else {
            self.stray(mark, at, before, after);
        }
        true
    }

    /// A closing mark that closes nothing. Feet and inches, and marks that stand free as
    /// bullets do, are copy.
    fn stray(&mut self, mark: Mark, at: usize, before: Option<char>, after: Option<char>) {
        let dropped = (0..16).map(Mark::from_index).filter(|m| self.state.dropped & m.bit() != 0);
        let mut given_up = dropped.filter(|m| self.marks.closes(*m, mark) || m.stand_ins() & mark.bit() != 0);
        if let Some(open) = given_up.next() {
            self.state.dropped &= !open.bit();
            return;
        }
        let inches = before.is_some_and(|c| c.is_ascii_digit()) && matches!(mark, Mark::Straight | Mark::RightDouble);
        let free = before.is_none_or(char::is_whitespace) && after.is_none_or(char::is_whitespace);
        // Inside a word, or a mark that no table of this language has.
        let inside = before.is_some_and(is_word) && after.is_some_and(is_word);
        if inches || free || inside || !self.marks.is_closer(mark) {
            return;
        }
        self.error(ErrorKind::UnopenedQuotation, at, at + mark.len());
    }

    /// `'`, `‘` and `’`, which are also apostrophes.
    fn single(&mut self, mark: Mark, at: usize, before: Option<char>, after: Option<char>) -> bool {
        let end = at + mark.len();
        if before.is_some_and(is_word) && after.is_some_and(is_word) {
            return true;
        }
        let space_before = before.is_none_or(char::is_whitespace);
        let space_after = after.is_none_or(char::is_whitespace);
        let top = self.top_quotation();
        let closes = top.filter(|k| {
            self.state.stack[*k].mark.is_some_and(|o| self.marks.closes(o, mark) || o.stand_ins() & mark.bit() != 0)
        });
        let plainly = !space_after && self.opens_plainly(at, before);
        let from_left = plainly || !space_after && before.is_some_and(is_opening_punctuation);
        if plainly || from_left && closes.is_none() {
            let opens = self.marks.opens(mark) && !is_clipped(mark, &self.text[end..]);
            return if opens { self.open(Some(mark), at, mark.len()) } else { true };
        }
        if let Some(k) = closes {
            // A mark that a tag touches closes; one with space on both sides does as well.
            if after == Some('{') || space_before || !self.is_apostrophe(k, at, end, before, after) {
                self.close(k, at, mark.len());
            }
            return true;
        }
        if mark == Mark::LeftSingle && self.marks.opens(mark) && !space_after {
            return self.open(Some(mark), at, mark.len());
        }
        true
    }

    /// The innermost open quotation, with only brackets above it.
    fn top_quotation(&self) -> Option<usize> {
        self.state.stack.iter().rposition(|o| o.mark.is_some())
    }

    /// Whether a single mark behind a word is the apostrophe of a plural possessive (workers’) or
    /// a clipped ending (goin’), not the end of the `k`th open construct: it is, if the word allows
    /// it and a better end follows.
    fn is_apostrophe(&mut self, k: usize, at: usize, end: usize, before: Option<char>, after: Option<char>) -> bool {
        if self.is_clipped_and(at) {
            return true;
        }
        self.is_weak_end(Mark::RightSingle, at, end, before, after) && self.better_end_follows(k, end)
    }

    /// The second mark of rock ’n’ roll.
    fn is_clipped_and(&self, at: usize) -> bool {
        ["’n", "'n", "‘n"].iter().any(|n| self.text[self.start..at].ends_with(n))
    }

    /// Whether a mark may be something else than an end: an apostrophe behind a plural, inches
    /// behind a number.
    fn is_weak_end(&self, mark: Mark, at: usize, end: usize, before: Option<char>, after: Option<char>) -> bool {
        let ending = if mark.is_single() {
            matches!(before, Some('s' | 'S' | 'z' | 'Z' | 'x' | 'X')) || self.text[self.start..at].ends_with("in")
        } else {
            matches!(mark, Mark::Straight | Mark::RightDouble) && before.is_some_and(|c| c.is_ascii_digit())
        };
        ending && after == Some(' ') && self.after(end + 1).is_some_and(is_word)
    }

    /// Whether an end that cannot be an apostrophe follows before the next opening mark, and
    /// before the quotation around this one ends.
    fn better_end_follows(&mut self, k: usize, from: usize) -> bool {
        let Some(mark) = self.state.stack[k].mark else { return false };
        if let Some((until, answer)) = self.state.stack[k].better_end {
            if from <= until {
                return answer;
            }
        }
        let around = self.state.stack[..k].iter().rev().find_map(|o| o.mark);
        let (until, answer) = self.look_for_end(mark, around, from);
        self.state.work += (until - from) as u64;
        self.state.stack[k].better_end = Some((until, answer));
        answer
    }

    fn look_for_end(&mut self, open: Mark, around: Option<Mark>, from: usize) -> (usize, bool) {
        let mut at = from;
        let bytes = self.bounded().as_bytes();
        while at < bytes.len() {
            let Some(mark) = Mark::at(&bytes[at..]) else {
                at += 1;
                continue;
            };
            let end = at + mark.len();
            let (before, after) = (self.before(at), self.after(end));
            if around.is_some_and(|a| self.marks.closes(a, mark)) && !mark.is_single() {
                return (at, false);
            }
            let inside = before.is_some_and(is_word) && after.is_some_and(is_word);
            if mark.is_single() == open.is_single() && !inside {
                if before.is_none_or(char::is_whitespace) {
                    let clipped = mark.is_single() && is_clipped(mark, &self.text[end..]);
                    if self.marks.opens(mark) && !clipped && after.is_some_and(|c| !c.is_whitespace()) {
                        return (at, false);
                    }
                } else if self.marks.closes(open, mark) && !self.is_weak_end(mark, at, end, before, after) && !self.is_clipped_and(at) {
                    return (at, true);
                }
            }
            at = end;
        }
        (bytes.len(), false)
    }

    /// The paragraph's end: what is still open goes on in the next paragraph, or is text.
    fn finish(&mut self, end: usize, too_deep: bool) {
        while let Some(open) = self.state.stack.pop() {
            let Some(mark) = open.mark else { continue };
            let apostrophe = mark == Mark::StraightSingle && self.after(open.at + 1).is_none_or(|c| !c.is_uppercase());
            if too_deep || apostrophe {
                continue;
            }
            if open.repeated {
                self.give_up(&open);
            } else {
                leave_open(self.nodes, &open, end - self.base, 0);
                self.balance = Balance::Open;
            }
        }
    }
}

/// Completes a quotation that nothing closes: it ends where its paragraph or line does.
fn leave_open(nodes: &mut [RawNode], open: &Open, end: usize, flags: u16) {
    let size = offset(nodes.len() - open.node);
    let node = &mut nodes[open.node];
    node.kind = Kind::Quotation;
    node.end = offset(end);
    node.inner_end = node.end;
    node.size = size;
    node.flags |= flag::UNCLOSED | flags;
}

/// The length of `line` without the spaces at its end.
pub(crate) fn trim_end(line: &[u8]) -> usize {
    line.len() - line.iter().rev().take_while(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n')).count()
}

/// What a backslash can stand before.
pub(crate) fn is_escapable(c: char) -> bool {
    matches!(c, '{' | '}' | '[' | ']') || Mark::from_char(c).is_some()
}
