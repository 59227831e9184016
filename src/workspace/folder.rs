//! A folder that files are written into, and nowhere else.

use std::collections::HashSet;
use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::io::Write;
use std::path::{Component, Path, PathBuf};

use super::files::{plain, temporary};

/// A folder for what a command makes. What is called by words of an input stays in it, whatever these are: neither `..` nor a
/// link leads out.
pub(crate) struct Folder {
    root: PathBuf,
    /// What messages call it.
    name: PathBuf,
    /// Hashes of the names of files, so that a large corpus needs little memory.
    written: HashSet<u64>,
    hash: RandomState,
    /// The folders that have been looked at.
    safe: HashSet<PathBuf>,
}

impl Folder {
    /// The folder at a path, which is made if there is none.
    pub(crate) fn open(path: &Path) -> Result<Folder, String> {
        let failed = |e: std::io::Error| format!("{}: cannot write: {}", path.display(), plain(&e));
        fs::create_dir_all(path).map_err(failed)?;
        Ok(Folder {
            root: path.canonicalize().map_err(failed)?,
            name: path.to_owned(),
            written: HashSet::new(),
            hash: RandomState::new(),
            safe: HashSet::new(),
        })
    }

    /// The place of a file in the folder, which is given once: what has been written to the folder is not replaced. Places can be written side by side.
    pub(crate) fn place(&mut self, file: &Path) -> Result<Place, String> {
        let name = self.name.join(file);
        let failed = |e: std::io::Error| format!("{}: cannot write: {}", name.display(), plain(&e));
        let is_inside = file.components().all(|c| matches!(c, Component::Normal(_)));
        if !is_inside || file.file_name().is_none() {
            return Err(format!(
                "{}: not written: the name leads out of {}",
                name.display(),
                self.name.display()
            ));
        }
        if !self.written.insert(self.hash.hash_one(file)) {
            return Err(format!(
                "{}: not written: another article has the same name: write each to a folder of its own, or name the folder that both are in",
                name.display()
            ));
        }
        let path = self.root.join(file);
        let folder = path.parent().unwrap_or(&self.root).to_owned();
        if !self.safe.contains(&folder) {
            self.make(&folder).map_err(|e| match e {
                Some(e) => failed(e),
                None => format!(
                    "{}: not written: a link leads out of {}",
                    name.display(),
                    self.name.display()
                ),
            })?;
            self.safe.insert(folder.clone());
        }
        Ok(Place { path, name })
    }

    /// Makes a folder in this one. The error is none if a link leads out.
    fn make(&self, folder: &Path) -> Result<(), Option<std::io::Error>> {
        let existing = folder.ancestors().find(|a| a.exists());
        let real = existing.unwrap_or(&self.root).canonicalize()?;
        if !real.starts_with(&self.root) {
            return Err(None);
        }
        Ok(fs::create_dir_all(folder)?)
    }
}

/// Where a file is to be written.
#[derive(Debug)]
pub(crate) struct Place {
    path: PathBuf,
    /// What messages call it.
    name: PathBuf,
}

impl Place {
    /// Whether there is something else than this text, be it a link.
    pub(crate) fn holds_else(&self, content: &[u8]) -> bool {
        self.path.is_symlink()
            || self.path.exists() && fs::read(&self.path).map_or(true, |old| old != content)
    }

    /// What messages call it.
    pub(crate) fn name(&self) -> &Path {
        &self.name
    }

    /// Writes the file, all or nothing: it gets its name when all of it has been written. What is there is replaced; a link is
    /// replaced, not followed, not even one to nowhere.
    pub(crate) fn write(&self, parts: &[&[u8]]) -> Result<(), String> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let write = || {
            let mut new = temporary(folder)?;
            parts.iter().try_for_each(|part| new.write_all(part))?;
            new.persist(&self.path).map_err(|e| e.error)?;
            Ok(())
        };
        write().map_err(|e: std::io::Error| {
            format!("{}: cannot write: {}", self.name.display(), plain(&e))
        })
    }
}
