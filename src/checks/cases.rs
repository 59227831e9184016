//! Runs the tests of every check: each check's file ends with them, as data.
//!
//! A case begins with `== what it promises`; its parts begin with `:: settings`, `:: registry` (TOML),
//! `:: article`, `:: other NAME` (another article, for checks across articles), `:: finds` and `:: fixed`.
//! What is found stands as `⟨the bytes it is at⟩ message`, a line each, with `  help: …` below it
//! where the case speaks of help. `«U+200B»` stands for a character that cannot be seen.
//! In a case only the check itself is on.

use std::fmt::Write;

use super::catalogue::CASES;
use super::fix::fix_by;
use super::{CHECKS, Check, Config, Corpus, Finding, Level, Quotes, Safety, check_with};
use crate::registry::{self, Format, Registry};

#[derive(Default, Debug)]
struct Case {
    name: String,
    settings: String,
    registry: String,
    article: String,
    /// Other articles, each with its name.
    others: Vec<(String, String)>,
    finds: String,
    fixed: Option<String>,
}

impl Case {
    /// The actors that the project of the case knows.
    fn registry(&self) -> Registry {
        if self.registry.is_empty() {
            return Registry::default();
        }
        let source = registry::Source::new("people.toml", Format::Toml, self.registry.as_str());
        let (registry, problems) = Registry::load(vec![source]);
        assert!(problems.is_empty(), "{}: {problems:#?}", self.name);
        registry
    }
}

/// A text with the characters that `«U+…»` stands for.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, code, behind)) = rest
        .split_once("«U+")
        .and_then(|(before, r)| r.split_once('»').map(|(c, b)| (before, c, b)))
    {
        out += before;
        let c = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
        out.push(c.unwrap_or_else(|| unreachable!("{code} is a character")));
        rest = behind;
    }
    out + rest
}

fn cases(text: &str) -> Vec<Case> {
    let mut all: Vec<Case> = Vec::new();
    let mut part = String::new();
    for line in unescaped(text).trim_start().split_inclusive('\n') {
        if let Some(name) = line.strip_prefix("== ") {
            all.push(Case {
                name: name.trim().to_owned(),
                ..Case::default()
            });
            continue;
        }
        if let Some(name) = line.strip_prefix(":: ") {
            part = name.trim().to_owned();
            if part == "fixed" {
                all.last_mut().unwrap_or_else(|| unreachable!()).fixed = Some(String::new());
            }
            if let Some(name) = part.strip_prefix("other ") {
                let case = all.last_mut().unwrap_or_else(|| unreachable!());
                case.others.push((name.to_owned(), String::new()));
            }
            continue;
        }
        let case = all
            .last_mut()
            .unwrap_or_else(|| unreachable!("a case begins with =="));
        match part.as_str() {
            "settings" => case.settings += line,
            "registry" => case.registry += line,
            "article" => case.article += line,
            "finds" => case.finds += line,
            "fixed" => *case.fixed.get_or_insert_default() += line,
            other if other.starts_with("other ") => {
                case.others
                    .iter_mut()
                    .last()
                    .unwrap_or_else(|| unreachable!())
                    .1 += line;
            }
            other => unreachable!("no part of a case: {other}"),
        }
    }
    for case in &mut all {
        for text in [&mut case.article, &mut case.finds]
            .into_iter()
            .chain(&mut case.fixed)
        {
            *text = format!("{}\n", text.trim_end_matches('\n'));
        }
        case.finds = case.finds.trim().to_owned();
    }
    all
}

/// The settings of a case, with every check off but the one it is about.
fn config(check: &Check, settings: &str) -> Config {
    let mut config = Config::default();
    for other in CHECKS {
        config.set_level(other.code, None);
    }
    config.set_level(check.code, check.level.or(Some(Level::Warning)));
    // A check whose findings are about what others find needs those.
    if check.code == "unused-allow" {
        config = Config::default();
    }
    crate::settings::apply_for_tests(settings, &mut config);
    config
}

fn shown(text: &str, findings: &[Finding], with_help: bool) -> String {
    let mut out = String::new();
    for finding in findings {
        let _ = writeln!(out, "⟨{}⟩ {}", &text[finding.span.clone()], finding.message);
        if let Some(help) = finding.help.as_ref().filter(|_| with_help) {
            let _ = writeln!(out, "  help: {help}");
        }
    }
    out.trim().to_owned()
}

fn found(
    check: &Check,
    text: &str,
    others: &[(String, String)],
    config: &Config,
    registry: &Registry,
) -> Vec<Finding> {
    let mut findings = check_with(text, config, registry);
    // What looks at several articles has read the others before.
    let mut corpus = Corpus::default();
    let this = (THIS.to_owned(), text.to_owned());
    for (name, text) in others.iter().chain([&this]) {
        corpus.add(Quotes::of(name, &crate::model::parse(text), config));
    }
    let of_this = corpus.finish().into_iter().filter(|(path, _)| path == THIS);
    findings.extend(of_this.map(|(_, finding)| finding));
    findings.retain(|f| f.code == check.code);
    findings
}

/// What the article of a case is called beside others.
const THIS: &str = "article.nmk";

fn check_of(code: &str) -> &'static Check {
    let found = CHECKS.iter().find(|c| c.code == code);
    found.unwrap_or_else(|| unreachable!("{code} is a check"))
}

#[test]
fn every_case_finds_what_it_says() {
    let mut wrong = String::new();
    for (code, text) in CASES {
        let check = check_of(code);
        for case in cases(text) {
            let config = config(check, &case.settings);
            let mut compare = |what: &str, expected: &str, got: &str| {
                if expected != got {
                    let _ = writeln!(
                        wrong,
                        "{code}: {}: {what}: expected\n{expected}\ngot\n{got}\n",
                        case.name
                    );
                }
            };
            let registry = case.registry();
            let findings = found(check, &case.article, &case.others, &config, &registry);
            let shown = shown(&case.article, &findings, case.finds.contains("\n  help: "));
            compare("finds", &case.finds, &shown);
            let expected = case.fixed.as_ref().unwrap_or(&case.article);
            let mend = |text: &str| {
                fix_by(text, Safety::Unsafe, |t| {
                    found(check, t, &case.others, &config, &registry)
                })
            };
            let fixed = mend(&case.article);
            compare("fixed", expected, &fixed.text);
            compare("fixed twice", &fixed.text, &mend(&fixed.text).text);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// At least: it fires, it is silent on a near miss, its fix mends, a comment silences it.
#[test]
fn every_check_has_cases_of_every_kind() {
    for (code, text) in CASES {
        let check = check_of(code);
        let cases = cases(text);
        let allow = |c: &Case| c.article.contains("{% allow") && c.article.contains(*code);
        let silent = |c: &&Case| c.finds.is_empty();
        assert!(cases.len() >= 4, "{code}: {} cases", cases.len());
        assert!(
            cases.iter().any(|c| !c.finds.is_empty()),
            "{code}: none fires"
        );
        assert!(
            cases.iter().filter(silent).any(|c| !allow(c)),
            "{code}: none is silent"
        );
        let mends = |c: &Case| c.fixed.as_ref().is_some_and(|f| *f != c.article);
        assert_eq!(
            cases.iter().any(mends),
            check.fix.is_some(),
            "{code}: fixed"
        );
        let allowed: Vec<&Case> = cases.iter().filter(silent).filter(|c| allow(c)).collect();
        assert!(!allowed.is_empty(), "{code}: none is allowed");
        for case in allowed {
            let other = if *code == "syntax-error" {
                "invalid-date"
            } else {
                "syntax-error"
            };
            let loud = case.article.replace(*code, other);
            let (config, registry) = (config(check, &case.settings), case.registry());
            let findings = found(check, &loud, &case.others, &config, &registry);
            assert!(
                !findings.is_empty(),
                "{code}: {}: nothing to silence",
                case.name
            );
        }
    }
}

#[test]
fn the_examples_of_every_check_are_bad_and_good() {
    for check in CHECKS {
        let code = check.code;
        let mut config = Config::default();
        if check.level.is_none() {
            config.set_level(code, Some(Level::Warning));
        }
        crate::settings::apply_for_tests(check.example.settings, &mut config);
        let none = Registry::default();
        let all_of = |example: &str| {
            let (other, text) = match example.split_once(ANOTHER) {
                Some((other, text)) => (vec![("other.nmk".to_owned(), other.to_owned())], text),
                None => (Vec::new(), example),
            };
            let of = |c: &Check| found(c, text, &other, &config, &none);
            CHECKS.iter().flat_map(of).collect::<Vec<_>>()
        };
        let bad = all_of(check.example.bad);
        assert!(
            bad.iter().any(|f| f.code == code),
            "{code}: the bad example is good"
        );
        let good = all_of(check.example.good);
        assert!(
            good.is_empty(),
            "{code}: the good example is bad: {good:#?}"
        );
    }
}

/// Stands between the two articles of an example.
const ANOTHER: &str = "{% In another article: %}\n\n";

/// What is shown of a check has the form that documentation and settings rely on.
#[test]
fn every_check_says_what_it_is() {
    let mut codes: Vec<&str> = CHECKS.iter().map(|c| c.code).collect();
    for check in CHECKS {
        let code = check.code;
        let kebab = |s: &str| s.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        assert!(kebab(code), "{code}");
        assert!(
            check.summary.ends_with('.') && check.reason.len() > check.summary.len(),
            "{code}"
        );
        for setting in check.settings {
            assert!(
                kebab(setting.name) && setting.check == code,
                "{code}: {}",
                setting.name
            );
        }
    }
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), CHECKS.len(), "a code stands twice");
}
