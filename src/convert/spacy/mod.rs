//! JSON Lines as Prodigy reads and writes them, and spaCy's converters take: a text with tokens, spans and relations.
//!
//! Offsets are Unicode characters. A span that has several pieces is several spans with one `id`. Relations go from a quote's
//! first piece to its source and its cue; they name tokens too, as Prodigy's `rel.manual` wants it.

mod read;

pub(super) use read::READER;

use super::brat::{extent, shown};
use super::fields::{LABEL, fields, label};
use super::json_text::json_string;
use super::standoff::{Label, Span, Standoff};
use super::tokens::{Token, pieces};
use super::units::{Units, push_number};
use super::{Document, File, Format};

pub(super) const SPACY: Format = Format {
    name: "spacy",
    about: "JSON Lines for spaCy and Prodigy: text, tokens, spans, relations",
    lost: "The header, comments, and what the header says of actors but their ids.",
    files: &[File::new("jsonl", write)],
    head: Some(""),
};

/// A piece of a span to write.
#[derive(Clone, Copy)]
struct Piece<'a> {
    /// Unicode characters.
    start: usize,
    end: usize,
    token_start: usize,
    token_end: usize,
    label: &'a str,
    /// Where a span has several: a letter for what it is, and its number among those.
    id: Option<(char, usize)>,
}

fn write(document: &Document<'_>, out: &mut String) {
    let article = Standoff::of(document.article);
    let units = Units::new(&article.text);
    let shown = shown(&article);
    let written = article.spans.iter().zip(&shown).filter(|(_, s)| **s);
    let places = written.flat_map(|(span, _)| span.parts.iter().map(|part| extent(span, part)));
    let tokens = pieces(&article.text, places);
    out.reserve(2 * article.text.len() + 80 * tokens.len());
    out.push_str("{\"text\":");
    json_string(&article.text, out);
    out.push_str(",\"meta\":{\"id\":");
    json_string(document.name, out);
    out.push_str("},\"tokens\":[");
    put_tokens(&article.text, &tokens, out);
    out.push_str("],\"spans\":[");
    // How many spans with several pieces there have been.
    let mut several = 0;
    let mut firsts: Vec<Option<Piece<'_>>> = vec![None; article.spans.len()];
    let mut between = "";
    for ((span, shown), first) in article.spans.iter().zip(shown).zip(&mut firsts) {
        if !shown {
            continue;
        }
        several += usize::from(span.parts.len() > 1);
        for (n, part) in span.parts.iter().enumerate() {
            let (start, end) = extent(span, part);
            let piece = Piece {
                start: units.char(start),
                end: units.char(end),
                token_start: token_at(&tokens, start),
                token_end: token_before(&tokens, end),
                label: label(span),
                id: (span.parts.len() > 1).then(|| (letter(span.label), several)),
            };
            out.push_str(between);
            between = ",";
            put_piece(&piece, (n == 0).then_some(span), out);
            first.get_or_insert(piece);
        }
    }
    out.push_str("],\"relations\":[");
    let mut between = "";
    for (span, head) in article
        .spans
        .iter()
        .zip(&firsts)
        .filter(|(s, _)| !s.implicit)
    {
        for (label, list) in [("source", &span.sources), ("cue", &span.cues)] {
            for to in list {
                if let (Some(head), Some(Some(child))) = (head, firsts.get(*to)) {
                    out.push_str(between);
                    between = ",";
                    put_relation(label, [head, child], out);
                }
            }
        }
    }
    out.push_str("]}\n");
}

/// A piece; with the span's attributes where that is given.
fn put_piece(piece: &Piece<'_>, span: Option<&Span>, out: &mut String) {
    out.push_str("{\"start\":");
    push_number(out, piece.start);
    out.push_str(",\"end\":");
    push_number(out, piece.end);
    out.push_str(",\"token_start\":");
    push_number(out, piece.token_start);
    out.push_str(",\"token_end\":");
    push_number(out, piece.token_end);
    out.push_str(",\"label\":");
    json_string(piece.label, out);
    if let Some((letter, number)) = piece.id {
        out.push_str(",\"id\":\"");
        out.push(letter);
        out.push('-');
        push_number(out, number);
        out.push('"');
    }
    let mut attributes = span.map(fields).unwrap_or_default();
    attributes.retain(|(key, _)| *key != LABEL);
    attributes.sort_by_key(|(key, _)| *key);
    let mut between = ",\"attributes\":{";
    for (key, text) in &attributes {
        out.push_str(between);
        between = ",";
        json_string(key, out);
        out.push(':');
        json_string(text, out);
    }
    out.push_str(if attributes.is_empty() { "}" } else { "}}" });
}

fn put_relation(label: &str, [head, child]: [&Piece<'_>; 2], out: &mut String) {
    out.push_str("{\"head\":");
    push_number(out, head.token_end);
    out.push_str(",\"child\":");
    push_number(out, child.token_end);
    out.push_str(",\"label\":\"");
    out.push_str(label);
    out.push_str("\",\"head_span\":");
    put_piece(head, None, out);
    out.push_str(",\"child_span\":");
    put_piece(child, None, out);
    out.push('}');
}

/// The tokens as objects, which are most of a line: nothing is made for each.
fn put_tokens(text: &str, tokens: &[Token], out: &mut String) {
    for (id, token) in tokens.iter().enumerate() {
        let words = &text[token.start..token.end];
        out.push_str(if id > 0 { ",{\"text\":" } else { "{\"text\":" });
        json_string(words, out);
        out.push_str(",\"start\":");
        push_number(out, token.chars.0);
        out.push_str(",\"end\":");
        push_number(out, token.chars.1);
        out.push_str(",\"id\":");
        push_number(out, id);
        let next = tokens.get(id + 1).map_or(text.len(), |t| t.start);
        let ws = next > token.end;
        out.push_str(if ws {
            ",\"ws\":true}"
        } else {
            ",\"ws\":false}"
        });
    }
}

fn letter(label: Label) -> char {
    match label {
        Label::Quote => 'q',
        Label::Mention => 's',
        Label::Cue => 'c',
        _ => 'a',
    }
}

/// The token at a byte or behind it.
fn token_at(tokens: &[Token], byte: usize) -> usize {
    tokens.partition_point(|t| t.end <= byte)
}

/// The last token that begins before a byte.
fn token_before(tokens: &[Token], byte: usize) -> usize {
    tokens.partition_point(|t| t.start < byte).saturating_sub(1)
}
