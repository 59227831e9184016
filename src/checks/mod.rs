//! What can be wrong with an article: one file a check.
//!
//! In come a text, its tree and its model, and what the project wants; out go findings with
//! places in the source. A check knows nothing of files, terminals or editors, and asks no clock: what is
//! found in a text is found in it again.

mod allow;
mod catalogue;
mod config;
mod corpus;
mod dating;
mod difference;
mod explain;
mod finding;
mod fix;
mod input;
mod kept;
mod known;
mod names;
mod quotations;
mod settle;
mod speakers;
mod whole;
mod words;

mod ambiguous_alias;
mod anonymous_source;
mod conflicting_attribution;
mod conflicting_fragments;
mod dangling_continuation;
mod date_text_mismatch;
mod dateline_mismatch;
mod distant_attribution;
mod duplicate_actor;
mod first_reference;
mod future_event_past_tense;
mod hidden_characters;
mod invalid_date;
mod loaded_cue;
mod mention_mismatch;
mod merged_speakers;
mod misattributed_quote;
mod misspelled_name;
mod mixed_quotation_marks;
mod nested_marks;
mod orphan_cue;
mod outdated_role;
mod quote_drift;
mod quote_punctuation;
mod stale_relative_date;
mod subject;
mod syntax_error;
mod unanchored_date;
mod unattributed_quote;
mod unclosed_quote;
mod unconfirmed_attribution;
mod undeclared_attribute;
mod unknown_actor;
mod unknown_speaker;
mod untagged_date;
mod unused_actor;
mod unused_allow;
mod vague_source;
mod weekday_mismatch;

#[cfg(test)]
mod cases;
#[cfg(test)]
mod corpus_laws;

pub use catalogue::{CHECKS, Check, Example, Group};
pub use config::{
    AttributeDeclaration, Config, DayStyle, Default, Punctuation, Setting, SettingValue, Style,
    TagDeclaration,
};
pub use corpus::{Corpus, Quotes};
pub use explain::catalogue;
pub use finding::{Finding, Fix, Level, Related, Safety, TextEdit};
pub(crate) use fix::apply;
pub use fix::{Fixed, fix};
pub use kept::{Change, Checked, Document, Kept};

use catalogue::Run;
use input::{Input, Report};
use settle::Found;
use whole::OfArticle;

use crate::model::Article;
use crate::registry::Registry;
use crate::syntax::Tree;

/// Runs the checks that are on, and leaves out what comments allow. `tree` and `article` must be
/// those of `text`, the article with the actors of `registry`. Gives the findings in the order of
/// the text.
pub fn check_article(
    text: &str,
    tree: &Tree,
    article: &Article,
    config: &Config,
    registry: &Registry,
) -> Vec<Finding> {
    let input = Input::new(text, tree, article, config, registry);
    let mut found = run(&input);
    settle::retain(&mut found, &OfArticle::new(&input));
    let allowed = allow::of_article(text, article, config);
    allow::silence(allowed, text.len(), config, &mut found);
    found.sort_by_key(Found::key);
    found.into_iter().map(|f| f.finding).collect()
}

/// Runs the checks that are on.
fn run(input: &Input<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (index, check) in CHECKS.iter().enumerate() {
        if let (Some(level), Run::Article(run)) = (input.config.is_on(index), check.run) {
            run(input, &mut Report::new(check, index, level, &mut found));
        }
    }
    found
}

/// Parses and checks a text, every check at its own level.
///
/// ```
/// let findings = newsmark::checks::check("“Not now,” she said.");
/// assert_eq!(findings[0].code, "unattributed-quote");
/// assert_eq!(findings[0].span, 0..14);
/// ```
pub fn check(text: &str) -> Vec<Finding> {
    check_with(text, &Config::default(), &Registry::default())
}

/// Parses and checks a text as a project wants it, which knows the actors of `registry`.
pub fn check_with(text: &str, config: &Config, registry: &Registry) -> Vec<Finding> {
    let tree = crate::syntax::parse(text);
    let article = article(text, &tree, registry);
    check_article(text, &tree, &article, config, registry)
}

/// The model of a text in which tags and the copy may name the actors of `registry`. `tree` must be
/// the text's.
pub fn article(text: &str, tree: &Tree, registry: &Registry) -> Article {
    if registry.is_empty() {
        return Article::new(text, tree);
    }
    Article::with_known(text, tree, &known::OfRegistry(registry))
}

/// Of `known` the one that `wanted` is most likely meant to be, if any is close enough.
pub(crate) fn nearest<'a>(wanted: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = wanted.to_lowercase();
    let scored = known.map(|k| (strsim::jaro_winkler(&wanted, &k.to_lowercase()), k));
    scored
        .filter(|(score, _)| *score >= CLOSE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, k)| k)
}

/// Jaro-Winkler similarity from which a name is offered: one slip in a name of five letters.
const CLOSE: f64 = 0.84;
