//! Makes the fixes, and counts them.

use std::io::{self, Write};

use super::Arguments;
use super::job::{Done, Job};
use crate::checks::Quotes;
use crate::cli::complain;
use crate::cli::output::{Checked, plural};
use crate::cli::sources::Named;
use crate::workspace::files::{self, Input};

/// Makes fixes, or shows what they would change, and counts what comes of it.
pub(super) struct Fixes<'a> {
    arguments: &'a Arguments,
    named: Named,
    /// Files that have changed, or would.
    pub(super) files: usize,
    findings: usize,
}

/// What is left of a file to show.
pub(super) struct Rest {
    pub(super) checked: Checked,
    pub(super) quotes: Option<Quotes>,
    pub(super) messages: Vec<String>,
    /// Something could not be written.
    pub(super) failed: bool,
}

impl<'a> Fixes<'a> {
    pub(super) fn new(arguments: &'a Arguments) -> Self {
        let named = arguments.fixes().map(|_| arguments.sources.named());
        Fixes {
            arguments,
            named: named.unwrap_or_default(),
            files: 0,
            findings: 0,
        }
    }

    /// Writes what was fixed in a file. One that is not written is shown as it is.
    pub(super) fn finish(&mut self, job: &Job, mut done: Done) -> Rest {
        let name = job.path.display().to_string();
        let mut messages = Vec::new();
        if done.text.is_empty() {
            messages.push(format!("{name}: warning: the file is empty"));
        }
        let outside = done
            .fixed
            .as_ref()
            .and_then(|_| self.named.outside(&job.input));
        let (kept, failed) = match outside {
            Some(target) => {
                let target = target.display();
                messages.push(format!("{name}: warning: not fixed: a link leads to {target}, outside of what was named; name it to fix it"));
                (true, false)
            }
            None => {
                let written = self.write(job, &done);
                let failed = written.is_err();
                messages.extend(written.err());
                (failed, failed)
            }
        };
        if self.arguments.diff {
            return Rest {
                checked: Checked::clean(name),
                quotes: None,
                messages,
                failed,
            };
        }
        match done.fixed {
            Some(_) if kept => {
                (done.findings, done.quotes) = job.check(&done.text, done.quotes.is_some());
            }
            Some(fixed) => done.text = fixed,
            None => {}
        }
        Rest {
            checked: Checked {
                path: name,
                text: done.text,
                findings: done.findings,
            },
            quotes: done.quotes,
            messages,
            failed,
        }
    }

    /// Writes a file with its fixes, or the difference that they make. Standard input comes out as
    /// a whole. What is written counts.
    fn write(&mut self, job: &Job, done: &Done) -> Result<(), String> {
        let stdin = matches!(job.input, Input::Stdin);
        match &done.fixed {
            Some(fixed) if self.arguments.diff => {
                let name = job.path.display().to_string();
                let diff = similar::TextDiff::from_lines(&done.text, fixed);
                print(&diff.unified_diff().header(&name, &name).to_string())?;
            }
            Some(fixed) if stdin => print(fixed)?,
            Some(fixed) => files::replace(&job.path, fixed)?,
            None if stdin && self.arguments.fixes().is_some() && !self.arguments.diff => {
                return print(&done.text);
            }
            None => return Ok(()),
        }
        self.files += 1;
        self.findings += done.count;
        Ok(())
    }

    pub(super) fn tell(&self) {
        if self.files > 0 {
            let (findings, files) = (plural(self.findings, "finding"), plural(self.files, "file"));
            let verb = if self.arguments.diff {
                "to fix"
            } else {
                "fixed"
            };
            complain(&format!("{findings} {verb} in {files}"));
        }
    }
}

/// Text as it is, on standard output.
fn print(text: &str) -> Result<(), String> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|e| format!("cannot write to standard output: {e}"))
}
