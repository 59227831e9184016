//! What the language server costs beside edits: its start, completion among a million actors, reading a workspace
//! of 10,000 articles while it answers, and the memory that a text of 10 MB takes.
//!
//! `cargo bench --bench workspace -- soak` replays an hour of typing instead, as fast as it goes, and fails if the server
//! then holds more memory or handles than after the first minute.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::expect_used)]

mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use support::server::{Server, article, plain};

fn newsmark() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_newsmark"))
}

fn main() {
    if std::env::args().any(|a| a == "soak") {
        return soak();
    }
    start();
    memory();
    actors();
    workspace();
}

/// Median and 99th percentile.
fn shown(mut times: Vec<Duration>) -> String {
    times.sort();
    let (median, p99) = (times[times.len() / 2], times[times.len() * 99 / 100]);
    format!("median {median:.2?}, p99 {p99:.2?}")
}

fn start() {
    let ruff = support::peer("ruff");
    let times = |path: &Path, argument: &str| -> Vec<Duration> {
        (0..40)
            .map(|_| Server::start(path, argument, plain()).1)
            .collect()
    };
    println!(
        "start to the answer of initialize: {}",
        shown(times(newsmark(), "lsp"))
    );
    if let Some(ruff) = ruff {
        println!("  ruff: {}", shown(times(&ruff, "server")));
    }
}

fn memory() {
    const SIZE: usize = 10_000_000;
    let (mut server, _) = Server::start(newsmark(), "lsp", plain());
    let empty = server.held().0;
    server.open("untitled:a", "newsmark", &article(SIZE));
    let opened = server.held().0;
    let at = json!({"line": 9, "character": 0});
    for version in 2..40 {
        let edit = json!([{"range": {"start": at, "end": at}, "text": "“Not now,” "}]);
        let document = json!({"uri": "untitled:a", "version": version});
        server.notify(
            "textDocument/didChange",
            json!({"textDocument": document, "contentChanges": edit}),
        );
        server.published(version);
    }
    let edited = server.held().0;
    let times = |bytes: usize| format!("{:.0} MB", bytes as f64 / 1e6);
    println!(
        "memory for 10 MB: {} before, {} opened, {} after edits: {:.2} times the text and 30 MB",
        times(empty),
        times(opened),
        times(edited),
        (edited as f64 - 30e6) / SIZE as f64
    );
}

fn actors() {
    let folder = tempfile::tempdir().unwrap();
    let mut people = String::new();
    for i in 0..1_000_000 {
        let (first, last) = (i % 997, i / 997);
        let _ = writeln!(
            people,
            r#"{{"id": "p{i}", "name": "Given{first} Family{last}", "aliases": ["Family{last}"]}}"#
        );
    }
    fs::write(folder.path().join("people.jsonl"), people).unwrap();
    fs::write(
        folder.path().join("newsmark.toml"),
        "registries = [\"people.jsonl\"]\n",
    )
    .unwrap();
    let text = format!("{}“Not now,”{{@", article(5_000));
    let uri = format!("file://{}", folder.path().join("a.nmk").display());
    let (mut server, _) = Server::start(newsmark(), "lsp", plain());
    server.open(&uri, "newsmark", &text);
    let (line, length) = (
        text.lines().count() - 1,
        text.lines().last().unwrap().encode_utf16().count(),
    );
    let mut times = Vec::new();
    let mut version = 1;
    for round in 0..60u64 {
        let typed = ["f", "fam", "family1", "given5", "vel"][round as usize % 5];
        let (start, end) = (
            json!({"line": line, "character": length}),
            json!({"line": line, "character": length + typed.len()}),
        );
        let change = |range: Value, text: &str| json!([{"range": range, "text": text}]);
        version += 1;
        let document = json!({"uri": uri, "version": version});
        let put = change(json!({"start": start, "end": start}), typed);
        server.notify(
            "textDocument/didChange",
            json!({"textDocument": document, "contentChanges": put}),
        );
        let begun = Instant::now();
        let place = json!({"textDocument": {"uri": uri}, "position": end});
        let found = server.request(100 + round, "textDocument/completion", place);
        times.push(begun.elapsed());
        assert!(!found["items"].as_array().unwrap().is_empty(), "{typed}");
        version += 1;
        let document = json!({"uri": uri, "version": version});
        let gone = change(json!({"start": start, "end": end}), "");
        server.notify(
            "textDocument/didChange",
            json!({"textDocument": document, "contentChanges": gone}),
        );
    }
    println!("completion among a million actors: {}", shown(times));
}

fn workspace() {
    let folder = tempfile::tempdir().unwrap();
    for i in 0..10_000 {
        let sub = folder.path().join(format!("d{}", i % 100));
        fs::create_dir_all(&sub).unwrap();
        fs::write(sub.join(format!("a{i}.nmk")), article(2_000 + i % 3_000)).unwrap();
    }
    fs::write(folder.path().join("newsmark.toml"), "").unwrap();
    let root = format!("file://{}", folder.path().display());
    let params = json!({"processId": null, "rootUri": null, "workspaceFolders": [{"uri": root, "name": "a"}],
        "capabilities": {"window": {"workDoneProgress": true}}});
    let (mut server, _) = Server::start(newsmark(), "lsp", params);
    let begun = Instant::now();
    let uri = format!("{root}/d0/a0.nmk");
    server.open(&uri, "newsmark", &article(5_000));
    let hover = json!({"textDocument": {"uri": uri}, "position": {"line": 9, "character": 2}});
    let mut meanwhile = Vec::new();
    let mut id = 10;
    let took = loop {
        id += 1;
        let asked = Instant::now();
        server.ask(id, "textDocument/hover", hover.clone());
        let mut over = false;
        loop {
            let message = server.read();
            over |=
                message["method"] == "$/progress" && message["params"]["value"]["kind"] == "end";
            if message["id"] == id && message.get("method").is_none() {
                break;
            }
        }
        meanwhile.push(asked.elapsed());
        if over {
            break begun.elapsed();
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let mut idle = Vec::new();
    for _ in 0..200 {
        id += 1;
        let asked = Instant::now();
        server.request(id, "textDocument/hover", hover.clone());
        idle.push(asked.elapsed());
    }
    println!(
        "10,000 articles read in {took:.2?}; hover meanwhile: {}; afterwards: {}",
        shown(meanwhile),
        shown(idle)
    );
}

/// An hour of typing: five keystrokes a second, each with what editors ask after one.
fn soak() {
    const KEYS: usize = 5 * 60 * 60;
    let (mut server, _) = Server::start(newsmark(), "lsp", plain());
    server.open("untitled:a", "newsmark", &article(20_000));
    let document = json!({"uri": "untitled:a"});
    let typed = "“The tide is out,”{@vell} Vell said{cue} on Monday. ";
    let keys: Vec<char> = typed.chars().collect();
    let mut first = (0, 0);
    let begun = Instant::now();
    let mut column = 0;
    for key in 0..KEYS {
        let version = key + 2;
        let at = json!({"line": 9, "character": column});
        // What is typed is taken out again when it is whole, so that the document stays as long.
        let mut start = at.clone();
        if key % keys.len() == 0 && key > 0 {
            column = 0;
            start["character"] = json!(0);
        }
        column += 1;
        let range = json!({"start": start, "end": at});
        let change = json!([{"range": range, "text": keys[key % keys.len()].to_string()}]);
        let params = json!({"textDocument": {"uri": "untitled:a", "version": version}, "contentChanges": change});
        server.notify("textDocument/didChange", params);
        let id = 1_000 + 4 * key as u64;
        let end = json!({"line": 9, "character": column});
        server.request(
            id,
            "textDocument/completion",
            json!({"textDocument": document, "position": end}),
        );
        server.request(
            id + 1,
            "textDocument/codeLens",
            json!({"textDocument": document}),
        );
        server.request(
            id + 2,
            "textDocument/semanticTokens/full",
            json!({"textDocument": document}),
        );
        server.request(
            id + 3,
            "textDocument/documentSymbol",
            json!({"textDocument": document}),
        );
        if key == 300 {
            first = server.held();
        }
    }
    let last = server.held();
    assert!(
        first.0 > 0 && first.1 > 0,
        "the system does not tell what a process holds"
    );
    println!(
        "{KEYS} keystrokes in {:.0?}: {} kB and {} handles after the first minute, {} kB and {} at the end",
        begun.elapsed(),
        first.0 >> 10,
        first.1,
        last.0 >> 10,
        last.1
    );
    assert!(last.1 <= first.1, "handles are leaked");
    assert!(last.0 <= first.0 + first.0 / 5, "memory grows");
}
