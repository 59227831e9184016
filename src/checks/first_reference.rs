//! `first-reference`: an actor is named, and the full name comes later or never.

use super::catalogue::Run;
use super::config::{Default, Setting};
use super::input::{Input, Report};
use super::names::{
    Capital, Part, called, is_capital, is_office, means, offices, opens_sentence, split,
};
use super::whole::Portion;
use super::{Check, Example, Group, Level};
use crate::language::class;
use crate::model::{Actor, ActorKind, Extent};

static ROLE: Setting = Setting {
    check: "first-reference",
    name: "role",
    summary: "Whether a word of the declared role must stand in the paragraph of the full name.",
    default: Default::Flag(false),
};

static ORGANIZATIONS: Setting = Setting {
    check: "first-reference",
    name: "organizations",
    summary: "Whether organisations too are to be named in full first, but for abbreviations in capitals.",
    default: Default::Flag(false),
};

pub(super) const CHECK: Check = Check {
    code: "first-reference",
    group: Group::Names,
    summary: "A person's surname stands before the full name, or without it.",
    level: Some(Level::Info),
    reason: "\
Readers meet a person with first name and surname, and a word on who that is; afterwards the surname will do. So the style \
guides of AP, Reuters and the Guardian have it. The introduction is lost when paragraphs are cut or moved.

Reported is the first place outside of quotations where a person's surname stands, if no other word of the name stands in \
its paragraph or anywhere before it. Names of one word, surnames of several actors where no tag says whose, names that are \
part of others (Vell Street), speakers' labels and the headline do not count.

The office is asked for only on request, since articles have many ways to say who somebody is; and so are the full names of \
organisations, which are often introduced by what everybody calls them.",
    example: Example {
        settings: "",
        bad: "---\nactors:\n  vell: Imre Vell, crane master\n---\n\nAt dawn Vell left.\n\nThe crane master, Imre Vell, had said so.\n",
        good: "---\nactors:\n  vell: Imre Vell, crane master\n---\n\nAt dawn the crane master, Imre Vell, left.\n\nVell had said so.\n",
    },
    settings: &[&ROLE, &ORGANIZATIONS],
    fix: None,
    run: Run::Article(run),
};

/// A place that tells of an actor, in bytes of the source.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Spot {
    pub(super) source: Extent,
    /// The number of its paragraph.
    pub(super) paragraph: usize,
}

/// Where a part of the article first tells of an actor.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct First {
    pub(super) actor: u32,
    /// A word of the name that is not the surname.
    pub(super) other: Option<Spot>,
    /// The same with a slip in it: it introduces as well.
    pub(super) near: Option<Spot>,
    /// The surname, before any other word.
    pub(super) short: Option<Spot>,
    /// Where the actor is introduced without an office, the name there, and an office.
    pub(super) introduction: Option<Box<(Spot, String, String)>>,
}

impl First {
    fn new(actor: usize) -> First {
        First {
            actor: u32::try_from(actor).unwrap_or(u32::MAX),
            other: None,
            near: None,
            short: None,
            introduction: None,
        }
    }

    /// Adds what a later part says.
    pub(super) fn then(&mut self, later: &First) {
        if self.full().is_none() {
            self.introduction.clone_from(&later.introduction);
        }
        if self.other.is_none() {
            self.short = self.short.or(later.short);
        }
        self.other = self.other.or(later.other);
        self.near = self.near.or(later.near);
    }

    /// Whether nothing that comes later matters.
    pub(super) fn is_settled(&self) -> bool {
        self.other.is_some()
    }

    /// Whether there can be something to report.
    pub(super) fn may_be_wrong(&self) -> bool {
        self.introduction.is_some() || self.short.is_some()
    }

    /// Counts places from a byte of the source and a paragraph on.
    pub(super) fn count_from(&mut self, source: usize, paragraph: usize) {
        self.each(|spot| {
            spot.source.start -= source;
            spot.source.end -= source;
            spot.paragraph -= paragraph;
        });
    }

    /// The same where those have been added again.
    pub(super) fn moved(&self, source: usize, paragraph: usize) -> First {
        let mut moved = self.clone();
        moved.each(|spot| {
            spot.source.start += source;
            spot.source.end += source;
            spot.paragraph += paragraph;
        });
        moved
    }

    fn each(&mut self, change: impl Fn(&mut Spot)) {
        let introduction = self.introduction.as_mut().map(|i| &mut i.0);
        let spots = [&mut self.other, &mut self.near, &mut self.short];
        let spots = spots.into_iter().flatten().chain(introduction);
        spots.for_each(change);
    }

    /// Where the actor is introduced.
    fn full(&self) -> Option<Spot> {
        self.other.into_iter().chain(self.near).min()
    }
}

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    // Of a part nobody knows here what stands before it.
    if input.is_part() || input.article.actors.is_empty() {
        return;
    }
    for first in firsts(input, input.all()) {
        let actor = input.article.actors.get(first.actor as usize);
        let words = |spot: &Spot| input.text.get(spot.source.start..spot.source.end);
        if let Some(actor) = actor {
            let words = first.short.as_ref().and_then(words).unwrap_or_default();
            judge(&first, actor, words, report);
        }
    }
}

/// Reports the actor of whom an article first says this, if it does so by the surname, which it has
/// as `words`.
pub(super) fn judge(first: &First, actor: &Actor, words: &str, report: &mut Report<'_>) {
    let full = first.full();
    let apart = |short: &Spot| full.map(|f| f.paragraph) != Some(short.paragraph);
    let Some(short) = first.short.filter(apart) else {
        if let Some((place, name, office)) = first.introduction.as_deref() {
            let message = format!("the paragraph does not say who {name} is");
            let added = report.add(place.source.start..place.source.end, message);
            added.help(format!("say it here: {office}"));
        }
        return;
    };
    let name = &actor.name;
    let message = format!("{words} is not introduced: {name} stands neither here nor before");
    let added = report
        .add(short.source.start..short.source.end, message)
        .help(format!("write {name} here"));
    if let Some(full) = full {
        let place = full.source.start..full.source.end;
        added.related(place, "the first word of it is here");
    }
}

/// Where a part of the article first tells of each actor, in the order of the actors.
pub(super) fn firsts(input: &Input<'_>, part: Portion) -> Vec<First> {
    let actors = &input.article.actors;
    if actors.is_empty() || input.config.level(CHECK.code).is_none() {
        return Vec::new();
    }
    let names = input.names();
    let mut firsts: Vec<Option<First>> = vec![None; actors.len()];
    // Whose names have more words than the surname.
    let mut long = vec![false; actors.len()];
    for word in names.words().iter().filter(|w| w.part == Part::Other) {
        let person = actors.get(word.actor).map(|a| a.kind) == Some(ActorKind::Person);
        if let Some(long) = long.get_mut(word.actor) {
            *long = person;
        }
    }
    let is_long = |actor: usize| long.get(actor) == Some(&true);
    let spot = |place: Extent| {
        let source = input.source(place.start..place.end);
        Spot {
            source: source.into(),
            paragraph: input.paragraph_of(place.start),
        }
    };
    for (capital, hit) in names.hits_in(part.plain) {
        let shared = names.owners(*hit).nth(1).is_some();
        for owner in names.owners(*hit) {
            let (Some(actor), Some(slot)) = (actors.get(owner.actor), firsts.get_mut(owner.actor))
            else {
                continue;
            };
            let seen = slot.as_ref();
            if seen.is_some_and(|s| s.other.is_some()) || !is_long(owner.actor) {
                continue;
            }
            let has_short = seen.is_some_and(|s| s.short.is_some());
            let first = || First::new(owner.actor);
            match owner.part {
                Part::Other => slot.get_or_insert_with(first).other = Some(spot(capital.place)),
                Part::Family if !has_short && means_person(input, capital, actor, shared) => {
                    slot.get_or_insert_with(first).short = Some(spot(capital.place));
                }
                _ => {}
            }
        }
    }
    for near in names.near_in(part.plain) {
        let introduces = near.name.part == Part::Other && is_long(near.name.actor);
        if let Some(slot) = firsts.get_mut(near.name.actor).filter(|_| introduces) {
            let first = slot.get_or_insert_with(|| First::new(near.name.actor));
            first.near = first.near.or_else(|| Some(spot(near.at.place)));
        }
    }
    if input.config.flag(&ORGANIZATIONS) {
        organizations(input, part.plain, &mut firsts, &spot);
    }
    let mut firsts: Vec<First> = firsts.into_iter().flatten().collect();
    if input.config.flag(&ROLE) {
        for first in &mut firsts {
            let actor = actors.get(first.actor as usize);
            if let (Some(actor), Some(full)) = (actor, first.full()) {
                let place = input.part(full.source).plain;
                let introduced = introduced(input, place, actor);
                first.introduction = introduced.map(|(source, name, office)| {
                    Box::new((Spot { source, ..full }, name, office))
                });
            }
        }
    }
    firsts
}

/// Whether a surname stands for the person, in the article's own words. Others may have it if it
/// is `shared`.
fn means_person(input: &Input<'_>, at: &Capital<'_>, actor: &Actor, shared: bool) -> bool {
    let names = input.names();
    if input.is_quoted(at.place.start) || input.is_out_of_bounds(at) {
        return false;
    }
    if let Some(mention) = input.tagged_at(at.place) {
        return means(mention, actor);
    }
    let index = names.actor(&actor.id);
    let own = |side: &Capital<'_>| names.owners_of(side.text).any(|o| Some(o.actor) == index);
    let title =
        |side: &Capital<'_>| input.is(side.text, class::HONORIFIC) || is_office(actor, side.text);
    let [before, behind] = [input.beside(at, false), input.beside(at, true)];
    let other = |side: &Capital<'_>| !own(side) && !input.is(side.text, u32::MAX);
    let is = |side: &Option<Capital<'_>>, what: &dyn Fn(&Capital<'_>) -> bool| {
        side.as_ref().is_some_and(what)
    };
    if shared || is(&behind, &other) {
        return false;
    }
    // With its other half, or a title.
    if is(&before, &own) || is(&before, &title) {
        return true;
    }
    !is(&before, &other)
        && input.capitals_mean_names()
        && if opens_sentence(input.plain(), at.place.start) {
            input.is_subject(at)
        } else {
            input.can_be_surname(at)
        }
}

/// Where a full name stands that begins at `full`, the name, and an office, if its paragraph has no word of
/// the offices.
fn introduced(input: &Input<'_>, full: Extent, actor: &Actor) -> Option<(Extent, String, String)> {
    let plain = input.plain();
    let name = plain.get(full.start..full.end)?;
    let name = actor.name.find(name).and_then(|at| actor.name.get(at..))?;
    let place = full.start..full.start + name.len();
    let around = input
        .article
        .paragraphs
        .get(input.paragraph_of(full.start))?;
    let office = offices(actor).last()?;
    let words = input.words().within(around.bytes.start, around.bytes.end);
    let told = words.iter().any(|w| is_like_office(actor, w.text(plain)));
    let bare = plain.get(place.clone()) == Some(name) && !input.is_quoted(full.start) && !told;
    bare.then(|| {
        (
            input.source(place).into(),
            name.to_owned(),
            office.to_owned(),
        )
    })
}

/// Whether a word begins as one of an actor's offices does: manager, manages.
fn is_like_office(actor: &Actor, word: &str) -> bool {
    /// Shorter words, such as of and the, say nothing.
    const LEAST: usize = 4;
    /// So many letters of a word are its stem.
    const STEM: usize = 5;
    fn stem(word: &str) -> impl Iterator<Item = char> {
        word.chars().take(STEM).flat_map(char::to_lowercase)
    }
    let words = offices(actor).flat_map(split);
    let mut words = words.filter(|w| w.chars().nth(LEAST - 1).is_some());
    words.any(|w| stem(w).eq(stem(word)))
}

/// Notes where a part first calls each organisation by its full name, and where by a shorter one.
fn organizations(
    input: &Input<'_>,
    part: Extent,
    firsts: &mut [Option<First>],
    spot: &dyn Fn(Extent) -> Spot,
) {
    let mentions = &input.article.mentions;
    let from = mentions.partition_point(|m| m.place.bytes.start < part.start);
    let here = mentions.get(from..).unwrap_or_default().iter();
    for mention in here.take_while(|m| m.place.bytes.start < part.end) {
        let place = mention.place.bytes;
        let words = &mention.text;
        for index in mention.actors.iter().filter_map(|s| input.actor_of(s)) {
            let actor = input.article.actors.get(index);
            let organization = actor.filter(|a| a.kind == ActorKind::Organization);
            let (Some(actor), Some(slot)) = (organization, firsts.get_mut(index)) else {
                continue;
            };
            let first = slot.get_or_insert_with(|| First::new(index));
            if words.contains(&actor.name) {
                first.other = first.other.or_else(|| Some(spot(place)));
                continue;
            }
            let abbreviation = !words.chars().any(char::is_lowercase);
            let shorter = words.split_whitespace().any(is_capital)
                && called(actor).any(|n| n.contains(words.as_str()));
            if shorter && !abbreviation && first.other.is_none() && !input.is_quoted(place.start) {
                first.short = first.short.or_else(|| Some(spot(place)));
            }
        }
    }
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires where the full name comes later
:: article
---
actors:
  vell: Imre Vell
---

On Monday Vell left.

Imre Vell came back.
:: finds
⟨Vell⟩ Vell is not introduced: Imre Vell stands neither here nor before
  help: write Imre Vell here

== fires where it never comes, on a title, a tag and a sentence’s subject
:: article
---
actors:
  vell: Imre Vell
  orbel: Dr Corin Orbel
  pell: Ada Osk-Pell
  ansel: Tom Ansel
---

Yesterday Mr Vell left. Orbel’s{@orbel} dog stayed. Osk-Pell said so. On Ansel Street Tom met nobody. Vell went.
:: finds
⟨Vell⟩ Vell is not introduced: Imre Vell stands neither here nor before
⟨Orbel⟩ Orbel is not introduced: Dr Corin Orbel stands neither here nor before
⟨Pell⟩ Pell is not introduced: Ada Osk-Pell stands neither here nor before

== is silent where the full name stands in the paragraph or before
:: article
---
actors:
  vell: Imre Vell
  orbel: Corin Orbel
---

On the Vell farm cows drowned. “I counted,” said Imre Vell. Orbel is not a name here; said Corin ‘the key’ Orbel.

On Monday Vell and Orbel left.

== is silent in quotations, on labels, streets, namesakes, one word and sentences that begin
:: article
---
actors:
  vell: Imre Vell
  ada: Ada Vell
  stone: Tom Stone
  orbel: Corin Orbel
  banksy: Marrow
---

“Orbel must go,”{by=\"a man\"} a man said. Stone is heavy. At Orbel Street Otto Orbel met Vell, Marrow and an Orbel-like man.

{@orbel}
ORBEL: I am here.

== leaves organisations and offices alone
:: article
---
actors:
  vell: Imre Vell, crane master
  guild:
    name: Marrow Bakers Guild
    kind: organization
    aliases: [the Guild]
---

On Monday the Guild met Imre Vell.

== asks for offices where the project wants them
:: settings
[checks.first-reference]
role = true
:: article
---
actors:
  vell: Imre Vell, crane master
  pell: Ada Pell, director of the mill
---

On Monday Imre Vell left.

Ada Pell, who directs the mill, and Imre Vell did not.
:: finds
⟨Imre Vell⟩ the paragraph does not say who Imre Vell is
  help: say it here: crane master

== asks for organisations’ full names where the project wants them
:: settings
[checks.first-reference]
organizations = true
:: article
---
actors:
  guild:
    name: Marrow Bakers Guild
    kind: organization
    aliases: [the Guild, MBG]
  board:
    name: Marrow Water Board
    kind: organization
    aliases: [MWB]
---

On Monday the Guild met. The MWB did not.

The Marrow Bakers Guild will meet again.
:: finds
⟨the Guild⟩ the Guild is not introduced: Marrow Bakers Guild stands neither here nor before

== a suppression silences it
:: article
---
actors:
  vell: Imre Vell
---

On Monday Vell left. {% allow first-reference %}
";
