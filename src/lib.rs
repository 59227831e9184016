//! Newsmark: a small plain-text markup for speakers, quotes and dates in news articles.
//!
//! The way through is one way: [`syntax`] turns text into a lossless tree, [`model`] reads the
//! tree's annotations, [`checks`] finds what is wrong with them. Nothing in the library reads
//! files, prints, or fails on any input.
//!
//! ```
//! let text = "\
//! ---
//! date: 2031-03-12
//! actors:
//!   okafor: Ada Okafor, harbour commissioner
//! ---
//!
//! “The steel is tired,”{@okafor} Okafor said{cue} on Wednesday{2031-03-12}.
//! ";
//! let article = newsmark::model::parse(text);
//! assert_eq!(article.text(), "“The steel is tired,” Okafor said on Wednesday.\n");
//!
//! let quote = &article.quotes[0];
//! assert_eq!(quote.fragments[0].text, "The steel is tired,");
//! assert_eq!(article.cues[quote.cue.unwrap()].place.chars.start, 29);
//!
//! assert!(newsmark::checks::check(text).is_empty());
//! ```
//!
//! With `default-features = false` that is all there is; the feature `cli` adds what the
//! `newsmark` command needs, `schema` the JSON Schema of the model.

pub mod checks;
pub mod model;
pub mod syntax;

#[cfg(feature = "cli")]
mod cli;

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
