//! `jsonld`: a schema.org NewsArticle with its Quotations, as search engines and archives read it (JSON-LD 1.1).

use serde_json::{Map, Value, json};

use super::json_text::json;
use super::{Document, File, Format};
use crate::model::{Actor, ActorKind, Article, Scheme, Source, Who, told};

pub(super) const JSONLD: Format = Format {
    name: "jsonld",
    about: "Linked data: schema.org's NewsArticle and Quotation",
    lost: "Where quotes, mentions and dates stand, cues, dates in the copy, doubt, ids, comments, and what the language gives no meaning.",
    files: &[File::new("jsonld", write)],
    head: None,
};

fn write(document: &Document<'_>, out: &mut String) {
    let Document { article, name, .. } = *document;
    let header = &article.header;
    let mut object = Map::new();
    object.insert("@context".into(), json!("https://schema.org"));
    object.insert("@type".into(), json!("NewsArticle"));
    if let Some(url) = header.url.as_deref().filter(|u| is_web(u)) {
        object.insert("@id".into(), json!(url));
        object.insert("url".into(), json!(url));
    }
    object.insert(
        "headline".into(),
        json!(header.title.as_deref().unwrap_or(name)),
    );
    // schema.org's dates are those of ISO 8601-1.
    let published = header.date.as_ref().filter(|d| d.scheme == Scheme::Edtf);
    let published = published.map(|d| d.value.trim_end_matches(['?', '~', '%']));
    if let Some(date) = published.filter(|d| is_iso(d)) {
        object.insert("datePublished".into(), json!(date));
    }
    let person = |name: &String| json!({"@type": "Person", "name": name});
    if !header.author.is_empty() {
        let authors: Vec<Value> = header.author.iter().map(person).collect();
        object.insert("author".into(), json!(authors));
    }
    if let Some(source) = &header.source {
        object.insert(
            "publisher".into(),
            json!({"@type": "Organization", "name": source}),
        );
    }
    for (key, value) in [
        ("dateline", &header.place),
        ("inLanguage", &header.lang),
        ("identifier", &header.id),
    ] {
        if let Some(value) = value {
            object.insert(key.into(), json!(value));
        }
    }
    object.insert("articleBody".into(), json!(article.text()));
    let quotes: Vec<Value> = article
        .quotes
        .iter()
        .map(|q| quotation(article, q))
        .collect();
    if !quotes.is_empty() {
        object.insert("hasPart".into(), json!(quotes));
    }
    let mentioned: Vec<Value> = article.actors.iter().map(agent).collect();
    if !mentioned.is_empty() {
        object.insert("mentions".into(), json!(mentioned));
    }
    json(&Value::Object(object), 8, out);
    out.push('\n');
}

fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn is_iso(date: &str) -> bool {
    date.bytes()
        .all(|b| b.is_ascii_digit() || b"-:TZ+".contains(&b))
        && !date.starts_with('-')
}

fn quotation(article: &Article, quote: &crate::model::Quote) -> Value {
    let texts: Vec<&str> = quote.fragments.iter().map(|f| f.text.as_str()).collect();
    let mut object = Map::new();
    object.insert("@type".into(), json!("Quotation"));
    object.insert("text".into(), json!(texts.join(" ")));
    let known = |s: &&Source| *article.resolve(&s.who) != Who::Unknown;
    let speakers: Vec<Value> = quote
        .speakers
        .iter()
        .filter(known)
        .map(|s| of_source(article, s))
        .collect();
    if !speakers.is_empty() {
        object.insert("spokenByCharacter".into(), json!(speakers));
    }
    let on = quote.on.as_ref().map(|d| d.value.trim_end_matches('?'));
    if let Some(on) = on.filter(|d| is_iso(d)) {
        object.insert("dateCreated".into(), json!(on));
    }
    Value::Object(object)
}

/// Whoever speaks: an actor by reference, whoever else by the article's words.
fn of_source(article: &Article, source: &Source) -> Value {
    let who = article.resolve(&source.who);
    match who {
        Who::Actor(id) if article.actor(id).is_some() => json!({"@id": node(id)}),
        Who::Actor(id) => json!({"@id": node(id), "@type": "Person", "name": id}),
        who => json!({"@type": "Person", "description": told::who(article, who)}),
    }
}

/// A name for an actor that holds in this file.
fn node(id: &str) -> String {
    let mut node = String::from("_:");
    for c in id.chars() {
        if c.is_ascii_alphanumeric() {
            node.push(c);
        } else {
            node += &format!("_{:x}_", u32::from(c));
        }
    }
    node
}

fn agent(actor: &Actor) -> Value {
    let mut object = Map::new();
    let kind = match actor.kind {
        ActorKind::Person => "Person",
        ActorKind::Document => "CreativeWork",
        ActorKind::Place => "Place",
        _ => "Organization",
    };
    object.insert("@id".into(), json!(node(&actor.id)));
    object.insert("@type".into(), json!(kind));
    object.insert("name".into(), json!(actor.name));
    if !actor.aliases.is_empty() {
        object.insert("alternateName".into(), json!(actor.aliases));
    }
    if let Some(role) = &actor.role {
        let key = if kind == "Person" {
            "jobTitle"
        } else {
            "description"
        };
        object.insert(key.into(), json!(role));
    }
    let wikidata = actor.wikidata.as_deref();
    let number = wikidata.and_then(|w| w.strip_prefix('Q'));
    let same = number.filter(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    if let Some(number) = same {
        object.insert(
            "sameAs".into(),
            json!(format!("http://www.wikidata.org/entity/Q{number}")),
        );
    }
    if let Some(url) = actor.url.as_deref().filter(|u| is_web(u)) {
        object.insert("url".into(), json!(url));
    }
    Value::Object(object)
}
