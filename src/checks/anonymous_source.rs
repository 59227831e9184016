//! `anonymous-source`: an unnamed source is quoted, and the article does not say why it is unnamed.

use memchr::memmem;

use super::catalogue::Run;
use super::input::{Input, Report};
use super::settle::When;
use super::whole::Portion;
use super::{Check, Default, Example, Group, Level, Setting};
use crate::model::QuoteType;

static SOURCES: Setting = Setting {
    check: "anonymous-source",
    name: "sources",
    summary: "words, in the singular, for those who are expected to be named: one must be among the source's",
    default: Default::Words(&[
        "source",
        "official",
        "insider",
        "aide",
        "adviser",
        "advisor",
        "diplomat",
        "executive",
    ]),
};

static EVERYONE: Setting = Setting {
    check: "anonymous-source",
    name: "everyone",
    summary: "whether all unnamed sources are expected to be named, passers-by as well",
    default: Default::Flag(false),
};

static ALLOW: Setting = Setting {
    check: "anonymous-source",
    name: "allow",
    summary: "sources that may stay unnamed, in the words that tags have for them",
    default: Default::Words(&[]),
};

static REASONS: Setting = Setting {
    check: "anonymous-source",
    name: "reasons",
    summary: "phrases, or parts of them, that give a reason; one anywhere in the article is enough",
    default: Default::Words(&[
        "anonym",
        "be named",
        "be identified",
        "by name",
        "authorised to",
        "authorized to",
        "allowed to speak",
        "permitted to speak",
        "for fear of",
        "feared repris",
        "retaliation",
        "use her name",
        "use his name",
        "use their name",
        "give her name",
        "give his name",
        "give their name",
        "been changed",
        "withheld",
        "on background",
        "off the record",
        "pseudonym",
    ]),
};

pub(super) const CHECK: Check = Check {
    code: "anonymous-source",
    group: Group::Attribution,
    summary: "An unnamed source is quoted, and the article does not say why it is not named.",
    level: Some(Level::Warning),
    reason: "\
Words in quotation marks that nobody can be held to are the weakest thing that an article can print. The Associated Press, \
in its News Values and Principles, requires that a story say why the source asked for anonymity; the Reuters Handbook of \
Journalism prefers a named source to an unnamed one at any time.

Each unnamed source whose words have one of `sources` among them, such as *a senior official*, is reported once, where it \
is first quoted directly, if the article has none of the `reasons`. Passers-by, such as *one volunteer*, are left alone, \
unless a project sets `everyone`; so are indirect speech, what a named speaker relays, and articles that are not in English.",
    example: Example {
        settings: "",
        bad: "“It never worked,”{by=\"a port official\"} a port official said.\n",
        good: "“It never worked,”{by=\"a port official\"} said a port official, who did not want to be named.\n",
    },
    settings: &[&SOURCES, &EVERYONE, &ALLOW, &REASONS],
    fix: None,
    run: Run::Article(run),
};

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    if input.lexicon().is_none() {
        return;
    }
    let mut officials: Option<Vec<&str>> = None;
    let everyone = input.config.flag(&EVERYONE);
    for quote in &input.article.quotes {
        if quote.kind != QuoteType::Direct || !quote.relayed_by.is_empty() {
            continue;
        }
        for source in &quote.speakers {
            let Some((words, place)) = input.unnamed(quote, source) else {
                continue;
            };
            let officials = officials.get_or_insert_with(|| input.config.words(&SOURCES));
            if !everyone && !has_one_of(words, officials) || is_allowed(input, words) {
                continue;
            }
            report
                .add(
                    place.start..place.end,
                    format!("nothing says why “{words}” is quoted without a name"),
                )
                .help("name the source, or say in the copy why it asked not to be named")
                .when(When::Unexplained(words.to_owned()));
        }
    }
}

/// Whether one of the words is known, in the singular or with an s.
fn has_one_of(words: &str, known: &[&str]) -> bool {
    let mut words = words.split(|c: char| !c.is_alphanumeric());
    words.any(|word| {
        let singular = word.strip_suffix('s').unwrap_or(word);
        let is_it = |k: &&str| k.eq_ignore_ascii_case(word) || k.eq_ignore_ascii_case(singular);
        known.iter().any(is_it)
    })
}

fn is_allowed(input: &Input<'_>, words: &str) -> bool {
    let allowed = input.config.words(&ALLOW);
    allowed.iter().any(|a| a.eq_ignore_ascii_case(words))
}

/// Whether a part of the article says why a source is not named.
pub(super) fn gives_a_reason(input: &Input<'_>, part: Portion) -> bool {
    let text = input.plain();
    let here = text
        .get(part.plain.start..part.plain.end)
        .unwrap_or_default();
    let mut reasons = input.config.words(&REASONS).into_iter();
    reasons.any(|reason| {
        // The first letter may be a capital.
        let Some(first) = reason.chars().next() else {
            return false;
        };
        let mut rest = memmem::find_iter(here.as_bytes(), &reason[first.len_utf8()..]);
        rest.any(|at| {
            let before = text
                .get(..part.plain.start + at)
                .and_then(|t| t.chars().next_back());
            before.is_some_and(|c| c.eq_ignore_ascii_case(&first))
        })
    })
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires once for each source that is quoted
:: article
“It never worked,”{by=\"a port official\"} a port official said. “Never.”{by=\"a port official\"}

“It will,”{by=\"Sources at the yard\"} sources at the yard said.
:: finds
⟨\"a port official\"⟩ nothing says why “a port official” is quoted without a name
  help: name the source, or say in the copy why it asked not to be named
⟨\"Sources at the yard\"⟩ nothing says why “Sources at the yard” is quoted without a name
  help: name the source, or say in the copy why it asked not to be named

== fires at the words that a tag refers to
:: article
[A senior official at the port]{#s} shrugged. “It never worked,”{by=#s} the official said.
:: finds
⟨A senior official at the port⟩ nothing says why “A senior official at the port” is quoted without a name

== is silent where the article gives a reason
:: article
“It never worked,”{by=\"a port official\"} said a port official. Like others, she asked for a talk. Anonymity was the condition.

== is silent on passers-by, indirect speech and what somebody relays
:: article
“It never worked,”{by=\"one volunteer\"} one said. [It never worked]{by=\"port officials\"}, port officials said. \
“I asked an aide, and ‘never’{by=\"an aide\"} was the answer,”{@vell} Vell said. “No,”{@vell} the official said.

== is silent in other languages
:: article
---
lang: fr
---

«Jamais»{by=\"des sources\"}.

== takes in everyone if the settings say so
:: settings
[checks.anonymous-source]
everyone = true
allow = [\"one regular\"]
reasons = [\"preferred not to say\"]
:: article
“It never worked,”{by=\"one volunteer\"} one said, anonymously. “It did,”{by=\"One regular\"} another said.
:: finds
⟨\"one volunteer\"⟩ nothing says why “one volunteer” is quoted without a name

== a suppression silences it
:: article
“It never worked,”{by=\"a port official\"} a port official said. {% allow anonymous-source %}
";
