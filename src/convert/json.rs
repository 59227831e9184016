//! JSON: all that the markup says, as `grammar/article.schema.json` describes it; one article a file, or a line.

use super::json_text::{json, json_string};
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

/// So many levels have lines: the article's keys, and each of its quotes, mentions and so on.
const LEVELS: usize = 2;

fn write(document: &Document<'_>, out: &mut String) {
    out.reserve(12 * document.article.text().len());
    json(document.article, LEVELS, out);
    out.push('\n');
}

fn write_line(document: &Document<'_>, out: &mut String) {
    if document.options.quotes {
        for row in rows(document) {
            let mut line = String::new();
            json(&row, 0, &mut line);
            out.push_str(&line);
            out.push('\n');
        }
        return;
    }
    out.reserve(12 * document.article.text().len());
    let start = out.len();
    json(document.article, 0, out);
    // The article's own brace makes room for its name.
    let mut name = String::from("{\"id\":");
    json_string(document.name, &mut name);
    name.push(',');
    if out.len() > start {
        out.replace_range(start..=start, &name);
    }
    out.push('\n');
}
