//! The corpora TimeBank and AQUAINT in TimeML, by the definitions of TempEval-3's scorer: the extents
//! of expressions, strict and relaxed, and their values.
//!
//! The rules were tuned on three quarters of each corpus, [`is_tuned_on`]; the parts are rows of their own.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Instant;

use newsmark::dates::DateProposal;

use super::document::{Document, Gold, extent, timex};
use super::notation::is_alike;
use super::random::Random;

const CORPORA: &str = "data/TBAQ-cleaned";

/// An interval is that of so many samples of the documents, each as large as the part.
const SAMPLES: usize = 2_000;

/// So often all texts are read to measure the speed.
const ROUNDS: usize = 20;

/// Whether a folder is a checkout of TempEval-3.
pub(crate) fn is(folder: &Path) -> bool {
    folder.join(CORPORA).is_dir()
}

/// Whether a folder has articles in TimeML.
pub(crate) fn is_timeml(folder: &Path) -> bool {
    folder.is_dir() && !files(folder).is_empty()
}

/// Reads all articles of a folder of TimeML and prints the scores, also of both halves apart, as the rules
/// may have been tuned on one; with `shown` the places that differ, too.
pub(crate) fn report_folder(folder: &Path, language: &str, shown: bool, tagged: Option<&Path>) {
    let mut levels = Levels::new();
    let mut scores = Vec::new();
    for path in files(folder) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let document = Document::read(&path, language);
        if let Some(tagged) = tagged {
            document.write(tagged, &name);
        }
        let own = score(&name, &document, shown, (&mut levels, "folder"));
        scores.push((name, own));
    }
    let half = |even: bool| {
        let own = |(name, _): &&(String, Score)| sum(name).is_multiple_of(2) == even;
        scores.iter().filter(own).map(|(_, s)| *s).collect()
    };
    let all: Vec<Score> = scores.iter().map(|(_, s)| *s).collect();
    print_head();
    let rows = [
        ("all of the folder", all),
        ("names of an even sum", half(true)),
        ("names of an odd sum", half(false)),
    ];
    for (name, scores) in rows.into_iter().filter(|(_, s)| !s.is_empty()) {
        print_row(name, &scores);
        println!("{:77} the same time: {}", "", f1(&scores, |s| s.alike));
    }
}

/// Reads all articles and prints the scores. With `errors`, the name of a part, the places where its
/// words or values differ come first. Into the folder `tagged` go the articles as Newsmark tags them, for
/// TempEval-3's own scorer.
pub(crate) fn report(folder: &Path, errors: Option<&str>, tagged: Option<&Path>) {
    let mut parts: BTreeMap<&str, Vec<Score>> = BTreeMap::new();
    let mut levels = Levels::new();
    let mut texts = Vec::new();
    for corpus in ["TimeBank", "AQUAINT"] {
        for path in files(&folder.join(CORPORA).join(corpus)) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let part = match (corpus, is_tuned_on(&name)) {
                ("TimeBank", true) => "tuned-timebank",
                ("TimeBank", false) => "timebank",
                (_, true) => "tuned-aquaint",
                (_, false) => "aquaint",
            };
            let document = Document::read(&path, "en");
            let shown = errors == Some(part);
            parts.entry(part).or_default().push(score(
                &name,
                &document,
                shown,
                (&mut levels, part),
            ));
            if let Some(tagged) = tagged {
                document.write(&tagged.join(part), &name);
            }
            texts.push(document);
        }
    }
    let get = |part: &str| parts.get(part).cloned().unwrap_or_default();
    let held_out = [get("timebank"), get("aquaint")].concat();
    print_head();
    let rows = [
        ("TimeBank, tuned on", get("tuned-timebank")),
        ("AQUAINT, tuned on", get("tuned-aquaint")),
        ("TimeBank, other quarter", get("timebank")),
        ("AQUAINT, other quarter", get("aquaint")),
        ("all not tuned on", held_out),
    ];
    for (name, scores) in rows {
        print_row(name, &scores);
    }
    println!("\nconfidence  tuned on: proposals, right   not tuned on: proposals, right");
    for (percent, counts) in levels {
        let [tuned, other] =
            counts.map(|(all, right)| format!("{all:8} {:.3}", right as f64 / all.max(1) as f64));
        println!("{:10.2}  {tuned:27}  {other}", f64::from(percent) / 100.0);
    }
    println!("\n{:.1} MB/s on one core", speed(&texts));
}

/// Megabytes of text that are read in a second, in the quickest of several rounds.
fn speed(documents: &[Document]) -> f64 {
    let bytes: usize = documents.iter().map(|d| d.text.len()).sum();
    let round = |_| {
        let start = Instant::now();
        for document in documents {
            black_box(document.proposals());
        }
        start.elapsed().as_secs_f64()
    };
    let quickest = (0..ROUNDS).map(round).fold(f64::MAX, f64::min);
    bytes as f64 / 1e6 / quickest
}

/// For each confidence in per cent the proposals and how many of them are right, with a value that people
/// gave as well; on what the rules were tuned on, and on the rest.
type Levels = BTreeMap<u32, [(usize, usize); 2]>;

/// The three quarters of the corpora that the rules were tuned on, by the sum of the bytes of a file's
/// name.
fn is_tuned_on(name: &str) -> bool {
    sum(name) % 4 != 3
}

fn sum(name: &str) -> u32 {
    name.bytes().map(u32::from).sum()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|e| {
        panic!(
            "{}: {e}; expected a checkout of TempEval-3",
            folder.display()
        )
    });
    let mut files: Vec<PathBuf> = entries.map(|e| e.unwrap().path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "tml"));
    // A Mac has left its own files beside some.
    files.retain(|f| !f.file_name().unwrap().to_string_lossy().starts_with("._"));
    files.sort();
    files
}

/// What a document has, is given, and how much of both is the same.
#[derive(Clone, Copy, Default)]
struct Score {
    gold: usize,
    ours: usize,
    strict: usize,
    relaxed: usize,
    value: usize,
    /// Values of the same time, however it is written; of a length of time also the point that it leads to.
    alike: usize,
}

fn score(
    name: &str,
    document: &Document,
    shown: bool,
    (levels, part): (&mut Levels, &str),
) -> Score {
    let side = usize::from(!part.starts_with("tuned"));
    let level = |p: &DateProposal| u32::from(p.confidence);
    let Document { text, gold, .. } = document;
    let ours = document.proposals();
    let mut score = Score {
        gold: gold.len(),
        ours: ours.len(),
        ..Score::default()
    };
    let mut taken = vec![false; ours.len()];
    for proposal in &ours {
        levels.entry(level(proposal)).or_default()[side].0 += 1;
    }
    for Gold { place, value, ends } in gold {
        let meets = |r: &Range<usize>| r.start < place.end && place.start < r.end;
        let free = |i: usize| !taken[i] && meets(&extent(&ours[i]));
        let found = (0..ours.len()).find(|i| free(*i));
        let Some(found) = found else {
            if shown {
                show(name, text, place, value, "missed");
            }
            continue;
        };
        taken[found] = true;
        let (range, own) = (extent(&ours[found]), timex(&ours[found].value.value));
        score.relaxed += 1;
        score.strict += usize::from(range == *place);
        let same = own == *value;
        score.value += usize::from(same);
        let alike = is_alike(&own, value) || ends.contains(&own);
        score.alike += usize::from(alike);
        levels.entry(level(&ours[found])).or_default()[side].1 += usize::from(same);
        if shown && !same {
            let words = &text[range.clone()];
            show(
                name,
                text,
                place,
                value,
                &format!("value {own} of {words:?}"),
            );
        }
    }
    for (proposal, _) in ours.iter().zip(&taken).filter(|(_, taken)| !**taken) {
        if shown {
            show(
                name,
                text,
                &extent(proposal),
                "",
                &format!("spurious {}", proposal.value.value),
            );
        }
    }
    score
}

fn show(name: &str, text: &str, place: &Range<usize>, gold: &str, what: &str) {
    let from = text.floor_char_boundary(place.start.saturating_sub(60));
    let to = text.ceil_char_boundary(place.end + 50);
    let flat = |r: Range<usize>| text[r].replace(['\n', '\r'], " ");
    println!(
        "{what} | {gold} | {} [{}] {} | {name}:{}",
        flat(from..place.start),
        flat(place.clone()),
        flat(place.end..to),
        place.start
    );
}

fn print_head() {
    println!(
        "{:22} {:>9} {:>6} {:>6}  {:22} {:22} {:22} values right",
        "part", "documents", "gold", "ours", "strict F1", "relaxed F1", "value F1"
    );
}

fn print_row(name: &str, scores: &[Score]) {
    let sum = |count: fn(&Score) -> usize| scores.iter().map(count).sum::<usize>();
    let (gold, ours) = (sum(|s| s.gold), sum(|s| s.ours));
    let (value, relaxed) = (sum(|s| s.value), sum(|s| s.relaxed));
    println!(
        "{name:22} {:9} {gold:6} {ours:6}  {:22} {:22} {:22} {:.3}",
        scores.len(),
        f1(scores, |s| s.strict),
        f1(scores, |s| s.relaxed),
        f1(scores, |s| s.value),
        value as f64 / relaxed.max(1) as f64
    );
}

/// An F1 with the interval in which 95 % of the samples lie.
fn f1(scores: &[Score], right: fn(&Score) -> usize) -> String {
    let f1 = |sample: &mut dyn Iterator<Item = &Score>| {
        let (right, both) = sample.fold((0, 0), |(r, b), s| (r + right(s), b + s.gold + s.ours));
        2.0 * right as f64 / both.max(1) as f64
    };
    let mut numbers = Random(0x5EED);
    let mut sampled: Vec<f64> = (0..SAMPLES)
        .map(|_| {
            let mut sample = (0..scores.len()).map(|_| &scores[numbers.below(scores.len())]);
            f1(&mut sample)
        })
        .collect();
    sampled.sort_by(f64::total_cmp);
    let (low, high) = (sampled[SAMPLES / 40], sampled[SAMPLES - 1 - SAMPLES / 40]);
    format!("{:.3} ({low:.3}–{high:.3})", f1(&mut scores.iter()))
}
