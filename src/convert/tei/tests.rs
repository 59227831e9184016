//! TEI of others is read, and our own comes back as it was.
#![allow(clippy::unwrap_used, clippy::panic)]

use crate::convert::{Document, Input, Labels, Options, format, reader};
use crate::model::{Article, Who, parse};

fn read(tei: &str) -> String {
    let labels = Labels::default();
    let read = (reader("tei").unwrap().read)(&Input::new(tei, None, &labels));
    read.unwrap_or_else(|f| panic!("{f}")).remove(0).source
}

fn written(article: &Article) -> String {
    let mut out = String::new();
    (format("tei").unwrap().files[0].write)(
        &Document::new("name", article, Options::default()),
        &mut out,
    );
    out
}

#[test]
fn tei_of_others_is_read() {
    let tei = r##"<?xml version="1.0"?>
<!DOCTYPE TEI SYSTEM "tei_all.dtd">
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
<titleStmt><title>The  crane</title><author>Nell Arbury</author></titleStmt>
<publicationStmt><publisher>Ellery Wire</publisher><date when="2031-04-03"/></publicationStmt>
<sourceDesc><p>none</p></sourceDesc></fileDesc>
<profileDesc><particDesc><listPerson>
<person xml:id="vell"><persName><forename>Imre</forename> <surname>Vell</surname></persName><occupation>crane master</occupation></person>
</listPerson></particDesc></profileDesc></teiHeader>
<text><body>
  <head>A headline</head>
  <p><persName ref="#vell">Vell</persName> said
     <said who="#vell">“Not now”</said><note>A note.</note>
     on <date when="2031-04-02">Wednesday</date>.<pb n="2"/></p>
  <p>A film, <title>Rust</title>, and <said direct="false" who="#nobody">that it rained</said> for <time dur="PT3H">three hours</time> &amp; {x}.</p>
</body></text></TEI>"##;
    assert_eq!(
        read(tei),
        "---\ntitle: The crane\ndate: 2031-04-03\nsource: Ellery Wire\nauthor: Nell Arbury\nactors:\n  vell: Imre Vell, crane master\n---\n\nA headline\n\nVell{@vell} said “Not now”{@vell} on Wednesday{2031-04-02}.\n\nA film, Rust{label=title}, and [that it rained]{by=@nobody} for [three hours]{PT3H} & {x}."
    );
}

/// What TEI holds of an article.
fn held(article: &Article) -> String {
    let who = |sources: &[crate::model::Source]| -> Vec<(Who, bool)> {
        sources
            .iter()
            .map(|s| (s.who.clone(), s.uncertain))
            .collect()
    };
    let mut out = format!("{:?}\n{:?}\n", article.text(), article.header.title);
    for quote in &article.quotes {
        let texts: Vec<&str> = quote.fragments.iter().map(|f| f.text.as_str()).collect();
        out += &format!(
            "{:?} {:?} {texts:?} {:?} {:?}\n",
            quote.kind,
            quote.medium,
            who(&quote.speakers),
            who(&quote.addressees)
        );
    }
    for mention in article.mentions.iter().filter(|m| !m.implicit) {
        out += &format!("{} {:?}\n", mention.text, who(&mention.actors));
    }
    for date in &article.dates {
        out += &format!("{} {} {:?}\n", date.text, date.value.value, date.modifier);
    }
    for term in &article.terms {
        out += &format!("{} {:?}\n", term.text, term.kind);
    }
    for cue in &article.cues {
        out += &format!("{} {}\n", cue.text, cue.uncertain);
    }
    out
}

#[test]
fn articles_come_back_as_they_were() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/articles");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        // The signs of `>` lines are not part of what is said, which TEI has no way to tell; in the other an apostrophe
        // would read as a quotation mark, so that the quote comes back in two pieces.
        if path.extension().is_none_or(|e| e != "nmk")
            || matches!(name.as_str(), "transcript" | "british")
        {
            continue;
        }
        let article = parse(&std::fs::read_to_string(&path).unwrap());
        let back = parse(&read(&written(&article)));
        assert_eq!(held(&back), held(&article), "{name}");
        count += 1;
    }
    assert!(count > 10);
}

/// Lines of a paragraph part nothing; blank lines do, and the pieces name one another.
#[test]
fn pieces_are_joined_and_line_breaks_part_nothing() {
    let source = "---\ntitle: x\n---\n\n“Not\nnow,”{@vell #q} said\n[the\nmaster]{@vell}, “not\n[ever]{2031}”{#q}.\n\n“No.”{@vell}";
    let article = parse(source);
    let tei = written(&article);
    let (_, body) = tei.split_once("<body").unwrap();
    let said: Vec<&str> = body.split('<').filter(|e| e.starts_with("said ")).collect();
    assert_eq!(said.len(), 3, "{body}");
    for (said, expected) in said.iter().zip([
        "xml:id=\"q.1.1\" next=\"#q.1.2\" who=",
        "xml:id=\"q.1.2\" prev=\"#q.1.1\" who=",
        "xml:id=\"q.2.1\" who=",
    ]) {
        assert!(said.contains(expected), "{said}");
        assert!(said.contains("direct=\"true\""), "{said}");
    }
    assert_eq!(body.matches("<date ").count(), 1);
    assert_eq!(held(&parse(&read(&tei))), held(&article));
}

#[test]
fn pieces_of_others_are_joined_by_either_pointer() {
    let start = "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader/><text><body><p>";
    let end = "</p></body></text></TEI>";
    let joined = "“One,”{@a} he said, “two.”{+}";
    for (one, two) in [
        ("xml:id=\"x\"", "prev=\"#x\""),
        ("next=\"#y\"", "xml:id=\"y\""),
        ("xml:id=\"x\" next=\"#y\"", "xml:id=\"y\" prev=\"#x\""),
    ] {
        let tei = format!(
            "{start}<said who=\"#a\" {one}>“One,”</said> he<lb/>sa<lb break=\"no\"/>id, <said who=\"#a\" {two}>“two.”</said>{end}"
        );
        assert_eq!(read(&tei), joined, "{tei}");
    }
}
