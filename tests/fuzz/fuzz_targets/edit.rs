//! Edits give the tree of the final text. The input is a text, and edits as triples of bytes and
//! a line of new text. Run with `cargo +nightly fuzz run --fuzz-dir tests/fuzz edit`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use newsmark::syntax::{Edit, parse};

fuzz_target!(|input: (String, Vec<(u16, u8, String)>)| {
    let (mut text, edits) = input;
    let mut tree = parse(&text);
    for (at, len, new) in edits {
        let start = text.floor_char_boundary(usize::from(at) % (text.len() + 1));
        let end = text.ceil_char_boundary((start + usize::from(len)).min(text.len()));
        text.replace_range(start..end, &new);
        tree.edit(&Edit { start, old_end: end, new_end: start + new.len() }, text.as_str());
        assert!(tree == parse(&text));
    }
});
