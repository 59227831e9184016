//! Doing something again whenever files change.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use notify::event::{CreateKind, ModifyKind, RemoveKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::{complain, exit};
use crate::settings::FILE_NAME;
use crate::workspace::files::TEMPORARY;
use crate::workspace::{Projects, absolute};

/// An editor writes a file in several steps; they count as one change.
const PAUSE: Duration = Duration::from_millis(100);

/// Runs `work`, and again after every change of what it reads, until the process is ended. It reads
/// `paths` and the `settings` that hold for them, and may write a `report`.
pub(super) fn run(
    paths: &[PathBuf],
    report: Option<&Path>,
    settings: impl Fn() -> Projects,
    work: impl Fn(&mut Projects) -> io::Result<u8>,
) -> io::Result<u8> {
    let (sender, changes) = mpsc::channel();
    let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        // Whoever reads changes nothing. Nobody listens any more when the process ends.
        if let Some(event) = event.ok().filter(|e| !e.kind.is_access()) {
            let _ = sender.send(event);
        }
    });
    let mut watched = match watcher {
        Ok(watcher) => Watched::new(watcher, report),
        Err(e) => return Ok(fail(&e.to_string())),
    };
    loop {
        let mut projects = settings();
        // What is known before the work is watched before it, so that no change is missed.
        for path in paths {
            // What is wrong with settings is told by the work.
            let _ = if path.is_dir() {
                projects.of_folder(path)
            } else {
                projects.of_file(path)
            };
        }
        if let Err(e) = watched.update(paths, &projects) {
            return Ok(fail(&e));
        }
        let mut out = io::stdout().lock();
        if out.is_terminal() {
            // Clears the screen and goes to its first line.
            out.write_all(b"\x1b[2J\x1b[H")?;
        }
        drop(out);
        work(&mut projects)?;
        if let Err(e) = watched.update(paths, &projects) {
            return Ok(fail(&e));
        }
        let _ = writeln!(anstream::stderr(), "newsmark: watching; end with Ctrl-C");
        if !watched.wait(&changes, &mut projects) {
            return Ok(exit::CLEAN);
        }
    }
}

/// What is watched, and for what.
struct Watched<'a> {
    watcher: RecommendedWatcher,
    report: Option<&'a Path>,
    /// The folders that are watched.
    folders: BTreeSet<PathBuf>,
    /// Folders that are read with all that is below, as events call them and as settings do.
    below: Vec<(PathBuf, PathBuf)>,
    /// Files that are read or looked for wherever they are.
    files: BTreeSet<PathBuf>,
}

impl<'a> Watched<'a> {
    fn new(watcher: RecommendedWatcher, report: Option<&'a Path>) -> Self {
        Watched {
            watcher,
            report,
            folders: BTreeSet::new(),
            below: Vec::new(),
            files: BTreeSet::new(),
        }
    }

    /// Watches what is read of `paths`, and the files that decide what is said of it.
    fn update(&mut self, paths: &[PathBuf], projects: &Projects) -> Result<(), String> {
        let (folders, files): (Vec<_>, Vec<_>) = paths.iter().partition(|p| p.is_dir());
        self.below.clear();
        for folder in folders {
            let said = absolute(folder);
            for called in names(folder) {
                self.below.push((called, said.clone()));
            }
            if self.folders.insert(said) {
                let watch = self
                    .watcher
                    .watch(&absolute(folder), RecursiveMode::Recursive);
                watch.map_err(|e| format!("{}: {e}", folder.display()))?;
            }
        }
        let files = files.into_iter().chain(&projects.looked_for);
        self.files = files.flat_map(|f| names(f)).collect();
        for file in &self.files {
            // A file is often replaced rather than written, which only its folder sees.
            let folder = file.ancestors().skip(1).find(|f| f.is_dir());
            let folder = folder.filter(|f| !self.below.iter().any(|(b, _)| f.starts_with(b)));
            if let Some(folder) = folder.filter(|f| !self.folders.contains(*f)) {
                // A folder above that cannot be watched is no reason not to watch the others.
                let _ = self.watcher.watch(folder, RecursiveMode::NonRecursive);
                self.folders.insert(folder.to_owned());
            }
        }
        Ok(())
    }

    /// Waits until something has changed. False if nothing will any more.
    fn wait(&mut self, changes: &Receiver<Event>, projects: &mut Projects) -> bool {
        loop {
            match changes.recv() {
                Ok(event) if self.matters(&event, projects) => break,
                Ok(_) => {}
                Err(_) => return false,
            }
        }
        let mut quiet = Instant::now() + PAUSE;
        while let Some(rest) = quiet.checked_duration_since(Instant::now()) {
            match changes.recv_timeout(rest) {
                Ok(event) if self.matters(&event, projects) => quiet = Instant::now() + PAUSE,
                Ok(_) => {}
                Err(_) => break,
            }
        }
        true
    }

    fn matters(&mut self, event: &Event, projects: &mut Projects) -> bool {
        if matches!(
            event.kind,
            EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
        ) {
            // What comes in a folder's place is another folder, to be watched anew.
            self.folders.retain(|f| !event.paths.contains(f));
        }
        // Some changes were too many to be told.
        event.need_rescan()
            || event
                .paths
                .iter()
                .any(|p| self.is_read(p, event.kind, projects))
    }

    /// Whether what is found depends on a file or folder that has changed.
    fn is_read(&self, path: &Path, kind: EventKind, projects: &mut Projects) -> bool {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // What the command writes itself would have it run forever.
        if name.starts_with(TEMPORARY) || self.report.is_some_and(|r| names(r).contains(path)) {
            return false;
        }
        // With a folder, all in it comes and goes.
        if self.files.iter().any(|f| f.starts_with(path)) {
            return true;
        }
        let inner = |(called, said): &(PathBuf, PathBuf)| {
            Some((path.strip_prefix(called).ok()?.to_owned(), said.clone()))
        };
        let Some((inner, said)) = self.below.iter().find_map(inner) else {
            return false;
        };
        let hidden = |part: &OsStr| part.to_string_lossy().starts_with('.');
        if matches!(&*name, ".gitignore" | ".ignore") {
            return true;
        }
        if inner.iter().any(hidden) {
            return false;
        }
        let path = said.join(inner);
        path.ends_with(FILE_NAME)
            || may_be_folder(&path, kind)
            || projects.of_file(&path).is_ok_and(|p| p.includes(&path))
    }
}

/// Whether a folder has come or gone. Of what is gone only the name can tell.
fn may_be_folder(path: &Path, kind: EventKind) -> bool {
    match kind {
        EventKind::Create(CreateKind::File) | EventKind::Remove(RemoveKind::File) => false,
        EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)) => {
            path.is_dir() || !path.exists() && path.extension().is_none()
        }
        _ => false,
    }
}

/// What events may call a file: its path with the links in it, without those on the way, without any.
fn names(path: &Path) -> BTreeSet<PathBuf> {
    let path = absolute(path);
    let real = path.canonicalize().ok();
    let folder = path.parent().and_then(|p| p.canonicalize().ok());
    let in_folder = folder.zip(path.file_name()).map(|(f, name)| f.join(name));
    [Some(path), real, in_folder]
        .into_iter()
        .flatten()
        .collect()
}

fn fail(what: &str) -> u8 {
    complain(&format!("cannot watch: {what}"));
    exit::FAILED
}
