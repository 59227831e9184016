//! Positions of the protocol and bytes of a text.
//!
//! A position is a line and a count of code units in it: of UTF-16, unless client and server have agreed
//! on another encoding. Lines end with CR, LF or CRLF. Clients send what they like: a line behind the last
//! is the text's end, a place behind a line's end is its end, a place inside a character is its start.

use ropey::Rope;
use tower_lsp::ls_types::{self as lsp, PositionEncodingKind};

use crate::syntax::{Span, TextSource};

/// What the characters of a position count.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Encoding {
    Utf8,
    #[default]
    Utf16,
    Utf32,
}

impl Encoding {
    /// The best that a client offers. What every client must know is UTF-16.
    pub(super) fn agree(offered: Option<&[PositionEncodingKind]>) -> Encoding {
        let offers = |kind: PositionEncodingKind| offered.unwrap_or_default().contains(&kind);
        if offers(PositionEncodingKind::UTF8) {
            Encoding::Utf8
        } else if offers(PositionEncodingKind::UTF32) && !offers(PositionEncodingKind::UTF16) {
            Encoding::Utf32
        } else {
            Encoding::Utf16
        }
    }

    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }
    }
}

/// A text whose lines and characters are counted.
#[derive(Clone, Debug)]
pub(super) struct Text {
    pub(super) rope: Rope,
    pub(super) encoding: Encoding,
}

impl Text {
    pub(super) fn new(text: &str, encoding: Encoding) -> Text {
        Text {
            rope: Rope::from_str(text),
            encoding,
        }
    }

    /// The byte of a position.
    pub(super) fn offset(&self, position: lsp::Position) -> usize {
        let rope = &self.rope;
        let line = position.line as usize;
        if line >= rope.len_lines() {
            return rope.len_bytes();
        }
        let (start, end) = self.line(line);
        let character = position.character as usize;
        let at = match self.encoding {
            Encoding::Utf8 => {
                let byte = rope.char_to_byte(start).saturating_add(character);
                rope.byte_to_char(byte.min(rope.char_to_byte(end)))
            }
            Encoding::Utf16 => {
                let unit = rope.char_to_utf16_cu(start).saturating_add(character);
                rope.utf16_cu_to_char(unit.min(rope.char_to_utf16_cu(end)))
            }
            Encoding::Utf32 => start.saturating_add(character).min(end),
        };
        rope.char_to_byte(at)
    }

    /// The bytes of a range, whichever of its ends comes first.
    pub(super) fn span(&self, range: lsp::Range) -> Span {
        let (a, b) = (self.offset(range.start), self.offset(range.end));
        a.min(b)..a.max(b)
    }

    /// The position of a byte; inside a character, of that.
    pub(super) fn position(&self, byte: usize) -> lsp::Position {
        let rope = &self.rope;
        let at = rope.byte_to_char(byte.min(rope.len_bytes()));
        let line = rope.char_to_line(at);
        let start = rope.line_to_char(line);
        let character = match self.encoding {
            Encoding::Utf8 => rope.char_to_byte(at) - rope.char_to_byte(start),
            Encoding::Utf16 => rope.char_to_utf16_cu(at) - rope.char_to_utf16_cu(start),
            Encoding::Utf32 => at - start,
        };
        lsp::Position::new(number(line), number(character))
    }

    pub(super) fn range(&self, span: Span) -> lsp::Range {
        lsp::Range::new(self.position(span.start), self.position(span.end))
    }

    /// The characters of a line without its ending.
    fn line(&self, line: usize) -> (usize, usize) {
        let rope = &self.rope;
        let start = rope.line_to_char(line);
        let mut end = rope.line_to_char(line + 1);
        while end > start && matches!(rope.char(end - 1), '\n' | '\r') {
            end -= 1;
        }
        (start, end)
    }

    /// Puts `new` in the place of `old`, bytes that begin and end on characters.
    pub(super) fn replace(&mut self, old: Span, new: &str) {
        let chars = self.rope.byte_to_char(old.start)..self.rope.byte_to_char(old.end);
        let start = chars.start;
        self.rope.remove(chars);
        self.rope.insert(start, new);
    }
}

/// A count in the protocol's numbers.
pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl TextSource for Text {
    fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    fn read(&self, start: usize, wanted: usize, into: &mut String) {
        let (chunks, first, ..) = self.rope.chunks_at_byte(start.min(self.rope.len_bytes()));
        let before = into.len();
        for chunk in chunks {
            let skip = if into.len() == before {
                start - first
            } else {
                0
            };
            into.push_str(chunk.get(skip..).unwrap_or_default());
            if into.len() - before >= wanted {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ALL: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    #[test]
    fn positions_out_of_range_are_the_nearest_in_range() {
        let text = Text::new("a🙂b\r\nc\rd\n", Encoding::Utf16);
        for ((line, character), byte) in [
            ((0, 0), 0),
            ((0, 1), 1),
            // Inside the pair.
            ((0, 2), 1),
            ((0, 3), 5),
            ((0, 4), 6),
            ((0, 99), 6),
            ((1, 0), 8),
            ((1, 5), 9),
            ((2, 1), 11),
            ((3, 0), 12),
            ((3, 7), 12),
            ((u32::MAX, u32::MAX), 12),
        ] {
            let position = lsp::Position::new(line, character);
            assert_eq!(text.offset(position), byte, "{position:?}");
        }
    }

    proptest! {
        #[test]
        fn a_byte_is_the_byte_of_its_position(pieces in proptest::collection::vec(proptest::sample::select(&["a", "é", "“", "🙂", "\n", "\r", "\r\n", "word "][..]), 0..40)) {
            let text = pieces.concat();
            for encoding in ALL {
                let counted = Text::new(&text, encoding);
                for (byte, _) in text.char_indices() {
                    // Between CR and LF there is no position.
                    if text[..byte].ends_with('\r') && text[byte..].starts_with('\n') {
                        continue;
                    }
                    prop_assert_eq!(counted.offset(counted.position(byte)), byte);
                }
            }
        }
    }
}
