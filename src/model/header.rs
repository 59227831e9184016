//! The header's values: what the article says of itself, and its actors.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::date::DateValue;
use super::plain::Extent;
use crate::syntax::scalar::scalar_value;
use crate::syntax::{Block, HEADER_KEYS, Kind, Node, Span};

/// What the header says of the article.
#[derive(Clone, Default, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Header {
    /// The headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// When the article was published: the anchor of its relative dates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<DateValue>,
    /// Where it was filed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Who published it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Who wrote it.
    pub author: Vec<String>,
    /// Its language, as a BCP 47 tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// Where it can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// A name for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Every other key, as it stands.
    pub metadata: BTreeMap<String, Value>,
}

/// A header value that the language gives no meaning.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
#[non_exhaustive]
pub enum Value {
    /// A scalar; numbers and dates too are text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// Keys with their values.
    Map(BTreeMap<String, Value>),
}

/// What sort of thing an actor is.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum ActorKind {
    /// One human being; what an actor is that does not say.
    #[default]
    Person,
    /// A company, ministry, party or paper.
    Organization,
    /// Several people who speak as one.
    Group,
    /// A report, letter or law.
    Document,
    /// A place that stands for who speaks there.
    Place,
}

impl ActorKind {
    /// The names of the kinds, each kind's own before its other spelling.
    pub(crate) const NAMES: [(&str, ActorKind); 6] = [
        ("person", ActorKind::Person),
        ("organization", ActorKind::Organization),
        ("organisation", ActorKind::Organization),
        ("group", ActorKind::Group),
        ("document", ActorKind::Document),
        ("place", ActorKind::Place),
    ];

    pub(crate) fn parse(text: &str) -> Option<ActorKind> {
        let named = Self::NAMES.iter().find(|(name, _)| *name == text);
        named.map(|(_, kind)| *kind)
    }

    pub(crate) fn name(self) -> Option<&'static str> {
        let named = Self::NAMES.iter().find(|(_, kind)| *kind == self);
        named.map(|(name, _)| *name)
    }
}

/// An office that an actor held, and when.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Role {
    /// The office.
    pub title: String,
    /// When it began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<DateValue>,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<DateValue>,
}

/// Somebody, or something, that can speak.
#[derive(Clone, Default, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Actor {
    /// What tags call the actor, without the `@`.
    pub id: String,
    /// The full name.
    pub name: String,
    /// What sort of thing it is.
    pub kind: ActorKind,
    /// The present office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Offices with their times.
    pub roles: Vec<Role>,
    /// Other names.
    pub aliases: Vec<String>,
    /// Pronouns, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pronouns: Option<String>,
    /// The item's identifier at Wikidata.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wikidata: Option<String>,
    /// A page about the actor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Anything else, for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Every other key, as it stands.
    pub metadata: BTreeMap<String, Value>,
    /// Where the id stands in the source, in bytes.
    pub source: Extent,
}

/// Something that has the right syntax and the wrong meaning.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Problem {
    /// What sort of thing is wrong.
    pub kind: ProblemKind,
    /// The bytes of the source that are wrong.
    pub span: Span,
    /// What was expected.
    pub message: String,
    /// The bytes of the source that it contradicts, where it does.
    pub other: Option<Span>,
}

/// The sorts of [`Problem`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[non_exhaustive]
pub enum ProblemKind {
    /// A value or a reference makes no sense.
    Value,
    /// A value that stands where a date must is none.
    Date,
    /// `+` continues nothing.
    DanglingContinuation,
    /// The tags of two fragments of one quote contradict one another.
    ConflictingFragments,
}

impl Problem {
    pub(super) fn new(kind: ProblemKind, span: Span, message: String) -> Problem {
        Problem {
            kind,
            span,
            message,
            other: None,
        }
    }
}

impl Actor {
    /// Whether this is another actor, or is called as that one is.
    pub(crate) fn is_called(&self, other: &Actor) -> bool {
        self.id == other.id || self.name == other.name || self.aliases.contains(&other.name)
    }
}

pub(super) struct Reader<'a> {
    text: &'a str,
    pub(super) header: Header,
    pub(super) actors: Vec<Actor>,
    pub(super) problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Reader {
            text,
            header: Header::default(),
            actors: Vec::new(),
            problems: Vec::new(),
        }
    }

    pub(super) fn read(&mut self, block: &Block<'_>) {
        for entry in block.children().filter(|n| n.kind() == Kind::Entry) {
            let key = &self.text[entry.inner()];
            match key {
                "title" => self.header.title = self.text_of(&entry),
                "date" => self.header.date = self.date_of(&entry),
                "place" => self.header.place = self.text_of(&entry),
                "source" => self.header.source = self.text_of(&entry),
                "author" => self.header.author = self.list_of(&entry),
                "lang" => self.header.lang = self.text_of(&entry),
                "url" => self.header.url = self.text_of(&entry),
                "id" => self.header.id = self.text_of(&entry),
                "actors" => self.actors(&entry),
                _ => {
                    let near = HEADER_KEYS.iter().find(|k| {
                        k.eq_ignore_ascii_case(key)
                            || k.strip_suffix('s') == Some(key)
                            || key.strip_suffix('s') == Some(k)
                    });
                    if let Some(near) = near {
                        self.problem(
                            entry.inner(),
                            format!("unknown key {key}: did you mean {near}?"),
                        );
                    }
                    let value = self.value(&entry);
                    self.header
                        .metadata
                        .extend(value.map(|v| (key.to_owned(), v)));
                }
            }
        }
    }

    fn problem(&mut self, span: Span, message: String) {
        let problem = Problem::new(ProblemKind::Value, span, message);
        self.problems.push(problem);
    }

    fn scalar(&self, node: &Node<'_>) -> String {
        scalar_value(node.text(self.text), node.data()).into_owned()
    }

    /// What stands under a key, an error aside.
    fn under<'t>(entry: &Node<'t>) -> Option<Node<'t>> {
        entry.children().find(|n| n.kind() != Kind::Error)
    }

    fn text_of(&mut self, entry: &Node<'_>) -> Option<String> {
        let value = Self::under(entry)?;
        if value.kind() == Kind::Scalar {
            return Some(self.scalar(&value));
        }
        let key = &self.text[entry.inner()];
        self.problem(
            value.span(),
            format!(
                "expected {key} to be text, not a {}",
                if value.kind() == Kind::Sequence {
                    "list"
                } else {
                    "map"
                }
            ),
        );
        None
    }

    fn date_of(&mut self, entry: &Node<'_>) -> Option<DateValue> {
        let span = Self::under(entry)?.span();
        let text = self.text_of(entry)?;
        match DateValue::parse(&text) {
            Ok(date) => Some(date),
            Err(e) => {
                let message = format!("{text} {e}");
                let problem = Problem::new(ProblemKind::Date, span, message);
                self.problems.push(problem);
                None
            }
        }
    }

    /// A list of texts, or one text.
    fn list_of(&mut self, entry: &Node<'_>) -> Vec<String> {
        let Some(value) = Self::under(entry) else {
            return Vec::new();
        };
        match value.kind() {
            Kind::Scalar => vec![self.scalar(&value)],
            Kind::Sequence => {
                let mut list = Vec::new();
                for child in value.children() {
                    let scalar = if child.kind() == Kind::Item {
                        Self::under(&child)
                    } else {
                        Some(child)
                    };
                    match scalar {
                        Some(n) if n.kind() == Kind::Scalar => list.push(self.scalar(&n)),
                        Some(n) if n.kind() != Kind::Error => {
                            self.problem(n.span(), "expected text, not a map".into())
                        }
                        _ => {}
                    }
                }
                list
            }
            _ => {
                let key = &self.text[entry.inner()];
                self.problem(
                    value.span(),
                    format!("expected {key} to be a list such as [a, b]"),
                );
                Vec::new()
            }
        }
    }

    fn value(&self, parent: &Node<'_>) -> Option<Value> {
        let first = Self::under(parent)?;
        Some(match first.kind() {
            Kind::Scalar => Value::Text(self.scalar(&first)),
            Kind::Sequence => Value::List(
                first
                    .children()
                    .filter_map(|c| match c.kind() {
                        Kind::Item => self.value(&c),
                        Kind::Scalar => Some(Value::Text(self.scalar(&c))),
                        _ => None,
                    })
                    .collect(),
            ),
            _ => {
                let entries = parent.children().filter(|n| n.kind() == Kind::Entry);
                Value::Map(
                    entries
                        .filter_map(|e| Some((self.text[e.inner()].to_owned(), self.value(&e)?)))
                        .collect(),
                )
            }
        })
    }

    fn actors(&mut self, entry: &Node<'_>) {
        for child in entry.children() {
            match child.kind() {
                Kind::Entry => {
                    let actor = self.actor(&child);
                    self.actors.push(actor);
                }
                Kind::Scalar | Kind::Sequence => {
                    self.problem(child.span(), "expected each actor on a line of its own under actors, as in `  name: Full Name, role`".into());
                }
                _ => {}
            }
        }
    }

    fn actor(&mut self, entry: &Node<'_>) -> Actor {
        let id = self.text[entry.inner()].to_owned();
        let mut actor = Actor {
            id,
            source: entry.inner().into(),
            ..Actor::default()
        };
        match Self::under(entry) {
            Some(value) if value.kind() == Kind::Scalar => {
                let text = self.scalar(&value);
                let (name, role) = text
                    .split_once(", ")
                    .map_or((text.as_str(), None), |(n, r)| (n, Some(r)));
                actor.name = name.trim().to_owned();
                actor.role = role.map(|r| r.trim().to_owned());
            }
            Some(value) if value.kind() == Kind::Sequence => {
                self.problem(
                    value.span(),
                    "expected a name, or keys such as name and role on lines of their own".into(),
                );
            }
            _ => entry
                .children()
                .filter(|n| n.kind() == Kind::Entry)
                .for_each(|e| self.actor_key(&mut actor, &e)),
        }
        if actor.name.is_empty() && !entry.children().any(|n| n.kind() == Kind::Error) {
            self.problem(
                entry.inner(),
                format!(
                    "the actor {} has no name: expected `{}: Full Name`",
                    actor.id, actor.id
                ),
            );
        }
        actor
    }

    fn actor_key(&mut self, actor: &mut Actor, entry: &Node<'_>) {
        let key = &self.text[entry.inner()];
        match key {
            "name" => actor.name = self.text_of(entry).unwrap_or_default(),
            "kind" => actor.kind = self.actor_kind(entry),
            "role" => actor.role = self.text_of(entry),
            "roles" => actor.roles = self.roles(entry),
            "aliases" => actor.aliases = self.list_of(entry),
            "pronouns" => actor.pronouns = self.text_of(entry),
            "wikidata" => actor.wikidata = self.text_of(entry),
            "url" => actor.url = self.text_of(entry),
            "note" => actor.note = self.text_of(entry),
            _ => {
                if HEADER_KEYS.contains(&key) {
                    self.problem(entry.inner(), format!("{key} describes the article, not an actor: expected it without indentation"));
                }
                let value = self.value(entry);
                actor.metadata.extend(value.map(|v| (key.to_owned(), v)));
            }
        }
    }

    fn actor_kind(&mut self, entry: &Node<'_>) -> ActorKind {
        let Some(text) = self.text_of(entry) else {
            return ActorKind::Person;
        };
        ActorKind::parse(&text).unwrap_or_else(|| {
            let span = Self::under(entry).map_or(entry.span(), |n| n.span());
            self.problem(
                span,
                format!(
                    "unknown kind {text}: expected person, organization, group, document or place"
                ),
            );
            ActorKind::Person
        })
    }

    fn roles(&mut self, entry: &Node<'_>) -> Vec<Role> {
        let mut roles = Vec::new();
        let Some(list) = Self::under(entry).filter(|n| n.kind() == Kind::Sequence) else {
            if let Some(other) = Self::under(entry) {
                self.problem(
                    other.span(),
                    "expected a list, each element with title, from and to".into(),
                );
            }
            return roles;
        };
        for item in list.children() {
            let mut role = Role {
                title: String::new(),
                from: None,
                to: None,
            };
            if item.kind() == Kind::Scalar {
                role.title = self.scalar(&item);
            }
            for part in item.children() {
                match (part.kind(), &self.text[part.inner()]) {
                    (Kind::Scalar, _) => role.title = self.scalar(&part),
                    (Kind::Entry, "title") => role.title = self.text_of(&part).unwrap_or_default(),
                    (Kind::Entry, "from") => role.from = self.date_of(&part),
                    (Kind::Entry, "to") => role.to = self.date_of(&part),
                    (Kind::Entry, key) => self.problem(
                        part.inner(),
                        format!("unknown key {key}: expected title, from or to"),
                    ),
                    _ => {}
                }
            }
            roles.push(role);
        }
        roles
    }
}
