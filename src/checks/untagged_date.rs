//! `untagged-date`: date words that no tag gives a value, in an article that tags others.

use super::catalogue::Run;
use super::dating::{anchor, bare_source, untagged};
use super::input::{Input, Report};
use super::settle::When;
use super::{Check, Example, Fix, Group, Safety, TextEdit, stale_relative_date};
use crate::language::dates::Meaning;
use crate::syntax::Span;

pub(super) const CHECK: Check = Check {
    code: "untagged-date",
    group: Group::Dates,
    summary: "Words that mean a date have no tag, in an article that tags dates.",
    level: None,
    reason: "\
Where some dates of an article are tagged, a reader of its data takes them for all. This finds those that were passed over. \
It is off at first, since few desks tag every date; turn it on where the tags feed a calendar or a timeline.

Only words whose date can be told are reported: not lengths of time, repetitions, or *two days later*. What \
`stale-relative-date` reports is left to that.",
    example: Example {
        settings: "",
        bad: "---\ndate: 2031-04-03\n---\n\nThe crane fell on Wednesday{2031-04-02} and was raised on Thursday.\n",
        good: "---\ndate: 2031-04-03\n---\n\nThe crane fell on Wednesday{2031-04-02} and was raised on Thursday{2031-04-03}.\n",
    },
    settings: &[],
    fix: Some((
        Safety::Unsafe,
        "Adds a tag with the date that the words most likely mean, marked as uncertain.",
    )),
    run: Run::Article(run),
};

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    if !input.is_part() && input.article.dates.is_empty() {
        return;
    }
    let anchor = anchor(input);
    let stale_is_on = input
        .config
        .level(stale_relative_date::CHECK.code)
        .is_some();
    let mut can_tag = None;
    for expression in untagged(input) {
        let meaning = &expression.meaning;
        let is_date = !matches!(
            meaning,
            Meaning::Duration { .. }
                | Meaning::AndHalf { .. }
                | Meaning::Set { .. }
                | Meaning::EveryMonth(_)
                | Meaning::Reference(_)
        );
        if !is_date || stale_is_on && stale_relative_date::is_stale(input, expression) {
            continue;
        }
        let sentence = input.sentence(expression.start);
        let hint = expression.hint(input.words(), (sentence.start, sentence.end));
        let any_day = jiff::civil::Date::constant(2000, 1, 1);
        let anchor = anchor.or(Some(any_day).filter(|_| !meaning.needs_anchor()));
        let Some(value) = anchor.and_then(|a| meaning.resolve(a, hint)) else {
            continue;
        };
        let plain = expression.start..expression.end;
        let added = report.add(
            input.source(plain.clone()),
            format!("this date has no tag: {value}"),
        );
        let added = added.when(When::DatesAreTagged);
        let Some(source) = bare_source(input, plain).filter(|s| is_free(input.text, s)) else {
            continue;
        };
        if !*can_tag.get_or_insert_with(|| can_tag_in(input)) {
            continue;
        }
        let words = input.text.get(source.clone()).unwrap_or_default();
        let is_word = words.chars().all(char::is_alphanumeric);
        let tagged = if is_word {
            format!("{words}{{{value}?}}")
        } else {
            format!("[{words}]{{{value}?}}")
        };
        let title = format!("tag it {value}?");
        let edit = TextEdit::new(source, tagged);
        added.fix(Fix::one(Safety::Unsafe, title, edit));
    }
}

/// Whether a tag that is put in would be read as one. Among braces that are copy, or markup that is
/// broken, it might not.
fn can_tag_in(input: &Input<'_>) -> bool {
    input.errors().is_empty() && memchr::memchr2(b'{', b'}', input.plain().as_bytes()).is_none()
}

/// Whether a tag on the words of `span` would touch nothing else.
fn is_free(text: &str, span: &Span) -> bool {
    let before = text.get(..span.start).unwrap_or_default();
    let behind = text.get(span.end..).unwrap_or_default();
    !before.ends_with('\\')
        && !behind.starts_with(|c: char| matches!(c, '{' | ']' | '\\') || c.is_alphanumeric())
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires on words that others of the article have a tag for
:: article
---
date: 2031-04-03
---

The crane fell on Wednesday{2031-04-02} and will be raised on Monday. In March 2029 it was new, since last week it leaned.
:: finds
⟨Monday⟩ this date has no tag: 2031-04-07
⟨March 2029⟩ this date has no tag: 2029-03
⟨last week⟩ this date has no tag: 2031-W13
:: fixed
---
date: 2031-04-03
---

The crane fell on Wednesday{2031-04-02} and will be raised on Monday{2031-04-07?}. In [March 2029]{2029-03?} it was new, since [last week]{2031-W13?} it leaned.

== fires on what needs no article date where there is none
:: article
It fell on Wednesday{2031-04-02}. It was new in the 1990s and leaned on Monday.
:: finds
⟨1990s⟩ this date has no tag: 199X
:: fixed
It fell on Wednesday{2031-04-02}. It was new in the 1990s{199X?} and leaned on Monday.

== is silent in an article that tags no date
:: article
---
date: 2031-04-03
---

The crane fell on Wednesday.

== is silent on lengths of time, repetitions and what another event dates
:: article
---
date: 2031-04-03
---

It fell on Wednesday{2031-04-02}, after three years, as every Friday. Two days later it was up. It may march.

== a suppression silences it
:: article
It fell on Wednesday{2031-04-02}, in March 2031. {% allow untagged-date %}
";
