//! Other formats: what the field's tools read and write.
//!
//! Out: an article becomes the text of a file. A format is a file here, with a function that writes; [`FORMATS`] names
//! each once, with what it cannot hold. In: the text of a file becomes Newsmark sources; [`READERS`] names those.
//! Between the two stands [`standoff`]: an article as a plain text and spans over it. Nothing here opens files.
//!
//! ```
//! use newsmark::convert::{Document, Options, format};
//!
//! let article = newsmark::model::parse("“Not now,”{@vell} Vell said{cue}.");
//! let text = format("text").unwrap();
//! let mut out = String::new();
//! (text.files[0].write)(&Document::new("quay", &article, Options::default()), &mut out);
//! assert_eq!(out, "“Not now,” Vell said.");
//! ```

mod brat;
mod conll;
pub(crate) mod csv;
mod elsewhere;
mod emit;
pub(crate) mod escape;
mod fields;
mod fragments;
mod gaps;
mod gather;
mod header;
pub(crate) mod html;
mod json;
mod json_head;
mod json_lines;
mod json_read;
pub(crate) mod json_text;
mod jsonld;
mod layout;
mod markdown;
mod overlaps;
mod paragraphs;
#[cfg(feature = "parquet")]
pub mod parquet;
mod plan;
mod read;
pub(crate) mod rows;
mod source;
mod spacy;
pub mod standoff;
mod tags;
mod tei;
#[cfg(test)]
mod tests;
mod text;
mod timeml;
mod tokens;
mod units;
mod weave;
mod webannotation;
mod when;
mod xml_read;

pub use read::{Fault, Imported, Input, Labels, READERS, Read, Reader, reader};

use crate::model::Article;

/// An article to write.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Document<'a> {
    /// What it is called, such as its path without the ending.
    pub name: &'a str,
    /// What it says.
    pub article: &'a Article,
    /// How it is to be written.
    pub options: Options,
}

impl<'a> Document<'a> {
    /// An article with a name.
    pub fn new(name: &'a str, article: &'a Article, options: Options) -> Self {
        Document {
            name,
            article,
            options,
        }
    }
}

/// What can be chosen in formats.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Options {
    /// A line for each quote rather than for each article, in JSON Lines.
    pub quotes: bool,
}

/// Puts an article, or a part of what a format says of it, behind what the buffer has.
pub type Write = fn(&Document<'_>, &mut String);

/// One of the files that a format has for an article.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct File {
    /// How its name ends, without the full stop.
    pub extension: &'static str,
    /// Writes it.
    pub write: Write,
}

impl File {
    /// A file with this ending.
    pub const fn new(extension: &'static str, write: Write) -> File {
        File { extension, write }
    }
}

/// A format that articles can be written in.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Format {
    /// What the command line calls it.
    pub name: &'static str,
    /// What it is, in a few words that begin with a capital.
    pub about: &'static str,
    /// What it cannot hold, in a sentence; empty if it holds everything.
    pub lost: &'static str,
    /// The files that an article has in it; most formats have one. None if it has tables of all articles (`parquet`).
    pub files: &'static [File],
    /// What stands before the first article, where articles can follow one another in one file. None if each article
    /// has a file of its own.
    pub head: Option<&'static str>,
}

impl Format {
    /// Whether it has tables of all articles, for which there is a module of its own.
    pub const fn is_tables(&self) -> bool {
        self.files.is_empty()
    }
}

/// The formats that articles can be written in, in the order of the documentation.
pub const FORMATS: &[Format] = &[
    text::TEXT,
    json::JSON,
    json::JSONL,
    csv::CSV,
    csv::TSV,
    brat::BRAT,
    conll::CONLL,
    spacy::SPACY,
    tei::TEI,
    timeml::TIMEML,
    webannotation::WEBANNOTATION,
    jsonld::JSONLD,
    html::HTML,
    markdown::MARKDOWN,
    #[cfg(feature = "parquet")]
    parquet::PARQUET,
];

/// The format of this name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|f| f.name == name)
}
