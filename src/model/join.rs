//! Fragments joined to quotes, and what quotes are to one another.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::build::{Builder, Draft};
use super::conflict::Stated;
use super::header::{Problem, ProblemKind};
use super::quote::*;
use crate::syntax::Tree;

impl Builder<'_> {
    /// Joins pieces to quotes: those of a quotation over several paragraphs, those that `+`
    /// continues, those that share an id. Gives the groups in the order of the text.
    pub(super) fn groups(&mut self, tree: &Tree) -> Vec<Vec<usize>> {
        let mut sets = Sets::new(self.pieces.len());
        let continuations = tree.continuations();
        let starts: HashMap<usize, usize> = self
            .pieces
            .iter()
            .enumerate()
            .filter(|(_, p)| p.carrier == CarrierKind::Quotation)
            .map(|(i, p)| (p.whole.source.start, i))
            .collect();
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
        let mut dangling = Vec::new();
        for (i, piece) in self.pieces.iter().enumerate().filter(|(_, p)| !p.only_id) {
            before[i] = last.insert(piece.parent, i);
            match (&piece.items.continues, before[head[i]]) {
                (Some(_), Some(before)) => sets.join(before, i),
                (Some(place), None) => dangling.push((i, place.clone())),
                _ => {}
            }
            if let Some(id) = &piece.items.id {
                sets.join(*by_id.entry(id.clone()).or_insert(i), i);
            }
        }
        for (i, place) in dangling {
            if self.pieces[i].items.speakers.is_empty() {
                self.pieces[i].items.broken = true;
            }
            let message =
                "+ continues the quote before it, but there is none here: expected @name or by=…";
            let kind = ProblemKind::DanglingContinuation;
            self.problems
                .push(Problem::new(kind, place, message.into()));
        }
        for i in 0..self.pieces.len() {
            if self.pieces[i].only_id {
                let joined = self.pieces[i]
                    .items
                    .id
                    .as_ref()
                    .and_then(|id| by_id.get(id));
                match joined {
                    Some(quote) => {
                        sets.join(*quote, i);
                        self.pieces[i].only_id = false;
                    }
                    None => self.nobody(i),
                }
            }
        }
        sets.groups()
            .into_iter()
            .filter(|g| !self.pieces[g[0]].only_id)
            .collect()
    }

    /// A span with an id that no quote has: a project's annotation if its tags have words, else a
    /// mention of somebody whom the article does not name.
    fn nobody(&mut self, piece: usize) {
        let piece = &mut self.pieces[piece];
        let (content, carrier) = (piece.content, piece.carrier);
        let mut items = std::mem::take(&mut piece.items);
        if !items.words.is_empty() {
            return self.extra(&mut items, content, carrier);
        }
        self.mentions.push(Mention {
            id: items.id,
            place: content,
            text: self.plain.words(&content),
            actors: Vec::new(),
            implicit: false,
            words: items.words,
            attributes: items.attributes,
        });
    }

    /// For each piece the quote it belongs to.
    pub(super) fn quote_of(&self, groups: &[Vec<usize>]) -> Vec<Option<usize>> {
        let mut quote_of = vec![None; self.pieces.len()];
        for (quote, group) in groups.iter().enumerate() {
            for piece in group {
                quote_of[*piece] = Some(quote);
            }
        }
        quote_of
    }

    /// The quote in whose content a piece stands: its parents that are mentions are passed over.
    pub(super) fn outer(
        &self,
        mut parent: Option<usize>,
        quote_of: &[Option<usize>],
    ) -> Option<usize> {
        while let Some(piece) = parent {
            if quote_of[piece].is_some() {
                return quote_of[piece];
            }
            parent = self.pieces[piece].parent;
        }
        None
    }

    pub(super) fn quote(&mut self, group: &[usize], quote_of: &[Option<usize>]) -> Option<Draft> {
        let first = *group.first()?;
        let own = quote_of[first];
        let inside = self
            .outer(self.pieces[first].parent, quote_of)
            .filter(|o| Some(*o) != own);
        let mut quote = Quote {
            id: None,
            kind: QuoteType::Direct,
            medium: None,
            fragments: Vec::with_capacity(group.len()),
            speakers: Vec::new(),
            attributed: false,
            addressees: Vec::new(),
            relayed_by: Vec::new(),
            mention: None,
            cue: None,
            on: None,
            inside,
            broken: false,
            words: Vec::new(),
            attributes: BTreeMap::new(),
        };
        let (mut direct, mut indirect, mut explicit, mut cue) = (false, false, None, None);
        let mut stated = Stated::default();
        for index in group {
            let piece = &mut self.pieces[*index];
            let items = std::mem::take(&mut piece.items);
            if group.len() > 1 {
                stated.compare(&items, &mut self.problems);
            }
            match piece.carrier {
                CarrierKind::Quotation | CarrierKind::Block => direct = true,
                _ => indirect = true,
            }
            let (content, whole) = (piece.content, piece.whole);
            let text = words(
                &self.plain.text()[content.bytes.start..content.bytes.end],
                piece.carrier,
            );
            quote.fragments.push(Fragment {
                carrier: piece.carrier,
                content,
                whole,
                text,
            });
            quote.id = quote.id.take().or(items.id);
            quote.medium = quote.medium.or(items.medium.map(|(medium, _)| medium));
            quote.on = quote.on.take().or(items.on.map(|(on, _)| on));
            explicit = explicit.or(items.kind);
            quote.speakers.extend(items.speakers);
            quote.addressees.extend(items.to);
            quote.relayed_by.extend(items.via);
            quote.broken |= items.broken;
            quote.words.extend(items.words);
            quote.attributes.extend(items.attributes);
            cue = cue.or(items.cue);
        }
        distinct(&mut quote.speakers);
        distinct(&mut quote.addressees);
        distinct(&mut quote.relayed_by);
        quote.kind = explicit.unwrap_or(match (direct, indirect) {
            (true, true) => QuoteType::Mixed,
            (false, true) => QuoteType::Indirect,
            _ => QuoteType::Direct,
        });
        Some(Draft {
            quote,
            cue,
            typed: explicit.is_some(),
        })
    }
}

/// The words of a fragment. A block of `>` lines is quoted by those signs as others are by
/// quotation marks: they are not among the words.
fn words(text: &str, carrier: CarrierKind) -> String {
    let lines = || text.split(['\n', '\r']).filter(|l| !l.is_empty());
    let quoted = carrier == CarrierKind::Block && lines().all(|l| l.starts_with('>'));
    if !quoted {
        return text.to_owned();
    }
    let lines = lines().map(|l| l[1..].strip_prefix(' ').unwrap_or(&l[1..]));
    lines.collect::<Vec<_>>().join("\n")
}

/// Leaves the first of those that name the same.
fn distinct(sources: &mut Vec<Source>) {
    if sources.len() > 1 {
        let mut seen = HashSet::new();
        sources.retain(|s| seen.insert(s.who.clone()));
    }
}

/// What quotes are to those that they stand in.
pub(super) fn relate(drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        // A quote stands in one that begins before it.
        let around = drafts[i].quote.inside.filter(|o| *o < i);
        let attributed = around.is_some_and(|o| drafts[o].quote.attributed);
        drafts[i].quote.attributed = attributed || !drafts[i].quote.speakers.is_empty();
        let Some(outer) = around else {
            continue;
        };
        let (before, from) = drafts.split_at_mut(i);
        let (outer, quote) = (&mut before[outer], &mut from[0].quote);
        if quote.speakers.is_empty() || names_same(&quote.speakers, &outer.quote.speakers) {
            if outer.quote.kind == QuoteType::Indirect
                && !outer.typed
                && quote.kind == QuoteType::Direct
            {
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
        Sets {
            parent: (0..len).collect(),
        }
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
