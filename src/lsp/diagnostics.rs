//! What the checks find, as the protocol's diagnostics.

use tower_lsp::ls_types::{self as lsp, DiagnosticSeverity, DiagnosticTag, NumberOrString};

use super::snapshot::Snapshot;
use crate::checks::{Finding, Level};

/// What diagnostics say that they come from.
pub(super) const SOURCE: &str = "newsmark";

/// Where each check is documented.
const CATALOGUE: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/grammar/checks.md");

/// All diagnostics of a document, in the order of the text.
pub(super) fn all(snapshot: &Snapshot) -> Vec<lsp::Diagnostic> {
    let checked = snapshot.checked();
    let shown = checked.findings.iter();
    let mut all: Vec<_> = shown.map(|f| diagnostic(snapshot, f)).collect();
    let more = checked.count - checked.findings.len();
    if more > 0 {
        all.push(lsp::Diagnostic {
            severity: Some(DiagnosticSeverity::INFORMATION),
            source: Some(SOURCE.to_owned()),
            message: format!("{more} more findings; newsmark check shows all"),
            ..lsp::Diagnostic::default()
        });
    }
    all
}

/// One finding.
pub(super) fn diagnostic(snapshot: &Snapshot, finding: &Finding) -> lsp::Diagnostic {
    let related = finding.related.iter().filter(|r| r.path.is_none());
    let related: Vec<_> = related
        .map(|r| lsp::DiagnosticRelatedInformation {
            location: lsp::Location::new(snapshot.uri.clone(), snapshot.range(r.span.clone())),
            message: r.message.clone(),
        })
        .collect();
    let help = finding.help.as_ref().map(|h| format!("\n{h}"));
    lsp::Diagnostic {
        range: snapshot.range(finding.span.clone()),
        severity: Some(match finding.level {
            Level::Error => DiagnosticSeverity::ERROR,
            Level::Warning => DiagnosticSeverity::WARNING,
            Level::Info => DiagnosticSeverity::INFORMATION,
            Level::Hint => DiagnosticSeverity::HINT,
        }),
        code: Some(NumberOrString::String(finding.code.to_owned())),
        code_description: link(finding.code).map(|href| lsp::CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message: format!("{}{}", finding.message, help.unwrap_or_default()),
        related_information: Some(related).filter(|r| !r.is_empty()),
        // What can go without a loss is shown faintly.
        tags: matches!(finding.code, "unused-actor" | "unused-allow")
            .then(|| vec![DiagnosticTag::UNNECESSARY]),
        data: None,
    }
}

/// Where a check's page can be read; none while the project has no address.
fn link(code: &str) -> Option<lsp::Uri> {
    let has_address = CATALOGUE.starts_with("https://");
    has_address
        .then(|| format!("{CATALOGUE}#{code}").parse().ok())
        .flatten()
}
