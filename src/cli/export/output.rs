//! Where exported articles go: standard output, one file, or a folder.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use rayon::prelude::*;

use super::{Arguments, Converted};
use crate::cli::output::Target;
use crate::cli::sources::Source;
use crate::workspace::files;
use crate::workspace::folder::Folder;

/// Takes articles, one after another.
pub(super) enum Output {
    /// One file, or standard output.
    One(BufWriter<Box<dyn Write + Send>>, Target),
    /// A file for each article, or several. Each begins with the format's head.
    Folder(Folder, &'static str),
    /// A file for each table.
    #[cfg(feature = "parquet")]
    Tables(super::tables::Tables),
}

impl Output {
    /// What the arguments name. The error is for people.
    pub(super) fn open(
        arguments: &Arguments,
        count: usize,
        sources: &[Source],
    ) -> Result<Output, String> {
        let format = arguments.to;
        let path = arguments.output.as_deref();
        if format.is_tables() {
            return Self::tables(path);
        }
        let needs_folder = format.files.len() > 1 || format.head.is_none() && count > 1;
        match path {
            Some(path) if needs_folder || is_folder(path) => {
                if path.is_file() {
                    return Err(format!(
                        "{}: is a file: --to {} needs a folder here, for it writes {}",
                        path.display(),
                        format.name,
                        several(format.files.len())
                    ));
                }
                let head = format.head.unwrap_or_default();
                Ok(Output::Folder(Folder::open(path)?, head))
            }
            None if needs_folder => Err(format!(
                "--to {} writes {}: add --output FOLDER",
                format.name,
                several(format.files.len())
            )),
            _ => {
                refuse_article(path, sources)?;
                Self::one(path, format.head.unwrap_or_default())
            }
        }
    }

    /// The same for articles from standard input.
    pub(super) fn lines(arguments: &Arguments) -> Result<Output, String> {
        let path = arguments.output.as_deref();
        if arguments.to.is_tables() {
            return Self::tables(path);
        }
        Self::one(path, arguments.to.head.unwrap_or_default())
    }

    fn tables(path: Option<&Path>) -> Result<Output, String> {
        let missing = "--to parquet writes a file for each table: add --output FOLDER";
        let path = path.ok_or(missing)?;
        if path.is_file() {
            return Err(format!(
                "{}: is a file: --to parquet needs a folder, for it writes a file for each table",
                path.display()
            ));
        }
        #[cfg(feature = "parquet")]
        return super::tables::Tables::open(path)
            .map(Output::Tables)
            .map_err(|e| failed(Some(path), &e));
        #[cfg(not(feature = "parquet"))]
        Err("this newsmark is built without tables".into())
    }

    /// One file or standard output, which begins with `head`.
    fn one(path: Option<&Path>, head: &str) -> Result<Output, String> {
        let open = || {
            let target = Target::open(path)?;
            let mut out = BufWriter::with_capacity(1 << 16, target.bytes()?);
            out.write_all(head.as_bytes())?;
            Ok(Output::One(out, target))
        };
        open().map_err(|e: io::Error| failed(path, &e))
    }

    /// Puts articles behind the others, each with its name; none where there is nothing of one. The inner errors are of an
    /// article each, the outer one of the whole output.
    pub(super) fn put(
        &mut self,
        articles: &mut [(&str, Option<&mut Converted>)],
    ) -> io::Result<Vec<Result<(), String>>> {
        match self {
            Output::One(out, _) => {
                for (_, converted) in &*articles {
                    for (_, text) in files(converted) {
                        out.write_all(text.as_bytes())?;
                    }
                }
                Ok(articles.iter().map(|_| Ok(())).collect())
            }
            Output::Folder(folder, head) => {
                // In order, so that of two with one name it is always the second that is refused.
                let places: Vec<Vec<_>> = articles
                    .iter()
                    .map(|(name, converted)| {
                        let place = |(extension, _): &(&str, _)| {
                            folder.place(Path::new(&format!("{name}.{extension}")))
                        };
                        files(converted).iter().map(place).collect()
                    })
                    .collect();
                let articles = articles.par_iter().zip(places);
                let written = articles.map(|((_, converted), places)| {
                    let mut files = files(converted).iter().zip(places);
                    files.try_for_each(|((_, text), place)| {
                        place?.write(&[head.as_bytes(), text.as_bytes()])
                    })
                });
                Ok(written.collect())
            }
            #[cfg(feature = "parquet")]
            Output::Tables(tables) => {
                for (_, converted) in &mut *articles {
                    let rows = converted.as_mut().and_then(|c| c.rows.take());
                    rows.map_or(Ok(()), |rows| tables.put(rows))?;
                }
                Ok(articles.iter().map(|_| Ok(())).collect())
            }
        }
    }

    /// Lets a reader have what has been written.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        match self {
            Output::One(out, _) => out.flush(),
            Output::Folder(..) => Ok(()),
            // Nobody can read a table before its end.
            #[cfg(feature = "parquet")]
            Output::Tables(_) => Ok(()),
        }
    }

    /// Puts a file in its place when all of it has been written.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        match self {
            Output::One(_, target) => target.commit(),
            Output::Folder(..) => Ok(()),
            #[cfg(feature = "parquet")]
            Output::Tables(tables) => tables.finish(),
        }
    }
}

fn files<'c>(converted: &'c Option<&mut Converted>) -> &'c [(&'static str, String)] {
    converted.as_ref().map_or(&[], |c| c.files.as_slice())
}

fn is_folder(path: &Path) -> bool {
    path.is_dir()
        || path
            .to_string_lossy()
            .ends_with(['/', std::path::MAIN_SEPARATOR])
}

fn several(files: usize) -> &'static str {
    if files > 1 {
        "several files for an article"
    } else {
        "a file for each article"
    }
}

/// The shell puts an article here if nothing stands between the flag and *.nmk; it is then not among those to write.
fn refuse_article(path: Option<&Path>, sources: &[Source]) -> Result<(), String> {
    let real = path.and_then(|p| p.canonicalize().ok());
    let (Some(path), Some(real)) = (path, real) else {
        return Ok(());
    };
    let is_source = sources.iter().any(|s| s.input.identity() == real);
    if is_source || files::is_article(path) && path.is_file() {
        return Err(format!(
            "{}: is an article: expected another file behind --output",
            path.display()
        ));
    }
    Ok(())
}

pub(super) fn failed(path: Option<&Path>, error: &io::Error) -> String {
    let name = path.map_or_else(|| "standard output".into(), |p| p.display().to_string());
    format!("{name}: cannot write: {}", files::plain(error))
}
