//! What is proposed for which copy, as data: a file for each language. And what holds for every text.

use proptest::prelude::*;

use super::*;
use crate::model::{PlainText, parse};
use crate::registry::{Format, Registry, Source};
use crate::syntax;
use crate::syntax::tests::text;

/// The cases of each language.
const CASES: [(&str, &str); 4] = [
    ("en", include_str!("cases/en.txt")),
    ("de", include_str!("cases/de.txt")),
    ("fr", include_str!("cases/fr.txt")),
    ("es", include_str!("cases/es.txt")),
];

/// Whom each quotation of an article is proposed to be by.
fn proposed(lang: &str, copy: &str) -> String {
    let article = parse(&format!("---\nlang: {lang}\n---\n\n{copy}"));
    let found = suggest(&article);
    let mut all = Vec::new();
    for quote in article.quotes.iter().flat_map(|q| &q.fragments) {
        let own = found
            .quotes
            .iter()
            .find(|q| q.quotation == quote.whole.bytes);
        let own = own.filter(|q| q.confidence >= LEAST_CONFIDENCE);
        all.push(own.map_or("-".to_owned(), |q| told(article.text(), q)));
    }
    let clauses = found
        .indirect
        .iter()
        .filter(|c| c.confidence >= LEAST_CONFIDENCE);
    all.extend(clauses.map(|c| {
        let Extent { start, end } = c.quotation;
        let words = article.text().get(start..end).unwrap_or_default();
        format!("[{words}] {}", told(article.text(), c))
    }));
    all.join(" · ")
}

fn told(text: &str, quote: &Suggestion) -> String {
    let words = |e: Extent| text.get(e.start..e.end).unwrap_or_default();
    let mut out: Vec<String> = quote.speakers.iter().map(ToString::to_string).collect();
    if out.is_empty() {
        out.push("?".to_owned());
    }
    out.extend(quote.relayed_by.iter().map(|w| format!("via {w}")));
    out.push(format!("⟨{}⟩", words(quote.source)));
    out.extend(quote.cue.map(|c| format!("‹{}›", words(c))));
    out.push(quote.rule.name().to_owned());
    out.join(" ")
}

#[test]
fn every_case_is_proposed_as_it_says() {
    let updating = std::env::var_os("UPDATE_EXPECTATIONS").is_some();
    for (lang, cases) in CASES {
        let mut now = String::new();
        for line in cases.lines() {
            match line.split_once(" =>") {
                Some((copy, _)) => {
                    let found = proposed(lang, &copy.replace(" ¶ ", "\n\n"));
                    now += &format!("{copy} => {found}\n");
                }
                None => now += &format!("{line}\n"),
            }
        }
        if updating {
            let path = format!(
                "{}/src/suggest/cases/{lang}.txt",
                env!("CARGO_MANIFEST_DIR")
            );
            std::fs::write(path, &now).unwrap_or_else(|e| unreachable!("{e}"));
        } else {
            let differing = cases.lines().zip(now.lines()).find(|(a, b)| a != b);
            assert_eq!(differing, None, "{lang}");
        }
    }
}

/// Every rule has a case; what is less sure than the least is not seen there.
#[test]
fn every_rule_that_is_sure_has_a_case() {
    for rule in Rule::ALL {
        let name = rule.name();
        let lines = || CASES.iter().flat_map(|(_, cases)| cases.lines());
        let mut found = lines().filter_map(|l| l.split_once(" => "));
        let has = found.any(|(_, found)| found.split(' ').any(|w| w == name));
        assert_eq!(has, rule.confidence(false) >= LEAST_CONFIDENCE, "{name}");
    }
}

fn annotated(text: &str) -> String {
    let options = Options {
        date: Some("2031-04-03".to_owned()),
        least_confidence: 0,
    };
    annotate(text, &known(), &options)
}

/// Two people of a project: a Vell who is another than the article's, and a Marrow.
fn known() -> Registry {
    let people = "[actors]\nvell = \"Ole Vell\"\nmarrow = \"Tilda Marrow, ferry captain\"\n";
    let source = Source::new("people.toml", Format::Toml, people);
    Registry::load(vec![source]).0
}

/// Who is new has an id of his own, whoever has the one that he would have.
#[test]
fn nobody_gets_the_id_of_another() {
    for (text, expected) in [
        (
            "“No,” said Imre Vell.",
            "“No,”{@vell2?} said{cue?} Imre Vell.",
        ),
        (
            "“No,” said Tilda Marrow.",
            "“No,”{@marrow?} said{cue?} Tilda Marrow.",
        ),
        (
            "“Why?”{@orr} he said. “No,” said Ada Orr.",
            "“Why?”{@orr} he said. “No,”{@orr2?} said{cue?} Ada Orr.",
        ),
        (
            "“No,” said Ada Orr and Ben Orr.",
            "“No,”{@orr? @orr2?} said{cue?} Ada Orr and Ben Orr.",
        ),
    ] {
        let annotated = annotate(text, &known(), &Options::default());
        let copy = annotated.split("---\n\n").last();
        assert_eq!(copy, Some(expected), "{annotated}");
    }
}

/// What needs nobody declared is proposed also where something in the header is wrong.
#[test]
fn a_header_that_cannot_be_added_to_hinders_nothing_else() {
    for header in [
        "date: rubbish",
        "date:",
        "actors: {}",
        "actors: foo",
        "actors:\n  - Ada",
    ] {
        let text = format!(
            "---\n{header}\n---\n\nOn 3 April 2031 a fitter said: “Not before June, I hear.”"
        );
        let options = Options {
            date: Some("2031-01-01".to_owned()),
            ..Options::default()
        };
        let annotated = annotate(&text, &known(), &options);
        assert!(
            annotated.contains("[3 April 2031]{2031-04-03?}"),
            "{annotated}"
        );
        assert!(
            annotated.contains("I hear.”{by=\"a fitter\"?}"),
            "{annotated}"
        );
    }
}

fn laws(text: &str) -> Result<(), TestCaseError> {
    let once = annotated(text);
    let plain = |text: &str| PlainText::new(text, &syntax::parse(text)).text().to_owned();
    let errors = |text: &str| syntax::parse(text).errors(text).len();
    prop_assert_eq!(plain(&once), plain(text), "{}", once);
    prop_assert!(errors(&once) <= errors(text), "{}", once);
    prop_assert_eq!(&annotated(&once), &once);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Whatever the text: the copy stays, no rule is broken, and doing it again changes nothing.
    #[test]
    fn annotating_keeps_the_copy_and_is_done_once(text in text()) {
        laws(&text)?;
    }

    #[test]
    fn so_it_does_where_somebody_speaks(
        header in proptest::sample::select(HEADERS),
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 1..24),
    ) {
        laws(&format!("{header}{}", pieces.join(" ").replace(" +", "")))?;
    }
}

const HEADERS: &[&str] = &[
    "",
    "\u{feff}",
    "---\ndate: 2031-01-01\n---\n\n",
    "---\nactors:\n    vell: Imre Vell\n---\n",
    "---\ntitle: x\n---\n",
    "---\ndate: rubbish\n---\n\n",
    "---\nactors: {}\n---\n\n",
    "---\nlang: de\n---\n\n",
    "---\nlang: fr\n---\n\n",
    "---\nlang: es\n---\n\n",
];

const PIECES: &[&str] = &[
    "“The brakes were new,”",
    "“Why?”",
    "“open",
    "\"straight\"",
    "+{@vell}",
    "+{title?}",
    "+{#a}",
    "Vell",
    "Imre Vell, the crane master,",
    "Mr. Vell",
    "he",
    "she",
    "the foreign minister",
    "a fitter",
    "said",
    "+{cue}",
    "told reporters that",
    "according to",
    "saying:",
    "was called",
    "and",
    "who",
    "+,",
    "+.",
    "+:",
    "on Monday",
    "in March 2030",
    "[",
    "+]",
    "{",
    "\\",
    "\n\n",
    "\n",
    "—",
    "D’Arc-Müller",
    "„Die Bremsen waren neu“",
    "« Les freins étaient neufs »",
    "sagte",
    "teilte",
    "mit",
    "wie",
    "hat",
    "der Leiter des Hafenamts",
    "laut",
    "a-t-il dit",
    "l’institut",
    "según",
    "dijo",
];
