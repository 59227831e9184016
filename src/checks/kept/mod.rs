//! The findings of a document that is edited: what an edit cannot have changed is kept.
//!
//! In come the versions of a document, each with what has changed since the last; out go its findings, the same
//! that [`check_article`](super::check_article) has for it.
//!
//! The document is kept in segments of a few paragraphs. What a check says of a segment depends on its paragraphs, on some beside them, on those that share a quote or an id with one of these, on
//! the header, and on what all segments say together. So an edit has those segments checked again that it touches,
//! and those that depend on them; everything, if it changes the header or what all depend on.

mod assemble;
mod excerpt;
mod links;
mod segment;
mod sums;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::ops::Range;

use self::segment::{HEADER, Segment, cut};
use self::sums::Sums;
use super::mixed_quotation_marks::Usage;
use super::settle::Found;
use super::{Config, Finding, check_article, distant_attribution, input};
use crate::model::Actor;
use crate::registry::Registry;
use crate::syntax::{BlockKind, Edit, Span, TextSource, Tree};

/// A document at one moment, and how it is checked.
#[derive(Clone, Copy)]
#[allow(clippy::exhaustive_structs, missing_debug_implementations)] // What a check takes.
pub struct Document<'d> {
    /// The text, whole or as a rope.
    pub text: &'d dyn TextSource,
    /// The text's tree.
    pub tree: &'d Tree,
    /// What the project wants.
    pub config: &'d Config,
    /// The actors that the project knows.
    pub registry: &'d Registry,
}

/// What has changed of a document: bytes of the old text, and how many stand there now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    old: Span,
    new: usize,
}

impl Change {
    /// What one edit changes.
    pub fn new(edit: &Edit) -> Change {
        Change {
            old: edit.start..edit.old_end,
            new: edit.new_end.saturating_sub(edit.start),
        }
    }

    /// Adds a later edit.
    pub fn then(&mut self, edit: &Edit) {
        let end = self.old.start + self.new;
        let behind = edit.old_end.saturating_sub(end);
        let start = self.old.start.min(edit.start);
        let new_end = end.max(edit.old_end) - edit.old_end + edit.new_end;
        self.old = start..self.old.end + behind;
        self.new = new_end.max(edit.new_end) - start;
    }
}

/// The findings of a document: the first of them in the order of the text, and how many there are.
#[derive(Debug, PartialEq)]
#[non_exhaustive]
pub struct Checked {
    /// The first of them, without fixes.
    pub findings: Vec<Finding>,
    /// How many there are.
    pub count: usize,
}

/// What is kept of a document from one version to the next.
///
/// ```
/// use newsmark::checks::{Change, Config, Document, Kept};
/// use newsmark::syntax::{Edit, parse};
///
/// let (config, registry) = (Config::default(), newsmark::registry::Registry::default());
/// let mut text = "“Not now,” she said.".to_owned();
/// let mut tree = parse(&text);
/// let mut kept = Kept::default();
/// let now = Document { text: &text.as_str(), tree: &tree, config: &config, registry: &registry };
/// assert_eq!(kept.check(now, None, 100).count, 1);
///
/// text.insert_str(14, "{by=\"a dock worker\"}");
/// let edit = Edit { start: 14, old_end: 14, new_end: text.len() - 10 };
/// tree.edit(&edit, text.as_str());
/// let now = Document { text: &text.as_str(), tree: &tree, config: &config, registry: &registry };
/// assert_eq!(kept.check(now, Some(&Change::new(&edit)), 100).count, 0);
/// ```
#[derive(Debug, Default)]
pub struct Kept {
    /// The header's bytes.
    header: usize,
    /// What is found in the header, and which actors were used then.
    header_found: Vec<Found>,
    used: Vec<bool>,
    /// Those of a registry that the article names: the ids that tags name and those whose names stand in the
    /// copy, and the actors of both.
    names: [Vec<Box<str>>; 2],
    others: Vec<Actor>,
    usage: Usage,
    segments: Vec<Segment>,
    sums: Sums,
    serial: u64,
    /// Something is kept that a change can be added to.
    is_read: bool,
}

/// Everything has to be checked again.
struct Everything;

/// What is read at a time when everything is, in bytes.
const BATCH: usize = if cfg!(test) { 300 } else { 256 << 10 };

/// More than this is checked as a whole rather than in parts, in bytes.
const MOST: usize = if cfg!(test) { 400 } else { 256 << 10 };

/// Of a text with fewer bytes nothing is kept before it is edited.
const SHORT: usize = if cfg!(test) { 1 } else { 64 << 10 };

/// In so many bytes it shows whether a text can have a header.
const HEAD: usize = 256;

/// What stands in so many paragraphs behind matters for a finding.
const BEHIND: usize = 2;

impl Kept {
    /// The findings of a document in a version, `most` at the most. `change` is what has changed since the version
    /// that was checked last; without it everything is new. Settings and registry must be the same as they were; what is
    /// given for `change` must be all that has changed, or findings are kept that no longer are.
    pub fn check(&mut self, now: Document<'_>, change: Option<&Change>, most: usize) -> Checked {
        // Many texts are checked once.
        let is_short = now.tree.len() < SHORT && !self.is_read && change.is_none();
        if is_short || now.has_doubtful_header() {
            *self = Kept::default();
            return whole(now, most);
        }
        let updated = change
            .filter(|_| self.is_read)
            .ok_or(Everything)
            .and_then(|change| self.update(now, change));
        let done = updated.or_else(|Everything| self.read(now));
        let checked = done.and_then(|()| self.assemble(now, most));
        checked.unwrap_or_else(|Everything| {
            *self = Kept::default();
            whole(now, most)
        })
    }

    /// Reads everything. What depends on all of it is guessed from the beginning at first.
    fn read(&mut self, now: Document<'_>) -> Result<(), Everything> {
        *self = Kept::default();
        let first = now.tree.blocks().next();
        let header = first.filter(|b| b.kind() == BlockKind::Header);
        self.header = header.map_or(0, |b| b.span().len());
        self.segments = self.cut(now, self.header..now.tree.len());
        if !now.registry.is_empty() {
            self.each_batch(|kept, batch| {
                kept.name(now, batch);
                Ok(())
            })?;
            self.know(now);
        }
        self.each_batch(|kept, batch| kept.examine(now, batch, true))?;
        let usage = self.sums.given(&self.segments, 0).marks;
        if usage != self.usage {
            self.usage = usage;
            self.each_batch(|kept, batch| kept.examine(now, batch, false))?;
        }
        self.examine_header(now);
        self.is_read = true;
        Ok(())
    }

    /// Does something with all segments, some at a time.
    fn each_batch(
        &mut self,
        mut what: impl FnMut(&mut Kept, &BTreeSet<usize>) -> Result<(), Everything>,
    ) -> Result<(), Everything> {
        let mut batch = BTreeSet::new();
        let mut bytes = 0;
        for i in 0..self.segments.len() {
            bytes += self.segments[i].len;
            batch.insert(i);
            if bytes >= BATCH || i + 1 == self.segments.len() {
                what(self, &batch)?;
                batch.clear();
                bytes = 0;
            }
        }
        Ok(())
    }

    fn cut(&mut self, now: Document<'_>, range: Span) -> Vec<Segment> {
        let text = |span: Span| now.read(span);
        let cut = cut(now.tree, &text, range).into_iter();
        cut.map(|(len, links)| {
            self.serial += 1;
            Segment {
                len,
                links,
                serial: HEADER + self.serial,
                ..Segment::default()
            }
        })
        .collect()
    }

    /// Brings what is kept up to date after a change.
    fn update(&mut self, now: Document<'_>, change: &Change) -> Result<(), Everything> {
        let first = now.tree.blocks().next();
        let header = first.filter(|b| b.kind() == BlockKind::Header);
        let header = header.map_or(0, |b| b.span().len());
        // A change that cannot have led here is not followed.
        let before: usize = self.header + self.segments.iter().map(|s| s.len).sum::<usize>();
        let after = (before + change.new).checked_sub(change.old.len());
        let fits = change.old.end <= before && after == Some(now.tree.len());
        let in_header = header != self.header || change.old.start < header;
        if !fits || in_header || self.segments.is_empty() {
            return Err(Everything);
        }
        let (old, new) = self.touched(now, change)?;
        let touched = self.replace(now, old, new);
        let mut affected = self.affected(&touched)?;
        // What is found of a quote stands at its first piece, and depends on what is near any of them.
        self.extend(&mut affected, self.reach(now), BEHIND);
        self.close(&mut affected)?;
        self.examine(now, &affected, false)
    }

    /// The segments that a change touches, and the bytes of the new text that they become.
    fn touched(
        &self,
        now: Document<'_>,
        change: &Change,
    ) -> Result<(Range<usize>, Span), Everything> {
        // An edit can move the border of the block before it, and join the one behind it to its own.
        let (mut first, mut from) = (0, self.header);
        while first + 1 < self.segments.len() && from + self.segments[first].len < change.old.start
        {
            from += self.segments[first].len;
            first += 1;
        }
        if first > 0 {
            first -= 1;
            from -= self.segments[first].len;
        }
        let (mut last, mut to) = (first, from);
        while last < self.segments.len() && (to <= change.old.end || last == first) {
            to += self.segments[last].len;
            last += 1;
        }
        let moved = |at: usize| (at + change.new + change.old.start).checked_sub(change.old.end);
        let is_border = |at: usize| {
            at == now.tree.len()
                || now
                    .tree
                    .blocks_from(at)
                    .next()
                    .is_some_and(|b| b.span().start == at)
        };
        while first > 0 && !is_border(from) {
            first -= 1;
            from -= self.segments[first].len;
        }
        while last < self.segments.len() && !moved(to).is_some_and(is_border) {
            to += self.segments[last].len;
            last += 1;
        }
        let to = moved(to).filter(|to| from <= *to && *to <= now.tree.len());
        let whole = last < self.segments.len() || to == Some(now.tree.len());
        let to = to.filter(|_| whole).ok_or(Everything)?;
        Ok((first..last, from..to))
    }

    /// How many paragraphs before a finding can matter for it.
    fn reach(&self, now: Document<'_>) -> usize {
        let sentences = now.config.number(&distant_attribution::REACH) as usize;
        input::NEAR.max(sentences) + 1
    }
}

impl Document<'_> {
    /// Whether something far below can make what stands at the beginning a header, or no header.
    fn has_doubtful_header(&self) -> bool {
        let first = self.tree.blocks().next();
        match first.filter(|b| b.kind() == BlockKind::Header) {
            Some(header) => header.is_unclosed(),
            None => {
                let head = self.read(0..self.tree.len().min(HEAD));
                let body = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
                body.is_empty() || body.starts_with(['-', '\\'])
            }
        }
    }

    /// The text of a range.
    fn read(&self, span: Span) -> String {
        let mut text = String::with_capacity(span.len());
        if !span.is_empty() {
            self.text.read(span.start, span.len(), &mut text);
            text.truncate(text.floor_char_boundary(span.len()));
        }
        text
    }
}

/// The findings of a document of which nothing is kept.
fn whole(now: Document<'_>, most: usize) -> Checked {
    let text = now.read(0..now.tree.len());
    let article = super::article(&text, now.tree, now.registry);
    let mut findings = check_article(&text, now.tree, &article, now.config, now.registry);
    let count = findings.len();
    findings.truncate(most);
    findings.iter_mut().for_each(|f| f.fix = None);
    Checked { findings, count }
}
