//! Finds the files to check.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Arguments;
use super::job::Job;
use super::select::Selection;
use crate::checks::Config;
use crate::cli::complain;
use crate::workspace::files::{self, Found, Input};
use crate::workspace::{Project, Projects, Trouble};

/// Finds the files to check.
pub(super) struct Collector<'a> {
    arguments: &'a Arguments,
    selection: &'a Selection,
    /// Settings, each as the command line changes them; there are few.
    selected: Vec<(Arc<Config>, Arc<Config>)>,
    projects: &'a mut Projects,
    jobs: Vec<Job>,
    /// Two jobs may be the same file.
    doubtful: bool,
    failed: bool,
    /// What has been said of settings.
    said: HashSet<String>,
}

impl<'a> Collector<'a> {
    pub(super) fn new(
        arguments: &'a Arguments,
        selection: &'a Selection,
        projects: &'a mut Projects,
    ) -> Self {
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

    pub(super) fn path(&mut self, path: &Path) {
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
                    if file.is_symlink() {
                        self.doubtful = true;
                        self.projects.looked_for.extend(file.canonicalize());
                    }
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
    pub(super) fn finish(mut self) -> (Vec<Job>, bool) {
        if self.doubtful {
            let mut seen = HashSet::new();
            self.jobs.retain(|job| seen.insert(job.input.identity()));
        }
        (self.jobs, self.failed)
    }
}
