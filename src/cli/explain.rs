//! `newsmark explain`.

use std::io::{self, Write};

use super::check::{is_named, unknown};
use super::{complain, exit};
use crate::checks::{CHECKS, Check};

pub(super) fn run(words: &[String]) -> io::Result<u8> {
    let mut out = io::stdout().lock();
    let mut code = exit::CLEAN;
    let mut first = true;
    for word in words {
        if let Some(check) = CHECKS.iter().find(|c| c.code == word) {
            let gap = if first { "" } else { "\n" };
            write!(out, "{gap}{}", check.explanation())?;
        } else if CHECKS.iter().any(|c| is_named(c, word)) {
            list(&mut out, &|c| is_named(c, word))?;
        } else {
            complain(&unknown(word));
            code = exit::FAILED;
        }
        first = false;
    }
    if words.is_empty() {
        list(&mut out, &|_| true)?;
    }
    out.flush()?;
    Ok(code)
}

/// A line for each check.
fn list(out: &mut impl Write, wanted: &dyn Fn(&Check) -> bool) -> io::Result<()> {
    let longest = CHECKS
        .iter()
        .map(|c| c.code.len())
        .max()
        .unwrap_or_default();
    for check in CHECKS.iter().filter(|c| wanted(c)) {
        let level = check.level.map_or("off", |l| l.name());
        writeln!(out, "{:longest$}  {level:7}  {}", check.code, check.summary)?;
    }
    Ok(())
}
