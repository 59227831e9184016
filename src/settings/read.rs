//! Reads a settings file, key by key.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Assigned, Assignment, Located, Override, Pattern, Problem, SettingRef, Settings};
use crate::checks::{
    CHECKS, Check, DayStyle, Default, Level, Punctuation, Setting, SettingValue, nearest,
};
use crate::syntax::Span;

/// The keys at the top, those of an override, and those of the style.
pub(super) const TOP: [&str; 9] = [
    "include",
    "exclude",
    "registries",
    "allow-outside",
    "style",
    "checks",
    "tags",
    "attributes",
    "overrides",
];
pub(super) const OVERRIDE: [&str; 5] = ["files", "style", "checks", "tags", "attributes"];
pub(super) const STYLE: [&str; 4] = ["punctuation", "quotation-marks", "days", "preferred-cues"];

pub(super) type Value<'i> = Spanned<DeValue<'i>>;

pub(super) fn settings(text: &str) -> (Settings, Vec<Problem>) {
    let mut reader = Reader {
        problems: Vec::new(),
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    // What follows the first slip in the notation is guesswork.
    if let Some(error) = errors.first() {
        let message = error.message().lines().collect::<Vec<_>>().join(", ");
        reader.problem(
            error.span().unwrap_or(0..0),
            format!("this is no TOML: {message}"),
        );
        return (Settings::default(), reader.problems);
    }
    let settings = reader.top(table.get_ref());
    let mut problems = reader.problems;
    problems.sort_by_key(|p| p.span.start);
    problems.dedup();
    (settings, problems)
}

pub(super) struct Reader {
    pub(super) problems: Vec<Problem>,
}

impl Reader {
    fn problem(&mut self, span: Span, message: String) {
        self.problems.push(Problem {
            span,
            message,
            help: None,
        });
    }

    pub(super) fn unknown<'k>(
        &mut self,
        span: Span,
        what: &str,
        found: &str,
        known: impl Iterator<Item = &'k str> + Clone,
    ) {
        let help = match nearest(found, known.clone()) {
            Some(near) => format!("did you mean {near}?"),
            None if what == "check" => "newsmark explain lists them".into(),
            None => format!("expected {}", listed(known)),
        };
        self.problems.push(Problem {
            span,
            message: format!("there is no {what} {found}"),
            help: Some(help),
        });
    }

    pub(super) fn expected(&mut self, key: &str, value: &Value<'_>, what: &str) {
        let found = match value.get_ref().type_str() {
            kind @ ("integer" | "array") => format!("an {kind}"),
            kind => format!("a {kind}"),
        };
        let message = format!("{key} is {found}: expected {what}");
        self.problem(value.span(), message);
    }

    fn top(&mut self, table: &DeTable<'_>) -> Settings {
        let mut settings = Settings::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "include" => settings.include = self.patterns("include", value),
                "exclude" => settings.exclude = self.patterns("exclude", value),
                "registries" => settings.registries = self.texts("registries", value),
                "allow-outside" => settings.outside = self.texts("allow-outside", value),
                "overrides" => settings.overrides = self.overrides(value),
                known if TOP.contains(&known) => {
                    self.section(known, known, value, &mut settings.base);
                }
                other => self.unknown(key.span(), "setting", other, TOP.into_iter()),
            }
        }
        settings
    }

    /// A part that an override can have as well.
    fn section(&mut self, name: &str, path: &str, value: &Value<'_>, out: &mut Vec<Assignment>) {
        let Some(table) = value.get_ref().as_table() else {
            return self.expected(path, value, "a table");
        };
        for (key, value) in table {
            let (word, span) = (key.get_ref().as_ref(), key.span());
            let path = format!("{path}.{word}");
            match name {
                "style" => self.style(word, &path, span, value, out),
                "checks" => self.check(word, &path, span, value, out),
                "tags" => {
                    let tag = self.tag(word, span, &path, value);
                    out.extend(tag.map(|t| assignment(path, value, Assigned::Tag(word.into(), t))));
                }
                _ => {
                    let attribute = self.attribute(word, span, &path, value);
                    out.extend(
                        attribute
                            .map(|a| assignment(path, value, Assigned::Attribute(word.into(), a))),
                    );
                }
            }
        }
    }

    fn overrides(&mut self, value: &Value<'_>) -> Vec<Override> {
        let Some(list) = value.get_ref().as_array() else {
            self.expected("overrides", value, "tables that begin with [[overrides]]");
            return Vec::new();
        };
        let mut overrides = Vec::new();
        for item in list.iter() {
            let Some(table) = item.get_ref().as_table() else {
                self.expected("overrides", item, "a table");
                continue;
            };
            let mut new = Override {
                files: Vec::new(),
                assignments: Vec::new(),
            };
            for (key, value) in table {
                match key.get_ref().as_ref() {
                    "files" => new.files = self.patterns("overrides.files", value),
                    name if OVERRIDE.contains(&name) => {
                        self.section(name, name, value, &mut new.assignments);
                    }
                    other => self.unknown(key.span(), "setting", other, OVERRIDE.into_iter()),
                }
            }
            if table.contains_key("files") {
                overrides.push(new);
            } else {
                let message = "an override names its articles: expected files = [\"folder/**\"]";
                self.problem(item.span(), message.into());
            }
        }
        overrides
    }

    fn style(
        &mut self,
        word: &str,
        path: &str,
        span: Span,
        value: &Value<'_>,
        out: &mut Vec<Assignment>,
    ) {
        let read = match word {
            "punctuation" => self
                .one_of(
                    path,
                    value,
                    &[("us", Punctuation::Us), ("uk", Punctuation::Uk)],
                )
                .map(Assigned::Punctuation),
            "days" => self
                .one_of(
                    path,
                    value,
                    &[("weekday", DayStyle::Weekday), ("date", DayStyle::Date)],
                )
                .map(Assigned::Days),
            "quotation-marks" => self.marks(path, value).map(Assigned::QuotationMarks),
            "preferred-cues" => Some(Assigned::PreferredCues(self.words(path, value))),
            _ => return self.unknown(span, "style", word, STYLE.into_iter()),
        };
        out.extend(read.map(|v| assignment(path.to_owned(), value, v)));
    }

    /// Pairs of marks: `["“”", "‘’"]`.
    fn marks(&mut self, path: &str, value: &Value<'_>) -> Option<Vec<(char, char)>> {
        let mut pairs = Vec::new();
        for text in self.texts(path, value) {
            let mut chars = text.value.chars();
            match (chars.next(), chars.next(), chars.next()) {
                (Some(open), Some(close), None) => pairs.push((open, close)),
                _ => {
                    let message = format!(
                        "{path}: {:?} is no pair of marks: expected two characters, as in \"“”\"",
                        text.value
                    );
                    self.problem(text.span, message);
                    return None;
                }
            }
        }
        (!pairs.is_empty()).then_some(pairs)
    }

    fn check(
        &mut self,
        code: &str,
        path: &str,
        span: Span,
        value: &Value<'_>,
        out: &mut Vec<Assignment>,
    ) {
        let Some(check) = CHECKS.iter().find(|c| c.code == code) else {
            return self.unknown(span, "check", code, CHECKS.iter().map(|c| c.code));
        };
        if value.get_ref().as_str().is_some() {
            return self.level(check, path, value, out);
        }
        let Some(table) = value.get_ref().as_table() else {
            return self.expected(
                path,
                value,
                "a level, or a table with level and the check's settings",
            );
        };
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            let path = format!("{path}.{name}");
            if name == "level" {
                self.level(check, &path, value, out);
                continue;
            }
            let Some(setting) = check.settings.iter().find(|s| s.name == name) else {
                let known = check.settings.iter().map(|s| s.name).chain(["level"]);
                self.unknown(key.span(), &format!("setting of {code}"), name, known);
                continue;
            };
            let read = self.setting(setting, &path, value);
            out.extend(
                read.map(|v| assignment(path, value, Assigned::Setting(SettingRef(setting), v))),
            );
        }
    }

    fn level(
        &mut self,
        check: &'static Check,
        path: &str,
        value: &Value<'_>,
        out: &mut Vec<Assignment>,
    ) {
        let levels = [Level::Error, Level::Warning, Level::Info, Level::Hint];
        let mut words: Vec<(&str, Option<Level>)> = levels.map(|l| (l.name(), Some(l))).into();
        words.push(("off", None));
        let level = self.one_of(path, value, &words);
        let key = path.trim_end_matches(".level");
        out.extend(level.map(|l| {
            assignment(
                format!("{key}.level"),
                value,
                Assigned::Level(check.code, l),
            )
        }));
    }

    fn setting(
        &mut self,
        setting: &Setting,
        path: &str,
        value: &Value<'_>,
    ) -> Option<SettingValue> {
        match setting.default {
            Default::Flag(_) => {
                let flag = value.get_ref().as_bool();
                if flag.is_none() {
                    self.expected(path, value, "true or false");
                }
                flag.map(SettingValue::Flag)
            }
            Default::Number { least, most, .. } => {
                let number = value.get_ref().as_integer();
                let number = number.and_then(|i| u32::from_str_radix(i.as_str(), i.radix()).ok());
                let number = number.filter(|n| (least..=most).contains(n));
                if number.is_none() {
                    let message = format!("{path}: expected a whole number from {least} to {most}");
                    self.problem(value.span(), message);
                }
                number.map(SettingValue::Number)
            }
            Default::Words(_) => Some(SettingValue::Words(self.words(path, value))),
            Default::Replacements(_) => {
                let Some(table) = value.get_ref().as_table() else {
                    self.expected(
                        path,
                        value,
                        "a table of phrases, each with what to write instead",
                    );
                    return None;
                };
                let mut pairs = BTreeMap::new();
                for (key, value) in table {
                    let word = key.get_ref().as_ref();
                    let text = self.text(&format!("{path}.{word}"), value);
                    pairs.extend(text.map(|t| (word.to_owned(), t)));
                }
                Some(SettingValue::Replacements(pairs))
            }
        }
    }

    fn one_of<T: Copy>(&mut self, path: &str, value: &Value<'_>, words: &[(&str, T)]) -> Option<T> {
        let text = self.text(path, value)?;
        let found = words.iter().find(|(w, _)| *w == text).map(|(_, t)| *t);
        if found.is_none() {
            let known = words.iter().map(|(w, _)| *w);
            self.problems.push(Problem {
                span: value.span(),
                message: format!("{path} cannot be {text:?}"),
                help: Some(match nearest(&text, known.clone()) {
                    Some(near) => format!("did you mean {near:?}?"),
                    None => format!("expected {}", listed(known)),
                }),
            });
        }
        found
    }

    pub(super) fn text(&mut self, path: &str, value: &Value<'_>) -> Option<String> {
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.expected(path, value, "a text in quotation marks");
        }
        text
    }

    fn texts(&mut self, path: &str, value: &Value<'_>) -> Vec<Located<String>> {
        let Some(list) = value.get_ref().as_array() else {
            self.expected(path, value, "a list, as in [\"a\", \"b\"]");
            return Vec::new();
        };
        list.iter()
            .filter_map(|item| {
                Some(Located {
                    value: self.text(path, item)?,
                    span: item.span(),
                })
            })
            .collect()
    }

    pub(super) fn words(&mut self, path: &str, value: &Value<'_>) -> Vec<String> {
        self.texts(path, value)
            .into_iter()
            .map(|t| t.value)
            .collect()
    }

    fn patterns(&mut self, path: &str, value: &Value<'_>) -> Vec<Pattern> {
        let mut patterns = Vec::new();
        for text in self.texts(path, value) {
            match Pattern::new(&text.value, text.span.clone()) {
                Ok(pattern) => patterns.push(pattern),
                Err(e) => {
                    let message = format!("{path}: {:?} is no pattern: {e}", text.value);
                    self.problem(text.span, message);
                }
            }
        }
        patterns
    }
}

fn assignment(mut key: String, value: &Value<'_>, assigned: Assigned) -> Assignment {
    // A project's own name can be one that TOML wants in quotation marks.
    if let Assigned::Tag(name, _) | Assigned::Attribute(name, _) = &assigned
        && key.ends_with(name.as_str())
    {
        key.truncate(key.len() - name.len());
        key += &super::show::key(name);
    }
    Assignment {
        key,
        span: value.span(),
        value: assigned,
    }
}

fn listed<'k>(words: impl Iterator<Item = &'k str>) -> String {
    words.collect::<Vec<_>>().join(", ")
}
