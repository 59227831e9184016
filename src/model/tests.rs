//! Laws of the model, held on random texts.

use proptest::prelude::*;

use super::{Extent, Place, PlainText, escape, parse, strip};
use crate::syntax::tests::text;

/// Counts the slow way.
fn check_place(place: &Place, plain: &str, source: &str) {
    let words = &plain[place.bytes.start..place.bytes.end];
    assert!(source.get(place.source.start..place.source.end).is_some());
    let before = &plain[..place.bytes.start];
    let chars = before.chars().count();
    assert_eq!(
        place.chars,
        Extent {
            start: chars,
            end: chars + words.chars().count()
        }
    );
    let utf16 = before.encode_utf16().count();
    assert_eq!(
        place.utf16,
        Extent {
            start: utf16,
            end: utf16 + words.encode_utf16().count()
        }
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn stripping_is_idempotent(text in text()) {
        let once = strip(&text);
        prop_assert_eq!(&strip(&once), &once);
        let (stripped, article) = (parse(&once), parse(&text));
        prop_assert_eq!(stripped.text(), article.text());
    }

    #[test]
    fn an_escaped_text_says_the_text(text in text()) {
        let escaped = escape(&text);
        let article = parse(&escaped);
        prop_assert_eq!(article.text(), text);
    }

    #[test]
    fn any_escaped_string_says_the_string(text in any::<String>()) {
        let escaped = escape(&text);
        let article = parse(&escaped);
        prop_assert_eq!(article.text(), text);
    }

    #[test]
    fn places_are_right_in_every_unit(source in text()) {
        let article = parse(&source);
        let plain = article.text();
        let quotes = article.quotes.iter().flat_map(|q| &q.fragments).flat_map(|f| [&f.content, &f.whole]);
        let places = quotes
            .chain(article.mentions.iter().map(|m| &m.place))
            .chain(article.cues.iter().map(|c| &c.place))
            .chain(article.dates.iter().map(|d| &d.place))
            .chain(article.terms.iter().map(|t| &t.place))
            .chain(&article.paragraphs);
        for place in places {
            check_place(place, plain, &source);
        }
        for quote in &article.quotes {
            prop_assert!(!quote.fragments.is_empty());
            prop_assert!(quote.mention.is_none_or(|m| m < article.mentions.len()));
            prop_assert!(quote.cue.is_none_or(|c| c < article.cues.len()));
            prop_assert!(quote.attributed || quote.speakers.is_empty());
        }
    }

    #[test]
    fn every_kept_character_maps_there_and_back(source in text()) {
        let plain = PlainText::new(&source, &crate::syntax::parse(&source));
        for (at, c) in plain.text().char_indices() {
            let range = plain.source_range(at..at + c.len_utf8());
            prop_assert_eq!(&source[range.clone()], c.to_string());
            prop_assert_eq!(plain.plain_offset(range.start), at);
        }
        // What is removed maps to what follows it, in order.
        let all: Vec<usize> = (0..=source.len()).map(|i| plain.plain_offset(i)).collect();
        prop_assert!(all.is_sorted());
        prop_assert_eq!(all.last(), Some(&plain.text().len()));
    }

    #[test]
    fn checks_find_places_that_exist(source in text()) {
        for finding in crate::checks::check(&source) {
            prop_assert!(source.get(finding.span.clone()).is_some());
            prop_assert!(!finding.message.is_empty());
        }
    }
}

/// What a megabyte of anything is made of takes no more than a few seconds in all: a quadratic
/// step anywhere would take hours.
#[test]
fn dense_articles_are_no_trap() {
    let header = "---\nactors:\n  a: Imre Vell\n---\n\n";
    for unit in [
        "“b”{@a} said{cue} ",
        "[b]{by=\"someone here\"} ",
        "someone here “b”{by=\"someone here\"} ",
        "“b”{+}",
        "“b”{#q}",
        "Imre Vell ",
        "{% c %}",
        "x{cue}",
        "“a.\n",
        "“a\n\n",
        "[x]{#i}“b”{by=#i}",
        "b{2031}",
        "“b”{@zzz}",
        "{% allow x %}\n\n",
        "“x” she said. {% allow unattributed-quote %}\n\n",
        "“b”{+} x{cue} ",
        "“b”{#q by=a} a ",
        "“b”{@a}{by=x} ",
        "‘as’ ",
        "{@a}\nA: b\n\n",
        "“b”{@a} “c”{@b} ",
        "“b”{@a #q}“c”{@b #q}",
        "[x]{a b c=d}",
        "x{cue}:\n\n“b”{@a}\n\n",
        "“b.”{@a} He left. “c,”{@b} she said.\n\n",
    ] {
        let text = header.to_owned() + &unit.repeat((1 << 20) / unit.len());
        let _ = crate::checks::check(&text);
        assert_eq!(strip(&strip(&text)), strip(&text));
    }
}
