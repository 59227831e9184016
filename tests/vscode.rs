//! The manifest of the extension for VS Code says what the crate says: its settings are made from the schema of
//! `newsmark.toml`, and it has the crate's version.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::expect_used)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use newsmark::settings::schema;
use serde_json::{Map, Value, json};

/// What stands in front of the settings; that of the language is no list.
const CONFIGURATION: &str = "\"configuration\": ";

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("editors/vscode")
        .join(name)
}

/// The manifest, and the bytes in it of the settings.
fn manifest() -> (String, std::ops::Range<usize>) {
    let text = fs::read_to_string(file("package.json")).unwrap();
    let before = text.rfind(&format!("{CONFIGURATION}[")).unwrap();
    let start = before + CONFIGURATION.len();
    let mut values = serde_json::Deserializer::from_str(&text[start..]).into_iter::<Value>();
    values.next().unwrap().unwrap();
    let end = start + values.byte_offset();
    (text, start..end)
}

/// The settings beside those of the extension itself, in the groups in which the editor shows them.
fn groups() -> Vec<Value> {
    let schema: Value = serde_json::from_str(&schema()).unwrap();
    let top = schema["properties"].as_object().unwrap();
    let mut articles = Map::new();
    let mut declared = Map::new();
    for (key, value) in top {
        let name = format!("newsmark.{key}");
        match key.as_str() {
            "style" | "checks" => {}
            "tags" | "attributes" => _ = declared.insert(name, plain(value, json!({}))),
            "overrides" => _ = articles.insert(name, overrides(value)),
            _ => _ = articles.insert(name, plain(value, json!([]))),
        }
    }
    let mut style = Map::new();
    for (key, value) in top["style"]["properties"].as_object().unwrap() {
        style.insert(format!("newsmark.style.{key}"), optional(value));
    }
    let mut checks = Map::new();
    for (code, value) in top["checks"]["properties"].as_object().unwrap() {
        let all = value["anyOf"][1]["properties"].as_object().unwrap();
        for (key, value) in all {
            let default = value["default"].clone();
            checks.insert(
                format!("newsmark.checks.{code}.{key}"),
                plain(value, default),
            );
        }
    }
    vec![
        json!({"title": "Articles and Registries", "properties": articles}),
        json!({"title": "House Style", "properties": style}),
        json!({"title": "Checks", "properties": checks}),
        json!({"title": "Tags and Attributes of the Project", "properties": declared}),
    ]
}

/// A setting as the editor wants it: with a type, a default, and a sentence.
fn plain(value: &Value, default: Value) -> Value {
    let mut value = value.clone();
    if value.get("type").is_none() {
        value["type"] = json!("string");
    }
    value["default"] = default;
    value["scope"] = json!("window");
    let description = value["description"].as_str().unwrap();
    let mut letters = description.chars();
    let first = letters.next().unwrap().to_uppercase();
    let sentence = first.chain(letters).collect::<String>();
    let end = if sentence.ends_with('.') { "" } else { "." };
    value["description"] = json!(format!("{sentence}{end}"));
    value
}

/// One that has no default: it can be nothing.
fn optional(value: &Value) -> Value {
    if value["type"] == "array" {
        let mut value = plain(value, json!([]));
        // Nothing set is no fault.
        value.as_object_mut().unwrap().remove("minItems");
        return value;
    }
    let mut value = plain(value, Value::Null);
    value["type"] = json!(["string", "null"]);
    value["enum"].as_array_mut().unwrap().push(Value::Null);
    value
}

/// What stands in an override is not said again: the editor's own settings are seldom the place for one.
fn overrides(value: &Value) -> Value {
    let mut value = plain(value, json!([]));
    let files = value["items"]["properties"]["files"].clone();
    value["items"] =
        json!({"type": "object", "properties": {"files": files}, "required": ["files"]});
    value
}

#[test]
fn the_settings_are_those_of_settings_files() {
    let (text, span) = manifest();
    let mut all: Vec<Value> = serde_json::from_str(&text[span.clone()]).unwrap();
    all.truncate(1);
    all.extend(groups());
    let wanted = serde_json::to_string_pretty(&all).unwrap();
    let wanted = wanted.replace('\n', "\n    ");
    if support::updating() {
        let new = format!("{}{wanted}{}", &text[..span.start], &text[span.end..]);
        fs::write(file("package.json"), new).unwrap();
        return;
    }
    assert!(
        text[span] == wanted,
        "stale: UPDATE_EXPECTATIONS=1 cargo test --test vscode writes editors/vscode/package.json"
    );
}

#[test]
fn the_extension_has_the_version_of_the_crate() {
    let (text, _) = manifest();
    let manifest: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
    let lock = fs::read_to_string(file("package-lock.json")).unwrap();
    let lock: Value = serde_json::from_str(&lock).unwrap();
    assert_eq!(lock["version"], env!("CARGO_PKG_VERSION"));
}

/// Every setting with its default is one that the server takes.
#[test]
fn the_server_takes_every_setting() {
    for group in groups() {
        for (name, setting) in group["properties"].as_object().unwrap() {
            let mut value = setting["default"].clone();
            if value.is_null() {
                value = setting["enum"][0].clone();
            }
            if name == "newsmark.style.quotation-marks" {
                value = json!(["“”"]);
            }
            let keys: Vec<&str> = name.split('.').skip(1).collect();
            let nested = keys
                .iter()
                .rfold(value, |inner, key| json!({ *key: inner }));
            let (_, problems) = newsmark::settings::Settings::from_json(&nested);
            assert!(problems.is_empty(), "{name}: {problems:?}");
        }
    }
}
