//! What the commands that list have in common: the articles that were named, read side by side and given in order.

use std::path::PathBuf;

use rayon::prelude::*;

use super::complain;
use super::sources::{Source, Sources, tagged};
use crate::model::Article;
use crate::syntax::parse;

/// So many articles are read side by side before they are listed: that much is held at once.
const BATCH: usize = 64;

/// An article that is listed.
pub(super) struct Listed<'a> {
    pub(super) path: &'a str,
    /// As an export calls it.
    pub(super) name: &'a str,
    pub(super) text: &'a str,
    pub(super) article: &'a Article,
}

/// Reads the articles, and hands what `of` makes of each to `take`, in order. Gives whether
/// something could not be read.
pub(super) fn each<T: Send>(
    sources: &Sources,
    of: impl Fn(&Listed<'_>) -> T + Sync,
    mut take: impl FnMut(T) -> std::io::Result<()>,
) -> std::io::Result<bool> {
    let (found, mut failed) = sources.find(&mut sources.projects());
    for batch in found.chunks(BATCH) {
        let read: Vec<_> = batch
            .par_iter()
            .map(|s| read(s, &sources.paths, &of))
            .collect();
        for read in read {
            match read {
                Ok(read) => take(read)?,
                Err(message) => {
                    complain(&message);
                    failed = true;
                }
            }
        }
    }
    Ok(failed)
}

fn read<T>(source: &Source, named: &[PathBuf], of: impl Fn(&Listed<'_>) -> T) -> Result<T, String> {
    let text = source.input.read()?;
    let tree = parse(&text);
    let article = tagged(&text, &tree, &source.project.registry);
    Ok(of(&Listed {
        path: &source.path.display().to_string(),
        name: &source.name(named),
        text: &text,
        article: &article,
    }))
}

/// A table for people: columns as wide as their cells, numbers on the right.
#[derive(Default)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Adds a line.
    pub(super) fn row<const N: usize>(&mut self, cells: [&str; N]) {
        let inert = |cell: &&str| super::output::Inert(cell).to_string();
        self.rows.push(cells.iter().map(inert).collect());
    }

    /// The lines. `right` are the columns that are set to the right.
    pub(super) fn show(&self, right: &[usize]) -> String {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            let cells = self.rows.iter().filter_map(|r| r.get(column));
            cells.map(|c| c.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        let mut out = String::new();
        for row in &self.rows {
            let mut line = String::new();
            for (i, (cell, width)) in row.iter().zip(&widths).enumerate() {
                if i > 0 {
                    line.push_str("  ");
                }
                let gap = " ".repeat(width.saturating_sub(cell.chars().count()));
                if right.contains(&i) {
                    line += &(gap + cell);
                } else {
                    line += &(cell.clone() + &gap);
                }
            }
            out += line.trim_end();
            out.push('\n');
        }
        out
    }
}
