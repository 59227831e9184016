//! Checking some segments in a text that has them, the header, and what they depend on.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use hashbrown::HashSet;

use super::segment::{Allowing, HEADER, Segment, Stored};
use super::{BEHIND, Document, Everything, Kept};
use crate::checks::input::Input;
use crate::checks::settle::Found;
use crate::checks::whole::{Facts, Given};
use crate::checks::{self, allow, known, unused_allow};
use crate::model::{Article, Extent, KnownActors, PlainText};
use crate::syntax::{Kind, Span, Tree, parse};

/// Stands between segments that do not follow one another, so that nothing goes on across the gap.
const GAP: &str = "\n0\n\n";

/// A text made of the header and some segments.
struct Excerpt {
    text: String,
    tree: Tree,
    /// Where each segment begins, and which it is.
    segments: Vec<(usize, usize)>,
    header: usize,
}

impl Excerpt {
    fn new(kept: &Kept, now: Document<'_>, included: &BTreeSet<usize>) -> Excerpt {
        let mut text = now.read(0..kept.header);
        let mut segments = Vec::with_capacity(included.len());
        let mut start = kept.header;
        // The segment that follows what is there; at first the header.
        let mut next = 0;
        for i in included.iter().copied() {
            if i > next {
                start += kept.segments[next..i].iter().map(|s| s.len).sum::<usize>();
                text.push_str(GAP);
            }
            let segment = &kept.segments[i];
            segments.push((text.len(), i));
            text.push_str(&now.read(start..start + segment.len));
            start += segment.len;
            next = i + 1;
        }
        Excerpt {
            tree: parse(&text),
            text,
            segments,
            header: kept.header,
        }
    }

    /// The segment that holds a byte, and where that begins.
    fn segment_at(&self, at: usize) -> Option<(usize, usize)> {
        let next = self.segments.partition_point(|(start, _)| *start <= at);
        let found = next.checked_sub(1).and_then(|i| self.segments.get(i));
        found.map(|(start, i)| (*i, *start))
    }

    /// The segments among `wanted`, each with its bytes.
    fn spans<'e>(
        &'e self,
        kept: &'e Kept,
        wanted: &'e BTreeSet<usize>,
    ) -> impl Iterator<Item = (usize, Span)> + 'e {
        let wanted = self.segments.iter().filter(|(_, i)| wanted.contains(i));
        wanted.map(|(start, i)| (*i, *start..*start + kept.segments[*i].len))
    }
}

impl Kept {
    /// Notes which of the registry's actors segments name.
    pub(super) fn name(&mut self, now: Document<'_>, segments: &BTreeSet<usize>) {
        let excerpt = Excerpt::new(self, now, segments);
        let plain = PlainText::new(&excerpt.text, &excerpt.tree);
        let spans: Vec<(usize, Span)> = excerpt.spans(self, segments).collect();
        for (i, span) in spans {
            self.name_in(now, i, &excerpt, &plain, span);
        }
    }

    fn name_in(
        &mut self,
        now: Document<'_>,
        segment: usize,
        excerpt: &Excerpt,
        plain: &PlainText,
        span: Span,
    ) {
        let known = known::OfRegistry(now.registry);
        let blocks = excerpt.tree.blocks_from(span.start);
        let blocks = blocks.take_while(|b| b.span().start < span.end);
        let tags = blocks
            .flat_map(|b| b.descendants())
            .filter(|n| n.kind() == Kind::Actor);
        let mut tagged: Vec<Box<str>> = Vec::new();
        for id in tags.map(|n| n.text(&excerpt.text).trim_matches(['@', '?'])) {
            if now.registry.get(id).is_some() && !tagged.iter().any(|t| **t == *id) {
                tagged.push(id.into());
            }
        }
        let copy = plain.plain_offset(span.start)..plain.plain_offset(span.end);
        let named = known.in_copy(plain.text().get(copy).unwrap_or_default());
        let segment = &mut self.segments[segment];
        segment.tagged = tagged.into();
        segment.named = named.into_iter().map(|a| a.id.into()).collect();
    }

    /// Takes over the registry's actors that the segments name. Gives whether they are others than
    /// before.
    pub(super) fn know(&mut self, now: Document<'_>) -> bool {
        let all = |ids: fn(&Segment) -> &[Box<str>]| {
            let mut seen = HashSet::new();
            let ids = self.segments.iter().flat_map(ids);
            ids.filter(|id| seen.insert(*id)).cloned().collect()
        };
        // In the order in which an article has them: those of its tags, and then those of its copy.
        let names: [Vec<Box<str>>; 2] = [all(|s| &s.tagged), all(|s| &s.named)];
        if names == self.names {
            return false;
        }
        let text = now.read(0..self.header);
        let mut actors = Article::new(&text, &parse(&text)).actors;
        let own = actors.len();
        let known = known::OfRegistry(now.registry);
        let [tagged, named] = &names;
        for actor in tagged.iter().filter_map(|id| known.by_id(id)) {
            if !actors.iter().any(|a| a.id == actor.id) {
                actors.push(actor);
            }
        }
        for actor in named.iter().filter_map(|id| known.by_id(id)) {
            if !actors.iter().any(|a| a.is_called(&actor)) {
                actors.push(actor);
            }
        }
        self.others = actors.split_off(own);
        self.names = names;
        true
    }

    /// Checks segments again. While everything is `reading`, what depends on all segments is only known when the last
    /// has been: what the first of them say stands for it. Else it must be as it was.
    pub(super) fn examine(
        &mut self,
        now: Document<'_>,
        segments: &BTreeSet<usize>,
        reading: bool,
    ) -> Result<(), Everything> {
        let mut included = segments.clone();
        self.extend(&mut included, BEHIND, self.reach(now));
        self.close(&mut included)?;
        let excerpt = Excerpt::new(self, now, &included);
        let article = Article::with_actors(&excerpt.text, &excerpt.tree, &self.others);
        let given = OnceCell::new();
        let input = Input::new(
            &excerpt.text,
            &excerpt.tree,
            &article,
            now.config,
            now.registry,
        );
        let spans: Vec<(usize, Span)> = excerpt.spans(self, segments).collect();
        for (i, span) in &spans {
            self.sums.remove(&self.segments[*i]);
            let segment = &mut self.segments[*i];
            segment.found.clear();
            segment.is_open = false;
            segment.comparisons = 0;
            segment.read(&input, span.clone());
            if !now.registry.is_empty() {
                self.name_in(now, *i, &excerpt, article.plain(), span.clone());
            }
            self.sums.add(&self.segments[*i]);
        }
        if !reading && !now.registry.is_empty() && self.know(now) {
            return Err(Everything);
        }
        let new = self.sums.given(&self.segments, article.actors.len());
        match (reading, segments.contains(&0)) {
            (true, true) => self.usage = new.marks,
            (false, _) if new.marks != self.usage => return Err(Everything),
            _ => {}
        }
        let given = given.get_or_init(|| Given {
            marks: self.usage.clone(),
            used: new.used,
        });
        _ = input.rest.set(given);
        for found in checks::run(&input) {
            self.store(&excerpt, segments, found);
        }
        for (i, span) in &spans {
            let segment = &mut self.segments[*i];
            segment.found.sort_by_key(|s| s.found.key());
            segment.is_open = segment.found.iter().any(|s| s.found.when.is_some());
            segment.comparisons = input.comparisons(span);
            segment.found.shrink_to_fit();
            self.sums.add_found(segment);
        }
        if !reading && given.used != self.used {
            self.examine_header(now);
        }
        Ok(())
    }

    /// Keeps a finding with the segment that it stands in, if that is wanted.
    fn store(&mut self, excerpt: &Excerpt, wanted: &BTreeSet<usize>, mut found: Found) {
        let finding = &mut found.finding;
        let place = excerpt.segment_at(finding.span.start);
        let Some((segment, start)) = place.filter(|(i, _)| wanted.contains(i)) else {
            return;
        };
        finding.fix = None;
        finding.span = finding.span.start - start..finding.span.end - start;
        let mut related = Vec::with_capacity(finding.related.len());
        for other in &mut finding.related {
            let at = other.span.start;
            let (serial, start) = match excerpt.segment_at(at).filter(|_| at >= excerpt.header) {
                Some((i, start)) => (self.segments[i].serial, start),
                None => (HEADER, 0),
            };
            other.span = at - start..other.span.end - start;
            related.push(serial);
        }
        self.segments[segment].found.push(Stored {
            found,
            related: related.into(),
        });
    }

    /// Checks the header again.
    pub(super) fn examine_header(&mut self, now: Document<'_>) {
        self.header_found.clear();
        let text = now.read(0..self.header);
        let tree = parse(&text);
        let article = Article::with_actors(&text, &tree, &self.others);
        let given = self.sums.given(&self.segments, article.actors.len());
        let input = Input::new(&text, &tree, &article, now.config, now.registry);
        _ = input.rest.set(&given);
        if self.header > 0 {
            self.header_found = checks::run(&input);
            self.header_found.retain(|f| f.when.is_none());
            self.header_found
                .iter_mut()
                .for_each(|f| f.finding.fix = None);
            self.header_found.sort_by_key(Found::key);
        }
        self.used = given.used;
    }
}

impl Segment {
    /// Reads what the segment says for others.
    fn read(&mut self, input: &Input<'_>, span: Span) {
        let portion = input.part(Extent::from(span.clone()));
        let paragraphs = &input.article.paragraphs;
        let paragraph = |at: usize| paragraphs.partition_point(|p| p.source.start < at);
        let first = paragraph(span.start);
        self.paragraphs = paragraph(span.end) - first;
        self.facts = Facts::new(input, portion);
        for seen in &mut self.facts.firsts {
            seen.count_from(span.start, first);
        }
        let comments = &input.article.comments;
        let comments = comments.iter().filter(|c| !c.allows.is_empty());
        let here = comments.filter(|c| span.contains(&c.place.source.start));
        let relative = |at: Span| at.start - span.start..at.end - span.start;
        let here = here.filter_map(|comment| {
            let place = comment.place.source.start..comment.place.source.end;
            let block = input.tree.blocks_from(place.start).next()?.span();
            let codes = comment.allows.iter().map(|code| {
                let unused = allow::unused(input.config, |report| {
                    unused_allow::add(input.text, code, &place, report);
                });
                let unused = unused.map(|mut found| {
                    found.finding.fix = None;
                    found.finding.span = relative(found.finding.span);
                    found
                });
                (code.clone(), unused)
            });
            Some(Allowing {
                alone: paragraph(block.start) == paragraph(block.end),
                before: paragraph(block.start) - first,
                block: relative(block),
                codes: codes.collect(),
            })
        });
        self.comments = here.collect();
    }
}
