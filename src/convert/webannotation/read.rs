//! Reads Web Annotations: our own, and those of others that have the text in the file.
//!
//! A place is where the position says, if the quoted words stand there; else where the words stand, with what stands around
//! them. What others say in tags of their own stays as `label` and `note`.

use serde_json::Value;

use super::find::Finder;
use crate::convert::elsewhere::MOST_TOLD;
use crate::convert::fields::{LABEL, named, set, source};
use crate::convert::read::{Fault, Imported, Input, Reader};
use crate::convert::standoff::{Label, Part, Span, Standoff, ordered};
use crate::convert::tags::is_key;
use crate::convert::tei::marks;
use crate::convert::units::Units;
use crate::model::{Actor, TermKind, Who};
use crate::syntax::is_name;

pub(in crate::convert) const WEBANNOTATION: Reader = Reader {
    name: "webannotation",
    about: "W3C Web Annotations in JSON-LD that have the text with them (.jsonld)",
    extensions: &["jsonld"],
    beside: None,
    by_line: false,
    read,
};

/// What the language has of its own, but for who is meant.
const FIELDS: [&str; 5] = ["on", "date", "mod", "medium", "type"];

fn read(input: &Input<'_>) -> Result<Vec<Imported>, Fault> {
    let document: Value = serde_json::from_str(input.text)
        .map_err(|e| Fault::new(e.line(), format!("is no JSON: {e}")))?;
    let items = items(&document);
    let whole = items.iter().find_map(|item| {
        let text = string(item.get("body")?, "value")?;
        (string(item, "motivation") == Some("describing")).then_some((*item, text))
    });
    let Some((whole, text)) = whole else {
        return Err(Fault::new(
            None,
            "has no text: expected an annotation with the motivation describing, whose body is the text that the others are of",
        ));
    };
    let lang = whole.get("body").and_then(|b| string(b, "language"));
    let mut article = Standoff {
        text: text.to_owned(),
        ..Standoff::default()
    };
    article.header.title = string(whole, "label").map(str::to_owned);
    article.header.lang = lang.map(str::to_owned);
    let units = Units::new(text);
    let mut finder = Finder::new(text);
    let (mut spans, mut lost, mut unfound) = (Vec::new(), Vec::new(), 0);
    let others = items.iter().filter(|item| !std::ptr::eq(**item, whole));
    for item in others {
        let name = string(item, "id").unwrap_or("an annotation");
        let targets = list(item.get("target"));
        let parts = targets.iter().filter_map(|t| part(&mut finder, &units, t));
        let mut parts: Vec<Part> = parts.collect();
        if parts.is_empty() || parts.len() < targets.len() {
            unfound += 1;
            if unfound <= MOST_TOLD {
                let why = format!("{name} is left out where its words do not stand in the text");
                lost.push(Fault::new(None, why));
            }
        }
        parts.sort_by_key(|p| p.content.start);
        if !parts.is_empty() {
            spans.push(span(text, item, parts, &mut article.actors, input));
        }
    }
    if unfound > MOST_TOLD {
        let more = unfound - MOST_TOLD;
        let why = format!(
            "{more} more annotations are left out where their words do not stand in the text"
        );
        lost.push(Fault::new(None, why));
    }
    article.spans = ordered(spans);
    Ok(vec![Imported::of(None, &article, lost)])
}

/// The annotations of a page, a collection, a list, or the one that there is.
fn items(document: &Value) -> Vec<&Value> {
    let inner = document
        .get("items")
        .or_else(|| document.get("first").and_then(|f| f.get("items")));
    list(Some(inner.unwrap_or(document)))
}

fn list(value: Option<&Value>) -> Vec<&Value> {
    match value {
        Some(Value::Array(all)) => all.iter().collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    }
}

fn string<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key).and_then(Value::as_str)
}

/// Where a target stands.
fn part(finder: &mut Finder<'_>, units: &Units<'_>, target: &Value) -> Option<Part> {
    let text = finder.text;
    let selectors = list(target.get("selector"));
    let of = |kind: &str| {
        selectors
            .iter()
            .find(|s| string(s, "type") == Some(kind))
            .copied()
    };
    let quote = of("TextQuoteSelector");
    let exact = quote.and_then(|q| string(q, "exact"));
    let position = of("TextPositionSelector").and_then(|p| {
        let number = |key: &str| usize::try_from(p.get(key)?.as_u64()?).ok();
        let (start, end) = (units.byte(number("start")?)?, units.byte(number("end")?)?);
        (start < end).then_some((start, end))
    });
    if let Some((start, end)) = position
        && exact.is_none_or(|e| text.get(start..end) == Some(e))
    {
        return Some(Part::new(start, end));
    }
    let (quote, exact) = (quote?, exact.filter(|e| !e.is_empty())?);
    let around = |key: &str| string(quote, key).unwrap_or_default();
    let (prefix, suffix) = (around("prefix"), around("suffix"));
    let at = finder.find(&format!("{prefix}{exact}{suffix}"))? + prefix.len();
    Some(Part::new(at, at + exact.len()))
}

fn span(
    text: &str,
    item: &Value,
    parts: Vec<Part>,
    actors: &mut Vec<Actor>,
    input: &Input<'_>,
) -> Span {
    let mut span = Span::new(Label::Other, parts);
    let bodies = list(item.get("body"));
    let purpose = |b: &Value| string(b, "purpose").unwrap_or_default().to_owned();
    for body in &bodies {
        let value = string(body, "value").unwrap_or_default();
        match (purpose(body).as_str(), value.split_once('=')) {
            ("classifying", _) => {
                span.label = match value {
                    "quote" => Label::Quote,
                    "mention" => Label::Mention,
                    "cue" => Label::Cue,
                    "date" => Label::Date,
                    "term" => Label::Term(TermKind::Term),
                    "other" => Label::Other,
                    label => {
                        span.attributes.insert(LABEL.into(), label.into());
                        input.labels.meaning(label)
                    }
                };
            }
            ("tagging", Some(("id", id))) if is_name(id) => span.id = Some(id.to_owned()),
            ("tagging", Some(("term", kind))) => {
                span.label = Label::Term(match kind {
                    "title" => TermKind::Title,
                    "scare" => TermKind::Scare,
                    _ => TermKind::Term,
                });
            }
            ("tagging", Some(("uncertain", _))) => span.uncertain = true,
            ("tagging", Some(("word", word))) => span.words.push(word.to_owned()),
            ("tagging", Some(("by", who))) => span.actors.push(source(who)),
            ("tagging", Some(("to", who))) => span.to.push(source(who)),
            ("tagging", Some(("via", who))) => span.via.push(source(who)),
            ("tagging", Some((key, value))) => match key.strip_prefix("attribute ") {
                Some(key) => _ = span.attributes.insert(key.to_owned(), value.to_owned()),
                None if is_key(key) || FIELDS.contains(&key) => set(&mut span, key, value),
                None => note(&mut span, body),
            },
            ("identifying", _) => actor(body, actors),
            ("linking", _) => {}
            _ => note(&mut span, body),
        }
    }
    if span.label == Label::Quote && span.actors.is_empty() {
        span.actors.push(named(Who::Unknown, false));
    }
    let mut pieces = std::mem::take(&mut span.parts);
    for piece in &mut pieces {
        span.parts = vec![*piece];
        marks(text, &mut span);
        *piece = span.parts.first().copied().unwrap_or(*piece);
    }
    span.parts = pieces;
    span
}

/// What others say stays.
fn note(span: &mut Span, body: &Value) {
    let said = body.as_str().or_else(|| string(body, "value"));
    if let Some(said) = said
        .or_else(|| string(body, "source"))
        .filter(|s| !s.is_empty())
    {
        let note = span.attributes.entry("note".into()).or_default();
        if !note.is_empty() {
            note.push_str("; ");
        }
        note.push_str(said);
    }
}

/// An actor whom an annotation names.
fn actor(body: &Value, actors: &mut Vec<Actor>) {
    let id = string(body, "source").and_then(|s| s.strip_prefix("urn:newsmark:actor:"));
    let (Some(id), Some(name)) = (id.filter(|id| is_name(id)), string(body, "label")) else {
        return;
    };
    if actors.iter().all(|a| a.id != id) {
        actors.push(Actor {
            id: id.to_owned(),
            name: name.to_owned(),
            ..Actor::default()
        });
    }
}
