//! What commands that change articles share: showing what would change, and writing it.

use std::io::{self, Write};

use super::complain;
use super::sources::{Named, Source};
use crate::workspace::files;

/// Writes how one text differs from another.
pub(super) fn diff(out: &mut impl Write, name: &str, old: &str, new: &str) -> io::Result<()> {
    let diff = similar::TextDiff::from_lines(old, new);
    write!(out, "{}", diff.unified_diff().header(name, name))
}

/// Replaces an article by a text. Gives whether that was done: not if a link leads out of what was named; none if it
/// could not be written. `verb` says what is done to articles: format, formatted.
pub(super) fn replace(source: &Source, named: &Named, new: &str, verb: [&str; 2]) -> Option<bool> {
    if let Some(target) = named.outside(&source.input) {
        let (name, target) = (source.path.display(), target.display());
        let [todo, done] = verb;
        complain(&format!(
            "{name}: warning: not {done}: a link leads to {target}, outside of what was named; name it to {todo} it"
        ));
        return Some(false);
    }
    match files::replace(&source.path, new) {
        Ok(_) => Some(true),
        Err(message) => {
            complain(&message);
            None
        }
    }
}
