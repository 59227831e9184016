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
    append(out, |out| {
        serde_json::to_writer_pretty(out, document.article)
    });
    out.push('\n');
}

/// Lets JSON be written behind what a buffer has, without a buffer of its own.
fn append(out: &mut String, write: impl FnOnce(&mut Vec<u8>) -> serde_json::Result<()>) {
    let mut bytes = std::mem::take(out).into_bytes();
    let before = bytes.len();
    if write(&mut bytes).is_err() {
        bytes.truncate(before);
    }
    *out = String::from_utf8(bytes).unwrap_or_default();
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
    let Some(name) = name.strip_suffix('}') else {
        return;
    };
    append(out, |out| {
        let start = out.len();
        serde_json::to_writer(&mut *out, document.article)?;
        // The article's own brace makes room for the name.
        out.splice(start..=start, name.bytes().chain([b',']));
        Ok(())
    });
    out.push('\n');
}
