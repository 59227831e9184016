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
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, SystemTime};

use blake3::{Hash, Hasher};
use hashbrown::HashSet;
use memchr::memmem;
use rustc_hash::{FxBuildHasher, FxHasher};
use tempfile::NamedTempFile;

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

/// In it, ours alone, so that nothing of somebody else's is taken for ours. Hidden, so that no file in it is an article.
const FOLDER: &str = ".newsmark-check";

/// How the files' names begin; behind it stands what was checked, as a hash.
const PREFIX: &str = "check-";

/// How a file begins. Behind it stand entries: hash, length of the quotes, their sum, the quotes.
const MAGIC: &[u8] = b"newsmark check 1\n";

/// Files that no run has asked for so long are removed.
const KEPT: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Files of more bytes together are removed as well, the oldest first.
const MOST: u64 = 2 << 30;

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
    /// Of those that are known, which this run has asked for.
    used: Mutex<HashSet<Hash, FxBuildHasher>>,
    new: Mutex<New>,
}

/// The file that takes the place of the one that was read, as soon as there is something for it.
#[derive(Default)]
enum New {
    #[default]
    Nothing,
    File(BufWriter<NamedTempFile>),
    Failed(io::Error),
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
        let keys = keys(jobs)?;
        let mut checked = Hasher::new();
        for path in &arguments.sources.paths {
            part(&mut checked, absolute(path).as_os_str().as_encoded_bytes());
        }
        // Runs with other settings have files of their own, in which nothing would be found.
        let mut sorted: Vec<_> = keys.values().collect();
        sorted.sort_unstable();
        sorted.dedup();
        sorted.iter().for_each(|key| part(&mut checked, *key));
        let file = folder.join(FOLDER);
        let file = file.join(format!("{PREFIX}{}", checked.finalize().to_hex()));
        // What is no file might never end.
        let is_file = file
            .metadata()
            .is_ok_and(|m| m.is_file() && m.len() <= MOST);
        let read = is_file.then(|| fs::read(&file).ok()).flatten();
        let read = read.unwrap_or_default();
        Some(Cache {
            known: entries(&read),
            file,
            is_named,
            keys,
            read,
            used: Mutex::default(),
            new: Mutex::default(),
        })
    }

    /// What stands for an article with this text.
    pub(super) fn hash(&self, job: &Job, text: &[u8]) -> Option<Hash> {
        let key = self.keys.get(&place(job))?;
        Some(blake3::keyed_hash(key, text))
    }

    /// The quotes of an article that was found clean.
    pub(super) fn quotes(&self, hash: &Hash, path: &Path) -> Option<Quotes> {
        let (sum, kept) = self.kept(hash)?;
        if sum != sum_of(kept) {
            return None;
        }
        let mut quotes: Quotes = postcard::from_bytes(kept).ok()?;
        quotes.set_path(&path.to_string_lossy());
        lock(&self.used).insert(*hash);
        Some(quotes)
    }

    /// The quotes of a known article as they were kept, with their sum.
    fn kept(&self, hash: &Hash) -> Option<(&[u8], &[u8])> {
        let place = self.known.get(hash)?;
        let sum = self.read.get(place.start - SUM..place.start)?;
        Some((sum, self.read.get(place.clone())?))
    }

    /// Keeps the quotes of an article that is clean.
    pub(super) fn add(&self, hash: &Hash, quotes: &Quotes) {
        if let Ok(quotes) = postcard::to_stdvec(quotes) {
            self.put(&mut lock(&self.new), hash, &quotes);
        }
    }

    /// Writes an entry, into a new file if there is none yet. Behind a failure nothing is written any more.
    fn put(&self, new: &mut New, hash: &Hash, quotes: &[u8]) {
        let Ok(length) = u32::try_from(quotes.len()) else {
            return;
        };
        self.begin(new);
        let New::File(out) = new else { return };
        let parts = [
            hash.as_bytes(),
            &length.to_le_bytes()[..],
            &sum_of(quotes),
            quotes,
        ];
        if let Err(e) = parts.iter().try_for_each(|part| out.write_all(part)) {
            *new = New::Failed(e);
        }
    }

    fn begin(&self, new: &mut New) {
        if matches!(new, New::Nothing) {
            let folder = self.file.parent().unwrap_or(Path::new("."));
            let open = || {
                fs::create_dir_all(folder)?;
                // It has words of articles: nobody else may read it.
                let file = tempfile::Builder::new()
                    .prefix(TEMPORARY)
                    .tempfile_in(folder)?;
                let mut out = BufWriter::with_capacity(1 << 16, file);
                out.write_all(MAGIC)?;
                Ok(out)
            };
            *new = open().map_or_else(New::Failed, New::File);
        }
    }

    /// Puts what this run has found clean in the place of what the last one has. That it cannot is told only to
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
        let (mut new, used) = (lock(&self.new), lock(&self.used));
        if matches!(*new, New::Nothing) && used.len() == self.known.len() {
            // It is needed still.
            return match File::options().append(true).open(&self.file) {
                Ok(file) => file.set_modified(SystemTime::now()),
                Err(_) => Ok(()),
            };
        }
        self.begin(&mut new);
        for hash in used.iter() {
            if let Some((_, quotes)) = self.kept(hash) {
                self.put(&mut new, hash, quotes);
            }
        }
        match std::mem::take(&mut *new) {
            New::Nothing => Ok(()),
            New::Failed(e) => Err(e),
            New::File(out) => {
                let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.persist(&self.file).map_err(|e| e.error)?;
                clear(&self.file);
                Ok(())
            }
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// For the settings and the project of each article, the hash of what counts beside its text.
fn keys(jobs: &[Job]) -> Option<HashMap<(usize, usize), [u8; HASH]>> {
    let program = program()?;
    let mut registries = HashMap::new();
    let mut keys = HashMap::new();
    for job in jobs {
        keys.entry(place(job)).or_insert_with(|| {
            let registry = registries
                .entry(place(job).1)
                .or_insert_with(|| hash_of(&job.project.registry));
            key(&program, &job.config, registry)
        });
    }
    Some(keys)
}

/// Where what counts for an article beside its text lies in memory.
fn place(job: &Job) -> (usize, usize) {
    let (config, project) = (Arc::as_ptr(&job.config), Arc::as_ptr(&job.project));
    (config.addr(), project.addr())
}

/// What tells this program from one that checks otherwise: its bytes, for those that are built of changed sources have
/// the same version. None where they cannot be had: what a loader was asked to start, say, calls itself by the loader's name.
fn program() -> Option<Hash> {
    static PROGRAM: OnceLock<Option<Hash>> = OnceLock::new();
    *PROGRAM.get_or_init(|| {
        // The file that was started, even if another has taken its place since.
        let own = cfg!(target_os = "linux").then(|| PathBuf::from("/proc/self/exe"));
        let bytes = fs::read(own.or_else(|| std::env::current_exe().ok())?).ok()?;
        memmem::find(&bytes, MAGIC)?;
        Some(blake3::hash(&bytes))
    })
}

fn hash_of(registry: &Registry) -> Hash {
    let mut hasher = Hasher::new();
    for source in registry.sources() {
        part(&mut hasher, format!("{:?}", source.format).as_bytes());
        part(&mut hasher, source.text.as_bytes());
    }
    hasher.finalize()
}

fn key(program: &Hash, config: &Config, registry: &Hash) -> [u8; HASH] {
    let mut hasher = Hasher::new();
    part(&mut hasher, program.as_bytes());
    part(&mut hasher, registry.as_bytes());
    // All of it, in an order that is always the same.
    part(&mut hasher, format!("{config:?}").as_bytes());
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

/// Removes what nobody has asked for in a long time, and the oldest of what is too much. Another run may do so as well.
fn clear(own: &Path) {
    let folder = own.parent().unwrap_or(Path::new("."));
    let mut files: Vec<(Duration, u64, PathBuf)> = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_ours = name.starts_with(PREFIX) || name.starts_with(TEMPORARY);
        let Some(meta) = entry.metadata().ok().filter(|m| is_ours && m.is_file()) else {
            continue;
        };
        let age = meta.modified().ok().and_then(|m| m.elapsed().ok());
        files.push((age.unwrap_or_default(), meta.len(), entry.path()));
    }
    files.sort();
    let mut all = 0;
    for (age, len, path) in files {
        all += len;
        if (age > KEPT || all > MOST) && path != own {
            let _ = fs::remove_file(path);
        }
    }
}
