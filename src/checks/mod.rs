//! What can be wrong with an article: one file a check.
//!
//! In come a text, its tree and its model; out go findings with places in the source. A check
//! knows nothing of files, terminals or editors.

mod invalid_date;
mod syntax_error;
mod unattributed_quote;
mod unknown_actor;
mod unknown_speaker;

use std::collections::{BTreeMap, HashSet};

use serde::Serialize;

use crate::model::Article;
use crate::syntax::{Span, Tree};

/// How much a finding weighs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Level {
    /// Wrong: the article must not go out like this.
    Error,
    /// Open or doubtful: somebody must look at it.
    Warning,
}

/// One check: its name, what it is for, and how it is done.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Check {
    /// The name by which findings carry it and comments silence it.
    pub code: &'static str,
    /// What it finds, in one line.
    pub summary: &'static str,
    /// The level of what it finds.
    pub level: Level,
    run: fn(&Input<'_>, &mut Report<'_>),
}

/// Every check, in the order in which the documentation has them.
pub static CHECKS: [Check; 5] = [
    syntax_error::CHECK,
    unattributed_quote::CHECK,
    unknown_actor::CHECK,
    unknown_speaker::CHECK,
    invalid_date::CHECK,
];

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
}

/// What checks look at. All three must belong to the same text.
struct Input<'a> {
    text: &'a str,
    tree: &'a Tree,
    article: &'a Article,
}

/// Where a check puts what it finds.
struct Report<'a> {
    check: &'a Check,
    findings: &'a mut Vec<Finding>,
}

impl Report<'_> {
    fn add(&mut self, span: Span, message: impl Into<String>, help: Option<String>) {
        self.findings.push(Finding {
            code: self.check.code,
            level: self.check.level,
            message: message.into(),
            span,
            help,
        });
    }
}

/// Runs every check, and leaves out what comments allow. `tree` and `article` must be those of
/// `text`. Gives the findings in the order of the text.
pub fn check_article(text: &str, tree: &Tree, article: &Article) -> Vec<Finding> {
    let mut findings = Vec::new();
    let input = Input {
        text,
        tree,
        article,
    };
    for check in &CHECKS {
        (check.run)(
            &input,
            &mut Report {
                check,
                findings: &mut findings,
            },
        );
    }
    silence(article, text.len(), &mut findings);
    findings.sort_by_key(|f| (f.span.start, f.span.end));
    findings
}

/// Takes out what comments allow: in their paragraph, or in the whole article.
fn silence(article: &Article, len: usize, findings: &mut Vec<Finding>) {
    let mut everywhere = HashSet::new();
    let mut scopes: BTreeMap<usize, (usize, HashSet<&str>)> = BTreeMap::new();
    for comment in article.comments.iter().filter(|c| !c.allows.is_empty()) {
        let codes = comment.allows.iter().map(String::as_str);
        if comment.scope.start == 0 && comment.scope.end == len {
            everywhere.extend(codes);
        } else {
            scopes
                .entry(comment.scope.start)
                .or_insert((comment.scope.end, HashSet::new()))
                .1
                .extend(codes);
        }
    }
    findings.retain(|f| {
        let here = scopes.range(..=f.span.start).next_back();
        !everywhere.contains(f.code)
            && !here.is_some_and(|(_, (end, codes))| f.span.start < *end && codes.contains(f.code))
    });
}

/// Parses and checks a text.
///
/// ```
/// let findings = newsmark::checks::check("“Not now,” she said.");
/// assert_eq!(findings[0].code, "unattributed-quote");
/// assert_eq!(findings[0].span, 0..14);
/// ```
pub fn check(text: &str) -> Vec<Finding> {
    let tree = crate::syntax::parse(text);
    check_article(text, &tree, &Article::new(text, &tree))
}

/// Of `known` the one that `wanted` is most likely meant to be, if any is close enough.
fn nearest<'a>(wanted: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = wanted.to_lowercase();
    let scored = known.map(|k| (strsim::jaro_winkler(&wanted, &k.to_lowercase()), k));
    scored
        .filter(|(score, _)| *score >= CLOSE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, k)| k)
}

/// Jaro-Winkler similarity from which a name is offered: one slip in a name of five letters.
const CLOSE: f64 = 0.84;
