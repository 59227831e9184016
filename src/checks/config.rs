//! What a project wants of the checks: levels, settings, house style, tags of its own.
//!
//! Plain values without files or defaults from anywhere else; `settings` reads them from TOML.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{CHECKS, Check, Level};

/// A setting of one check. The catalogue, the schema of `newsmark.toml` and the reader of settings
/// all go by it.
#[derive(Debug)]
#[non_exhaustive]
pub struct Setting {
    /// The check's code.
    pub check: &'static str,
    /// The key under the check's.
    pub name: &'static str,
    /// What it is for, in one line.
    pub summary: &'static str,
    /// What it takes, and what holds if nothing is set.
    pub default: Default,
}

/// The kinds of value that a setting takes, each with what holds if nothing is set.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Default {
    /// Yes or no.
    Flag(bool),
    /// A whole number between two others, both included.
    Number {
        /// What holds if nothing is set.
        default: u32,
        /// The least that is allowed.
        least: u32,
        /// The most that is allowed.
        most: u32,
    },
    /// A list of words or phrases.
    Words(&'static [&'static str]),
    /// Phrases, each with what to write instead.
    Replacements(&'static [(&'static str, &'static str)]),
}

/// The value that a project gives a setting.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum SettingValue {
    /// For [`Default::Flag`].
    Flag(bool),
    /// For [`Default::Number`].
    Number(u32),
    /// For [`Default::Words`].
    Words(Vec<String>),
    /// For [`Default::Replacements`].
    Replacements(BTreeMap<String, String>),
}

/// Where full stops and commas stand at the end of a quotation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Punctuation {
    /// Always before the closing mark.
    Us,
    /// Before the closing mark only where they belong to the quoted words.
    Uk,
}

/// How days near the article's date are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum DayStyle {
    /// Wednesday.
    Weekday,
    /// 12 March.
    Date,
}

/// The rules of a house. What is not set is not checked.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, std::default::Default)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Style {
    /// Where full stops and commas stand.
    pub punctuation: Option<Punctuation>,
    /// The pairs of marks of the house, the outer ones first: `“”`, then `‘’`.
    pub quotation_marks: Vec<(char, char)>,
    /// How days near the article's date are written.
    pub days: Option<DayStyle>,
    /// The cue words of the house; others are reported by `loaded-cue`.
    pub preferred_cues: Vec<String>,
}

/// An item of tags that a project declares: a word such as `{claim}`, or an attribute.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, std::default::Default)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct TagDeclaration {
    /// What it is for, in one line.
    pub summary: String,
    /// The attributes that may stand beside the word in a tag.
    pub attributes: BTreeMap<String, AttributeDeclaration>,
}

/// An attribute that a project declares.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, std::default::Default)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct AttributeDeclaration {
    /// What it is for, in one line.
    pub summary: String,
    /// The values that it takes; empty for any.
    pub values: Vec<String>,
    /// Whether the tag's word cannot do without it.
    pub required: bool,
}

/// What a project wants of the checks.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Config {
    /// For each check, in the order of [`CHECKS`], its level; none for one that is off.
    levels: Vec<Option<Level>>,
    values: BTreeMap<(&'static str, &'static str), SettingValue>,
    /// The rules of the house.
    pub style: Style,
    /// Words of tags that the project declares.
    pub tags: BTreeMap<String, TagDeclaration>,
    /// Attributes that the project declares for any tag.
    pub attributes: BTreeMap<String, AttributeDeclaration>,
}

impl std::default::Default for Config {
    /// Every check at its own level, with its own settings.
    fn default() -> Self {
        Config {
            levels: CHECKS.iter().map(|c| c.level).collect(),
            values: BTreeMap::new(),
            style: Style::default(),
            tags: BTreeMap::new(),
            attributes: BTreeMap::new(),
        }
    }
}

impl Config {
    /// The level at which a check reports; none if it is off, or if there is no such check.
    pub fn level(&self, code: &str) -> Option<Level> {
        self.levels.get(place_of(code)?).copied().flatten()
    }

    /// Sets the level of a check, or with none turns it off. Gives false if there is none of that code.
    pub fn set_level(&mut self, code: &str, level: Option<Level>) -> bool {
        let slot = place_of(code).and_then(|i| self.levels.get_mut(i));
        slot.map(|slot| *slot = level).is_some()
    }

    /// Gives a setting a value. One of another kind than the setting's is passed over.
    pub fn set(&mut self, setting: &'static Setting, value: SettingValue) {
        self.values.insert((setting.check, setting.name), value);
    }

    /// The value that the project gives a setting; none if the default holds.
    pub fn value(&self, setting: &Setting) -> Option<&SettingValue> {
        self.values.get(&(setting.check, setting.name))
    }

    pub(super) fn is_on(&self, index: usize) -> Option<Level> {
        self.levels.get(index).copied().flatten()
    }

    /// The value of a flag.
    #[allow(dead_code)]
    pub(crate) fn flag(&self, setting: &Setting) -> bool {
        match (self.value(setting), setting.default) {
            (Some(SettingValue::Flag(value)), _) => *value,
            (_, Default::Flag(default)) => default,
            _ => false,
        }
    }

    /// The value of a number.
    #[allow(dead_code)]
    pub(crate) fn number(&self, setting: &Setting) -> u32 {
        match (self.value(setting), setting.default) {
            (Some(SettingValue::Number(value)), _) => *value,
            (_, Default::Number { default, .. }) => default,
            _ => 0,
        }
    }

    /// The words of a list.
    #[allow(dead_code)]
    pub(crate) fn words(&self, setting: &Setting) -> Vec<&str> {
        match (self.value(setting), setting.default) {
            (Some(SettingValue::Words(words)), _) => words.iter().map(String::as_str).collect(),
            (_, Default::Words(words)) => words.to_vec(),
            _ => Vec::new(),
        }
    }

    /// Phrases with what to write instead.
    #[allow(dead_code)]
    pub(crate) fn replacements(&self, setting: &Setting) -> Vec<(&str, &str)> {
        match (self.value(setting), setting.default) {
            (Some(SettingValue::Replacements(pairs)), _) => pairs
                .iter()
                .map(|(k, v)| (k.as_str(), v.as_str()))
                .collect(),
            (_, Default::Replacements(pairs)) => pairs.to_vec(),
            _ => Vec::new(),
        }
    }
}

fn place_of(code: &str) -> Option<usize> {
    CHECKS.iter().position(|c: &Check| c.code == code)
}
