//! Standoff as a Newsmark source.
//!
//! Each span gets a tag on the lightest carrier that holds exactly its words: a quotation that stands in the copy, a word, else
//! brackets. What the copy has that would read as markup is escaped. A span in pieces becomes fragments that share an
//! id; spans that cross are cut where they do, and what is cut is told in the attribute `pieces`, if touching alone
//! does not tell it. Then the source is parsed: in a paragraph that does not say what it should, more is escaped.

use super::header;
use super::layout::Layout;
use super::standoff::Standoff;
use crate::model::escape;

/// A source, and what could not be written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct Written {
    /// The source, whose plain text is the standoff's.
    pub source: String,
    /// The spans that are not in it, as indices.
    pub lost: Vec<usize>,
}

impl Standoff {
    /// The article as a source. Its plain text is [`Standoff::text`], byte for byte.
    ///
    /// ```
    /// use newsmark::convert::standoff::{Label, Part, Span, Standoff};
    ///
    /// let mut article = Standoff::default();
    /// article.text = "The dam would hold, she said [twice].".into();
    /// article.spans.push(Span::new(Label::Quote, vec![Part::new(0, 18)]));
    /// article.spans.push(Span::new(Label::Cue, vec![Part::new(24, 28)]));
    /// assert_eq!(article.source().source, "[The dam would hold]{by=@?}, she said{cue} [twice].");
    /// ```
    pub fn source(&self) -> Written {
        let head = header::written(&self.header, &self.actors);
        let mut layout = Layout::new(self);
        loop {
            let source = layout.written(&head);
            let faulty = layout.faulty(&source);
            if faulty.is_empty() {
                let lost = layout.lost();
                return Written { source, lost };
            }
            let mut better = false;
            for paragraph in faulty {
                better |= layout.take_care(paragraph);
            }
            if !better {
                // Without annotations every text can be written.
                let lost = (0..self.spans.len()).collect();
                let source = escape(&self.text);
                return Written { source, lost };
            }
        }
    }
}
