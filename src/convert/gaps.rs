//! What stands between paragraphs: blank lines and comments.

use std::iter::Peekable;
use std::ops::Range;

use super::emit::Out;
use super::layout::Commented;

/// What stands between two paragraphs, with the comments that are paragraphs there. Each goes with the blank line behind it. The
/// first line begins at `body`.
pub(super) fn gap<'c>(
    text: &str,
    body: usize,
    place: Range<usize>,
    comments: &mut Peekable<impl Iterator<Item = &'c Commented>>,
    out: &mut Out,
) {
    let (mut at, to) = (place.start, place.end);
    while let Some((place, comment, alone)) = comments.peek().filter(|c| c.0 <= to) {
        let place = (*place).max(at);
        let (Some(before), Some(all)) = (text.get(at..place), text.get(body..place)) else {
            break;
        };
        // A line of the paragraph before is none of its own.
        let behind = match (alone, ends_blank(all)) {
            (true, true) => "\n\n",
            (false, false) if all.ends_with(['\n', '\r']) => "\n",
            _ => break,
        };
        out.between(before);
        out.text.push_str(&format!("{{% {comment} %}}{behind}"));
        at = place;
        comments.next();
    }
    out.between(text.get(at..to).unwrap_or_default());
}

/// Whether a paragraph can begin where a text ends: it is empty, or its last line is blank.
fn ends_blank(text: &str) -> bool {
    let rest = match text.strip_suffix('\n') {
        Some(rest) => rest.strip_suffix('\r').unwrap_or(rest),
        None => match text.strip_suffix('\r') {
            Some(rest) => rest,
            None => return text.is_empty(),
        },
    };
    let rest = rest.trim_end_matches([' ', '\t']);
    rest.is_empty() || rest.ends_with(['\n', '\r'])
}
