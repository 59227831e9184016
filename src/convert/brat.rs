//! brat's standoff: the text in one file, annotations in another (brat.nlplab.org/standoff.html).
//!
//! A quote is an event as PolNeAR has it: a trigger over the cue, labelled Attribution, with the roles Content, Source
//! and Cue. Offsets are Unicode characters. What is said beside that are attributes, named as in tags.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::fields::{fields, label};
use super::standoff::{Label, Part, Span, Standoff};
use super::units::Units;
use super::{Document, File, Format};

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
pub(super) const TRIGGERS: [&str; 2] = ["Attribution", "Attribution-no-source"];
/// The attribute of a trigger that says what its events are, where that is not what a quote's tag says.
pub(super) const EVENT: &str = "event";
/// Begins the attributes of a trigger that are its event's.
pub(super) const OF_EVENT: &str = "event-";
/// The attribute of a quotation whose marks are not annotated with it.
pub(super) const MARKS: &str = "marks";

fn write(document: &Document<'_>, out: &mut String) {
    let article = Standoff::of(document.article);
    let mut writer = Writer {
        units: Units::new(&article.text),
        article: &article,
        out,
        names: vec![None; article.spans.len()],
        counts: [0; 6],
    };
    writer.spans();
    writer.events();
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
    /// How many there are of T, E, A, #, R, N.
    counts: [usize; 6],
}

impl Writer<'_> {
    fn number(&mut self, kind: usize) -> usize {
        let Some(count) = self.counts.get_mut(kind) else {
            return 0;
        };
        *count += 1;
        *count
    }

    fn spans(&mut self) {
        let article = self.article;
        for (i, shown) in shown(article).into_iter().enumerate() {
            let Some(span) = article.spans.get(i).filter(|_| shown) else {
                continue;
            };
            if let Some(name) = self.bound(span, label(span)) {
                self.attributes(&name, span);
                if let Some(slot) = self.names.get_mut(i) {
                    *slot = Some(name);
                }
            }
        }
    }

    /// A line for the words of a span. None if it has none.
    fn bound(&mut self, span: &Span, label: &str) -> Option<String> {
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
        if places.is_empty() {
            return None;
        }
        let name = format!("T{}", self.number(0));
        let _ = writeln!(self.out, "{name}\t{} {places}\t{words}", word(label));
        Some(name)
    }

    fn attributes(&mut self, name: &str, span: &Span) {
        let is_trigger = span.attributes.contains_key(EVENT);
        for (key, text) in fields(span) {
            let is_other = [super::fields::LABEL, EVENT, MARKS].contains(&key);
            if !(is_other || is_trigger && key.starts_with(OF_EVENT)) {
                self.attribute(name, key, &text);
            }
        }
    }

    fn attribute(&mut self, name: &str, key: &str, text: &str) {
        let text = text.replace(['\n', '\r', '\t'], " ");
        if let Some(kind) = key.strip_prefix("note") {
            let kind = if kind.is_empty() {
                "-AnnotatorNotes"
            } else {
                kind
            };
            let number = self.number(3);
            let kind = word(kind.trim_start_matches('-'));
            let _ = writeln!(self.out, "#{number}\t{kind} {name}\t{text}");
        } else {
            let number = self.number(2);
            let space = if text.is_empty() { "" } else { " " };
            let _ = writeln!(self.out, "A{number}\t{} {name}{space}{text}", word(key));
        }
    }

    fn events(&mut self) {
        let article = self.article;
        let mut told = BTreeSet::new();
        let ids: BTreeMap<&str, usize> = article
            .spans
            .iter()
            .enumerate()
            .filter_map(|(i, s)| Some((s.id.as_deref()?, i)))
            .collect();
        for (i, span) in article.spans.iter().enumerate() {
            let Some(events) = span.attributes.get(EVENT) else {
                continue;
            };
            for (n, event) in events.split(';').enumerate() {
                let arguments = event.split_whitespace().filter_map(|argument| {
                    let (role, id) = argument.split_once(":#")?;
                    Some((role.to_owned(), *ids.get(id)?))
                });
                let arguments: Vec<_> = arguments.collect();
                told.extend(arguments.iter().map(|(_, i)| *i));
                let trigger = self.names.get(i).cloned().flatten();
                let event = self.event(trigger, label(span), &arguments);
                // The trigger has them; of several events they are the first one's.
                let Some(event) = event.filter(|_| n == 0) else {
                    continue;
                };
                for (key, text) in &span.attributes {
                    if let Some(key) = key.strip_prefix(OF_EVENT) {
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
            let trigger = self.bound(words, label);
            self.event(trigger, label, &arguments);
        }
    }

    fn event(
        &mut self,
        trigger: Option<String>,
        label: &str,
        arguments: &[(String, usize)],
    ) -> Option<String> {
        let trigger = trigger?;
        let number = self.number(1);
        let _ = write!(self.out, "E{number}\t{}:{trigger}", word(label));
        for (role, span) in arguments {
            if let Some(Some(name)) = self.names.get(*span) {
                let _ = write!(self.out, " {}:{name}", word(role));
            }
        }
        self.out.push('\n');
        Some(format!("E{number}"))
    }
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
