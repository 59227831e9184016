//! A file to check, and what comes of it.

use std::path::PathBuf;
use std::sync::Arc;

use super::cache::Cache;
use super::{Arguments, Selection};
use crate::checks::{self, Config, Finding, Quotes, Safety};
use crate::cli::sources::Source;
use crate::syntax::parse;
use crate::workspace::Project;
use crate::workspace::files::Input;

/// A file to check, and what the settings want of it.
pub(super) struct Job {
    pub(super) input: Input,
    /// What the settings and the output call the input.
    pub(super) path: PathBuf,
    pub(super) config: Arc<Config>,
    pub(super) project: Arc<Project>,
}

/// A file that has been checked.
pub(super) struct Done {
    pub(super) text: String,
    pub(super) findings: Vec<Finding>,
    /// The text with its fixes, and how many they are.
    pub(super) fixed: Option<String>,
    pub(super) count: usize,
    /// What the checks across articles compare.
    pub(super) quotes: Option<Quotes>,
}

impl Done {
    /// An article without findings, of which the text is needed no more.
    fn clean(quotes: Option<Quotes>) -> Done {
        Done {
            text: String::from(" "),
            findings: Vec::new(),
            fixed: None,
            count: 0,
            quotes,
        }
    }
}

impl Job {
    /// Jobs for articles, with their settings as the command line changes them.
    pub(super) fn all(found: Vec<Source>, selection: &Selection) -> Vec<Job> {
        // There are few settings.
        let mut selected: Vec<(Arc<Config>, Arc<Config>)> = Vec::new();
        let mut select = |config: Arc<Config>| {
            if selection.is_all() {
                return config;
            }
            let known = selected.iter().find(|(c, _)| Arc::ptr_eq(c, &config));
            if let Some((_, changed)) = known {
                return Arc::clone(changed);
            }
            let changed = Arc::new(selection.apply(&config));
            selected.push((config, Arc::clone(&changed)));
            changed
        };
        let jobs = found.into_iter().map(|source| Job {
            config: select(source.project.config(&source.path)),
            input: source.input,
            path: source.path,
            project: source.project,
        });
        jobs.collect()
    }

    /// What is found in a text, and with `compare` its quotes.
    pub(super) fn check(&self, text: &str, compare: bool) -> (Vec<Finding>, Option<Quotes>) {
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

    pub(super) fn run(
        &self,
        arguments: &Arguments,
        compare: bool,
        cache: Option<&Cache>,
    ) -> Result<Done, String> {
        let bytes = self.input.bytes()?;
        // Standard input cannot be read again.
        let compare = compare && !matches!(self.input, Input::Stdin);
        // What is said of an empty text is no finding.
        let cache = cache.filter(|_| compare && !bytes.is_empty());
        let hash = cache.and_then(|c| Some((c, c.hash(self, &bytes)?)));
        if let Some(quotes) = hash.and_then(|(cache, hash)| cache.quotes(&hash, &self.path)) {
            return Ok(Done::clean(Some(quotes)));
        }
        let text = self.input.text(bytes)?;
        if arguments.fixes().is_none() {
            let (findings, quotes) = self.check(&text, compare);
            if let (Some((cache, hash)), Some(quotes), []) = (hash, &quotes, &*findings) {
                cache.add(&hash, quotes);
            }
            if findings.is_empty() && !text.is_empty() {
                return Ok(Done::clean(quotes));
            }
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
