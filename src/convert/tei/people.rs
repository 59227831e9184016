//! The `teiHeader` as it is read: what it says of the article, and whom pointers mean.

use std::collections::BTreeMap;

use super::words::date;
use crate::convert::standoff::Standoff;
use crate::convert::xml_read::Element;
use crate::model::{Actor, ActorKind, Role, Who};
use crate::syntax::is_name;

/// Whom pointers mean, and the entry that is being read.
#[derive(Clone, Default)]
pub(super) struct People {
    known: BTreeMap<String, Who>,
    entry: Option<Actor>,
    /// The xml:id of the entry.
    id: String,
    unnamed: bool,
    /// The elements that are being read, each with the text so far.
    texts: Vec<(Element, String)>,
}

impl People {
    /// Whom a pointer means.
    pub(super) fn who(&self, pointer: &str) -> Who {
        let Some(id) = pointer.strip_prefix('#') else {
            return Who::Unnamed(pointer.to_owned());
        };
        let known = self.known.get(id).cloned();
        let mention = || id.strip_prefix("m.").filter(|m| is_name(m));
        known.unwrap_or_else(|| match mention() {
            Some(id) => Who::Reference(id.to_owned()),
            None => Who::Actor(ours(id)),
        })
    }

    pub(super) fn start(&mut self, element: &Element, path: &[String], article: &mut Standoff) {
        if path.len() == 1 {
            article.header.lang = element.get("xml:lang").map(str::to_owned);
        }
        if matches!(element.name.as_str(), "person" | "personGrp" | "org") {
            self.id = element.get("xml:id").unwrap_or_default().to_owned();
            let id = element.get("n").filter(|n| is_name(n));
            let kind = match element.name.as_str() {
                "personGrp" => ActorKind::Group,
                "org" => {
                    let kind = element.get("type").and_then(ActorKind::parse);
                    kind.unwrap_or(ActorKind::Organization)
                }
                _ => ActorKind::Person,
            };
            self.unnamed = false;
            self.entry = Some(Actor {
                id: id.map_or_else(|| ours(&self.id), str::to_owned),
                kind,
                ..Actor::default()
            });
        }
        self.texts.push((element.clone(), String::new()));
    }

    pub(super) fn text(&mut self, text: &str) {
        // A name may have parts: its text is that of all of them.
        self.texts.iter_mut().for_each(|(_, t)| t.push_str(text));
    }

    pub(super) fn end(&mut self, name: &str, path: &[String], article: &mut Standoff) {
        let Some((element, text)) = self.texts.pop() else {
            return;
        };
        let text = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        let within = |name: &str| path.iter().any(|p| p == name);
        if matches!(name, "person" | "personGrp" | "org") {
            self.finish(article);
        } else if let Some(actor) = &mut self.entry {
            part(actor, &element, text, &mut self.unnamed);
        } else {
            let header = &mut article.header;
            let of_publication = within("publicationStmt");
            match (name, element.get("type")) {
                ("date", _) if of_publication => {
                    let written = || crate::model::DateValue::parse(&text).ok();
                    header.date = date(&element).or_else(written);
                }
                _ if text.is_empty() => {}
                ("author", _) if within("titleStmt") => header.author.push(text),
                ("publisher", _) if of_publication && text != "unknown" => {
                    header.source = Some(text)
                }
                ("pubPlace", _) if of_publication => header.place = Some(text),
                ("idno", Some("url" | "URL" | "URI")) if of_publication => header.url = Some(text),
                ("idno", None) if of_publication => header.id = Some(text),
                _ => {}
            }
        }
    }

    fn finish(&mut self, article: &mut Standoff) {
        let Some(actor) = self.entry.take() else {
            return;
        };
        let who = if self.unnamed {
            Who::Unnamed(actor.name.clone())
        } else {
            Who::Actor(actor.id.clone())
        };
        if !self.id.is_empty() {
            self.known.insert(std::mem::take(&mut self.id), who);
        }
        // Whom our own files name without a declaration has the id as the name.
        if !self.unnamed && !actor.id.is_empty() && actor.name != actor.id {
            article.actors.push(actor);
        }
    }
}

/// What a part of an entry says.
fn part(actor: &mut Actor, element: &Element, text: String, unnamed: &mut bool) {
    if text.is_empty() {
        return;
    }
    match (element.name.as_str(), element.get("type")) {
        ("persName" | "orgName" | "name", Some("alias")) => actor.aliases.push(text),
        ("persName" | "orgName" | "name", kind) => {
            *unnamed |= kind == Some("unnamed");
            if actor.name.is_empty() {
                actor.name = text;
            } else {
                actor.aliases.push(text);
            }
        }
        ("occupation", _) if element.get("from").or(element.get("to")).is_some() => {
            let day = |name| {
                element
                    .get(name)
                    .and_then(|d| crate::model::DateValue::parse(d).ok())
            };
            actor.roles.push(Role {
                title: text,
                from: day("from"),
                to: day("to"),
            });
        }
        ("occupation" | "roleName", _) | ("note", Some("role")) => actor.role = Some(text),
        ("note", _) => actor.note = Some(text),
        ("idno", Some("wikidata")) => actor.wikidata = Some(text),
        ("idno", Some("url")) => actor.url = Some(text),
        _ => {}
    }
}

/// An id of TEI as one of ours.
fn ours(id: &str) -> String {
    let id = id.strip_prefix("a.").unwrap_or(id);
    if is_name(id) {
        return id.to_owned();
    }
    let kept = |c: char| if c.is_alphanumeric() { c } else { '-' };
    let id: String = id.chars().map(kept).collect();
    let id = id.trim_matches('-');
    if is_name(id) {
        id.to_owned()
    } else {
        "somebody".to_owned()
    }
}
