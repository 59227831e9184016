//! Comments that allow what a check finds.

use std::collections::{BTreeMap, HashMap};

use super::catalogue::Run;
use super::input::Report;
use super::settle::Found;
use super::{CHECKS, Config, Finding, unused_allow};
use crate::model::Article;
use crate::syntax::Span;

/// One code in one comment, where it holds, and what is to be reported if it allows nothing.
pub(super) struct Allowed<'a> {
    pub(super) code: &'a str,
    /// In bytes of the source.
    pub(super) scope: Span,
    pub(super) unused: Option<Found>,
}

/// What the comments of an article allow.
pub(super) fn of_article<'a>(
    text: &str,
    article: &'a Article,
    config: &Config,
) -> Vec<Allowed<'a>> {
    let mut all = Vec::new();
    for comment in &article.comments {
        let place = comment.place.source.start..comment.place.source.end;
        all.extend(comment.allows.iter().map(|code| Allowed {
            code,
            scope: comment.scope.start..comment.scope.end,
            unused: unused(config, |report| {
                unused_allow::add(text, code, &place, report)
            }),
        }));
    }
    all
}

/// What is reported of a code that allows nothing, if that is.
pub(super) fn unused(config: &Config, add: impl FnOnce(&mut Report<'_>)) -> Option<Found> {
    let level = config.level(unused_allow::CHECK.code)?;
    let mut found = Vec::new();
    add(&mut Report::new(
        &unused_allow::CHECK,
        usize::MAX,
        level,
        &mut found,
    ));
    found.pop()
}

/// Takes out what comments allow, in their paragraph or in the whole article, and reports those
/// that allow nothing that is there. `len` is the length of the source in bytes.
pub(super) fn silence(
    allowed: Vec<Allowed<'_>>,
    len: usize,
    config: &Config,
    found: &mut Vec<Found>,
) {
    if allowed.is_empty() {
        return;
    }
    let mut allows = Allows::new(&allowed, len);
    found.retain(|f| !allows.silence(&f.finding));
    let unused = allowed.iter().zip(&allows.used);
    let unused = unused.filter(|(a, used)| !**used && can_tell(a.code, config));
    let mut unused: Vec<Found> = unused.filter_map(|(a, _)| a.unused.clone()).collect();
    unused.retain(|f| !allows.silence(&f.finding));
    found.append(&mut unused);
}

/// Whether a check of this code has been run. One that is off or looks at several articles has
/// not, nor has one that does not exist.
fn can_tell(code: &str, config: &Config) -> bool {
    let known = CHECKS.iter().find(|c| c.code == code);
    known.is_some_and(|c| matches!(c.run, Run::Article(_))) && config.level(code).is_some()
}

/// For each code its places in the list.
type Holders<'a> = HashMap<&'a str, Vec<usize>>;

/// All codes of all comments.
struct Allows<'a> {
    /// For each whether it has allowed something.
    used: Vec<bool>,
    /// Those that hold for the whole article.
    everywhere: Holders<'a>,
    /// For the start of each other scope its end and those that hold in it.
    scopes: BTreeMap<usize, (usize, Holders<'a>)>,
}

impl<'a> Allows<'a> {
    fn new(allowed: &'a [Allowed<'_>], len: usize) -> Allows<'a> {
        let mut allows = Allows {
            used: vec![false; allowed.len()],
            everywhere: Holders::new(),
            scopes: BTreeMap::new(),
        };
        for (i, allow) in allowed.iter().enumerate() {
            let holders = if allow.scope == (0..len) {
                &mut allows.everywhere
            } else {
                let scopes = allows.scopes.entry(allow.scope.start);
                &mut scopes.or_insert((allow.scope.end, Holders::new())).1
            };
            holders.entry(allow.code).or_default().push(i);
        }
        allows
    }

    fn silence(&mut self, finding: &Finding) -> bool {
        let at = finding.span.start;
        let here = self.scopes.range(..=at).next_back();
        let here = here
            .filter(|(_, (end, _))| at < *end)
            .map(|(_, (_, holders))| holders);
        let mut silent = false;
        let all = here.into_iter().chain([&self.everywhere]);
        for places in all.filter_map(|holders| holders.get(finding.code)) {
            silent = true;
            // Either all have silenced a finding before, or none has.
            for i in places {
                match self.used.get_mut(*i) {
                    Some(used) if !*used => *used = true,
                    _ => break,
                }
            }
        }
        silent
    }
}
