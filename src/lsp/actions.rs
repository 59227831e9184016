//! Code actions: who says it, what it is, what mends it.

use hashbrown::HashSet;
use tower_lsp::ls_types::{self as lsp, CodeActionKind};

use super::actor;
use super::completion::value_of_words;
use super::context::{carrier_at, nodes_at, quote_at};
use super::diagnostics::diagnostic;
use super::project;
use super::snapshot::Snapshot;
use super::speakers::{self, Likely, Speaker, declaration};
use crate::checks::{self, Finding, Safety, TextEdit};
use crate::model::Actor;
use crate::suggest;
use crate::syntax::{BlockKind, Kind, Span};

/// What an editor offers at a place.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Action {
    pub(super) title: String,
    pub(super) kind: CodeActionKind,
    pub(super) edits: Vec<TextEdit>,
    /// It mends a finding and may be done unseen.
    pub(super) preferred: bool,
    /// The finding that it mends or silences, as a place in the list.
    pub(super) mends: Option<usize>,
}

/// `source.fixAll.newsmark`.
pub(super) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.newsmark");

/// All actions for a range of bytes, the likeliest first.
pub(super) fn actions(snapshot: &Snapshot, range: &Span) -> Vec<Action> {
    let mut all = Vec::new();
    fixes(snapshot, range, &mut all);
    declare(snapshot, range, &mut all);
    // Helix and Kakoune have no empty selection: at rest theirs is the character under the cursor.
    let selected = snapshot.source().get(range.clone()).unwrap_or_default();
    if selected.chars().nth(1).is_none() {
        attribute(snapshot, range.start, &mut all);
    } else {
        tag_selection(snapshot, range, &mut all);
    }
    confirm(snapshot, range, &mut all);
    silence(snapshot, range, &mut all);
    // A check's fix can be the same as what is offered anyhow.
    let mut seen: Vec<Vec<TextEdit>> = Vec::new();
    all.retain(|action| {
        let new = !seen.contains(&action.edits);
        seen.push(action.edits.clone());
        new
    });
    all
}

/// The findings that touch a range, each with its place in the list.
pub(super) fn touching<'s>(
    snapshot: &'s Snapshot,
    range: &Span,
) -> impl Iterator<Item = (usize, &'s Finding)> + use<'s> {
    let range = range.clone();
    let findings = snapshot.findings().iter().enumerate();
    findings.filter(move |(_, f)| f.span.start <= range.end && range.start <= f.span.end)
}

/// The fixes of what is found here.
fn fixes(snapshot: &Snapshot, range: &Span, all: &mut Vec<Action>) {
    for (index, finding) in touching(snapshot, range) {
        if let Some(fix) = &finding.fix {
            all.push(Action {
                title: capitalised(&fix.title),
                kind: CodeActionKind::QUICKFIX,
                edits: fix.edits.clone(),
                preferred: fix.safety == Safety::Safe,
                mends: Some(index),
            });
        }
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars
        .next()
        .map(|c| c.to_uppercase().chain(chars).collect());
    first.unwrap_or_default()
}

/// For a quotation that nobody is named for: who says it, or what it is instead.
fn attribute(snapshot: &Snapshot, at: usize, all: &mut Vec<Action>) {
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
fn tag_selection(snapshot: &Snapshot, range: &Span, all: &mut Vec<Action>) {
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
fn confirm(snapshot: &Snapshot, range: &Span, all: &mut Vec<Action>) {
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

/// Declares an actor that a tag names, or whose name is selected.
fn declare(snapshot: &Snapshot, range: &Span, all: &mut Vec<Action>) {
    let article = snapshot.article();
    let source = snapshot.source();
    let unknown = nodes_at(snapshot, range.start)
        .into_iter()
        .rev()
        .find_map(|n| {
            let name = super::context::named(snapshot, &n).filter(|n| !n.is_id)?;
            article
                .actor(name.name)
                .is_none()
                .then(|| (name.name.to_owned(), capitalised(name.name)))
        });
    let selected = source.get(range.clone()).unwrap_or_default().trim();
    let is_date = || value_of_words(snapshot, range.end).is_some();
    let is_name = !selected.is_empty()
        && !is_date()
        && selected.split(' ').count() <= 5
        && selected
            .split(' ')
            .all(|w| w.starts_with(char::is_uppercase))
        && article
            .actors
            .iter()
            .all(|a| a.name != selected && !a.aliases.iter().any(|n| n == selected));
    let family = selected.rsplit(' ').next().unwrap_or_default();
    let named = is_name.then(|| (suggest::id_of(family), selected.to_owned()));
    for (id, name) in unknown.into_iter().chain(named) {
        let actor = Actor {
            id: free(snapshot, &id),
            name,
            ..Actor::default()
        };
        all.push(Action {
            title: format!("Declare {} as @{}", actor.name, actor.id),
            kind: CodeActionKind::QUICKFIX,
            edits: declaration(snapshot, &actor).into_iter().collect(),
            preferred: false,
            mends: None,
        });
    }
}

/// An id, with a number behind it if another has it.
fn free(snapshot: &Snapshot, id: &str) -> String {
    suggest::free(id, |id| snapshot.article().actor(id).is_some())
}

/// So many speakers are offered.
const MOST_SPEAKERS: usize = 8;

/// A comment that allows what is found here.
fn silence(snapshot: &Snapshot, range: &Span, all: &mut Vec<Action>) {
    let mut seen = HashSet::new();
    for (index, finding) in touching(snapshot, range) {
        let block = snapshot.tree.blocks().find(|b| {
            b.kind() == BlockKind::Paragraph
                && b.content().start <= finding.span.start
                && finding.span.start < b.content().end
        });
        let Some(block) = block.filter(|_| seen.insert(finding.code)) else {
            continue;
        };
        let end = block.content().end;
        all.push(Action {
            title: format!("Allow {} in this paragraph", finding.code),
            kind: CodeActionKind::QUICKFIX,
            edits: vec![TextEdit::new(
                end..end,
                format!(" {{% allow {} %}}", finding.code),
            )],
            preferred: false,
            mends: Some(index),
        });
    }
}

/// All safe fixes of the document at once.
pub(super) fn fix_all(snapshot: &Snapshot) -> Option<Action> {
    let source = snapshot.source();
    let settings = &snapshot.settings;
    let fixed = checks::fix(source, &settings.config, settings.registry(), Safety::Safe);
    (fixed.text != *source).then(|| Action {
        title: "Apply all safe fixes".to_owned(),
        kind: FIX_ALL,
        edits: vec![difference(source, &fixed.text)],
        preferred: false,
        mends: None,
    })
}

/// The declared actors in the order of their ids.
pub(super) fn organize(snapshot: &Snapshot) -> Option<Action> {
    project::organized(snapshot).map(|edit| Action {
        title: "Sort the actors by their ids".to_owned(),
        kind: project::ORGANIZE,
        edits: vec![edit],
        preferred: false,
        mends: None,
    })
}

/// One edit from a text to another: what stands the same at both ends is left alone.
fn difference(old: &str, new: &str) -> TextEdit {
    let same = |(a, b): &(char, char)| a == b;
    let start: usize = old
        .chars()
        .zip(new.chars())
        .take_while(same)
        .map(|(c, _)| c.len_utf8())
        .sum();
    let (rest, new_rest) = (&old[start..], &new[start..]);
    let backwards = rest.chars().rev().zip(new_rest.chars().rev());
    let end: usize = backwards.take_while(same).map(|(c, _)| c.len_utf8()).sum();
    TextEdit::new(start..old.len() - end, &new_rest[..new_rest.len() - end])
}

/// As the protocol has it.
#[allow(clippy::mutable_key_type)] // The protocol's map is keyed by address.
pub(super) fn answer(snapshot: &Snapshot, action: Action) -> lsp::CodeAction {
    let edits = action.edits.into_iter();
    let edits = edits
        .map(|e| lsp::TextEdit::new(snapshot.range(e.span), e.text))
        .collect();
    let finding = action.mends.and_then(|i| snapshot.findings().get(i));
    lsp::CodeAction {
        title: action.title,
        kind: Some(action.kind),
        diagnostics: finding.map(|f| vec![diagnostic(snapshot, f)]),
        edit: Some(workspace_edit(snapshot, edits)),
        is_preferred: action.preferred.then_some(true),
        ..lsp::CodeAction::default()
    }
}

/// Edits of the document alone.
pub(super) fn workspace_edit(snapshot: &Snapshot, edits: Vec<lsp::TextEdit>) -> lsp::WorkspaceEdit {
    project::changes(vec![document_edit(snapshot, edits)])
}

/// Edits of the document, with the version that they are for.
pub(super) fn document_edit(
    snapshot: &Snapshot,
    edits: Vec<lsp::TextEdit>,
) -> lsp::TextDocumentEdit {
    lsp::TextDocumentEdit {
        text_document: lsp::OptionalVersionedTextDocumentIdentifier {
            uri: snapshot.uri.clone(),
            version: Some(snapshot.version),
        },
        edits: edits.into_iter().map(lsp::OneOf::Left).collect(),
    }
}
