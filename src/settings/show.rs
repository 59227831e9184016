//! Values as TOML, each in one line.

use std::collections::BTreeMap;
use std::fmt;

use super::{Assigned, Located, Pattern, Settings};
use crate::checks::{AttributeDeclaration, DayStyle, Level, Punctuation, SettingValue};
use crate::syntax::Span;

impl fmt::Display for Assigned {
    /// The value as it counts, in TOML.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Assigned::Level(_, level) => text(level.map_or("off", Level::name)),
            Assigned::Setting(_, value) => match value {
                SettingValue::Flag(flag) => flag.to_string(),
                SettingValue::Number(number) => number.to_string(),
                SettingValue::Words(words) => list(words),
                SettingValue::Replacements(pairs) => table(
                    pairs
                        .iter()
                        .map(|(phrase, other)| (text(phrase), text(other))),
                ),
            },
            Assigned::Punctuation(Punctuation::Us) => text("us"),
            Assigned::Punctuation(Punctuation::Uk) => text("uk"),
            Assigned::Days(DayStyle::Weekday) => text("weekday"),
            Assigned::Days(DayStyle::Date) => text("date"),
            Assigned::QuotationMarks(pairs) => {
                list(pairs.iter().map(|(open, close)| format!("{open}{close}")))
            }
            Assigned::PreferredCues(words) => list(words),
            Assigned::Tag(_, tag) => {
                let mut parts = summary(&tag.summary);
                if !tag.attributes.is_empty() {
                    parts.push(("attributes".into(), attributes(&tag.attributes)));
                }
                table(parts)
            }
            Assigned::Attribute(_, one) => attribute(one),
        })
    }
}

impl Settings {
    /// The keys at the top that are set and are no [`Assignment`](super::Assignment), each with its
    /// value in TOML and its items' place.
    pub fn places(&self) -> Vec<(&'static str, String, Span)> {
        let patterns = |all: &'_ [Pattern]| all.iter().map(|p| p.text.clone()).collect();
        let all: [(_, Vec<Located<String>>); 4] = [
            ("include", patterns(&self.include)),
            ("exclude", patterns(&self.exclude)),
            ("registries", self.registries.clone()),
            ("allow-outside", self.outside.clone()),
        ];
        let set = all.into_iter();
        set.filter_map(|(key, items)| {
            let (first, last) = (items.first()?, items.last()?);
            let value = list(items.iter().map(|i| &i.value));
            Some((key, value, first.span.start..last.span.end))
        })
        .collect()
    }
}

fn attributes(all: &BTreeMap<String, AttributeDeclaration>) -> String {
    table(all.iter().map(|(name, one)| (key(name), attribute(one))))
}

fn attribute(one: &AttributeDeclaration) -> String {
    let mut parts = summary(&one.summary);
    if !one.values.is_empty() {
        parts.push(("values".into(), list(&one.values)));
    }
    if one.required {
        parts.push(("required".into(), "true".into()));
    }
    table(parts)
}

fn summary(summary: &str) -> Vec<(String, String)> {
    let given = Some(summary).filter(|s| !s.is_empty());
    given
        .map(|s| ("summary".into(), text(s)))
        .into_iter()
        .collect()
}

fn table(pairs: impl IntoIterator<Item = (String, String)>) -> String {
    let pairs: Vec<_> = pairs
        .into_iter()
        .map(|(key, value)| format!("{key} = {value}"))
        .collect();
    if pairs.is_empty() {
        return "{}".into();
    }
    format!("{{ {} }}", pairs.join(", "))
}

fn list<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> String {
    let items: Vec<_> = items.into_iter().map(|i| text(i.as_ref())).collect();
    format!("[{}]", items.join(", "))
}

/// A key, in quotation marks where it needs them.
pub(super) fn key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !name.is_empty() && name.chars().all(bare) {
        name.into()
    } else {
        text(name)
    }
}

/// A text of one line: all that JSON writes in quotation marks, TOML reads.
fn text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
