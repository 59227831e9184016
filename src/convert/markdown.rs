//! `markdown`: the article for wikis, pull requests and mail, with a note on each quote (CommonMark with GitHub's footnotes).
//!
//! Everything of the article is escaped, so that it reads as it is: what looks like a link, a heading or HTML is text.

use hashbrown::HashMap;

use super::{Document, File, Format, when};
use crate::model::{Article, Extent, Quote, told};

pub(super) const MARKDOWN: Format = Format {
    name: "markdown",
    about: "The article for people, with a footnote on who says each quote",
    lost: "Mentions, cues, dates, terms, ids, comments, and what the language gives no meaning; line breaks in paragraphs.",
    files: &[File::new("md", write)],
    head: None,
};

fn write(document: &Document<'_>, out: &mut String) {
    let Document { article, name, .. } = *document;
    let header = &article.header;
    let title = header.title.as_deref().unwrap_or(name);
    out.push_str(&format!("# {}\n", escaped(title)));
    let date = header.date.as_ref().map(when::in_words);
    let parts = [header.place.clone(), date, header.source.clone()];
    let parts: Vec<String> = header
        .author
        .iter()
        .cloned()
        .chain(parts.into_iter().flatten())
        .collect();
    if !parts.is_empty() {
        out.push_str(&format!(
            "\n{}\n",
            begun(escaped(&parts.join(" · ")).trim())
        ));
    }
    let mut notes: Vec<String> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    // Behind which byte which notes stand.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    for quote in article.quotes.iter().filter(|q| !q.speakers.is_empty()) {
        let note = note(article, quote);
        let number = *known.entry(note.clone()).or_insert_with(|| {
            notes.push(note);
            notes.len()
        });
        ends.extend(quote.fragments.iter().map(|f| (f.whole.bytes.end, number)));
    }
    ends.sort_unstable();
    ends.dedup();
    let mut ends = ends.into_iter().peekable();
    for paragraph in &article.paragraphs {
        let Extent { start, end } = paragraph.bytes;
        let (mut at, mut text) = (start, String::new());
        while let Some((behind, number)) = ends.next_if(|(behind, _)| *behind <= end) {
            text += &escaped(article.text().get(at..behind).unwrap_or_default());
            at = behind.max(at);
            text += &format!("[^{number}]");
        }
        text += &escaped(article.text().get(at..end).unwrap_or_default());
        if !text.trim().is_empty() {
            out.push_str(&format!("\n{}\n", begun(text.trim())));
        }
    }
    if !notes.is_empty() {
        out.push('\n');
    }
    for (i, note) in notes.iter().enumerate() {
        out.push_str(&format!("[^{}]: {}\n", i + 1, begun(escaped(note).trim())));
    }
}

fn note(article: &Article, quote: &Quote) -> String {
    let mut note = told::all(article, &quote.speakers);
    if quote.speakers.iter().any(|s| s.uncertain) {
        note += " (not confirmed)";
    }
    for (word, sources) in [("to", &quote.addressees), ("as told by", &quote.relayed_by)] {
        if !sources.is_empty() {
            note += &format!(", {word} {}", told::all(article, sources));
        }
    }
    note
}

/// A text on one line that Markdown takes as it is. Control characters, which mean something to terminals, become U+FFFD.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.chars() {
        if matches!(c, '\n' | '\r' | '\t') || c == ' ' {
            if !space {
                out.push(' ');
            }
            space = true;
            continue;
        }
        space = false;
        match c {
            // A full stop or colon makes links of what looks like addresses, and an at sign too.
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '^'
            | '$' | '#' | '@' => {
                out.push('\\');
                out.push(c);
            }
            ':' if out.ends_with("http") || out.ends_with("https") || out.ends_with("ftp") => {
                out.push_str("\\:")
            }
            '.' if out.ends_with("www") => out.push_str("\\."),
            c if c.is_control() => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

/// A paragraph whose first characters begin no list, line or heading.
fn begun(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number =
        (1..=9).contains(&digits) && matches!(text.as_bytes().get(digits), Some(b'.' | b')'));
    if number {
        let (number, rest) = text.split_at(digits);
        return format!("{number}\\{rest}");
    }
    if text.starts_with(['-', '+', '=']) {
        return format!("\\{text}");
    }
    text.to_owned()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use crate::convert::{Document, format};
    use crate::model::parse;

    fn written(source: &str) -> String {
        let article = parse(source);
        let mut out = String::new();
        let document = Document::new("name", &article, crate::convert::Options::default());
        (format("markdown").unwrap().files[0].write)(&document, &mut out);
        out
    }

    /// The paragraphs that a reader of Markdown finds, without footnotes; whatever is no paragraph is an error.
    fn read(markdown: &str) -> Vec<String> {
        let (mut paragraphs, mut text, mut in_note) = (Vec::new(), String::new(), false);
        let options = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Start(Tag::FootnoteDefinition(_)) => in_note = true,
                Event::Start(Tag::Paragraph | Tag::Heading { .. }) => text.clear(),
                Event::Start(tag) => panic!("{tag:?} in {markdown}"),
                Event::Text(t) => text += &t,
                Event::End(_) if in_note => {}
                Event::End(_) => paragraphs.push(std::mem::take(&mut text)),
                Event::FootnoteReference(_) | Event::SoftBreak => {}
                other => panic!("{other:?} in {markdown}"),
            }
        }
        paragraphs
    }

    #[test]
    fn quotes_have_notes() {
        let source = "---\ntitle: A *b*\nactors:\n  v: Imre Vell\n---\n\n“No,”{@v} he said. “Not now.”{+}\n\n1. “So?”{by=\"a fitter\"?}\n";
        assert_eq!(
            written(source),
            "# A \\*b\\*\n\n“No,”[^1] he said. “Not now.”[^1]\n\n1\\. “So?”[^2]\n\n[^1]: Imre Vell\n[^2]: a fitter (not confirmed)\n"
        );
    }

    #[test]
    fn names_begin_no_list() {
        for name in ["1. FC Dunmarrow", "- FC", "+ FC", "12) FC"] {
            let source =
                format!("---\nauthor: {name:?}\nactors:\n  v: {name:?}\n---\n\n“No.”{{@v}}\n");
            let markdown = written(&source);
            assert_eq!(read(&markdown), ["name", name, "“No.”"], "{markdown}");
            let html = pulldown_cmark::Parser::new_ext(&markdown, Options::all());
            let lists = html.filter(|e| matches!(e, Event::Start(Tag::List(_))));
            assert_eq!(lists.count(), 0, "{markdown}");
        }
    }

    proptest! {
        #[test]
        fn any_copy_reads_as_it_is(copy in "[-a-z0-9<>&\"'`*_{}()@=+?#|~^$!:.\\[\\]\\\\ ]{0,24}|(www|https?:|- |\\+ |1[.] |<b>|&lt;|\\|a\\||:-|---|===|a@b[.]co|\\$x\\$|~~a~~|> |#|    x){0,4}") {
            let article = parse(&copy);
            let expected: Vec<String> = std::iter::once("name".to_owned())
                .chain(article.paragraphs.iter().map(|p| {
                    let text = &article.text()[p.bytes.start..p.bytes.end];
                    text.split([' ', '\n', '\t']).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
                }))
                .filter(|p| !p.is_empty())
                .collect();
            prop_assert_eq!(read(&written(&copy)), expected);
        }
    }
}
