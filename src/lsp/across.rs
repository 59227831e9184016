//! A name across documents: an actor of a registry means the same in each that does not declare the name itself.
//!
//! Nothing is indexed: the folders of the workspace are walked when somebody asks, and of the files only those that
//! hold the name are parsed. So what is found is never stale.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use hashbrown::HashSet;
use memchr::memmem::Finder;
use tower_lsp::ls_types::{self as lsp, Uri};

use super::context::Named;
use super::navigation;
use super::position::Text;
use super::snapshot::{Settings, Snapshot};
use crate::workspace::files::{self, Found, Input};

/// Whether a name of a document is the registry's, and so that of other documents too.
pub(super) fn is_shared(snapshot: &Snapshot, name: &Named<'_>) -> bool {
    !name.is_id
        && navigation::declaration(snapshot, name).is_none()
        && snapshot.settings.registry().get(name.name).is_some()
}

/// The documents of the workspace that have the name: those that are open as they are there, the others as
/// their files have them.
pub(super) fn documents(
    name: &str,
    open: Vec<Arc<Snapshot>>,
    folders: &[PathBuf],
    settings: impl Fn(&Path) -> Option<Settings>,
) -> Vec<Arc<Snapshot>> {
    let wanted = format!("@{name}");
    let finder = Finder::new(&wanted);
    let known: HashSet<PathBuf> = open.iter().filter_map(|s| path(&s.uri)).collect();
    let encoding = open.first().map(|s| s.text.encoding).unwrap_or_default();
    // What has just been opened may not have its settings yet.
    let settled = open.into_iter().map(|document| {
        let path = path(&document.uri).filter(|_| document.settings.project.is_none());
        match path.and_then(|p| settings(&p)) {
            Some(settings) => Arc::new(document.with_settings(settings)),
            None => document,
        }
    });
    let mut all: Vec<Arc<Snapshot>> = settled.collect();
    articles(folders, settings, |file, settings| {
        if known.contains(&file) {
            return;
        }
        let Ok(text) = Input::File(file.clone()).read() else {
            return;
        };
        if finder.find(text.as_bytes()).is_some()
            && let Some(uri) = Uri::from_file_path(&file)
        {
            all.push(Arc::new(Snapshot::new(uri, 0, &text, encoding, settings)));
        }
    });
    all.sort_by(|a, b| a.uri.cmp(&b.uri));
    all.dedup_by(|a, b| a.uri == b.uri);
    all
}

/// The articles in folders, each with the settings that hold for it.
pub(super) fn articles(
    folders: &[PathBuf],
    settings: impl Fn(&Path) -> Option<Settings>,
    mut take: impl FnMut(PathBuf, Settings),
) {
    for folder in folders {
        files::walk(folder, |found| {
            let Found::File(file) = found else { return };
            let file = file.canonicalize().unwrap_or(file);
            let settings = settings(&file).unwrap_or_default();
            if is_article(&settings, &file) {
                take(file, settings);
            }
        });
    }
}

/// Whether a file counts among the articles.
pub(super) fn is_article(settings: &Settings, file: &Path) -> bool {
    let included = settings.project.as_ref().map(|p| p.includes(file));
    included.unwrap_or_else(|| files::is_article(file))
}

/// The path of a document that is a file.
pub(super) fn file_path(uri: &Uri) -> Option<PathBuf> {
    let is_file = uri.scheme().as_str().eq_ignore_ascii_case("file");
    let path = is_file.then(|| uri.to_file_path()).flatten()?;
    Some(path.into_owned())
}

/// The same without links.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    Some(real(&file_path(uri)?))
}

/// A path without links. What is no longer there, or not yet, is taken to be no link itself.
pub(super) fn real(path: &Path) -> PathBuf {
    path.canonicalize()
        .unwrap_or_else(|_| match (path.parent(), path.file_name()) {
            (Some(folder), Some(name)) => real(folder).join(name),
            _ => path.to_owned(),
        })
}

/// Whether two documents are of one project, and so have the same registry.
fn is_of_project(a: &Snapshot, b: &Snapshot) -> bool {
    let root = |s: &Snapshot| s.settings.project.as_ref().map(|p| p.root.clone());
    root(a) == root(b)
}

/// Where a name of a registry is written in the documents of the same project.
pub(super) fn uses(
    snapshot: &Snapshot,
    name: &str,
    documents: &[Arc<Snapshot>],
) -> Vec<lsp::Location> {
    let named = Named {
        name,
        is_id: false,
        span: 0..0,
    };
    let shared = documents
        .iter()
        .filter(|s| is_of_project(s, snapshot) && is_shared(s, &named));
    let uses = shared.flat_map(|s| {
        let spans = navigation::uses(s, &named, false).into_iter();
        spans.map(|span| lsp::Location::new(s.uri.clone(), s.range(span)))
    });
    uses.collect()
}

/// Where a registry's files give an actor the id: the file, the range, and whether it is quoted.
pub(super) fn in_registry(snapshot: &Snapshot, id: &str) -> Vec<(lsp::Location, bool)> {
    let Some(project) = &snapshot.settings.project else {
        return Vec::new();
    };
    let Some(known) = project.registry.get(id) else {
        return Vec::new();
    };
    let places = known.id_places().filter_map(|(source, span)| {
        let source = project.registry.sources().get(source)?;
        let uri = Uri::from_file_path(source_path(&source.name))?;
        let quoted = source.text.get(span.clone())?.starts_with(['"', '\'']);
        let text = Text::new(&source.text, snapshot.text.encoding);
        Some((lsp::Location::new(uri, text.range(span)), quoted))
    });
    places.collect()
}

/// The path of a registry's file, which is called as one sees it from where the process runs.
pub(super) fn source_path(name: &str) -> PathBuf {
    let path = PathBuf::from(name);
    path.canonicalize().unwrap_or(path)
}

/// The edits that give an actor of a registry another id, there and in all documents.
pub(super) fn rename(
    snapshot: &Snapshot,
    name: &str,
    new: &str,
    documents: &[Arc<Snapshot>],
) -> Result<lsp::WorkspaceEdit, String> {
    let new = navigation::name_of(new)?;
    if snapshot.settings.registry().get(new).is_some() {
        return Err(format!("@{new} is already another actor of a registry"));
    }
    let taken = Named {
        name: new,
        is_id: false,
        span: 0..0,
    };
    let clash = documents
        .iter()
        .find(|s| is_of_project(s, snapshot) && !navigation::uses(s, &taken, true).is_empty());
    if let Some(clash) = clash {
        let path = clash.uri.as_str();
        return Err(format!("@{new} already means somebody in {path}"));
    }
    let registry = in_registry(snapshot, name);
    if registry.is_empty() {
        return Err(format!(
            "no registry writes @{name} out: rename it there first"
        ));
    }
    let version = |uri: &Uri| {
        let open = documents.iter().find(|s| s.uri == *uri);
        open.map(|s| s.version).filter(|v| *v > 0)
    };
    let mut changes: Vec<lsp::TextDocumentEdit> = Vec::new();
    let mut add = |place: lsp::Location, text: String| {
        let edit = lsp::OneOf::Left(lsp::TextEdit::new(place.range, text));
        match changes
            .iter_mut()
            .find(|c| c.text_document.uri == place.uri)
        {
            Some(change) => change.edits.push(edit),
            None => changes.push(lsp::TextDocumentEdit {
                text_document: lsp::OptionalVersionedTextDocumentIdentifier {
                    version: version(&place.uri),
                    uri: place.uri,
                },
                edits: vec![edit],
            }),
        }
    };
    for (place, quoted) in registry {
        add(
            place,
            if quoted {
                format!("\"{new}\"")
            } else {
                new.to_owned()
            },
        );
    }
    for place in uses(snapshot, name, documents) {
        add(place, new.to_owned());
    }
    Ok(lsp::WorkspaceEdit {
        document_changes: Some(lsp::DocumentChanges::Edits(changes)),
        ..lsp::WorkspaceEdit::default()
    })
}
