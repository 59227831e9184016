//! The preview's request, as a client meets it.

use serde_json::{Value, json};

use crate::client::Client;

#[test]
fn a_client_is_told_of_the_preview_and_can_ask_for_it() {
    let mut client = Client::start(&[]);
    let params = json!({"processId": null, "rootUri": null, "capabilities": {}});
    let answer = client.result("initialize", params);
    assert_eq!(answer["capabilities"]["experimental"]["preview"], true);
    client.notify("initialized", json!({}));
    let document = |uri: &str| json!({"textDocument": {"uri": uri}});
    client.open("untitled:one", "“Not now,”{by=\"a fitter\"} he said.\n");
    let preview = client.result("newsmark/preview", document("untitled:one"));
    let expected = json!({
        "byline": [],
        "speakers": [{"name": "a fitter", "quotes": 1}],
        "marks": [{"kind": "quote", "speakers": [0]}],
        "paragraphs": [{"line": 0, "end": 0, "parts": [
            {"text": "“Not now,”", "marks": [0]},
            {"text": " he said."}
        ]}]
    });
    assert_eq!(preview, expected);
    let none = client.result("newsmark/preview", document("untitled:two"));
    assert_eq!(none, Value::Null);
    client.shut_down();
}
