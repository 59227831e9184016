//! `conflicting-attribution`: the same words, given to different speakers in two articles.

use super::catalogue::Run;
use super::config::Setting;
use super::corpus::{Corpus, Keyed, least_words};
use super::{Check, Example, Finding, Group, Level};

pub(super) const CHECK: Check = Check {
    code: "conflicting-attribution",
    group: Group::Corpus,
    summary: "Another article gives the same words to somebody else.",
    level: Some(Level::Warning),
    reason: "\
When two articles give the same sentence to two people, one of them is wrong. Direct quotes are compared by their words \
alone: case, accents, marks and punctuation do not count. Reported is the later article, by the dates in the headers, then by \
the order in which articles are read.

Compared are speakers whom the articles declare and tag without a `?`. Two count as different if their names are, and \
they are of the same kind: a spokesman may speak for a company. Left alone are quotes in which one of the two relays the \
other, and words that three or more people say, which are a set phrase.",
    example: Example {
        settings: "",
        bad: "---\ndate: 2031-04-03\nactors:\n  vell: Imre Vell\n---\n\n“She has stood still for nine years,”{@vell} said{cue} Imre Vell.\n\n\
{% In another article: %}\n\n---\ndate: 2031-04-04\nactors:\n  brack: Oona Brack\n---\n\n“She has stood still for nine years,”{@brack} said{cue} Oona Brack.\n",
        good: "---\ndate: 2031-04-03\nactors:\n  vell: Imre Vell\n---\n\n“She has stood still for nine years,”{@vell} said{cue} Imre Vell.\n\n\
{% In another article: %}\n\n---\ndate: 2031-04-04\nactors:\n  vell: Imre Vell\n---\n\n“She has stood still for nine years,”{@vell} said{cue} Imre Vell.\n",
    },
    settings: &[&WORDS],
    fix: None,
    run: Run::Elsewhere,
};

pub(super) static WORDS: Setting = least_words("conflicting-attribution", 6, 2);

pub(super) fn run(corpus: &Corpus, order: &[u32]) -> Vec<(u32, Finding)> {
    let mut found = Vec::new();
    let quotes = corpus.keyed(0, order, |_| 0);
    for same in quotes.chunk_by(|a, b| corpus.same_words(a, b)) {
        let Some((Keyed { quote: first, .. }, rest)) = same.split_first() else {
            continue;
        };
        let rest = || rest.iter().map(|k| k.quote);
        let others = || rest().filter(|q| corpus.differ(first, q));
        let Some(second) = others().next() else {
            continue;
        };
        if others().any(|q| corpus.differ(second, q)) {
            continue;
        }
        for quote in others().filter(|q| q.article != first.article) {
            let (here, there) = (corpus.name(quote), corpus.name(first));
            let path = corpus.path(first);
            let message = format!("{here} says this here, {there} in {path}");
            let help = "find out whose words they are, or tag the quote with both";
            found.extend(corpus.finding(0, quote, first, message, help));
        }
    }
    found
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires on the same words of somebody else, whatever their marks
:: other a.nmk
---
actors:
  vell: Imre Vell
---

“She has stood still for nine years, and it shows.”{@vell}
:: article
---
actors:
  brack: Oona Brack
---

\"She has stood still for nine years\"{@brack}, she said, \"and it SHOWS\"{+}.
:: finds
⟨\"She has stood still for nine years\"⟩ Oona Brack says this here, Imre Vell in a.nmk
  help: find out whose words they are, or tag the quote with both

== an id alone makes nobody the same, nor another
:: other a.nmk
---
actors:
  a: Imre Vell
  b: Oona Brack
---

“She has stood still for nine years.”{@a} “Nobody asked the crane what it wanted.”{@b}
:: article
---
actors:
  a: Oona Brack
  b: Imre Vell
  c: Tam Orr
---

“She has stood still for nine years.”{@b} “Nobody asked the crane what it wanted.”{@c}
:: finds
⟨“Nobody asked the crane what it wanted.”⟩ Tam Orr says this here, Oona Brack in a.nmk

== is silent on unnamed, uncertain and undeclared speakers, and on short and indirect quotes
:: other a.nmk
---
actors:
  vell: Imre Vell
---

“She has stood still for nine years.”{@vell} “It is late.”{@vell}
:: article
---
actors:
  brack: Oona Brack
---

“She has stood still for nine years.”{by=\"a fitter\"} “She has stood still for nine years.”{@brack?} “She has stood still for nine years.”{@orr} [She has stood still for nine years]{by=@brack}. “It is late.”{@brack}

== is silent on a spokesman, on whoever relays, and on a joint statement
:: other a.nmk
---
actors:
  docks:
    name: Marrow Docks
    kind: organization
  vell: Imre Vell
---

“We regret that she has stood still.”{@docks} “I never saw her move an inch.”{@vell} “We are all to blame for it.”{@vell}
:: article
---
actors:
  brack: Oona Brack
  vell: I. Vell
  orr: Tam Orr
---

“We regret that she has stood still.”{@brack} “I never saw her move an inch.”{@brack via=@vell} “We are all to blame for it.”{@orr @vell}

== is silent on a set phrase of three speakers, and inside one article
:: other a.nmk
---
actors:
  vell: Imre Vell
---

“Our thoughts are with the family today.”{@vell}
:: other b.nmk
---
actors:
  brack: Oona Brack
---

“Our thoughts are with the family today.”{@brack}
:: article
---
actors:
  orr: Tam Orr
  pell: Ida Pell
---

“Our thoughts are with the family today.”{@orr} “She has stood still for nine years.”{@orr} “She has stood still for nine years.”{@pell}

== the house says how many words
:: settings
[checks.conflicting-attribution]
words = 3
:: other a.nmk
---
actors:
  vell: Imre Vell
---

“It is late.”{@vell}
:: article
---
actors:
  brack: Oona Brack
---

“It is late.”{@brack}
:: finds
⟨“It is late.”⟩ Oona Brack says this here, Imre Vell in a.nmk

== a suppression silences it
:: other a.nmk
---
actors:
  vell: Imre Vell
---

“She has stood still for nine years.”{@vell}
:: article
---
actors:
  brack: Oona Brack
---

{% allow conflicting-attribution %}

“She has stood still for nine years.”{@brack}
";
