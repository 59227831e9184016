//! Who is meant at a place: the one order in which an editor offers actors.
//!
//! First comes whom the copy names as the speaker, then whom the tagged words name, then the article's actors and those whom
//! the copy names in full and nobody has declared, the nearest first.

use std::cell::OnceCell;

use super::actor::name_and_role;
use super::snapshot::Snapshot;
use crate::checks::{self, TextEdit};
use crate::language::{bare, fold};
use crate::model::{Actor, Article, DateValue, Who};
use crate::suggest;
use crate::syntax::{BlockKind, Span, parse};

/// Somebody who can be named.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Speaker {
    /// As `by=` takes it: `@vell`, `"a senior engineer"`.
    pub(super) who: Who,
    /// In words.
    pub(super) name: String,
    /// The name with the office on the article's day.
    pub(super) told: String,
    /// Other names.
    pub(super) aliases: Vec<String>,
    /// The edit that declares an actor whom the article does not know.
    pub(super) declaration: Option<TextEdit>,
}

impl Speaker {
    /// An actor, as of the article's day.
    pub(super) fn of(actor: &Actor, day: Option<&DateValue>) -> Speaker {
        Speaker {
            who: Who::Actor(actor.id.clone()),
            name: actor.name.clone(),
            told: name_and_role(actor, day),
            aliases: actor.aliases.clone(),
            declaration: None,
        }
    }

    /// What a tag says behind a quotation's mark.
    pub(super) fn item(&self) -> String {
        match &self.who {
            Who::Actor(id) => format!("@{id}"),
            other => format!("by={other}"),
        }
    }
}

/// Whom a tag can name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Likely {
    /// Everybody, the likeliest first.
    pub(super) speakers: Vec<Speaker>,
    /// So many of them are whom the copy names as the speakers, and behind those so many as who report their words.
    pub(super) said: usize,
    pub(super) relayed: usize,
}

/// So many bytes before a place, and behind it, are read to find who is meant: more than nearly all articles have.
const BEFORE: usize = 1 << 16;
const BEHIND: usize = 1 << 14;

/// Whom a tag can name, the likeliest first. `hole` is where the tag is to stand: behind a quotation's mark, or behind words;
/// what is typed of it is not read.
pub(super) fn likely(snapshot: &Snapshot, hole: &Span) -> Likely {
    let (source, at) = excerpt(snapshot, hole);
    let tree = parse(&source);
    let registry = snapshot.settings.registry();
    let article = checks::article(&source, &tree, registry);
    let (suggestions, newcomers) = suggest::with_newcomers(&article, registry);
    let place = article.plain().plain_offset(at);

    let quotes = article.quotes.iter().flat_map(|q| &q.fragments);
    let quotation = quotes.map(|f| f.whole).find(|w| w.source.end == at);
    let mut suggested = suggestions.quotes.iter();
    let said = suggested.find(|s| Some(s.quotation) == quotation.map(|q| q.bytes));
    let (said, relayed) =
        said.map_or_else(Default::default, |s| (&s.speakers[..], &s.relayed_by[..]));

    let words = tagged_words(&source, at);
    let is_called = |a: &Actor| {
        let names = std::iter::once(&a.name).chain(&a.aliases);
        !words.is_empty()
            && names.map(|n| fold(n)).any(|n| {
                let ends = |long: &str, short: &str| {
                    long.strip_suffix(short)
                        .is_some_and(|before| before.is_empty() || before.ends_with(' '))
                };
                ends(&n, &words) || ends(&words, &n)
            })
    };
    let new = newcomers.iter();
    let mut ranked: Vec<(bool, usize, bool, &Actor)> = new
        .map(|(at, a)| (!is_called(a), at.abs_diff(place), true, a))
        .collect();
    for actor in &article.actors {
        let distance = nearest(&article, actor, at).unwrap_or(usize::MAX);
        ranked.push((!is_called(actor), distance, false, actor));
    }
    ranked.sort_by_key(|(other, distance, new, _)| (*other, *new, *distance));

    let day = article.header.date.as_ref();
    // Where nobody can be declared, only those are offered who are.
    let can_declare = OnceCell::new();
    let speaker = |actor: &Actor, new: bool| {
        let declaration = if new {
            let can = can_declare.get_or_init(|| declaration(snapshot, actor).is_some());
            Some(entry(snapshot, actor).filter(|_| *can)?)
        } else {
            None
        };
        Some(Speaker {
            declaration,
            ..Speaker::of(actor, day)
        })
    };
    let proposed = |who: &Who| match who {
        Who::Actor(id) => match suggestions.actors.iter().find(|a| a.id == *id) {
            Some(actor) => speaker(actor, true),
            None => article.actor(id).and_then(|a| speaker(a, false)),
        },
        Who::Unnamed(words) => Some(Speaker {
            who: who.clone(),
            name: words.clone(),
            told: "whom the copy does not name".to_owned(),
            aliases: Vec::new(),
            declaration: None,
        }),
        _ => None,
    };
    let mut speakers: Vec<Speaker> = said.iter().filter_map(proposed).collect();
    let said = speakers.len();
    speakers.extend(relayed.iter().filter_map(proposed));
    let relayed = speakers.len() - said;
    let others = ranked.into_iter();
    for one in others.filter_map(|(.., new, actor)| speaker(actor, new)) {
        if !speakers.iter().any(|s| s.who == one.who) {
            speakers.push(one);
        }
    }
    Likely {
        speakers,
        said,
        relayed,
    }
}

/// The header and the copy around a place without it, and where in that the place is.
fn excerpt(snapshot: &Snapshot, hole: &Span) -> (String, usize) {
    let source = snapshot.source();
    let spans = || snapshot.tree.blocks().map(|b| b.span());
    let start = spans().find(|s| s.end + BEFORE > hole.start);
    let start = start.map_or(0, |s| s.start.min(hole.start));
    let end = spans().find(|s| s.end >= hole.end.saturating_add(BEHIND));
    let end = end.map_or(source.len(), |s| s.end);
    let first = snapshot.tree.blocks().next();
    let header = first
        .filter(|b| b.kind() == BlockKind::Header && start > 0)
        .map_or(0..0, |b| b.span());
    let text = |span: Span| source.get(span).unwrap_or_default();
    let before = [text(header), text(start..hole.start)].concat();
    let at = before.len();
    (before + text(hole.end..end), at)
}

/// The words before a place that a tag there is about, folded: those in brackets, or the last.
fn tagged_words(source: &str, at: usize) -> String {
    let before = source.get(..at).unwrap_or_default();
    let words = match before.strip_suffix(']') {
        Some(inside) => inside.rsplit('[').next().unwrap_or_default(),
        None => {
            let start = before.rfind(|c: char| c.is_whitespace());
            before.get(start.map_or(0, |s| s + 1)..).unwrap_or_default()
        }
    };
    let words = bare(words);
    let is_name = words.ends_with(char::is_alphanumeric) && words.contains(char::is_uppercase);
    if is_name { fold(words) } else { String::new() }
}

/// How far from a byte of the source an actor is named next.
fn nearest(article: &Article, actor: &Actor, at: usize) -> Option<usize> {
    let is_it = |w: &Who| matches!(w, Who::Actor(id) if *id == actor.id);
    let mentions = article.mentions.iter();
    let own = mentions.filter(|m| m.actors.iter().any(|s| is_it(&s.who)));
    let distances = own.map(|m| {
        let place = m.place.source;
        place
            .start
            .saturating_sub(at)
            .max(at.saturating_sub(place.end))
    });
    distances.min()
}

/// The edit that adds an actor to the header, or a header to the article; none if that header cannot have one.
pub(super) fn declaration(snapshot: &Snapshot, actor: &Actor) -> Option<TextEdit> {
    let source = snapshot.source();
    let edit = entry(snapshot, actor)?;
    let first = snapshot.tree.blocks().next();
    let header = first.filter(|b| b.kind() == BlockKind::Header);
    let before = source.get(..header.map_or(edit.span.end, |h| h.span().end))?;
    let after = checks::apply(before, std::iter::once(&edit));
    let faults = |text: &str| parse(text).errors(text).len();
    let declared = Article::new(&after, &parse(&after));
    (declared.actor(&actor.id).is_some() && faults(&after) <= faults(before)).then_some(edit)
}

fn entry(snapshot: &Snapshot, actor: &Actor) -> Option<TextEdit> {
    let (source, article) = (snapshot.source(), snapshot.article());
    let entry = [suggest::entry(actor)];
    suggest::declaration(source, &snapshot.tree, article, None, &entry)
}
