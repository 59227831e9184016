//! Articles and what people have marked in them.

use std::collections::HashMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

/// An article of a corpus.
pub(crate) struct Gold {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) lang: &'static str,
    pub(crate) attributions: Vec<Attribution>,
}

/// Who says what, in bytes of the text.
#[derive(Default)]
pub(crate) struct Attribution {
    pub(crate) source: Vec<Range<usize>>,
    pub(crate) cue: Vec<Range<usize>>,
    pub(crate) content: Vec<Range<usize>>,
}

/// The articles of a folder, in the order of their names.
pub(crate) fn read(folder: &Path) -> Vec<Gold> {
    let texts = folder.join("text");
    let mut articles = if texts.is_dir() {
        polnear(folder, &texts)
    } else {
        german(folder)
    };
    articles.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(
        !articles.is_empty(),
        "{}: neither a folder with text and attributions nor one of .json files",
        folder.display()
    );
    articles
}

/// The byte at which each character begins, and the end.
fn bytes_of(text: &str) -> Vec<usize> {
    text.char_indices()
        .map(|(i, _)| i)
        .chain([text.len()])
        .collect()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut names: Vec<String> = entries
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn polnear(folder: &Path, texts: &Path) -> Vec<Gold> {
    let marked = folder.join("attributions");
    let annotated = names(&marked);
    let mut articles = Vec::new();
    for file in names(texts) {
        let name = file.trim_end_matches(".txt").to_owned();
        let text = fs::read_to_string(texts.join(&file)).unwrap();
        // The name of an annotation ends with its annotator's.
        let own = |a: &&String| a.rsplit_once('_').is_some_and(|(of, _)| of == name);
        let Some(annotation) = annotated.iter().find(own) else {
            continue;
        };
        let annotation = fs::read_to_string(marked.join(annotation)).unwrap();
        let attributions = standoff(&annotation, &bytes_of(&text));
        articles.push(Gold {
            name,
            text,
            lang: "en",
            attributions,
        });
    }
    articles
}

/// The attributions of a file of brat's.
fn standoff(file: &str, bytes: &[usize]) -> Vec<Attribution> {
    let mut spans: HashMap<&str, Vec<Range<usize>>> = HashMap::new();
    let mut attributions = Vec::new();
    for line in file.lines() {
        let mut fields = line.split('\t');
        let (id, what) = (fields.next().unwrap(), fields.next().unwrap_or_default());
        // What an annotator has written may go over lines.
        let is_span = id
            .strip_prefix('T')
            .is_some_and(|n| n.parse::<u32>().is_ok());
        if is_span {
            let (_, places) = what.split_once(' ').unwrap();
            let ranges = places.split(';').map(|place| {
                let (from, to) = place.split_once(' ').unwrap();
                let at = |n: &str| bytes[n.parse::<usize>().unwrap()];
                at(from)..at(to)
            });
            spans.insert(id, ranges.collect());
        }
    }
    for line in file
        .lines()
        .filter(|l| l.starts_with('E') && l.contains("\tAttribution:"))
    {
        let mut attribution = Attribution::default();
        let (_, roles) = line.split_once('\t').unwrap();
        for (role, id) in roles.split_whitespace().filter_map(|r| r.split_once(':')) {
            let places = spans.get(id).cloned().unwrap_or_default();
            if role.starts_with("Source") {
                attribution.source.extend(places);
            } else if role.starts_with("Cue") {
                attribution.cue.extend(places);
            } else if role.starts_with("Content") {
                attribution.content.extend(places);
            }
        }
        attributions.push(attribution);
    }
    attributions
}

fn german(folder: &Path) -> Vec<Gold> {
    let files = names(folder).into_iter().filter(|n| n.ends_with(".json"));
    let article = |file: String| {
        let json = fs::read_to_string(folder.join(&file)).unwrap();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let text = json["originalText"].as_str().unwrap().to_owned();
        let bytes = bytes_of(&text);
        let places = |role: &serde_json::Value| -> Vec<Range<usize>> {
            let spans = role["spans"].as_array().into_iter().flatten();
            let at = |v: &serde_json::Value| bytes[v.as_u64().unwrap() as usize];
            spans
                .map(|s| at(&s["charBegin"])..at(&s["charEnd"]))
                .collect()
        };
        let annotations = json["annotations"].as_array().unwrap().iter();
        let attributions = annotations.map(|a| Attribution {
            source: places(&a["speaker"]),
            cue: places(&a["cue"]),
            content: places(&a["quote"]),
        });
        let attributions = attributions.collect();
        Gold {
            name: file,
            text,
            lang: "de",
            attributions,
        }
    };
    files.map(article).collect()
}

/// Megabytes of invented copy, for the speed alone.
pub(crate) fn invented() -> Vec<Gold> {
    const ARTICLES: usize = 2000;
    let text = include_str!("../../tests/articles/wire.txt");
    let article = || Gold {
        name: String::new(),
        text: text.to_owned(),
        lang: "en",
        attributions: Vec::new(),
    };
    std::iter::repeat_with(article).take(ARTICLES).collect()
}
