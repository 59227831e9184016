//! How fast a million actors are loaded and found, and what memory that takes, beside plain
//! deserialisation with serde and beside a finite state transducer (the crate `fst`) in the same
//! run. Prints the figures and their ratios.
//!
//! The transducer holds the names in small letters and nothing else: not whose they are, nor
//! folded diacritics; and its automaton counts two exchanged letters as two slips.
//!
//! The actors are invented from syllables, always the same ones, with three aliases each. Their
//! files are written to a temporary folder. Each load is a process of its own, so that the peak
//! of its memory is its own.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "support/random.rs"]
mod random;

use std::fmt::Write as _;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use random::Random;

use fst::automaton::{Levenshtein, Str};
use fst::{Automaton, IntoStreamer, Streamer};
use newsmark::registry::{Format, Level, Registry, Source};

const MANY: usize = 1_000_000;
const FEW: usize = 50_000;

/// Says to a process which file to load, and how.
const TASK: &str = "NEWSMARK_REGISTRY_BENCH";

const SYLLABLES: [&str; 64] = [
    "ba", "bel", "bor", "ca", "cel", "cor", "da", "del", "dor", "du", "el", "en", "fa", "fen",
    "fir", "ga", "gel", "gro", "ha", "hel", "hu", "il", "im", "in", "ja", "jor", "ka", "kel",
    "kir", "ko", "la", "len", "lo", "lu", "ma", "mar", "mel", "mi", "na", "nel", "no", "o", "pa",
    "pel", "per", "qui", "ra", "rel", "ri", "ro", "sa", "sel", "sto", "ta", "tel", "tri", "va",
    "vel", "vi", "wen", "xa", "yor", "za", "zel",
];

const ACCENTED: [&str; 8] = ["bé", "čel", "dö", "łu", "ñe", "rå", "šti", "žo"];

impl Random {
    fn word(&mut self, syllables: usize) -> String {
        let mut word = String::new();
        for _ in 0..syllables {
            word += match self.below(20) {
                0 => ACCENTED[self.below(ACCENTED.len())],
                _ => SYLLABLES[self.below(SYLLABLES.len())],
            };
        }
        let first = word.chars().next().unwrap();
        first.to_uppercase().chain(word.chars().skip(1)).collect()
    }
}

struct Person {
    id: String,
    name: String,
    aliases: [String; 3],
}

/// The same people whenever it is asked for them.
fn people(many: usize) -> impl Iterator<Item = Person> {
    let mut numbers = Random(2031);
    let firsts: Vec<String> = (0..4_000).map(|i| numbers.word(2 + i % 2)).collect();
    let surnames: Vec<String> = (0..250_000).map(|i| numbers.word(2 + i % 3)).collect();
    (0..many).map(move |i| {
        let first = &firsts[numbers.below(firsts.len())];
        let surname = &surnames[numbers.below(surnames.len())];
        let initial = first.chars().next().unwrap();
        let syllables = 2 + numbers.below(2);
        Person {
            id: format!("{}-{i}", surname.to_lowercase()),
            name: format!("{first} {surname}"),
            aliases: [
                surname.clone(),
                format!("{initial}. {surname}"),
                numbers.word(syllables),
            ],
        }
    })
}

fn write_files(folder: &Path) -> [PathBuf; 3] {
    let [mut json, mut csv, mut toml] = [
        String::new(),
        "id,name,role,aliases\n".to_owned(),
        String::new(),
    ];
    for (i, Person { id, name, aliases }) in people(MANY).enumerate() {
        let [a, b, c] = &aliases;
        let _ = writeln!(
            json,
            r#"{{"id":"{id}","name":"{name}","role":"rigger","aliases":["{a}","{b}","{c}"]}}"#
        );
        let _ = writeln!(csv, "{id},{name},rigger,{a}|{b}|{c}");
        if i < FEW {
            let _ = writeln!(
                toml,
                "[actors.\"{id}\"]\nname = \"{name}\"\nrole = \"rigger\"\naliases = [\"{a}\", \"{b}\", \"{c}\"]\n"
            );
        }
    }
    [
        ("people.jsonl", json),
        ("people.csv", csv),
        ("people.toml", toml),
    ]
    .map(|(name, text)| {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        path
    })
}

fn load(path: &Path) -> Registry {
    let text = std::fs::read_to_string(path).unwrap();
    let source = Source::new("people", Format::of_path(path).unwrap(), text);
    let (registry, problems) = Registry::load(vec![source]);
    // Of so many invented riggers, some have the same name.
    let error = problems.iter().find(|p| p.level == Level::Error);
    assert!(error.is_none(), "{error:?}");
    registry
}

#[derive(serde::Deserialize)]
#[expect(dead_code, reason = "deserialised to measure how long that takes")]
struct Plain {
    id: String,
    name: String,
    role: String,
    aliases: Vec<String>,
}

/// The names in alphabetical order, each once.
fn sorted_names(registry: &Registry) -> Vec<String> {
    let names = registry.iter().flat_map(|k| {
        let names = std::iter::once(k.id()).chain([k.name()]).chain(k.aliases());
        names.map(str::to_lowercase).collect::<Vec<_>>()
    });
    let mut names: Vec<String> = names.collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// What a process of its own does: seconds and megabytes go to its standard output.
fn child(task: &str) {
    let (kind, path) = task.split_once(' ').unwrap();
    let path = Path::new(path);
    let start = Instant::now();
    match kind {
        "newsmark" => {
            black_box(load(path));
        }
        "serde" => {
            let text = std::fs::read_to_string(path).unwrap();
            let lines = text
                .lines()
                .map(|l| serde_json::from_str::<Plain>(l).unwrap());
            black_box(lines.collect::<Vec<_>>());
        }
        _ => panic!("{kind}"),
    }
    let seconds = start.elapsed().as_secs_f64();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|l| {
        l.strip_prefix("VmHWM:")?
            .trim()
            .strip_suffix(" kB")?
            .parse::<f64>()
            .ok()
    });
    println!("{seconds} {}", peak.map_or(f64::NAN, |kb| kb / 1024.0));
}

/// The quickest of three loads, in seconds, and the highest peak, in megabytes.
fn measure(kind: &str, path: &Path) -> (f64, f64) {
    let runs = (0..3).map(|_| {
        let task = format!("{kind} {}", path.display());
        let output = Command::new(std::env::current_exe().unwrap())
            .env(TASK, task)
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let text = String::from_utf8(output.stdout).unwrap();
        let (seconds, peak) = text.trim().split_once(' ').unwrap();
        (
            seconds.parse::<f64>().unwrap(),
            peak.parse::<f64>().unwrap(),
        )
    });
    runs.fold((f64::MAX, 0.0), |(s, p), (seconds, peak)| {
        (s.min(seconds), p.max(peak))
    })
}

/// The median and the worst of the queries' times. A query's time is the best of three rounds
/// through all of them, so that it finds the caches as the others leave them and no other process
/// counts.
fn times(queries: &[String], mut look_up: impl FnMut(&str) -> usize) -> (Duration, Duration) {
    let mut times = vec![Duration::MAX; queries.len()];
    for _ in 0..3 {
        for (query, time) in queries.iter().zip(&mut times) {
            let start = Instant::now();
            black_box(look_up(black_box(query)));
            *time = start.elapsed().min(*time);
        }
    }
    times.sort_unstable();
    (times[times.len() / 2], times[times.len() - 1])
}

/// The text with so many letters changed, left out, doubled or exchanged with the next.
fn misspelt(text: &str, slips: usize, numbers: &mut Random) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for _ in 0..slips {
        let at = numbers.below(letters.len());
        match numbers.below(4) {
            0 => letters[at] = 'q',
            1 if letters.len() > 1 => drop(letters.remove(at)),
            2 => letters.insert(at, letters[at]),
            _ if at + 1 < letters.len() => letters.swap(at, at + 1),
            _ => {}
        }
    }
    letters.into_iter().collect()
}

const LIMIT: usize = 20;

fn main() {
    if let Ok(task) = std::env::var(TASK) {
        return child(&task);
    }
    let folder = tempfile::tempdir().unwrap();
    let [json, csv, toml] = write_files(folder.path());
    let size = |path: &Path| std::fs::metadata(path).unwrap().len() as f64 / 1e6;

    println!("loading, files read included   actors     MB   seconds   peak MB");
    let mut seconds = Vec::new();
    for (what, kind, path, many) in [
        ("JSON Lines", "newsmark", &json, MANY),
        ("JSON Lines, serde_json", "serde", &json, MANY),
        ("CSV", "newsmark", &csv, MANY),
        ("TOML", "newsmark", &toml, FEW),
    ] {
        let (time, peak) = measure(kind, path);
        println!(
            "{what:28} {many:9} {:6.0} {time:9.2} {peak:9.0}",
            size(path)
        );
        seconds.push(time);
    }

    let registry = load(&json);
    let names = sorted_names(&registry);
    let start = Instant::now();
    let set = fst::Set::from_iter(&names).unwrap();
    println!(
        "fst from {} sorted names: {:.2} s; the registry from its file takes {:.2} times serde's time",
        names.len(),
        start.elapsed().as_secs_f64(),
        seconds[0] / seconds[1]
    );

    let mut numbers = Random(7);
    let mut some = |many: usize| -> Vec<String> {
        (0..many)
            .map(|_| names[numbers.below(names.len())].clone())
            .collect()
    };
    println!(
        "\nlooking up                    median       worst   fst: median       worst   ratio of medians"
    );
    let print = |what: &str, ours: (Duration, Duration), fst: Option<(Duration, Duration)>| {
        let micros = |d: Duration| d.as_secs_f64() * 1e6;
        print!(
            "{what:24} {:8.1} µs {:8.1} µs",
            micros(ours.0),
            micros(ours.1)
        );
        match fst {
            Some(fst) => println!(
                "   {:8.1} µs {:8.1} µs {:10.1}",
                micros(fst.0),
                micros(fst.1),
                micros(fst.0) / micros(ours.0)
            ),
            None => println!(),
        }
    };

    let queries = some(20_000);
    let ids: Vec<String> = people(20_000).map(|p| p.id).collect();
    print(
        "id",
        times(&ids, |q| registry.get(q).map_or(0, |k| k.name().len())),
        None,
    );
    print(
        "id, all of the actor",
        times(&ids, |q| {
            registry.get(q).map_or(0, |k| k.actor().aliases.len())
        }),
        None,
    );
    print(
        "exact name",
        times(&queries, |q| registry.named(q).take(LIMIT).count()),
        Some(times(&queries, |q| usize::from(set.contains(q)))),
    );
    for letters in [1, 2, 4, 8] {
        let prefixes: Vec<String> = queries
            .iter()
            .take(5_000)
            .map(|q| q.chars().take(letters).collect())
            .collect();
        print(
            &format!("beginning, {letters} letters"),
            times(&prefixes, |q| registry.starting_with(q, LIMIT).len()),
            Some(times(&prefixes, |q| {
                let mut stream = set.search(Str::new(q).starts_with()).into_stream();
                (0..LIMIT).take_while(|_| stream.next().is_some()).count()
            })),
        );
    }
    let mut numbers = Random(8);
    for (range, most) in [
        (1..=5, 1_u32),
        (6..=7, 2),
        (8..=10, 2),
        (11..=12, 3),
        (13..=18, 3),
    ] {
        let of_length = names.iter().filter(|n| range.contains(&n.chars().count()));
        let of_length: Vec<&String> = of_length.collect();
        let misspelt: Vec<String> = (0..200)
            .map(|_| {
                misspelt(
                    of_length[numbers.below(of_length.len())],
                    most as usize,
                    &mut numbers,
                )
            })
            .filter(|q| range.contains(&q.chars().count()))
            .collect();
        print(
            &format!("nearly, {} to {} letters", range.start(), range.end()),
            times(&misspelt, |q| registry.similar(q, LIMIT).len()),
            Some(times(&misspelt[..misspelt.len().min(20)], |q| {
                let near = Levenshtein::new_with_limit(q, most, 1_000_000).unwrap();
                let mut stream = set.search(near).into_stream();
                let mut found = 0;
                while stream.next().is_some() {
                    found += 1;
                }
                found
            })),
        );
    }
}
