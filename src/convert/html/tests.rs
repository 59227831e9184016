//! The policy allows the page's own files, and nothing of an article becomes markup.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use sha2::{Digest, Sha256};

use crate::convert::{Document, Options, format};
use crate::model::parse;

fn page(source: &str) -> String {
    let article = parse(source);
    let mut out = String::new();
    let document = Document::new("name<b>", &article, Options::default());
    (format("html").unwrap().files[0].write)(&document, &mut out);
    out
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = bytes.chunks(3).flat_map(|three| {
        let byte = |i: usize| u32::from(three.get(i).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        let used = three.len() + 1;
        (0..4).map(move |i| {
            let digit = DIGITS[(bits >> (18 - 6 * i) & 63) as usize];
            if i < used { char::from(digit) } else { '=' }
        })
    });
    digits.collect()
}

/// The hashes of the policy, in files beside what they are of. With `UPDATE_EXPECTATIONS` set they are written.
#[test]
fn the_policy_has_the_hashes_of_the_style_and_the_script() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/convert/html/");
    for name in ["page.css", "page.js"] {
        let text = std::fs::read(format!("{folder}{name}")).unwrap();
        assert!(
            !text.contains(&b'\r'),
            "browsers take \\r out before they hash"
        );
        let hash = base64(&Sha256::digest(&text)) + "\n";
        let file = format!("{folder}{name}.sha256");
        if std::env::var_os("UPDATE_EXPECTATIONS").is_some() {
            std::fs::write(&file, &hash).unwrap();
        }
        assert_eq!(std::fs::read_to_string(&file).unwrap(), hash, "{name}");
    }
}

/// The texts and elements of what is between `<body>` and the script. Panics on what is neither.
fn elements(page: &str) -> (String, Vec<String>) {
    let body = page.split_once("<body>").unwrap().1;
    let body = body.split_once("<script>").unwrap().0;
    let (mut text, mut tags) = (String::new(), Vec::new());
    let mut rest = body;
    while let Some(at) = rest.find('<') {
        text += &rest[..at];
        let end = at + rest[at..].find('>').unwrap();
        tags.push(rest[at + 1..end].to_owned());
        rest = &rest[end + 1..];
    }
    (text + rest, tags)
}

const KNOWN: &[&str] = &[
    "header", "h1", "p", "span", "time", "div", "aside", "section", "h2", "h3", "ul", "ol", "li",
    "bdi", "a", "i", "details", "summary", "main", "article",
];

#[test]
fn what_looks_like_markup_is_text() {
    let evil = "---\ntitle: \"</title><script>alert(1)</script>\"\nlang: \"en\\\" onload=\\\"x\"\nauthor: <img src=x onerror=x>\ndate: 2031-04-03\nactors:\n  v:\n    name: \"<svg/onload=x> & \\\"co\\\"\"\n    role: \"'><b>\"\n---\n\n“</p><script>alert(2)</script>”{@v to=\"<i>\" via=\"\\\" onfocus=x\"} [it]{@v} said{cue} on [<Monday>]{2031-04-02} &amp; <b>“x”{by=\"<u>\"} <!-- ]]> javascript:\u{1b}[2J\n";
    let page = page(evil);
    assert_eq!(page.matches("<script").count(), 1, "{page}");
    assert!(!page.contains('\u{1b}'));
    let (text, tags) = elements(&page);
    for tag in &tags {
        let name = tag.trim_start_matches('/').split(' ').next().unwrap();
        assert!(KNOWN.contains(&name), "<{tag}>");
        // Every second piece is a value.
        let names: String = tag.split('"').step_by(2).collect();
        assert!(!names.contains(" on"), "<{tag}>");
    }
    assert!(text.contains("“&lt;/p&gt;&lt;script&gt;alert(2)&lt;/script&gt;”"));
    assert!(text.contains("&amp;amp; &lt;b&gt;"));
}

#[test]
fn nobody_and_many_have_their_signs() {
    let many: String = (0..30)
        .map(|i| format!("“No {i},”{{by=\"person {i}\"}} one said.\n\n"))
        .collect();
    let page = page(&format!(
        "“Who?” she said.\n\n“Us,”{{@a @b?}} they said.\n\n{many}"
    ));
    for expected in [
        "data-speaker=\"none\"",
        ">1+2?</a>",
        "Said by @a and @b (not confirmed)",
        ">32</a>",
        "class=\"c1 l1\"",
    ] {
        assert!(page.contains(expected), "{expected}");
    }
}

proptest! {
    /// The copy stands in the page as it is, and every element that begins ends.
    #[test]
    fn any_text_stays(parts in prop::collection::vec("[a-z<>&\"'“”{}@=?#\\[\\]\\n. \u{1}]{0,8}|“[a-z]{1,4}”\\{@[a-c]\\}|\\[[a-z“”]{1,4}\\]\\{(@a|2031|by=@b|#x)\\}|[a-z]\\{(cue|2031-04|@c)\\}", 0..12)) {
        let source = parts.concat();
        let article = parse(&source);
        let (_, tags) = elements(&page(&source));
        let mut stack = Vec::new();
        for tag in &tags {
            let name = tag.split(' ').next().unwrap().to_owned();
            match name.strip_prefix('/') {
                Some(name) => prop_assert_eq!(stack.pop(), Some(name.to_owned())),
                None => stack.push(name),
            }
        }
        let page = page(&source);
        let copy = page.split_once("<article").unwrap().1.split_once('>').unwrap().1;
        let copy = copy.split_once("</article>").unwrap().0;
        let mut text = String::new();
        let mut rest = copy;
        while let Some(at) = rest.find('<') {
            text += &rest[..at];
            let end = at + rest[at..].find('>').unwrap();
            // The numbers are the page's own.
            let skip = if rest[at..].starts_with("<a class=\"key\"") { rest.find("</a>").unwrap() } else { end };
            rest = &rest[skip.max(end) + 1..];
            if skip > end {
                rest = rest.strip_prefix("/a>").unwrap_or(rest);
            }
        }
        for (entity, c) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
            text = text.replace(entity, c);
        }
        let words = |t: &str| t.split_whitespace().map(str::to_owned).collect::<String>();
        prop_assert_eq!(words(&text), words(&article.text().replace('\u{1}', "\u{FFFD}")));
    }
}

/// Copy in Hebrew or Arabic reads from the right, whatever the page around it does.
#[test]
fn paragraphs_and_titles_have_the_direction_of_their_letters() {
    let article = crate::model::parse("---\ntitle: שלום\nauthor: A\n---\n\nשלום\n\nCopy.");
    let mut page = String::new();
    let document = crate::convert::Document::new("x", &article, crate::convert::Options::default());
    (crate::convert::format("html").unwrap().files[0].write)(&document, &mut page);
    for part in [
        "<h1 dir=\"auto\">שלום",
        "<p dir=\"auto\">שלום",
        "<p dir=\"auto\">Copy.",
    ] {
        assert!(page.contains(part), "{part}");
    }
}
