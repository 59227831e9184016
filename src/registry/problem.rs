//! What is wrong with registry files, and the list of it that cannot grow without end.

use serde::Serialize;

use crate::syntax::Span;

/// How much a problem weighs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Level {
    /// Something is wrong and left out.
    Error,
    /// Something is doubtful and kept.
    Warning,
}

/// Something in a registry file that is wrong or doubtful.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Problem {
    /// Which of the loaded sources it is in.
    pub source: usize,
    /// The bytes of the source's text.
    pub span: Span,
    /// How much it weighs.
    pub level: Level,
    /// What is wrong and what was expected, on one line.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Another place that it is about: the source and the bytes of its text.
    pub related: Option<(usize, Span)>,
}

/// So many problems of one source are kept.
pub(super) const MOST_PROBLEMS: usize = 1000;

/// The problems of one source, or of a part of it.
#[derive(Default, Debug)]
pub(super) struct Problems {
    pub(super) source: usize,
    list: Vec<Problem>,
    more: usize,
    more_errors: bool,
}

impl Problems {
    pub(super) fn new(source: usize) -> Self {
        Problems {
            source,
            ..Problems::default()
        }
    }

    pub(super) fn error(&mut self, span: Span, message: impl Into<String>) -> &mut Self {
        self.add(Level::Error, span, message.into())
    }

    pub(super) fn warning(&mut self, span: Span, message: impl Into<String>) -> &mut Self {
        self.add(Level::Warning, span, message.into())
    }

    fn add(&mut self, level: Level, span: Span, message: String) -> &mut Self {
        // A list that is full keeps its last place for whatever comes, to be taken out at the end.
        if self.list.len() > MOST_PROBLEMS {
            self.omit();
        }
        self.list.push(Problem {
            source: self.source,
            span,
            level,
            message,
            help: None,
            related: None,
        });
        self
    }

    fn omit(&mut self) {
        self.more += 1;
        self.more_errors |= self.list.pop().is_some_and(|p| p.level == Level::Error);
    }

    /// Says what to do about the problem that was added last.
    pub(super) fn help(&mut self, help: impl Into<String>) -> &mut Self {
        if let Some(last) = self.list.last_mut() {
            last.help = Some(help.into());
        }
        self
    }

    /// Gives the other place that the problem is about that was added last.
    pub(super) fn related(&mut self, source: usize, span: Span) -> &mut Self {
        if let Some(last) = self.list.last_mut() {
            last.related = Some((source, span));
        }
        self
    }

    /// Reports a key that is nearly one of those with a meaning, in a format in which others may
    /// stand beside these.
    pub(super) fn odd_key(&mut self, span: Span, key: &str, near: &str) {
        self.error(span, format!("unknown key {}", short(key)))
            .help(format!(
                "did you mean {near}? A key of your own needs a name that is less like it"
            ));
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.list.len() + self.more
    }

    /// Takes in those of another part of the same source.
    pub(super) fn append(&mut self, mut other: Problems) {
        self.list.append(&mut other.list);
        self.more += other.more;
        self.more_errors |= other.more_errors;
    }

    /// All of them in the order of the text, and one that says how many are left out.
    pub(super) fn finish(mut self, text: &str) -> Vec<Problem> {
        self.list.sort_by_key(|p| (p.span.start, p.span.end));
        while self.list.len() > MOST_PROBLEMS {
            self.omit();
        }
        if self.more > 0 {
            let level = if self.more_errors {
                Level::Error
            } else {
                Level::Warning
            };
            let these = if self.more == 1 {
                "problem"
            } else {
                "problems"
            };
            let message = format!("{} more {these} in this file", self.more);
            self.list.push(Problem {
                source: self.source,
                span: text.len()..text.len(),
                level,
                message,
                help: Some(format!("mend the first {MOST_PROBLEMS}, then look again")),
                related: None,
            });
        }
        self.list
    }
}

/// A text for a message: on one line, and not endless.
pub(super) fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut chars = text
        .chars()
        .map(|c| if c.is_control() { '\u{FFFD}' } else { c });
    let mut short: String = chars.by_ref().take(LONGEST).collect();
    if chars.next().is_some() {
        short.push('…');
    }
    short
}

/// The one of `known` that `word` is most likely meant to be.
pub(super) fn nearest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let word = word.trim().to_lowercase();
    let mut most = match word.chars().count() {
        0..=3 => 0,
        4..=6 => 1,
        7..=20 => 2,
        _ => return None,
    };
    let plural = |one: &str, many: &str| {
        let end = many.strip_prefix(one);
        end.is_some_and(|end| matches!(end, "s" | "es"))
    };
    if known.iter().any(|k| plural(&word, k)) {
        most = most.max(1);
    }
    let distance = |k: &&'k str| match plural(&word, k) || plural(k, &word) {
        true => 1,
        false => strsim::osa_distance(&word, k),
    };
    let near = known.iter().filter(|k| distance(k) <= most);
    near.min_by_key(|k| distance(k)).copied()
}
