//! A header as lines of a source.

use std::fmt::Write;

use crate::model::{Actor, ActorKind, DateValue, Header, Value};
use crate::syntax::is_name;

/// The header's lines with those around them and a blank one behind; nothing if it says nothing.
pub(super) fn written(header: &Header, actors: &[Actor]) -> String {
    let mut lines = Lines::default();
    lines.text("title", header.title.as_deref());
    lines.date("date", header.date.as_ref());
    lines.text("place", header.place.as_deref());
    lines.text("source", header.source.as_deref());
    match header.author.as_slice() {
        [] => {}
        [author] => lines.text("author", Some(author)),
        authors => lines.list("author", authors),
    }
    lines.text("lang", header.lang.as_deref());
    lines.text("url", header.url.as_deref());
    lines.text("id", header.id.as_deref());
    for (key, value) in &header.metadata {
        lines.value(key, value);
    }
    if !actors.is_empty() {
        lines.line("actors:");
        lines.depth += 1;
        actors.iter().for_each(|a| lines.actor(a));
    }
    if lines.out.is_empty() {
        return String::new();
    }
    format!("---\n{}---\n\n", lines.out)
}

#[derive(Default)]
struct Lines {
    out: String,
    /// How many keys are above.
    depth: usize,
    /// The next line begins an element of a list.
    dash: bool,
}

impl Lines {
    /// A key of the outside world that the header cannot have is left out with its value.
    fn line(&mut self, text: &str) {
        let key = text.trim_start_matches("- ").split(':').next();
        if !text.starts_with("- ") && !key.is_some_and(is_name) {
            return;
        }
        let dash = std::mem::take(&mut self.dash);
        let depth = self.depth.saturating_sub(usize::from(dash));
        let dash = if dash { "- " } else { "" };
        // Writing to a string cannot fail.
        let _ = writeln!(self.out, "{:1$}{dash}{text}", "", 2 * depth);
    }

    fn text(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.line(&format!("{key}: {}", scalar(value)));
        }
    }

    fn date(&mut self, key: &str, value: Option<&DateValue>) {
        self.text(key, value.map(|d| d.value.as_str()));
    }

    fn list(&mut self, key: &str, values: &[String]) {
        if !values.is_empty() {
            let values: Vec<String> = values.iter().map(|v| scalar(v)).collect();
            self.line(&format!("{key}: [{}]", values.join(", ")));
        }
    }

    fn value(&mut self, key: &str, value: &Value) {
        match value {
            Value::Text(text) => self.text(key, Some(text)),
            Value::List(list) if list.is_empty() => self.line(&format!("{key}: []")),
            Value::List(list) => {
                self.line(&format!("{key}:"));
                self.depth += 1;
                list.iter().for_each(|v| self.element(v));
                self.depth -= 1;
            }
            Value::Map(map) => {
                self.line(&format!("{key}:"));
                self.depth += 1;
                map.iter().for_each(|(k, v)| self.value(k, v));
                self.depth -= 1;
            }
        }
    }

    fn element(&mut self, value: &Value) {
        match value {
            Value::Text(text) => self.line(&format!("- {}", scalar(text))),
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

    fn actor(&mut self, actor: &Actor) {
        let short = Actor {
            id: actor.id.clone(),
            name: actor.name.clone(),
            role: actor.role.clone(),
            source: actor.source,
            ..Actor::default()
        };
        // The short form ends the name at its first comma.
        if *actor == short && !actor.name.contains(", ") && !actor.name.is_empty() {
            let role = actor.role.as_ref().map(|r| format!(", {r}"));
            let text = format!("{}{}", actor.name, role.unwrap_or_default());
            let same = text.trim() == text && actor.name.trim() == actor.name;
            if same && actor.role.as_ref().is_none_or(|r| r.trim() == r) {
                let is_plain = text.split(", ").all(|part| scalar(part) == part);
                let value = if is_plain { text } else { scalar(&text) };
                return self.line(&format!("{}: {value}", actor.id));
            }
        }
        self.line(&format!("{}:", actor.id));
        self.depth += 1;
        self.text("name", Some(&actor.name));
        if actor.kind != ActorKind::Person {
            self.text("kind", actor.kind.name());
        }
        self.text("role", actor.role.as_deref());
        if !actor.roles.is_empty() {
            self.line("roles:");
            self.depth += 1;
            for role in &actor.roles {
                self.depth += 1;
                self.dash = true;
                self.text("title", Some(&role.title));
                self.date("from", role.from.as_ref());
                self.date("to", role.to.as_ref());
                self.depth -= 1;
            }
            self.depth -= 1;
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

/// A text as the header has it: in quotation marks unless no YAML reader could take it for anything else.
fn scalar(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '’');
    let is_plain = text.starts_with(char::is_alphanumeric)
        && text.chars().all(plain)
        && !text.ends_with(' ')
        && !text.contains(" -");
    if is_plain {
        return text.to_owned();
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || c == '\u{feff}' || c == '\u{2028}' || c == '\u{2029}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
