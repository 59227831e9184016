//! Reads TEI P5: speech, names and dates of a text, from our own files and from those of others.
//!
//! Text in paragraphs and other blocks is the article. Where `xml:space` does not say that white space is the article's
//! own, it is made one space, and blocks stand with a blank line between them. Notes, page breaks and the like are not copy.

use std::collections::{BTreeMap, BTreeSet};

use super::head::NAMED;
use super::people::People;
use super::words::{date, derive, marks, trim};
use crate::convert::fields::{LABEL, named, source};
use crate::convert::read::{Fault, Imported, Input, Reader};
use crate::convert::standoff::{Label, Part, Span, Standoff, ordered};
use crate::convert::xml_read::{Element, Item, Items, passed};
use crate::model::{Actor, CarrierKind, Medium, QuoteType, Source, TermKind, Who, values_of_mod};
use crate::syntax::is_name;

pub(in crate::convert) const TEI: Reader = Reader {
    name: "tei",
    about: "TEI P5: speech, names and dates (.xml)",
    extensions: &["xml", "tei"],
    beside: None,
    by_line: false,
    read,
};

/// Elements that begin a paragraph of the article.
const BLOCKS: [&str; 17] = [
    "p", "ab", "head", "l", "lg", "sp", "item", "opener", "closer", "byline", "dateline", "salute",
    "signed", "div", "list", "table", "row",
];
/// Elements whose text is not the article's.
const ASIDE: [&str; 6] = ["note", "fw", "figDesc", "del", "graphic", "index"];
/// Elements that are so where an editor gives a choice, which has the words for them too.
const CHOSEN_AGAINST: [&str; 3] = ["sic", "orig", "abbr"];

/// Whether the text of the innermost element is not the article's.
fn is_aside(path: &[String]) -> bool {
    let among = |list: &[&str], name: &String| list.contains(&name.as_str());
    let of_choice = |pair: &[String]| match pair {
        [outer, inner] => outer == "choice" && among(&CHOSEN_AGAINST, inner),
        _ => false,
    };
    path.iter().any(|p| among(&ASIDE, p)) || path.windows(2).any(of_choice)
}

/// What is gathered.
#[derive(Default)]
struct Reading {
    article: Standoff,
    title: String,
    /// The element of the header that began last is no title that is only the file's name.
    is_titled: bool,
    people: People,
    spans: Vec<Span>,
    /// The spans that have begun: the element's depth and the span.
    open: Vec<(usize, usize)>,
    /// Pieces of a quote by the id of the piece.
    pieces: BTreeMap<String, usize>,
    /// The first pieces of quotes by the ids of pieces that are to follow.
    following: BTreeMap<String, usize>,
    /// Quotations of which nothing is said.
    bare: BTreeSet<usize>,
    /// For each later piece of a quote the first.
    heads: BTreeMap<usize, usize>,
    /// Depths at which white space is the article's own.
    kept: Vec<usize>,
    /// A break is due before the next word.
    broken: bool,
    passed: BTreeMap<String, usize>,
}

fn read(input: &Input<'_>) -> Result<Vec<Imported>, Fault> {
    let mut items = Items::new(input.text);
    let mut reading = Reading::default();
    let mut path: Vec<String> = Vec::new();
    let mut found = Vec::new();
    // A corpus is several articles, each with what the header of all says of people.
    let mut corpus: Option<(People, Vec<Actor>)> = None;
    let mut base = 0;
    while let Some(item) = items.next()? {
        let in_body = path.iter().any(|p| p == "text");
        let aside = is_aside(&path);
        match item {
            Item::Start(element) => {
                if path.is_empty() && !matches!(element.name.as_str(), "TEI" | "teiCorpus") {
                    let message = format!("the first element is {}: expected TEI", element.name);
                    return Err(items.fault(message));
                }
                let parent = path.last().map(String::as_str);
                if element.name == "TEI" && parent == Some("teiCorpus") {
                    let (people, actors) = corpus
                        .get_or_insert_with(|| {
                            let actors = std::mem::take(&mut reading.article.actors);
                            (std::mem::take(&mut reading.people), actors)
                        })
                        .clone();
                    reading = Reading::default();
                    (reading.people, reading.article.actors) = (people, actors);
                    base = path.len();
                }
                path.push(element.name.clone());
                if in_body && !aside {
                    reading.start(&element, path.len());
                } else if !in_body {
                    let path = path.get(base..).unwrap_or_default();
                    reading.people.start(&element, path, &mut reading.article);
                    reading.is_titled = element.get("type") != Some(NAMED);
                }
            }
            Item::End(name) => {
                if in_body {
                    reading.end(&name, path.len());
                } else {
                    reading.people.end(&name, &path, &mut reading.article);
                }
                path.pop();
                if corpus.is_some() && name == "TEI" && path.len() == base {
                    found.push(std::mem::take(&mut reading).finish());
                }
            }
            Item::Text(text) if in_body && !aside => reading.text(&text),
            Item::Text(text) if !in_body => {
                reading.people.text(&text);
                let parents: Vec<&str> = path.iter().rev().take(2).map(String::as_str).collect();
                if parents == ["title", "titleStmt"] && reading.is_titled {
                    reading.title += &text;
                }
            }
            Item::Text(_) => {}
        }
    }
    if found.is_empty() {
        found.push(reading.finish());
    }
    Ok(found)
}

impl Reading {
    fn text(&mut self, text: &str) {
        if !self.kept.is_empty() {
            self.article.text += text;
            return;
        }
        for c in text.chars() {
            let out = &mut self.article.text;
            if c.is_ascii_whitespace() {
                if !self.broken && !out.is_empty() && !out.ends_with([' ', '\n']) {
                    out.push(' ');
                }
            } else {
                self.flush();
                self.article.text.push(c);
            }
        }
    }

    /// Puts the blank line between two blocks.
    fn flush(&mut self) {
        if std::mem::take(&mut self.broken) && !self.article.text.is_empty() {
            let end = self.article.text.trim_end().len();
            self.article.text.truncate(end);
            self.article.text.push_str("\n\n");
        }
    }

    fn start(&mut self, element: &Element, depth: usize) {
        if element.get("xml:space") == Some("preserve") {
            self.kept.push(depth);
        }
        let block = BLOCKS.contains(&element.name.as_str());
        if block && self.kept.is_empty() {
            self.broken = true;
        }
        // A word that goes on in the next line says so.
        if element.name == "cell" && self.kept.is_empty() {
            self.text(" ");
        }
        if element.name == "lb" && self.kept.is_empty() && element.get("break") != Some("no") {
            self.text(" ");
        }
        if let Some(span) = self.span(element) {
            self.flush();
            let mut span = span;
            let at = self.article.text.len();
            span.parts = vec![Part::new(at, at)];
            let index = self.spans.len();
            let id = element.get("xml:id").unwrap_or_default();
            let pointer = |name| element.get(name).and_then(|p| p.strip_prefix('#'));
            let first = pointer("prev").and_then(|p| self.pieces.get(p)).copied();
            // The piece before may have said that this one follows.
            let first = first.or_else(|| self.following.get(id).copied());
            if let Some(next) = pointer("next") {
                self.following
                    .insert(next.to_owned(), first.unwrap_or(index));
            }
            if let Some(first) = first {
                self.heads.insert(index, first);
            }
            if !id.is_empty() {
                self.pieces.insert(id.to_owned(), first.unwrap_or(index));
            }
            let said = ["who", "toWhom", "source", "direct", "n", "cert"];
            if element.name == "q" && said.iter().all(|name| element.get(name).is_none()) {
                self.bare.insert(index);
            }
            self.open.push((depth, index));
            self.spans.push(span);
        } else if !block
            && !matches!(
                element.name.as_str(),
                "text" | "body" | "front" | "back" | "lb"
            )
        {
            *self.passed.entry(element.name.clone()).or_default() += 1;
        }
    }

    fn end(&mut self, name: &str, depth: usize) {
        if let Some((_, index)) = self.open.pop_if(|(d, _)| *d == depth) {
            let end = self.article.text.len();
            if let Some(part) = self.spans.get_mut(index).and_then(|s| s.parts.first_mut()) {
                part.content.end = end.max(part.content.start);
                part.whole = part.content;
            }
        }
        if self.kept.pop_if(|d| *d == depth).is_some() {
            self.broken = true;
        }
        if BLOCKS.contains(&name) && self.kept.is_empty() {
            self.broken = true;
        }
    }

    /// What an element says of its words.
    fn span(&self, element: &Element) -> Option<Span> {
        let get = |name| element.get(name);
        let mut span = match (element.name.as_str(), get("type")) {
            ("said" | "quote" | "q", _) => Span::new(Label::Quote, Vec::new()),
            ("persName" | "orgName" | "rs" | "name", _) | ("seg", Some("mention")) => {
                Span::new(Label::Mention, Vec::new())
            }
            ("date" | "time", _) | ("seg", Some("date")) => Span::new(Label::Date, Vec::new()),
            ("seg", Some("cue")) => Span::new(Label::Cue, Vec::new()),
            ("title", _) | ("seg", Some("title")) => {
                Span::new(Label::Term(TermKind::Title), Vec::new())
            }
            ("term", _) | ("seg", Some("term")) => {
                Span::new(Label::Term(TermKind::Term), Vec::new())
            }
            ("soCalled", _) | ("seg", Some("scare")) => {
                Span::new(Label::Term(TermKind::Scare), Vec::new())
            }
            _ => return None,
        };
        let uncertain = get("cert").is_some_and(|c| c != "high");
        let people = |names: &[&str]| -> Vec<Source> {
            let all = names
                .iter()
                .filter_map(|n| element.get(n))
                .flat_map(str::split_whitespace);
            all.map(|pointer| named(self.people.who(pointer), uncertain))
                .collect()
        };
        match span.label {
            Label::Quote => {
                let written = element.name == "quote";
                span.actors = people(&["who", "source"]);
                span.to = people(&["toWhom"]);
                if written {
                    span.to.extend(people(&["corresp"]));
                    span.medium = Some(Medium::Writing);
                } else {
                    span.medium = match get("aloud") {
                        Some("false") => Some(Medium::Thought),
                        Some("true") => Some(Medium::Speech),
                        _ => None,
                    };
                }
                span.via = people(&["resp"]);
                let said = get("rend").or(get("type"));
                span.kind = match (said, get("direct")) {
                    (Some("mixed"), _) => Some(QuoteType::Mixed),
                    (Some("reported"), _) => Some(QuoteType::Reported),
                    (Some("indirect"), _) | (_, Some("false")) => Some(QuoteType::Indirect),
                    (Some("direct"), _) | (_, Some("true")) => Some(QuoteType::Direct),
                    _ => None,
                };
                // In others' files a quote without a speaker is the rule.
                if span.actors.is_empty() {
                    span.actors.push(named(Who::Unknown, false));
                }
                for whom in [&mut span.to, &mut span.via] {
                    whom.iter_mut().for_each(|s| s.uncertain = false);
                }
            }
            Label::Mention => {
                span.actors = people(&["ref", "corresp"]);
                if span.actors.is_empty() {
                    span.actors.extend(
                        get("key")
                            .filter(|k| is_name(k))
                            .map(|k| source(&format!("@{k}"))),
                    );
                }
                if span.actors.is_empty() && get("n").is_none() {
                    span.label = Label::Other;
                    span.attributes.insert(LABEL.into(), element.name.clone());
                }
            }
            Label::Date => {
                let value = date(element);
                span.date = value;
                span.modifier = get("subtype")
                    .filter(|m| values_of_mod().contains(m))
                    .map(str::to_owned);
                if span.date.is_none() {
                    span.label = Label::Other;
                    span.attributes.insert(LABEL.into(), element.name.clone());
                }
            }
            _ => span.uncertain = uncertain,
        }
        let ided = matches!(span.label, Label::Quote | Label::Mention);
        span.id = get("n").filter(|n| ided && is_name(n)).map(str::to_owned);
        Some(span)
    }

    fn finish(mut self) -> Imported {
        let title = self.title.split_ascii_whitespace();
        let title = title.collect::<Vec<_>>().join(" ");
        self.article.header.title = Some(title).filter(|t| !t.is_empty());
        let text = std::mem::take(&mut self.article.text);
        let mut kept: Vec<Span> = Vec::new();
        let mut bare = Vec::new();
        let mut place: BTreeMap<usize, usize> = BTreeMap::new();
        for (i, mut span) in self.spans.into_iter().enumerate() {
            let Some(part) = span.parts.first_mut() else {
                continue;
            };
            trim(&text, part);
            if part.content.start >= part.content.end {
                continue;
            }
            marks(&text, &mut span);
            // A quotation of which nobody says anything needs no tag.
            let quoted = span
                .parts
                .iter()
                .all(|p| p.carrier == Some(CarrierKind::Quotation));
            if quoted && self.bare.contains(&i) {
                bare.push((span.start(), span.end()));
                continue;
            }
            let head = self.heads.get(&i).and_then(|h| place.get(h)).copied();
            if let Some(first) = head.and_then(|h| kept.get_mut(h)) {
                first.parts.append(&mut span.parts);
                continue;
            }
            place.insert(i, kept.len());
            kept.push(span);
        }
        derive(&mut kept, &bare);
        self.article.text = text;
        self.article.spans = ordered(kept);
        let lost = passed(&self.passed);
        let name = self.article.header.id.clone();
        Imported::of(name, &self.article, lost)
    }
}
