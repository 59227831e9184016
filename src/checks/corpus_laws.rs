//! Laws of the checks across articles: the fast way finds what comparing all with all finds.

use proptest::prelude::*;

use super::difference::{difference, most_edits};
use super::words::folded;
use super::{Config, Corpus, Quotes, conflicting_attribution, quote_drift};
use crate::model;

/// A quote: who says it, and its words.
type Said = (usize, Vec<usize>);

/// An article: the day of its date, if it has one, and its quotes.
#[derive(Clone, Debug)]
struct Sample {
    day: Option<u8>,
    quotes: Vec<Said>,
}

const SPEAKERS: [&str; 3] = ["Ada Pell", "Bo Quist", "Cy Rand"];
const WORDS: [&str; 6] = ["crane", "dock", "ferry", "harbour", "nets", "tide"];

/// Sentences that are often the same, or the same but for a word.
fn sentence() -> impl Strategy<Value = Vec<usize>> {
    let base = prop_oneof![
        Just(vec![0, 1, 2, 3, 4, 5, 0, 1, 2, 3]),
        Just(vec![5, 4, 3, 2, 1, 0, 5, 5, 4, 3, 2, 1, 0, 4]),
        prop::collection::vec(0..WORDS.len(), 6..20),
    ];
    let change = (any::<prop::sample::Index>(), 0..WORDS.len(), 0..4);
    (base, prop::collection::vec(change, 0..3)).prop_map(|(mut words, changes)| {
        for (place, word, kind) in changes {
            let at = place.index(words.len());
            match kind {
                0 => words.insert(at, word),
                1 => _ = words.remove(at),
                _ => words[at] = word,
            }
        }
        words
    })
}

fn samples() -> impl Strategy<Value = Vec<Sample>> {
    let quote = (0..SPEAKERS.len(), sentence());
    let quotes = prop::collection::vec(quote, 0..5);
    let sample =
        (prop::option::of(1..28u8), quotes).prop_map(|(day, quotes)| Sample { day, quotes });
    prop::collection::vec(sample, 0..8)
}

fn words_of(quote: &Said) -> String {
    quote
        .1
        .iter()
        .map(|w| WORDS[*w])
        .collect::<Vec<_>>()
        .join(" ")
}

fn text(sample: &Sample) -> String {
    let mut text = "---\n".to_owned();
    if let Some(day) = sample.day {
        text += &format!("date: 2031-04-{day:02}\n");
    }
    text += "actors:\n";
    for (i, name) in SPEAKERS.iter().enumerate() {
        text += &format!("  s{i}: {name}\n");
    }
    text += "---\n";
    for quote in &sample.quotes {
        text += &format!("\n“{}.”{{@s{}}}\n", words_of(quote), quote.0);
    }
    text
}

/// For each finding its article, its quote and its code.
fn found(samples: &[(usize, Sample)]) -> Vec<(usize, usize, &'static str)> {
    let mut corpus = Corpus::default();
    for (name, sample) in samples {
        let article = model::parse(&text(sample));
        corpus.add(Quotes::of(&name.to_string(), &article, &Config::default()));
    }
    let mut found = Vec::new();
    for (path, finding) in corpus.finish() {
        let Some((_, sample)) = samples.iter().find(|(n, _)| n.to_string() == path) else {
            unreachable!("a finding has the path of its article");
        };
        let before = &text(sample)[..finding.span.start];
        found.push((
            path.parse().unwrap_or(usize::MAX),
            before.matches('”').count(),
            finding.code,
        ));
    }
    found.sort_unstable();
    found
}

/// The distance of two texts in words, the slow way.
fn distance(a: &[usize], b: &[usize]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let least = (corner + usize::from(x != y))
                .min(row[j] + 1)
                .min(row[j + 1] + 1);
            corner = row[j + 1];
            row[j + 1] = least;
        }
    }
    row[b.len()]
}

/// The same findings by comparing each quote with each.
fn found_slowly(samples: &[(usize, Sample)]) -> Vec<(usize, usize, &'static str)> {
    let mut order: Vec<&(usize, Sample)> = samples.iter().collect();
    order.sort_by_key(|(_, s)| (s.day.is_none(), s.day));
    let quotes: Vec<(usize, usize, &Said)> = order
        .iter()
        .flat_map(|(name, s)| s.quotes.iter().enumerate().map(|(i, q)| (*name, i, q)))
        .collect();
    let mut found = Vec::new();
    for (article, number, quote) in &quotes {
        let same: Vec<_> = quotes.iter().filter(|(_, _, q)| q.1 == quote.1).collect();
        let mut speakers: Vec<usize> = same.iter().map(|(_, _, q)| q.0).collect();
        speakers.sort_unstable();
        speakers.dedup();
        let (first, _, said) = same[0];
        if quote.1.len() >= 6 && speakers.len() == 2 && said.0 != quote.0 && first != article {
            found.push((*article, *number, conflicting_attribution::CHECK.code));
        }
        let drifts = |(i, (other, _, said)): (usize, &(usize, usize, &Said))| {
            // Only the first quote with some words counts.
            let first = !quotes[..i].iter().any(|(_, _, q)| *q == *said);
            let longer = said.1.len().max(quote.1.len());
            first
                && other != article
                && said.0 == quote.0
                && said.1.len().min(quote.1.len()) >= 8
                && said.1 != quote.1
                && distance(&said.1, &quote.1) <= most_edits(longer)
                && difference(&words_of(quote), &words_of(said)).is_some()
        };
        let at = quotes.iter().position(|(_, _, q)| q == quote).unwrap_or(0);
        if quotes[..at].iter().enumerate().any(drifts) {
            found.push((*article, *number, quote_drift::CHECK.code));
        }
    }
    found.sort_unstable();
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_fast_way_finds_what_the_slow_way_finds(samples in samples()) {
        let samples: Vec<(usize, Sample)> = samples.into_iter().enumerate().collect();
        prop_assert_eq!(found(&samples), found_slowly(&samples));
    }

    #[test]
    fn articles_with_dates_can_be_added_in_any_order(samples in samples(), by in any::<prop::sample::Index>()) {
        let mut samples: Vec<(usize, Sample)> = samples.into_iter().enumerate().collect();
        for (number, sample) in &mut samples {
            sample.day = Some(*number as u8 + 1);
        }
        let before = found(&samples);
        let turn = by.index(samples.len() + 1);
        samples.rotate_left(turn);
        prop_assert_eq!(before, found(&samples));
    }

    #[test]
    fn folding_twice_changes_nothing(text in any::<String>()) {
        let once = folded(&text);
        prop_assert_eq!(folded(&once), once);
    }
}
