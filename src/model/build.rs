//! From the tree to annotations: every carrier read, then fragments joined to quotes.

use std::collections::{BTreeMap, HashMap};

use super::date::DateValue;
use super::header::{self, Problem};
use super::plain::{Extent, Place, PlainText};
use super::quote::*;
use super::{Article, VERSION, link};
use crate::syntax::{Block, BlockKind, Kind, Node, Span, Tree};

/// Everything the tags of one carrier say.
#[derive(Default)]
struct Items {
    speakers: Vec<Source>,
    /// `by=` was among them, which makes a span a quote rather than a mention.
    by: bool,
    continues: bool,
    id: Option<String>,
    to: Vec<Source>,
    via: Vec<Source>,
    cue: Option<String>,
    on: Option<DateValue>,
    medium: Option<Medium>,
    kind: Option<QuoteType>,
    role: Option<(u8, bool)>,
    dates: Vec<DateValue>,
    modifier: Option<String>,
    attributes: BTreeMap<String, String>,
    broken: bool,
}

/// A carrier that is a quote or a part of one.
struct Piece {
    carrier: CarrierKind,
    content: Place,
    whole: Place,
    items: Items,
    /// The piece in whose content it stands.
    parent: Option<usize>,
    /// A span that has only an id: part of a quote if a quote has the same id.
    only_id: bool,
}

/// A quote whose relations are not settled yet.
pub(super) struct Draft {
    pub(super) quote: Quote,
    /// The id that `cue=` names.
    pub(super) cue: Option<String>,
    /// Its tags say of which type it is.
    typed: bool,
}

pub(super) struct Builder<'a> {
    text: &'a str,
    pub(super) plain: PlainText,
    problems: Vec<Problem>,
    pieces: Vec<Piece>,
    /// For each cue the piece in whose content it stands.
    pub(super) cue_parents: Vec<Option<usize>>,
    pub(super) paragraphs: Vec<Place>,
    pub(super) mentions: Vec<Mention>,
    pub(super) cues: Vec<Cue>,
    dates: Vec<DateMention>,
    terms: Vec<Term>,
    comments: Vec<Comment>,
}

pub(super) fn article(text: &str, tree: &Tree) -> Article {
    let mut header = header::Reader::new(text);
    if let Some(block) = tree.blocks().next().filter(|b| b.kind() == BlockKind::Header) {
        header.read(&block);
    }
    let mut builder = Builder {
        text,
        plain: PlainText::new(text, tree),
        problems: std::mem::take(&mut header.problems),
        pieces: Vec::new(),
        cue_parents: Vec::new(),
        paragraphs: Vec::new(),
        mentions: Vec::new(),
        cues: Vec::new(),
        dates: Vec::new(),
        terms: Vec::new(),
        comments: Vec::new(),
    };
    let mut before_copy = true;
    for block in tree.blocks().filter(|b| b.kind() == BlockKind::Paragraph) {
        builder.block(&block, before_copy);
        before_copy &= builder.paragraphs.is_empty();
    }
    super::mention::add_implicit(&mut builder.mentions, &header.actors, &builder.plain);
    builder.finish(header.header, header.actors, tree)
}

impl Builder<'_> {
    fn source(&self, node: &Node<'_>) -> Source {
        let text = node.text(self.text);
        let body = text.strip_suffix('?').unwrap_or(text);
        let who = match node.kind() {
            Kind::Actor => Who::Actor(body.trim_start_matches('@').to_owned()),
            Kind::Id => Who::Reference(body.trim_start_matches('#').to_owned()),
            Kind::Unknown => Who::Unknown,
            Kind::String => Who::Unnamed(unquote(text)),
            _ => Who::Unnamed(body.to_owned()),
        };
        Source { who, uncertain: node.is_uncertain(), tag: node.span().into() }
    }

    fn date(&mut self, text: &str, span: Span) -> Option<DateValue> {
        match DateValue::parse(text) {
            Ok(value) => Some(value),
            Err(e) => {
                let message = format!("{text} is no date: {e}; expected EDTF such as 2031-03-12 or 203X, or TIMEX3 such as P3Y or 2031-W11");
                self.problems.push(Problem { span, message, is_date: true });
                None
            }
        }
    }

    /// Reads the tags of one carrier.
    fn items<'t>(&mut self, tags: impl Iterator<Item = Node<'t>>) -> Items {
        let mut items = Items::default();
        for tag in tags {
            items.broken |= tag.is_unclosed();
            for node in tag.children() {
                self.item(&node, &mut items);
            }
        }
        items
    }

    fn item(&mut self, node: &Node<'_>, items: &mut Items) {
        match node.kind() {
            Kind::Actor | Kind::Unknown => items.speakers.push(self.source(node)),
            Kind::Continuation => items.continues = true,
            Kind::Id => items.id = Some(node.text(self.text).trim_matches(['#', '?']).to_owned()),
            Kind::Role => items.role = Some((node.data(), node.is_uncertain())),
            Kind::Date => items.dates.extend(self.date(node.text(self.text), node.span())),
            Kind::Attribute => self.attribute(node, items),
            _ => items.broken = true,
        }
    }

    fn attribute(&mut self, node: &Node<'_>, items: &mut Items) {
        let Some(value) = node.children().next() else { return };
        let written = value.text(self.text);
        let text = if value.kind() == Kind::String { unquote(written) } else { written.to_owned() };
        let plain = text.trim_end_matches('?');
        let key = &self.text[node.inner()];
        match key {
            "by" => {
                items.by = true;
                items.speakers.push(self.source(&value));
            }
            "to" => items.to.push(self.source(&value)),
            "via" => items.via.push(self.source(&value)),
            "cue" if value.kind() == Kind::Id => items.cue = Some(plain.trim_start_matches('#').to_owned()),
            "on" => items.on = self.date(&text, value.span()),
            "date" => items.dates.extend(self.date(&text, value.span())),
            "mod" => items.modifier = Some(text),
            "medium" => items.medium = self.one_of(key, plain, &value, MEDIA),
            "type" => items.kind = self.one_of(key, plain, &value, TYPES),
            _ => _ = items.attributes.insert(key.to_owned(), text),
        }
    }

    fn one_of<T: Copy>(&mut self, key: &str, text: &str, value: &Node<'_>, words: &[(&str, T)]) -> Option<T> {
        let found = words.iter().find(|(w, _)| *w == text).map(|(_, t)| *t);
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|(w, _)| *w).collect();
            self.problem(value.span(), format!("unknown {key} {text}: expected {}", known.join(", ")));
        }
        found
    }

    pub(super) fn problem(&mut self, span: Span, message: String) {
        self.problems.push(Problem { span, message, is_date: false });
    }

    fn block(&mut self, block: &Block<'_>, before_copy: bool) {
        let content = block.content();
        let first_comment = self.comments.len();
        let tags: Vec<Node<'_>> = block.children().filter(|n| n.kind() == Kind::Tag && n.is_block_tag()).collect();
        let copy = tags.last().map_or(content.start, |t| t.span().end)..content.end;
        let copy = copy.end - self.text[copy.clone()].trim_start().len()..copy.end;
        let place = self.plain.place(copy.clone());
        if place.bytes.start < place.bytes.end {
            if block.is_by_line(self.text) {
                let mut at = copy.start;
                for line in self.text[copy.clone()].split_inclusive(['\n', '\r']) {
                    let end = at + line.trim_end().len();
                    if end > at {
                        self.paragraphs.push(self.plain.place(at..end));
                    }
                    at += line.len();
                }
            } else {
                self.paragraphs.push(place);
            }
        }
        let mut parent = None;
        if !tags.is_empty() {
            let items = self.items(tags.iter().copied());
            if items.by || !items.speakers.is_empty() || items.continues {
                let label = self.label(&copy);
                let words = label.as_ref().map_or(copy.clone(), |l| copy.end - self.text[l.end + 1..copy.end].trim_start().len()..copy.end);
                if let Some(label) = label {
                    let place = self.plain.place(label);
                    self.mentions.push(Mention { id: None, place, actors: items.speakers.clone(), implicit: true, attributes: BTreeMap::new() });
                }
                parent = Some(self.pieces.len());
                self.pieces.push(Piece {
                    carrier: CarrierKind::Block,
                    content: self.plain.place(words),
                    whole: place,
                    items,
                    parent: None,
                    only_id: false,
                });
            }
        }
        for node in block.children() {
            self.node(&node, parent);
        }
        let empty = place.bytes.start >= place.bytes.end;
        let scope = if empty && before_copy { 0..self.text.len() } else { block.span() };
        for comment in &mut self.comments[first_comment..] {
            comment.scope = scope.clone().into();
        }
    }

    /// A speaker's label in capitals at the start of a statement, up to its colon.
    fn label(&self, copy: &Span) -> Option<Span> {
        let text = &self.text[copy.clone()];
        let end = text.find(':').filter(|e| *e <= LONGEST_LABEL)?;
        let name = &text[..end];
        let capitals = name.chars().filter(|c| c.is_uppercase()).count() >= 2;
        let fits = name.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, ' ' | '.' | '-' | '\'' | '’' | '&'));
        (capitals && fits && text[end + 1..].starts_with([' ', '\t', '\n', '\r'])).then(|| copy.start..copy.start + end)
    }

    fn node(&mut self, node: &Node<'_>, parent: Option<usize>) {
        let carrier = match node.kind() {
            Kind::Quotation => CarrierKind::Quotation,
            Kind::Span => CarrierKind::Span,
            Kind::Word => CarrierKind::Word,
            Kind::Comment => return self.comment(node),
            _ => return,
        };
        let items = self.items(node.tags());
        let inside = self.annotate(node, carrier, items, parent);
        for child in node.children() {
            self.node(&child, inside);
        }
    }

    /// Adds what a carrier's tags say. Gives the piece that its content belongs to.
    fn annotate(&mut self, node: &Node<'_>, carrier: CarrierKind, mut items: Items, parent: Option<usize>) -> Option<usize> {
        let content = self.plain.place(node.content());
        let quotation = carrier == CarrierKind::Quotation;
        if quotation {
            if let Some((role, uncertain)) = items.role.filter(|_| items.speakers.is_empty()) {
                let kind = [TermKind::Title, TermKind::Term, TermKind::Scare].get(usize::from(role)).copied();
                self.terms.extend(kind.map(|kind| Term { kind, place: content, uncertain }));
                return parent;
            }
        }
        let mut used = false;
        if let Some((_, uncertain)) = items.role.filter(|_| !quotation) {
            self.cues.push(Cue { id: items.id.clone(), place: content, quote: None, uncertain });
            self.cue_parents.push(parent);
            used = true;
        }
        for value in std::mem::take(&mut items.dates) {
            let (modifier, attributes) = (items.modifier.clone(), items.attributes.clone());
            self.dates.push(DateMention { id: items.id.clone(), place: content, value, modifier, attributes });
            used = true;
        }
        if !quotation && !items.by && !items.speakers.is_empty() {
            let actors = std::mem::take(&mut items.speakers);
            self.mentions.push(Mention { id: items.id.clone(), place: content, actors, implicit: false, attributes: items.attributes.clone() });
            used = true;
        }
        let quote = quotation || items.by || items.continues;
        let only_id = !quote && !used && items.id.is_some();
        if !quote && !only_id {
            return parent;
        }
        let whole = self.plain.place(node.inner());
        self.pieces.push(Piece { carrier, content, whole, items, parent, only_id });
        Some(self.pieces.len() - 1)
    }

    /// The paragraph that holds a byte of the source.
    pub(super) fn paragraph_of(&self, source: usize) -> usize {
        self.paragraphs.partition_point(|p| p.source.start <= source).saturating_sub(1)
    }

    fn comment(&mut self, node: &Node<'_>) {
        let text = node.text(self.text);
        let text = text.strip_prefix("{%").and_then(|t| t.strip_suffix("%}")).unwrap_or(text).trim();
        let allows = text.strip_prefix("allow ").into_iter().flat_map(|codes| codes.split([',', ' '])).filter(|c| !c.is_empty());
        let allows = allows.map(str::to_owned).collect();
        let place = self.plain.place(node.span());
        self.comments.push(Comment { place, text: text.to_owned(), allows, scope: Extent::default() });
    }

    pub(super) fn finish(mut self, header: header::Header, actors: Vec<header::Actor>, tree: &Tree) -> Article {
        let groups = self.groups(tree);
        let quote_of = self.quote_of(&groups);
        let mut drafts: Vec<Draft> = groups.iter().filter_map(|group| self.quote(group, &quote_of)).collect();
        relate(&mut drafts);
        link::link(&mut self, &mut drafts, &quote_of);
        let mut problems = std::mem::take(&mut self.problems);
        problems.sort_by_key(|p| p.span.start);
        Article {
            version: VERSION,
            header,
            actors,
            plain: self.plain,
            paragraphs: self.paragraphs,
            quotes: drafts.into_iter().map(|d| d.quote).collect(),
            mentions: self.mentions,
            cues: self.cues,
            dates: self.dates,
            terms: self.terms,
            comments: self.comments,
            problems,
        }
    }

    /// Joins pieces to quotes: those of a quotation over several paragraphs, those that `+`
    /// continues, those that share an id. Gives the groups in the order of the text.
    fn groups(&mut self, tree: &Tree) -> Vec<Vec<usize>> {
        let mut sets = Sets::new(self.pieces.len());
        let continuations = tree.continuations();
        let starts: HashMap<usize, usize> =
            self.pieces.iter().enumerate().filter(|(_, p)| p.carrier == CarrierKind::Quotation).map(|(i, p)| (p.whole.source.start, i)).collect();
        // Where a quotation over several paragraphs begins.
        let mut head: Vec<usize> = (0..self.pieces.len()).collect();
        for (from, to) in &continuations.links {
            if let (Some(a), Some(b)) = (starts.get(from), starts.get(to)) {
                sets.join(*a, *b);
                head[*b] = head[*a];
            }
        }
        for (span, _) in &continuations.unclosed {
            if let Some(piece) = starts.get(&span.start) {
                self.pieces[*piece].items.broken = true;
            }
        }
        let mut last: HashMap<Option<usize>, usize> = HashMap::new();
        let mut before = vec![None; self.pieces.len()];
        let mut by_id: HashMap<String, usize> = HashMap::new();
        for (i, piece) in self.pieces.iter().enumerate().filter(|(_, p)| !p.only_id) {
            before[i] = last.insert(piece.parent, i);
            if let Some(before) = before[head[i]].filter(|_| piece.items.continues) {
                sets.join(before, i);
            }
            if let Some(id) = &piece.items.id {
                sets.join(*by_id.entry(id.clone()).or_insert(i), i);
            }
        }
        for i in 0..self.pieces.len() {
            if self.pieces[i].only_id {
                let joined = self.pieces[i].items.id.as_ref().and_then(|id| by_id.get(id));
                match joined {
                    Some(quote) => {
                        sets.join(*quote, i);
                        self.pieces[i].only_id = false;
                    }
                    None => {
                        let piece = &self.pieces[i];
                        let (id, attributes) = (piece.items.id.clone(), piece.items.attributes.clone());
                        self.mentions.push(Mention { id, place: piece.content, actors: Vec::new(), implicit: false, attributes });
                    }
                }
            }
        }
        sets.groups().into_iter().filter(|g| !self.pieces[g[0]].only_id).collect()
    }

    /// For each piece the quote it belongs to.
    fn quote_of(&self, groups: &[Vec<usize>]) -> Vec<Option<usize>> {
        let mut quote_of = vec![None; self.pieces.len()];
        for (quote, group) in groups.iter().enumerate() {
            for piece in group {
                quote_of[*piece] = Some(quote);
            }
        }
        quote_of
    }

    /// The quote in whose content a piece stands: its parents that are mentions are passed over.
    pub(super) fn outer(&self, mut parent: Option<usize>, quote_of: &[Option<usize>]) -> Option<usize> {
        while let Some(piece) = parent {
            if quote_of[piece].is_some() {
                return quote_of[piece];
            }
            parent = self.pieces[piece].parent;
        }
        None
    }

    fn quote(&mut self, group: &[usize], quote_of: &[Option<usize>]) -> Option<Draft> {
        let first = *group.first()?;
        let own = quote_of[first];
        let inside = self.outer(self.pieces[first].parent, quote_of).filter(|o| Some(*o) != own);
        let mut quote = Quote {
            id: None,
            kind: QuoteType::Direct,
            medium: None,
            fragments: Vec::with_capacity(group.len()),
            speakers: Vec::new(),
            addressees: Vec::new(),
            relayed_by: Vec::new(),
            mention: None,
            cue: None,
            on: None,
            inside,
            broken: false,
            attributes: BTreeMap::new(),
        };
        let (mut direct, mut indirect, mut explicit, mut cue) = (false, false, None, None);
        for index in group {
            let piece = &mut self.pieces[*index];
            let items = std::mem::take(&mut piece.items);
            match piece.carrier {
                CarrierKind::Quotation | CarrierKind::Block => direct = true,
                _ => indirect = true,
            }
            let (content, whole) = (piece.content, piece.whole);
            let text = self.plain.text()[content.bytes.start..content.bytes.end].to_owned();
            quote.fragments.push(Fragment { carrier: piece.carrier, content, whole, text });
            quote.id = quote.id.take().or(items.id);
            quote.medium = quote.medium.or(items.medium);
            quote.on = quote.on.take().or(items.on);
            explicit = explicit.or(items.kind);
            add(&mut quote.speakers, items.speakers);
            add(&mut quote.addressees, items.to);
            add(&mut quote.relayed_by, items.via);
            quote.broken |= items.broken;
            quote.attributes.extend(items.attributes);
            cue = cue.or(items.cue);
        }
        quote.kind = explicit.unwrap_or(match (direct, indirect) {
            (true, true) => QuoteType::Mixed,
            (false, true) => QuoteType::Indirect,
            _ => QuoteType::Direct,
        });
        Some(Draft { quote, cue, typed: explicit.is_some() })
    }
}

const MEDIA: &[(&str, Medium)] = &[("speech", Medium::Speech), ("writing", Medium::Writing), ("thought", Medium::Thought)];
const TYPES: &[(&str, QuoteType)] =
    &[("direct", QuoteType::Direct), ("indirect", QuoteType::Indirect), ("mixed", QuoteType::Mixed), ("reported", QuoteType::Reported)];

/// A label longer than this many bytes is copy.
const LONGEST_LABEL: usize = 60;

/// Adds those that are not there yet.
fn add(all: &mut Vec<Source>, more: Vec<Source>) {
    for source in more {
        if !all.iter().any(|s| s.who == source.who) {
            all.push(source);
        }
    }
}

/// The value of a string as written in a tag.
fn unquote(written: &str) -> String {
    let inside = written.strip_prefix('"').and_then(|t| t.strip_suffix('"')).unwrap_or(written);
    let mut value = String::with_capacity(inside.len());
    let mut chars = inside.chars();
    while let Some(c) = chars.next() {
        value.push(if c == '\\' { chars.next().unwrap_or(c) } else { c });
    }
    value
}

/// What quotes are to those that they stand in.
fn relate(drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let Some(outer) = drafts[i].quote.inside.filter(|o| *o < i) else { continue };
        let (before, from) = drafts.split_at_mut(i);
        let (outer, quote) = (&mut before[outer], &mut from[0].quote);
        if quote.speakers.is_empty() || names_same(&quote.speakers, &outer.quote.speakers) {
            if outer.quote.kind == QuoteType::Indirect && !outer.typed && quote.kind == QuoteType::Direct {
                outer.quote.kind = QuoteType::Mixed;
            }
        } else if quote.relayed_by.is_empty() {
            quote.relayed_by = outer.quote.speakers.clone();
        }
    }
}

fn names_same(a: &[Source], b: &[Source]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.who == b.who)
}

/// Disjoint sets of pieces.
struct Sets {
    parent: Vec<usize>,
}

impl Sets {
    fn new(len: usize) -> Self {
        Sets { parent: (0..len).collect() }
    }

    fn find(&mut self, mut i: usize) -> usize {
        while self.parent[i] != i {
            self.parent[i] = self.parent[self.parent[i]];
            i = self.parent[i];
        }
        i
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        // The first in the text leads.
        self.parent[a.max(b)] = a.min(b);
    }

    fn groups(&mut self) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut place = vec![usize::MAX; self.parent.len()];
        for i in 0..self.parent.len() {
            let root = self.find(i);
            if place[root] == usize::MAX {
                place[root] = groups.len();
                groups.push(Vec::new());
            }
            groups[place[root]].push(i);
        }
        groups
    }
}
