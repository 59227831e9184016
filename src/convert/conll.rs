//! Columns, a token a line: its number, the token, where it stands, and who says what in BIO.
//!
//! The columns `source`, `cue` and `content` have `B-1` where a piece of the first quote's begins, `I-1` where it goes on, `O` where
//! there is none; where several quotes have the token, with a bar between them. Articles begin with `# newdoc id = …` and
//! `# text = …`, in which `\n`, `\r`, `\\` and `\u{1b}` are escapes, and end with an empty line. Sentences are not told apart.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::brat::extent;
use super::elsewhere::Elsewhere;
use super::escape::is_active;
use super::fields::named;
use super::read::{Fault, Imported, Input, Reader};
use super::standoff::{Label, Part, Span, Standoff, ordered};
use super::tokens::tokens;
use super::units::{Units, push_number};
use super::{Document, File, Format};
use crate::model::Who;

pub(super) const CONLL: Format = Format {
    name: "conll",
    about: "Columns, a token a line: source, cue and content of quotes in BIO",
    lost: "Everything but where the sources, cues and contents of attributed quotes stand; borders inside of tokens.",
    files: &[File::new("conll", write)],
    head: Some("# global.columns = ID FORM START END SOURCE CUE CONTENT\n"),
};

pub(super) const READER: Reader = Reader {
    name: "conll",
    about: "Columns, a token a line: source, cue and content of quotes in BIO",
    extensions: &["conll", "tsv"],
    beside: None,
    by_line: false,
    read,
};

const COLUMNS: [&str; 3] = ["source", "cue", "content"];

fn write(document: &Document<'_>, out: &mut String) {
    let article = Standoff::of(document.article);
    out.push_str("# newdoc id = ");
    push_escaped(document.name, out);
    out.push_str("\n# text = ");
    push_escaped(&article.text, out);
    out.push('\n');
    let tokens = tokens(&article.text);
    out.reserve(32 * tokens.len());
    // For each column the cells up to the last that says something.
    let mut cells: [Vec<Cell>; 3] = Default::default();
    let quotes = article
        .spans
        .iter()
        .filter(|s| s.label == Label::Quote && !s.implicit);
    for (number, quote) in quotes.enumerate() {
        let of = |list: &[usize]| -> Vec<&Span> {
            list.iter().filter_map(|i| article.spans.get(*i)).collect()
        };
        let columns = [of(&quote.sources), of(&quote.cues), vec![quote]];
        for (cells, spans) in cells.iter_mut().zip(columns) {
            for span in spans {
                for part in &span.parts {
                    let (start, end) = extent(span, part);
                    let first = tokens.partition_point(|t| t.end <= start);
                    let behind = tokens.partition_point(|t| t.start < end);
                    if cells.len() < behind {
                        cells.resize_with(behind, Cell::default);
                    }
                    for (n, cell) in cells.iter_mut().take(behind).skip(first).enumerate() {
                        cell.add(if n == 0 { 'B' } else { 'I' }, number + 1);
                    }
                }
            }
        }
    }
    for (i, token) in tokens.iter().enumerate() {
        let words = &article.text[token.start..token.end];
        push_number(out, i + 1);
        out.push('\t');
        if !words.bytes().all(|b| b.is_ascii_graphic()) && words.contains(is_active) {
            // The token's place tells what it is.
            out.extend(
                words
                    .chars()
                    .map(|c| if is_active(c) { '\u{fffd}' } else { c }),
            );
        } else {
            out.push_str(words);
        }
        out.push('\t');
        push_number(out, token.chars.0);
        out.push('\t');
        push_number(out, token.chars.1);
        for cells in &cells {
            out.push('\t');
            cells.get(i).unwrap_or(&Cell::None).push(out);
        }
        out.push('\n');
    }
    out.push('\n');
}

/// What a column says of a token. Few tokens belong to several quotes.
#[derive(Default)]
enum Cell {
    #[default]
    None,
    One(char, usize),
    Several(String),
}

impl Cell {
    fn add(&mut self, sign: char, quote: usize) {
        *self = match std::mem::take(self) {
            Cell::None => Cell::One(sign, quote),
            Cell::Several(mut text) => {
                text.push('|');
                Cell::One(sign, quote).push(&mut text);
                Cell::Several(text)
            }
            one => {
                let mut text = String::new();
                one.push(&mut text);
                text.push('|');
                Cell::One(sign, quote).push(&mut text);
                Cell::Several(text)
            }
        };
    }

    fn push(&self, out: &mut String) {
        match self {
            Cell::None => out.push('O'),
            Cell::One(sign, quote) => {
                out.push(*sign);
                out.push('-');
                push_number(out, *quote);
            }
            Cell::Several(text) => out.push_str(text),
        }
    }
}

/// An article being read.
#[derive(Default)]
struct Reading<'a> {
    name: Option<String>,
    text: String,
    /// The line with the text, as the tokens' places are of it.
    has_text: bool,
    /// So many characters it has so far.
    chars: usize,
    tokens: Vec<TokenLine<'a>>,
}

/// A token as it is read.
struct TokenLine<'a> {
    /// The line of the file, from 1.
    line: usize,
    form: &'a str,
    /// Unicode characters.
    start: usize,
    end: usize,
    /// Source, cue and content.
    cells: [&'a str; 3],
}

fn read(input: &Input<'_>) -> Result<Vec<Imported>, Fault> {
    let mut found = Vec::new();
    let mut reading = Reading::default();
    for (i, line) in input.text.lines().chain([""]).enumerate() {
        let fault = |message: String| Fault::new(i + 1, message);
        if let Some(comment) = line.strip_prefix("# ") {
            if let Some(text) = comment.strip_prefix("text = ") {
                reading.text = unescaped(text);
                reading.has_text = true;
            } else if let Some(id) = comment.strip_prefix("newdoc id = ") {
                reading.name = Some(unescaped(id));
            }
        } else if line.trim().is_empty() {
            if reading.has_text || !reading.tokens.is_empty() {
                let article = std::mem::take(&mut reading).article()?;
                found.push(article);
            }
        } else {
            reading.token(i + 1, line).map_err(fault)?;
        }
    }
    if found.is_empty() {
        return Err(Fault::new(
            None,
            "has no tokens: expected lines with tabs between seven columns",
        ));
    }
    Ok(found)
}

impl<'a> Reading<'a> {
    fn token(&mut self, number: usize, line: &'a str) -> Result<(), String> {
        let cells: Vec<&'a str> = line.split('\t').collect();
        let [_, form, start, end, source, cue, content] = cells.as_slice() else {
            return Err(format!(
                "has {} columns: expected the seven of ID FORM START END SOURCE CUE CONTENT, with tabs between",
                cells.len()
            ));
        };
        let place = |text: &str| {
            let number = text.parse::<usize>();
            number.map_err(|_| format!("{text} is no place: expected a number of characters"))
        };
        let (start, end) = (place(start)?, place(end)?);
        if !self.has_text {
            // Without the text its tokens have a space between them, or as many as the places say.
            let gap = start.saturating_sub(self.chars).min(MOST_GAP);
            self.text.extend(std::iter::repeat_n(' ', gap));
            self.text.push_str(form);
            self.chars += gap + form.chars().count();
        }
        self.tokens.push(TokenLine {
            line: number,
            form,
            start,
            end,
            cells: [source, cue, content].map(|c| *c),
        });
        Ok(())
    }

    fn article(self) -> Result<Imported, Fault> {
        let units = Units::new(&self.text);
        let mut elsewhere = Elsewhere::default();
        // For each column and quote its pieces.
        let mut pieces: BTreeMap<(u64, usize), Vec<(usize, usize)>> = BTreeMap::new();
        for token in &self.tokens {
            let fault = |message: String| Fault::new(token.line, message);
            let beyond = || {
                fault(format!(
                    "a token has the place {} to {}, and the text {} characters: expected a place in it",
                    token.start,
                    token.end,
                    self.text.chars().count()
                ))
            };
            let start = units.byte(token.start).ok_or_else(beyond)?;
            let end = units.byte(token.end).filter(|e| *e >= start);
            let end = end.ok_or_else(beyond)?;
            let found = self.text.get(start..end).into_iter();
            elsewhere.compare(token.line, "the token", token.form, found);
            for (column, cell) in token.cells.iter().enumerate() {
                for sign in cell.split('|').filter(|s| !matches!(*s, "O" | "_")) {
                    let known = || {
                        fault(format!(
                            "{sign} is no sign in {}: expected O, B-1 or I-1",
                            COLUMNS[column]
                        ))
                    };
                    let (kind, number) = sign.split_once('-').ok_or_else(known)?;
                    let number: u64 = number.parse().map_err(|_| known())?;
                    let list = pieces.entry((number, column)).or_default();
                    match (kind, list.last_mut()) {
                        ("I", Some(last)) => last.1 = end,
                        ("B" | "I", _) => list.push((start, end)),
                        _ => return Err(known()),
                    }
                }
            }
        }
        let mut spans = Vec::new();
        // Quotes can share a source or a cue.
        let mut known: BTreeMap<(usize, Vec<(usize, usize)>), usize> = BTreeMap::new();
        let quotes = pieces.keys().map(|(number, _)| *number);
        let quotes: std::collections::BTreeSet<u64> = quotes.collect();
        let labels = [Label::Mention, Label::Cue, Label::Quote];
        for number in quotes {
            let mut own = [None; 3];
            for (column, label) in labels.into_iter().enumerate() {
                let Some(places) = pieces.get(&(number, column)) else {
                    continue;
                };
                let key = (column, places.clone());
                let same = known.get(&key).copied().filter(|_| label != Label::Quote);
                let index = same.unwrap_or(spans.len());
                if same.is_none() {
                    let parts = places.iter().map(|(a, b)| Part::new(*a, *b)).collect();
                    let mut span = Span::new(label, parts);
                    if label != Label::Quote {
                        let letter = if label == Label::Cue { 'c' } else { 's' };
                        span.id = Some(format!("{letter}{number}"));
                    }
                    spans.push(span);
                    known.insert(key, index);
                }
                if let Some(own) = own.get_mut(column) {
                    *own = Some(index);
                }
            }
            let [source, cue, content] = own;
            let id = source.and_then(|i: usize| spans.get(i)?.id.clone());
            if let Some(quote) = content.and_then(|i: usize| spans.get_mut(i)) {
                let who = id.map_or(Who::Unknown, Who::Reference);
                quote.actors.push(named(who, false));
                quote.cues.extend(cue);
            }
        }
        let article = Standoff {
            spans: ordered(spans),
            text: self.text,
            ..Standoff::default()
        };
        Ok(Imported::of(self.name, &article, elsewhere.told()))
    }
}

/// More spaces than these are not put between two tokens.
const MOST_GAP: usize = 1024;

/// A text on a line, in which nothing could send commands to a terminal: `\n`, `\r`, `\\`, and `\u{1b}`.
fn push_escaped(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(|c| c == '\\' || is_active(c)) {
        let (before, behind) = rest.split_at(at);
        out.push_str(before);
        let mut chars = behind.chars();
        match chars.next() {
            Some('\\') => out.push_str("\\\\"),
            Some('\n') => out.push_str("\\n"),
            Some('\r') => out.push_str("\\r"),
            Some('\t') => out.push('\t'),
            other => {
                let code = other.map_or(0, u32::from);
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{{{code:x}}}");
            }
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let number = rest.strip_prefix("u{").and_then(|r| r.split_once('}'));
        let number = number.and_then(|(n, behind)| {
            let code = u32::from_str_radix(n, 16).ok()?;
            Some((char::from_u32(code)?, behind))
        });
        if let Some((c, behind)) = number {
            out.push(c);
            rest = behind;
            continue;
        }
        let mut chars = rest.chars();
        out.push(match chars.next() {
            Some('n') => '\n',
            Some('r') => '\r',
            Some(other) => other,
            None => '\\',
        });
        rest = chars.as_str();
    }
    out.push_str(rest);
    out
}
