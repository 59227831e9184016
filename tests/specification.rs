//! The specification is the conformance suite: every numbered example in it is run.
//!
//! An example is a fenced block whose info string is `example NUMBER KIND`; a line with `=>`
//! stands between input and result. The kinds:
//!
//! - `tree`: how the text is parsed, and its errors;
//! - `text`: the article without its markup;
//! - `meaning`: what the markup says;
//! - `check`: what the checks find;
//! - `form`: the text in its form (section 15);
//! - `copy`: no result: the text is copy, with nothing in it but quotation marks, and stays as it is.
//!
//! In inputs and results `→` stands for a tab, `␍` for a carriage return, `␀` for NUL, `⍽` for a
//! no-break space, `␠` for a space at a line's end, `⟦BOM⟧` for a byte order mark.
//!
//! With `UPDATE_EXPECTATIONS` set, results are written into the file. Read what changed.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod support;

use newsmark::checks::{CHECKS, Config};
use newsmark::syntax::{Kind, parse};
use support::examples::{Example, sign, unsign, walk};

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/grammar/specification.md");
fn run(example: &Example) -> String {
    let text = unsign(&example.input);
    let result = match example.kind.as_str() {
        "tree" => support::tree(&text),
        "text" => newsmark::model::parse(&text).text().to_owned(),
        "meaning" => support::meaning(&newsmark::model::parse(&text)),
        "check" => support::findings_with(&text, &checks_of_the_language()),
        "form" => newsmark::format::apply(&text, &newsmark::format::format(&text, &parse(&text))),
        "copy" => copy(&text),
        other => panic!("line {}: unknown kind of example {other}", example.line),
    };
    sign(result.strip_suffix('\n').unwrap_or(&result))
}

/// Empty if `text` is copy: no markup, no error, and the same without its markup.
fn copy(text: &str) -> String {
    let tree = parse(text);
    let markup = tree.blocks().any(|b| {
        b.descendants()
            .any(|n| !matches!(n.kind(), Kind::Quotation | Kind::Literal))
    });
    let same = newsmark::model::parse(text).text() == text && newsmark::model::strip(text) == text;
    if !markup && same && tree.errors(text).is_empty() {
        String::new()
    } else {
        support::tree(text)
    }
}

#[test]
fn every_example_gives_its_result() {
    let source = std::fs::read_to_string(PATH).unwrap();
    let mut count = 0;
    let mut wrong = Vec::new();
    let fresh = walk(&source, |example| {
        count += 1;
        assert_eq!(
            example.number, count,
            "line {}: examples are numbered in order",
            example.line
        );
        let result = run(example);
        if result != example.result {
            wrong.push(format!(
                "example {} (line {}):\n{}\n=> expected\n{}\n=> got\n{result}\n",
                count, example.line, example.input, example.result
            ));
        }
        result
    });
    assert!(count >= 150, "the specification has {count} examples");
    if support::updating() {
        std::fs::write(PATH, fresh).unwrap();
        return;
    }
    assert!(
        wrong.is_empty(),
        "{} of {count} examples differ\n\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// The checks that chapter 14 has, each at its level.
fn checks_of_the_language() -> Config {
    let specification = read("grammar/specification.md");
    let mut config = Config::default();
    for check in CHECKS {
        if !specification.contains(&format!(" `{}`\n", check.code)) {
            config.set_level(check.code, None);
        }
    }
    config
}

fn read(path: &str) -> String {
    std::fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The catalogue is made from what the checks say of themselves.
#[test]
fn the_catalogue_of_checks_is_up_to_date() {
    let catalogue = newsmark::checks::catalogue();
    if support::updating() {
        std::fs::write("grammar/checks.md", catalogue).unwrap();
        return;
    }
    assert!(
        read("grammar/checks.md") == catalogue,
        "grammar/checks.md is stale: UPDATE_EXPECTATIONS=1 cargo test --test specification writes it"
    );
}
