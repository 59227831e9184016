//! The paragraphs of a source, with the tags that go into each; and whether a source says what it should.

use std::collections::{BTreeMap, BTreeSet};

use super::emit::{Out, Said, Told, Writer};
use super::fragments;
use super::gaps::gap;
use super::paragraphs::{chains, continuing, fence, paragraphs};
use super::plan::{Care, Carrier, Paragraph, Piece, Plan, plan};
use super::standoff::{Label, Standoff};
use super::tags::{Ids, Join, Place, tag};
use crate::model::{CarrierKind, PlainText};
use crate::syntax::{BOM, Kind, parse};

/// A comment with the byte that it stands before, and whether it is a paragraph of its own.
pub(super) type Commented = (usize, String, bool);

/// So often spans are left out of a paragraph for which there is no place, before all are.
const MOST_DROPS: u8 = 8;

/// A source in the making.
pub(super) struct Layout<'a> {
    article: &'a Standoff,
    /// The header that each paragraph is tried with, which gives the language.
    probe: String,
    paragraphs: Vec<Paragraph>,
    plans: Vec<Plan>,
    /// For each quotation that runs over paragraphs the first of these, by where it begins.
    chains: BTreeMap<usize, usize>,
    /// Spans with a piece in no paragraph.
    nowhere: Vec<usize>,
    /// What the tags of the last source say.
    said: Vec<Told>,
}

impl<'a> Layout<'a> {
    pub(super) fn new(article: &'a Standoff) -> Layout<'a> {
        let text = article.text.as_str();
        let probe = match article.header.lang.as_deref() {
            Some(lang) if lang.chars().all(|c| c.is_alphanumeric() || c == '-') => {
                format!("---\nlang: {lang}\n---\n\n")
            }
            _ => "---\nid: x\n---\n\n".to_owned(),
        };
        let mut layout = Layout {
            article,
            chains: chains(&probe, text, article.marks.as_ref()),
            probe,
            paragraphs: paragraphs(text),
            plans: Vec::new(),
            nowhere: Vec::new(),
            said: Vec::new(),
        };
        layout.spread();
        let all = 0..layout.paragraphs.len();
        layout.plans = all.map(|i| layout.plan(i)).collect();
        layout
    }

    /// Gives each paragraph its pieces.
    fn spread(&mut self) {
        for (index, span) in self.article.spans.iter().enumerate() {
            if span.implicit {
                continue;
            }
            for (number, part) in span.parts.iter().enumerate() {
                let (start, end) = match span.label {
                    Label::Quote | Label::Term(_) => (part.whole.start, part.whole.end),
                    _ => (part.content.start, part.content.end),
                };
                let first = self.paragraphs.partition_point(|p| p.end < start);
                let mut found = false;
                for paragraph in self.paragraphs.iter_mut().skip(first) {
                    let (from, to) = (start.max(paragraph.start), end.min(paragraph.end));
                    if paragraph.start > end || from > to {
                        break;
                    }
                    if from == to && start != end {
                        continue;
                    }
                    found = true;
                    paragraph.wanted.push(Piece {
                        span: index,
                        part: number,
                        label: span.label,
                        start: from,
                        end: to,
                        wish: part.carrier,
                        carrier: Carrier::Brackets,
                    });
                }
                if !found {
                    self.nowhere.push(index);
                }
            }
        }
        for paragraph in &mut self.paragraphs {
            let rank = |p: &Piece| (p.start, std::cmp::Reverse(p.end), p.span);
            paragraph.wanted.sort_by_key(rank);
        }
    }

    fn plan(&self, index: usize) -> Plan {
        let Some(paragraph) = self.paragraphs.get(index) else {
            return Plan::default();
        };
        let usable = |piece: &Piece, start: usize| self.is_usable(piece, start);
        let known = self.article.marks.as_ref();
        plan(&self.article.text, &self.probe, paragraph, known, &usable)
    }

    /// A quotation over several paragraphs is one quote: it can carry only what has all of them.
    fn is_usable(&self, piece: &Piece, start: usize) -> bool {
        let Some(chain) = self.chains.get(&start) else {
            return true;
        };
        // What is nobody's speech is in no such quote, and what is known to be a quotation of its own.
        let is_own = matches!(piece.label, Label::Term(_)) || self.article.marks.is_some();
        if is_own && piece.wish == Some(CarrierKind::Quotation) {
            return true;
        }
        let Some(span) = self.article.spans.get(piece.span) else {
            return false;
        };
        let next = self.paragraphs.partition_point(|p| p.start <= start);
        let paragraph = next.checked_sub(1).and_then(|i| self.paragraphs.get(i));
        if paragraph.is_some_and(|p| p.care > Care::Little) {
            return false;
        }
        // The members of a chain follow one another.
        let members = self.chains.range(*chain..);
        let mut members = members.take_while(|(_, first)| *first == chain);
        members.all(|(member, _)| {
            let mut parts = span.parts.iter();
            parts.any(|p| p.whole.start <= *member && *member < p.whole.end)
        })
    }

    /// More of a paragraph is escaped, then the spans are left out that the source does not say, at last all. False if nothing is
    /// left to do.
    pub(super) fn take_care(&mut self, index: usize, unsaid: &BTreeSet<usize>) -> bool {
        let Some(paragraph) = self.paragraphs.get_mut(index) else {
            return false;
        };
        let is_last = paragraph.care == Care::All && !unsaid.is_empty();
        let drops = is_last && paragraph.drops < MOST_DROPS;
        if drops {
            paragraph.drops += 1;
            paragraph.dropped.extend(unsaid);
            paragraph.wanted.retain(|p| !unsaid.contains(&p.span));
        }
        paragraph.care = match paragraph.care {
            care if drops => care,
            Care::Little => Care::Brackets,
            Care::Brackets => Care::Marks,
            Care::Marks => Care::All,
            Care::All => Care::Bare,
            Care::Bare => return false,
        };
        let plan = self.plan(index);
        if let Some(old) = self.plans.get_mut(index) {
            *old = plan;
        }
        true
    }

    /// The spans that are not in the source, or not as a whole.
    pub(super) fn lost(&self) -> Vec<usize> {
        let mut lost = self.nowhere.clone();
        lost.extend(self.plans.iter().flat_map(|p| p.lost.iter().copied()));
        lost.sort_unstable();
        lost.dedup();
        lost
    }

    /// The source as it is planned, with comments at their places.
    pub(super) fn written(&mut self, head: &str, comments: &[&Commented]) -> String {
        let text = self.article.text.as_str();
        let tags = self.tags();
        let mut out = Out::new("");
        let body = text.strip_prefix(BOM).unwrap_or(text);
        out.text.push_str(&text[..text.len() - body.len()]);
        out.text.push_str(head);
        let body_start = out.text.len();
        let mut at = text.len() - body.len();
        // A mark of the byte order is copy where no header stands between.
        let body_at = if head.is_empty() { 0 } else { at };
        let mut comments = comments.iter().copied().peekable();
        self.said.clear();
        // Behind a mark of the byte order no line begins.
        while let Some((_, comment, _)) =
            comments.next_if(|c| head.is_empty() && c.0 <= at && at > 0)
        {
            out.text.push_str(&format!("{{% {comment} %}}"));
        }
        for ((paragraph, plan), tags) in self.paragraphs.iter().zip(&self.plans).zip(&tags) {
            let start = paragraph.start.max(at);
            gap(text, body_at, at..start, &mut comments, &mut out);
            while let Some((_, comment, _)) = comments.next_if(|c| c.0 <= start && c.2) {
                out.text.push_str(&format!("{{% {comment} %}}\n\n"));
            }
            for (piece, tag) in plan.pieces.iter().zip(tags) {
                if piece.carrier == Carrier::Block {
                    out.text.push_str(tag);
                    out.text.push('\n');
                    let said = (paragraph.start, paragraph.start, tag.clone());
                    self.said.push((said, piece.span));
                }
            }
            let mut writer = Writer {
                out: &mut out,
                open: Vec::new(),
                said: &mut self.said,
            };
            let mut next = plan.pieces.iter().zip(tags).peekable();
            let copy = text.get(start..paragraph.end).unwrap_or_default();
            let ends = [(copy.len(), None)];
            let chars = copy.char_indices().map(|(i, c)| (i, Some(c)));
            for (i, c) in chars.chain(ends) {
                let here = start + i;
                writer.close(here);
                while let Some((_, comment, _)) = comments.next_if(|c| c.0 <= here) {
                    // Where a line begins it has a line of its own, which goes with it.
                    let begins = copy
                        .get(..i)
                        .is_some_and(|b| b.is_empty() || b.ends_with('\n'));
                    let leads = begins && c.is_some_and(|c| !c.is_whitespace());
                    let end = if leads { "\n" } else { "" };
                    writer.out.markup(&format!("{{% {comment} %}}{end}"));
                }
                while let Some((piece, tag)) = next.next_if(|(p, _)| p.start <= here) {
                    writer.open(piece, tag);
                }
                if let Some(c) = c {
                    writer.out.copy(c, plan.escapes.contains(&here));
                }
            }
            at = paragraph.end;
        }
        gap(text, body_at, at..text.len(), &mut comments, &mut out);
        // Behind copy all that are left are one paragraph, which goes with a blank line before it.
        for (n, (_, comment, _)) in comments.enumerate() {
            let (before, behind) = match (n, text.ends_with(['\n', '\r'])) {
                (_, false) => ("", ""),
                (0, true) => ("\n", "\n"),
                (_, true) => ("", "\n"),
            };
            out.text
                .push_str(&format!("{before}{{% {comment} %}}{behind}"));
        }
        self.said.sort();
        // Markup on the first lines can make them none of a header's.
        if head.is_empty() && fence(&out.text[body_start..]) {
            out.text.insert(body_start, '\\');
        }
        out.text
    }

    /// The tags of all pieces.
    fn tags(&self) -> Vec<Vec<String>> {
        let spans = &self.article.spans;
        let mut ids = Ids::new(spans);
        // For each span its pieces in the order of the text.
        let mut pieces: Vec<Vec<(usize, usize)>> = vec![Vec::new(); spans.len()];
        for (p, plan) in self.plans.iter().enumerate() {
            for (i, piece) in plan.pieces.iter().enumerate() {
                if let Some(list) = pieces.get_mut(piece.span) {
                    list.push((p, i));
                }
            }
        }
        let piece_at = |place: &(usize, usize)| self.plans[place.0].pieces[place.1];
        let mut names: Vec<Option<String>> = spans.iter().map(|s| s.id.clone()).collect();
        let mut tags: Vec<Vec<String>> = self
            .plans
            .iter()
            .map(|p| vec![String::new(); p.pieces.len()])
            .collect();
        let continuing = continuing(spans);
        let letter = |label| match label {
            Label::Quote => 'q',
            Label::Mention => 's',
            Label::Cue => 'c',
            _ => 'a',
        };
        for (index, ((span, places), name)) in spans.iter().zip(&pieces).zip(&mut names).enumerate()
        {
            if continuing.contains(&index) {
                continue;
            }
            let loud = places
                .iter()
                .filter(|p| piece_at(p).carrier != Carrier::Silent);
            let nameless = span.label == Label::Mention && span.actors.is_empty();
            if name.is_none() && !places.is_empty() && (loud.count() > 1 || nameless) {
                *name = Some(ids.fresh(letter(span.label)));
            }
        }
        for (index, (span, places)) in spans.iter().zip(&pieces).enumerate() {
            let here: Vec<Piece> = places.iter().map(piece_at).collect();
            let order = fragments::written(span, &here);
            let mut join = Join::Head;
            for (place, piece) in places.iter().zip(&here) {
                let carrier = match piece.carrier {
                    Carrier::Silent => continue,
                    Carrier::Brackets => CarrierKind::Span,
                    Carrier::Word => CarrierKind::Word,
                    Carrier::Quotation(_) => CarrierKind::Quotation,
                    Carrier::Block => CarrierKind::Block,
                };
                let cue = span.cues.first().and_then(|c| names.get(*c)?.as_deref());
                let words = Place {
                    carrier,
                    join,
                    id: names.get(index).and_then(Option::as_deref),
                    pieces: order.as_deref().filter(|_| join == Join::Head),
                    cue,
                };
                if let Some(tags) = tags.get_mut(place.0).and_then(|t| t.get_mut(place.1)) {
                    *tags = tag(span, &words);
                }
                join = if continuing.contains(&index) {
                    Join::Plus
                } else {
                    Join::Id
                };
            }
        }
        tags
    }

    /// The paragraphs in which a source does not say what it should, each with the spans that it does not say.
    pub(super) fn faulty(&self, source: &str) -> BTreeMap<usize, BTreeSet<usize>> {
        let tree = parse(source);
        let plain = PlainText::new(source, &tree);
        let mut found: Vec<Said> = Vec::new();
        for node in tree.descendants() {
            let is_block = node.kind() == Kind::Tag && node.is_block_tag();
            let tags: String = match node.kind() {
                _ if is_block => node.text(source).to_owned(),
                Kind::Quotation | Kind::Span | Kind::Word => {
                    node.tags().map(|t| t.text(source)).collect()
                }
                _ => continue,
            };
            if !tags.is_empty() {
                let place = if is_block {
                    node.span()
                } else {
                    node.content()
                };
                let (start, end) = (
                    plain.plain_offset(place.start),
                    plain.plain_offset(place.end),
                );
                found.push((start, end, tags));
            }
        }
        found.sort();
        let mut faulty: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        let (mut a, mut b) = (self.said.iter().peekable(), found.iter().peekable());
        loop {
            let (start, span) = match (a.peek(), b.peek()) {
                (Some((x, _)), Some(y)) if x == *y => {
                    a.next();
                    b.next();
                    continue;
                }
                (Some((x, span)), y) if y.is_none_or(|y| x < y) => {
                    let unsaid = (x.0, Some(*span));
                    a.next();
                    unsaid
                }
                (_, Some(y)) => {
                    let start = y.0;
                    b.next();
                    (start, None)
                }
                (_, None) => break,
            };
            let unsaid = faulty.entry(self.paragraph_at(start)).or_default();
            unsaid.extend(span);
        }
        // A quotation that has no tag of its own must go on to one that has.
        let links = tree.continuations().links;
        let going: BTreeSet<usize> = links.iter().map(|(a, _)| plain.plain_offset(*a)).collect();
        for (index, plan) in self.plans.iter().enumerate() {
            let mut silent = plan.pieces.iter().filter(|p| p.carrier == Carrier::Silent);
            if !silent.all(|p| going.contains(&p.start)) {
                faulty.entry(index).or_default();
            }
        }
        let text = &self.article.text;
        if plain.text() != text {
            let same = text.bytes().zip(plain.text().bytes());
            let at = same.take_while(|(a, b)| a == b).count();
            faulty.entry(self.paragraph_at(at)).or_default();
        }
        faulty
    }

    fn paragraph_at(&self, at: usize) -> usize {
        let next = self.paragraphs.partition_point(|p| p.start <= at);
        next.saturating_sub(1)
    }
}
