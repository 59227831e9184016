//! A project's settings: what `newsmark.toml` says.
//!
//! In comes the text of such a file; out go which articles it is about, where its registries are,
//! and for each article a [`Config`] of the checks, each value with its place, and what is wrong
//! with the file. Nothing here reads files.

mod declare;
mod json;
mod read;
mod schema;
mod show;
mod template;

pub use schema::schema;
pub use template::{defaults, template};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::checks::{
    AttributeDeclaration, Config, DayStyle, Level, Punctuation, Setting, SettingValue,
    TagDeclaration,
};
use crate::syntax::Span;

/// The name of a settings file.
pub const FILE_NAME: &str = "newsmark.toml";

/// What a settings file says.
#[derive(Clone, Default, Debug)]
#[non_exhaustive]
pub struct Settings {
    /// The articles of the project; `**/*.nmk` where there are none.
    pub include: Vec<Pattern>,
    /// What is left out of them.
    pub exclude: Vec<Pattern>,
    /// Files of known actors, as paths from the file's folder, in the order in which they win.
    pub registries: Vec<Located<String>>,
    /// Paths outside of the file's folder that may be read nevertheless.
    pub outside: Vec<Located<String>>,
    /// What holds for all articles.
    pub base: Vec<Assignment>,
    /// What holds for some of them; of several, the last.
    pub overrides: Vec<Override>,
}

/// A value and its place.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it stands, in bytes of the settings file.
    pub span: Span,
}

/// A pattern of paths: `*` for anything in a name, `**` for any folders, `{a,b}` for one of several.
///
/// Slashes mean what they do in git's ignore files (gitignore(5)). Without one, or with one at its end
/// only, a pattern names files and folders in any folder; with another it starts at the settings
/// file's. With one at its end it names folders only. What is below a named folder is named too.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Pattern {
    /// As written.
    pub text: Located<String>,
    matcher: GlobSet,
}

impl Pattern {
    fn new(text: &str, span: Span) -> Result<Pattern, String> {
        // Git has no ./ for "here", but people write it.
        let inner = text.trim_start_matches("./");
        let name = inner.trim_end_matches('/');
        let from_here = name.contains('/') || inner != text;
        let anywhere = if from_here { "" } else { "**/" };
        let path = name.trim_start_matches('/');
        let mut globs = Vec::new();
        if !path.is_empty() {
            globs.push(format!("{anywhere}{path}/**"));
            if name == inner {
                globs.push(format!("{anywhere}{path}"));
            }
        } else if from_here {
            globs.push("**".into());
        }
        let mut set = GlobSetBuilder::new();
        for glob in globs {
            let glob = GlobBuilder::new(&glob).literal_separator(true).build();
            set.add(glob.map_err(|e| e.kind().to_string())?);
        }
        Ok(Pattern {
            text: Located {
                value: text.to_owned(),
                span,
            },
            matcher: set.build().map_err(|e| e.kind().to_string())?,
        })
    }

    /// Whether it names `path`, as seen from the settings file's folder, with `/` between names.
    pub fn matches(&self, path: &str) -> bool {
        self.matcher.is_match(path)
    }
}

/// Values for the articles that patterns name.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Override {
    /// Which articles.
    pub files: Vec<Pattern>,
    /// What holds for them.
    pub assignments: Vec<Assignment>,
}

/// One value that is set.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Assignment {
    /// Its key from the top: `checks.unattributed-quote.level`.
    pub key: String,
    /// Where the value stands, in bytes of the settings file.
    pub span: Span,
    /// What is set.
    pub value: Assigned,
}

/// What can be set for an article.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Assigned {
    /// A check's level; none turns it off.
    Level(&'static str, Option<Level>),
    /// A setting of a check.
    Setting(SettingRef, SettingValue),
    /// Where full stops and commas stand.
    Punctuation(Punctuation),
    /// The pairs of marks of the house.
    QuotationMarks(Vec<(char, char)>),
    /// How days near the article's date are written.
    Days(DayStyle),
    /// The cue words of the house.
    PreferredCues(Vec<String>),
    /// A tag that the project declares.
    Tag(String, TagDeclaration),
    /// An attribute that the project declares.
    Attribute(String, AttributeDeclaration),
}

/// A setting, compared by its check and name.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::exhaustive_structs)] // It is what it wraps.
pub struct SettingRef(pub &'static Setting);

impl PartialEq for SettingRef {
    fn eq(&self, other: &Self) -> bool {
        (self.0.check, self.0.name) == (other.0.check, other.0.name)
    }
}

impl Eq for SettingRef {}

/// Something that is wrong with a settings file.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Problem {
    /// Where, in bytes of the file.
    pub span: Span,
    /// What is wrong, with the key.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

impl Settings {
    /// Reads a settings file. What is wrong with a value is left out of the settings and told of
    /// in the problems, in the order of the text.
    pub fn parse(text: &str) -> (Settings, Vec<Problem>) {
        read::settings(text)
    }

    /// Reads settings that an editor has, an object with the keys of a settings file. The places of the
    /// problems are nowhere that a person sees: their messages name the keys.
    pub fn from_json(value: &serde_json::Value) -> (Settings, Vec<Problem>) {
        json::settings(value)
    }

    /// What they say of files alone: which are articles, and where the registries are.
    #[cfg(feature = "cli")]
    pub(crate) fn of_files(&self) -> Settings {
        Settings {
            base: Vec::new(),
            overrides: Vec::new(),
            ..self.clone()
        }
    }

    /// What holds for the article at `path`, as seen from the settings file's folder.
    pub fn config(&self, path: &str) -> Config {
        let mut config = Config::default();
        for assignment in self.assignments(path) {
            assignment.apply(&mut config);
        }
        config
    }

    /// What is set for the article at `path`, the later before the earlier in force.
    pub fn assignments(&self, path: &str) -> impl Iterator<Item = &Assignment> {
        let overrides = self
            .overrides
            .iter()
            .filter(move |o| o.files.iter().any(|p| p.matches(path)));
        self.base
            .iter()
            .chain(overrides.flat_map(|o| &o.assignments))
    }

    /// Which overrides hold for the article at `path`: articles with the same have the same settings.
    pub fn overrides_of(&self, path: &str) -> Vec<usize> {
        let names = |o: &Override| o.files.iter().any(|p| p.matches(path));
        (0..self.overrides.len())
            .filter(|i| self.overrides.get(*i).is_some_and(names))
            .collect()
    }

    /// Whether the file at `path` belongs to the project's articles. `is_article` tells what holds
    /// where the settings include nothing by name.
    pub fn includes(&self, path: &str, is_article: bool) -> bool {
        let named = |patterns: &[Pattern]| patterns.iter().any(|p| p.matches(path));
        let included = if self.include.is_empty() {
            is_article
        } else {
            named(&self.include)
        };
        included && !named(&self.exclude)
    }
}

impl Assignment {
    /// Sets the value.
    pub fn apply(&self, config: &mut Config) {
        match &self.value {
            Assigned::Level(code, level) => _ = config.set_level(code, *level),
            Assigned::Setting(setting, value) => config.set(setting.0, value.clone()),
            Assigned::Punctuation(value) => config.style.punctuation = Some(*value),
            Assigned::QuotationMarks(value) => config.style.quotation_marks.clone_from(value),
            Assigned::Days(value) => config.style.days = Some(*value),
            Assigned::PreferredCues(value) => config.style.preferred_cues.clone_from(value),
            Assigned::Tag(name, tag) => _ = config.tags.insert(name.clone(), tag.clone()),
            Assigned::Attribute(name, attribute) => {
                config.attributes.insert(name.clone(), attribute.clone());
            }
        }
    }
}

/// For the tests of checks: the values of a settings file, which must be without fault.
#[cfg(test)]
pub(crate) fn apply_for_tests(text: &str, config: &mut Config) {
    let (settings, problems) = Settings::parse(text);
    assert!(problems.is_empty(), "{problems:#?}");
    settings.base.iter().for_each(|a| a.apply(config));
}
