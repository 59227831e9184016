//! Semantic tokens: what colour each part of the markup and of the quoted words has.

use tower_lsp::ls_types::{
    self as lsp, SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokensEdit,
};

use super::snapshot::Snapshot;
use crate::syntax::{Kind, Node, Span};

/// The types, in the order of their numbers.
pub(super) const TYPES: [SemanticTokenType; 9] = [
    SemanticTokenType::STRING,
    SemanticTokenType::VARIABLE,
    SemanticTokenType::KEYWORD,
    SemanticTokenType::NUMBER,
    SemanticTokenType::PROPERTY,
    SemanticTokenType::COMMENT,
    SemanticTokenType::OPERATOR,
    SemanticTokenType::DECORATOR,
    SemanticTokenType::CLASS,
];

/// The modifiers, as bits in this order.
pub(super) const MODIFIERS: [SemanticTokenModifier; 2] = [
    SemanticTokenModifier::DECLARATION,
    // What is marked with ?.
    SemanticTokenModifier::ABSTRACT,
];

const STRING: u32 = 0;
const ACTOR: u32 = 1;
const KEYWORD: u32 = 2;
const DATE: u32 = 3;
const PROPERTY: u32 = 4;
const COMMENT: u32 = 5;
const OPERATOR: u32 = 6;
const ID: u32 = 7;
const KEY: u32 = 8;

const DECLARATION: u32 = 1;
const UNCERTAIN: u32 = 1 << 1;

/// A span, its type and modifiers.
type Token = (Span, u32, u32);

/// The tokens of a range, in the order of the text; no two overlap.
pub(super) fn tokens(snapshot: &Snapshot, range: &Span) -> Vec<Token> {
    let source = snapshot.source();
    let mut tokens: Vec<Token> = Vec::new();
    let blocks = snapshot.tree.blocks();
    for block in blocks.filter(|b| b.span().start < range.end && range.start < b.span().end) {
        // Where quoted words go on behind what stands among them.
        for node in block.children() {
            add(source, &node, false, &mut tokens);
        }
    }
    let actors = &snapshot.article().actors;
    for token in &mut tokens {
        let declares = |a: &crate::model::Actor| {
            (a.source.start, a.source.end) == (token.0.start, token.0.end)
        };
        if token.1 == KEY && actors.iter().any(declares) {
            (token.1, token.2) = (ACTOR, DECLARATION);
        }
    }
    tokens.retain(|(span, ..)| {
        span.start < span.end && range.start <= span.start && span.end <= range.end
    });
    tokens
}

fn add(source: &str, node: &Node<'_>, quoted: bool, tokens: &mut Vec<Token>) {
    let uncertain = if node.is_uncertain() { UNCERTAIN } else { 0 };
    let kind = match node.kind() {
        Kind::Actor | Kind::Unknown => ACTOR,
        Kind::Role => KEYWORD,
        Kind::Date => DATE,
        Kind::Id => ID,
        Kind::Continuation => OPERATOR,
        Kind::Comment => COMMENT,
        Kind::String | Kind::Bare => STRING,
        Kind::Entry => {
            tokens.push((node.inner(), KEY, 0));
            return node.children().for_each(|c| add(source, &c, false, tokens));
        }
        Kind::Attribute => {
            tokens.push((node.inner(), PROPERTY, 0));
            return node.children().for_each(|c| add(source, &c, false, tokens));
        }
        Kind::Quotation | Kind::Span | Kind::Word => {
            let is_quotation = node.kind() == Kind::Quotation;
            return words(source, node, quoted || is_quotation, tokens);
        }
        Kind::Tag | Kind::Sequence | Kind::Item => {
            return node.children().for_each(|c| add(source, &c, false, tokens));
        }
        _ => return,
    };
    tokens.push((node.span(), kind, uncertain));
}

/// A carrier: its words in pieces between what stands among them, then its tags.
fn words(source: &str, node: &Node<'_>, quoted: bool, tokens: &mut Vec<Token>) {
    let inner = node.inner();
    let mut at = inner.start;
    for child in node.children() {
        let span = child.span();
        if quoted && span.start > at {
            tokens.push((at..span.start.min(inner.end), STRING, 0));
        }
        add(source, &child, quoted, tokens);
        at = at.max(span.end);
    }
    if quoted && at < inner.end {
        tokens.push((at..inner.end, STRING, 0));
    }
}

/// As the protocol has it: a token a line, each counted from the one before.
pub(super) fn answer(snapshot: &Snapshot, range: &Span) -> Vec<SemanticToken> {
    let text = &snapshot.text;
    let mut last = lsp::Position::new(0, 0);
    let mut all = Vec::new();
    for (span, token_type, modifiers) in tokens(snapshot, range) {
        let source = snapshot.source();
        let mut from = span.start;
        for line in source
            .get(span)
            .unwrap_or_default()
            .split_inclusive(['\n', '\r'])
        {
            let end = from + line.trim_end_matches(['\n', '\r']).len();
            let place = text.range(from..end);
            from += line.len();
            let length = place.end.character.saturating_sub(place.start.character);
            if length == 0 || place.start.line != place.end.line {
                continue;
            }
            let delta_line = place.start.line - last.line;
            let before = if delta_line == 0 { last.character } else { 0 };
            all.push(SemanticToken {
                delta_line,
                delta_start: place.start.character.saturating_sub(before),
                length,
                token_type,
                token_modifiers_bitset: modifiers,
            });
            last = place.start;
        }
    }
    all
}

/// How many numbers a token is.
const NUMBERS: usize = 5;

/// The edit from some tokens to others: what is the same at both ends is left alone.
pub(super) fn difference(old: &[SemanticToken], new: &[SemanticToken]) -> Vec<SemanticTokensEdit> {
    let same = |(a, b): &(&SemanticToken, &SemanticToken)| a == b;
    let start = old.iter().zip(new).take_while(same).count();
    let (old, new) = (&old[start..], &new[start..]);
    let end = old.iter().rev().zip(new.iter().rev());
    let end = end.take_while(same).count();
    let (gone, put) = (old.len() - end, &new[..new.len() - end]);
    if gone == 0 && put.is_empty() {
        return Vec::new();
    }
    let number = |tokens: usize| u32::try_from(tokens * NUMBERS).unwrap_or(u32::MAX);
    vec![SemanticTokensEdit {
        start: number(start),
        delete_count: number(gone),
        data: Some(put.to_vec()),
    }]
}
