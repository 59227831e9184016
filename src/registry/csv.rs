//! CSV as RFC 4180 has it: an actor a record, under a record that names the columns.

use std::borrow::Cow;

use super::check::{KEYS, MOST_KEYS};
use super::node::{Field, Node, Value};
use super::problem::{Problems, nearest, short};
use crate::syntax::Span;

/// A cell: its place, quotation marks included, and what it says.
type Cell<'a> = (Span, Cow<'a, str>);

/// The columns of a file. One that is passed over has no name.
#[derive(Clone, Default, Debug)]
pub(super) struct Columns {
    names: Vec<Option<String>>,
    /// Where the records begin.
    pub(super) body: usize,
}

/// Reads records one behind the other.
pub(super) struct Records<'a> {
    text: &'a str,
    pub(super) at: usize,
    end: usize,
    /// A mark stood where none can. Until then, a line ending outside of marks ends a record.
    pub(super) wrong: bool,
}

impl<'a> Records<'a> {
    pub(super) fn new(text: &'a str, part: Span) -> Self {
        Records {
            text,
            at: part.start,
            end: part.end,
            wrong: false,
        }
    }

    /// Fills in the cells of the next record that can be read and gives its place.
    pub(super) fn next(
        &mut self,
        cells: &mut Vec<Cell<'a>>,
        problems: &mut Problems,
    ) -> Option<Span> {
        loop {
            let start = self.at;
            let rest = self.text.as_bytes().get(start..self.end)?;
            match rest {
                [] => return None,
                [b'\n' | b'\r', ..] => self.at += 1,
                _ => match self.record(cells) {
                    Ok(end) => return Some(start..end),
                    Err((span, message)) => {
                        self.wrong = true;
                        problems.error(span, message);
                        let line = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
                        self.at = start + line;
                    }
                },
            }
        }
    }

    /// Reads a record; gives the place behind it.
    fn record(&mut self, cells: &mut Vec<Cell<'a>>) -> Result<usize, (Span, &'static str)> {
        cells.clear();
        loop {
            let bytes = &self.text.as_bytes()[..self.end];
            let start = self.at;
            let (end, cell) = if bytes.get(start) == Some(&b'"') {
                self.quoted(start)?
            } else {
                let rest = &bytes[start..];
                let end = start + memchr::memchr3(b',', b'\n', b'\r', rest).unwrap_or(rest.len());
                (end, Cow::Borrowed(&self.text[start..end]))
            };
            cells.push((start..end, cell));
            self.at = end + 1;
            if bytes.get(end) != Some(&b',') {
                self.at = self.at.min(self.end);
                return Ok(end);
            }
        }
    }

    /// Reads a cell in quotation marks.
    fn quoted(&self, start: usize) -> Result<(usize, Cow<'a, str>), (Span, &'static str)> {
        let bytes = &self.text.as_bytes()[..self.end];
        let (mut at, mut doubled) = (start + 1, false);
        let close = loop {
            let Some(mark) = memchr::memchr(b'"', bytes.get(at..).unwrap_or_default()) else {
                // If so, all marks behind it are double, and none of them opens such a cell again.
                let line = memchr::memchr2(b'\n', b'\r', &bytes[start..]);
                let end = line.map_or(bytes.len(), |n| start + n);
                let message = "this cell is not closed: expected a second quotation mark behind it";
                return Err((start..end, message));
            };
            let mark = at + mark;
            if bytes.get(mark + 1) != Some(&b'"') {
                break mark;
            }
            doubled = true;
            at = mark + 2;
        };
        let end = close + 1;
        if !matches!(bytes.get(end), None | Some(b',' | b'\n' | b'\r')) {
            let message = "expected a comma or the line's end behind this quotation mark: a mark inside a cell is written twice";
            return Err((close..end, message));
        }
        let inside = &self.text[start + 1..close];
        let cell = if doubled {
            Cow::Owned(inside.replace("\"\"", "\""))
        } else {
            Cow::Borrowed(inside)
        };
        Ok((end, cell))
    }
}

impl Columns {
    /// Reads the first record. None if it does not name what every actor has.
    pub(super) fn read(text: &str, start: usize, problems: &mut Problems) -> Option<Columns> {
        let mut records = Records::new(text, start..text.len());
        let mut cells = Vec::new();
        let span = records.next(&mut cells, problems)?;
        if cells.len() > MOST_KEYS {
            let found = cells.len();
            let message = format!("expected at most {MOST_KEYS} columns, not {found}");
            problems.error(span, message);
            return None;
        }
        let mut names: Vec<Option<String>> = Vec::with_capacity(cells.len());
        for (span, cell) in &cells {
            let name = cell.trim();
            let wrong = if name == "roles" {
                Some("the column roles cannot hold offices with their times: expected role, or another format".to_owned())
            } else if names.iter().flatten().any(|n| n == name) {
                Some(format!(
                    "the column {} stands here a second time: expected each column once",
                    short(name)
                ))
            } else {
                None
            };
            if let Some(message) = wrong {
                problems.error(span.clone(), message);
                names.push(None);
                continue;
            }
            let near = nearest(name, &KEYS).filter(|near| *near != name);
            if let Some(near) = near {
                problems.odd_key(span.clone(), name, near);
            }
            let counts = near.is_none() && !name.is_empty();
            names.push(counts.then(|| name.to_owned()));
        }
        for needed in ["id", "name"] {
            if !names.iter().flatten().any(|n| n == needed) {
                let found: Vec<&str> = cells.iter().map(|(_, cell)| cell.trim()).collect();
                let found = short(&found.join(", "));
                let problem =
                    problems.error(span.clone(), format!("no column {needed}: found {found}"));
                problem.help(
                    if cells.len() == 1 && text[span.clone()].contains([';', '\t']) {
                        "separate columns with commas"
                    } else {
                        "name the columns in the first line, as in id,name,role,aliases"
                    },
                );
                return None;
            }
        }
        Some(Columns {
            names,
            body: records.at,
        })
    }

    /// The fields of a record. A cell with nothing in it says nothing.
    pub(super) fn fields<'a>(
        &'a self,
        record: &Span,
        cells: &mut Vec<Cell<'a>>,
        problems: &mut Problems,
    ) -> Option<Vec<Field<'a>>> {
        if cells.len() != self.names.len() {
            let (found, expected) = (cells.len(), self.names.len());
            let message = format!("expected {expected} cells as in the first line, not {found}");
            let problem = problems.error(record.clone(), message);
            if found > expected {
                problem.help("put a cell that has a comma in it in quotation marks");
            }
            return None;
        }
        let named = self.names.iter().zip(cells.drain(..));
        let fields = named.filter_map(|(name, (span, cell))| {
            let key = name.as_deref().filter(|_| !cell.trim().is_empty())?;
            let value = if key == "aliases" {
                Value::List(aliases(&span, cell))
            } else {
                Value::Text(trimmed(cell))
            };
            Some(Field {
                key: Cow::Borrowed(key),
                span: span.clone(),
                node: Node { span, value },
            })
        });
        Some(fields.collect())
    }
}

/// The parts between the bars that are not empty.
fn aliases<'a>(span: &Span, cell: Cow<'a, str>) -> Vec<Node<'a>> {
    let some = |part: &&str| !part.trim().is_empty();
    let node = |part| Node::text(span.clone(), part);
    match cell {
        Cow::Borrowed(text) => {
            let parts = text.split('|').filter(some);
            parts.map(|a| node(Cow::Borrowed(a))).collect()
        }
        Cow::Owned(text) => {
            let parts = text.split('|').filter(some);
            parts.map(|a| node(Cow::Owned(a.to_owned()))).collect()
        }
    }
}

fn trimmed(cell: Cow<'_, str>) -> Cow<'_, str> {
    match cell {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

/// Cuts the text from `start` on into up to so many parts at ends of records. That is a guess
/// where a mark stands in a cell that has none around it; whoever reads the parts finds out.
pub(super) fn cut(text: &str, start: usize, parts: usize) -> Vec<Span> {
    let bytes = text.as_bytes();
    let (mut from, mut counted, mut marks) = (start, start, 0);
    let mut spans = Vec::with_capacity(parts);
    for left in (2..=parts).rev() {
        let target = (from + (bytes.len() - from) / left).max(counted);
        marks += memchr::memchr_iter(b'"', &bytes[counted..target]).count();
        counted = target;
        let cut = memchr::memchr2_iter(b'"', b'\n', &bytes[target..]).find(|i| {
            let mark = bytes[target + i] == b'"';
            marks += usize::from(mark);
            counted = target + i + 1;
            !mark && marks % 2 == 0
        });
        let Some(cut) = cut else { break };
        spans.push(from..target + cut + 1);
        from = target + cut + 1;
    }
    spans.push(from..bytes.len());
    spans
}
