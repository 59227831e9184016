//! Quotation marks in a paragraph: which open, which close, which are apostrophes or inches.

use super::block;
use super::error::{ErrorKind, MAX_DEPTH};
use super::inline::{Balance, Open, Pass, is_word, trim_end};
use super::marks::{Mark, is_clipped};
use super::tag::Carrier;
use super::tree::{Kind, RawNode, flag, offset};

/// Characters after which a mark opens though no space stands there.
fn is_opening_punctuation(c: char) -> bool {
    matches!(
        c,
        '(' | '['
            | '{'
            | '<'
            | '>'
            | '—'
            | '–'
            | '-'
            | '/'
            | '='
            | '*'
            | '_'
            | '|'
            | '~'
            | '#'
            | '¿'
            | '¡'
    ) || Mark::from_char(c).is_some_and(|m| m.opens_by_shape() && m != Mark::Straight)
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

impl Pass<'_> {
    /// Opens a quotation, or a bracket.
    pub(super) fn open(&mut self, mark: Option<Mark>, at: usize, len: usize) {
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
            self.state.stack.clear();
            self.flat = true;
            return;
        }
        self.state.stack.push(Open {
            mark,
            at,
            node: self.nodes.len(),
            repeated: false,
            better_end: None,
        });
        self.nodes.push(node);
        self.pos = at + len;
        self.state.barrier = at + len;
    }

    /// What stands before `at` and the spaces or `>` in front of it, if `at` is first in its line:
    /// the line's start, or the end of another opening mark that is first.
    fn line_edge(&mut self, at: usize) -> Option<usize> {
        let before = self.bytes()[self.start..at]
            .iter()
            .rev()
            .take_while(|b| matches!(b, b' ' | b'\t' | b'>'))
            .count();
        self.state.work += before as u64;
        let edge = at - before;
        let first = edge == self.start
            || edge == self.state.lead_end
            || matches!(self.bytes()[edge - 1], b'\n' | b'\r');
        first.then_some(edge)
    }

    /// Whether a mark at `at` can only open: after a space, an opening bracket or another opener.
    fn opens_plainly(&self, at: usize, before: Option<char>) -> bool {
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '{' | '<' | '¿' | '¡'))
            || self
                .state
                .stack
                .last()
                .is_some_and(|o| o.at + o.mark.map_or(1, Mark::len) == at)
    }

    /// A line that opens with the mark of a quotation open since the line before continues it,
    /// as in copy without blank lines between paragraphs.
    fn go_on(&mut self, mark: Mark, at: usize) {
        let Some(k) = self.state.stack.iter().position(|o| o.mark.is_some()) else {
            return;
        };
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
        // In hard-wrapped copy the mark opens a quotation inside the one that is open.
        let before = &self.text[self.start + line_before..self.start + line];
        if !block::ends_sentence(before) || before.trim_end().ends_with(':') {
            return;
        }
        let end = self.start + line_before + trim_end(&text[line_before..line]);
        for open in self.state.stack.drain(k..).rev() {
            if open.mark.is_some() {
                leave_open(
                    self.nodes,
                    &open,
                    end.max(open.at + 1) - self.base,
                    flag::GOES_ON,
                );
            }
        }
    }

    /// The nearest open quotation that `mark` closes.
    fn candidate(&self, closes: impl Fn(Mark) -> bool) -> Option<usize> {
        self.state
            .stack
            .iter()
            .rposition(|o| o.mark.is_some_and(&closes))
    }

    /// Gives up whatever opened inside the `k`th open construct.
    pub(super) fn give_up_above(&mut self, k: usize) {
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
        if mark == Mark::StraightSingle
            && self.after(open.at + 1).is_some_and(|c| !c.is_uppercase())
        {
            return;
        }
        self.balance = Balance::Open;
        let node = &mut self.nodes[open.node];
        node.kind = Kind::Error;
        node.data = ErrorKind::GivenUpQuotation as u8;
        node.flags = 0;
    }

    fn close(&mut self, k: usize, at: usize, len: usize) {
        self.give_up_above(k);
        if let Some(open) = self.state.stack.pop() {
            if open.at + open.mark.map_or(0, Mark::len) == at {
                // Two marks with nothing between them are no quotation.
                return;
            }
            let node = &mut self.nodes[open.node];
            node.kind = Kind::Quotation;
            node.data |= (len as u8) << 4;
            self.tags(at + len, open.node, Carrier::Quotation);
        }
    }

    pub(super) fn mark(&mut self, mark: Mark, at: usize) {
        let end = at + mark.len();
        let bytes = self.bytes();
        // The plain cases of printed marks, which the rules below settle in the same way.
        if mark != Mark::Straight && !mark.is_single() {
            match self.state.stack.last().and_then(|o| o.mark) {
                None if self.state.stack.is_empty()
                    && mark.opens_by_shape()
                    && self.marks.opens(mark) =>
                {
                    return self.open(Some(mark), at, mark.len());
                }
                Some(open)
                    if self.marks.closes(open, mark)
                        && !self.marks.opens(mark)
                        && !bytes[at - 1].is_ascii_digit() =>
                {
                    self.close(self.state.stack.len() - 1, at, mark.len());
                    return;
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
        let candidate = if self.state.stack.is_empty() {
            None
        } else {
            self.candidate(|o| self.marks.closes(o, mark))
        };
        if let Some(k) = candidate
            && !(opens && plainly)
        {
            if !(self.is_weak_end(mark, at, end, before, after) && self.better_end_follows(k, end))
            {
                self.close(k, at, mark.len());
            }
            return;
        }
        if opens
            && (from_left
                || mark.opens_by_shape() && mark != Mark::Straight
                || space_before && mark.opens_by_shape() && self.free_mark_follows(end))
        {
            return self.open(Some(mark), at, mark.len());
        }
        if mark == Mark::Straight
            && !space_after
            && before.is_some_and(|c| !is_word(c))
            && after.is_some_and(is_word)
        {
            // said:"No"
            return self.open(Some(mark), at, mark.len());
        }
        // A straight mark behind a number stands for inches rather than for a printed mark.
        let inches = mark == Mark::Straight && before.is_some_and(|c| c.is_ascii_digit());
        let stand_in = self
            .candidate(|o| o.stand_ins() & mark.bit() != 0)
            .filter(|_| !inches);
        if let Some(k) = stand_in {
            self.close(k, at, mark.len());
        } else {
            self.stray(mark, at, before, after);
        }
    }

    /// Whether another straight mark follows that does not plainly open: only then does one with
    /// spaces on both sides open, as in tokenised copy. A single one is a ditto sign.
    fn free_mark_follows(&mut self, from: usize) -> bool {
        if self.state.no_free_mark {
            return false;
        }
        let text = self.bounded().as_bytes();
        let found = memchr::memchr_iter(b'"', text.get(from..).unwrap_or_default())
            .map(|i| from + i)
            .find(|i| {
                !text[i - 1].is_ascii_whitespace()
                    || text.get(i + 1).is_none_or(|b| !b.is_ascii_alphanumeric())
            });
        self.state.work += (found.unwrap_or(text.len()) - from.min(text.len())) as u64;
        self.state.no_free_mark = found.is_none();
        found.is_some()
    }

    /// A closing mark that closes nothing. Feet and inches, and marks that stand free as
    /// bullets do, are copy.
    fn stray(&mut self, mark: Mark, at: usize, before: Option<char>, after: Option<char>) {
        let dropped = (0..16)
            .map(Mark::from_index)
            .filter(|m| self.state.dropped & m.bit() != 0);
        let mut given_up =
            dropped.filter(|m| self.marks.closes(*m, mark) || m.stand_ins() & mark.bit() != 0);
        if let Some(open) = given_up.next() {
            self.state.dropped &= !open.bit();
            return;
        }
        let inches = before.is_some_and(|c| c.is_ascii_digit())
            && matches!(mark, Mark::Straight | Mark::RightDouble);
        let free = before.is_none_or(char::is_whitespace) && after.is_none_or(char::is_whitespace);
        // Inside a word, or a mark that no table of this language has.
        let inside = before.is_some_and(is_word) && after.is_some_and(is_word);
        if inches || free || inside || !self.marks.is_closer(mark) {
            return;
        }
        self.error(ErrorKind::UnopenedQuotation, at, at + mark.len());
    }

    /// `'`, `‘` and `’`, which are also apostrophes.
    fn single(&mut self, mark: Mark, at: usize, before: Option<char>, after: Option<char>) {
        let end = at + mark.len();
        if before.is_some_and(is_word) && after.is_some_and(is_word) {
            return;
        }
        let space_before = before.is_none_or(char::is_whitespace);
        let space_after = after.is_none_or(char::is_whitespace);
        let top = self.top_quotation();
        let closes = top.filter(|k| {
            self.state.stack[*k]
                .mark
                .is_some_and(|o| self.marks.closes(o, mark) || o.stand_ins() & mark.bit() != 0)
        });
        let plainly = !space_after && self.opens_plainly(at, before);
        let from_left = plainly || !space_after && before.is_some_and(is_opening_punctuation);
        if plainly || from_left && closes.is_none() {
            let opens = self.marks.opens(mark) && !is_clipped(mark, &self.text[end..]);
            if opens {
                self.open(Some(mark), at, mark.len());
            }
            return;
        }
        if let Some(k) = closes {
            // A mark that a tag touches closes; one with space on both sides does as well.
            if after == Some('{') || space_before || !self.is_apostrophe(k, at, end, before, after)
            {
                self.close(k, at, mark.len());
            }
            return;
        }
        if mark == Mark::LeftSingle && self.marks.opens(mark) && !space_after {
            self.open(Some(mark), at, mark.len())
        }
    }

    /// The innermost open quotation, with only brackets above it.
    fn top_quotation(&self) -> Option<usize> {
        self.state.stack.iter().rposition(|o| o.mark.is_some())
    }

    /// Whether a single mark behind a word is the apostrophe of a plural possessive (workers’) or
    /// a clipped ending (goin’), not the end of the `k`th open construct: it is, if the word allows
    /// it and a better end follows.
    fn is_apostrophe(
        &mut self,
        k: usize,
        at: usize,
        end: usize,
        before: Option<char>,
        after: Option<char>,
    ) -> bool {
        if self.is_clipped_and(at) {
            return true;
        }
        self.is_weak_end(Mark::RightSingle, at, end, before, after)
            && self.better_end_follows(k, end)
    }

    /// The second mark of rock ’n’ roll.
    fn is_clipped_and(&self, at: usize) -> bool {
        ["’n", "'n", "‘n"]
            .iter()
            .any(|n| self.text[self.start..at].ends_with(n))
    }

    /// Whether a mark may be something else than an end: an apostrophe behind a plural, inches
    /// behind a number.
    fn is_weak_end(
        &self,
        mark: Mark,
        at: usize,
        end: usize,
        before: Option<char>,
        after: Option<char>,
    ) -> bool {
        let ending = if mark.is_single() {
            matches!(before, Some('s' | 'S' | 'z' | 'Z' | 'x' | 'X'))
                || self.text[self.start..at].ends_with("in")
        } else {
            matches!(mark, Mark::Straight | Mark::RightDouble)
                && before.is_some_and(|c| c.is_ascii_digit())
        };
        ending
            && after == Some(' ')
            && self
                .after(end + 1)
                .is_some_and(|c| is_word(c) || Mark::from_char(c).is_some())
    }

    /// Whether an end that cannot be an apostrophe follows before the next opening mark, and
    /// before the quotation around this one ends.
    fn better_end_follows(&mut self, k: usize, from: usize) -> bool {
        let Some(mark) = self.state.stack[k].mark else {
            return false;
        };
        if let Some((until, answer)) = self.state.stack[k].better_end
            && from <= until
        {
            return answer;
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
                    if self.marks.opens(mark)
                        && !clipped
                        && after.is_some_and(|c| !c.is_whitespace())
                    {
                        return (at, false);
                    }
                } else if self.marks.closes(open, mark)
                    && !self.is_weak_end(mark, at, end, before, after)
                    && !self.is_clipped_and(at)
                {
                    return (at, true);
                }
            }
            at = end;
        }
        (bytes.len(), false)
    }

    /// The paragraph's end: what is still open goes on in the next paragraph, or is text.
    pub(super) fn finish(&mut self, end: usize) {
        while let Some(open) = self.state.stack.pop() {
            let Some(mark) = open.mark else { continue };
            let apostrophe = mark == Mark::StraightSingle
                && self.after(open.at + 1).is_none_or(|c| !c.is_uppercase());
            if apostrophe {
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
