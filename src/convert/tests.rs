//! Laws of the formats: what goes out comes back.
#![allow(clippy::unwrap_used)]

mod faults;
mod whole;

use proptest::prelude::*;

use super::standoff::{Label, Part, Span, Standoff};
use super::{Document, Input, Labels, Options, format, reader};
use crate::model::{Article, PlainText, Who, parse};

/// Copy that has much of what could be markup.
fn copy() -> impl Strategy<Value = String> {
    let words = prop_oneof![
        6 => "[a-zé]{1,4}",
        3 => Just(" ".to_owned()),
        1 => Just("\n".to_owned()),
        1 => Just("\n\n".to_owned()),
        1 => Just("\r\n\r\n".to_owned()),
        2 => prop_oneof!["“", "”", "\"", "'", "’", "‘", "„", "«", "»"].prop_map(|s| s),
        2 => prop_oneof![r"\[", r"\]", r"\{", r"\}", r"\\", "@", "#", "%", ",", r"\."].prop_map(|s| s),
        1 => Just("{cue}".to_owned()),
        1 => Just("{% no %}".to_owned()),
        1 => Just("---\n".to_owned()),
        1 => Just("title: x\n".to_owned()),
        1 => Just("🌱".to_owned()),
    ];
    prop::collection::vec(words, 0..40).prop_map(|words| words.concat())
}

/// Places of spans, as fractions of the text.
fn places() -> impl Strategy<Value = Vec<(u8, Vec<(u16, u16)>)>> {
    let parts = prop::collection::vec((any::<u16>(), any::<u16>()), 1..4);
    prop::collection::vec((0..4_u8, parts), 0..8)
}

fn standoff(text: &str, places: &[(u8, Vec<(u16, u16)>)]) -> Standoff {
    let at = |n: u16| text.floor_char_boundary(usize::from(n) * (text.len() + 1) / 65_536);
    let mut article = Standoff {
        text: text.to_owned(),
        ..Standoff::default()
    };
    for (kind, parts) in places {
        let mut parts: Vec<Part> = parts
            .iter()
            .map(|(a, b)| Part::new(at(*a).min(at(*b)), at(*a).max(at(*b))))
            .filter(|p| p.content.start < p.content.end)
            .collect();
        parts.sort_by_key(|p| p.content.start);
        parts.dedup_by(|b, a| b.content.start < a.content.end);
        if parts.is_empty() {
            continue;
        }
        let label = [Label::Quote, Label::Mention, Label::Cue, Label::Other][usize::from(*kind)];
        let label = match label {
            Label::Other if parts.len() > 1 => Label::Mention,
            label => label,
        };
        let mut span = Span::new(label, parts);
        span.attributes
            .insert("n".into(), article.spans.len().to_string());
        if label == Label::Cue {
            span.attributes.clear();
        }
        if label == Label::Quote {
            span.actors.push(super::fields::named(Who::Unknown, false));
        }
        article.spans.push(span);
    }
    article.spans = super::standoff::ordered(article.spans);
    article
}

/// What spans say, in an order that does not depend on how they are listed.
fn said(article: &Standoff, but: &[usize]) -> Vec<String> {
    let spans = article.spans.iter().enumerate();
    let spans = spans.filter(|(i, s)| !s.implicit && !but.contains(i));
    let mut said: Vec<String> = spans
        .map(|(_, s)| {
            let parts: Vec<_> = s.parts.iter().map(|p| super::brat::extent(s, p)).collect();
            format!("{:?} {parts:?} {:?}", s.label, s.attributes)
        })
        .collect();
    said.sort();
    said
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    /// Whatever the text and wherever the spans, the source has the text, and says the spans that it does not give up.
    #[test]
    fn a_source_has_the_text_and_the_spans(text in copy(), places in places()) {
        let article = standoff(&text, &places);
        let written = article.source();
        let tree = crate::syntax::parse(&written.source);
        let plain = PlainText::new(&written.source, &tree);
        prop_assert_eq!(plain.text(), &text, "{}", written.source);
        if written.lost.is_empty() {
            let again = Standoff::of(&parse(&written.source));
            prop_assert_eq!(said(&again, &[]), said(&article, &[]), "{}", written.source);
        }
    }

    /// Reading never fails in another way than with an error.
    #[test]
    fn readers_take_any_input(text in copy(), beside in ".{0,200}") {
        let labels = Labels::default();
        for reader in super::READERS {
            let _ = (reader.read)(&Input::new(&text, Some(&beside), &labels));
            let _ = (reader.read)(&Input::new(&beside, Some(&text), &labels));
        }
    }

    /// Writers write whatever an article says.
    #[test]
    fn cells_are_inert(text in "[=+@\t\r \u{1b}a-]{1,6}") {
        let source = format!("“{text}”{{by={:?}}}", "x");
        let article = parse(&source);
        let mut out = String::new();
        for file in format("csv").unwrap().files {
            (file.write)(&Document::new("=x", &article, Options::default()), &mut out);
        }
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(out.as_bytes());
        for record in reader.records() {
            for cell in record.unwrap().iter() {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{}", cell);
                let escape = cell.contains('\x1b');
                prop_assert!(!escape);
            }
        }
    }
}

/// The articles of the tests.
fn articles() -> Vec<(String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path());
    let mut files: Vec<_> = files
        .filter(|f| f.extension().is_some_and(|e| e == "nmk"))
        .collect();
    files.sort();
    let name = |f: &std::path::Path| f.file_stem().unwrap().to_string_lossy().into_owned();
    let read = |f: &std::path::PathBuf| (name(f), std::fs::read_to_string(f).unwrap());
    files.iter().map(read).collect()
}

fn write(to: &str, article: &Article) -> Vec<String> {
    let write = |file: &super::File| {
        let mut out = String::new();
        (file.write)(
            &Document::new("name", article, Options::default()),
            &mut out,
        );
        out
    };
    format(to).unwrap().files.iter().map(write).collect()
}

fn read(from: &str, files: &[String]) -> Article {
    let labels = Labels::default();
    let head = format(from).and_then(|f| f.head).unwrap_or_default();
    let first = format!("{head}{}", files[0]);
    let input = Input::new(&first, files.get(1).map(String::as_str), &labels);
    let mut articles = (reader(from).unwrap().read)(&input).unwrap();
    assert_eq!(articles.len(), 1);
    let article = articles.remove(0);
    assert_eq!(article.lost, [], "{}", article.source);
    parse(&article.source)
}

/// The model's JSON without the places in the source.
fn meaning(article: &Article) -> serde_json::Value {
    fn strip(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Object(map) => {
                for key in ["tag", "scope", "broken"] {
                    map.remove(key);
                }
                if map.get("source").is_some_and(|s| s.get("start").is_some()) {
                    map.remove("source");
                }
                map.values_mut().for_each(strip);
            }
            serde_json::Value::Array(list) => list.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(article).unwrap();
    strip(&mut value);
    value
}

#[test]
fn json_holds_everything() {
    for (name, source) in articles() {
        let article = parse(&source);
        for to in ["json", "jsonl"] {
            let again = read(to, &write(to, &article));
            let (old, new) = (meaning(&article), meaning(&again));
            assert_eq!(
                serde_json::to_string_pretty(&new).unwrap(),
                serde_json::to_string_pretty(&old).unwrap(),
                "{name}"
            );
        }
    }
}

/// What files say, without the numbers that annotations have in them.
fn lines(to: &str, files: &[String]) -> Vec<String> {
    let mut places = std::collections::BTreeMap::new();
    let annotations = files.last().unwrap();
    if to != "brat" {
        return annotations.lines().map(str::to_owned).collect();
    }
    for line in annotations.lines().filter(|l| l.starts_with('T')) {
        let (id, rest) = line.split_once('\t').unwrap();
        places.insert(id, rest);
    }
    let said = annotations.lines().map(|line| {
        let (_, rest) = line.split_once('\t').unwrap();
        let words = rest.split([' ', ':']);
        let mut words: Vec<&str> = words.map(|w| places.get(w).copied().unwrap_or(w)).collect();
        // The arguments of an event have no order.
        words.sort();
        words.join(" ")
    });
    let mut said: Vec<String> = said.collect();
    said.sort();
    said
}

/// But for what the documentation says is lost: blocks, and several cues of what somebody unnamed says.
#[test]
fn what_formats_hold_comes_back() {
    use crate::model::CarrierKind::Block;
    for (name, source) in articles() {
        let article = parse(&source);
        let mut quotes = article.quotes.iter();
        let has_block = quotes.any(|q| q.fragments.iter().any(|f| f.carrier == Block));
        let unnamed = |i: usize| {
            let mut speakers = article.quotes[i].speakers.iter();
            speakers.any(|s| matches!(s.who, Who::Unnamed(_)))
        };
        let mut cues = article.cues.iter().filter(|c| c.quote.is_some_and(unnamed));
        let second = cues.any(|c| {
            let first = article.quotes[c.quote.unwrap()]
                .cue
                .map(|i| article.cues[i].place);
            first != Some(c.place)
        });
        for to in ["brat", "spacy", "conll"] {
            let files = write(to, &article);
            let again = read(to, &files);
            assert_eq!(again.text(), article.text(), "{name} {to}");
            if !has_block && !second {
                assert_eq!(
                    lines(to, &write(to, &again)),
                    lines(to, &files),
                    "{name} {to}"
                );
            }
        }
    }
}

#[test]
fn what_an_event_has_comes_back_at_the_event() {
    let text = "Vell said no to the council.";
    let annotations = "T1\tSource 0 4\tVell\nT2\tCue 5 9\tsaid\nT3\tContent 10 12\tno\nT4\tAddressee 16 27\tthe council\nT5\tAttribution 5 9\tsaid\nE1\tAttribution:T5 Source:T1 Cue:T2 Content:T3 Addressee:T4\nA1\ttype E1 Indirect\n#1\tAnnotatorNotes E1\tat the quay\n";
    let article = read("brat", &[text.to_owned(), annotations.to_owned()]);
    let again = write("brat", &article);
    assert_eq!(again[0], text);
    let has = |line: &str| {
        again[1]
            .lines()
            .any(|l| l.split_once('\t').unwrap().1 == line)
    };
    assert!(has("type E1 Indirect"), "{}", again[1]);
    assert!(has("AnnotatorNotes E1\tat the quay"), "{}", again[1]);
}

/// What a paragraph is like behind another, or at the start, changes what can be written of it.
#[test]
fn nothing_is_lost_of_what_a_tag_can_hold() {
    for text in [
        "---\ntitle: x\nVell spoke.",
        "---\nVell: x\n---\n\nVell spoke.",
        "\\---\nVell: x\n---\nVell spoke.",
        "no\\\r\n\r\n“Vell” spoke {cue}.",
        "a {b\n\n] Vell } {%\n\n[Vell “no” {cue}",
        "- Vell: [no\n\n---\n\nVell” ]{",
    ] {
        let ends: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
        for (n, start) in ends.iter().enumerate() {
            for end in ends.iter().skip(n + 1) {
                if text[*start..*end].trim().is_empty() {
                    continue;
                }
                let mut article = Standoff {
                    text: text.to_owned(),
                    ..Standoff::default()
                };
                let span = Span::new(Label::Mention, vec![Part::new(*start, *end)]);
                article.spans.push(span);
                let written = article.source();
                let source = &written.source;
                assert!(written.lost.is_empty(), "{source:?}");
                let again = Standoff::of(&parse(source));
                assert_eq!(again.text, text);
                let mut spans = again.spans.iter();
                let span = spans.find(|s| s.label == Label::Mention).unwrap();
                assert_eq!((span.start(), span.end()), (*start, *end), "{source:?}");
            }
        }
    }
}

/// Comments and keys from elsewhere can be such as no source has.
#[test]
fn what_no_source_can_hold_is_told() {
    let json = r#"{"version": 1, "text": "Vell spoke.", "header": {"metadata": {"so so": "x", "ok": "y"}},
        "actors": [{"id": "a b", "name": "Vell", "aliases": ["V"], "source": {"start": 1, "end": 2}}],
        "comments": [{"text": "no %} end", "place": {"bytes": {"start": 5, "end": 5}, "chars": {"start": 5, "end": 5}, "source": {"start": 5, "end": 5}}, "scope": {"start": 0, "end": 9}}]}"#;
    let labels = Labels::default();
    let imported = (reader("json").unwrap().read)(&Input::new(json, None, &labels)).unwrap();
    assert_eq!(imported[0].source, "---\nok: \"y\"\n---\n\nVell spoke.");
    let lost: Vec<String> = imported[0].lost.iter().map(ToString::to_string).collect();
    assert_eq!(lost.len(), 3, "{lost:?}");
    for (lost, expected) in lost.iter().zip([
        "\"so so\" in the header",
        "\"a b\" in the header",
        "the comment \"no %} end\"",
    ]) {
        assert!(lost.contains(expected), "{lost}");
    }
}

/// `text`, and brat's `.txt`, are the article byte for byte.
#[test]
fn nothing_that_a_terminal_obeys_comes_out() {
    let source = "---\ntitle: \"\\u001b]0;x\\u0007\"\nactors:\n  vell: \"Imre \\u001b[31mVell\\u009b2J\"\n---\n\n“\u{1b}[2Jhi \u{9b}2J”{@vell} said{cue} on [the \u{7}day]{2031 note=\"\u{1b}[0m\"} {% \u{1b}[1m %}.";
    let article = parse(source);
    for format in super::FORMATS.iter().filter(|f| f.name != "text") {
        for file in format.files.iter().filter(|f| f.extension != "txt") {
            for quotes in [false, true] {
                let mut out = String::new();
                let options = Options { quotes };
                (file.write)(&Document::new("\u{1b}[1m", &article, options), &mut out);
                let found = out.find(|c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
                assert_eq!(found, None, "{}: {out:?}", format.name);
            }
        }
    }
}
