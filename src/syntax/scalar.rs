//! Scalars of the header: how they are written and what they say.

use std::borrow::Cow;

/// How a scalar is written.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Style {
    Plain,
    Double,
    Single,
}

/// The length of the scalar in double quotation marks at the start of `text`.
pub(super) fn double_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 1;
    loop {
        let hit = at + memchr::memchr2(b'"', b'\\', bytes.get(at..)?)?;
        if bytes[hit] == b'"' {
            return Some(hit + 1);
        }
        at = hit + 2;
    }
}

/// The length of the scalar in single quotation marks at the start of `text`.
pub(super) fn single_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 1;
    loop {
        let hit = at + memchr::memchr(b'\'', bytes.get(at..)?)?;
        if bytes.get(hit + 1) != Some(&b'\'') {
            return Some(hit + 1);
        }
        at = hit + 2;
    }
}

/// The character that the escape at the start of `rest` stands for, and the escape's length.
fn escape(rest: &str) -> Result<(char, usize), usize> {
    let c = rest.chars().nth(1);
    let plain = |c| Ok((c, 2));
    match c {
        Some('"') => plain('"'),
        Some('\\') => plain('\\'),
        Some('/') => plain('/'),
        Some('n') => plain('\n'),
        Some('t') => plain('\t'),
        Some('u') => {
            let digits = rest
                .get(2..6)
                .filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
            let value = digits
                .and_then(|d| u32::from_str_radix(d, 16).ok())
                .and_then(char::from_u32);
            value.map(|v| (v, 6)).ok_or(2)
        }
        other => Err(1 + other.map_or(0, char::len_utf8)),
    }
}

/// The range of the first escape in a double-quoted scalar that the header does not have.
pub(super) fn bad_escape(text: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    while let Some(i) = text[at..].find('\\') {
        let here = at + i;
        match escape(&text[here..]) {
            Ok((_, len)) => at = here + len,
            Err(len) => return Some((here, here + len)),
        }
    }
    None
}

/// What a scalar, as written, says.
pub(crate) fn scalar_value(written: &str, style: u8) -> Cow<'_, str> {
    let inside = || {
        written
            .get(1..written.len().saturating_sub(1))
            .unwrap_or_default()
    };
    if style == Style::Single as u8 {
        return if inside().contains("''") {
            Cow::Owned(inside().replace("''", "'"))
        } else {
            Cow::Borrowed(inside())
        };
    }
    if style != Style::Double as u8 {
        return Cow::Borrowed(written);
    }
    let mut rest = inside();
    if !rest.contains('\\') {
        return Cow::Borrowed(rest);
    }
    let mut value = String::with_capacity(rest.len());
    while let Some(i) = rest.find('\\') {
        value.push_str(&rest[..i]);
        let (c, len) = escape(&rest[i..]).unwrap_or(('\\', 1));
        value.push(c);
        rest = &rest[i + len..];
    }
    value.push_str(rest);
    Cow::Owned(value)
}
