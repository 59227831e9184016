//! `vague-source`: the words for an unnamed source tell a reader nothing.

use hashbrown::HashSet;

use super::catalogue::Run;
use super::input::{Input, Report};
use super::{Check, Default, Example, Group, Level, Setting};

static WORDS: Setting = Setting {
    check: "vague-source",
    name: "words",
    summary: "what is too vague to stand for a source, without an article or number before it",
    default: Default::Words(&[
        "source",
        "sources",
        "insider",
        "insiders",
        "official",
        "officials",
        "observer",
        "observers",
        "source close to the matter",
        "sources close to the matter",
        "person familiar with the matter",
        "people familiar with the matter",
        "some",
        "many",
    ]),
};

pub(super) const CHECK: Check = Check {
    code: "vague-source",
    group: Group::Attribution,
    summary: "The words for an unnamed source tell a reader nothing about it.",
    level: Some(Level::Warning),
    reason: "\
A reader weighs what an unnamed source says by what the article tells of it. *A source* or *officials* tells nothing; *a \
fitter at the east quay* says how the source can know. The Associated Press, in its News Values and Principles, rejects “a \
source” without more, and wants as much description as can be given; the Reuters Handbook of Journalism counts anonymous \
sources as the weakest.

Only tagged sources are looked at, `by=\"…\"` and the words of `by=#id`, in English, and only those who are nothing but \
such a word, perhaps behind an article, a number or *unnamed*. More words than that are taken for a description.",
    example: Example {
        settings: "",
        bad: "[The ferry will wait]{by=\"a source\"}, a source said.\n",
        good: "[The ferry will wait]{by=\"a fitter at the yard\"}, a fitter at the yard said.\n",
    },
    settings: &[&WORDS],
    fix: None,
    run: Run::Article(run),
};

/// Words that say how many, or that there is nothing to say.
const DETERMINERS: &[&str] = &[
    "a",
    "an",
    "the",
    "one",
    "two",
    "three",
    "four",
    "some",
    "several",
    "many",
    "multiple",
    "various",
    "numerous",
    "certain",
    "other",
    "unnamed",
    "unidentified",
    "anonymous",
];

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    if input.lexicon().is_none() {
        return;
    }
    let mut vague: Option<Vec<&str>> = None;
    // What several quotes refer to is reported once.
    let mut reported = HashSet::new();
    for quote in &input.article.quotes {
        for (words, place) in quote
            .speakers
            .iter()
            .filter_map(|s| input.unnamed(quote, s))
        {
            let vague = vague.get_or_insert_with(|| input.config.words(&WORDS));
            let bare = without_determiners(words);
            let is_vague = vague
                .iter()
                .any(|v| v.eq_ignore_ascii_case(bare) || v.eq_ignore_ascii_case(words));
            if is_vague && reported.insert(place.start) {
                report
                    .add(
                        place.start..place.end,
                        format!("“{words}” tells a reader nothing about who says this"),
                    )
                    .help("say how the source can know, as in “a fitter at the east quay”");
            }
        }
    }
}

/// The words behind articles, numbers and the like.
fn without_determiners(words: &str) -> &str {
    let mut rest = words.trim();
    while let Some((first, behind)) = rest.split_once(' ')
        && DETERMINERS.iter().any(|d| d.eq_ignore_ascii_case(first))
    {
        rest = behind.trim_start();
    }
    rest
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires on a source, with or without a number before it
:: article
[The ferry will wait]{by=sources}, sources said. “Never,”{by=\"Two unnamed officials\"} two unnamed officials said.
:: finds
⟨sources⟩ “sources” tells a reader nothing about who says this
  help: say how the source can know, as in “a fitter at the east quay”
⟨\"Two unnamed officials\"⟩ “Two unnamed officials” tells a reader nothing about who says this
  help: say how the source can know, as in “a fitter at the east quay”

== fires once on words that several quotes refer to
:: article
[People familiar with the matter]{#s} said [the ferry will wait]{by=#s}. “Or not,”{by=#s} they said.
:: finds
⟨People familiar with the matter⟩ “People familiar with the matter” tells a reader nothing about who says this

== is silent on a source that is described
:: article
“No,”{by=\"a senior official at the port\"} she said. “Yes,”{by=\"a dock worker\"} he said. “So,”{by=\"several people\"} \
they said. [Some of the officials]{#s} left: “Why?”{by=#s} [A source]{@vell} said [so]{by=@vell}.

== is silent on sources in plain copy, and in other languages
:: article
---
lang: fr
---

Sources said the ferry will wait. «Jamais»{by=sources}.

== goes by the words that the settings have
:: settings
[checks.vague-source]
words = [\"critics\"]
:: article
“No,”{by=critics} critics said. “Yes,”{by=sources} sources said.
:: finds
⟨critics⟩ “critics” tells a reader nothing about who says this

== a suppression silences it
:: article
“No,”{by=sources} sources said. {% allow vague-source %}
";
