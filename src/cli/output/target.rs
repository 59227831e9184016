//! Where a report goes: standard output or a file.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anstream::AutoStream;
use tempfile::NamedTempFile;

use crate::workspace::files::temporary;

/// Where a report goes.
pub(in crate::cli) enum Target {
    Stdout,
    Stderr,
    /// What is no ordinary file, such as a pipe, is written as it is.
    Special(File),
    /// The report takes the place of the file at the path when it is whole.
    File(NamedTempFile, PathBuf),
}

impl Target {
    /// Standard output, or the file at `path`, which stays as it is until [`Target::commit`].
    pub(in crate::cli) fn open(path: Option<&Path>) -> io::Result<Target> {
        let Some(path) = path else {
            return Ok(Target::Stdout);
        };
        // Of a link, the file that it leads to is replaced, not the link.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let old = fs::metadata(&path).ok();
        if old.as_ref().is_some_and(|m| !m.is_file()) {
            return Ok(Target::Special(File::options().write(true).open(path)?));
        }
        if old.as_ref().is_some_and(|m| m.permissions().readonly()) {
            return Err(io::Error::other("the file is read-only"));
        }
        let folder = match path.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        let temporary = temporary(folder)?;
        if let Some(old) = old {
            fs::set_permissions(temporary.path(), old.permissions())?;
        }
        Ok(Target::File(temporary, path))
    }

    /// What to write to. Styles are left out where they are of no use.
    pub(in crate::cli) fn writer(&self) -> io::Result<Box<dyn Write + Send>> {
        Ok(match self {
            Target::Stdout => Box::new(anstream::stdout()),
            Target::Stderr => Box::new(anstream::stderr()),
            Target::Special(file) => Box::new(AutoStream::auto(file.try_clone()?)),
            Target::File(file, _) => Box::new(AutoStream::auto(file.as_file().try_clone()?)),
        })
    }

    /// What to write to where each byte counts.
    pub(in crate::cli) fn bytes(&self) -> io::Result<Box<dyn Write + Send>> {
        Ok(match self {
            Target::Stdout => Box::new(io::stdout()),
            Target::Stderr => Box::new(io::stderr()),
            Target::Special(file) => Box::new(file.try_clone()?),
            Target::File(file, _) => Box::new(file.as_file().try_clone()?),
        })
    }

    /// Puts the report in its place, when all of it has been written.
    pub(in crate::cli) fn commit(self) -> io::Result<()> {
        if let Target::File(file, path) = self {
            file.persist(path).map_err(|e| e.error)?;
        }
        Ok(())
    }
}
