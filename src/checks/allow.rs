//! Comments that allow what a check finds.

use std::collections::{BTreeMap, HashMap};

use super::catalogue::Run;
use super::input::Report;
use super::{CHECKS, Config, Finding, unused_allow};
use crate::model::Article;
use crate::syntax::Span;

/// Takes out what comments allow, in their paragraph or in the whole article, and reports those
/// that allow nothing that is there.
pub(super) fn silence(text: &str, article: &Article, config: &Config, findings: &mut Vec<Finding>) {
    let mut allows = Allows::new(text, article);
    if allows.list.is_empty() {
        return;
    }
    findings.retain(|f| !allows.silence(f));
    let found = CHECKS.iter().find(|c| c.code == unused_allow::CHECK.code);
    let level = config.level(unused_allow::CHECK.code);
    if let (Some(check), Some(level)) = (found, level) {
        let mut unused = Vec::new();
        let mut report = Report::new(check, level, &mut unused);
        for allow in allows
            .list
            .iter()
            .filter(|a| !a.used && can_tell(a.code, config))
        {
            unused_allow::add(text, allow.code, &allow.comment, &mut report);
        }
        unused.retain(|f| !allows.silence(f));
        findings.append(&mut unused);
    }
}

/// Whether a check of this code has been run. One that is off or looks at several articles has
/// not, nor has one that does not exist.
fn can_tell(code: &str, config: &Config) -> bool {
    let known = CHECKS.iter().find(|c| c.code == code);
    known.is_some_and(|c| matches!(c.run, Run::Article(_))) && config.level(code).is_some()
}

/// One code in one comment.
struct Allow<'a> {
    code: &'a str,
    /// The comment, in bytes of the source.
    comment: Span,
    used: bool,
}

/// For each code its places in the list.
type Holders<'a> = HashMap<&'a str, Vec<usize>>;

/// All codes of all comments.
struct Allows<'a> {
    list: Vec<Allow<'a>>,
    /// Those that hold for the whole article.
    everywhere: Holders<'a>,
    /// For the start of each other scope its end and those that hold in it.
    scopes: BTreeMap<usize, (usize, Holders<'a>)>,
}

impl<'a> Allows<'a> {
    fn new(text: &str, article: &'a Article) -> Allows<'a> {
        let mut allows = Allows {
            list: Vec::new(),
            everywhere: Holders::new(),
            scopes: BTreeMap::new(),
        };
        for comment in &article.comments {
            let scope = comment.scope;
            for code in &comment.allows {
                let holders = if scope.start == 0 && scope.end == text.len() {
                    &mut allows.everywhere
                } else {
                    let scopes = allows.scopes.entry(scope.start);
                    &mut scopes.or_insert((scope.end, Holders::new())).1
                };
                let places = holders.entry(code).or_default();
                places.push(allows.list.len());
                allows.list.push(Allow {
                    code,
                    comment: comment.place.source.start..comment.place.source.end,
                    used: false,
                });
            }
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
                match self.list.get_mut(*i) {
                    Some(allow) if !allow.used => allow.used = true,
                    _ => break,
                }
            }
        }
        silent
    }
}
