//! What brat's lines say of one another, put into tags.
//!
//! What a quote's tag can say, it says: `by=#T1 cue=#T2`, where T1 and T2 are the ids that the file has. An event that is
//! more or less than that keeps its trigger, whose attribute `event` says what it is.

use std::collections::{BTreeMap, BTreeSet};

use super::TRIGGERS;
use super::names::{EVENT, Saying, say};
use super::read::{Event, Reading, Target, is_unnamed};
use crate::convert::fields::{LABEL, fields, name_of, named};
use crate::convert::standoff::{Label, Span};
use crate::model::Who;

impl Reading<'_> {
    /// Puts what events say into the tags of quotes, as far as these can.
    pub(super) fn relate(&mut self) {
        let mut events = std::mem::take(&mut self.events);
        let mut uses: BTreeMap<usize, usize> = BTreeMap::new();
        let mut referred: BTreeSet<usize> = self.referred.iter().copied().collect();
        let mut named_events = Vec::new();
        for event in &events {
            *uses.entry(event.trigger).or_default() += 1;
            for (_, target) in &event.arguments {
                match target {
                    Target::Span(span) => *uses.entry(*span).or_default() += 1,
                    Target::Event(event) => named_events.push(*event),
                }
            }
        }
        for named in named_events {
            if let Some(event) = events.get_mut(named) {
                event.is_annotated = true;
                referred.insert(event.trigger);
            }
        }
        let used = |i: usize| uses.get(&i).copied().unwrap_or(0);
        let mut implied = BTreeSet::new();
        let mut linked = BTreeSet::new();
        for event in &events {
            let spans = &self.spans;
            let of = |label: Label| {
                let all = event.arguments.iter().filter_map(|(_, t)| span(*t));
                let all = all.filter(|i| spans.get(*i).is_some_and(|s| s.label == label));
                all.collect::<Vec<usize>>()
            };
            let (quotes, cues, sources) = (of(Label::Quote), of(Label::Cue), of(Label::Mention));
            linked.extend(quotes.iter().chain(&cues).copied());
            let is_whole = self.is_whole(event, &quotes, &cues, &sources)
                && quotes.iter().all(|q| used(*q) == 1)
                && used(event.trigger) == 1
                && !referred.contains(&event.trigger);
            for quote in &quotes {
                // Words for somebody unnamed are found again near the quote.
                let speakers = sources.iter().flat_map(|s| match self.spans.get(*s) {
                    Some(span) if is_unnamed(span) => span.actors.clone(),
                    _ => vec![named(Who::Reference(self.id_of(*s).to_owned()), false)],
                });
                let speakers: Vec<_> = speakers.collect();
                if let Some(span) = self.spans.get_mut(*quote)
                    && span.actors.is_empty()
                {
                    span.actors = speakers;
                }
                if let Some(span) = self.spans.get_mut(*quote)
                    && span.cues.is_empty()
                {
                    span.cues.extend(cues.first());
                }
            }
            for i in cues.iter().chain(&sources) {
                self.needed.insert(*i);
            }
            if is_whole {
                implied.insert(event.trigger);
                continue;
            }
            let mut said = Vec::new();
            for (role, target) in &event.arguments {
                said.push(format!("{role}:{}", self.pointer(*target, &events)));
            }
            if let Some(trigger) = self.spans.get_mut(event.trigger) {
                let said = said.join(" ");
                let known = trigger
                    .attributes
                    .get(EVENT)
                    .map(|known| format!("{known};{said}"));
                trigger
                    .attributes
                    .insert(EVENT.into(), known.unwrap_or(said));
            }
        }
        self.finish(&implied, &linked, &referred);
    }

    /// Whether an event is what a quote with its tag says.
    fn is_whole(
        &self,
        event: &Event<'_>,
        quotes: &[usize],
        cues: &[usize],
        sources: &[usize],
    ) -> bool {
        let all = quotes.len() + cues.len() + sources.len() == event.arguments.len();
        let place = |i: &usize| self.spans.get(*i).map(|s| &s.parts);
        let trigger = cues.first().or(sources.first()).and_then(place);
        let roles = event.arguments.iter().all(|(role, target)| {
            let number = |list: &[usize]| list.iter().position(|s| Some(*s) == span(*target));
            let (name, n) = match (number(sources), number(cues)) {
                (Some(n), _) => ("Source", n),
                (_, Some(n)) => ("Cue", n),
                _ => ("Content", 0),
            };
            let expected = if n == 0 {
                name.to_owned()
            } else {
                format!("{name}{}", n + 1)
            };
            *role == expected
        });
        let bare = self
            .spans
            .get(event.trigger)
            .is_some_and(|s| s.attributes.len() == 1 && s.attributes.contains_key(LABEL));
        // Another event has not given it speakers.
        let refers = |s: &Span| s.actors.iter().any(|a| matches!(a.who, Who::Reference(_)));
        let own = |i: &usize| self.spans.get(*i).is_some_and(|s| !refers(s));
        let distinct: BTreeSet<&usize> = sources.iter().collect();
        all && roles
            && bare
            && quotes.len() == 1
            && cues.len() <= 1
            && distinct.len() == sources.len()
            && quotes.iter().all(own)
            && !event.is_annotated
            && trigger.is_some_and(|t| Some(t) == place(&event.trigger))
            && event.label == TRIGGERS[usize::from(sources.is_empty())]
    }

    /// Gives ids to what is named, and takes the triggers out that quotes imply.
    fn finish(
        &mut self,
        implied: &BTreeSet<usize>,
        linked: &BTreeSet<usize>,
        referred: &BTreeSet<usize>,
    ) {
        for i in std::mem::take(&mut self.needed) {
            let name = self.id_of(i).to_owned();
            if let Some(span) = self.spans.get_mut(i) {
                span.id = Some(name);
            }
        }
        for (i, span) in self.spans.iter_mut().enumerate() {
            match span.label {
                Label::Quote if span.actors.is_empty() => {
                    span.actors.push(named(Who::Unknown, false));
                }
                // Alone it would be taken for that of the nearest quote.
                Label::Cue if !linked.contains(&i) => lose(span),
                // A tag of a date has its value.
                Label::Date if span.date.is_none() => lose(span),
                _ => {}
            }
            if is_unnamed(span) {
                if referred.contains(&i) || !span.attributes.is_empty() {
                    // A tag does not say by what words somebody is called who has no name.
                    let by = fields(span).into_iter().find(|(key, _)| *key == "by");
                    let by = by.map(|(_, text)| text.into_owned()).unwrap_or_default();
                    span.actors.clear();
                    say(span, Saying::Attribute, "by", &by, "");
                } else {
                    span.implicit = true;
                }
            }
            // In pieces it needs an id, and words with an id and no more are a mention.
            if span.label == Label::Other && (span.id.is_some() || span.parts.len() > 1) {
                span.label = Label::Mention;
            }
        }
        let mut place = Vec::with_capacity(self.spans.len());
        let mut kept = Vec::with_capacity(self.spans.len());
        for (i, span) in std::mem::take(&mut self.spans).into_iter().enumerate() {
            place.push(kept.len());
            if !implied.contains(&i) {
                kept.push(span);
            }
        }
        for span in &mut kept {
            span.cues
                .iter_mut()
                .for_each(|c| *c = place.get(*c).copied().unwrap_or(0));
        }
        self.spans = kept;
    }
}

/// A label that a tag cannot give stands in an attribute.
fn lose(span: &mut Span) {
    let label = name_of(span.label).to_owned();
    span.label = Label::Other;
    span.attributes.entry(LABEL.into()).or_insert(label);
}

fn span(target: Target) -> Option<usize> {
    match target {
        Target::Span(span) => Some(span),
        Target::Event(_) => None,
    }
}
