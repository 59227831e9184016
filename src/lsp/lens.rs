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
    // By their ids: names would be looked up for each quote.
    let spoken = quotes.iter().filter(|q| !q.speakers.is_empty());
    let speakers = spoken.map(|q| {
        let who = q
            .speakers
            .iter()
            .map(|s| article.resolve(&s.who).to_string());
        who.collect::<Vec<_>>()
    });
    let mut speakers: Vec<Vec<String>> = speakers.collect();
    speakers.sort();
    speakers.dedup();
    let findings = snapshot.findings();
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
    let counts = actor::counts(article);
    let mut lenses = Vec::new();
    if !quotes.is_empty() {
        lenses.push((0..0, title));
    }
    for declared in article
        .actors
        .iter()
        .filter(|a| a.source.start < a.source.end)
    {
        let own = counts
            .get(declared.id.as_str())
            .copied()
            .unwrap_or_default();
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
