//! Tells Zed how Newsmark's language server is started: by the path in Zed's settings, or else from `PATH`.

use zed_extension_api::settings::LspSettings;
use zed_extension_api::{self as zed, serde_json, Command, LanguageServerId, Result, Worktree};

struct Newsmark;

impl zed::Extension for Newsmark {
    fn new() -> Self {
        Newsmark
    }

    fn language_server_command(&mut self, id: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let settings = LspSettings::for_worktree(id.as_ref(), worktree).ok();
        let path = settings
            .and_then(|s| s.binary)
            .and_then(|b| b.path)
            .or_else(|| worktree.which("newsmark"))
            .ok_or("newsmark is not on the PATH: install it, or give lsp.newsmark.binary.path in Zed's settings")?;
        Ok(Command {
            command: path,
            args: vec!["lsp".into()],
            env: worktree.shell_env(),
        })
    }

    fn language_server_workspace_configuration(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<serde_json::Value>> {
        let settings = LspSettings::for_worktree(id.as_ref(), worktree)?.settings;
        Ok(Some(serde_json::json!({ "newsmark": settings })))
    }
}

zed::register_extension!(Newsmark);
