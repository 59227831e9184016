//! How long the checks across articles take, for a year of a paper and for ten: prints the time for
//! each article, which should not grow with their number, and the memory for each quote.
//!
//! The articles are made up: five quotes each of a few thousand speakers, of which some are said
//! again elsewhere, word for word, with a word changed, or by somebody else.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "support/random.rs"]
mod random;

use std::fmt::Write;
use std::time::{Duration, Instant};

use newsmark::checks::{Config, Corpus, Quotes};
use newsmark::model;
use random::Random;

const SPEAKERS: usize = 4_000;

/// A word of two or three syllables; small numbers are frequent ones.
fn word(mut number: usize) -> String {
    let mut word = String::new();
    loop {
        word.push(char::from(b"bdfghklmnprst"[number % 13]));
        word.push(char::from(b"aeiou"[number / 13 % 5]));
        number /= 65;
        if number == 0 {
            return word + "n";
        }
    }
}

struct Writer {
    random: Random,
    /// Quotes that are said again.
    said: Vec<(usize, Vec<usize>)>,
}

impl Writer {
    fn quote(&mut self) -> (usize, Vec<usize>) {
        let kind = self.random.below(20);
        if kind < 3 && !self.said.is_empty() {
            let (mut speaker, mut words) = self.said[self.random.below(self.said.len())].clone();
            match kind {
                0 => {}
                1 => {
                    let place = self.random.below(words.len());
                    words[place] = self.random.below(3_000);
                }
                _ if self.random.below(20) == 0 => speaker = self.random.below(SPEAKERS),
                _ => {}
            }
            return (speaker, words);
        }
        let length = 8 + self.random.below(20);
        // Half of all words are among the hundred most frequent.
        let words = (0..length).map(|_| match self.random.below(2) {
            0 => self.random.below(100),
            _ => self.random.below(3_000),
        });
        let words = words.collect();
        let quote = (self.random.below(SPEAKERS), words);
        if kind == 19 {
            self.said.push(quote.clone());
        }
        quote
    }

    fn article(&mut self, number: usize) -> String {
        let quotes: Vec<_> = (0..5).map(|_| self.quote()).collect();
        let day = number % 28 + 1;
        let mut text = format!(
            "---\ndate: 20{:02}-{:02}-{day:02}\nactors:\n",
            number / 10_000 + 20,
            number / 28 % 12 + 1
        );
        let mut speakers: Vec<usize> = quotes.iter().map(|q| q.0).collect();
        speakers.sort_unstable();
        speakers.dedup();
        for s in speakers {
            let _ = writeln!(text, "  s{s}: {} {}", word(s % 63 + 65), word(s + 4_225));
        }
        text.push_str("---\n");
        for (speaker, words) in quotes {
            let words: Vec<String> = words.into_iter().map(word).collect();
            let _ = write!(
                text,
                "\n“{}.”{{@s{speaker}}} The pier was shut for the day.\n",
                words.join(" ")
            );
        }
        text
    }
}

fn main() {
    println!("articles   parse and model   quotes     compare    findings   memory");
    for count in [10_000, 100_000] {
        let mut writer = Writer {
            random: Random(0x2031_0403),
            said: Vec::new(),
        };
        let config = Config::default();
        let mut corpus = Corpus::default();
        let mut times = [Duration::ZERO; 3];
        for number in 0..count {
            let text = writer.article(number);
            let mut clock = Instant::now();
            let article = model::parse(&text);
            times[0] += clock.elapsed();
            clock = Instant::now();
            let quotes = Quotes::of(&format!("{number}.nmk"), &article, &config);
            times[1] += clock.elapsed();
            clock = Instant::now();
            corpus.add(quotes);
            times[2] += clock.elapsed();
        }
        let memory = corpus.heap_size() as f64 / (5 * count) as f64;
        let clock = Instant::now();
        let findings = corpus.finish().len();
        times[2] += clock.elapsed();
        let each = times.map(|t| t.as_secs_f64() * 1e6 / f64::from(count as u32));
        println!(
            "{count:8} {:12.2} µs {:9.2} µs {:9.2} µs {findings:10}   {memory:.0} bytes a quote",
            each[0], each[1], each[2]
        );
    }
}
