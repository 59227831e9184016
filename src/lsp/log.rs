//! What the server tells of itself: to the client, as far as it wants to know, and in a file that is asked for.

use std::fs::File;
use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tower_lsp::ls_types::TraceValue;

/// How much it matters; the first the most.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, clap::ValueEnum)]
pub(crate) enum Level {
    /// What failed in the server.
    Error,
    /// What makes no sense: messages, settings.
    Warn,
    /// What was begun and done.
    Info,
    /// Each message, with the time that it took.
    Debug,
}

/// A clone is the same log.
#[derive(Clone)]
pub(crate) struct Log {
    file: Option<Arc<Mutex<File>>>,
    level: Level,
    /// The client wants to know of each message.
    traces: Arc<AtomicBool>,
}

impl Log {
    pub(crate) fn new(file: Option<File>, level: Level) -> Log {
        Log {
            file: file.map(|f| Arc::new(Mutex::new(f))),
            level,
            traces: Arc::default(),
        }
    }

    /// Whether something is told at all.
    pub(super) fn tells(&self, level: Level) -> bool {
        level <= self.level
    }

    /// A line of the file: seconds, level, words.
    pub(super) fn write(&self, level: Level, message: &str) {
        let Some(file) = self.file.as_ref().filter(|_| self.tells(level)) else {
            return;
        };
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = now.unwrap_or_default().as_secs_f64();
        let line = format!("{now:.3} {level:?} {}\n", message.replace('\n', " "));
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        // A full disk must not end the server.
        let _ = file.write_all(line.as_bytes());
    }

    pub(super) fn set_trace(&self, value: TraceValue) {
        let traces = value != TraceValue::Off;
        self.traces.store(traces, Ordering::SeqCst);
    }

    /// Notes that a message has been worked on. Gives what the client wants to be told of it.
    pub(super) fn done(&self, method: &str, took: Duration) -> Option<String> {
        let wanted = self.traces.load(Ordering::SeqCst);
        if !wanted && !self.tells(Level::Debug) {
            return None;
        }
        let message = format!("{method}: {:.1} ms", took.as_secs_f64() * 1e3);
        self.write(Level::Debug, &message);
        wanted.then_some(message)
    }
}
