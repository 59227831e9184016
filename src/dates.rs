//! Dates in words: where a text means a time, and which.
//!
//! In comes plain text with its language and the day it was written; out go [`DateProposal`]s. Nothing
//! here knows of tags.

use std::ops::Range;

use crate::language::dates::proposals;
use crate::language::{self, Words};
use crate::model::DateValue;

/// Words that mean a time, and the value that a tag would most likely give them.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct DateProposal {
    /// The words' bytes in the text.
    pub range: Range<usize>,
    /// Their value.
    pub value: DateValue,
    /// How the words bend the value, as a tag's `mod=` has it: start, mid, end, approx and the like.
    pub modifier: Option<&'static str>,
    /// How likely the value is right, from 0 to 1.
    pub confidence: f32,
}

/// The times that a text means, in order; no two have a byte in common.
///
/// `lang` is a BCP 47 tag, English if there is none; a language without tables gives nothing. `written`
/// is the day from which the text counts: without it, or if it is longer than a day, only what can be told
/// without is given.
///
/// ```
/// use newsmark::dates::propose;
/// use newsmark::model::DateValue;
///
/// let written = DateValue::parse("2031-04-03").unwrap();
/// let text = "The crane fell on Wednesday, two weeks before Easter.";
/// let found = propose(text, Some("en"), Some(&written));
/// assert_eq!((&text[found[0].range.clone()], found[0].value.value.as_str()), ("Wednesday", "2031-04-02"));
/// ```
pub fn propose(text: &str, lang: Option<&str>, written: Option<&DateValue>) -> Vec<DateProposal> {
    let Some(lexicon) = language::of_times(lang) else {
        return Vec::new();
    };
    let day = written.and_then(|w| {
        let (first, last) = (w.earliest.as_ref()?, w.latest.as_ref()?);
        (first == last).then(|| first.parse().ok()).flatten()
    });
    let found = proposals(text, &Words::new(text, lexicon), lexicon, day);
    let proposal = |p: language::dates::Proposal| {
        Some(DateProposal {
            range: p.expression.start..p.expression.end,
            value: DateValue::parse(&p.value).ok()?,
            modifier: p.modifier,
            confidence: p.confidence,
        })
    };
    found.into_iter().filter_map(proposal).collect()
}
