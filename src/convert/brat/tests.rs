//! What brat's lines say comes back, whatever they say.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use crate::convert::{Document, Input, Labels, Options, format, reader};
use crate::model::parse;

const TEXT: &str = "Vell said the dam would hold. She left.";

/// The annotations after a way through Newsmark, and what was told.
fn round(annotations: &str) -> (String, Vec<String>) {
    let labels = Labels::default();
    let input = Input::new(TEXT, Some(annotations), &labels);
    let imported = (reader("brat").unwrap().read)(&input).unwrap().remove(0);
    let article = parse(&imported.source);
    assert_eq!(article.text(), TEXT);
    let mut out = String::new();
    let write = format("brat").unwrap().files[1].write;
    write(&Document::new("a", &article, Options::default()), &mut out);
    let lost = imported.lost.iter().map(|fault| {
        assert!(fault.beside);
        fault.to_string()
    });
    (out, lost.collect())
}

/// The lines with places in the stead of names, in an order of their own.
fn said(annotations: &str) -> Vec<String> {
    let fields: Vec<(&str, &str)> = annotations
        .lines()
        .filter_map(|l| l.split_once('\t'))
        .collect();
    let mut places: BTreeMap<&str, String> = BTreeMap::new();
    for (id, rest) in fields.iter().filter(|(id, _)| id.starts_with('T')) {
        places.insert(id, format!("[{}]", rest.split('\t').next().unwrap()));
    }
    for (id, rest) in fields.iter().filter(|(id, _)| id.starts_with('E')) {
        let trigger = rest.split([' ', ':']).nth(1).unwrap();
        let label = rest.split(' ').skip(1).collect::<Vec<_>>().join(" ");
        places.insert(id, format!("[event at {} {label}]", places[trigger]));
    }
    let replaced = fields.iter().map(|(id, rest)| {
        let mut words: Vec<String> = Vec::new();
        for word in rest.split(' ') {
            let parts = word.split(':').flat_map(|p| p.split('\t'));
            let parts = parts.map(|p| places.get(p).cloned().unwrap_or_else(|| p.to_owned()));
            words.push(parts.collect::<Vec<_>>().join(":"));
        }
        // The arguments of an event have no order.
        if id.starts_with('E') {
            words.sort();
        }
        format!("{} {}", &id[..1], words.join(" "))
    });
    let mut said: Vec<String> = replaced.collect();
    said.sort();
    said
}

/// Takes the numbers out of names such as T3, which are left in what events are called.
fn without_names(lines: Vec<String>) -> Vec<String> {
    let without = |line: String| {
        let mut before = ' ';
        let mut kept = line;
        kept.retain(|c| {
            let is_number = before == 'T' && c.is_ascii_digit();
            before = if is_number { 'T' } else { c };
            !is_number
        });
        kept
    };
    lines.into_iter().map(without).collect()
}

#[test]
fn what_leads_from_one_annotation_to_another_comes_back() {
    let spans = "T1\tSource 0 4\tVell\nT2\tCue 5 9\tsaid\nT3\tContent 10 28\tthe dam would hold\nT4\tMention 30 33\tShe\nT5\tPlace 14 17\tdam\nT6\tMove 34 38\tleft\nT7\tDate 30 38\tShe left\n";
    for lines in [
        "",
        "R1\tCoref Arg1:T4 Arg2:T1\t\n",
        "R1\tCoref Arg1:T4 Arg2:T1\t\nR2\tNear Arg1:T4 Arg2:T5\t\n",
        "R1\tPart-of Whole:T5 Part:T3\t\n",
        "*\tEquiv T1 T4\n",
        "*\tEquiv T1 T4 T5\n*\tEquiv T1 T6\n",
        "*\tSame T1 T4\n",
        "E1\tMove:T6 Who:T4\nE2\tMove:T6 Who:T1\n",
        "E1\tMove:T6 Who:T4\nE2\tMove:T6 Who:T1\nA1\tSure E2 no\nA2\tSure E1 yes\n",
        "E1\tMove:T6 Who:T4\nE2\tPlace:T5 What:E1\n",
        "E2\tPlace:T5 What:E1\nE1\tMove:T6 Who:T4\n",
        "E1\tMove:T6 Who:T4\nR1\tAfter Arg1:E1 Arg2:T3\t\nR2\tAfter Arg1:T3 Arg2:E1\t\n",
        "E1\tMove:T6\n",
        "A1\tlabel T1 x\nA2\tevent T1\nA3\ttype T3 strange\nA4\tby T3 Vell and others\n",
        "A1\tmedium T1 speech\nA2\tdate T4 2031\nA3\tNegation T5\n",
        "A1\tnote T1 x\nA2\tbrat-x T1 y\nA3\tSure T1 a\nA4\tSure T1 b\n",
        "#1\tAnnotatorNotes T1\tone: “x” {y} \"z\"\n#2\tAnnotatorNotes T1\ttwo\n#3\tDoubt T1\t\n",
        "N1\tReference T1 Wikidata:Q1\tImre Vell\n",
    ] {
        let old = format!("{spans}{lines}");
        let (new, lost) = round(&old);
        assert_eq!(lost, Vec::<String>::new());
        let [was, is] = [&old, &new].map(|l| without_names(said(l)));
        assert_eq!(is, was, "{new}");
    }
}

#[test]
fn what_no_tag_can_say_is_told_with_its_line() {
    let spans = "T1\tSource 0 4\tVell\nT2\tMention 30 33\tShe\n";
    for (line, expected) in [
        (
            "#1\tAnnotatorNotes R1\tx",
            "line 3: #1 is left out: it is about R1",
        ),
        ("A1\tSure T9", "line 3: A1 is left out: it is about T9"),
        (
            "A1\tso/so T1",
            "line 3: A1 is left out: no attribute of a tag can be called so/so",
        ),
        (
            "R1\tCoref Arg1:T1",
            "line 3: R1 is left out: expected a label and two arguments",
        ),
        (
            "R1\tCoref Arg1:T1 Arg2:T9",
            "line 3: R1 is left out: there is no T9",
        ),
        (
            "*\tEquiv T1",
            "line 3: * is left out: expected such as Equiv T1 T2",
        ),
        (
            "X1\tSomething",
            "line 3: X1 is left out: lines that begin with \"X\" have no meaning",
        ),
        (
            "E1\tMove:T1",
            "line 3: E1 is a Move and its trigger T1 a Source",
        ),
        (
            "T3 Mention 0 4",
            "line 3: \"T3 Mention 0 4\" is no annotation",
        ),
    ] {
        let (_, lost) = round(&format!("{spans}{line}\n"));
        assert_eq!(lost.len(), 1, "{line}: {lost:?}");
        assert!(lost[0].starts_with(expected), "{line}: {lost:?}");
    }
}

#[test]
fn the_words_of_a_span_may_stand_on_several_lines() {
    let labels = Labels::default();
    let annotations = "T1\tMention 0 9\tVell\nsaid\n";
    let input = Input::new("Vell\nsaid.", Some(annotations), &labels);
    let imported = (reader("brat").unwrap().read)(&input).unwrap().remove(0);
    let lost: Vec<String> = imported.lost.iter().map(ToString::to_string).collect();
    assert_eq!(lost, Vec::<String>::new(), "{}", imported.source);
    let annotations = "T1\tMention 0 4\tVell\nT2 Mention 5 9\n";
    let input = Input::new("Vell\nsaid.", Some(annotations), &labels);
    let imported = (reader("brat").unwrap().read)(&input).unwrap().remove(0);
    assert_eq!(imported.lost.len(), 1);
}
