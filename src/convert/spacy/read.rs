//! Reads spaCy's and Prodigy's lines.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::convert::elsewhere::Elsewhere;
use crate::convert::fields::{LABEL, name_of, named, set};
use crate::convert::read::{Fault, Imported, Input, Reader};
use crate::convert::standoff::{Label, Part, Span, Standoff, ordered};
use crate::convert::units::Units;
use crate::model::{Source, Who};
use crate::syntax::is_name;

pub(in crate::convert) const READER: Reader = Reader {
    name: "spacy",
    about: "JSON Lines of spaCy and Prodigy: text, spans, relations",
    extensions: &["jsonl"],
    beside: None,
    by_line: true,
    read,
};

/// An article in a line. Prodigy keeps keys that it does not know.
#[derive(Deserialize)]
struct Line {
    text: String,
    #[serde(default, deserialize_with = "or_default")]
    meta: Meta,
    /// A list; or, as spaCy writes a document, lists by their keys.
    #[serde(default)]
    spans: Value,
    /// spaCy's entities.
    #[serde(default, deserialize_with = "or_default")]
    ents: Vec<SpanLine>,
    #[serde(default, deserialize_with = "or_default")]
    relations: Vec<RelationLine>,
    /// What an annotator in Prodigy said of the whole: accept, reject or ignore.
    #[serde(default)]
    answer: Option<String>,
}

#[derive(Default, Deserialize)]
struct Meta {
    #[serde(default)]
    id: Option<Value>,
}

/// Null says as much as nothing.
fn or_default<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(
    from: D,
) -> Result<T, D::Error> {
    Ok(Option::<T>::deserialize(from)?.unwrap_or_default())
}

/// A text, or the text of a number or truth.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

#[derive(Clone, Deserialize)]
struct SpanLine {
    start: usize,
    end: usize,
    #[serde(default, deserialize_with = "or_default")]
    label: String,
    /// Pieces that share it are one span.
    #[serde(default)]
    id: Option<Value>,
    /// Its words.
    #[serde(default)]
    text: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    attributes: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
struct RelationLine {
    label: String,
    head_span: SpanLine,
    child_span: SpanLine,
}

fn read(input: &Input<'_>) -> Result<Vec<Imported>, Fault> {
    let line: Line = serde_json::from_str(input.text).map_err(|e| {
        Fault::new(
            None,
            format!("{e}: expected an object with text and spans, as Prodigy writes it"),
        )
    })?;
    if let Some(answer) = line.answer.as_deref().filter(|a| *a != "accept") {
        return Err(Fault::new(
            None,
            format!("its answer is {answer:?}: expected accept, or none"),
        ));
    }
    let pieces = spans(&line)?;
    let units = Units::new(&line.text);
    let mut lost = Vec::new();
    let mut elsewhere = Elsewhere::default();
    let mut spans: Vec<Span> = Vec::new();
    // Spans by their ids, and by place and label, for relations.
    let mut ids: BTreeMap<String, usize> = BTreeMap::new();
    let mut places: BTreeMap<(usize, usize, String), usize> = BTreeMap::new();
    for piece in &pieces {
        let place = (units.byte(piece.start), units.byte(piece.end));
        let (Some(start), Some(end)) = place else {
            return Err(Fault::new(
                None,
                format!(
                    "a span ends at {}, behind the text's {} characters",
                    piece.end,
                    line.text.chars().count()
                ),
            ));
        };
        if end < start {
            return Err(Fault::new(
                None,
                format!("a span ends before it begins, at {}", piece.end),
            ));
        }
        if let Some(words) = &piece.text {
            let found = line.text.get(start..end).into_iter();
            let name = format!("the span {} at {}", piece.label, piece.start);
            elsewhere.compare(None, &name, words, found);
        }
        let id = piece.id.as_ref().and_then(text_of);
        let known = id.as_ref().and_then(|id| ids.get(id)).copied();
        let index = known.unwrap_or(spans.len());
        places.insert((start, end, piece.label.clone()), index);
        if let Some(span) = spans.get_mut(index) {
            span.parts.push(Part::new(start, end));
            continue;
        }
        let mut meaning = input.labels.meaning(&piece.label);
        let mut part = Part::new(start, end);
        if matches!(meaning, Label::Term(_)) && !crate::convert::brat::quoted(&line.text, &mut part)
        {
            meaning = Label::Other;
        }
        let mut span = Span::new(meaning, vec![part]);
        if name_of(meaning) != piece.label {
            span.attributes.insert(LABEL.into(), piece.label.clone());
        }
        for (key, value) in &piece.attributes {
            if let Some(text) = text_of(value) {
                set(&mut span, key, &text);
            }
        }
        if let Some(id) = id {
            ids.insert(id.clone(), index);
            // Ids of the form that is given to what has none are no names.
            if is_name(&id) && !id.contains('-') {
                span.id = Some(id);
            }
        }
        spans.push(span);
    }
    relate(&line, &units, &places, &mut spans, &mut lost);
    let article = Standoff {
        spans: ordered(spans),
        text: line.text,
        ..Standoff::default()
    };
    lost.extend(elsewhere.told());
    let name = line.meta.id.as_ref().and_then(text_of);
    Ok(vec![Imported::of(name, &article, lost)])
}

/// The spans of a line, in whichever of the two forms; entities that are among them stand once.
fn spans(line: &Line) -> Result<Vec<SpanLine>, Fault> {
    let list = |value: &Value| {
        Vec::<SpanLine>::deserialize(value).map_err(|e| {
            let expected =
                "expected a list of objects with start, end and label, or such lists by their keys";
            Fault::new(None, format!("spans: {e}: {expected}"))
        })
    };
    let mut found = match &line.spans {
        Value::Null => Vec::new(),
        Value::Object(groups) => {
            let lists = groups.values().filter(|v| !v.is_null());
            lists.map(list).collect::<Result<Vec<_>, _>>()?.concat()
        }
        value => list(value)?,
    };
    let place = |s: &SpanLine| (s.start, s.end, s.label.clone());
    let known: std::collections::BTreeSet<_> = found.iter().map(place).collect();
    let more = line.ents.iter().filter(|e| !known.contains(&place(e)));
    found.extend(more.cloned());
    Ok(found)
}

/// Adds sources and cues to quotes.
fn relate(
    line: &Line,
    units: &Units<'_>,
    places: &BTreeMap<(usize, usize, String), usize>,
    spans: &mut [Span],
    lost: &mut Vec<Fault>,
) {
    let find = |piece: &SpanLine| {
        let place = (units.byte(piece.start)?, units.byte(piece.end)?);
        places
            .get(&(place.0, place.1, piece.label.clone()))
            .copied()
    };
    let mut counter = 0;
    let is_reference = |s: &Source| matches!(s.who, Who::Reference(_));
    for relation in &line.relations {
        let ends = (find(&relation.head_span), find(&relation.child_span));
        let (Some(a), Some(b)) = ends else {
            lost.push(Fault::new(
                None,
                format!(
                    "a relation {} is left out: its spans are not there",
                    relation.label
                ),
            ));
            continue;
        };
        let words = |i: usize| spans.get(i).filter(|s| crate::convert::brat::is_unnamed(s));
        let unnamed = words(a).or(words(b)).map(|s| s.actors.clone());
        let is_quote = |i: usize| spans.get(i).is_some_and(|s| s.label == Label::Quote);
        let (quote, other) = if is_quote(a) { (a, b) } else { (b, a) };
        let Some(label) = spans
            .get(other)
            .map(|s| s.label)
            .filter(|_| is_quote(quote))
        else {
            lost.push(left_out(relation));
            continue;
        };
        let id = match spans.get_mut(other) {
            Some(span) if matches!(label, Label::Mention | Label::Cue) => {
                counter += 1;
                span.id.get_or_insert_with(|| format!("r{counter}")).clone()
            }
            _ => {
                lost.push(left_out(relation));
                continue;
            }
        };
        if let Some(span) = spans.get_mut(quote) {
            match label {
                Label::Mention if unnamed.is_some() && span.actors.is_empty() => {
                    span.actors = unnamed.unwrap_or_default();
                }
                Label::Mention if unnamed.is_some() => {}
                Label::Mention if span.actors.iter().all(is_reference) => {
                    span.actors.push(named(Who::Reference(id), false));
                }
                Label::Cue => span.cues.push(other),
                _ => {}
            }
        }
    }
    for span in spans.iter_mut() {
        span.implicit |= crate::convert::brat::is_unnamed(span);
        if span.label == Label::Quote && span.actors.is_empty() {
            span.actors.push(named(Who::Unknown, false));
        }
        // In pieces it needs an id, and words with an id and no more are a mention.
        let is_named = span.id.is_some() || span.parts.len() > 1;
        if span.label == Label::Other && is_named && span.words.is_empty() {
            span.label = Label::Mention;
            let label = name_of(Label::Other).to_owned();
            span.attributes.entry(LABEL.into()).or_insert(label);
        }
    }
}

fn left_out(relation: &RelationLine) -> Fault {
    let [one, two] = [&relation.head_span, &relation.child_span].map(|s| &s.label);
    Fault::new(
        None,
        format!(
            "a relation {} between {one} and {two} is left out: expected one between a quote and its source or cue",
            relation.label
        ),
    )
}
