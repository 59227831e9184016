//! `newsmark tree`.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::input::Input;
use super::output::Inert;
use super::{complain, exit};
use crate::syntax::{Outline, parse};

pub(super) fn run(file: &Path) -> io::Result<u8> {
    let text = match Input::new(file).read() {
        Ok(text) => text,
        Err(message) => {
            complain(&message);
            return Ok(exit::FAILED);
        }
    };
    let tree = parse(&text);
    let mut out = BufWriter::new(io::stdout().lock());
    let outline = Outline::new(&tree, &text).offsets(true).to_string();
    for line in outline.lines() {
        writeln!(out, "{}", Inert(line))?;
    }
    out.flush()?;
    Ok(exit::CLEAN)
}
