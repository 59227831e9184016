//! What concerns a project's files beside an article: its settings, and its registries.
//!
//! Edits of these are made on their texts on the disk. One of the settings is offered only if the settings would
//! then be read as it is meant, and a table for a registry only if it holds all that the article declares.

use std::path::{Path, PathBuf};

use tower_lsp::ls_types::{self as lsp, CodeActionKind, Uri};

use super::position::{Encoding, Text};
use super::snapshot::Snapshot;
use super::{actions, navigation};
use crate::checks::{self, TextEdit};
use crate::model::Actor;
use crate::registry::{self, Format, Registry};
use crate::settings::Settings;
use crate::syntax::{BlockKind, Kind, Node, Span};
use crate::workspace::files::Input;
use crate::workspace::{Project, absolute};

/// `source.organizeActors`.
pub(super) const ORGANIZE: CodeActionKind = CodeActionKind::new("source.organizeActors");

/// The edit that brings the declared actors in the order of their ids, each with the comments above it. None if
/// they are, or if something in the header is an error.
pub(super) fn organized(snapshot: &Snapshot) -> Option<TextEdit> {
    let source = snapshot.source();
    let actors = declarations(snapshot)?;
    let first = actors.first().map(|n| n.lines(source))?;
    let last = actors.last().map(|n| n.lines(source))?;
    let start = comments_above(source, 0, first.start);
    let mut at = start;
    let mut chunks = Vec::with_capacity(actors.len());
    for (i, actor) in actors.iter().enumerate() {
        let line = actor.lines(source);
        // Two in one line have no lines to be moved.
        let next = actors.get(i + 1).map(|n| n.lines(source).start);
        if next.is_some_and(|next| next < line.end) {
            return None;
        }
        // What stands between two belongs to the second, if it is a comment.
        let end = next.map_or(last.end, |next| comments_above(source, line.end, next));
        chunks.push((
            source.get(actor.inner())?.to_lowercase(),
            source.get(at..end)?,
        ));
        at = end;
    }
    let mut sorted = chunks.clone();
    sorted.sort_by(|a, b| a.0.cmp(&b.0));
    (sorted != chunks).then(|| {
        let text: String = sorted.iter().map(|(_, chunk)| *chunk).collect();
        TextEdit::new(start..last.end, text)
    })
}

/// Where the comments begin that stand directly before `next`, not before `from`.
fn comments_above(source: &str, from: usize, next: usize) -> usize {
    let between = source.get(from..next).unwrap_or_default();
    let mut start = next;
    for line in between.split_inclusive('\n').rev() {
        if !line.trim_start().starts_with('#') {
            break;
        }
        start -= line.len();
    }
    start
}

/// The entries of the header's actors; none if there are none, or something in the header is an error.
fn declarations<'s>(snapshot: &'s Snapshot) -> Option<Vec<Node<'s>>> {
    let header = snapshot.tree.blocks().next()?;
    let broken = header.descendants().any(|n| n.kind() == Kind::Error);
    if header.kind() != BlockKind::Header || broken {
        return None;
    }
    let source = snapshot.source();
    let mut entries = header.children().filter(|n| n.kind() == Kind::Entry);
    let actors = entries.find(|n| source.get(n.inner()) == Some("actors"))?;
    let own = actors.children().filter(|n| n.kind() == Kind::Entry);
    Some(own.collect()).filter(|all: &Vec<_>| !all.is_empty())
}

/// Actions that change the project's files: to move the actor at a place to the registry, and to turn off the
/// checks that find something there. `new` is where a settings file can be made if the project has none.
pub(super) fn actions(
    snapshot: &Snapshot,
    range: &Span,
    new: Option<&Path>,
) -> Vec<lsp::CodeAction> {
    let project = snapshot.settings.project.as_deref();
    let mut all: Vec<lsp::CodeAction> = Vec::new();
    all.extend(project.and_then(|p| moved_to_registry(snapshot, p, range.start)));
    let mut codes: Vec<&str> = Vec::new();
    for (_, finding) in actions::touching(snapshot, range) {
        if !codes.contains(&finding.code) {
            codes.push(finding.code);
        }
    }
    let file = project.and_then(|p| p.file.as_ref());
    all.extend(codes.iter().filter_map(|code| match (file, new) {
        (Some((path, text)), _) => turned_off(snapshot, path, text, code),
        (None, Some(path)) => turned_off_anew(path, code),
        (None, None) => None,
    }));
    all
}

/// The action that makes a settings file in which a check is off.
fn turned_off_anew(path: &Path, code: &str) -> Option<lsp::CodeAction> {
    let edit = of_file(
        path,
        "",
        vec![without_check("", code)?],
        Encoding::default(),
    )?;
    let file = lsp::ResourceOp::Create(lsp::CreateFile {
        uri: edit.text_document.uri.clone(),
        options: Some(lsp::CreateFileOptions {
            overwrite: None,
            ignore_if_exists: Some(true),
        }),
        annotation_id: None,
    });
    let changes = vec![
        lsp::DocumentChangeOperation::Op(file),
        lsp::DocumentChangeOperation::Edit(edit),
    ];
    Some(lsp::CodeAction {
        title: format!("Turn {code} off in a new {}", file_name(path)),
        kind: Some(CodeActionKind::QUICKFIX),
        edit: Some(lsp::WorkspaceEdit {
            document_changes: Some(lsp::DocumentChanges::Operations(changes)),
            ..lsp::WorkspaceEdit::default()
        }),
        ..lsp::CodeAction::default()
    })
}

fn turned_off(snapshot: &Snapshot, path: &Path, text: &str, code: &str) -> Option<lsp::CodeAction> {
    let edit = without_check(text, code)?;
    Some(lsp::CodeAction {
        title: format!("Turn {code} off in {}", file_name(path)),
        kind: Some(CodeActionKind::QUICKFIX),
        edit: Some(changes(vec![of_file(
            path,
            text,
            vec![edit],
            snapshot.text.encoding,
        )?])),
        ..lsp::CodeAction::default()
    })
}

/// The edit of a settings file that turns a check off; none if the file has a level for it, or is laid out so
/// that a line cannot be put in.
fn without_check(text: &str, code: &str) -> Option<TextEdit> {
    let line = format!("{code} = \"off\"\n");
    let mut at = 0;
    let mut table = None;
    for l in text.split_inclusive('\n') {
        at += l.len();
        let bare = l.split('#').next().unwrap_or_default();
        if bare.trim() == "[checks]" {
            table = Some(at);
        }
    }
    let breaks = if text.is_empty() || text.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    let edit = match table {
        Some(at) if at == text.len() => TextEdit::new(at..at, format!("{breaks}{line}")),
        Some(at) => TextEdit::new(at..at, line),
        None => {
            let space = if text.is_empty() { "" } else { "\n" };
            let end = text.len();
            TextEdit::new(end..end, format!("{breaks}{space}[checks]\n{line}"))
        }
    };
    let edited = checks::apply(text, std::iter::once(&edit));
    let (settings, problems) = Settings::parse(&edited);
    let is_off = settings.config("").level(code).is_none();
    (problems.is_empty() && is_off).then_some(edit)
}

fn moved_to_registry(snapshot: &Snapshot, project: &Project, at: usize) -> Option<lsp::CodeAction> {
    let name = navigation::name_at(snapshot, at).filter(|n| !n.is_id)?;
    let actor = snapshot.article().actor(name.name)?;
    let declared = actor.source.start < actor.source.end;
    if !declared || project.registry.get(&actor.id).is_some() {
        return None;
    }
    let mut registries = project.settings.registries.iter();
    let registry = registries.find(|r| r.value.ends_with(".toml"))?;
    let path = absolute(&project.root.join(&registry.value));
    let text = Input::File(path.clone()).read().ok()?;
    let table = in_toml(actor)?;
    let end = text.len();
    let breaks = match (text.is_empty(), text.ends_with('\n')) {
        (true, _) => "",
        (_, true) => "\n",
        _ => "\n\n",
    };
    let added = TextEdit::new(end..end, format!("{breaks}{table}"));
    // Not everything that holds actors can have a table behind it.
    let load = |text: &str| {
        let source = registry::Source::new(registry.value.as_str(), Format::Toml, text);
        Registry::load(vec![source])
    };
    let (_, faults) = load(&text);
    let (now, new_faults) = load(&checks::apply(&text, std::iter::once(&added)));
    if new_faults.len() > faults.len() || now.get(&actor.id).is_none() {
        return None;
    }
    let actors = declarations(snapshot)?;
    let own = actors
        .iter()
        .find(|n| n.span().start == actor.source.start)?;
    let source = snapshot.source();
    // The last to go takes `actors` along.
    let gone = if actors.len() > 1 {
        own.lines(source)
    } else {
        let header = snapshot.tree.blocks().next()?;
        let parent = header.children().find(|n| n.span().end == own.span().end)?;
        parent.lines(source)
    };
    // Two in one line have no lines to be taken out.
    let end = own.lines(source).end;
    let mut behind = actors.iter().filter(|n| n.span().start > own.span().start);
    if behind.any(|n| n.lines(source).start < end) {
        return None;
    }
    let here = lsp::TextEdit::new(snapshot.range(gone), String::new());
    let article = actions::document_edit(snapshot, vec![here]);
    let file = of_file(&path, &text, vec![added], snapshot.text.encoding)?;
    Some(lsp::CodeAction {
        title: format!("Move {} to {}", actor.name, file_name(&path)),
        kind: Some(CodeActionKind::REFACTOR),
        edit: Some(changes(vec![file, article])),
        ..lsp::CodeAction::default()
    })
}

/// An actor as a table of a registry; none if a registry cannot hold all that is declared.
fn in_toml(actor: &Actor) -> Option<String> {
    let quoted = |text: &str| serde_json::to_string(text).ok();
    let mut table = format!("[actors.{}]\n", quoted(&actor.id)?);
    let mut line = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            table.push_str(&format!("{key} = {value}\n"));
        }
    };
    line("name", quoted(&actor.name));
    line(
        "kind",
        Some(actor.kind)
            .filter(|k| *k != Default::default())
            .and_then(|k| quoted(k.name()?)),
    );
    let texts = [
        ("role", &actor.role),
        ("pronouns", &actor.pronouns),
        ("wikidata", &actor.wikidata),
        ("url", &actor.url),
        ("note", &actor.note),
    ];
    for (key, value) in texts {
        line(key, value.as_deref().and_then(quoted));
    }
    if !actor.aliases.is_empty() {
        line("aliases", serde_json::to_string(&actor.aliases).ok());
    }
    if !actor.roles.is_empty() {
        let roles = actor.roles.iter().map(|role| {
            let dates = [("from", &role.from), ("to", &role.to)];
            let dates = dates.iter().filter_map(|(key, date)| {
                Some(format!(", {key} = {}", quoted(&date.as_ref()?.value)?))
            });
            Some(format!(
                "{{ title = {}{} }}",
                quoted(&role.title)?,
                dates.collect::<String>()
            ))
        });
        let roles: Option<Vec<String>> = roles.collect();
        line("roles", roles.map(|r| format!("[{}]", r.join(", "))));
    }
    let source = registry::Source::new("actor.toml", Format::Toml, table.as_str());
    let (read, problems) = Registry::load(vec![source]);
    let mut same = read.get(&actor.id)?.actor();
    same.source = actor.source;
    (problems.is_empty() && same == *actor).then_some(table)
}

/// The edits of a settings file that keep its paths right when files are renamed.
pub(super) fn renamed(
    project: &Project,
    files: &[(PathBuf, PathBuf)],
    encoding: Encoding,
) -> Option<lsp::TextDocumentEdit> {
    let (path, text) = project.file.as_ref()?;
    let settings = &project.settings;
    let paths = settings.registries.iter().chain(&settings.outside);
    let patterns = settings.include.iter().chain(&settings.exclude);
    let patterns = patterns.chain(settings.overrides.iter().flat_map(|o| &o.files));
    let all = paths.chain(patterns.map(|p| &p.text));
    let edits = all.filter_map(|place| {
        let new = files
            .iter()
            .find_map(|(old, new)| moved(&project.root, &place.value, old, new))?;
        // Only where it stands as one string.
        let written = text.get(place.span.clone())?;
        let quoted = serde_json::to_string(&new).ok()?;
        written
            .starts_with(['"', '\''])
            .then(|| TextEdit::new(place.span.clone(), quoted))
    });
    let edits: Vec<TextEdit> = edits.collect();
    of_file(path, text, edits, encoding).filter(|e| !e.edits.is_empty())
}

/// What a path of the settings is when a file or a folder above it has another name; none if it stays, or if it
/// would lead out of the folder.
fn moved(root: &Path, value: &str, old: &Path, new: &Path) -> Option<String> {
    let here = value.strip_prefix("./").unwrap_or(value);
    let (name, slash) = match here.strip_suffix('/') {
        Some(name) => (name, "/"),
        None => (here, ""),
    };
    let rest = absolute(&root.join(name))
        .strip_prefix(old)
        .ok()?
        .to_owned();
    let new = new.strip_prefix(root).ok()?.join(rest);
    let new = new.to_string_lossy().replace('\\', "/");
    Some(format!("{}{slash}", new.trim_end_matches('/')))
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn of_file(
    path: &Path,
    text: &str,
    edits: Vec<TextEdit>,
    encoding: Encoding,
) -> Option<lsp::TextDocumentEdit> {
    let counted = Text::new(text, encoding);
    let edits = edits.into_iter();
    let edits = edits.map(|e| lsp::OneOf::Left(lsp::TextEdit::new(counted.range(e.span), e.text)));
    Some(lsp::TextDocumentEdit {
        text_document: lsp::OptionalVersionedTextDocumentIdentifier {
            uri: Uri::from_file_path(absolute(path))?,
            version: None,
        },
        edits: edits.collect(),
    })
}

/// Edits of several files as one.
pub(super) fn changes(edits: Vec<lsp::TextDocumentEdit>) -> lsp::WorkspaceEdit {
    lsp::WorkspaceEdit {
        document_changes: Some(lsp::DocumentChanges::Edits(edits)),
        ..lsp::WorkspaceEdit::default()
    }
}
