//! What commands that change articles share: showing what would change, and writing it.

use std::io::{self, Write};

use super::complain;
use super::sources::{Named, Source};
use crate::workspace::files::{self, Input};

/// What becomes of a new text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// It is shown how it differs from the old one.
    Diff,
    /// It goes to standard output.
    Print,
    /// It takes the article's place; that of standard input is standard output.
    Replace,
}

/// Shows or writes what has changed of an article. Gives whether anything has; none if it could not be written. What
/// is printed does not count. `verb` says what is done to articles: format, formatted.
pub(super) fn finish(
    way: Way,
    source: &Source,
    named: &Named,
    [old, new]: [&str; 2],
    verb: [&str; 2],
) -> io::Result<Option<bool>> {
    let mut out = io::stdout().lock();
    let is_stdin = matches!(source.input, Input::Stdin);
    match way {
        Way::Diff => {
            let name = source.path.display().to_string();
            let diff = similar::TextDiff::from_lines(old, new);
            write!(out, "{}", diff.unified_diff().header(&name, &name))?;
            Ok(Some(old != new))
        }
        Way::Replace if !is_stdin && old == new => Ok(Some(false)),
        Way::Replace if !is_stdin => Ok(replace(source, named, new, verb)),
        Way::Print | Way::Replace => {
            out.write_all(new.as_bytes())?;
            Ok(Some(false))
        }
    }
}

/// Replaces an article by a text. Gives whether that was done: not if a link leads out of what was named; none if it
/// could not be written.
fn replace(source: &Source, named: &Named, new: &str, verb: [&str; 2]) -> Option<bool> {
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
