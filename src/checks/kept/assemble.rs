//! The findings of all segments put together.

use hashbrown::HashMap;

use super::segment::{HEADER, Segment, Stored, shifted};
use super::sums::OfSegments;
use super::{Checked, Document, Everything, Kept, whole};
use crate::checks::allow::{self, Allowed};
use crate::checks::first_reference::{self, First};
use crate::checks::input::{MOST_COMPARISONS, Report};
use crate::checks::settle::{Found, settle};
use crate::checks::{CHECKS, Finding, hidden_characters};
use crate::model::{Actor, Article};
use crate::syntax::parse;

impl Kept {
    /// The findings of the document.
    pub(super) fn assemble(&self, now: Document<'_>, most: usize) -> Result<Checked, Everything> {
        let is_hidden = |f: &&Found| f.finding.code == hidden_characters::CHECK.code;
        let hidden = self.header_found.iter().filter(is_hidden).count();
        if self.sums.has_too_many(hidden) || self.sums.comparisons > MOST_COMPARISONS {
            return Ok(whole(now, most));
        }
        let holds = self.open_ends();
        let mut late = self.introductions(now);
        if self.sums.comments == 0 && late.is_empty() {
            return self.first(&holds, most);
        }
        // Rare: then all are looked at.
        let mut all: Vec<Found> = self.header_found.clone();
        let mut starts = None;
        self.each(&holds, |start, segment, stored| {
            all.push(self.moved(start, segment, stored, &mut starts)?);
            Ok(())
        })?;
        all.append(&mut late);
        self.silence(now, &mut all);
        all.sort_by_key(Found::key);
        let count = all.len();
        all.truncate(most);
        Ok(Checked {
            findings: all.into_iter().map(|f| f.finding).collect(),
            count,
        })
    }

    /// The first findings, and how many there are.
    fn first(&self, holds: &[bool], most: usize) -> Result<Checked, Everything> {
        let header = self.header_found.iter().map(|f| f.finding.clone());
        let mut findings: Vec<Finding> = header.collect();
        let mut count = findings.len();
        let mut starts = None;
        self.each(holds, |start, segment, stored| {
            count += 1;
            if findings.len() < most {
                findings.push(self.moved(start, segment, stored, &mut starts)?.finding);
            }
            Ok(())
        })?;
        findings.truncate(most);
        Ok(Checked { findings, count })
    }

    /// Goes through all findings of segments that hold, each with where its segment begins.
    fn each(
        &self,
        holds: &[bool],
        mut what: impl FnMut(usize, &Segment, &Stored) -> Result<(), Everything>,
    ) -> Result<(), Everything> {
        let mut start = self.header;
        let mut open = holds.iter();
        for segment in &self.segments {
            for stored in &segment.found {
                if stored.found.when.is_none() || open.next() == Some(&true) {
                    what(start, segment, stored)?;
                }
            }
            start += segment.len;
        }
        Ok(())
    }

    /// Whether each finding holds of those that depend on what stands elsewhere, in their order.
    fn open_ends(&self) -> Vec<bool> {
        if self.sums.open == 0 {
            return Vec::new();
        }
        let mut open = Vec::new();
        let mut start = self.header;
        for segment in &self.segments {
            if segment.is_open {
                let found = segment.found.iter().map(|s| &s.found);
                let found = found.filter(|f| f.when.is_some());
                open.extend(found.map(|f| (start + f.finding.span.start, f)));
            }
            start += segment.len;
        }
        let whole = OfSegments {
            sums: &self.sums,
            segments: &self.segments,
            has_header: self.header > 0,
        };
        settle(&open, &whole)
    }

    /// A finding at its place in the document.
    fn moved(
        &self,
        start: usize,
        segment: &Segment,
        stored: &Stored,
        starts: &mut Option<HashMap<u64, usize>>,
    ) -> Result<Found, Everything> {
        let mut found = stored.found.clone();
        let finding = &mut found.finding;
        finding.span = shifted(&finding.span, start);
        for (other, serial) in finding.related.iter_mut().zip(&stored.related) {
            let at = match *serial {
                HEADER => 0,
                serial if serial == segment.serial => start,
                serial => {
                    let starts = starts.get_or_insert_with(|| self.starts());
                    *starts.get(&serial).ok_or(Everything)?
                }
            };
            other.span = shifted(&other.span, at);
        }
        Ok(found)
    }

    /// Where each segment begins, by its number.
    fn starts(&self) -> HashMap<u64, usize> {
        let mut start = self.header;
        let each = self.segments.iter().map(|s| {
            let at = start;
            start += s.len;
            (s.serial, at)
        });
        each.collect()
    }

    /// What `first-reference` says: it depends on what all segments before have.
    fn introductions(&self, now: Document<'_>) -> Vec<Found> {
        let check = &first_reference::CHECK;
        let mut late = Vec::new();
        let Some(level) = now.config.level(check.code) else {
            return late;
        };
        let mut firsts: Vec<Option<First>> = Vec::new();
        let mut start = self.header;
        for (i, segment) in self.segments.iter().enumerate() {
            for first in &segment.facts.firsts {
                let actor = first.actor as usize;
                if firsts.len() <= actor {
                    firsts.resize(actor + 1, None);
                }
                let slot = &mut firsts[actor];
                if !slot.as_ref().is_some_and(First::is_settled) {
                    let here = first.moved(start, i << 32);
                    match slot {
                        Some(before) => before.then(&here),
                        None => *slot = Some(here),
                    }
                }
            }
            start += segment.len;
        }
        let firsts: Vec<First> = firsts
            .into_iter()
            .flatten()
            .filter(First::may_be_wrong)
            .collect();
        if firsts.is_empty() {
            return late;
        }
        let actors = self.actors(now);
        let order = CHECKS.iter().position(|c| c.code == check.code);
        let mut report = Report::new(check, order.unwrap_or_default(), level, &mut late);
        for first in firsts {
            if let Some(actor) = actors.get(first.actor as usize) {
                let words = first.short.map(|s| now.read(s.source.start..s.source.end));
                first_reference::judge(&first, actor, &words.unwrap_or_default(), &mut report);
            }
        }
        late
    }

    fn actors(&self, now: Document<'_>) -> Vec<Actor> {
        let text = now.read(0..self.header);
        Article::with_actors(&text, &parse(&text), &self.others).actors
    }

    /// Takes out what comments allow, and adds what allows nothing.
    fn silence(&self, now: Document<'_>, all: &mut Vec<Found>) {
        let mut allowed = Vec::new();
        let (mut start, mut paragraphs) = (self.header, 0);
        let everything = 0..now.tree.len();
        for segment in &self.segments {
            for comment in &segment.comments {
                let is_first = paragraphs + comment.before == 0;
                let scope = if comment.alone && is_first {
                    everything.clone()
                } else {
                    shifted(&comment.block, start)
                };
                allowed.extend(comment.codes.iter().map(|(code, unused)| Allowed {
                    code,
                    scope: scope.clone(),
                    unused: unused.clone().map(|mut found| {
                        found.finding.span = shifted(&found.finding.span, start);
                        found
                    }),
                }));
            }
            start += segment.len;
            paragraphs += segment.paragraphs;
        }
        allow::silence(allowed, now.tree.len(), now.config, all);
    }
}
