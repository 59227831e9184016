//! What words of time mean: the values proposed for those that no tag dates.
//!
//! The one place that asks the calendar, so that a better finder is a change here alone.

use jiff::civil::Date;

use crate::language::dates::{Meaning, expressions};
use crate::language::{self, Sentences, Words};
use crate::model::{Article, DateValue, Extent};

/// Words of time and what they mean.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct DateSuggestion {
    /// The words, in bytes of the article.
    pub place: Extent,
    /// The value, as a tag has it, without a sign of doubt.
    pub value: String,
}

/// The dates of an article that no tag gives a value, in the order of the text.
pub(super) fn dates(article: &Article) -> Vec<DateSuggestion> {
    let Some(lexicon) = language::of(article.header.lang.as_deref()) else {
        return Vec::new();
    };
    let text = article.text();
    let words = Words::new(text, lexicon);
    let anchor = article.header.date.as_ref().and_then(day);
    let mut tags = article.dates.iter().map(|d| d.place.bytes).peekable();
    let mut tagged_to = 0;
    let mut found = Vec::new();
    for expression in expressions(text, &words, lexicon, &[]) {
        while let Some(tag) = tags.next_if(|t| t.start < expression.end) {
            tagged_to = tagged_to.max(tag.end);
        }
        let counted = matches!(
            expression.meaning,
            Meaning::Duration { .. } | Meaning::Set { .. }
        );
        if tagged_to > expression.start || counted {
            continue;
        }
        let sentence = sentence(article, expression.start, lexicon);
        let hint = expression.hint(&words, sentence);
        let any_day = Date::constant(2000, 1, 1);
        let anchor = anchor.or(Some(any_day).filter(|_| !expression.meaning.needs_anchor()));
        if let Some(value) = anchor.and_then(|a| expression.meaning.resolve(a, hint)) {
            found.push(DateSuggestion {
                place: (expression.start..expression.end).into(),
                value,
            });
        }
    }
    found
}

/// The day that a value is; none if it is longer.
fn day(value: &DateValue) -> Option<Date> {
    let first = value
        .earliest
        .as_ref()
        .filter(|_| value.earliest == value.latest)?;
    first.parse().ok()
}

fn sentence(article: &Article, at: usize, lexicon: &language::Lexicon) -> (usize, usize) {
    let next = article.paragraphs.partition_point(|p| p.bytes.start <= at);
    let paragraph = next.checked_sub(1).and_then(|i| article.paragraphs.get(i));
    let Some(Extent { start, end }) = paragraph.map(|p| p.bytes) else {
        return (at, at);
    };
    let sentences = Sentences::new(article.text(), start, end, Some(lexicon));
    sentences.get(sentences.index(at)).unwrap_or((start, end))
}
