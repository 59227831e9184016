//! The grammars for editors, held to the parser: over the specification's examples, over articles, over anything.
//!
//! Where a grammar cannot follow, `grammar/limits.md` says so, with the constructs in which the two differ; an entry that is
//! missing there or stale fails the test. With `UPDATE_EXPECTATIONS` set they are written; the reasons are yours to write.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::panic,
    clippy::expect_used
)]

mod limits;
mod spans;
#[path = "../support/mod.rs"]
mod support;
mod textmate;
mod tree_sitter;

use std::ops::ControlFlow;
use std::path::Path;
use std::time::Instant;

use ::tree_sitter::{ParseOptions, ParseState};
use proptest::prelude::*;

/// A text that the grammars are run over, and its name.
pub struct Sample {
    pub name: String,
    pub text: String,
}

/// The examples of the specification, and the articles, raw and annotated.
pub fn samples() -> Vec<Sample> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let source = std::fs::read_to_string(format!("{root}/grammar/specification.md")).unwrap();
    let mut samples = Vec::new();
    support::examples::walk(&source, |example| {
        samples.push(Sample {
            name: format!("example {}", example.number),
            text: support::examples::unsign(&example.input),
        });
        example.result.clone()
    });
    let mut articles: Vec<_> = std::fs::read_dir(format!("{root}/tests/articles"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "nmk" || e == "txt"))
        .collect();
    articles.sort();
    assert!(samples.len() > 250 && articles.len() > 20);
    samples.extend(articles.iter().map(|path| Sample {
        name: path.file_name().unwrap().to_string_lossy().into_owned(),
        text: std::fs::read_to_string(path).unwrap(),
    }));
    samples
}

#[test]
fn tree_sitter_follows_the_parser() {
    let mut parser = tree_sitter::parser();
    limits::hold("tree-sitter", &samples(), |text| {
        let tree = parser.parse(text, None).unwrap();
        assert!(
            tree_sitter::reads_all(&tree),
            "{text}\n{}",
            tree.root_node()
        );
        tree_sitter::of_tree(text, &tree)
    });
}

/// The committed parser is the one that the grammar gives, and both versions of the interface load.
#[test]
fn the_tree_sitter_parser_is_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let newest = folder.path().join("15");
    tree_sitter::generate(&newest, 15, "src/grammar.json");
    let mut newest = tree_sitter::with(&tree_sitter::load(&newest));
    assert_eq!(newest.language().unwrap().abi_version(), 15);
    let mut committed = tree_sitter::parser();
    assert_eq!(committed.language().unwrap().abi_version(), 14);
    let text = "“Peas,”{@vask} she said{cue}.";
    assert_eq!(
        newest.parse(text, None).unwrap().root_node().to_sexp(),
        committed.parse(text, None).unwrap().root_node().to_sexp()
    );
    compare_with_committed(folder.path(), "src/grammar.json");
}

/// What is generated from the grammar as it is written, for which node is needed.
#[test]
#[ignore = "needs node: sh grammar/test.sh runs it"]
fn the_grammar_of_tree_sitter_is_what_its_source_says() {
    compare_with_committed(tempfile::tempdir().unwrap().path(), "grammar.js");
}

fn compare_with_committed(folder: &Path, from: &str) {
    let folder = folder.join("14");
    tree_sitter::generate(&folder, 14, from);
    for file in [
        "parser.c",
        "grammar.json",
        "node-types.json",
        "tree_sitter/parser.h",
        "tree_sitter/alloc.h",
    ] {
        let fresh = std::fs::read_to_string(folder.join("src").join(file)).unwrap();
        let path = format!("{}/src/{file}", tree_sitter::FOLDER);
        if support::updating() {
            std::fs::create_dir_all(Path::new(&path).parent().unwrap()).unwrap();
            std::fs::write(&path, fresh).unwrap();
        } else {
            let committed = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(
                committed == fresh,
                "{file} is stale: UPDATE_EXPECTATIONS=1 sh grammar/test.sh writes it"
            );
        }
    }
}

#[test]
#[ignore = "needs node and vscode-textmate: sh grammar/test.sh runs it"]
fn textmate_follows_the_parser() {
    let samples = samples();
    let texts: Vec<&str> = samples.iter().map(|s| s.text.as_str()).collect();
    let mut answers = textmate::spans(&texts).into_iter();
    limits::hold("TextMate", &samples, |_| answers.next().unwrap());
}

/// Text made to be slow: four times as much takes about four times as many steps. A step is a hundred operations of the
/// parser, or some bytes that it or the scanner asks for.
#[test]
fn tree_sitter_takes_time_in_proportion() {
    for piece in [
        "“a ",
        "'a ",
        "[",
        "{% ",
        "{",
        "a{@b ",
        "\\",
        "6\" a ",
        "‘gardeners’ a ",
        "“[",
        "a{b=\"",
        "\" a ",
        "---\na: ",
        "{@a}",
    ] {
        let steps = |count: usize| {
            const CHUNK: usize = 64;
            let text = piece.repeat(count);
            let (mut operations, mut reads) = (0, 0);
            let mut read = |at: usize, _| {
                reads += 1;
                &text.as_bytes()[at.min(text.len())..text.len().min(at + CHUNK)]
            };
            let mut count = |_: &ParseState| {
                operations += 1;
                ControlFlow::Continue(())
            };
            let options = ParseOptions::new().progress_callback(&mut count);
            let mut parser = tree_sitter::parser();
            parser
                .parse_with_options(&mut read, None, Some(options))
                .unwrap();
            operations + reads
        };
        let (short, long) = (steps(2_500), steps(10_000));
        assert!(long < short * 5, "{piece:?}: {short}, {long}");
    }
}

/// Prints how fast articles are parsed.
#[test]
#[ignore = "measures: cargo test --manifest-path tests/grammars/Cargo.toml speed -- --ignored --nocapture"]
fn tree_sitter_speed() {
    let articles: Vec<_> = samples()
        .into_iter()
        .filter(|s| s.name.ends_with(".nmk"))
        .collect();
    let text: String = articles
        .iter()
        .map(|s| s.text.split("\n---\n").last().unwrap())
        .collect();
    let text = text.repeat(1_000_000 / text.len());
    let mut parser = tree_sitter::parser();
    let mut times: Vec<_> = (0..9)
        .map(|_| {
            let start = Instant::now();
            parser.parse(&text, None).unwrap();
            start.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let size = text.len() as f64 / 1e6;
    println!(
        "tree-sitter: {size:.2} MB of annotated copy at {:.1} MB/s (median of 9)",
        size / times[4]
    );
}

/// Pieces that mean something to the parser, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "“",
        "”",
        "\"",
        "'",
        "‘",
        "’",
        "«",
        "»",
        "„",
        "[",
        "]",
        "{",
        "}",
        "{@a}",
        "{by=\"x y\"}",
        "{cue}",
        "{% c %}",
        "{%",
        "\\",
        "\n",
        "\n\n",
        "\r",
        " ",
        ".",
        ",",
        "---\n",
        "title: x\n",
        "- a\n",
        "word",
        "gardeners",
        "6",
        "@a",
        "#b",
        "=",
        "+",
        "?",
        "> ",
        "é",
        "\u{feff}",
        "\0",
        "豆",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn tree_sitter_reads_any_text(text in prop_oneof![pieces(), any::<String>()]) {
        let tree = tree_sitter::parser().parse(&text, None).unwrap();
        prop_assert!(tree_sitter::reads_all(&tree), "{}", tree.root_node().to_sexp());
    }

    /// An edit gives the tree that the whole text gives.
    #[test]
    fn tree_sitter_reads_an_edited_text_as_a_new_one(text in pieces(), put in pieces(), at in any::<prop::sample::Index>(), cut in 0usize..20) {
        let mut parser = tree_sitter::parser();
        let start = text.floor_char_boundary(at.index(text.len() + 1));
        let end = text.floor_char_boundary((start + cut).min(text.len())).max(start);
        let edited = format!("{}{put}{}", &text[..start], &text[end..]);
        let mut old = parser.parse(&text, None).unwrap();
        old.edit(&tree_sitter::edit(&text, &edited, start, end, start + put.len()));
        let new = parser.parse(&edited, Some(&old)).unwrap();
        let fresh = parser.parse(&edited, None).unwrap();
        prop_assert_eq!(tree_sitter::of_tree(&edited, &new), tree_sitter::of_tree(&edited, &fresh));
    }
}
