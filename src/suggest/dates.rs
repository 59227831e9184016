//! What words of time mean, where no tag says it.

use crate::dates::{DateProposal, propose};
use crate::model::Article;

/// The dates of an article that no tag gives a value, in the order of the text.
pub(super) fn dates(article: &Article) -> Vec<DateProposal> {
    let header = &article.header;
    let mut tags = article.dates.iter().map(|d| d.place.bytes).peekable();
    let mut tagged_to = 0;
    let mut found = propose(article.text(), header.lang.as_deref(), header.date.as_ref());
    found.retain(|proposal| {
        while let Some(tag) = tags.next_if(|t| t.start < proposal.place.end) {
            tagged_to = tagged_to.max(tag.end);
        }
        tagged_to <= proposal.place.start
    });
    found
}
