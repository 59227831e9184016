//! Tags that are put on what stands at the cursor or is selected, and the doubt that is taken from them.

use tower_lsp::ls_types::CodeActionKind;

use super::actions::{Action, capitalised, touching};
use super::actor;
use super::completion::value_of_words;
use super::context::{carrier_at, nodes_at, quote_at};
use super::snapshot::Snapshot;
use super::speakers::{self, Likely, Speaker};
use crate::checks::TextEdit;
use crate::syntax::{BlockKind, Kind, Span};

/// So many speakers are offered.
const MOST_SPEAKERS: usize = 8;

/// For a quotation that nobody is named for: who says it, or what it is instead.
pub(super) fn attribute(snapshot: &Snapshot, at: usize, all: &mut Vec<Action>) {
    let Some(carrier) = carrier_at(snapshot, at).filter(|n| n.kind() == Kind::Quotation) else {
        return;
    };
    let Some((index, quote)) = quote_at(snapshot, at) else {
        return;
    };
    if carrier.is_unclosed() || !quote.speakers.is_empty() || carrier.tags().next().is_some() {
        return;
    }
    let end = carrier.inner().end;
    let unattributed = touching(snapshot, &carrier.inner());
    let mends = unattributed
        .filter(|(_, f)| f.code == "unattributed-quote")
        .map(|(i, _)| i)
        .next();
    let mut offer = |title: String, tag: String, declaration: Option<TextEdit>| {
        let tag = TextEdit::new(end..end, tag);
        all.push(Action {
            title,
            kind: CodeActionKind::QUICKFIX,
            edits: declaration.into_iter().chain([tag]).collect(),
            preferred: false,
            mends,
        });
    };
    let likely = speakers::likely(snapshot, &(end..end));
    let unknown = ("Somebody who is not yet known says it", "{@?}");
    // Who says the outer words has mostly not said the inner ones.
    let nested = nodes_at(snapshot, at)
        .iter()
        .filter(|n| n.kind() == Kind::Quotation)
        .nth(1)
        .is_some();
    if nested {
        offer(unknown.0.to_owned(), unknown.1.to_owned(), None);
    }
    if let Some((title, tag)) = together(&likely) {
        let new = likely.speakers.iter().take(likely.said + likely.relayed);
        // One edit declares one.
        if new.clone().filter(|s| s.declaration.is_some()).count() <= 1 {
            offer(title, tag, new.clone().find_map(|s| s.declaration.clone()));
        }
    }
    for speaker in likely.speakers.into_iter().take(MOST_SPEAKERS) {
        let declares = speaker.declaration.as_ref().map(|_| " (declare)");
        offer(
            format!(
                "{} says it{}",
                capitalised(&speaker.name),
                declares.unwrap_or_default()
            ),
            format!("{{{}}}", speaker.item()),
            speaker.declaration,
        );
    }
    let before = index
        .checked_sub(1)
        .and_then(|i| snapshot.article().quotes.get(i));
    if let Some(before) = before.filter(|q| !q.speakers.is_empty()) {
        let who = actor::all(snapshot.article(), &before.speakers);
        offer(
            format!("It continues the quote before, by {who}"),
            "{+}".to_owned(),
            None,
        );
    }
    if !nested {
        offer(unknown.0.to_owned(), unknown.1.to_owned(), None);
    }
    for (word, what) in [
        ("title", "the title of a work"),
        ("term", "a term"),
        ("scare", "words kept at a distance"),
    ] {
        offer(
            format!("It is {what}, nobody’s speech"),
            format!("{{{word}}}"),
            None,
        );
    }
}

/// The title and the tag if several speak, or somebody reports what another says.
fn together(likely: &Likely) -> Option<(String, String)> {
    let (said, more) = likely.speakers.split_at_checked(likely.said)?;
    let relayed = more.get(..likely.relayed)?;
    if said.is_empty() || said.len() + relayed.len() < 2 {
        return None;
    }
    let names = |all: &[Speaker]| {
        let names: Vec<&str> = all.iter().map(|s| s.name.as_str()).collect();
        names.join(" and ")
    };
    let says = if said.len() > 1 { "say" } else { "says" };
    let by = match relayed {
        [] => String::new(),
        _ => format!(", as reported by {}", names(relayed)),
    };
    let items = said.iter().map(Speaker::item);
    let items = items.chain(relayed.iter().map(|s| format!("via={}", s.who)));
    let items: Vec<String> = items.collect();
    Some((
        format!("{} {says} it{by}", capitalised(&names(said))),
        format!("{{{}}}", items.join(" ")),
    ))
}

/// For selected words: a mention, an indirect quote, a date.
pub(super) fn tag_selection(snapshot: &Snapshot, range: &Span, all: &mut Vec<Action>) {
    let source = snapshot.source();
    let words = source.get(range.clone()).unwrap_or_default();
    let whole = words.trim();
    let start = range.start + (words.len() - words.trim_start().len());
    let span = start..start + whole.len();
    let in_copy = snapshot.tree.blocks().any(|b| {
        b.kind() == BlockKind::Paragraph
            && b.content().start <= span.start
            && span.end <= b.content().end
    });
    let balanced =
        |open: char, close: char| whole.matches(open).count() == whole.matches(close).count();
    // A span holds all of a quotation or another span, or lies within it.
    let crosses = snapshot.tree.descendants().any(|n| {
        let is_carrier = matches!(
            n.kind(),
            Kind::Quotation | Kind::Span | Kind::Word | Kind::Tag
        );
        let (node, inside) = (n.span(), n.content());
        let apart = span.end <= node.start || node.end <= span.start;
        let around = span.start <= node.start && node.end <= span.end;
        let within = inside.start <= span.start && span.end <= inside.end;
        is_carrier && !(apart || around || within)
    });
    if whole.is_empty()
        || crosses
        || !in_copy
        || !balanced('[', ']')
        || !balanced('{', '}')
        || source[span.end..].starts_with('{')
    {
        return;
    }
    let before = source[..span.start].chars().next_back();
    let behind = source[span.end..].chars().next();
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if is_letter(before) || is_letter(behind) {
        return;
    }
    // A tag without brackets is on all of the word.
    let joins = |c: Option<char>| matches!(c, Some('-' | '\'' | '’' | '\\'));
    let bare = whole.chars().all(char::is_alphanumeric) && !joins(before) && !joins(behind);
    let mut offer = |title: String, tag: String| {
        let (open, close) = if bare { ("", "") } else { ("[", "]") };
        all.push(Action {
            title,
            kind: CodeActionKind::REFACTOR,
            edits: vec![
                TextEdit::new(span.start..span.start, open),
                TextEdit::new(span.end..span.end, format!("{close}{{{tag}}}")),
            ],
            preferred: false,
            mends: None,
        });
    };
    if let Some((words, date)) =
        value_of_words(snapshot, span.end).filter(|(w, _)| whole.ends_with(w.as_str()))
    {
        let all = words == whole;
        offer(format!("“{words}” is {}", date.value.value), date.items());
        if all {
            return;
        }
    }
    let words = whole.split_whitespace().count();
    let likely = speakers::likely(snapshot, &(span.end..span.end)).speakers;
    let known = likely.into_iter().filter(|s| s.declaration.is_none());
    for speaker in known.take(MOST_SPEAKERS) {
        let name = capitalised(&speaker.name);
        if words > 3 {
            let by = format!("by={}", speaker.who);
            offer(format!("{name} says this, in other words"), by);
        } else {
            offer(format!("This is {name}"), speaker.who.to_string());
        }
    }
    if words <= 3 && whole.starts_with(char::is_lowercase) {
        offer("These words introduce speech".to_owned(), "cue".to_owned());
    }
}

/// Takes the sign of doubt away.
pub(super) fn confirm(snapshot: &Snapshot, range: &Span, all: &mut Vec<Action>) {
    let mut doubtful: Vec<Span> = Vec::new();
    let items = nodes_at(snapshot, range.start).into_iter();
    let carriers = items.filter(|n| n.kind() == Kind::Tag || n.tags().next().is_some());
    let tags = carriers.flat_map(|n| n.tags().chain(std::iter::once(n)).collect::<Vec<_>>());
    for tag in tags.filter(|n| n.kind() == Kind::Tag) {
        for item in tag
            .children()
            .flat_map(|i| i.children().chain(std::iter::once(i)).collect::<Vec<_>>())
        {
            let text = item.text(snapshot.source());
            // Of other attributes a `?` can be the value's own.
            let names = item.kind() != Kind::Attribute
                || ["by", "via", "to"].contains(&&snapshot.source()[item.inner()]);
            if names && text.ends_with('?') && text.len() > 2 {
                let end = item.span().end;
                doubtful.push(end - 1..end);
            }
        }
    }
    doubtful.sort_by_key(|s| s.start);
    doubtful.dedup();
    if !doubtful.is_empty() {
        all.push(Action {
            title: "Confirm: take the ? away".to_owned(),
            kind: CodeActionKind::QUICKFIX,
            edits: doubtful.into_iter().map(|s| TextEdit::new(s, "")).collect(),
            preferred: false,
            mends: None,
        });
    }
}
