//! Diagnostics that the client asks for: of a document, and of all articles of the workspace.
//!
//! A report has an id, and who still has the one with that id is told that nothing has changed.

use std::collections::HashMap;
use std::fs::Metadata;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use hashbrown::HashSet;
use rustc_hash::FxHasher;
use tower_lsp::ls_types::notification::Notification;
use tower_lsp::ls_types::*;

use super::across;
use super::configuration::settings;
use super::diagnostics;
use super::server::Backend;
use super::snapshot::{Settings, Snapshot};
use crate::workspace::files::Input;

/// So many reports are sent at once to who takes them in parts.
const PART: usize = 50;

/// Of each closed article the file that was checked last, and its report's id: as long as the settings hold.
pub(super) type Checked = Arc<Mutex<HashMap<PathBuf, (Stamp, String)>>>;

/// Tells two states of a file apart.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp(Option<SystemTime>, u64);

impl Stamp {
    fn of(path: &Path) -> Option<Stamp> {
        let meta: Metadata = path.metadata().ok()?;
        Some(Stamp(meta.modified().ok(), meta.len()))
    }
}

/// What a report is known by: the same for the same diagnostics.
fn id_of(items: &[Diagnostic]) -> String {
    let mut hasher = FxHasher::default();
    // What cannot be written is not sent either.
    serde_json::to_vec(items)
        .unwrap_or_default()
        .hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// Some of the answer, sent before the rest.
enum Part {}

impl Notification for Part {
    type Params = PartParams;
    const METHOD: &'static str = "$/progress";
}

#[derive(serde::Serialize, serde::Deserialize)]
struct PartParams {
    token: ProgressToken,
    value: WorkspaceDiagnosticReportPartialResult,
}

/// Tells work on another thread that nobody waits for it any more.
struct Asked(Arc<AtomicBool>);

impl Drop for Asked {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// The report of a document, for who has the one with the id `previous`.
pub(super) fn of_document(snapshot: &Snapshot, previous: Option<&str>) -> DocumentDiagnosticReport {
    let items = diagnostics::all(snapshot);
    let id = id_of(&items);
    if previous == Some(&id) {
        let unchanged = UnchangedDocumentDiagnosticReport { result_id: id };
        return DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: unchanged,
        });
    }
    let full = FullDocumentDiagnosticReport {
        result_id: Some(id),
        items,
    };
    DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: full,
    })
}

/// What there is to say of an article of the workspace.
fn of_article(
    uri: Uri,
    version: Option<i32>,
    report: DocumentDiagnosticReport,
) -> WorkspaceDocumentDiagnosticReport {
    let version = version.map(i64::from);
    match report {
        DocumentDiagnosticReport::Full(full) => WorkspaceFullDocumentDiagnosticReport {
            uri,
            version,
            full_document_diagnostic_report: full.full_document_diagnostic_report,
        }
        .into(),
        DocumentDiagnosticReport::Unchanged(same) => WorkspaceUnchangedDocumentDiagnosticReport {
            uri,
            version,
            unchanged_document_diagnostic_report: same.unchanged_document_diagnostic_report,
        }
        .into(),
    }
}

/// A report of what is no longer there.
fn empty(uri: Uri) -> WorkspaceDocumentDiagnosticReport {
    let report = DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport::default());
    of_article(uri, None, report)
}

impl Backend {
    /// The reports of all open documents, and of the articles in the workspace's folders. To who takes
    /// them in parts they are sent so, and nothing is left to answer.
    pub(super) async fn report_workspace(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Option<Vec<WorkspaceDocumentDiagnosticReport>> {
        let open: Vec<Uri> = self.state().documents.keys().cloned().collect();
        for uri in &open {
            self.has_settings(uri).await;
        }
        let is_gone = Arc::new(AtomicBool::new(false));
        let asked = Asked(Arc::clone(&is_gone));
        let again = self.clone();
        let found = tokio::task::spawn_blocking(move || again.reports(params, &is_gone)).await;
        drop(asked);
        found.ok()
    }

    fn reports(
        &self,
        params: WorkspaceDiagnosticParams,
        is_gone: &AtomicBool,
    ) -> Vec<WorkspaceDocumentDiagnosticReport> {
        let previous = params.previous_result_ids.into_iter();
        let mut previous: HashMap<Uri, String> = previous.map(|p| (p.uri, p.value)).collect();
        let token = params.partial_result_params.partial_result_token;
        let mut all = Vec::new();
        let mut add = |report| {
            all.push(report);
            if all.len() >= PART
                && let Some(token) = &token
            {
                self.send_part(token.clone(), std::mem::take(&mut all));
            }
        };
        let (open, folders) = {
            let state = self.state();
            let open: Vec<_> = state.documents.values().cloned().collect();
            (open, state.folders.clone())
        };
        let mut seen: HashSet<PathBuf> = open.iter().filter_map(|s| across::path(&s.uri)).collect();
        for document in open {
            let known = previous.remove(&document.uri);
            let report = of_document(&document, known.as_deref());
            add(of_article(
                document.uri.clone(),
                Some(document.version),
                report,
            ));
        }
        let checked = Arc::clone(&self.state().checked);
        let look = |path: &Path| settings(&self.projects, Some(path)).0;
        across::articles(&folders, look, |path, settings| {
            if is_gone.load(Ordering::SeqCst) || !seen.insert(path.clone()) {
                return;
            }
            let Some(uri) = Uri::from_file_path(&path) else {
                return;
            };
            let known = previous.remove(&uri);
            let report = self.of_file(&uri, path, settings, known.as_deref(), &checked);
            add(report.map_or_else(|| empty(uri.clone()), |r| of_article(uri.clone(), None, r)));
        });
        // Not all files have been looked at, and nobody waits for the rest.
        if is_gone.load(Ordering::SeqCst) {
            return Vec::new();
        }
        // Of what is left the client has diagnostics, and the files are gone.
        previous.into_keys().map(empty).for_each(&mut add);
        match token {
            Some(token) if !all.is_empty() => {
                self.send_part(token, std::mem::take(&mut all));
                all
            }
            _ => all,
        }
    }

    /// The report of a closed article; none if it cannot be read.
    fn of_file(
        &self,
        uri: &Uri,
        path: PathBuf,
        settings: Settings,
        previous: Option<&str>,
        checked: &Checked,
    ) -> Option<DocumentDiagnosticReport> {
        let stamp = Stamp::of(&path)?;
        let checked = || checked.lock().unwrap_or_else(PoisonError::into_inner);
        let known = checked().get(&path).cloned();
        if let Some((_, id)) = known.filter(|(s, id)| *s == stamp && Some(&**id) == previous) {
            let unchanged = UnchangedDocumentDiagnosticReport { result_id: id };
            return Some(DocumentDiagnosticReport::Unchanged(
                RelatedUnchangedDocumentDiagnosticReport {
                    related_documents: None,
                    unchanged_document_diagnostic_report: unchanged,
                },
            ));
        }
        let text = Input::File(path.clone()).read().ok()?;
        let encoding = self.state().encoding;
        let snapshot = Snapshot::new(uri.clone(), 0, &text, encoding, settings);
        let report = of_document(&snapshot, previous);
        let id = match &report {
            DocumentDiagnosticReport::Full(full) => {
                full.full_document_diagnostic_report.result_id.clone()
            }
            DocumentDiagnosticReport::Unchanged(same) => {
                Some(same.unchanged_document_diagnostic_report.result_id.clone())
            }
        };
        id.and_then(|id| checked().insert(path, (stamp, id)));
        Some(report)
    }

    /// From a thread that may wait: so parts keep their order.
    fn send_part(&self, token: ProgressToken, items: Vec<WorkspaceDocumentDiagnosticReport>) {
        let value = WorkspaceDiagnosticReportPartialResult { items };
        let sent = self
            .client
            .send_notification::<Part>(PartParams { token, value });
        tokio::runtime::Handle::current().block_on(sent);
    }
}
