//! `quote-drift`: one speaker's words, slightly different in two articles.

use super::catalogue::Run;
use super::config::Setting;
use super::corpus::{Corpus, Entry, Keyed, least_words, side_by_side};
use super::difference::{difference, edits, most_edits};
use super::speakers::Same;
use super::words::GAP;
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

pub(super) fn run(corpus: &Corpus, order: &[u32]) -> Vec<(u32, Finding)> {
    let groups = corpus.speakers.groups();
    let group = |q: &Entry| {
        let groups = corpus
            .speakers_of(q)
            .iter()
            .map(|s| groups.get(*s as usize));
        groups.min().flatten().copied().unwrap_or(u32::MAX)
    };
    let quotes = corpus.keyed(1, order, group);
    let groups: Vec<&[Keyed<'_>]> = quotes.chunk_by(|a, b| a.key == b.key).collect();
    side_by_side(&groups, |groups| of_groups(corpus, groups))
}

/// What is found among the quotes of each group of speakers.
fn of_groups(corpus: &Corpus, groups: &[&[Keyed<'_>]]) -> Vec<(u32, Finding)> {
    let mut found = Vec::new();
    let mut index = Index::default();
    for one in groups {
        let texts: Vec<&[Keyed<'_>]> = one.chunk_by(|a, b| corpus.same_words(a, b)).collect();
        if texts.len() < 2 {
            continue;
        }
        let firsts: Vec<&Keyed<'_>> = texts.iter().filter_map(|t| t.first()).collect();
        let first = |text: u32| firsts.get(text as usize).copied();
        index.fill(corpus, &firsts);
        let mut near = index.near();
        near.sort_unstable_by_key(|(text, other)| (*text, first(*other).map(|q| q.order)));
        for of_text in near.chunk_by(|a, b| a.0 == b.0) {
            let text = of_text.first().and_then(|(t, _)| texts.get(*t as usize));
            let Some((text, own)) = text.and_then(|t| Some((t, t.first()?))) else {
                continue;
            };
            // Whoever quotes the earlier words does not drift, however late.
            let others = of_text.iter().filter_map(|(_, o)| first(*o));
            let earlier = others.filter(|o| o.order < own.order);
            for quote in *text {
                let mut earlier = earlier.clone();
                found.extend(earlier.find_map(|o| compare(corpus, quote.quote, o.quote)));
            }
        }
    }
    found
}

/// The finding at a quote that drifts from another, if it does.
fn compare(corpus: &Corpus, quote: &Entry, other: &Entry) -> Option<(u32, Finding)> {
    let same = |a: &u32, b: &u32| corpus.speakers.same(*a, *b) == Same::Yes;
    let (ours, theirs) = (corpus.speakers_of(quote), corpus.speakers_of(other));
    let one = ours.iter().all(|a| theirs.iter().any(|b| same(a, b)))
        && theirs.iter().all(|b| ours.iter().any(|a| same(a, b)));
    let other_day = quote.on != other.on && quote.on != 0 && other.on != 0;
    if !one || other_day || quote.article == other.article {
        return None;
    }
    let (ours, theirs) = difference(corpus.text(quote), corpus.text(other))?;
    let (name, path) = (corpus.name(quote), corpus.path(other));
    let message = format!("{name} says “{ours}” here and “{theirs}” in {path}");
    let help = "compare both with what was said; … stands for words that are left out";
    corpus.finding(1, quote, other, message, help)
}

/// The quotes of one speaker by their runs of words.
#[derive(std::default::Default)]
struct Index {
    /// The words of all texts as hashes, and where each text ends.
    words: Vec<u64>,
    ends: Vec<usize>,
    /// Sorted: the hash of a run that several texts have, and one of them.
    runs: Vec<(u64, u32)>,
    /// Bits for what was seen, once and again.
    seen: [Vec<u64>; 2],
}

impl Index {
    fn fill(&mut self, corpus: &Corpus, texts: &[&Keyed<'_>]) {
        self.words.clear();
        self.ends.clear();
        self.runs.clear();
        for text in texts {
            let words = corpus.text(text.quote).as_bytes().split(|b| *b == b' ');
            let words = words.filter(|w| !w.is_empty() && *w != GAP.as_bytes());
            self.words.extend(words.map(word_hash));
            self.ends.push(self.words.len());
        }
        // Nearly all runs stand in one text only. What is the first with its bit is not looked up.
        let size = (self.words.len() / 8).next_power_of_two();
        for seen in &mut self.seen {
            seen.clear();
            seen.resize(size, 0);
        }
        for text in 0..texts.len() {
            let mut seen = std::mem::take(&mut self.seen);
            for run in self.runs_of(text) {
                let (slot, bit) = bit(run, size);
                seen[1][slot] |= seen[0][slot] & bit;
                seen[0][slot] |= bit;
            }
            self.seen = seen;
        }
        let mut runs = std::mem::take(&mut self.runs);
        for (number, text) in (0..).zip(0..texts.len()) {
            let again = self.runs_of(text).filter(|run| self.is_again(*run));
            runs.extend(again.map(|run| (run, number)));
        }
        runs.sort_unstable();
        runs.dedup();
        self.runs = runs;
    }

    /// Whether a run may stand in several texts.
    fn is_again(&self, run: u64) -> bool {
        let (slot, bit) = bit(run, self.seen[1].len());
        self.seen[1].get(slot).is_some_and(|s| s & bit != 0)
    }

    fn text(&self, number: usize) -> &[u64] {
        let before = number.checked_sub(1).and_then(|i| self.ends.get(i));
        let start = before.copied().unwrap_or(0);
        let end = self.ends.get(number).copied().unwrap_or(start);
        self.words.get(start..end).unwrap_or_default()
    }

    fn runs_of(&self, number: usize) -> impl Iterator<Item = u64> {
        self.text(number).windows(RUN).map(run_hash)
    }

    /// Pairs of texts with few differences, each both ways.
    fn near(&self) -> Vec<(u32, u32)> {
        let mut near = Vec::new();
        let mut shared: Vec<u32> = Vec::new();
        if self.runs.is_empty() {
            return near;
        }
        for number in 0..self.ends.len() {
            let text = self.text(number);
            let mut common = 0;
            shared.clear();
            for run in self.runs_of(number).filter(|r| self.is_again(*r)) {
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

/// The place of a run's bit among `size` numbers, a power of two.
fn bit(run: u64, size: usize) -> (usize, u64) {
    ((run >> 24) as usize & (size - 1), 1 << (run >> 58))
}

/// Most words have eight bytes at most, and are their own hash but for a factor.
fn word_hash(word: &[u8]) -> u64 {
    let bytes = |part: &[u8]| part.iter().fold(0, |x, b| x << 8 | u64::from(*b));
    word.chunks(8).fold(0, |h: u64, part| {
        (h.rotate_left(29) ^ bytes(part)).wrapping_mul(FACTOR)
    })
}

/// The golden ratio's bits, as in Fibonacci hashing (Knuth, TAOCP, volume 3, section 6.4).
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

fn run_hash(words: &[u64]) -> u64 {
    words
        .iter()
        .fold(0, |h: u64, w| (h.rotate_left(23) ^ w).wrapping_mul(FACTOR))
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
⟨“She has stood still for ten long years, and it shows,”⟩ Imre Vell says “ten” here and “nine” in a.nmk
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
⟨“We will close the harbour for a single day.”⟩ Oona Brack says “will” here and “will not” in a.nmk

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
