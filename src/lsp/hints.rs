//! Inlay hints: the speaker's name behind a tag that has only the id, and what a date means.

use hashbrown::HashMap;
use tower_lsp::ls_types as lsp;

use super::snapshot::Snapshot;
use crate::model::{Actor, DateValue};
use crate::syntax::{Kind, Span};

/// Words to show behind a byte.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Hint {
    pub(super) at: usize,
    pub(super) words: String,
}

/// The hints in a range of bytes, in the order of the text.
pub(super) fn hints(snapshot: &Snapshot, range: &Span) -> Vec<Hint> {
    let article = snapshot.article();
    let source = snapshot.source();
    // By the id: an article can have many tags and many actors.
    let actors: HashMap<&str, &Actor> = article
        .actors
        .iter()
        .rev()
        .map(|a| (a.id.as_str(), a))
        .collect();
    let blocks = snapshot.tree.blocks();
    let blocks = blocks.filter(|b| b.span().start < range.end && range.start < b.span().end);
    let nodes = blocks.flat_map(|b| b.descendants());
    let nodes = nodes.filter(|n| range.start <= n.span().start && n.span().end <= range.end);
    let hints = nodes.filter_map(|node| {
        let text = node.text(source);
        let words = match node.kind() {
            Kind::Actor => {
                let id = text.trim_matches(['@', '?']);
                actors.get(id)?.name.clone()
            }
            Kind::Date => {
                let value = DateValue::parse(text).ok()?;
                let first = value
                    .earliest
                    .as_ref()
                    .filter(|e| Some(*e) == value.latest.as_ref())?;
                let day: jiff::civil::Date = first.parse().ok()?;
                day.strftime("%A").to_string()
            }
            _ => return None,
        };
        Some(Hint {
            at: node.span().end,
            words,
        })
    });
    hints.collect()
}

pub(super) fn answer(snapshot: &Snapshot, hint: Hint) -> lsp::InlayHint {
    lsp::InlayHint {
        position: snapshot.text.position(hint.at),
        label: lsp::InlayHintLabel::String(hint.words),
        kind: None,
        text_edits: None,
        tooltip: None,
        padding_left: Some(true),
        padding_right: None,
        data: None,
    }
}
