//! Where the constructs of a text stand: what each of the grammars is compared in.

use std::collections::BTreeSet;

use newsmark::syntax::{Kind, Node, parse};

/// The name of a construct and its bytes. Of carriers the part without their tags, of attributes and entries the key.
pub type Span = (usize, usize, &'static str);

/// A span without the white space at its ends, which no grammar gives to the same construct.
pub fn span(text: &str, start: usize, end: usize, name: &'static str) -> Span {
    let part = &text[start..end];
    let white = |c: char| matches!(c, ' ' | '\t' | '\r' | '\n');
    let front = part.len()
        - part
            .trim_start_matches('\u{feff}')
            .trim_start_matches(white)
            .len();
    let back = part.trim_end_matches(white).len();
    (start + front.min(back), start + back, name)
}

/// What the parser makes of a text.
pub fn of_parser(text: &str) -> BTreeSet<Span> {
    let tree = parse(text);
    let mut spans = BTreeSet::new();
    for block in tree.blocks() {
        let place = block.span();
        match block.kind().name() {
            "blank" => {}
            "header" => _ = spans.insert(span(text, place.start, place.end, "header")),
            _ => _ = spans.insert(span(text, place.start, place.end, "paragraph")),
        }
        spans.extend(block.descendants().filter_map(|n| of_node(text, &n)));
    }
    spans
}

fn of_node(text: &str, node: &Node<'_>) -> Option<Span> {
    let inner = matches!(
        node.kind(),
        Kind::Quotation | Kind::Span | Kind::Word | Kind::Attribute | Kind::Entry
    );
    let place = if inner { node.inner() } else { node.span() };
    let name = match node.kind() {
        Kind::Attribute => "key",
        Kind::Literal | Kind::Error | Kind::Sequence | Kind::Item => return None,
        other => other.name(),
    };
    Some(span(text, place.start, place.end, name))
}

/// What one has and the other has not, a line each.
pub fn difference(text: &str, expected: &BTreeSet<Span>, found: &BTreeSet<Span>) -> Vec<String> {
    let line = |sign: &str, (start, end, name): &Span| {
        let part = text[*start..*end].escape_debug().to_string();
        (*start, format!("{sign} {name} ⟨{part}⟩"))
    };
    let missing = expected.difference(found).map(|s| line("-", s));
    let mut lines: Vec<_> = missing
        .chain(found.difference(expected).map(|s| line("+", s)))
        .collect();
    lines.sort();
    lines.into_iter().map(|(_, line)| line).collect()
}
