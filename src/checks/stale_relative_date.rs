//! `stale-relative-date`: *yesterday* and the like, which mean another day to whoever reads later.

use jiff::civil::Date;

use super::catalogue::Run;
use super::dating::{anchor, bare_source, day_and_month, untagged, weekday_name};
use super::input::{Input, Report};
use super::{Check, DayStyle, Example, Fix, Group, Level, Safety, TextEdit};
use crate::language::dates::{Expression, Hint, Meaning, Shift, days_between};
use crate::language::{Word, capitalised, class};

pub(super) const CHECK: Check = Check {
    code: "stale-relative-date",
    group: Group::Dates,
    summary: "*Yesterday*, *tonight* or *last Wednesday* in copy that is read later.",
    level: Some(Level::Hint),
    reason: "\
Copy is read for days after it was written, and *yesterday* is then another day. The Associated Press Stylebook keeps \
*today*, *tonight* and their like to direct quotations: within a week of the event the day is named, beyond that month and \
day are given. *Last Wednesday* is open even on the day itself: it can be that of this week or of the one before.

Quotations, titles and words with a tag are left alone, as a tag says which day is meant. So are *yesterday’s news* and \
*the engineers of tomorrow*; and *today* counts only beside a verb that dates it (*said today*), since it often means \
*nowadays*. With `days` under `[style]` the house's form is offered.",
    example: Example {
        settings: "",
        bad: "---\ndate: 2031-04-03\n---\n\nThe crane fell yesterday.\n",
        good: "---\ndate: 2031-04-03\n---\n\nThe crane fell on Wednesday.\n",
    },
    settings: &[],
    fix: Some((
        Safety::Unsafe,
        "With `days` under `[style]`, writes the weekday or the date.",
    )),
    run: Run::Article(run),
};

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    for expression in untagged(input).filter(|e| is_stale(input, e)) {
        let plain = expression.start..expression.end;
        let words = input.plain().get(plain.clone()).unwrap_or_default();
        let new = anchor(input).and_then(|a| written(input, expression, a));
        let message = format!("{words} means another day to whoever reads this later");
        let added = report.add(input.source(plain.clone()), message);
        let Some(new) = new else {
            added.help("name the day, or tag it: `yesterday{2031-03-12}`");
            continue;
        };
        let added = added.help(format!("write {new}, or tag it"));
        if input.config.style.days.is_some()
            && let Some(source) = bare_source(input, plain)
        {
            let edit = TextEdit::new(source, new.clone());
            added.fix(Fix::one(Safety::Unsafe, format!("write {new}"), edit));
        }
    }
}

/// Whether untagged words are told from the day of writing, where their day could be named.
pub(super) fn is_stale(input: &Input<'_>, expression: &Expression) -> bool {
    let told = match expression.meaning {
        Meaning::RelativeDay {
            days: 0,
            part: None,
        } => is_dated(input, expression),
        Meaning::RelativeDay { .. } => true,
        Meaning::Weekday { shift, .. } => shift == Shift::Last,
        _ => false,
    };
    let plain = input.plain();
    let words = plain
        .get(expression.start..expression.end)
        .unwrap_or_default();
    let of = input.lexicon().map_or(&[][..], |l| l.language.calendar.of);
    let is_of = |w: &Word| of.iter().any(|o| o.eq_ignore_ascii_case(w.text(plain)));
    told && !words.contains(['\'', '’'])
        && !beside(input, expression).0.is_some_and(is_of)
        && !input.is_quoted(expression.start)
}

/// The words before and behind an expression.
fn beside<'i>(
    input: &'i Input<'_>,
    expression: &Expression,
) -> (Option<&'i Word>, Option<&'i Word>) {
    let words = &input.words().list;
    let first = words.partition_point(|w| w.start < expression.start);
    let next = words.partition_point(|w| w.start < expression.end);
    (
        first.checked_sub(1).and_then(|b| words.get(b)),
        words.get(next),
    )
}

/// Whether a verb of something that was said or done stands beside *today*.
fn is_dated(input: &Input<'_>, expression: &Expression) -> bool {
    let (before, behind) = beside(input, expression);
    let happened = |w: &Word| w.is(class::TENSE) && w.entry.value == 1;
    before.is_some_and(|w| w.is(class::CUE) || happened(w))
        || behind.is_some_and(|w| w.is(class::CUE))
}

/// The words with the day named, as the house writes it; by the weekday if it does not say.
fn written(input: &Input<'_>, expression: &Expression, anchor: Date) -> Option<String> {
    let value = expression.meaning.resolve(anchor, Hint::Unknown)?;
    let day: Date = value.get(..10)?.parse().ok()?;
    let words = input.plain().get(expression.start..expression.end)?;
    let near = days_between(day, anchor).abs() <= 6;
    let by_date = input.config.style.days == Some(DayStyle::Date) || !near;
    let mut new = if by_date {
        day_and_month(input, day)?
    } else {
        weekday_name(input, day.weekday())?
    };
    if value.len() > 10 {
        let lexicon = input.lexicon()?;
        let part = words.split_whitespace().next_back()?;
        let is_part = lexicon.entry(part).classes == class::PART_OF_DAY;
        let night = lexicon.language.name(class::PART_OF_DAY, 5)?.to_lowercase();
        // "on the morning of" takes a writer.
        if by_date {
            return None;
        }
        new = format!("{new} {}", if is_part { part } else { &night });
    }
    let calendar = &input.lexicon()?.language.calendar;
    let prepositions = [calendar.on, calendar.towards, calendar.into];
    let stands = |w: &Word| {
        let mut all = prepositions.iter().flat_map(|list| list.iter());
        all.any(|p| p.eq_ignore_ascii_case(w.text(input.plain())))
    };
    if !beside(input, expression).0.is_some_and(stands) {
        let on = calendar.on.first()?;
        let capital = words.starts_with(char::is_uppercase);
        let on = if capital {
            capitalised(on)
        } else {
            (*on).to_owned()
        };
        new = format!("{on} {new}");
    }
    Some(new)
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires on days told from the day of writing
:: article
---
date: 2031-04-03
---

The crane fell yesterday, Vell said today. Tonight divers go down, and tomorrow morning it is raised. It swayed last Wednesday.
:: finds
⟨yesterday⟩ yesterday means another day to whoever reads this later
  help: write on Wednesday, or tag it
⟨today⟩ today means another day to whoever reads this later
  help: write on Thursday, or tag it
⟨Tonight⟩ Tonight means another day to whoever reads this later
  help: write On Thursday night, or tag it
⟨tomorrow morning⟩ tomorrow morning means another day to whoever reads this later
  help: write on Friday morning, or tag it
⟨last Wednesday⟩ last Wednesday means another day to whoever reads this later
  help: write on Wednesday, or tag it

== writes the weekday where the house does
:: settings
[style]
days = \"weekday\"
:: article
---
date: 2031-04-03
---

It has leaned since yesterday. Last Thursday it swayed. Yesterday it fell, and last night it sank.
:: finds
⟨yesterday⟩ yesterday means another day to whoever reads this later
⟨Last Thursday⟩ Last Thursday means another day to whoever reads this later
⟨Yesterday⟩ Yesterday means another day to whoever reads this later
⟨last night⟩ last night means another day to whoever reads this later
:: fixed
---
date: 2031-04-03
---

It has leaned since Wednesday. On 27 March it swayed. On Wednesday it fell, and on Wednesday night it sank.

== writes the date where the house does, in the order of the article's English
:: settings
[style]
days = \"date\"
:: article
---
date: 2031-04-03
lang: en-US
---

The crane fell yesterday.
:: finds
⟨yesterday⟩ yesterday means another day to whoever reads this later
:: fixed
---
date: 2031-04-03
lang: en-US
---

The crane fell on April 2.

== fires without a date too, and then offers nothing
:: article
It fell yesterday.
:: finds
⟨yesterday⟩ yesterday means another day to whoever reads this later
  help: name the day, or tag it: `yesterday{2031-03-12}`

== is silent in quotations and titles, on tags and on what means no day
:: article
“It fell yesterday,”{by=\"a fitter\"} one said. “The Day after Tomorrow Night”{title} is on. It fell yesterday{2031-04-02}.

Today the yard is empty. The engineers of tomorrow dislike yesterday’s cranes. USA Today said so on Wednesday.

== is silent in a language without tables
:: article
---
lang: fr
---

Today, yesterday.

== a suppression silences it
:: article
It fell yesterday. {% allow stale-relative-date %}
";
