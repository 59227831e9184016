//! Code actions: who says it, what it is, what mends it.

use hashbrown::HashSet;
use tower_lsp::ls_types::{self as lsp, CodeActionKind};

use super::completion::value_of_words;
use super::context::nodes_at;
use super::diagnostics::diagnostic;
use super::snapshot::Snapshot;
use super::speakers::declaration;
use super::{project, tagging};
use crate::checks::{self, Finding, Safety, TextEdit};
use crate::model::Actor;
use crate::suggest;
use crate::syntax::{BlockKind, Span};

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
        tagging::attribute(snapshot, range.start, &mut all);
    } else {
        tagging::tag_selection(snapshot, range, &mut all);
    }
    tagging::confirm(snapshot, range, &mut all);
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

pub(super) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars
        .next()
        .map(|c| c.to_uppercase().chain(chars).collect());
    first.unwrap_or_default()
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
    let free = |id: &str| suggest::free(article, snapshot.settings.registry(), id);
    let named = is_name.then(|| (free(&suggest::id_of(family)), selected.to_owned()));
    for (id, name) in unknown.into_iter().chain(named) {
        let actor = Actor {
            id,
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
pub(super) fn difference(old: &str, new: &str) -> TextEdit {
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
