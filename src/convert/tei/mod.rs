//! `tei`: TEI P5, valid against TEI-all.
//!
//! Speech is `said`, what was written `quote`, a quotation without a tag `q`; the first two point at their speakers in the header's `listPerson`. Dates have TEI's
//! attributes where it has some for the value, and in `n` always the value as Newsmark has it. `xml:space` says that white
//! space in the body is the article's own.

mod body;
mod head;
mod people;
mod read;
#[cfg(test)]
mod tests;
mod words;

pub(super) use read::TEI as READER;
pub(super) use words::marks;

use super::escape::{Xml, attribute, is_language};
use super::{Document, File, Format};

pub(super) const TEI: Format = Format {
    name: "tei",
    about: "TEI P5, valid against TEI-all",
    lost: "Comments, other keys of the header and of actors, pronouns, when a quote was said, which cue belongs to which quote, and what the language gives no meaning; control characters, which XML 1.0 cannot hold.",
    files: &[File::new("xml", write)],
    head: None,
};

fn write(document: &Document<'_>, out: &mut String) {
    let article = document.article;
    let people = head::People::of(article);
    out.push_str(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"",
    );
    if let Some(lang) = article.header.lang.as_deref().filter(|l| is_language(l)) {
        out.push_str(&attribute("xml:lang", lang));
    }
    out.push_str(">\n");
    head::write(document, &people, out);
    out.push_str("<text>\n<body xml:space=\"preserve\">");
    body::write(article, &people, out);
    out.push_str("</body>\n</text>\n</TEI>\n");
}

/// A name that XML takes for an id, made from one of ours, with a prefix for what it is of.
fn xml_id(prefix: &str, id: &str) -> String {
    let mut out = format!("{prefix}.");
    for c in id.chars() {
        if c.is_ascii_alphanumeric() || c == '-' {
            out.push(c);
        } else {
            out += &format!("_{:x}", u32::from(c));
        }
    }
    out
}
