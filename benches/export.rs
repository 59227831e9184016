//! How fast `newsmark export` writes a folder of articles in each format, as a whole command, beside `cp -r` of the folder.
//!
//! The articles are made up, tagged throughout. Counted is their source. Formats with a file for each article are written to a
//! folder beside the articles: on the disk of the build, or in the folder that is named (`cargo bench --bench export --
//! /dev/shm`), for a file system can take longer than the command. What the processor worked is told too, as a busy
//! machine changes it less: with two idle cores the rate is at most twice what one second of it gives.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use support::server::article;

const FEW: usize = 1_000;
const ARTICLES: usize = 10_000;
const BYTES: usize = 5_000;
const ROUNDS: usize = 3;

fn main() {
    let named = std::env::args().skip(1).find(|a| !a.starts_with("--"));
    let folder = named.unwrap_or_else(|| env!("CARGO_TARGET_TMPDIR").to_owned());
    let folder = tempfile::tempdir_in(folder).unwrap();
    let (few, _) = corpus(&folder.path().join("few"), FEW);
    let (all, bytes) = corpus(&folder.path().join("all"), ARTICLES);
    println!("{ARTICLES} articles, {} MB", bytes / 1_000_000);
    println!(
        "                  time     rate   of cp   processor   memory at {FEW} and {ARTICLES}"
    );
    let out = folder.path().join("out");
    let mut copied = f64::NAN;
    let copy = || {
        let mut command = Command::new("cp");
        command.arg("-r").arg(&all).arg(&out);
        command
    };
    for format in [None]
        .into_iter()
        .chain(newsmark::convert::FORMATS.iter().map(Some))
    {
        let mut of_all: Vec<Run> = Vec::new();
        let mut least = 0;
        for round in 0..ROUNDS {
            if let Some(format) = format.filter(|_| round == 0) {
                least = run(export(format, &few, &out), &out).memory;
            }
            let command = format.map_or_else(copy, |format| export(format, &all, &out));
            of_all.push(run(command, &out));
        }
        of_all.sort_by_key(|r| r.time);
        let middle = &of_all[ROUNDS / 2];
        let rate = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
        let speed = rate(middle.time);
        if format.is_none() {
            copied = speed;
        }
        println!(
            "{:<14} {:8.2?} {speed:7.1} {:7.2} {:6.1} MB/s   {:3} {:3} MB",
            format.map_or("cp -r", |f| f.name),
            middle.time,
            speed / copied,
            rate(middle.worked),
            least,
            of_all.iter().map(|r| r.memory).max().unwrap_or(0),
        );
    }
}

/// Writes a corpus, and gives how many bytes its articles have.
fn corpus(folder: &Path, articles: usize) -> (PathBuf, usize) {
    let text = article(BYTES);
    let mut bytes = 0;
    for i in 0..articles {
        let sub = folder.join(format!("{:03}", i / 100));
        fs::create_dir_all(&sub).unwrap();
        let text = format!("{text}Number {i}.\n");
        bytes += text.len();
        fs::write(sub.join(format!("{i:05}.nmk")), text).unwrap();
    }
    (folder.to_owned(), bytes)
}

fn export(format: &newsmark::convert::Format, corpus: &Path, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsmark"));
    command.args(["export", "--to", format.name]).arg(corpus);
    if format.head.is_none() {
        command.arg("--output").arg(out);
    }
    command
}

struct Run {
    time: Duration,
    /// What the processor worked, on all cores together.
    worked: Duration,
    /// The most memory, in MB; 0 where the system does not tell.
    memory: usize,
}

fn run(mut command: Command, out: &Path) -> Run {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let before = worked();
    let start = Instant::now();
    let mut child = command.spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut memory = 0;
    let code = loop {
        if let Some(code) = child.try_wait().unwrap() {
            break code;
        }
        let status = fs::read_to_string(&status).unwrap_or_default();
        let peak = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
        let peak = peak.and_then(|l| l.split_whitespace().next()?.parse::<usize>().ok());
        memory = memory.max(peak.unwrap_or(0));
        std::thread::sleep(Duration::from_millis(5));
    };
    let time = start.elapsed();
    assert!(code.success(), "{command:?}");
    fs::remove_dir_all(out).ok();
    Run {
        time,
        worked: worked() - before,
        memory: memory / 1024,
    }
}

/// What the processor has worked for the commands that have ended, as Linux tells it, in hundredths of seconds.
fn worked() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let fields = behind_name.split_whitespace().skip(13).take(2);
    let ticks: u64 = fields.filter_map(|f| f.parse::<u64>().ok()).sum();
    Duration::from_millis(10 * ticks)
}
