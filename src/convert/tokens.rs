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
