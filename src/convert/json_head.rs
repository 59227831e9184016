//! What an article's JSON says of the article and of people, and its dates.

use std::collections::BTreeMap;

use super::json_lines::*;
use super::json_read::extent;
use super::read::Fault;
use crate::model::{Actor, ActorKind, DateValue, Header, Role, Value};

/// The value of a date; tells of one that is none.
pub(super) fn dated(of: &str, line: Option<&Dated>, lost: &mut Vec<Fault>) -> Option<DateValue> {
    let value = &line?.value;
    let date = DateValue::parse(value).ok();
    if date.is_none() {
        lost.push(no_date(of, value));
    }
    date
}

pub(super) fn no_date(of: &str, value: &str) -> Fault {
    let value: String = value.chars().take(40).collect();
    Fault::new(
        None,
        format!("{of} has the value {value:?}, which is no date: expected such as 2031-04-02"),
    )
}

pub(super) fn header(line: HeaderLine, lost: &mut Vec<Fault>) -> Header {
    Header {
        title: line.title,
        date: dated("header.date", line.date.as_ref(), lost),
        place: line.place,
        source: line.source,
        author: line.author,
        lang: line.lang,
        url: line.url,
        id: line.id,
        metadata: map(line.metadata),
    }
}

fn map(map: BTreeMap<String, Any>) -> BTreeMap<String, Value> {
    map.into_iter().map(|(key, v)| (key, value(v))).collect()
}

fn value(any: Any) -> Value {
    match any {
        Any::Text(text) => Value::Text(text),
        Any::List(list) => Value::List(list.into_iter().map(value).collect()),
        Any::Map(inner) => Value::Map(map(inner)),
        Any::Other(other) => Value::Text(other.to_string()),
    }
}

pub(super) fn actor(line: ActorLine, lost: &mut Vec<Fault>) -> Actor {
    let role = |role: RoleLine| Role {
        title: role.title,
        from: dated("a role's from", role.from.as_ref(), lost),
        to: dated("a role's to", role.to.as_ref(), lost),
    };
    Actor {
        id: line.id,
        name: line.name,
        kind: line
            .kind
            .and_then(|k| ActorKind::parse(&k))
            .unwrap_or_default(),
        role: line.role,
        roles: line.roles.into_iter().map(role).collect(),
        aliases: line.aliases,
        pronouns: line.pronouns,
        wikidata: line.wikidata,
        url: line.url,
        note: line.note,
        metadata: map(line.metadata),
        source: extent(line.source.unwrap_or_default()),
    }
}
