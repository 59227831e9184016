//! `newsmark import`.

use std::collections::HashSet;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use rayon::prelude::*;

use super::{complain, exit};
use crate::convert::escape::is_active;
use crate::convert::{self, Fault, Imported, Input as Text, Labels, READERS, Reader};
use crate::workspace::files::{self, ENDING, Found, Input};
use crate::workspace::folder::Folder;

#[derive(clap::Args, Debug)]
pub(super) struct Arguments {
    /// Files, folders (in which files with the format's ending are read), or - for standard input.
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,

    /// The format.
    #[arg(long, value_name = "FORMAT", value_parser = readers())]
    from: &'static Reader,

    /// Write the articles into this folder, which is made if need be. Without it one article goes to standard output.
    #[arg(long, value_name = "FOLDER")]
    output: Option<PathBuf>,

    /// Replace articles that are in the folder and say something else.
    #[arg(long, requires = "output")]
    overwrite: bool,

    /// What a label of the corpus means: quote, mention, cue, date, title, term or scare.
    #[arg(long, value_name = "LABEL=MEANING")]
    label: Vec<String>,

    /// A file with such pairs, one a line.
    #[arg(long, value_name = "FILE")]
    labels: Option<PathBuf>,
}

fn readers() -> impl TypedValueParser<Value = &'static Reader> {
    let names = READERS
        .iter()
        .map(|r| PossibleValue::new(r.name).help(r.about));
    PossibleValuesParser::new(names).map(|name| convert::reader(&name).unwrap_or(&READERS[0]))
}

/// So many files or lines are converted side by side before they are written.
const BATCH: usize = 64;

pub(super) fn run(arguments: &Arguments) -> io::Result<u8> {
    let labels = match labels(arguments) {
        Ok(labels) => labels,
        Err(message) => {
            complain(&message);
            return Ok(exit::FAILED);
        }
    };
    let (files, mut failed) = find(arguments);
    let folder = arguments.output.as_deref().map(Folder::open).transpose();
    let mut output = match folder {
        Ok(folder) => Output {
            folder,
            overwrite: arguments.overwrite,
            printed: 0,
        },
        Err(message) => {
            complain(&message);
            return Ok(exit::FAILED);
        }
    };
    if output.folder.is_none() && files.len() > 1 {
        complain(
            "only one article can be written to standard output: name one, or add --output FOLDER",
        );
        return Ok(exit::FAILED);
    }
    let reader = arguments.from;
    for batch in files.chunks(BATCH) {
        if reader.by_line {
            for file in batch {
                failed |= lines(file, reader, &labels, &mut output)?;
            }
            continue;
        }
        let read: Vec<_> = batch.par_iter().map(|f| file(f, reader, &labels)).collect();
        for (source, read) in batch.iter().zip(read) {
            match read {
                Ok(articles) => {
                    let several = articles.len() > 1;
                    for (i, article) in articles.into_iter().enumerate() {
                        let number = several.then_some(i + 1);
                        warn(&article, |fault| place(source, reader, fault));
                        failed |= output.put(source, number, &article)?;
                    }
                }
                Err(message) => {
                    tell(message);
                    failed = true;
                }
            }
        }
    }
    Ok(if failed { exit::FAILED } else { exit::CLEAN })
}

fn labels(arguments: &Arguments) -> Result<Labels, String> {
    let mut text = arguments.label.join("\n");
    if let Some(path) = &arguments.labels {
        text.push('\n');
        text.push_str(&Input::File(path.clone()).read()?);
    }
    Labels::parse(&text).map_err(|e| format!("--label: {e}"))
}

/// A file to read.
struct Named {
    input: Input,
    /// The way to it from the folder that was named, without its ending.
    name: PathBuf,
}

/// The files that were named, and whether something could not be read.
fn find(arguments: &Arguments) -> (Vec<Named>, bool) {
    let (mut found, mut failed, mut seen) = (Vec::new(), false, HashSet::new());
    let fits = |path: &Path| {
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        let endings = arguments.from.extensions.iter();
        endings.into_iter().any(|e| ending.eq_ignore_ascii_case(e))
    };
    for path in &arguments.paths {
        if path.as_os_str() == "-" || !path.is_dir() {
            let name = match Input::new(path) {
                Input::Stdin => PathBuf::from("stdin"),
                Input::File(path) => path.file_stem().map(PathBuf::from).unwrap_or_default(),
            };
            let input = Input::new(path);
            found.push(Named { input, name });
            continue;
        }
        let before = found.len();
        files::walk(path, |f| match f {
            Found::File(file) if fits(&file) => {
                let inside = file.strip_prefix(path).unwrap_or(&file);
                let name = inside.with_extension("");
                found.push(Named {
                    input: Input::File(file),
                    name,
                });
            }
            Found::File(_) => {}
            Found::Warning(message) => complain(&message),
            Found::Failure(message) => {
                complain(&message);
                failed = true;
            }
        });
        if found.len() == before {
            complain(&format!(
                "{}: warning: the folder has no file that ends in .{}",
                path.display(),
                arguments.from.extensions.join(" or .")
            ));
        }
    }
    if arguments.paths.len() > 1 {
        found.retain(|f| seen.insert(f.input.identity()));
    }
    (found, failed)
}

/// The articles of a file. The error is for people.
fn file(file: &Named, reader: &Reader, labels: &Labels) -> Result<Vec<Imported>, String> {
    let text = file.input.read()?;
    let beside = beside(file, reader).map(|path| Input::File(path).read());
    let beside = beside.transpose()?;
    let input = Text::new(&text, beside.as_deref(), labels);
    (reader.read)(&input)
        .map_err(|fault| format!("{}: {}", place(file, reader, &fault), fault.message))
}

/// The file beside one, for formats that have two.
fn beside(file: &Named, reader: &Reader) -> Option<PathBuf> {
    match (reader.beside, &file.input) {
        (Some(ending), Input::File(path)) => Some(path.with_extension(ending)),
        _ => None,
    }
}

/// The file and the line that something is wrong with.
fn place(file: &Named, reader: &Reader, fault: &Fault) -> String {
    let beside = beside(file, reader).filter(|_| fault.beside);
    let name = beside.map_or_else(|| file.input.name(), |path| path.display().to_string());
    match fault.line {
        Some(line) => format!("{name}:{line}"),
        None => name,
    }
}

/// Tells what could not be kept of an article.
fn warn(article: &Imported, place: impl Fn(&Fault) -> String) {
    for fault in &article.lost {
        tell(format!("{}: warning: {}", place(fault), fault.message));
    }
}

/// A longer message repeats what somebody put in a file to fill the screen.
const LONGEST_MESSAGE: usize = 1000;

fn tell(mut message: String) {
    if let Some((end, _)) = message.char_indices().nth(LONGEST_MESSAGE) {
        message.truncate(end);
        message.push('…');
    }
    complain(&message);
}

/// Reads a file with an article a line, of which no more is held than a few lines. Gives whether something failed.
fn lines(file: &Named, reader: &Reader, labels: &Labels, output: &mut Output) -> io::Result<bool> {
    let opened: Result<Box<dyn BufRead>, io::Error> = match &file.input {
        Input::Stdin => Ok(Box::new(BufReader::new(io::stdin().lock()))),
        Input::File(path) => std::fs::File::open(path)
            .map(|f| Box::new(BufReader::with_capacity(1 << 18, f)) as Box<dyn BufRead>),
    };
    let name = file.input.name();
    let mut input = match opened {
        Ok(input) => input,
        Err(e) => {
            complain(&format!("{name}: cannot open: {}", files::plain(&e)));
            return Ok(true);
        }
    };
    let (mut number, mut failed) = (0, false);
    loop {
        let mut batch = Vec::new();
        let mut line = Vec::new();
        while batch.len() < BATCH && input.read_until(b'\n', &mut line)? > 0 {
            batch.push(std::mem::take(&mut line));
        }
        if batch.is_empty() {
            return Ok(failed);
        }
        let read = |line: &Vec<u8>| {
            let text = std::str::from_utf8(line).map_err(|_| "is not UTF-8".to_owned())?;
            if text.trim().is_empty() {
                return Ok(Vec::new());
            }
            (reader.read)(&Text::new(text, None, labels)).map_err(|e| e.message)
        };
        let read: Vec<_> = batch.par_iter().map(read).collect();
        for read in read {
            number += 1;
            match read {
                Ok(articles) => {
                    for article in articles {
                        warn(&article, |_| format!("{name}:{number}"));
                        failed |= output.put(file, Some(number), &article)?;
                    }
                }
                Err(message) => {
                    tell(format!("{name}:{number}: passed by: {message}"));
                    failed = true;
                }
            }
        }
    }
}

/// Where articles go.
struct Output {
    folder: Option<Folder>,
    /// Whether what is in the folder may be replaced.
    overwrite: bool,
    printed: usize,
}

impl Output {
    /// Writes an article. Gives whether that failed. `number` tells it from others of its file.
    fn put(&mut self, file: &Named, number: Option<usize>, article: &Imported) -> io::Result<bool> {
        let own = article
            .name
            .as_deref()
            .map(safe)
            .filter(|n| !n.as_os_str().is_empty());
        let is_file = matches!(file.input, Input::File(_));
        let name = match (own, number) {
            // The files of a corpus lie where they lay, whatever they call themselves.
            (_, None) if is_file => file.name.clone(),
            (Some(own), _) => own,
            (None, Some(number)) => PathBuf::from(format!("{}-{number}", file.name.display())),
            (None, None) => file.name.clone(),
        };
        let Some(folder) = &mut self.folder else {
            self.printed += 1;
            if self.printed > 1 {
                complain("only one article can be written to standard output: add --output FOLDER");
                return Ok(true);
            }
            io::stdout().lock().write_all(article.source.as_bytes())?;
            return Ok(false);
        };
        let path = PathBuf::from(format!("{}.{ENDING}", name.display()));
        let source = article.source.as_bytes();
        let written = folder.place(&path).and_then(|place| {
            if !self.overwrite && place.holds_else(source) {
                return Err(format!(
                    "{}: not written: the file is there and says something else; --overwrite replaces it",
                    place.name().display()
                ));
            }
            place.write(&[source])
        });
        written.map_or_else(
            |message| {
                complain(&message);
                Ok(true)
            },
            |()| Ok(false),
        )
    }
}

/// A file's name of the words by which an input calls an article: below the folder, without what a file system or a
/// shell gives a meaning.
fn safe(name: &str) -> PathBuf {
    let parts = name.split(['/', '\\']).map(|part| {
        let fits = |c: char| !is_active(c) && !matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*');
        let part: String = part
            .chars()
            .map(|c| if fits(c) { c } else { '_' })
            .take(LONGEST_NAME)
            .collect();
        let part = part.trim().trim_start_matches(['.', '-', '~']);
        // Windows has devices of these names, whatever the ending.
        let stem = part.split('.').next().unwrap_or_default().trim_end();
        let is_device = |d: &&str| stem.eq_ignore_ascii_case(d);
        let numbered = stem.len() == 4
            && stem.ends_with(|c: char| c.is_ascii_digit())
            && ["com", "lpt"].iter().any(|d| {
                let begin = stem.get(..3);
                begin.is_some_and(|b| b.eq_ignore_ascii_case(d))
            });
        let is_reserved = numbered || ["con", "prn", "aux", "nul"].iter().any(is_device);
        format!("{}{part}", if is_reserved { "_" } else { "" })
    });
    parts.filter(|p| !p.is_empty()).collect()
}

/// File systems take 255 bytes; a character has up to four.
const LONGEST_NAME: usize = 60;
