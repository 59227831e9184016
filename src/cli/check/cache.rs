//! What earlier runs found clean, by content, so that it is read but not checked again.
//!
//! A check's outcome depends on the text, the settings, the registries and the program, and on nothing else: an
//! entry's name is a BLAKE3 hash over all of them, so it is never one of something else. Of a clean article only
//! the quotes are kept, which are compared with other articles'; one with findings is checked anew in each run.

use std::collections::HashMap;
use std::fs::{self, File};
use std::hash::Hasher as _;
use std::io::{self, BufWriter, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use blake3::{Hash, Hasher};
use rustc_hash::{FxBuildHasher, FxHasher};

use super::Arguments;
use super::job::Job;
use crate::checks::{Config, Quotes};
use crate::cli::complain;
use crate::registry::Registry;
use crate::workspace::absolute;
use crate::workspace::files::{TEMPORARY, plain};

/// Fewer articles are checked sooner than what was found is looked up.
const LEAST: usize = 200;

/// Names the folder.
const VARIABLE: &str = "NEWSMARK_CACHE_DIR";

/// How the files' names begin; behind it stands what was checked, as a hash.
const PREFIX: &str = "check-";

/// How a file begins. Behind it stand entries: hash, length of the quotes, their sum, the quotes.
const MAGIC: &[u8] = b"newsmark check 1\n";

/// Files that no run has asked for so long are removed.
const KEPT: Duration = Duration::from_secs(30 * 24 * 60 * 60);

const HASH: usize = blake3::OUT_LEN;
const LENGTH: usize = size_of::<u32>();
const SUM: usize = size_of::<u64>();

/// Bytes of the file that was read.
type Place = Range<usize>;

/// What is known of articles from an earlier run of the same command, and what is found in this one.
pub(super) struct Cache {
    file: PathBuf,
    /// Whether somebody has named the folder.
    is_named: bool,
    /// The hash of everything but the text, by where settings and registry lie in memory.
    keys: HashMap<(usize, usize), [u8; HASH]>,
    read: Vec<u8>,
    known: HashMap<Hash, Place, FxBuildHasher>,
    clean: Mutex<Vec<Clean>>,
}

/// An article that this run has found clean.
struct Clean {
    hash: Hash,
    quotes: Kept,
}

enum Kept {
    Old(Place),
    New(Vec<u8>),
}

impl Cache {
    /// None where there is little to gain, or nowhere to keep it.
    pub(super) fn open(arguments: &Arguments, jobs: &[Job]) -> Option<Cache> {
        if arguments.no_cache || arguments.fixes().is_some() || jobs.len() < LEAST {
            return None;
        }
        let named = std::env::var_os(VARIABLE).filter(|v| !v.is_empty());
        let is_named = named.is_some();
        let folder = named
            .map(PathBuf::from)
            .or_else(|| Some(dirs::cache_dir()?.join("newsmark")))?;
        let program = program()?;
        let mut keys = HashMap::new();
        for job in jobs {
            keys.entry(place(job))
                .or_insert_with(|| key(&program, &job.config, &job.project.registry));
        }
        let mut checked = Hasher::new();
        for path in &arguments.sources.paths {
            part(&mut checked, absolute(path).as_os_str().as_encoded_bytes());
        }
        let file = folder.join(format!("{PREFIX}{}", checked.finalize().to_hex()));
        let read = fs::read(&file).unwrap_or_default();
        Some(Cache {
            known: entries(&read),
            file,
            is_named,
            keys,
            read,
            clean: Mutex::default(),
        })
    }

    /// What stands for an article with this text.
    pub(super) fn hash(&self, job: &Job, text: &[u8]) -> Option<Hash> {
        let key = self.keys.get(&place(job))?;
        Some(blake3::keyed_hash(key, text))
    }

    /// The quotes of an article that was found clean.
    pub(super) fn quotes(&self, hash: &Hash, path: &Path) -> Option<Quotes> {
        let place = self.known.get(hash)?;
        let sum = self.read.get(place.start - SUM..place.start)?;
        let kept = self.read.get(place.clone())?;
        if sum != sum_of(kept) {
            return None;
        }
        let mut quotes: Quotes = postcard::from_bytes(kept).ok()?;
        quotes.set_path(&path.to_string_lossy());
        self.keep(*hash, Kept::Old(place.clone()));
        Some(quotes)
    }

    /// Keeps the quotes of an article that is clean.
    pub(super) fn add(&self, hash: Hash, quotes: &Quotes) {
        if let Ok(bytes) = postcard::to_stdvec(quotes) {
            self.keep(hash, Kept::New(bytes));
        }
    }

    fn keep(&self, hash: Hash, quotes: Kept) {
        let mut clean = self.clean.lock().unwrap_or_else(PoisonError::into_inner);
        clean.push(Clean { hash, quotes });
    }

    /// Writes what this run has found clean in the place of what the last one has. That it cannot is told only to
    /// somebody who has named the folder.
    pub(super) fn write(self) {
        if let Err(e) = self.try_write()
            && self.is_named
        {
            let folder = self.file.parent().unwrap_or(Path::new(""));
            let why = plain(&e);
            complain(&format!(
                "{}: warning: cannot keep what was found: {why}",
                folder.display()
            ));
        }
    }

    fn try_write(&self) -> io::Result<()> {
        let mut clean = self.clean.lock().unwrap_or_else(PoisonError::into_inner);
        clean.sort_by(|a, b| a.hash.as_bytes().cmp(b.hash.as_bytes()));
        clean.dedup_by(|a, b| a.hash == b.hash);
        let is_same = clean.len() == self.known.len()
            && clean.iter().all(|c| matches!(c.quotes, Kept::Old(_)));
        if is_same {
            // It is needed still.
            return match File::options().append(true).open(&self.file) {
                Ok(file) => file.set_modified(SystemTime::now()),
                Err(_) => Ok(()),
            };
        }
        let folder = self.file.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        // It has words of articles: nobody else may read it.
        let new = tempfile::Builder::new()
            .prefix(TEMPORARY)
            .tempfile_in(folder)?;
        let mut out = BufWriter::new(new.as_file());
        out.write_all(MAGIC)?;
        for Clean { hash, quotes } in clean.iter() {
            let quotes = match quotes {
                Kept::Old(place) => self.read.get(place.clone()).unwrap_or_default(),
                Kept::New(bytes) => bytes,
            };
            let Ok(length) = u32::try_from(quotes.len()) else {
                continue;
            };
            out.write_all(hash.as_bytes())?;
            out.write_all(&length.to_le_bytes())?;
            out.write_all(&sum_of(quotes))?;
            out.write_all(quotes)?;
        }
        out.flush()?;
        drop(out);
        new.persist(&self.file).map_err(|e| e.error)?;
        remove_old(folder);
        Ok(())
    }
}

/// Where what counts for an article beside its text lies in memory.
fn place(job: &Job) -> (usize, usize) {
    let (config, project) = (Arc::as_ptr(&job.config), Arc::as_ptr(&job.project));
    (config.addr(), project.addr())
}

/// What tells this program from one that checks otherwise: its bytes, for those that are built of changed sources have
/// the same version. Where they lie and when they were written says nothing, so a build server can keep the folder.
fn program() -> Option<Hash> {
    let bytes = fs::read(std::env::current_exe().ok()?).ok()?;
    Some(blake3::hash(&bytes))
}

fn key(program: &Hash, config: &Config, registry: &Registry) -> [u8; HASH] {
    let mut hasher = Hasher::new();
    part(&mut hasher, program.as_bytes());
    // All of it, in an order that is always the same.
    part(&mut hasher, format!("{config:?}").as_bytes());
    for source in registry.sources() {
        part(&mut hasher, format!("{:?}", source.format).as_bytes());
        part(&mut hasher, source.name.as_bytes());
        part(&mut hasher, source.text.as_bytes());
    }
    *hasher.finalize().as_bytes()
}

/// With its length, so that no two lists of parts are the same bytes.
fn part(hasher: &mut Hasher, part: &[u8]) {
    hasher.update(&(part.len() as u64).to_le_bytes());
    hasher.update(part);
}

/// Tells quotes that were written from what a disk has made of them.
fn sum_of(quotes: &[u8]) -> [u8; SUM] {
    let mut hasher = FxHasher::default();
    hasher.write(quotes);
    hasher.finish().to_le_bytes()
}

/// Where the quotes of each entry stand. A file that ends too soon has those before its end.
fn entries(file: &[u8]) -> HashMap<Hash, Place, FxBuildHasher> {
    let mut entries = HashMap::default();
    if !file.starts_with(MAGIC) {
        return entries;
    }
    let mut at = MAGIC.len();
    while let Some((hash, rest)) = file.get(at..).and_then(<[u8]>::split_first_chunk::<HASH>)
        && let Some((length, _)) = rest.split_first_chunk::<LENGTH>()
    {
        let start = at + HASH + LENGTH + SUM;
        at = start.saturating_add(u32::from_le_bytes(*length) as usize);
        if at > file.len() {
            break;
        }
        entries.insert(Hash::from_bytes(*hash), start..at);
    }
    entries
}

/// Removes what nobody has asked for in a long time. Another run may do so as well.
fn remove_old(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let modified = entry.metadata().and_then(|m| m.modified()).ok();
        let age = modified.and_then(|m| m.elapsed().ok());
        if (name.starts_with(PREFIX) || name.starts_with(TEMPORARY)) && age > Some(KEPT) {
            let _ = fs::remove_file(entry.path());
        }
    }
}
