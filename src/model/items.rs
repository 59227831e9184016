//! What the tags of one carrier say.
//!
//! In come the nodes of tags; out go [`Items`]: each value read, and a problem for each that makes no
//! sense. Nothing here knows what the carrier is.

use std::collections::BTreeMap;

use super::build::Builder;
use super::date::DateValue;
use super::header::{Problem, ProblemKind};
use super::quote::{Medium, QuoteType, Source, Who};
use crate::syntax::{ErrorKind, Kind, Node, Span, tag};

/// Everything the tags of one carrier say.
#[derive(Default)]
pub(super) struct Items {
    pub(super) speakers: Vec<Source>,
    /// `by=` was among them, which makes a span a quote rather than a mention.
    pub(super) by: bool,
    /// Where `+` stands.
    pub(super) continues: Option<Span>,
    pub(super) id: Option<String>,
    pub(super) to: Vec<Source>,
    pub(super) via: Vec<Source>,
    pub(super) cue: Option<(String, Span)>,
    pub(super) on: Option<(DateValue, Span)>,
    pub(super) medium: Option<(Medium, Span)>,
    pub(super) kind: Option<QuoteType>,
    pub(super) role: Option<(u8, bool)>,
    pub(super) dates: Vec<DateValue>,
    pub(super) modifier: Option<String>,
    pub(super) words: Vec<String>,
    pub(super) attributes: BTreeMap<String, String>,
    pub(super) broken: bool,
    /// The last item gives somebody in words, which a slip would cut short.
    in_words: bool,
}

impl Builder<'_> {
    fn source(&self, node: &Node<'_>) -> Source {
        let text = node.text(self.text);
        let body = text.strip_suffix('?').unwrap_or(text);
        let who = match node.kind() {
            Kind::Actor => Who::Actor(body.trim_start_matches('@').to_owned()),
            Kind::Id => Who::Reference(body.trim_start_matches('#').to_owned()),
            Kind::Unknown => Who::Unknown,
            Kind::String => Who::Unnamed(unquote(text)),
            _ => Who::Unnamed(body.to_owned()),
        };
        Source {
            who,
            // Words without quotation marks keep their sign.
            uncertain: node.is_uncertain() || node.kind() == Kind::Bare && body != text,
            tag: node.span().into(),
        }
    }

    fn date(&mut self, text: &str, span: Span) -> Option<DateValue> {
        match DateValue::parse(text) {
            Ok(value) => Some(value),
            Err(e) => {
                let message = format!("{text} {e}");
                let problem = Problem::new(ProblemKind::Date, span, message);
                self.problems.push(problem);
                None
            }
        }
    }

    /// Reads the tags of one carrier.
    pub(super) fn items<'t>(&mut self, tags: impl Iterator<Item = Node<'t>>) -> Items {
        let mut items = Items::default();
        for tag in tags {
            items.broken |= tag.is_unclosed();
            for node in tag.children() {
                self.item(&node, &mut items);
            }
        }
        items
    }

    fn item(&mut self, node: &Node<'_>, items: &mut Items) {
        match node.kind() {
            Kind::Actor | Kind::Unknown => items.speakers.push(self.source(node)),
            Kind::Continuation => items.continues = Some(node.span()),
            Kind::Id => items.id = Some(node.text(self.text).trim_matches(['#', '?']).to_owned()),
            Kind::Role => items.role = Some((node.data(), node.is_uncertain())),
            Kind::Date => items
                .dates
                .extend(self.date(node.text(self.text), node.span())),
            Kind::Attribute => self.attribute(node, items),
            Kind::Error => self.wrong(node, items),
            _ => items.broken = true,
        }
        items.in_words = node.kind() == Kind::Attribute
            && matches!(&self.text[node.inner()], "by" | "to" | "via");
    }

    /// What is no item: words that a project can declare, or a slip.
    fn wrong(&self, node: &Node<'_>, items: &mut Items) {
        let words = match node.error() {
            Some(ErrorKind::UnknownItem | ErrorKind::SpacedValue) => {
                tag::words(node.text(self.text))
            }
            _ => None,
        };
        items.broken |= items.in_words || words.is_none();
        let words = words.into_iter().flatten();
        items.words.extend(words.map(|(_, w)| w.to_owned()));
    }

    fn attribute(&mut self, node: &Node<'_>, items: &mut Items) {
        let Some(value) = node.children().next() else {
            return;
        };
        let written = value.text(self.text);
        let text = if value.kind() == Kind::String {
            unquote(written)
        } else {
            written.to_owned()
        };
        let plain = text.trim_end_matches('?');
        let key = &self.text[node.inner()];
        match key {
            "by" => {
                items.by = true;
                items.speakers.push(self.source(&value));
            }
            "to" => items.to.push(self.source(&value)),
            "via" => items.via.push(self.source(&value)),
            "cue" if value.kind() == Kind::Id => {
                items.cue = Some((plain.trim_start_matches('#').to_owned(), value.span()))
            }
            "on" => items.on = self.date(&text, value.span()).map(|d| (d, value.span())),
            "date" => items.dates.extend(self.date(&text, value.span())),
            "mod" => {
                let known = MODIFIERS.map(|m| (m, m));
                items.modifier = self.one_of(key, plain, &value, &known).map(str::to_owned);
            }
            "medium" => {
                let medium = self.one_of(key, plain, &value, MEDIA);
                items.medium = medium.map(|m| (m, value.span()));
            }
            "type" => items.kind = self.one_of(key, plain, &value, TYPES),
            _ => _ = items.attributes.insert(key.to_owned(), text),
        }
    }

    fn one_of<T: Copy>(
        &mut self,
        key: &str,
        text: &str,
        value: &Node<'_>,
        words: &[(&str, T)],
    ) -> Option<T> {
        let found = words.iter().find(|(w, _)| *w == text).map(|(_, t)| *t);
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|(w, _)| *w).collect();
            self.problem(
                value.span(),
                format!("unknown {key} {text}: expected {}", known.join(", ")),
            );
        }
        found
    }
}

/// The attributes that the language gives a meaning.
pub(crate) const ATTRIBUTES: [&str; 9] = [
    "by", "to", "via", "cue", "on", "medium", "type", "date", "mod",
];

/// TimeML's modifiers (TimeML 1.2.1, `mod` of TIMEX3), in lower case and with hyphens.
const MODIFIERS: [&str; 12] = [
    "before",
    "after",
    "on-or-before",
    "on-or-after",
    "less-than",
    "more-than",
    "equal-or-less",
    "equal-or-more",
    "start",
    "mid",
    "end",
    "approx",
];

const MEDIA: &[(&str, Medium)] = &[
    ("speech", Medium::Speech),
    ("writing", Medium::Writing),
    ("thought", Medium::Thought),
];
const TYPES: &[(&str, QuoteType)] = &[
    ("direct", QuoteType::Direct),
    ("indirect", QuoteType::Indirect),
    ("mixed", QuoteType::Mixed),
    ("reported", QuoteType::Reported),
];

/// The values that `mod=` takes.
pub(crate) fn values_of_mod() -> &'static [&'static str] {
    &MODIFIERS
}

/// The values of an attribute that the language gives some, in the order in which they are best listed.
#[cfg(feature = "lsp")]
pub(crate) fn values_of(key: &str) -> Vec<&'static str> {
    match key {
        "medium" => MEDIA.iter().map(|(name, _)| *name).collect(),
        "type" => TYPES.iter().map(|(name, _)| *name).collect(),
        "mod" => MODIFIERS.to_vec(),
        _ => Vec::new(),
    }
}

/// The value of a string as written in a tag.
pub(crate) fn unquote(written: &str) -> String {
    let inside = written
        .strip_prefix('"')
        .and_then(|t| t.strip_suffix('"'))
        .unwrap_or(written);
    let mut value = String::with_capacity(inside.len());
    let mut chars = inside.chars();
    while let Some(c) = chars.next() {
        value.push(if c == '\\' {
            chars.next().unwrap_or(c)
        } else {
            c
        });
    }
    value
}
