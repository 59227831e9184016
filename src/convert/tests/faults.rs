//! What is wrong with files of others, or meant otherwise, is told, and what is around it comes in.

use super::{Input, Labels, reader};
use crate::model::parse;

/// The sources of a file, and what is told; or why it is refused.
fn imported(from: &str, text: &str, beside: Option<&str>) -> Result<(String, Vec<String>), String> {
    let labels = Labels::default();
    let read = (reader(from).unwrap().read)(&Input::new(text, beside, &labels));
    let read = read.map_err(|fault| fault.to_string())?;
    let sources: Vec<&str> = read.iter().map(|a| a.source.as_str()).collect();
    let lost = read.iter().flat_map(|a| &a.lost).map(ToString::to_string);
    Ok((sources.join("\n====\n"), lost.collect()))
}

const TEXT: &str = "Vell said the dam would hold.";

/// A format, a file, the file beside it, the source, and how what is told begins.
type Case = (
    &'static str,
    &'static str,
    Option<&'static str>,
    &'static str,
    &'static [&'static str],
);

const CASES: &[Case] = &[
    // Other words than the file says.
    (
        "brat",
        TEXT,
        Some("T1\tContent 10 28\tcompletely other words\n"),
        "Vell said [the dam would hold]{by=@?}.",
        &[
            "line 1: T1 is \"completely other words\" in the file, and \"the dam would hold\" stands",
        ],
    ),
    (
        "brat",
        TEXT,
        Some("T1\tContent 10 17;18 28\tthe  dam would hold\nT2\tCue 5 9\tsaid\n"),
        "Vell said[the dam]",
        &[],
    ),
    (
        "conll",
        "# text = Vell left.\n1\tVell\t0\t4\tO\tO\tO\n2\tgone\t5\t9\tO\tO\tB-1\n\n",
        None,
        "Vell left{by=@?}.",
        &["line 3: the token is \"gone\" in the file, and \"left\" stands"],
    ),
    (
        "spacy",
        r#"{"text":"Vell left.","spans":[{"start":5,"end":9,"label":"Content","text":"gone"}]}"#,
        None,
        "Vell left{by=@?}.",
        &["the span Content at 5 is \"gone\" in the file"],
    ),
    // Lines and values that are not understood.
    (
        "brat",
        TEXT,
        Some("T1\tContent 10 28\tthe dam would hold\nA1\ttype T1 Direct\nA2\tmedium T1 Print\n"),
        "Vell said [the dam would hold]{by=@? type=direct brat-a-medium=Print}.",
        &[],
    ),
    (
        "brat",
        TEXT,
        Some("T1\tDate 0 4\tVell\n"),
        "Vell{label=Date} said the dam would hold.",
        &[],
    ),
    (
        "spacy",
        r#"{"text":"Vell left.","spans":[{"start":5,"end":9,"label":"Content","attributes":{"type":"Mixed","on":"monday","medium":"Print","n":3}}]}"#,
        None,
        "Vell left{by=@? type=mixed n=3 unread-medium=Print unread-on=monday}.",
        &[],
    ),
    (
        "spacy",
        r#"{"text":"Monday.","spans":[{"start":0,"end":6,"label":"Date","attributes":{"date":"next week"}}]}"#,
        None,
        "Monday{label=Date unread-date=\"next week\"}.",
        &[],
    ),
    (
        "spacy",
        r#"{"text":"Vell left.","spans":[{"start":0,"end":4,"label":"Mention","attributes":{"so so":"x","by":"@a b"}}]}"#,
        None,
        "",
        &["left out is the attribute \"so so\" at byte 0"],
    ),
    (
        "webannotation",
        r#"[{"motivation":"describing","body":{"value":"It left Monday."},"target":"x"},{"id":"a","body":[{"purpose":"classifying","value":"quote"},{"purpose":"tagging","value":"type=Reported"},{"purpose":"tagging","value":"on=monday"}],"target":{"selector":{"type":"TextPositionSelector","start":3,"end":7}}},{"id":"b","body":[{"purpose":"classifying","value":"date"}],"target":{"selector":{"type":"TextPositionSelector","start":8,"end":14}}}]"#,
        None,
        "It left{by=@? type=reported unread-on=monday} Monday{label=Date}.",
        &[],
    ),
    (
        "json",
        r#"{"text":"Monday.","header":{"date":{"value":"soon"},"title":"x","metadata":{"n":5}},"dates":[{"place":{"bytes":{"start":0,"end":6}},"value":{"value":"next week"}}]}"#,
        None,
        "---\ntitle: x\nn: \"5\"\n---\n\nMonday{label=Date unread-date=\"next week\"}.",
        &[
            "header.date has the value \"soon\", which is no date",
            "a date has the value \"next week\"",
        ],
    ),
    // Ids and keys that no header can have go with what stands under them.
    (
        "json",
        r#"{"text":"Copy.","actors":[{"id":"a","name":"A"},{"id":"b c","name":"B","aliases":["C"],"note":"n"},{"id":"d","name":"D"}]}"#,
        None,
        "---\nactors:\n  a: A\n  d: D\n---\n\nCopy.",
        &["left out is \"b c\" in the header"],
    ),
    (
        "json",
        r#"{"text":"Copy.","header":{"metadata":{"bad key":{"a":"b"},"ok":{"so so":"x","c":"d"},"list":[{"so so":"x"}]}}}"#,
        None,
        "",
        &[
            "left out is \"bad key\" in the header",
            "left out is \"so so\" in the header",
            "left out is \"so so\" in the header",
        ],
    ),
    ("json", "\u{feff}{\"text\":\"Copy.\"}", None, "Copy.", &[]),
    (
        "json",
        r#"{"text":"Copy.","header":{"title":"x","metadata":{"title":"y"}},"actors":[{"id":"a","name":"A"},{"id":"a","name":"B"}]}"#,
        None,
        "---\ntitle: x\nactors:\n  a: A\n---\n\nCopy.",
        &[
            "left out is \"title\" in the header",
            "left out is \"a\" in the header",
        ],
    ),
    // What spaCy and Prodigy write.
    (
        "spacy",
        r#"{"text":"Vell left.","meta":{"id":7},"spans":null,"relations":null}"#,
        None,
        "Vell left.",
        &[],
    ),
    (
        "spacy",
        r#"{"text":"Vell left.","ents":[{"start":0,"end":4,"label":"PERSON"}],"spans":{"sc":[{"start":5,"end":9,"label":"Cue"},{"start":0,"end":4,"label":"PERSON"}]},"tokens":[],"answer":"accept"}"#,
        None,
        "",
        &[],
    ),
    // TEI of others.
    (
        "tei",
        "<TEI><teiHeader/><text><body><p><abbr>Dr</abbr> Vell <sic>sayd</sic> <choice><sic>teh</sic><corr>the</corr></choice> <choice><abbr>d.</abbr><expan>dam</expan></choice>.</p><table><row><cell>One</cell><cell>Two</cell></row><row><cell>3</cell></row></table></body></text></TEI>",
        None,
        "Dr Vell sayd the dam.\n\nOne Two\n\n3",
        &[],
    ),
    (
        "tei",
        "<teiCorpus><teiHeader><profileDesc><particDesc><listPerson><person xml:id=\"v\"><persName>Vell</persName></person></listPerson></particDesc></profileDesc></teiHeader><TEI><teiHeader/><text><body><p>One.</p></body></text></TEI><TEI><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc></teiHeader><text><body><p>Two.</p></body></text></TEI></teiCorpus>",
        None,
        "---\nactors:\n  v: Vell\n---\n\nOne.\n====\n---\ntitle: T\nactors:\n  v: Vell\n---\n\nTwo.",
        &[],
    ),
];

#[test]
fn what_is_wrong_is_told_and_the_rest_comes_in() {
    for (from, text, beside, expected, told) in CASES {
        let (source, lost) = imported(from, text, *beside).unwrap();
        // Of some only what is told is of interest.
        let is_whole = !expected.is_empty() && !expected.ends_with(']');
        assert!(
            !is_whole || source == *expected,
            "{text}\nis {source}\nnot {expected}"
        );
        let lost: Vec<&String> = lost.iter().filter(|l| !l.contains(" × ")).collect();
        assert_eq!(lost.len(), told.len(), "{text}: {lost:?} {source}");
        for (lost, told) in lost.iter().zip(*told) {
            assert!(lost.starts_with(told), "{text}: {lost}");
        }
    }
}

#[test]
fn what_cannot_be_read_says_the_way_out() {
    for (from, text, beside, expected) in [
        (
            "brat",
            "T1\tCue 0 4\tx\n",
            Some("T1\tCue 0 4\tx\n"),
            "these are the annotations and not the text: name the text beside them",
        ),
        (
            "brat",
            TEXT,
            None,
            "the annotations stand in a file beside the text",
        ),
        (
            "conll",
            "# text = Vell.\n1\tVell\t0\t4\tO\tO\tX\n\n",
            None,
            "line 2: X is no sign in content",
        ),
        (
            "conll",
            "# text = Vell.\n1\tVell\t0\t4\tO\tO\tO\n2\tx\t7\t9\tO\tO\tO\n3\t.\t4\t5\tO\tO\tO\n\n",
            None,
            "line 3: a token has the place 7 to 9",
        ),
        (
            "json",
            "[{\"text\":\"x\"}]",
            None,
            "is no object: expected an article's JSON",
        ),
        (
            "json",
            "{\"text\":5}",
            None,
            "invalid type: integer `5`, expected a string",
        ),
        (
            "spacy",
            r#"{"text":"x","answer":"reject"}"#,
            None,
            "its answer is \"reject\": expected accept",
        ),
        (
            "spacy",
            r#"{"text":"x","spans":5}"#,
            None,
            "spans: invalid type: integer `5`",
        ),
    ] {
        let fault = imported(from, text, beside).unwrap_err();
        assert!(fault.starts_with(expected), "{text}: {fault}");
    }
}

/// Many faults of one kind are not told one by one.
#[test]
fn the_first_are_named_and_the_rest_counted() {
    let spans: String = (0..200)
        .map(|i| format!("T{i}\tThing 0 4\tother\n"))
        .collect();
    let (_, lost) = imported("brat", TEXT, Some(&spans)).unwrap();
    assert!(lost.len() < 30, "{}", lost.len());
    assert!(
        lost.iter().any(|l| l.starts_with("at 190 more places")),
        "{lost:?}"
    );
    assert!(
        lost.iter()
            .any(|l| l.contains("more annotations are left out")),
        "{lost:?}"
    );
}

/// A block is direct speech without marks, which formats that know places alone must say.
#[test]
fn blocks_stay_direct() {
    for to in ["brat", "spacy", "webannotation"] {
        let article = parse("{@vell}\nWe shall not pay.\n\nSo “no”{@vell}.");
        let files: Vec<String> = super::write(to, &article);
        let back = super::read(to, &files);
        let kinds: Vec<_> = back
            .quotes
            .iter()
            .map(|q| (q.kind, q.fragments[0].text.clone()))
            .collect();
        let direct = crate::model::QuoteType::Direct;
        let expected = [
            (direct, "We shall not pay.".to_owned()),
            (direct, "no".to_owned()),
        ];
        assert_eq!(kinds, expected, "{to}");
        assert_eq!(super::write(to, &back).last(), files.last(), "{to}");
    }
}

/// What goes out to TEI and comes back is what it was, with nothing added.
#[test]
fn tei_adds_nothing() {
    for source in [
        "“No,”{@vell} he said. [It rained]{by=@vell}.",
        "[He said “no” and left]{by=@vell}.",
        "“No,”{@vell #q1} he said, [it rained]{#q1}.",
        "Copy.",
    ] {
        let tei = super::write("tei", &parse(source)).remove(0);
        let (back, _) = imported("tei", &tei, None).unwrap();
        assert_eq!(back, source);
    }
}

/// TEI-all wants a paragraph in a body, nothing but white space beside it, and days of XML.
#[test]
fn tei_is_valid_where_an_article_is_odd() {
    for (source, expected, not) in [
        ("", "<body xml:space=\"preserve\"><p/></body>", None),
        ("---\ntitle: x\n---\n", "<p/>", None),
        (
            "\u{feff}---\ntitle: x\n---\n\nCopy.",
            "<p>\u{feff}</p>",
            Some("\">\u{feff}"),
        ),
        ("One.\n\n\u{a0}\n\nTwo.", "<p>\u{a0}</p>", Some("\n\u{a0}")),
        (
            "---\nactors:\n  v:\n    name: Vell\n    roles:\n      - title: master\n        from: 2020-21\n        to: 203X\n---\n\nCopy.",
            "<occupation from=\"2020-03-01\" to=\"2039-12-31\">",
            Some("2020-21"),
        ),
        (
            "---\nactors:\n  v:\n    name: Vell\n    roles:\n      - title: master\n        from: \"-0044-03\"\n        to: \"0000\"\n---\n\nCopy.",
            "<occupation>",
            Some("0044"),
        ),
        (
            "---\nactors:\n  v:\n    name: Vell\n    roles:\n      - title: master\n        from: 2020-05\n        to: 2030\n---\n\nCopy.",
            "<occupation from=\"2020-05\" to=\"2030\">",
            None,
        ),
    ] {
        let article = parse(source);
        let tei = super::write("tei", &article).remove(0);
        assert!(
            tei.contains(expected) && not.is_none_or(|not| !tei.contains(not)),
            "{source:?}: {tei}"
        );
        let (back, _) = imported("tei", &tei, None).unwrap();
        assert_eq!(parse(&back).text(), article.text(), "{source:?}");
    }
}
