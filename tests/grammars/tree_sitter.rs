//! The tree-sitter grammar: generated, built and run.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use tree_sitter::{InputEdit, Language, Node, Parser, Point, Tree};
use tree_sitter_generate::{OptLevel, generate_parser_in_directory};
use tree_sitter_loader::{CompileConfig, Loader};

use crate::spans::{Span, span};

pub const FOLDER: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../grammar/tree-sitter-newsmark"
);

/// Copies the grammar to `folder` and generates its parser there, of the version of tree-sitter's interface that `abi` is.
pub fn generate(folder: &Path, abi: usize, from: &str) {
    let source = folder.join("src");
    std::fs::create_dir_all(&source).unwrap();
    for file in std::fs::read_dir(format!("{FOLDER}/src")).unwrap() {
        let file = file.unwrap();
        if file.file_type().unwrap().is_file() {
            std::fs::copy(file.path(), source.join(file.file_name())).unwrap();
        }
    }
    for file in ["grammar.js", "tree-sitter.json"] {
        std::fs::copy(format!("{FOLDER}/{file}"), folder.join(file)).unwrap();
    }
    let grammar = folder.join(from);
    let mut notes = Vec::new();
    generate_parser_in_directory(
        folder,
        None::<PathBuf>,
        Some(grammar),
        abi,
        None,
        Some("node"),
        true,
        OptLevel::default(),
        &mut notes,
    )
    .unwrap();
}

/// Builds and loads the parser in `folder`.
pub fn load(folder: &Path) -> Language {
    let source = folder.join("src");
    let mut config = CompileConfig::new(&source, None, None);
    config.scanner_path = Some(source.join("scanner.c"));
    let output = folder.join("newsmark.so");
    config.output_path = Some(output);
    Loader::with_parser_lib_path(folder.to_owned())
        .load_language_at_path(config)
        .unwrap()
}

/// The parser as it is committed, built once for all tests.
pub fn parser() -> Parser {
    static LANGUAGE: OnceLock<Language> = OnceLock::new();
    with(LANGUAGE.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tree-sitter-newsmark");
        generate(&folder, 14, "src/grammar.json");
        load(&folder)
    }))
}

pub fn with(language: &Language) -> Parser {
    let mut parser = Parser::new();
    parser.set_language(language).unwrap();
    parser
}

/// Whether every character has its place in the tree: no node says that it could not be read.
pub fn reads_all(tree: &Tree) -> bool {
    !tree.root_node().has_error()
}

pub fn of_tree(text: &str, tree: &Tree) -> BTreeSet<Span> {
    let mut spans = BTreeSet::new();
    let mut cursor = tree.walk();
    loop {
        spans.extend(of_node(text, cursor.node()));
        if cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return spans;
            }
        }
    }
}

fn of_node(text: &str, node: Node<'_>) -> Option<Span> {
    let whole = |name| Some(span(text, node.start_byte(), node.end_byte(), name));
    // A carrier ends where its first tag or comment behind it begins.
    let until = |name, end: Option<usize>| {
        Some(span(
            text,
            node.start_byte(),
            end.unwrap_or(node.end_byte()),
            name,
        ))
    };
    let in_header = || node.parent().is_some_and(|p| p.kind() == "header");
    match node.kind() {
        "quotation" => until(
            "quotation",
            node.child_by_field_name("close").map(|n| n.end_byte()),
        ),
        "span" => {
            let last = (0..node.child_count()).rev().filter_map(|i| node.child(i));
            until(
                "span",
                last.into_iter()
                    .find(|n| n.kind() == "]")
                    .map(|n| n.end_byte()),
            )
        }
        "word" => until("word", node.child(0).map(|n| n.end_byte())),
        "header" => whole("header"),
        "paragraph" => whole("paragraph"),
        "tag" | "block_tag" => whole("tag"),
        "comment" if !in_header() => whole("comment"),
        "escape" => whole("escape"),
        "actor" => whole("actor"),
        "unknown" => whole("unknown"),
        "continuation" => whole("continuation"),
        "id" => whole("id"),
        "role" => whole("role"),
        "date" => whole("date"),
        "string" => whole("string"),
        "bare" => whole("bare"),
        "attribute_name" => whole("key"),
        "key" | "actor_name" => whole("entry"),
        "scalar" | "quoted_scalar" => whole("scalar"),
        _ => None,
    }
}

/// The edit of the bytes from `start` to `end`, which end at `new_end` then.
pub fn edit(old: &str, new: &str, start: usize, end: usize, new_end: usize) -> InputEdit {
    let point = |text: &str, at: usize| {
        let line = text[..at].rfind('\n').map_or(0, |i| i + 1);
        Point::new(text[..at].matches('\n').count(), at - line)
    };
    InputEdit {
        start_byte: start,
        old_end_byte: end,
        new_end_byte: new_end,
        start_position: point(old, start),
        old_end_position: point(old, end),
        new_end_position: point(new, new_end),
    }
}
