//! What the server tells of itself.

use std::fs;

use serde_json::{Value, json};

use crate::client::Client;
use crate::{ARTICLE, URI};

fn initialized(arguments: &[&str]) -> Client {
    let mut client = Client::start(arguments);
    let params = json!({"processId": null, "rootUri": null, "capabilities": {}});
    client.result("initialize", params);
    client.notify("initialized", json!({}));
    client
}

#[test]
fn each_message_is_traced_as_long_as_the_client_wants_it() {
    let mut client = initialized(&[]);
    client.open(URI, ARTICLE);
    client.notify("$/setTrace", json!({"value": "messages"}));
    client.pull(URI);
    let trace = client.wait(|m| m["method"] == "$/logTrace");
    let mut message = trace["params"]["message"].as_str().unwrap().to_owned();
    if message.starts_with("$/setTrace") {
        let next = client.wait(|m| m["method"] == "$/logTrace");
        message = next["params"]["message"].as_str().unwrap().to_owned();
    }
    assert!(
        message.starts_with("textDocument/diagnostic: "),
        "{message}"
    );
    client.notify("$/setTrace", json!({"value": "off"}));
    client.pull(URI);
    client.shut_down_without("$/logTrace");
}

#[test]
fn the_log_has_what_it_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    let file = path.to_str().unwrap();
    for (level, wanted, unwanted) in [
        ("warn", "no request", "textDocument/diagnostic"),
        ("debug", "textDocument/diagnostic", "\u{0}"),
    ] {
        let mut client = initialized(&["--log-file", file, "--log-level", level]);
        client.raw(b"Content-Length: 2\r\n\r\n{}");
        client.wait(|m| m.get("error").is_some());
        client.open(URI, ARTICLE);
        client.pull(URI);
        client.shut_down();
        let log = fs::read_to_string(&path).unwrap();
        assert!(log.contains(wanted) && !log.contains(unwanted), "{log}");
    }
}

#[test]
fn a_log_that_cannot_be_written_is_told_of_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().to_str().unwrap().to_owned();
    let mut client = Client::start(&["--log-file", &file]);
    assert_eq!(client.ended().code(), Some(2));
}

#[test]
fn nothing_is_logged_to_the_client_in_normal_use() {
    let mut client = initialized(&[]);
    client.open(URI, ARTICLE);
    client.pull(URI);
    client.request("textDocument/hover", Value::Null);
    client.shut_down_without("window/logMessage");
}
