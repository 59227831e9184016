//! A client of a language server, over its pipes.
#![allow(dead_code)] // Not every benchmark asks everything.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// What a client says that can do nothing.
pub(crate) fn plain() -> Value {
    json!({"processId": null, "rootUri": null, "capabilities": {}})
}

const HEADER: &str = "---\ndate: 2031-04-03\nactors:\n  vell:\n    name: Imre Vell\n    role: crane master\n    aliases: [Vell]\n---\n\n\
    Imre Vell, the crane master, came.\n\n";

const PARAGRAPHS: &str = "“The water is high,”{@vell} Vell said{cue} on Wednesday{2031-04-02}. “It was never so high.”{+}\n\n\
    The old crane stood by the harbour wall, and every lamp along the road to the village was lit again.\n\n";

/// An article of so many bytes or a little more, in which nothing is found.
pub(crate) fn article(size: usize) -> String {
    let mut text = HEADER.to_owned();
    while text.len() < size {
        text += PARAGRAPHS;
    }
    text
}

/// A language server at the other end of two pipes.
pub(crate) struct Server {
    pub(crate) child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
}

impl Server {
    /// Starts a server and waits until it has answered what it can do. Gives how long that took as well.
    pub(crate) fn start(path: &Path, argument: &str, params: Value) -> (Server, Duration) {
        let begun = Instant::now();
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
        server.send(&json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params}));
        while server.read()["id"] != 1 {}
        let took = begun.elapsed();
        server.notify("initialized", json!({}));
        (server, took)
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        let frame = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        self.stdin.write_all(frame.as_bytes()).unwrap();
    }

    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    pub(crate) fn open(&mut self, uri: &str, language: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": language, "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
        self.published(1);
    }

    /// Waits for the diagnostics of a version.
    pub(crate) fn published(&mut self, version: usize) {
        loop {
            let message = self.read();
            let is_it = message["method"] == "textDocument/publishDiagnostics";
            if is_it && message["params"]["version"] == version {
                return;
            }
        }
    }

    pub(crate) fn ask(&mut self, id: u64, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
    }

    /// Asks for something and waits for the answer.
    pub(crate) fn request(&mut self, id: u64, method: &str, params: Value) -> Value {
        self.ask(id, method, params);
        loop {
            let mut message = self.read();
            if message["id"] == id && message.get("method").is_none() {
                return message["result"].take();
            }
        }
    }

    /// Reads a message; what the server asks is answered with nothing.
    pub(crate) fn read(&mut self) -> Value {
        let message = self.receive();
        if message.get("id").is_some() && message.get("method").is_some() {
            self.send(&json!({"jsonrpc": "2.0", "id": message["id"], "result": null}));
        }
        message
    }

    fn receive(&mut self) -> Value {
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

    /// The bytes of memory that the server holds, and how many handles; 0 where the system does not tell.
    pub(crate) fn held(&self) -> (usize, usize) {
        let folder = Path::new("/proc").join(self.child.id().to_string());
        let status = std::fs::read_to_string(folder.join("status")).unwrap_or_default();
        let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:"));
        let kilobytes = line.and_then(|l| l.split_whitespace().next()?.parse().ok());
        let handles = std::fs::read_dir(folder.join("fd")).map_or(0, Iterator::count);
        (kilobytes.unwrap_or(0usize) << 10, handles)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
