//! The language server, `newsmark lsp`.
//!
//! In come messages of the Language Server Protocol (3.17) on standard input; answers go to standard output.
//! `server` speaks the protocol and holds the documents; each feature is a file with a plain function of a
//! [`Snapshot`](snapshot::Snapshot), which knows bytes and not the protocol's positions as far as it can.

mod across;
mod actions;
mod actor;
mod completion;
mod context;
mod diagnostics;
mod folding;
mod hints;
mod hover;
mod lens;
mod links;
mod navigation;
mod position;
mod selection;
mod server;
mod snapshot;
mod symbols;
mod tokens;
mod transport;
mod words;

#[cfg(test)]
mod tests;

pub(crate) use server::run;
