//! The `newsmark` command: its arguments, and which file does what.

mod check;
mod export;
mod input;
mod lines;
mod output;
mod tree;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

/// Exit codes, the same for every command.
mod exit {
    /// Nothing found.
    pub(super) const CLEAN: u8 = 0;
    /// Something found.
    pub(super) const FINDINGS: u8 = 1;
    /// Something could not be read or written.
    pub(super) const FAILED: u8 = 2;
}

/// Tags speakers, quotes and dates in news articles, and checks them.
#[derive(Parser)]
#[command(
    name = "newsmark",
    version,
    arg_required_else_help = true,
    disable_help_subcommand = true
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,

    /// When to use colour.
    #[arg(long, value_enum, default_value_t = Color::Auto, global = true)]
    color: Color,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[derive(Subcommand)]
enum Command {
    /// Finds quotations that nobody is named for, unknown actors and broken markup.
    ///
    /// Exits with 0 if nothing is found, 1 if something is, 2 if something could not be read.
    Check {
        /// Files, folders (in which files ending in .nmk are read), or - for standard input.
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,

        /// How to show what is found.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },

    /// Shows how a file is parsed.
    Tree {
        /// The file, or - for standard input.
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },

    /// Writes an article in another form.
    Export {
        /// The file, or - for standard input.
        #[arg(value_name = "FILE")]
        file: PathBuf,

        /// The form.
        #[arg(long, value_enum, value_name = "FORM")]
        to: Form,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people: each finding with its line.
    Text,
    /// For programs: one array of objects.
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
enum Form {
    /// The article without its markup.
    Text,
    /// All that the markup says; grammar/article.schema.json describes it.
    Json,
}

/// Runs the command that the process was started with.
pub(crate) fn run() -> ExitCode {
    let arguments = Arguments::parse();
    match arguments.color {
        Color::Auto => {}
        Color::Always => anstream::ColorChoice::Always.write_global(),
        Color::Never => anstream::ColorChoice::Never.write_global(),
    }
    let result = match arguments.command {
        Command::Check { paths, format } => check::run(&paths, format),
        Command::Tree { file } => tree::run(&file),
        Command::Export { file, to } => export::run(&file, to),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        // Whoever reads has seen enough: that is no error.
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(exit::CLEAN),
        Err(e) => {
            complain(&format!("cannot write to standard output: {e}"));
            ExitCode::from(exit::FAILED)
        }
    }
}

/// A message on standard error. Nothing can be done if that is closed as well.
fn complain(message: &str) {
    let _ = writeln!(anstream::stderr(), "newsmark: {}", output::Inert(message));
}
