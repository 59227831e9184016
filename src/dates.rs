//! Dates in words: where a text means a time, and which.
//!
//! In comes plain text with its language and the day it was written; out go [`DateProposal`]s. Nothing
//! here knows of tags.

use crate::language::dates::proposals;
use crate::language::{self, Words};
use crate::model::{DateValue, Extent};

/// Words that mean a time, and the value that a tag would most likely give them.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct DateProposal {
    /// The words, in bytes of the text.
    pub place: Extent,
    /// Their value.
    pub value: DateValue,
    /// How the words bend the value, as a tag's `mod=` has it: start, mid, end, approx and the like.
    pub modifier: Option<&'static str>,
    /// Of a hundred proposals of this kind so many are right, as measured.
    pub confidence: u8,
}

impl DateProposal {
    /// What a tag says of the words: `2031-03`, `2031-03 mod=start`.
    pub fn items(&self) -> String {
        self.marked("")
    }

    /// The same with a sign of doubt: `2031-03? mod=start`.
    pub fn in_doubt(&self) -> String {
        self.marked("?")
    }

    fn marked(&self, doubt: &str) -> String {
        let modifier = self.modifier.map(|m| format!(" mod={m}"));
        format!(
            "{}{doubt}{}",
            self.value.value,
            modifier.unwrap_or_default()
        )
    }
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
/// let place = found[0].place;
/// assert_eq!(&text[place.start..place.end], "Wednesday");
/// assert_eq!(found[0].value.value, "2031-04-02");
/// ```
pub fn propose(text: &str, lang: Option<&str>, written: Option<&DateValue>) -> Vec<DateProposal> {
    let Some(lexicon) = language::of_times(lang) else {
        return Vec::new();
    };
    let day = written.and_then(DateValue::day);
    let found = proposals(text, &Words::new(text, lexicon), lexicon, day);
    let proposal = |p: language::dates::Proposal| {
        Some(DateProposal {
            place: (p.expression.start..p.expression.end).into(),
            value: DateValue::parse(&p.value).ok()?,
            modifier: p.modifier,
            confidence: p.confidence,
        })
    };
    found.into_iter().filter_map(proposal).collect()
}
