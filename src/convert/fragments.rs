//! Which fragments of a span were one piece: the attribute `pieces`.
//!
//! A piece that crosses another, or runs over a blank line, is written as fragments. Those that touch are taken for
//! one piece when a source is read; where that is wrong, or not all, `pieces` says it: numbers of fragments in the order
//! of the text, with `+` between those of one piece and a space between pieces, which may stand in another order.
//! `<` behind a number, or `>` before one, is white space that a piece has at its start or end and no fragment can have.

use super::plan::{Carrier, Piece};
use super::standoff::{Part, Span};
use crate::model::{CarrierKind, Extent};

/// The attribute's name.
pub(super) const NAME: &str = "pieces";

/// What the attribute must say; none if it need not be there.
pub(super) fn written(span: &Span, pieces: &[Piece]) -> Option<String> {
    // Fragments that come from a source are what they were.
    if pieces.is_empty() || span.parts.iter().any(|p| p.carrier.is_some()) {
        return None;
    }
    let mut said: Vec<String> = Vec::new();
    let mut sorted: Vec<usize> = (0..pieces.len()).collect();
    sorted.sort_by_key(|i| (pieces[*i].start, pieces[*i].end));
    for (number, part) in span.parts.iter().enumerate() {
        let of_part = sorted.iter().enumerate();
        let of_part = of_part.filter(|(_, i)| pieces[**i].part == number);
        let numbers: Vec<String> = of_part.clone().map(|(n, _)| (n + 1).to_string()).collect();
        let start = of_part.clone().map(|(_, i)| pieces[*i].start).min();
        let head = start.map_or(0, |start| start.saturating_sub(part.whole.start));
        let head = if head > 0 {
            format!("{head}<")
        } else {
            String::new()
        };
        let end = of_part.map(|(_, i)| pieces[*i].end).max();
        let tail = end.map_or(0, |end| part.whole.end.saturating_sub(end));
        let tail = if tail > 0 {
            format!(">{tail}")
        } else {
            String::new()
        };
        said.push(format!("{head}{}{tail}", numbers.join("+")));
    }
    let said = said.join(" ");
    let touching = |a: &Piece, b: &Piece| {
        let bracketed = |p: &Piece| matches!(p.carrier, Carrier::Brackets | Carrier::Word);
        a.end == b.start && bracketed(a) && bracketed(b)
    };
    let mut silent = String::new();
    for (n, i) in sorted.iter().enumerate() {
        if n > 0 {
            let before = &pieces[sorted[n - 1]];
            silent.push(if touching(before, &pieces[*i]) {
                '+'
            } else {
                ' '
            });
        }
        silent.push_str(&(n + 1).to_string());
    }
    (said != silent).then_some(said)
}

/// Puts the fragments of a span together again.
pub(super) fn join(span: &mut Span, text: &str) {
    let said = span.attributes.remove(NAME);
    if said.is_none() && span.parts.len() < 2 {
        return;
    }
    let mut parts = span.parts.clone();
    parts.sort_by_key(|p| (p.whole.start, p.whole.end));
    let told = said.as_deref().and_then(|said| told(said, &parts, text));
    span.parts = told.unwrap_or_else(|| touching(&parts));
}

/// What the attribute says, if that makes sense.
fn told(said: &str, parts: &[Part], text: &str) -> Option<Vec<Part>> {
    let mut found = Vec::new();
    for piece in said.split(' ') {
        let (head, numbers) = piece.split_once('<').unwrap_or(("0", piece));
        let (numbers, tail) = numbers.split_once('>').unwrap_or((numbers, "0"));
        let (head, tail): (usize, usize) = (head.parse().ok()?, tail.parse().ok()?);
        let numbers = numbers.split('+').map(|n| n.parse::<usize>().ok());
        let numbers: Vec<usize> = numbers.collect::<Option<_>>()?;
        let first = parts.get(numbers.first()?.checked_sub(1)?)?;
        let last = parts.get(numbers.last()?.checked_sub(1)?)?;
        let end = last.whole.end.checked_add(tail)?;
        let tail = text.get(last.whole.end..end)?;
        let start = first.whole.start.checked_sub(head)?;
        let head = text.get(start..first.whole.start)?;
        let is_blank = head.trim().is_empty() && tail.trim().is_empty();
        if first.whole.start > last.whole.end || !is_blank {
            return None;
        }
        if numbers.len() == 1 && tail.is_empty() && head.is_empty() {
            found.push(*first);
        } else {
            let mut part = Part::new(start, end);
            part.carrier = Some(CarrierKind::Span);
            found.push(part);
        }
    }
    Some(found)
}

fn touching(parts: &[Part]) -> Vec<Part> {
    let mut found: Vec<Part> = Vec::new();
    let bracketed = |p: &Part| {
        matches!(
            p.carrier,
            None | Some(CarrierKind::Span | CarrierKind::Word)
        )
    };
    for part in parts {
        match found.last_mut() {
            Some(last)
                if last.whole.end == part.whole.start && bracketed(last) && bracketed(part) =>
            {
                let extent = Extent {
                    start: last.whole.start,
                    end: part.whole.end,
                };
                (last.content, last.whole) = (extent, extent);
            }
            _ => found.push(*part),
        }
    }
    found
}
