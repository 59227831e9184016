//! The JSON Schema of settings files, which editors of TOML use.

use serde_json::{Map, Value, json};

use super::read;
use crate::checks::{CHECKS, Check, Default, Level};
use crate::model::ATTRIBUTES;
use crate::syntax::tag::ROLES;

/// How the paths of articles are written.
const PATTERNS: &str = "A pattern without a slash, or with one at its end only, names files and folders of that name anywhere; with another slash it starts at the settings file's folder; with one at its end it names folders only. What is below a named folder is named too. * stands for anything in a name, ** for any folders, {a,b} for one of several.";

/// The schema, as JSON with a line feed at its end. It follows draft 7, which all editors know.
pub fn schema() -> String {
    let part = |name: &str| match name {
        "style" => style(),
        "checks" => checks(),
        "tags" => json!({
            "type": "object",
            "description": "Words of tags that the project declares.",
            "propertyNames": word(),
            "additionalProperties": tag()
        }),
        _ => json!({
            "type": "object",
            "description": "Attributes that the project declares for any tag.",
            "propertyNames": { "allOf": [key(), { "not": { "enum": ATTRIBUTES } }] },
            "additionalProperties": attribute(Of::Any)
        }),
    };
    let paths =
        |what: &str| json!({ "type": "array", "items": { "type": "string" }, "description": what });
    let patterns = |what: &str| paths(&format!("{what} {PATTERNS}"));
    let mut top = Map::new();
    for key in read::TOP {
        let value = match key {
            "include" => patterns("The articles."),
            "exclude" => patterns("What is left out of the articles."),
            "registries" => paths(
                "Files of known actors: TOML, JSON Lines or CSV. Of two that say different things, the earlier wins.",
            ),
            "allow-outside" => paths("Paths outside of the folder that may be read nevertheless."),
            "overrides" => {
                let mut parts = Map::new();
                for key in read::OVERRIDE {
                    let files = || patterns("The articles that this is for.");
                    parts.insert(key.into(), if key == "files" { files() } else { part(key) });
                }
                json!({
                    "type": "array",
                    "description": "Other values for some of the articles; of several, the last holds.",
                    "items": { "type": "object", "properties": parts, "required": ["files"], "additionalProperties": false }
                })
            }
            other => part(other),
        };
        top.insert(key.into(), value);
    }
    let schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Settings of Newsmark",
        "type": "object",
        "properties": top,
        "additionalProperties": false
    });
    format!("{schema:#}\n")
}

fn style() -> Value {
    let mut properties = Map::new();
    for key in read::STYLE {
        properties.insert(
            key.into(),
            match key {
                "punctuation" => json!({
                    "enum": ["us", "uk"],
                    "description": "Full stops and commas before the closing mark always (us), or only where they belong to the quoted words (uk)."
                }),
                "quotation-marks" => json!({
                    "type": "array", "minItems": 1,
                    "items": { "type": "string", "minLength": 2, "maxLength": 2 },
                    "description": "The pairs of marks of the house, the outer ones first."
                }),
                "days" => json!({
                    "enum": ["weekday", "date"],
                    "description": "How days near the article's date are written: Wednesday, or 12 March."
                }),
                _ => json!({
                    "type": "array", "items": { "type": "string" },
                    "description": "The cue words of the house."
                }),
            },
        );
    }
    json!({
        "type": "object",
        "description": "The rules of the house. What is not set is not checked.",
        "properties": properties,
        "additionalProperties": false
    })
}

fn checks() -> Value {
    let properties: Map<String, Value> = CHECKS
        .iter()
        .map(|check| (check.code.to_owned(), one(check)))
        .collect();
    json!({
        "type": "object",
        "description": "Levels and settings of the checks.",
        "properties": properties,
        "additionalProperties": false
    })
}

fn one(check: &Check) -> Value {
    let level = json!({
        "enum": ["error", "warning", "info", "hint", "off"],
        "default": check.level.map_or("off", Level::name),
        "description": check.summary
    });
    let mut properties = Map::new();
    properties.insert("level".into(), level.clone());
    for setting in check.settings {
        let mut value = match setting.default {
            Default::Flag(default) => json!({ "type": "boolean", "default": default }),
            Default::Number {
                default,
                least,
                most,
            } => {
                json!({ "type": "integer", "minimum": least, "maximum": most, "default": default })
            }
            Default::Words(words) => {
                json!({ "type": "array", "items": { "type": "string" }, "default": words })
            }
            Default::Replacements(pairs) => {
                let pairs: Map<String, Value> = pairs
                    .iter()
                    .map(|(k, v)| ((*k).to_owned(), json!(v)))
                    .collect();
                json!({ "type": "object", "additionalProperties": { "type": "string" }, "default": pairs })
            }
        };
        value["description"] = json!(setting.summary);
        properties.insert(setting.name.into(), value);
    }
    json!({
        "description": check.summary,
        "anyOf": [
            level,
            { "type": "object", "properties": properties, "additionalProperties": false }
        ]
    })
}

/// What a word of a tag looks like, as far as patterns go that all editors read in the same way.
fn word() -> Value {
    let free = r#"^[^\s\d_.@#+?=,;{}"'-][^\s@#+?=,;{}"']*$"#;
    let taken = json!([{ "enum": ROLES }, { "enum": ["every"] }, { "pattern": DATE }]);
    json!({ "pattern": free, "not": { "anyOf": taken } })
}

/// What the key of an attribute looks like.
fn key() -> Value {
    json!({ "pattern": "^[A-Za-z][A-Za-z0-9_-]*$", "not": { "pattern": DATE } })
}

/// What begins with a letter and reads as a date.
const DATE: &str = "^(X|[YP][0-9TX-]|(PRESENT|PAST|FUTURE)_REF$)";

fn tag() -> Value {
    // The language says itself what its own attributes take.
    let own: Map<String, Value> = ATTRIBUTES
        .iter()
        .map(|key| ((*key).to_owned(), attribute(Of::TagAndLanguage)))
        .collect();
    json!({
        "type": "object",
        "properties": {
            "summary": { "type": "string", "description": "What the tag is for." },
            "attributes": {
                "type": "object",
                "description": "The attributes that may stand beside the word.",
                "propertyNames": key(),
                "properties": own,
                "additionalProperties": attribute(Of::Tag)
            }
        },
        "additionalProperties": false
    })
}

/// Where an attribute is declared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Any,
    Tag,
    /// Beside a word of the project's stands an attribute of the language.
    TagAndLanguage,
}

fn attribute(of: Of) -> Value {
    let mut properties = json!({
        "summary": { "type": "string", "description": "What the attribute is for." }
    });
    if of != Of::TagAndLanguage {
        properties["values"] = json!({
            "type": "array", "items": { "type": "string" },
            "description": "The values that it takes; without these, any."
        });
    }
    if of != Of::Any {
        properties["required"] = json!({
            "type": "boolean", "default": false,
            "description": "Whether the tag's word cannot do without it."
        });
    }
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}
