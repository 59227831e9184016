//! The article without its markup.

use super::{Document, File, Format};

pub(super) const TEXT: Format = Format {
    name: "text",
    about: "The article without its markup",
    lost: "Everything but the article's text.",
    files: &[File::new("txt", write)],
    head: None,
};

fn write(document: &Document<'_>, out: &mut String) {
    out.push_str(document.article.text());
}
