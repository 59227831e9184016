//! The language server as an editor meets it: the real process, JSON-RPC over its pipes.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::expect_used)]

mod client;
#[path = "../support/command.rs"]
mod command;
mod configuration;
mod log;
mod preview;
mod project;
mod workspace;

use std::fs;
use std::process::{Command, Stdio};

use client::{Client, codes};
use command::{newsmark, run_with};
use serde_json::{Value, json};

const ARTICLE: &str = "---\nactors:\n  vell: Imre Vell\n---\n\n“Not now,” Imre Vell said.\n";
const URI: &str = "untitled:one";

fn place(line: u32, character: u32) -> Value {
    json!({"textDocument": {"uri": URI}, "position": {"line": line, "character": character}})
}

#[test]
fn a_document_lives_from_opening_to_closing() {
    let mut client = Client::new(json!({}));
    client.open(URI, ARTICLE);
    assert_eq!(client.published(URI, 1), ["unattributed-quote"]);
    let hover = client.result("textDocument/hover", place(2, 3));
    assert!(
        hover["contents"]["value"]
            .as_str()
            .unwrap()
            .starts_with("**Imre Vell**")
    );
    // Half of a tag is completed.
    let at = json!({"line": 5, "character": 10});
    let typed = |text: &str| json!([{"range": {"start": at, "end": at}, "text": text}]);
    client.change(URI, 2, typed("{@"));
    let list = client.result("textDocument/completion", place(5, 12));
    let item = &list["items"][0];
    assert_eq!(item["textEdit"]["newText"], "@vell");
    assert_eq!(
        item["textEdit"]["range"]["start"],
        json!({"line": 5, "character": 11})
    );
    let at = json!({"line": 5, "character": 12});
    client.change(
        URI,
        3,
        json!([{"range": {"start": at, "end": at}, "text": "vell}"}]),
    );
    assert_eq!(client.published(URI, 3), Vec::<String>::new());
    let definition = client.result("textDocument/definition", place(5, 14));
    assert_eq!(
        definition["range"]["start"],
        json!({"line": 2, "character": 2})
    );
    let mut rename = place(5, 14);
    rename["newName"] = "imre".into();
    let edit = client.result("textDocument/rename", rename);
    let edits = edit["documentChanges"][0]["edits"].as_array().unwrap();
    assert_eq!(edits.len(), 2);
    client.notify(
        "textDocument/didClose",
        json!({"textDocument": {"uri": URI}}),
    );
    assert!(client.result("textDocument/hover", place(2, 3)).is_null());
    client.shut_down();
}

#[test]
fn positions_are_counted_as_agreed() {
    for (offered, agreed, character) in [
        (json!(["utf-16", "utf-8"]), "utf-8", 4),
        (json!(["utf-32"]), "utf-32", 1),
        (json!(["utf-16"]), "utf-16", 2),
        (Value::Null, "utf-16", 2),
    ] {
        let mut client = Client::start(&["--stdio"]);
        let general = json!({"general": {"positionEncodings": offered}});
        let params = json!({"processId": null, "rootUri": null, "capabilities": general});
        let answer = client.result("initialize", params);
        assert_eq!(answer["capabilities"]["positionEncoding"], agreed);
        client.notify("initialized", json!({}));
        client.open(URI, "🙂“No,” she said.\n");
        client.published(URI, 1);
        let start = client.pull(URI)[0]["range"]["start"].clone();
        assert_eq!(start, json!({"line": 0, "character": character}));
        client.shut_down();
    }
}

#[test]
fn the_end_is_in_order_only_after_shutdown() {
    let mut client = Client::new(json!({}));
    client.notify("exit", Value::Null);
    // Standard input is still open.
    assert_eq!(client.ended().code(), Some(1));
    let mut client = Client::new(json!({}));
    client.close_stdin();
    assert_eq!(client.ended().code(), Some(1));
}

#[cfg(unix)]
#[test]
fn the_server_ends_with_its_client() {
    let mut other = Command::new("sleep")
        .arg("1000")
        .stdin(Stdio::null())
        .spawn()
        .unwrap();
    let mut client = Client::start(&[]);
    let params = json!({"processId": other.id(), "rootUri": null, "capabilities": {}});
    client.result("initialize", params);
    other.kill().unwrap();
    other.wait().unwrap();
    assert_eq!(client.ended().code(), Some(1));
}

#[test]
fn what_makes_no_sense_gets_an_error_and_the_server_lives_on() {
    let mut client = Client::new(json!({}));
    client.open(URI, ARTICLE);
    let unknown = client.request("textDocument/dance", json!({}));
    assert_eq!(unknown["error"]["code"], -32601);
    let wrong = client.request("textDocument/hover", json!({"position": 7}));
    assert_eq!(wrong["error"]["code"], -32602);
    client.raw(b"Content-Length: 9\r\n\r\n{\"broken:");
    let broken = client.wait(|m| m["error"]["code"] == -32700);
    assert!(broken["id"].is_null());
    client.raw(b"Content-Length: many\r\n\r\n{}");
    client.wait(|m| m["error"]["code"] == -32700);
    client.raw(b"Content-Length: 5\r\n\r\n{\"jsonrpc\": \"2.0\"}");
    client.wait(|m| m["error"]["code"] == -32700);
    client.notify("$/setTrace", json!({"value": "verbose"}));
    client.notify(
        "textDocument/didChange",
        json!({"textDocument": {"uri": "untitled:never", "version": 2}, "contentChanges": []}),
    );
    // Nowhere in the document, and a name that is none.
    let far = client.result("textDocument/hover", place(u32::MAX, u32::MAX));
    assert!(far.is_null());
    let mut rename = place(2, 3);
    rename["newName"] = "two words".into();
    let refused = client.request("textDocument/rename", rename);
    assert!(
        refused["error"]["message"]
            .as_str()
            .unwrap()
            .contains("no name")
    );
    let hover = client.result("textDocument/hover", place(2, 3));
    assert!(hover["contents"]["value"].is_string());
    client.shut_down();
}

#[test]
fn a_very_long_document_is_taken() {
    let mut client = Client::new(json!({}));
    let text = "Nobody came to the harbour. ".repeat(4_000_000);
    client.open(URI, &text);
    assert_eq!(client.published(URI, 1), Vec::<String>::new());
    client.shut_down();
}

#[test]
fn settings_hold_and_are_read_again_when_they_change() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.nmk");
    fs::write(&path, ARTICLE).unwrap();
    let uri = format!("file://{}", path.display());
    let settings = folder.path().join("newsmark.toml");
    fs::write(&settings, "[checks]\nunattributed-quote = \"hint\"\n").unwrap();
    let mut client =
        Client::new(json!({"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}}}));
    let register = client.wait(|m| m["method"] == "client/registerCapability");
    assert_eq!(
        register["params"]["registrations"][0]["method"],
        "workspace/didChangeWatchedFiles"
    );
    client.open(&uri, ARTICLE);
    client.published(&uri, 1);
    assert_eq!(client.pull(&uri)[0]["severity"], 4);
    let changed =
        json!({"changes": [{"uri": format!("file://{}", settings.display()), "type": 2}]});
    fs::write(&settings, "[checks]\nunattributed-quote = \"error\"\n").unwrap();
    client.notify("workspace/didChangeWatchedFiles", changed.clone());
    client.published(&uri, 1);
    assert_eq!(client.pull(&uri)[0]["severity"], 1);
    // Broken ones are told of, and the checks go on.
    fs::write(&settings, "[check]\n").unwrap();
    client.notify("workspace/didChangeWatchedFiles", changed);
    let told = client.wait(|m| m["method"] == "window/showMessage");
    let message = told["params"]["message"].as_str().unwrap();
    assert!(
        message.contains("newsmark.toml:1") && message.contains("checks"),
        "{message}"
    );
    // What held before them holds on.
    assert_eq!(client.pull(&uri)[0]["severity"], 1);
    client.shut_down();
}

#[test]
fn the_registry_is_completed_and_leads_to_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.nmk");
    let people = folder.path().join("people.toml");
    fs::write(
        folder.path().join("newsmark.toml"),
        "registries = [\"people.toml\"]\n",
    )
    .unwrap();
    fs::write(
        &people,
        "[actors]\nmarrow = \"Tilda Marrow, ferry captain\"\n",
    )
    .unwrap();
    let uri = format!("file://{}", path.display());
    let mut client = Client::new(json!({}));
    client.open(&uri, "“Not now,”{@marow} she said.\n");
    assert!(
        client
            .published(&uri, 1)
            .contains(&"unknown-actor".to_owned())
    );
    let at =
        |c: u32| json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": c}});
    let list = client.result("textDocument/completion", at(17));
    assert_eq!(list["items"][0]["textEdit"]["newText"], "@marrow");
    assert_eq!(list["items"][0]["detail"], "Tilda Marrow, ferry captain");
    let range = json!({"start": {"line": 0, "character": 11}, "end": {"line": 0, "character": 17}});
    client.change(&uri, 2, json!([{"range": range, "text": "@marrow"}]));
    let definition = client.result("textDocument/definition", at(14));
    assert!(definition["uri"].as_str().unwrap().ends_with("people.toml"));
    assert_eq!(
        definition["range"]["start"],
        json!({"line": 1, "character": 0})
    );
    client.shut_down();
}

#[test]
fn colours_are_sent_again_as_what_has_changed() {
    let mut client = Client::new(json!({}));
    client.open(URI, ARTICLE);
    let document = json!({"uri": URI});
    let full = client.result(
        "textDocument/semanticTokens/full",
        json!({"textDocument": document}),
    );
    let delta = |client: &mut Client, id: &Value| {
        let params = json!({"textDocument": document, "previousResultId": id});
        client.result("textDocument/semanticTokens/full/delta", params)
    };
    let same = delta(&mut client, &full["resultId"]);
    assert_eq!(same["edits"], json!([]));
    let at = json!({"line": 5, "character": 10});
    let typed = json!([{"range": {"start": at, "end": at}, "text": "{@vell}"}]);
    client.change(URI, 2, typed);
    let changed = delta(&mut client, &same["resultId"]);
    // Put into the old ones, the edit gives the new ones.
    let edit = &changed["edits"][0];
    let number = |key: &str| usize::try_from(edit[key].as_u64().unwrap()).unwrap();
    let start = number("start");
    let mut data = full["data"].as_array().unwrap().clone();
    let new = edit["data"].as_array().unwrap().clone();
    data.splice(start..start + number("deleteCount"), new);
    let stale = delta(&mut client, &full["resultId"]);
    assert_eq!(stale["data"], Value::Array(data));
    client.shut_down();
}

#[test]
fn completions_are_explained_when_somebody_looks_at_them() {
    let mut client = Client::new(json!({}));
    client.open(URI, &ARTICLE.replace("”", "”{@"));
    let list = client.result("textDocument/completion", place(5, 12));
    assert!(list["items"][0].get("documentation").is_none());
    let item = client.result("completionItem/resolve", list["items"][0].clone());
    let told = item["documentation"]["value"].as_str().unwrap();
    assert!(told.starts_with("**Imre Vell**"), "{told}");
    client.open(URI, "Copy. {% allow ");
    let list = client.result("textDocument/completion", place(0, 15));
    let item = client.result("completionItem/resolve", list["items"][0].clone());
    let told = item["documentation"]["value"].as_str().unwrap();
    assert!(told.starts_with("**"), "{told}");
    client.shut_down();
}

#[test]
fn who_asks_for_diagnostics_is_not_sent_them() {
    let mut client = Client::new(json!({"textDocument": {"diagnostic": {}}}));
    client.open(URI, ARTICLE);
    assert_eq!(codes(&client.pull(URI)), ["unattributed-quote"]);
    client.shut_down_without("textDocument/publishDiagnostics");
}

#[test]
fn an_actor_of_a_registry_is_renamed_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    let uri = |name: &str| format!("file://{}", root.join(name).display());
    fs::write(
        root.join("newsmark.toml"),
        "registries = [\"people.jsonl\", \"roles.toml\"]\n",
    )
    .unwrap();
    // What a second registry adds to the same actor.
    fs::write(
        root.join("roles.toml"),
        "[actors.marrow]\nrole = \"ferry captain\"\n",
    )
    .unwrap();
    fs::write(
        root.join("people.jsonl"),
        "{\"id\": \"marrow\", \"name\": \"Tilda Marrow\"}\n",
    )
    .unwrap();
    fs::write(
        root.join("closed.nmk"),
        "“No,”{@marrow} Tilda Marrow said.\n",
    )
    .unwrap();
    // Its marrow is another.
    fs::write(
        root.join("own.nmk"),
        "---\nactors:\n  marrow: Ben Marrow\n---\n\n“No,”{@marrow} he said.\n",
    )
    .unwrap();
    let mut client = Client::start(&[]);
    let folders = json!([{"uri": uri("").trim_end_matches('/'), "name": "desk"}]);
    let params = json!({"processId": null, "workspaceFolders": folders, "capabilities": {}});
    client.result("initialize", params);
    client.notify("initialized", json!({}));
    client.open(&uri("open.nmk"), "“Yes,”{@marrow} Tilda Marrow said.\n");
    client.published(&uri("open.nmk"), 1);
    let place =
        json!({"textDocument": {"uri": uri("open.nmk")}, "position": {"line": 0, "character": 9}});
    let mut asked = place.clone();
    asked["context"] = json!({"includeDeclaration": true});
    let found = client.result("textDocument/references", asked);
    let files = |of: &Value, key: &str| {
        let all = of
            .as_array()
            .unwrap()
            .iter()
            .map(|l| l.pointer(key).unwrap().as_str().unwrap());
        all.map(|u| u.rsplit('/').next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        files(&found, "/uri"),
        ["closed.nmk", "open.nmk", "people.jsonl", "roles.toml"]
    );
    let mut rename = place;
    rename["newName"] = "tilda".into();
    let edit = client.result("textDocument/rename", rename.clone());
    let changes = &edit["documentChanges"];
    assert_eq!(
        files(changes, "/textDocument/uri"),
        ["people.jsonl", "roles.toml", "closed.nmk", "open.nmk"]
    );
    assert_eq!(changes[0]["edits"][0]["newText"], "\"tilda\"");
    assert_eq!(changes[1]["edits"][0]["newText"], "tilda");
    assert_eq!(
        changes[2]["edits"][0]["range"]["start"],
        json!({"line": 0, "character": 7})
    );
    assert_eq!(changes[3]["textDocument"]["version"], 1);
    // The name would become somebody else's where it stands.
    client.open(
        &uri("second.nmk"),
        "---\nactors:\n  imre: Imre Osk\n---\n\nCopy.\n",
    );
    rename["newName"] = "imre".into();
    let clash = client.request("textDocument/rename", rename.clone());
    assert!(
        clash["error"]["message"]
            .as_str()
            .unwrap()
            .contains("second.nmk")
    );
    rename["newName"] = "marrow".into();
    let refused = client.request("textDocument/rename", rename);
    assert!(
        refused["error"]["message"]
            .as_str()
            .unwrap()
            .contains("already")
    );
    client.shut_down();
}

/// Pseudo-random numbers (Knuth's MMIX), the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % n as u64).unwrap()
    }
}

/// The byte of a position in UTF-16, found by going through the text.
fn offset(text: &str, line: usize, character: usize) -> usize {
    let mut at = 0;
    for _ in 0..line {
        let rest = &text[at..];
        let Some(end) = rest.find(['\n', '\r']) else {
            return text.len();
        };
        at += end
            + if rest[end..].starts_with("\r\n") {
                2
            } else {
                1
            };
    }
    let mut units = 0;
    for c in text[at..].chars() {
        units += c.len_utf16();
        if matches!(c, '\n' | '\r') || units > character {
            break;
        }
        at += c.len_utf8();
    }
    at
}

#[test]
fn what_is_formatted_is_what_the_command_writes() {
    let mut client = Client::new(json!({}));
    let text = ARTICLE.replace("”", "”{ @vell }{cue2  #a}") + "\nHe said{ cue}.\n";
    client.open(URI, &text);
    let params =
        json!({"textDocument": {"uri": URI}, "options": {"tabSize": 2, "insertSpaces": true}});
    let edits = client.result("textDocument/formatting", params);
    client.change(URI, 2, edits_as_changes(&edits));
    let document = json!({"uri": URI});
    let formatted = client.result("newsmark/text", document);
    let (_, expected, _) = run_with(newsmark().args(["fmt", "-"]), &text);
    assert_ne!(expected, text);
    assert_eq!(formatted, Value::String(expected));
    client.shut_down();
}

/// Edits of one version as changes that are made one after the other, the last first.
fn edits_as_changes(edits: &Value) -> Value {
    let edits = edits.as_array().unwrap().iter().rev();
    let changes = edits.map(|e| json!({"range": e["range"], "text": e["newText"]}));
    changes.collect()
}

/// Code, place and words of each diagnostic.
fn told(diagnostics: &Value) -> Vec<String> {
    let place = |p: &Value| format!("{}:{}", p["line"], p["character"]);
    let all = diagnostics.as_array().unwrap().iter().map(|d| {
        let (start, end) = (place(&d["range"]["start"]), place(&d["range"]["end"]));
        format!("{} {start} {end} {}", d["code"], d["message"])
    });
    all.collect()
}

/// The same of what the command finds, which counts columns in characters.
fn checked(findings: &Value, text: &str) -> Vec<String> {
    let place = |p: &Value| {
        let number = |key: &str| usize::try_from(p[key].as_u64().unwrap()).unwrap();
        let before = text[..number("offset")].chars().rev();
        let units = before.take(number("column") - 1).map(char::len_utf16);
        format!("{}:{}", number("line") - 1, units.sum::<usize>())
    };
    let all = findings.as_array().unwrap().iter().map(|f| {
        let mut message = f["message"].as_str().unwrap().to_owned();
        if let Some(help) = f["help"].as_str() {
            message = format!("{message}\n{help}");
        }
        let (start, end) = (place(&f["start"]), place(&f["end"]));
        format!("{} {start} {end} {}", f["code"], Value::String(message))
    });
    all.collect()
}

#[test]
fn a_thousand_edits_leave_server_and_client_with_the_same_text_and_findings() {
    const PIECES: [&str; 16] = [
        "“",
        "”",
        "{@vell}",
        "{",
        "}",
        "[",
        "]",
        "\n",
        "\r",
        "\r\n",
        "\n\n",
        "🙂",
        "é",
        "---\n",
        "said{cue} ",
        "{% allow",
    ];
    let mut numbers = Numbers(11);
    let mut client = Client::new(json!({}));
    let mut text = format!("{ARTICLE}\r\n“Later, 🙂”{{@vell}} he said.\r\rEnd.");
    client.open(URI, &text);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("one.nmk");
    for version in 2..1002 {
        let mut changes = Vec::new();
        for _ in 0..=numbers.below(2) {
            let (line, character) = (numbers.below(30), numbers.below(60));
            // Most are where somebody types; some go over lines and far behind the end.
            let (to_line, to_character) = match numbers.below(4) {
                0 => (line + numbers.below(2), numbers.below(70)),
                1 => (line, character + numbers.below(4)),
                _ => (line, character),
            };
            let new = if text.len() > 3000 {
                ""
            } else {
                PIECES[numbers.below(PIECES.len())]
            };
            let (a, b) = (
                offset(&text, line, character),
                offset(&text, to_line, to_character),
            );
            text.replace_range(a.min(b)..a.max(b), new);
            let position = |line, character| json!({"line": line, "character": character});
            let range =
                json!({"start": position(line, character), "end": position(to_line, to_character)});
            changes.push(json!({"range": range, "text": new}));
        }
        client.change(URI, version, Value::Array(changes));
        assert_eq!(client.text(URI), text, "version {version}");
        let diagnostics = client.pull(URI);
        fs::write(&file, &text).unwrap();
        let check = Command::new(env!("CARGO_BIN_EXE_newsmark"))
            .args(["check", "--no-settings", "--format", "json"])
            .arg(&file)
            .output()
            .unwrap();
        let found: Value = serde_json::from_slice(&check.stdout).unwrap();
        assert_eq!(told(&diagnostics), checked(&found, &text), "{text:?}");
    }
    client.shut_down();
}

#[test]
fn many_changes_at_once_end_in_the_last() {
    let mut client = Client::new(json!({}));
    client.open(URI, "");
    let mut text = String::new();
    for version in 2..402 {
        let word = format!("word{version} ");
        let end = json!({"line": 0, "character": text.len()});
        client.change(
            URI,
            version,
            json!([{"range": {"start": end, "end": end}, "text": word}]),
        );
        text += &word;
        if version % 7 == 0 {
            let id = client.ask("textDocument/hover", place(0, 3));
            client.notify("$/cancelRequest", json!({"id": id}));
        }
    }
    assert_eq!(client.text(URI), text);
    client.shut_down();
}
