//! Completion: what can stand at the cursor, the likeliest first.
//!
//! What can stand there is read off the text before the cursor, not off the tree: half of a tag is no tag
//! yet.

use hashbrown::HashSet;
use tower_lsp::ls_types::{self as lsp, CompletionItemKind};

use super::context::in_header;
use super::hover;
use super::snapshot::Snapshot;
use super::speakers::{self, Speaker};
use super::words::{ACTOR_KEYS, ATTRIBUTES, KEYS, ROLES, SIGNS, Word};
use crate::checks::{CHECKS, TextEdit};
use crate::dates::{self, DateProposal};
use crate::model::{Who, values_of};
use crate::syntax::{Kind, Span};

/// Something to put in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Item {
    pub(super) label: String,
    pub(super) kind: CompletionItemKind,
    /// In a few words what it is.
    pub(super) detail: String,
    /// What the typed letters are compared with.
    pub(super) filter: String,
    pub(super) insert: String,
    /// The bytes that it takes the place of.
    pub(super) replace: Span,
    /// What else must change: the declaration of an actor.
    pub(super) also: Option<TextEdit>,
}

/// So many actors of a registry are offered; more letters narrow them down.
const MOST_KNOWN: usize = 50;

/// Everything that can stand at a byte, the likeliest first.
pub(super) fn items(snapshot: &Snapshot, at: usize) -> Vec<Item> {
    let source = snapshot.source();
    let at = source.floor_char_boundary(at);
    if in_header(snapshot, at) {
        return of_header(source, at);
    }
    let block = snapshot
        .tree
        .blocks()
        .find(|b| b.span().start <= at && at <= b.span().end);
    let Some(start) = block.map(|b| b.span().start) else {
        return Vec::new();
    };
    let before = source.get(start..at).unwrap_or_default();
    // The innermost brace that is still open, and touches something or begins a line.
    let touches = |open: &usize| {
        let line = before[..*open].rsplit(['\n', '\r']).next();
        let comment = before[open + 1..].starts_with('%');
        comment
            || !before[..*open].ends_with([' ', '\t'])
            || line.is_some_and(|l| l.trim().is_empty())
    };
    let open = before
        .rfind('{')
        .filter(|open| !before[*open..].contains('}'));
    let Some(open) = open.filter(touches) else {
        return Vec::new();
    };
    let inside = &before[open + 1..];
    if let Some(comment) = inside.strip_prefix('%') {
        return of_comment(comment, at);
    }
    let quoted = inside.matches('"').count() % 2 == 1;
    if quoted || inside.contains('\n') {
        return Vec::new();
    }
    let token = inside.rsplit([' ', '\t']).next().unwrap_or_default();
    of_tag(snapshot, start + open, token, at)
}

/// Codes of checks behind `allow`.
fn of_comment(comment: &str, at: usize) -> Vec<Item> {
    let body = comment.trim_start();
    let Some(codes) = body.strip_prefix("allow ") else {
        return vec![simple(
            "allow",
            CompletionItemKind::KEYWORD,
            "silences a check here",
            "allow ",
            at - body.len()..at,
        )];
    };
    let token = codes.rsplit([' ', ',']).next().unwrap_or_default();
    let codes = CHECKS.iter().map(|c| {
        simple(
            c.code,
            CompletionItemKind::ENUM_MEMBER,
            c.summary,
            c.code,
            at - token.len()..at,
        )
    });
    codes.collect()
}

fn simple(
    label: &str,
    kind: CompletionItemKind,
    detail: &str,
    insert: &str,
    replace: Span,
) -> Item {
    Item {
        label: label.to_owned(),
        kind,
        detail: detail.to_owned(),
        filter: label.to_owned(),
        insert: insert.to_owned(),
        replace,
        also: None,
    }
}

fn of_tag(snapshot: &Snapshot, brace: usize, token: &str, at: usize) -> Vec<Item> {
    let replace = |text: &str| at - text.len()..at;
    if let Some((key, value)) = token.split_once('=') {
        return match key {
            "by" | "to" | "via" if value.starts_with('#') => ids(snapshot, replace(value)),
            "by" | "to" | "via" => actors(snapshot, brace, Some(key), value, replace(value)),
            "cue" => ids(snapshot, replace(value)),
            "on" | "date" => date_values(snapshot, brace, replace(value), false),
            _ => values(snapshot, key, replace(value)),
        };
    }
    if token.starts_with('#') {
        return ids(snapshot, replace(token));
    }
    if token.starts_with('@') {
        return actors(snapshot, brace, None, token, replace(token));
    }
    let quotation = ends_quotation(snapshot, brace);
    let mut items = Vec::new();
    if !quotation {
        items.extend(date_values(snapshot, brace, replace(token), true));
    }
    // Who types letters without @ wants a word, and perhaps an actor.
    let named = actors(snapshot, brace, None, token, replace(token));
    let (first, last) = match token.is_empty() {
        true => (named, Vec::new()),
        false => (Vec::new(), named),
    };
    items.extend(first);
    let word = |kind| {
        move |(word, meaning): &Word| simple(word, kind, meaning, word, at - token.len()..at)
    };
    let roles = ROLES.iter().filter(|(w, _)| (*w == "cue") != quotation);
    items.extend(roles.map(word(CompletionItemKind::KEYWORD)));
    items.extend(SIGNS.iter().map(word(CompletionItemKind::OPERATOR)));
    items.extend(ATTRIBUTES.iter().map(|(key, meaning)| {
        simple(
            key,
            CompletionItemKind::PROPERTY,
            meaning,
            &format!("{key}="),
            replace(token),
        )
    }));
    let config = &snapshot.settings.config;
    items.extend(config.tags.iter().map(|(tag, of)| {
        simple(
            tag,
            CompletionItemKind::KEYWORD,
            &of.summary,
            tag,
            replace(token),
        )
    }));
    let own = config.attributes.iter();
    let of_tags = config.tags.values().flat_map(|t| &t.attributes);
    items.extend(own.chain(of_tags).map(|(key, of)| {
        simple(
            key,
            CompletionItemKind::PROPERTY,
            &of.summary,
            &format!("{key}="),
            replace(token),
        )
    }));
    items.extend(last);
    items
}

/// Whether what the brace touches is a quotation's end.
fn ends_quotation(snapshot: &Snapshot, brace: usize) -> bool {
    let before = snapshot.source().get(..brace).unwrap_or_default();
    before.ends_with(['”', '"', '’', '\'', '»', '›', '“', '‘', '」', '』'])
}

/// Whom the tag can name, as an item of its own or as the value of `key`: the likeliest of the article first, then those of
/// the registries that fit what is typed. Whom the tag has already comes last.
fn actors(
    snapshot: &Snapshot,
    brace: usize,
    key: Option<&str>,
    typed: &str,
    replace: Span,
) -> Vec<Item> {
    let day = snapshot.article().header.date.as_ref();
    let source = snapshot.source();
    let hole = brace..end_of_tag(source, replace.end);
    let written = source.get(brace..replace.start).unwrap_or_default();
    let has = |id: &str| {
        let words = written.split(['{', ' ', '\t', '=']);
        words
            .filter_map(|w| w.strip_prefix('@'))
            .any(|w| w.trim_end_matches('?') == id)
    };
    let mut likely = speakers::likely(snapshot, &hole);
    if key == Some("via") {
        likely.speakers.rotate_left(likely.said);
    }
    let is_written = |s: &Speaker| matches!(&s.who, Who::Actor(id) if has(id));
    likely.speakers.sort_by_key(is_written);
    let item = |speaker: Speaker| {
        let (label, insert) = match &speaker.who {
            Who::Actor(id) => (format!("@{id}"), format!("@{id}")),
            // Behind `by=` the words alone.
            other if key.is_some() => (speaker.name.clone(), other.to_string()),
            _ => (speaker.name.clone(), speaker.item()),
        };
        let declares = speaker.declaration.as_ref().map(|_| "declare ");
        let names = format!("@{} {}", label.trim_start_matches('@'), speaker.name);
        let names: Vec<String> = std::iter::once(names).chain(speaker.aliases).collect();
        Item {
            filter: names.join(" "),
            label,
            kind: CompletionItemKind::VALUE,
            detail: format!("{}{}", declares.unwrap_or_default(), speaker.told),
            insert,
            replace: replace.clone(),
            also: speaker.declaration,
        }
    };
    let mut unlisted = 0;
    likely.speakers.retain(|s| {
        unlisted += usize::from(s.declaration.is_some());
        s.declaration.is_none() || unlisted <= MOST_UNLISTED
    });
    let mut seen: HashSet<String> = likely
        .speakers
        .iter()
        .filter_map(|s| match &s.who {
            Who::Actor(id) => Some(id.clone()),
            _ => None,
        })
        .collect();
    let mut items: Vec<Item> = likely.speakers.into_iter().map(item).collect();
    let asked = typed.trim_start_matches('@');
    let registry = snapshot.settings.registry();
    let mut more = registry.starting_with(asked, MOST_KNOWN);
    if !asked.is_empty() && more.len() < MOST_KNOWN {
        more.extend(registry.similar(asked, MOST_KNOWN - more.len()));
    }
    let more = more.into_iter().filter(|k| seen.insert(k.id().to_owned()));
    items.extend(more.map(|k| item(Speaker::of(&k.actor(), day))));
    items
}

/// So many names that nobody has declared are offered.
const MOST_UNLISTED: usize = 8;

/// Behind what is typed of a tag, and behind the brace that closes it on the same line.
fn end_of_tag(source: &str, at: usize) -> usize {
    let rest = source.get(at..).unwrap_or_default();
    let stop = rest.find(['{', '}', '\n', '\r']);
    match stop.filter(|s| rest[*s..].starts_with('}')) {
        Some(close) => at + close + 1,
        None => at,
    }
}

/// The ids that annotations of the article have.
fn ids(snapshot: &Snapshot, replace: Span) -> Vec<Item> {
    let nodes = snapshot.tree.descendants().filter(|n| n.kind() == Kind::Id);
    let mut seen = HashSet::new();
    let names = nodes.map(|n| n.text(snapshot.source()).trim_end_matches('?').to_owned());
    // The one that is being typed is none yet.
    let names = names.filter(|n| n.len() > 1 && seen.insert(n.clone()));
    let names = names.filter(|n| snapshot.source().get(replace.clone()) != Some(n));
    names
        .map(|n| {
            simple(
                &n,
                CompletionItemKind::REFERENCE,
                "an annotation of this article",
                &n,
                replace.clone(),
            )
        })
        .collect()
}

/// The values that an attribute can have.
fn values(snapshot: &Snapshot, key: &str, replace: Span) -> Vec<Item> {
    let config = &snapshot.settings.config;
    let declared = config
        .attributes
        .get(key)
        .or_else(|| config.tags.values().find_map(|t| t.attributes.get(key)));
    let declared = declared
        .into_iter()
        .flat_map(|d| d.values.iter().map(String::as_str));
    let values = values_of(key).into_iter().chain(declared);
    values
        .map(|v| {
            simple(
                v,
                CompletionItemKind::ENUM_MEMBER,
                &format!("a value of {key}"),
                v,
                replace.clone(),
            )
        })
        .collect()
}

/// What the words before the brace mean as a date.
fn date_values(snapshot: &Snapshot, brace: usize, replace: Span, modified: bool) -> Vec<Item> {
    value_of_words(snapshot, brace)
        .into_iter()
        .map(|(words, date)| {
            let value = if modified {
                date.items()
            } else {
                date.value.value
            };
            simple(
                &value,
                CompletionItemKind::CONSTANT,
                &format!("what “{words}” means here"),
                &value,
                replace.clone(),
            )
        })
        .collect()
}

/// The words of time that end before a byte, and the value that they have in this article.
pub(super) fn value_of_words(snapshot: &Snapshot, end: usize) -> Option<(String, DateProposal)> {
    /// What the story told so far is read from so many bytes before.
    const STORY: usize = 1 << 13;
    let article = snapshot.article();
    let end = article.plain().plain_offset(end);
    let paragraphs = article.paragraphs.iter().map(|p| p.bytes);
    let last = paragraphs.clone().rfind(|p| p.start <= end)?;
    let mut near = paragraphs.filter(|p| p.end + STORY >= end);
    let start = near.next()?.start.min(last.start);
    let copy = article.text().get(start..last.end.max(end))?;
    let before = copy
        .get(..end - start)?
        .trim_end_matches(|c: char| !c.is_alphanumeric())
        .len();
    let header = &article.header;
    let mut found = dates::propose(copy, header.lang.as_deref(), header.date.as_ref()).into_iter();
    let date = found.find(|d| d.place.start < before && before <= d.place.end)?;
    let words = copy.get(date.place.start..date.place.end)?.to_owned();
    Some((words, date))
}

fn of_header(source: &str, at: usize) -> Vec<Item> {
    let line = source.get(..at).unwrap_or_default();
    let line = line.rsplit(['\n', '\r']).next().unwrap_or_default();
    let body = line.trim_start_matches([' ', '-']);
    let keys = |list: &[Word]| -> Vec<Item> {
        let keys = list.iter().map(|(key, meaning)| {
            simple(
                key,
                CompletionItemKind::PROPERTY,
                meaning,
                &format!("{key}: "),
                at - body.len()..at,
            )
        });
        keys.collect()
    };
    match body.split_once(':') {
        None if line.len() == body.len() => keys(&KEYS),
        None => keys(&ACTOR_KEYS),
        Some((key, value)) => {
            let typed = value.trim_start();
            let values: &[&str] = match key {
                "kind" => &["person", "organization", "group", "document", "place"],
                "lang" => &["en", "de", "fr", "es"],
                _ => &[],
            };
            let values = values.iter().map(|v| {
                simple(
                    v,
                    CompletionItemKind::ENUM_MEMBER,
                    "",
                    v,
                    at - typed.len()..at,
                )
            });
            values.collect()
        }
    }
}

/// As the protocol has it. Sorted as given.
pub(super) fn answer(snapshot: &Snapshot, at: usize) -> lsp::CompletionList {
    let items = items(snapshot, at)
        .into_iter()
        .enumerate()
        .map(|(i, item)| lsp::CompletionItem {
            label: item.label,
            kind: Some(item.kind),
            detail: Some(item.detail).filter(|d| !d.is_empty()),
            sort_text: Some(format!("{i:04}")),
            filter_text: Some(item.filter),
            preselect: (i == 0).then_some(true),
            text_edit: Some(lsp::CompletionTextEdit::Edit(lsp::TextEdit::new(
                snapshot.range(item.replace),
                item.insert,
            ))),
            additional_text_edits: item
                .also
                .map(|edit| vec![lsp::TextEdit::new(snapshot.range(edit.span), edit.text)]),
            data: Some(serde_json::json!(snapshot.uri.as_str())),
            ..lsp::CompletionItem::default()
        });
    lsp::CompletionList {
        // More letters can bring others of a registry.
        is_incomplete: !snapshot.settings.registry().is_empty(),
        items: items.collect(),
    }
}

/// An item with what there is to tell of its actor or check, when somebody looks at it.
pub(super) fn resolved(snapshot: &Snapshot, mut item: lsp::CompletionItem) -> lsp::CompletionItem {
    let check = CHECKS.iter().find(|c| c.code == item.label);
    let told = match item.label.strip_prefix('@') {
        Some(id) => {
            let own = snapshot.article().actor(id).cloned();
            let known = || Some(snapshot.settings.registry().get(id)?.actor());
            let actor = own.or_else(known);
            actor.map(|a| hover::of_actor(snapshot, &a, &|_| None))
        }
        None => check.map(hover::of_check),
    };
    item.documentation = told.map(|value| {
        lsp::Documentation::MarkupContent(lsp::MarkupContent {
            kind: lsp::MarkupKind::Markdown,
            value,
        })
    });
    item
}
