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

/// For each byte whether a character that begins with it may be special: signs of markup, and the first bytes of characters
/// that are active or that XML cannot hold. Most text has none for long.
const MAY_BE_SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = byte < 0x20
            || matches!(
                byte as u8,
                b'&' | b'<' | b'>' | b'"' | b'\'' | 0x7F | 0xC2 | 0xD8 | 0xE2 | 0xEF
            );
        byte += 1;
    }
    table
};

/// Writes a text with something else for some characters. What stands between them is written as a whole.
fn escaped(
    text: &str,
    out: &mut impl Write,
    special: impl Fn(char) -> Option<Special>,
) -> fmt::Result {
    let bytes = text.as_bytes();
    let (mut written, mut at) = (0, 0);
    while let Some(found) = bytes
        .get(at..)
        .and_then(|rest| rest.iter().position(|b| MAY_BE_SPECIAL[usize::from(*b)]))
    {
        at += found;
        let Some(c) = text.get(at..).and_then(|t| t.chars().next()) else {
            break;
        };
        let behind = at + c.len_utf8();
        if let Some(special) = special(c) {
            out.write_str(&text[written..at])?;
            match special {
                Special::Entity(entity) => out.write_str(entity)?,
                Special::Number(c) => write!(out, "&#{};", u32::from(c))?,
                Special::Lost => out.write_char(REPLACEMENT)?,
            }
            written = behind;
        }
        at = behind;
    }
    out.write_str(&text[written..])
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

impl Xml<'_> {
    /// Puts it behind what a buffer has.
    pub(crate) fn push(&self, out: &mut String) {
        // Writing to a string cannot fail.
        let _ = escaped(self.0, out, xml);
    }
}

impl fmt::Display for Xml<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        escaped(self.0, f, xml)
    }
}

fn xml(c: char) -> Option<Special> {
    match (entity(c), c) {
        (Some(entity), _) => Some(Special::Entity(entity)),
        (None, '\n' | '\t') => None,
        (
            None,
            '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}',
        ) => Some(Special::Lost),
        (None, c) => is_active(c).then_some(Special::Number(c)),
    }
}

/// An attribute of XML with a space in front. Line breaks stand as references: readers make spaces of others.
pub(crate) fn attribute(name: &str, value: &str) -> String {
    let mut out = String::with_capacity(name.len() + value.len() + 4);
    out.extend([" ", name, "=\""]);
    let special = |c| match c {
        '\n' | '\t' => Some(Special::Number(c)),
        c => xml(c),
    };
    // Writing to a string cannot fail.
    let _ = escaped(value, &mut out, special);
    out.push('"');
    out
}

/// Whether a text has the form of a language tag, which XML and HTML demand.
pub(crate) fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let part = |p: &str| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric());
    let first = parts.next().unwrap_or_default();
    part(first) && first.bytes().all(|b| b.is_ascii_alphabetic()) && parts.all(part)
}
