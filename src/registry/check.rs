//! What the keys of an actor may hold: finds what makes no sense and takes it out, and makes an
//! [`Actor`] of what is left.

use std::borrow::Cow;
use std::collections::HashSet;

use super::node::{Field, NULL, Node, Value, find};
use super::problem::{Problems, nearest, short};
use crate::model::{Actor, ActorKind, DateValue, Role};
use crate::syntax::{Span, is_name};

/// The keys that an actor may have and that mean something.
pub(super) const KEYS: [&str; 10] = [
    "id", "name", "kind", "role", "roles", "aliases", "pronouns", "wikidata", "url", "note",
];

const ROLE_KEYS: [&str; 3] = ["title", "from", "to"];

/// The longest that a name or alias may be, in bytes, so that comparing two takes a bounded time.
pub(super) const LONGEST_NAME: usize = 1000;

/// The most keys that a map may have, so that each can be compared with each.
pub(super) const MOST_KEYS: usize = 200;

/// Takes everything out of `fields` that makes no sense, and says so. Afterwards `name` is a text
/// that is not empty, `aliases` a list of such texts, and so on. False if nothing can be made of
/// the entry, which stands at `span`.
pub(super) fn check(fields: &mut Vec<Field<'_>>, span: &Span, problems: &mut Problems) -> bool {
    if !are_few(fields, span, problems) {
        return false;
    }
    no_key_twice(fields, problems);
    fields.retain(|field| field.node.sort() != NULL);
    let called = find(fields, "name").is_some();
    fields.retain_mut(|field| match &*field.key {
        "id" => true,
        "name" => is_text(field, problems) && is_called(&mut field.node, "name", problems),
        "kind" => is_text(field, problems) && is_kind(field, problems),
        "role" | "pronouns" | "wikidata" | "url" | "note" => is_text(field, problems),
        "aliases" => are_aliases(field, problems),
        "roles" => are_roles(field, problems),
        _ => true,
    });
    let called = !called || find(fields, "name").is_some();
    is_id(fields, span, problems) && called
}

fn are_few(fields: &[Field<'_>], span: &Span, problems: &mut Problems) -> bool {
    let found = fields.len();
    if found > MOST_KEYS {
        let message = format!("expected at most {MOST_KEYS} keys here, not {found}");
        problems.error(span.clone(), message);
    }
    found <= MOST_KEYS
}

fn no_key_twice(fields: &mut Vec<Field<'_>>, problems: &mut Problems) {
    let mut seen: Vec<(String, Span)> = Vec::new();
    let twice = |fields: &[Field<'_>], i: usize| fields[..i].iter().any(|f| f.key == fields[i].key);
    if !(1..fields.len()).any(|i| twice(fields, i)) {
        return;
    }
    fields.retain(|field| {
        let first = seen.iter().find(|(key, _)| *key == field.key);
        if let Some((key, place)) = first {
            let message = format!(
                "the key {} stands here a second time: expected each key once",
                short(key)
            );
            let source = problems.source;
            problems
                .error(field.span.clone(), message)
                .related(source, place.clone());
            return false;
        }
        seen.push((field.key.to_string(), field.span.clone()));
        true
    });
}

fn is_id(fields: &[Field<'_>], span: &Span, problems: &mut Problems) -> bool {
    let Some(node) = find(fields, "id") else {
        problems
            .error(span.clone(), "this actor has no id: expected the key id")
            .help("an id is what tags say behind @, as in vell");
        return false;
    };
    let Value::Text(id) = &node.value else {
        let message = format!("expected id to be text, not {}", node.sort());
        problems.error(node.span.clone(), message);
        return false;
    };
    let message = if id.is_empty() {
        "this id is empty: expected letters or digits".to_owned()
    } else if id.len() > LONGEST_NAME {
        too_long("id", id)
    } else if is_name(id) {
        return true;
    } else {
        let id = short(id);
        format!(
            "the id {id} cannot stand behind @: expected letters, digits and _, and inside it - and ."
        )
    };
    let problem = problems.error(node.span.clone(), message);
    let words: Vec<&str> = id
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-' | '.'))
        .collect();
    let near = words.join("-").trim_matches(['-', '.']).to_lowercase();
    if near.len() <= LONGEST_NAME && is_name(&near) {
        problem.help(format!("did you mean {}?", short(&near)));
    }
    false
}

fn too_long(key: &str, text: &str) -> String {
    let found = text.len();
    format!("this {key} has {found} bytes: expected at most {LONGEST_NAME}")
}

fn is_text(field: &Field<'_>, problems: &mut Problems) -> bool {
    let text = matches!(field.node.value, Value::Text(_));
    if !text {
        let message = format!(
            "expected {} to be text, not {}",
            field.key,
            field.node.sort()
        );
        problems.error(field.node.span.clone(), message);
    }
    text
}

/// Whether a text can be somebody's name; takes the white space around it away.
fn is_called(node: &mut Node<'_>, key: &str, problems: &mut Problems) -> bool {
    let Value::Text(text) = &mut node.value else {
        let message = format!("expected {key} to hold text, not {}", node.sort());
        problems.error(node.span.clone(), message);
        return false;
    };
    if text.trim().len() < text.len() {
        *text = match std::mem::take(text) {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        };
    }
    let wrong = if text.is_empty() {
        format!("this {key} is empty: expected a name")
    } else if text.len() > LONGEST_NAME {
        too_long(key, text)
    } else if text.bytes().any(|b| b < b' ' || b == 0x7F || b == 0xC2)
        && text.contains(char::is_control)
    {
        format!(
            "{} has a line break or another control character: expected a name on one line",
            short(text)
        )
    } else {
        return true;
    };
    problems.error(node.span.clone(), wrong);
    false
}

/// Whether a text is a kind; writes it as the kind's name.
fn is_kind(field: &mut Field<'_>, problems: &mut Problems) -> bool {
    let text = field.node.words().unwrap_or_default();
    let kind = ActorKind::parse(text);
    if let Some(name) = kind.and_then(ActorKind::name) {
        field.node.value = Value::Text(Cow::Borrowed(name));
    } else {
        let names = ActorKind::NAMES.map(|(name, _)| name);
        let message = format!(
            "unknown kind {}: expected person, organization, group, document or place",
            short(text)
        );
        let near = nearest(text, &names);
        let problem = problems.error(field.node.span.clone(), message);
        if let Some(near) = near {
            problem.help(format!("did you mean {near}?"));
        }
    }
    kind.is_some()
}

/// One text counts as a list of one.
fn are_aliases(field: &mut Field<'_>, problems: &mut Problems) -> bool {
    let node = &mut field.node;
    if matches!(node.value, Value::Text(_)) {
        let one = Node {
            span: node.span.clone(),
            value: std::mem::replace(&mut node.value, Value::List(Vec::new())),
        };
        node.value = Value::List(vec![one]);
    }
    let Value::List(list) = &mut node.value else {
        let message = format!(
            "expected aliases to be a list of texts, not {}",
            node.sort()
        );
        problems.error(node.span.clone(), message);
        return false;
    };
    list.retain_mut(|alias| is_called(alias, "alias", problems));
    true
}

fn are_roles(field: &mut Field<'_>, problems: &mut Problems) -> bool {
    let sort = field.node.sort();
    let Value::List(list) = &mut field.node.value else {
        let message = format!(
            "expected roles to be a list, each element with title, from and to, not {sort}"
        );
        problems.error(field.node.span.clone(), message);
        return false;
    };
    list.retain_mut(|role| is_role(role, problems));
    true
}

/// A role is a map, or its title alone.
fn is_role(role: &mut Node<'_>, problems: &mut Problems) -> bool {
    let sort = role.sort();
    let fields = match &mut role.value {
        Value::Text(_) => return true,
        Value::Map(fields) => fields,
        _ => {
            let message = format!("expected a role with title, from and to, not {sort}");
            problems.error(role.span.clone(), message);
            return false;
        }
    };
    if !are_few(fields, &role.span, problems) {
        return false;
    }
    no_key_twice(fields, problems);
    fields.retain(|field| match &*field.key {
        _ if field.node.sort() == NULL => false,
        "title" => is_text(field, problems),
        "from" | "to" => is_date(field, problems),
        key => {
            let message = format!("unknown key {}: expected title, from or to", short(key));
            let problem = problems.error(field.span.clone(), message);
            if let Some(near) = nearest(key, &ROLE_KEYS) {
                problem.help(format!("did you mean {near}?"));
            }
            false
        }
    });
    let titled = find(fields, "title").is_some();
    if !titled {
        problems.error(
            role.span.clone(),
            "this role has no title: expected the key title",
        );
    }
    titled
}

/// A year may be a number, and a day whatever the format has for days.
fn is_date(field: &Field<'_>, problems: &mut Problems) -> bool {
    let Some(text) = field.node.words() else {
        let message = format!(
            "expected {} to be a date, not {}",
            field.key,
            field.node.sort()
        );
        problems.error(field.node.span.clone(), message);
        return false;
    };
    let date = DateValue::parse(text);
    if let Err(error) = &date {
        problems.error(field.node.span.clone(), format!("{} {error}", short(text)));
    }
    date.is_ok()
}

/// The texts of `aliases`.
pub(super) fn aliases<'n, 'a>(fields: &'n [Field<'a>]) -> &'n [Node<'a>] {
    match find(fields, "aliases").map(|n| &n.value) {
        Some(Value::List(list)) => list,
        _ => &[],
    }
}

/// The actor that checked fields describe.
pub(super) fn actor(fields: &[Field<'_>]) -> Actor {
    let mut actor = Actor::default();
    for field in fields {
        let text = || field.node.words().map(str::to_owned);
        match &*field.key {
            "id" => actor.id = text().unwrap_or_default(),
            "name" => actor.name = text().unwrap_or_default(),
            "kind" => {
                let kind = field.node.words().and_then(ActorKind::parse);
                actor.kind = kind.unwrap_or_default();
            }
            "role" => actor.role = text(),
            "roles" => actor.roles = roles(&field.node),
            "aliases" => {
                let mut seen = HashSet::new();
                let all = aliases(fields).iter().filter_map(Node::words);
                actor.aliases = all.filter(|a| seen.insert(*a)).map(str::to_owned).collect();
            }
            "pronouns" => actor.pronouns = text(),
            "wikidata" => actor.wikidata = text(),
            "url" => actor.url = text(),
            "note" => actor.note = text(),
            key => {
                actor.metadata.insert(key.to_owned(), field.node.to_model());
            }
        }
    }
    actor
}

fn roles(node: &Node<'_>) -> Vec<Role> {
    let Value::List(list) = &node.value else {
        return Vec::new();
    };
    let role = |node: &Node<'_>| match &node.value {
        Value::Map(fields) => {
            let words = |key| find(fields, key).and_then(Node::words);
            let date = |key| words(key).and_then(|d| DateValue::parse(d).ok());
            Role {
                title: words("title").unwrap_or_default().to_owned(),
                from: date("from"),
                to: date("to"),
            }
        }
        _ => Role {
            title: node.words().unwrap_or_default().to_owned(),
            from: None,
            to: None,
        },
    };
    list.iter().map(role).collect()
}
