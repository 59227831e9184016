//! `newsmark annotate`.

use std::io::{self, Write};

use jiff::civil::Date;

use super::output::plural;
use super::sources::{Source, Sources};
use super::{complain, exit, rewrite};
use crate::suggest::{self, LEAST_CONFIDENCE, Options};
use crate::workspace::files::Input;

#[derive(clap::Args, Debug)]
pub(super) struct Arguments {
    #[command(flatten)]
    sources: Sources,

    /// The day that the articles are of, if their headers have none: from it relative dates count.
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,

    /// Propose only speakers that are right at least so often in a hundred.
    #[arg(long, value_name = "PERCENT", default_value_t = LEAST_CONFIDENCE, value_parser = clap::value_parser!(u8).range(0..=100))]
    min_confidence: u8,

    /// Write the proposals into the files.
    #[arg(long, conflicts_with = "diff")]
    in_place: bool,

    /// Write nothing; show what would change, and exit with 1 if that is anything.
    #[arg(long)]
    diff: bool,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<u8> {
    if let Some(fault) = arguments.sources.fault() {
        complain(fault);
        return Ok(exit::FAILED);
    }
    let (sources, mut failed) = arguments.sources.find(&mut arguments.sources.projects());
    if sources.len() > 1 && !arguments.in_place && !arguments.diff {
        complain(
            "only one article can be written to standard output: name one, or add --in-place or --diff",
        );
        return Ok(exit::FAILED);
    }
    let options = Options {
        date: arguments.date.map(|d| d.to_string()),
        least_confidence: arguments.min_confidence,
    };
    let mut changed = 0;
    for source in &sources {
        match source.input.read() {
            Ok(old) => {
                let new = suggest::annotate(&old, &source.project.registry, &options);
                match finish(arguments, source, &old, &new)? {
                    Some(done) => changed += usize::from(done),
                    None => failed = true,
                }
            }
            Err(message) => {
                complain(&message);
                failed = true;
            }
        }
    }
    if arguments.in_place || arguments.diff && changed > 0 {
        let todo = if arguments.diff {
            "to annotate"
        } else {
            "annotated"
        };
        complain(&format!("{} {todo}", plural(changed, "file")));
    }
    Ok(match (failed, arguments.diff && changed > 0) {
        (true, _) => exit::FAILED,
        (false, true) => exit::FINDINGS,
        (false, false) => exit::CLEAN,
    })
}

/// Writes or shows what has changed. Gives whether anything has; none if it could not be written.
fn finish(
    arguments: &Arguments,
    source: &Source,
    old: &str,
    new: &str,
) -> io::Result<Option<bool>> {
    let mut out = io::stdout().lock();
    if arguments.diff {
        rewrite::diff(&mut out, &source.path.display().to_string(), old, new)?;
    } else if !arguments.in_place || matches!(source.input, Input::Stdin) {
        out.write_all(new.as_bytes())?;
        return Ok(Some(false));
    } else if old != new {
        let named = arguments.sources.named();
        return Ok(rewrite::replace(
            source,
            &named,
            new,
            ["annotate", "annotated"],
        ));
    }
    Ok(Some(old != new))
}
