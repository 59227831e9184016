//! Who says what, from the copy alone: speakers proposed for quotations that no tag attributes.
//!
//! In comes an article; out go [`Suggestion`]s, each with the words that it rests on, the [`Rule`] that found it and how
//! sure that is. Nothing here reads files, knows the day or learns: the same copy always gives the same proposals.

mod attribute;
mod before;
mod behind;
mod phrase;
mod rule;
mod scene;
mod subject;

pub use rule::Rule;

use crate::language::speech;
use crate::model::{Article, Extent};

/// A speaker for a quotation.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Suggestion {
    /// The quotation with its marks, in bytes of the article.
    pub quotation: Extent,
    /// The words that name the speaker.
    pub source: Extent,
    /// The words that introduce the speech.
    pub cue: Option<Extent>,
    /// What found it.
    pub rule: Rule,
}

/// Proposes speakers for the quotations of an article.
pub fn suggest(article: &Article) -> Vec<Suggestion> {
    let Some(lexicon) = speech::of(article.header.lang.as_deref()) else {
        return Vec::new();
    };
    let scene = scene::Scene::new(article, lexicon);
    let found = attribute::attribute(&scene);
    let pairs = scene.quotations.iter().zip(found);
    pairs
        .filter_map(|(quotation, found)| {
            let found = found?;
            let line = scene.line(found.paragraph);
            Some(Suggestion {
                quotation: quotation.whole,
                source: found.source,
                cue: found.cue.map(|(a, b)| line.extent(a, b)),
                rule: found.rule,
            })
        })
        .collect()
}
