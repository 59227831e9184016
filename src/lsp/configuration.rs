//! Which settings hold for a document: those of the files above it, and under them what the client has set.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;
use tower_lsp::ls_types::*;

use super::across::{file_path, real};
use super::log::Level;
use super::reports::Checked;
use super::server::Backend;
use super::snapshot;
use crate::settings::{FILE_NAME, Settings};
use crate::workspace::{Editor, Projects, Trouble};

/// What the client calls its settings of the server.
pub(super) const SECTION: &str = "newsmark";

/// Something to show to whoever writes the settings.
type Message = (MessageType, String);

impl Backend {
    /// Asks the client for its settings, if it answers such questions. Does not wait.
    pub(super) fn ask_for_configuration(&self) {
        if !self.state().abilities.configuration {
            return;
        }
        let again = self.clone();
        tokio::spawn(async move {
            let item = ConfigurationItem {
                scope_uri: None,
                section: Some(SECTION.to_owned()),
            };
            let number = again.next_number();
            if let Ok(answer) = again.client.configuration(vec![item]).await {
                let value = answer.into_iter().next().unwrap_or_default();
                again.configure(number, &value).await;
            }
        });
    }

    /// Takes settings that the client sends without being asked, in which ours are a section.
    pub(super) fn take_configuration(&self, all: &Value) {
        let Some(value) = all.get(SECTION).cloned() else {
            return;
        };
        let (again, number) = (self.clone(), self.next_number());
        tokio::spawn(async move { again.configure(number, &value).await });
    }

    /// Puts the client's settings in force, unless there are newer ones. With faulty ones nothing changes.
    async fn configure(&self, number: u64, value: &Value) {
        let (settings, problems) = Settings::from_json(value);
        for problem in &problems {
            let help = problem.help.as_ref().map(|h| format!("; {h}"));
            let message = format!(
                "newsmark settings of the editor: {}{}",
                problem.message,
                help.unwrap_or_default()
            );
            self.show(MessageType::ERROR, message).await;
        }
        {
            let mut state = self.state();
            if !problems.is_empty() || number < state.configured {
                return;
            }
            state.configured = number;
            state.editor = Arc::new(settings);
        }
        self.read_settings_again();
    }

    /// Shows a message, once until the settings are read again.
    async fn show(&self, kind: MessageType, message: String) {
        let new = self.state().said.insert(message.clone());
        if new {
            self.log.write(Level::Warn, &message);
            self.client.show_message(kind, message).await;
        }
    }

    /// Looks for the settings of a document that has been opened, and then sends its diagnostics.
    pub(super) fn look_for_settings(&self, uri: Uri) {
        let again = self.clone();
        tokio::spawn(async move {
            again.settle(&uri).await;
            again.schedule(uri);
        });
    }

    /// Gives a document the settings that hold for it.
    async fn settle(&self, uri: &Uri) {
        let number = self.next_number();
        self.state().look_ups.insert(uri.clone(), number);
        let (projects, path) = (Arc::clone(&self.projects), file_path(uri));
        let found = tokio::task::spawn_blocking(move || settings(&projects, path.as_deref())).await;
        let (settings, messages) = found.unwrap_or_default();
        for (kind, message) in messages {
            self.show(kind, message).await;
        }
        let mut state = self.state();
        // One that began later has seen newer files.
        if state.look_ups.get(uri) != Some(&number) {
            return;
        }
        state.look_ups.remove(uri);
        state.waiting.remove(uri);
        // Broken settings change nothing: somebody is at work on them.
        if let (Some(settings), Some(snapshot)) = (settings, state.documents.get(uri)) {
            let with = snapshot.with_settings(settings);
            state.documents.insert(uri.clone(), Arc::new(with));
        }
        drop(state);
        self.settled.notify_waiters();
    }

    /// Forgets what has been read of settings. Can take as long as a registry that is being read.
    pub(super) fn forget_settings(&self) {
        let mut projects = lock(&self.projects);
        let mut state = self.state();
        state.checked = Checked::default();
        *projects = Projects::under(Editor {
            settings: Settings::clone(&state.editor),
            folders: state.folders.clone(),
        });
    }

    /// Forgets all settings, and looks for those of the open documents anew.
    pub(super) fn read_settings_again(&self) {
        // Not here: a registry may be read at the moment, and the next message waits for this one.
        let again = self.clone();
        tokio::spawn(async move {
            let forgetful = again.clone();
            let _ = tokio::task::spawn_blocking(move || forgetful.forget_settings()).await;
            let (open, refreshes) = {
                let mut state = again.state();
                state.said.clear();
                let open: Vec<Uri> = state.documents.keys().cloned().collect();
                (open, state.abilities.pulls && state.abilities.refreshes)
            };
            for uri in open {
                again.settle(&uri).await;
                again.schedule(uri);
            }
            again.index_again();
            if refreshes {
                let _ = again.client.workspace_diagnostic_refresh().await;
            }
        });
    }

    /// Follows files that have changed, or are new or gone: everything is read again if settings or registries are
    /// among them, else the articles. Does not wait.
    pub(super) fn files_changed(&self, paths: Vec<PathBuf>) {
        let again = self.clone();
        tokio::spawn(async move {
            let projects = Arc::clone(&again.projects);
            let looked = tokio::task::spawn_blocking(move || {
                let paths: Vec<PathBuf> = paths.iter().map(|p| real(p)).collect();
                let projects = lock(&projects);
                let is_new = paths.iter().any(|p| p.ends_with(FILE_NAME));
                let mut known = projects.looked_for.iter().map(|p| real(p));
                // A folder can go with all that is in it.
                let settings =
                    is_new || known.any(|known| paths.iter().any(|p| known.starts_with(p)));
                (settings, paths)
            });
            match looked.await {
                Ok((false, articles)) => again.index_files(articles),
                _ => again.read_settings_again(),
            }
        });
    }

    /// Waits until a document has its settings.
    pub(super) async fn has_settings(&self, uri: &Uri) {
        loop {
            let settled = self.settled.notified();
            if !self.state().waiting.contains(uri) {
                return;
            }
            settled.await;
        }
    }
}

fn lock(projects: &Mutex<Projects>) -> MutexGuard<'_, Projects> {
    projects.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What the settings above a file say, and what is wrong with them; without a path, those of documents that
/// are no files.
pub(super) fn settings(
    projects: &Mutex<Projects>,
    path: Option<&Path>,
) -> (Option<snapshot::Settings>, Vec<Message>) {
    let mut projects = lock(projects);
    let found = match path {
        Some(path) => projects.of_file(path),
        None => projects.of_no_file(),
    };
    let as_messages = |kind, all: Vec<String>| all.into_iter().map(move |m| (kind, m)).collect();
    match found {
        Ok(project) => {
            let config = project.config(path.unwrap_or(&project.root));
            let warnings = as_messages(MessageType::WARNING, project.warnings().to_vec());
            let settings = snapshot::Settings {
                project: Some(project),
                config,
            };
            (Some(settings), warnings)
        }
        Err(Trouble { failures, .. }) => (None, as_messages(MessageType::ERROR, failures)),
    }
}
