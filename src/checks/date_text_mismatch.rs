//! `date-text-mismatch`: the words say another date than their tag.

use jiff::civil::Date;

use super::catalogue::Run;
use super::dating::{anchor, tagged, value_span};
use super::input::{Input, Report};
use super::{Check, Example, Fix, Group, Level, Safety, TextEdit};
use crate::language::dates::{Expression, Hint, Meaning};
use crate::model::{DateMention, DateType};

pub(super) const CHECK: Check = Check {
    code: "date-text-mismatch",
    group: Group::Dates,
    summary: "The words say another date than their tag.",
    level: Some(Level::Error),
    reason: "\
A tag tells programs what its words tell readers. Where *March 12* is tagged as the 21st, one of the two is a slip: of a \
typist, or left over when the copy was changed.

Only what both state is compared: *March* with the month of a day in March, *2029* with the year. Words that count from \
the article's date may be a day off, and *three years ago* a year; nothing is said of tags for `before` or `after` a time, \
of approximate values, and of words of which the date is only a part, as in *the week of March 12*. Weekdays are for \
`weekday-mismatch`.",
    example: Example {
        settings: "",
        bad: "The crane fell on [March 12]{2031-03-21}.\n",
        good: "The crane fell on [March 12]{2031-03-12}.\n",
    },
    settings: &[],
    fix: Some((
        Safety::Unsafe,
        "Writes the value that the words mean, where that is certain.",
    )),
    run: Run::Article(run),
};

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    let anchor = anchor(input);
    for (mention, expression) in tagged(input) {
        if differs(mention, &expression.meaning, anchor) {
            add(input, report, mention, expression, anchor);
        }
    }
}

fn differs(mention: &DateMention, meaning: &Meaning, anchor: Option<Date>) -> bool {
    let value = mention.value.value.as_str();
    match (mention.value.kind, meaning) {
        (DateType::Duration, Meaning::Set { .. }) => false,
        (DateType::Set, Meaning::Duration { .. } | Meaning::Anaphoric { .. }) => false,
        (
            DateType::Set,
            Meaning::Set {
                weekday: Some(day), ..
            },
        ) if weekday(value).is_some_and(|tagged| tagged != day.to_monday_one_offset()) => true,
        (DateType::Set, Meaning::EveryMonth(said)) => {
            month(value).is_some_and(|tagged| tagged != *said)
        }
        (DateType::Duration | DateType::Set, _) => {
            amounts(value, meaning).is_some_and(|(said, tagged)| said != tagged)
        }
        _ if value.contains(['~', '%']) || is_beside(mention) => false,
        (_, Meaning::PartOfYear { code, .. }) if season(value).is_some_and(|s| s != *code) => true,
        _ => mention
            .value
            .days()
            .is_some_and(|(a, b)| meaning.contradicts(a, b, anchor)),
    }
}

/// The day of `every XXXX-WXX-3`, from 1 for Monday.
fn weekday(value: &str) -> Option<i8> {
    let day = value.strip_prefix("every")?.trim_start();
    let day = day.strip_prefix("XXXX-WXX-")?.trim_end_matches('?');
    day.split('T').next()?.parse().ok()
}

/// The month of `every XXXX-12`.
fn month(value: &str) -> Option<i8> {
    let month = value.strip_prefix("every")?.trim_start();
    let month = month.strip_prefix("XXXX-")?.trim_end_matches('?');
    month.parse().ok().filter(|_| month.len() == 2)
}

/// The code of `2031-22`, if it is that of a season.
fn season(value: &str) -> Option<u8> {
    let code = value.trim_end_matches('?').get(5..)?.parse().ok()?;
    (21..=24).contains(&code).then_some(code)
}

/// From which words count that need no article's date.
const ANY_DAY: Date = Date::constant(2000, 1, 1);

/// Whether a tag means the time before or behind what its value says.
fn is_beside(mention: &DateMention) -> bool {
    let modifier = mention.modifier.as_deref().unwrap_or_default();
    !matches!(modifier, "" | "start" | "mid" | "end" | "approx")
}

/// The amounts of time that words and value say, if they can be compared.
fn amounts(value: &str, meaning: &Meaning) -> Option<(Amount, Amount)> {
    let words = meaning.amount()?.resolve(ANY_DAY, Hint::Unknown)?;
    let (said, tagged) = (amount(&words)?, amount(value)?);
    (said.is_months == tagged.is_months).then_some((said, tagged))
}

/// So many months, or minutes: no number of days is always a month.
#[derive(PartialEq)]
struct Amount {
    is_months: bool,
    count: u64,
}

/// An amount of one unit, with or without `every` before it.
fn amount(value: &str) -> Option<Amount> {
    let value = value.strip_prefix("every").map_or(value, str::trim_start);
    let value = value.trim_end_matches('?').strip_prefix('P')?;
    let (is_clock, value) = value
        .strip_prefix('T')
        .map_or((false, value), |v| (true, v));
    let digits = value.find(|c: char| !c.is_ascii_digit())?;
    let (count, unit) = value.split_at(digits);
    let (is_months, size) = match (unit, is_clock) {
        ("CE", false) => (true, 1200),
        ("DE", false) => (true, 120),
        ("Y", false) => (true, 12),
        ("Q", false) => (true, 3),
        ("M", false) => (true, 1),
        ("W", false) => (false, 7 * 24 * 60),
        ("D", false) => (false, 24 * 60),
        ("H", true) => (false, 60),
        ("M", true) => (false, 1),
        _ => return None,
    };
    let count = count.parse::<u64>().ok()?.checked_mul(size)?;
    Some(Amount { is_months, count })
}

fn add(
    input: &Input<'_>,
    report: &mut Report<'_>,
    mention: &DateMention,
    expression: &Expression,
    anchor: Option<Date>,
) {
    let old = mention.value.value.as_str();
    let words = input
        .plain()
        .get(expression.start..expression.end)
        .unwrap_or_default();
    let span = input.source(expression.start..expression.end);
    let added = report.add(span, format!("{words} is tagged {old}"));
    let added = added.help("correct the tag or the words");
    // The tag knows the year where the words do not say it.
    let year = mention
        .value
        .days()
        .filter(|(first, last)| first.year() == last.year())
        .map(|(first, _)| first.year());
    let length = expression.meaning.amount();
    let meaning = match year {
        Some(year) => expression.meaning.in_year(year),
        None => length
            .filter(|_| mention.value.kind == DateType::Duration)
            .unwrap_or_else(|| expression.meaning.clone()),
    };
    let any_day = Some(ANY_DAY).filter(|_| !meaning.needs_anchor());
    let Some(value) = anchor
        .or(any_day)
        .and_then(|a| meaning.resolve(a, Hint::Unknown))
    else {
        return;
    };
    let hour = old
        .find('T')
        .filter(|_| value.len() == 10)
        .and_then(|at| old.get(at..));
    let doubt = if old.ends_with('?') && hour.is_none() {
        "?"
    } else {
        ""
    };
    let value = format!("{value}{}{doubt}", hour.unwrap_or_default());
    if let Some(span) = value_span(input, mention) {
        let title = format!("write {value}");
        let edit = TextEdit::new(span, value);
        added.fix(Fix::one(Safety::Unsafe, title, edit));
    }
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires on another day, month or year, and keeps the hour and the doubt
:: article
It fell on [March 12]{2031-03-21}, or [12 March]{2031-04-12T09:30}. It was built in 2029{2028?} or [early May]{2028-04 mod=start}.
:: finds
⟨March 12⟩ March 12 is tagged 2031-03-21
  help: correct the tag or the words
⟨12 March⟩ 12 March is tagged 2031-04-12T09:30
  help: correct the tag or the words
⟨2029⟩ 2029 is tagged 2028?
  help: correct the tag or the words
⟨May⟩ May is tagged 2028-04
  help: correct the tag or the words
:: fixed
It fell on [March 12]{2031-03-12}, or [12 March]{2031-03-12T09:30}. It was built in 2029{2029?} or [early May]{2028-05 mod=start}.

== fires on weeks, days and years told from the article's date
:: article
---
date: 2031-05-14
---

It swayed [last week]{2031-W20}, fell yesterday{2031-05-10} and was new [three years ago]{2020}. [Last month]{2031-04-12} it leaned.
:: finds
⟨last week⟩ last week is tagged 2031-W20
⟨yesterday⟩ yesterday is tagged 2031-05-10
⟨three years ago⟩ three years ago is tagged 2020
:: fixed
---
date: 2031-05-14
---

It swayed [last week]{2031-W19}, fell yesterday{2031-05-13} and was new [three years ago]{2028}. [Last month]{2031-04-12} it leaned.

== fires on amounts, decades and parts of the year
:: article
For [three years]{P4Y}, [every two weeks]{every P14D}, [90 minutes]{PT1H}, in [the 1990s]{198X} and [the third quarter of 2030]{2030-Q2}, [two days]{P3D} before [the spring of 2030]{2030-22}, [every Friday]{every XXXX-WXX-4}, [each December]{every XXXX-11}.
:: finds
⟨three years⟩ three years is tagged P4Y
⟨90 minutes⟩ 90 minutes is tagged PT1H
⟨1990s⟩ 1990s is tagged 198X
⟨third quarter of 2030⟩ third quarter of 2030 is tagged 2030-Q2
⟨two days⟩ two days is tagged P3D
⟨spring of 2030⟩ spring of 2030 is tagged 2030-22
⟨every Friday⟩ every Friday is tagged every XXXX-WXX-4
⟨each December⟩ each December is tagged every XXXX-11
:: fixed
For [three years]{P3Y}, [every two weeks]{every P14D}, [90 minutes]{PT90M}, in [the 1990s]{199X} and [the third quarter of 2030]{2030-Q3}, [two days]{P2D} before [the spring of 2030]{2030-21}, [every Friday]{every XXXX-WXX-5}, [each December]{every XXXX-12}.

== is silent where the tag says less or more than the words
:: article
[March 12]{2031-03}, March{2031-03-12}, [the night of March 12]{2031-03-12TNI}, [since 2028]{2028/..}, [the ’90s]{199X}, [winter of ’96]{1996-24}, [two years]{P24M}, [about a month]{P30D}, [every Friday]{every P1W}.

== is silent where other words change the date, and on times beside or about one
:: article
---
date: 2031-05-14
---

[The week of March 12]{2031-W10}, [the day before March 12]{2031-03-11}, [March 12 to March 14]{2031-03-13}, [by March 12]{2031-03-11 mod=before}, [around March 12]{2031-03-14~}, [less than a year ago]{2029-06 mod=after}.

== is silent on relative words at the edge of what they may mean
:: article
---
date: 2031-05-14
---

[Last week]{2031-05-04}, yesterday{2031-05-12}, [two years ago]{2030-02}, [ten days ago]{2031-05-05}, [this year]{2031}.

== is silent in a language without tables
:: article
---
lang: es
---

El [12 de marzo]{2031-03-21}.

== a suppression silences it
:: article
It fell on [March 12]{2031-03-21}. {% allow date-text-mismatch %}
";
