//! Code lenses: above the article how many quotes it has and how much is open, above each actor how much
//! is theirs.

use tower_lsp::ls_types as lsp;

use super::actor;
use super::snapshot::Snapshot;
use crate::syntax::Span;

/// Words to show above a place.
pub(super) fn lenses(snapshot: &Snapshot) -> Vec<(Span, String)> {
    let article = snapshot.article();
    let quotes = &article.quotes;
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let mut speakers: Vec<String> = quotes
        .iter()
        .map(|q| actor::all(article, &q.speakers))
        .collect();
    speakers.retain(|s| !s.is_empty());
    speakers.sort();
    speakers.dedup();
    let findings = &snapshot.meaning().findings;
    let open = |f: &&crate::checks::Finding| {
        matches!(
            f.code,
            "unattributed-quote" | "unknown-speaker" | "unconfirmed-attribution"
        )
    };
    let mut title = format!(
        "{} · {}",
        count(quotes.len(), "quote"),
        count(speakers.len(), "speaker")
    );
    match findings.iter().filter(open).count() {
        0 => {}
        open => title += &format!(" · {open} open"),
    }
    let mut lenses = Vec::new();
    if !quotes.is_empty() {
        lenses.push((0..0, title));
    }
    for declared in article
        .actors
        .iter()
        .filter(|a| a.source.start < a.source.end)
    {
        let own = actor::quotes_by(article, &declared.id);
        lenses.push((
            declared.source.start..declared.source.end,
            count(own, "quote"),
        ));
    }
    lenses
}

pub(super) fn answer(snapshot: &Snapshot) -> Vec<lsp::CodeLens> {
    let lenses = lenses(snapshot)
        .into_iter()
        .map(|(span, title)| lsp::CodeLens {
            range: snapshot.range(span),
            // Words alone: there is nothing to do.
            command: Some(lsp::Command {
                title,
                command: String::new(),
                arguments: None,
            }),
            data: None,
        });
    lenses.collect()
}
