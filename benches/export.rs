//! How fast `newsmark export` writes a folder of articles in each format, as a whole command.
//!
//! The articles are made up, tagged throughout. Counted is their source. Formats with a file for each article are written to a
//! folder, which is on the disk of the build.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use support::server::article;

const ARTICLES: usize = 10_000;
const BYTES: usize = 5_000;
const ROUNDS: usize = 3;

fn main() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let corpus = folder.path().join("corpus");
    let text = article(BYTES);
    let mut bytes = 0;
    for i in 0..ARTICLES {
        let sub = corpus.join(format!("{:03}", i / 100));
        fs::create_dir_all(&sub).unwrap();
        let text = format!("{text}Number {i}.\n");
        bytes += text.len();
        fs::write(sub.join(format!("{i:05}.nmk")), text).unwrap();
    }
    println!("{ARTICLES} articles, {} MB", bytes / 1_000_000);
    for format in newsmark::convert::FORMATS {
        let out = folder.path().join(format.name);
        let mut times = Vec::new();
        for _ in 0..ROUNDS {
            times.push(run(format.name, format.head.is_none(), &corpus, &out));
        }
        times.sort();
        let time = times[ROUNDS / 2];
        let rate = bytes as f64 / 1e6 / time.as_secs_f64();
        println!("{:<14} {time:8.1?} {rate:7.1} MB/s", format.name);
        fs::remove_dir_all(&out).ok();
    }
}

fn run(format: &str, is_folder: bool, corpus: &Path, out: &Path) -> Duration {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsmark"));
    command
        .args(["export", "--to", format])
        .arg(corpus)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if is_folder {
        command.arg("--output").arg(out);
    }
    let start = Instant::now();
    assert!(command.status().unwrap().success(), "{format}");
    start.elapsed()
}
