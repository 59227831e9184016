//! Who is who: from the words that name a speaker to an actor, known or new.
//!
//! In come a scene and its names; out go actors. The article's own actors come first, then those whom the copy names in
//! full. A family name is theirs who alone has it, or is named in full most; a pronoun means whoever the story was last about.

use std::collections::BTreeMap;

use hashbrown::HashSet;

use super::attribute::Attribution;
use super::declare::id_of;
use super::ids::Ids;
use super::line::Line;
use super::names::{Named, Sort, names};
use super::office::{is_office, noun_of};
use super::phrase::{Phrase, PhraseKind};
use super::scene::{Kind, Scene};
use crate::language::speech::{class, gender};
use crate::language::{fold, one_line};
use crate::model::{Actor, ActorKind, Who};
use crate::registry::Registry;

/// Somebody of whom the article knows or tells.
pub(super) struct Member {
    pub(super) actor: Actor,
    /// The article need not declare it.
    pub(super) known: bool,
    pub(super) gender: u8,
}

/// All of whom the article tells, and where.
pub(super) struct Cast<'s> {
    pub(super) scene: &'s Scene<'s>,
    pub(super) names: Vec<Named<'s>>,
    pub(super) members: Vec<Member>,
    /// By name or alias, folded.
    pub(super) by_name: BTreeMap<String, usize>,
    /// By the last word of the name, folded; none where several have it.
    pub(super) by_family: BTreeMap<String, Option<usize>>,
    /// Family names that one of several is called by: no alias.
    pub(super) shared: HashSet<String>,
    /// By the last word of the office, folded: the first who have it.
    pub(super) by_office: BTreeMap<String, Vec<usize>>,
    /// The names of one word.
    pub(super) short: HashSet<&'s str>,
    pub(super) ids: Ids<'s>,
    /// Who was last spoken of: the first byte of the words, how many were before, and the member.
    pub(super) focus: BTreeMap<(usize, usize), usize>,
}

/// So many who have an office that ends with the same word are told apart.
const MOST_HOLDERS: usize = 64;

/// A pronoun means nobody who was named more paragraphs before.
const MEMORY: usize = 2;

impl<'s> Cast<'s> {
    pub(super) fn new(scene: &'s Scene<'_>, registry: &'s Registry) -> Cast<'s> {
        let names = names(scene);
        let short = names.iter().filter(|n| n.words == 1).map(|n| n.text);
        let mut cast = Cast {
            scene,
            short: short.collect(),
            names,
            by_office: BTreeMap::new(),
            shared: HashSet::new(),
            ids: Ids::of(scene.article, registry),
            members: Vec::new(),
            by_name: BTreeMap::new(),
            by_family: BTreeMap::new(),
            focus: BTreeMap::new(),
        };
        for actor in &scene.article.actors {
            cast.add(actor.clone(), true);
        }
        // Full names first: a headline can have the family name before the article has the full one.
        for index in 0..cast.names.len() {
            cast.introduce(index, 2..=2);
        }
        for index in 0..cast.names.len() {
            cast.introduce(index, 3..=usize::MAX);
        }
        cast.settle_families();
        for index in 0..cast.names.len() {
            cast.meet(index);
        }
        cast
    }

    pub(super) fn add(&mut self, mut actor: Actor, known: bool) -> usize {
        let index = self.members.len();
        if !known {
            actor.id = self.ids.take(&actor.id);
        }
        let pronoun = actor.pronouns.as_deref().and_then(|p| p.split('/').next());
        let gender = pronoun.map_or(0, |p| self.scene.lexicon.gender(p));
        let gender = if gender <= gender::FEMALE { gender } else { 0 };
        for name in std::iter::once(&actor.name).chain(&actor.aliases) {
            self.by_name.entry(fold(name)).or_insert(index);
        }
        if let Some(family) = actor
            .name
            .rsplit(' ')
            .next()
            .filter(|_| actor.kind == ActorKind::Person)
        {
            let own = self.by_family.entry(fold(family)).or_insert(Some(index));
            if *own != Some(index) {
                *own = None;
            }
        }
        self.members.push(Member {
            actor,
            known,
            gender,
        });
        self.hold_office(index);
        index
    }

    /// Whoever has an office is found by it.
    pub(super) fn hold_office(&mut self, index: usize) {
        let role = self
            .members
            .get(index)
            .and_then(|m| m.actor.role.as_deref());
        let Some(last) = role.map(|r| noun_of(r, self.scene.lexicon)) else {
            return;
        };
        let holders = self.by_office.entry(fold(last)).or_default();
        if holders.len() < MOST_HOLDERS && !holders.contains(&index) {
            holders.push(index);
        }
    }

    /// Who is meant by the words of an attribution; nobody if that is not clear.
    pub(super) fn who(&mut self, found: &Attribution) -> Vec<Who> {
        let line = self.scene.line(found.paragraph);
        let phrase = found.phrase;
        if phrase.kind == PhraseKind::Pronoun {
            return self.pronoun(&line, found).into_iter().collect();
        }
        if line.is_quotation(phrase.head) {
            return self.outlet(&line, phrase.head).into_iter().collect();
        }
        let here: Vec<Named<'s>> = self.names_of(&line, found.paragraph, &phrase);
        let members: Vec<usize> = here.iter().filter_map(|n| self.member(n)).collect();
        let apposed = || self.apposed(&line, found.paragraph, &phrase);
        if let Some(member) = members.is_empty().then(apposed).flatten() {
            self.focus_on(found.source.start, member);
            return vec![self.id(member)];
        }
        if members.is_empty() {
            return self.noun(&line, &phrase).into_iter().collect();
        }
        for member in &members {
            self.focus_on(found.source.start, *member);
        }
        members.into_iter().map(|m| self.id(m)).collect()
    }

    /// A newspaper whose name stands in quotation marks.
    fn outlet(&mut self, line: &Line<'_>, at: usize) -> Option<Who> {
        let place = line.extent(at, at);
        let words = line.text.get(place.start..place.end)?;
        let name = one_line(words.trim_matches(|c: char| !c.is_alphanumeric()));
        let known = self.by_name.get(&fold(&name)).copied();
        let member = known.unwrap_or_else(|| {
            let actor = Actor {
                id: id_of(&name),
                name,
                kind: ActorKind::Organization,
                ..Actor::default()
            };
            self.add(actor, false)
        });
        Some(self.id(member))
    }

    /// The names at the head of a phrase: several where *and* joins them.
    fn names_of(&self, line: &Line<'_>, paragraph: usize, phrase: &Phrase) -> Vec<Named<'s>> {
        let from = self
            .names
            .partition_point(|n| (n.paragraph, n.last) < (paragraph, phrase.first));
        let here = self
            .names
            .iter()
            .skip(from)
            .take_while(|n| n.is_in(paragraph, 0, phrase.head));
        let here: Vec<Named<'s>> = here.copied().collect();
        let Some(head) = here.last().filter(|n| n.last == phrase.head).copied() else {
            return Vec::new();
        };
        let joint = here.iter().rev().nth(1).copied();
        let joint =
            joint.filter(|n| n.last + 2 <= head.first && line.is(n.last + 1, class::CONJUNCTION));
        joint.into_iter().chain([head]).collect()
    }

    /// Whose name stands between commas in a phrase: *the harbour master, Imre Vell,*.
    fn apposed(&self, line: &Line<'_>, paragraph: usize, phrase: &Phrase) -> Option<usize> {
        let comma = (phrase.head..phrase.last).find(|i| line.kind(*i) == Some(Kind::Comma))?;
        let from = self
            .names
            .partition_point(|n| (n.paragraph, n.first) <= (paragraph, comma));
        let name = self.names.get(from)?;
        let here = name.is_in(paragraph, comma + 1, phrase.last) && name.first == comma + 1;
        let closed = name.last == phrase.last || line.kind(name.last + 1) == Some(Kind::Comma);
        let person = here && closed && name.words > 1 && name.sort == Sort::Person;
        self.by_name
            .get(&fold(name.text))
            .copied()
            .filter(|_| person)
    }

    /// Whose a name is; somebody new if it is nobody's.
    fn member(&mut self, name: &Named<'_>) -> Option<usize> {
        if let Some(member) = self.by_name.get(&fold(name.text)) {
            return Some(*member);
        }
        match self.by_family.get(&fold(name.family)) {
            Some(member) => *member,
            None if name.office => None,
            None => Some(self.add(new_actor(name), false)),
        }
    }

    fn id(&self, member: usize) -> Who {
        let id = self.members.get(member).map(|m| m.actor.id.clone());
        id.map_or(Who::Unknown, Who::Actor)
    }

    pub(super) fn focus_on(&mut self, at: usize, member: usize) {
        self.focus.insert((at, self.focus.len()), member);
    }

    /// Whom the story was last about, if a pronoun can mean that.
    fn pronoun(&mut self, line: &Line<'_>, found: &Attribution) -> Option<Who> {
        let wanted = line.value(found.phrase.first);
        let at = found.source.start;
        let oldest = found.paragraph.saturating_sub(MEMORY);
        let oldest = self
            .scene
            .line(oldest)
            .tokens
            .first()
            .map_or(0, |t| t.start);
        let before = self.focus.range((oldest, 0)..(at.max(oldest), 0)).rev();
        let fits = |member: &Member| {
            let person = member.actor.kind == ActorKind::Person;
            match wanted {
                gender::MALE | gender::FEMALE => {
                    person && (member.gender == 0 || member.gender == wanted)
                }
                gender::THING => !person,
                _ => false,
            }
        };
        let mut members = before.filter_map(|(_, m)| Some((*m, self.members.get(*m)?)));
        let member = members.find(|(_, m)| fits(m)).map(|(index, _)| index)?;
        if let Some(found) = self
            .members
            .get_mut(member)
            .filter(|_| wanted <= gender::FEMALE)
        {
            found.gender = wanted;
        }
        self.focus_on(at, member);
        Some(self.id(member))
    }

    /// The holder of an office, if one alone holds it; else the words themselves.
    fn noun(&mut self, line: &Line<'_>, phrase: &Phrase) -> Option<Who> {
        let place = line.extent(phrase.first, self.end_of_noun(line, phrase));
        let words = line.text.get(place.start..place.end)?;
        let words = one_line(words);
        let definite = line.is(phrase.first, class::THE);
        let (the, office) = words
            .split_once(' ')
            .filter(|_| definite)
            .unwrap_or_default();
        let office = fold(office);
        let holds = |m: &Member| {
            m.actor
                .role
                .as_deref()
                .is_some_and(|r| is_office(&fold(r), &office, self.scene.lexicon))
        };
        let last = noun_of(&office, self.scene.lexicon);
        let holders = self.by_office.get(last).into_iter().flatten().copied();
        let mut holders = holders.filter(|i| self.members.get(*i).is_some_and(holds));
        let (one, other) = (holders.next(), holders.next());
        if let Some(member) = one.filter(|_| other.is_none() && !office.is_empty()) {
            self.focus_on(place.start, member);
            if let Some(found) = self.members.get_mut(member).filter(|m| !m.known) {
                let alias = format!("{} {office}", the.to_lowercase());
                let has = found.actor.aliases.contains(&alias);
                found.actor.aliases.extend((!has).then_some(alias));
            }
            return Some(self.id(member));
        }
        let small = if line.is_first(phrase.first) {
            decapitalised(&words, line, phrase.first)
        } else {
            words
        };
        (!small.contains(['"', '{', '}', '\\'])).then_some(Who::Unnamed(small))
    }

    /// An unnamed source is named without what stands behind a comma.
    fn end_of_noun(&self, line: &Line<'_>, phrase: &Phrase) -> usize {
        let words = phrase.first..=phrase.last;
        let stop = words.clone().find(|i| {
            let clause = line.is(*i, class::RELATIVE);
            *i > phrase.head && (clause || line.kind(*i) != Some(Kind::Word))
        });
        let end = stop.map_or(phrase.last, |s| s - 1);
        if line.is(end, class::RELATIVE) {
            end.saturating_sub(1)
        } else {
            end
        }
    }

    /// Those who must be declared for the attributions that name them.
    pub(super) fn declared(&self, named: &HashSet<&str>) -> Vec<Actor> {
        let new = self.members.iter().filter(|m| !m.known);
        new.filter(|m| named.contains(m.actor.id.as_str()))
            .map(|m| self.entry(m))
            .collect()
    }

    /// A member as an actor of the header, with the short name by which the copy calls it.
    fn entry(&self, member: &Member) -> Actor {
        let mut actor = member.actor.clone();
        let family = actor.name.rsplit(' ').next().unwrap_or_default().to_owned();
        let person = actor.kind == ActorKind::Person && family != actor.name;
        // What several are called means none of them.
        let own = self
            .by_family
            .get(&fold(&family))
            .is_some_and(Option::is_some);
        let own = own && !self.shared.contains(&fold(&family));
        if person && own && self.short.contains(family.as_str()) {
            actor.aliases.insert(0, family);
        }
        actor
    }

    /// Those whom the copy names in full and the article does not know, each with where.
    #[cfg(feature = "lsp")]
    pub(super) fn newcomers(&self) -> Vec<(usize, Actor)> {
        let named = self.names.iter().filter_map(|name| {
            let member = self
                .members
                .get(*self.by_name.get(&fold(name.text))?)
                .filter(|m| !m.known)?;
            let line = self.scene.line(name.paragraph);
            Some((line.get(name.first)?.start, self.entry(member)))
        });
        named.collect()
    }
}

/// A noun phrase as it stands within a sentence.
fn decapitalised(words: &str, line: &Line<'_>, first: usize) -> String {
    let mut letters = words.chars();
    let first_letter = letters
        .next()
        .filter(|_| line.get(first).is_some_and(|t| t.entry.classes != 0))
        .filter(|_| !line.lexicon.speech.capital_nouns || line.is(first, class::DETERMINER));
    match first_letter {
        Some(c) => c.to_lowercase().chain(letters).collect(),
        None => words.to_owned(),
    }
}

/// An actor of whom the copy has the name; its id is the name's last word.
pub(super) fn new_actor(name: &Named<'_>) -> Actor {
    let many = name.sort == Sort::Many;
    Actor {
        id: id_of(if many { name.text } else { name.family }),
        name: one_line(name.text),
        kind: if many {
            ActorKind::Organization
        } else {
            ActorKind::Person
        },
        ..Actor::default()
    }
}
