//! The server: the protocol's messages, and the documents that they are about.
//!
//! Requests are handled side by side, and a message that changes a document does so before it first waits:
//! so changes keep their order. Everything else works on a snapshot, on a thread of its own, and what has
//! become stale in the meantime is thrown away.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use hashbrown::HashSet;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::*;
use tower_lsp::{Client, LanguageServer, LspService};

use super::position::Encoding;
use super::snapshot::{Settings, Snapshot};
use super::{
    across, actions, completion, diagnostics, folding, hints, hover, lens, links, navigation,
    selection, symbols, tokens, transport,
};
use crate::checks::Config;
use crate::settings::FILE_NAME;
use crate::workspace::{Projects, Trouble};

/// How often it is looked whether the client still lives.
pub(super) const HEARTBEAT: Duration = Duration::from_secs(2);

/// What the server knows; behind one lock that is held for moments only.
#[derive(Default)]
struct State {
    documents: HashMap<Uri, Arc<Snapshot>>,
    /// The documents whose diagnostics are being worked out.
    running: HashSet<Uri>,
    /// Documents whose settings are not known yet.
    waiting: HashSet<Uri>,
    /// What was published of each document last.
    published: HashMap<Uri, Vec<Diagnostic>>,
    encoding: Encoding,
    /// The client asks for diagnostics itself.
    pulls: bool,
    /// The folders of the workspace.
    folders: Vec<PathBuf>,
    /// What has been said of settings that cannot be read.
    said: HashSet<String>,
}

struct Backend {
    client: Client,
    state: Arc<Mutex<State>>,
    projects: Arc<Mutex<Projects>>,
    /// `shutdown` has been asked for, so that `exit` is in order.
    in_order: Arc<AtomicBool>,
}

/// Runs the server until the client is done. Gives the exit code: 0 if the client had asked for
/// the end, 1 if not.
pub(crate) fn run() -> std::io::Result<u8> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_time()
        .build()?;
    let in_order = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&in_order);
    runtime.block_on(async move {
        let (service, socket) = LspService::build(|client| Backend {
            client,
            state: Arc::default(),
            projects: Arc::default(),
            in_order: flag,
        })
        .custom_method("newsmark/text", Backend::text)
        .finish();
        transport::serve(service, socket, tokio::io::stdin(), tokio::io::stdout()).await;
    });
    // Standard input may stay open, with a thread that waits for it.
    runtime.shutdown_background();
    Ok(u8::from(!in_order.load(Ordering::SeqCst)))
}

impl Backend {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn snapshot(&self, uri: &Uri) -> Option<Arc<Snapshot>> {
        self.state().documents.get(uri).cloned()
    }

    /// Works on a snapshot of a document apart from the messages. A panic in it is an error of that
    /// request alone.
    async fn with<T: Send + 'static>(
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
    async fn at<T: Send + 'static>(
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

    /// The name of a registry's actor that stands at a place.
    async fn shared(
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
    async fn documents(&self, name: &str) -> Result<Vec<Arc<Snapshot>>> {
        let (open, folders) = {
            let state = self.state();
            let open: Vec<_> = state.documents.values().cloned().collect();
            (open, state.folders.clone())
        };
        let (name, projects) = (name.to_owned(), Arc::clone(&self.projects));
        let found = tokio::task::spawn_blocking(move || {
            across::documents(&name, open, &folders, |path| settings(&projects, path).0)
        });
        found.await.map_err(|_| Error::internal_error())
    }

    /// Puts a document's newest state into the place of what there was.
    fn put(&self, snapshot: Snapshot) {
        let uri = snapshot.uri.clone();
        self.state()
            .documents
            .insert(uri.clone(), Arc::new(snapshot));
        self.schedule(uri);
    }

    /// Sees to it that a document's diagnostics are published, unless that is already under way.
    fn schedule(&self, uri: Uri) {
        let mut state = self.state();
        if state.pulls || state.waiting.contains(&uri) || !state.running.insert(uri.clone()) {
            return;
        }
        drop(state);
        tokio::spawn(publish(self.client.clone(), Arc::clone(&self.state), uri));
    }

    /// Looks for the settings of a document, and for those that have changed.
    fn look_for_settings(&self, uri: Uri) {
        let (client, state) = (self.client.clone(), Arc::clone(&self.state));
        let projects = Arc::clone(&self.projects);
        let path = file_path(&uri);
        let again = self.again();
        tokio::spawn(async move {
            let Some(path) = path else { return };
            let found = tokio::task::spawn_blocking(move || settings(&projects, &path)).await;
            let (settings, messages) = found.unwrap_or_default();
            for message in messages {
                let new = lock(&state).said.insert(message.clone());
                if new {
                    client.show_message(MessageType::ERROR, message).await;
                }
            }
            let pulls = {
                let mut state = lock(&state);
                state.waiting.remove(&uri);
                // Broken settings change nothing: somebody is at work on them.
                if let (Some(settings), Some(snapshot)) = (settings, state.documents.get(&uri)) {
                    let with = snapshot.with_settings(settings);
                    state.documents.insert(uri.clone(), Arc::new(with));
                }
                state.pulls
            };
            if pulls {
                let _ = client.workspace_diagnostic_refresh().await;
            }
            again.schedule(uri);
        });
    }

    /// The backend for a task that outlives the message.
    fn again(&self) -> Backend {
        Backend {
            client: self.client.clone(),
            state: Arc::clone(&self.state),
            projects: Arc::clone(&self.projects),
            in_order: Arc::clone(&self.in_order),
        }
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The path of a document that is a file.
fn file_path(uri: &Uri) -> Option<std::path::PathBuf> {
    let is_file = uri.scheme().as_str().eq_ignore_ascii_case("file");
    is_file
        .then(|| uri.to_file_path().map(|p| p.into_owned()))
        .flatten()
}

/// What the settings above a file say, and what is wrong with them.
fn settings(projects: &Mutex<Projects>, path: &Path) -> (Option<Settings>, Vec<String>) {
    let mut projects = projects.lock().unwrap_or_else(PoisonError::into_inner);
    match projects.of_file(path) {
        Ok(project) => {
            let config: Arc<Config> = project.config(path);
            let project_warnings = project.warnings().to_vec();
            let settings = Settings {
                project: Some(project),
                config,
            };
            (Some(settings), project_warnings)
        }
        Err(Trouble { failures, .. }) => (None, failures),
    }
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
fn watch_client(id: u32) {
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

fn capabilities(encoding: Encoding) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(
            TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::INCREMENTAL),
                save: Some(TextDocumentSyncSaveOptions::Supported(true)),
                ..TextDocumentSyncOptions::default()
            },
        )),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(["@", "{", "#", "=", " "].map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        })),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![
                CodeActionKind::QUICKFIX,
                CodeActionKind::REFACTOR,
                actions::FIX_ALL,
            ]),
            ..CodeActionOptions::default()
        })),
        code_lens_provider: Some(CodeLensOptions {
            resolve_provider: Some(false),
        }),
        document_link_provider: Some(DocumentLinkOptions {
            resolve_provider: Some(false),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }),
        linked_editing_range_provider: Some(LinkedEditingRangeServerCapabilities::Simple(true)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: None,
        }),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
        inlay_hint_provider: Some(OneOf::Left(true)),
        semantic_tokens_provider: Some(
            SemanticTokensOptions {
                legend: SemanticTokensLegend {
                    token_types: tokens::TYPES.to_vec(),
                    token_modifiers: tokens::MODIFIERS.to_vec(),
                },
                range: Some(true),
                full: Some(SemanticTokensFullOptions::Bool(true)),
                ..SemanticTokensOptions::default()
            }
            .into(),
        ),
        diagnostic_provider: Some(DiagnosticServerCapabilities::Options(DiagnosticOptions {
            identifier: Some(diagnostics::SOURCE.to_owned()),
            ..DiagnosticOptions::default()
        })),
        ..ServerCapabilities::default()
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let general = params.capabilities.general.as_ref();
        let offered = general.and_then(|g| g.position_encodings.as_deref());
        let encoding = Encoding::agree(offered);
        let folders = params.workspace_folders.unwrap_or_default();
        #[allow(deprecated)] // What older clients give.
        let root = params.root_uri.filter(|_| folders.is_empty());
        let folders = folders.into_iter().map(|f| f.uri).chain(root);
        let folders = folders.filter_map(|uri| across::path(&uri)).collect();
        {
            let mut state = self.state();
            (state.encoding, state.folders) = (encoding, folders);
            // Who asks for diagnostics is not sent them as well.
            let document = params.capabilities.text_document.as_ref();
            state.pulls = document.is_some_and(|d| d.diagnostic.is_some());
        }
        if let Some(id) = params.process_id {
            watch_client(id);
        }
        Ok(InitializeResult {
            capabilities: capabilities(encoding),
            server_info: Some(ServerInfo {
                name: env!("CARGO_PKG_NAME").to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
            ..InitializeResult::default()
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        let watched = [
            "**/*.nmk",
            "**/*.toml",
            "**/*.jsonl",
            "**/*.ndjson",
            "**/*.csv",
        ];
        let watchers = watched.map(|glob| FileSystemWatcher {
            glob_pattern: GlobPattern::String(glob.to_owned()),
            kind: None,
        });
        let options = DidChangeWatchedFilesRegistrationOptions {
            watchers: watchers.to_vec(),
        };
        let registration = Registration {
            id: "watched-files".to_owned(),
            method: "workspace/didChangeWatchedFiles".to_owned(),
            register_options: serde_json::to_value(options).ok(),
        };
        // Not waited for: whoever waits for the client can wait for ever.
        let client = self.client.clone();
        tokio::spawn(async move { client.register_capability(vec![registration]).await });
    }

    async fn shutdown(&self) -> Result<()> {
        self.in_order.store(true, Ordering::SeqCst);
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        let encoding = self.state().encoding;
        let settings = Settings::default();
        let uri = document.uri.clone();
        let snapshot = Snapshot::new(
            document.uri,
            document.version,
            &document.text,
            encoding,
            settings,
        );
        if file_path(&uri).is_some() {
            // Its diagnostics come with its settings, and not twice.
            let mut state = self.state();
            state.waiting.insert(uri.clone());
            state.documents.insert(uri.clone(), Arc::new(snapshot));
            drop(state);
            self.look_for_settings(uri);
        } else {
            self.put(snapshot);
        }
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let document = params.text_document;
        let mut state = self.state();
        if let Some(snapshot) = state.documents.get(&document.uri) {
            let changed = snapshot.changed(document.version, params.content_changes);
            state
                .documents
                .insert(document.uri.clone(), Arc::new(changed));
        }
        drop(state);
        self.schedule(document.uri);
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        let uri = params.text_document.uri;
        let published = {
            let mut state = self.state();
            state.documents.remove(&uri);
            state.published.remove(&uri)
        };
        if published.is_some_and(|p| !p.is_empty()) {
            self.client.publish_diagnostics(uri, Vec::new(), None).await;
        }
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        let is_settings = |change: &FileEvent| {
            file_path(&change.uri).is_some_and(|p| p.extension().is_some_and(|e| e != "nmk"))
        };
        if !params.changes.iter().any(is_settings) {
            return;
        }
        // Not here: a registry may be read at the moment, and the next message waits for this one.
        let again = self.again();
        tokio::spawn(async move {
            let projects = Arc::clone(&again.projects);
            let reset = tokio::task::spawn_blocking(move || {
                *projects.lock().unwrap_or_else(PoisonError::into_inner) = Projects::default();
            });
            let _ = reset.await;
            again.state().said.clear();
            let open: Vec<Uri> = again.state().documents.keys().cloned().collect();
            for uri in open {
                again.look_for_settings(uri);
            }
        });
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let paths = |folders: Vec<WorkspaceFolder>| {
            let paths = folders.into_iter().filter_map(|f| across::path(&f.uri));
            paths.collect::<Vec<_>>()
        };
        let (removed, added) = (paths(params.event.removed), paths(params.event.added));
        let mut state = self.state();
        state.folders.retain(|f| !removed.contains(f));
        state.folders.extend(added);
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        let name = file_path(&params.text_document.uri);
        let name = name.as_deref().and_then(Path::file_name);
        if name.is_some_and(|n| n == FILE_NAME) {
            let change = FileEvent::new(params.text_document.uri, FileChangeType::CHANGED);
            let changes = vec![change];
            self.did_change_watched_files(DidChangeWatchedFilesParams { changes })
                .await;
        }
    }

    async fn diagnostic(
        &self,
        params: DocumentDiagnosticParams,
    ) -> Result<DocumentDiagnosticReportResult> {
        let uri = params.text_document.uri;
        let version = self.snapshot(&uri).map(|s| s.version.to_string());
        let items = self.with(&uri, diagnostics::all).await?.unwrap_or_default();
        let report = FullDocumentDiagnosticReport {
            result_id: version,
            items,
        };
        Ok(DocumentDiagnosticReportResult::Report(
            DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
                related_documents: None,
                full_document_diagnostic_report: report,
            }),
        ))
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        Ok(self
            .at(params.text_document_position_params, hover::answer)
            .await?
            .flatten())
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let list = self
            .at(params.text_document_position, completion::answer)
            .await?;
        Ok(list.map(CompletionResponse::List))
    }

    async fn goto_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        let place = params.text_document_position_params;
        let found = self.at(place, navigation::definition).await?.flatten();
        Ok(found.map(GotoDefinitionResponse::Scalar))
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let declaration = params.context.include_declaration;
        let place = params.text_document_position;
        if let Some((snapshot, name)) = self.shared(&place).await? {
            let documents = self.documents(&name).await?;
            let found = tokio::task::spawn_blocking(move || {
                let mut found = across::uses(&snapshot, &name, &documents);
                let registry = across::in_registry(&snapshot, &name).into_iter();
                found.extend(registry.map(|(place, _)| place).filter(|_| declaration));
                found
            });
            return found.await.map(Some).map_err(|_| Error::internal_error());
        }
        self.at(place, move |snapshot, at| {
            let name = navigation::name_at(snapshot, at);
            let uses = name.map(|n| navigation::uses(snapshot, &n, declaration));
            let place = |s| Location::new(snapshot.uri.clone(), snapshot.range(s));
            uses.unwrap_or_default().into_iter().map(place).collect()
        })
        .await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        self.at(params.text_document_position_params, |snapshot, at| {
            let Some(name) = navigation::name_at(snapshot, at) else {
                return Vec::new();
            };
            let written = navigation::uses(snapshot, &name, true).into_iter();
            let meant = navigation::mentions(snapshot, &name).into_iter();
            let written = written.map(|s| (s, DocumentHighlightKind::WRITE));
            let all = written.chain(meant.map(|s| (s, DocumentHighlightKind::READ)));
            all.map(|(span, kind)| DocumentHighlight {
                range: snapshot.range(span),
                kind: Some(kind),
            })
            .collect()
        })
        .await
    }

    async fn prepare_rename(
        &self,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        let found = self.at(params, |snapshot, at| {
            navigation::renamable(snapshot, at).map(|name| {
                PrepareRenameResponse::RangeWithPlaceholder {
                    range: snapshot.range(name.span.clone()),
                    placeholder: name.name.to_owned(),
                }
            })
        });
        found.await?.transpose().map_err(Error::invalid_params)
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let new = params.new_name;
        let place = params.text_document_position;
        if let Some((snapshot, name)) = self.shared(&place).await? {
            let documents = self.documents(&name).await?;
            let edit = tokio::task::spawn_blocking(move || {
                across::rename(&snapshot, &name, &new, &documents)
            });
            let edit = edit.await.map_err(|_| Error::internal_error())?;
            return edit.map(Some).map_err(Error::invalid_params);
        }
        let edit = self.at(place, move |snapshot, at| {
            let edits = navigation::rename(snapshot, at, &new)?;
            Ok(actions::workspace_edit(snapshot, edits))
        });
        let refused = |e: String| Error::invalid_params(e);
        edit.await?.transpose().map_err(refused)
    }

    async fn document_symbol(
        &self,
        params: DocumentSymbolParams,
    ) -> Result<Option<DocumentSymbolResponse>> {
        let found = self.with(&params.text_document.uri, |snapshot| {
            let all = symbols::symbols(snapshot).into_iter();
            all.map(|s| symbols::answer(snapshot, s))
                .collect::<Vec<_>>()
        });
        Ok(found.await?.map(DocumentSymbolResponse::Nested))
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let (range, only) = (params.range, params.context.only);
        self.with(&params.text_document.uri, move |snapshot| {
            let is_wanted = |kind: &CodeActionKind| {
                only.as_ref().is_none_or(|only| {
                    only.iter().any(|o| {
                        let (kind, wanted) = (kind.as_str(), o.as_str());
                        kind == wanted
                            || kind
                                .strip_prefix(wanted)
                                .is_some_and(|k| k.starts_with('.'))
                    })
                })
            };
            let mut found = actions::actions(snapshot, &snapshot.text.span(range));
            // Only where it is asked for: it checks the document anew.
            if only.is_some() && is_wanted(&actions::FIX_ALL) {
                found.extend(actions::fix_all(snapshot));
            }
            let wanted = found.into_iter().filter(|a| is_wanted(&a.kind));
            let wanted =
                wanted.map(|a| CodeActionOrCommand::CodeAction(actions::answer(snapshot, a)));
            wanted.collect()
        })
        .await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.with(&params.text_document.uri, lens::answer).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.with(&params.text_document.uri, links::answer).await
    }

    async fn linked_editing_range(
        &self,
        params: LinkedEditingRangeParams,
    ) -> Result<Option<LinkedEditingRanges>> {
        let found = self.at(params.text_document_position_params, |snapshot, at| {
            let uses = navigation::linked(snapshot, at);
            let ranges = uses
                .into_iter()
                .map(|s| snapshot.range(s))
                .collect::<Vec<_>>();
            (ranges.len() > 1).then_some(LinkedEditingRanges {
                ranges,
                word_pattern: None,
            })
        });
        Ok(found.await?.flatten())
    }

    async fn symbol(
        &self,
        params: WorkspaceSymbolParams,
    ) -> Result<Option<WorkspaceSymbolResponse>> {
        let mut open: Vec<Arc<Snapshot>> = self.state().documents.values().cloned().collect();
        open.sort_by(|a, b| a.uri.cmp(&b.uri));
        let found = tokio::task::spawn_blocking(move || {
            let all = open
                .iter()
                .flat_map(|s| symbols::matching(s, &params.query));
            all.collect::<Vec<_>>()
        });
        let found = found.await.map_err(|_| Error::internal_error())?;
        Ok(Some(WorkspaceSymbolResponse::Nested(found)))
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.with(&params.text_document.uri, folding::ranges).await
    }

    async fn selection_range(
        &self,
        params: SelectionRangeParams,
    ) -> Result<Option<Vec<SelectionRange>>> {
        let positions = params.positions;
        self.with(&params.text_document.uri, move |snapshot| {
            let all = positions.iter().map(|p| snapshot.text.offset(*p));
            all.map(|at| selection::answer(snapshot, at)).collect()
        })
        .await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let range = params.range;
        self.with(&params.text_document.uri, move |snapshot| {
            let all = hints::hints(snapshot, &snapshot.text.span(range)).into_iter();
            all.map(|h| hints::answer(snapshot, h)).collect()
        })
        .await
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokensResult>> {
        let data = self.with(&params.text_document.uri, |snapshot| {
            tokens::answer(snapshot, &(0..snapshot.tree.len()))
        });
        Ok(data.await?.map(|data| {
            SemanticTokensResult::Tokens(SemanticTokens {
                result_id: None,
                data,
            })
        }))
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        let range = params.range;
        let data = self.with(&params.text_document.uri, move |snapshot| {
            tokens::answer(snapshot, &snapshot.text.span(range))
        });
        Ok(data.await?.map(|data| {
            SemanticTokensRangeResult::Tokens(SemanticTokens {
                result_id: None,
                data,
            })
        }))
    }
}
