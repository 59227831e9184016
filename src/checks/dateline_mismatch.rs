//! `dateline-mismatch`: the dateline names another place or day than the header.

use std::ops::Range;

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::catalogue::Run;
use super::config::{Default, Setting};
use super::dating::{anchor, day_and_month, rewrite};
use super::input::{Input, Report};
use super::{Check, Example, Fix, Group, Level, Safety};
use crate::language::dates::{Expression, Hint, Meaning, Shift, Year, days_between};

pub(super) const CHECK: Check = Check {
    code: "dateline-mismatch",
    group: Group::Dates,
    summary: "The dateline names another place or day than the header.",
    level: Some(Level::Warning),
    reason: "\
A dateline tells where and when a reporter was: `PORT VANE, May 14 –`. The header says the same for programs, and where the \
two differ the copy was mostly moved into the frame of another article.

A dateline is what stands in capitals, or before an agency or a day, at the start of the first paragraph, up to a dash. \
Places are compared without capitals and diacritics, and one that is a part of the other counts as the same. The day may \
be that of publication or shortly before it.",
    example: Example {
        settings: "",
        bad: "---\ndate: 2031-05-14\nplace: Wexmouth\n---\n\nPORT VANE, May 14 – The crane fell at dawn.\n",
        good: "---\ndate: 2031-05-14\nplace: Port Vane\n---\n\nPORT VANE, May 14 – The crane fell at dawn.\n",
    },
    settings: &[&DAYS],
    fix: Some((
        Safety::Unsafe,
        "Writes the header's place or day into the dateline.",
    )),
    run: Run::Article(run),
};

static DAYS: Setting = Setting {
    check: "dateline-mismatch",
    name: "days",
    summary: "how many days before publication the dateline's day may be",
    default: Default::Number {
        default: 1,
        least: 0,
        most: 31,
    },
};

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    let header = &input.article.header;
    if header.place.is_none() && header.date.is_none() {
        return;
    }
    let Some(dateline) = dateline(input) else {
        return;
    };
    let plain = input.plain();
    let said = plain.get(dateline.place.clone()).unwrap_or_default();
    if let Some(place) = &header.place
        && !is_same(said, place)
    {
        let message = format!("the dateline says {said}, the header {place}");
        let added = report.add(input.source(dateline.place.clone()), message);
        let added = added.help(format!("write {place} here, or {said} in the header"));
        if let Some(edit) = rewrite(input, dateline.place.clone(), place) {
            let title = format!("write {place}");
            added.fix(Fix::one(Safety::Unsafe, title, edit));
        }
    }
    if let Some((anchor, expression)) = anchor(input).zip(dateline.day) {
        compare_day(input, report, expression, anchor);
    }
}

fn compare_day(input: &Input<'_>, report: &mut Report<'_>, expression: &Expression, anchor: Date) {
    let value = expression.meaning.resolve(anchor, Hint::Past);
    let day = value.and_then(|v| v.get(..10)?.parse::<Date>().ok());
    let Some(day) = day else { return };
    let before = days_between(day, anchor);
    if (0..=i64::from(input.config.number(&DAYS))).contains(&before) {
        return;
    }
    let plain = expression.start..expression.end;
    let said = input.plain().get(plain.clone()).unwrap_or_default();
    let message = format!("the dateline says {said}, the article is of {anchor}");
    let added = report.add(input.source(plain.clone()), message);
    let added = added.help("correct the day here, or the date in the header");
    // Only where the words are a month and a day is it plain how to write another.
    let new = matches!(
        expression.meaning,
        Meaning::Day {
            year: Year::Near(Shift::Bare),
            weekday: None,
            ..
        }
    )
    .then(|| day_and_month(input, anchor))
    .flatten();
    let swapped = new.and_then(|new| {
        let (first, second) = new.split_once(' ')?;
        let same = said.starts_with(char::is_numeric) == new.starts_with(char::is_numeric);
        Some(if same {
            new.clone()
        } else {
            format!("{second} {first}")
        })
    });
    if let Some(new) = swapped
        && let Some(edit) = rewrite(input, plain, &new)
    {
        added.fix(Fix::one(Safety::Unsafe, format!("write {new}"), edit));
    }
}

/// The place of a dateline, and its day if it has one.
struct Dateline<'i> {
    place: Range<usize>,
    day: Option<&'i Expression>,
}

/// A dateline is no longer than so many bytes, and its place no longer than so many words.
const LONGEST: usize = 100;
const MOST_WORDS: usize = 4;

fn dateline<'i>(input: &'i Input<'_>) -> Option<Dateline<'i>> {
    let start = input.article.paragraphs.first()?.bytes.start;
    let copy = input.plain().get(start..)?;
    let copy = &copy[..copy.floor_char_boundary(LONGEST)];
    let copy = copy.split(['\n', '\r']).next()?;
    let dash = [" – ", "—", " - "]
        .iter()
        .filter_map(|d| copy.find(d))
        .min()?;
    let head = copy[..dash].trim_end();
    let (head, agency) = match head.strip_suffix(')').and_then(|h| h.rsplit_once('(')) {
        Some((head, agency)) => (head.trim_end(), !agency.is_empty() && is_capital(agency)),
        None => (head, false),
    };
    // What follows is a sentence: FIFA – the governing body – met.
    let story = copy[dash..].trim_start_matches(|c: char| !c.is_alphanumeric());
    let mut parts = head.split(',').map(str::trim_start);
    if story.starts_with(char::is_lowercase) || parts.any(|p| p.starts_with(char::is_lowercase)) {
        return None;
    }
    let place = head.split(',').next()?.trim_end();
    let words = |text: &str| text.split_whitespace().count();
    let letters = |c: char| c.is_alphabetic() || " .-'’".contains(c);
    // More words than a region and a day are a sentence.
    let fits = (1..=MOST_WORDS).contains(&words(place)) && words(head) <= words(place) + 5;
    let first = place.split([' ', '-']).next()?;
    if !fits || !place.chars().all(letters) || is_label(place) || begins_sentence(input, first) {
        return None;
    }
    let end = start + head.len();
    let mut dates = input.dates().iter().take_while(|e| e.start < end);
    let day = dates.find(|e| {
        e.start >= start + place.len()
            && match e.meaning {
                Meaning::Day { .. } => true,
                Meaning::Weekday { shift, .. } => shift == Shift::Bare,
                _ => false,
            }
    });
    let mut names = place.split([' ', '-']);
    let is_place = if agency || day.is_some() {
        names.all(|w| w.starts_with(char::is_uppercase))
    } else {
        // Where no list tells articles from names, capitals alone say little.
        is_capital(place) && input.lexicon().is_some()
    };
    (is_place && place.chars().count() > 1).then_some(Dateline {
        place: start..start + place.len(),
        day,
    })
}

/// Whether words that stand in capitals before a dash are a label of the desk, and no place.
fn is_label(words: &str) -> bool {
    let label = |word: &str| LABELS.split(' ').any(|l| l.eq_ignore_ascii_case(word));
    words.split(' ').any(label)
}

const LABELS: &str = "analysis breaking comment correction editorial exclusive explainer factbox interview \
    latest live news obituary opinion photo photos profile recap review special update updated video watch weather";

/// Whether a word begins sentences rather than names: A CRANE – the last – fell.
fn begins_sentence(input: &Input<'_>, word: &str) -> bool {
    input.lexicon().is_some_and(|lexicon| {
        let calendar = &lexicon.language.calendar;
        let lists = [calendar.some, calendar.function_words, calendar.on];
        lists
            .iter()
            .any(|list| list.iter().any(|w| w.eq_ignore_ascii_case(word)))
            || lexicon.entry(word).classes != 0
    })
}

/// All its letters are capitals.
fn is_capital(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase)
}

/// Whether two names can be those of one place.
fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (folded(a), folded(b));
    a.contains(&b) || b.contains(&a)
}

/// Small letters without diacritics and signs.
fn folded(text: &str) -> String {
    let plain = text.nfd().filter(|c| !is_combining_mark(*c));
    // Capitals first: those of ß are two.
    let capitals: String = plain.flat_map(char::to_uppercase).collect();
    capitals.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires on another place and another day
:: article
---
date: 2031-05-14
place: Port Vane
---

WEXMOUTH, May 10 (ELW) – The crane fell at dawn.
:: finds
⟨WEXMOUTH⟩ the dateline says WEXMOUTH, the header Port Vane
  help: write Port Vane here, or WEXMOUTH in the header
⟨May 10⟩ the dateline says May 10, the article is of 2031-05-14
  help: correct the day here, or the date in the header
:: fixed
---
date: 2031-05-14
place: Port Vane
---

PORT VANE, May 14 (ELW) – The crane fell at dawn.

== fires on a day behind publication, and on a place in small letters before an agency
:: article
---
date: 2031-05-14
place: Port Vane
---

Wexmouth, 15 May (ELW)—The crane fell at dawn.
:: finds
⟨Wexmouth⟩ the dateline says Wexmouth, the header Port Vane
⟨15 May⟩ the dateline says 15 May, the article is of 2031-05-14
:: fixed
---
date: 2031-05-14
place: Port Vane
---

Port Vane, 14 May (ELW)—The crane fell at dawn.

== fires in any language on the place
:: article
---
place: Osmer
lang: fr
---

SKERROW (ELW) — La grue est tombée.
:: finds
⟨SKERROW⟩ the dateline says SKERROW, the header Osmer
:: fixed
---
place: Osmer
lang: fr
---

OSMER (ELW) — La grue est tombée.

== is silent on capitals, diacritics and parts of a place, and on the day before
:: article
---
date: 2031-05-14
place: Großwöhr am See
---

GROSSWOHR, Tuesday — The crane fell at dawn.

== allows more days where a project does
:: settings
[checks.dateline-mismatch]
days = 7
:: article
---
date: 2031-05-14
---

WEXMOUTH, May 10 – The crane fell at dawn.

== is silent on labels, transcripts and sentences with a dash
:: article
---
date: 2031-05-14
place: Port Vane
---

BREAKING NEWS — The crane fell at dawn.

== is silent on a sentence that begins with a name
:: article
---
date: 2031-05-14
place: Port Vane
---

Wexmouth Marrow, the crane and the quay – all fell at dawn.

== is silent on a sentence that begins in capitals
:: article
---
date: 2031-05-14
place: Port Vane
---

A CRANE – the last of its kind – fell at dawn.

== is silent on a speaker's name
:: article
---
date: 2031-05-14
place: Port Vane
---

VELL: The crane – all of it – fell.

== is silent on an insertion between dashes behind the first words
:: article
---
place: Wexmouth
---

FIFA – the governing body – met on Monday.

== is silent on an apposition before a dash
:: article
---
place: Wexmouth
---

IKEA, the furniture chain — which came late — closed.

== a suppression silences it
:: article
---
place: Port Vane
---

WEXMOUTH – The crane fell at dawn. {% allow dateline-mismatch %}
";
