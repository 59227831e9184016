//! `newsmark check`.

mod across;
mod arguments;
mod cache;
mod fix;
mod job;
mod select;

use std::io;
use std::sync::mpsc;
use std::thread;

use rayon::prelude::*;

use across::Shown;
pub(super) use arguments::Arguments;
use cache::Cache;
use fix::{Fixes, Rest};
use job::Job;
use select::Selection;
pub(super) use select::{is_named, unknown};

use super::output::{Counts, Output, Target};
use super::progress::Progress;
use super::{Format, complain, exit};
use crate::workspace::Projects;
use crate::workspace::files::{self, Input};

/// So many files are checked side by side before their findings are shown, in order.
const BATCH: usize = 128;

pub(super) fn run(arguments: &Arguments) -> io::Result<u8> {
    if let Some(fault) = arguments.fault() {
        complain(fault);
        return Ok(exit::FAILED);
    }
    let selection = match Selection::new(arguments) {
        Ok(selection) => selection,
        Err(message) => {
            complain(&message);
            return Ok(exit::FAILED);
        }
    };
    if arguments.watch {
        let (paths, report) = (&arguments.sources.paths, arguments.output_file());
        let settings = || arguments.sources.projects();
        return super::watch::run(paths, report, settings, |projects| {
            once(arguments, &selection, projects)
        });
    }
    once(arguments, &selection, &mut arguments.sources.projects())
}

fn once(arguments: &Arguments, selection: &Selection, projects: &mut Projects) -> io::Result<u8> {
    let (found, mut failed) = arguments.sources.find(projects);
    if arguments.fixes().is_some() && !arguments.diff && !failed {
        arguments.sources.pass_on(&found)?;
    }
    let jobs = Job::all(found, selection);
    let opened = target(arguments, &jobs).and_then(|target| Ok((target.writer()?, target)));
    let (writer, target) = match opened {
        Ok(opened) => opened,
        Err(e) => return refuse(e, arguments),
    };
    let progress = Progress::new(jobs.len());
    // A difference is all that there is to show.
    let format = if arguments.diff {
        Format::Text
    } else {
        arguments.format
    };
    // One article has nothing to be compared with, and a difference is of one article.
    let compare = jobs.len() > 1 && !arguments.diff;
    let output = Output::new(format, arguments.statistics, writer);
    let cache = Cache::open(arguments, &jobs).filter(|_| compare);
    let mut shown = Shown::new(output, compare);
    let mut written = Ok(());
    let mut fixes = Fixes::new(arguments);
    thread::scope(|scope| {
        // The next batch is checked while the last is shown.
        let (done, ready) = mpsc::sync_channel::<Vec<_>>(1);
        let (jobs, cache, running) = (&jobs, cache.as_ref(), progress.clone());
        scope.spawn(move || {
            for batch in jobs.chunks(BATCH) {
                let results = batch.par_iter().map(|job| {
                    let done = job.run(arguments, compare, cache);
                    running.add(1);
                    done
                });
                if done.send(results.collect()).is_err() {
                    break;
                }
            }
        });
        for (job, result) in jobs.iter().zip(ready.into_iter().flatten()) {
            match result.map(|done| fixes.finish(job, done)) {
                Ok(Rest {
                    checked,
                    quotes,
                    messages,
                    failed: unwritten,
                }) => {
                    messages.iter().for_each(|m| complain(m));
                    failed |= unwritten;
                    written = progress.aside(|| shown.file(checked, quotes));
                }
                Err(message) => {
                    complain(&message);
                    failed = true;
                }
            }
            if written.is_err() {
                break;
            }
        }
    });
    let counts = written.and_then(|()| shown.finish());
    progress.finish();
    fixes.tell();
    let counts = counts.and_then(Output::finish);
    let counts = counts.and_then(|counts| target.commit().map(|()| counts));
    // Behind the report, which must not wait for it; and only if all articles have been looked at.
    if let Some(cache) = cache
        && counts.is_ok()
    {
        cache.write();
    }
    // What could not be read is no reason to withhold what was found.
    match counts {
        // A reader who has seen enough does not make a failure or a finding good.
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => {
            Ok(if failed { exit::FAILED } else { exit::FINDINGS })
        }
        Err(e) => refuse(e, arguments),
        Ok(_) if failed => Ok(exit::FAILED),
        Ok(_) if arguments.diff => Ok(if fixes.files > 0 && !arguments.exit_zero {
            exit::FINDINGS
        } else {
            exit::CLEAN
        }),
        Ok(counts) => Ok(verdict(&counts, arguments)),
    }
}

/// Where the report goes.
fn target(arguments: &Arguments, jobs: &[Job]) -> io::Result<Target> {
    let path = arguments.output_file();
    // The shell puts an article here if nothing stands between the flag and *.nmk.
    let report = path.and_then(|p| p.canonicalize().ok());
    if report.is_some_and(|report| jobs.iter().any(|j| j.input.identity() == report)) {
        return Err(io::Error::other("it is one of the files to check"));
    }
    let text_comes_out = jobs.iter().any(|j| matches!(j.input, Input::Stdin));
    if text_comes_out && path.is_none() && arguments.fixes().is_some() && !arguments.diff {
        return Ok(Target::Stderr);
    }
    Target::open(path)
}

/// Says why there is no report.
fn refuse(error: io::Error, arguments: &Arguments) -> io::Result<u8> {
    let Some(path) = arguments.output_file() else {
        return Err(error);
    };
    let why = files::plain(&error);
    complain(&format!("{}: cannot write: {why}", path.display()));
    Ok(exit::FAILED)
}

fn verdict(counts: &Counts, arguments: &Arguments) -> u8 {
    let most = arguments.max_warnings.unwrap_or(0);
    if !arguments.exit_zero && (counts.errors > 0 || counts.warnings > most) {
        exit::FINDINGS
    } else {
        exit::CLEAN
    }
}
