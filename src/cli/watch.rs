//! Doing something again whenever files change.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use notify::{EventKind, RecursiveMode, Watcher};

use super::{complain, exit};
use crate::settings::FILE_NAME;
use crate::workspace::files::is_article;

/// An editor writes a file in several steps; they count as one change.
const PAUSE: Duration = Duration::from_millis(100);

/// Runs `work`, and again after every change below `paths`, until the process is ended.
pub(super) fn run(paths: &[PathBuf], work: impl Fn() -> io::Result<u8>) -> io::Result<u8> {
    let (sender, changes) = mpsc::channel();
    let watcher = notify::recommended_watcher(move |event| {
        // Nobody listens any more when the process ends.
        let _ = sender.send(event);
    });
    let mut watcher = match watcher {
        Ok(watcher) => watcher,
        Err(e) => return Ok(fail(&e.to_string())),
    };
    // A file is often replaced rather than written, which only its folder sees.
    let folders: BTreeSet<&Path> = paths.iter().map(|p| folder(p)).collect();
    for folder in folders {
        if let Err(e) = watcher.watch(folder, RecursiveMode::Recursive) {
            return Ok(fail(&format!("{}: {e}", folder.display())));
        }
    }
    loop {
        let mut out = io::stdout().lock();
        if out.is_terminal() {
            // Clears the screen and goes to its first line.
            out.write_all(b"\x1b[2J\x1b[H")?;
        }
        drop(out);
        work()?;
        let _ = writeln!(anstream::stderr(), "newsmark: watching; end with Ctrl-C");
        loop {
            match changes.recv() {
                Ok(Ok(event)) if matters(&event, paths) => break,
                Ok(_) => {}
                Err(_) => return Ok(exit::CLEAN),
            }
        }
        while changes.recv_timeout(PAUSE).is_ok() {}
    }
}

fn folder(path: &Path) -> &Path {
    if path.is_dir() {
        return path;
    }
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Reading changes nothing, and most other files are nobody's concern here.
fn matters(event: &notify::Event, named: &[PathBuf]) -> bool {
    let change = matches!(
        event.kind,
        EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Any
    );
    change
        && event.paths.iter().any(|path| {
            is_article(path)
                || path
                    .extension()
                    .is_some_and(|e| e == "toml" || e == "csv" || e == "jsonl")
                || path.ends_with(FILE_NAME)
                || named.iter().any(|n| n.file_name() == path.file_name())
        })
}

fn fail(what: &str) -> u8 {
    complain(&format!("cannot watch: {what}"));
    exit::FAILED
}
