//! `future-event-past-tense`: what has happened on a day that was still to come, and the reverse.

use jiff::civil::Date;

use super::catalogue::Run;
use super::dating::{anchor, tagged, untagged};
use super::input::{Input, Report};
use super::{Check, Example, Group, Level};
use crate::language::dates::{Expression, Hint, Meaning, Year, days_between};
use crate::language::{Calendar, Word, class};
use crate::syntax::Span;

pub(super) const CHECK: Check = Check {
    code: "future-event-past-tense",
    group: Group::Dates,
    summary: "A verb in the past with a day after the article's, or *will* with one before it.",
    level: Some(Level::Warning),
    reason: "\
*The council voted on June 5* cannot stand in an article of June 3: either the day or the verb is wrong, or the header's \
date is. So it is with *will vote* on a day that is over, which previews carry when they run late.

Only plain verbs right before their day are read: *voted*, *met*, *was held*, *said on June 5*, *will speak on June 1*. Anything in the sentence that \
looks ahead, as *planned*, *due*, *would* or *until*, keeps it silent; so do quotations, and what is reported to be said of \
the future.",
    example: Example {
        settings: "",
        bad: "---\ndate: 2031-06-03\n---\n\nThe council voted on [June 5]{2031-06-05}.\n",
        good: "---\ndate: 2031-06-03\n---\n\nThe council votes on [June 5]{2031-06-05}.\n",
    },
    settings: &[],
    fix: None,
    run: Run::Article(run),
};

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    let (Some(anchor), Some(lexicon)) = (anchor(input), input.lexicon()) else {
        return;
    };
    let calendar = &lexicon.language.calendar;
    let tagged = tagged(input).filter_map(|(mention, expression)| {
        let day = mention.value.day().filter(|d| *d != anchor)?;
        Some((expression, day))
    });
    let plain = untagged(input).filter_map(|e| Some((e, certain(e, anchor)?)));
    for (expression, day) in tagged.chain(plain) {
        let Some(verb) = wrong_verb(input, calendar, expression, day > anchor) else {
            continue;
        };
        let word = input.plain().get(verb.clone()).unwrap_or_default();
        let message = if day > anchor {
            format!("{day} is after the article's date, {anchor}, but {word} tells of the past")
        } else {
            format!("{day} is before the article's date, {anchor}, but {word} tells of the future")
        };
        report
            .add(input.source(expression.start..expression.end), message)
            .help("correct the day, the verb, or the header's date")
            .related(input.source(verb), "the verb");
    }
}

/// Without a tag, a day that is so many days away is certain without a year.
const NEAR: i64 = 31;

/// The day of untagged words, other than the article's.
fn certain(expression: &Expression, anchor: Date) -> Option<Date> {
    let Meaning::Day { year, .. } = expression.meaning else {
        return None;
    };
    let day: Date = expression
        .meaning
        .resolve(anchor, Hint::Unknown)?
        .parse()
        .ok()?;
    let near = days_between(day, anchor).abs() <= NEAR;
    (day != anchor && (near || matches!(year, Year::Given(_)))).then_some(day)
}

/// So many words of a sentence are read on each side of a date.
const REACH: usize = 60;

/// So many words may stand between a verb and its day.
const BETWEEN: usize = 4;

/// The verb right before a day that looks the wrong way, in bytes of the plain text.
fn wrong_verb(
    input: &Input<'_>,
    calendar: &Calendar,
    expression: &Expression,
    is_ahead: bool,
) -> Option<Span> {
    let plain = input.plain();
    let sentence = input.sentence(expression.start);
    let words = input.words();
    let before = words.within(sentence.start, expression.start);
    let behind = words.within(expression.end, sentence.end);
    let is_any =
        |w: &Word, list: &[&str]| list.iter().any(|l| l.eq_ignore_ascii_case(w.text(plain)));
    let tense = |w: &Word| w.is(class::TENSE).then_some(w.entry.value);
    let on = calendar.on.get(..1).unwrap_or_default();
    // From the day back to its verb, over a few words of one clause.
    let mut end = expression.start;
    // Where the word behind a verb may begin that is directly before its day.
    let mut on_end = is_ahead.then_some(expression.start);
    let mut verb = None;
    for (i, word) in before.iter().enumerate().rev().take(BETWEEN + 2) {
        let gap = plain.get(word.end..end)?;
        let is_on = end == expression.start && is_any(word, on);
        if !gap.chars().all(char::is_whitespace) {
            return None;
        }
        let is_close = !is_on && on_end == Some(end);
        if is_on {
            on_end = Some(word.start);
        }
        end = word.start;
        match tense(word) {
            Some(1) if is_ahead => verb = Some(i),
            Some(2) if !is_ahead => verb = Some(i),
            Some(_) if !is_ahead && is_close => verb = Some(i),
            Some(_) => return None,
            // What was said on the day, and not of it.
            None if is_ahead && is_close && is_past_cue(word.text(plain)) => verb = Some(i),
            // will speak, will take place, will go to the polls
            None if !is_ahead && is_close => verb = Some(i),
            None if !is_on && (word.is(class::CUE) || is_any(word, calendar.not_past)) => {
                return None;
            }
            None => continue,
        }
        break;
    }
    let verb = verb?;
    let found = before.get(verb)?;
    let text = |i: Option<usize>| i.and_then(|i| before.get(i)).map_or("", |w| w.text(plain));
    let phrase = match text(Some(verb)) {
        "place" if text(verb.checked_sub(1)) == "take" => 1,
        "polls" if text(verb.checked_sub(3)) == "go" => 3,
        _ if !is_ahead && text(verb.checked_sub(1)) == "be" => 1,
        _ => 0,
    };
    let auxiliary = verb.checked_sub(1 + phrase).and_then(|i| before.get(i));
    // A month in small letters is a verb: may.
    let looks_ahead = |w: &Word| {
        matches!(tense(w), Some(0 | 3))
            || calendar.capitals
                && w.is(class::MONTH)
                && w.text(plain).starts_with(char::is_lowercase)
    };
    let (near, far) = (before.iter().rev().take(REACH), behind.iter().take(REACH));
    let mut sentence = near.chain(far);
    let wrong = if is_ahead {
        !auxiliary.is_some_and(|w| is_any(w, calendar.not_past)) && !sentence.any(looks_ahead)
    } else {
        auxiliary.is_some_and(|w| tense(w) == Some(3)) && !sentence.any(|w| w.is(class::CUE))
    };
    let quoted = input.is_quoted(expression.start) || input.is_quoted(found.start);
    (wrong && !quoted).then_some(found.start..found.end)
}

/// Whether a verb of speech tells of the past.
fn is_past_cue(word: &str) -> bool {
    matches!(word, "said" | "told" | "wrote" | "spoke") || word.ends_with("ed")
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires on the past of a day to come, tagged or not
:: article
---
date: 2031-06-03
---

The council voted unanimously on Thursday{2031-06-05}. It met on June 6. A vote was held on 7 June 2031.
:: finds
⟨Thursday⟩ 2031-06-05 is after the article's date, 2031-06-03, but voted tells of the past
  help: correct the day, the verb, or the header's date
⟨June 6⟩ 2031-06-06 is after the article's date, 2031-06-03, but met tells of the past
  help: correct the day, the verb, or the header's date
⟨7 June 2031⟩ 2031-06-07 is after the article's date, 2031-06-03, but held tells of the past
  help: correct the day, the verb, or the header's date

== fires on what was said on a day to come
:: article
---
date: 2031-06-03
---

The mayor said on June 9 that it was over. A judge sentenced three men on June 8.
:: finds
⟨June 9⟩ 2031-06-09 is after the article's date, 2031-06-03, but said tells of the past
  help: correct the day, the verb, or the header's date
⟨June 8⟩ 2031-06-08 is after the article's date, 2031-06-03, but sentenced tells of the past
  help: correct the day, the verb, or the header's date

== fires on the future of a day that is over
:: article
---
date: 2031-06-03
---

The council will vote on June 1. The fair will be held on June 1. A vote will take place on June 2, and the mayor will speak on May 30. Voters will go to the polls on May 31.
:: finds
⟨June 1⟩ 2031-06-01 is before the article's date, 2031-06-03, but vote tells of the future
  help: correct the day, the verb, or the header's date
⟨June 1⟩ 2031-06-01 is before the article's date, 2031-06-03, but held tells of the future
  help: correct the day, the verb, or the header's date
⟨June 2⟩ 2031-06-02 is before the article's date, 2031-06-03, but place tells of the future
  help: correct the day, the verb, or the header's date
⟨May 30⟩ 2031-05-30 is before the article's date, 2031-06-03, but speak tells of the future
  help: correct the day, the verb, or the header's date
⟨May 31⟩ 2031-05-31 is before the article's date, 2031-06-03, but polls tells of the future
  help: correct the day, the verb, or the header's date

== is silent on what was planned, and on what the past looked forward to
:: article
---
date: 2031-06-03
---

The vote was to be held on June 5. It is held on June 6. The talks opened as scheduled on June 7. A council that met in May may have voted on June 8. It voted to meet on June 9.

== is silent where the day belongs to another word than the verb
:: article
---
date: 2031-06-03
---

The council lost a hearing, on June 5. It met ahead of the vote on June 6. It opened a show of work by Vell on June 7. It announced on Monday a march on June 8.

== is silent on what was said of the future, and on quotations
:: article
---
date: 2031-06-03
---

He said in May that the council will vote on June 1. “We met on June 5,”{by=\"a clerk\"} one said.

== is silent on days that fit their verbs, and on those without a date to compare
:: article
---
date: 2031-06-03
---

It voted on June 1 and will meet on June 5. It met on June 3, and voted on December 20.

== a suppression silences it
:: article
---
date: 2031-06-03
---

It voted on June 5. {% allow future-event-past-tense %}
";
