//! From the tree to annotations: every carrier read, then fragments joined to quotes.

use std::collections::BTreeMap;

use hashbrown::HashSet;

use super::header::{self, Problem, ProblemKind};
use super::items::Items;
use super::plain::{Extent, Place, PlainText};
use super::quote::*;
use super::{Actor, Article, KnownActors, VERSION, join, link};
use crate::syntax::{Block, BlockKind, Kind, Node, Span, Tree};

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
    pub(super) text: &'a str,
    pub(super) plain: PlainText,
    pub(super) problems: Vec<Problem>,
    pub(super) pieces: Vec<Piece>,
    /// For each cue the piece in whose content it stands.
    pub(super) cue_parents: Vec<Option<usize>>,
    pub(super) paragraphs: Vec<Place>,
    pub(super) mentions: Vec<Mention>,
    pub(super) cues: Vec<Cue>,
    dates: Vec<DateMention>,
    terms: Vec<Term>,
    pub(super) annotations: Vec<Annotation>,
    comments: Vec<Comment>,
}

pub(super) fn article(text: &str, tree: &Tree, known: Option<&dyn KnownActors>) -> Article {
    let mut header = header(text, tree);
    if let Some(known) = known {
        let mut asked: HashSet<&str> = header.actors.iter().map(|a| a.id.as_str()).collect();
        let tags = tree.descendants().filter(|n| n.kind() == Kind::Actor);
        let ids = tags.map(|n| n.text(text).trim_matches(['@', '?']));
        let new: Vec<_> = ids
            .filter(|id| asked.insert(id))
            .filter_map(|id| known.by_id(id))
            .collect();
        drop(asked);
        header.actors.extend(new);
    }
    let plain = PlainText::new(text, tree);
    if let Some(known) = known {
        for actor in known.in_copy(plain.text()) {
            if !header.actors.iter().any(|a| a.is_called(&actor)) {
                header.actors.push(actor);
            }
        }
    }
    build(text, tree, plain, header)
}

pub(super) fn with_actors(text: &str, tree: &Tree, others: &[Actor]) -> Article {
    let mut header = header(text, tree);
    header.actors.extend_from_slice(others);
    build(text, tree, PlainText::new(text, tree), header)
}

fn header<'t>(text: &'t str, tree: &Tree) -> header::Reader<'t> {
    let mut header = header::Reader::new(text);
    let first = tree.blocks().next();
    if let Some(block) = first.filter(|b| b.kind() == BlockKind::Header) {
        header.read(&block);
    }
    header
}

fn build(text: &str, tree: &Tree, plain: PlainText, mut header: header::Reader<'_>) -> Article {
    let mut builder = Builder {
        text,
        plain,
        problems: std::mem::take(&mut header.problems),
        pieces: Vec::new(),
        cue_parents: Vec::new(),
        paragraphs: Vec::new(),
        mentions: Vec::new(),
        cues: Vec::new(),
        dates: Vec::new(),
        terms: Vec::new(),
        annotations: Vec::new(),
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
    pub(super) fn problem(&mut self, span: Span, message: String) {
        let problem = Problem::new(ProblemKind::Value, span, message);
        self.problems.push(problem);
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
                    // A line of comments has no copy.
                    let place = self.plain.place(at..end);
                    if end > at && place.bytes.start < place.bytes.end {
                        self.paragraphs.push(place);
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
                        words: Vec::new(),
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
            self.extra(&mut items, content, carrier);
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
        let mut carried = false;
        for value in std::mem::take(&mut items.dates) {
            self.dates.push(DateMention {
                id: items.id.clone(),
                place: content,
                text: self.plain.words(&content),
                value,
                modifier: items.modifier.clone(),
                words: items.words.clone(),
                attributes: items.attributes.clone(),
            });
            carried = true;
        }
        if !quotation && !items.by && !items.speakers.is_empty() {
            let actors = std::mem::take(&mut items.speakers);
            self.mentions.push(Mention {
                id: items.id.clone(),
                place: content,
                text: self.plain.words(&content),
                actors,
                implicit: false,
                words: items.words.clone(),
                attributes: items.attributes.clone(),
            });
            carried = true;
        }
        let quote = quotation || items.by || items.continues.is_some();
        let only_id = !quote && !used && !carried && items.id.is_some();
        if !quote && !only_id {
            if !carried {
                self.extra(&mut items, content, carrier);
            }
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

    /// Keeps words and attributes that nothing else has.
    pub(super) fn extra(&mut self, items: &mut Items, content: Place, carrier: CarrierKind) {
        if !items.words.is_empty() || !items.attributes.is_empty() {
            self.annotations.push(Annotation {
                id: items.id.take(),
                place: content,
                text: self.plain.words(&content),
                carrier,
                words: std::mem::take(&mut items.words),
                attributes: std::mem::take(&mut items.attributes),
            });
        }
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
        self.annotations.sort_by_key(|a| a.place.source.start);
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
            annotations: self.annotations,
            comments: self.comments,
            problems,
            lookup: super::lookup::Lookup::default(),
        }
    }
}

/// A label longer than this many bytes is copy.
const LONGEST_LABEL: usize = 60;
