//! Standoff as a Newsmark source.
//!
//! Each span gets a tag on the lightest carrier that holds exactly its words: a quotation that stands in the copy, a word, else
//! brackets. What the copy has that would read as markup is escaped. A span in pieces becomes fragments that share an
//! id; spans that cross are cut where they do, and what is cut is told in the attribute `pieces`, if touching alone
//! does not tell it. Then the source is parsed: in a paragraph that does not say what it should, more is escaped.

use super::elsewhere::MOST_TOLD;
use super::header;
use super::layout::{Commented, Layout};
use super::standoff::Standoff;
use super::tags::unsayable;
use crate::model::escape;

/// A source, and what could not be written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct Written {
    /// The source, whose plain text is the standoff's.
    pub source: String,
    /// The spans that are not in it, as indices.
    pub lost: Vec<usize>,
    /// What else is not in it, in words: keys and ids that no header can have, comments.
    pub left_out: Vec<String>,
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
        let (head, mut left_out) = header::written(&self.header, &self.actors);
        let keys = left_out.iter_mut();
        keys.for_each(|key| {
            *key = format!("{key:?} in the header, with what stands under it: expected a name of letters, digits, - and _, once, that the language has not");
        });
        let mut comments: Vec<&Commented> = Vec::new();
        for comment in &self.comments {
            if is_comment(&comment.1) {
                comments.push(comment);
            } else {
                left_out.push(comment_told(comment));
            }
        }
        self.unsayable(&mut left_out);
        let (source, lost) = match self.laid_out(&head, &comments) {
            Some(whole) => whole,
            None => self.in_part(&head, &comments, &mut left_out),
        };
        Written {
            source,
            lost,
            left_out,
        }
    }

    /// What of it can be written, where not all can be: the annotations with the comments that do not change what stands around
    /// them, else the annotations alone, at last the text.
    fn in_part(
        &self,
        head: &str,
        comments: &[&Commented],
        left_out: &mut Vec<String>,
    ) -> (String, Vec<usize>) {
        let fit = |c: &&Commented| self.laid_out(head, &[c]).is_some();
        let known = comments.iter().copied().take(MOST_TRIED).filter(fit);
        let mut kept: Vec<&Commented> = known.collect();
        let mut whole = self.laid_out(head, &kept);
        if whole.is_none() && !kept.is_empty() {
            kept.clear();
            whole = self.laid_out(head, &kept);
        }
        let is_kept = |c: &&&Commented| kept.iter().any(|k| std::ptr::eq(*k, **c));
        let gone = comments.iter().filter(|c| !is_kept(c));
        left_out.extend(gone.map(|c| comment_told(c)));
        if let Some(whole) = whole {
            return whole;
        }
        // Without a header every paragraph can be written without annotations.
        if !head.is_empty() {
            left_out.push("the header: the text cannot stand behind it".into());
        }
        let bare = || (escape(&self.text), (0..self.spans.len()).collect());
        self.laid_out("", &[]).unwrap_or_else(bare)
    }

    /// What annotations say that no tag can.
    fn unsayable(&self, left_out: &mut Vec<String>) {
        let spans = self.spans.iter().filter(|s| !s.implicit);
        let all = spans.flat_map(|span| {
            let start = span.start();
            let said = unsayable(span).into_iter();
            said.map(move |what| {
                format!("{what} at byte {start}: expected a name of letters, digits, - and _")
            })
        });
        let all: Vec<String> = all.collect();
        left_out.extend(all.iter().take(MOST_TOLD).cloned());
        if all.len() > MOST_TOLD {
            left_out.push(format!("{} more such", all.len() - MOST_TOLD));
        }
    }

    /// The source, and the spans that are not in it; none if it does not say what it should.
    fn laid_out(&self, head: &str, comments: &[&Commented]) -> Option<(String, Vec<usize>)> {
        let mut layout = Layout::new(self);
        loop {
            let source = layout.written(head, comments);
            let faulty = layout.faulty(&source);
            if faulty.is_empty() {
                return Some((source, layout.lost()));
            }
            let mut better = false;
            for (paragraph, unsaid) in faulty {
                better |= layout.take_care(paragraph, &unsaid);
            }
            if !better {
                return None;
            }
        }
    }
}

/// So many comments are tried one by one.
const MOST_TRIED: usize = 16;

/// Whether a text can stand in a comment.
fn is_comment(text: &str) -> bool {
    let article = crate::model::parse(&format!("a{{% {text} %}}b"));
    matches!(article.comments.as_slice(), [comment] if comment.text == text)
}

fn comment_told((at, text, _): &Commented) -> String {
    let text: String = text.chars().take(40).collect();
    format!("the comment {text:?} at byte {at}: it would change what stands around it")
}
