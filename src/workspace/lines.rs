//! Lines and columns: they exist at this edge only.

use std::borrow::Cow;

use crate::model::units::UnitIndex;

/// A text and where its lines begin. A line ends with LF, CR or CRLF.
pub(crate) struct Lines<'a> {
    text: Cow<'a, str>,
    starts: Vec<usize>,
    index: UnitIndex,
}

/// A place as people count: both from 1, the column in Unicode scalar values.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Position {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        starts.extend(
            memchr::memchr2_iter(b'\n', b'\r', bytes)
                .filter(|i| bytes[*i] == b'\n' || bytes.get(i + 1) != Some(&b'\n'))
                .map(|i| i + 1),
        );
        let index = UnitIndex::new(&text);
        Lines {
            text,
            starts,
            index,
        }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The number of the line that holds a byte, from 0.
    pub(crate) fn index(&self, offset: usize) -> usize {
        self.starts.partition_point(|s| *s <= offset) - 1
    }

    pub(crate) fn position(&self, offset: usize) -> Position {
        let line = self.index(offset);
        let chars = |byte| self.index.at(&self.text, byte).chars;
        Position {
            line: line + 1,
            column: chars(offset) - chars(self.starts[line]) + 1,
        }
    }

    /// The bytes of a line, by its number from 0, without its ending.
    pub(crate) fn line(&self, index: usize) -> std::ops::Range<usize> {
        let start = self.starts[index];
        let end = self
            .starts
            .get(index + 1)
            .copied()
            .unwrap_or(self.text.len());
        start..start + self.text[start..end].trim_end_matches(['\n', '\r']).len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_ending_counts_once() {
        let text = "a\nb\r\nc\rdé“f\n";
        let lines = Lines::new(text);
        let at = |needle: &str| lines.position(text.find(needle).unwrap_or(0));
        assert_eq!(at("b"), Position { line: 2, column: 1 });
        assert_eq!(at("c"), Position { line: 3, column: 1 });
        assert_eq!(at("f"), Position { line: 4, column: 4 });
        assert_eq!(lines.position(text.len()), Position { line: 5, column: 1 });
        assert_eq!(&text[lines.line(1)], "b");
    }
}
