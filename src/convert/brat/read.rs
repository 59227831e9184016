//! Reads brat's standoff, line by line. `relate` puts what the lines say of one another into tags.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{Saying, of_event, say};
use crate::convert::elsewhere::Elsewhere;
use crate::convert::fields::{LABEL, name_of};
use crate::convert::read::{Fault, Imported, Input, Reader};
use crate::convert::standoff::{Label, Part, Span, Standoff, ordered};
use crate::convert::units::Units;
use crate::model::{Extent, Source, Who};
use crate::syntax::{Mark, is_name};

pub(in crate::convert) const READER: Reader = Reader {
    name: "brat",
    about: "brat's standoff, a text and its annotations (.txt, .ann)",
    extensions: &["txt"],
    beside: Some("ann"),
    by_line: false,
    read,
};

fn read(input: &Input<'_>) -> Result<Vec<Imported>, Fault> {
    let Some(annotations) = input.beside else {
        return Err(Fault::new(
            None,
            "the annotations stand in a file beside the text: name the text (.txt), or the folder of both",
        ));
    };
    if annotations == input.text && !annotations.is_empty() {
        return Err(Fault::new(
            None,
            "these are the annotations and not the text: name the text beside them (.txt), or the folder of both",
        ));
    }
    let mut reader = Reading {
        text: input.text,
        units: Units::new(input.text),
        input,
        spans: Vec::new(),
        ids: BTreeMap::new(),
        events: Vec::new(),
        event_ids: BTreeMap::new(),
        names: Vec::new(),
        labels: Vec::new(),
        triggers: BTreeMap::new(),
        needed: BTreeSet::new(),
        referred: Vec::new(),
        lost: Vec::new(),
        elsewhere: Elsewhere::default(),
    };
    let beside = |mut fault: Fault| {
        fault.beside = true;
        fault
    };
    reader.lines(annotations).map_err(beside)?;
    reader.relate();
    let mut lost = std::mem::take(&mut reader.lost);
    lost.extend(std::mem::take(&mut reader.elsewhere).told());
    lost.sort_by_key(|fault| fault.line.unwrap_or(usize::MAX));
    let article = Standoff {
        text: input.text.to_owned(),
        spans: ordered(reader.spans),
        ..Standoff::default()
    };
    let lost = lost.into_iter().map(beside).collect();
    Ok(vec![Imported::of(None, &article, lost)])
}

/// What a line can name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Target {
    Span(usize),
    Event(usize),
}

/// An event: its trigger and its arguments.
pub(super) struct Event<'a> {
    pub(super) label: &'a str,
    pub(super) trigger: usize,
    /// Which of the trigger's events it is, from 0.
    pub(super) number: usize,
    pub(super) arguments: Vec<(&'a str, Target)>,
    /// Other lines say something of it, or name it.
    pub(super) is_annotated: bool,
}

pub(super) struct Reading<'a> {
    text: &'a str,
    units: Units<'a>,
    input: &'a Input<'a>,
    pub(super) spans: Vec<Span>,
    /// What the ids of text-bound annotations mean.
    pub(super) ids: BTreeMap<&'a str, usize>,
    pub(super) events: Vec<Event<'a>>,
    event_ids: BTreeMap<&'a str, usize>,
    /// For each span its id, and its label in the file.
    names: Vec<&'a str>,
    labels: Vec<&'a str>,
    /// For each trigger the number of its events.
    triggers: BTreeMap<usize, usize>,
    /// The spans that something names.
    pub(super) needed: BTreeSet<usize>,
    /// The spans that relations and equivalences name or stand at.
    pub(super) referred: Vec<usize>,
    lost: Vec<Fault>,
    elsewhere: Elsewhere,
}

impl<'a> Reading<'a> {
    fn lines(&mut self, annotations: &'a str) -> Result<(), Fault> {
        let kind = |line: &'a str| line.get(..1).unwrap_or_default();
        // What others name stands anywhere.
        let numbered = || annotations.lines().enumerate();
        let of_kind = |wanted: &'static str| {
            let lines = numbered().filter(move |(_, line)| kind(line) == wanted);
            lines.map(|(i, line)| (i + 1, line.split_once('\t')))
        };
        for (number, line) in of_kind("T") {
            if let Some((id, rest)) = line {
                let doubt = self
                    .bound(number, id, rest)
                    .map_err(|m| Fault::new(number, m))?;
                self.lost.extend(doubt.map(|m| Fault::new(number, m)));
            }
        }
        for (number, line) in of_kind("E") {
            if let Some((id, rest)) = line {
                let doubt = self.event(id, rest).map_err(|m| Fault::new(number, m))?;
                self.lost.extend(doubt.map(|m| Fault::new(number, m)));
            }
        }
        for (number, line) in of_kind("E") {
            if let Some((id, rest)) = line {
                self.arguments(id, rest)
                    .map_err(|m| Fault::new(number, m))?;
            }
        }
        // The words of a span may have been written over several lines.
        let mut goes_on = false;
        for (i, line) in numbered().filter(|(_, line)| !line.trim().is_empty()) {
            let fields = line.split_once('\t');
            if fields.is_none() && goes_on {
                continue;
            }
            goes_on = fields.is_some_and(|(id, _)| self.has_break(id));
            let lost = match (kind(line), fields) {
                (_, None) => Err(format!(
                    "{line:?} is no annotation: left out; expected an id, a tab and what it says, such as T1, Quote 0 12"
                )),
                ("T" | "E", _) => Ok(()),
                (sign, Some((id, rest))) => self.other(sign, id, rest),
            };
            if let Err(message) = lost {
                self.lost.push(Fault::new(i + 1, message));
            }
        }
        Ok(())
    }

    /// Whether a span's words have a line break.
    fn has_break(&self, id: &str) -> bool {
        let span = self.ids.get(id).and_then(|i| self.spans.get(*i));
        let mut parts = span.into_iter().flat_map(|span| &span.parts);
        parts.any(|p| {
            let words = self.text.get(p.content.start..p.content.end);
            words.is_some_and(|w| w.contains(['\n', '\r']))
        })
    }

    /// `Label 0 5;7 9` and the words. Gives what is odd about it.
    fn bound(&mut self, line: usize, id: &'a str, rest: &'a str) -> Result<Option<String>, String> {
        let (places, words) = match rest.split_once('\t') {
            Some((places, words)) => (places, Some(words)),
            None => (rest, None),
        };
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
        if let Some(words) = words {
            let text = self.text;
            let found = parts.iter().map(|p| p.content);
            let found = found.filter_map(|c| text.get(c.start..c.end));
            self.elsewhere.compare(line, id, words, found);
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
        let mut places = span.parts.iter().map(|p| p.content);
        let is_empty = places.any(|place| place.start == place.end);
        self.spans.push(span);
        self.names.push(id);
        self.labels.push(label);
        if self.ids.insert(id, self.spans.len() - 1).is_some() {
            return Err(format!(
                "{id} stands here a second time: expected each id once"
            ));
        }
        Ok(is_empty.then(|| {
            format!("{id} has a place without words, which is left out of an export: expected an end behind the start")
        }))
    }

    /// `Label:T4` and the arguments, which may name what comes later. Gives what is odd about it.
    fn event(&mut self, id: &'a str, rest: &'a str) -> Result<Option<String>, String> {
        let trigger = rest.split_whitespace().next();
        let (label, name) = trigger.and_then(|t| t.split_once(':')).ok_or_else(|| {
            format!("{id} has no trigger: expected such as Attribution:T4 Content:T3")
        })?;
        let trigger = self.ids.get(name).copied().ok_or_else(|| {
            format!("there is no {name}: expected the id of a text-bound annotation")
        })?;
        if self.event_ids.insert(id, self.events.len()).is_some() {
            return Err(format!(
                "{id} stands here a second time: expected each id once"
            ));
        }
        let others = self.triggers.entry(trigger).or_default();
        self.events.push(Event {
            label,
            trigger,
            number: *others,
            arguments: Vec::new(),
            is_annotated: false,
        });
        *others += 1;
        let own = self.labels.get(trigger).copied().unwrap_or_default();
        Ok((own != label).then(|| {
            format!("{id} is a {label} and its trigger {name} a {own}: kept as the latter; expected one label for both")
        }))
    }

    fn arguments(&mut self, id: &'a str, rest: &'a str) -> Result<(), String> {
        let mut arguments = Vec::new();
        for word in rest.split_whitespace().skip(1) {
            let (role, target) = word
                .split_once(':')
                .ok_or_else(|| format!("{word} is no argument: expected such as Content:T3"))?;
            arguments.push((role, self.target(target)?));
        }
        let event = self.event_ids.get(id).copied();
        if let Some(event) = event.and_then(|i| self.events.get_mut(i)) {
            event.arguments = arguments;
        }
        Ok(())
    }

    pub(super) fn target(&self, id: &str) -> Result<Target, String> {
        let span = self.ids.get(id).copied().map(Target::Span);
        let event = || self.event_ids.get(id).copied().map(Target::Event);
        span.or_else(event).ok_or_else(|| {
            format!("there is no {id}: expected the id of a text-bound annotation or an event")
        })
    }

    /// Attributes, notes, references, relations, equivalences. The error says what is left out, and why.
    fn other(&mut self, sign: &str, id: &str, rest: &'a str) -> Result<(), String> {
        let (head, text) = rest.split_once('\t').unwrap_or((rest, ""));
        let left_out = |why: String| format!("{id} is left out: {why}");
        if let Some(saying) = Saying::of(sign) {
            let mut words = head.splitn(3, ' ');
            let [name, target, value] = [(); 3].map(|()| words.next().unwrap_or_default());
            let text = match saying {
                Saying::Attribute => value.to_owned(),
                Saying::Note => text.to_owned(),
                Saying::Reference => format!("{value} {text}"),
            };
            return self.said(saying, name, target, &text).map_err(left_out);
        }
        let words: Vec<&'a str> = head.split_whitespace().collect();
        match (sign, words.as_slice()) {
            ("R", [label, one, two]) => self.relation(label, [one, two]).map_err(left_out),
            ("*", [label, members @ ..]) if members.len() > 1 => {
                self.equivalence(label, members).map_err(left_out)
            }
            ("R", _) => Err(left_out(
                "expected a label and two arguments, such as Part-of Arg1:T1 Arg2:T2".into(),
            )),
            ("*", _) => Err(left_out("expected such as Equiv T1 T2".into())),
            _ => Err(left_out(format!(
                "lines that begin with {sign:?} have no meaning; brat has T, E, R, A, M, N, # and *"
            ))),
        }
    }

    /// An attribute of a span, or of an event's trigger.
    fn said(&mut self, saying: Saying, name: &str, target: &str, text: &str) -> Result<(), String> {
        let (span, prefix) = match self.target(target) {
            Ok(Target::Span(span)) => (span, String::new()),
            Ok(Target::Event(event)) => {
                let event = self.events.get_mut(event).ok_or("there is no such event")?;
                event.is_annotated = true;
                (event.trigger, of_event(event.number))
            }
            Err(_) => {
                return Err(format!(
                    "it is about {target}, and a tag can say something only of spans and events: expected the id of one"
                ));
            }
        };
        let span = self.spans.get_mut(span).ok_or("there is no such span")?;
        if say(span, saying, name, text, &prefix) {
            Ok(())
        } else {
            Err(format!(
                "no attribute of a tag can be called {name}: expected letters, digits, - and _"
            ))
        }
    }

    /// What the file calls a span.
    pub(super) fn id_of(&self, span: usize) -> &'a str {
        self.names.get(span).copied().unwrap_or_default()
    }
}

/// Whether a mention says nothing but the article's words for somebody.
pub(in crate::convert) fn is_unnamed(span: &Span) -> bool {
    let unnamed = |s: &Source| matches!(s.who, Who::Unnamed(_));
    span.label == Label::Mention && !span.actors.is_empty() && span.actors.iter().all(unnamed)
}

/// Whether a piece stands between quotation marks, which then belong to it.
pub(in crate::convert) fn quoted(text: &str, part: &mut Part) -> bool {
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
