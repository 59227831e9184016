//! Settings as JSON, which is how editors have them: the same keys, read by the same reader.

use serde_json::{Map, Value};

use super::{Problem, Settings, read};

/// What editors' extensions keep beside the settings of articles.
const OF_EXTENSIONS: [&str; 2] = ["server", "trace"];

pub(super) fn settings(value: &Value) -> (Settings, Vec<Problem>) {
    let keys = match value {
        // Nobody has set anything.
        Value::Null => return (Settings::default(), Vec::new()),
        Value::Object(keys) => keys,
        _ => return problem("expected an object with the keys of newsmark.toml".to_owned()),
    };
    let own = keys
        .iter()
        .filter(|(key, _)| !OF_EXTENSIONS.contains(&key.as_str()));
    let own: Map<String, Value> = own.filter_map(entry).collect();
    match toml::to_string(&own) {
        Ok(text) => read::settings(&text),
        Err(error) => problem(error.to_string()),
    }
}

fn problem(message: String) -> (Settings, Vec<Problem>) {
    let problem = Problem {
        span: 0..0,
        message,
        help: None,
    };
    (Settings::default(), vec![problem])
}

/// An entry without null, for which TOML has no form: in an editor it stands for what is not set.
fn entry((key, value): (&String, &Value)) -> Option<(String, Value)> {
    set(value).map(|value| (key.clone(), value))
}

fn set(value: &Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::Array(items) => Some(items.iter().filter_map(set).collect()),
        Value::Object(keys) => Some(Value::Object(keys.iter().filter_map(entry).collect())),
        other => Some(other.clone()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::Settings;

    #[test]
    fn an_editors_settings_are_read_as_a_file_is() {
        let text = "registries = [\"people.toml\"]\n[checks]\nuntagged-date = \"hint\"\n\
            [checks.anonymous-source]\neveryone = true\n[[overrides]]\nfiles = [\"opinion/\"]\n\
            checks.loaded-cue = \"off\"\n";
        let same = json!({
            "registries": ["people.toml"],
            "checks": {"untagged-date": "hint", "anonymous-source": {"everyone": true}, "loaded-cue": null},
            "overrides": [{"files": ["opinion/"], "checks": {"loaded-cue": "off"}}],
            "trace": {"server": "verbose"},
        });
        let (file, editor) = (Settings::parse(text), Settings::from_json(&same));
        assert!(editor.1.is_empty(), "{:?}", editor.1);
        for path in ["a.nmk", "opinion/a.nmk"] {
            let of = |s: &Settings| {
                let all = s
                    .assignments(path)
                    .map(|a| (a.key.clone(), a.value.clone()));
                let mut all: Vec<_> = all.collect();
                all.sort_by(|a, b| a.0.cmp(&b.0));
                all
            };
            assert_eq!(of(&file.0), of(&editor.0));
        }
        assert_eq!(editor.0.registries[0].value, "people.toml");
    }

    #[test]
    fn what_is_wrong_names_the_key() {
        for (value, message) in [
            (
                json!(7),
                "expected an object with the keys of newsmark.toml",
            ),
            (json!({"check": {}}), "there is no setting check"),
            (
                json!({"checks": {"loaded-cue": "loud"}}),
                "checks.loaded-cue cannot be \"loud\"",
            ),
            (
                json!({"style": {"days": 3}}),
                "style.days is an integer: expected a text in quotation marks",
            ),
        ] {
            let problems = Settings::from_json(&value).1;
            let messages: Vec<_> = problems.iter().map(|p| p.message.as_str()).collect();
            assert_eq!(messages, [message]);
        }
    }
}
