//! `newsmark export`.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::{Form, complain, exit};
use crate::model::{Article, PlainText};
use crate::syntax::parse;

pub(super) fn run(file: &Path, to: Form) -> io::Result<u8> {
    let Some((name, text)) = super::one(file) else {
        return Ok(exit::FAILED);
    };
    let tree = parse(&text);
    let errors = tree.errors(&text).len();
    if errors > 0 {
        let plural = if errors == 1 { "" } else { "s" };
        complain(&format!(
            "{name}: warning: {errors} syntax error{plural}, which newsmark check shows"
        ));
    }
    let mut out = BufWriter::new(io::stdout().lock());
    match to {
        Form::Text => {
            let plain = PlainText::new(&text, &tree);
            out.write_all(plain.text().as_bytes())?;
        }
        Form::Json => {
            serde_json::to_writer_pretty(&mut out, &Article::new(&text, &tree))
                .map_err(io::Error::from)?;
            out.write_all(b"\n")?;
        }
    }
    out.flush()?;
    Ok(exit::CLEAN)
}
