//! JSON Lines: an actor a line.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::node::{Field, NULL, Node, Value, offset_in};
use super::problem::Problems;
use crate::syntax::Span;

/// The deepest that lists and maps may stand inside one another.
const DEEPEST: usize = 32;

const EXPECTED: &str = r#"expected an object, as in {"id": "vell", "name": "Imre Vell"}"#;

/// A key; borrowed if nothing in it is escaped.
#[derive(Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

/// An object's keys with their values as written.
struct Object<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Pairs;

        impl<'de> Visitor<'de> for Pairs {
            type Value = Object<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object<'de>, A::Error> {
                let mut pairs = Vec::with_capacity(8);
                while let Some((key, value)) = map.next_entry::<Key<'de>, &'de RawValue>()? {
                    pairs.push((key.0, value));
                }
                Ok(Object(pairs))
            }
        }

        from.deserialize_map(Pairs)
    }
}

/// Reads the object on a line, which has no white space around it. `whole` is the text of which
/// `line` was cut.
pub(super) fn line<'a>(
    whole: &'a str,
    line: &'a str,
    problems: &mut Problems,
) -> Option<Vec<Field<'a>>> {
    let at = offset_in(whole, line).unwrap_or_default();
    let read = Reader { whole }.object(line, 0);
    match read {
        Ok(fields) => Some(fields),
        Err(Wrong::Here(span, message)) => {
            problems.error(span, message);
            None
        }
        Err(Wrong::Json(..)) if !line.starts_with('{') => {
            let problem = problems.error(
                at..at + line.len(),
                format!("this line is no object: {EXPECTED}"),
            );
            if line.starts_with('[') {
                problem.help(
                    "put each actor on a line of its own, without [, ] and commas between them",
                );
            }
            None
        }
        Err(Wrong::Json(from, error)) => {
            // serde_json counts bytes from 1, and the place is behind what it has read.
            let here = whole.floor_char_boundary(from + error.column().saturating_sub(1));
            let end = whole[here..].chars().next().filter(|c| !c.is_control());
            let message = error.to_string();
            let message = message
                .rsplit_once(" at line ")
                .map_or(&*message, |(m, _)| m);
            problems.error(
                here..here + end.map_or(0, char::len_utf8),
                format!("this line is no JSON: {message}"),
            );
            None
        }
    }
}

/// Why a line cannot be read, and where.
enum Wrong {
    /// In a text that begins there.
    Json(usize, serde_json::Error),
    Here(Span, String),
}

struct Reader<'a> {
    whole: &'a str,
}

impl<'a> Reader<'a> {
    fn span(&self, part: &str) -> Option<Span> {
        offset_in(self.whole, part).map(|at| at..at + part.len())
    }

    fn json<T: Deserialize<'a>>(&self, text: &'a str) -> Result<T, Wrong> {
        let at = || offset_in(self.whole, text).unwrap_or_default();
        serde_json::from_str(text).map_err(|error| Wrong::Json(at(), error))
    }

    fn object(&self, text: &'a str, depth: usize) -> Result<Vec<Field<'a>>, Wrong> {
        let Object(pairs) = self.json(text)?;
        let mut fields = Vec::with_capacity(pairs.len());
        for (key, value) in pairs {
            let node = self.node(value.get(), depth + 1)?;
            // A key with an escape in it has no place of its own.
            let span = self.span(&key).unwrap_or_else(|| node.span.clone());
            fields.push(Field { key, span, node });
        }
        Ok(fields)
    }

    fn node(&self, written: &'a str, depth: usize) -> Result<Node<'a>, Wrong> {
        let span = self.span(written).unwrap_or_default();
        if depth > DEEPEST {
            let message = format!("nested too deep: expected at most {DEEPEST} levels");
            return Err(Wrong::Here(span, message));
        }
        let scalar = |sort| Value::Scalar(sort, Cow::Borrowed(written));
        let value = match written.as_bytes() {
            [b'"', inside @ .., b'"'] if memchr::memchr(b'\\', inside).is_none() => {
                Value::Text(Cow::Borrowed(&written[1..written.len() - 1]))
            }
            [b'"', ..] => {
                let text = serde_json::from_str(written).map_err(|_| {
                    let message = "this text has an escape for half a character: expected both halves, as in \\ud83c\\udf31".to_owned();
                    Wrong::Here(span.clone(), message)
                })?;
                Value::Text(Cow::Owned(text))
            }
            [b'{', ..] => Value::Map(self.object(written, depth)?),
            [b'[', ..] => {
                let list: Vec<&RawValue> = self.json(written)?;
                let nodes = list.into_iter().map(|v| self.node(v.get(), depth + 1));
                Value::List(nodes.collect::<Result<_, _>>()?)
            }
            [b'n', ..] => scalar(NULL),
            [b't' | b'f', ..] => scalar("a boolean"),
            _ => scalar("a number"),
        };
        Ok(Node { span, value })
    }
}
