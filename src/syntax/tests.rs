//! Laws of the parser, held on random texts.

use proptest::prelude::*;

use super::edit::{parse_counting, parse_in_parts};
use super::{BlockKind, Edit, Kind, Node, Tree, parse};

/// Pieces that matter to the parser, and a few that do not.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "]{",
    "{@a}",
    "{@a?}",
    "{by=@b}",
    "{by=\"x y\"}",
    "{+}",
    "{#q}",
    "{cue}",
    "{title}",
    "{2031-03-12}",
    "{every P1W}",
    "{@",
    "{by=\"",
    "{%",
    "%}",
    "{% c %}",
    "\\",
    "\\{",
    "\"",
    "'",
    "“",
    "”",
    "‘",
    "’",
    "„",
    "‚",
    "«",
    "»",
    "‹",
    "›",
    "「",
    "」",
    " ",
    " ",
    " ",
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "a",
    "s",
    "word",
    "workers’ union",
    "’90s",
    "’n’",
    "é",
    "12",
    "6\" pipe",
    ",",
    ".",
    ".\n",
    "---",
    "---\n",
    "\n---\n",
    "title: x\n",
    "lang: sv\n",
    "actors:\n",
    "  a: A, b\n",
    "    - x\n",
    "key: [a, \"b\"]\n",
    "k: [",
    "k: \"",
    "k: '",
    "- ",
    "  k: ",
    ", ",
    "k:\n",
    "# c\n",
    "> ",
    "\u{feff}",
    "\0",
    "日本",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    "\u{301}",
    "@?",
    "=",
    "+",
];

pub(crate) fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![9 => proptest::sample::select(PIECES).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    let header = proptest::option::weighted(0.2, Just("---\ntitle: x\n".to_owned()));
    (header, proptest::collection::vec(piece, 0..60))
        .prop_map(|(h, p)| h.unwrap_or_default() + &p.concat())
}

fn check_node(node: &Node<'_>, text: &str) {
    let span = node.span();
    assert!(
        text.get(span.clone()).is_some(),
        "{span:?} is no range of the text"
    );
    let inner = node.inner();
    assert!(span.start <= inner.start && inner.start <= inner.end && inner.end <= span.end);
    assert!(text.get(node.content()).is_some());
    let mut at = span.start;
    for child in node.children() {
        let place = child.span();
        assert!(
            at <= place.start && place.end <= span.end,
            "{:?} {place:?} outside of {:?} {span:?}",
            child.kind(),
            node.kind()
        );
        at = place.end;
        check_node(&child, text);
    }
    if node.kind() == Kind::Quotation {
        assert!(node.content().start >= span.start + node.mark().map_or(0, |m| m.len()));
    }
}

/// The tree covers the text: blocks lie end to end, children in order inside their parents.
fn check_tree(tree: &Tree, text: &str) {
    let mut at = 0;
    for block in tree.blocks() {
        assert_eq!(block.span().start, at);
        assert!(block.span().end > at);
        at = block.span().end;
        assert!(
            text[block.content().end..at].trim().is_empty() || block.kind() == BlockKind::Header
        );
        let mut inside = block.span().start;
        for child in block.children() {
            assert!(inside <= child.span().start && child.span().end <= block.content().end);
            inside = child.span().end;
            check_node(&child, text);
        }
    }
    assert_eq!(at, text.len());
    let errors = tree.errors(text);
    assert!(
        errors
            .iter()
            .all(|e| text.get(e.span.clone()).is_some() && !e.message.is_empty())
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_parses_and_the_tree_covers_it(text in text()) {
        check_tree(&parse(&text), &text);
    }

    #[test]
    fn any_string_parses_and_the_tree_covers_it(text in any::<String>()) {
        check_tree(&parse(&text), &text);
    }

    #[test]
    fn edits_give_the_tree_of_the_final_text(
        start in text(),
        repeat in prop_oneof![Just(0), 0usize..4, 4usize..40],
        edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0usize..12, text()), 1..12),
    ) {
        let mut now = start.clone() + &"He said “no”. It’s a plain paragraph of copy.\n\nAnd another “one”{@a}.\n\n".repeat(repeat * repeat);
        let mut tree = parse(&now);
        for (at, len, limit, new) in edits {
            let from = now.floor_char_boundary(at.index(now.len() + 1));
            let to = now.floor_char_boundary((from + len.index(limit * 5 + 1)).min(now.len()));
            now.replace_range(from..to, &new);
            tree.edit(&Edit { start: from, old_end: to, new_end: from + new.len() }, now.as_str());
            prop_assert!(tree == parse(&now), "after {from}..{to} became {new:?}");
        }
    }

    #[test]
    fn parts_give_the_tree_of_the_whole(text in text(), parts in 2usize..6) {
        prop_assert!(parse_in_parts(&text, parts).0 == parse_in_parts(&text, 1).0);
    }

    #[test]
    fn edits_that_cannot_be_have_the_text_parsed(a in 0usize..99, b in 0usize..99, c in 0usize..99, text in text()) {
        let mut tree = parse("“No,” she said.\n\nNo.");
        tree.edit(&Edit { start: a, old_end: b, new_end: c }, text.as_str());
        prop_assert_eq!(tree.len(), text.len());
    }
}

/// What blocks are made of and little else: line endings and blanks at every place.
fn lines() -> impl Strategy<Value = String> {
    const LINES: &[&str] = &[
        "\n",
        "\n",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        " ",
        "\t",
        "a",
        "b.",
        "“",
        "”",
        "{@a}",
        "{% c %}",
        "---",
        "---\n",
        "k: v\n",
        "title: x\n",
        "lang: sv\n",
        ">",
        "\u{feff}",
        "\\",
        "”c”",
    ];
    proptest::collection::vec(proptest::sample::select(LINES), 0..25).prop_map(|l| l.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30_000))]

    #[test]
    fn edits_of_line_endings_give_the_tree_of_the_final_text(
        start in lines(),
        fence in proptest::bool::ANY,
        edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), lines()), 1..6),
    ) {
        let mut now = if fence { format!("---\n{start}") } else { start };
        let mut tree = parse(&now);
        for (at, len, new) in edits {
            let from = now.floor_char_boundary(at.index(now.len() + 1));
            let to = now.ceil_char_boundary(from + len.index(now.len() - from + 1));
            let before = now.clone();
            now.replace_range(from..to, &new);
            tree.edit(&Edit { start: from, old_end: to, new_end: from + new.len() }, now.as_str());
            prop_assert!(tree == parse(&now), "{before:?} with {from}..{to} as {new:?}");
        }
    }
}

/// The steps of a text of `n` repetitions stay in proportion to its length.
#[test]
fn no_text_takes_more_than_linear_time() {
    const SIZE: usize = 1 << 20;
    let units = [
        "a",
        "[",
        "]",
        "[]",
        "[a]{",
        "[a]{@b}",
        "{",
        "a{",
        "a{@b",
        "a{x=\"",
        "a{x=\"b",
        "{%",
        "{% %}",
        "a{%",
        "\"",
        "\" ",
        " \"",
        " \"a",
        "a\" ",
        "“",
        "”",
        "“a",
        "“a ",
        "“ ”",
        "‘",
        "’",
        "‘as’ a",
        "as’ a ",
        "'",
        " 'a",
        "s' a",
        "in’ a",
        "‘s’ a “",
        "\"5\" a",
        "«",
        "»",
        "« »",
        "\\",
        "\\{",
        "\n“a",
        "\n\"",
        "“a.\n",
        "“a\n",
        "\n> “",
        "a\n",
        "a\n\n",
        "“a\n\n",
        "\n\n",
        " ",
        "\t\n",
        "\r",
        "\r\n",
        "{@a}\n",
        "{by=@a}\n\n",
        "{% a\n",
        "a{by=",
        "---\n",
        "a: b\n",
        "[“",
        "“[",
        "]{”",
        "a-",
        "a’",
        "1.",
        "'n",
        "‘n’",
        "“‘",
        "\n“‘",
        " “‘a’ b” ",
        "{@a}",
        "a{@a}{",
        "a{% c %}",
        "]{% c %}",
        "a{a a a ",
    ];
    let prefixes = [
        "",
        "---\ntitle: x\n",
        "“",
        "‘",
        "a{x=\"",
        "\"",
        "{%",
        "[",
        "   ",
        "---\nlang: sv\n---\n\n",
    ];
    // What comes at the very end can close what was left open, or nothing.
    let suffixes = ["", "k: v\n---\n", "\"}", "%}", "”", "]{@a}"];
    for unit in units {
        for prefix in prefixes {
            for suffix in suffixes {
                // The largest size once; the shape of the growth shows in smaller ones as well.
                let size = if suffix.is_empty() { SIZE } else { SIZE / 8 };
                let count = |size: usize| {
                    let text = prefix.to_owned() + &unit.repeat(size / unit.len()) + suffix;
                    let (tree, work) = parse_counting(&text);
                    assert_eq!(tree.len(), text.len());
                    work
                };
                let (few, many) = (count(size / 16), count(size));
                let name = format!("{prefix:?}, {unit:?} repeated, {suffix:?}");
                assert!(
                    many <= 20 * few.max(size as u64 / 16),
                    "{name}: {few} steps, {many} for 16 times as much"
                );
                assert!(
                    many <= 200 * size as u64,
                    "{name}: {many} steps for {size} bytes"
                );
            }
        }
    }
}

/// In tests a block is cut at 4 MB rather than 4 GB.
#[test]
fn a_paragraph_too_long_for_a_block_is_cut() {
    let text = "Nobody breaks this line, “é”, ".repeat(300_000) + "\n\nThe “end”.\n";
    let tree = parse(&text);
    check_tree(&tree, &text);
    assert!(tree.blocks().count() > 3);
    assert!(parse_in_parts(&text, 3).0 == parse_in_parts(&text, 1).0);
    let mut edited = tree.clone();
    let now = format!("x{text}");
    edited.edit(
        &Edit {
            start: 0,
            old_end: 0,
            new_end: 1,
        },
        now.as_str(),
    );
    assert!(edited == parse(&now));
}
