//! Which settings hold for an article: those of the nearest `newsmark.toml` above it.

use std::collections::{BTreeSet, HashMap};
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::files::{Input, is_article, plain};
use super::lines::Lines;
use crate::checks::Config;
use crate::registry::{self, Registry};
use crate::settings::{FILE_NAME, Located, Settings};

/// Settings, with the folder that they hold for.
pub(crate) struct Project {
    /// The folder; patterns and paths in the settings start here.
    pub(crate) root: PathBuf,
    /// The settings file as people call it, and its text; none where none was found.
    pub(crate) file: Option<(PathBuf, String)>,
    pub(crate) settings: Settings,
    /// The actors of its registries.
    pub(crate) registry: Registry,
    /// What is doubtful about the registries.
    warnings: Vec<String>,
    /// For each set of overrides what holds with them.
    configs: Mutex<HashMap<Vec<usize>, Arc<Config>>>,
}

/// What is wrong with a settings file or a registry; a line each, ready for people.
#[derive(Clone, Default, Debug)]
pub(crate) struct Trouble {
    /// Nothing can be said of articles before these are mended.
    pub(crate) failures: Vec<String>,
    pub(crate) warnings: Vec<String>,
}

impl Project {
    fn new(root: PathBuf, file: Option<(PathBuf, String)>, settings: Settings) -> Project {
        Project {
            root,
            file,
            settings,
            registry: Registry::default(),
            warnings: Vec::new(),
            configs: Mutex::default(),
        }
    }

    /// Reads the settings file `file`, which people call `name`. What it reads goes to `looked_for`.
    fn read(
        file: &Path,
        name: &Path,
        looked_for: &mut BTreeSet<PathBuf>,
    ) -> Result<Project, Trouble> {
        looked_for.insert(file.to_owned());
        let text = Input::File(name.to_owned()).read();
        let text = text.map_err(Trouble::failure)?;
        let (settings, problems) = Settings::parse(&text);
        let root = file.parent().unwrap_or(Path::new("/")).to_owned();
        let lines = Lines::new(&text);
        let mut failures: Vec<(usize, String)> = problems
            .into_iter()
            .map(|p| {
                let help = p.help.map_or_else(String::new, |h| format!("; {h}"));
                (p.span.start, p.message + &help)
            })
            .collect();
        let mut sources = Vec::new();
        for path in &settings.registries {
            looked_for.insert(normal(&root.join(&path.value)));
            match source(&root, path, &settings.outside) {
                Ok(source) => sources.push(source),
                Err(e) => failures.push((path.span.start, e)),
            }
        }
        if !failures.is_empty() {
            failures.sort();
            let shown = failures
                .iter()
                .map(|(at, what)| message(name, &lines, *at, what));
            return Err(Trouble {
                failures: shown.collect(),
                warnings: Vec::new(),
            });
        }
        let mut project = Project::new(root, Some((name.to_owned(), text)), settings);
        let (registry, problems) = Registry::load(sources);
        let trouble = Trouble::of_registries(&registry, &problems);
        if !trouble.failures.is_empty() {
            return Err(trouble);
        }
        project.registry = registry;
        project.warnings = trouble.warnings;
        Ok(project)
    }

    /// What is doubtful about the project's files.
    pub(crate) fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// A path as the settings' patterns see it.
    pub(crate) fn relative(&self, path: &Path) -> String {
        let path = absolute(path);
        let path = path.strip_prefix(&self.root).unwrap_or(&path);
        path.to_string_lossy().replace('\\', "/")
    }

    /// Whether the settings count a file in a folder among the articles.
    pub(crate) fn includes(&self, path: &Path) -> bool {
        let article = is_article(path);
        let s = &self.settings;
        if s.include.is_empty() && s.exclude.is_empty() {
            return article;
        }
        s.includes(&self.relative(path), article)
    }

    /// What holds for an article.
    pub(crate) fn config(&self, path: &Path) -> Arc<Config> {
        let mut overrides = Vec::new();
        let mut relative = String::new();
        if !self.settings.overrides.is_empty() {
            relative = self.relative(path);
            overrides = self.settings.overrides_of(&relative);
        }
        let mut configs = self.configs.lock().unwrap_or_else(PoisonError::into_inner);
        let config = configs.entry(overrides);
        Arc::clone(config.or_insert_with(|| Arc::new(self.settings.config(&relative))))
    }
}

impl Trouble {
    fn failure(failure: String) -> Trouble {
        Trouble {
            failures: vec![failure],
            warnings: Vec::new(),
        }
    }

    fn of_registries(registry: &Registry, problems: &[registry::Problem]) -> Trouble {
        let mut trouble = Trouble::default();
        let sources = registry.sources();
        // Lines are counted only in files that have problems.
        let mut lines: HashMap<usize, Lines<'_>> = HashMap::new();
        let mut place = |source: usize, at: usize| {
            let file = sources.get(source)?;
            let lines = lines
                .entry(source)
                .or_insert_with(|| Lines::new(&file.text));
            let place = lines.position(at);
            Some(format!("{}:{}:{}", file.name, place.line, place.column))
        };
        for problem in problems {
            let mut text = place(problem.source, problem.span.start).unwrap_or_default();
            let warning = problem.level == registry::Level::Warning;
            text += if warning { ": warning: " } else { ": " };
            text += &problem.message;
            if let Some(help) = &problem.help {
                text += &format!("; {help}");
            }
            let other = problem.related.as_ref();
            if let Some(other) = other.and_then(|(source, span)| place(*source, span.start)) {
                text += &format!(" (the other is at {other})");
            }
            if warning {
                trouble.warnings.push(text);
            } else {
                trouble.failures.push(text);
            }
        }
        trouble
    }
}

/// Whether there is a settings file, be it a link that leads nowhere: what is there and cannot be
/// read must not count as nothing.
fn is_there(file: &Path) -> Result<bool, String> {
    match file.symlink_metadata() {
        Ok(_) => Ok(true),
        // Of an article that is said to be in a folder, there may be no such folder.
        Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(false),
        Err(e) => Err(format!(
            "{}: cannot look for settings: {}; --settings FILE names them, --no-settings does without",
            shown(file).display(),
            plain(&e)
        )),
    }
}

/// Reads a registry. The error names the way out.
fn source(
    root: &Path,
    path: &Located<String>,
    outside: &[Located<String>],
) -> Result<registry::Source, String> {
    let file = within(root, path, outside)?;
    let Some(format) = registry::Format::of_path(&file) else {
        return Err(format!(
            "{}: expected a registry that ends in .toml, .jsonl or .csv",
            path.value
        ));
    };
    let name = shown(&file);
    let text = Input::File(name.clone()).read()?;
    Ok(registry::Source::new(
        name.display().to_string(),
        format,
        text,
    ))
}

/// `file:line:column: what`.
fn message(name: &Path, lines: &Lines<'_>, at: usize, what: &str) -> String {
    let place = lines.position(at);
    format!("{}:{}:{}: {what}", name.display(), place.line, place.column)
}

/// The path of a registry, which must lie in the project or be allowed by name.
fn within(
    root: &Path,
    path: &Located<String>,
    outside: &[Located<String>],
) -> Result<PathBuf, String> {
    let wanted = normal(&root.join(&path.value));
    let real = |p: &Path| p.canonicalize().unwrap_or_else(|_| p.to_owned());
    // What a link leads to counts, not where the link lies.
    let (real_wanted, real_root) = (real(&wanted), real(root));
    let allowed = real_wanted.starts_with(&real_root)
        || outside
            .iter()
            .any(|o| real_wanted.starts_with(real(&normal(&root.join(&o.value)))));
    if allowed {
        return Ok(wanted);
    }
    let name = &path.value;
    Err(format!(
        "{name} leads outside of the project's folder; if it shall be read, add allow-outside = [{name:?}]"
    ))
}

/// A path from the root of the file system, without `.` and `..`.
pub(crate) fn absolute(path: &Path) -> PathBuf {
    normal(&std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
}

fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => _ = out.pop(),
            other => out.push(other),
        }
    }
    out
}

/// All projects that a run comes upon.
#[derive(Default)]
pub(crate) struct Projects {
    /// For each folder that has been asked for, what holds in it.
    folders: HashMap<PathBuf, Result<Arc<Project>, Trouble>>,
    /// What holds everywhere: a settings file that was asked for, or none at all.
    fixed: Option<Result<Arc<Project>, Trouble>>,
    /// Settings files and registries, there or not: a change of one may change all that is found.
    pub(crate) looked_for: BTreeSet<PathBuf>,
}

impl Projects {
    /// Every article by one settings file.
    pub(crate) fn by_file(file: &Path) -> Projects {
        let mut projects = Projects::default();
        let read = Project::read(&absolute(file), file, &mut projects.looked_for);
        projects.fixed = Some(read.map(Arc::new));
        projects
    }

    /// Every article without settings.
    pub(crate) fn without() -> Projects {
        let project = Project::new(absolute(Path::new(".")), None, Settings::default());
        Projects {
            fixed: Some(Ok(Arc::new(project))),
            ..Projects::default()
        }
    }

    /// What holds for the files in a folder: the settings of the nearest folder above it that has
    /// some, or none.
    pub(crate) fn of_folder(&mut self, folder: &Path) -> Result<Arc<Project>, Trouble> {
        if let Some(fixed) = &self.fixed {
            return fixed.clone();
        }
        if let Some(known) = self.folders.get(folder) {
            return known.clone();
        }
        let mut passed = vec![folder.to_owned()];
        let start = absolute(folder);
        let mut found = None;
        for above in start.ancestors() {
            if let Some(known) = self.folders.get(above) {
                found = Some(known.clone());
                break;
            }
            passed.push(above.to_owned());
            let file = above.join(FILE_NAME);
            match is_there(&file) {
                Ok(false) => {}
                Ok(true) => {
                    let read = Project::read(&file, &shown(&file), &mut self.looked_for);
                    found = Some(read.map(Arc::new));
                    break;
                }
                Err(e) => {
                    self.looked_for.insert(file);
                    found = Some(Err(Trouble::failure(e)));
                    break;
                }
            }
            self.looked_for.insert(file);
        }
        let found = found.unwrap_or_else(|| {
            Ok(Arc::new(Project::new(
                start.clone(),
                None,
                Settings::default(),
            )))
        });
        for folder in passed {
            self.folders.insert(folder, found.clone());
        }
        found
    }

    /// What holds for a file.
    pub(crate) fn of_file(&mut self, file: &Path) -> Result<Arc<Project>, Trouble> {
        match file.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => self.of_folder(folder),
            _ => self.of_folder(Path::new(".")),
        }
    }
}

/// A path as people call it: from the folder they are in, where it lies below.
fn shown(path: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    let mut up = PathBuf::new();
    // A few folders up a path from here still says more than one from the root.
    for above in here.ancestors().take(4) {
        if let Ok(below) = path.strip_prefix(above).map(Path::to_owned) {
            return if above.parent().is_none() {
                path.to_owned()
            } else {
                up.join(below)
            };
        }
        up.push("..");
    }
    path.to_owned()
}
