//! How long the language server takes from the bytes of an edit to the bytes of the diagnostics, over
//! pipes, at four sizes of document; beside it, in the same run, ruff's server with Python of the same size.
//! Prints median and 99th percentile of each, and the ratio of the medians.
//!
//! Every second edit puts in something that has a diagnostic and the others take it out, so that
//! there is something new to send each time. `ruff` is taken from the path, or installed from PyPI into the build folder.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::expect_used)]

mod support;

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::json;
use support::server::{Server, article, plain};

/// Bytes of the documents, and how many edits are made in each.
const SIZES: [(usize, usize); 4] = [
    (5_000, 400),
    (100_000, 200),
    (1_000_000, 60),
    (10_000_000, 10),
];

/// The peer takes seconds for each edit of a larger document.
const PEER_UP_TO: usize = 1_000_000;

fn main() {
    let newsmark = Path::new(env!("CARGO_BIN_EXE_newsmark"));
    let ruff = support::peer("ruff");
    if ruff.is_none() {
        println!("without a peer: ruff is neither on the path nor could it be installed with pip");
    }
    println!(
        "{:>9}  {:>23}  {:>23}  ratio",
        "bytes", "newsmark: median, p99", "ruff: median, p99"
    );
    for (size, edits) in SIZES {
        let own = measure(newsmark, "lsp", &article(size), edits, &ARTICLE_EDIT);
        let other = ruff.as_ref().filter(|_| size <= PEER_UP_TO);
        let other = other.map(|r| measure(r, "server", &program(size), edits / 4, &PROGRAM_EDIT));
        let show = |(median, p99): (Duration, Duration)| format!("{median:>11.2?}{p99:>12.2?}");
        let ratio = other.map(|o| o.0.as_secs_f64() / own.0.as_secs_f64());
        println!(
            "{size:>9}  {}  {:>23}  {}",
            show(own),
            other.map_or_else(String::new, show),
            ratio.map_or_else(String::new, |r| format!("{r:.1}"))
        );
    }
}

/// What is put in, where, and how much of it is taken out again.
struct Editing {
    uri: &'static str,
    language: &'static str,
    line: u32,
    text: &'static str,
    /// The end of what was put in.
    end: (u32, u32),
}

const ARTICLE_EDIT: Editing = Editing {
    uri: "untitled:article",
    language: "newsmark",
    line: 9,
    text: "“Not now,” ",
    end: (9, 11),
};

const PROGRAM_EDIT: Editing = Editing {
    uri: "file:///program.py",
    language: "python",
    line: 3,
    text: "import sys\n",
    end: (4, 0),
};

fn program(size: usize) -> String {
    // Clean but for the edits, as the article is.
    let mut text = "\"\"\"Sums.\"\"\"\n\n\n\n".to_owned();
    let mut number = 0;
    while text.len() < size {
        number += 1;
        let _ = write!(
            text,
            "def double_{number}(a, b):\n    total = a + b\n    return total * 2\n\n\n"
        );
    }
    text
}

fn measure(
    server: &Path,
    argument: &str,
    text: &str,
    edits: usize,
    editing: &Editing,
) -> (Duration, Duration) {
    let (mut server, _) = Server::start(server, argument, plain());
    server.open(editing.uri, editing.language, text);
    let mut times = Vec::new();
    for version in 2..edits + 2 {
        let start = json!({"line": editing.line, "character": 0});
        let (line, character) = if version % 2 == 0 {
            (editing.line, 0)
        } else {
            editing.end
        };
        let end = json!({"line": line, "character": character});
        let new = if version % 2 == 0 { editing.text } else { "" };
        let change = json!([{"range": {"start": start, "end": end}, "text": new}]);
        let document = json!({"uri": editing.uri, "version": version});
        let params = json!({"textDocument": document, "contentChanges": change});
        let begun = Instant::now();
        server.notify("textDocument/didChange", params);
        server.published(version);
        times.push(begun.elapsed());
    }
    times.sort();
    (times[times.len() / 2], times[times.len() * 99 / 100])
}
