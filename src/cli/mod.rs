//! The `newsmark` command: its arguments, and which file does what.

mod annotate;
mod check;
mod config;
mod explain;
mod export;
mod fmt;
mod import;
mod init;
mod listing;
mod output;
mod progress;
mod quotes;
mod rewrite;
mod shell;
mod sources;
mod stats;
mod tree;
mod watch;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::workspace::files::Input;

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
    /// Finds what is wrong with articles: attributions, names, dates, markup.
    ///
    /// Exits with 0 if there are no errors or warnings, 1 if there are, 2 if something could not be read.
    Check(check::Arguments),

    /// Gives the markup of articles one form: spaces and order in tags, spaces in comments and headers.
    ///
    /// The copy, what is tagged and what the tags say stay as they are. Standard input comes out formatted.
    Fmt(fmt::Arguments),

    /// Proposes speakers and dates for articles, each marked with ? until somebody confirms it.
    ///
    /// What is tagged stays as it is, and so does the copy. The annotated article is written to standard output.
    Annotate(annotate::Arguments),

    /// Lists quotes: all, or those by somebody, of some time, with some words.
    Quotes(quotes::Arguments),

    /// Counts quotes, speakers, and how much of it has a name, by article and in all.
    Stats(stats::Arguments),

    /// Explains checks: what each finds and why, with examples. Without a code, or for a group, lists them.
    Explain {
        /// The checks' codes, or groups such as dates.
        #[arg(value_name = "CODE")]
        codes: Vec<String>,
    },

    /// Writes a settings file, newsmark.toml, in which everything is explained and nothing is set.
    Init {
        /// The folder.
        #[arg(value_name = "FOLDER", default_value = ".")]
        folder: PathBuf,
    },

    /// Prints the settings that are in force for a file or folder, and where each comes from.
    Config {
        /// The file or folder.
        #[arg(value_name = "PATH", default_value = ".")]
        path: PathBuf,

        /// Use this settings file, whatever others there are.
        #[arg(long, value_name = "FILE", conflicts_with = "schema")]
        settings: Option<PathBuf>,

        /// Print the JSON Schema of settings files instead.
        #[arg(long)]
        schema: bool,
    },

    /// Shows how a file is parsed.
    Tree {
        /// The file, or - for standard input.
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },

    /// Writes articles in another format.
    ///
    /// With `-` and `--to jsonl` it is a filter: JSON Lines come in, objects with text (an article without markup) or source (one with),
    /// and go out; a line that is none is told of and passed by.
    Export(export::Arguments),

    /// Makes articles of texts and corpora in other formats.
    ///
    /// What a corpus has that no tag can say is told of; the text stays as it is, byte for byte.
    Import(import::Arguments),

    /// Starts the language server, which speaks over standard input and output.
    #[cfg(feature = "lsp")]
    Lsp {
        /// What is the case anyhow; clients pass it.
        #[arg(long, hide = true)]
        stdio: bool,

        /// The process to end with, when it is gone; clients pass it.
        #[arg(long = "clientProcessId", hide = true, value_name = "ID")]
        client: Option<u32>,

        /// Writes what happens to this file, behind what it has.
        #[arg(long, value_name = "FILE")]
        log_file: Option<PathBuf>,

        /// How much the log tells.
        #[arg(long, value_enum, value_name = "LEVEL", default_value = "warn")]
        log_level: crate::lsp::Level,
    },

    /// Prints the completions of a shell.
    Completions {
        /// The shell.
        #[arg(value_enum, value_name = "SHELL")]
        shell: clap_complete::Shell,
    },

    /// Prints the manual page.
    Man,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Format {
    /// For people: each finding with its line.
    #[value(alias = "human")]
    Text,
    /// One line a finding: path:line:column: level[code] message.
    Concise,
    /// For programs: one array of objects.
    Json,
    /// For programs: one object a line.
    Jsonl,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// A Code Quality report of GitLab.
    Gitlab,
    /// JUnit's XML.
    Junit,
    /// The Reviewdog Diagnostic Format.
    Rdjson,
    /// Checkstyle's XML.
    Checkstyle,
}

/// Runs the language server.
#[cfg(feature = "lsp")]
fn lsp(log: Option<&Path>, level: crate::lsp::Level) -> io::Result<u8> {
    let opened = log.map(|path| {
        let file = std::fs::File::options()
            .append(true)
            .create(true)
            .open(path);
        let plain = crate::workspace::files::plain;
        file.map_err(|e| format!("{}: cannot write: {}", path.display(), plain(&e)))
    });
    match opened.transpose() {
        Ok(file) => crate::lsp::run(crate::lsp::Log::new(file, level)),
        Err(problem) => {
            complain(&problem);
            Ok(exit::FAILED)
        }
    }
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
        Command::Check(arguments) => check::run(&arguments),
        Command::Fmt(arguments) => fmt::run(&arguments),
        Command::Annotate(arguments) => annotate::run(&arguments),
        Command::Quotes(arguments) => quotes::run(&arguments),
        Command::Stats(arguments) => stats::run(&arguments),
        Command::Explain { codes } => explain::run(&codes),
        Command::Init { folder } => init::run(&folder),
        Command::Config {
            path,
            settings,
            schema,
        } => config::run(&path, settings.as_deref(), schema),
        Command::Completions { shell } => shell::completions(shell),
        Command::Man => shell::man(),
        #[cfg(feature = "lsp")]
        Command::Lsp {
            log_file,
            log_level,
            ..
        } => lsp(log_file.as_deref(), log_level),
        Command::Tree { file } => tree::run(&file),
        Command::Export(arguments) => export::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
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

/// The text of one file, with the name that messages call it; none, if it cannot be read and
/// that has been said.
fn one(path: &Path) -> Option<(String, String)> {
    let input = Input::new(path);
    match input.read() {
        Ok(text) => {
            if text.is_empty() {
                complain(&format!("{}: warning: the file is empty", input.name()));
            }
            Some((input.name(), text))
        }
        Err(message) => {
            complain(&message);
            None
        }
    }
}

/// A message on standard error. Nothing can be done if that is closed as well. It is written at once: filters that
/// run side by side share the stream.
fn complain(message: &str) {
    let line = format!("newsmark: {}\n", output::Inert(message));
    let _ = anstream::stderr().write_all(line.as_bytes());
}
