//! `outdated-role`: an office that somebody does not hold on the article's day.

use hashbrown::HashMap;

use super::catalogue::Run;
use super::input::{Input, Report};
use super::names::{Capital, means, opens_sentence, split};
use super::{Check, Example, Fix, Group, Level, Safety, TextEdit};
use crate::language::{Words, class};
use crate::model::{Actor, DateValue, Extent, Role, Who};

pub(super) const CHECK: Check = Check {
    code: "outdated-role",
    group: Group::Names,
    summary: "An office stands beside a name that is not its holder's on the day.",
    level: Some(Level::Warning),
    reason: "\
People change offices, and copy goes on to call them what they were. Where `roles` says from when to when an actor held an \
office, its title directly before the name, or behind it and a comma or *is*, or by itself with a tag, is compared with the article's date.

Sentences with former, then, had, ago, outgoing, elect and the like are left alone, and so are those with a year or a date from the time \
of the office, an office behind *as* or before *for four years*, words between quotation marks, longer titles (deputy harbour minister) and offices that the actor holds under another \
entry.",
    example: Example {
        settings: "",
        bad: "---\ndate: 2031-03-12\nactors:\n  vell:\n    name: Imre Vell\n    roles:\n      - title: harbour minister\n        from: 2027\n        to: 2030-11\n---\n\nThe harbour minister, Imre Vell, left on foot.\n",
        good: "---\ndate: 2031-03-12\nactors:\n  vell:\n    name: Imre Vell\n    roles:\n      - title: harbour minister\n        from: 2027\n        to: 2030-11\n---\n\nThe former harbour minister, Imre Vell, left on foot.\n",
    },
    settings: &[],
    fix: Some((Safety::Unsafe, "Writes former before an office that has ended.")),
    run: Run::Article(run),
};

/// So many offices of one actor are looked at.
const MOST_ROLES: usize = 32;

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    let actors = &input.article.actors;
    let Some(day) = &input.article.header.date else {
        return;
    };
    if input.lexicon().is_none() || actors.iter().all(|a| a.roles.is_empty()) {
        return;
    }
    let names = input.names();
    let mut offices: HashMap<&str, Vec<(&Role, bool)>> = HashMap::new();
    let mut last = None;
    for (capital, hit) in &names.hits {
        let mut owners = names.owners(*hit).filter_map(|o| actors.get(o.actor));
        let tagged = input.tagged_at(capital.place);
        let owner = match tagged {
            Some(mention) => owners.find(|a| means(mention, a)),
            None => owners.next().filter(|_| owners.next().is_none()),
        };
        let Some(actor) = owner.filter(|a| !a.roles.is_empty()) else {
            continue;
        };
        let over = offices.entry(&actor.id).or_insert_with(|| over(actor, day));
        for (role, ended) in over {
            let title: Vec<&str> = split(&role.title).collect();
            let Some(at) = title_beside(input, capital, &title) else {
                continue;
            };
            if last != Some(at) && is_claim(input, at, role) {
                last = Some(at);
                add(input, at, actor, (role, *ended), day, report);
            }
        }
    }
    // An office that a tag gives to somebody.
    for mention in &input.article.mentions {
        let [source] = mention.actors.as_slice() else {
            continue;
        };
        let id = match &source.who {
            Who::Actor(id) if !mention.implicit => names.actor(id),
            _ => None,
        };
        let Some(actor) = id
            .and_then(|i| actors.get(i))
            .filter(|a| !a.roles.is_empty())
        else {
            continue;
        };
        let over = offices.entry(&actor.id).or_insert_with(|| over(actor, day));
        let said = || split(&mention.text).skip_while(|w| w.eq_ignore_ascii_case("the"));
        let is_it = |(role, _): &&(&Role, bool)| {
            split(&role.title)
                .map(str::to_lowercase)
                .eq(said().map(str::to_lowercase))
        };
        if let Some((role, ended)) = over.iter().find(is_it) {
            let place = mention.place.bytes;
            let words = input
                .plain()
                .get(place.start..place.end)
                .unwrap_or_default();
            let the = words
                .get(..4)
                .is_some_and(|w| w.eq_ignore_ascii_case("the "));
            let at = Extent {
                start: place.start + if the { 4 } else { 0 },
                end: place.end,
            };
            if is_claim(input, at, role) {
                add(input, at, actor, (role, *ended), day, report);
            }
        }
    }
}

/// The offices that an actor does not hold on a day, with whether they have ended.
fn over<'a>(actor: &'a Actor, day: &DateValue) -> Vec<(&'a Role, bool)> {
    let roles = actor.roles.iter().take(MOST_ROLES);
    let over = roles.filter_map(|role| Some((role, is_over(role, day)?)));
    over.filter(|(role, _)| !still_holds(actor, role, day))
        .collect()
}

/// The first and last day of a date.
fn days(date: Option<&DateValue>) -> (Option<&str>, Option<&str>) {
    // Years beyond four digits do not compare as text.
    let day = |d: &'_ Option<String>| d.as_ref().is_some_and(|d| d.len() == "2031-03-12".len());
    let date = date.filter(|d| !d.uncertain);
    (
        date.filter(|d| day(&d.earliest))
            .and_then(|d| d.earliest.as_deref()),
        date.filter(|d| day(&d.latest))
            .and_then(|d| d.latest.as_deref()),
    )
}

/// Whether an office has ended before the day; false if it has not begun, none if it is held.
fn is_over(role: &Role, day: &DateValue) -> Option<bool> {
    let (first, last) = days(Some(day));
    let ended = days(role.to.as_ref())
        .1
        .zip(first)
        .is_some_and(|(to, first)| to < first);
    let to_come = days(role.from.as_ref())
        .0
        .zip(last)
        .is_some_and(|(from, last)| from > last);
    (ended || to_come).then_some(ended)
}

/// Whether another entry gives the actor the office on the day, or one with that title in it.
fn still_holds(actor: &Actor, role: &Role, day: &DateValue) -> bool {
    held(actor, day).any(|title| {
        let (title, wanted) = (title.to_lowercase(), role.title.to_lowercase());
        wanted.is_empty() || title.contains(&wanted)
    })
}

/// The offices that an actor holds on a day.
fn held<'a>(actor: &'a Actor, day: &DateValue) -> impl Iterator<Item = &'a str> {
    let roles = actor.roles.iter().filter(|r| is_over(r, day).is_none());
    roles.map(|r| r.title.as_str()).chain(actor.role.as_deref())
}

/// The place of a title directly before a name, or behind it and a comma.
fn title_beside(input: &Input<'_>, name: &Capital<'_>, title: &[&str]) -> Option<Extent> {
    let plain = input.plain();
    let words = &input.words().list;
    let is_title = |from: usize| {
        let place = words.get(from..from + title.len())?;
        let (first, last) = (place.first()?, place.last()?);
        let mut pairs = place.iter().zip(title);
        let same = pairs.all(|(w, t)| w.text(plain).eq_ignore_ascii_case(t));
        same.then_some(Extent {
            start: first.start,
            end: last.end,
        })
    };
    let gap = |from: usize, to: usize| {
        let gap = plain.get(from..to).unwrap_or_default();
        gap.chars().all(|c| c == ',' || c.is_whitespace()) && gap.len() < 4
    };
    let mut before = name.word;
    let mut start = name.place.start;
    if let Some(word) = before.checked_sub(1).and_then(|i| words.get(i))
        && word.is(class::HONORIFIC)
        && before > title.len()
    {
        // The dot of an abbreviation.
        before -= 1;
        start = word.start;
    }
    let in_front = before.checked_sub(title.len()).and_then(is_title);
    let in_front = in_front.filter(|t| gap(t.end, start));
    in_front.or_else(|| {
        let mut from = name.word + 1;
        let is = |i: usize, text: &str| words.get(i).is_some_and(|w| w.text(plain) == text);
        from += usize::from(is(from, "who") && is(from + 1, "is"));
        let held = is(from, "is");
        from += usize::from(held);
        if words
            .get(from)
            .is_some_and(|w| ARTICLES.contains(&w.text(plain)))
        {
            from += 1;
        }
        let between = |t: &Extent| plain.get(name.place.end..t.start).unwrap_or_default();
        is_title(from).filter(|t| held || between(t).starts_with(", "))
    })
}

/// Behind an office these begin the time of it.
const SPANS: &[&str] = &[
    "for",
    "from",
    "in",
    "during",
    "under",
    "between",
    "since",
    "throughout",
    "at",
];

const ARTICLES: &[&str] = &["the", "a", "an", "its", "their", "our"];

/// Whether the copy says in its own words that the office is held now.
fn is_claim(input: &Input<'_>, title: Extent, role: &Role) -> bool {
    /// Words of four letters and more that may stand before a title and are no part of it.
    const FUNCTION: &[&str] = &[
        "with", "from", "that", "than", "their", "your", "while", "where", "under",
    ];
    let plain = input.plain();
    let words = input.words();
    let hyphen = |c: char| matches!(c, '-' | '\u{2010}' | '\u{2011}');
    if plain[..title.start].ends_with(hyphen)
        || plain[title.end..].starts_with(hyphen)
        || input.is_quoted(title.start)
    {
        return false;
    }
    let sentence = input.sentence(title.start);
    let before = words.within(sentence.start, title.start).last();
    let behind = words.within(title.end, sentence.end).first();
    let behind = behind.filter(|w| plain.get(title.end..w.start) == Some(" "));
    let article = before.filter(|w| {
        ARTICLES
            .iter()
            .any(|a| a.eq_ignore_ascii_case(w.text(plain)))
    });
    let ahead = article.map_or(before, |a| words.within(sentence.start, a.start).last());
    // As harbour minister, harbour minister for four years.
    if ahead.is_some_and(|w| w.text(plain).eq_ignore_ascii_case("as"))
        || behind.is_some_and(|w| SPANS.contains(&w.text(plain)))
    {
        return false;
    }
    let longer = before.is_some_and(|w| {
        let text = w.text(plain);
        // A proper name stands before a title in small letters; before others all is open.
        let small = text.bytes().all(|b| b.is_ascii_lowercase())
            || opens_sentence(plain, w.start)
            || plain[title.start..].starts_with(char::is_uppercase);
        plain.get(w.end..title.start) == Some(" ")
            && text.len() > 3
            && small
            && !text.contains(['\'', '’'])
            && !w.is(class::CUE)
            && !FUNCTION.contains(&text.to_lowercase().as_str())
    });
    !longer && !speaks_of_then(input, words, sentence, role)
}

/// Whether a sentence is about the time of the office, or says that it is not held now.
fn speaks_of_then(input: &Input<'_>, words: &Words, sentence: Extent, role: &Role) -> bool {
    let from = days(role.from.as_ref()).0.unwrap_or("");
    let to = days(role.to.as_ref()).1.unwrap_or("9999-12-31");
    let year = |text: &str| {
        let is_year = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
        is_year
            && from.get(..4).unwrap_or_default() <= text
            && text <= to.get(..4).unwrap_or_default()
    };
    let mut within = words.within(sentence.start, sentence.end).iter();
    let dates = &input.article.dates;
    let first = dates.partition_point(|d| d.place.bytes.start < sentence.start);
    let dates = dates.get(first..).unwrap_or_default().iter();
    let mut dates = dates.take_while(|d| d.place.bytes.start < sentence.end);
    within.any(|w| w.is(class::FORMER) || year(w.text(input.plain())))
        || dates.any(|d| {
            let (first, last) = days(Some(&d.value));
            last.is_none_or(|last| last >= from) && first.is_some_and(|first| first <= to)
        })
}

fn add(
    input: &Input<'_>,
    at: Extent,
    actor: &Actor,
    (role, ended): (&Role, bool),
    day: &DateValue,
    report: &mut Report<'_>,
) {
    let place = input.source(at.start..at.end);
    let (name, title, day_text) = (&actor.name, &role.title, &day.value);
    let value = |date: &Option<DateValue>| date.as_ref().map(|d| d.value.clone());
    let message = match (value(&role.from), value(&role.to)) {
        (Some(from), Some(to)) if ended => {
            format!("{name} was {title} from {from} to {to}, not on {day_text}")
        }
        (None, Some(to)) if ended => format!("{name} was {title} until {to}, not on {day_text}"),
        (from, _) => {
            let from = from.unwrap_or_default();
            format!("{name} is {title} from {from}, not on {day_text}")
        }
    };
    let now: Vec<&str> = held(actor, day).collect();
    let sign = if ended { "former" } else { "future" };
    let help = if now.is_empty() {
        format!("write {sign} {title}")
    } else {
        format!(
            "write {sign} {title}, or the office of the day: {}",
            now.join(", ")
        )
    };
    let words = input.text.get(place.clone());
    let plain = input.plain();
    let added = report.add(place.clone(), message).help(help);
    // An adviser would be an former adviser.
    let an = plain[..at.start].ends_with(" an ") || plain[..at.start].ends_with("An ");
    let Some(first) = words
        .filter(|w| ended && !an && Some(*w) == plain.get(at.start..at.end))
        .and_then(|w| w.chars().next())
    else {
        return;
    };
    let small = role.title.starts_with(char::is_lowercase);
    let text = match (opens_sentence(plain, at.start), small) {
        (true, true) if first.is_uppercase() => format!("Former {}", first.to_lowercase()),
        (true, _) if first.is_uppercase() => format!("Former {first}"),
        _ => format!("former {first}"),
    };
    let edit = TextEdit::new(place.start..place.start + first.len_utf8(), text);
    added.fix(Fix::one(Safety::Unsafe, "write former", edit));
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires on an office that has ended, before the name and behind it
:: article
---
date: 2031-03-12
actors:
  vell:
    name: Imre Vell
    role: ferry director
    roles:
      - title: harbour minister
        from: 2027
        to: 2030-11
---

Harbour minister Imre Vell left. “No,” said Mr Vell, the harbour minister. The town’s Harbour Minister, Dr Vell{@vell}, slept.
:: finds
⟨Harbour minister⟩ Imre Vell was harbour minister from 2027 to 2030-11, not on 2031-03-12
  help: write former harbour minister, or the office of the day: ferry director
⟨harbour minister⟩ Imre Vell was harbour minister from 2027 to 2030-11, not on 2031-03-12
  help: write former harbour minister, or the office of the day: ferry director
⟨Harbour Minister⟩ Imre Vell was harbour minister from 2027 to 2030-11, not on 2031-03-12
  help: write former harbour minister, or the office of the day: ferry director
:: fixed
---
date: 2031-03-12
actors:
  vell:
    name: Imre Vell
    role: ferry director
    roles:
      - title: harbour minister
        from: 2027
        to: 2030-11
---

Former harbour minister Imre Vell left. “No,” said Mr Vell, the former harbour minister. The town’s former Harbour Minister, Dr Vell{@vell}, slept.

== fires on an office that has not begun, and mends nothing there
:: article
---
date: 2031-03-12
actors:
  vell:
    name: Imre Vell
    roles:
      - title: adviser
        to: 2030
      - title: harbour minister
        from: 2031-04
---

On Monday harbour minister Imre Vell met an adviser, Imre Vell.
:: finds
⟨harbour minister⟩ Imre Vell is harbour minister from 2031-04, not on 2031-03-12
  help: write future harbour minister
⟨adviser⟩ Imre Vell was adviser until 2030, not on 2031-03-12
  help: write former adviser

== is silent on former offices, other titles and the time of the office
:: article
---
date: 2031-03-12
actors:
  vell:
    name: Imre Vell
    roles:
      - title: minister
        from: 2027
        to: 2030-11
---

The former minister Imre Vell left. Then-minister Imre Vell had come. Deputy minister Imre Vell is another. \
Prime minister Vell spoke. In 2029 minister Imre Vell built it. On [the day]{2028-05-01} minister Vell wept. Imre Vell, \
minister until May, sang. The ex-minister, Imre Vell, said: “I am minister Imre Vell.”{@vell} A deputy minister, Imre Vell. \
Imre Vell, a minister’s son. He, the minister, met Imre Vell.

== is silent on sentences about an earlier time
:: article
---
date: 2031-03-12
actors:
  vell:
    name: Imre Vell
    roles:
      - title: harbour minister
        from: 2024
        to: 2028
---

As harbour minister, Imre Vell closed the quay. At the time, the harbour minister, Imre Vell, was in bed. Five years ago the \
harbour minister, Imre Vell, left. The harbour minister, Imre Vell, had slept. Imre Vell, harbour minister for four years, \
sang. Imre Vell, harbour minister under Ada Orr, wept. While harbour minister, Imre Vell built it. The harbour minister, \
Imre Vell, stayed during the strike.

== fires where the copy says that the office is held, and where a tag does
:: article
---
date: 2031-03-12
actors:
  vell:
    name: Imre Vell
    roles:
      - title: harbour minister
        from: 2024
        to: 2028
---

Imre Vell is the harbour minister. Imre Vell, who is harbour minister, left. [The harbour minister]{@vell} slept.
:: finds
⟨harbour minister⟩ Imre Vell was harbour minister from 2024 to 2028, not on 2031-03-12
  help: write former harbour minister
⟨harbour minister⟩ Imre Vell was harbour minister from 2024 to 2028, not on 2031-03-12
  help: write former harbour minister
⟨harbour minister⟩ Imre Vell was harbour minister from 2024 to 2028, not on 2031-03-12
  help: write former harbour minister
:: fixed
---
date: 2031-03-12
actors:
  vell:
    name: Imre Vell
    roles:
      - title: harbour minister
        from: 2024
        to: 2028
---

Imre Vell is the former harbour minister. Imre Vell, who is former harbour minister, left. [The former harbour minister]{@vell} slept.

== fires on an actor of the registry whom the copy names
:: registry
[actors.vell]
name = \"Imre Vell\"
roles = [{ title = \"harbour minister\", from = \"2024\", to = \"2028\" }]
:: article
---
date: 2031-03-12
---

Harbour minister Imre Vell left.
:: finds
⟨Harbour minister⟩ Imre Vell was harbour minister from 2024 to 2028, not on 2031-03-12
  help: write former harbour minister
:: fixed
---
date: 2031-03-12
---

Former harbour minister Imre Vell left.

== is silent on an office that is held, or held again, or in a longer one
:: article
---
date: 2031-03-12
actors:
  vell:
    name: Imre Vell
    role: managing director
    roles:
      - title: director
        from: 2027
        to: 2028
      - title: mayor
        from: 2020
        to: 2022
      - title: mayor
        from: 2030
---

The director, Imre Vell, is mayor Imre Vell.

== is silent where the article has no day, or somebody else is meant
:: article
---
actors:
  vell:
    name: Imre Vell
    roles:
      - title: minister
        to: 2028
---

The minister, Imre Vell, left.

== knows whom a tag means
:: article
---
date: 2031-03-12
actors:
  vell:
    name: Imre Vell
    roles:
      - title: minister
        to: 2028
  ada: Ada Vell
---

Minister Vell{@ada} met minister Vell and [minister Vell]{@vell}.
:: finds
⟨minister⟩ Imre Vell was minister until 2028, not on 2031-03-12
:: fixed
---
date: 2031-03-12
actors:
  vell:
    name: Imre Vell
    roles:
      - title: minister
        to: 2028
  ada: Ada Vell
---

Minister Vell{@ada} met minister Vell and [former minister Vell]{@vell}.

== a suppression silences it
:: article
---
date: 2031-03-12
actors:
  vell:
    name: Imre Vell
    roles:
      - title: minister
        to: 2028
---

The minister, Imre Vell, left. {% allow outdated-role %}
";
