//! Names and aliases of actors in plain copy: mentions that nobody has to tag.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};

use super::header::Actor;
use super::plain::{Extent, PlainText};
use super::quote::{Mention, Source, Who};

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
    // Building fails only for more patterns than memory holds; then nothing is found.
    let Ok(finder) = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(&names)
    else {
        return;
    };
    mentions.sort_by_key(|m| m.place.bytes.start);
    let tagged: Vec<Extent> = mentions
        .iter()
        .filter(|m| !m.actors.is_empty())
        .map(|m| m.place.bytes)
        .collect();
    let mut covered_to = 0;
    let mut next = 0;
    let text = plain.text();
    for found in finder.find_iter(text) {
        let place = Extent {
            start: found.start(),
            end: found.end(),
        };
        while tagged.get(next).is_some_and(|t| t.start < place.end) {
            covered_to = covered_to.max(tagged[next].end);
            next += 1;
        }
        if covered_to > place.start || !is_whole_word(text, place) {
            continue;
        }
        let actor = &actors[owners[found.pattern().as_usize()]];
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
            attributes: BTreeMap::new(),
        });
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
