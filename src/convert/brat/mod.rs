//! brat's standoff: the text in one file, annotations in another (brat.nlplab.org/standoff.html).
//!
//! A quote is an event as PolNeAR has it: a trigger over the cue, labelled Attribution, with the roles Content, Source
//! and Cue. Offsets are Unicode characters. What is said beside that are attributes, named as in tags; `names` has those
//! that mean something else in brat.

mod lines;
mod links;
mod names;
mod read;
mod relate;
#[cfg(test)]
mod tests;

pub(super) use read::{READER, is_unnamed, quoted};

use std::collections::{BTreeMap, BTreeSet};

use super::fields::{LABEL, fields, label};
use super::standoff::{Label, Part, Span, Standoff};
use super::units::{Units, push_number};
use super::{Document, File, Format};
use lines::{Name, push_line, push_name, push_word};
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
    names: Vec<Option<usize>>,
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
                self.names[i] = Some(self.number('T'));
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
            if let Some(name) = self.names.get(i).copied().flatten() {
                self.bound(name, span, label(span));
                self.attributes(name, i, span);
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
    fn bound(&mut self, name: usize, span: &Span, label: &str) {
        let text = self.article.text.as_str();
        let parts = || {
            let places = span.parts.iter().map(|part| extent(span, part));
            places.filter(|(start, end)| text.get(*start..*end).is_some_and(|t| !t.is_empty()))
        };
        self.out.push('T');
        push_number(self.out, name);
        self.out.push('\t');
        push_word(self.out, label);
        for (n, (start, end)) in parts().enumerate() {
            self.out.push(if n == 0 { ' ' } else { ';' });
            push_number(self.out, self.units.char(start));
            self.out.push(' ');
            push_number(self.out, self.units.char(end));
        }
        for (n, (start, end)) in parts().enumerate() {
            self.out.push(if n == 0 { '\t' } else { ' ' });
            push_line(self.out, text.get(start..end).unwrap_or_default());
        }
        self.out.push('\n');
    }

    fn attributes(&mut self, name: usize, index: usize, span: &Span) {
        let of_events: Vec<String> = match span.attributes.contains_key(EVENT) {
            true => (0..events_of(span).count()).map(of_event).collect(),
            false => Vec::new(),
        };
        for (key, text) in fields(span) {
            let is_other = match key {
                LABEL | EVENT | MARKS => true,
                RELATION => self.related(index, &text).is_some(),
                EQUIV => self.equal(index, &text).is_some(),
                _ => of_events.iter().any(|of| key.starts_with(of.as_str())),
            };
            if !is_other {
                self.attribute(('T', name), key, &text);
            }
        }
    }

    /// A line that says something of a span or an event.
    fn attribute(&mut self, (kind, name): (char, usize), key: &str, text: &str) {
        let (saying, key) = saying(key, text);
        let sign = saying.sign();
        let number = self.number(sign);
        self.out.push(sign);
        push_number(self.out, number);
        self.out.push('\t');
        push_word(self.out, key);
        self.out.push(' ');
        self.out.push(kind);
        push_number(self.out, name);
        match (sign, text.split_once(' ')) {
            ('#', _) => {
                self.out.push('\t');
                push_line(self.out, text);
            }
            ('N', Some((entry, words))) => {
                self.out.push(' ');
                push_line(self.out, entry);
                self.out.push('\t');
                push_line(self.out, words);
            }
            _ if text.is_empty() => {}
            _ => {
                self.out.push(' ');
                push_line(self.out, text);
            }
        }
        self.out.push('\n');
    }

    /// What an attribute's words name: a span with a line, or an event.
    fn pointed(&self, pointer: &str) -> Option<Name> {
        match Pointer::parse(pointer)? {
            Pointer::Span(id) => self.name_of(*self.ids.get(id)?),
            Pointer::Event(id, number) => {
                let event = self.events.get(&(*self.ids.get(id)?, number))?;
                Some(('E', *event))
            }
        }
    }

    fn name_of(&self, span: usize) -> Option<Name> {
        Some(('T', (*self.names.get(span)?)?))
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
                    arguments.extend(self.pointed(pointer).map(|name| (role, 1, name)));
                }
                let number = self.events.get(&(i, n)).copied();
                let (Some(trigger), Some(number)) = (self.name_of(i), number) else {
                    continue;
                };
                self.event(number, trigger, label(span), &arguments);
                for (key, text) in &span.attributes {
                    if let Some(key) = key.strip_prefix(&of_event(n)) {
                        self.attribute(('E', number), key, text);
                    }
                }
            }
        }
        let mut arguments = Vec::new();
        for (i, span) in article.spans.iter().enumerate() {
            let is_quote = span.label == Label::Quote && !span.implicit;
            let first = span.cues.first().or(span.sources.first());
            let first = first.filter(|_| is_quote && !told.contains(&i));
            let words = first.and_then(|i| article.spans.get(*i));
            let Some(words) = words.filter(|words| self.has_words(words)) else {
                continue;
            };
            arguments.clear();
            arguments.extend(self.name_of(i).map(|name| ("Content", 1, name)));
            for (role, list) in [("Source", &span.sources), ("Cue", &span.cues)] {
                for (n, i) in list.iter().enumerate() {
                    arguments.extend(self.name_of(*i).map(|name| (role, n + 1, name)));
                }
            }
            let label = TRIGGERS[usize::from(span.sources.is_empty())];
            let trigger = self.number('T');
            self.bound(trigger, words, label);
            let number = self.number('E');
            self.event(number, ('T', trigger), label, &arguments);
        }
    }

    /// A line for an event. Of arguments in one role the second and further ones have their number behind it.
    fn event(
        &mut self,
        number: usize,
        trigger: Name,
        label: &str,
        arguments: &[(&str, usize, Name)],
    ) {
        self.out.push('E');
        push_number(self.out, number);
        self.out.push('\t');
        push_word(self.out, label);
        self.out.push(':');
        push_name(self.out, trigger);
        for (role, number, name) in arguments {
            self.out.push(' ');
            push_word(self.out, role);
            if *number > 1 {
                push_number(self.out, *number);
            }
            self.out.push(':');
            push_name(self.out, *name);
        }
        self.out.push('\n');
    }

    fn relations(&mut self) {
        let article = self.article;
        for (i, span) in article.spans.iter().enumerate() {
            let related = span.attributes.get(RELATION);
            for relation in related.and_then(|r| self.related(i, r)).unwrap_or_default() {
                let number = self.number('R');
                self.out.push_str(&format!("R{number}\t{relation}\t\n"));
            }
            let equal = span.attributes.get(EQUIV);
            for set in equal.and_then(|e| self.equal(i, e)).unwrap_or_default() {
                self.out.push_str(&format!("*\t{set}\n"));
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
                self.name_of(index)?
            } else {
                self.pointed(from)?
            };
            let mut out = String::new();
            push_word(&mut out, label);
            for (role, name) in [(one, from), (two, self.pointed(to)?)] {
                out.push(' ');
                push_word(&mut out, role);
                out.push(':');
                push_name(&mut out, name);
            }
            Some(out)
        };
        said.split(' ').map(one).collect()
    }

    /// The same of sets of annotations that are the same.
    fn equal(&self, index: usize, said: &str) -> Option<Vec<String>> {
        let one = |set: &str| {
            let mut out = String::new();
            let (label, pointers) = set.split_once(':').unwrap_or((EQUIV_TYPE, set));
            push_word(&mut out, label);
            let own = (!set.contains(':')).then(|| self.name_of(index));
            let named = pointers.split(' ').map(|pointer| self.pointed(pointer));
            for name in own.into_iter().chain(named) {
                out.push(' ');
                push_name(&mut out, name?);
            }
            Some(out)
        };
        said.split(';').map(one).collect()
    }
}

/// The events of which a span is the trigger, each with its arguments.
fn events_of(span: &Span) -> impl Iterator<Item = &str> {
    let said = span.attributes.get(EVENT);
    said.into_iter().flat_map(|said| said.split(';'))
}
