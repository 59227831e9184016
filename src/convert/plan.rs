//! Which carrier each piece of a paragraph's spans gets, and what of the copy is escaped for that.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::emit::Out;
use super::overlaps::Overlaps;
use super::standoff::Label;
use crate::model::{CarrierKind, Extent, PlainText};
use crate::syntax::{Kind, Mark, parse};

/// What holds a piece.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Carrier {
    Brackets,
    Word,
    /// A quotation with these words.
    Quotation(Extent),
    /// The paragraph.
    Block,
    /// A quotation that goes on in the next paragraph: the tag stands at its end.
    Silent,
}

/// A piece of a span in one paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) span: usize,
    pub(super) part: usize,
    pub(super) label: Label,
    pub(super) start: usize,
    pub(super) end: usize,
    /// What is wanted.
    pub(super) wish: Option<CarrierKind>,
    pub(super) carrier: Carrier,
}

/// How much is escaped, and how careful carriers are chosen.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Care {
    /// What must be.
    Little,
    /// All brackets and braces; words get brackets.
    Brackets,
    /// And all quotation marks that no tag needs.
    Marks,
    /// And those.
    All,
    /// Nothing is annotated.
    Bare,
}

/// A paragraph: where it begins, and where its last line ends.
#[derive(Clone, Debug)]
pub(super) struct Paragraph {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) care: Care,
    pub(super) wanted: Vec<Piece>,
    /// Spans that have no place here, and how often some were found.
    pub(super) dropped: Vec<usize>,
    pub(super) drops: u8,
}

/// What becomes of a paragraph.
#[derive(Clone, Default, Debug)]
pub(super) struct Plan {
    /// In the order in which they open.
    pub(super) pieces: Vec<Piece>,
    /// The bytes before which a backslash stands.
    pub(super) escapes: BTreeSet<usize>,
    /// Spans of which a piece is lost.
    pub(super) lost: Vec<usize>,
}

/// A quotation in the copy.
struct Quotation {
    whole: Extent,
    content: Extent,
    is_unclosed: bool,
}

/// Deeper brackets are left out: the language nests 64 deep.
const DEEPEST: usize = 60;

/// So often quotations that spans cross are looked for, each time with those before escaped.
const ROUNDS: usize = 8;

/// `known` are the marks of quotations, where these are known. `usable` says whether a quotation that begins at a byte can carry a piece of a span.
pub(super) fn plan(
    text: &str,
    head: &str,
    paragraph: &Paragraph,
    known: Option<&BTreeSet<usize>>,
    usable: &dyn Fn(&Piece, usize) -> bool,
) -> Plan {
    let care = paragraph.care;
    let mut pieces: Vec<Piece> = match care {
        Care::Bare => Vec::new(),
        _ => paragraph.wanted.clone(),
    };
    let mut lost: Vec<usize> = paragraph.dropped.clone();
    if care == Care::Bare {
        lost.extend(paragraph.wanted.iter().map(|p| p.span));
    }
    let mut escapes = braces(text, paragraph, &pieces);
    if care == Care::All {
        escapes.extend(marks(text, paragraph));
    }
    for round in 0..ROUNDS {
        let quotations = quotations(text, head, paragraph, &escapes);
        if let Some(known) = known.filter(|_| round < ROUNDS / 2) {
            let before = escapes.len();
            escapes.extend(unknown(&quotations, known));
            if hides(paragraph, &quotations, known) {
                escapes.extend(marks(text, paragraph).filter(|at| !known.contains(at)));
            }
            if escapes.len() > before {
                continue;
            }
        }
        carry(text, &mut pieces, &quotations, care, usable);
        let crossed = crossed(&pieces, &quotations);
        if crossed.is_empty() {
            break;
        }
        for at in crossed {
            escapes.insert(at);
        }
    }
    if care == Care::Marks {
        let mut needed = BTreeSet::new();
        for piece in &pieces {
            if let Carrier::Quotation(content) = piece.carrier {
                needed.extend(piece.start..content.start);
                needed.extend(content.end..piece.end);
            }
        }
        escapes.extend(marks(text, paragraph).filter(|at| !needed.contains(at)));
    }
    let pieces = cut(pieces, &mut lost);
    brackets(text, paragraph, &pieces, &mut escapes);
    Plan {
        pieces,
        escapes,
        lost,
    }
}

/// The braces that would begin a tag or a comment.
fn braces(text: &str, paragraph: &Paragraph, pieces: &[Piece]) -> BTreeSet<usize> {
    let copy = &text[paragraph.start..paragraph.end];
    let ends: BTreeSet<usize> = pieces.iter().map(|p| p.end).collect();
    let mut before = None;
    let mut found = BTreeSet::new();
    for (i, c) in copy.char_indices() {
        let at = paragraph.start + i;
        if c == '{' {
            let is_free = matches!(before, Some(' ' | '\t')) && !ends.contains(&at);
            let rest = copy.get(i + 1..).unwrap_or_default();
            let begins = rest.starts_with(['%', '@', 'b', ' ', '\t']);
            if !is_little(paragraph.care) || !is_free || begins {
                found.insert(at);
            }
        }
        before = Some(c);
    }
    found
}

/// Without annotations no more need be escaped than in any copy.
fn is_little(care: Care) -> bool {
    matches!(care, Care::Little | Care::Bare)
}

fn marks(text: &str, paragraph: &Paragraph) -> impl Iterator<Item = usize> {
    let copy = text[paragraph.start..paragraph.end].char_indices();
    let marks = copy.filter(|(_, c)| Mark::from_char(*c).is_some());
    marks.map(|(i, _)| paragraph.start + i)
}

/// Adds the square brackets that would pair with one that is no copy, or part a pair of those.
fn brackets(text: &str, paragraph: &Paragraph, pieces: &[Piece], escapes: &mut BTreeSet<usize>) {
    let copy = &text[paragraph.start..paragraph.end];
    if pieces.is_empty() && is_little(paragraph.care) {
        return;
    }
    let over = Overlaps::new(pieces.iter());
    let mut open = Vec::new();
    for (i, c) in copy.char_indices() {
        let at = paragraph.start + i;
        match c {
            '[' => open.push(at),
            ']' => match open.pop() {
                Some(from) if paragraph.care == Care::Little => {
                    let holds = |p: &Piece, at: usize| p.start <= at && at < p.end;
                    let parted = over.of(from, from + 1).any(|p| !holds(p, at))
                        || over.of(at, at + 1).any(|p| !holds(p, from));
                    if parted {
                        escapes.extend([from, at]);
                    }
                }
                from => escapes.extend(from.into_iter().chain([at])),
            },
            _ => {}
        }
    }
    escapes.extend(open);
}

fn quotations(
    text: &str,
    head: &str,
    paragraph: &Paragraph,
    escapes: &BTreeSet<usize>,
) -> Vec<Quotation> {
    let mut out = Out::new(head);
    for (i, c) in text[paragraph.start..paragraph.end].char_indices() {
        out.copy(c, escapes.contains(&(paragraph.start + i)));
    }
    let tree = parse(&out.text);
    let plain = PlainText::new(&out.text, &tree);
    let place = |span: crate::syntax::Span| Extent {
        start: paragraph.start + plain.plain_offset(span.start),
        end: paragraph.start + plain.plain_offset(span.end),
    };
    let nodes = tree.descendants().filter(|n| n.kind() == Kind::Quotation);
    let quotations = nodes.map(|n| Quotation {
        whole: place(n.inner()),
        content: place(n.content()),
        is_unclosed: n.is_unclosed(),
    });
    quotations.collect()
}

/// The marks of quotations that are none.
fn unknown(quotations: &[Quotation], known: &BTreeSet<usize>) -> Vec<usize> {
    let marks = quotations.iter().flat_map(|q| {
        let end = (!q.is_unclosed).then_some(q.content.end);
        [Some(q.whole.start), end]
    });
    marks.flatten().filter(|at| !known.contains(at)).collect()
}

/// Whether marks of quotations are none because of others.
fn hides(paragraph: &Paragraph, quotations: &[Quotation], known: &BTreeSet<usize>) -> bool {
    let found = quotations
        .iter()
        .flat_map(|q| [q.whole.start, q.content.end]);
    let found: BTreeSet<usize> = found.collect();
    let mut wanted = known.range(paragraph.start..paragraph.end);
    wanted.any(|at| !found.contains(at))
}

/// Chooses a carrier for each piece.
fn carry(
    text: &str,
    pieces: &mut [Piece],
    quotations: &[Quotation],
    care: Care,
    usable: &dyn Fn(&Piece, usize) -> bool,
) {
    let by_place: BTreeMap<(usize, usize), &Quotation> = quotations
        .iter()
        .map(|q| ((q.whole.start, q.whole.end), q))
        .collect();
    let mut used = BTreeSet::new();
    let mut words = BTreeSet::new();
    // The innermost of those with the same words is last.
    for piece in pieces.iter_mut().rev() {
        piece.carrier = Carrier::Brackets;
        if piece.wish == Some(CarrierKind::Block) {
            piece.carrier = Carrier::Block;
            continue;
        }
        let is_quotation = matches!(piece.label, Label::Quote | Label::Term(_) | Label::Other);
        let wants = match piece.label {
            Label::Quote => matches!(piece.wish, None | Some(CarrierKind::Quotation)),
            Label::Term(_) => true,
            _ => piece.wish == Some(CarrierKind::Quotation),
        };
        if is_quotation && wants {
            let place = (piece.start, piece.end);
            if let Some(q) = by_place.get(&place)
                && usable(piece, piece.start)
            {
                if q.is_unclosed {
                    piece.carrier = Carrier::Silent;
                } else if used.insert(place) {
                    piece.carrier = Carrier::Quotation(q.content);
                }
                continue;
            }
        }
        let may = matches!(piece.wish, None | Some(CarrierKind::Word));
        if may && care == Care::Little && is_word(text, piece) && words.insert(piece.end) {
            piece.carrier = Carrier::Word;
        }
    }
}

/// Whether a piece is a word and nothing else.
fn is_word(text: &str, piece: &Piece) -> bool {
    let (Some(words), Some(before), Some(behind)) = (
        text.get(piece.start..piece.end),
        text.get(..piece.start),
        text.get(piece.end..),
    ) else {
        return false;
    };
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '‘' | '_');
    let free = |c: Option<char>| {
        c.is_none_or(|c| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | '(' | ')'))
    };
    !words.is_empty()
        && words.starts_with(char::is_alphanumeric)
        && words.ends_with(char::is_alphanumeric)
        && words.chars().all(joins)
        && free(before.chars().next_back())
        && free(behind.chars().next())
}

/// The marks of quotations that a bracket would part.
fn crossed(pieces: &[Piece], quotations: &[Quotation]) -> Vec<usize> {
    let mut found = Vec::new();
    let over = Overlaps::new(pieces.iter().filter(|p| p.carrier == Carrier::Brackets));
    for quotation in quotations {
        let (whole, content) = (quotation.whole, quotation.content);
        let parts = |p: &Piece| {
            let around = p.start <= whole.start && whole.end <= p.end && !quotation.is_unclosed;
            let inside = content.start <= p.start && p.end <= content.end;
            !around && !inside
        };
        if over.of(whole.start, whole.end).any(parts) {
            found.push(whole.start);
            if !quotation.is_unclosed {
                found.push(content.end);
            }
        }
    }
    found
}

/// Puts pieces in the order in which they open, and cuts those that cross others.
fn cut(pieces: Vec<Piece>, lost: &mut Vec<usize>) -> Vec<Piece> {
    let rank = |p: &Piece| match p.carrier {
        Carrier::Block => 0_u8,
        Carrier::Brackets => 1,
        Carrier::Silent | Carrier::Quotation(_) => 2,
        Carrier::Word => 3,
    };
    let mut queue = BTreeMap::new();
    let mut number = 0_usize;
    let mut add = |queue: &mut BTreeMap<_, _>, piece: Piece| {
        number += 1;
        let key = (piece.start, Reverse(piece.end), rank(&piece), number);
        queue.insert(key, piece);
    };
    for piece in pieces {
        add(&mut queue, piece);
    }
    let mut done: Vec<Piece> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    while let Some((_, mut piece)) = queue.pop_first() {
        if matches!(piece.carrier, Carrier::Block | Carrier::Silent) {
            done.push(piece);
            continue;
        }
        while open.last().is_some_and(|end| *end <= piece.start) {
            open.pop();
        }
        if open.len() >= DEEPEST {
            lost.push(piece.span);
            continue;
        }
        if let Some(end) = open.last().copied().filter(|end| *end < piece.end) {
            let mut rest = piece;
            piece.carrier = Carrier::Brackets;
            rest.carrier = Carrier::Brackets;
            piece.end = end;
            rest.start = end;
            add(&mut queue, rest);
        }
        if piece.end > piece.start {
            open.push(piece.end);
        }
        done.push(piece);
    }
    done
}
