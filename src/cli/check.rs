//! `newsmark check`.

use std::collections::HashSet;
use std::io;
use std::path::PathBuf;

use rayon::prelude::*;

use super::input::{Input, files};
use super::output::{Checked, Output};
use super::{Format, complain, exit};
use crate::checks;

/// So many files are checked side by side before their findings are shown, in order.
const BATCH: usize = 64;

pub(super) fn run(paths: &[PathBuf], format: Format) -> io::Result<u8> {
    let mut run = Run {
        output: Output::new(format),
        batch: Vec::new(),
        seen: HashSet::new(),
        failed: false,
        error: None,
    };
    for path in paths {
        let complete = files(path, |input| run.push(input));
        run.failed |= !complete;
    }
    run.flush();
    let Run {
        output,
        failed,
        error,
        ..
    } = run;
    let found = match error {
        Some(e) => Err(e),
        None => output.finish(),
    };
    match found {
        // A reader who has seen enough does not make a failure or a finding good.
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => {
            Ok(if failed { exit::FAILED } else { exit::FINDINGS })
        }
        Err(e) => Err(e),
        Ok(_) if failed => Ok(exit::FAILED),
        Ok(0) => Ok(exit::CLEAN),
        Ok(_) => Ok(exit::FINDINGS),
    }
}

struct Run {
    output: Output,
    batch: Vec<Input>,
    seen: HashSet<PathBuf>,
    failed: bool,
    /// Writing failed; nothing more is checked.
    error: Option<io::Error>,
}

impl Run {
    fn push(&mut self, input: Input) {
        // A file that several paths name is checked once.
        if !self.seen.insert(input.identity()) {
            return;
        }
        self.batch.push(input);
        if self.batch.len() == BATCH {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let batch = std::mem::take(&mut self.batch);
        if self.error.is_some() {
            return;
        }
        let results: Vec<Result<Checked, String>> =
            batch.into_par_iter().map(|input| check(&input)).collect();
        for result in results {
            match result {
                Ok(checked) => {
                    if let Err(e) = self.output.file(&checked) {
                        self.error = Some(e);
                        return;
                    }
                }
                Err(message) => {
                    complain(&message);
                    self.failed = true;
                }
            }
        }
    }
}

fn check(input: &Input) -> Result<Checked, String> {
    let text = input.read()?;
    let findings = checks::check(&text);
    // The text of a clean file is needed no more.
    let text = if findings.is_empty() {
        String::new()
    } else {
        text
    };
    Ok(Checked {
        path: input.name(),
        text,
        findings,
    })
}
