//! The TextMate grammar, run by the library that VS Code runs it with.

use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};

use serde::Deserialize;

use crate::spans::{Span, span};

/// A piece of text in UTF-16 units, and its scopes from the outermost to the innermost.
#[derive(Deserialize)]
struct Token {
    start: usize,
    end: usize,
    scopes: Vec<String>,
}

/// What the grammar makes of each text.
pub fn spans(texts: &[&str]) -> Vec<BTreeSet<Span>> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let mut node = Command::new("node")
        .arg(format!("{root}/tests/grammars/textmate.mjs"))
        .arg(format!("{root}/grammar/newsmark.tmLanguage.json"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node runs");
    let mut input = node.stdin.take().unwrap();
    let written = serde_json::to_vec(texts).unwrap();
    let writer = std::thread::spawn(move || input.write_all(&written).unwrap());
    let output = node.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success());
    let answers: Vec<Vec<Token>> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answers.len(), texts.len());
    texts
        .iter()
        .zip(answers)
        .map(|(text, tokens)| of_tokens(text, &tokens))
        .collect()
}

/// Puts tokens together that lie in the same scope.
fn of_tokens(text: &str, tokens: &[Token]) -> BTreeSet<Span> {
    let bytes = bytes_of_units(text);
    let mut spans = BTreeSet::new();
    // The scopes that are open, with the bytes where each began and its last token ended.
    let mut open: Vec<(&str, usize, usize)> = Vec::new();
    let mut close = |open: &mut Vec<(&str, usize, usize)>, keep: usize| {
        while open.len() > keep {
            let within: Vec<&str> = open.iter().map(|o| o.0).collect();
            if let Some(name) = name(&within) {
                let (_, start, end) = open[open.len() - 1];
                spans.insert(span(text, start, end, name));
            }
            open.pop();
        }
    };
    for token in tokens {
        let (start, end) = (bytes[token.start], bytes[token.end.min(bytes.len() - 1)]);
        let scopes: Vec<&str> = token.scopes.iter().map(String::as_str).collect();
        let same = open
            .iter()
            .zip(&scopes)
            .take_while(|(o, s)| o.0 == **s)
            .count();
        let keep = same.min(scopes.len() - begun(&scopes));
        close(&mut open, keep);
        open.iter_mut().for_each(|o| o.2 = end);
        open.extend(scopes[keep..].iter().map(|s| (*s, start, end)));
    }
    close(&mut open, 0);
    spans
}

/// How many of these scopes begin with the token, though the one before may have the same: what an opening sign opens, an escape.
fn begun(scopes: &[&str]) -> usize {
    let sign = |kind: &str| format!("punctuation.definition.{kind}.begin.newsmark");
    match scopes.last() {
        Some(&"constant.character.escape.newsmark") => 1,
        Some(last)
            if ["string", "tag", "span", "comment"]
                .iter()
                .any(|k| *last == sign(k)) =>
        {
            2
        }
        _ => 0,
    }
}

/// The construct that the innermost of these scopes stands for.
fn name(scopes: &[&str]) -> Option<&'static str> {
    let scope = scopes.last()?.strip_suffix(".newsmark")?;
    let in_tag = scopes.contains(&"meta.tag.newsmark");
    let in_header = scopes.contains(&"meta.header.newsmark");
    Some(match scope {
        "meta.header" => "header",
        "meta.tag" => "tag",
        "meta.span" => "span",
        "meta.word" => "word",
        "comment.block" => "comment",
        "entity.name.tag.key" => "entry",
        "variable.other.actor" => "actor",
        "variable.language.unknown" => "unknown",
        "entity.other.attribute-name.id" => "id",
        "entity.other.attribute-name" => "key",
        "keyword.operator.continuation" => "continuation",
        "keyword.other.role" => "role",
        "constant.numeric.date" => "date",
        "constant.character.escape" if !in_tag && !in_header => "escape",
        _ if !scope.starts_with("string.") => return None,
        _ if in_header => "scalar",
        "string.unquoted" => "bare",
        _ if in_tag => "string",
        _ => "quotation",
    })
}

/// For each UTF-16 unit of a text the byte where it begins, and the text's length.
fn bytes_of_units(text: &str) -> Vec<usize> {
    let units = text
        .char_indices()
        .flat_map(|(at, c)| std::iter::repeat_n(at, c.len_utf16()));
    units.chain([text.len()]).collect()
}
