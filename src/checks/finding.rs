//! What a check finds: its place, its weight, and the edits that would mend it.

use serde::{Deserialize, Serialize};

use crate::syntax::Span;

/// How much a finding weighs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Level {
    /// Wrong: the article must not go out like this.
    Error,
    /// Open or doubtful: somebody must look at it.
    Warning,
    /// Worth knowing.
    Info,
    /// A suggestion that an editor shows faintly.
    Hint,
}

impl Level {
    /// The level as settings and output write it.
    pub fn name(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Info => "info",
            Level::Hint => "hint",
        }
    }
}

/// Something that a check has found.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Finding {
    /// The check's code.
    pub code: &'static str,
    /// How much it weighs.
    pub level: Level,
    /// What is wrong.
    pub message: String,
    /// Where, in bytes of the source.
    pub span: Span,
    /// What to do about it.
    pub help: Option<String>,
    /// Other places that belong to it, in the order in which they are to be read.
    pub related: Vec<Related>,
    /// Edits that mend it.
    pub fix: Option<Fix>,
}

/// Another place that a finding speaks of.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Related {
    /// The text it stands in, as the caller named it; none for the one that is checked.
    pub path: Option<String>,
    /// Where, in bytes of that text.
    pub span: Span,
    /// What is there.
    pub message: String,
}

/// Whether a fix may be applied unseen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Safety {
    /// It changes markup or invisible characters only, and says nothing that the article did not.
    Safe,
    /// It changes the copy, or decides something that only a person can know.
    Unsafe,
}

/// Edits that mend a finding. They belong together: either all are applied, or none.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Fix {
    /// What they do, as a command: "write 2031-03-12".
    pub title: String,
    /// Whether they may be applied unseen.
    pub safety: Safety,
    /// The edits, in the order of the text; no two touch the same byte.
    pub edits: Vec<TextEdit>,
}

/// One replacement in the source.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct TextEdit {
    /// The bytes that go; empty where something is only put in.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl TextEdit {
    /// Puts `text` in the place of `span`, bytes of the source.
    pub fn new(span: Span, text: impl Into<String>) -> TextEdit {
        TextEdit {
            span,
            text: text.into(),
        }
    }
}

impl Fix {
    /// A fix of one edit.
    pub(crate) fn one(safety: Safety, title: impl Into<String>, edit: TextEdit) -> Fix {
        Fix {
            title: title.into(),
            safety,
            edits: vec![edit],
        }
    }
}
