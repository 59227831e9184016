//! Values of a header as lines of a source, for all who write one.
//!
//! In come actors and other values, out go lines with their depth. A text stands in quotation marks unless every reader of YAML, of
//! version 1.1 or 1.2, takes it for the text that it is: `no`, `1.5` and `2031-03-12` are a truth, a number and a day to those.

use std::borrow::Cow;
use std::fmt::Write;

use super::date::DateValue;
use super::header::{Actor, ActorKind, Value};
use crate::syntax::is_name;

/// Lines of a header in the making.
#[derive(Default)]
pub(crate) struct Lines {
    /// Each with the number of keys above it. Elements of lists have their dash.
    pub(crate) lines: Vec<(usize, String)>,
    /// The keys and ids that no header can have; they are left out with their values.
    pub(crate) left_out: Vec<String>,
    depth: usize,
    /// The next line begins an element of a list.
    dash: bool,
}

impl Lines {
    fn line(&mut self, text: String) {
        let dash = std::mem::take(&mut self.dash);
        let depth = self.depth.saturating_sub(usize::from(dash));
        let text = if dash { format!("- {text}") } else { text };
        self.lines.push((depth, text));
    }

    /// Whether a header can have the key.
    fn is_key(&mut self, key: &str) -> bool {
        let is_key = is_name(key);
        if !is_key {
            self.left_out.push(key.to_owned());
        }
        is_key
    }

    pub(crate) fn text(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.line(format!("{key}: {}", scalar(value)));
        }
    }

    /// A day stands as it is: its key says what it is.
    pub(crate) fn date(&mut self, key: &str, value: Option<&DateValue>) {
        if let Some(value) = value {
            let value = value.value.as_str();
            let written = if is_plain(value) {
                value.into()
            } else {
                quoted(value)
            };
            self.line(format!("{key}: {written}"));
        }
    }

    pub(crate) fn list(&mut self, key: &str, values: &[String]) {
        if !values.is_empty() {
            let values: Vec<_> = values.iter().map(|v| scalar(v)).collect();
            self.line(format!("{key}: [{}]", values.join(", ")));
        }
    }

    /// A key of a project's own.
    pub(crate) fn value(&mut self, key: &str, value: &Value) {
        if !self.is_key(key) {
            return;
        }
        match value {
            Value::Text(text) => self.text(key, Some(text)),
            Value::List(list) if list.is_empty() => self.line(format!("{key}: []")),
            Value::List(list) => {
                self.line(format!("{key}:"));
                self.depth += 1;
                list.iter().for_each(|v| self.element(v));
                self.depth -= 1;
            }
            Value::Map(map) => {
                self.line(format!("{key}:"));
                self.depth += 1;
                map.iter().for_each(|(k, v)| self.value(k, v));
                self.depth -= 1;
            }
        }
    }

    fn element(&mut self, value: &Value) {
        match value {
            Value::Text(text) => self.line(format!("- {}", scalar(text))),
            // The header has no list in a list.
            Value::List(list) => list.iter().for_each(|v| self.element(v)),
            Value::Map(map) => {
                self.depth += 1;
                self.dash = true;
                map.iter().for_each(|(k, v)| self.value(k, v));
                self.dash = false;
                self.depth -= 1;
            }
        }
    }

    /// The key `actors` with those below it.
    pub(crate) fn actors(&mut self, actors: &[Actor]) {
        let before = self.lines.len();
        self.line("actors:".into());
        self.depth += 1;
        actors.iter().for_each(|a| self.actor(a));
        self.depth -= 1;
        if self.lines.len() == before + 1 {
            self.lines.truncate(before);
        }
    }

    /// An actor: one line if a name and a role say all.
    pub(crate) fn actor(&mut self, actor: &Actor) {
        if !self.is_key(&actor.id) {
            return;
        }
        if let Some(line) = short(actor) {
            return self.line(format!("{}: {line}", actor.id));
        }
        self.line(format!("{}:", actor.id));
        self.depth += 1;
        self.text("name", Some(&actor.name));
        if actor.kind != ActorKind::Person {
            self.text("kind", actor.kind.name());
        }
        self.text("role", actor.role.as_deref());
        if !actor.roles.is_empty() {
            self.line("roles:".into());
            self.depth += 2;
            for role in &actor.roles {
                self.dash = true;
                self.text("title", Some(&role.title));
                self.date("from", role.from.as_ref());
                self.date("to", role.to.as_ref());
            }
            self.depth -= 2;
        }
        self.list("aliases", &actor.aliases);
        self.text("pronouns", actor.pronouns.as_deref());
        self.text("wikidata", actor.wikidata.as_deref());
        self.text("url", actor.url.as_deref());
        self.text("note", actor.note.as_deref());
        for (key, value) in &actor.metadata {
            self.value(key, value);
        }
        self.depth -= 1;
    }
}

/// The name and the role behind a comma, if they are all that there is to say. The name ends at the first comma.
fn short(actor: &Actor) -> Option<String> {
    let Actor { id, name, role, .. } = actor;
    let all = Actor {
        id: id.clone(),
        name: name.clone(),
        role: role.clone(),
        source: actor.source,
        ..Actor::default()
    };
    let is_whole = |text: &str| !text.is_empty() && text.trim() == text;
    let fits = is_whole(name)
        && !name.contains(',')
        && role.as_deref().is_none_or(is_whole)
        && *actor == all;
    let role = role.as_ref().map_or(String::new(), |r| format!(", {r}"));
    let text = format!("{name}{role}");
    // Commas need no marks outside of lists.
    let is_text = is_plain(&text.replace(',', "")) && !is_other(&text);
    fits.then(|| {
        if is_text {
            text
        } else {
            quoted(&text).into_owned()
        }
    })
}

/// A text as the header has it.
pub(crate) fn scalar(text: &str) -> Cow<'_, str> {
    if is_plain(text) && !is_other(text) {
        text.into()
    } else {
        quoted(text)
    }
}

/// Whether nothing in a text could be taken for a sign of YAML's. More need not be plain.
fn is_plain(text: &str) -> bool {
    let plain = |c: char| {
        c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '’' | '\'' | '&' | '/')
    };
    text.starts_with(char::is_alphanumeric) && text.chars().all(plain) && !text.ends_with(' ')
}

/// Whether a reader could take a text for a truth, a number, a day or nothing (YAML 1.1's types in yaml.org/type, which
/// have more than YAML 1.2's core schema).
fn is_other(text: &str) -> bool {
    let words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let number = |b: u8| b.is_ascii_hexdigit() || b"+-._xXoO".contains(&b);
    let is_number = text.starts_with(|c: char| c.is_ascii_digit()) && text.bytes().all(number);
    is_number || words.iter().any(|w| text.eq_ignore_ascii_case(w))
}

fn quoted(text: &str) -> Cow<'_, str> {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}') => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out.into()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::model::parse;

    #[test]
    fn a_text_that_yaml_takes_for_another_value_is_quoted() {
        for text in [
            "no",
            "No",
            "true",
            "null",
            "on",
            "y",
            "1.5",
            "12",
            "0x1f",
            "1e3",
            "1_000",
            "2031-03-12",
            "",
            "~",
            "@x",
            "#x",
            "x # y",
            "a: b",
            "a:",
            "- a",
            " a",
            "a ",
            "a, b",
            "[a]",
            "\"a\"",
            "'a",
            "a\nb",
            "a\\b",
            "? a",
            "%a",
            "\u{1b}",
        ] {
            assert!(scalar(text).starts_with('"'), "{text:?}: {}", scalar(text));
        }
        for text in [
            "Imre Vell",
            "nowhere",
            "7 days",
            "3M",
            "O'Dowd & Sons",
            "a - b",
            "Ö. Öl",
        ] {
            assert_eq!(scalar(text), text);
        }
    }

    #[test]
    fn whatever_an_actor_is_called_comes_back() {
        let texts = [
            "no",
            "true",
            "1.5",
            "@x",
            "#x",
            "a: b",
            " a",
            "a ",
            "\"a\"",
            "'a'",
            "a, b",
            "a,b",
            "a\\b",
            "a # b",
            "- a",
            "~",
            "Vell",
            "[a]",
            "a\tb\nc\rd",
            "\u{feff}a",
            "{a}",
            "---",
        ];
        for text in texts {
            for role in [None, Some("no"), Some(text)] {
                for aliases in [&[][..], &[text, "no"]] {
                    let actor = Actor {
                        id: "x".into(),
                        name: text.into(),
                        role: role.map(str::to_owned),
                        aliases: aliases.iter().map(|a| (*a).to_owned()).collect(),
                        ..Actor::default()
                    };
                    let mut lines = Lines::default();
                    lines.actors(std::slice::from_ref(&actor));
                    let lines = lines.lines.iter();
                    let lines: String = lines
                        .map(|(depth, line)| format!("{:1$}{line}\n", "", 2 * depth))
                        .collect();
                    let source = format!("---\n{lines}---\n\nCopy.");
                    let article = parse(&source);
                    assert_eq!(article.problems(), [], "{source}");
                    let mut read = article.actors.first().unwrap().clone();
                    read.source = actor.source;
                    assert_eq!(read, actor, "{source}");
                }
            }
        }
    }
}
