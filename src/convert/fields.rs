//! What a span says beside its words, as names with texts: for formats that have attributes and nothing more.
//!
//! The names are those of the language's own attributes, which no attribute of a project can have.

use std::borrow::Cow;
use std::fmt::Write;

use super::rows::name;
use super::standoff::{Label, Part, Span};
use crate::model::{
    CarrierKind, DateValue, Extent, Medium, QuoteType, Source, TermKind, Who, values_of_mod,
};

/// What is said, but for references to other spans, and for that nobody is known.
pub(super) fn fields(span: &Span) -> Vec<(&str, Cow<'_, str>)> {
    let mut found: Vec<(&str, Cow<'_, str>)> = Vec::new();
    for (key, sources) in [("by", &span.actors), ("to", &span.to), ("via", &span.via)] {
        let mut list = String::new();
        let known = sources.iter();
        for source in known.filter(|s| !matches!(s.who, Who::Reference(_) | Who::Unknown)) {
            // Writing to a string cannot fail.
            let _ = write!(
                list,
                "{}{}",
                if list.is_empty() { "" } else { " " },
                source.who
            );
            list.push_str(if source.uncertain { "?" } else { "" });
        }
        if !list.is_empty() {
            found.push((key, list.into()));
        }
    }
    for (key, date) in [("on", &span.on), ("date", &span.date)] {
        found.extend(date.as_ref().map(|d| (key, d.value.as_str().into())));
    }
    found.extend(span.modifier.as_deref().map(|m| ("mod", m.into())));
    found.extend(span.medium.map(|m| ("medium", name(m).into())));
    found.extend(kind(span).map(|k| ("type", name(k).into())));
    if span.uncertain {
        found.push(("cue", "?".into()));
    }
    if !span.words.is_empty() {
        found.push(("words", span.words.join(" ").into()));
    }
    let own = span.attributes.iter();
    for (key, text) in own {
        // What was not understood goes out as it came, unless the name says something now.
        let plain = key.strip_prefix(UNREAD);
        let plain = plain.filter(|plain| found.iter().all(|(known, _)| known != plain));
        found.push((plain.unwrap_or(key), text.as_str().into()));
    }
    found
}

/// The type of a quote, if what it is for a format that has no blocks does not say it: these are direct without quotation marks.
pub(super) fn kind(span: &Span) -> Option<QuoteType> {
    let is_block = |p: &Part| p.carrier == Some(CarrierKind::Block);
    let is_direct = |p: &Part| is_block(p) || p.carrier == Some(CarrierKind::Quotation);
    let has_block = span.label == Label::Quote && span.parts.iter().any(is_block);
    let of_blocks = || match span.parts.iter().all(is_direct) {
        true => QuoteType::Direct,
        false => QuoteType::Mixed,
    };
    span.kind.or_else(|| has_block.then(of_blocks))
}

/// Begins the attribute with a value that the language cannot read, such as `unread-on=Monday`: a format's own attribute has the
/// name behind it.
pub(super) const UNREAD: &str = "unread-";

/// Whether a field of this name means something for a label.
pub(super) fn is_field(label: Label, name: &str) -> bool {
    match label {
        Label::Quote => matches!(
            name,
            "by" | "to" | "via" | "on" | "medium" | "type" | "words"
        ),
        Label::Mention => matches!(name, "by" | "words"),
        Label::Date => matches!(name, "date" | "mod" | "words"),
        Label::Cue | Label::Term(_) => matches!(name, "cue" | "words"),
        Label::Other => name == "words",
    }
}

/// The names of fields.
const FIELDS: [&str; 9] = [
    "by", "to", "via", "on", "medium", "type", "date", "mod", "cue",
];

/// Puts into a span what a field says. What the language cannot read is an attribute that begins with `unread-`.
pub(super) fn set(span: &mut Span, key: &str, text: &str) {
    let is_known = !FIELDS.contains(&key) || is_field(span.label, key);
    if !is_known || !understood(span, key, text) {
        span.attributes
            .insert(format!("{UNREAD}{key}"), text.to_owned());
    }
}

fn understood(span: &mut Span, key: &str, text: &str) -> bool {
    match key {
        "by" => span.actors = sources(text),
        "to" => span.to = sources(text),
        "via" => span.via = sources(text),
        "on" => {
            span.on = DateValue::parse(text).ok();
            return span.on.is_some();
        }
        "date" => {
            span.date = DateValue::parse(text).ok();
            return span.date.is_some();
        }
        "mod" => {
            let known = values_of_mod().contains(&text);
            span.modifier = known.then(|| text.to_owned());
            return known;
        }
        "medium" => {
            span.medium = [Medium::Speech, Medium::Writing, Medium::Thought]
                .into_iter()
                .find(|m| name(*m).eq_ignore_ascii_case(text));
            return span.medium.is_some();
        }
        "type" => {
            use QuoteType::{Direct, Indirect, Mixed, Reported};
            let kinds = [Direct, Indirect, Mixed, Reported];
            let mut kinds = kinds.into_iter();
            span.kind = kinds.find(|k| name(*k).eq_ignore_ascii_case(text));
            return span.kind.is_some();
        }
        "cue" => {
            span.uncertain = text == "?";
            return span.uncertain;
        }
        "words" => span.words = text.split_whitespace().map(str::to_owned).collect(),
        _ => _ = span.attributes.insert(key.to_owned(), text.to_owned()),
    }
    true
}

/// Those whom a list of them names, written as tags write them.
fn sources(text: &str) -> Vec<Source> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (word, behind) = if rest.starts_with('"') {
            let mut escaped = false;
            let end = rest.char_indices().skip(1).find(|(_, c)| {
                let is_end = *c == '"' && !escaped;
                escaped = *c == '\\' && !escaped;
                is_end
            });
            let end = end.map_or(rest.len(), |(i, _)| i + 1);
            let end = end + usize::from(rest[end..].starts_with('?'));
            rest.split_at(end)
        } else {
            rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()))
        };
        found.push(source(word));
        rest = behind.trim_start();
    }
    found
}

/// One who is named as tags do it.
pub(super) fn source(text: &str) -> Source {
    let body = text.strip_suffix('?').unwrap_or(text);
    let who = match body.chars().next() {
        Some('@') if body.len() > 1 => Who::Actor(body[1..].to_owned()),
        Some('#') => Who::Reference(body[1..].to_owned()),
        Some('"') => Who::Unnamed(crate::model::unquote(body)),
        Some('@') | None => Who::Unknown,
        Some(_) => Who::Unnamed(body.to_owned()),
    };
    let uncertain = body != text && who != Who::Unknown;
    named(who, uncertain)
}

/// Somebody whom no tag has named yet.
pub(super) fn named(who: Who, uncertain: bool) -> Source {
    Source {
        who,
        uncertain,
        tag: Extent::default(),
    }
}

/// What formats call a span that does not say otherwise.
pub(super) fn label(span: &Span) -> &str {
    match span.attributes.get(LABEL) {
        Some(label) => label,
        None => name_of(span.label),
    }
}

/// The attribute that keeps the name of what the language has no name for.
pub(super) const LABEL: &str = "label";

/// The names that research corpora have for the parts of a quote (PARC, PolNeAR), and ours for the rest.
pub(super) fn name_of(label: Label) -> &'static str {
    match label {
        Label::Quote => "Content",
        Label::Mention => "Source",
        Label::Cue => "Cue",
        Label::Date => "Date",
        Label::Term(TermKind::Title) => "Title",
        Label::Term(TermKind::Term) => "Term",
        Label::Term(TermKind::Scare) => "Scare",
        Label::Other => "Annotation",
    }
}
