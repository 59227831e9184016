//! A checked file as formats see it: places have lines and columns, also those in other files.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{MAIN_SEPARATOR, Path};

use serde::Serialize;

use super::Checked;
use crate::checks::Related;
use crate::syntax::Span;
use crate::workspace::files::Input;
use crate::workspace::lines::Lines;

/// A checked file.
pub(super) struct View<'a> {
    pub(super) checked: &'a Checked,
    pub(super) lines: Lines<'a>,
    others: &'a Others,
}

/// A place between two characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub(super) struct Point {
    /// From 1.
    pub(super) line: usize,
    /// From 1, in Unicode scalar values.
    pub(super) column: usize,
    /// From 0, in bytes.
    pub(super) offset: usize,
    /// From 1, in bytes.
    #[serde(skip)]
    pub(super) byte_column: usize,
}

/// From a point up to another.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub(super) struct Region {
    pub(super) start: Point,
    pub(super) end: Point,
}

impl Region {
    fn new(lines: &Lines<'_>, span: &Span) -> Self {
        let point = |offset| {
            let position = lines.position(offset);
            Point {
                line: position.line,
                column: position.column,
                offset,
                byte_column: offset - lines.line(position.line - 1).start + 1,
            }
        };
        Region {
            start: point(span.start),
            end: point(span.end),
        }
    }
}

impl<'a> View<'a> {
    pub(super) fn new(checked: &'a Checked, others: &'a Others) -> Self {
        View {
            checked,
            lines: Lines::new(checked.text.as_str()),
            others,
        }
    }

    /// Where bytes of the file are.
    pub(super) fn region(&self, span: &Span) -> Region {
        Region::new(&self.lines, span)
    }

    /// The path for programs that know the file from the current folder.
    pub(super) fn relative_path(&self) -> String {
        relative(&self.checked.path)
    }

    /// The path of the file that another place is in.
    pub(super) fn path_of<'r>(&'r self, related: &'r Related) -> &'r str {
        related.path.as_deref().unwrap_or(&self.checked.path)
    }

    /// Where another place is; none if its file cannot be read any more.
    pub(super) fn region_of(&self, related: &Related) -> Option<Region> {
        self.with_lines_of(related, |lines| Region::new(lines, &related.span))
    }

    /// Calls `with` with the lines of the file that another place is in, if the place is in it.
    pub(super) fn with_lines_of<T>(
        &self,
        related: &Related,
        with: impl FnOnce(&Lines<'_>) -> T,
    ) -> Option<T> {
        match related.path.as_deref() {
            Some(path) if path != self.checked.path => {
                let mut files = self.others.files.borrow_mut();
                let lines = files.get(path);
                let there = |lines: &&Lines<'_>| lines.text().get(related.span.clone()).is_some();
                lines.filter(there).map(with)
            }
            _ => Some(with(&self.lines)),
        }
    }
}

/// A path from the current folder, with `/` between names, where it can be said like this.
pub(super) fn relative(path: &str) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let path = Path::new(path);
    let path = path.strip_prefix(here).unwrap_or(path);
    let path = path.strip_prefix(".").unwrap_or(path).to_string_lossy();
    path.replace(MAIN_SEPARATOR, "/")
}

/// Files that findings of other files speak of.
#[derive(Default)]
pub(super) struct Others {
    files: RefCell<Files>,
}

#[derive(Default)]
struct Files {
    lines: HashMap<String, Option<Lines<'static>>>,
    bytes: usize,
}

/// So many bytes of other files are kept, as many places are often in the same few.
const MOST_BYTES: usize = 64 << 20;

impl Files {
    fn get(&mut self, path: &str) -> Option<&Lines<'static>> {
        if self.bytes > MOST_BYTES {
            *self = Files::default();
        }
        if !self.lines.contains_key(path) {
            // It was read before, when it was checked; a pipe would wait for more.
            let file = Path::new(path).is_file();
            let text = file.then(|| Input::File(path.into()).read().ok()).flatten();
            self.bytes += path.len() + text.as_ref().map_or(0, String::len);
            self.lines.insert(path.to_owned(), text.map(Lines::new));
        }
        self.lines.get(path)?.as_ref()
    }
}
