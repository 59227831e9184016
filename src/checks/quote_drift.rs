//! `quote-drift`: one speaker's words, slightly different in two articles.

use super::catalogue::Run;
use super::config::Setting;
use super::corpus::{Corpus, Entry, hash, least_words};
use super::difference::{difference, edits, most_edits};
use super::speakers::Same;
use super::words::words;
use super::{Check, Example, Finding, Group, Level};

pub(super) const CHECK: Check = Check {
    code: "quote-drift",
    group: Group::Corpus,
    summary: "Another article quotes the speaker with slightly different words.",
    level: Some(Level::Warning),
    reason: "\
A quote that changes from one article to the next was copied wrong in one of them, or tidied. Two quotes of one speaker \
count as the same utterance if at most one word in six differs. Reported is the later article, by the dates in the headers, \
then by the order in which articles are read, with the words of both.

Left alone are excerpts: what one quote has before or behind the other, and what stands at an ellipsis, at brackets, or \
between two pieces of a quote. So are spellings (organise, organize; co-operate; nine, 9), and quotes whose tags say that they \
were said on different days (`on=`).",
    example: Example {
        settings: "",
        bad: "---\ndate: 2031-04-03\nactors:\n  vell: Imre Vell\n---\n\n“She has stood still for nine years, and it shows,”{@vell} said{cue} Imre Vell.\n\n\
{% In another article: %}\n\n---\ndate: 2031-04-04\nactors:\n  vell: Imre Vell\n---\n\n“She has stood still for ten years, and it shows,”{@vell} said{cue} Imre Vell.\n",
        good: "---\ndate: 2031-04-03\nactors:\n  vell: Imre Vell\n---\n\n“She has stood still for nine years, and it shows,”{@vell} said{cue} Imre Vell.\n\n\
{% In another article: %}\n\n---\ndate: 2031-04-04\nactors:\n  vell: Imre Vell\n---\n\n“She has stood still for … years, and it shows,”{@vell} said{cue} Imre Vell.\n",
    },
    settings: &[&WORDS],
    fix: None,
    run: Run::Elsewhere,
};

pub(super) static WORDS: Setting = least_words("quote-drift", 8, 6);

/// Runs of so many words are looked up. Two quotes that differ in one word of [`ONE_IN`] have
/// such a run in common.
const RUN: usize = 3;

/// A run that more of a speaker's quotes have is no sign that two of them are one.
const MOST_WITH_RUN: usize = 32;

pub(super) fn run(corpus: &Corpus, ranks: &[u32], found: &mut Vec<(u32, Finding)>) {
    let groups = corpus.speakers.groups();
    let group = |q: &Entry| {
        let speakers = corpus.speakers_of(q).iter();
        speakers
            .filter_map(|s| groups.get(*s as usize))
            .min()
            .copied()
    };
    let mut quotes: Vec<(Option<u32>, Entry)> = corpus
        .of_check(1)
        .into_iter()
        .map(|q| (group(&q), q))
        .collect();
    quotes.sort_unstable_by(|(g, a), (h, b)| {
        let words = || {
            corpus
                .by_words(a, b)
                .then_with(|| a.rank(ranks).cmp(&b.rank(ranks)))
        };
        g.cmp(h).then_with(words)
    });
    for one in quotes.chunk_by(|a, b| a.0 == b.0) {
        let texts: Vec<&[(Option<u32>, Entry)]> = one
            .chunk_by(|a, b| corpus.by_words(&a.1, &b.1).is_eq())
            .collect();
        if texts.len() < 2 {
            continue;
        }
        let firsts: Vec<&Entry> = texts
            .iter()
            .filter_map(|t| t.first())
            .map(|(_, q)| q)
            .collect();
        let mut near = Index::new(corpus, &firsts).near();
        near.sort_unstable_by_key(|(text, other)| {
            (*text, firsts.get(*other as usize).map(|q| q.rank(ranks)))
        });
        for of_text in near.chunk_by(|a, b| a.0 == b.0) {
            let Some(text) = of_text.first().and_then(|(t, _)| texts.get(*t as usize)) else {
                continue;
            };
            let Some((_, first)) = text.first() else {
                continue;
            };
            // Whoever quotes the earlier words does not drift, however late.
            let others = of_text.iter().filter_map(|(_, o)| firsts.get(*o as usize));
            let earlier = others.filter(|o| o.rank(ranks) < first.rank(ranks));
            for (_, quote) in *text {
                let mut elsewhere = earlier.clone().filter(|o| o.article != quote.article);
                found.extend(elsewhere.find_map(|o| compare(corpus, quote, o)));
            }
        }
    }
}

/// The finding at a quote that drifts from another, if it does.
fn compare(corpus: &Corpus, quote: &Entry, other: &Entry) -> Option<(u32, Finding)> {
    let same = |a: &u32, b: &u32| corpus.speakers.same(*a, *b) == Same::Yes;
    let (here, there) = (corpus.speakers_of(quote), corpus.speakers_of(other));
    let one = here.iter().all(|a| there.iter().any(|b| same(a, b)))
        && there.iter().all(|b| here.iter().any(|a| same(a, b)));
    let other_day = quote.on != other.on && quote.on != 0 && other.on != 0;
    if !one || other_day {
        return None;
    }
    let (here, there) = difference(corpus.text(quote), corpus.text(other))?;
    let message = format!(
        "{} says “{here}” here and “{there}” in another article",
        corpus.name(quote)
    );
    let help = "compare both with what was said; … stands for words that are left out";
    corpus.finding(1, quote, other, message, help)
}

/// The quotes of one speaker by their runs of words.
struct Index {
    /// The words of all texts as hashes, and where each text ends.
    words: Vec<u64>,
    ends: Vec<usize>,
    /// Sorted: the hash of a run, and a text that has it.
    runs: Vec<(u64, u32)>,
}

impl Index {
    fn new(corpus: &Corpus, texts: &[&Entry]) -> Index {
        let mut index = Index {
            words: Vec::new(),
            ends: Vec::new(),
            runs: Vec::new(),
        };
        for (number, text) in (0..).zip(texts) {
            let start = index.words.len();
            index
                .words
                .extend(words(corpus.text(text)).map(|w| hash(std::iter::once(w))));
            index.ends.push(index.words.len());
            let words = index.words.get(start..).unwrap_or_default();
            index
                .runs
                .extend(words.windows(RUN).map(|w| (run_hash(w), number)));
        }
        index.runs.sort_unstable();
        index.runs.dedup();
        index
    }

    fn text(&self, number: usize) -> &[u64] {
        let start = number
            .checked_sub(1)
            .and_then(|i| self.ends.get(i))
            .copied()
            .unwrap_or(0);
        let end = self.ends.get(number).copied().unwrap_or(start);
        self.words.get(start..end).unwrap_or_default()
    }

    /// Pairs of texts with few differences, each both ways.
    fn near(&self) -> Vec<(u32, u32)> {
        let mut near = Vec::new();
        let mut shared: Vec<u32> = Vec::new();
        for number in 0..self.ends.len() {
            let text = self.text(number);
            let mut common = 0;
            shared.clear();
            for run in text.windows(RUN).map(run_hash) {
                let rest = self.runs.partition_point(|(r, _)| *r < run);
                let with = self.runs.get(rest..).unwrap_or_default().iter();
                let with = with.take_while(|(r, _)| *r == run);
                if with.clone().nth(MOST_WITH_RUN).is_some() {
                    common += 1;
                } else {
                    shared.extend(with.map(|(_, t)| *t).filter(|t| *t as usize > number));
                }
            }
            shared.sort_unstable();
            for same in shared.chunk_by(|a, b| a == b) {
                let Some(other) = same.first() else { continue };
                let longer = text.len().max(self.text(*other as usize).len());
                let most = most_edits(longer);
                // Each word that differs takes part in so many runs.
                let least = (longer + 1).saturating_sub(RUN * (most + 1) + common);
                if same.len() >= least && edits(text, self.text(*other as usize), most).is_some() {
                    near.push((number as u32, *other));
                    near.push((*other, number as u32));
                }
            }
        }
        near
    }
}

fn run_hash(words: &[u64]) -> u64 {
    words.iter().fold(0, |h: u64, w| {
        (h.rotate_left(23) ^ w).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    })
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires on a word that changed, in the later article
:: other a.nmk
---
date: 2031-04-03
actors:
  vell: Imre Vell
---

“She has stood still for nine long years,”{@vell} he said, “and it shows.”{+}
:: article
---
date: 2031-04-04
actors:
  v: Imre Vell
---

“She has stood still for ten long years, and it shows,”{@v} he said.
:: finds
⟨“She has stood still for ten long years, and it shows,”⟩ Imre Vell says “ten” here and “nine” in another article
  help: compare both with what was said; … stands for words that are left out

== fires on a word that is missing, with the one before it
:: other a.nmk
---
actors:
  brack: Oona Brack
---

“We will not close the harbour for a single day.”{@brack}
:: article
---
actors:
  brack: Oona Brack
---

“We will close the harbour for a single day.”{@brack}
:: finds
⟨“We will close the harbour for a single day.”⟩ Oona Brack says “will” here and “will not” in another article

== is silent in the earlier article
:: other a.nmk
---
date: 2031-04-05
actors:
  orr: Tam Orr
---

“We will not close the harbour for a single day.”{@orr}
:: article
---
date: 2031-04-04
actors:
  orr: Tam Orr
---

“We will close the harbour for a single day.”{@orr}

== is silent on excerpts, ellipses and brackets
:: other a.nmk
---
actors:
  pell: Ida Pell
---

“And we will not close the old harbour for a single day this year.”{@pell} “She has stood still here for nine years, as you all know.”{@pell}
:: article
---
actors:
  pell: Ida Pell
---

“We will not close the old harbour for a single day this year.”{@pell} “[The crane] has stood still … for nine years, as you all know.”{@pell}

== is silent on spelling, hyphens, accents and case
:: other a.nmk
---
actors:
  moss: Hana Moss
---

“The co-operative café will organise nine colour shows at the centre.”{@moss}
:: article
---
actors:
  moss: Hana Moss
---

“THE cooperative cafe will organize 9 color shows at the center”{@moss}

== is silent on another speaker, on short quotes, and on what differs much
:: other a.nmk
---
actors:
  lunt: Ferd Lunt
  vell: Imre Vell
---

“We will not close the harbour for a day.”{@lunt} “We will not go.”{@lunt} “We will mend the old crane before the first frost comes.”{@lunt}
:: article
---
actors:
  lunt: Ferd Lunt
  vell: Imre Vell
---

“We will not close the harbour for a week.”{@vell} “We will go.”{@lunt} “We will sell the old crane before the first ship comes.”{@lunt}

== is silent on quotes that were said on different days
:: other a.nmk
---
actors:
  quist: Jory Quist
---

“We will not close the harbour for a single day.”{@quist on=2031-04-02}
:: article
---
actors:
  quist: Jory Quist
---

“We will not close the harbour for a single hour.”{@quist on=2031-05-02}

== a suppression silences it
:: other a.nmk
---
actors:
  wick: Sal Wick
---

“We will not close the harbour for a single day.”{@wick}
:: article
---
actors:
  wick: Sal Wick
---

“We will not close the harbour for a single hour.”{@wick} {% allow quote-drift %}
";
