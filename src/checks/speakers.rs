//! Who speaks, compared across articles.
//!
//! In come actors as their articles declare them; out goes whether two of them are one. Each article
//! gives its actors ids of its own, so names decide as well, and where they do not, nothing does.

use std::collections::HashMap;
use std::sync::Arc;

use rustc_hash::FxBuildHasher;

use super::words::folded;
use crate::model::{Actor, ActorKind};

/// An actor of one article, as far as it takes to know it again in another.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
#[cfg_attr(feature = "cli", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Speaker {
    id: Box<str>,
    /// As declared, for messages.
    pub(super) name: Box<str>,
    /// The name and the other names without case and accents.
    folded: Box<str>,
    aliases: Box<[Box<str>]>,
    kind: ActorKind,
    wikidata: Option<Box<str>>,
}

/// Whether two actors are one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Same {
    Yes,
    No,
    Unclear,
}

impl Speaker {
    pub(super) fn new(actor: &Actor) -> Speaker {
        Speaker {
            id: actor.id.as_str().into(),
            name: actor.name.as_str().into(),
            folded: folded(&actor.name).into(),
            aliases: actor.aliases.iter().map(|a| folded(a).into()).collect(),
            kind: actor.kind,
            wikidata: actor.wikidata.as_deref().map(Into::into),
        }
    }

    /// What is certain is an item of Wikidata, a full name, an id with a name that fits. Two of
    /// different kinds can speak for one another: a company, and whoever is its spokesman.
    pub(super) fn same(&self, other: &Speaker) -> Same {
        if let Some((a, b)) = self.wikidata.as_ref().zip(other.wikidata.as_ref()) {
            return if a == b { Same::Yes } else { Same::No };
        }
        let called = |a: &Speaker, b: &Speaker| a.aliases.contains(&b.folded);
        if self.folded == other.folded || called(self, other) || called(other, self) {
            return if self.folded.is_empty() {
                Same::Unclear
            } else {
                Same::Yes
            };
        }
        match (covers(&self.folded, &other.folded), self.id == other.id) {
            (true, true) => Same::Yes,
            (false, false) if self.kind == other.kind => Same::No,
            _ => Same::Unclear,
        }
    }
}

/// Whether the words of one name are all in the other, initials for names included.
fn covers(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let initial = |a: &str, b: &str| a.chars().count() == 1 && b.starts_with(a);
    let fits = |w: &str| {
        long.split(' ')
            .take(MOST_NAMES)
            .any(|l| l == w || initial(l, w) || initial(w, l))
    };
    !short.is_empty() && short.split(' ').take(MOST_NAMES).all(fits)
}

/// Nobody has more names than that.
const MOST_NAMES: usize = 16;

/// All speakers of a corpus, each once, by number.
#[derive(Default, Debug)]
pub(super) struct Speakers {
    list: Vec<Arc<Speaker>>,
    numbers: HashMap<Arc<Speaker>, u32, FxBuildHasher>,
}

impl Speakers {
    pub(super) fn add(&mut self, speaker: Speaker) -> u32 {
        if let Some(number) = self.numbers.get(&speaker) {
            return *number;
        }
        let number = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        let speaker = Arc::new(speaker);
        self.list.push(Arc::clone(&speaker));
        self.numbers.insert(speaker, number);
        number
    }

    pub(super) fn get(&self, number: u32) -> Option<&Speaker> {
        self.list.get(number as usize).map(Arc::as_ref)
    }

    pub(super) fn same(&self, a: u32, b: u32) -> Same {
        match (self.get(a), self.get(b)) {
            _ if a == b => Same::Yes,
            (Some(a), Some(b)) => a.same(b),
            _ => Same::Unclear,
        }
    }

    /// For each speaker a number that all have who may be the same. Some have the same number
    /// and are not.
    pub(super) fn groups(&self) -> Vec<u32> {
        let mut parents: Vec<u32> = (0..self.list.len() as u32).collect();
        let mut first: HashMap<(&str, &str), u32, FxBuildHasher> = HashMap::default();
        for (number, speaker) in (0..).zip(&self.list) {
            // Many articles have an actor with the id mayor: a part of the name goes with it.
            let family = speaker.folded.rsplit(' ').next().unwrap_or_default();
            let wikidata = speaker.wikidata.as_deref().map(|w| ("", w));
            let own = [("", &*speaker.folded), (&*speaker.id, family)];
            for key in own.into_iter().chain(wikidata) {
                if !key.1.is_empty() {
                    let with = *first.entry(key).or_insert(number);
                    join(&mut parents, with, number);
                }
            }
        }
        // Many have the alias the mayor as well, but one can be another's name.
        for (number, speaker) in (0..).zip(&self.list) {
            for alias in &speaker.aliases {
                if let Some(with) = first.get(&("", &**alias)) {
                    join(&mut parents, *with, number);
                }
            }
        }
        (0..self.list.len() as u32)
            .map(|n| root(&mut parents, n))
            .collect()
    }
}

fn join(parents: &mut [u32], a: u32, b: u32) {
    let (a, b) = (root(parents, a), root(parents, b));
    parents[a.max(b) as usize] = a.min(b);
}

fn root(parents: &mut [u32], mut number: u32) -> u32 {
    while parents[number as usize] != number {
        parents[number as usize] = parents[parents[number as usize] as usize];
        number = parents[number as usize];
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speakers(text: &str) -> Vec<Speaker> {
        let article = crate::model::parse(&format!("---\nactors:\n{text}\n---\n"));
        article.actors.iter().map(Speaker::new).collect()
    }

    #[test]
    fn names_decide_and_ids_only_with_them() {
        let rows = [
            ("  a: Imre Vell\n  b: IMRE VÉLL", Same::Yes),
            ("  a: Imre Vell\n  b: Oona Brack", Same::No),
            ("  a: Imre Vell\n  b: I. Vell", Same::Unclear),
            ("  a: Imre Vell\n  b: Vell", Same::Unclear),
            ("  a: Imre Vell\n  b: Anna Vell", Same::No),
            (
                "  a:\n    name: Imre Vell\n    aliases: [the mayor]\n  b: The Mayor",
                Same::Yes,
            ),
            (
                "  a: Imre Vell\n  b:\n    name: Marrow Docks\n    kind: organization",
                Same::Unclear,
            ),
            (
                "  a:\n    name: Imre Vell\n    wikidata: Q1\n  b:\n    name: Imre Vell\n    wikidata: Q2",
                Same::No,
            ),
        ];
        for (text, expected) in rows {
            let both = speakers(text);
            assert_eq!(both[0].same(&both[1]), expected, "{text}");
            assert_eq!(both[1].same(&both[0]), expected, "{text}");
        }
    }

    #[test]
    fn an_id_with_a_name_that_fits_is_the_same() {
        let (one, other, third) = (
            speakers("  vell: Imre Vell"),
            speakers("  vell: Dr Imre Vell"),
            speakers("  vell: Oona Brack"),
        );
        assert_eq!(one[0].same(&other[0]), Same::Yes);
        assert_eq!(one[0].same(&third[0]), Same::Unclear);
    }
}
