//! `newsmark tree`.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::exit;
use super::output::Inert;
use crate::syntax::{Outline, parse};

pub(super) fn run(file: &Path) -> io::Result<u8> {
    let Some((_, text)) = super::one(file) else {
        return Ok(exit::FAILED);
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
