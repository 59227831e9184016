//! Shared by the tests of the command: running it.
#![allow(dead_code, missing_docs, unreachable_pub)] // Each test uses its own part.

use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

pub fn newsmark() -> Command {
    Command::new(env!("CARGO_BIN_EXE_newsmark"))
}

/// Runs a command to its end; one that does not end fails.
pub fn run(command: &mut Command) -> (Option<i32>, String, String) {
    run_on(command, Stdio::null())
}

/// Runs a command to its end with a text on standard input, which must fit a pipe.
pub fn run_with(command: &mut Command, text: &str) -> (Option<i32>, String, String) {
    let (read, mut write) = std::io::pipe().unwrap();
    write.write_all(text.as_bytes()).unwrap();
    drop(write);
    run_on(command, read.into())
}

/// The same with something on standard input.
pub fn run_on(command: &mut Command, stdin: Stdio) -> (Option<i32>, String, String) {
    let mut child = command
        .stdin(stdin)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut out, mut err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let reader = std::thread::spawn(move || {
        let mut text = String::new();
        out.read_to_string(&mut text).unwrap();
        text
    });
    let errors = std::thread::spawn(move || {
        let mut text = String::new();
        err.read_to_string(&mut text).unwrap();
        text
    });
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if start.elapsed() > Duration::from_secs(120) {
            child.kill().unwrap();
            panic!("{command:?} does not end");
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let (out, err) = (reader.join().unwrap(), errors.join().unwrap());
    assert!(!err.contains("panicked"), "{err}");
    (status.code(), out, err)
}
