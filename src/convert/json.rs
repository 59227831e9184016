//! JSON: all that the markup says, as `grammar/article.schema.json` describes it; one article a file, or a line.

use serde::Serialize;

use super::rows::rows;
use super::{Document, File, Format};

pub(super) const JSON: Format = Format {
    name: "json",
    about: "All that the markup says; grammar/article.schema.json describes it",
    lost: "",
    files: &[File::new("json", write)],
    head: None,
};

pub(super) const JSONL: Format = Format {
    name: "jsonl",
    about: "JSON Lines: an article a line, or a quote",
    lost: "",
    files: &[File::new("jsonl", write_line)],
    head: Some(""),
};

fn write(document: &Document<'_>, out: &mut String) {
    // Nothing in an article is a key that is no text.
    out.push_str(&serde_json::to_string_pretty(document.article).unwrap_or_default());
    out.push('\n');
}

/// The article's object with its name as the first key.
#[derive(Serialize)]
struct Named<'a> {
    id: &'a str,
}

fn write_line(document: &Document<'_>, out: &mut String) {
    if document.options.quotes {
        for row in rows(document) {
            out.push_str(&serde_json::to_string(&row).unwrap_or_default());
            out.push('\n');
        }
        return;
    }
    let name = serde_json::to_string(&Named { id: document.name }).unwrap_or_default();
    let article = serde_json::to_string(document.article).unwrap_or_default();
    out.push_str(name.strip_suffix('}').unwrap_or("{"));
    out.push(',');
    out.push_str(article.strip_prefix('{').unwrap_or("}"));
    out.push('\n');
}
