//! JSON being written: values as text in which no string can do harm, with lines for people.

use std::io;

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use super::escape::is_active;

/// A text as a string of JSON that can do nothing to a terminal or to a page that it is put into: what is active, and `<`,
/// stands as an escape.
#[inline]
pub(crate) fn json_string(text: &str, out: &mut String) {
    out.push('"');
    json_part(text, out);
    out.push('"');
}

/// The same without the quotation marks.
#[inline]
pub(crate) fn json_part(text: &str, out: &mut String) {
    if next(text.as_bytes(), 0).is_none() {
        return out.push_str(text);
    }
    json_pieces(text, &mut |piece| {
        out.push_str(piece);
        Ok(())
    })
    .unwrap_or_default();
}

/// The pieces of what stands between a string's quotation marks.
fn json_pieces(text: &str, put: &mut impl FnMut(&str) -> io::Result<()>) -> io::Result<()> {
    let bytes = text.as_bytes();
    let (mut written, mut at) = (0, 0);
    while let Some(found) = next(bytes, at) {
        at = found;
        let Some(c) = text.get(at..).and_then(|t| t.chars().next()) else {
            break;
        };
        let behind = at + c.len_utf8();
        let short = match c {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            _ => "",
        };
        if !short.is_empty() || c == '<' || is_active(c) {
            put(&text[written..at])?;
            if short.is_empty() {
                // None of them has more than 16 bits.
                put(&format!("\\u{:04x}", u32::from(c)))?;
            } else {
                put(short)?;
            }
            written = behind;
        }
        at = behind;
    }
    put(&text[written..])
}

/// Whether a byte may begin what needs an escape: few characters of news do but quotation marks, which share theirs with active
/// ones.
const fn is_suspicious(byte: u8) -> bool {
    (byte < b' ')
        | (byte == b'"')
        | (byte == b'\\')
        | (byte == b'<')
        | (byte == 0x7F)
        | (byte == 0xC2)
        | (byte == 0xD8)
        | (byte == 0xE2)
}

const SUSPICIOUS: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = is_suspicious(byte as u8);
        byte += 1;
    }
    table
};

/// The first suspicious byte at a place or behind it. Looking through many at once is what processors are fast at; short texts, as
/// most are, are faster with a table.
#[inline]
fn next(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while let Some(some) = bytes.get(at..at + 32) {
        if some
            .iter()
            .fold(false, |found, b| found | is_suspicious(*b))
        {
            break;
        }
        at += 32;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    let found = rest.iter().position(|b| SUSPICIOUS[usize::from(*b)]);
    found.map(|i| at + i)
}

/// JSON with a line for each entry of the outer levels, and strings as [`json_string`] has them.
pub(crate) struct Lines {
    /// So many levels of lists and objects have lines.
    levels: usize,
    depth: usize,
    has_entry: bool,
    /// Keys are names, which have nothing that could do harm.
    in_key: bool,
}

impl Lines {
    fn new(levels: usize) -> Lines {
        Lines {
            levels,
            depth: 0,
            has_entry: false,
            in_key: false,
        }
    }

    fn begin<W: ?Sized + io::Write>(&mut self, out: &mut W, sign: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.has_entry = false;
        out.write_all(sign)
    }

    fn entry<W: ?Sized + io::Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if !first {
            out.write_all(b",")?;
        }
        self.line(out)
    }

    fn line<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        const BLANKS: &[u8] = b"\n                ";
        if self.depth <= self.levels {
            out.write_all(BLANKS.get(..=2 * self.depth).unwrap_or(BLANKS))?;
        }
        Ok(())
    }

    fn end<W: ?Sized + io::Write>(&mut self, out: &mut W, sign: &[u8]) -> io::Result<()> {
        let has_line = self.depth <= self.levels && self.has_entry;
        self.depth -= 1;
        if has_line {
            self.line(out)?;
        }
        self.has_entry = true;
        out.write_all(sign)
    }
}

impl Formatter for Lines {
    fn begin_array<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.begin(out, b"[")
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.end(out, b"]")
    }

    fn begin_array_value<W: ?Sized + io::Write>(
        &mut self,
        out: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.entry(out, first)
    }

    fn end_array_value<W: ?Sized + io::Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_entry = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.begin(out, b"{")
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.end(out, b"}")
    }

    fn begin_object_key<W: ?Sized + io::Write>(
        &mut self,
        out: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.in_key = true;
        self.entry(out, first)
    }

    fn end_object_key<W: ?Sized + io::Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.in_key = false;
        Ok(())
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(if self.depth <= self.levels {
            b": "
        } else {
            b":"
        })
    }

    fn end_object_value<W: ?Sized + io::Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.has_entry = true;
        Ok(())
    }

    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        out: &mut W,
        text: &str,
    ) -> io::Result<()> {
        if self.in_key {
            return out.write_all(text.as_bytes());
        }
        json_pieces(text, &mut |piece| out.write_all(piece.as_bytes()))
    }
}

/// Writes a value behind what a buffer has, with a line for each entry of so many outer levels. Nothing, if a key of it is no text.
pub(crate) fn json(value: &(impl Serialize + ?Sized), levels: usize, out: &mut String) {
    let mut bytes = std::mem::take(out).into_bytes();
    let before = bytes.len();
    let mut serializer = Serializer::with_formatter(&mut bytes, Lines::new(levels));
    if value.serialize(&mut serializer).is_err() {
        bytes.truncate(before);
    }
    *out = String::from_utf8(bytes).unwrap_or_default();
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn strings_are_inert_and_come_back(text in r#"([a-z\u{a0}“”é🌱]{0,20}|["\\<>\n\r\t\u{1}\u{7f}\u{9b}\u{61c}\u{200f}\u{202e}\u{2067}]){0,4}"#) {
            let (mut one, mut other) = (String::new(), String::new());
            json_string(&text, &mut one);
            json(&text, 0, &mut other);
            prop_assert_eq!(&serde_json::from_str::<String>(&one).unwrap(), &text);
            prop_assert_eq!(serde_json::from_str::<String>(&other).unwrap(), text);
            prop_assert!(!(one + &other).chars().any(|c| is_active(c) || c == '<'));
        }
    }

    #[test]
    fn outer_levels_have_lines() {
        let value = serde_json::json!({"a": [{"b": [1, 2], "c": {}}, []], "d": {}, "e": "x"});
        let mut out = String::new();
        json(&value, 2, &mut out);
        let expected = "{\n  \"a\": [\n    {\"b\":[1,2],\"c\":{}},\n    []\n  ],\n  \"d\": {},\n  \"e\": \"x\"\n}";
        assert_eq!(out, expected);
    }
}
