//! `unanchored-date`: words that count from a date which the article does not have.

use super::catalogue::Run;
use super::dating::untagged;
use super::input::{Input, Report};
use super::settle::When;
use super::{Check, Example, Group, Level};

pub(super) const CHECK: Check = Check {
    code: "unanchored-date",
    group: Group::Dates,
    summary: "Words such as *Wednesday* or *last week* in an article without a date.",
    level: Some(Level::Info),
    reason: "\
*Wednesday*, *last week* and *March 12* mean something on the day the article is dated, and nothing without it: nobody can \
look the day up later, and no other check can compare it. The header's `date` gives it.

It is reported once, at the first such words. Words that have a tag need no date, nor do those in quotations; and an article \
without any markup is left alone.",
    example: Example {
        settings: "",
        bad: "---\ntitle: Crane falls\n---\n\nThe crane fell on Wednesday.\n",
        good: "---\ntitle: Crane falls\ndate: 2031-04-03\n---\n\nThe crane fell on Wednesday.\n",
    },
    settings: &[],
    fix: None,
    run: Run::Article(run),
};

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    let article = input.article;
    if article.header.date.is_some() {
        return;
    }
    // A header's date that is none has its error already.
    let copy = article.paragraphs.first().map_or(0, |p| p.source.start);
    let broken = |p: &crate::model::Problem| {
        p.kind == crate::model::ProblemKind::Date && p.span.start < copy
    };
    if article.problems().iter().any(broken) {
        return;
    }
    let relative = untagged(input).filter(|e| e.meaning.needs_anchor());
    let mut relative = relative.filter(|e| !input.is_quoted(e.start));
    // Of a part nobody knows here whether it has the first of all.
    let most = if input.is_part() { usize::MAX } else { 1 };
    for date in relative.by_ref().take(most) {
        let words = input.plain().get(date.start..date.end).unwrap_or_default();
        let span = input.source(date.start..date.end);
        report
            .add(
                span,
                format!("which day {words} means depends on the article's date, and it has none"),
            )
            .help("give the day of publication in the header: `date: 2031-03-12`")
            .when(When::FirstRelativeDate);
    }
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires once, at the first words that need a date
:: article
---
title: Crane falls
---

“I left on Monday,”{by=\"a fitter\"} one said. In 2030 the crane was new. It fell on Wednesday, and fell again last week.
:: finds
⟨Wednesday⟩ which day Wednesday means depends on the article's date, and it has none
  help: give the day of publication in the header: `date: 2031-03-12`

== fires on a day without its year
:: article
It fell on March 12. {% photo? %}
:: finds
⟨March 12⟩ which day March 12 means depends on the article's date, and it has none

== is silent where the words are tagged, and on those that need no date
:: article
It fell on Wednesday{2031-04-02}, two days later in March 2031, as every Friday. It sank in the 1990s.

== is silent in an article with a date, also one that is wrong
:: article
---
date: 31 April
---

It fell on Wednesday.

== is silent on raw copy
:: article
It fell on Wednesday.

== a suppression silences it
:: article
It fell on Wednesday. {% allow unanchored-date %}
";
