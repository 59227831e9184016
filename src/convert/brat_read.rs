//! Reads brat's standoff.
//!
//! What a quote's tag can say, it says: `by=#T1 cue=#T2`, where T1 and T2 are the ids that the file has. An event that is
//! more or less than that keeps its trigger, whose attribute `event` says what it is.

use std::collections::{BTreeMap, BTreeSet};

use super::brat::{EVENT, OF_EVENT, TRIGGERS};
use super::fields::{LABEL, name_of, named, set};
use super::read::{Fault, Imported, Input, Reader};
use super::standoff::{Label, Part, Span, Standoff, ordered};
use super::tags::is_key;
use super::units::Units;
use crate::model::{Extent, Source, Who};
use crate::syntax::{Mark, is_name};

pub(super) const BRAT: Reader = Reader {
    name: "brat",
    about: "brat's standoff, a text and its annotations (.txt, .ann)",
    extensions: &["txt"],
    beside: Some("ann"),
    by_line: false,
    read,
};

fn read(input: &Input<'_>) -> Result<Vec<Imported>, Fault> {
    let mut reader = Reading {
        text: input.text,
        units: Units::new(input.text),
        input,
        spans: Vec::new(),
        ids: BTreeMap::new(),
        events: Vec::new(),
        needed: BTreeSet::new(),
        lost: Vec::new(),
    };
    let annotations = input.beside.unwrap_or_default();
    let beside = |mut fault: Fault| {
        fault.beside = true;
        fault
    };
    reader.lines(annotations).map_err(beside)?;
    reader.relate();
    let lost = std::mem::take(&mut reader.lost);
    let article = Standoff {
        text: input.text.to_owned(),
        spans: ordered(reader.spans),
        ..Standoff::default()
    };
    Ok(vec![Imported::of(None, &article, lost)])
}

/// An event: its trigger and its arguments.
struct Event<'a> {
    id: &'a str,
    label: &'a str,
    trigger: usize,
    arguments: Vec<(&'a str, usize)>,
    /// It has attributes or notes.
    is_annotated: bool,
}

struct Reading<'a> {
    text: &'a str,
    units: Units<'a>,
    input: &'a Input<'a>,
    spans: Vec<Span>,
    /// What the ids of text-bound annotations mean.
    ids: BTreeMap<&'a str, usize>,
    events: Vec<Event<'a>>,
    /// The spans that something names, with their ids.
    needed: BTreeSet<(usize, &'a str)>,
    lost: Vec<String>,
}

impl<'a> Reading<'a> {
    fn lines(&mut self, annotations: &'a str) -> Result<(), Fault> {
        // What others name stands anywhere.
        for wanted in ["T", "E", ""] {
            for (i, line) in annotations.lines().enumerate() {
                let kind = line.get(..1).unwrap_or_default();
                let is_wanted = match wanted {
                    "" => !matches!(kind, "T" | "E"),
                    kinds => kind == kinds,
                };
                let Some((id, rest)) = line.split_once('\t').filter(|_| is_wanted) else {
                    continue;
                };
                let fault = |message: String| Fault::new(i + 1, message);
                match kind {
                    "T" => self.bound(id, rest).map_err(fault)?,
                    "E" => self.event(id, rest).map_err(fault)?,
                    _ => self.other(kind, rest).map_err(fault)?,
                }
            }
        }
        Ok(())
    }

    /// `Label 0 5;7 9` and the words.
    fn bound(&mut self, id: &'a str, rest: &'a str) -> Result<(), String> {
        let places = rest.split('\t').next().unwrap_or_default();
        if !is_name(id) {
            return Err(format!("{id} is no id: expected such as T1"));
        }
        let (label, places) = places.split_once(' ').ok_or_else(|| {
            format!("{id} has no place: expected a label and two numbers, such as Content 0 12")
        })?;
        let mut parts = Vec::new();
        for place in places.split(';') {
            let mut numbers = place.split_whitespace().map(str::parse::<usize>);
            let (Some(Ok(start)), Some(Ok(end)), None) =
                (numbers.next(), numbers.next(), numbers.next())
            else {
                return Err(format!(
                    "{place} is no place: expected two numbers, such as 0 12"
                ));
            };
            let beyond = || {
                format!(
                    "{id} ends at {end}, and the text has {} characters: expected the text that it is of",
                    self.text.chars().count()
                )
            };
            let start_byte = self.units.byte(start).ok_or_else(beyond)?;
            let end_byte = self.units.byte(end).ok_or_else(beyond)?;
            if end < start {
                return Err(format!("{id} ends before it begins: {place}"));
            }
            parts.push(Part::new(start_byte, end_byte));
        }
        let mut meaning = self.input.labels.meaning(label);
        if let Label::Term(_) = meaning {
            let is_quoted = match parts.as_mut_slice() {
                [part] => quoted(self.text, part),
                _ => false,
            };
            if !is_quoted {
                meaning = Label::Other;
            }
        }
        let mut span = Span::new(meaning, parts);
        if name_of(meaning) != label {
            span.attributes.insert(LABEL.into(), label.into());
        }
        self.spans.push(span);
        if self.ids.insert(id, self.spans.len() - 1).is_some() {
            return Err(format!(
                "{id} stands here a second time: expected each id once"
            ));
        }
        Ok(())
    }

    fn event(&mut self, id: &'a str, rest: &'a str) -> Result<(), String> {
        let mut words = rest.split_whitespace();
        let trigger = words.next().and_then(|t| t.split_once(':'));
        let (label, trigger) = trigger.ok_or_else(|| {
            format!("{id} has no trigger: expected such as Attribution:T4 Content:T3")
        })?;
        let trigger = self.named(trigger)?;
        let mut arguments = Vec::new();
        for word in words {
            let (role, target) = word
                .split_once(':')
                .ok_or_else(|| format!("{word} is no argument: expected such as Content:T3"))?;
            if target.starts_with('E') {
                self.lost
                    .push(format!("{id} has the event {target} as {role}"));
            } else {
                arguments.push((role, self.named(target)?));
            }
        }
        self.events.push(Event {
            id,
            label,
            trigger,
            arguments,
            is_annotated: false,
        });
        Ok(())
    }

    fn named(&self, id: &str) -> Result<usize, String> {
        let span = self.ids.get(id).copied();
        span.ok_or_else(|| format!("there is no {id}: expected the id of a text-bound annotation"))
    }

    /// Attributes, notes, relations, normalizations.
    fn other(&mut self, kind: &str, rest: &'a str) -> Result<(), String> {
        let (head, text) = rest.split_once('\t').unwrap_or((rest, ""));
        let mut words = head.split_whitespace();
        let name = words.next().unwrap_or_default();
        let target = words.next().unwrap_or_default();
        let value = words.collect::<Vec<_>>().join(" ");
        match kind {
            "A" | "M" => self.say(name.to_owned(), target, value),
            "#" if name == "AnnotatorNotes" => self.say("note".into(), target, text.to_owned()),
            "#" => self.say(format!("note-{name}"), target, text.to_owned()),
            "N" => self.say(format!("ref-{name}"), target, format!("{value} {text}")),
            _ => self.lost.push(format!("a line {kind}: {head}")),
        }
        Ok(())
    }

    /// An attribute of a span, or of an event's trigger.
    fn say(&mut self, mut key: String, target: &str, value: String) {
        let mut events = self.events.iter_mut().filter(|_| target.starts_with('E'));
        let event = events.find(|e| e.id == target);
        let span = match event {
            Some(event) => {
                event.is_annotated = true;
                key = format!("{OF_EVENT}{key}");
                Some(event.trigger)
            }
            None => self.ids.get(target).copied(),
        };
        let Some(span) = span.and_then(|i| self.spans.get_mut(i)) else {
            return self.lost.push(format!("{key} of {target}: {value}"));
        };
        let is_field = matches!(
            key.as_str(),
            "by" | "to" | "via" | "on" | "date" | "mod" | "medium" | "type" | "cue"
        );
        if !is_field && (!is_key(&key) || span.attributes.contains_key(&key)) {
            self.lost.push(format!("{key} of {target}: {value}"));
        } else {
            set(span, &key, &value);
        }
    }

    /// Puts what events say into the tags of quotes, as far as these can.
    fn relate(&mut self) {
        let mut uses: BTreeMap<usize, usize> = BTreeMap::new();
        for event in &self.events {
            for span in event
                .arguments
                .iter()
                .map(|(_, s)| *s)
                .chain([event.trigger])
            {
                *uses.entry(span).or_default() += 1;
            }
        }
        let used = |i: usize| uses.get(&i).copied().unwrap_or(0);
        let own: BTreeMap<usize, &'a str> = self.ids.iter().map(|(id, i)| (*i, *id)).collect();
        let mut implied = BTreeSet::new();
        let mut linked = BTreeSet::new();
        let events = std::mem::take(&mut self.events);
        for event in &events {
            let spans = &self.spans;
            let of = |label: Label| {
                let all = event.arguments.iter().map(|(_, i)| *i);
                let all = all.filter(|i| spans.get(*i).is_some_and(|s| s.label == label));
                all.collect::<Vec<usize>>()
            };
            let (quotes, cues, sources) = (of(Label::Quote), of(Label::Cue), of(Label::Mention));
            linked.extend(quotes.iter().chain(&cues).copied());
            let is_whole = self.is_whole(event, &quotes, &cues, &sources)
                && quotes.iter().all(|q| used(*q) == 1)
                && used(event.trigger) == 1;
            let names = |i: usize| own.get(&i).copied().unwrap_or_default();
            for quote in &quotes {
                // Words for somebody unnamed are found again near the quote.
                let speakers = sources.iter().flat_map(|s| match self.spans.get(*s) {
                    Some(span) if is_unnamed(span) => span.actors.clone(),
                    _ => vec![named(Who::Reference(names(*s).to_owned()), false)],
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
                self.needed.insert((*i, names(*i)));
            }
            if is_whole {
                implied.insert(event.trigger);
                continue;
            }
            let mut said = Vec::new();
            for (role, i) in &event.arguments {
                self.needed.insert((*i, names(*i)));
                said.push(format!("{role}:#{}", names(*i)));
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
        self.finish(&implied, &linked);
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
        let roles = event.arguments.iter().all(|(role, i)| {
            let number = |list: &[usize]| list.iter().position(|s| s == i);
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
    fn finish(&mut self, implied: &BTreeSet<usize>, linked: &BTreeSet<usize>) {
        for (i, id) in &self.needed {
            if let Some(span) = self.spans.get_mut(*i) {
                span.id = Some((*id).to_owned());
            }
        }
        for (i, span) in self.spans.iter_mut().enumerate() {
            match span.label {
                Label::Quote if span.actors.is_empty() => {
                    span.actors.push(named(Who::Unknown, false));
                }
                // Alone it would be taken for that of the nearest quote.
                Label::Cue if !linked.contains(&i) => {
                    span.label = Label::Other;
                    let label = name_of(Label::Cue).to_owned();
                    span.attributes.entry(LABEL.into()).or_insert(label);
                }
                _ => {}
            }
            span.implicit |= is_unnamed(span);
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

/// Whether a mention says nothing but the article's words for somebody.
pub(super) fn is_unnamed(span: &Span) -> bool {
    let unnamed = |s: &Source| matches!(s.who, Who::Unnamed(_));
    span.label == Label::Mention && !span.actors.is_empty() && span.actors.iter().all(unnamed)
}

/// Whether a piece stands between quotation marks, which then belong to it.
pub(super) fn quoted(text: &str, part: &mut Part) -> bool {
    let before = text
        .get(..part.content.start)
        .and_then(|t| t.chars().next_back());
    let behind = text.get(part.content.end..).and_then(|t| t.chars().next());
    match (before, behind) {
        (Some(a), Some(b)) if Mark::from_char(a).is_some() && Mark::from_char(b).is_some() => {
            part.whole = Extent {
                start: part.content.start - a.len_utf8(),
                end: part.content.end + b.len_utf8(),
            };
            true
        }
        _ => false,
    }
}
