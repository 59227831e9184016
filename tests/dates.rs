//! Dates in words: what they mean, and the laws that hold of any text.
//!
//! In `tests/dates/LANGUAGE.txt` a line is a case: the day an article was written, its text, and the
//! words that mean a time with their values and, behind `~`, modifiers.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod support;

use std::path::Path;

use newsmark::dates::{DateProposal, propose};
use newsmark::model::DateValue;
use proptest::prelude::*;

const LANGUAGES: [&str; 4] = ["de", "en", "es", "fr"];

fn found(text: &str, lang: &str, written: &str) -> Vec<DateProposal> {
    let written = DateValue::parse(written).unwrap();
    propose(text, Some(lang), Some(&written))
}

fn shown(text: &str, lang: &str, written: &str) -> String {
    let all = found(text, lang, written).into_iter().map(|p| {
        let modifier = p.modifier.map_or(String::new(), |m| format!("~{m}"));
        format!(
            "{}={}{modifier}",
            &text[p.place.start..p.place.end],
            p.value.value
        )
    });
    all.collect::<Vec<_>>().join("; ")
}

#[test]
fn words_mean_what_the_cases_say() {
    let mut wrong = Vec::new();
    for lang in LANGUAGES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/dates/{lang}.txt"));
        let cases = std::fs::read_to_string(&path).unwrap();
        let mut new = String::new();
        for case in cases.lines() {
            let mut parts = case.splitn(3, " | ");
            let (written, text) = (
                parts.next().unwrap(),
                parts.next().unwrap().trim_end_matches(" |"),
            );
            let line = format!("{written} | {text} | {}", shown(text, lang, written));
            if line.trim_end() != case {
                wrong.push(format!("{lang}: {case}\n  got {line}"));
            }
            new += line.trim_end();
            new.push('\n');
        }
        assert!(cases.lines().count() > 10, "{lang}");
        if support::updating() {
            std::fs::write(&path, new).unwrap();
        }
    }
    assert!(
        support::updating() || wrong.is_empty(),
        "{}",
        wrong.join("\n")
    );
}

#[test]
fn languages_without_tables_give_nothing() {
    let written = DateValue::parse("2031-05-14").unwrap();
    assert_eq!(propose("on Wednesday", Some("nl"), Some(&written)), []);
    assert_eq!(propose("on Wednesday", Some("en"), None), []);
    let month = DateValue::parse("2031-05").unwrap();
    assert_eq!(propose("on Wednesday", Some("en"), Some(&month)), []);
    assert_eq!(propose("in 2029", None, None).len(), 1);
}

fn assert_laws(text: &str, lang: &str, written: &str) -> Result<(), TestCaseError> {
    let all = found(text, lang, written);
    prop_assert!(
        all.is_sorted_by(|a, b| a.place.end <= b.place.start),
        "{text}"
    );
    for proposal in all {
        let words = text.get(proposal.place.start..proposal.place.end);
        prop_assert!(words.is_some_and(|w| !w.trim().is_empty()), "{text}");
        prop_assert!((0..=100).contains(&proposal.confidence));
    }
    Ok(())
}

const GAPS: [&str; 11] = [
    " ", " ", " ", " ", "-", ", ", "\n\n", ": ", "", "’", "\u{a0}",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_keeps_the_laws(text in any::<String>(), lang in proptest::sample::select(LANGUAGES.to_vec())) {
        assert_laws(&text, lang, "2031-05-14")?;
    }

    #[test]
    fn words_of_time_in_any_order_keep_the_laws(
        places in proptest::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..24),
        lang in proptest::sample::select(LANGUAGES.to_vec()),
        year in 1000i16..9000, month in 1i8..=12, day in 1i8..=28,
    ) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/dates/{lang}.txt"));
        let cases = std::fs::read_to_string(path).unwrap();
        let words: Vec<&str> = cases.split_whitespace().collect();
        let mut text = String::new();
        for (word, gap) in places {
            text += words[word.index(words.len())];
            text += GAPS[gap.index(GAPS.len())];
        }
        assert_laws(&text, lang, &format!("{year:04}-{month:02}-{day:02}"))?;
    }
}

#[test]
fn rows_of_one_word_are_read() {
    // What looks at the words before it must not do so once for each of them on the stack.
    for (lang, word) in [
        ("en", "thousand "),
        ("en", "1,000,"),
        ("en", "1994, "),
        ("en", "two years and four months, "),
        ("de", "3. und "),
        ("de", "0:13 "),
        ("fr", "deux mille "),
        ("es", "mil "),
    ] {
        let text = word.repeat(20_000) + "years";
        for proposal in found(&text, lang, "2031-05-14") {
            assert!(proposal.place.end <= text.len());
        }
    }
}
