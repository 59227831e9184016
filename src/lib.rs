//! Newsmark, a markup for the speakers, quotes and dates of news articles.
//!
//! The way through is one way: [`syntax`] turns text into a lossless tree, [`model`] reads the
//! tree's annotations, [`checks`] finds what is wrong with them,
//! [`format`](mod@format) gives them one form; [`dates`] reads dates in words. Beside it, [`registry`] holds the
//! actors that a whole workspace knows. Nothing in the library reads files, prints, or fails on
//! any input.
//!
//! ```
//! let text = "\
//! ---
//! date: 2031-04-03
//! actors:
//!   vell: Imre Vell, crane master
//! ---
//!
//! “She has stood still,”{@vell} Imre Vell said{cue} on Wednesday{2031-04-02}.
//! ";
//! let article = newsmark::model::parse(text);
//! assert_eq!(article.text(), "“She has stood still,” Imre Vell said on Wednesday.\n");
//!
//! let quote = &article.quotes[0];
//! assert_eq!(quote.fragments[0].text, "She has stood still,");
//! assert_eq!(article.cues[quote.cue.unwrap()].text, "said");
//!
//! assert!(newsmark::checks::check(text).is_empty());
//! ```
//!
//! With `default-features = false` that is all there is; the feature `cli` adds what the
//! `newsmark` command needs, `lsp` the language server, `schema` the JSON Schema of the model.

pub mod checks;
pub mod convert;
pub mod dates;
pub mod format;
mod language;
pub mod model;
pub mod registry;
pub mod settings;
pub mod suggest;
pub mod syntax;

#[cfg(feature = "cli")]
mod cli;
#[cfg(feature = "lsp")]
mod lsp;
#[cfg(feature = "cli")]
mod workspace;

/// Runs the `newsmark` command with the arguments of the process.
#[cfg(feature = "cli")]
#[doc(hidden)]
pub fn run() -> std::process::ExitCode {
    cli::run()
}

/// The README's example is a promise like any other.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
