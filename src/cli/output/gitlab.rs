//! A Code Quality report, which GitLab shows in merge requests.

use std::io::{self, Write};

use serde_json::json;

use super::fingerprint::Fingerprints;
use super::list::List;
use super::view::View;
use super::{Counts, Report, with_help};
use crate::checks::Level;

#[derive(Default)]
pub(super) struct Gitlab {
    list: List,
}

impl Report for Gitlab {
    fn file(&mut self, out: &mut dyn Write, file: &View<'_>) -> io::Result<()> {
        let path = file.relative_path();
        let mut fingerprints = Fingerprints::new(file.checked, &path);
        for finding in &file.checked.findings {
            let region = file.region(&finding.span);
            let severity = match finding.level {
                Level::Error => "critical",
                Level::Warning => "major",
                Level::Info => "minor",
                Level::Hint => "info",
            };
            let issue = json!({
                "check_name": finding.code,
                "description": with_help(finding),
                "fingerprint": fingerprints.next(finding),
                "location": {
                    "path": path,
                    "lines": { "begin": region.start.line, "end": region.end.line },
                },
                "severity": severity,
            });
            self.list.add(out, &issue)?;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, _: &Counts) -> io::Result<()> {
        self.list.end(out)?;
        writeln!(out)
    }
}
