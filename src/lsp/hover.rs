//! Hover: what stands under the pointer, in words.

use jiff::civil::Date;
use tower_lsp::ls_types as lsp;

use super::actor;
use super::context::{carrier_at, in_header, mention_at, named_at, nodes_at, quote_at, surname_at};
use super::snapshot::Snapshot;
use super::words::{ACTOR_KEYS, ATTRIBUTES, KEYS, ROLES, SIGNS, meaning};
use crate::checks::{CHECKS, Check};
use crate::model::{Actor, ActorKind, DateType, DateValue, Quote, QuoteType, Who};
use crate::syntax::{Kind, Node, Span};

/// How many quotes of an actor the other articles of the workspace have, if that is known.
pub(super) type Elsewhere<'e> = &'e dyn Fn(&Actor) -> Option<usize>;

/// What is told of a place: Markdown, and the bytes that it is about.
pub(super) fn hover(
    snapshot: &Snapshot,
    at: usize,
    elsewhere: Elsewhere<'_>,
) -> Option<(String, Span)> {
    let nodes = nodes_at(snapshot, at);
    let source = snapshot.source();
    let item = nodes.iter().rev().find_map(|n| item(snapshot, n, at));
    if let Some(found) = item {
        return Some(found);
    }
    if let Some(name) = named_at(snapshot, at).filter(|n| !n.is_id) {
        let found = snapshot.article().actor(name.name)?;
        return Some((of_actor(snapshot, found, elsewhere), name.span));
    }
    if in_header(snapshot, at) {
        let entry = nodes.iter().rev().find(|n| n.kind() == Kind::Entry)?;
        let key = entry.inner();
        let word = source.get(key.clone()).filter(|_| at <= key.end)?;
        let known = meaning(&KEYS, word).or(meaning(&ACTOR_KEYS, word))?;
        return Some((known.to_owned(), key));
    }
    if let Some(mention) = mention_at(snapshot, at) {
        let cards = mention.actors.iter().filter_map(|s| {
            let Who::Actor(id) = snapshot.article().resolve(&s.who) else {
                return None;
            };
            Some(of_actor(snapshot, snapshot.article().actor(id)?, elsewhere))
        });
        let cards: Vec<String> = cards.collect();
        if !cards.is_empty() {
            let place = mention.place.source;
            return Some((cards.join("\n\n---\n\n"), place.start..place.end));
        }
    }
    let dates = snapshot.article().dates.iter();
    let mut dates = dates.filter(|d| d.place.source.start <= at && at <= d.place.source.end);
    if let Some(date) = dates.next() {
        let place = date.place.source;
        return Some((of_date(snapshot, &date.value), place.start..place.end));
    }
    if let Some((actor, span)) = surname_at(snapshot, at) {
        return Some((of_actor(snapshot, actor, elsewhere), span));
    }
    let (_, quote) = quote_at(snapshot, at)?;
    let span = carrier_at(snapshot, at).map_or(at..at, |n| n.span());
    Some((of_quote(snapshot, quote), span))
}

/// What an item of a tag, or a code in a comment, means.
fn item(snapshot: &Snapshot, node: &Node<'_>, at: usize) -> Option<(String, Span)> {
    let source = snapshot.source();
    let text = node.text(source);
    let words = match node.kind() {
        Kind::Role => meaning(&ROLES, text.trim_end_matches('?'))?.to_owned(),
        Kind::Continuation | Kind::Unknown => meaning(
            &SIGNS,
            text.trim_end_matches(|c| c == '?' && text.len() > 2),
        )?
        .to_owned(),
        Kind::Attribute if at <= node.inner().end => {
            let key = source.get(node.inner())?;
            let declared = snapshot.settings.config.attributes.get(key);
            let known = meaning(&ATTRIBUTES, key).map(str::to_owned);
            known.or_else(|| declared.map(|_| "An attribute of this project's own.".to_owned()))?
        }
        Kind::Bare | Kind::Date => {
            let value = DateValue::parse(text).ok()?;
            of_date(snapshot, &value)
        }
        Kind::Comment => {
            let start = node.span().start;
            let is_code = |c: char| c.is_ascii_lowercase() || c == '-';
            let (before, behind) = text.split_at_checked(at.checked_sub(start)?)?;
            let from = before.len() - before.chars().rev().take_while(|c| is_code(*c)).count();
            let to = at - start + behind.chars().take_while(|c| is_code(*c)).count();
            let code = text.get(from..to)?;
            let check = CHECKS.iter().find(|c| c.code == code)?;
            return Some((of_check(check), start + from..start + to));
        }
        _ => return None,
    };
    let span = if node.kind() == Kind::Attribute {
        node.inner()
    } else {
        node.span()
    };
    Some((words, span))
}

/// An actor: name, office, other names, links, and what the article has of theirs.
pub(super) fn of_actor(snapshot: &Snapshot, of: &Actor, elsewhere: Elsewhere<'_>) -> String {
    let article = snapshot.article();
    let day = article.header.date.as_ref();
    let mut lines = vec![format!("**{}**", of.name)];
    match (actor::role_on(of, day), day) {
        (Some(role), Some(day)) if !of.roles.is_empty() => {
            lines.push(format!("{role} (on {})", day.value));
        }
        (Some(role), _) => lines.push(role.to_owned()),
        _ => {}
    }
    if of.kind != ActorKind::Person {
        lines.extend(of.kind.name().map(str::to_owned));
    }
    if !of.aliases.is_empty() {
        lines.push(format!("also: {}", of.aliases.join(", ")));
    }
    lines.extend(of.pronouns.clone());
    lines.extend(of.note.clone());
    let wikidata = of.wikidata.as_ref();
    let wikidata = wikidata.map(|q| format!("[{q}](https://www.wikidata.org/wiki/{q})"));
    let url = of.url.as_ref().map(|u| format!("<{u}>"));
    lines.extend(wikidata.into_iter().chain(url));
    let quotes = actor::quotes_by(article, &of.id);
    let known = if of.source.start < of.source.end {
        ""
    } else {
        ", from a registry"
    };
    let s = if quotes == 1 { "" } else { "s" };
    let mut counts = format!("`@{}`{known} · {quotes} quote{s} here", of.id);
    if let Some(others) = elsewhere(of) {
        counts += &format!(", {} in the workspace", quotes + others);
    }
    lines.push(counts);
    lines.join("  \n")
}

/// A check: what it finds, and why.
pub(super) fn of_check(check: &Check) -> String {
    format!("**{}**: {}\n\n{}", check.code, check.summary, check.reason)
}

/// A quote: who, how, with which words around it, in how many pieces.
fn of_quote(snapshot: &Snapshot, quote: &Quote) -> String {
    let article = snapshot.article();
    let kind = match quote.kind {
        QuoteType::Direct => "direct quote",
        QuoteType::Indirect => "indirect quote",
        QuoteType::Mixed => "mixed quote",
        _ => "reported speech",
    };
    let mut lines = Vec::new();
    if quote.speakers.is_empty() {
        lines.push(format!("**nobody is named** · {kind}"));
    } else {
        let uncertain = quote.speakers.iter().any(|s| s.uncertain);
        let sign = if uncertain { " (not confirmed)" } else { "" };
        lines.push(format!(
            "**{}**{sign} · {kind}",
            actor::all(article, &quote.speakers)
        ));
    }
    if !quote.addressees.is_empty() {
        lines.push(format!("to {}", actor::all(article, &quote.addressees)));
    }
    if !quote.relayed_by.is_empty() {
        lines.push(format!("via {}", actor::all(article, &quote.relayed_by)));
    }
    let words: usize = quote
        .fragments
        .iter()
        .map(|f| f.text.split_whitespace().count())
        .sum();
    let s = if words == 1 { "" } else { "s" };
    let mut size = format!("{words} word{s}");
    if quote.fragments.len() > 1 {
        size += &format!(" in {} pieces", quote.fragments.len());
    }
    if let Some(cue) = quote.cue.and_then(|c| article.cues.get(c)) {
        size += &format!(" · cue: {}", cue.text);
    }
    lines.push(size);
    lines.join("  \n")
}

/// A date: its weekday, in words of the calendar, and how far from the article's.
fn of_date(snapshot: &Snapshot, value: &DateValue) -> String {
    let kind = match value.kind {
        DateType::Time => "a time",
        DateType::Duration => "an amount of time",
        DateType::Set => "something that recurs",
        DateType::Date => "a date",
    };
    let day = |text: &Option<String>| text.as_ref().and_then(|t| t.parse::<Date>().ok());
    let mut lines = vec![format!("**{}** · {kind}", value.value)];
    if let (Some(first), Some(last)) = (day(&value.earliest), day(&value.latest)) {
        lines.push(if first == last {
            first.strftime("%A, %-d %B %Y").to_string()
        } else {
            format!(
                "{} to {}",
                first.strftime("%-d %B %Y"),
                last.strftime("%-d %B %Y")
            )
        });
        let anchor = snapshot.article().header.date.as_ref();
        if let Some(anchor) = anchor
            .and_then(|d| day(&d.earliest))
            .filter(|_| first == last)
        {
            lines.push(distance(first, anchor));
        }
    }
    if value.uncertain {
        lines.push("not confirmed".to_owned());
    }
    lines.join("  \n")
}

/// `3 days before the article`.
fn distance(day: Date, anchor: Date) -> String {
    let days = crate::language::dates::days_between(anchor, day);
    let s = if days.abs() == 1 { "" } else { "s" };
    match days {
        0 => "the article's day".to_owned(),
        ..0 => format!("{} day{s} before the article", -days),
        _ => format!("{days} day{s} after the article"),
    }
}

/// As the protocol has it.
pub(super) fn answer(
    snapshot: &Snapshot,
    at: usize,
    elsewhere: Elsewhere<'_>,
) -> Option<lsp::Hover> {
    let (value, span) = hover(snapshot, at, elsewhere)?;
    Some(lsp::Hover {
        contents: lsp::HoverContents::Markup(lsp::MarkupContent {
            kind: lsp::MarkupKind::Markdown,
            value,
        }),
        range: Some(snapshot.range(span)),
    })
}
