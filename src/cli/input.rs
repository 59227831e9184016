//! Reading files: which, and what to say of those that are no articles.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::complain;

/// Larger files are refused: no article, no book has as much text.
const LARGEST: usize = 1 << 30;

/// The ending of articles in folders.
const ENDING: &str = "nmk";

/// A text to work on.
pub(super) enum Input {
    Stdin,
    File(PathBuf),
}

impl Input {
    pub(super) fn new(path: &Path) -> Input {
        if path.as_os_str() == "-" {
            Input::Stdin
        } else {
            Input::File(path.to_owned())
        }
    }

    /// What messages and output call it.
    pub(super) fn name(&self) -> String {
        match self {
            Input::Stdin => "<stdin>".into(),
            Input::File(path) => path.display().to_string(),
        }
    }

    /// Tells whether two inputs are the same.
    pub(super) fn identity(&self) -> PathBuf {
        match self {
            Input::Stdin => "-".into(),
            Input::File(path) => path.canonicalize().unwrap_or_else(|_| path.clone()),
        }
    }

    /// The whole text. The error is for people, names the path, and is one line.
    pub(super) fn read(&self) -> Result<String, String> {
        let name = self.name();
        let bytes = match self {
            Input::Stdin => read_all(io::stdin().lock()),
            Input::File(path) => open(path).and_then(read_all),
        };
        // A message that has a line begins with a colon.
        let text = bytes.and_then(text).map_err(|e| {
            let space = if e.starts_with(':') { "" } else { ": " };
            format!("{name}{space}{e}")
        })?;
        if text.is_empty() {
            complain(&format!("{name}: warning: the file is empty"));
        }
        Ok(text)
    }
}

/// The text of one file, with the name that messages call it; none, if it cannot be read and
/// that has been said.
pub(super) fn one(path: &Path) -> Option<(String, String)> {
    let input = Input::new(path);
    match input.read() {
        Ok(text) => Some((input.name(), text)),
        Err(message) => {
            complain(&message);
            None
        }
    }
}

fn is_article(path: &Path) -> bool {
    path.extension()
        .is_some_and(|e| e.eq_ignore_ascii_case(ENDING))
}

fn open(path: &Path) -> Result<File, String> {
    let link = || {
        path.is_symlink()
            .then(|| std::fs::read_link(path).ok())
            .flatten()
    };
    let file = File::open(path).map_err(|e| match (e.kind(), link()) {
        (io::ErrorKind::NotFound, Some(target)) => {
            format!("broken symbolic link: {} does not exist", target.display())
        }
        _ => format!("cannot open: {}", plain(&e)),
    })?;
    match file.metadata() {
        Ok(meta) if meta.is_dir() => Err("is a folder: expected a file".into()),
        _ => Ok(file),
    }
}

/// An error of the system without its number.
fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error")
        .next()
        .unwrap_or(&text)
        .to_lowercase()
}

fn read_all(mut from: impl Read) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    loop {
        let start = bytes.len();
        let read = from
            .by_ref()
            .take(1 << 20)
            .read_to_end(&mut bytes)
            .map_err(|e| format!("cannot read: {}", plain(&e)))?;
        if read == 0 {
            return Ok(bytes);
        }
        // Stops at once for devices and programs, which never end or hold no text; a UTF-16
        // text is full of NUL as well and has its own message.
        if let Some(nul) = memchr::memchr(0, &bytes[start..]).filter(|_| !is_utf16(&bytes)) {
            let (line, column) = place(&bytes[..start + nul]);
            return Err(format!(
                ":{line}:{column}: is no text: it holds a NUL character; expected a text file in UTF-8"
            ));
        }
        if bytes.len() > LARGEST {
            return Err("is larger than 1 GiB: split it into articles".into());
        }
    }
}

fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF])
}

/// Line and column, in bytes, behind `before`.
fn place(before: &[u8]) -> (usize, usize) {
    let text = String::from_utf8_lossy(before);
    let position = super::lines::Lines::new(&text).position(text.len());
    (position.line, position.column)
}

fn text(bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        let bytes = e.as_bytes();
        if is_utf16(bytes) {
            return "is in UTF-16: expected UTF-8; convert it with iconv -f UTF-16 -t UTF-8".into();
        }
        let (line, column) = place(&bytes[..at]);
        // Curly quotation marks and dashes of Windows-1252 lie in this range.
        let windows = matches!(bytes.get(at), Some(0x80..=0x9F));
        let from = if windows { "WINDOWS-1252" } else { "ISO-8859-1" };
        format!(":{line}:{column}: is not UTF-8: byte 0x{:02X}; if it is {from}, convert it with iconv -f {from} -t UTF-8", bytes[at])
    })
}

/// The files that a path names: itself, or the articles in a folder, in the order of their
/// names. Ignore files are honoured and links followed. Gives false for what could not be read.
pub(super) fn files(path: &Path, mut take: impl FnMut(Input)) -> bool {
    if path.as_os_str() == "-" || !path.is_dir() {
        take(Input::new(path));
        return true;
    }
    let mut complete = true;
    let mut any = false;
    let walk = WalkBuilder::new(path)
        .follow_links(true)
        .sort_by_file_path(Path::cmp)
        .build();
    for entry in walk {
        match entry {
            Ok(entry) => {
                if is_article(entry.path()) && entry.file_type().is_some_and(|t| t.is_file()) {
                    any = true;
                    take(Input::File(entry.into_path()));
                }
                // Anything but files is passed over: a pipe would never end.
            }
            Err(error) => complete &= report(&error),
        }
    }
    if complete && !any {
        complain(&format!(
            "{}: warning: the folder has no files that end in .{ENDING}",
            path.display()
        ));
    }
    complete
}

/// Says what went wrong in a folder. False if files may have been missed.
fn report(error: &ignore::Error) -> bool {
    let (mut path, mut inner) = (None, error);
    loop {
        match inner {
            ignore::Error::WithPath { path: p, err } => (path, inner) = (Some(p.as_path()), err),
            ignore::Error::WithDepth { err, .. } => inner = err,
            ignore::Error::Loop { ancestor, child } => {
                complain(&format!(
                    "{}: warning: links back to {}: passed over, its files are read once",
                    child.display(),
                    ancestor.display()
                ));
                return true;
            }
            _ => break,
        }
    }
    let name = path.map_or_else(|| "a folder".into(), |p| p.display().to_string());
    let kind = inner.io_error().map(io::Error::kind);
    let broken = path.filter(|p| kind == Some(io::ErrorKind::NotFound) && p.is_symlink());
    match (broken, inner.io_error()) {
        // Only an article is missed when its link is broken.
        (Some(p), _) if !is_article(p) => return true,
        (Some(p), _) => {
            let target = std::fs::read_link(p)
                .map_or_else(|_| "its target".into(), |t| t.display().to_string());
            complain(&format!(
                "{name}: broken symbolic link: {target} does not exist"
            ));
        }
        (None, Some(e)) => complain(&format!("{name}: cannot read: {}", plain(&e.kind().into()))),
        (None, None) => complain(&format!("{name}: {inner}")),
    }
    false
}
