//! brat's documents, and what they say, read for the comparison alone.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use newsmark::convert::{self, Document, Input, Labels, Options};

/// A text with its annotations.
pub(crate) struct Pair {
    pub(crate) name: String,
    text: String,
    annotations: String,
}

impl Pair {
    pub(crate) fn new(name: &str, text: &str, annotations: &str) -> Pair {
        Pair {
            name: name.to_owned(),
            text: text.to_owned(),
            annotations: annotations.to_owned(),
        }
    }
}

/// The documents under a folder.
pub(crate) fn find(folder: &Path) -> Vec<Pair> {
    let mut files = Vec::new();
    walk(folder, &mut files);
    files.sort();
    let mut found = Vec::new();
    for file in files {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let beside = file.with_extension("txt");
        // PolNeAR has an article's text once, and an annotation for each annotator.
        let article = name.rsplit_once('_').map_or(name.as_str(), |(n, _)| n);
        let shared = file.parent().and_then(Path::parent).unwrap_or(folder);
        let shared = shared.join("text").join(format!("{article}.txt"));
        let text = fs::read_to_string(&beside).or_else(|_| fs::read_to_string(&shared));
        let text = text.unwrap_or_else(|e| panic!("{}: no text: {e}", file.display()));
        let annotations = fs::read_to_string(&file).unwrap();
        found.push(Pair {
            name,
            text,
            annotations,
        });
    }
    found
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|e| e == "ann") {
            found.push(path);
        }
    }
}

#[derive(Default)]
pub(crate) struct Counts {
    documents: usize,
    spans: usize,
    relations: usize,
    attributes: usize,
    texts: usize,
    told: usize,
    pub(crate) differ: usize,
    differences: usize,
    bytes: usize,
}

impl Counts {
    pub(crate) fn add(&mut self, other: &Counts) {
        self.documents += other.documents;
        self.spans += other.spans;
        self.relations += other.relations;
        self.attributes += other.attributes;
        self.texts += other.texts;
        self.told += other.told;
        self.differ += other.differ;
        self.differences += other.differences;
        self.bytes += other.bytes;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "documents            {:>7}", self.documents)?;
        writeln!(f, "text differs         {:>7}", self.texts)?;
        writeln!(f, "documents that differ{:>7}", self.differ)?;
        writeln!(f, "spans                {:>7}", self.spans)?;
        writeln!(f, "events, relations    {:>7}", self.relations)?;
        writeln!(f, "attributes, notes    {:>7}", self.attributes)?;
        writeln!(f, "of these not the same{:>7}", self.differences)?;
        write!(f, "left out and told of {:>7}", self.told)
    }
}

pub(crate) struct Outcome {
    pub(crate) counts: Counts,
    pub(crate) differences: Vec<String>,
    pub(crate) source: String,
}

/// Reads a document, writes it, and compares.
pub(crate) fn round(pair: &Pair) -> Outcome {
    let labels = Labels::default();
    let reader = convert::reader("brat").unwrap();
    let input = Input::new(&pair.text, Some(&pair.annotations), &labels);
    let imported = (reader.read)(&input).unwrap_or_else(|e| panic!("{}: {e}", pair.name));
    let source = &imported[0].source;
    let article = newsmark::model::parse(source);
    let document = Document::new(&pair.name, &article, Options::default());
    let [mut text, mut annotations] = [String::new(), String::new()];
    let files = convert::format("brat").unwrap().files;
    (files[0].write)(&document, &mut text);
    (files[1].write)(&document, &mut annotations);
    let (old, new) = (said(&pair.annotations), said(&annotations));
    let count = |kind: &str| -> usize {
        let of_kind = old.iter().filter(|(said, _)| said.starts_with(kind));
        of_kind.map(|(_, n)| *n).sum()
    };
    let mut differences = Vec::new();
    for (said, n) in &old {
        let kept = new.get(said).copied().unwrap_or(0);
        if kept < *n {
            differences.push(format!("lost: {said}"));
        }
    }
    for (said, n) in &new {
        if old.get(said).copied().unwrap_or(0) < *n {
            differences.push(format!("new: {said}"));
        }
    }
    let is_same = text == pair.text;
    Outcome {
        counts: Counts {
            documents: 1,
            spans: count("span"),
            relations: count("event") + count("relation"),
            attributes: count("note"),
            texts: usize::from(!is_same),
            told: imported[0].lost.len(),
            differ: usize::from(!is_same || !differences.is_empty()),
            differences: differences.len(),
            bytes: pair.text.len(),
        },
        differences,
        source: source.clone(),
    }
}

/// What annotations say, without the names that they have in the file, each with how often: two that say the same count twice.
fn said(annotations: &str) -> BTreeMap<String, usize> {
    let mut spans = BTreeMap::new();
    let mut found = BTreeMap::new();
    let mut add = |said: String| *found.entry(said).or_insert(0) += 1;
    // What is no annotation, or of a kind that brat does not have, counts as the line that it is; words over several lines go on so.
    let is_known = |line: &&str| {
        line.contains('\t') && line.starts_with(['T', 'E', 'R', 'A', 'M', 'N', '#', '*'])
    };
    let mut in_words = false;
    for line in annotations.lines() {
        if is_known(&line) {
            in_words = line.starts_with('T');
        } else if !line.trim().is_empty() && !in_words {
            add(format!("line {line}"));
        }
    }
    let fields = || annotations.lines().filter_map(|l| l.split_once('\t'));
    for (id, rest) in fields().filter(|(id, _)| id.starts_with('T')) {
        let place = rest.split('\t').next().unwrap();
        spans.insert(id, place.to_owned());
        add(format!("span {place}"));
    }
    // An event's attributes are those of what stands at its trigger.
    for (id, rest) in fields().filter(|(id, _)| id.starts_with('E')) {
        let trigger = rest.split([' ', ':']).nth(1).unwrap_or_default();
        let place = spans.get(trigger).map_or("?", String::as_str);
        spans.insert(id, format!("the event at {place}"));
    }
    let name = |id: &str| spans.get(id).map_or("?", String::as_str).to_owned();
    for (id, rest) in fields() {
        if id.starts_with('E') {
            let arguments = rest.split_whitespace().map(|a| {
                let (role, target) = a.split_once(':').unwrap();
                format!("{role} = {}", name(target))
            });
            let mut arguments: Vec<String> = arguments.collect();
            arguments[1..].sort();
            add(format!("event {}", arguments.join(", ")));
        } else if id.starts_with(['R', '*']) {
            let mut words = rest.split_whitespace();
            let label = words.next().unwrap_or_default();
            let members = words.map(|word| match word.split_once(':') {
                Some((role, target)) => format!("{role} = {}", name(target)),
                None => name(word),
            });
            let mut members: Vec<String> = members.collect();
            members.sort();
            add(format!("relation {label} {}", members.join(", ")));
        } else if id.starts_with(['#', 'A', 'M', 'N']) {
            let (head, text) = rest.split_once('\t').unwrap_or((rest, ""));
            let mut words = head.split_whitespace();
            let kind = words.next().unwrap_or_default();
            let target = name(words.next().unwrap_or_default());
            let value: Vec<&str> = words.collect();
            add(format!(
                "note {kind} of {target}: {} {text}",
                value.join(" ")
            ));
        }
    }
    found
}
