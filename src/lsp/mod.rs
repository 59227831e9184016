//! The language server, `newsmark lsp`.
//!
//! In come messages of the Language Server Protocol (3.17) on standard input; answers go to standard output.
//! `transport` frames them, `messages` hands each to its feature, `server` holds the documents; each feature is a file with a plain function of a
//! [`Snapshot`](snapshot::Snapshot), which knows bytes and not the protocol's positions as far as it can.

mod abilities;
mod across;
mod actions;
mod actor;
mod annotate;
mod capabilities;
mod completion;
mod configuration;
mod context;
mod diagnostics;
mod folding;
mod formatting;
mod hints;
mod hover;
mod index;
mod indexing;
mod lens;
mod links;
mod log;
mod messages;
mod navigation;
mod position;
mod preview;
mod project;
mod reports;
mod selection;
mod server;
mod snapshot;
mod speakers;
mod symbols;
mod tagging;
mod tokens;
mod transport;
mod words;

#[cfg(test)]
mod tests;

pub(crate) use log::{Level, Log};
pub(crate) use server::run;
