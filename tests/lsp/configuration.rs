//! Settings that the editor has.

use std::fs;

use serde_json::{Value, json};

use crate::client::Client;
use crate::{ARTICLE, URI};

const ASKS: &str = "workspace/configuration";

fn level(of: &str) -> Value {
    json!({"checks": {"unattributed-quote": of}})
}

/// The severity of the only finding, once it is the one.
fn wait_for_severity(client: &mut Client, uri: &str, severity: u64) {
    client.wait(|m| {
        let params = &m["params"];
        m["method"] == "textDocument/publishDiagnostics"
            && params["uri"] == uri
            && params["diagnostics"][0]["severity"] == severity
    });
    assert_eq!(client.pull(uri)[0]["severity"], severity);
}

#[test]
fn an_editors_settings_hold_under_those_of_the_files() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    fs::create_dir(root.join("set")).unwrap();
    fs::write(
        root.join("set/newsmark.toml"),
        "[checks]\nunattributed-quote = \"error\"\n",
    )
    .unwrap();
    fs::write(
        root.join("people.toml"),
        "[actors]\nmarrow = \"Tilda Marrow\"\n",
    )
    .unwrap();
    let uri = |name: &str| format!("file://{}", root.join(name).display());
    let capabilities = json!({
        "workspace": {"configuration": true, "didChangeConfiguration": {"dynamicRegistration": true}},
    });
    let mut client = Client::in_folders(&[uri("").trim_end_matches('/')], capabilities);
    let registered = client.wait(|m| m["method"] == "client/registerCapability");
    let first = &registered["params"]["registrations"][0];
    assert_eq!(first["method"], "workspace/didChangeConfiguration");
    let mut settings = level("hint");
    settings["registries"] = json!(["people.toml"]);
    client.answer(ASKS, json!([settings]));
    for name in [URI, &uri("a.nmk")] {
        client.open(name, ARTICLE);
        wait_for_severity(&mut client, name, 4);
    }
    client.open(&uri("set/a.nmk"), ARTICLE);
    wait_for_severity(&mut client, &uri("set/a.nmk"), 1);
    // The editor's registry is known where there is no file, from every folder.
    fs::create_dir(root.join("unset")).unwrap();
    client.open(&uri("unset/b.nmk"), "“No,”{@marrow} Tilda Marrow said.\n");
    assert!(client.published(&uri("unset/b.nmk"), 1).is_empty());
    // They are asked for anew when they have changed; faulty ones are told of, with the key.
    client.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": null}),
    );
    client.answer(ASKS, json!([level("loud")]));
    let told = client.wait(|m| m["method"] == "window/showMessage");
    let message = told["params"]["message"].as_str().unwrap();
    assert!(message.contains("checks.unattributed-quote"), "{message}");
    assert_eq!(client.pull(URI)[0]["severity"], 4);
    client.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": null}),
    );
    client.answer(ASKS, json!([level("info")]));
    wait_for_severity(&mut client, URI, 3);
    client.shut_down();
}

#[test]
fn who_answers_no_questions_sends_the_settings_and_is_not_asked() {
    let mut client = Client::start(&[]);
    let params = json!({
        "processId": null,
        "rootUri": null,
        "capabilities": {},
        "initializationOptions": {"newsmark": level("error")},
    });
    client.result("initialize", params);
    client.notify("initialized", json!({}));
    client.open(URI, ARTICLE);
    wait_for_severity(&mut client, URI, 1);
    client.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": {"newsmark": level("info"), "other": {}}}),
    );
    wait_for_severity(&mut client, URI, 3);
    client.shut_down_without(ASKS);
}
