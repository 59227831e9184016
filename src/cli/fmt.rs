//! `newsmark fmt`.

use std::io::{self, Write};

use rayon::prelude::*;

use super::output::plural;
use super::sources::{Named, Source, Sources};
use super::{complain, exit, rewrite};
use crate::format::{apply, format};
use crate::syntax::parse;
use crate::workspace::files::Input;

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

/// Writes or shows what has changed. Gives whether anything has; none if it could not be written.
fn finish(
    arguments: &Arguments,
    named: &Named,
    source: &Source,
    old: &str,
    new: &str,
) -> io::Result<Option<bool>> {
    let mut out = io::stdout().lock();
    let name = source.path.display().to_string();
    let stdin = matches!(source.input, Input::Stdin);
    if arguments.diff {
        rewrite::diff(&mut out, &name, old, new)?;
    } else if arguments.check {
        if old != new {
            writeln!(out, "{name}")?;
        }
    } else if stdin {
        out.write_all(new.as_bytes())?;
        // What was formatted is what comes out.
        return Ok(Some(false));
    } else if old != new {
        return Ok(rewrite::replace(
            source,
            named,
            new,
            ["format", "formatted"],
        ));
    }
    Ok(Some(old != new))
}
