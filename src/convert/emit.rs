//! Copy and markup, one behind the other, with backslashes where the copy would read as markup.

use super::plan::{Carrier, Piece};
use crate::syntax::is_escapable;

/// A carrier in the plain text, and its tags.
pub(super) type Said = (usize, usize, String);

/// The same with the span that it is of.
pub(super) type Told = (Said, usize);

/// A source being written.
pub(super) struct Out {
    pub(super) text: String,
    /// So many backslashes of the copy stand at the end.
    run: usize,
}

impl Out {
    pub(super) fn new(head: &str) -> Out {
        Out {
            text: head.to_owned(),
            run: 0,
        }
    }

    /// A character of the copy, which is escaped if it must be.
    pub(super) fn copy(&mut self, c: char, is_escaped: bool) {
        if c == '\\' {
            self.run += 1;
            self.text.push(c);
            return;
        }
        if is_escapable(c) {
            self.settle();
            if is_escaped {
                self.text.push('\\');
            }
        }
        self.run = 0;
        self.text.push(c);
    }

    /// What stands between paragraphs. A backslash before it escapes nothing.
    pub(super) fn between(&mut self, text: &str) {
        self.run = 0;
        self.text.push_str(text);
    }

    /// Markup, which begins with a character that a backslash escapes.
    pub(super) fn markup(&mut self, markup: &str) {
        self.settle();
        self.text.push_str(markup);
    }

    /// Backslashes before what they could escape are read in pairs.
    fn settle(&mut self) {
        for _ in 0..self.run {
            self.text.push('\\');
        }
        self.run = 0;
    }
}

/// Writes the carriers of a paragraph.
pub(super) struct Writer<'w, 'a> {
    pub(super) out: &'w mut Out,
    pub(super) open: Vec<(&'a Piece, &'a str)>,
    pub(super) said: &'w mut Vec<Told>,
}

impl<'a> Writer<'_, 'a> {
    pub(super) fn open(&mut self, piece: &'a Piece, tag: &'a str) {
        match piece.carrier {
            Carrier::Block | Carrier::Silent => return,
            Carrier::Brackets => self.out.markup("["),
            Carrier::Word | Carrier::Quotation(_) => {}
        }
        self.open.push((piece, tag));
        if piece.start == piece.end {
            self.close(piece.end);
        }
    }

    pub(super) fn close(&mut self, at: usize) {
        while let Some((piece, tag)) = self.open.pop_if(|(p, _)| p.end <= at) {
            if piece.carrier == Carrier::Brackets {
                self.out.markup("]");
            }
            self.out.markup(tag);
            let (start, end) = match piece.carrier {
                Carrier::Quotation(content) => (content.start, content.end),
                _ => (piece.start, piece.end),
            };
            self.said.push(((start, end, tag.to_owned()), piece.span));
        }
    }
}
