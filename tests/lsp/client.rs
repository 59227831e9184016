//! An editor as small as it can be: it starts the server, and speaks JSON-RPC over its pipes.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Longer than anything takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) struct Client {
    child: Child,
    stdin: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// What came while something else was waited for.
    kept: VecDeque<Value>,
    id: u64,
}

impl Client {
    /// A server that has been initialized with `capabilities`.
    pub(crate) fn new(capabilities: Value) -> Client {
        let mut client = Client::start(&[]);
        let params =
            json!({"processId": std::process::id(), "rootUri": null, "capabilities": capabilities});
        let answer = client.request("initialize", params);
        assert_eq!(answer["result"]["serverInfo"]["name"], "newsmark");
        client.notify("initialized", json!({}));
        client
    }

    /// A server that has been initialized with `capabilities` and a workspace of folders.
    pub(crate) fn in_folders(folders: &[&str], capabilities: Value) -> Client {
        let mut client = Client::start(&[]);
        let folders: Vec<Value> = folders
            .iter()
            .map(|uri| json!({"uri": uri, "name": "desk"}))
            .collect();
        let params =
            json!({"processId": null, "workspaceFolders": folders, "capabilities": capabilities});
        client.result("initialize", params);
        client.notify("initialized", json!({}));
        client
    }

    /// A server that has been told nothing yet.
    pub(crate) fn start(arguments: &[&str]) -> Client {
        let mut child = Command::new(env!("CARGO_BIN_EXE_newsmark"))
            .arg("lsp")
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let (sender, messages) = mpsc::channel();
        thread::spawn(move || {
            while let Some(message) = read(&mut stdout) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Client {
            stdin: child.stdin.take(),
            child,
            messages,
            kept: VecDeque::new(),
            id: 0,
        }
    }

    pub(crate) fn raw(&mut self, bytes: &[u8]) {
        let stdin = self.stdin.as_mut().unwrap();
        stdin.write_all(bytes).unwrap();
        stdin.flush().unwrap();
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request without waiting for its answer. Gives its id.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> u64 {
        self.id += 1;
        let mut message = json!({"jsonrpc": "2.0", "id": self.id, "method": method});
        if !params.is_null() {
            message["params"] = params;
        }
        self.send(&message);
        self.id
    }

    /// Waits for a question of the server's and answers it.
    pub(crate) fn answer(&mut self, method: &str, result: Value) {
        let question = self.wait(|m| m["method"] == method && m.get("id").is_some());
        self.reply(&question, result);
    }

    pub(crate) fn reply(&mut self, question: &Value, result: Value) {
        self.send(&json!({"jsonrpc": "2.0", "id": question["id"], "result": result}));
    }

    pub(crate) fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        self.wait(|m| m["id"] == id && m.get("method").is_none())
    }

    pub(crate) fn result(&mut self, method: &str, params: Value) -> Value {
        let answer = self.request(method, params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// The next message that is the one; the others stay for later.
    pub(crate) fn wait(&mut self, is_it: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.kept.iter().position(&is_it) {
            return self.kept.remove(at).unwrap();
        }
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let message = self
                .messages
                .recv_timeout(left)
                .expect("the server answers");
            if is_it(&message) {
                return message;
            }
            self.kept.push_back(message);
        }
    }

    pub(crate) fn open(&mut self, uri: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": "newsmark", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    pub(crate) fn change(&mut self, uri: &str, version: u64, changes: Value) {
        let document = json!({"uri": uri, "version": version});
        let params = json!({"textDocument": document, "contentChanges": changes});
        self.notify("textDocument/didChange", params);
    }

    /// The codes of the diagnostics that are published for a version.
    pub(crate) fn published(&mut self, uri: &str, version: u64) -> Vec<String> {
        let message = self.wait(|m| {
            m["method"] == "textDocument/publishDiagnostics"
                && m["params"]["uri"] == uri
                && m["params"]["version"] == version
        });
        codes(&message["params"]["diagnostics"])
    }

    /// What the server takes for a document's text.
    pub(crate) fn text(&mut self, uri: &str) -> String {
        let text = self.result("newsmark/text", json!({"uri": uri}));
        text.as_str().unwrap().to_owned()
    }

    /// The diagnostics of a document, asked for.
    pub(crate) fn pull(&mut self, uri: &str) -> Value {
        let params = json!({"textDocument": {"uri": uri}});
        self.result("textDocument/diagnostic", params)["items"].clone()
    }

    /// Waits for the server's end.
    pub(crate) fn ended(&mut self) -> ExitStatus {
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            thread::sleep(Duration::from_millis(10));
        }
        panic!("the server does not end");
    }

    pub(crate) fn close_stdin(&mut self) {
        self.stdin = None;
    }

    /// Shuts down, and holds that no message of this method has come.
    pub(crate) fn shut_down_without(mut self, method: &str) {
        assert!(self.result("shutdown", Value::Null).is_null());
        assert!(self.kept.iter().all(|m| m["method"] != method));
        self.shut_down_again();
    }

    fn shut_down_again(mut self) {
        self.notify("exit", Value::Null);
        assert_eq!(self.ended().code(), Some(0));
    }

    pub(crate) fn shut_down(mut self) {
        assert!(self.result("shutdown", Value::Null).is_null());
        self.shut_down_again();
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // A test that failed leaves nothing behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn codes(diagnostics: &Value) -> Vec<String> {
    let all = diagnostics.as_array().unwrap().iter();
    all.map(|d| d["code"].as_str().unwrap().to_owned())
        .collect()
}

fn read(stdout: &mut impl BufRead) -> Option<Value> {
    let mut len = 0;
    loop {
        let mut line = String::new();
        if stdout.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            header => {
                if let Some(n) = header.strip_prefix("Content-Length: ") {
                    len = n.parse().ok()?;
                }
            }
        }
    }
    let mut body = vec![0; len];
    stdout.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
