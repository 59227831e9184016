//! `newsmark fmt`.

use std::io::{self, Write};

use rayon::prelude::*;

use super::output::plural;
use super::rewrite::{self, Way};
use super::sources::{Named, Source, Sources};
use super::{complain, exit};
use crate::format::{apply, format};
use crate::syntax::parse;

#[derive(clap::Args, Debug)]
pub(super) struct Arguments {
    #[command(flatten)]
    sources: Sources,

    /// Write nothing; name the files that have another form, and exit with 1 if there are any.
    #[arg(long)]
    check: bool,

    /// Write nothing; show what would change, and exit with 1 if that is anything.
    #[arg(long)]
    diff: bool,
}

/// So many files are formatted side by side before they are written, in order.
const BATCH: usize = 128;

pub(super) fn run(arguments: &Arguments) -> io::Result<u8> {
    if let Some(fault) = arguments.sources.fault() {
        complain(fault);
        return Ok(exit::FAILED);
    }
    let (sources, mut failed) = arguments.sources.find(&mut arguments.sources.projects());
    let named = arguments.sources.named();
    let only_shown = arguments.check || arguments.diff;
    if !only_shown && !failed {
        arguments.sources.pass_on(&sources)?;
    }
    let mut changed = 0;
    for batch in sources.chunks(BATCH) {
        let formatted: Vec<_> = batch.par_iter().map(formatted).collect();
        for (source, formatted) in batch.iter().zip(formatted) {
            let done = formatted.map(|(old, new)| finish(arguments, &named, source, &old, &new));
            match done {
                Ok(done) => {
                    changed += usize::from(done?.unwrap_or_else(|| {
                        failed = true;
                        false
                    }))
                }
                Err(message) => {
                    complain(&message);
                    failed = true;
                }
            }
        }
    }
    if changed > 0 {
        let files = plural(changed, "file");
        complain(&if only_shown {
            format!("{files} to format")
        } else {
            format!("{files} formatted")
        });
    }
    Ok(match (failed, only_shown && changed > 0) {
        (true, _) => exit::FAILED,
        (false, true) => exit::FINDINGS,
        (false, false) => exit::CLEAN,
    })
}

/// A text, and its form.
fn formatted(source: &Source) -> Result<(String, String), String> {
    let old = source.input.read()?;
    let new = apply(&old, &format(&old, &parse(&old)));
    Ok((old, new))
}

/// Names, shows or writes what has changed. Gives whether anything has; none if it could not be written.
fn finish(
    arguments: &Arguments,
    named: &Named,
    source: &Source,
    old: &str,
    new: &str,
) -> io::Result<Option<bool>> {
    let way = match (arguments.diff, arguments.check) {
        (true, _) => Way::Diff,
        (false, true) => {
            if old != new {
                writeln!(io::stdout(), "{}", source.path.display())?;
            }
            return Ok(Some(old != new));
        }
        (false, false) => Way::Replace,
    };
    rewrite::finish(way, source, named, [old, new], ["format", "formatted"])
}
