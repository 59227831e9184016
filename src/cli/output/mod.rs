//! How findings are shown: one file a format.
//!
//! In come files with their findings, one after another; out goes a report, of which no more is
//! held than the file at hand. What makes the process succeed or fail is not known here.

mod checkstyle;
mod concise;
mod fingerprint;
mod github;
mod gitlab;
mod inert;
mod json;
mod junit;
mod list;
mod rdjson;
mod sarif;
mod statistics;
mod target;
mod text;
mod view;
mod xml;

#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::io::{self, BufWriter, Write};

use super::Format;
use crate::checks::{Finding, Level, Safety};
pub(super) use inert::Inert;
pub(super) use target::Target;
use view::{Others, View};

/// A file that has been checked.
pub(super) struct Checked {
    pub(super) path: String,
    /// Of no meaning if there are no findings.
    pub(super) text: String,
    pub(super) findings: Vec<Finding>,
}

impl Checked {
    pub(super) fn clean(path: String) -> Checked {
        Checked {
            path,
            text: String::new(),
            findings: Vec::new(),
        }
    }
}

/// `1 file`, `2 files`.
pub(super) fn plural(n: usize, one: &str) -> String {
    let s = if n == 1 { "" } else { "s" };
    format!("{n} {one}{s}")
}

/// How many findings there were.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(super) struct Counts {
    /// Files with findings.
    pub(super) files: usize,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) infos: usize,
    pub(super) hints: usize,
    /// Findings with a safe fix.
    pub(super) fixable: usize,
    /// Findings with an unsafe one.
    pub(super) unsafely_fixable: usize,
}

impl Counts {
    fn add(&mut self, checked: &Checked) {
        for finding in &checked.findings {
            *match finding.level {
                Level::Error => &mut self.errors,
                Level::Warning => &mut self.warnings,
                Level::Info => &mut self.infos,
                Level::Hint => &mut self.hints,
            } += 1;
            match finding.fix.as_ref().map(|f| f.safety) {
                Some(Safety::Safe) => self.fixable += 1,
                Some(Safety::Unsafe) => self.unsafely_fixable += 1,
                None => {}
            }
        }
    }

    /// All findings.
    pub(super) fn total(&self) -> usize {
        self.errors + self.warnings + self.infos + self.hints
    }
}

/// A format of reports.
trait Report {
    /// What stands before the first file.
    fn begin(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// A file, which may have no findings.
    fn file(&mut self, out: &mut dyn Write, file: &View<'_>) -> io::Result<()>;

    /// Whether it lists files, also those without findings.
    fn lists_files(&self) -> bool {
        false
    }

    /// What stands behind the last file.
    fn end(&mut self, _: &mut dyn Write, _: &Counts) -> io::Result<()> {
        Ok(())
    }
}

/// Writes a report, file by file.
pub(super) struct Output {
    out: BufWriter<Box<dyn Write + Send>>,
    report: Box<dyn Report>,
    begun: bool,
    others: Others,
    counts: Counts,
    /// The paths of files with findings, which may come in parts.
    found: HashSet<String>,
}

impl Output {
    /// A report in `format`, or with `statistics` the numbers in place of the findings.
    pub(super) fn new(format: Format, statistics: bool, out: Box<dyn Write + Send>) -> Self {
        let report: Box<dyn Report> = match format {
            Format::Text if statistics => Box::new(statistics::Statistics::table()),
            _ if statistics => Box::new(statistics::Statistics::json()),
            Format::Text => Box::new(text::Text::new()),
            Format::Concise => Box::new(concise::Concise),
            Format::Json => Box::new(json::Json::default()),
            Format::Jsonl => Box::new(json::Lines),
            Format::Sarif => Box::new(sarif::Sarif::default()),
            Format::Github => Box::new(github::Github),
            Format::Gitlab => Box::new(gitlab::Gitlab::default()),
            Format::Junit => Box::new(junit::Junit),
            Format::Rdjson => Box::new(rdjson::Rdjson::default()),
            Format::Checkstyle => Box::new(checkstyle::Checkstyle),
        };
        Output {
            out: BufWriter::new(out),
            report,
            begun: false,
            others: Others::default(),
            counts: Counts::default(),
            found: HashSet::new(),
        }
    }

    /// Whether the report lists files: there, each must come once.
    pub(super) fn lists_files(&self) -> bool {
        self.report.lists_files()
    }

    /// Adds a file, with findings or without.
    pub(super) fn file(&mut self, checked: &Checked) -> io::Result<()> {
        self.begin()?;
        self.counts.add(checked);
        if !checked.findings.is_empty() && self.found.insert(checked.path.clone()) {
            self.counts.files += 1;
        }
        let view = View::new(checked, &self.others);
        self.report.file(&mut self.out, &view)
    }

    /// Ends the report; gives how many findings there were.
    pub(super) fn finish(mut self) -> io::Result<Counts> {
        self.begin()?;
        self.report.end(&mut self.out, &self.counts)?;
        self.out.flush()?;
        Ok(self.counts)
    }

    fn begin(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        self.report.begin(&mut self.out)
    }
}

/// What is wrong and what to do about it, where a format has one text for both.
fn with_help(finding: &Finding) -> String {
    match &finding.help {
        Some(help) => format!("{}; {help}", finding.message),
        None => finding.message.clone(),
    }
}
