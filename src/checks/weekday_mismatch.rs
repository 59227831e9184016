//! `weekday-mismatch`: a weekday and a date that do not go together.

use jiff::civil::{Date, Weekday};

use super::catalogue::Run;
use super::dating::{anchor, rewrite, tagged, value_span, weekday_name, with_day};
use super::input::{Added, Input, Report};
use super::settle::When;
use super::{Check, Example, Fix, Group, Level, Safety, TextEdit};
use crate::language::class;
use crate::language::dates::{Expression, Hint, Meaning, Shift, Year, days_between};
use crate::model::DateMention;

pub(super) const CHECK: Check = Check {
    code: "weekday-mismatch",
    group: Group::Dates,
    summary: "The weekday in the words is not that of the date.",
    level: Some(Level::Error),
    reason: "\
A weekday beside the wrong date is among the commonest slips in copy, and readers who plan by it turn up on the wrong \
day. The weekday is compared with the date of the words' tag, and in *Wednesday, March 12* with the calendar: in the \
year that the words give, or else in the one that brings the day next to the article's date.

Without a year it is silent if the day is more than three months away, or if the weekday is right in any other year \
that the article speaks of. A night may be tagged with the hours after midnight.",
    example: Example {
        settings: "",
        bad: "The crane fell on Tuesday{2031-04-02}.\n",
        good: "The crane fell on Wednesday{2031-04-02}.\n",
    },
    settings: &[],
    fix: Some((
        Safety::Unsafe,
        "Corrects the tag where the words say only the weekday and the article's date is near, else the weekday.",
    )),
    run: Run::Article(run),
};

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    let anchor = anchor(input);
    for (mention, expression) in tagged(input) {
        compare(input, report, mention, expression, anchor);
    }
    for expression in input.dates() {
        if let Some(said) = expression.meaning.weekday()
            && let Some((date, when)) = date_of(expression, said, anchor)
            && date.weekday() != said
            && !is_tagged(input, expression)
        {
            let message = format!("{date} is a {:?}, not a {said:?}", date.weekday());
            let added = report_at(input, report, expression, message, date.weekday(), None);
            if let Some(when) = when {
                added.when(when);
            }
        }
    }
}

/// Compares a weekday with the day of its tag.
fn compare(
    input: &Input<'_>,
    report: &mut Report<'_>,
    mention: &DateMention,
    expression: &Expression,
    anchor: Option<Date>,
) {
    let Some((said, date)) = expression.meaning.weekday().zip(mention.value.day()) else {
        return;
    };
    let night =
        matches!(&expression.meaning, Meaning::Weekday { part: Some(part), .. } if part.is_night());
    let after_midnight = night && mention.value.value.contains("T0");
    let fits = |d: Date| d.weekday() == said;
    if fits(date)
        || after_midnight && date.yesterday().is_ok_and(fits)
        || mention.value.value.contains(['~', '%'])
        // Which of the two is wrong, `date-text-mismatch` tells.
        || expression.meaning.contradicts(date, date, anchor)
    {
        return;
    }
    let message = format!(
        "{date} in the tag is a {:?}, not a {said:?}",
        date.weekday()
    );
    // A tag is worked out from its words, and mostly a few days off.
    let bare = matches!(expression.meaning, Meaning::Weekday { .. });
    let right = anchor.filter(|_| bare).and_then(|anchor| {
        let beside = [-1, 1].map(|nth| date.nth_weekday(nth, said).ok());
        let mut beside = beside.into_iter().flatten();
        let found = beside.find(|d| days_between(*d, date).abs() <= 3)?;
        let sentence = input.sentence(expression.start);
        let hint = expression.hint(input.words(), (sentence.start, sentence.end));
        // What has happened did not happen after the article.
        let after = found > anchor && hint == Hint::Past;
        (days_between(found, anchor).abs() <= 6 && !after).then_some(found)
    });
    let edit = right.and_then(|right| {
        let value = with_day(&mention.value.value, right);
        Some((
            TextEdit::new(value_span(input, mention)?, value.clone()),
            value,
        ))
    });
    report_at(input, report, expression, message, date.weekday(), edit);
}

/// Reports an expression; mends the weekday if there is no other edit with what it writes.
fn report_at<'r>(
    input: &Input<'_>,
    report: &'r mut Report<'_>,
    expression: &Expression,
    message: String,
    right: Weekday,
    edit: Option<(TextEdit, String)>,
) -> Added<'r> {
    let words = input.words().within(expression.start, expression.end);
    let day = words
        .iter()
        .find(|w| w.is(class::WEEKDAY | class::SHORT_WEEKDAY));
    let name = weekday_name(input, right);
    let edit = edit.or_else(|| {
        let (day, name) = (day?, name.clone()?);
        let stem = day.text(input.plain());
        let end = day.start + stem.find(['\'', '’']).unwrap_or(stem.len());
        Some((rewrite(input, day.start..end, &name)?, name))
    });
    let span = input.source(expression.start..expression.end);
    let added = report.add(span, message);
    let Some((edit, text)) = edit else {
        return added;
    };
    {
        let either = name.unwrap_or_default();
        let help = if text == either {
            format!("write {text}, or correct the date")
        } else {
            format!("write {text} in the tag, or {either} in the copy")
        };
        let title = format!("write {text}");
        added.help(help).fix(Fix::one(Safety::Unsafe, title, edit))
    }
}

/// The day of a full date in the words, if it is certain, and what must be so for that.
fn date_of(
    expression: &Expression,
    said: Weekday,
    anchor: Option<Date>,
) -> Option<(Date, Option<When>)> {
    let Meaning::Day {
        year, month, day, ..
    } = expression.meaning
    else {
        return None;
    };
    if let Year::Given(year) = year {
        return Some((Date::new(year, month, day).ok()?, None));
    }
    let anchor = anchor?;
    // The weekday must not choose the year.
    let meaning = Meaning::Day {
        year,
        month,
        day,
        weekday: None,
    };
    let date: Date = meaning.resolve(anchor, Hint::Unknown)?.parse().ok()?;
    let far = days_between(date, anchor).abs() > NEAR;
    if date.weekday() == said || year != Year::Near(Shift::Bare) {
        return Some((date, None));
    }
    // Another year that the article speaks of can be meant.
    let when = When::NoYearFits {
        month,
        day,
        weekday: said,
    };
    (!far).then_some((date, Some(when)))
}

/// A day of no year, so many days away, is near enough to be sure of its year.
const NEAR: i64 = 92;

/// Whether a tag says which day is meant.
fn is_tagged(input: &Input<'_>, expression: &Expression) -> bool {
    let dates = &input.article.dates;
    let next = dates.partition_point(|d| d.place.bytes.start < expression.end);
    dates[..next]
        .iter()
        .rev()
        .take(8)
        .any(|d| d.place.bytes.end > expression.start && d.value.day().is_some())
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires on a tag of another day, and corrects the tag by the article's date
:: article
---
date: 2031-04-03
---

The crane fell on Tuesday{2031-04-02}, and on Monday night{2031-03-31TNI} it had swayed.
:: finds
⟨Tuesday⟩ 2031-04-02 in the tag is a Wednesday, not a Tuesday
  help: write 2031-04-01 in the tag, or Wednesday in the copy
:: fixed
---
date: 2031-04-03
---

The crane fell on Tuesday{2031-04-01}, and on Monday night{2031-03-31TNI} it had swayed.

== fires on a tag in an article without a date, and corrects the weekday
:: article
[Tuesday’s fall]{2031-04-02} and [Tuesday night]{2031-04-02TNI}.
:: finds
⟨Tuesday night⟩ 2031-04-02 in the tag is a Wednesday, not a Tuesday
  help: write Wednesday, or correct the date
:: fixed
[Tuesday’s fall]{2031-04-02} and [Wednesday night]{2031-04-02TNI}.

== fires on a weekday beside a date with its year, in copy without any tag
:: article
It fell on Wednesday, April 3, 2031, and on TUESDAY 9 April 2031, not on Thursday 3 April 2031.
:: finds
⟨Wednesday, April 3, 2031⟩ 2031-04-03 is a Thursday, not a Wednesday
⟨TUESDAY 9 April 2031⟩ 2031-04-09 is a Wednesday, not a Tuesday
:: fixed
It fell on Thursday, April 3, 2031, and on WEDNESDAY 9 April 2031, not on Thursday 3 April 2031.

== fires on a date without a year near the article's
:: article
---
date: 2031-04-07
---

It fell on Wednesday, April 3, and will be raised on Friday 11 April.
:: finds
⟨Wednesday, April 3⟩ 2031-04-03 is a Thursday, not a Wednesday
:: fixed
---
date: 2031-04-07
---

It fell on Thursday, April 3, and will be raised on Friday 11 April.

== fires on full dates that are tagged with another day of that name
:: article
It fell on [Wednesday, April 3]{2031-04-03}.
:: finds
⟨Wednesday, April 3⟩ 2031-04-03 in the tag is a Thursday, not a Wednesday
:: fixed
It fell on [Thursday, April 3]{2031-04-03}.

== is silent where the year is not certain
:: article
---
date: 2031-04-07
---

In 2030 it fell twice: on Wednesday, April 3, 2030, and on Thursday, April 4. It had opened on Friday, November 7.

== is silent on a date that other words around it change, on ranges and on sets
:: article
[The day after Wednesday]{2031-04-03}, [Monday to Thursday]{2031-04-03}, [every Friday]{every P1W}, [a Friday]{2031-04}.

== is silent on the small hours after a night
:: article
It fell on [Tuesday night]{2031-04-02T01:30}.

== is silent in a language without tables
:: article
---
lang: de
---

Am Dienstag{2031-04-02} fiel der Kran.

== leaves a date that says another day to date-text-mismatch
:: article
It fell on [Wednesday, April 2]{2031-04-03}.

== a suppression silences it
:: article
It fell on Tuesday{2031-04-02}. {% allow weekday-mismatch %}
";
