//! What the server changes in a project's files beside the article: each test has the files before and after.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::client::Client;

const SETTINGS: &str = "\
# House rules.
registries = [\"people.toml\"]
exclude = [\"drafts/\", \"old/*.nmk\"]

[checks]
loaded-cue = \"off\" # for now
";

const PEOPLE: &str = "[actors]\nmarrow = \"Tilda Marrow\"\n";

const ARTICLE: &str = "\
---
actors:
  # The crane is his.
  vell:
    name: Imre Vell
    role: crane master
    aliases: [\"the \\\"old\\\" man\"]
    roles:
      - title: mayor
        from: 2020
        to: 2025-03-01
  ada: Ada Tull, harbour minister
---

“Not now,”{@vell} Imre Vell told Ada Tull. “Later,” she said.
";

struct Folder {
    _folder: tempfile::TempDir,
    root: PathBuf,
}

impl Folder {
    fn new() -> Folder {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        for (name, text) in [
            ("newsmark.toml", SETTINGS),
            ("people.toml", PEOPLE),
            ("a.nmk", ARTICLE),
        ] {
            fs::write(root.join(name), text).unwrap();
        }
        Folder {
            _folder: folder,
            root,
        }
    }

    fn uri(&self, name: &str) -> String {
        let path = self.root.join(name).display().to_string();
        format!("file://{}", path.replace(' ', "%20"))
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.root.join(name)).unwrap()
    }

    /// Makes the edits of an answer, as an editor does.
    fn apply(&self, edit: &Value) {
        for document in edit["documentChanges"].as_array().unwrap() {
            let path = document["textDocument"]["uri"].as_str().unwrap();
            let path = Path::new(path.strip_prefix("file://").unwrap());
            let mut text = fs::read_to_string(path).unwrap();
            let edits = document["edits"].as_array().unwrap();
            let mut edits: Vec<(usize, usize, &str)> = edits
                .iter()
                .map(|e| {
                    let at = |p: &Value| offset(&text, p);
                    let range = &e["range"];
                    (
                        at(&range["start"]),
                        at(&range["end"]),
                        e["newText"].as_str().unwrap(),
                    )
                })
                .collect();
            edits.sort_unstable();
            for (start, end, new) in edits.into_iter().rev() {
                text.replace_range(start..end, new);
            }
            fs::write(path, text).unwrap();
        }
    }

    /// What is there when an action at a place has been done.
    fn after(place: (u32, u32), title: &str) -> (Folder, Value) {
        let folder = Folder::new();
        let mut client = folder.open();
        let action = folder.action(&mut client, place, title);
        client.shut_down();
        folder.apply(&action["edit"]);
        (folder, action)
    }

    fn open(&self) -> Client {
        let mut client = Client::in_folders(&[self.uri("").trim_end_matches('/')], json!({}));
        client.open(&self.uri("a.nmk"), ARTICLE);
        client.pull(&self.uri("a.nmk"));
        client
    }

    fn titles(&self, client: &mut Client, place: (u32, u32)) -> Vec<String> {
        let all = self.actions(client, place).into_iter();
        all.map(|a| a["title"].as_str().unwrap().to_owned())
            .collect()
    }

    /// The actions at a place.
    fn actions(&self, client: &mut Client, (line, character): (u32, u32)) -> Vec<Value> {
        let at = json!({"line": line, "character": character});
        let params = json!({"textDocument": {"uri": self.uri("a.nmk")}, "range": {"start": at, "end": at},
            "context": {"diagnostics": []}});
        let all = client.result("textDocument/codeAction", params);
        all.as_array().unwrap().clone()
    }

    /// The action with this title at a place.
    fn action(&self, client: &mut Client, place: (u32, u32), title: &str) -> Value {
        let all = self.actions(client, place);
        let found = all.iter().find(|a| a["title"] == title);
        let titles: Vec<&Value> = all.iter().map(|a| &a["title"]).collect();
        found
            .unwrap_or_else(|| panic!("{title} is not among {titles:?}"))
            .clone()
    }
}

fn offset(text: &str, position: &Value) -> usize {
    let number = |key: &str| usize::try_from(position[key].as_u64().unwrap()).unwrap();
    let lines = text.split_inclusive('\n').take(number("line"));
    let start: usize = lines.map(str::len).sum();
    let mut units = 0;
    let line = text[start..].char_indices();
    let at = line
        .take_while(|(_, c)| {
            units += c.len_utf16();
            units <= number("character")
        })
        .last();
    start + at.map_or(0, |(i, c)| i + c.len_utf8())
}

#[test]
fn a_check_is_turned_off_in_the_settings() {
    let (folder, _) = Folder::after((14, 45), "Turn unattributed-quote off in newsmark.toml");
    let expected = SETTINGS.replace("[checks]\n", "[checks]\nunattributed-quote = \"off\"\n");
    assert_eq!(folder.read("newsmark.toml"), expected);
}

/// Only if the editor can make files, and where no settings are.
#[test]
fn a_check_is_turned_off_in_settings_that_are_made() {
    let turned_off = |capabilities: Value| {
        let folder = Folder::new();
        fs::remove_file(folder.root.join("newsmark.toml")).unwrap();
        let mut client = Client::in_folders(&[folder.uri("").trim_end_matches('/')], capabilities);
        client.open(&folder.uri("a.nmk"), ARTICLE);
        client.pull(&folder.uri("a.nmk"));
        let all = folder.actions(&mut client, (14, 45)).into_iter();
        let title = "Turn unattributed-quote off in a new newsmark.toml";
        let found = all.into_iter().find(|a| a["title"] == title);
        client.shut_down();
        found.map(|a| (folder, a["edit"]["documentChanges"].clone()))
    };
    assert!(turned_off(json!({})).is_none());
    let can = json!({"workspace": {"workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]}}});
    let (folder, changes) = turned_off(can).unwrap();
    let uri = folder.uri("newsmark.toml");
    assert_eq!(changes[0]["kind"], "create");
    assert_eq!(changes[0]["uri"], uri);
    assert_eq!(changes[1]["textDocument"]["uri"], uri);
    assert_eq!(
        changes[1]["edits"][0]["newText"],
        "[checks]\nunattributed-quote = \"off\"\n"
    );
}

#[test]
fn an_actor_moves_to_the_registry_with_all_that_is_declared() {
    let (folder, _) = Folder::after((14, 13), "Move Imre Vell to people.toml");
    let table = r#"
[actors."vell"]
name = "Imre Vell"
role = "crane master"
aliases = ["the \"old\" man"]
roles = [{ title = "mayor", from = "2020", to = "2025-03-01" }]
"#;
    assert_eq!(folder.read("people.toml"), format!("{PEOPLE}{table}"));
    let left = "---\nactors:\n  # The crane is his.\n  ada: Ada Tull, harbour minister\n---\n";
    assert!(
        folder.read("a.nmk").starts_with(left),
        "{}",
        folder.read("a.nmk")
    );
}

#[test]
fn an_actor_stays_where_its_registry_cannot_have_a_table_more() {
    let folder = Folder::new();
    fs::write(
        folder.root.join("people.toml"),
        "actors = { marrow = \"Tilda Marrow\" }\n",
    )
    .unwrap();
    let mut client = folder.open();
    let titles = folder.titles(&mut client, (14, 13));
    assert!(!titles.iter().any(|t| t.starts_with("Move ")), "{titles:?}");
    client.shut_down();
}

#[test]
fn actors_are_sorted_with_the_comments_above_them() {
    let (folder, action) = Folder::after((0, 0), "Sort the actors by their ids");
    assert_eq!(action["kind"], "source.organizeActors");
    let ada = "  ada: Ada Tull, harbour minister\n";
    let sorted = ARTICLE.replace(ada, "");
    let sorted = sorted.replace(
        "  # The crane is his.\n",
        &format!("{ada}  # The crane is his.\n"),
    );
    assert_eq!(folder.read("a.nmk"), sorted);
}

#[test]
fn settings_follow_files_that_are_renamed() {
    let folder = Folder::new();
    let mut client = folder.open();
    let rename =
        |old: &str, new: &str| json!({"oldUri": folder.uri(old), "newUri": folder.uri(new)});
    let files = json!({"files": [rename("people.toml", "desk/known people.toml"), rename("drafts", "later/drafts")]});
    let edit = client.result("workspace/willRenameFiles", files);
    folder.apply(&edit);
    let expected = SETTINGS
        .replace("\"people.toml\"", "\"desk/known people.toml\"")
        .replace("\"drafts/\"", "\"later/drafts/\"");
    assert_eq!(folder.read("newsmark.toml"), expected);
    // What the settings do not speak of changes nothing.
    let files = json!({"files": [rename("a.nmk", "b.nmk")]});
    assert_eq!(
        client.result("workspace/willRenameFiles", files),
        Value::Null
    );
    client.shut_down();
}
