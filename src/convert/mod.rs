//! Articles in other formats: one file a format.
//!
//! In comes an [`Article`](crate::model::Article), out goes a text in the format. Nothing here knows of files.

mod escape;
mod html;
mod when;
mod weave;

pub use html::html;
