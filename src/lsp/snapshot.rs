//! A document as it is at one moment, and what it means.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use tower_lsp::ls_types::{self as lsp, Uri};

use super::position::{Encoding, Text};
use crate::checks::{self, Change, Checked, Config, Document, Finding, Kept};
use crate::model::Article;
use crate::registry::Registry;
use crate::syntax::{Edit, Span, Tree, parse};
use crate::workspace::Project;

/// What the settings say for a document; without a project the defaults.
#[derive(Clone, Default)]
pub(super) struct Settings {
    pub(super) project: Option<Arc<Project>>,
    pub(super) config: Arc<Config>,
}

impl Settings {
    pub(super) fn registry(&self) -> &Registry {
        static NONE: OnceLock<Registry> = OnceLock::new();
        match &self.project {
            Some(project) => &project.registry,
            None => NONE.get_or_init(Registry::default),
        }
    }
}

/// So many diagnostics of one document are sent; editors grow slow with more.
const MOST_FINDINGS: usize = 1000;

/// One version of a document. Never changes: an edit makes another.
pub(super) struct Snapshot {
    pub(super) uri: Uri,
    pub(super) version: i32,
    pub(super) text: Text,
    pub(super) tree: Tree,
    pub(super) settings: Settings,
    source: OnceLock<String>,
    article: OnceLock<Article>,
    findings: OnceLock<Vec<Finding>>,
    checked: OnceLock<Checked>,
    checks: Arc<Checks>,
    /// How many edits have led here since nothing was known.
    edits: u64,
}

/// What is kept from one version to the next to check it.
#[derive(Default)]
struct Checks {
    /// The edits since the version that was checked last, each with its number.
    edits: Mutex<Vec<(u64, Edit)>>,
    /// What is kept, and the last edit that is in it.
    kept: Mutex<(Kept, u64)>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Snapshot {
    pub(super) fn new(
        uri: Uri,
        version: i32,
        text: &str,
        encoding: Encoding,
        settings: Settings,
    ) -> Snapshot {
        Snapshot {
            uri,
            version,
            text: Text::new(text, encoding),
            tree: parse(text),
            settings,
            source: OnceLock::new(),
            article: OnceLock::new(),
            findings: OnceLock::new(),
            checked: OnceLock::new(),
            checks: Arc::default(),
            edits: 0,
        }
    }

    /// The document after changes, in their order.
    pub(super) fn changed(
        &self,
        version: i32,
        changes: Vec<lsp::TextDocumentContentChangeEvent>,
    ) -> Snapshot {
        let (mut text, mut tree) = (self.text.clone(), self.tree.clone());
        let (mut checks, mut edits) = (Arc::clone(&self.checks), self.edits);
        for change in changes {
            let Some(range) = change.range else {
                text = Text::new(&change.text, text.encoding);
                tree = parse(&change.text);
                (checks, edits) = (Arc::default(), 0);
                continue;
            };
            let old = text.span(range);
            text.replace(old.clone(), &change.text);
            let edit = Edit {
                start: old.start,
                old_end: old.end,
                new_end: old.start + change.text.len(),
            };
            tree.edit(&edit, &text);
            edits += 1;
            lock(&checks.edits).push((edits, edit));
        }
        Snapshot {
            uri: self.uri.clone(),
            version,
            text,
            tree,
            settings: self.settings.clone(),
            source: OnceLock::new(),
            article: OnceLock::new(),
            findings: OnceLock::new(),
            checked: OnceLock::new(),
            checks,
            edits,
        }
    }

    /// The same document under other settings.
    pub(super) fn with_settings(&self, settings: Settings) -> Snapshot {
        Snapshot {
            uri: self.uri.clone(),
            version: self.version,
            text: self.text.clone(),
            tree: self.tree.clone(),
            settings,
            source: OnceLock::new(),
            article: OnceLock::new(),
            findings: OnceLock::new(),
            checked: OnceLock::new(),
            checks: Arc::default(),
            edits: 0,
        }
    }

    /// What the checks find, `MOST_FINDINGS` at the most: what an edit cannot have changed is not looked for
    /// again.
    pub(super) fn checked(&self) -> &Checked {
        self.checked.get_or_init(|| {
            let now = Document {
                text: &self.text,
                tree: &self.tree,
                config: &self.settings.config,
                registry: self.settings.registry(),
            };
            let mut held = lock(&self.checks.kept);
            let (held, last) = &mut *held;
            if *last > self.edits {
                // What is kept is of a newer version.
                return Kept::default().check(now, None, MOST_FINDINGS);
            }
            let mut change: Option<Change> = None;
            lock(&self.checks.edits).retain(|(number, edit)| {
                let is_here = *number <= self.edits;
                if is_here {
                    match &mut change {
                        Some(change) => change.then(edit),
                        None => change = Some(Change::new(edit)),
                    }
                }
                !is_here
            });
            *last = self.edits;
            // If a check panics, nothing is left that is half brought up to date.
            let mut kept = std::mem::take(held);
            let checked = kept.check(now, change.as_ref(), MOST_FINDINGS);
            *held = kept;
            checked
        })
    }

    /// The text in one piece.
    pub(super) fn source(&self) -> &str {
        self.source.get_or_init(|| self.text.rope.to_string())
    }

    pub(super) fn article(&self) -> &Article {
        let registry = self.settings.registry();
        self.article
            .get_or_init(|| checks::article(self.source(), &self.tree, registry))
    }

    /// All that the checks find, with its fixes.
    pub(super) fn findings(&self) -> &[Finding] {
        self.findings.get_or_init(|| {
            checks::check_article(
                self.source(),
                &self.tree,
                self.article(),
                &self.settings.config,
                self.settings.registry(),
            )
        })
    }

    /// The range of bytes of the source.
    pub(super) fn range(&self, span: Span) -> lsp::Range {
        self.text.range(span)
    }
}
