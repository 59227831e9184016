//! Tokens of a text, for formats that have a line or an object for each.
//!
//! A token is a word with its inner hyphens and apostrophes, a number, or one other character that is no white space.

/// A token's place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Token {
    /// In bytes.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The same in Unicode characters.
    pub(super) chars: (usize, usize),
}

/// The tokens, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let char_at = |at: usize| text.get(at..).and_then(|t| t.chars().next());
    let mut found = Vec::with_capacity(text.len() / 5);
    let (mut at, mut chars) = (0, 0);
    while let Some(first) = char_at(at) {
        let (start, from) = (at, chars);
        at += first.len_utf8();
        chars += 1;
        if first.is_whitespace() {
            continue;
        }
        let mut before = first;
        while first.is_ascii_alphanumeric() || first.is_alphanumeric() {
            // Most words are these letters alone.
            let run = bytes.get(at..).unwrap_or_default();
            let run = run.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
            if run > 0 {
                at += run;
                chars += run;
                before = char::from(bytes[at - 1]);
            }
            let Some(next) = char_at(at) else { break };
            let behind = || char_at(at + next.len_utf8());
            let joins = match next {
                '-' | '\'' | '’' => behind().is_some_and(char::is_alphanumeric),
                '.' | ',' | ':' => {
                    before.is_ascii_digit() && behind().is_some_and(|b| b.is_ascii_digit())
                }
                // Accents that combine belong to their letter.
                '\u{300}'..='\u{36F}' => true,
                next => next.is_alphanumeric(),
            };
            if !joins {
                break;
            }
            at += next.len_utf8();
            chars += 1;
            before = next;
        }
        found.push(Token {
            start,
            end: at,
            chars: (from, chars),
        });
    }
    found
}

/// Words and the white space between them, as spaCy cuts a text: a space belongs to the token before it, further white space up to the
/// next word is a token. So a reader gets the text back from its tokens. Where one of the places begins or ends, a token does.
pub(super) fn pieces(text: &str, places: impl Iterator<Item = (usize, usize)>) -> Vec<Token> {
    let (mut starts, mut ends): (Vec<_>, Vec<_>) = places.filter(|(a, b)| a < b).unzip();
    starts.sort_unstable();
    ends.sort_unstable();
    let mut borders = [starts.as_slice(), ends.as_slice()].concat();
    borders.sort_unstable();
    let mut borders = borders.into_iter().peekable();
    let words = tokens(text);
    let mut found = Vec::with_capacity(words.len());
    let count = |from, to| text.get(from..to).map_or(0, |t| t.chars().count());
    let mut push = |mut piece: Token| {
        while let Some(border) = borders.next_if(|b| *b < piece.end) {
            if border > piece.start {
                let middle = piece.chars.0 + count(piece.start, border);
                found.push(Token {
                    end: border,
                    chars: (piece.chars.0, middle),
                    ..piece
                });
                (piece.start, piece.chars.0) = (border, middle);
            }
        }
        if piece.start < piece.end {
            found.push(piece);
        }
    };
    let (mut at, mut chars) = (0, 0);
    let last = words.last().copied();
    let last = last.map_or((0, 0), |word| (word.end, word.chars.1));
    let end = last.1 + count(last.0, text.len());
    let last = Token {
        start: text.len(),
        end: text.len(),
        chars: (end, end),
    };
    for word in words.iter().chain([&last]) {
        let belongs = at > 0
            && text[at..].starts_with(' ')
            && starts.binary_search(&at).is_err()
            && ends.binary_search(&(at + 1)).is_err();
        let space = usize::from(belongs);
        if at + space < word.start {
            push(Token {
                start: at + space,
                end: word.start,
                chars: (chars + space, word.chars.0),
            });
        }
        push(*word);
        (at, chars) = (word.end, word.chars.1);
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn pieces_give_the_text_back_and_end_where_places_do(
            text in "[a-c,. \n’🌱]{0,30}",
            places in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..5),
        ) {
            let at = |i: prop::sample::Index| text.floor_char_boundary(i.index(text.len() + 1));
            let places: Vec<_> = places.into_iter().map(|(a, b)| (at(a), at(b))).filter(|(a, b)| a < b).collect();
            let pieces = pieces(&text, places.iter().copied());
            let mut again = String::new();
            for (i, piece) in pieces.iter().enumerate() {
                let gap = &text[again.len()..piece.start];
                prop_assert!(gap.is_empty() || gap == " " && i > 0, "{gap:?}");
                again.push_str(gap);
                again.push_str(&text[piece.start..piece.end]);
            }
            prop_assert!(matches!(&text[again.len()..], "" | " "));
            for piece in &pieces {
                let chars = |to: usize| text[..to].chars().count();
                prop_assert_eq!(piece.chars, (chars(piece.start), chars(piece.end)));
            }
            for (start, end) in places {
                prop_assert!(pieces.iter().any(|p| p.start == start), "{start}");
                prop_assert!(pieces.iter().any(|p| p.end == end), "{end}");
            }
        }
    }
}
