//! TOML: a table `actors`, and in it a table or a line for each actor.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use super::node::{Field, Node, Value, offset_in};
use super::problem::{Problems, nearest, short};
use crate::syntax::Span;

/// An actor's fields, its id among them, and the place of the id.
pub(super) type Entry<'a> = (Span, Vec<Field<'a>>);

/// Reads a file from `start` on.
///
/// A file that is no TOML is read once more in parts that begin at the headers of tables, and
/// the table `actors` line by line, so that a mistake costs the part that it is in.
pub(super) fn entries<'a>(text: &'a str, start: usize, problems: &mut Problems) -> Vec<Entry<'a>> {
    let mut reader = Reader {
        text,
        entries: Vec::new(),
        problems,
    };
    let whole = start..text.len();
    match DeTable::parse(&text[whole.clone()]) {
        Ok(table) => reader.file(start, table.into_inner()),
        Err(error) => reader.parts(whole, &error),
    }
    reader.entries
}

struct Reader<'a, 'p> {
    text: &'a str,
    entries: Vec<Entry<'a>>,
    problems: &'p mut Problems,
}

impl<'a> Reader<'a, '_> {
    /// Reads part by part a file that has an error.
    fn parts(&mut self, whole: Span, error: &Error) {
        let before = self.problems.len();
        for (header, part) in parts(self.text, whole.clone()) {
            match DeTable::parse(&self.text[part.clone()]) {
                Ok(table) => self.file(part.start, table.into_inner()),
                Err(_) if header == "actors" => self.lines(part),
                Err(error) => self.malformed(&part, &error),
            }
        }
        // A table that stands twice is no error in any part. Of an actor's it is told later.
        let place = error.span().map(|span| moved(span, whole.start));
        let twice = self
            .entries
            .iter()
            .any(|(id, _)| Some(id) == place.as_ref());
        if self.problems.len() == before && !twice {
            self.malformed(&whole, error);
        }
    }

    /// Reads the table `actors` line by line. A line that is indented, or closes something, goes
    /// on with the one before it.
    fn lines(&mut self, part: Span) {
        let mut lines = self.text[part.clone()].split_inclusive('\n').peekable();
        let header = lines.next().unwrap_or_default();
        let mut at = part.start + header.len();
        if let Err(error) = DeTable::parse(header) {
            self.malformed(&(part.start..at), &error);
        }
        while let Some(line) = lines.next() {
            let start = at;
            at += line.len();
            while let Some(more) = lines.next_if(|l| l.starts_with([' ', '\t', ']', '}'])) {
                at += more.len();
            }
            match DeTable::parse(&self.text[start..at]) {
                Ok(table) => self.actors(start, table.into_inner()),
                Err(error) => self.malformed(&(start..at), &error),
            }
        }
    }

    fn malformed(&mut self, part: &Span, error: &Error) {
        let place = error.span().unwrap_or_default();
        let clamp = |at: usize| {
            self.text
                .floor_char_boundary((part.start + at).min(part.end))
        };
        let span = clamp(place.start)..clamp(place.end.max(place.start));
        let message = error.message();
        let problem = self
            .problems
            .error(span, format!("this is no TOML: {}", short(message)));
        if message.starts_with("invalid date") {
            problem.help("put what is no full day in quotation marks, as in \"2031-03\"");
        } else if message.starts_with("invalid unquoted key") {
            problem
                .help("put a key with other letters in quotation marks, as in [actors.\"élodie\"]");
        }
    }

    /// Reads a file's tables; their places count from `base`.
    fn file(&mut self, base: usize, table: DeTable<'a>) {
        for (key, value) in in_order(table) {
            let place = moved(key.span(), base);
            let name = key.get_ref();
            if name != "actors" {
                let message = format!(
                    "unknown key {}: expected actors and nothing else",
                    short(name)
                );
                let help = if nearest(name, &["actors"]).is_some() {
                    "did you mean actors?"
                } else if value.get_ref().is_str() {
                    "if it is an actor, write [actors] above it"
                } else {
                    "an actor is a table in actors, as in [actors.vell]"
                };
                self.problems.error(place, message).help(help);
                continue;
            }
            match value.into_inner() {
                DeValue::Table(actors) => self.actors(base, actors),
                DeValue::Array(_) => {
                    self.problems
                        .error(place, "expected actors to be a table, not a list")
                        .help("write the id into the header of the actor's table, as in [actors.vell]");
                }
                _ => {
                    self.problems
                        .error(place, "expected actors to be a table, as in [actors.vell]");
                }
            }
        }
    }

    fn actors(&mut self, base: usize, table: DeTable<'a>) {
        for (key, value) in in_order(table) {
            let place = moved(key.span(), base);
            let id = Field {
                key: Cow::Borrowed("id"),
                span: place.clone(),
                node: Node::text(place.clone(), key.into_inner()),
            };
            let node = self.node(base, value);
            let fields = match node.value {
                Value::Map(fields) => fields,
                Value::Text(text) => self.short_form(node.span, text),
                _ => {
                    let sort = node.sort();
                    let message = format!(
                        "expected an actor's name, or a table with name and other keys, not {sort}"
                    );
                    self.problems.error(node.span, message);
                    continue;
                }
            };
            let mut all = vec![id];
            all.extend(fields);
            self.entries.push((place, all));
        }
    }

    /// `Full Name, role`.
    fn short_form(&self, span: Span, text: Cow<'a, str>) -> Vec<Field<'a>> {
        let (name, role) = match &text {
            Cow::Borrowed(text) => match text.split_once(", ") {
                Some((name, role)) => (Cow::Borrowed(name), Some(Cow::Borrowed(role.trim()))),
                None => (Cow::Borrowed(*text), None),
            },
            Cow::Owned(text) => match text.split_once(", ") {
                Some((name, role)) => (
                    Cow::Owned(name.to_owned()),
                    Some(Cow::Owned(role.trim().to_owned())),
                ),
                None => (Cow::Owned(text.clone()), None),
            },
        };
        let field = |key, value: Cow<'a, str>| {
            let place = offset_in(self.text, &value).map(|at| at..at + value.len());
            let span = place.unwrap_or_else(|| span.clone());
            Field {
                key: Cow::Borrowed(key),
                span: span.clone(),
                node: Node::text(span, value),
            }
        };
        let mut fields = vec![field("name", name)];
        fields.extend(role.map(|role| field("role", role)));
        fields
    }

    fn node(&self, base: usize, value: Spanned<DeValue<'a>>) -> Node<'a> {
        let span = moved(value.span(), base);
        let written = || Cow::Borrowed(self.text.get(span.clone()).unwrap_or_default());
        let value = match value.into_inner() {
            DeValue::String(text) => Value::Text(text),
            DeValue::Integer(_) | DeValue::Float(_) => Value::Scalar("a number", written()),
            DeValue::Boolean(_) => Value::Scalar("a boolean", written()),
            // TOML may have a space where EDTF has a T.
            DeValue::Datetime(date) => Value::Scalar("a date", Cow::Owned(date.to_string())),
            DeValue::Array(list) => {
                Value::List(list.into_iter().map(|v| self.node(base, v)).collect())
            }
            DeValue::Table(table) => Value::Map(
                in_order(table)
                    .into_iter()
                    .map(|(key, value)| Field {
                        span: moved(key.span(), base),
                        key: key.into_inner(),
                        node: self.node(base, value),
                    })
                    .collect(),
            ),
        };
        Node { span, value }
    }
}

fn moved(span: Span, by: usize) -> Span {
    span.start + by..span.end + by
}

type Pair<'a> = (Spanned<Cow<'a, str>>, Spanned<DeValue<'a>>);

/// A table's keys in the order of the file.
fn in_order(table: DeTable<'_>) -> Vec<Pair<'_>> {
    let mut pairs: Vec<Pair<'_>> = table.into_iter().collect();
    pairs.sort_by_key(|(key, _)| key.span().start);
    pairs
}

/// Cuts a file in front of the headers of tables, other than those of tables in the table
/// before. Gives what stands between the brackets, and the part.
fn parts(text: &str, whole: Span) -> Vec<(&str, Span)> {
    let mut parts = Vec::new();
    let (mut header, mut from, mut at) = ("", whole.start, whole.start);
    for line in text[whole.clone()].split_inclusive('\n') {
        if line.starts_with('[') {
            let inside = line.trim_start_matches('[');
            let inside = inside
                .split([']', '#', '\n', '\r'])
                .next()
                .unwrap_or_default()
                .trim();
            let within = inside
                .strip_prefix(header)
                .is_some_and(|rest| rest.starts_with('.'));
            if !within || matches!(header, "" | "actors") {
                if from < at {
                    parts.push((header, from..at));
                }
                (header, from) = (inside, at);
            }
        }
        at += line.len();
    }
    parts.push((header, from..whole.end));
    parts
}
