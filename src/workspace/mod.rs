//! The files of a project: settings, registries and articles.
//!
//! In come paths; out go texts, what the settings say of them, and messages about what cannot be
//! read. The only place that reads or writes files. Knows nothing of terminals and editors.

pub(crate) mod files;
pub(crate) mod folder;
pub(crate) mod lines;
mod project;

#[cfg(feature = "lsp")]
pub(crate) use project::Editor;
pub(crate) use project::{Project, Projects, Trouble, absolute};
