//! Which segments depend on one another.

use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};

use hashbrown::{HashMap, HashSet};

use super::segment::Links;
use super::{Document, Everything, Kept, MOST};
use crate::checks::whole::Key;
use crate::syntax::Span;

/// What a change has put in the place of other segments.
pub(super) struct Touched {
    segments: Range<usize>,
    /// The links of what was there, and those of the segments now.
    links: Vec<Links>,
}

impl Kept {
    /// Puts new segments in the place of those that a change has touched.
    pub(super) fn replace(&mut self, now: Document<'_>, old: Range<usize>, new: Span) -> Touched {
        let fresh = self.cut(now, new);
        let segments = old.start..old.start + fresh.len();
        let mut links: Vec<Links> = fresh.iter().map(|s| s.links.clone()).collect();
        for gone in self.segments.splice(old, fresh) {
            self.sums.remove(&gone);
            links.push(gone.links);
        }
        Touched { segments, links }
    }

    /// The segments whose quotes a change can have changed.
    pub(super) fn affected(&self, touched: &Touched) -> Result<BTreeSet<usize>, Everything> {
        let mut set: BTreeSet<usize> = touched.segments.clone().collect();
        let any = |is: fn(&Links) -> bool| touched.links.iter().any(is);
        // What goes on from before, and what the change goes on with.
        let before = touched.segments.start.checked_sub(1);
        if let Some(before) = before.filter(|b| self.segments[*b].links.open_end) {
            set.insert(before);
        }
        let behind = touched.segments.end;
        if self.segments.get(behind).is_some_and(|s| s.links.leads) && any(|l| l.open_end) {
            set.insert(behind);
        }
        if any(|l| l.reaches_back) {
            self.to_quote_before(touched.segments.start, &mut set);
        }
        self.to_continuation(behind, &mut None, &mut set);
        let ids: HashSet<Key> = touched.links.iter().flat_map(|l| &l.ids).copied().collect();
        if !ids.is_empty() {
            let sharing =
                (0..self.segments.len()).filter(|i| self.segments[*i].links.shares_id(&ids));
            set.extend(sharing);
        }
        self.close(&mut set)?;
        Ok(set)
    }

    /// Adds what must be read with some segments: all of every quote in them.
    pub(super) fn close(&self, set: &mut BTreeSet<usize>) -> Result<(), Everything> {
        let mut todo: Vec<usize> = set.iter().copied().collect();
        let mut bytes: usize = todo.iter().map(|i| self.segments[*i].len).sum();
        let most = bytes + MOST;
        let mut asked: HashSet<Key> = HashSet::new();
        let mut by_id: Option<HashMap<Key, Vec<usize>>> = None;
        let mut found = BTreeSet::new();
        let mut last = None;
        while let Some(i) = todo.pop() {
            let segment = &self.segments[i];
            if self.goes_on(i) {
                found.insert(i + 1);
            }
            if i > 0 && self.goes_on(i - 1) {
                found.insert(i - 1);
            }
            if segment.links.reaches_back {
                self.to_quote_before(i, &mut found);
            }
            self.to_continuation(i + 1, &mut last, &mut found);
            for id in segment.links.ids.iter().filter(|id| asked.insert(**id)) {
                let by_id = by_id.get_or_insert_with(|| self.by_id());
                found.extend(by_id.get(id).into_iter().flatten());
            }
            for i in std::mem::take(&mut found) {
                if set.insert(i) {
                    bytes += self.segments[i].len;
                    todo.push(i);
                }
            }
            if bytes > most {
                return Err(Everything);
            }
        }
        Ok(())
    }

    /// The segments that have each id.
    fn by_id(&self) -> HashMap<Key, Vec<usize>> {
        let mut by_id: HashMap<Key, Vec<usize>> = HashMap::new();
        for (i, segment) in self.segments.iter().enumerate() {
            for id in &segment.links.ids {
                by_id.entry(*id).or_default().push(i);
            }
        }
        by_id
    }

    /// Whether a quotation may go on from the end of a segment in the next.
    fn goes_on(&self, segment: usize) -> bool {
        let pair = self
            .segments
            .get(segment)
            .zip(self.segments.get(segment + 1));
        pair.is_some_and(|(a, b)| a.links.open_end && b.links.leads)
    }

    /// Whether what continues a quote from before a segment surely does not mean one before this.
    /// A quotation that goes on continues what stands before its first piece.
    fn has_last_quote(&self, segment: usize) -> bool {
        self.segments[segment].links.has_quote && !self.goes_on(segment)
    }

    /// Adds the segments before one up to one that surely has the quote that is continued in it.
    fn to_quote_before(&self, segment: usize, set: &mut BTreeSet<usize>) {
        for i in (0..segment).rev() {
            set.insert(i);
            if self.has_last_quote(i) {
                break;
            }
        }
    }

    /// Adds the segments from one on up to one that may continue a quote before it, if any does. `known` is what was
    /// last looked through, up to where the search ended: it is not looked through again.
    fn to_continuation(
        &self,
        segment: usize,
        known: &mut Option<RangeInclusive<usize>>,
        set: &mut BTreeSet<usize>,
    ) {
        let reaches_back = |i: usize| self.segments[i].links.reaches_back;
        let mut last = segment;
        while last < self.segments.len() {
            if let Some(known) = known.as_ref().filter(|k| k.contains(&last)) {
                last = *known.end();
                break;
            }
            if reaches_back(last) || self.has_last_quote(last) {
                break;
            }
            last += 1;
        }
        *known = Some(segment..=last);
        if last < self.segments.len() && reaches_back(last) {
            set.extend(segment..=last);
        }
    }

    /// Adds the segments of so many paragraphs behind and before each.
    pub(super) fn extend(&self, set: &mut BTreeSet<usize>, behind: usize, before: usize) {
        let paragraphs = |i: usize| self.segments[i].links.paragraphs;
        let mut more = Vec::new();
        for i in set.iter().copied() {
            let mut seen = 0;
            let mut at = i + 1;
            while seen < behind && at < self.segments.len() && !set.contains(&at) {
                more.push(at);
                seen += paragraphs(at);
                at += 1;
            }
            seen = 0;
            at = i;
            while seen < before && at > 0 && !set.contains(&(at - 1)) {
                at -= 1;
                more.push(at);
                seen += paragraphs(at);
            }
        }
        set.extend(more);
    }
}
