//! Speakers and dates proposed for the whole article, as one action.

use tower_lsp::ls_types::CodeActionKind;

use super::actions::{Action, difference};
use super::snapshot::Snapshot;
use crate::checks::TextEdit;
use crate::suggest::{self, Options};

pub(super) const ANNOTATE: CodeActionKind = CodeActionKind::new("source.annotate.newsmark");

/// All that can be proposed for the article, as `newsmark annotate` does; none if that is nothing.
pub(super) fn annotate(snapshot: &Snapshot) -> Option<Action> {
    let source = snapshot.source();
    let registry = snapshot.settings.registry();
    let annotated = suggest::annotate(source, registry, &Options::default());
    (annotated != source).then(|| Action {
        title: "Propose speakers and dates for the whole article".to_owned(),
        kind: ANNOTATE,
        edits: insertions(source, &annotated),
        preferred: false,
        mends: None,
    })
}

/// The edits that put into a text what another has besides it. The two are compared from their ends, so that what is put in at the
/// top is in one piece.
fn insertions(old: &str, new: &str) -> Vec<TextEdit> {
    let mut edits: Vec<TextEdit> = Vec::new();
    let (mut rest, mut end) = (old, new.len());
    for (at, c) in new.char_indices().rev() {
        let same = rest.strip_suffix(c);
        if same.is_none() && at > 0 {
            continue;
        }
        let start = at + if same.is_some() { c.len_utf8() } else { 0 };
        if start < end {
            let text = new.get(start..end).unwrap_or_default();
            edits.push(TextEdit::new(rest.len()..rest.len(), text));
        }
        rest = same.unwrap_or(rest);
        end = at;
    }
    if rest.is_empty() {
        edits.reverse();
        return edits;
    }
    // Something is not there any more: nothing that is only put in.
    vec![difference(old, new)]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::insertions;
    use crate::checks;

    proptest! {
        #[test]
        fn what_is_put_in_makes_the_new_text(pieces in prop::collection::vec(("[ab“]{0,3}", "[ab“{]{0,3}"), 0..6)) {
            let old: String = pieces.iter().map(|(kept, _)| kept.as_str()).collect();
            let new: String = pieces.iter().flat_map(|(kept, put)| [put.as_str(), kept]).collect();
            let edits = insertions(&old, &new);
            prop_assert_eq!(checks::apply(&old, edits.iter()), new);
            prop_assert!(edits.iter().all(|e| e.span.is_empty() || old.is_empty()));
        }
    }
}
