//! From the tree to annotations: every carrier read, then fragments joined to quotes.

use std::collections::{BTreeMap, HashSet};

use super::date::DateValue;
use super::header::{self, Problem};
use super::plain::{Extent, Place, PlainText};
use super::quote::*;
use super::{Article, VERSION, join, link};
use crate::syntax::{Block, BlockKind, Kind, Node, Span, Tree};

/// Everything the tags of one carrier say.
#[derive(Default)]
pub(super) struct Items {
    pub(super) speakers: Vec<Source>,
    /// `by=` was among them, which makes a span a quote rather than a mention.
    pub(super) by: bool,
    /// Where `+` stands.
    pub(super) continues: Option<Span>,
    pub(super) id: Option<String>,
    pub(super) to: Vec<Source>,
    pub(super) via: Vec<Source>,
    pub(super) cue: Option<(String, Span)>,
    pub(super) on: Option<DateValue>,
    pub(super) medium: Option<Medium>,
    pub(super) kind: Option<QuoteType>,
    pub(super) role: Option<(u8, bool)>,
    pub(super) dates: Vec<DateValue>,
    pub(super) modifier: Option<String>,
    pub(super) attributes: BTreeMap<String, String>,
    pub(super) broken: bool,
}

/// A carrier that is a quote or a part of one.
pub(super) struct Piece {
    pub(super) carrier: CarrierKind,
    pub(super) content: Place,
    pub(super) whole: Place,
    pub(super) items: Items,
    /// The piece in whose content it stands.
    pub(super) parent: Option<usize>,
    /// A span that has only an id: part of a quote if a quote has the same id.
    pub(super) only_id: bool,
}

/// A quote whose relations are not settled yet.
pub(super) struct Draft {
    pub(super) quote: Quote,
    /// The id that `cue=` names.
    pub(super) cue: Option<(String, Span)>,
    /// Its tags say of which type it is.
    pub(super) typed: bool,
}

pub(super) struct Builder<'a> {
    text: &'a str,
    pub(super) plain: PlainText,
    problems: Vec<Problem>,
    pub(super) pieces: Vec<Piece>,
    /// For each cue the piece in whose content it stands.
    pub(super) cue_parents: Vec<Option<usize>>,
    pub(super) paragraphs: Vec<Place>,
    pub(super) mentions: Vec<Mention>,
    pub(super) cues: Vec<Cue>,
    dates: Vec<DateMention>,
    terms: Vec<Term>,
    comments: Vec<Comment>,
}

pub(super) fn article(
    text: &str,
    tree: &Tree,
    known: Option<&dyn Fn(&str) -> Option<header::Actor>>,
) -> Article {
    let mut header = header::Reader::new(text);
    if let Some(block) = tree
        .blocks()
        .next()
        .filter(|b| b.kind() == BlockKind::Header)
    {
        header.read(&block);
    }
    if let Some(known) = known {
        let mut asked: HashSet<&str> = header.actors.iter().map(|a| a.id.as_str()).collect();
        let tags = tree.descendants().filter(|n| n.kind() == Kind::Actor);
        let ids = tags.map(|n| n.text(text).trim_matches(['@', '?']));
        let new: Vec<_> = ids
            .filter(|id| asked.insert(id))
            .filter_map(known)
            .collect();
        header.actors.extend(new);
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
    for block in tree
        .blocks()
        .filter(|b| matches!(b.kind(), BlockKind::Paragraph | BlockKind::Comments))
    {
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
        Source {
            who,
            uncertain: node.is_uncertain(),
            tag: node.span().into(),
        }
    }

    fn date(&mut self, text: &str, span: Span) -> Option<DateValue> {
        match DateValue::parse(text) {
            Ok(value) => Some(value),
            Err(e) => {
                let message = format!("{text} {e}");
                self.problems.push(Problem {
                    span,
                    message,
                    is_date: true,
                });
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
            Kind::Continuation => items.continues = Some(node.span()),
            Kind::Id => items.id = Some(node.text(self.text).trim_matches(['#', '?']).to_owned()),
            Kind::Role => items.role = Some((node.data(), node.is_uncertain())),
            Kind::Date => items
                .dates
                .extend(self.date(node.text(self.text), node.span())),
            Kind::Attribute => self.attribute(node, items),
            _ => items.broken = true,
        }
    }

    fn attribute(&mut self, node: &Node<'_>, items: &mut Items) {
        let Some(value) = node.children().next() else {
            return;
        };
        let written = value.text(self.text);
        let text = if value.kind() == Kind::String {
            unquote(written)
        } else {
            written.to_owned()
        };
        let plain = text.trim_end_matches('?');
        let key = &self.text[node.inner()];
        match key {
            "by" => {
                items.by = true;
                items.speakers.push(self.source(&value));
            }
            "to" => items.to.push(self.source(&value)),
            "via" => items.via.push(self.source(&value)),
            "cue" if value.kind() == Kind::Id => {
                items.cue = Some((plain.trim_start_matches('#').to_owned(), value.span()))
            }
            "on" => items.on = self.date(&text, value.span()),
            "date" => items.dates.extend(self.date(&text, value.span())),
            "mod" => {
                let known = MODIFIERS.map(|m| (m, m));
                items.modifier = self.one_of(key, plain, &value, &known).map(str::to_owned);
            }
            "medium" => items.medium = self.one_of(key, plain, &value, MEDIA),
            "type" => items.kind = self.one_of(key, plain, &value, TYPES),
            _ => _ = items.attributes.insert(key.to_owned(), text),
        }
    }

    fn one_of<T: Copy>(
        &mut self,
        key: &str,
        text: &str,
        value: &Node<'_>,
        words: &[(&str, T)],
    ) -> Option<T> {
        let found = words.iter().find(|(w, _)| *w == text).map(|(_, t)| *t);
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|(w, _)| *w).collect();
            self.problem(
                value.span(),
                format!("unknown {key} {text}: expected {}", known.join(", ")),
            );
        }
        found
    }

    pub(super) fn problem(&mut self, span: Span, message: String) {
        self.problems.push(Problem {
            span,
            message,
            is_date: false,
        });
    }

    fn block(&mut self, block: &Block<'_>, before_copy: bool) {
        let content = block.content();
        let first_comment = self.comments.len();
        let tags: Vec<Node<'_>> = block
            .children()
            .filter(|n| n.kind() == Kind::Tag && n.is_block_tag())
            .collect();
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
            if items.by || !items.speakers.is_empty() || items.continues.is_some() {
                let label = self.label(&copy);
                let words = label.as_ref().map_or(copy.clone(), |l| {
                    copy.end - self.text[l.end + 1..copy.end].trim_start().len()..copy.end
                });
                if let Some(label) = label {
                    let place = self.plain.place(label);
                    self.mentions.push(Mention {
                        id: None,
                        place,
                        text: self.plain.words(&place),
                        actors: items.speakers.clone(),
                        implicit: true,
                        attributes: BTreeMap::new(),
                    });
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
        let scope = if empty && before_copy {
            0..self.text.len()
        } else {
            block.span()
        };
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
        let fits = name.chars().all(|c| {
            c.is_uppercase()
                || c.is_ascii_digit()
                || matches!(c, ' ' | '.' | '-' | '\'' | '’' | '&')
        });
        (capitals && fits && text[end + 1..].starts_with([' ', '\t', '\n', '\r']))
            .then(|| copy.start..copy.start + end)
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
    fn annotate(
        &mut self,
        node: &Node<'_>,
        carrier: CarrierKind,
        mut items: Items,
        parent: Option<usize>,
    ) -> Option<usize> {
        let content = self.plain.place(node.content());
        let quotation = carrier == CarrierKind::Quotation;
        if quotation
            && let Some((role, uncertain)) = items.role.filter(|_| items.speakers.is_empty())
        {
            let kind = [TermKind::Title, TermKind::Term, TermKind::Scare]
                .get(usize::from(role))
                .copied();
            self.terms.extend(kind.map(|kind| Term {
                kind,
                place: content,
                text: self.plain.words(&content),
                uncertain,
            }));
            return parent;
        }
        let mut used = false;
        if let Some((_, uncertain)) = items.role.filter(|_| !quotation) {
            self.cues.push(Cue {
                id: items.id.clone(),
                place: content,
                text: self.plain.words(&content),
                quote: None,
                uncertain,
            });
            self.cue_parents.push(parent);
            used = true;
        }
        for value in std::mem::take(&mut items.dates) {
            let (modifier, attributes) = (items.modifier.clone(), items.attributes.clone());
            self.dates.push(DateMention {
                id: items.id.clone(),
                place: content,
                text: self.plain.words(&content),
                value,
                modifier,
                attributes,
            });
            used = true;
        }
        if !quotation && !items.by && !items.speakers.is_empty() {
            let actors = std::mem::take(&mut items.speakers);
            self.mentions.push(Mention {
                id: items.id.clone(),
                place: content,
                text: self.plain.words(&content),
                actors,
                implicit: false,
                attributes: items.attributes.clone(),
            });
            used = true;
        }
        let quote = quotation || items.by || items.continues.is_some();
        let only_id = !quote && !used && items.id.is_some();
        if !quote && !only_id {
            return parent;
        }
        let whole = self.plain.place(node.inner());
        self.pieces.push(Piece {
            carrier,
            content,
            whole,
            items,
            parent,
            only_id,
        });
        Some(self.pieces.len() - 1)
    }

    /// The paragraph that holds a byte of the source.
    pub(super) fn paragraph_of(&self, source: usize) -> usize {
        self.paragraphs
            .partition_point(|p| p.source.start <= source)
            .saturating_sub(1)
    }

    fn comment(&mut self, node: &Node<'_>) {
        let text = node.text(self.text);
        let text = text
            .strip_prefix("{%")
            .and_then(|t| t.strip_suffix("%}"))
            .unwrap_or(text)
            .trim();
        let allows = text
            .strip_prefix("allow ")
            .into_iter()
            .flat_map(|codes| codes.split([',', ' ']))
            .filter(|c| !c.is_empty());
        let allows = allows.map(str::to_owned).collect();
        let place = self.plain.place(node.span());
        self.comments.push(Comment {
            place,
            text: text.to_owned(),
            allows,
            scope: Extent::default(),
        });
    }

    pub(super) fn finish(
        mut self,
        header: header::Header,
        actors: Vec<header::Actor>,
        tree: &Tree,
    ) -> Article {
        let groups = self.groups(tree);
        let quote_of = self.quote_of(&groups);
        let mut drafts: Vec<Draft> = groups
            .iter()
            .filter_map(|group| self.quote(group, &quote_of))
            .collect();
        join::relate(&mut drafts);
        let lexicon = crate::language::of(header.lang.as_deref());
        link::link(&mut self, &mut drafts, &quote_of, lexicon);
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
}

/// TimeML's modifiers (TimeML 1.2.1, `mod` of TIMEX3), in lower case and with hyphens.
const MODIFIERS: [&str; 12] = [
    "before",
    "after",
    "on-or-before",
    "on-or-after",
    "less-than",
    "more-than",
    "equal-or-less",
    "equal-or-more",
    "start",
    "mid",
    "end",
    "approx",
];

const MEDIA: &[(&str, Medium)] = &[
    ("speech", Medium::Speech),
    ("writing", Medium::Writing),
    ("thought", Medium::Thought),
];
const TYPES: &[(&str, QuoteType)] = &[
    ("direct", QuoteType::Direct),
    ("indirect", QuoteType::Indirect),
    ("mixed", QuoteType::Mixed),
    ("reported", QuoteType::Reported),
];

/// A label longer than this many bytes is copy.
const LONGEST_LABEL: usize = 60;

/// The value of a string as written in a tag.
fn unquote(written: &str) -> String {
    let inside = written
        .strip_prefix('"')
        .and_then(|t| t.strip_suffix('"'))
        .unwrap_or(written);
    let mut value = String::with_capacity(inside.len());
    let mut chars = inside.chars();
    while let Some(c) = chars.next() {
        value.push(if c == '\\' {
            chars.next().unwrap_or(c)
        } else {
            c
        });
    }
    value
}
