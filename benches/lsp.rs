//! How long the language server takes from the bytes of an edit to the bytes of the diagnostics, over
//! pipes, at four sizes of document; beside it, in the same run, ruff's server with Python of the same size.
//! Prints median and 99th percentile of each, and the ratio of the medians.
//!
//! Every second edit puts in something that has a diagnostic and the others take it out, so that
//! there is something new to send each time. `ruff` is taken from the path, or installed from PyPI into the build folder.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::expect_used)]

mod support;

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Bytes of the documents, and how many edits are made in each.
const SIZES: [(usize, usize); 4] = [
    (5_000, 400),
    (100_000, 200),
    (1_000_000, 60),
    (10_000_000, 10),
];

/// The peer takes seconds for each edit of a larger document.
const PEER_UP_TO: usize = 1_000_000;

fn main() {
    let newsmark = Path::new(env!("CARGO_BIN_EXE_newsmark"));
    let ruff = support::peer("ruff");
    if ruff.is_none() {
        println!("without a peer: ruff is neither on the path nor could it be installed with pip");
    }
    println!(
        "{:>9}  {:>23}  {:>23}  ratio",
        "bytes", "newsmark: median, p99", "ruff: median, p99"
    );
    for (size, edits) in SIZES {
        let own = measure(newsmark, "lsp", &article(size), edits, &ARTICLE_EDIT);
        let other = ruff.as_ref().filter(|_| size <= PEER_UP_TO);
        let other = other.map(|r| measure(r, "server", &program(size), edits / 4, &PROGRAM_EDIT));
        let show = |(median, p99): (Duration, Duration)| format!("{median:>11.2?}{p99:>12.2?}");
        let ratio = other.map(|o| o.0.as_secs_f64() / own.0.as_secs_f64());
        println!(
            "{size:>9}  {}  {:>23}  {}",
            show(own),
            other.map_or_else(String::new, show),
            ratio.map_or_else(String::new, |r| format!("{r:.1}"))
        );
    }
}

/// What is put in, where, and how much of it is taken out again.
struct Editing {
    uri: &'static str,
    language: &'static str,
    line: u32,
    text: &'static str,
    /// The end of what was put in.
    end: (u32, u32),
}

const ARTICLE_EDIT: Editing = Editing {
    uri: "untitled:article",
    language: "newsmark",
    line: 9,
    text: "“Not now,” ",
    end: (9, 11),
};

const PROGRAM_EDIT: Editing = Editing {
    uri: "file:///program.py",
    language: "python",
    line: 3,
    text: "import sys\n",
    end: (4, 0),
};

fn article(size: usize) -> String {
    const PARAGRAPHS: &str = "“The water is high,”{@vell} Vell said{cue} on Wednesday{2031-04-02}. “It was never so high.”{+}\n\n\
        The old crane stood by the harbour wall, and every lamp along the road to the village was lit again.\n\n";
    let mut text = "---\ndate: 2031-04-03\nactors:\n  vell:\n    name: Imre Vell\n    role: crane master\n    aliases: [Vell]\n---\n\nImre Vell, the crane master, came.\n\n".to_owned();
    while text.len() < size {
        text += PARAGRAPHS;
    }
    text
}

fn program(size: usize) -> String {
    // Clean but for the edits, as the article is.
    let mut text = "\"\"\"Sums.\"\"\"\n\n\n\n".to_owned();
    let mut number = 0;
    while text.len() < size {
        number += 1;
        let _ = write!(
            text,
            "def double_{number}(a, b):\n    total = a + b\n    return total * 2\n\n\n"
        );
    }
    text
}

fn measure(
    server: &Path,
    argument: &str,
    text: &str,
    edits: usize,
    editing: &Editing,
) -> (Duration, Duration) {
    let mut server = Server::start(server, argument);
    server.open(editing, text);
    let mut times = Vec::new();
    for version in 2..edits + 2 {
        let start = json!({"line": editing.line, "character": 0});
        let (line, character) = if version % 2 == 0 {
            (editing.line, 0)
        } else {
            editing.end
        };
        let end = json!({"line": line, "character": character});
        let new = if version % 2 == 0 { editing.text } else { "" };
        let change = json!([{"range": {"start": start, "end": end}, "text": new}]);
        let document = json!({"uri": editing.uri, "version": version});
        let params = json!({"textDocument": document, "contentChanges": change});
        let begun = Instant::now();
        server.notify("textDocument/didChange", params);
        server.published(version);
        times.push(begun.elapsed());
    }
    times.sort();
    (times[times.len() / 2], times[times.len() * 99 / 100])
}

struct Server {
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
}

impl Server {
    fn start(path: &Path, argument: &str) -> Server {
        let mut child = Command::new(path)
            .arg(argument)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (stdin, stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let mut server = Server {
            child,
            stdin,
            stdout: BufReader::new(stdout),
        };
        let params = json!({"processId": null, "rootUri": null, "capabilities": {}});
        server.send(&json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params}));
        while server.read()["id"] != 1 {}
        server.notify("initialized", json!({}));
        server
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        let frame = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        self.stdin.write_all(frame.as_bytes()).unwrap();
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    fn open(&mut self, editing: &Editing, text: &str) {
        let document =
            json!({"uri": editing.uri, "languageId": editing.language, "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
        self.published(1);
    }

    fn published(&mut self, version: usize) {
        loop {
            let message = self.read();
            let is_it = message["method"] == "textDocument/publishDiagnostics";
            if is_it && message["params"]["version"] == version {
                return;
            }
        }
    }

    fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(
                self.stdout.read_line(&mut line).unwrap() > 0,
                "the server has ended"
            );
            match line.trim_end() {
                "" => break,
                header => {
                    if let Some(n) = header.strip_prefix("Content-Length: ") {
                        length = n.parse().unwrap();
                    }
                }
            }
        }
        let mut body = vec![0; length];
        self.stdout.read_exact(&mut body).unwrap();
        serde_json::from_slice(&body).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
