//! The list of checks, and what each says of itself: the catalogue, `newsmark explain` and the
//! schema of the settings all come from here.

use super::config::Setting;
use super::input::{Input, Report};
use super::{Level, Safety};

/// What a check is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
#[non_exhaustive]
pub enum Group {
    /// The rules of the language.
    Markup,
    /// Who says what.
    Attribution,
    /// What people are called.
    Names,
    /// When things happen.
    Dates,
    /// The characters of the copy and the style of the house.
    Copy,
    /// What several articles say.
    Corpus,
}

impl Group {
    /// The group as `--select` calls it.
    pub fn name(self) -> &'static str {
        match self {
            Group::Markup => "markup",
            Group::Attribution => "attribution",
            Group::Names => "names",
            Group::Dates => "dates",
            Group::Copy => "copy",
            Group::Corpus => "corpus",
        }
    }

    /// The group as documentation heads it.
    pub fn title(self) -> &'static str {
        match self {
            Group::Markup => "Markup",
            Group::Attribution => "Attribution",
            Group::Names => "Names",
            Group::Dates => "Dates",
            Group::Copy => "Copy",
            Group::Corpus => "Across articles",
        }
    }
}

/// An article in which a check finds something, and the same without fault.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Example {
    /// The settings that it takes to see it, as they stand in `newsmark.toml`; empty for none.
    pub settings: &'static str,
    /// The check finds something in it.
    pub bad: &'static str,
    /// No check finds anything in it.
    pub good: &'static str,
}

/// One check: its name, what it is for, and how it is done.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Check {
    /// The name by which findings carry it, and comments and settings call it.
    pub code: &'static str,
    /// What it is about.
    pub group: Group,
    /// What it finds, in one line.
    pub summary: &'static str,
    /// The level of what it finds, where settings do not say otherwise; none if it is off.
    pub level: Option<Level>,
    /// What it looks at, what it leaves alone, and why it matters: paragraphs of Markdown.
    pub reason: &'static str,
    /// An article with the fault and one without.
    pub example: Example,
    /// What a project can set.
    pub settings: &'static [&'static Setting],
    /// What its fix does and how safe that is; none if a person must mend what it finds.
    pub fix: Option<(Safety, &'static str)>,
    pub(super) run: Run,
}

/// What a check is run on.
#[derive(Clone, Copy, Debug)]
pub(super) enum Run {
    /// Each article by itself.
    Article(fn(&Input<'_>, &mut Report<'_>)),
    /// Not by itself: its findings come out of the work of others.
    Elsewhere,
}

macro_rules! catalogue {
    ($($module:ident)*) => {
        /// Every check, in the order in which the documentation has them.
        pub static CHECKS: &[Check] = &[$(super::$module::CHECK,)*];

        /// The tests of each check, as data.
        #[cfg(test)]
        pub(super) const CASES: &[(&str, &str)] =
            &[$((super::$module::CHECK.code, super::$module::CASES),)*];
    };
}

catalogue! {
    syntax_error
    unused_allow
    undeclared_attribute
    unattributed_quote
    misattributed_quote
    unclosed_quote
    unknown_actor
    unknown_speaker
    unconfirmed_attribution
    dangling_continuation
    conflicting_fragments
    merged_speakers
    distant_attribution
    anonymous_source
    vague_source
    orphan_cue
    misspelled_name
    mention_mismatch
    first_reference
    outdated_role
    ambiguous_alias
    duplicate_actor
    unused_actor
    invalid_date
    weekday_mismatch
    date_text_mismatch
    unanchored_date
    stale_relative_date
    untagged_date
    dateline_mismatch
    future_event_past_tense
    mixed_quotation_marks
    nested_marks
    quote_punctuation
    loaded_cue
    hidden_characters
    conflicting_attribution
    quote_drift
}
