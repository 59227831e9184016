//! How fast text becomes a tree, beside two parsers of other markups on the same text in the
//! same run, and what an edit costs. Prints the ratios at the end.
//!
//! The texts are the articles of `tests/articles`, one behind the other, as often as the size
//! takes: raw copy, and the same tagged throughout.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput};
use newsmark::syntax::{Edit, TextSource, parse};
use ropey::Rope;

const SIZES: [(&str, usize); 4] = [
    ("5kB", 5_000),
    ("100kB", 100_000),
    ("1MB", 1_000_000),
    ("10MB", 10_000_000),
];

/// The articles with this ending, without their headers.
fn copy(ending: &str, size: usize) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == ending));
    paths.sort();
    let articles: Vec<String> = paths
        .iter()
        .map(|p| {
            let text = std::fs::read_to_string(p).unwrap().replace("\r\n", "\n");
            match text
                .strip_prefix("---\n")
                .and_then(|t| t.split_once("\n---\n"))
            {
                Some((_, body)) => body.to_owned(),
                None => text,
            }
        })
        .collect();
    let mut text = String::with_capacity(size + 5_000);
    for article in articles.iter().cycle() {
        if text.len() >= size {
            break;
        }
        text += article.trim();
        text += "\n\n";
    }
    // Cut at the end of a paragraph, so that small sizes are no smaller than they say.
    let end = text[..text.floor_char_boundary(size.min(text.len()))]
        .rfind("\n\n")
        .map_or(text.len(), |i| i + 2);
    text.truncate(end);
    text
}

/// A rope as the tree reads it.
struct Text<'a>(&'a Rope);

impl TextSource for Text<'_> {
    fn len(&self) -> usize {
        self.0.len_bytes()
    }

    fn read(&self, start: usize, wanted: usize, into: &mut String) {
        let (chunks, at, ..) = self.0.chunks_at_byte(start);
        let end = into.len() + wanted;
        for (i, chunk) in chunks.enumerate() {
            into.push_str(if i == 0 { &chunk[start - at..] } else { chunk });
            if into.len() >= end {
                break;
            }
        }
    }
}

fn parsers(c: &mut Criterion) {
    for (copy_name, ending) in [("raw", "txt"), ("tagged", "nmk")] {
        for (size_name, size) in SIZES {
            let text = copy(ending, size);
            let mut group = c.benchmark_group(format!("{copy_name}-{size_name}"));
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_function(BenchmarkId::from_parameter("newsmark"), |b| {
                b.iter(|| parse(black_box(&text)))
            });
            group.bench_function(BenchmarkId::from_parameter("pulldown-cmark"), |b| {
                b.iter(|| {
                    pulldown_cmark::Parser::new(black_box(&text)).for_each(|e| drop(black_box(e)))
                });
            });
            group.bench_function(BenchmarkId::from_parameter("jotdown"), |b| {
                b.iter(|| jotdown::Parser::new(black_box(&text)).for_each(|e| drop(black_box(e))));
            });
            group.finish();
        }
    }
}

/// A letter typed and taken back in the middle of 10 MB: the rope's change and the tree's.
fn edits(c: &mut Criterion) {
    for (copy_name, ending) in [("raw", "txt"), ("tagged", "nmk")] {
        let text = copy(ending, 10_000_000);
        let mut rope = Rope::from_str(&text);
        let mut tree = parse(&text);
        let at = text.floor_char_boundary(text.len() / 2);
        let place = rope.byte_to_char(at);
        let mut typed = false;
        let mut group = c.benchmark_group(format!("edit-{copy_name}-10MB"));
        group.bench_function(BenchmarkId::from_parameter("newsmark"), |b| {
            b.iter(|| {
                if typed {
                    rope.remove(place..=place);
                } else {
                    rope.insert_char(place, 'x');
                }
                let (old_end, new_end) = if typed { (at + 1, at) } else { (at, at + 1) };
                tree.edit(
                    &Edit {
                        start: at,
                        old_end,
                        new_end,
                    },
                    &Text(&rope),
                );
                typed = !typed;
            });
        });
        group.finish();
    }
}

/// The median of a benchmark, in nanoseconds.
fn median(home: &Path, group: &str, function: &str) -> Option<f64> {
    let file = home.join(group).join(function).join("new/estimates.json");
    let estimates: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(file).ok()?).ok()?;
    estimates["median"]["point_estimate"].as_f64()
}

fn main() {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("criterion");
    let mut criterion = Criterion::default()
        .output_directory(&home)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .sample_size(20)
        .configure_from_args();
    parsers(&mut criterion);
    edits(&mut criterion);
    criterion.final_summary();

    println!("\nnewsmark parses texts of 512 kB and more on several threads, the others on one.");
    println!("text          newsmark   x pulldown-cmark   x jotdown   tree/text");
    for (copy_name, ending) in [("raw", "txt"), ("tagged", "nmk")] {
        for (size_name, size) in SIZES {
            let group = format!("{copy_name}-{size_name}");
            let times: Option<Vec<f64>> = ["newsmark", "pulldown-cmark", "jotdown"]
                .iter()
                .map(|f| median(&home, &group, f))
                .collect();
            let Some(times) = times else { continue };
            let text = copy(ending, size);
            let tree = parse(&text).heap_size() as f64 / text.len() as f64;
            let speed = text.len() as f64 / times[0];
            println!(
                "{group:12} {speed:5.2} GB/s {:18.2} {:11.2} {tree:11.2}",
                times[1] / times[0],
                times[2] / times[0]
            );
        }
        let edit = median(&home, &format!("edit-{copy_name}-10MB"), "newsmark");
        let full = median(&home, &format!("{copy_name}-10MB"), "newsmark");
        if let (Some(edit), Some(full)) = (edit, full) {
            println!(
                "edit in {copy_name} 10 MB: {:.1} µs, 1/{:.0} of a full parse",
                edit / 1000.0,
                full / edit
            );
        }
    }
}
