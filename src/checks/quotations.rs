//! The quotations of an article as their marks show them, for the checks about marks.
//!
//! In comes the tree; out go its quotations, how deep each stands in others, and the edits that give
//! one other marks. Nothing here knows of speakers, or of what a house wants.

use hashbrown::{HashMap, HashSet};
use std::borrow::Cow;

use super::TextEdit;
use crate::syntax::{Kind, Mark, Node, Span, Tree};

/// The mark that opens a quotation and the one that closes it.
pub(super) type Pair = (Mark, Mark);

/// The ways to set quotations: of each its double and its single marks.
pub(super) const SYSTEMS: [[Pair; 2]; 9] = {
    use Mark::*;
    [
        [(Straight, Straight), (StraightSingle, StraightSingle)],
        [(LeftDouble, RightDouble), (LeftSingle, RightSingle)],
        [
            (LeftGuillemet, RightGuillemet),
            (LeftSingleGuillemet, RightSingleGuillemet),
        ],
        [(LowDouble, LeftDouble), (LowSingle, LeftSingle)],
        [(LowDouble, RightDouble), (LowSingle, RightSingle)],
        [
            (RightGuillemet, LeftGuillemet),
            (RightSingleGuillemet, LeftSingleGuillemet),
        ],
        [(RightDouble, RightDouble), (RightSingle, RightSingle)],
        [(RightGuillemet, RightGuillemet), (RightSingle, RightSingle)],
        [
            (LeftCorner, RightCorner),
            (LeftWhiteCorner, RightWhiteCorner),
        ],
    ]
};

/// The system of the typewriter, by its place in [`SYSTEMS`].
pub(super) const STRAIGHT: usize = 0;

/// One quotation, or the piece of one that stands in one paragraph.
pub(super) struct Quotation<'t> {
    pub(super) node: Node<'t>,
    pub(super) open: Mark,
    /// None where it goes on in the next paragraph, or nothing closes it.
    pub(super) close: Option<Mark>,
    /// The quotation around it, as an index into all.
    pub(super) outer: Option<usize>,
    /// How many are around it.
    pub(super) depth: usize,
}

impl Quotation<'_> {
    /// Its system, and 0 for the double marks of that or 1 for the single ones. None if its marks
    /// are of two systems.
    pub(super) fn system(&self) -> Option<(usize, usize)> {
        let fits = |p: &Pair| p.0 == self.open && self.close.is_none_or(|c| c == p.1);
        SYSTEMS
            .iter()
            .enumerate()
            .find_map(|(i, pairs)| Some((i, pairs.iter().position(fits)?)))
    }

    /// The pair that its opening mark begins.
    pub(super) fn pair(&self) -> Option<Pair> {
        let alone = |p: &&Pair| p.0 == self.open;
        let whole = self
            .system()
            .and_then(|(s, form)| SYSTEMS.get(s)?.get(form));
        whole
            .or_else(|| SYSTEMS.iter().flatten().find(alone))
            .copied()
    }

    /// Its bytes without tags.
    pub(super) fn span(&self) -> Span {
        self.node.inner()
    }

    /// Its marks around dots, as they are written.
    pub(super) fn shown(&self) -> String {
        let close = self.close.or(self.pair().map(|p| p.1));
        shown((self.open, close.unwrap_or(self.open)))
    }

    /// Whether its marks are surely quotation marks: not part of code, nor apostrophes that look
    /// like single marks. What carries a tag is a quotation.
    pub(super) fn is_certain(&self, text: &str) -> bool {
        let single = matches!(self.open, Mark::StraightSingle | Mark::LeftSingle);
        if !single && self.open != Mark::Straight || self.node.tags().next().is_some() {
            return true;
        }
        let (inner, content) = (self.node.inner(), self.node.content());
        let (Some(before), Some(words), Some(behind)) = (
            text.get(..inner.start),
            text.get(content),
            text.get(inner.end..),
        ) else {
            return false;
        };
        let clipped = words.ends_with(['s', 'S', 'x', 'z']) || words.ends_with("in");
        let goes_on = behind.starts_with(' ')
            && behind
                .trim_start_matches(' ')
                .starts_with(char::is_alphabetic);
        if single && (self.close.is_none() || clipped && goes_on) {
            return false;
        }
        let called = before.strip_suffix(['(', '[']);
        let code_before = before
            .ends_with(['=', '{', '<', '>', '/', '\\', '|', '_', '$', '#', '`'])
            || called.is_some_and(|b| b.ends_with(|c: char| c.is_alphanumeric() || c == '_'));
        self.open == Mark::LeftSingle
            || !code_before && !behind.starts_with(['=', '}', '>', '/', '\\', '`', '_'])
    }
}

/// All quotations of a tree, the outer before the inner.
pub(super) fn all<'t>(text: &str, tree: &'t Tree) -> Vec<Quotation<'t>> {
    let mut list: Vec<Quotation<'t>> = Vec::new();
    let mut around: Vec<usize> = Vec::new();
    for node in tree.descendants().filter(|n| n.kind() == Kind::Quotation) {
        let Some(open) = node.mark() else { continue };
        let start = node.span().start;
        while around
            .last()
            .and_then(|i| list.get(*i))
            .is_some_and(|q| q.node.span().end <= start)
        {
            around.pop();
        }
        let close = text.get(node.content().end..node.inner().end);
        list.push(Quotation {
            node,
            open,
            close: close
                .and_then(|c| c.chars().next())
                .and_then(Mark::from_char),
            outer: around.last().copied(),
            depth: around.len(),
        });
        around.push(list.len() - 1);
    }
    list
}

/// The pair that stands inside `outer` in a language. These are the delimiters and alternate
/// delimiters of Unicode's CLDR.
pub(super) fn inner_pair(outer: Pair, lang: Option<&str>) -> Pair {
    use Mark::*;
    let lang = lang.and_then(|l| l.split(['-', '_']).next()).unwrap_or("");
    match (outer, lang) {
        ((LeftGuillemet, _), "ru" | "uk" | "be") => (LowDouble, LeftDouble),
        ((LeftGuillemet, _), "nb" | "nn" | "no") => (LeftSingle, RightSingle),
        ((LeftGuillemet, _), "de") => (LeftSingleGuillemet, RightSingleGuillemet),
        ((LeftGuillemet | LeftSingleGuillemet, _), _) => (LeftDouble, RightDouble),
        ((RightGuillemet, RightGuillemet), _) => (RightSingle, RightSingle),
        _ => {
            let other = |[double, single]: &[Pair; 2]| match outer {
                o if o == *double => Some(*single),
                o if o == *single => Some(*double),
                _ => None,
            };
            SYSTEMS.iter().find_map(other).unwrap_or(outer)
        }
    }
}

/// A pair around dots.
pub(super) fn shown((open, close): Pair) -> String {
    format!("{}…{}", open.as_str(), close.as_str())
}

/// Which quotations go on in the next paragraph.
pub(super) struct Chains {
    next: HashMap<usize, usize>,
    later: HashSet<usize>,
}

impl Chains {
    pub(super) fn new(tree: &Tree) -> Chains {
        let links = tree.continuations().links;
        Chains {
            later: links.iter().map(|(_, to)| *to).collect(),
            next: links.into_iter().collect(),
        }
    }

    /// A quotation with what it goes on as. Empty for one that continues another, which is dealt
    /// with there, and for one that nothing closes, which is an error of syntax.
    pub(super) fn pieces(&self, all: &[Quotation<'_>], first: usize) -> Vec<usize> {
        let start = |i: usize| all.get(i).map_or(0, |q| q.span().start);
        if self.later.contains(&start(first)) {
            return Vec::new();
        }
        let mut pieces = vec![first];
        let mut last = first;
        while all.get(last).is_some_and(|q| q.close.is_none()) {
            let next = self
                .next
                .get(&start(last))
                .and_then(|to| all.binary_search_by_key(to, |q| q.span().start).ok());
            let Some(next) = next else { return Vec::new() };
            pieces.push(next);
            last = next;
        }
        pieces
    }
}

/// The edits that give a quotation, with all its `pieces`, the marks of a pair. `gap` stands inside
/// guillemets that are put in. None if an apostrophe in its words would then close it.
pub(super) fn remark(
    text: &str,
    all: &[Quotation<'_>],
    pieces: &[usize],
    (open, close): Pair,
    gap: &str,
) -> Option<Vec<TextEdit>> {
    let mut edits = Vec::with_capacity(pieces.len() + 1);
    for quotation in pieces.iter().filter_map(|i| all.get(*i)) {
        let (inner, content) = (quotation.node.inner(), quotation.node.content());
        let words = text.get(content.clone())?;
        if close.is_single() && !quotation.open.is_single() && has_loose(words, close) {
            return None;
        }
        let spaced = |c| matches!(c, ' ' | '\u{a0}' | '\u{202f}');
        let (mut before, mut behind) = (0, 0);
        let mut inside = Cow::Borrowed("");
        if is_guillemet(quotation.open) != is_guillemet(open) {
            before = words.len() - words.trim_start_matches(spaced).len();
            behind = words.len() - words.trim_end_matches(spaced).len();
            if is_guillemet(open) {
                inside = Cow::Borrowed(gap);
            }
        }
        let opening = inner.start..content.start + before;
        edits.push(TextEdit::new(opening, format!("{}{inside}", open.as_str())));
        if quotation.close.is_some() {
            let closing = (content.end - behind).max(content.start + before)..inner.end;
            edits.push(TextEdit::new(
                closing,
                format!("{inside}{}", close.as_str()),
            ));
        }
    }
    Some(edits)
}

pub(super) fn is_guillemet(mark: Mark) -> bool {
    matches!(
        mark,
        Mark::LeftGuillemet
            | Mark::RightGuillemet
            | Mark::LeftSingleGuillemet
            | Mark::RightSingleGuillemet
    )
}

/// Whether `mark` stands anywhere in `words` but between two letters or digits.
fn has_loose(words: &str, mark: Mark) -> bool {
    words.match_indices(mark.as_str()).any(|(i, m)| {
        let before = words.get(..i).and_then(|b| b.chars().next_back());
        let behind = words.get(i + m.len()..).and_then(|b| b.chars().next());
        !before.is_some_and(char::is_alphanumeric) || !behind.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Config, Safety, fix};
    use crate::syntax::{parse, tests::text};
    use proptest::prelude::*;

    proptest! {
        /// Marks can be read in another way once others have changed: it must end nevertheless.
        #[test]
        fn whatever_marks_a_house_wants_fixing_is_done_once(text in text()) {
            for style in [
                "punctuation = 'us'\nquotation-marks = ['“”', '‘’']",
                "punctuation = 'uk'\nquotation-marks = ['\"\"', \"''\"]",
                "quotation-marks = ['«»']",
            ] {
                let mut config = Config::default();
                crate::settings::apply_for_tests(&format!("[style]\n{style}"), &mut config);
                let fixed = fix(&text, &config, &crate::registry::Registry::default(), Safety::Unsafe);
                let errors = |text: &str| parse(text).errors(text).len();
                prop_assert!(errors(&fixed.text) <= errors(&text), "{}", fixed.text);
                prop_assert_eq!(&fix(&fixed.text, &config, &crate::registry::Registry::default(), Safety::Unsafe).text, &fixed.text);
            }
        }
    }
}
