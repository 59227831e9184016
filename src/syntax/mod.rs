//! From text to a lossless tree.
//!
//! In comes any string; out goes a [`Tree`] of byte ranges that covers it without a gap, in
//! which whatever breaks a rule is an error node of its own. Nothing here knows of actors,
//! calendars or files: a name is a name, a date is what has the shape of one.
//!
//! [`parse`] reads a whole text, [`Tree::edit`] the blocks that an edit touches.

pub(crate) mod bits;
mod block;
mod edit;
mod error;
pub(crate) mod header;
mod inline;
mod marks;
mod outline;
mod quotation;
mod report;
pub(crate) mod scalar;
mod scan;
pub(crate) mod tag;
mod tree;

#[cfg(test)]
pub(crate) mod tests;

pub use edit::{Edit, TextSource, parse};
pub use error::{ErrorKind, MAX_DEPTH, SyntaxError};
pub use header::KEYS as HEADER_KEYS;
pub use marks::{Mark, Marks};
pub use outline::Outline;
pub use report::Continuations;
pub use tree::{Block, BlockKind, Children, Kind, Node, Span, Tree};

pub(crate) use block::{BOM, blank_line, line_ending, skip_spaces};
pub(crate) use inline::{is_escapable, is_word};
pub(crate) use tag::is_name;
