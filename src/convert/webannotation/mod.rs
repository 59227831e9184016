//! `webannotation`: annotations as the W3C's Web Annotation Data Model has them, in JSON-LD.
//!
//! Positions count Unicode code points, as the standard says. Each target also has the words themselves with a little of what
//! stands around them. The first annotation describes the source as a whole: its body is the plain text, so that the file
//! can be read back alone.

mod find;
mod read;
#[cfg(test)]
mod tests;

pub(super) use read::WEBANNOTATION as READER;

use super::fields;
use super::json_text::{json_part, json_string};
use super::rows::name;
use super::standoff::{Label, Part, Span, Standoff};
use super::units::{Units, push_number};
use super::{Document, File, Format};
use crate::model::{Extent, Source, Who};

pub(super) const WEBANNOTATION: Format = Format {
    name: "webannotation",
    about: "W3C Web Annotations in JSON-LD, with positions and the words themselves",
    lost: "The header but for title and language, and of actors all but id and name; comments.",
    files: &[File::new("jsonld", write)],
    head: None,
};

/// So many characters of what stands around are given.
const AROUND: usize = 24;

/// Keys stand in the order of the alphabet.
fn write(document: &Document<'_>, out: &mut String) {
    let Document { article, name, .. } = *document;
    let standoff = Standoff::of(article);
    let named = || format!("urn:newsmark:{}", encoded(name));
    let source = article.header.url.clone().unwrap_or_else(named);
    let mut quoted = String::new();
    json_string(&source, &mut quoted);
    out.reserve(12 * standoff.text.len());
    out.push_str("{\n  \"@context\": \"http://www.w3.org/ns/anno.jsonld\",\n  \"id\": \"urn:newsmark:annotations\",\n  \"items\": [\n    {\"body\":{\"format\":\"text/plain\"");
    if let Some(lang) = &article.header.lang {
        out.push_str(",\"language\":");
        json_string(lang, out);
    }
    out.push_str(",\"type\":\"TextualBody\",\"value\":");
    json_string(&standoff.text, out);
    out.push_str("},\"id\":\"urn:newsmark:text\"");
    if let Some(title) = &article.header.title {
        out.push_str(",\"label\":");
        json_string(title, out);
    }
    out.push_str(",\"motivation\":\"describing\",\"target\":");
    out.push_str(&quoted);
    out.push_str(",\"type\":\"Annotation\"}");
    let units = Units::new(&standoff.text);
    for (i, span) in standoff.spans.iter().enumerate() {
        if span.implicit {
            continue;
        }
        out.push_str(",\n    {\"body\":[");
        body(document, &standoff.spans, span, out);
        out.push_str("],\"id\":\"");
        push_name(i, out);
        out.push_str(match span.label {
            Label::Mention => "\",\"motivation\":\"identifying\",\"target\":",
            _ => "\",\"motivation\":\"tagging\",\"target\":",
        });
        let is_list = span.parts.len() > 1;
        for (n, part) in span.parts.iter().enumerate() {
            out.push_str(match (is_list, n) {
                (false, _) => "",
                (true, 0) => "[",
                (true, _) => ",",
            });
            target(&standoff.text, &units, &quoted, part, out);
        }
        out.push_str(if is_list { "]" } else { "" });
        out.push_str(",\"type\":\"Annotation\"}");
    }
    out.push_str("\n  ],\n  \"type\": \"AnnotationPage\"\n}\n");
}

fn push_name(span: usize, out: &mut String) {
    out.push_str("urn:newsmark:");
    push_number(out, span + 1);
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

/// `source` is what the text is called, as JSON.
fn target(text: &str, units: &Units<'_>, source: &str, part: &Part, out: &mut String) {
    let Extent { start, end } = part.whole;
    let exact = text.get(start..end).unwrap_or_default();
    let before = text.get(..start).unwrap_or_default();
    let prefix = before.char_indices().rev().take(AROUND).last();
    let prefix = prefix.map_or("", |(i, _)| &before[i..]);
    let behind = text.get(end..).unwrap_or_default();
    let suffix = behind.char_indices().nth(AROUND);
    let suffix = suffix.map_or(behind, |(i, _)| &behind[..i]);
    out.push_str("{\"selector\":[{\"end\":");
    push_number(out, units.char(end));
    out.push_str(",\"start\":");
    push_number(out, units.char(start));
    out.push_str(",\"type\":\"TextPositionSelector\"},{\"exact\":");
    json_string(exact, out);
    out.push_str(",\"prefix\":");
    json_string(prefix, out);
    out.push_str(",\"suffix\":");
    json_string(suffix, out);
    out.push_str(",\"type\":\"TextQuoteSelector\"}],\"source\":");
    out.push_str(source);
    out.push('}');
}

/// `key=value` with what it is for: a body of its own, since bodies have no keys of our own.
fn say(key: &str, value: &str, out: &mut String) {
    out.push_str(",{\"purpose\":\"tagging\",\"type\":\"TextualBody\",\"value\":\"");
    json_part(key, out);
    out.push('=');
    json_part(value, out);
    out.push_str("\"}");
}

/// What an annotation links to.
fn link(purpose: &str, label: &str, source: impl FnOnce(&mut String), out: &mut String) {
    out.push_str(",{\"label\":");
    json_string(label, out);
    out.push_str(",\"purpose\":\"");
    out.push_str(purpose);
    out.push_str("\",\"source\":\"");
    source(out);
    out.push_str("\",\"type\":\"SpecificResource\"}");
}

fn body(document: &Document<'_>, spans: &[Span], span: &Span, out: &mut String) {
    let article = document.article;
    let label = match span.label {
        Label::Quote => "quote",
        Label::Mention => "mention",
        Label::Cue => "cue",
        Label::Date => "date",
        Label::Term(_) => "term",
        Label::Other => "other",
    };
    out.push_str("{\"purpose\":\"classifying\",\"type\":\"TextualBody\",\"value\":\"");
    out.push_str(label);
    out.push_str("\"}");
    if let Some(id) = &span.id {
        say("id", id, out);
    }
    // Where it stands says who relays it, unless a tag says another.
    let outer = span.inside.and_then(|i| spans.get(i));
    let whom = |sources: &[Source]| sources.iter().map(|s| s.who.clone()).collect::<Vec<_>>();
    let derived = outer.is_some_and(|o| whom(&o.actors) == whom(&span.via));
    let via: &[Source] = if derived { &[] } else { &span.via };
    let mut people: Vec<(&str, &str)> = Vec::new();
    for (key, sources) in [("by", &span.actors[..]), ("to", &span.to), ("via", via)] {
        for source in sources {
            let sign = if source.uncertain { "?" } else { "" };
            say(key, &format!("{}{sign}", source.who), out);
            if let Who::Actor(id) = article.resolve(&source.who)
                && let Some(actor) = article.actor(id)
            {
                people.push((id, &actor.name));
            }
        }
    }
    if let Label::Term(kind) = span.label {
        say("term", &name(kind), out);
    }
    if let Some(kind) = fields::kind(span) {
        say("type", &name(kind), out);
    }
    if let Some(medium) = span.medium {
        say("medium", &name(medium), out);
    }
    for (key, date) in [("on", &span.on), ("date", &span.date)] {
        if let Some(date) = date {
            say(key, &date.value, out);
        }
    }
    if let Some(modifier) = &span.modifier {
        say("mod", modifier, out);
    }
    if span.uncertain {
        say("uncertain", "true", out);
    }
    for word in &span.words {
        say("word", word, out);
    }
    for (key, value) in &span.attributes {
        say(&format!("attribute {key}"), value, out);
    }
    for (key, related) in [("source", &span.sources), ("cue", &span.cues)] {
        for index in related {
            link("linking", key, |out| push_name(*index, out), out);
        }
    }
    people.dedup();
    for (id, name) in people {
        let actor = |out: &mut String| {
            out.push_str("urn:newsmark:actor:");
            out.push_str(&encoded(id));
        };
        link("identifying", name, actor, out);
    }
}
