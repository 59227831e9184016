//! Speakers and dates proposed for the whole article, as one action.

use tower_lsp::ls_types::CodeActionKind;

use super::actions::Action;
use super::snapshot::Snapshot;
use crate::suggest::{self, Options};

pub(super) const ANNOTATE: CodeActionKind = CodeActionKind::new("source.annotate.newsmark");

/// All that can be proposed for the article; none if that is nothing.
pub(super) fn annotate(snapshot: &Snapshot) -> Option<Action> {
    let (source, article) = (snapshot.source(), snapshot.article());
    let edits = suggest::edits(source, &snapshot.tree, article, &Options::default());
    (!edits.is_empty()).then(|| Action {
        title: "Propose speakers and dates for the whole article".to_owned(),
        kind: ANNOTATE,
        edits,
        preferred: false,
        mends: None,
    })
}
