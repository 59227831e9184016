//! The server: the documents, their settings, and the diagnostics that are sent of them.
//!
//! Requests are handled side by side, and a message that changes a document does so before it first waits:
//! so changes keep their order. Everything else works on a snapshot, on a thread of its own, and what has
//! become stale in the meantime is thrown away.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::Duration;

use hashbrown::HashSet;
use tokio::sync::Notify;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::*;
use tower_lsp::{Client, LspService};

use super::abilities::Abilities;
use super::across;
use super::configuration::settings;
use super::index::Index;
use super::indexing::Run;
use super::log::{Level, Log};
use super::position::Encoding;
use super::reports::Checked;
use super::snapshot::Snapshot;
use super::{diagnostics, navigation, project, tokens, transport};
use crate::workspace::{Project, Projects};

/// How often it is looked whether the client still lives.
pub(super) const HEARTBEAT: Duration = Duration::from_secs(2);

/// What the server knows; behind one lock that is held for moments only.
#[derive(Default)]
pub(super) struct State {
    pub(super) documents: HashMap<Uri, Arc<Snapshot>>,
    /// The documents whose diagnostics are being worked out.
    running: HashSet<Uri>,
    /// Documents whose settings are not known yet.
    pub(super) waiting: HashSet<Uri>,
    /// What was published of each document last.
    pub(super) published: HashMap<Uri, Vec<Diagnostic>>,
    pub(super) encoding: Encoding,
    pub(super) abilities: Abilities,
    /// The folders of the workspace.
    pub(super) folders: Vec<PathBuf>,
    /// What the client has set, and the number of the message or question that it is from.
    pub(super) editor: Arc<crate::settings::Settings>,
    pub(super) configured: u64,
    /// The reading of all articles that began last, and what the client calls it.
    pub(super) indexing: Option<(ProgressToken, Arc<Run>)>,
    /// What has been reported of closed articles.
    pub(super) checked: Checked,
    /// The semantic tokens that were given of each document last, with their number.
    pub(super) tokens: HashMap<Uri, (String, Vec<SemanticToken>)>,
    /// The newest look-up of each document's settings that is under way.
    pub(super) look_ups: HashMap<Uri, u64>,
    /// What has been said of settings that cannot be read.
    pub(super) said: HashSet<String>,
}

/// What each message is handled with; a clone is the same backend.
#[derive(Clone)]
pub(super) struct Backend {
    pub(super) client: Client,
    pub(super) state: Arc<Mutex<State>>,
    pub(super) projects: Arc<Mutex<Projects>>,
    index: Arc<RwLock<Index>>,
    pub(super) log: Log,
    /// Tells that a document has its settings.
    pub(super) settled: Arc<Notify>,
    /// What began later has the higher number.
    numbers: Arc<AtomicU64>,
    /// `shutdown` has been asked for, so that `exit` is in order.
    pub(super) in_order: Arc<AtomicBool>,
}

/// Runs the server until the client is done, and tells of it in `log`. Gives the exit code: 0 if the client had
/// asked for the end, 1 if not.
pub(crate) fn run(log: Log) -> std::io::Result<u8> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_time()
        .build()?;
    let in_order = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&in_order);
    let own = log.clone();
    runtime.block_on(async move {
        let (service, socket) = LspService::build(|client| Backend {
            client,
            state: Arc::default(),
            projects: Arc::default(),
            index: Arc::default(),
            settled: Arc::default(),
            log: own,
            numbers: Arc::default(),
            in_order: flag,
        })
        .custom_method("newsmark/text", Backend::text)
        .custom_method("newsmark/preview", Backend::preview)
        .custom_method("$/setTrace", Backend::set_trace)
        .custom_method("window/workDoneProgress/cancel", Backend::cancel_progress)
        .finish();
        transport::serve(
            service,
            socket,
            tokio::io::stdin(),
            tokio::io::stdout(),
            log,
        )
        .await;
    });
    // Standard input may stay open, with a thread that waits for it.
    runtime.shutdown_background();
    Ok(u8::from(!in_order.load(Ordering::SeqCst)))
}

impl Backend {
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn set_trace(&self, params: SetTraceParams) {
        self.log.set_trace(params.value);
    }

    /// Tells the client and the log's file of something.
    pub(super) async fn tell(&self, level: Level, message: String) {
        self.log.write(level, &message);
        let kind = match level {
            Level::Error => MessageType::ERROR,
            Level::Warn => MessageType::WARNING,
            Level::Info => MessageType::INFO,
            Level::Debug => MessageType::LOG,
        };
        if self.log.tells(level) {
            self.client.log_message(kind, message).await;
        }
    }

    pub(super) fn index(&self) -> RwLockReadGuard<'_, Index> {
        self.index.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn index_mut(&self) -> RwLockWriteGuard<'_, Index> {
        self.index.write().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn next_number(&self) -> u64 {
        self.numbers.fetch_add(1, Ordering::SeqCst) + 1
    }

    pub(super) fn snapshot(&self, uri: &Uri) -> Option<Arc<Snapshot>> {
        self.state().documents.get(uri).cloned()
    }

    /// Works on a snapshot of a document apart from the messages. A panic in it is an error of that
    /// request alone.
    pub(super) async fn with<T: Send + 'static>(
        &self,
        uri: &Uri,
        work: impl FnOnce(&Snapshot) -> T + Send + 'static,
    ) -> Result<Option<T>> {
        let Some(snapshot) = self.snapshot(uri) else {
            return Ok(None);
        };
        let done = tokio::task::spawn_blocking(move || work(&snapshot)).await;
        done.map(Some).map_err(|_| Error::internal_error())
    }

    /// The same for a position.
    pub(super) async fn at<T: Send + 'static>(
        &self,
        place: TextDocumentPositionParams,
        work: impl FnOnce(&Snapshot, usize) -> T + Send + 'static,
    ) -> Result<Option<T>> {
        self.with(&place.text_document.uri, move |s| {
            work(s, s.text.offset(place.position))
        })
        .await
    }

    /// What the server takes for the text of an open document: for tests, and reports of faults.
    async fn text(&self, document: TextDocumentIdentifier) -> Result<Option<String>> {
        Ok(self
            .snapshot(&document.uri)
            .map(|s| s.text.rope.to_string()))
    }

    /// All semantic tokens of a document, and those that were given before them with their id.
    #[allow(clippy::type_complexity)] // Said once.
    pub(super) async fn all_tokens(
        &self,
        uri: &Uri,
    ) -> Result<Option<(SemanticTokens, Option<(String, Vec<SemanticToken>)>)>> {
        let data = self.with(uri, |snapshot| {
            tokens::answer(snapshot, &(0..snapshot.tree.len()))
        });
        let Some(data) = data.await? else {
            return Ok(None);
        };
        let id = self.next_number().to_string();
        let last = self
            .state()
            .tokens
            .insert(uri.clone(), (id.clone(), data.clone()));
        let tokens = SemanticTokens {
            result_id: Some(id),
            data,
        };
        Ok(Some((tokens, last)))
    }

    /// The name of a registry's actor that stands at a place.
    pub(super) async fn shared(
        &self,
        place: &TextDocumentPositionParams,
    ) -> Result<Option<(Arc<Snapshot>, String)>> {
        let Some(snapshot) = self.snapshot(&place.text_document.uri) else {
            return Ok(None);
        };
        let position = place.position;
        let found = tokio::task::spawn_blocking(move || {
            let at = snapshot.text.offset(position);
            let name = navigation::name_at(&snapshot, at);
            let name = name.filter(|n| across::is_shared(&snapshot, n));
            let name = name.map(|n| n.name.to_owned());
            name.map(|name| (snapshot, name))
        });
        found.await.map_err(|_| Error::internal_error())
    }

    /// All documents of the workspace that have the name of an actor.
    pub(super) async fn documents(&self, name: &str) -> Result<Vec<Arc<Snapshot>>> {
        let (open, folders) = {
            let state = self.state();
            let open: Vec<_> = state.documents.values().cloned().collect();
            (open, state.folders.clone())
        };
        let (name, projects) = (name.to_owned(), Arc::clone(&self.projects));
        let found = tokio::task::spawn_blocking(move || {
            across::documents(&name, open, &folders, |path| {
                settings(&projects, Some(path)).0
            })
        });
        found.await.map_err(|_| Error::internal_error())
    }

    /// Where settings for a document can be made if it has none: in its folder of the workspace, or else beside it.
    pub(super) fn new_settings_file(&self, uri: &Uri) -> Option<PathBuf> {
        let path = across::path(uri)?;
        let state = self.state();
        let folders = state.folders.iter().filter(|f| path.starts_with(f));
        let longest = folders.max_by_key(|f| f.as_os_str().len());
        let folder = longest.map(PathBuf::as_path).or(path.parent())?;
        state
            .abilities
            .creates
            .then(|| folder.join(crate::settings::FILE_NAME))
    }

    /// What must change in settings when files get other names.
    pub(super) fn renamed(&self, files: &[(PathBuf, PathBuf)]) -> Vec<TextDocumentEdit> {
        let encoding = self.state().encoding;
        let mut projects: Vec<Arc<Project>> = Vec::new();
        for (old, _) in files {
            let settings = settings(&self.projects, Some(old)).0;
            let found = settings.and_then(|s| s.project);
            if let Some(found) = found.filter(|p| !projects.iter().any(|k| Arc::ptr_eq(k, p))) {
                projects.push(found);
            }
        }
        let edits = projects.iter();
        let edits = edits.filter_map(|p| project::renamed(p, files, encoding));
        edits.collect()
    }

    /// Sees to it that a document's diagnostics are published, unless that is already under way.
    pub(super) fn schedule(&self, uri: Uri) {
        let mut state = self.state();
        if state.abilities.pulls
            || state.waiting.contains(&uri)
            || !state.running.insert(uri.clone())
        {
            return;
        }
        drop(state);
        tokio::spawn(publish(self.client.clone(), Arc::clone(&self.state), uri));
    }
}

pub(super) fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Publishes a document's diagnostics until they are those of its newest version. The same ones are
/// not sent again.
async fn publish(client: Client, state: Arc<Mutex<State>>, uri: Uri) {
    loop {
        let Some(snapshot) = lock(&state).documents.get(&uri).cloned() else {
            lock(&state).running.remove(&uri);
            return;
        };
        let worked = Arc::clone(&snapshot);
        let found = tokio::task::spawn_blocking(move || diagnostics::all(&worked)).await;
        let found = found.unwrap_or_default();
        let new = {
            let mut state = lock(&state);
            let newest = state
                .documents
                .get(&uri)
                .is_some_and(|s| Arc::ptr_eq(s, &snapshot));
            if !newest {
                continue;
            }
            state.running.remove(&uri);
            let known = state.published.get(&uri);
            let new = known != Some(&found);
            if new {
                state.published.insert(uri.clone(), found.clone());
            }
            new
        };
        if new {
            client
                .publish_diagnostics(uri.clone(), found, Some(snapshot.version))
                .await;
            // It may have been closed in the meantime.
            if !lock(&state).documents.contains_key(&uri) {
                client.publish_diagnostics(uri, Vec::new(), None).await;
            }
        }
        return;
    }
}

/// Ends the process when its client's is gone.
pub(super) fn watch_client(id: u32) {
    #[cfg(unix)]
    if let Some(pid) = i32::try_from(id)
        .ok()
        .and_then(rustix::process::Pid::from_raw)
    {
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(HEARTBEAT).await;
                if rustix::process::test_kill_process(pid) == Err(rustix::io::Errno::SRCH) {
                    std::process::exit(1);
                }
            }
        });
    }
    #[cfg(not(unix))]
    let _ = (id, HEARTBEAT);
}
