//! Copy and markup, one behind the other, with backslashes where the copy would read as markup.

use crate::syntax::is_escapable;

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
