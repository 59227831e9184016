//! Reading and writing files: which, and what to say of those that are no articles.
//!
//! Messages are for people, name the path, and are one line each.

use std::fs::{File, Metadata};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use tempfile::NamedTempFile;

use super::lines::Lines;

/// Larger files are refused: no article, no book has as much text.
const LARGEST: usize = 1 << 30;

/// The ending of articles in folders.
pub(crate) const ENDING: &str = "nmk";

/// How the names of files begin that are there only until they are written.
pub(crate) const TEMPORARY: &str = ".newsmark-";

/// A text to work on.
pub(crate) enum Input {
    Stdin,
    File(PathBuf),
}

impl Input {
    pub(crate) fn new(path: &Path) -> Input {
        if path.as_os_str() == "-" {
            Input::Stdin
        } else {
            Input::File(path.to_owned())
        }
    }

    /// What messages and output call it.
    pub(crate) fn name(&self) -> String {
        match self {
            Input::Stdin => "<stdin>".into(),
            Input::File(path) => path.display().to_string(),
        }
    }

    /// Tells whether two inputs are the same.
    pub(crate) fn identity(&self) -> PathBuf {
        match self {
            Input::Stdin => "-".into(),
            Input::File(path) => path.canonicalize().unwrap_or_else(|_| path.clone()),
        }
    }

    /// The whole text. The error is for people, names the path, and is one line.
    pub(crate) fn read(&self) -> Result<String, String> {
        self.bytes().and_then(|bytes| self.text(bytes))
    }

    /// What is to be a text, unless it surely is none.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>, String> {
        let bytes = match self {
            Input::Stdin => read_all(io::stdin().lock(), 0),
            Input::File(path) => open(path).and_then(|(file, len)| read_all(file, len)),
        };
        bytes.map_err(|e| self.named(&e))
    }

    /// The text that these bytes are.
    pub(crate) fn text(&self, bytes: Vec<u8>) -> Result<String, String> {
        text(bytes).map_err(|e| self.named(&e))
    }

    fn named(&self, error: &str) -> String {
        // A message that has a line begins with a colon.
        let space = if error.starts_with(':') { "" } else { ": " };
        format!("{}{space}{error}", self.name())
    }
}

/// Whether a file in a folder is an article by its name.
pub(crate) fn is_article(path: &Path) -> bool {
    path.extension()
        .is_some_and(|e| e.eq_ignore_ascii_case(ENDING))
}

/// The file, and how long it is said to be.
fn open(path: &Path) -> Result<(File, usize), String> {
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
        Ok(meta) => Ok((file, usize::try_from(meta.len()).unwrap_or(0))),
        Err(_) => Ok((file, 0)),
    }
}

/// An error of the system without its number.
pub(crate) fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error")
        .next()
        .unwrap_or(&text)
        .to_lowercase()
}

fn read_all(mut from: impl Read, expected: usize) -> Result<Vec<u8>, String> {
    // One byte more, so that the end is seen without growing.
    let mut bytes = Vec::with_capacity(expected.min(LARGEST) + 1);
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
    let position = Lines::new(text.as_ref()).position(text.len());
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

/// What a walk comes upon.
pub(crate) enum Found {
    File(PathBuf),
    /// Files may have been missed.
    Failure(String),
    Warning(String),
}

/// The files in a folder, in the order of their names. Ignore files are honoured and links
/// followed. Anything but files is passed over: a pipe would never end.
pub(crate) fn walk(folder: &Path, mut take: impl FnMut(Found)) {
    let walk = WalkBuilder::new(folder)
        .follow_links(true)
        .sort_by_file_path(Path::cmp)
        .build();
    for entry in walk {
        match entry {
            Ok(entry) => {
                if entry.file_type().is_some_and(|t| t.is_file()) {
                    let path = entry.into_path();
                    let short = path.strip_prefix(".").map(Path::to_owned);
                    take(Found::File(short.unwrap_or(path)));
                }
            }
            Err(error) => {
                if let Some(found) = failure(&error) {
                    take(found);
                }
            }
        }
    }
}

/// What went wrong in a folder; none for what is no article.
fn failure(error: &ignore::Error) -> Option<Found> {
    let (mut path, mut inner) = (None, error);
    loop {
        match inner {
            ignore::Error::WithPath { path: p, err } => (path, inner) = (Some(p.as_path()), err),
            ignore::Error::WithDepth { err, .. } => inner = err,
            ignore::Error::Loop { ancestor, child } => {
                return Some(Found::Warning(format!(
                    "{}: warning: links back to {}: passed over, its files are read once",
                    child.display(),
                    ancestor.display()
                )));
            }
            _ => break,
        }
    }
    let name = path.map_or_else(|| "a folder".into(), |p| p.display().to_string());
    let kind = inner.io_error().map(io::Error::kind);
    let broken = path.filter(|p| kind == Some(io::ErrorKind::NotFound) && p.is_symlink());
    Some(Found::Failure(match (broken, inner.io_error()) {
        // Only an article is missed when its link is broken.
        (Some(p), _) if !is_article(p) => return None,
        (Some(p), _) => {
            let target = std::fs::read_link(p)
                .map_or_else(|_| "its target".into(), |t| t.display().to_string());
            format!("{name}: broken symbolic link: {target} does not exist")
        }
        (None, Some(e)) => format!("{name}: cannot read: {}", plain(&e.kind().into())),
        (None, None) => format!("{name}: {inner}"),
    }))
}

/// A file beside others that is to take the place of one of them. Whoever may read those that are made otherwise may read it.
pub(crate) fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut temporary = tempfile::Builder::new();
    temporary.prefix(TEMPORARY);
    #[cfg(unix)]
    temporary.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    temporary.tempfile_in(folder)
}

/// Writes a text in the place of a file's, all or nothing, and keeps the file's permissions and owner.
/// A link stays a link: what it leads to is written.
pub(crate) fn replace(path: &Path, text: &str) -> Result<(), String> {
    let failed = |e: io::Error| format!("{}: cannot write: {}", path.display(), plain(&e));
    let target = path.canonicalize().map_err(failed)?;
    let old = target.metadata().map_err(failed)?;
    if old.permissions().readonly() {
        return Err(format!(
            "{}: cannot write: the file is read-only",
            path.display()
        ));
    }
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new()
        .prefix(TEMPORARY)
        .tempfile_in(folder)
        .map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    if !give(file.as_file(), &old) {
        return overwrite(&target, text, file)
            .map_err(|e| format!("{}: cannot write: {e}", path.display()));
    }
    file.as_file()
        .set_permissions(old.permissions())
        .map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(&target).map_err(|e| failed(e.error))?;
    Ok(())
}

/// Gives a new file to the owner and group of an old one. False if that is not allowed.
#[cfg(unix)]
fn give(new: &File, old: &Metadata) -> bool {
    use std::os::unix::fs::{MetadataExt, fchown};
    let owner = |m: &Metadata| (m.uid(), m.gid());
    let is_theirs = new.metadata().is_ok_and(|m| owner(&m) == owner(old));
    is_theirs || fchown(new, Some(old.uid()), Some(old.gid())).is_ok()
}

/// Elsewhere the folder decides whose a new file is.
#[cfg(not(unix))]
fn give(_: &File, _: &Metadata) -> bool {
    true
}

/// Writes over a file's text. Only root can give a file away, so this is how somebody mends another's
/// file that they may write: a new file would be theirs, and the owner perhaps locked out. The new
/// text lies in `spare` as well, which stays if it cannot be written as a whole.
fn overwrite(target: &Path, text: &str, spare: NamedTempFile) -> Result<(), String> {
    let mut file = File::options()
        .write(true)
        .open(target)
        .map_err(|e| plain(&e))?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.set_len(text.len() as u64))
        .and_then(|()| file.sync_all());
    written.map_err(|e| match spare.keep() {
        Ok((_, path)) => format!("{}; the whole text is in {}", plain(&e), path.display()),
        Err(_) => plain(&e),
    })
}
