//! `newsmark export`.

mod lines;
mod output;
#[cfg(feature = "parquet")]
mod tables;

use std::io;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use rayon::prelude::*;

use super::output::plural;
use super::sources::{Source, Sources, tagged};
use super::{complain, exit};
use crate::convert::{self, Document, FORMATS, Format, Options};
use crate::registry::Registry;
use crate::syntax::parse;
use output::Output;

#[derive(clap::Args, Debug)]
pub(super) struct Arguments {
    #[command(flatten)]
    sources: Sources,

    /// The format.
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    to: &'static Format,

    /// Write to this file; for several articles in a format that has one a file, to this folder.
    #[arg(long, value_name = "PATH")]
    output: Option<PathBuf>,

    /// Write a line for each quote (jsonl).
    #[arg(long)]
    quotes: bool,

    /// Read standard input as JSON Lines: objects with text or source, and id. With --to jsonl that is so unless
    /// --stdin-filename is given.
    #[arg(long)]
    lines: bool,
}

/// The names of the formats, with what they are.
fn formats() -> impl TypedValueParser<Value = &'static Format> {
    let names = FORMATS
        .iter()
        .map(|f| PossibleValue::new(f.name).help(f.about));
    PossibleValuesParser::new(names).map(|name| convert::format(&name).unwrap_or(&FORMATS[0]))
}

/// So many articles are converted side by side while those before them are written: twice as many are held at once.
const BATCH: usize = 64;

pub(super) fn run(arguments: &Arguments) -> io::Result<u8> {
    let Sources { paths, .. } = &arguments.sources;
    if let Some(fault) = arguments.sources.fault().or_else(|| fault(arguments)) {
        complain(fault);
        return Ok(exit::FAILED);
    }
    if arguments.is_lines() {
        return lines::run(arguments);
    }
    let (sources, mut failed) = arguments.sources.find(&mut arguments.sources.projects());
    let mut output = match Output::open(arguments, sources.len(), &sources) {
        Ok(output) => output,
        Err(message) => {
            complain(&message);
            return Ok(exit::FAILED);
        }
    };
    let convert = |batch| Batch::converted(batch, paths, arguments);
    let mut read = 0;
    let mut batches = sources.chunks(BATCH);
    let mut ready = batches.next().map(convert);
    while let Some(batch) = ready {
        let next = batches.next();
        read += batch.articles.iter().filter(|(_, c)| c.is_ok()).count();
        let (put, converted) = rayon::join(|| batch.put(&mut output), || next.map(convert));
        match put {
            Ok(some) => failed |= some,
            Err(e) => return arguments.broken(e),
        }
        ready = converted;
    }
    // Nothing takes the place of what an earlier export has written.
    if failed && read == 0 {
        return Ok(exit::FAILED);
    }
    let done = if failed { exit::FAILED } else { exit::CLEAN };
    output
        .finish()
        .map_or_else(|e| arguments.broken(e), |()| Ok(done))
}

impl Arguments {
    /// Whether standard input has articles in lines.
    fn is_lines(&self) -> bool {
        let only_stdin = self.sources.paths.iter().all(|p| p.as_os_str() == "-");
        self.lines || only_stdin && self.to.name == "jsonl" && !self.sources.names_stdin()
    }

    /// What is said when all of the output fails: of a file here, of standard output by who called.
    fn broken(&self, error: io::Error) -> io::Result<u8> {
        match self.output.as_deref() {
            Some(path) => {
                complain(&output::failed(Some(path), &error));
                Ok(exit::FAILED)
            }
            None => Err(error),
        }
    }

    fn options(&self) -> Options {
        Options {
            quotes: self.quotes,
        }
    }
}

/// What is wrong with the arguments together.
fn fault(arguments: &Arguments) -> Option<&'static str> {
    let only_stdin = arguments.sources.paths.iter().all(|p| p.as_os_str() == "-");
    if arguments.lines && !only_stdin {
        return Some("--lines reads standard input: name - and no other path");
    }
    if arguments.quotes && arguments.to.name != "jsonl" {
        return Some("--quotes is for --to jsonl: the tables have a line for each quote anyway");
    }
    if arguments.lines && arguments.to.head.is_none() && !arguments.to.is_tables() {
        return Some(
            "--lines writes all articles to one file: choose a format that can, such as jsonl or csv",
        );
    }
    None
}

/// An article in its format.
struct Converted {
    /// For each of the format's files the ending and the text.
    files: Vec<(&'static str, String)>,
    /// The rows of formats that have tables of all articles.
    #[cfg(feature = "parquet")]
    rows: Option<convert::parquet::Rows>,
    errors: usize,
}

impl Converted {
    fn warn(&self, path: &Path) {
        if self.errors > 0 {
            complain(&format!(
                "{}: warning: {}, which newsmark check shows",
                path.display(),
                plural(self.errors, "syntax error")
            ));
        }
    }
}

/// Articles that are converted and written together.
struct Batch<'a> {
    sources: &'a [Source],
    /// For each its name and what became of it.
    articles: Vec<(String, Result<Converted, String>)>,
}

impl<'a> Batch<'a> {
    fn converted(sources: &'a [Source], paths: &[PathBuf], arguments: &Arguments) -> Batch<'a> {
        let articles = sources.par_iter().map(|source| {
            let name = source.name(paths);
            let text = source.input.read();
            let registry = &source.project.registry;
            let converted = text.map(|text| converted(arguments, &name, &text, registry));
            (name, converted)
        });
        Batch {
            sources,
            articles: articles.collect(),
        }
    }

    /// Writes them, and tells of those that cannot be. Gives whether there are some.
    fn put(mut self, output: &mut Output) -> io::Result<bool> {
        let there = self.articles.iter_mut();
        let mut there: Vec<_> = there
            .map(|(name, converted)| (name.as_str(), converted.as_mut().ok()))
            .collect();
        let written = output.put(&mut there)?;
        let mut failed = false;
        let told = self.sources.iter().zip(&self.articles).zip(&written);
        for ((source, (_, converted)), written) in told {
            if let Ok(converted) = converted {
                converted.warn(&source.path);
            }
            if let Err(message) = converted.as_ref().map(|_| ()).and(written.as_ref()) {
                complain(message);
                failed = true;
            }
        }
        Ok(failed)
    }
}

fn converted(arguments: &Arguments, name: &str, text: &str, registry: &Registry) -> Converted {
    let tree = parse(text);
    let article = tagged(text, &tree, registry);
    let document = Document::new(name, &article, arguments.options());
    let files = arguments.to.files.iter().map(|file| {
        let mut out = String::new();
        (file.write)(&document, &mut out);
        (file.extension, out)
    });
    Converted {
        files: files.collect(),
        #[cfg(feature = "parquet")]
        rows: arguments
            .to
            .is_tables()
            .then(|| convert::parquet::Rows::of(&document)),
        errors: tree.errors(text).len(),
    }
}
