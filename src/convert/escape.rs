//! Text that stays text in a page or in XML.

use std::fmt::{self, Write};

/// What stands for a character that the format cannot hold. It is one character too, so that offsets stay.
const REPLACEMENT: char = '\u{FFFD}';

/// Characters that could send commands to a terminal or turn the direction of what follows (Unicode, UAX #9).
pub(crate) fn is_active(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{061C}')
}

fn entity(c: char) -> Option<&'static str> {
    Some(match c {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        _ => return None,
    })
}

/// What stands for a character.
enum Special {
    Entity(&'static str),
    Number(char),
    Lost,
}

/// Writes a text with something else for some characters. What stands between them is written as a whole.
fn escaped(
    text: &str,
    f: &mut fmt::Formatter<'_>,
    special: impl Fn(char) -> Option<Special>,
) -> fmt::Result {
    let mut rest = text;
    loop {
        let found = rest
            .char_indices()
            .find_map(|(i, c)| Some((i, c, special(c)?)));
        let Some((at, c, special)) = found else {
            return f.write_str(rest);
        };
        let (before, behind) = rest.split_at(at);
        f.write_str(before)?;
        match special {
            Special::Entity(entity) => f.write_str(entity)?,
            Special::Number(c) => write!(f, "&#{};", u32::from(c))?,
            Special::Lost => f.write_char(REPLACEMENT)?,
        }
        rest = behind.get(c.len_utf8()..).unwrap_or_default();
    }
}

/// A text as content or between the quotation marks of an attribute of HTML. A control character, which HTML has no way
/// to write, becomes U+FFFD.
pub(crate) struct Html<'a>(pub(crate) &'a str);

impl fmt::Display for Html<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let special = |c| match (entity(c), c) {
            (Some(entity), _) => Some(Special::Entity(entity)),
            (None, '\n' | '\t' | '\r') => None,
            (None, c) => c.is_control().then_some(Special::Lost),
        };
        escaped(self.0, f, special)
    }
}

/// A text as content or between the double quotation marks of an attribute of XML 1.0. A character that XML 1.0 cannot hold
/// becomes U+FFFD; carriage returns, and what is active on a terminal, stand as references, so that every reader gets them as
/// they are.
pub(crate) struct Xml<'a>(pub(crate) &'a str);

impl fmt::Display for Xml<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let special = |c| match (entity(c), c) {
            (Some(entity), _) => Some(Special::Entity(entity)),
            (None, '\n' | '\t') => None,
            (
                None,
                '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}',
            ) => Some(Special::Lost),
            (None, c) => is_active(c).then_some(Special::Number(c)),
        };
        escaped(self.0, f, special)
    }
}

/// An attribute of XML with a space in front. Line breaks stand as references: readers make spaces of others.
pub(crate) fn attribute(name: &str, value: &str) -> String {
    let value = Xml(value)
        .to_string()
        .replace('\n', "&#10;")
        .replace('\t', "&#9;");
    format!(" {name}=\"{value}\"")
}

/// Whether a text has the form of a language tag, which XML and HTML demand.
pub(crate) fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let part = |p: &str| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric());
    let first = parts.next().unwrap_or_default();
    part(first) && first.bytes().all(|b| b.is_ascii_alphabetic()) && parts.all(part)
}
