//! Articles in lines: JSON Lines in, a format out, for pipes between programs.

use std::io::{self, BufRead, BufReader, Read};

use rayon::prelude::*;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::output::Output;
use super::{Arguments, BATCH, Converted, converted};
use crate::cli::{complain, exit};
use crate::model::escape;
use crate::registry::Registry;

/// A longer line is passed by: no article has as much text.
const LONGEST: u64 = 1 << 28;

/// About so much is read before it is converted.
const MOST_BYTES: usize = 1 << 23;

/// An article in a line. Other keys are passed over.
#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow, default)]
    id: Option<&'a RawValue>,
    text: Option<String>,
    source: Option<String>,
}

/// Reads standard input to its end. A line that is no article is told of and passed by: whoever pipes a million lines
/// through wants the others.
pub(super) fn run(arguments: &Arguments) -> io::Result<u8> {
    let mut output = match Output::lines(arguments) {
        Ok(output) => output,
        Err(message) => {
            complain(&message);
            return Ok(exit::FAILED);
        }
    };
    let Some(project) = arguments.sources.of_lines() else {
        return Ok(exit::FAILED);
    };
    let mut input = BufReader::with_capacity(1 << 20, io::stdin().lock());
    let mut number = 0;
    loop {
        let batch = batch(&mut input)?;
        if batch.is_empty() {
            break;
        }
        let written: Vec<_> = batch
            .par_iter()
            .map(|line| one(arguments, line, &project.registry))
            .collect();
        if let Err(e) = put(&mut output, written, &mut number) {
            return arguments.broken(e);
        }
    }
    let done = output.finish();
    done.map_or_else(|e| arguments.broken(e), |()| Ok(exit::CLEAN))
}

/// Writes what became of lines, and tells of those that are no articles. `number` is that of the line before them.
fn put(
    output: &mut Output,
    lines: Vec<Result<Option<Converted>, String>>,
    number: &mut usize,
) -> io::Result<()> {
    for line in lines {
        *number += 1;
        match line {
            Ok(Some(mut converted)) => _ = output.put(&mut [("", Some(&mut converted))])?,
            Ok(None) => {}
            Err(why) => complain(&format!("<stdin>:{number}: passed by: {why}")),
        }
    }
    output.flush()
}

/// The next lines: at least one, if there is one, and those that are there already, for whoever waits for an answer to
/// a line before sending the next.
fn batch(input: &mut BufReader<impl Read>) -> io::Result<Vec<Vec<u8>>> {
    let mut lines = Vec::new();
    let mut bytes = 0;
    while lines.is_empty()
        || lines.len() < BATCH && bytes < MOST_BYTES && input.buffer().contains(&b'\n')
    {
        let mut line = Vec::new();
        if input.by_ref().take(LONGEST).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        if line.len() as u64 == LONGEST && !line.ends_with(b"\n") {
            skip_line(input)?;
        }
        bytes += line.len();
        lines.push(line);
    }
    Ok(lines)
}

fn skip_line(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        let (len, found) = match memchr::memchr(b'\n', buffer) {
            Some(at) => (at + 1, true),
            None => (buffer.len(), false),
        };
        input.consume(len);
        if found || len == 0 {
            return Ok(());
        }
    }
}

/// The article of a line in its format; none for a blank line.
fn one(
    arguments: &Arguments,
    line: &[u8],
    registry: &Registry,
) -> Result<Option<Converted>, String> {
    let text = std::str::from_utf8(line)
        .map_err(|e| format!("is not UTF-8 at byte {}", e.valid_up_to() + 1))?;
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let expected =
        |why: &str| format!("{why}: expected an object such as {{\"id\": \"a\", \"text\": \"…\"}}");
    // An array would be read as the values of the object's keys.
    if !text.starts_with('{') {
        return Err(expected("is no object"));
    }
    let line: Line<'_> = serde_json::from_str(text).map_err(|e| {
        let e = e.to_string();
        expected(e.split(" at line ").next().unwrap_or(&e))
    })?;
    let source = match (line.source, line.text) {
        (Some(source), _) => source,
        (None, Some(text)) => escape(&text),
        (None, None) => {
            return Err("has neither text nor source: expected one of these keys".into());
        }
    };
    let id = line.id.map_or("", RawValue::get);
    let name = serde_json::from_str::<String>(id).unwrap_or_else(|_| id.to_owned());
    Ok(Some(converted(arguments, &name, &source, registry)))
}
