//! Which of a registry's actors an article is about.
//!
//! In come ids that tags name, and the copy; out go actors. A registry may have a million of
//! them: nothing here goes through all.

use crate::language::slip::{Slip, slip};
use crate::language::{Words, bare};
use crate::model::{Actor, KnownActors};
use crate::registry::{Known, Registry};

/// The actors of a registry, for articles.
pub(super) struct OfRegistry<'r>(pub(super) &'r Registry);

/// Full names have so many words at the most.
const MOST_WORDS: usize = 5;

/// In a larger registry most names are nearly another's.
const LARGE: usize = 5000;

/// So many names that begin alike are compared.
const MOST_ALIKE: usize = 64;

/// Stand in names between words with a capital.
const PARTICLES: &[&str] = &[
    "al", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "ibn", "la", "le", "ten",
    "van", "von", "zu",
];

impl KnownActors for OfRegistry<'_> {
    fn by_id(&self, id: &str) -> Option<Actor> {
        self.0.get(id).map(|known| known.actor())
    }

    /// Those whose name or alias, of two words or more, stands in the copy, if it is no other's;
    /// and those whose full name nearly does, for the check of misspelled names to judge.
    fn in_copy(&self, copy: &str) -> Vec<Actor> {
        let words = Words::new(copy, None);
        let text = |i: usize| words.list.get(i).map_or("", |w| w.text(copy));
        let joined = |i: usize| {
            let gap = words.list.get(i).zip(words.list.get(i + 1));
            gap.is_some_and(|(a, b)| matches!(copy.get(a.end..b.start), Some(" " | "-" | ". ")))
        };
        let is_capital = |i: usize| text(i).starts_with(char::is_uppercase);
        let goes_on =
            |i: usize| joined(i) && (is_capital(i + 1) || PARTICLES.contains(&text(i + 1)));
        let mut found: Vec<Actor> = Vec::new();
        let mut at = 0;
        while at < words.list.len() {
            if !is_capital(at) || !goes_on(at) {
                at += 1;
                continue;
            }
            let longest = (1..MOST_WORDS).take_while(|n| goes_on(at + n - 1)).count();
            let name = |more: usize| {
                let (first, last) = (words.list.get(at)?, words.list.get(at + more)?);
                copy.get(first.start..last.start + bare(text(at + more)).len())
            };
            let exact = (1..=longest).rev().find_map(|more| {
                let mut known = self.0.named(name(more)?);
                known
                    .next()
                    .filter(|_| known.next().is_none())
                    .map(|k| (more, k))
            });
            let (more, known) = match exact {
                Some((more, known)) => (more + 1, Some(known)),
                None => (1, name(1).and_then(|name| self.nearly(name))),
            };
            found.extend(known.map(|k| k.actor()));
            at += more;
        }
        found
    }
}

impl<'r> OfRegistry<'r> {
    /// The only actor whose full name of two words differs in one of them, by a slip.
    fn nearly(&self, name: &str) -> Option<Known<'r>> {
        let (first, last) = name.split_once(' ').filter(|_| self.0.len() <= LARGE)?;
        let is_slip = |word: &str, name: &str| {
            matches!(slip(word, name, false), Some(Slip::Letter | Slip::Accent))
        };
        let named = |known: &Known<'r>, is_it: &dyn Fn(&str, &str) -> bool| {
            known
                .name()
                .split_once(' ')
                .is_some_and(|(a, b)| is_it(a, b))
        };
        let wrong_last = |k: &Known<'r>| named(k, &|a, b| a == first && is_slip(last, b));
        let wrong_first = |k: &Known<'r>| named(k, &|a, b| b == last && is_slip(first, a));
        let initial = last.chars().next()?;
        let alike = self
            .0
            .starting_with(&format!("{first} {initial}"), MOST_ALIKE);
        let mut near: Vec<Known<'r>> = alike.into_iter().filter(wrong_last).collect();
        let alike = self.0.starting_with(last, MOST_ALIKE);
        near.extend(alike.into_iter().filter(wrong_first));
        match near.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }
}
