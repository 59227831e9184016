//! Whether corpora come through Newsmark as they are: each document is read, written as a Newsmark source, parsed, and written
//! in its own format again.
//!
//! `cargo bench --bench roundtrip -- FOLDER [--show N] [--keep FOLDER]` reads a folder with brat's files (PolNeAR: `text` and
//! `attributions`; or `.txt` beside `.ann`), with TimeML, or with the JSON of the German corpus, and counts the documents of which the text, a span, an attribute or a relation is not the
//! same. With `--show` so many differences are printed, with `--keep` the sources of documents that differ are kept. Without a folder
//! it measures nothing.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod brat;
mod german;
mod timeml;

use std::fs;
use std::path::PathBuf;

fn main() {
    let (mut folder, mut show, mut keep) = (None, 0, None);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            // What cargo adds.
            "--bench" => {}
            "--show" => {
                let number = arguments.next().and_then(|n| n.parse().ok());
                show = number.expect("--show takes a number");
            }
            "--keep" => keep = arguments.next().map(PathBuf::from),
            _ => folder = Some(PathBuf::from(argument)),
        }
    }
    let Some(folder) = folder else {
        println!(
            "nothing measured: name a corpus' folder, cargo bench --bench roundtrip -- FOLDER"
        );
        return;
    };
    if timeml::is_in(&folder) {
        timeml::run(&folder, show);
        return;
    }
    let mut documents = german::find(&folder);
    if documents.is_empty() {
        documents = brat::find(&folder);
    }
    let mut total = brat::Counts::default();
    for document in &documents {
        let outcome = brat::round(document);
        total.add(&outcome.counts);
        if outcome.counts.differ > 0 {
            for line in outcome.differences.iter().take(show) {
                println!("{}: {line}", document.name);
            }
            show = show.saturating_sub(outcome.differences.len());
            if let Some(keep) = &keep {
                fs::create_dir_all(keep).unwrap();
                fs::write(keep.join(format!("{}.nmk", document.name)), &outcome.source).unwrap();
            }
        }
    }
    println!("{total}");
}
