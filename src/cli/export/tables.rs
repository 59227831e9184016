//! Tables of all articles, each in a file of its own.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use crate::cli::output::Target;
use crate::convert::parquet::{self, Rows, TABLES};

/// The tables in a folder, whose files take their places when all are whole.
pub(super) struct Tables {
    tables: parquet::Tables<BufWriter<Box<dyn Write + Send>>>,
    targets: [Target; 3],
}

impl Tables {
    pub(super) fn open(folder: &Path) -> io::Result<Tables> {
        fs::create_dir_all(folder)?;
        let [quotes, mentions, dates] =
            TABLES.map(|table| Target::open(Some(&folder.join(format!("{table}.parquet")))));
        let targets = [quotes?, mentions?, dates?];
        let [quotes, mentions, dates] = targets.each_ref().map(Target::bytes);
        let files =
            [quotes?, mentions?, dates?].map(|file| BufWriter::with_capacity(1 << 16, file));
        Ok(Tables {
            tables: parquet::Tables::new(files)?,
            targets,
        })
    }

    pub(super) fn put(&mut self, rows: Rows) -> io::Result<()> {
        self.tables.put(rows)
    }

    pub(super) fn finish(self) -> io::Result<()> {
        self.tables.finish()?;
        self.targets.into_iter().try_for_each(Target::commit)
    }
}
