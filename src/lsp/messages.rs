//! The protocol's messages, each handed to its feature.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::*;

use super::abilities::Abilities;
use super::across::{self, file_path};
use super::annotate;
use super::capabilities::capabilities;
use super::configuration::SECTION;
use super::index::Entry;
use super::position::Encoding;
use super::server::{Backend, watch_client};
use super::snapshot::{Settings, Snapshot};
use super::{
    actions, completion, folding, formatting, hints, hover, lens, links, navigation, project,
    reports, selection, symbols, tokens,
};
use crate::model::Actor;
use crate::settings::FILE_NAME;

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
            state.abilities = Abilities::of(&params.capabilities);
        }
        self.forget_settings();
        if let Some(options) = &params.initialization_options {
            self.take_configuration(options);
        }
        self.log.set_trace(params.trace.unwrap_or_default());
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
        let abilities = self.state().abilities;
        let mut registrations = Vec::new();
        if abilities.registers_watching {
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
            registrations.push(Registration {
                id: "watched-files".to_owned(),
                method: "workspace/didChangeWatchedFiles".to_owned(),
                register_options: serde_json::to_value(options).ok(),
            });
        }
        if abilities.registers_configuration {
            registrations.push(Registration {
                id: "configuration".to_owned(),
                method: "workspace/didChangeConfiguration".to_owned(),
                register_options: Some(serde_json::json!({"section": SECTION})),
            });
        }
        // Not waited for: whoever waits for the client can wait for ever.
        let client = self.client.clone();
        if !registrations.is_empty() {
            tokio::spawn(async move { client.register_capability(registrations).await });
        }
        self.ask_for_configuration();
        self.index_again();
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        // Who answers questions sends nothing along, or not all.
        if self.state().abilities.configuration {
            self.ask_for_configuration();
        } else {
            self.take_configuration(&params.settings);
        }
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
        // Its diagnostics come with its settings, and not twice.
        let mut state = self.state();
        state.waiting.insert(uri.clone());
        state.documents.insert(uri.clone(), Arc::new(snapshot));
        drop(state);
        self.look_for_settings(uri);
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
            state.tokens.remove(&uri);
            state.published.remove(&uri)
        };
        // It can have been closed without being saved.
        self.index_files(across::path(&uri).into_iter().collect());
        if published.is_some_and(|p| !p.is_empty()) {
            self.client.publish_diagnostics(uri, Vec::new(), None).await;
        }
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        let changed = params.changes.iter().filter_map(|c| file_path(&c.uri));
        self.files_changed(changed.collect());
    }

    async fn did_rename_files(&self, params: RenameFilesParams) {
        let uris = params.files.iter().flat_map(|f| [&f.old_uri, &f.new_uri]);
        let uris = uris.filter_map(|uri| uri.parse().ok());
        self.files_changed(uris.filter_map(|uri| file_path(&uri)).collect());
    }

    async fn did_delete_files(&self, params: DeleteFilesParams) {
        let deleted = params.files.iter().filter_map(|f| f.uri.parse().ok());
        self.files_changed(deleted.filter_map(|uri| file_path(&uri)).collect());
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
        drop(state);
        // The client's paths start at its folders, and other articles are in them.
        self.read_settings_again();
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        let saved = file_path(&params.text_document.uri);
        let saved = saved.filter(|p| p.file_name().is_some_and(|n| n == FILE_NAME));
        if let Some(saved) = saved {
            self.files_changed(vec![saved]);
        }
    }

    async fn diagnostic(
        &self,
        params: DocumentDiagnosticParams,
    ) -> Result<DocumentDiagnosticReportResult> {
        let uri = params.text_document.uri;
        self.has_settings(&uri).await;
        let previous = params.previous_result_id;
        let report = self.with(&uri, move |snapshot| {
            reports::of_document(snapshot, previous.as_deref())
        });
        // Of a document that is not open there is nothing to say.
        let nothing = RelatedFullDocumentDiagnosticReport::default;
        let report = report.await?.unwrap_or_else(|| nothing().into());
        Ok(DocumentDiagnosticReportResult::Report(report))
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        let items = self.report_workspace(params).await;
        let items = items.ok_or_else(Error::internal_error)?;
        Ok(WorkspaceDiagnosticReport { items }.into())
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let all = self.clone();
        let told = self.at(params.text_document_position_params, move |snapshot, at| {
            let elsewhere = |actor: &Actor| all.quotes_elsewhere(actor, &snapshot.uri);
            hover::answer(snapshot, at, &elsewhere)
        });
        Ok(told.await?.flatten())
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
            let all = symbols::symbols(snapshot.article(), &snapshot.tree).into_iter();
            all.map(|s| symbols::answer(snapshot, s))
                .collect::<Vec<_>>()
        });
        Ok(found.await?.map(DocumentSymbolResponse::Nested))
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let (range, only) = (params.range, params.context.only);
        let new = self.new_settings_file(&params.text_document.uri);
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
            if only.is_some() && is_wanted(&annotate::ANNOTATE) {
                found.extend(annotate::annotate(snapshot));
            }
            if is_wanted(&project::ORGANIZE) {
                found.extend(actions::organize(snapshot));
            }
            let wanted = found.into_iter().filter(|a| is_wanted(&a.kind));
            let own = wanted.map(|a| actions::answer(snapshot, a));
            let of_project = project::actions(snapshot, &snapshot.text.span(range), new.as_deref());
            let of_project = of_project.into_iter();
            let of_project = of_project.filter(|a| a.kind.as_ref().is_some_and(is_wanted));
            own.chain(of_project)
                .map(CodeActionOrCommand::CodeAction)
                .collect()
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
        let all = self.clone();
        let mut open: Vec<Arc<Snapshot>> = self.state().documents.values().cloned().collect();
        open.sort_by(|a, b| a.uri.cmp(&b.uri));
        let found = tokio::task::spawn_blocking(move || {
            let open: Vec<_> = open.iter().map(|s| (s.uri.clone(), Entry::of(s))).collect();
            all.index().matching(&params.query, &open)
        });
        let found = found.await.map_err(|_| Error::internal_error())?;
        Ok(Some(WorkspaceSymbolResponse::Nested(found)))
    }

    async fn will_rename_files(&self, params: RenameFilesParams) -> Result<Option<WorkspaceEdit>> {
        let path = |uri: &str| across::path(&uri.parse().ok()?);
        let files = params.files.iter();
        let files: Vec<_> = files
            .filter_map(|f| Some((path(&f.old_uri)?, path(&f.new_uri)?)))
            .collect();
        let again = self.clone();
        let edits = tokio::task::spawn_blocking(move || again.renamed(&files)).await;
        let edits = edits.map_err(|_| Error::internal_error())?;
        Ok((!edits.is_empty()).then(|| project::changes(edits)))
    }

    async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        self.with(&params.text_document.uri, |snapshot| {
            formatting::answer(snapshot, None)
        })
        .await
    }

    async fn range_formatting(
        &self,
        params: DocumentRangeFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        self.with(&params.text_document.uri, move |snapshot| {
            formatting::answer(snapshot, Some(&snapshot.text.span(params.range)))
        })
        .await
    }

    async fn on_type_formatting(
        &self,
        params: DocumentOnTypeFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        self.at(params.text_document_position, formatting::typed)
            .await
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
        let found = self.all_tokens(&params.text_document.uri).await?;
        Ok(found.map(|(tokens, _)| tokens.into()))
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let found = self.all_tokens(&params.text_document.uri).await?;
        Ok(found.map(|(tokens, last)| match last {
            Some((id, last)) if id == params.previous_result_id => SemanticTokensDelta {
                result_id: tokens.result_id,
                edits: tokens::difference(&last, &tokens.data),
            }
            .into(),
            _ => tokens.into(),
        }))
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        let about = item.data.as_ref().and_then(|d| d.as_str()?.parse().ok());
        let Some(uri) = about else { return Ok(item) };
        let whole = item.clone();
        let resolved = self.with(&uri, |snapshot| completion::resolved(snapshot, whole));
        Ok(resolved.await?.unwrap_or(item))
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
