//! What the client says that it can do.

use tower_lsp::ls_types::{ClientCapabilities, ResourceOperationKind};

#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Abilities {
    /// It asks for diagnostics itself, and is not sent them as well.
    pub(super) pulls: bool,
    /// It can be told to ask for them again.
    pub(super) refreshes: bool,
    /// It answers questions about its settings.
    pub(super) configuration: bool,
    /// It tells of changed settings if it is asked to.
    pub(super) registers_configuration: bool,
    /// It tells of changed files if it is asked to.
    pub(super) registers_watching: bool,
    /// It can make a file as part of an edit.
    pub(super) creates: bool,
    /// It shows how far work is that it has not asked for.
    pub(super) progress: bool,
}

impl Abilities {
    pub(super) fn of(client: &ClientCapabilities) -> Abilities {
        let document = client.text_document.as_ref();
        let workspace = client.workspace.as_ref();
        let refreshes = workspace.and_then(|w| w.diagnostics.as_ref()?.refresh_support);
        let registers = workspace.and_then(|w| w.did_change_configuration?.dynamic_registration);
        let watching = workspace.and_then(|w| w.did_change_watched_files?.dynamic_registration);
        let progress = client.window.as_ref().and_then(|w| w.work_done_progress);
        let edits = workspace.and_then(|w| w.workspace_edit.as_ref());
        let creates = edits.is_some_and(|e| {
            let kinds = e.resource_operations.as_ref();
            e.document_changes == Some(true)
                && kinds.is_some_and(|k| k.contains(&ResourceOperationKind::Create))
        });
        Abilities {
            creates,
            pulls: document.is_some_and(|d| d.diagnostic.is_some()),
            refreshes: refreshes.unwrap_or_default(),
            configuration: workspace.and_then(|w| w.configuration).unwrap_or_default(),
            registers_configuration: registers.unwrap_or_default(),
            registers_watching: watching.unwrap_or_default(),
            progress: progress.unwrap_or_default(),
        }
    }
}
