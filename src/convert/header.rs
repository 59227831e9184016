//! A header as lines of a source.

use std::fmt::Write;

use crate::model::lines::Lines;
use crate::model::{Actor, Header};

/// The keys that the language has.
const OWN: [&str; 9] = [
    "title", "date", "place", "source", "author", "lang", "url", "id", "actors",
];

/// The header's lines with those around them and a blank one behind, nothing if it says nothing; and the keys and ids that no
/// header can have.
pub(super) fn written(header: &Header, actors: &[Actor]) -> (String, Vec<String>) {
    let mut lines = Lines::default();
    lines.text("title", header.title.as_deref());
    lines.date("date", header.date.as_ref());
    lines.text("place", header.place.as_deref());
    lines.text("source", header.source.as_deref());
    match header.author.as_slice() {
        [author] => lines.text("author", Some(author)),
        authors => lines.list("author", authors),
    }
    lines.text("lang", header.lang.as_deref());
    lines.text("url", header.url.as_deref());
    lines.text("id", header.id.as_deref());
    for (key, value) in &header.metadata {
        // A key stands once.
        if OWN.contains(&key.as_str()) {
            lines.left_out.push(key.clone());
        } else {
            lines.value(key, value);
        }
    }
    let mut known = hashbrown::HashSet::new();
    let (actors, twice): (Vec<_>, Vec<_>) = actors
        .iter()
        .cloned()
        .partition(|a| known.insert(a.id.clone()));
    lines.left_out.extend(twice.into_iter().map(|a| a.id));
    lines.actors(&actors);
    if lines.lines.is_empty() {
        return (String::new(), lines.left_out);
    }
    let mut out = String::from("---\n");
    for (depth, line) in &lines.lines {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{:1$}{line}", "", 2 * depth);
    }
    out.push_str("---\n\n");
    (out, lines.left_out)
}
