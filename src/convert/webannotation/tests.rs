//! Annotations come back as they were, and those of others find their words.
#![allow(clippy::unwrap_used)]

use crate::convert::{Document, Input, Labels, Options, format, reader};
use crate::model::{Article, parse};

fn read(text: &str) -> Result<String, String> {
    let labels = Labels::default();
    let read = (reader("webannotation").unwrap().read)(&Input::new(text, None, &labels));
    read.map(|mut all| all.remove(0).source)
        .map_err(|f| f.to_string())
}

/// Where tags stood in the source is not held.
fn clean(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(map) => {
            map.remove("source");
            map.remove("tag");
            map.values_mut().for_each(clean);
        }
        serde_json::Value::Array(all) => all.iter_mut().for_each(clean),
        _ => {}
    }
}

fn held(article: &Article) -> serde_json::Value {
    let mut value = serde_json::to_value(article).unwrap();
    clean(&mut value);
    value
}

#[test]
fn annotations_come_back_as_they_were() {
    let source = "---\ntitle: The crane\nlang: en\nactors:\n  vell: Imre Vell\n---\n\n“🌱 No,”{@vell to=\"a <b> & c\" medium=speech} [he]{@vell #he} said{cue?} on Monday{2031-03-31 mod=start}. “<i>”{title} [it ran]{by=#he?} “So?”\n";
    let article = parse(source);
    let mut out = String::new();
    let document = Document::new("x", &article, Options::default());
    (format("webannotation").unwrap().files[0].write)(&document, &mut out);
    assert!(!out.contains('<'));
    let back = parse(&read(&out).unwrap());
    assert_eq!(held(&back), held(&article));
}

#[test]
fn words_are_found_where_the_position_is_wrong() {
    let page = |target: &str| {
        format!(
            r#"[{{"motivation":"describing","body":{{"value":"a b a c"}},"target":"x"}},
            {{"id":"q","body":[{{"purpose":"classifying","value":"quote"}},{{"value":"Nice."}}],"target":{{"selector":{target}}}}}]"#
        )
    };
    let quote = r#"[{"type":"TextPositionSelector","start":0,"end":2},{"type":"TextQuoteSelector","exact":"a","prefix":"b "}]"#;
    assert_eq!(
        read(&page(quote)).as_deref(),
        Ok("a b a{by=@? note=\"Nice.\"} c")
    );
    let beyond = r#"{"type":"TextPositionSelector","start":4,"end":99}"#;
    assert_eq!(read(&page(beyond)).as_deref(), Ok("a b a c"));
}

#[test]
fn what_has_no_text_is_refused() {
    for (text, expected) in [
        ("{", "line 1: is no JSON"),
        ("[]", "has no text"),
        (
            r#"{"items": [{"motivation": 3, "body": []}]}"#,
            "has no text",
        ),
    ] {
        let fault = read(text).err().unwrap_or_default();
        assert!(fault.contains(expected), "{text}: {fault}");
    }
}
