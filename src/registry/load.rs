//! From the texts of files to the registry's entries: each file in parts side by side, then what
//! the parts have one behind the other.

use std::collections::HashSet;
use std::hash::BuildHasher;

use super::check::{KEYS, aliases, check};
use super::csv::{self, Columns, Records};
use super::names::{MOST_TEXT, Name, Texts};
use super::node::{Field, find, offset_in, owned};
use super::problem::{Problem, Problems, nearest, short};
use super::twice::{Items, item_hash};
use super::{Format, Registry, Source, json, toml};
use crate::syntax::{BOM, Span};

/// From this many bytes on, a file is read in parts.
const LARGE: usize = 512 << 10;

/// The most parts: beyond, it is the memory that takes the time.
const MOST_PARTS: usize = 8;

/// What a part of a file has.
struct Part {
    names: Vec<Name>,
    side: String,
    entries: Vec<Raw>,
    problems: Problems,
    /// Keys that mean nothing.
    other_keys: HashSet<String>,
    /// Those of them that are nearly one that does: where they stand first, and that one.
    odd_keys: Vec<(String, Span, &'static str)>,
    /// The entries' fields, if they cannot be read again from their places.
    fields: Vec<Vec<Field<'static>>>,
    /// For entries that have a Wikidata item its hash, and the entry's number in the part.
    items: Vec<(u64, usize)>,
    /// A CSV file cannot have been cut where this part begins or ends.
    wrong: bool,
}

/// An entry: its place in its source, and how many names it has. The first is the id, the second
/// the name, which may be empty, the others are aliases.
struct Raw {
    start: u32,
    end: u32,
    names: u32,
}

/// Does the work on each item, the last on this thread and the others beside it.
pub(super) fn side_by_side<I: Sync, T: Send>(items: &[I], work: impl Fn(&I) -> T + Sync) -> Vec<T> {
    let Some((last, others)) = items.split_last() else {
        return Vec::new();
    };
    let work = &work;
    std::thread::scope(|scope| {
        let spawn = |item| {
            let thread = std::thread::Builder::new();
            (item, thread.spawn_scoped(scope, move || work(item)).ok())
        };
        let running: Vec<_> = others.iter().map(spawn).collect();
        let done = work(last);
        // Where no thread can be had, or one was lost, this one does it.
        let join = |(item, thread): (&I, Option<std::thread::ScopedJoinHandle<'_, T>>)| {
            thread
                .and_then(|t| t.join().ok())
                .unwrap_or_else(|| work(item))
        };
        let mut results: Vec<T> = running.into_iter().map(join).collect();
        results.push(done);
        results
    })
}

impl Part {
    fn new(source: usize) -> Part {
        Part {
            names: Vec::new(),
            side: String::new(),
            entries: Vec::new(),
            problems: Problems::new(source),
            other_keys: HashSet::new(),
            odd_keys: Vec::new(),
            fields: Vec::new(),
            items: Vec::new(),
            wrong: false,
        }
    }

    /// Looks at keys that no entry before had. There are few, or something else is wrong.
    fn look_at_keys(&mut self, fields: &[Field<'_>]) {
        const MOST_KEYS: usize = 1000;
        for field in fields {
            let key = &*field.key;
            let other = !KEYS.contains(&key) && !self.other_keys.contains(key);
            if other && self.other_keys.len() < MOST_KEYS {
                self.other_keys.insert(key.to_owned());
                if let Some(near) = nearest(key, &KEYS) {
                    self.odd_keys
                        .push((key.to_owned(), field.span.clone(), near));
                }
            }
        }
    }

    /// Checks an entry and takes it in. Gives back its fields.
    fn add<'a>(
        &mut self,
        texts: &Texts,
        span: Span,
        mut fields: Vec<Field<'a>>,
    ) -> Option<Vec<Field<'a>>> {
        if !check(&mut fields, &span, &mut self.problems) {
            return None;
        }
        let source = self.problems.source;
        let whole = texts.sources.get(source).map_or("", |s| &s.text);
        let before = self.names.len();
        let called = ["id", "name"].map(|key| {
            find(&fields, key)
                .and_then(|n| n.words())
                .unwrap_or_default()
        });
        for text in called
            .into_iter()
            .chain(aliases(&fields).iter().filter_map(|n| n.words()))
        {
            let place = offset_in(whole, text).filter(|_| !text.is_empty());
            let place = place.map(|at| texts.start(source) + at as u32);
            self.names
                .push(Name::new(text, place, &mut self.side, texts.end()));
        }
        let item = item_hash(&fields);
        self.items
            .extend(item.map(|hash| (hash, self.entries.len())));
        self.entries.push(Raw {
            start: span.start as u32,
            end: span.end as u32,
            names: (self.names.len() - before) as u32,
        });
        Some(fields)
    }
}

fn json_part(texts: &Texts, source: usize, whole: &str, place: &Span) -> Part {
    let mut part = Part::new(source);
    let mut at = place.start;
    while at < place.end {
        let rest = &whole[at..place.end];
        let len = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let line = rest[..len].trim_ascii();
        let start = at + (len - rest[..len].trim_ascii_start().len());
        at += len + 1;
        if line.is_empty() {
            continue;
        }
        if let Some(fields) = json::line(whole, line, &mut part.problems) {
            part.look_at_keys(&fields);
            part.add(texts, start..start + line.len(), fields);
        }
    }
    part
}

/// The parts from `start` on, cut at line endings.
fn cut_lines(text: &str, start: usize, parts: usize) -> Vec<Span> {
    let mut spans = Vec::with_capacity(parts);
    let mut from = start;
    for left in (2..=parts).rev() {
        let target = from + (text.len() - from) / left;
        let Some(cut) = memchr::memchr(b'\n', &text.as_bytes()[target..]) else {
            break;
        };
        spans.push(from..target + cut + 1);
        from = target + cut + 1;
    }
    spans.push(from..text.len());
    spans
}

fn csv_part(texts: &Texts, source: usize, whole: &str, columns: &Columns, place: &Span) -> Part {
    let mut part = Part::new(source);
    let mut records = Records::new(whole, place.clone());
    let mut cells = Vec::new();
    while let Some(span) = records.next(&mut cells, &mut part.problems) {
        if let Some(fields) = columns.fields(&span, &mut cells, &mut part.problems) {
            part.add(texts, span, fields);
        }
    }
    part.wrong = records.wrong;
    part
}

fn toml_part(texts: &Texts, source: usize, whole: &str, start: usize) -> Part {
    let mut part = Part::new(source);
    for (place, mut fields) in toml::entries(whole, start, &mut part.problems) {
        fields.retain(|field| is_known(field, &mut part.problems));
        if let Some(fields) = part.add(texts, place, fields) {
            part.fields.push(owned(fields));
        }
    }
    part
}

/// Whether a key means something. People write TOML, so that any other is a slip; the other formats
/// come from programs, which have keys of their own.
fn is_known(field: &Field<'_>, problems: &mut Problems) -> bool {
    let key = &*field.key;
    if KEYS.contains(&key) {
        return true;
    }
    let mut message = format!("unknown key {}", short(key));
    let help = match nearest(key, &KEYS) {
        Some(near) => format!("did you mean {near}?"),
        None => {
            // The id stands in the table's header.
            message += &format!(": expected one of {}", KEYS[1..].join(", "));
            "keys of your own can stand in JSON Lines and CSV".into()
        }
    };
    problems.error(field.span.clone(), message).help(help);
    false
}

/// What a file needs that has no actors.
fn how_to_begin(format: Format) -> &'static str {
    match format {
        Format::Toml => {
            "write [actors], and a line below it for each, as in vell = \"Imre Vell, crane master\""
        }
        Format::JsonLines => {
            r#"write a line for each, as in {"id": "vell", "name": "Imre Vell", "role": "crane master"}"#
        }
        Format::Csv => "write id,name,role in the first line, and a line below it for each",
    }
}

/// In how many parts a text is read.
pub(super) fn parts(text: &str) -> usize {
    if text.len() < LARGE {
        1
    } else {
        std::thread::available_parallelism().map_or(1, |n| n.get().min(MOST_PARTS))
    }
}

/// What the parts of a source have, in order, and the columns of one in CSV.
fn read(texts: &Texts, number: usize, parts: usize) -> (Vec<Part>, Columns) {
    let source = &texts.sources[number];
    let text = &source.text;
    let start = if text.starts_with(BOM) { BOM.len() } else { 0 };
    let none = Columns::default();
    match source.format {
        Format::Toml => (vec![toml_part(texts, number, text, start)], none),
        Format::JsonLines => {
            let places = cut_lines(text, start, parts);
            let read = side_by_side(&places, |p| json_part(texts, number, text, p));
            (read, none)
        }
        Format::Csv => {
            let mut header = Part::new(number);
            let Some(columns) = Columns::read(text, start, &mut header.problems) else {
                return (vec![header], none);
            };
            let places = csv::cut(text, columns.body, parts);
            let mut read = side_by_side(&places, |p| csv_part(texts, number, text, &columns, p));
            if read.len() > 1 && read.iter().any(|p| p.wrong) {
                let whole = columns.body..text.len();
                read = vec![csv_part(texts, number, text, &columns, &whole)];
            }
            read.insert(0, header);
            (read, columns)
        }
    }
}

impl Registry {
    /// Reads files, each in as many parts as `parts` says of its text.
    pub(super) fn read(
        sources: Vec<Source>,
        parts: impl Fn(&str) -> usize,
    ) -> (Registry, Vec<Problem>) {
        let (texts, left_out) = Texts::new(sources, MOST_TEXT);
        let mut registry = Registry::default();
        registry.store.texts = texts;
        let (mut problems, mut items, mut in_toml) = (Vec::new(), Items::default(), Vec::new());
        for number in 0..registry.store.texts.sources.len() {
            let mut all = Problems::new(number);
            let (parts, columns) = if left_out.contains(&number) {
                let message = format!(
                    "this file is too large: expected at most {MOST_TEXT} bytes in all files together"
                );
                all.error(0..0, message);
                Default::default()
            } else {
                let parts = parts(&registry.store.texts.sources[number].text);
                read(&registry.store.texts, number, parts)
            };
            registry.store.columns.push(columns);
            registry.store.odd_keys.push(HashSet::new());
            let (names, entries) = parts
                .iter()
                .fold((0, 0), |(n, e), p| (n + p.names.len(), e + p.entries.len()));
            registry.store.names.reserve(names);
            registry.store.entries.reserve(entries);
            let Registry {
                by_id,
                store,
                hasher,
                ..
            } = &mut registry;
            by_id.reserve(entries, |head| hasher.hash_one(store.id(*head)));
            let before = registry.store.entries.len();
            for mut part in parts {
                for (key, span, near) in std::mem::take(&mut part.odd_keys) {
                    let odd_keys = &mut registry.store.odd_keys[number];
                    if odd_keys.insert(key.clone()) {
                        all.odd_key(span, &key, near);
                    }
                }
                registry.take(part, &mut all, &mut items);
            }
            let (format, behind) = (
                registry.store.texts.sources[number].format,
                registry.store.entries.len(),
            );
            if format == Format::Toml {
                in_toml.push(before as u32..behind as u32);
            }
            if before == behind && all.len() == 0 {
                all.warning(0..0, "this file has no actors")
                    .help(how_to_begin(format));
            }
            problems.push(all);
        }
        registry.sort();
        registry.same_items(items, &mut problems);
        registry.namesakes(&in_toml, &mut problems);
        let sources = problems.into_iter().zip(registry.sources());
        let problems = sources.flat_map(|(all, source)| all.finish(&source.text));
        let problems = problems.collect();
        (registry, problems)
    }

    /// Takes in what a part has.
    fn take(&mut self, mut part: Part, problems: &mut Problems, items: &mut Items) {
        problems.append(part.problems);
        let (end, by) = (self.store.texts.end(), self.store.texts.side.len() as u32);
        self.store.texts.side.push_str(&part.side);
        part.names.iter_mut().for_each(|n| *n = n.moved(end, by));
        let mut names = part.names.as_slice();
        let mut fields = part.fields.into_iter();
        let mut of_entries = part.items.into_iter().peekable();
        for (number, raw) in part.entries.into_iter().enumerate() {
            let (own, others) = names.split_at(raw.names as usize);
            names = others;
            let entry = self.store.entries.len();
            self.enter(problems, raw.start..raw.end, own, fields.next());
            // An entry that is not taken in leaves its number to the next.
            let item = of_entries.next_if(|(_, of)| *of == number);
            if let Some((hash, _)) = item.filter(|_| self.store.entries.len() > entry) {
                items.push(hash, entry as u32);
            }
        }
    }
}
