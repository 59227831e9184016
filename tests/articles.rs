//! Articles as desks write them: raw copy beside the same article annotated.
//!
//! For each `NAME.txt` there is `NAME.nmk`, and `NAME.expected` with what that one's markup says.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod support;

use std::path::{Path, PathBuf};

use newsmark::checks::{self, CHECKS, Config, Corpus, Group, Quotes};
use newsmark::model;
use newsmark::syntax::{Kind, parse};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles")
}

/// Name, raw copy, annotated.
fn articles() -> Vec<(String, String, String)> {
    let mut all: Vec<_> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .map(|path| {
            let read = |p: &Path| std::fs::read_to_string(p).unwrap();
            (
                path.file_stem().unwrap().to_string_lossy().into_owned(),
                read(&path),
                read(&path.with_extension("nmk")),
            )
        })
        .collect();
    all.sort();
    assert!(all.len() >= 12, "{} articles", all.len());
    all
}

#[test]
fn raw_copy_is_a_valid_document_without_markup() {
    for (name, raw, _) in articles() {
        let tree = parse(&raw);
        let errors = tree.errors(&raw);
        assert!(errors.is_empty(), "{name}: {errors:#?}");
        for node in tree.descendants() {
            assert!(
                matches!(node.kind(), Kind::Quotation | Kind::Literal),
                "{name}: {:?} {}",
                node.kind(),
                node.text(&raw)
            );
        }
        assert_eq!(model::parse(&raw).text(), raw, "{name}");
    }
}

#[test]
fn an_annotated_article_strips_to_its_raw_copy() {
    for (name, raw, annotated) in articles() {
        assert_eq!(model::parse(&annotated).text(), raw, "{name}");
        assert_eq!(model::strip(&annotated), raw, "{name}");
    }
}

#[test]
fn an_annotated_article_has_no_findings() {
    for (name, _, annotated) in articles() {
        assert_eq!(support::findings(&annotated), "", "{name}");
    }
}

#[test]
fn raw_copy_has_findings_of_attribution_and_dates_only() {
    for (name, raw, _) in articles() {
        for finding in checks::check(&raw) {
            let check = CHECKS.iter().find(|c| c.code == finding.code).unwrap();
            let expected = matches!(check.group, Group::Attribution | Group::Dates);
            assert!(expected, "{name}: {finding:#?}");
        }
    }
}

#[test]
fn annotated_articles_have_no_findings_together() {
    let mut corpus = Corpus::default();
    for (name, _, annotated) in articles() {
        let article = model::parse(&annotated);
        corpus.add(Quotes::of(&name, &article, &Config::default()));
    }
    let findings = corpus.finish();
    assert!(findings.is_empty(), "{findings:#?}");
}

/// Whoever annotates changes no quotation: the annotated article has those of the raw one.
#[test]
fn raw_and_annotated_article_have_the_same_quotations() {
    for (name, raw, annotated) in articles() {
        let article = model::parse(&annotated);
        let quotations = |text: &str, place: &dyn Fn(std::ops::Range<usize>) -> model::Extent| {
            let tree = parse(text);
            let all = tree.descendants().filter(|n| n.kind() == Kind::Quotation);
            all.map(|n| place(n.inner())).collect::<Vec<_>>()
        };
        let raw_places = quotations(&raw, &|span| span.into());
        let places = quotations(&annotated, &|span| article.plain().place(span).bytes);
        let show = |extents: &[model::Extent]| {
            extents
                .iter()
                .map(|e| raw[e.start..e.end].to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(show(&raw_places), show(&places), "{name}");
        assert_eq!(raw_places, places, "{name}");
    }
}

#[test]
fn an_annotated_article_says_what_is_expected() {
    for (name, _, annotated) in articles() {
        let meaning = support::meaning(&model::parse(&annotated));
        let path = folder().join(&name).with_extension("expected");
        if support::updating() {
            std::fs::write(path, meaning).unwrap();
            continue;
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        similar(&name, &expected, &meaning);
    }
}

fn similar(name: &str, expected: &str, got: &str) {
    let first = expected
        .lines()
        .zip(got.lines())
        .enumerate()
        .find(|(_, (a, b))| a != b);
    assert!(
        expected == got,
        "{name}: first difference {first:#?}; {} lines expected, {} got",
        expected.lines().count(),
        got.lines().count()
    );
}
