//! The header is a subset of YAML: any YAML reader reads it to the same values.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;

use newsmark::model::{self, Value};
use newsmark::syntax::parse;
use proptest::prelude::*;
use saphyr_parser::{Event, Parser};

/// What a YAML reader makes of a text: scalars stay text.
fn yaml(text: &str) -> Result<Option<Value>, String> {
    let mut events = Parser::new_from_str(text);
    let mut next = move || match events.next() {
        Some(Ok((event, _))) => Ok(event.into_owned_event()),
        Some(Err(e)) => Err(e.to_string()),
        None => Err("the end".to_owned()),
    };
    loop {
        match next()? {
            Owned::Other => {}
            event => return value(event, &mut next),
        }
    }
}

enum Owned {
    Text(String, bool),
    Sequence,
    Map,
    End,
    Refused,
    Other,
}

trait IntoOwnedEvent {
    fn into_owned_event(self) -> Owned;
}

impl IntoOwnedEvent for Event<'_> {
    fn into_owned_event(self) -> Owned {
        match self {
            Event::Scalar(text, style, ..) => Owned::Text(
                text.into_owned(),
                style == saphyr_parser::ScalarStyle::Plain,
            ),
            Event::SequenceStart(..) => Owned::Sequence,
            Event::MappingStart(..) => Owned::Map,
            Event::SequenceEnd | Event::MappingEnd => Owned::End,
            Event::Alias(_) => Owned::Refused,
            _ => Owned::Other,
        }
    }
}

/// A value; none for one that is empty.
fn value(
    event: Owned,
    next: &mut impl FnMut() -> Result<Owned, String>,
) -> Result<Option<Value>, String> {
    match event {
        Owned::Text(text, plain) if plain && (text.is_empty() || text == "~") => Ok(None),
        Owned::Text(text, _) => Ok(Some(Value::Text(text))),
        Owned::Sequence => {
            let mut list = Vec::new();
            loop {
                match next()? {
                    Owned::End => return Ok(Some(Value::List(list))),
                    event => list.extend(value(event, next)?),
                }
            }
        }
        Owned::Map => {
            let mut map = BTreeMap::new();
            loop {
                match next()? {
                    Owned::End => return Ok(Some(Value::Map(map))),
                    Owned::Text(key, _) => {
                        let event = next()?;
                        if let Some(value) = value(event, next)? {
                            map.insert(key, value);
                        }
                    }
                    _ => return Err("a key that is no text".into()),
                }
            }
        }
        _ => Err("something that a header does not have".into()),
    }
}

/// Lines that a header may have, right and wrong.
fn line() -> impl Strategy<Value = String> {
    let key = proptest::sample::select(vec!["a", "b", "key", "two-words", "k_3", "é", "x.y"]);
    let scalar = proptest::sample::select(vec![
        "",
        "plain",
        "two words",
        "a, b",
        "\"quoted\"",
        "'single'",
        "\"esc \\\" \\\\ \\n \\u00e9\"",
        "'it''s'",
        "don't",
        "a:b",
        "a: b",
        "a #c",
        "a#b",
        "# c",
        "[a, b]",
        "[]",
        "[a, \"b, c\", 'd']",
        "[a, ]",
        "[a",
        "[a, [b]]",
        "{a: b}",
        "&x",
        "*x",
        "|",
        ">",
        "!t",
        "@a",
        "%a",
        "`a",
        "- a",
        "-a",
        "?a",
        "? a",
        ":a",
        "a:",
        "\"open",
        "\"a\" b",
        "\"a\" # c",
        "2031-03-12",
        "true",
        "~",
        "null",
        "12",
        "\"bad \\q\"",
        "a\tb",
        "a \t",
        "[a b, c: d]",
        "[a #b]",
        "…",
        "“x”",
        "[ a , b ]",
        "\"\"",
        "''",
        "[\"\"]",
        "a\\b",
        "[,]",
        "a ]",
        "[a]]",
        "[\"open",
        "[a, 'open",
        "[\"bad \\q\"]",
        "[a] b",
    ]);
    let indent =
        proptest::sample::select(vec!["", "", "", "  ", "  ", "    ", "      ", " ", "\t"]);
    let dash = proptest::sample::select(vec!["", "", "", "- "]);
    prop_oneof![
        8 => (indent.clone(), dash.clone(), key, scalar.clone()).prop_map(|(i, d, k, s)| format!("{i}{d}{k}: {s}")),
        2 => (indent, dash, scalar).prop_map(|(i, d, s)| format!("{i}{d}{s}")),
        1 => Just(String::new()),
        1 => Just("# comment".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_header_without_errors_is_yaml_with_the_same_values(lines in proptest::collection::vec(line(), 0..8)) {
        let body = format!("k: v\n{}\n", lines.join("\n"));
        let text = format!("---\n{body}---\n\nCopy.\n");
        let tree = parse(&text);
        if tree.blocks().count() == 2 && tree.errors(&text).is_empty() {
            let header = model::parse(&text).header;
            let ours = Value::Map(header.metadata);
            let theirs = yaml(&body).map_err(|e| TestCaseError::fail(format!("{body}\n{e}")))?;
            prop_assert_eq!(Some(ours), theirs, "{}", body);
        }
    }
}

/// The property must not hold because every header is refused.
#[test]
fn many_headers_have_no_error() {
    for body in [
        "a: b\nc: [d, \"e\"]\n",
        "a:\n  b: c\n  d:\n    - e\n    - f: g\n      h: i\n",
        "a:\n- b\n- c\n",
        "a: 'it''s'\nb: \"x \\u00e9\" # c\n# d\n\ne: f\n",
    ] {
        let text = format!("---\n{body}---\n\nCopy.\n");
        assert!(parse(&text).errors(&text).is_empty(), "{body}");
        assert_eq!(
            Some(Value::Map(model::parse(&text).header.metadata)),
            yaml(body).unwrap()
        );
    }
}
