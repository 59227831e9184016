//! JSON, an element a line.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use crate::convert::escape::is_active;

/// The elements of an array, written one by one.
#[derive(Default)]
pub(super) struct List {
    any: bool,
}

impl List {
    pub(super) fn add(&mut self, out: &mut dyn Write, element: &impl Serialize) -> io::Result<()> {
        out.write_all(if self.any { b",\n  " } else { b"[\n  " })?;
        self.any = true;
        write(out, element)
    }

    pub(super) fn end(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.any { b"\n]" } else { b"[]" })
    }
}

/// Writes a value in one line, in which nothing can act on a terminal.
pub(super) fn write(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(out, Inert);
    value.serialize(&mut serializer).map_err(io::Error::from)
}

/// Writes more characters as escapes than JSON asks for.
struct Inert;

impl Formatter for Inert {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut from = 0;
        for (at, c) in fragment.char_indices().filter(|(_, c)| is_active(*c)) {
            // All of them have four digits.
            let escape = format!("\\u{:04x}", u32::from(c));
            out.write_all(&fragment.as_bytes()[from..at])?;
            out.write_all(escape.as_bytes())?;
            from = at + c.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[from..])
    }
}
