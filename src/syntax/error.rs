//! What can be wrong in a text, and how it is said.

use super::tag::ROLES;
use super::tree::Span;

/// The deepest that quotations and brackets may stand inside one another.
pub const MAX_DEPTH: usize = 64;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// The kinds of syntax error.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        #[repr(u8)]
        #[non_exhaustive]
        pub enum ErrorKind { $($(#[$doc])* $name,)* }

        impl ErrorKind {
            const ALL: &'static [ErrorKind] = &[$(ErrorKind::$name,)*];
        }
    };
}

kinds! {
    /// A quotation that nothing closes before its paragraph ends, and that the next does not continue.
    UnclosedQuotation,
    /// A closing mark where no quotation is open.
    UnopenedQuotation,
    /// A tag without `}`.
    UnclosedTag,
    /// `{}`.
    EmptyTag,
    /// A word in a tag that is no item.
    UnknownItem,
    /// `@` or `#` without a name.
    MissingName,
    /// `key=` without a value.
    MissingValue,
    /// `key=value` where the value goes on behind a space.
    SpacedValue,
    /// `key="…` without the closing quotation mark.
    UnclosedString,
    /// An item that its carrier cannot take.
    MisplacedItem,
    /// `{%` without `%}` in the same paragraph.
    UnclosedComment,
    /// `]{…}` without `[`.
    UnopenedSpan,
    /// A tag that touches nothing that it could annotate.
    DetachedTag,
    /// A tag on a line of its own with no paragraph under it.
    LonelyBlockTag,
    /// Quotations and brackets nested deeper than [`MAX_DEPTH`].
    TooDeep,
    /// A header without its closing `---`.
    UnclosedHeader,
    /// A header line that is neither `key: value` nor a list element.
    HeaderLine,
    /// A tab in a header line's indentation.
    HeaderTab,
    /// A header line indented to a depth that belongs to nothing above it.
    HeaderIndent,
    /// A key that its map has already.
    DuplicateKey,
    /// A header value that needs quotation marks.
    NeedsQuotes,
    /// A quoted header value without its end.
    UnclosedScalar,
    /// Text behind a quoted header value or a list.
    TrailingText,
    /// `[a, b` without `]`.
    UnclosedList,
    /// A backslash in a quoted header value before a character that it cannot stand before.
    BadEscape,
    /// Header keys or lists nested too deep.
    HeaderTooDeep,
    /// A quotation that nothing closes before the quotation around it ends, or before its own
    /// mark opens again.
    GivenUpQuotation,
    /// YAML that Newsmark's header does not have: block scalars, anchors, flow maps.
    NotInHeader,
}

impl ErrorKind {
    pub(crate) fn from_code(code: u8) -> ErrorKind {
        Self::ALL
            .get(usize::from(code))
            .copied()
            .unwrap_or(ErrorKind::UnknownItem)
    }
}

/// A place where the text breaks a rule of the language.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct SyntaxError {
    /// Which rule.
    pub kind: ErrorKind,
    /// The bytes that are wrong; empty where something is missing.
    pub span: Span,
    /// What was expected there, and what to do.
    pub message: String,
}

impl SyntaxError {
    pub(crate) fn new(kind: ErrorKind, span: Span, text: &str, closer: Option<&str>) -> Self {
        let found = text.get(span.clone()).unwrap_or_default();
        let message = message(kind, &shortened(found), closer);
        SyntaxError {
            kind,
            span,
            message,
        }
    }
}

/// As much of a long text as a message can show.
fn shortened(text: &str) -> std::borrow::Cow<'_, str> {
    const LONGEST: usize = 80;
    match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", &text[..cut]).into(),
        None => text.into(),
    }
}

fn message(kind: ErrorKind, found: &str, closer: Option<&str>) -> String {
    let closer = closer.unwrap_or("a closing mark");
    match kind {
        ErrorKind::UnclosedQuotation => {
            format!("this quotation is not closed: expected {closer} before the paragraph ends, or the next paragraph to open with {found}")
        }
        ErrorKind::GivenUpQuotation => {
            format!("this quotation is not closed: expected {closer} before the quotation around it ends, or before {found} opens another")
        }
        ErrorKind::HeaderTooDeep => "nested too deep: expected at most 8 levels".into(),
        ErrorKind::UnopenedQuotation => format!("{found} closes no quotation: expected an opening mark before it in this paragraph"),
        ErrorKind::UnclosedTag if found == "{" => "this tag is not closed: expected items and } behind it".into(),
        ErrorKind::UnclosedTag => "this tag is not closed: expected } here".into(),
        ErrorKind::EmptyTag => "this tag is empty: expected an item such as @name, or no tag".into(),
        ErrorKind::UnknownItem => unknown_item(found),
        ErrorKind::MissingName => format!("expected a name directly behind {found}"),
        ErrorKind::MissingValue if matches!(found, "by=" | "to=" | "via=") => {
            format!("expected a value behind {found}, such as {found}@name or {found}\"…\"")
        }
        ErrorKind::MissingValue => format!("expected a value directly behind {found}"),
        ErrorKind::SpacedValue => "a value with spaces stands between quotation marks, as in by=\"a dock worker\"".into(),
        ErrorKind::UnclosedString => "this value is not closed: expected \" on the same line".into(),
        ErrorKind::MisplacedItem => misplaced(found),
        ErrorKind::UnclosedComment => "this comment is not closed: expected %} in the same paragraph".into(),
        ErrorKind::UnopenedSpan => "this tag follows ] but no [ is open here: expected [ before it in this paragraph, outside of any quotation that has ended".into(),
        ErrorKind::DetachedTag => {
            "this tag touches nothing: expected it directly behind a quotation mark, a ] or a word, with no space or full stop between, or alone on the line above a paragraph".into()
        }
        ErrorKind::LonelyBlockTag => "this tag has no paragraph: expected one on the next line".into(),
        ErrorKind::TooDeep => format!("nested deeper than {MAX_DEPTH}: the rest of this paragraph is read as plain text"),
        ErrorKind::UnclosedHeader => "the header is not closed: expected a line with --- here".into(),
        ErrorKind::HeaderLine if found.lines().next().is_some_and(|l| l.contains(':')) => {
            "expected a key without spaces or signs before the colon, as in `name: Full Name, role`".into()
        }
        ErrorKind::HeaderLine => "expected `key: value`, a list element `- value` or a comment `# …`".into(),
        ErrorKind::HeaderTab => "expected spaces: a tab cannot indent a header line".into(),
        ErrorKind::HeaderIndent => "this line's indentation fits no line above it: expected it under the key that it belongs to".into(),
        ErrorKind::DuplicateKey => format!("the key {found} stands here a second time: expected each key once"),
        ErrorKind::NeedsQuotes => format!("this value needs quotation marks: expected {}", quoted(found)),
        ErrorKind::UnclosedScalar => {
            let mark = found.chars().next().unwrap_or('"');
            format!("this value is not closed: expected {mark} on the same line")
        }
        ErrorKind::TrailingText => "expected the line to end here: quote the whole value, or begin a comment with a space and #".into(),
        ErrorKind::UnclosedList => "this list is not closed: expected ] on the same line".into(),
        ErrorKind::BadEscape => format!("expected \\\", \\\\, \\/, \\n, \\t or \\u and four digits, not {found}"),
        ErrorKind::NotInHeader => "the header has only text, lists and keys indented by spaces: expected the value in quotation marks, or on lines of its own".into(),
    }
}

fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

const ITEMS: &str = "expected @name, by=…, +, #id, title, term, scare, cue, a date or key=value";

fn unknown_item(found: &str) -> String {
    let first = found.split_whitespace().next().unwrap_or(found);
    if matches!(first, "," | ";") {
        return format!("items are separated by spaces: expected no {first} here");
    }
    if let Some((key, value)) = found
        .split_once('=')
        .filter(|(k, v)| k.ends_with(' ') || v.starts_with(' '))
    {
        return format!(
            "expected no space around =, as in {}={}",
            key.trim(),
            value.trim()
        );
    }
    if first.contains(['“', '”', '’', '‘', '„', '«', '»']) {
        return format!(
            "unexpected {first}: a value stands between straight quotation marks, as in by=\"a dock worker\""
        );
    }
    let near = ROLES
        .iter()
        .map(|r| (strsim::damerau_levenshtein(first, r), *r))
        .min();
    match near {
        Some((distance, role)) if distance <= 1 && first.len() > 2 => {
            format!("unknown item {first}: did you mean {role}?")
        }
        _ => format!("unknown item {first}: {ITEMS}"),
    }
}

fn misplaced(found: &str) -> String {
    match found.trim_end_matches('?') {
        role @ ("title" | "term" | "scare") => format!("{role} describes a quotation: expected it behind a closing quotation mark"),
        "cue" => "cue describes the words that introduce speech: expected it behind a word or a ], not a quotation".into(),
        _ => "a date describes words: expected it behind a word or a ], or on=… for the day on which this was said".into(),
    }
}
