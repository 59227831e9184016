//! Keeps the index of the workspace right: it is built in the background, and follows what changes on the disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use hashbrown::HashSet;
use tower_lsp::ls_types::*;

use super::across;
use super::configuration::settings;
use super::index::{Entry, Index};
use super::log::Level;
use super::server::Backend;
use crate::model::Actor;
use crate::workspace::files::Input;

/// How often the client is told how far the work is.
const REPORT: Duration = Duration::from_millis(100);

/// One reading of all articles.
#[derive(Default)]
pub(super) struct Run {
    total: AtomicUsize,
    done: AtomicUsize,
    is_over: AtomicBool,
    /// Somebody does not want it, or it begins anew.
    pub(super) is_cancelled: AtomicBool,
}

/// Says that a run is over, however it ends.
struct Ends(Arc<Run>);

impl Drop for Ends {
    fn drop(&mut self) {
        self.0.is_over.store(true, Ordering::SeqCst);
    }
}

impl Backend {
    /// Reads the articles of the workspace in the background, if there is one. What was read before is
    /// forgotten. Does not wait.
    pub(super) fn index_again(&self) {
        let run = Arc::new(Run::default());
        let number = self.next_number();
        let token = NumberOrString::String(format!("newsmark/index/{number}"));
        let progress = {
            let mut state = self.state();
            if let Some((_, old)) = state.indexing.take() {
                old.is_cancelled.store(true, Ordering::SeqCst);
            }
            if state.folders.is_empty() {
                drop(state);
                *self.index_mut() = Index::default();
                return;
            }
            state.indexing = Some((token.clone(), Arc::clone(&run)));
            state.abilities.progress
        };
        if progress {
            tokio::spawn(self.clone().show_progress(token, Arc::clone(&run)));
        }
        let again = self.clone();
        tokio::task::spawn_blocking(move || {
            let begun = Instant::now();
            let ends = Ends(Arc::clone(&run));
            again.read_articles(&run);
            drop(ends);
            let (count, took) = (run.done.load(Ordering::SeqCst), begun.elapsed());
            let message = format!("{count} articles read in {:.2} s", took.as_secs_f64());
            let told = again.tell(Level::Info, message);
            tokio::runtime::Handle::current().block_on(told);
        });
    }

    fn read_articles(&self, run: &Run) {
        let (folders, encoding) = {
            let state = self.state();
            (state.folders.clone(), state.encoding)
        };
        let goes_on = || !run.is_cancelled.load(Ordering::SeqCst);
        {
            let mut index = self.index_mut();
            // Behind the lock, here and below, so that a run that begins anew loses nothing to this one, and finds
            // nothing of it.
            if !goes_on() {
                return;
            }
            *index = Index::default();
        }
        let mut articles = Vec::new();
        let look = |path: &Path| settings(&self.projects, Some(path)).0;
        across::articles(&folders, look, |path, settings| {
            if goes_on() {
                articles.push((path, settings));
            }
        });
        run.total.store(articles.len(), Ordering::SeqCst);
        for (path, settings) in articles {
            let text = Input::File(path.clone()).read();
            let entry = text.map(|text| Entry::of_text(&text, encoding, &settings));
            let mut index = self.index_mut();
            if !goes_on() {
                return;
            }
            if let Ok(entry) = entry {
                index.put(path, entry);
            }
            run.done.fetch_add(1, Ordering::SeqCst);
        }
        let mut index = self.index_mut();
        index.is_complete |= goes_on();
    }

    /// Tells the client how far a run is, once it has agreed to be told.
    async fn show_progress(self, token: ProgressToken, run: Arc<Run>) {
        let agreed = self.client.create_work_done_progress(token.clone()).await;
        if agreed.is_err() {
            return;
        }
        let shown = self.client.progress(token, "Newsmark: reading articles");
        let shown = shown.with_percentage(0).with_cancel_button().begin().await;
        let is_over =
            || run.is_over.load(Ordering::SeqCst) || run.is_cancelled.load(Ordering::SeqCst);
        while !is_over() {
            tokio::time::sleep(REPORT).await;
            let (done, total) = (&run.done, &run.total);
            let (done, total) = (done.load(Ordering::SeqCst), total.load(Ordering::SeqCst));
            if let Some(percent) = (done * 100).checked_div(total) {
                let percent = u32::try_from(percent).unwrap_or(100);
                shown
                    .report_with_message(format!("{done} of {total}"), percent, None)
                    .await;
            }
        }
        shown.finish().await;
    }

    /// The client does not want a work to go on.
    pub(super) async fn cancel_progress(&self, params: WorkDoneProgressCancelParams) {
        let state = self.state();
        if let Some((token, run)) = &state.indexing
            && *token == params.token
        {
            run.is_cancelled.store(true, Ordering::SeqCst);
        }
    }

    /// Reads articles anew that have changed on the disk, or are no longer there.
    pub(super) fn index_files(&self, paths: Vec<PathBuf>) {
        let again = self.clone();
        tokio::task::spawn_blocking(move || {
            let (folders, encoding) = {
                let state = again.state();
                (state.folders.clone(), state.encoding)
            };
            let mut all = Vec::new();
            for path in paths {
                if !folders.iter().any(|f| path.starts_with(f)) {
                    continue;
                }
                if path.is_dir() {
                    let look = |path: &Path| settings(&again.projects, Some(path)).0;
                    across::articles(&[path], look, |path, _| all.push(path));
                } else {
                    all.push(path);
                }
            }
            for path in all {
                let settings = settings(&again.projects, Some(&path)).0.unwrap_or_default();
                let text = match across::is_article(&settings, &path) {
                    true => Input::File(path.clone()).read().ok(),
                    false => None,
                };
                let entry = text.map(|text| Entry::of_text(&text, encoding, &settings));
                let mut index = again.index_mut();
                match entry {
                    Some(entry) => index.put(path, entry),
                    None => index.remove(&path),
                }
            }
        });
    }

    /// How many quotes of an actor the articles have beside that of one document; none while they are not all
    /// known, or if there is no workspace.
    pub(super) fn quotes_elsewhere(&self, actor: &Actor, here: &Uri) -> Option<usize> {
        let open: Vec<_> = self.state().documents.values().cloned().collect();
        let paths: HashSet<PathBuf> = open.iter().filter_map(|s| across::path(&s.uri)).collect();
        let closed = {
            let index = self.index();
            index.is_complete.then(|| index.quotes_of(actor, &paths))?
        };
        let others = open.iter().filter(|s| s.uri != *here);
        let others = others.map(|s| Entry::of(s).quotes_of(actor));
        Some(closed + others.sum::<usize>())
    }
}
