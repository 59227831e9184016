//! How fast `newsmark check` is over a folder of articles, beside `typos`, a spelling checker of
//! source code, on the same folder in the same run. Both are run as whole commands, in turns; the
//! ratios of the medians are printed: for the first run, in which every article is checked, and for one
//! that knows the articles, which are read and looked up (of `typos` each is the first).
//!
//! The articles are made up from a list of words, tagged throughout, and without fault. `typos` is
//! taken from the path, or installed from PyPI into the build folder.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "support/random.rs"]
mod random;
mod support;

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use random::Random;

const ARTICLES: usize = 10_000;
const BYTES: usize = 5_000;
const ROUNDS: usize = 7;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = write_articles(folder.path());
    let newsmark = Path::new(env!("CARGO_BIN_EXE_newsmark"));
    let Some(typos) = support::peer("typos") else {
        println!("not run: typos is neither on the path nor could it be installed with pip");
        return;
    };
    let kept = tempfile::tempdir().unwrap();
    let ours = |flags: &[&str]| {
        let mut command = Command::new(newsmark);
        command.env("NEWSMARK_CACHE_DIR", kept.path());
        command.arg("check").args(flags).arg(folder.path());
        command
    };
    let theirs = || {
        let mut command = Command::new(&typos);
        command.arg(folder.path());
        command
    };
    // One turn each warms the disk's cache; a finding would be work that a clean corpus has not.
    assert_eq!(run(ours(&[])).1, Some(0), "the articles are not clean");
    run(theirs());
    let of_ours = [
        &["--no-cache"][..],
        &[],
        &["--no-cache", "--ignore", "corpus"],
    ];
    let mut own = of_ours.map(|_| Vec::new());
    let mut peer = Vec::new();
    for _ in 0..ROUNDS {
        for (times, flags) in own.iter_mut().zip(of_ours) {
            times.push(run(ours(flags)).0);
        }
        peer.push(run(theirs()).0);
    }
    let (own, peer) = (own.map(median), median(peer));
    println!("{ARTICLES} articles, {} MB", bytes / 1_000_000);
    let show = |command: &str, time: Duration| {
        let rate = bytes as f64 / 1e6 / time.as_secs_f64();
        let ratio = peer.as_secs_f64() / time.as_secs_f64();
        println!("{command:44} {time:8.1?}  {rate:6.1} MB/s  {ratio:4.1} times as fast as typos");
    };
    for (flags, time) in of_ours.iter().zip(own) {
        let known = if flags.is_empty() {
            "(articles known)"
        } else {
            ""
        };
        show(&format!("newsmark check {}{known}", flags.join(" ")), time);
    }
    show("typos", peer);
}

fn run(mut command: Command) -> (Duration, Option<i32>) {
    let start = Instant::now();
    let status = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    (start.elapsed(), status.code())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

impl Random {
    fn one_of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }

    fn words(&mut self, count: usize) -> String {
        let words: Vec<&str> = (0..count).map(|_| self.one_of(&WORDS)).collect();
        words.join(" ")
    }

    /// Words with a capital letter.
    fn clause(&mut self, count: usize) -> String {
        let words = self.words(count);
        words[..1].to_uppercase() + &words[1..]
    }
}

/// Gives the sum of their sizes.
fn write_articles(folder: &Path) -> usize {
    let mut numbers = Random(0x5EED);
    let mut bytes = 0;
    for i in 0..ARTICLES {
        let sub = folder.join(format!("{:03}", i / 100));
        if i % 100 == 0 {
            fs::create_dir(&sub).unwrap();
        }
        let text = article(&mut numbers, i);
        bytes += text.len();
        fs::write(sub.join(format!("{i:05}.nmk")), text).unwrap();
    }
    bytes
}

fn article(numbers: &mut Random, number: usize) -> String {
    let mut actors: Vec<(&str, &str)> = Vec::new();
    while actors.len() < 3 {
        let actor = (numbers.one_of(&FIRST), numbers.one_of(&LAST));
        if actors.iter().all(|a| a.1 != actor.1) {
            actors.push(actor);
        }
    }
    let mut text = format!(
        "---\ntitle: {}\ndate: 2031-04-03\nlang: en\nactors:\n",
        numbers.clause(6)
    );
    for (first, last) in &actors {
        let _ = writeln!(
            text,
            "  {}: {first} {last}, {}",
            last.to_lowercase(),
            numbers.one_of(&ROLES)
        );
    }
    text += "---\n\n";
    let mut first = true;
    while text.len() < BYTES {
        for (name, last) in &actors {
            let id = last.to_lowercase();
            let named = if first {
                let role = text
                    .lines()
                    .find_map(|l| l.trim().strip_prefix(&format!("{id}: {name} {last}, ")));
                format!("{name} {last}, {},", role.unwrap_or_default())
            } else {
                (*last).to_owned()
            };
            let (quoted, more) = (numbers.clause(9), numbers.words(8));
            let _ = writeln!(
                text,
                "“{quoted},”{{@{id}}} {named} said{{cue}} on Wednesday{{2031-04-02}}. “{}.”{{+}}\n",
                numbers.clause(7)
            );
            let _ = writeln!(
                text,
                "{} {more}. {}.\n",
                numbers.clause(12),
                numbers.clause(14)
            );
            let _ = writeln!(
                text,
                "In May 2029{{2029-05}} {last} told{{cue}} the council that [{}]{{by=@{id}}}. {}.\n",
                numbers.words(10),
                numbers.clause(11)
            );
        }
        first = false;
    }
    let _ = writeln!(text, "Number {number}.");
    text
}

const FIRST: [&str; 12] = [
    "Ada", "Boris", "Clara", "Dario", "Edda", "Falk", "Greta", "Hugo", "Irma", "Jonas", "Karin",
    "Leo",
];
const LAST: [&str; 16] = [
    "Abbott",
    "Barlow",
    "Carver",
    "Dalton",
    "Egerton",
    "Fielding",
    "Garland",
    "Hawthorne",
    "Ingram",
    "Jarvis",
    "Kendrick",
    "Lockwood",
    "Merton",
    "Norwood",
    "Osborne",
    "Pemberton",
];
const ROLES: [&str; 5] = ["mayor", "crane master", "surveyor", "dairy farmer", "judge"];
const WORDS: [&str; 60] = [
    "the", "water", "wall", "council", "price", "of", "bread", "in", "every", "village", "house",
    "bridge", "and", "road", "north", "harvest", "to", "school", "paper", "money", "garden",
    "with", "letter", "river", "storm", "a", "boat", "market", "engine", "for", "number", "field",
    "window", "under", "stone", "light", "train", "over", "worker", "ship", "board", "near",
    "glass", "farm", "salt", "old", "dry", "long", "small", "open", "plan", "wood", "iron", "cold",
    "grey", "floor", "rope", "lamp", "north", "copper",
];
