//! `loaded-cue`: a cue that judges what it introduces.

use super::catalogue::Run;
use super::config::{Default, Setting};
use super::input::{Input, Report};
use super::{Check, Example, Fix, Group, Level, Safety, TextEdit};
use crate::language::Word;
use crate::model::{CarrierKind, Extent};

pub(super) const CHECK: Check = Check {
    code: "loaded-cue",
    group: Group::Copy,
    summary: "A cue judges what it introduces, or is none of the house's.",
    level: Some(Level::Info),
    reason: "\
`said` reports; `ranted` tells the reader what to think of it. Reported are words that deride or cheer a speaker, in each \
of their forms: as tagged cues, and beside a quote with a speaker that has no tagged cue. Words that are right where they are \
true, such as claimed, admitted or insisted, are left alone; a house that wants them reported lists them in `words`, which \
takes the place of the list below.

With `style.preferred-cues` every tagged cue that is not one of them is reported, in whatever form. Articles in other languages \
than English are left alone.",
    example: Example {
        settings: "",
        bad: "“Not now,”{by=\"a dock worker\"} a dock worker ranted{cue}.\n",
        good: "“Not now,”{by=\"a dock worker\"} a dock worker said{cue}.\n",
    },
    settings: &[&WORDS],
    fix: Some((Safety::Unsafe, "Writes the neutral word.")),
    run: Run::Article(run),
};

pub(super) static WORDS: Setting = Setting {
    check: "loaded-cue",
    name: "words",
    summary: "cues that judge, each with a neutral one",
    default: Default::Replacements(&[
        ("babbled", "said"),
        ("blasted", "criticised"),
        ("bleated", "said"),
        ("boasted", "said"),
        ("bragged", "said"),
        ("crowed", "said"),
        ("fumed", "said"),
        ("gloated", "said"),
        ("gushed", "said"),
        ("hit out", "said"),
        ("lambasted", "criticised"),
        ("lashed out", "said"),
        ("moaned", "said"),
        ("ranted", "said"),
        ("scoffed", "said"),
        ("slammed", "criticised"),
        ("sneered", "said"),
        ("spouted", "said"),
        ("whined", "said"),
    ]),
};

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    if input.lexicon().is_none() || input.article.cues.is_empty() && input.article.quotes.is_empty()
    {
        return;
    }
    let loaded = Loaded::new(input.config.replacements(&WORDS));
    let preferred = &input.config.style.preferred_cues;
    let mut found: Vec<(Extent, usize)> = Vec::new();
    for cue in &input.article.cues {
        let place = cue.place.bytes;
        let words = input.words().within(place.start, place.end);
        if let Some(hit) = loaded.find(input.plain(), words) {
            found.push(hit);
        } else if !preferred.is_empty() && !preferred.iter().any(|p| same_verb(p, &cue.text)) {
            let source = cue.place.source;
            let known = preferred.iter().map(String::as_str).take(8);
            report
                .add(
                    source.start..source.end,
                    format!("{} is not one of the house’s cues", cue.text),
                )
                .help(format!("expected {}", known.collect::<Vec<_>>().join(", ")));
        }
    }
    for (before, behind) in beside_quotes(input) {
        found.extend(
            loaded
                .find(input.plain(), before)
                .or_else(|| loaded.find(input.plain(), behind)),
        );
    }
    found.sort_by_key(|(place, _)| (place.start, place.end));
    found.dedup();
    for (place, index) in found {
        let Some((phrase, neutral)) = loaded.pairs.get(index) else {
            continue;
        };
        let source = input.source(place.start..place.end);
        let written = input
            .plain()
            .get(place.start..place.end)
            .unwrap_or_default();
        let added = report
            .add(
                source.clone(),
                format!("{written} judges what it introduces"),
            )
            .help(format!("a neutral word is {neutral}"));
        // Another form would take another form of the neutral word.
        if written == *phrase {
            _ = added.fix(Fix::one(
                Safety::Unsafe,
                format!("write {neutral}"),
                TextEdit::new(source, *neutral),
            ));
        }
    }
}

/// The words before and behind each quote that has a speaker and no cue, up to the next sign.
fn beside_quotes<'i>(input: &'i Input<'_>) -> impl Iterator<Item = (&'i [Word], &'i [Word])> {
    let quotes = input.article.quotes.iter();
    let open = quotes.filter(|q| q.cue.is_none() && q.inside.is_none() && !q.speakers.is_empty());
    open.filter_map(|quote| {
        let (first, last) = (quote.fragments.first()?, quote.fragments.last()?);
        if first.carrier == CarrierKind::Block {
            return None;
        }
        let list = &input.words().list;
        let from = list.partition_point(|w| w.start < first.whole.bytes.start);
        let to = list.partition_point(|w| w.start < last.whole.bytes.end);
        let free = |start: usize, end: usize, signs: &[char]| {
            let between = input.plain().get(start..end).unwrap_or_default();
            between
                .chars()
                .all(|c| c.is_whitespace() || signs.contains(&c))
        };
        // She ranted: “…”
        let near = from.checked_sub(1).and_then(|i| list.get(i));
        let near = near.filter(|w| free(w.end, first.whole.bytes.start, &[':', ',']));
        let before = list.get(from - near.map_or(0, |_| from.min(2))..from);
        // “…” the crane master ranted
        let mut end = last.whole.bytes.end;
        let rest = list.get(to..).unwrap_or_default().iter().take(NEAR);
        let behind = rest
            .take_while(|w| free(std::mem::replace(&mut end, w.end), w.start, &[]))
            .count();
        Some((
            before.unwrap_or_default(),
            list.get(to..to + behind).unwrap_or_default(),
        ))
    })
}

/// So many words behind a quote can be its cue.
const NEAR: usize = 5;

/// The words that judge, with what tells nearly all other words from them.
struct Loaded<'c> {
    pairs: Vec<(&'c str, &'c str)>,
    /// For each first letter the second ones, as bits.
    begins: [u32; 26],
}

impl<'c> Loaded<'c> {
    fn new(pairs: Vec<(&'c str, &'c str)>) -> Self {
        let mut begins = [0; 26];
        for (phrase, _) in &pairs {
            let (first, second) = letters(phrase);
            if let Some(slot) = begins.get_mut(first) {
                *slot |= second;
            }
        }
        Loaded { pairs, begins }
    }

    /// The first of `words` that judges, with those that belong to it: its place, and which it is.
    fn find(&self, plain: &str, words: &[Word]) -> Option<(Extent, usize)> {
        words.iter().enumerate().find_map(|(i, word)| {
            let text = word.text(plain);
            let (first, second) = letters(text);
            if self.begins.get(first).is_some_and(|b| b & second == 0) {
                return None;
            }
            self.pairs.iter().enumerate().find_map(|(k, (phrase, _))| {
                let (head, tail) = phrase.split_once(' ').unwrap_or((phrase, ""));
                let mut end = word.end;
                if !tail.is_empty() {
                    let last = words.get(i + tail.split(' ').count())?;
                    let rest = plain.get(word.end..last.end)?.trim_start();
                    end = Some(last.end).filter(|_| rest.eq_ignore_ascii_case(tail))?;
                }
                let start = word.start;
                same_verb(head, text).then_some((Extent { start, end }, k))
            })
        })
    }
}

/// A word's first letter from 0, and its second as a bit. No other characters are told apart.
fn letters(word: &str) -> (usize, u32) {
    let letter = |i: usize| {
        let byte = word.as_bytes().get(i).map(u8::to_ascii_lowercase);
        byte.filter(u8::is_ascii_lowercase).map(|b| b - b'a')
    };
    match (letter(0), letter(1)) {
        (Some(first), Some(second)) => (usize::from(first), 1 << second),
        _ => (usize::MAX, 0),
    }
}

/// Whether two words are forms of one English verb, as far as its endings tell.
fn same_verb(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b) || stem(a).eq_ignore_ascii_case(stem(b))
}

fn stem(word: &str) -> &str {
    const IRREGULAR: [(&str, &str); 6] = [
        ("said", "say"),
        ("spoke", "speak"),
        ("thought", "think"),
        ("told", "tell"),
        ("written", "write"),
        ("wrote", "write"),
    ];
    let base = IRREGULAR
        .iter()
        .find(|(form, _)| form.eq_ignore_ascii_case(word));
    let word = base.map_or(word, |(_, base)| base);
    let endings = ["ing", "ied", "ies", "ed", "es", "s", "e", "y"];
    let long = |stem: &&str| stem.len() > 2;
    let cut = endings
        .iter()
        .find_map(|e| word.strip_suffix(e).filter(long));
    let stem = cut.unwrap_or(word);
    // slamm, from slammed
    match stem.as_bytes() {
        [.., a, b] if a == b => stem.get(..stem.len() - 1).unwrap_or(stem),
        _ => stem,
    }
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires on a tagged cue
:: article
“Not now,”{by=\"a fitter\"} a fitter ranted{cue}.
:: finds
⟨ranted⟩ ranted judges what it introduces
  help: a neutral word is said
:: fixed
“Not now,”{by=\"a fitter\"} a fitter said{cue}.

== fires on an untagged one, before a quote and behind it
:: article
The mayor gushed: “How green!”{by=\"the mayor\"} There were nets. “How dear,”{by=\"a fitter\"} an old fitter lashed out.
:: finds
⟨gushed⟩ gushed judges what it introduces
⟨lashed out⟩ lashed out judges what it introduces
:: fixed
The mayor said: “How green!”{by=\"the mayor\"} There were nets. “How dear,”{by=\"a fitter\"} an old fitter said.

== another form is found, and left to a person
:: article
“Not now,”{by=\"a fitter\"} she keeps [whining]{cue}.
:: finds
⟨whining⟩ whining judges what it introduces

== the house's own words
:: settings
[checks.loaded-cue]
words = { claimed = \"said\" }
:: article
“Not now,”{by=\"a fitter\"} she claimed{cue}. “Why?”{by=\"a fitter\"} he ranted{cue}.
:: finds
⟨claimed⟩ claimed judges what it introduces
:: fixed
“Not now,”{by=\"a fitter\"} she said{cue}. “Why?”{by=\"a fitter\"} he ranted{cue}.

== the house's preferred cues, in all their forms
:: settings
[style]
preferred-cues = [\"say\", \"tell\", \"according to\"]
:: article
“Not now,”{by=\"a fitter\"} she said{cue}, and told{cue} them “why”{by=\"a fitter\"}. “So,”{by=\"a cook\"} he opined{cue}, [according to]{cue} the cook.
:: finds
⟨opined⟩ opined is not one of the house’s cues
  help: expected say, tell, according to

== is silent on words that report, on storms, and away from quotes
:: article
“Not now,”{by=\"a fitter\"} she claimed{cue}. A storm slammed the pier, and he boasted a new net. “So,”{by=\"a cook\"} the cook insisted.

== is silent where the quote has another cue, or a sign stands between
:: article
“Not now,”{by=\"a fitter\"} she said{cue}. He ranted on. “Why?”{by=\"a cook\"}. Ranted speeches were few.

== is silent in other languages
:: article
---
lang: de
---

„Nein“{by=\"ein Wirt\"}, so der ranted{cue} Wirt.

== a suppression silences it
:: article
“Not now,”{by=\"a fitter\"} a fitter ranted{cue}. {% allow loaded-cue %}
";
