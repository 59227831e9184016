//! JSON holds what the markup says: import(export(x)) = x for the articles that are made here. Not made are sources with
//! problems, quotations that nobody closes and comments between them, joined quotations without a speaker, an id that two cues
//! have, annotations of white space alone, white space that only Unicode knows, tabs, and a byte order mark: `grammar/formats.md` tells
//! of those that do not come back the same.

use proptest::prelude::*;

use super::{Document, Input, Labels, Options, format, meaning, reader};
use crate::model::parse;

/// Copy without markup.
fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        6 => "[a-zé]{1,4}",
        2 => prop::sample::select(vec!["“no”", "‘no’", "don’t", "—", "🌱", "שלום", "e\u{301}"]).prop_map(str::to_owned),
        1 => prop::sample::select(vec![r"\[", r"\]", r"\{", r"\\", r"\“", r"\”", "a_b", "*x*", "<b>", "&amp;", "@", "#", "%", "1.", "-", "|"]).prop_map(str::to_owned),
    ];
    // What is white space alone has no place in a paragraph.
    let first = prop_oneof![4 => "[a-zé]{1,4}", 1 => Just("“no”".to_owned())];
    (first, prop::collection::vec(word, 0..3)).prop_map(|(first, words)| {
        format!("{first} {}", words.join(" "))
            .trim_end_matches(' ')
            .to_owned()
    })
}

/// Tags, with ids that others may share or name.
fn tagged() -> impl Strategy<Value = String> {
    let tag = |list: &[&'static str]| prop::sample::select(list.to_vec());
    let more = || {
        tag(&[
            "",
            "",
            "",
            " #q1",
            " #q2",
            " to=@grp",
            " via=@vell",
            " on=2031-04-01",
            " medium=writing",
            " type=indirect",
            " type=reported",
            " stance=for",
            " note=\"x “y” \\\"z\\\"\"",
            " foo",
            " cue=#c1",
            " marks=outside",
        ])
    };
    let source = || {
        tag(&[
            "@vell",
            "@grp",
            "@nobody",
            "@?",
            "@vell?",
            "by=#he",
            "by=\"a dock worker\"",
            "+",
        ])
    };
    prop_oneof![
        3 => (words(), source(), more()).prop_map(|(w, s, m)| format!("“{w}”{{{s}{m}}}")),
        1 => (words(), words(), source(), more()).prop_map(|(a, b, s, m)| format!("“{a} ‘{b}’{{@grp}} {a}”{{{s}{m}}}")),
        1 => (words(), tag(&["@vell", "#he", "\"x y\"", "@?"]), more()).prop_map(|(w, s, m)| format!("[{w}]{{by={s}{m}}}")),
        1 => (words(), tag(&["@vell", "@grp?", "#he", "@vell #he", "@vell @grp"])).prop_map(|(w, s)| format!("[{w}]{{{s}}}")),
        1 => tag(&["cue", "cue?", "cue #c1"]).prop_map(|c| format!("said{{{c}}}")),
        1 => (words(), tag(&["2031-04-02", "203X", "P3Y", "2031-W11", "every P1W", "2031-04/..", "2031? mod=approx"])).prop_map(|(w, d)| format!("[{w}]{{{d}}}")),
        1 => (words(), tag(&["title", "term", "scare", "scare?", "title stance=x"])).prop_map(|(w, k)| format!("“{w}”{{{k}}}")),
        1 => (words(), tag(&["foo=\"b c\"", "note=\"a\"", "label=Foo #t1"])).prop_map(|(w, a)| format!("[{w}]{{{a}}}")),
        1 => Just("{% a comment %}".to_owned()),
    ]
}

fn paragraph() -> impl Strategy<Value = String> {
    let inner = prop::collection::vec(prop_oneof![words(), tagged()], 1..4);
    let form = prop::sample::select(vec![0, 0, 0, 0, 1, 2, 3, 4, 5, 6]);
    (inner, form).prop_map(|(inner, form)| {
        let text = inner.join(" ");
        match form {
            1 => format!("{{@vell}}\n{text}"),
            2 => format!("{{@grp #b1}}\n> {text}"),
            3 => format!("{{% above %}}\n{text}"),
            4 => "{% alone %}".to_owned(),
            5 => format!("so\n{text}"),
            6 => format!("{text} {{% behind %}}"),
            _ => text,
        }
    })
}

fn header() -> impl Strategy<Value = String> {
    let value = || {
        let values = vec![
            "Plain",
            "\"a: b\"",
            "\"x # y\"",
            "“q”",
            "\"-0\"",
            "\"true\"",
            "\"2031\"",
            "\"\"",
            "\"tab\\tx\"",
            "🌱 é",
            "\"[a]\"",
            "\"a\\nb\"",
            "\" lead\"",
            "\"Name, with, commas\"",
        ];
        prop::sample::select(values)
    };
    let lines = prop_oneof![
        (
            prop::sample::select(vec![
                "title", "place", "source", "author", "url", "id", "section"
            ]),
            value()
        )
            .prop_map(|(k, v)| format!("{k}: {v}")),
        prop::sample::select(vec!["2031-04-02", "203X", "2031?", "2031-04-02T10:00"])
            .prop_map(|d| format!("date: {d}")),
        prop::sample::select(vec!["en", "de", "x y"]).prop_map(|l| format!("lang: {l}")),
        Just("author: [A, \"B, C\"]".to_owned()),
        (value(), value()).prop_map(|(a, b)| format!("extra:\n  a: {a}\n  b:\n    c: {b}")),
        (value(), value()).prop_map(|(a, b)| format!("list:\n  - {a}\n  - k: {b}\n    l: x")),
    ];
    let vell = prop::sample::select(vec![
        "Imre Vell",
        "Imre Vell, crane master",
        "\"Imre: Vell\", x",
        "\"Vell, Imre\"",
    ]);
    let grp = (value(), value(), prop::sample::select(vec!["group", "organization", "person"])).prop_map(|(name, note, kind)| {
        format!("  grp:\n    name: {name}\n    kind: {kind}\n    aliases: [A B, \"C, D\"]\n    roles:\n      - title: {note}\n        from: 2020-05\n        to: 2030\n    note: {note}\n    own: {name}\n    pronouns: she/her\n    wikidata: Q1\n")
    });
    let actors = (prop::option::of(vell), prop::option::of(grp));
    (prop::collection::vec(lines, 0..4), actors).prop_map(|(lines, (vell, grp))| {
        let mut seen = std::collections::BTreeSet::new();
        let mut out = String::new();
        for line in lines {
            let key = line.split(':').next().unwrap_or_default().to_owned();
            if seen.insert(key) {
                out += &format!("{line}\n");
            }
        }
        if vell.is_some() || grp.is_some() {
            out += "actors:\n";
            out += &vell.map_or(String::new(), |v| format!("  vell: {v}\n"));
            out += &grp.unwrap_or_default();
        }
        if out.is_empty() {
            out
        } else {
            format!("---\n{out}---\n")
        }
    })
}

fn article() -> impl Strategy<Value = String> {
    let between = prop::sample::select(vec!["\n\n", "\n\n", "\n\n\n", "\n \n"]);
    let end = prop::sample::select(vec!["", "\n", "\n\n", " ", "\n\n\n"]);
    let paragraphs = prop::collection::vec(paragraph(), 0..4);
    let comments = prop_oneof![3 => Just(0_usize), 1 => 1_usize..4];
    (
        header(),
        any::<bool>(),
        paragraphs,
        between,
        (comments, end),
        prop::sample::select(vec![0, 0, 0, 1, 2]),
    )
        .prop_map(
            |(header, gap, mut paragraphs, between, (comments, end), form)| {
                paragraphs.extend((0..comments).map(|n| format!("{{% {n} %}}")));
                let gap = if gap && !header.is_empty() { "\n" } else { "" };
                let source = format!("{header}{gap}{}{end}", paragraphs.join(between));
                match form {
                    1 => source.replace('\n', "\r\n"),
                    // Without a header the mark is copy, and comments behind it move to the next paragraph.
                    2 if !header.is_empty() => format!("\u{feff}{source}"),
                    _ => source,
                }
            },
        )
}

/// What an import tells, and what the article says then.
fn again(source: &str) -> (String, String, String, Vec<String>) {
    let article = parse(source);
    let mut json = String::new();
    (format("json").unwrap().files[0].write)(
        &Document::new("x", &article, Options::default()),
        &mut json,
    );
    let labels = Labels::default();
    let imported = (reader("json").unwrap().read)(&Input::new(&json, None, &labels))
        .unwrap()
        .remove(0);
    let said = |a: &crate::model::Article| serde_json::to_string_pretty(&meaning(a)).unwrap();
    let lost = imported.lost.iter().map(ToString::to_string).collect();
    (
        said(&article),
        said(&parse(&imported.source)),
        imported.source,
        lost,
    )
}

/// The lines from the first that is not the same.
fn difference(new: &str, old: &str) -> String {
    let same = new
        .lines()
        .zip(old.lines())
        .take_while(|(a, b)| a == b)
        .count();
    let from = |text: &str| {
        text.lines()
            .skip(same.saturating_sub(3))
            .take(12)
            .collect::<Vec<_>>()
            .join("\n")
    };
    format!("is\n{}\nwas\n{}", from(new), from(old))
}

#[test]
fn comments_at_the_end_stay() {
    for source in [
        "“No,”{@v} he said.\n\n{% a %}\n\n{% b %}\n",
        "“No,”{@v} he said.\n\n{% a %}\n{% b %}",
        "“No,”{@v} he said.\n\n{% a %}\n\n\n{% b %}\n\n\n{% c %}",
        "“No,”{@v} he said.\r\n\r\n{% a %}\r\n\r\n{% b %}\r\n",
        "---\ntitle: x\n---\n{% a %}\n\n{% b %}",
        "{% a %}",
        "\u{feff}{% a %}\n\n{% b %}\n",
        "a{% b %}",
    ] {
        let (old, new, written, lost) = again(source);
        assert!(
            new == old,
            "{source:?} {written:?} {}",
            difference(&new, &old)
        );
        assert!(lost.is_empty(), "{source:?}: {lost:?}");
    }
}

#[test]
fn a_quote_goes_on_behind_one_that_stands_in_a_name() {
    let source = "“é”{@vell to=@grp}\n\n[é “no”]{#he} “é”{+ to=@grp}";
    let (old, new, written, lost) = again(source);
    assert!(new == old, "{written:?} {}", difference(&new, &old));
    assert!(lost.is_empty(), "{lost:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// An article without errors comes back from JSON as it was.
    #[test]
    fn an_article_comes_back_from_json(source in article()) {
        let article = parse(&source);
        prop_assume!(article.problems().is_empty());
        // Which of two cues with one id is named means nothing.
        prop_assume!(source.matches("{cue #c1}").count() < 2);
        // A quotation without a tag that another continues would get one.
        prop_assume!(article.quotes.iter().all(|q| !q.speakers.is_empty() || q.fragments.len() == 1));
        // What has no words has no place in a text.
        let mut fragments = article.quotes.iter().flat_map(|q| &q.fragments);
        prop_assume!(fragments.all(|f| !f.text.is_empty()));
        let (old, new, written, lost) = again(&source);
        prop_assert!(new == old, "{:?}\n{:?}\n{}", source, written, difference(&new, &old));
        prop_assert!(lost.is_empty(), "{:?}: {:?}", source, lost);
    }
}
