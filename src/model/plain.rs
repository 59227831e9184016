//! The article without its markup, and the map between its offsets and the source's.

use serde::Serialize;

use super::units::{UnitIndex, Units};
use crate::syntax::{
    BOM, Block, BlockKind, Kind, Node, Span, Tree, blank_line, is_escapable, line_ending, parse,
    skip_spaces,
};

/// A range of offsets; `start` is included, `end` is not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(clippy::exhaustive_structs)] // Two ends, for ever.
pub struct Extent {
    /// The offset of the first unit.
    pub start: usize,
    /// The offset behind the last unit.
    pub end: usize,
}

impl Extent {
    pub(crate) fn distance(self, other: Extent) -> usize {
        other
            .start
            .saturating_sub(self.end)
            .max(self.start.saturating_sub(other.end))
    }
}

impl From<Span> for Extent {
    fn from(span: Span) -> Self {
        Extent {
            start: span.start,
            end: span.end,
        }
    }
}

/// One place in the article, in the units that its readers count in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Place {
    /// Bytes of UTF-8 in the source, with its markup.
    pub source: Extent,
    /// Bytes of UTF-8 in the plain text.
    pub bytes: Extent,
    /// Unicode scalar values in the plain text: what Python counts.
    pub chars: Extent,
    /// UTF-16 code units in the plain text: what JavaScript and Java count.
    pub utf16: Extent,
}

/// A run of source that stands in the plain text as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    source: usize,
    plain: usize,
    len: usize,
}

/// The article's text and the map between offsets in it and in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlainText {
    text: String,
    pieces: Vec<Piece>,
    source_len: usize,
    index: UnitIndex,
}

impl PlainText {
    /// Takes the markup out of `source`, from which `tree` must be parsed.
    ///
    /// What goes: the header and one blank line behind it, tags, the brackets of spans,
    /// comments, the backslash of an escape. A tag or comment that has its lines to itself goes
    /// with them. What breaks a rule stays, so that nothing is lost.
    ///
    /// ```
    /// use newsmark::model::PlainText;
    ///
    /// let source = "“Not now,”{@vell} she said{cue}.";
    /// let plain = PlainText::new(source, &newsmark::syntax::parse(source));
    /// assert_eq!(plain.text(), "“Not now,” she said.");
    /// ```
    pub fn new(source: &str, tree: &Tree) -> PlainText {
        let mut text = String::with_capacity(source.len());
        let mut pieces = Vec::new();
        let mut at = 0;
        let mut keep = |from: usize, to: usize| {
            if let Some(kept) = source.get(from..to).filter(|k| !k.is_empty()) {
                pieces.push(Piece {
                    source: from,
                    plain: text.len(),
                    len: kept.len(),
                });
                text.push_str(kept);
            }
        };
        for gone in removed(source, tree) {
            if gone.start > at {
                keep(at, gone.start);
            }
            at = at.max(gone.end);
        }
        keep(at, source.len());
        let index = UnitIndex::new(&text);
        PlainText {
            text,
            pieces,
            source_len: source.len(),
            index,
        }
    }

    /// The article.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte of the plain text that stands at `source`, a byte of the source. For a byte
    /// of markup: the byte of the plain text that follows the markup.
    pub fn plain_offset(&self, source: usize) -> usize {
        let next = self.pieces.partition_point(|p| p.source <= source);
        match next.checked_sub(1).map(|i| self.pieces[i]) {
            Some(piece) => piece.plain + (source - piece.source).min(piece.len),
            None => 0,
        }
    }

    /// The bytes of the source that a range of bytes of the plain text comes from, from its
    /// first byte to its last: markup inside it is included, markup around it is not.
    pub fn source_range(&self, plain: Span) -> Span {
        let start = self.source_of(plain.start, true);
        if plain.end <= plain.start {
            return start..start;
        }
        start..self.source_of(plain.end, false).max(start)
    }

    /// At the border of two pieces either the place behind the markup between them, or before.
    fn source_of(&self, plain: usize, behind: bool) -> usize {
        let next = if behind {
            self.pieces.partition_point(|p| p.plain <= plain)
        } else {
            self.pieces.partition_point(|p| p.plain < plain)
        };
        match next.checked_sub(1).map(|i| self.pieces[i]) {
            Some(piece) => piece.source + (plain - piece.plain).min(piece.len),
            None => self.pieces.first().map_or(self.source_len, |p| p.source),
        }
    }

    /// The place of a range of source bytes, in all units.
    pub fn place(&self, source: Span) -> Place {
        let start = self.plain_offset(source.start);
        let end = self.plain_offset(source.end).max(start);
        self.place_with(source.into(), start..end)
    }

    /// The place of a range of bytes of the plain text, in all units.
    pub fn place_of_plain(&self, plain: Span) -> Place {
        self.place_with(self.source_range(plain.clone()).into(), plain)
    }

    fn place_with(&self, source: Extent, plain: Span) -> Place {
        let (start, end) = (self.units(plain.start), self.units(plain.end));
        Place {
            source,
            bytes: plain.into(),
            chars: Extent {
                start: start.chars,
                end: end.chars,
            },
            utf16: Extent {
                start: start.utf16,
                end: end.utf16,
            },
        }
    }

    pub(super) fn words(&self, place: &Place) -> String {
        self.text[place.bytes.start..place.bytes.end].to_owned()
    }

    /// The offset in Unicode scalar values of a byte of the plain text. An offset inside a
    /// character counts as that character's.
    pub fn chars_offset(&self, byte: usize) -> usize {
        self.units(byte).chars
    }

    /// The offset in UTF-16 code units of a byte of the plain text.
    pub fn utf16_offset(&self, byte: usize) -> usize {
        self.units(byte).utf16
    }

    fn units(&self, byte: usize) -> Units {
        self.index.at(&self.text, byte)
    }
}

impl Serialize for PlainText {
    /// As the text; the map is not written.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

/// The ranges of markup, in order; they may touch and overlap.
fn removed(source: &str, tree: &Tree) -> Vec<Span> {
    let mut gone: Vec<Span> = Vec::new();
    let bytes = source.as_bytes();
    for block in tree.blocks() {
        match block.kind() {
            BlockKind::Header => {
                let start = if source.starts_with(BOM) {
                    BOM.len()
                } else {
                    0
                };
                let end = block.content().end;
                let end =
                    end + line_ending(bytes, skip_spaces(bytes, end)) + skip_spaces(bytes, end)
                        - end;
                gone.push(start..blank_line(bytes, end).unwrap_or(end));
            }
            BlockKind::Paragraph | BlockKind::Comments => {
                let first = gone.len();
                let content = block.content();
                remove_in(source, &block, &mut gone);
                gone[first..].sort_by_key(|r| r.start);
                let empty = gone
                    .get(first..)
                    .unwrap_or_default()
                    .iter()
                    .try_fold(content.start, |at, r| {
                        (r.start <= at).then_some(at.max(r.end))
                    });
                if first < gone.len() && empty.is_some_and(|at| at >= content.end) {
                    // A paragraph of comments goes with a blank line.
                    let behind = empty.unwrap_or(content.end);
                    match blank_line(bytes, behind.min(bytes.len())) {
                        Some(end) => gone.push(behind..end),
                        None => {
                            if let Some(start) = last_blank_line(bytes, content.start) {
                                gone.insert(first, start..content.start);
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    gone.sort_by_key(|r| r.start);
    gone
}

/// The start of the blank line that ends at `end`.
fn last_blank_line(bytes: &[u8], end: usize) -> Option<usize> {
    let ending = match bytes.get(..end)? {
        [.., b'\r', b'\n'] => 2,
        [.., b'\r' | b'\n'] => 1,
        _ => return None,
    };
    let spaces = bytes[..end - ending]
        .iter()
        .rev()
        .take_while(|b| matches!(b, b' ' | b'\t'))
        .count();
    let start = end - ending - spaces;
    (start == 0 || matches!(bytes[start - 1], b'\n' | b'\r')).then_some(start)
}

fn remove_in(source: &str, block: &Block<'_>, gone: &mut Vec<Span>) {
    // Comments and block tags with only spaces between them may fill whole lines together.
    let mut run: Vec<Span> = Vec::new();
    for node in block.descendants() {
        let span = node.span();
        match node.kind() {
            Kind::Comment => {}
            Kind::Tag if node.is_block_tag() => {}
            Kind::Tag if !node.is_unclosed() => gone.push(span.clone()),
            Kind::Span => {
                let inner = node.inner();
                gone.push(inner.start..inner.start + 1);
                gone.push(inner.end - 1..inner.end);
            }
            Kind::Escape => gone.push(span.start..span.start + 1),
            _ => {}
        }
        if matches!(node.kind(), Kind::Comment) || node.is_block_tag() {
            let joined = run.last().is_some_and(|last| {
                source[last.end..span.start]
                    .bytes()
                    .all(|b| matches!(b, b' ' | b'\t'))
            });
            if !joined {
                remove_run(source, &block.content(), &mut run, gone);
            }
            run.push(span);
        }
    }
    remove_run(source, &block.content(), &mut run, gone);
}

/// Removes a run of comments and block tags: with its lines, if it has them to itself.
fn remove_run(source: &str, content: &Span, run: &mut Vec<Span>, gone: &mut Vec<Span>) {
    if let [first, .., last] | [first @ last] = run.as_slice() {
        match whole_lines(source, content, &(first.start..last.end)) {
            Some(lines) => gone.push(lines),
            None => gone.append(run),
        }
    }
    run.clear();
}

/// The whole lines of `span`, with their last line ending, if nothing else stands in them.
fn whole_lines(source: &str, content: &Span, span: &Span) -> Option<Span> {
    let bytes = source.as_bytes();
    let before = bytes[content.start..span.start]
        .iter()
        .rev()
        .take_while(|b| matches!(b, b' ' | b'\t'))
        .count();
    let start = span.start - before;
    if start > content.start && !matches!(bytes[start - 1], b'\n' | b'\r') {
        return None;
    }
    let end = skip_spaces(bytes, span.end);
    let ending = line_ending(bytes, end);
    (ending > 0 || end == bytes.len()).then_some(start..end + ending)
}

/// Writes a plain text so that it reads as itself: puts a backslash before whatever would be
/// markup. Gives the text back unchanged where nothing would, as in nearly all raw copy.
///
/// For every text, the plain text of what this gives is that text.
///
/// ```
/// use newsmark::model::escape;
///
/// assert_eq!(escape("“We [the council] agree,” {photo}"), "“We [the council] agree,” {photo}");
/// assert_eq!(escape("Write said{cue}."), "Write said\\{cue}.");
/// ```
pub fn escape(text: &str) -> String {
    let tree = parse(text);
    let changes = |n: &Node<'_>| {
        matches!(
            n.kind(),
            Kind::Tag | Kind::Comment | Kind::Escape | Kind::Span
        )
    };
    if !tree
        .blocks()
        .any(|b| b.kind() == BlockKind::Header || b.descendants().any(|n| changes(&n)))
    {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 16);
    let body = text.strip_prefix(BOM).unwrap_or(text);
    out.push_str(&text[..text.len() - body.len()]);
    let first = tree.blocks().next();
    let escaped_fence = first.is_some_and(|b| {
        b.kind() == BlockKind::Header
            || body.starts_with('\\')
                && b.children()
                    .next()
                    .is_some_and(|n| n.kind() == Kind::Escape && n.span().len() == 1)
    });
    if escaped_fence {
        out.push('\\');
    }
    let mut rest = body;
    // Whether the line has anything but spaces before this place.
    let mut text_before = false;
    while let Some(at) = rest.find(['\\', '{']) {
        let copy = &rest[..at];
        out.push_str(copy);
        text_before = match copy.rsplit_once(['\n', '\r']) {
            Some((_, line)) => !line.trim().is_empty(),
            None => text_before || !copy.trim().is_empty(),
        };
        let run = rest[at..].bytes().take_while(|b| *b == b'\\').count();
        rest = &rest[at..];
        let next = rest[run..].chars().next();
        let doubled = next.is_some_and(is_escapable);
        for _ in 0..run * if doubled { 2 } else { 1 } {
            out.push('\\');
        }
        rest = &rest[run..];
        if next == Some('{') {
            // Behind a space, in the middle of a line, only a comment can begin, or what is
            // unmistakably a tag that touches nothing.
            let free = run == 0
                && text_before
                && out.ends_with([' ', '\t'])
                && !rest[1..].starts_with(['%', '@', 'b', ' ', '\t']);
            out.push_str(if free { "{" } else { "\\{" });
            rest = &rest[1..];
        }
        text_before = true;
    }
    out.push_str(rest);
    out
}

/// The source without its annotations: a document with the same plain text and no markup.
/// Idempotent. Differs from the plain text only where that has what would read as markup.
pub fn strip(source: &str) -> String {
    escape(PlainText::new(source, &parse(source)).text())
}
