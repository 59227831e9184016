//! `newsmark annotate`.

use std::io;

use jiff::civil::Date;

use super::output::plural;
use super::rewrite::{self, Way};
use super::sources::Sources;
use super::{complain, exit};
use crate::model::Article;
use crate::suggest::{self, LEAST_CONFIDENCE, Options};
use crate::syntax::{BlockKind, Kind, parse};

#[derive(clap::Args, Debug)]
pub(super) struct Arguments {
    #[command(flatten)]
    sources: Sources,

    /// The day that the articles are of, if their headers have none: from it relative dates count.
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,

    /// Propose only what is right at least so often in a hundred: speakers and dates.
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
    if !arguments.diff && !failed {
        arguments.sources.pass_on(&sources)?;
    }
    let options = Options {
        date: arguments.date.map(|d| d.to_string()),
        least_confidence: arguments.min_confidence,
    };
    let way = match (arguments.diff, arguments.in_place) {
        (true, _) => Way::Diff,
        (false, true) => Way::Replace,
        (false, false) => Way::Print,
    };
    let named = arguments.sources.named();
    let mut changed = 0;
    for source in &sources {
        match source.input.read() {
            Ok(old) => {
                if has_faulty_header(&old) {
                    complain(&format!(
                        "{}: something in the header is wrong, so that it may have to stay as it is: see newsmark check",
                        source.path.display()
                    ));
                }
                let new = suggest::annotate(&old, &source.project.registry, &options);
                let verb = ["annotate", "annotated"];
                match rewrite::finish(way, source, &named, [&old, &new], verb)? {
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

fn has_faulty_header(text: &str) -> bool {
    let tree = parse(text);
    let first = tree.blocks().next();
    let header = first.filter(|b| b.kind() == BlockKind::Header);
    header.is_some_and(|h| {
        let broken = h.children().any(|n| n.has_any(Kind::Error));
        broken || !Article::new(text, &tree).problems().is_empty()
    })
}
