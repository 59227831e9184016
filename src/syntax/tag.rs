//! Tags: `{item item …}`. The grammar of items as nom parsers, and the loop that keeps going
//! when an item is wrong or the brace is never closed.

use nom::branch::alt;
use nom::bytes::complete::{tag as word, take_while1};
use nom::character::complete::{char, multispace0, space1};
use nom::combinator::{opt, recognize, value, verify};
use nom::sequence::{pair, preceded, terminated};
use nom::{IResult, Parser};

use super::block::{blank_line, line_ending};
use super::error::ErrorKind;
use super::tree::{Kind, RawNode, flag, offset};

type Parsed<'a, T> = IResult<&'a str, T, ()>;

/// What a tag touches; some items stand on some carriers only.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Carrier {
    Quotation,
    Span,
    Word,
    Block,
}

/// The words that mark what a carrier is. Their places are [`RawNode::data`] of a role.
pub(crate) const ROLES: [&str; 4] = ["title", "term", "scare", "cue"];
pub(crate) const CUE: u8 = 3;

/// An item without its place.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Item {
    Actor,
    Unknown,
    Continuation,
    Id,
    Role(u8),
    Date,
    /// Key length, and what the value is.
    Attribute(usize, Kind),
}

fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.')
}

/// A name as actors and ids have it: letters, digits, `_`, and inside it `-` and `.`.
pub(crate) fn name(input: &str) -> Parsed<'_, &str> {
    let ascii = input
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
        .count();
    let run = match input.as_bytes().get(ascii) {
        Some(b) if !b.is_ascii() => take_while1(is_name_char).parse(input)?.1,
        _ => &input[..ascii],
    };
    let name = run.trim_end_matches(['-', '.']);
    if name.is_empty() || name.starts_with(['-', '.']) {
        return Err(nom::Err::Error(()));
    }
    Ok((&input[name.len()..], name))
}

/// Whether a text can stand behind `@` or `#`, all of it.
pub(crate) fn is_name(text: &str) -> bool {
    matches!(name(text), Ok(("", _)))
}

/// `"…"` on one line, with `\"` and `\\` inside.
fn string(input: &str) -> Parsed<'_, &str> {
    let (body, _) = char('"').parse(input)?;
    let end = string_end(body).ok_or(nom::Err::Error(()))?;
    Ok((&body[end..], &input[..=end]))
}

/// The length of a string's body with its closing quotation mark, if that stands on the same line.
fn string_end(body: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, b) in body.bytes().enumerate() {
        match b {
            b'\n' | b'\r' => return None,
            _ if escaped => escaped = false,
            b'"' => return Some(at + 1),
            b'\\' => escaped = true,
            _ => {}
        }
    }
    None
}

/// A value that needs no quotation marks.
fn bare(input: &str) -> Parsed<'_, &str> {
    let end = input
        .bytes()
        .take_while(|b| !matches!(b, b' ' | b'\t' | b'\r' | b'\n' | b'"' | b'{' | b'}'))
        .count();
    // A comma behind a value separates, in the way of other languages: an error of its own.
    let end = input[..end].trim_end_matches([',', ';']).len();
    if end == 0 {
        Err(nom::Err::Error(()))
    } else {
        Ok((&input[end..], &input[..end]))
    }
}

fn reference(input: &str) -> Parsed<'_, Item> {
    match input.as_bytes() {
        [b'@', b'?', ..] => Ok((&input[2..], Item::Unknown)),
        [b'@', ..] => value(Item::Actor, name).parse(&input[1..]),
        [b'#', ..] => value(Item::Id, name).parse(&input[1..]),
        _ => Err(nom::Err::Error(())),
    }
}

/// Text that has the shape of a date: a digit first, perhaps behind EDTF's signs, or a duration.
fn looks_like_date(text: &str) -> bool {
    if matches!(text, "PRESENT_REF" | "PAST_REF" | "FUTURE_REF") {
        return true;
    }
    let mut bytes = text.bytes();
    match bytes.next() {
        Some(b'0'..=b'9' | b'X' | b'[') => true,
        Some(b'-' | b'~' | b'?' | b'%' | b'.' | b'/') => {
            bytes.any(|b| b.is_ascii_digit() || b == b'X')
        }
        Some(b'Y' | b'P') => bytes
            .next()
            .is_some_and(|b| b.is_ascii_digit() || matches!(b, b'T' | b'X' | b'-')),
        _ => false,
    }
}

fn role(input: &str) -> Parsed<'_, Item> {
    let len = input.bytes().take_while(u8::is_ascii_lowercase).count();
    match ROLES.iter().position(|r| *r == &input[..len]) {
        // `cue=` is an attribute.
        Some(at) if !input[len..].starts_with('=') => Ok((&input[len..], Item::Role(at as u8))),
        _ => Err(nom::Err::Error(())),
    }
}

/// `key=`; gives the key.
fn key(input: &str) -> Parsed<'_, &str> {
    let len = input
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        .count();
    let first = verify(word(&input[..len]), |k: &str| {
        k.starts_with(|c: char| c.is_ascii_alphabetic())
    });
    terminated(first, char('=')).parse(input)
}

fn attribute(input: &str) -> Parsed<'_, Item> {
    let (input, key) = key(input)?;
    let kind = |item| match item {
        Item::Actor => Kind::Actor,
        Item::Unknown => Kind::Unknown,
        _ => Kind::Id,
    };
    let plain = verify(bare, |text: &str| {
        !text.starts_with(['@', '#', '“', '”', '„', '‘', '’', '«', '»'])
    });
    let (rest, kind) = alt((
        reference.map(kind),
        value(Kind::String, string),
        value(Kind::Bare, plain),
    ))
    .parse(input)?;
    Ok((rest, Item::Attribute(key.len(), kind)))
}

/// One item and whether a `?` follows it. A date, and a value without quotation marks, keeps its
/// own `?`.
fn item(input: &str) -> Parsed<'_, (Item, bool)> {
    let set = recognize((word("every"), space1, bare));
    let date = verify(bare, looks_like_date);
    let (rest, item) = match input.as_bytes().first() {
        Some(b'@' | b'#') => reference(input)?,
        Some(b'+') => value(Item::Continuation, char('+')).parse(input)?,
        Some(b'a'..=b'z') => alt((role, attribute, value(Item::Date, set))).parse(input)?,
        _ => alt((value(Item::Date, date), attribute)).parse(input)?,
    };
    let own = matches!(
        item,
        Item::Date | Item::Unknown | Item::Attribute(_, Kind::Bare | Kind::Unknown)
    );
    let (rest, mark) = if own {
        (rest, None)
    } else {
        opt(char('?')).parse(rest)?
    };
    match rest.as_bytes().first() {
        // A comma is an error of its own.
        None | Some(b' ' | b'\t' | b'\r' | b'\n' | b'}' | b',' | b';') => {}
        _ => return Err(nom::Err::Error(())),
    }
    Ok((rest, (item, mark.is_some())))
}

/// The words that an error in a tag is made of, each with its place in it, if they have the form of
/// names: a project can declare such words. None if anything else stands among them.
pub(crate) fn words(error: &str) -> Option<Vec<(usize, &str)>> {
    let is_word = |w: &str| {
        w.starts_with(char::is_alphabetic) && name(w).is_ok_and(|(rest, _)| rest.is_empty())
    };
    let mut words = Vec::new();
    let mut at = 0;
    for word in error.split([' ', '\t', '\n', '\r']) {
        if is_word(word) {
            words.push((at, word));
        } else if !word.is_empty() {
            return None;
        }
        at += word.len() + 1;
    }
    Some(words)
}

/// What a tag makes of a word, or of a key, that a project wants to have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Reading {
    /// The language gives it no meaning.
    Free,
    /// The language has the word.
    Language,
    /// It is an item already.
    Date,
    /// It is no word.
    Nothing,
}

/// How a tag reads a word.
pub(crate) fn word_reading(word: &str) -> Reading {
    // `every` begins a set: `every Monday`.
    if ROLES.contains(&word) || word == "every" {
        Reading::Language
    } else if words(word).is_none_or(|all| all != [(0, word)]) {
        Reading::Nothing
    } else if item(word).is_ok() {
        Reading::Date
    } else {
        Reading::Free
    }
}

/// How a tag reads the key of an attribute.
pub(crate) fn key_reading(name: &str) -> Reading {
    let written = format!("{name}=x");
    match (item(&written), key(&written)) {
        (Ok(("", (Item::Attribute(len, _), _))), _) if len == name.len() => Reading::Free,
        (_, Ok(("x", _))) => Reading::Date,
        _ => Reading::Nothing,
    }
}

/// Whether `{` at `at` begins something that can only be meant as a tag, though it touches
/// nothing: `{@name`, `{@?`, `{by=`.
pub(crate) fn is_unmistakable(text: &str, at: usize) -> bool {
    preceded(
        pair(char::<&str, ()>('{'), multispace0),
        alt((
            recognize(pair(char('@'), alt((name, word("?"))))),
            word("by="),
        )),
    )
    .parse(&text[at..])
    .is_ok()
}

/// Whether the braces at `at` hold one of the words or signs that only tags have, and nothing
/// else: `{+}`, `{cue}`, `{title}`, `{term}`, `{scare}`.
pub(crate) fn is_lone_item(text: &str, at: usize) -> bool {
    const LONGEST: usize = "scare?}".len();
    let word = &text[at + 1..text.ceil_char_boundary(at + 1 + LONGEST)];
    let word = word
        .split_once('}')
        .map_or("", |(word, _)| word.trim_end_matches('?'));
    word == "+" || ROLES.contains(&word)
}

/// The place behind the `}` that closes the tag at `at`, if there is one before the next `{` and
/// in the same paragraph. `text` may go on behind the paragraph.
pub(crate) fn tag_end(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut from = at + 1;
    loop {
        let hit = from + memchr::memchr3(b'}', b'{', b'"', bytes.get(from..)?)?;
        if has_blank_line(&bytes[from..hit]) {
            return None;
        }
        match bytes[hit] {
            b'}' => return Some(hit + 1),
            b'"' => {
                let string = (bytes[hit - 1] == b'=')
                    .then(|| string_end(&text[hit + 1..]))
                    .flatten();
                from = hit + 1 + string.unwrap_or(0);
            }
            _ => return None,
        }
    }
}

/// Whether a blank line stands between two pieces of text that are none themselves.
fn has_blank_line(bytes: &[u8]) -> bool {
    memchr::memchr2_iter(b'\n', b'\r', bytes).any(|i| {
        let next = i + line_ending(bytes, i);
        next < bytes.len()
            && blank_line(bytes, next).is_some_and(|end| line_ending(bytes, end - 1) > 0)
    })
}

/// The place of the next character that is no white space, if the paragraph goes on to it.
#[inline]
fn skip_space(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    loop {
        match bytes.get(at) {
            Some(b' ' | b'\t') => at += 1,
            Some(b'\n' | b'\r') => {
                let next = at + line_ending(bytes, at);
                if next < bytes.len() && blank_line(bytes, next).is_some() {
                    return bytes.len();
                }
                at = next;
            }
            _ => return at,
        }
    }
}

/// Reads the tag whose `{` stands at `at`, pushes its nodes and gives the place behind it.
/// `text` may go on behind the paragraph.
pub(crate) fn tag(text: &str, at: usize, carrier: Carrier, nodes: &mut Vec<RawNode>) -> usize {
    let root = nodes.len();
    nodes.push(RawNode::new(Kind::Tag, at, at + 1));
    // The end of the last item, which is where an unclosed tag ends.
    let mut last = at + 1;
    let mut closed = None;
    loop {
        let start = skip_space(text, last);
        let rest = &text[start..];
        match rest.as_bytes().first() {
            Some(b'}') => {
                if nodes.len() == root + 1 {
                    nodes.push(
                        RawNode::new(Kind::Error, at, start + 1)
                            .with_data(ErrorKind::EmptyTag as u8),
                    );
                }
                return finish(nodes, root, start + 1, 0);
            }
            None | Some(b'{') => return unclosed(nodes, root, last),
            Some(_) => match item(rest) {
                Ok((behind, found)) => {
                    last = text.len() - behind.len();
                    push(nodes, carrier, found, &text[start..last], start);
                }
                Err(_) => {
                    if closed
                        .get_or_insert_with(|| tag_end(text, start - 1))
                        .is_none()
                    {
                        // A name in front of a full stop is one that is being typed.
                        if let Ok((behind, found)) = reference(rest) {
                            last = text.len() - behind.len();
                            push(nodes, carrier, (found, false), &text[start..last], start);
                        }
                        return unclosed(nodes, root, last);
                    }
                    last = start + wrong_token(rest);
                    push_error(nodes, rest, start, last);
                }
            },
        }
    }
}

fn finish(nodes: &mut [RawNode], root: usize, end: usize, flags: u16) -> usize {
    let size = offset(nodes.len() - root);
    let tag = &mut nodes[root];
    tag.end = offset(end);
    tag.inner_end = tag.end;
    tag.size = size;
    tag.flags |= flags;
    end
}

fn unclosed(nodes: &mut Vec<RawNode>, root: usize, end: usize) -> usize {
    let error =
        |start| RawNode::new(Kind::Error, start, end).with_data(ErrorKind::UnclosedTag as u8);
    if nodes.len() == root + 1 {
        // Nothing in it could be read: the brace is copy.
        nodes[root] = error(end - 1);
        return end;
    }
    nodes.push(error(end));
    finish(nodes, root, end, flag::UNCLOSED)
}

fn push(
    nodes: &mut Vec<RawNode>,
    carrier: Carrier,
    (item, uncertain): (Item, bool),
    text: &str,
    start: usize,
) {
    let end = start + text.len();
    let no_date = matches!(carrier, Carrier::Quotation | Carrier::Block);
    let misplaced = match item {
        Item::Role(CUE) => no_date,
        Item::Role(_) => carrier != Carrier::Quotation,
        Item::Date => no_date,
        Item::Attribute(key, _) => no_date && &text[..key] == "date",
        _ => false,
    };
    if misplaced {
        nodes.push(RawNode::new(Kind::Error, start, end).with_data(ErrorKind::MisplacedItem as u8));
        return;
    }
    let flags = if uncertain { flag::UNCERTAIN } else { 0 };
    let (kind, data) = match item {
        Item::Actor => (Kind::Actor, 0),
        Item::Unknown => (Kind::Unknown, 0),
        Item::Continuation => (Kind::Continuation, 0),
        Item::Id => (Kind::Id, 0),
        Item::Role(role) => (Kind::Role, role),
        Item::Date => (Kind::Date, 0),
        Item::Attribute(..) => (Kind::Attribute, 0),
    };
    let mut node = RawNode::new(kind, start, end)
        .with_data(data)
        .with_flags(flags);
    if let Item::Attribute(key, kind) = item {
        node.inner_end = offset(start + key);
        node.size = 2;
        nodes.push(node);
        let value_end = end - usize::from(uncertain);
        nodes.push(RawNode::new(kind, start + key + 1, value_end).with_flags(flags));
    } else {
        nodes.push(node);
    }
}

/// The length of a token that is no item: up to white space or the brace, strings whole, a
/// string without an end up to the brace, and `key = value` whole.
fn wrong_token(rest: &str) -> usize {
    let len = token(rest);
    let blank = |at: usize| {
        rest.as_bytes()[at..]
            .iter()
            .take_while(|b| matches!(b, b' ' | b'\t'))
            .count()
    };
    let sign = len + blank(len);
    let key = rest[..len]
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if key && rest.as_bytes().get(sign) == Some(&b'=') {
        let value = sign + 1 + blank(sign + 1);
        return value + token(&rest[value..]);
    }
    len
}

fn token(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 0;
    while let Some(&b) = bytes.get(at) {
        match b {
            b' ' | b'\t' | b'\r' | b'\n' | b'}' | b'{' => break,
            b'"' if at > 0 && bytes[at - 1] == b'=' => match string_end(&rest[at + 1..]) {
                Some(string) => at += 1 + string,
                None => return rest.find(['\n', '\r', '}', '{']).unwrap_or(rest.len()),
            },
            _ => at += 1,
        }
    }
    // A comma alone is the error, not what stands before it.
    at.max(usize::from(matches!(bytes.first(), Some(b',' | b';'))))
}

/// An error for the token; one for a run of wrong tokens.
fn push_error(nodes: &mut Vec<RawNode>, rest: &str, start: usize, end: usize) {
    let token = &rest[..end - start];
    let unclosed = token
        .split_once("=\"")
        .is_some_and(|(_, body)| string_end(body).is_none());
    let kind = match token {
        "@" | "#" => ErrorKind::MissingName,
        _ if token.ends_with("=@") || token.ends_with("=#") => ErrorKind::MissingName,
        _ if token.len() > 1 && token.ends_with('=') => ErrorKind::MissingValue,
        _ if unclosed => ErrorKind::UnclosedString,
        _ => ErrorKind::UnknownItem,
    };
    // `by=a dock worker`: the value goes on with the next words.
    let spaced = kind == ErrorKind::UnknownItem
        && token.bytes().all(|b| b.is_ascii_alphabetic())
        && nodes.last().is_some_and(|n| n.kind == Kind::Bare);
    let kind = if spaced { ErrorKind::SpacedValue } else { kind };
    match nodes.last_mut() {
        Some(last) if goes_on(last, kind, token) => last.end = offset(end),
        _ => nodes.push(RawNode::new(Kind::Error, start, end).with_data(kind as u8)),
    }
}

/// Whether a wrong token goes on with the error before it. A comma has its own.
fn goes_on(last: &RawNode, kind: ErrorKind, token: &str) -> bool {
    let alike = last.data == kind as u8 || last.data == ErrorKind::SpacedValue as u8;
    let unknown = kind == ErrorKind::UnknownItem && last.kind == Kind::Error && alike;
    unknown && !matches!(token, "," | ";") && last.end - last.start > 1
}
