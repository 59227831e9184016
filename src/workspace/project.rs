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
    /// What the editor sets, where the settings file says nothing.
    editor: Arc<Editor>,
    /// For each set of overrides, the editor's and the file's, what holds with them.
    configs: Mutex<HashMap<[Vec<usize>; 2], Arc<Config>>>,
}

/// What an editor sets for all its documents.
#[derive(Clone, Default, Debug)]
pub(crate) struct Editor {
    pub(crate) settings: Settings,
    /// The folders of its workspace, at which its paths and patterns start.
    pub(crate) folders: Vec<PathBuf>,
}

/// What is wrong with a settings file or a registry; a line each, ready for people.
#[derive(Clone, Default, Debug)]
pub(crate) struct Trouble {
    /// Nothing can be said of articles before these are mended.
    pub(crate) failures: Vec<String>,
    pub(crate) warnings: Vec<String>,
}

impl Editor {
    /// The innermost folder of the workspace that a path lies in.
    fn folder_of(&self, path: &Path) -> Option<&Path> {
        let above = self.folders.iter().filter(|f| path.starts_with(f));
        let innermost = above.max_by_key(|f| f.as_os_str().len());
        innermost.map(PathBuf::as_path)
    }
}

impl Project {
    fn new(
        root: PathBuf,
        file: Option<(PathBuf, String)>,
        settings: Settings,
        editor: &Arc<Editor>,
    ) -> Project {
        Project {
            root,
            file,
            settings,
            registry: Registry::default(),
            warnings: Vec::new(),
            editor: Arc::clone(editor),
            configs: Mutex::default(),
        }
    }

    /// Reads the settings file `file`, which people call `name`. What it reads goes to `looked_for`.
    fn read(
        file: &Path,
        name: &Path,
        looked_for: &mut BTreeSet<PathBuf>,
        editor: &Arc<Editor>,
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
        let mut project = Project::new(
            root,
            Some((name.to_owned(), text.clone())),
            settings,
            editor,
        );
        let (sources, unread) = project.sources(looked_for);
        failures.extend(unread);
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
        project.load(sources)?;
        Ok(project)
    }

    /// What holds where there is no settings file: what the editor sets.
    fn of_editor(
        folder: &Path,
        looked_for: &mut BTreeSet<PathBuf>,
        editor: &Arc<Editor>,
    ) -> Result<Project, Trouble> {
        let root = editor.folder_of(folder).unwrap_or(folder).to_owned();
        let mut project = Project::new(root, None, editor.settings.of_files(), editor);
        let (sources, unread) = project.sources(looked_for);
        if !unread.is_empty() {
            return Err(Trouble {
                failures: unread.into_iter().map(of_editor).collect(),
                warnings: Vec::new(),
            });
        }
        project.load(sources)?;
        Ok(project)
    }

    /// The texts of the registries, and those that cannot be read, each with its place in the settings.
    fn sources(
        &self,
        looked_for: &mut BTreeSet<PathBuf>,
    ) -> (Vec<registry::Source>, Vec<(usize, String)>) {
        let (mut sources, mut failures) = (Vec::new(), Vec::new());
        for path in &self.settings.registries {
            looked_for.insert(normal(&self.root.join(&path.value)));
            match source(&self.root, path, &self.settings.outside) {
                Ok(source) => sources.push(source),
                Err(e) => failures.push((path.span.start, e)),
            }
        }
        (sources, failures)
    }

    fn load(&mut self, sources: Vec<registry::Source>) -> Result<(), Trouble> {
        let (registry, problems) = Registry::load(sources);
        let trouble = Trouble::of_registries(&registry, &problems);
        if !trouble.failures.is_empty() {
            return Err(trouble);
        }
        self.registry = registry;
        self.warnings = trouble.warnings;
        Ok(())
    }

    /// What is doubtful about the project's files.
    pub(crate) fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// A path as the settings' patterns see it.
    pub(crate) fn relative(&self, path: &Path) -> String {
        relative(path, &self.root)
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
        // Each has its patterns start at a folder of its own.
        let of_editor = self.editor.folder_of(path).unwrap_or(&self.root);
        let layers = [
            (&self.editor.settings, of_editor),
            (&self.settings, &self.root),
        ];
        let layers = layers.map(|(settings, root)| match settings.overrides.is_empty() {
            true => (settings, String::new()),
            false => (settings, relative(path, root)),
        });
        let overrides = layers.each_ref().map(|(s, path)| s.overrides_of(path));
        let mut configs = self.configs.lock().unwrap_or_else(PoisonError::into_inner);
        let config = configs.entry(overrides).or_insert_with(|| {
            let mut config = Config::default();
            let all = layers.iter().flat_map(|(s, path)| s.assignments(path));
            all.for_each(|a| a.apply(&mut config));
            Arc::new(config)
        });
        Arc::clone(config)
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

/// What is wrong with a path that stands in the editor's settings.
fn of_editor((_, what): (usize, String)) -> String {
    format!("newsmark settings of the editor: {what}")
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

/// A path as patterns see it that start at a folder.
fn relative(path: &Path, root: &Path) -> String {
    let path = absolute(path);
    let path = path.strip_prefix(root).unwrap_or(&path);
    path.to_string_lossy().replace('\\', "/")
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
    /// What the editor sets under all settings files.
    editor: Arc<Editor>,
    has_editor: bool,
    /// Settings files and registries, there or not: a change of one may change all that is found.
    pub(crate) looked_for: BTreeSet<PathBuf>,
}

impl Projects {
    /// Every article by one settings file.
    pub(crate) fn by_file(file: &Path) -> Projects {
        let mut projects = Projects::default();
        let looked_for = &mut projects.looked_for;
        let read = Project::read(&absolute(file), file, looked_for, &projects.editor);
        projects.fixed = Some(read.map(Arc::new));
        projects
    }

    /// Every article without settings.
    pub(crate) fn without() -> Projects {
        let here = absolute(Path::new("."));
        let project = Project::new(here, None, Settings::default(), &Arc::default());
        Projects {
            fixed: Some(Ok(Arc::new(project))),
            ..Projects::default()
        }
    }

    /// By what the editor sets, and by the settings files before that.
    #[cfg(feature = "lsp")]
    pub(crate) fn under(editor: Editor) -> Projects {
        Projects {
            editor: Arc::new(editor),
            has_editor: true,
            ..Projects::default()
        }
    }

    /// What holds for a document that is no file: what the editor sets.
    #[cfg(feature = "lsp")]
    pub(crate) fn of_no_file(&mut self) -> Result<Arc<Project>, Trouble> {
        let folder = self.editor.folders.first().cloned();
        let folder = folder.unwrap_or_else(|| absolute(Path::new(".")));
        let read = Project::of_editor(&folder, &mut self.looked_for, &self.editor);
        read.map(Arc::new)
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
                    let read =
                        Project::read(&file, &shown(&file), &mut self.looked_for, &self.editor);
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
            let read = Project::of_editor(&start, &mut self.looked_for, &self.editor);
            // The editor's paths start at each folder of its workspace anew.
            if let (Ok(project), true) = (&read, self.has_editor) {
                passed.retain(|f| f.starts_with(&project.root));
            }
            read.map(Arc::new)
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
