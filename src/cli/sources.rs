//! Which articles a command works on: the arguments that say so, and the files that they mean.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::builder::ArgPredicate;

use super::complain;
use crate::model::Article;
use crate::registry::Registry;
use crate::syntax::Tree;
use crate::workspace::files::{self, Found, Input};
use crate::workspace::{Project, Projects, Trouble};

/// Files and folders, and the settings that hold for them.
#[derive(clap::Args, Debug)]
pub(super) struct Sources {
    /// Files, folders (in which files ending in .nmk are read), or - for standard input.
    #[arg(
        value_name = "PATH",
        default_value = ".",
        default_value_if("stdin_filename", ArgPredicate::IsPresent, "-")
    )]
    pub(super) paths: Vec<PathBuf>,

    /// Read standard input and call it this: its settings are those of a file at this place.
    #[arg(long, value_name = "PATH", help_heading = "Files and settings")]
    stdin_filename: Option<PathBuf>,

    /// Leave out what the settings exclude even if it is named as an argument.
    #[arg(long, help_heading = "Files and settings")]
    force_exclude: bool,

    /// Use this settings file, for all articles.
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with = "no_settings",
        help_heading = "Files and settings"
    )]
    settings: Option<PathBuf>,

    /// Use no settings file.
    #[arg(long, help_heading = "Files and settings")]
    no_settings: bool,
}

impl Sources {
    pub(super) fn has_stdin(&self) -> bool {
        self.paths.iter().any(|p| p.as_os_str() == "-")
    }

    /// Whether standard input has a name, and so is an article.
    pub(super) fn names_stdin(&self) -> bool {
        self.stdin_filename.is_some()
    }

    /// What is wrong with them together, where it is more than two that exclude each other.
    pub(super) fn fault(&self) -> Option<&'static str> {
        (self.stdin_filename.is_some() && !self.has_stdin()).then_some(
            "--stdin-filename names standard input, which is not read: add - to the paths, or leave the name out",
        )
    }

    /// The settings that hold: those that are named, none, or those above each article.
    pub(super) fn projects(&self) -> Projects {
        match &self.settings {
            Some(file) => Projects::by_file(file),
            None if self.no_settings => Projects::without(),
            None => Projects::default(),
        }
    }

    /// The articles, each once, and whether something could not be read.
    pub(super) fn find(&self, projects: &mut Projects) -> (Vec<Source>, bool) {
        let mut collector = Collector::new(self, projects);
        for path in &self.paths {
            collector.path(path);
        }
        collector.finish()
    }

    /// What holds for articles in lines of standard input; none if it cannot be read, which is told.
    pub(super) fn of_lines(&self) -> Option<Arc<Project>> {
        let mut projects = self.projects();
        let found = projects.of_file(Path::new("<stdin>"));
        let mut collector = Collector::new(self, &mut projects);
        match found {
            Ok(project) => {
                collector.warn(&project);
                Some(project)
            }
            Err(trouble) => {
                collector.trouble(&trouble);
                None
            }
        }
    }

    /// Writes standard input out as it is if it was named and is not among the articles: who takes what comes out
    /// for the new text must not lose it because the settings exclude it.
    pub(super) fn pass_on(&self, found: &[Source]) -> io::Result<()> {
        let is_found = found.iter().any(|s| matches!(s.input, Input::Stdin));
        if self.has_stdin() && !is_found {
            io::copy(&mut io::stdin().lock(), &mut io::stdout().lock())?;
        }
        Ok(())
    }

    /// What was named, without links on the way.
    pub(super) fn named(&self) -> Named {
        let real = self.paths.iter().filter_map(|p| p.canonicalize().ok());
        Named(real.collect())
    }
}

/// What was named on the command line, for whoever writes.
#[derive(Default)]
pub(super) struct Named(HashSet<PathBuf>);

impl Named {
    /// Where a file lies to which a link leads, if that is no part of what was named. Whoever names a
    /// folder knows what lies in it, not what links in it lead to.
    pub(super) fn outside(&self, input: &Input) -> Option<PathBuf> {
        let Input::File(path) = input else {
            return None;
        };
        let real = path.canonicalize().ok()?;
        let named = real.ancestors().any(|above| self.0.contains(above));
        (!named).then_some(real)
    }
}

/// An article to work on.
pub(super) struct Source {
    pub(super) input: Input,
    /// What the settings and the output call the input.
    pub(super) path: PathBuf,
    pub(super) project: Arc<Project>,
}

impl Source {
    /// What the article is called: the way to it from the folder that was `named`, without its ending.
    pub(super) fn name(&self, named: &[PathBuf]) -> String {
        if matches!(self.input, Input::Stdin) && self.path.as_os_str() == "<stdin>" {
            return "stdin".into();
        }
        let folder = named.iter().find_map(|folder| {
            let inside = self.path.strip_prefix(folder).ok()?;
            (!inside.as_os_str().is_empty()).then_some(inside)
        });
        let whole = || {
            let relative = self.path.is_relative() && named.iter().any(|n| n.as_os_str() == ".");
            relative.then_some(self.path.as_path())
        };
        let file = || self.path.file_name().map(Path::new);
        let path = folder.or_else(whole).or_else(file).unwrap_or(&self.path);
        let path = path.with_extension("");
        let parts: Vec<_> = path.iter().map(|p| p.to_string_lossy()).collect();
        parts.join("/")
    }
}

/// The model of an article, with those actors of the registry whom its tags name: an output need not repeat whom only the copy names.
pub(super) fn tagged(text: &str, tree: &Tree, registry: &Registry) -> Article {
    let known = |id: &str| registry.get(id).map(|known| known.actor());
    Article::with_known(text, tree, &known)
}

/// Finds the articles.
struct Collector<'a> {
    sources: &'a Sources,
    projects: &'a mut Projects,
    found: Vec<Source>,
    /// Two may be the same file.
    doubtful: bool,
    failed: bool,
    /// What has been said of settings.
    said: HashSet<String>,
}

impl<'a> Collector<'a> {
    fn new(sources: &'a Sources, projects: &'a mut Projects) -> Self {
        Collector {
            sources,
            projects,
            found: Vec::new(),
            doubtful: sources.paths.len() > 1,
            failed: false,
            said: HashSet::new(),
        }
    }

    fn path(&mut self, path: &Path) {
        if path.as_os_str() == "-" {
            let name = self.sources.stdin_filename.clone();
            let name = name.unwrap_or_else(|| "<stdin>".into());
            return self.add(Input::Stdin, name, self.sources.force_exclude);
        }
        if !path.is_dir() {
            let exclude = self.sources.force_exclude;
            return self.add(Input::File(path.to_owned()), path.to_owned(), exclude);
        }
        let (before, failed_before) = (self.found.len(), self.failed);
        let mut found = Vec::new();
        files::walk(path, |f| found.push(f));
        for found in found {
            match found {
                Found::File(file) => {
                    if file.is_symlink() {
                        self.doubtful = true;
                        self.projects.looked_for.extend(file.canonicalize());
                    }
                    self.add(Input::File(file.clone()), file, true);
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
        if self.found.len() == before && self.failed == failed_before {
            complain(&format!(
                "{}: warning: the folder has no articles: no file that ends in .{}, or that the settings include",
                path.display(),
                files::ENDING
            ));
        }
    }

    /// Adds a file, if the settings include it or need not be asked.
    fn add(&mut self, input: Input, path: PathBuf, ask: bool) {
        let project = match self.projects.of_file(&path) {
            Ok(project) => project,
            Err(trouble) => return self.trouble(&trouble),
        };
        if ask && !project.includes(&path) {
            return;
        }
        self.warn(&project);
        self.found.push(Source {
            input,
            path,
            project,
        });
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
    fn finish(mut self) -> (Vec<Source>, bool) {
        if self.doubtful {
            let mut seen = HashSet::new();
            self.found.retain(|s| seen.insert(s.input.identity()));
        }
        (self.found, self.failed)
    }
}
