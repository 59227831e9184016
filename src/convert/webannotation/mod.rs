//! `webannotation`: annotations as the W3C's Web Annotation Data Model has them, in JSON-LD.
//!
//! Positions count Unicode code points, as the standard says. Each target also has the words themselves with a little of what
//! stands around them. The first annotation describes the source as a whole: its body is the plain text, so that the file
//! can be read back alone.

mod page;
mod read;
#[cfg(test)]
mod tests;

pub(super) use read::WEBANNOTATION as READER;

use std::borrow::Cow;

use serde::Serialize;

use super::json_text::json;
use super::standoff::{Label, Part, Span, Standoff};
use super::units::Units;
use super::{Document, File, Format, rows};
use crate::model::{Extent, Source, Who};
use page::{Bodies, Body, Item, Page, Position, Target, Targets, Words};

pub(super) const WEBANNOTATION: Format = Format {
    name: "webannotation",
    about: "W3C Web Annotations in JSON-LD, with positions and the words themselves",
    lost: "The header but for title and language, and of actors all but id and name; comments.",
    files: &[File::new("jsonld", write)],
    head: None,
};

/// So many characters of what stands around are given.
const AROUND: usize = 24;

fn write(document: &Document<'_>, out: &mut String) {
    let Document { article, name, .. } = *document;
    let standoff = Standoff::of(article);
    let source = article
        .header
        .url
        .clone()
        .unwrap_or_else(|| format!("urn:newsmark:{}", encoded(name)));
    let mut items = vec![Item {
        body: Bodies::Text(Body {
            format: Some("text/plain"),
            language: article.header.lang.as_deref(),
            kind: "TextualBody",
            value: Some(standoff.text.as_str().into()),
            ..Body::default()
        }),
        id: "urn:newsmark:text".into(),
        label: article.header.title.as_deref(),
        motivation: "describing",
        target: Targets::Whole(&source),
        kind: "Annotation",
    }];
    let units = Units::new(&standoff.text);
    let explicit = standoff
        .spans
        .iter()
        .enumerate()
        .filter(|(_, s)| !s.implicit);
    for (i, span) in explicit {
        let targets = span.parts.iter();
        let targets = targets.map(|p| target(&standoff.text, &units, &source, p));
        let mut targets: Vec<Target<'_>> = targets.collect();
        items.push(Item {
            body: Bodies::Several(body(document, &standoff.spans, span)),
            id: name_of(i),
            label: None,
            motivation: if span.label == Label::Mention {
                "identifying"
            } else {
                "tagging"
            },
            target: match targets.pop() {
                Some(one) if targets.is_empty() => Targets::One(one),
                last => {
                    targets.extend(last);
                    Targets::Several(targets)
                }
            },
            kind: "Annotation",
        });
    }
    let page = Page {
        context: "http://www.w3.org/ns/anno.jsonld",
        id: "urn:newsmark:annotations",
        items,
        kind: "AnnotationPage",
    };
    out.reserve(8 * standoff.text.len());
    json(&page, 2, out);
    out.push('\n');
}

fn name_of(span: usize) -> String {
    format!("urn:newsmark:{}", span + 1)
}

/// A name as a part of a URI.
fn encoded(name: &str) -> String {
    let mut out = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out += &format!("%{byte:02X}");
        }
    }
    out
}

fn target<'a>(text: &'a str, units: &Units<'_>, source: &'a str, part: &Part) -> Target<'a> {
    let Extent { start, end } = part.whole;
    let exact = text.get(start..end).unwrap_or_default();
    let before = text.get(..start).unwrap_or_default();
    let prefix = before
        .char_indices()
        .rev()
        .take(AROUND)
        .last()
        .map_or(0, |(i, _)| i);
    let prefix = if before.is_empty() {
        ""
    } else {
        before.get(prefix..).unwrap_or_default()
    };
    let behind = text.get(end..).unwrap_or_default();
    let suffix = behind.char_indices().nth(AROUND);
    let suffix = suffix.map_or(behind, |(i, _)| &behind[..i]);
    Target {
        selector: (
            Position {
                end: units.char(end),
                start: units.char(start),
                kind: "TextPositionSelector",
            },
            Words {
                exact,
                prefix,
                suffix,
                kind: "TextQuoteSelector",
            },
        ),
        source,
    }
}

/// A value with what it is for: a body of its own, since bodies have no keys of our own.
fn tag<'a>(purpose: &'static str, value: impl Into<Cow<'a, str>>) -> Body<'a> {
    Body {
        purpose: Some(purpose),
        kind: "TextualBody",
        value: Some(value.into()),
        ..Body::default()
    }
}

/// What an annotation links to.
fn link<'a>(purpose: &'static str, source: String, label: &'a str) -> Body<'a> {
    Body {
        label: Some(label),
        purpose: Some(purpose),
        source: Some(source),
        kind: "SpecificResource",
        ..Body::default()
    }
}

fn body<'a>(document: &Document<'a>, spans: &[Span], span: &Span) -> Vec<Body<'a>> {
    let article = document.article;
    let label = match span.label {
        Label::Quote => "quote",
        Label::Mention => "mention",
        Label::Cue => "cue",
        Label::Date => "date",
        Label::Term(_) => "term",
        Label::Other => "other",
    };
    let mut bodies: Vec<Body<'a>> = vec![tag("classifying", label)];
    let mut say = |key: &str, value: &str| bodies.push(tag("tagging", format!("{key}={value}")));
    if let Some(id) = &span.id {
        say("id", id);
    }
    // Where it stands says who relays it, unless a tag says another.
    let whom = |sources: &[Source]| sources.iter().map(|s| s.who.clone()).collect::<Vec<_>>();
    let outer = span.inside.and_then(|i| spans.get(i));
    let derived = outer.is_some_and(|o| whom(&o.actors) == whom(&span.via));
    let via: &[Source] = if derived { &[] } else { &span.via };
    let mut people = Vec::new();
    for (key, sources) in [("by", &span.actors[..]), ("to", &span.to), ("via", via)] {
        for source in sources {
            say(key, &written(source));
            if let Who::Actor(id) = article.resolve(&source.who)
                && let Some(actor) = article.actor(id)
            {
                people.push((id.clone(), actor.name.as_str()));
            }
        }
    }
    if let Label::Term(kind) = span.label {
        say("term", &rows::name(kind));
    }
    let date = |date: &Option<crate::model::DateValue>| date.as_ref().map(|d| d.value.clone());
    let named = |value: Option<String>| value.filter(|v| !v.is_empty());
    for (key, value) in [
        ("type", named(span.kind.map(name))),
        ("medium", named(span.medium.map(name))),
        ("on", date(&span.on)),
        ("date", date(&span.date)),
        ("mod", span.modifier.clone()),
        ("uncertain", span.uncertain.then(|| "true".to_owned())),
    ] {
        if let Some(value) = value {
            say(key, &value);
        }
    }
    for word in &span.words {
        say("word", word);
    }
    for (key, value) in &span.attributes {
        say(&format!("attribute {key}"), value);
    }
    for (key, related) in [("source", &span.sources), ("cue", &span.cues)] {
        for index in related {
            bodies.push(link("linking", name_of(*index), key));
        }
    }
    people.dedup();
    for (id, name) in people {
        let actor = format!("urn:newsmark:actor:{}", encoded(&id));
        bodies.push(link("identifying", actor, name));
    }
    bodies
}

fn name(value: impl Serialize) -> String {
    rows::name(value)
}

/// Somebody as a tag writes it.
fn written(source: &Source) -> String {
    let sign = if source.uncertain { "?" } else { "" };
    format!("{}{sign}", source.who)
}
