//! Spans as the text of tags.

use hashbrown::HashSet;

use super::fields::{LABEL, UNREAD, name_of};
use super::rows::name;
use super::standoff::{Label, Span};
use crate::model::{ATTRIBUTES, CarrierKind, Source, TermKind, Who};
use crate::syntax::tag::{Reading, key_reading};
use crate::syntax::{Kind, is_name, parse};

/// How a piece of a span belongs to the piece before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Join {
    /// It says everything.
    Head,
    /// It has the id of the first.
    Id,
    /// It continues the quote before it.
    Plus,
}

/// What a tag is written for.
pub(super) struct Place<'a> {
    pub(super) carrier: CarrierKind,
    pub(super) join: Join,
    pub(super) id: Option<&'a str>,
    /// The attribute that tells which pieces belong together.
    pub(super) pieces: Option<&'a str>,
    /// The id of the quote's cue.
    pub(super) cue: Option<&'a str>,
}

/// What a span says that no tag can: keys, words and actors that are no names.
pub(super) fn unsayable(span: &Span) -> Vec<String> {
    let mut found = Vec::new();
    let keys = span.attributes.keys().filter(|k| !is_key(k));
    found.extend(keys.map(|key| format!("the attribute {key:?}")));
    let words = span.words.iter().filter(|w| !is_name(w));
    found.extend(words.map(|word| format!("the word {word:?}")));
    let people = span.actors.iter().chain(&span.to).chain(&span.via);
    let ids = people.filter_map(|source| match &source.who {
        Who::Actor(id) | Who::Reference(id) if !is_name(id) => Some(id),
        _ => None,
    });
    found.extend(ids.map(|id| format!("the actor {id:?}")));
    found
}

/// The tag of a piece, with its braces. Never empty.
pub(super) fn tag(span: &Span, place: &Place<'_>) -> String {
    let mut items: Vec<String> = Vec::new();
    let is_full = place.join == Join::Head || span.label != Label::Quote;
    match span.label {
        Label::Quote if place.join == Join::Plus => items.push("+".into()),
        Label::Quote if is_full => quote(span, place, &mut items),
        // A tag with an id and no more stands before no block.
        Label::Quote if place.carrier == CarrierKind::Block => {
            items.extend(
                span.actors
                    .first()
                    .map_or_else(|| Some("@?".into()), mentioned),
            );
        }
        Label::Mention => items.extend(span.actors.iter().filter_map(mentioned)),
        Label::Cue => items.push(format!("cue{}", sign(span.uncertain))),
        Label::Term(kind) => {
            let name = match kind {
                TermKind::Title => "title",
                TermKind::Term => "term",
                TermKind::Scare => "scare",
            };
            if place.carrier == CarrierKind::Quotation {
                items.push(format!("{name}{}", sign(span.uncertain)));
            } else {
                items.push(format!("label={name}"));
            }
        }
        Label::Date if span.date.is_some() => {
            items.extend(span.date.as_ref().map(|d| date("date", &d.value)));
            let modifier = span.modifier.as_ref();
            items.extend(modifier.map(|m| format!("mod={}", value(m))));
        }
        // The tag of a date has its value.
        Label::Date => {
            if !span.attributes.contains_key(LABEL) {
                items.push(format!("{LABEL}={}", name_of(Label::Date)));
            }
            let modifier = span.modifier.as_ref();
            items.extend(modifier.map(|m| format!("{UNREAD}mod={}", value(m))));
        }
        // With an id and no more it would be a mention.
        Label::Other if place.id.is_some() && !span.attributes.contains_key(LABEL) => {
            items.push(format!("{LABEL}={}", name_of(Label::Other)));
        }
        _ => {}
    }
    if is_full {
        items.extend(span.words.iter().filter(|w| is_name(w)).cloned());
        for (name, text) in &span.attributes {
            if is_key(name) {
                items.push(format!("{name}={}", value(text)));
            }
        }
    }
    items.extend(place.pieces.map(|p| format!("pieces={}", value(p))));
    items.extend(place.id.map(|id| format!("#{id}")));
    if items.is_empty() {
        items.push("note=\"\"".into());
    }
    format!("{{{}}}", items.join(" "))
}

fn quote(span: &Span, place: &Place<'_>, items: &mut Vec<String>) {
    let is_quotation = matches!(place.carrier, CarrierKind::Quotation | CarrierKind::Block);
    for source in &span.actors {
        match &source.who {
            Who::Actor(_) | Who::Unknown if is_quotation => items.push(who(source)),
            _ => items.push(format!("by={}", who(source))),
        }
    }
    if span.actors.is_empty() && !is_quotation {
        items.push("by=@?".into());
    }
    items.extend(span.to.iter().map(|s| format!("to={}", who(s))));
    items.extend(span.via.iter().map(|s| format!("via={}", who(s))));
    items.extend(place.cue.map(|id| format!("cue=#{id}")));
    items.extend(span.on.as_ref().map(|d| format!("on={}", value(&d.value))));
    items.extend(span.medium.map(|m| format!("medium={}", name(m))));
    items.extend(span.kind.map(|k| format!("type={}", name(k))));
}

fn sign(uncertain: bool) -> &'static str {
    if uncertain { "?" } else { "" }
}

fn mentioned(source: &Source) -> Option<String> {
    matches!(source.who, Who::Actor(_) | Who::Unknown).then(|| who(source))
}

/// Somebody as a tag names them; whom no tag can name is unknown.
fn who(source: &Source) -> String {
    match &source.who {
        Who::Unknown => "@?".into(),
        Who::Actor(id) | Who::Reference(id) if !is_name(id) => "@?".into(),
        Who::Unnamed(words) => format!("{}{}", string(words), sign(source.uncertain)),
        who => format!("{who}{}", sign(source.uncertain)),
    }
}

/// A text in quotation marks.
fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            // A value stands on one line.
            '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A value, in quotation marks unless it is plainly a word.
pub(super) fn value(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':');
    let bare = text.starts_with(char::is_alphanumeric)
        && text.ends_with(char::is_alphanumeric)
        && text.chars().all(plain);
    if bare { text.to_owned() } else { string(text) }
}

/// A date as an item, or as an attribute where it cannot stand bare.
fn date(key: &str, text: &str) -> String {
    let probe = format!("w{{{text}}}");
    let tree = parse(&probe);
    let mut dates = tree.descendants().filter(|n| n.kind() == Kind::Date);
    let is_bare = dates.next().is_some_and(|n| n.text(&probe) == text) && dates.next().is_none();
    if is_bare {
        text.to_owned()
    } else {
        format!("{key}={}", string(text))
    }
}

/// Whether a tag can have an attribute of this name that the language gives no meaning.
pub(super) fn is_key(name: &str) -> bool {
    !ATTRIBUTES.contains(&name) && key_reading(name) == Reading::Free
}

/// Names for spans that need one.
pub(super) struct Ids {
    taken: HashSet<String>,
    next: usize,
}

impl Ids {
    pub(super) fn new(spans: &[Span]) -> Ids {
        Ids {
            taken: spans.iter().filter_map(|s| s.id.clone()).collect(),
            next: 0,
        }
    }

    /// A name that nothing has yet, which begins with `letter`.
    pub(super) fn fresh(&mut self, letter: char) -> String {
        loop {
            self.next += 1;
            let id = format!("{letter}{}", self.next);
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}
