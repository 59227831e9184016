//! `newsmark check`.

mod arguments;
mod select;

use std::collections::HashSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::thread;

use rayon::prelude::*;

pub(super) use arguments::Arguments;
use select::Selection;
pub(super) use select::{is_named, unknown};

use super::output::{Checked, Counts, Output, Target, plural};
use super::progress::Progress;
use super::{Format, complain, exit};
use crate::checks::{self, Config, Corpus, Finding, Quotes, Safety};
use crate::syntax::parse;
use crate::workspace::files::{self, Found, Input};
use crate::workspace::{Project, Projects, Trouble};

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
        return super::watch::run(&arguments.paths, || once(arguments, &selection));
    }
    once(arguments, &selection)
}

fn once(arguments: &Arguments, selection: &Selection) -> io::Result<u8> {
    let mut collector = Collector::new(arguments, selection);
    for path in &arguments.paths {
        collector.path(path);
    }
    let (jobs, mut failed) = collector.finish();
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
    let mut output = Output::new(format, arguments.statistics, writer);
    let mut written = Ok(());
    let mut changes = Changes::default();
    let mut corpus = Corpus::default();
    // One article has nothing to be compared with, and a difference is of one article.
    let compare = jobs.len() > 1 && !arguments.diff;
    thread::scope(|scope| {
        // The next batch is checked while the last is shown.
        let (done, ready) = mpsc::sync_channel::<Vec<_>>(1);
        let (jobs, running) = (&jobs, progress.clone());
        scope.spawn(move || {
            for batch in jobs.chunks(BATCH) {
                let results = batch.par_iter().map(|job| {
                    let done = job.run(arguments, compare);
                    running.add(1);
                    done
                });
                if done.send(results.collect()).is_err() {
                    break;
                }
            }
        });
        for (job, mut result) in jobs.iter().zip(ready.into_iter().flatten()) {
            let quotes = result.as_mut().ok().and_then(|done| done.quotes.take());
            quotes.into_iter().for_each(|q| corpus.add(q));
            match result.and_then(|done| finish(job, done, arguments, &mut changes)) {
                Ok((checked, more)) => {
                    more.iter().for_each(|m| complain(m));
                    written = progress.aside(|| output.file(&checked));
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
    if written.is_ok() {
        written = across(corpus, &mut output);
    }
    progress.finish();
    changes.tell(arguments.diff);
    let counts = written.and_then(|()| output.finish());
    // What could not be read is no reason to withhold what was found.
    match counts.and_then(|counts| target.commit().map(|()| counts)) {
        // A reader who has seen enough does not make a failure or a finding good.
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => {
            Ok(if failed { exit::FAILED } else { exit::FINDINGS })
        }
        Err(e) => refuse(e, arguments),
        Ok(_) if failed => Ok(exit::FAILED),
        Ok(_) if arguments.diff => Ok(if changes.files > 0 && !arguments.exit_zero {
            exit::FINDINGS
        } else {
            exit::CLEAN
        }),
        Ok(counts) => Ok(verdict(&counts, arguments)),
    }
}

/// Shows what the articles say of each other. Their texts are read again: few have findings.
fn across(corpus: Corpus, output: &mut Output) -> io::Result<()> {
    let findings = corpus.finish();
    for of_file in findings.chunk_by(|a, b| a.0 == b.0) {
        let Some((path, _)) = of_file.first() else {
            continue;
        };
        let text = Input::File(path.into()).read().unwrap_or_default();
        let findings = of_file.iter().map(|(_, finding)| finding.clone());
        // What has changed in the meantime will be checked the next time.
        let findings = findings
            .filter(|f| text.get(f.span.clone()).is_some())
            .collect();
        output.file(&Checked {
            path: path.clone(),
            text,
            findings,
        })?;
    }
    Ok(())
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

/// What fixes have changed, or would.
#[derive(Default)]
struct Changes {
    files: usize,
    findings: usize,
}

impl Changes {
    fn add(&mut self, findings: usize) {
        self.files += 1;
        self.findings += findings;
    }

    fn tell(&self, would: bool) {
        if self.files > 0 {
            let (findings, files) = (plural(self.findings, "finding"), plural(self.files, "file"));
            let verb = if would { "to fix" } else { "fixed" };
            complain(&format!("{findings} {verb} in {files}"));
        }
    }
}

/// A file to check, and what the settings want of it.
struct Job {
    input: Input,
    /// What the settings and the output call the input.
    path: PathBuf,
    config: Arc<Config>,
    project: Arc<Project>,
}

/// A file that has been checked.
struct Done {
    text: String,
    findings: Vec<Finding>,
    /// The text with its fixes, and how many they are.
    fixed: Option<String>,
    count: usize,
    /// What the checks across articles compare.
    quotes: Option<Quotes>,
}

impl Job {
    /// What is found in a text, and with `compare` its quotes.
    fn check(&self, text: &str, compare: bool) -> (Vec<Finding>, Option<Quotes>) {
        let registry = &self.project.registry;
        let tree = parse(text);
        let article = checks::article(text, &tree, registry);
        let findings = checks::check_article(text, &tree, &article, &self.config, registry);
        let name = self.path.to_string_lossy();
        (
            findings,
            compare.then(|| Quotes::of(&name, &article, &self.config)),
        )
    }

    fn run(&self, arguments: &Arguments, compare: bool) -> Result<Done, String> {
        let text = self.input.read()?;
        if arguments.fixes().is_none() {
            // Standard input cannot be read again.
            let compare = compare && !matches!(self.input, Input::Stdin);
            let (findings, quotes) = self.check(&text, compare);
            // The text of a clean file is needed no more.
            let text = if findings.is_empty() && !text.is_empty() {
                String::from(" ")
            } else {
                text
            };
            return Ok(Done {
                text,
                findings,
                fixed: None,
                count: 0,
                quotes,
            });
        }
        let most = arguments.fixes().unwrap_or(Safety::Safe);
        let fixed = checks::fix(&text, &self.config, &self.project.registry, most);
        let quotes = compare.then(|| self.check(&fixed.text, true).1).flatten();
        Ok(Done {
            fixed: (fixed.text != text).then_some(fixed.text),
            quotes,
            findings: fixed.findings,
            count: fixed.count,
            text,
        })
    }
}

/// Writes what was fixed. Gives what is left to show, and messages.
fn finish(
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

/// Finds the files to check.
struct Collector<'a> {
    arguments: &'a Arguments,
    selection: &'a Selection,
    /// Settings, each as the command line changes them; there are few.
    selected: Vec<(Arc<Config>, Arc<Config>)>,
    projects: Projects,
    jobs: Vec<Job>,
    /// Two jobs may be the same file.
    doubtful: bool,
    failed: bool,
    /// What has been said of settings.
    said: HashSet<String>,
}

impl<'a> Collector<'a> {
    fn new(arguments: &'a Arguments, selection: &'a Selection) -> Self {
        let projects = match &arguments.settings {
            Some(file) => Projects::by_file(file),
            None if arguments.no_settings => Projects::without(),
            None => Projects::default(),
        };
        Collector {
            arguments,
            selection,
            selected: Vec::new(),
            projects,
            jobs: Vec::new(),
            doubtful: arguments.paths.len() > 1,
            failed: false,
            said: HashSet::new(),
        }
    }

    fn path(&mut self, path: &Path) {
        if path.as_os_str() == "-" {
            let name = self.arguments.stdin_filename.clone();
            let name = name.unwrap_or_else(|| "<stdin>".into());
            return self.job(Input::Stdin, name, self.arguments.force_exclude);
        }
        if !path.is_dir() {
            let exclude = self.arguments.force_exclude;
            return self.job(Input::File(path.to_owned()), path.to_owned(), exclude);
        }
        let (before, failed_before) = (self.jobs.len(), self.failed);
        let mut found = Vec::new();
        files::walk(path, |f| found.push(f));
        for found in found {
            match found {
                Found::File(file) => {
                    self.doubtful |= file.is_symlink();
                    self.job(Input::File(file.clone()), file, true);
                }
                Found::Warning(message) => {
                    self.doubtful = true;
                    complain(&message);
                }
                Found::Failure(message) => {
                    complain(&message);
                    self.failed = true;
                }
            }
        }
        if self.jobs.len() == before && self.failed == failed_before {
            complain(&format!(
                "{}: warning: the folder has no articles: no file that ends in .{}, or that the settings include",
                path.display(),
                files::ENDING
            ));
        }
    }

    /// Adds a file, if the settings include it or need not be asked.
    fn job(&mut self, input: Input, path: PathBuf, ask: bool) {
        let project = match self.projects.of_file(&path) {
            Ok(project) => project,
            Err(trouble) => return self.trouble(&trouble),
        };
        if ask && !project.includes(&path) {
            return;
        }
        self.warn(&project);
        let config = self.select(project.config(&path));
        self.jobs.push(Job {
            input,
            path,
            config,
            project,
        });
    }

    fn select(&mut self, config: Arc<Config>) -> Arc<Config> {
        if self.selection.is_all() {
            return config;
        }
        let known = self.selected.iter().find(|(c, _)| Arc::ptr_eq(c, &config));
        if let Some((_, changed)) = known {
            return Arc::clone(changed);
        }
        let changed = Arc::new(self.selection.apply(&config));
        self.selected.push((config, Arc::clone(&changed)));
        changed
    }

    /// Tells what is doubtful about a project's files, once.
    fn warn(&mut self, project: &Project) {
        for message in project.warnings() {
            if self.said.insert(message.clone()) {
                complain(message);
            }
        }
    }

    fn trouble(&mut self, trouble: &Trouble) {
        self.failed |= !trouble.failures.is_empty();
        for message in trouble.failures.iter().chain(&trouble.warnings) {
            if self.said.insert(message.clone()) {
                complain(message);
            }
        }
    }

    /// The files, each once.
    fn finish(mut self) -> (Vec<Job>, bool) {
        if self.doubtful {
            let mut seen = HashSet::new();
            self.jobs.retain(|job| seen.insert(job.input.identity()));
        }
        (self.jobs, self.failed)
    }
}
