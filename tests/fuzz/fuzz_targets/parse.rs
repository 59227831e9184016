//! Any text parses, its tree covers it, its model and findings have places that exist, and
//! stripping is idempotent. Run with `cargo +nightly fuzz run --fuzz-dir tests/fuzz parse`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use newsmark::checks::Config;
use newsmark::registry::Registry;
use newsmark::{checks, model, syntax};

fuzz_target!(|text: &str| {
    let tree = syntax::parse(text);
    let mut at = 0;
    for block in tree.blocks() {
        assert_eq!(block.span().start, at);
        at = block.span().end;
        for node in block.descendants() {
            assert!(text.get(node.span()).is_some() && text.get(node.content()).is_some());
        }
    }
    assert_eq!(at, text.len());
    let article = model::Article::new(text, &tree);
    for finding in checks::check_with(text, &Config::default(), &Registry::default()) {
        assert!(text.get(finding.span).is_some());
    }
    let escaped = model::escape(text);
    assert_eq!(model::parse(&escaped).text(), text);
    let stripped = model::strip(text);
    assert_eq!(model::strip(&stripped), stripped);
    assert_eq!(model::parse(&stripped).text(), article.text());
});
