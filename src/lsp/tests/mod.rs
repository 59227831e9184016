//! Features as editors see them: a text with a cursor, `$0`, or a selection from one `$0` to the next, and what
//! comes out.

mod changes;
mod preview;
mod reading;
mod typing;

use std::fmt::Write;
use std::sync::Arc;

use expect_test::{Expect, expect};

use super::index::{Entry, Index};
use super::position::Encoding;
use super::snapshot::{Settings, Snapshot};
use super::{
    actions, completion, diagnostics, folding, formatting, hints, hover, lens, links, navigation,
    selection, speakers, symbols, tokens,
};
use crate::checks::{self, TextEdit};
use crate::syntax::Span;

const HEADER: &str = "\
---
title: Harbour crane to run again
date: 2031-04-03
actors:
  vell: Imre Vell, crane master
  marrow:
    name: Tilda Marrow
    roles:
      - title: ferry captain
        from: 2027
    aliases: [Marrow]
---

";

/// The document, and the places of its `$0`.
fn open(text: &str) -> (Snapshot, Vec<usize>) {
    let mut plain = String::new();
    let mut cursors = Vec::new();
    for (i, piece) in text.split("$0").enumerate() {
        if i > 0 {
            cursors.push(plain.len());
        }
        plain += piece;
    }
    let uri = "untitled:one".parse().unwrap_or_else(|_| unreachable!());
    let snapshot = Snapshot::new(uri, 1, &plain, Encoding::Utf16, Settings::default());
    (snapshot, cursors)
}

/// The document with a header, and the place of its one `$0`.
fn at(copy: &str) -> (Snapshot, usize) {
    let (snapshot, cursors) = open(&format!("{HEADER}{copy}"));
    (snapshot, cursors[0])
}

fn words<'s>(snapshot: &'s Snapshot, span: &Span) -> &'s str {
    snapshot.source().get(span.clone()).unwrap_or("?")
}

fn apply(snapshot: &Snapshot, edits: &[TextEdit]) -> String {
    checks::apply(snapshot.source(), edits.iter())
}
