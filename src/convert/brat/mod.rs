//! brat's standoff: the text in one file, annotations in another (brat.nlplab.org/standoff.html).
//!
//! A quote is an event as PolNeAR has it: a trigger over the cue, labelled Attribution, with the roles Content, Source
//! and Cue. Offsets are Unicode characters. What is said beside that are attributes, named as in tags; `names` has those
//! that mean something else in brat.

mod names;
mod read;
mod relate;
#[cfg(test)]
mod tests;

pub(super) use read::{READER, is_unnamed, quoted};

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::fields::{LABEL, fields, label};
use super::standoff::{Label, Part, Span, Standoff};
use super::units::Units;
use super::{Document, File, Format};
use names::{EQUIV, EQUIV_TYPE, EVENT, MARKS, Pointer, RELATION, ROLES, of_event, saying};

pub(super) const BRAT: Format = Format {
    name: "brat",
    about: "brat's standoff, a text and its annotations (.txt, .ann)",
    lost: "The header, comments, and what the header says of actors but their ids.",
    files: &[
        File::new("txt", |d, out| out.push_str(d.article.text())),
        File::new("ann", write),
    ],
    head: None,
};

/// The trigger of an event with a source, and of one without.
const TRIGGERS: [&str; 2] = ["Attribution", "Attribution-no-source"];

fn write(document: &Document<'_>, out: &mut String) {
    let article = Standoff::of(document.article);
    let mut writer = Writer {
        units: Units::new(&article.text),
        article: &article,
        out,
        names: vec![None; article.spans.len()],
        ids: BTreeMap::new(),
        events: BTreeMap::new(),
        counts: BTreeMap::new(),
    };
    writer.ids();
    writer.spans();
    writer.events();
    writer.relations();
}

/// Whether a span is annotated, or named by one that is.
pub(super) fn shown(article: &Standoff) -> Vec<bool> {
    let mut shown: Vec<bool> = article.spans.iter().map(|s| !s.implicit).collect();
    for span in article.spans.iter().filter(|s| !s.implicit) {
        for source in &span.sources {
            if let Some(shown) = shown.get_mut(*source) {
                *shown = true;
            }
        }
    }
    shown
}

/// Where a piece stands: a quotation with its marks, unless the tag says that they are not meant.
pub(super) fn extent(span: &Span, part: &Part) -> (usize, usize) {
    let extent = if span.label == Label::Quote && !span.attributes.contains_key(MARKS) {
        part.whole
    } else {
        part.content
    };
    (extent.start, extent.end)
}

struct Writer<'a> {
    article: &'a Standoff,
    units: Units<'a>,
    out: &'a mut String,
    /// What each span is called.
    names: Vec<Option<String>>,
    /// The spans by their ids.
    ids: BTreeMap<&'a str, usize>,
    /// For each trigger with an attribute that says its events, and each number of these, what the event is called.
    events: BTreeMap<(usize, usize), usize>,
    /// How many there are of each kind of line.
    counts: BTreeMap<char, usize>,
}

impl<'a> Writer<'a> {
    fn number(&mut self, kind: char) -> usize {
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        *count
    }

    /// Names what others name, which may stand before it.
    fn ids(&mut self) {
        let article = self.article;
        for (i, shown) in shown(article).into_iter().enumerate() {
            let Some(span) = article.spans.get(i) else {
                continue;
            };
            if shown && self.has_words(span) {
                let name = format!("T{}", self.number('T'));
                self.names[i] = Some(name);
            }
            if let Some(id) = span.id.as_deref() {
                self.ids.insert(id, i);
            }
            for n in 0..events_of(span).count() {
                let number = self.number('E');
                self.events.insert((i, n), number);
            }
        }
    }

    fn spans(&mut self) {
        let article = self.article;
        for (i, span) in article.spans.iter().enumerate() {
            if let Some(name) = self.names.get(i).cloned().flatten() {
                self.bound(&name, span, label(span));
                self.attributes(&name, i, span);
            }
        }
    }

    fn has_words(&self, span: &Span) -> bool {
        let mut parts = span.parts.iter().map(|part| extent(span, part));
        parts.any(|(start, end)| {
            self.article
                .text
                .get(start..end)
                .is_some_and(|t| !t.is_empty())
        })
    }

    /// A line for the words of a span.
    fn bound(&mut self, name: &str, span: &Span, label: &str) {
        let mut places = String::new();
        let mut words = String::new();
        for part in &span.parts {
            let (start, end) = extent(span, part);
            let text = self.article.text.get(start..end).filter(|t| !t.is_empty());
            let Some(text) = text else { continue };
            if !places.is_empty() {
                places.push(';');
                words.push(' ');
            }
            let _ = write!(
                places,
                "{} {}",
                self.units.char(start),
                self.units.char(end)
            );
            words.extend(text.chars().map(|c| match c {
                '\n'
                | '\r'
                | '\u{b}'
                | '\u{c}'
                | '\u{1c}'..='\u{1e}'
                | '\u{85}'
                | '\u{2028}'
                | '\u{2029}' => ' ',
                c => c,
            }));
        }
        let _ = writeln!(self.out, "{name}\t{} {places}\t{words}", word(label));
    }

    fn attributes(&mut self, name: &str, index: usize, span: &Span) {
        let events = events_of(span).count();
        let of_events: Vec<String> = (0..events).map(of_event).collect();
        for (key, text) in fields(span) {
            let is_other = match key {
                LABEL | EVENT | MARKS => true,
                RELATION => self.related(index, &text).is_some(),
                EQUIV => self.equal(index, &text).is_some(),
                _ => of_events
                    .iter()
                    .any(|prefix| key.starts_with(prefix.as_str())),
            };
            if !is_other {
                self.attribute(name, key, &text);
            }
        }
    }

    fn attribute(&mut self, name: &str, key: &str, text: &str) {
        let text = text.replace(['\n', '\r', '\t'], " ");
        let (saying, key) = saying(key, &text);
        let sign = saying.sign();
        let number = self.number(sign);
        let _ = write!(self.out, "{sign}{number}\t{} {name}", word(&key));
        let (between, text) = match (sign, text.split_once(' ')) {
            ('#', _) => ("\t", text),
            ('N', Some((entry, words))) => (" ", format!("{entry}\t{words}")),
            _ if text.is_empty() => ("", text),
            _ => (" ", text),
        };
        let _ = writeln!(self.out, "{between}{text}");
    }

    /// What an attribute's words name: a span with a line, or an event.
    fn pointed(&self, pointer: &str) -> Option<String> {
        match Pointer::parse(pointer)? {
            Pointer::Span(id) => self.names.get(*self.ids.get(id)?)?.clone(),
            Pointer::Event(id, number) => {
                let event = self.events.get(&(*self.ids.get(id)?, number))?;
                Some(format!("E{event}"))
            }
        }
    }

    fn events(&mut self) {
        let article = self.article;
        let mut told: BTreeSet<usize> = BTreeSet::new();
        for (i, span) in article.spans.iter().enumerate() {
            for (n, event) in events_of(span).enumerate() {
                let mut arguments = Vec::new();
                for argument in event.split_whitespace() {
                    let Some((role, pointer)) = argument.split_once(':') else {
                        continue;
                    };
                    if let Some(Pointer::Span(id)) = Pointer::parse(pointer) {
                        told.extend(self.ids.get(id));
                    }
                    arguments.extend(self.pointed(pointer).map(|name| (role.to_owned(), name)));
                }
                let trigger = self.names.get(i).cloned().flatten();
                let number = self.events.get(&(i, n)).copied().unwrap_or(0);
                let Some(event) = self.event(number, trigger, label(span), &arguments) else {
                    continue;
                };
                for (key, text) in &span.attributes {
                    if let Some(key) = key.strip_prefix(&of_event(n)) {
                        self.attribute(&event, key, text);
                    }
                }
            }
        }
        for (i, span) in article.spans.iter().enumerate() {
            let is_quote = span.label == Label::Quote && !span.implicit;
            let first = span.cues.first().or(span.sources.first());
            let Some(first) = first.filter(|_| is_quote && !told.contains(&i)) else {
                continue;
            };
            let mut arguments = vec![("Content".to_owned(), i)];
            for (role, list) in [("Source", &span.sources), ("Cue", &span.cues)] {
                for (n, i) in list.iter().enumerate() {
                    let number = if n == 0 {
                        String::new()
                    } else {
                        (n + 1).to_string()
                    };
                    arguments.push((format!("{role}{number}"), *i));
                }
            }
            let label = TRIGGERS[usize::from(span.sources.is_empty())];
            let Some(words) = article.spans.get(*first) else {
                continue;
            };
            let trigger = self
                .has_words(words)
                .then(|| format!("T{}", self.number('T')));
            if let Some(trigger) = &trigger {
                self.bound(trigger, words, label);
            }
            let name = |(role, i): (String, usize)| Some((role, self.names.get(i)?.clone()?));
            let arguments: Vec<_> = arguments.into_iter().filter_map(name).collect();
            let number = self.number('E');
            self.event(number, trigger, label, &arguments);
        }
    }

    fn event(
        &mut self,
        number: usize,
        trigger: Option<String>,
        label: &str,
        arguments: &[(String, String)],
    ) -> Option<String> {
        let trigger = trigger?;
        let _ = write!(self.out, "E{number}\t{}:{trigger}", word(label));
        for (role, name) in arguments {
            let _ = write!(self.out, " {}:{name}", word(role));
        }
        self.out.push('\n');
        Some(format!("E{number}"))
    }

    fn relations(&mut self) {
        let article = self.article;
        for (i, span) in article.spans.iter().enumerate() {
            let related = span.attributes.get(RELATION);
            for relation in related.and_then(|r| self.related(i, r)).unwrap_or_default() {
                let number = self.number('R');
                let _ = writeln!(self.out, "R{number}\t{relation}\t");
            }
            let equal = span.attributes.get(EQUIV);
            for set in equal.and_then(|e| self.equal(i, e)).unwrap_or_default() {
                let _ = writeln!(self.out, "*\t{set}");
            }
        }
    }

    /// The relations that an attribute tells of; none if it tells of anything else.
    fn related(&self, index: usize, said: &str) -> Option<Vec<String>> {
        let one = |relation: &str| {
            let parts: Vec<&str> = relation.split(':').collect();
            let (label, [one, from, two, to]) = match *parts.as_slice() {
                [label, to] => (label, [ROLES[0], "", ROLES[1], to]),
                [label, one, from, two, to] => (label, [one, from, two, to]),
                _ => return None,
            };
            let from = if from.is_empty() {
                self.names.get(index)?.clone()?
            } else {
                self.pointed(from)?
            };
            let to = self.pointed(to)?;
            let [label, one, two] = [label, one, two].map(word);
            Some(format!("{label} {one}:{from} {two}:{to}"))
        };
        said.split(' ').map(one).collect()
    }

    /// The same of sets of annotations that are the same.
    fn equal(&self, index: usize, said: &str) -> Option<Vec<String>> {
        let one = |set: &str| {
            let (label, rest) = match set.split_once(':') {
                Some((label, rest)) => (word(label), rest),
                None => (EQUIV_TYPE.to_owned(), set),
            };
            let mut members = Vec::new();
            if !set.contains(':') {
                members.push(self.names.get(index)?.clone()?);
            }
            for pointer in rest.split(' ') {
                members.push(self.pointed(pointer)?);
            }
            Some(format!("{label} {}", members.join(" ")))
        };
        said.split(';').map(one).collect()
    }
}

/// The events of which a span is the trigger, each with its arguments.
fn events_of(span: &Span) -> impl Iterator<Item = &str> {
    let said = span.attributes.get(EVENT);
    said.into_iter().flat_map(|said| said.split(';'))
}

/// A name as brat has it: without what parts names.
fn word(name: &str) -> String {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let name: String = name
        .chars()
        .map(|c| if fits(c) { c } else { '_' })
        .collect();
    if name.is_empty() { "_".into() } else { name }
}
