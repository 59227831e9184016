//! Tokens of a text, for formats that have a line or an object for each.
//!
//! A token is a word with its inner hyphens and apostrophes, a number, or one other character that is no white space.

/// A token's bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The tokens, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut end = start + c.len_utf8();
        if c.is_alphanumeric() {
            let mut before = c;
            while let Some((at, next)) = chars.peek().copied() {
                let behind = text[at + next.len_utf8()..].chars().next();
                let joins = match next {
                    '-' | '\'' | '’' => behind.is_some_and(char::is_alphanumeric),
                    '.' | ',' | ':' => {
                        before.is_ascii_digit() && behind.is_some_and(|b| b.is_ascii_digit())
                    }
                    // Accents that combine belong to their letter.
                    '\u{300}'..='\u{36F}' => true,
                    next => next.is_alphanumeric(),
                };
                if !joins {
                    break;
                }
                end = at + next.len_utf8();
                before = next;
                chars.next();
            }
        }
        found.push(Token { start, end });
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
    let mut push = |mut start: usize, end: usize| {
        while let Some(border) = borders.next_if(|b| *b < end) {
            if border > start {
                found.push(Token { start, end: border });
                start = border;
            }
        }
        if start < end {
            found.push(Token { start, end });
        }
    };
    let last = Token {
        start: text.len(),
        end: text.len(),
    };
    let mut at = 0;
    for word in words.iter().chain([&last]) {
        let belongs = at > 0
            && text[at..].starts_with(' ')
            && starts.binary_search(&at).is_err()
            && ends.binary_search(&(at + 1)).is_err();
        push(at + usize::from(belongs), word.start);
        push(word.start, word.end);
        at = word.end;
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
            for (start, end) in places {
                prop_assert!(pieces.iter().any(|p| p.start == start), "{start}");
                prop_assert!(pieces.iter().any(|p| p.end == end), "{end}");
            }
        }
    }
}
