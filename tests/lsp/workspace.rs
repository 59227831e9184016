//! What the server knows of articles that are not open.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::client::{Client, codes};

/// A folder with files in it.
struct Desk {
    _folder: tempfile::TempDir,
    root: PathBuf,
}

impl Desk {
    fn new(files: &[(&str, &str)]) -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let desk = Desk {
            _folder: folder,
            root,
        };
        files.iter().for_each(|(name, text)| desk.write(name, text));
        desk
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.root.join(name), text).unwrap();
    }

    fn folder(&self) -> String {
        format!("file://{}", self.root.display())
    }

    fn uri(&self, name: &str) -> String {
        format!("{}/{name}", self.folder())
    }

    fn client(&self, capabilities: Value) -> Client {
        Client::in_folders(&[&self.folder()], capabilities)
    }
}

fn progress() -> Value {
    json!({"window": {"workDoneProgress": true}})
}

/// Lets the server tell how far it is, and waits until all articles are read.
fn read_all(client: &mut Client) {
    client.answer("window/workDoneProgress/create", Value::Null);
    client.wait(|m| m["method"] == "$/progress" && m["params"]["value"]["kind"] == "end");
}

fn names(symbols: &Value) -> Vec<&str> {
    let all = symbols.as_array().unwrap().iter();
    all.map(|s| s["name"].as_str().unwrap()).collect()
}

const VELL: &str =
    "---\ntitle: Crane\nactors:\n  vell: Imre Vell\n---\n\n“No,”{@vell} Imre Vell said.\n";

#[test]
fn symbols_and_counts_are_those_of_all_articles() {
    let desk = Desk::new(&[("a.nmk", VELL), ("b.nmk", VELL), ("c.txt", VELL)]);
    let mut client = desk.client(progress());
    read_all(&mut client);
    let hover = |client: &mut Client| {
        let place = json!({"textDocument": {"uri": desk.uri("a.nmk")}, "position": {"line": 3, "character": 3}});
        let told = client.result("textDocument/hover", place);
        let told = told["contents"]["value"].as_str().unwrap().to_owned();
        told.rsplit(" · ").next().unwrap().to_owned()
    };
    client.open(&desk.uri("a.nmk"), VELL);
    client.published(&desk.uri("a.nmk"), 1);
    assert_eq!(hover(&mut client), "1 quote here, 2 in the workspace");
    let found = client.result("workspace/symbol", json!({"query": "crane"}));
    assert_eq!(names(&found), ["Crane", "Crane"]);
    assert_eq!(found[1]["location"]["uri"], desk.uri("b.nmk"));
    // What changes on the disk is seen, and so is what goes.
    desk.write("b.nmk", &VELL.replace("Crane", "Ferry"));
    let change = |kind: u64| json!({"changes": [{"uri": desk.uri("b.nmk"), "type": kind}]});
    client.notify("workspace/didChangeWatchedFiles", change(2));
    let mut wait_for = |query: &str, expected: &[&str]| {
        for _ in 0..500 {
            let found = client.result("workspace/symbol", json!({"query": query}));
            if names(&found) == expected {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        panic!("{query} is never {expected:?}");
    };
    wait_for("ferry", &["Ferry"]);
    wait_for("crane", &["Crane"]);
    fs::remove_file(desk.root.join("b.nmk")).unwrap();
    client.notify("workspace/didChangeWatchedFiles", change(3));
    let mut gone = false;
    for _ in 0..500 {
        gone |= hover(&mut client) == "1 quote here, 1 in the workspace";
        if gone {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert!(gone);
    client.shut_down();
}

/// Asks for symbols until they are those that are expected.
fn wait_for(client: &mut Client, query: &str, expected: &[String]) {
    let mut found = Vec::new();
    for _ in 0..500 {
        let symbols = client.result("workspace/symbol", json!({"query": query}));
        let all = symbols.as_array().unwrap().iter();
        let all = all.map(|s| s["location"]["uri"].as_str().unwrap().to_owned());
        found = all.collect();
        if found == expected {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("{query} stands in {found:?} and never in {expected:?}");
}

#[test]
fn the_articles_of_a_folder_follow_it() {
    let desk = Desk::new(&[("a.nmk", VELL)]);
    fs::create_dir(desk.root.join("old")).unwrap();
    desk.write("old/b.nmk", VELL);
    let mut client = desk.client(progress());
    read_all(&mut client);
    wait_for(
        &mut client,
        "crane",
        &[desk.uri("a.nmk"), desk.uri("old/b.nmk")],
    );
    fs::rename(desk.root.join("old"), desk.root.join("new")).unwrap();
    let renamed = json!({"files": [{"oldUri": desk.uri("old"), "newUri": desk.uri("new")}]});
    client.notify("workspace/didRenameFiles", renamed);
    wait_for(
        &mut client,
        "crane",
        &[desk.uri("a.nmk"), desk.uri("new/b.nmk")],
    );
    fs::remove_dir_all(desk.root.join("new")).unwrap();
    let deleted = json!({"files": [{"uri": desk.uri("new")}]});
    client.notify("workspace/didDeleteFiles", deleted);
    wait_for(&mut client, "crane", &[desk.uri("a.nmk")]);
    client.shut_down();
}

#[test]
fn an_article_is_listed_once_however_its_address_is_spelt() {
    let desk = Desk::new(&[("a.nmk", VELL)]);
    let mut client = desk.client(progress());
    read_all(&mut client);
    let spelt = desk.uri("%61.nmk");
    client.open(&spelt, VELL);
    client.published(&spelt, 1);
    wait_for(&mut client, "crane", &[spelt]);
    client.shut_down();
}

#[test]
fn folders_come_and_go_while_the_server_runs() {
    let (one, two) = (
        Desk::new(&[("a.nmk", VELL)]),
        Desk::new(&[("b.nmk", &VELL.replace("Crane", "Ferry"))]),
    );
    let mut client = one.client(progress());
    read_all(&mut client);
    let change = |added: &[&Desk], removed: &[&Desk]| {
        let all = |of: &[&Desk]| {
            let all = of
                .iter()
                .map(|d| json!({"uri": d.folder(), "name": "desk"}));
            all.collect::<Vec<_>>()
        };
        json!({"event": {"added": all(added), "removed": all(removed)}})
    };
    let titles = |client: &mut Client| {
        let mut found = client.result("workspace/symbol", json!({"query": "r"}));
        let found = found.as_array_mut().unwrap();
        found.retain(|s| s["kind"] == 3);
        names(&json!(found)).join(" ")
    };
    assert_eq!(titles(&mut client), "Crane");
    client.notify("workspace/didChangeWorkspaceFolders", change(&[&two], &[]));
    read_all(&mut client);
    let mut both: Vec<String> = titles(&mut client).split(' ').map(str::to_owned).collect();
    both.sort();
    assert_eq!(both, ["Crane", "Ferry"]);
    client.notify("workspace/didChangeWorkspaceFolders", change(&[], &[&one]));
    read_all(&mut client);
    assert_eq!(titles(&mut client), "Ferry");
    client.notify("workspace/didChangeWorkspaceFolders", change(&[], &[&two]));
    for _ in 0..500 {
        if titles(&mut client).is_empty() {
            return client.shut_down();
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("the symbols of a folder that is gone stay");
}

#[test]
fn reading_the_workspace_can_be_cancelled() {
    let desk = Desk::new(&[]);
    // Long enough for the client's word to come before the end.
    let long = format!(
        "{VELL}\n{}",
        "“No,”{@vell} Imre Vell said.\n\n".repeat(2000)
    );
    for i in 0..100 {
        desk.write(&format!("{i}.nmk"), &long);
    }
    let mut client = desk.client(progress());
    let create = client.wait(|m| m["method"] == "window/workDoneProgress/create");
    let token = create["params"]["token"].clone();
    client.notify("window/workDoneProgress/cancel", json!({"token": token}));
    client.reply(&create, Value::Null);
    client.wait(|m| m["method"] == "$/progress" && m["params"]["value"]["kind"] == "end");
    let found = client.result("workspace/symbol", json!({"query": "Crane"}));
    assert!(names(&found).len() < 100);
    // What is not known is not told.
    client.open(&desk.uri("new.nmk"), VELL);
    client.published(&desk.uri("new.nmk"), 1);
    let place = json!({"textDocument": {"uri": desk.uri("new.nmk")}, "position": {"line": 3, "character": 3}});
    let told = client.result("textDocument/hover", place);
    let told = told["contents"]["value"].as_str().unwrap();
    assert!(told.ends_with("1 quote here"), "{told}");
    client.shut_down();
}

#[test]
fn a_file_opened_alone_reads_no_others() {
    let desk = Desk::new(&[("a.nmk", VELL), ("b.nmk", VELL)]);
    let mut client = Client::new(progress());
    client.open(&desk.uri("a.nmk"), VELL);
    client.published(&desk.uri("a.nmk"), 1);
    let found = client.result("workspace/symbol", json!({"query": "Crane"}));
    assert_eq!(names(&found), ["Crane"]);
    client.shut_down_without("window/workDoneProgress/create");
}

#[test]
fn a_document_that_is_asked_for_again_is_reported_once() {
    let mut client = Client::new(json!({"textDocument": {"diagnostic": {}}}));
    let uri = "untitled:one";
    client.open(uri, "“No,” she said.\n");
    let ask = |client: &mut Client, previous: &Value| {
        let params = json!({"textDocument": {"uri": uri}, "previousResultId": previous});
        client.result("textDocument/diagnostic", params)
    };
    let first = ask(&mut client, &Value::Null);
    assert_eq!(first["kind"], "full");
    let again = ask(&mut client, &first["resultId"]);
    assert_eq!(
        again,
        json!({"kind": "unchanged", "resultId": first["resultId"]})
    );
    let start = json!({"line": 0, "character": 0});
    client.change(
        uri,
        2,
        json!([{"range": {"start": start, "end": start}, "text": "x "}]),
    );
    let moved = ask(&mut client, &first["resultId"]);
    assert_eq!(moved["items"][0]["range"]["start"]["character"], 2);
    client.shut_down();
}

#[test]
fn the_workspace_is_reported_with_its_closed_articles() {
    let desk = Desk::new(&[("a.nmk", "“No,” she said.\n"), ("b.nmk", VELL)]);
    let mut client = desk.client(json!({"textDocument": {"diagnostic": {}}}));
    client.open(&desk.uri("open.nmk"), "“Yes,” he said.\n");
    let ask = |client: &mut Client, previous: &Value, token: Value| {
        let known = previous
            .as_array()
            .unwrap()
            .iter()
            .map(|r| json!({"uri": r["uri"], "value": r["resultId"]}));
        let mut params = json!({"previousResultIds": known.collect::<Vec<_>>()});
        if !token.is_null() {
            params["partialResultToken"] = token;
        }
        client.result("workspace/diagnostic", params)["items"].clone()
    };
    let shown = |items: &Value| {
        let all = items.as_array().unwrap().iter().map(|r| {
            let found = match r["items"].is_array() {
                true => codes(&r["items"]).join(" "),
                false => r["kind"].as_str().unwrap().to_owned(),
            };
            let name = r["uri"].as_str().unwrap().rsplit('/').next().unwrap();
            format!("{name} {} {found}", r["version"])
        });
        all.collect::<Vec<_>>()
    };
    let first = ask(&mut client, &json!([]), Value::Null);
    assert_eq!(
        shown(&first),
        [
            "open.nmk 1 unattributed-quote",
            "a.nmk null unattributed-quote",
            "b.nmk null "
        ]
    );
    let same = ask(&mut client, &first, Value::Null);
    assert_eq!(
        shown(&same),
        [
            "open.nmk 1 unchanged",
            "a.nmk null unchanged",
            "b.nmk null unchanged"
        ]
    );
    // What goes has nothing left to show; the rest comes in parts to who wants them.
    fs::remove_file(desk.root.join("a.nmk")).unwrap();
    desk.write("b.nmk", "“So,” she said, “no.” “Oh.”\n");
    let rest = ask(&mut client, &first, json!("parts"));
    assert_eq!(rest, json!([]));
    let part = client.wait(|m| m["method"] == "$/progress" && m["params"]["token"] == "parts");
    assert_eq!(
        shown(&part["params"]["value"]["items"]),
        [
            "open.nmk 1 unchanged",
            "b.nmk null unattributed-quote unattributed-quote unattributed-quote",
            "a.nmk null "
        ]
    );
    client.shut_down();
}

#[test]
fn a_cancelled_request_is_answered_so_and_the_others_are_answered() {
    let desk = Desk::new(&[]);
    let long = "“No,” she said. ".repeat(20_000);
    for i in 0..20 {
        desk.write(&format!("{i}.nmk"), &long);
    }
    let mut client = desk.client(json!({"textDocument": {"diagnostic": {}}}));
    let place = |character: u64| json!({"textDocument": {"uri": desk.uri("open.nmk")}, "position": {"line": 3, "character": character}});
    client.open(&desk.uri("open.nmk"), VELL);
    let slow = client.ask("workspace/diagnostic", json!({"previousResultIds": []}));
    let quick: Vec<u64> = (0..50)
        .map(|i| client.ask("textDocument/hover", place(i % 8)))
        .collect();
    client.notify("$/cancelRequest", json!({"id": slow}));
    let cancelled = client.wait(|m| m["id"] == slow && m.get("method").is_none());
    assert_eq!(cancelled["error"]["code"], -32800);
    // In any order, each with its own answer.
    for (i, id) in quick.into_iter().enumerate().rev() {
        let answer = client.wait(|m| m["id"] == id && m.get("method").is_none());
        let is_on_name = (2..=6).contains(&(i % 8));
        assert_eq!(answer["result"].is_object(), is_on_name, "{i}: {answer}");
    }
    client.shut_down();
}
