//! Shared by the tests: what an article says, as lines of text that fixtures can hold.
#![allow(dead_code, missing_docs, unreachable_pub)] // Each test uses its own part.

pub mod examples;

use std::collections::BTreeMap;
use std::fmt::Write;

use newsmark::checks::{self, Config};
use newsmark::model::{Actor, Article, Mention, Quote, Source, Value};
use newsmark::registry::Registry;
use newsmark::syntax::{Outline, parse};

/// Whether results are written into the fixtures instead of compared with them.
pub fn updating() -> bool {
    std::env::var_os("UPDATE_EXPECTATIONS").is_some()
}

pub fn tree(text: &str) -> String {
    Outline::new(&parse(text), text).to_string()
}

fn sources(label: &str, sources: &[Source]) -> String {
    let mut out = String::new();
    for source in sources {
        let sign = if source.uncertain { "?" } else { "" };
        let _ = write!(out, " {label}{}{sign}", source.who);
    }
    out
}

/// What the language gives no meaning.
fn extra(words: &[String], attributes: &BTreeMap<String, String>) -> String {
    let words = words.iter().map(|w| format!(" {w}"));
    let attributes = attributes.iter().map(|(k, v)| format!(" {k}={v}"));
    words.chain(attributes).collect()
}

fn words(article: &Article, mention: &Mention) -> String {
    article.text()[mention.place.bytes.start..mention.place.bytes.end].replace('\n', " ")
}

fn quote(article: &Article, number: usize, quote: &Quote) -> String {
    let kind = format!("{:?}", quote.kind).to_lowercase();
    let mut out = format!("quote {number} {kind}");
    if quote.speakers.is_empty() {
        out += if quote.attributed {
            ""
        } else {
            " unattributed"
        };
    }
    out += &sources("", &quote.speakers);
    out += &sources("to ", &quote.addressees);
    out += &sources("via ", &quote.relayed_by);
    if let Some(id) = &quote.id {
        let _ = write!(out, " #{id}");
    }
    if let Some(medium) = quote.medium {
        out += &format!(" {medium:?}").to_lowercase();
    }
    if let Some(on) = &quote.on {
        let _ = write!(out, " on {}", on.value);
    }
    if let Some(inside) = quote.inside {
        let _ = write!(out, " in {}", inside + 1);
    }
    out += &extra(&quote.words, &quote.attributes);
    if let Some(mention) = quote.mention {
        let _ = write!(
            out,
            " source ⟨{}⟩",
            words(article, &article.mentions[mention])
        );
    }
    if let Some(cue) = quote.cue {
        let place = article.cues[cue].place.bytes;
        let _ = write!(
            out,
            " cue ⟨{}⟩",
            article.text()[place.start..place.end].replace('\n', " ")
        );
    }
    for fragment in &quote.fragments {
        let _ = write!(out, "\n  ⟨{}⟩", fragment.text.replace('\n', " "));
    }
    out
}

fn value(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::List(list) => format!(
            "[{}]",
            list.iter().map(self::value).collect::<Vec<_>>().join(", ")
        ),
        Value::Map(map) => format!(
            "{{{}}}",
            map.iter()
                .map(|(k, v)| format!("{k}: {}", self::value(v)))
                .collect::<Vec<_>>()
                .join(", ")
        ),
        _ => unreachable!("a new sort of value"),
    }
}

/// An actor with all that is said of it.
pub fn actor(actor: &Actor) -> String {
    let mut out = String::new();
    let _ = write!(out, "actor @{} {}", actor.id, actor.name);
    if let Some(role) = &actor.role {
        let _ = write!(out, " | {role}");
    }
    for role in &actor.roles {
        let day = |d: &Option<newsmark::model::DateValue>| {
            d.as_ref().map_or(String::new(), |d| d.value.clone())
        };
        let _ = write!(
            out,
            " | {} from {} to {}",
            role.title,
            day(&role.from),
            day(&role.to)
        );
    }
    let kind = format!("{:?}", actor.kind).to_lowercase();
    if kind != "person" {
        let _ = write!(out, " | {kind}");
    }
    if !actor.aliases.is_empty() {
        let _ = write!(out, " | aliases {}", actor.aliases.join(", "));
    }
    for (key, field) in [
        ("pronouns", &actor.pronouns),
        ("wikidata", &actor.wikidata),
        ("url", &actor.url),
        ("note", &actor.note),
    ] {
        if let Some(text) = field {
            let _ = write!(out, " | {key} {text}");
        }
    }
    for (key, v) in &actor.metadata {
        let _ = write!(out, " | {key} {}", value(v));
    }
    out
}

/// Everything the article's markup says: header, actors, quotes, mentions, dates, terms,
/// annotations of the project's own, and what makes no sense.
pub fn meaning(article: &Article) -> String {
    let mut out = String::new();
    let header = &article.header;
    let fields = [
        ("title", &header.title),
        ("place", &header.place),
        ("source", &header.source),
        ("lang", &header.lang),
        ("url", &header.url),
        ("id", &header.id),
    ];
    for (key, field) in fields {
        if let Some(text) = field {
            let _ = writeln!(out, "{key}: {text}");
        }
    }
    if let Some(date) = &header.date {
        let _ = writeln!(out, "date: {}", date.value);
    }
    if !header.author.is_empty() {
        let _ = writeln!(out, "author: {}", header.author.join(" | "));
    }
    for (key, v) in &header.metadata {
        let _ = writeln!(out, "{key}: {}", value(v));
    }
    for actor in &article.actors {
        let _ = writeln!(out, "{}", self::actor(actor));
    }
    for (i, q) in article.quotes.iter().enumerate() {
        let _ = writeln!(out, "{}", quote(article, i + 1, q));
    }
    for mention in &article.mentions {
        let tagged = if mention.implicit { "implicit " } else { "" };
        let id = mention
            .id
            .as_ref()
            .map_or(String::new(), |id| format!(" #{id}"));
        let _ = writeln!(
            out,
            "{tagged}mention{}{id}{} ⟨{}⟩",
            sources("", &mention.actors),
            extra(&mention.words, &mention.attributes),
            words(article, mention)
        );
    }
    for date in &article.dates {
        let modifier = date
            .modifier
            .as_ref()
            .map_or(String::new(), |m| format!(" mod={m}"));
        let kind = format!("{:?} {:?}", date.value.scheme, date.value.kind).to_lowercase();
        let place = date.place.bytes;
        let _ = writeln!(
            out,
            "date {} {kind}{modifier}{} ⟨{}⟩",
            date.value.value,
            extra(&date.words, &date.attributes),
            article.text()[place.start..place.end].replace('\n', " ")
        );
    }
    for cue in article.cues.iter().filter(|c| c.quote.is_none()) {
        let _ = writeln!(
            out,
            "cue of nothing ⟨{}⟩",
            &article.text()[cue.place.bytes.start..cue.place.bytes.end]
        );
    }
    for term in &article.terms {
        let kind = format!("{:?}", term.kind).to_lowercase();
        let _ = writeln!(
            out,
            "{kind} ⟨{}⟩",
            &article.text()[term.place.bytes.start..term.place.bytes.end]
        );
    }
    for annotation in &article.annotations {
        let id = annotation
            .id
            .as_ref()
            .map_or(String::new(), |id| format!(" #{id}"));
        let _ = writeln!(
            out,
            "annotation{id}{} ⟨{}⟩",
            extra(&annotation.words, &annotation.attributes),
            annotation.text.replace('\n', " ")
        );
    }
    for problem in article.problems() {
        let _ = writeln!(out, "problem {}", problem.message);
    }
    out
}

/// What the checks find, a line each.
pub fn findings(text: &str) -> String {
    findings_with(text, &Config::default())
}

/// What the checks of a configuration find, a line each.
pub fn findings_with(text: &str, config: &Config) -> String {
    checks::check_with(text, config, &Registry::default())
        .iter()
        .fold(String::new(), |mut out, f| {
            let _ = writeln!(
                out,
                "{} ⟨{}⟩ {}",
                f.code,
                text[f.span.clone()].replace('\n', " "),
                f.message
            );
            out
        })
}
