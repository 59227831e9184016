//! The German corpus of quotations (Petersen-Frey and Biemann, 2024): its JSON as brat's standoff, as which it comes in.
//!
//! An annotation becomes an event with all that it has: quote, speaker, cue, addressee and frame, each a span of one or more pieces, with
//! its type and medium as attributes of the event.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::brat::Pair;

#[derive(Deserialize)]
struct Article {
    #[serde(rename = "originalText")]
    text: String,
    annotations: Vec<Annotation>,
}

#[derive(Deserialize)]
struct Annotation {
    quote: Words,
    speaker: Words,
    cue: Words,
    addressee: Words,
    frame: Words,
    #[serde(rename = "type")]
    kind: String,
    medium: String,
}

/// Words of the article; an empty list where there are none.
#[derive(Deserialize)]
#[serde(untagged)]
enum Words {
    Some { spans: Vec<Piece> },
    None([(); 0]),
}

#[derive(Deserialize)]
struct Piece {
    #[serde(rename = "charBegin")]
    start: usize,
    #[serde(rename = "charEnd")]
    end: usize,
}

/// The articles under a folder, in the corpus' JSON; none if there are no such files.
pub(crate) fn find(folder: &Path) -> Vec<Pair> {
    let mut files = Vec::new();
    walk(folder, &mut files);
    files.sort();
    let pairs = files.iter().map(|file| {
        let json = fs::read_to_string(file).unwrap();
        let article: Article =
            serde_json::from_str(&json).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        let name = file.file_stem().unwrap().to_string_lossy();
        Pair::new(&name, &article.text, &annotations(&article))
    });
    pairs.collect()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|e| e == "json") {
            found.push(path);
        }
    }
}

fn annotations(article: &Article) -> String {
    let mut out = String::new();
    let mut number = 0;
    for (i, annotation) in article.annotations.iter().enumerate() {
        let roles = [
            ("Content", &annotation.quote),
            ("Source", &annotation.speaker),
            ("Cue", &annotation.cue),
            ("Addressee", &annotation.addressee),
            ("Frame", &annotation.frame),
        ];
        let mut span = |label: &str, places: &str| {
            number += 1;
            writeln!(out, "T{number}\t{label} {places}\t").unwrap();
            number
        };
        let [content, source, cue, ..] = roles.map(|(_, words)| places(words));
        let over = cue.or(source).or(content).expect("a quote has words");
        let mut event = format!("E{}\tAttribution:T{}", i + 1, span("Attribution", &over));
        for (role, words) in roles {
            if let Some(places) = places(words) {
                write!(event, " {role}:T{}", span(role, &places)).unwrap();
            }
        }
        writeln!(out, "{event}").unwrap();
        let (kind, medium) = (&annotation.kind, &annotation.medium);
        writeln!(out, "A{}\ttype E{} {kind}", 2 * i + 1, i + 1).unwrap();
        writeln!(out, "A{}\tmedium E{} {medium}", 2 * i + 2, i + 1).unwrap();
    }
    out
}

/// As brat writes them: `0 5;7 9`.
fn places(words: &Words) -> Option<String> {
    let Words::Some { spans } = words else {
        return None;
    };
    let places = spans.iter().map(|p| format!("{} {}", p.start, p.end));
    Some(places.collect::<Vec<_>>().join(";")).filter(|p| !p.is_empty())
}
