//! How often the proposed speakers are right, on a corpus in which people have marked who says what.
//!
//! `cargo bench --bench accuracy -- FOLDER [--errors] [--rule NAME]` reads a folder of PolNeAR (with `text` and `attributions`)
//! or of the German news quotations (files ending in `.json`) and prints a table. With `--errors` each quotation follows
//! that is wrong or missed, with its place; with `--rule` only those of one rule. `--min-confidence` takes less sure ones in.
//! `--indirect` counts what is said without quotation marks instead. `--short` counts quotations of fewer words instead. `--speed` prints how
//! fast they are found instead; without a folder, in an invented article over and over. Otherwise it measures nothing
//! without a folder. For English a line tells how plain regular expressions fare on the same quotations.
//!
//! Counted are quotations of four words or more that stand in no other. A proposal is right where the words that it
//! takes for the speaker's overlap the source of an attribution whose content overlaps the quotation. Where several
//! people have annotated an article, the first is followed.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod baseline;
mod corpus;
#[path = "../support/random.rs"]
mod random;
mod score;

use std::path::PathBuf;

use newsmark::suggest::LEAST_CONFIDENCE;

fn main() {
    let mut folder = None;
    let (mut errors, mut speed, mut rule) = (false, false, None);
    let mut wanted = score::Wanted {
        words: 4..=usize::MAX,
        least: LEAST_CONFIDENCE,
        plain: false,
    };
    let mut of = score::Of::Quotations;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            // What cargo adds.
            "--bench" => {}
            "--errors" => errors = true,
            "--rule" => rule = arguments.next(),
            "--min-confidence" => {
                let number = arguments.next().and_then(|n| n.parse().ok());
                wanted.least = number.expect("--min-confidence takes a number from 0 to 100");
            }
            "--speed" => speed = true,
            "--indirect" => of = score::Of::Clauses,
            "--short" => wanted.words = 1..=3,
            _ => folder = Some(PathBuf::from(argument)),
        }
    }
    if speed && folder.is_none() {
        score::speed(&corpus::invented());
        return;
    }
    let Some(folder) = folder else {
        println!("nothing measured: name a corpus' folder, cargo bench --bench accuracy -- FOLDER");
        return;
    };
    let articles = corpus::read(&folder);
    if speed {
        score::speed(&articles);
        return;
    }
    let measure = match of {
        score::Of::Quotations => score::measure,
        score::Of::Clauses => score::measure_indirect,
    };
    let measured: Vec<_> = articles.iter().map(|a| measure(a, &wanted)).collect();
    score::table(&measured, &of);
    let english = articles.iter().any(|a| a.lang == "en");
    if english && matches!(of, score::Of::Quotations) {
        wanted.plain = true;
        let plain: Vec<_> = articles.iter().map(|a| measure(a, &wanted)).collect();
        score::beside(&plain);
    }
    if errors {
        let of_rule = |name: &str| rule.as_deref().is_none_or(|r| r == name);
        for (article, measured) in articles.iter().zip(&measured) {
            score::errors(article, measured, &of_rule);
        }
    }
}
