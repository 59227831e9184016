//! `html`: an article as a page that needs no other file and no network.
//!
//! Who speaks shows in colour, in the number behind each quotation and in the line under it; a legend tells who is who. Script
//! only filters: without it the page has everything. Nothing of the article can become markup, and the page's policy lets
//! nothing run but its own script.

mod aside;
mod copy;
mod page;

use crate::model::Article;
use crate::model::told;

use super::escape::{Html, is_language};
use super::{Document, File, Format, when};
pub(crate) use page::Page;

pub(super) const HTML: Format = Format {
    name: "html",
    about: "A page for readers: speakers in colour, with a legend and a timeline",
    lost: "Comments, ids, and what the language gives no meaning: a page is for readers, and cannot be read back.",
    files: &[File::new("html", write)],
    head: None,
};

fn write(document: &Document<'_>, out: &mut String) {
    let Document { article, name, .. } = *document;
    let title = article.header.title.as_deref().unwrap_or(name);
    let speakers = aside::Speakers::of(article);
    let mut page = Page::new(title, page::SCRIPT);
    page.put("<header class=\"head\">\n<h1");
    lang(&mut page, article);
    page.put(" dir=\"auto\">");
    page.text(title);
    page.put("</h1>\n");
    byline(&mut page, article);
    page.put("</header>\n<div class=\"columns\">\n<aside aria-label=\"Speakers and dates\">\n");
    speakers.legend(&mut page);
    page.put("</aside>\n<main id=\"article\">\n<p id=\"status\" role=\"status\"></p>\n<article");
    lang(&mut page, article);
    page.put(">\n");
    let notes = copy::write(&mut page, article, &speakers);
    page.put("</article>\n</main>\n<aside class=\"dates\" aria-label=\"Dates\">\n");
    aside::timeline(&mut page, article);
    page.put("</aside>\n</div>\n");
    notes.list(&mut page);
    out.push_str(&page.finish());
}

/// The article's own language, where it says so; the page's words are English.
fn lang(page: &mut Page, article: &Article) {
    if let Some(lang) = article.header.lang.as_deref().filter(|l| is_language(l)) {
        page.put(&format!(" lang=\"{}\"", Html(lang)));
    }
}

fn byline(page: &mut Page, article: &Article) {
    let header = &article.header;
    let mut parts = Vec::new();
    if !header.author.is_empty() {
        parts.push(format!("By {}", Html(&header.author.join(", "))));
    }
    if let Some(date) = &header.date {
        let words = when::in_words(date);
        let (element, value) = page::time(date);
        parts.push(format!("<{element}{value}>{}</{element}>", Html(&words)));
    }
    parts.extend(header.place.iter().map(|p| Html(p).to_string()));
    parts.extend(header.source.iter().map(|s| Html(s).to_string()));
    if parts.is_empty() {
        return;
    }
    let parts: Vec<String> = parts
        .iter()
        .map(|p| format!("<span dir=\"auto\">{p}</span>"))
        .collect();
    page.put(&format!("<p class=\"byline\">{}</p>\n", parts.join(" ")));
}

#[cfg(test)]
mod tests;
