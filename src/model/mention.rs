//! Names and aliases of actors in plain copy: mentions that nobody has to tag.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};
use wide::u8x32;

use super::header::Actor;
use super::plain::{Extent, PlainText};
use super::quote::{Mention, Source, Who};
use crate::syntax::bits::{STEP, bits};

/// Adds a mention for each whole-word place of a name or alias that no tagged mention covers.
/// Where names overlap the longest wins. An alias in lower case may begin a sentence.
pub(super) fn add_implicit(mentions: &mut Vec<Mention>, actors: &[Actor], plain: &PlainText) {
    let mut names: Vec<String> = Vec::new();
    let mut owners: Vec<usize> = Vec::new();
    for (i, actor) in actors.iter().enumerate() {
        for name in std::iter::once(&actor.name)
            .chain(&actor.aliases)
            .filter(|n| !n.trim().is_empty())
        {
            let mut chars = name.chars();
            let capital: String = chars
                .next()
                .map(|c| c.to_uppercase().chain(chars).collect())
                .unwrap_or_default();
            if capital != *name {
                names.push(capital);
                owners.push(i);
            }
            names.push(name.clone());
            owners.push(i);
        }
    }
    if names.is_empty() {
        return;
    }
    let finder = Finder::new(names);
    mentions.sort_by_key(|m| m.place.bytes.start);
    let tagged: Vec<Extent> = mentions
        .iter()
        .filter(|m| !m.actors.is_empty())
        .map(|m| m.place.bytes)
        .collect();
    let mut covered_to = 0;
    let mut next = 0;
    let text = plain.text();
    finder.each(text, |found, name| {
        let place = Extent::from(found);
        while tagged.get(next).is_some_and(|t| t.start < place.end) {
            covered_to = covered_to.max(tagged[next].end);
            next += 1;
        }
        if covered_to > place.start || !is_whole_word(text, place) {
            return;
        }
        let actor = &actors[owners[name]];
        let who = Source {
            who: Who::Actor(actor.id.clone()),
            uncertain: false,
            tag: actor.source,
        };
        let place = plain.place_of_plain(place.start..place.end);
        mentions.push(Mention {
            id: None,
            place,
            text: plain.words(&place),
            actors: vec![who],
            implicit: true,
            words: Vec::new(),
            attributes: BTreeMap::new(),
        });
    });
}

/// So many names are looked for one by one; it takes longer to build an automaton for them than to
/// read an article of usual length.
const FEW: usize = 64;

/// Finds names in a text, of several at one place the longest.
enum Finder {
    /// The names, the longest first, and the bytes that one of them begins with.
    Few(Vec<(String, usize)>, Vec<u8>),
    Many(AhoCorasick),
    None,
}

impl Finder {
    fn new(names: Vec<String>) -> Finder {
        if names.len() <= FEW {
            let mut names: Vec<(String, usize)> = names.into_iter().zip(0..).collect();
            names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
            let mut begins: Vec<u8> = names.iter().filter_map(|(n, _)| n.bytes().next()).collect();
            begins.sort_unstable();
            begins.dedup();
            return Finder::Few(names, begins);
        }
        // Building fails only for more patterns than memory holds; then nothing is found.
        let built = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&names);
        built.map_or(Finder::None, Finder::Many)
    }

    fn each(&self, text: &str, mut found: impl FnMut(std::ops::Range<usize>, usize)) {
        match self {
            Finder::None => {}
            Finder::Many(automaton) => automaton
                .find_iter(text)
                .for_each(|m| found(m.range(), m.pattern().as_usize())),
            Finder::Few(names, begins) => {
                let bytes = text.as_bytes();
                let mut behind = 0;
                for (start, step) in (0..).step_by(STEP).zip(bytes.chunks(STEP)) {
                    let [mut possible] = bits(step, 0, |v| {
                        let none = u8x32::splat(0);
                        let one = |all, byte: &u8| all | v.simd_eq(u8x32::splat(*byte));
                        [begins.iter().fold(none, one)]
                    });
                    while possible != 0 {
                        let at = start + possible.trailing_zeros() as usize;
                        possible &= possible - 1;
                        let rest = bytes.get(at..).filter(|_| at >= behind).unwrap_or_default();
                        let is_here = |n: &&(String, usize)| rest.starts_with(n.0.as_bytes());
                        if let Some((name, number)) = names.iter().find(is_here) {
                            behind = at + name.len();
                            found(at..behind, *number);
                        }
                    }
                }
            }
        }
    }
}

/// Whether no letter or digit stands next to a name, nor one behind a hyphen. Scripts that have
/// no spaces between words have no such borders.
fn is_whole_word(text: &str, place: Extent) -> bool {
    let joins = |c: Option<char>, next: Option<char>| match c {
        Some('-' | '\u{2010}' | '\u{2011}') => next.is_some_and(char::is_alphanumeric),
        Some(c) => c.is_alphanumeric() && !is_unspaced(c),
        None => false,
    };
    let mut before = text[..place.start].chars().rev();
    let mut after = text[place.end..].chars();
    !joins(before.next(), before.next()) && !joins(after.next(), after.next())
}

/// Kana, Chinese characters, and Thai, Lao, Khmer and Burmese letters.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}
