//! The header: lines that any YAML reader understands, and no more of YAML than that.

use std::collections::HashSet;

use nom::bytes::complete::{take_while, take_while1};
use nom::character::complete::char;
use nom::combinator::{opt, recognize};
use nom::sequence::{pair, terminated};
use nom::{IResult, Parser};

use super::block::{BOM, blank_line, line_ending};
use super::error::ErrorKind;
use super::scalar::{Style, bad_escape, double_end, single_end};
use super::tree::{Kind, RawNode, Span, offset};

/// The keys that the language gives a meaning.
pub const KEYS: [&str; 9] = [
    "title", "date", "place", "source", "author", "lang", "url", "id", "actors",
];

/// The deepest that maps and lists may stand inside one another.
const MAX_NESTING: usize = 8;

/// Where the header lies.
pub(crate) struct Extent {
    /// Behind the byte order mark.
    start: usize,
    /// Behind the last line's content.
    pub(crate) content: usize,
    /// Behind the last line's ending.
    pub(crate) end: usize,
    /// How far the text was looked at to know that.
    pub(crate) looked: usize,
    closed: bool,
}

struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Lines<'a> {
    /// Start, content, place behind the ending.
    type Item = (usize, &'a str, usize);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..).filter(|r| !r.is_empty())?;
        let len = memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        let start = self.at;
        self.at = start + len + line_ending(self.text.as_bytes(), start + len);
        Some((start, &rest[..len], self.at))
    }
}

fn is_fence(line: &str) -> bool {
    line.trim_end_matches([' ', '\t']) == "---"
}

fn key(input: &str) -> IResult<&str, &str, ()> {
    let first = take_while1(|c: char| c.is_alphanumeric() || c == '_');
    let rest = take_while(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    let (rest, key) = terminated(recognize(pair(first, rest)), char(':')).parse(input)?;
    if rest.is_empty() || rest.starts_with([' ', '\t']) {
        Ok((rest, key))
    } else {
        Err(nom::Err::Error(()))
    }
}

/// Whether a line after a blank one can still belong to a header that is not closed yet.
fn goes_on(line: &str) -> bool {
    is_fence(line) || line.starts_with([' ', '#']) || line.starts_with("- ") || key(line).is_ok()
}

/// The header at the start of `text`, if there is one.
///
/// The first line is `---` and the second has a key. Without a closing line it must be a key
/// that the language knows, so that a rule above an article's first line stays copy.
pub(crate) fn extent(text: &str, steps: &mut u64) -> Option<Extent> {
    let start = if text.starts_with(BOM) { BOM.len() } else { 0 };
    let mut lines = Lines { text, at: start };
    let (_, fence, behind_fence) = lines.next()?;
    if !is_fence(fence) {
        return None;
    }
    let mut clone = Lines {
        text,
        at: behind_fence,
    };
    let (_, second, _) = clone.next()?;
    let (_, first_key) = key(second).ok()?;
    let known = KEYS.contains(&first_key);
    let mut content = start + fence.len();
    let mut end = behind_fence;
    // Where a header without a closing line ends: before the first line that is none of its own.
    let mut own: Option<(usize, usize)> = None;
    let bytes = text.as_bytes();
    let unclosed = |own: Option<(usize, usize)>, (content, end): (usize, usize), looked: usize| {
        let (content, end) = own.unwrap_or((content, end));
        known.then_some(Extent {
            start,
            content,
            end,
            looked,
            closed: false,
        })
    };
    while let Some((at, line, next)) = lines.next() {
        *steps += (next - at) as u64;
        if is_fence(line) {
            return Some(Extent {
                start,
                content: at + 3,
                end: next,
                looked: next,
                closed: true,
            });
        }
        if blank_line(bytes, at).is_some() {
            let follows = lines.find(|(at, _, _)| blank_line(bytes, *at).is_none());
            match follows {
                // Read again, as the line that it is.
                Some((behind, line, _)) if goes_on(line) => {
                    *steps += (behind - at) as u64;
                    lines.at = behind;
                }
                _ => return unclosed(own, (content, end), lines.at),
            }
        } else {
            if own.is_none() && !goes_on(line) {
                own = Some((content, end));
            }
            content = at + line.trim_end_matches([' ', '\t']).len();
            end = next;
        }
    }
    unclosed(own, (content, end), text.len())
}

/// Whether `text` begins with a header that has its closing line, whatever follows.
pub(crate) fn is_closed(text: &str) -> bool {
    extent(text, &mut 0).is_some_and(|e| e.closed)
}

/// The first line of what was meant as a header: `---`, with another soon below it and between
/// them a key that headers have.
pub(crate) fn stray(text: &str) -> Option<Span> {
    const LONGEST: usize = 60;
    let body = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let start = text.len() - body.len();
    let mut lines = Lines { text, at: start };
    lines.next().filter(|(_, line, _)| is_fence(line))?;
    let mut known = false;
    for (_, line, _) in lines.take(LONGEST) {
        if is_fence(line) {
            return known.then_some(start..start + 3);
        }
        known |= key(line).is_ok_and(|(_, key)| KEYS.contains(&key));
    }
    None
}

/// Whether a text that begins so can have a header, or an escaped one: its first line is `---`
/// and its second has a key, as far as `head` shows.
pub(crate) fn is_possible(head: &str) -> bool {
    let body = head
        .strip_prefix(BOM)
        .unwrap_or(head)
        .trim_start_matches('\\');
    let mut lines = Lines { text: body, at: 0 };
    match (lines.next(), lines.next()) {
        (Some((_, first, _)), second) if is_fence(first) => {
            second.is_none_or(|(_, line, next)| key(line).is_ok() || next == body.len())
        }
        // Nothing but backslashes, as far as it can be seen.
        (None, _) => true,
        _ => false,
    }
}

/// Whether `text` begins with backslashes before what would else be a header.
pub(crate) fn is_escaped(text: &str) -> bool {
    let body = text.strip_prefix(BOM).unwrap_or(text);
    let bare = body.trim_start_matches('\\');
    bare.len() < body.len() && extent(bare, &mut 0).is_some()
}

/// A map or list that is open while the lines are read.
struct Frame {
    kind: Kind,
    /// The column of the key or dash.
    indent: usize,
    node: usize,
    /// It has a value on its own line, and can take none from the next.
    full: bool,
    /// The column of its children, once there is one.
    inside: Option<usize>,
}

struct Reader<'a> {
    text: &'a str,
    nodes: &'a mut Vec<RawNode>,
    frames: Vec<Frame>,
    keys: HashSet<(usize, &'a str)>,
}

pub(crate) fn parse(text: &str, extent: &Extent, nodes: &mut Vec<RawNode>) {
    let lines = Lines {
        text: &text[..extent.end],
        at: extent.start,
    };
    let mut reader = Reader {
        text,
        nodes,
        frames: Vec::new(),
        keys: HashSet::new(),
    };
    let mut first = true;
    for (at, line, _) in lines {
        let fence = is_fence(line);
        if std::mem::take(&mut first) || extent.closed && fence && at + 3 == extent.content {
            continue;
        }
        reader.line(at, line);
    }
    reader.unwind(0);
    if !extent.closed {
        let at = extent.content;
        nodes.push(RawNode::new(Kind::Error, at, at).with_data(ErrorKind::UnclosedHeader as u8));
    }
}

impl<'a> Reader<'a> {
    fn line(&mut self, at: usize, line: &'a str) {
        let body = line.trim_start_matches([' ', '\t']);
        if body.is_empty() || body.starts_with('#') {
            return;
        }
        let indent = line.len() - body.len();
        let end = at + line.trim_end_matches([' ', '\t']).len();
        if line[..indent].contains('\t') {
            return self.error(ErrorKind::HeaderTab, at, at + indent);
        }
        self.content(at + indent, indent, end, true);
    }

    /// `- …` or `key: …` in the column `indent`.
    fn content(&mut self, at: usize, indent: usize, end: usize, own_line: bool) {
        let body = &self.text[at..end];
        if body == "-" || body.starts_with("- ") {
            return self.item(at, indent, end);
        }
        match key(body) {
            Ok((value, key)) => self.entry(at, indent, key, end - value.len(), end),
            Err(_) if own_line => self.error(ErrorKind::HeaderLine, at, end),
            Err(_) => {
                let full = self.value(at, end);
                if let Some(frame) = self.frames.last_mut() {
                    frame.full = full;
                }
            }
        }
    }

    fn entry(&mut self, at: usize, indent: usize, key: &'a str, behind_key: usize, end: usize) {
        // A key in a list's column is no part of it: the list goes on behind the wrong line.
        self.close(|f| match f.kind {
            Kind::Sequence => indent < f.indent,
            _ => indent <= f.indent,
        });
        let fits = match self.frames.last() {
            None => indent == 0,
            Some(f) => f.kind != Kind::Sequence && !f.full && f.inside.is_none_or(|i| i == indent),
        };
        let map = self.frames.last().map_or(usize::MAX, |f| f.node);
        if !fits {
            return self.error(ErrorKind::HeaderIndent, at, end);
        }
        if self.frames.len() >= MAX_NESTING {
            return self.error(ErrorKind::HeaderTooDeep, at, end);
        }
        if !self.keys.insert((map, key)) {
            return self.error(ErrorKind::DuplicateKey, at, at + key.len());
        }
        if let Some(parent) = self.frames.last_mut() {
            parent.inside = Some(indent);
        }
        let node = self.nodes.len();
        let mut raw = RawNode::new(Kind::Entry, at, behind_key);
        raw.inner_end = offset(at + key.len());
        self.nodes.push(raw);
        self.frames.push(Frame {
            kind: Kind::Entry,
            indent,
            node,
            full: false,
            inside: None,
        });
        let value = self.text[behind_key..end].trim_start_matches([' ', '\t']);
        let full = self.value(end - value.len(), end);
        if let Some(frame) = self.frames.last_mut() {
            frame.full = full;
        }
    }

    fn item(&mut self, at: usize, indent: usize, end: usize) {
        // A list may stand in the same column as its key.
        self.close(|f| match f.kind {
            Kind::Sequence => indent < f.indent,
            Kind::Item => indent <= f.indent,
            _ => indent < f.indent,
        });
        let same_column_entry = self
            .frames
            .last()
            .is_some_and(|f| f.kind == Kind::Entry && f.indent == indent && f.inside.is_some());
        if same_column_entry {
            return self.error(ErrorKind::HeaderIndent, at, end);
        }
        match self.frames.last() {
            Some(f) if f.kind == Kind::Sequence && f.indent == indent => {}
            Some(f)
                if f.kind == Kind::Entry
                    && !f.full
                    && f.inside.is_none()
                    && self.frames.len() + 1 < MAX_NESTING =>
            {
                if let Some(parent) = self.frames.last_mut() {
                    parent.inside = Some(indent);
                }
                let node = self.nodes.len();
                self.nodes.push(RawNode::new(Kind::Sequence, at, end));
                self.frames.push(Frame {
                    kind: Kind::Sequence,
                    indent,
                    node,
                    full: false,
                    inside: Some(indent),
                });
            }
            _ => return self.error(ErrorKind::HeaderIndent, at, end),
        }
        let node = self.nodes.len();
        self.nodes.push(RawNode::new(Kind::Item, at, at + 1));
        let body = self.text[at + 1..end].trim_start_matches(' ');
        let start = end - body.len();
        self.frames.push(Frame {
            kind: Kind::Item,
            indent,
            node,
            full: false,
            inside: None,
        });
        if body.starts_with("- ") || body == "-" {
            // A list in a list.
            return self.error(ErrorKind::NotInHeader, start, end);
        }
        if !body.is_empty() {
            self.content(start, indent + start - at, end, false);
        }
    }

    fn close(&mut self, ends: impl Fn(&Frame) -> bool) {
        let keep = self
            .frames
            .iter()
            .position(ends)
            .unwrap_or(self.frames.len());
        self.unwind(keep);
    }

    /// Completes the open maps and lists above the first `keep`.
    fn unwind(&mut self, keep: usize) {
        while self.frames.len() > keep {
            if let Some(frame) = self.frames.pop() {
                let size = self.nodes.len() - frame.node;
                let end = self.nodes[frame.node..]
                    .iter()
                    .map(|n| n.end)
                    .max()
                    .unwrap_or(0);
                let raw = &mut self.nodes[frame.node];
                raw.size = offset(size);
                raw.end = raw.end.max(end);
                if raw.kind != Kind::Entry {
                    raw.inner_end = raw.end;
                }
            }
        }
    }

    /// An error in place of a line. One for a run of lines that are wrong in the same way.
    fn error(&mut self, kind: ErrorKind, start: usize, end: usize) {
        if let Some(last) = self.nodes.last_mut() {
            // Inside a list that is being read, the last node may reach further.
            let gap = self.text.get(last.end as usize..start);
            let adjacent = gap.is_some_and(|gap| {
                gap.bytes().all(|b| b.is_ascii_whitespace())
                    && gap.bytes().filter(|b| *b == b'\n').count() <= 1
            });
            if kind == ErrorKind::HeaderLine
                && last.kind == Kind::Error
                && last.data == kind as u8
                && adjacent
            {
                last.end = offset(end);
                return;
            }
        }
        self.nodes
            .push(RawNode::new(Kind::Error, start, end).with_data(kind as u8));
    }

    /// The value between `start` and `end`. False if there is none.
    fn value(&mut self, start: usize, end: usize) -> bool {
        let text = &self.text[start..end];
        match text.chars().next() {
            None | Some('#') => return false,
            Some('"' | '\'') => {
                let behind = self.quoted(start, end);
                self.rest(behind, end);
            }
            Some('[') => self.list(start, end),
            // Nothing, in YAML.
            Some('~') if text == "~" => self.error(ErrorKind::NeedsQuotes, start, end),
            Some('{' | '&' | '*' | '!' | '|' | '>' | '%' | '@' | '`' | ']' | '}' | ',') => {
                let block = matches!(text.chars().next(), Some('|' | '>' | '{' | '&' | '*' | '!'));
                let kind = if block {
                    ErrorKind::NotInHeader
                } else {
                    ErrorKind::NeedsQuotes
                };
                self.error(kind, start, end);
            }
            Some(_) => {
                let plain = text
                    .find(" #")
                    .map_or(text, |i| &text[..i])
                    .trim_end_matches([' ', '\t']);
                let indicator = matches!(
                    plain.as_bytes(),
                    [b'-' | b'?' | b':'] | [b'-' | b'?' | b':', b' ' | b'\t', ..]
                );
                if plain.contains(": ")
                    || plain.contains(":\t")
                    || plain.ends_with(':')
                    || plain.contains("\t#")
                    || indicator
                {
                    self.error(ErrorKind::NeedsQuotes, start, start + plain.len());
                } else {
                    self.nodes.push(
                        RawNode::new(Kind::Scalar, start, start + plain.len())
                            .with_data(Style::Plain as u8),
                    );
                }
            }
        }
        true
    }

    /// What stands behind a value: nothing, or a comment.
    fn rest(&mut self, at: Option<usize>, end: usize) {
        let Some(at) = at else { return };
        let rest = &self.text[at..end];
        let body = rest.trim_start_matches([' ', '\t']);
        if !(body.is_empty() || body.starts_with('#') && body.len() < rest.len()) {
            self.error(ErrorKind::TrailingText, end - body.len(), end);
        }
    }

    /// A quoted scalar; gives the place behind it, or none if it is wrong.
    fn quoted(&mut self, start: usize, end: usize) -> Option<usize> {
        let text = &self.text[start..end];
        let (len, style) = if text.starts_with('"') {
            (double_end(text), Style::Double)
        } else {
            (single_end(text), Style::Single)
        };
        let Some(len) = len else {
            self.error(ErrorKind::UnclosedScalar, start, end);
            return None;
        };
        if style == Style::Double
            && let Some((from, to)) = bad_escape(&text[..len])
        {
            self.error(ErrorKind::BadEscape, start + from, start + to);
            return Some(start + len);
        }
        self.nodes
            .push(RawNode::new(Kind::Scalar, start, start + len).with_data(style as u8));
        Some(start + len)
    }

    /// `[a, "b", c]` on one line.
    fn list(&mut self, start: usize, end: usize) {
        let node = self.nodes.len();
        self.nodes.push(RawNode::new(Kind::Sequence, start, end));
        let mut at = start + 1;
        let close = loop {
            at +=
                self.text[at..end].len() - self.text[at..end].trim_start_matches([' ', '\t']).len();
            match self.text[at..end].chars().next() {
                None => break None,
                Some(']') => break Some(at + 1),
                Some('"' | '\'') => match self.quoted(at, end) {
                    Some(behind) => at = behind,
                    None => {
                        // What is wrong with the value says more than that the list is open.
                        self.nodes.drain(node..self.nodes.len() - 1);
                        return;
                    }
                },
                Some(_) => {
                    let len = self.text[at..end]
                        .find([',', ']', '[', '{', '}'])
                        .unwrap_or(end - at);
                    let plain = self.text[at..at + len].trim_end_matches([' ', '\t']);
                    let wrong = plain.is_empty()
                        || plain
                            .starts_with(['&', '*', '!', '|', '>', '%', '@', '`', '#', '"', '\''])
                        || matches!(
                            plain.as_bytes(),
                            [b'-' | b'?' | b':'] | [b'-' | b'?' | b':', b' ' | b'\t', ..]
                        )
                        || plain.contains(": ")
                        || plain.contains(":\t")
                        || plain.contains(" #")
                        || plain.ends_with(':')
                        || self.text[at + len..end].starts_with(['[', '{', '}']);
                    if wrong {
                        self.nodes.truncate(node);
                        let nested =
                            plain.is_empty() && self.text[at + len..end].starts_with(['[', '{']);
                        return match (nested, plain.is_empty()) {
                            (true, _) => self.error(ErrorKind::NotInHeader, at, end),
                            (_, true) => {
                                self.error(ErrorKind::NeedsQuotes, start, (at + 1).min(end))
                            }
                            _ => self.error(ErrorKind::NeedsQuotes, at, (at + len).min(end)),
                        };
                    }
                    self.nodes.push(
                        RawNode::new(Kind::Scalar, at, at + plain.len())
                            .with_data(Style::Plain as u8),
                    );
                    at += len;
                }
            }
            at +=
                self.text[at..end].len() - self.text[at..end].trim_start_matches([' ', '\t']).len();
            let separator: IResult<&str, Option<char>, ()> =
                opt(char(',')).parse(&self.text[at..end]);
            match separator {
                Ok((_, Some(_))) => at += 1,
                _ if self.text[at..end].starts_with(']') => break Some(at + 1),
                _ => break None,
            }
        };
        let Some(close) = close else {
            self.nodes.truncate(node);
            return self.error(ErrorKind::UnclosedList, start, end);
        };
        let size = offset(self.nodes.len() - node);
        let raw = &mut self.nodes[node];
        raw.end = offset(close);
        raw.inner_end = raw.end;
        raw.size = size;
        self.rest(Some(close), end);
    }
}

/// The value of `lang`.
pub(crate) fn language<'a>(text: &'a str, nodes: &[RawNode]) -> Option<&'a str> {
    let mut at = 0;
    while let Some(entry) = nodes.get(at) {
        if entry.kind == Kind::Entry
            && &text[entry.start as usize..entry.inner_end as usize] == "lang"
        {
            let value = nodes
                .get(at + 1)
                .filter(|n| entry.size > 1 && n.kind == Kind::Scalar)?;
            return Some(text[value.start as usize..value.end as usize].trim_matches(['"', '\'']));
        }
        at += entry.size as usize;
    }
    None
}
