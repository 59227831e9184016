//! `newsmark explain`.

use std::io::{self, Write};

use super::{check, complain, exit};
use crate::checks::CHECKS;

pub(super) fn run(codes: &[String]) -> io::Result<u8> {
    let mut out = io::stdout().lock();
    if codes.is_empty() {
        let longest = CHECKS
            .iter()
            .map(|c| c.code.len())
            .max()
            .unwrap_or_default();
        for check in CHECKS {
            let level = check.level.map_or("off", |l| l.name());
            writeln!(out, "{:longest$}  {level:7}  {}", check.code, check.summary)?;
        }
        return Ok(exit::CLEAN);
    }
    let mut code = exit::CLEAN;
    for (i, word) in codes.iter().enumerate() {
        match CHECKS.iter().find(|c| c.code == word) {
            Some(check) if i > 0 => write!(out, "\n{}", check.explanation())?,
            Some(check) => write!(out, "{}", check.explanation())?,
            None => {
                complain(&check::unknown(word));
                code = exit::FAILED;
            }
        }
    }
    out.flush()?;
    Ok(code)
}
