//! `grammar/limits.md`: the list of what the grammars cannot follow, as it is and as it should be.
//!
//! Under a heading for each grammar an entry is a line `- sample: reason`, with the constructs in which the two differ
//! indented below it: with `-` those of the parser, with `+` those of the grammar.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::Mutex;

use crate::spans::{Span, difference, of_parser};
use crate::{Sample, support};

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../grammar/limits.md");

/// The tests run side by side, and each writes its part of the file.
static FILE: Mutex<()> = Mutex::new(());

/// Compares the constructs of all samples with the parser's, and the differences with the list.
pub fn hold(grammar: &str, samples: &[Sample], mut spans: impl FnMut(&str) -> BTreeSet<Span>) {
    let _lock = FILE.lock();
    let file = std::fs::read_to_string(PATH).unwrap();
    let heading = format!("## {grammar}\n");
    let (front, rest) = file
        .split_once(&heading)
        .expect("the grammar has its heading");
    let (list, back) = rest
        .find("\n## ")
        .map_or((rest, ""), |at| rest.split_at(at + 1));
    let reasons: BTreeMap<&str, &str> = list
        .lines()
        .filter_map(|line| line.strip_prefix("- ")?.split_once(": "))
        .collect();
    let intro = list.find("- ").map_or(list, |at| &list[..at]);
    let mut fresh = format!("{}\n\n", intro.trim_end());
    let is_known = grammar_knows(grammar);
    for sample in samples {
        let keep = |spans: BTreeSet<Span>| spans.into_iter().filter(|s| is_known(s.2)).collect();
        let expected = keep(of_parser(&sample.text));
        let found = keep(spans(&sample.text));
        let lines = difference(&sample.text, &expected, &found);
        if lines.is_empty() {
            continue;
        }
        let reason = reasons.get(sample.name.as_str()).unwrap_or(&"?");
        let _ = writeln!(fresh, "- {}: {reason}", sample.name);
        for line in lines {
            let _ = writeln!(fresh, "      {line}");
        }
    }
    if !back.is_empty() {
        fresh.push('\n');
    }
    if support::updating() {
        std::fs::write(PATH, format!("{front}{heading}{fresh}{back}")).unwrap();
    } else {
        similar_asserts(&fresh, list);
    }
    assert!(
        !fresh.contains(": ?\n"),
        "grammar/limits.md has an entry without a reason"
    );
}

fn similar_asserts(fresh: &str, list: &str) {
    let missing: Vec<_> = fresh.lines().filter(|l| !list.contains(l)).collect();
    let stale: Vec<_> = list.lines().filter(|l| !fresh.contains(l)).collect();
    assert!(
        fresh == list,
        "grammar/limits.md\nmissing:\n{}\nstale:\n{}",
        missing.join("\n"),
        stale.join("\n")
    );
}

/// Lines are all that TextMate knows of; and what holds a paragraph together has no scope.
fn grammar_knows(grammar: &str) -> fn(&str) -> bool {
    match grammar {
        "TextMate" => |name| name != "paragraph",
        _ => |_| true,
    }
}
