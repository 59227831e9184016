//! The values that the expressions of an article most likely have.
//!
//! In come the expressions of a text and the day it was written; out go those of them that have a
//! value, in order and apart, each with how likely the value is right.

use jiff::civil::Date;

use super::super::{Lexicon, Sentences, Words};
use super::{Expression, expressions};

/// Words that mean a time, and the value that a tag would most likely give them.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Proposal {
    /// The words.
    pub(crate) expression: Expression,
    /// Their value in the notation of tags.
    pub(crate) value: String,
    /// How likely the value is right, from 0 to 1.
    pub(crate) confidence: f32,
}

/// The times that a text means, which was written on the day `anchor`; without it, those that can
/// be told without.
pub(crate) fn proposals(
    text: &str,
    words: &Words,
    lexicon: &Lexicon,
    anchor: Option<Date>,
) -> Vec<Proposal> {
    let mut sentences = Sentences::new(text, 0, text.len(), Some(lexicon));
    let _ = &mut sentences;
    let any_day = Date::constant(2000, 1, 1);
    let mut found = Vec::new();
    for expression in expressions(text, words, lexicon, &[]) {
        let sentence = sentences.get(sentences.index(expression.start)).unwrap_or_default();
        let hint = expression.hint(words, sentence);
        let anchor = anchor.or(Some(any_day).filter(|_| !expression.meaning.needs_anchor()));
        let value = anchor.and_then(|a| expression.meaning.resolve(a, hint));
        if let Some(value) = value {
            found.push(Proposal {
                expression,
                value,
                confidence: 0.9,
            });
        }
    }
    found
}
