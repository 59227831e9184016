//! Writes what was fixed, and counts it.

use std::io::{self, Write};

use super::Arguments;
use super::job::{Done, Job};
use crate::cli::complain;
use crate::cli::output::{Checked, plural};
use crate::workspace::files::{self, Input};

/// What fixes have changed, or would.
#[derive(Default)]
pub(super) struct Changes {
    pub(super) files: usize,
    findings: usize,
}

impl Changes {
    fn add(&mut self, findings: usize) {
        self.files += 1;
        self.findings += findings;
    }

    pub(super) fn tell(&self, would: bool) {
        if self.files > 0 {
            let (findings, files) = (plural(self.findings, "finding"), plural(self.files, "file"));
            let verb = if would { "to fix" } else { "fixed" };
            complain(&format!("{findings} {verb} in {files}"));
        }
    }
}

/// Writes what was fixed. Gives what is left to show, and messages.
pub(super) fn finish(
    job: &Job,
    done: Done,
    arguments: &Arguments,
    changes: &mut Changes,
) -> Result<(Checked, Vec<String>), String> {
    let mut messages = Vec::new();
    let name = job.path.display().to_string();
    if done.text.is_empty() {
        messages.push(format!("{name}: warning: the file is empty"));
    }
    let stdin = matches!(job.input, Input::Stdin);
    let mut text = done.text;
    if arguments.diff {
        if let Some(fixed) = &done.fixed {
            changes.add(done.count);
            let diff = similar::TextDiff::from_lines(&text, fixed);
            let diff = diff.unified_diff().header(&name, &name).to_string();
            print(&diff)?;
        }
        return Ok((Checked::clean(name), messages));
    }
    if let Some(fixed) = done.fixed {
        changes.add(done.count);
        if !stdin {
            files::replace(&job.path, &fixed)?;
        }
        text = fixed;
    }
    if stdin && arguments.fixes().is_some() {
        print(&text)?;
    }
    Ok((
        Checked {
            path: name,
            text,
            findings: done.findings,
        },
        messages,
    ))
}

/// Text as it is, on standard output.
fn print(text: &str) -> Result<(), String> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|e| format!("cannot write to standard output: {e}"))
}
