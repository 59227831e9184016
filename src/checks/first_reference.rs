//! `first-reference`: an actor is named, and the full name comes later or never.

use super::catalogue::Run;
use super::config::{Default, Setting};
use super::input::{Input, Report};
use super::names::{
    Capital, Part, called, is_capital, is_office, means, offices, opens_sentence, split,
};
use super::{Check, Example, Group, Level};
use crate::language::class;
use crate::model::{Actor, ActorKind, Extent, Who};

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

/// What has been seen of an actor so far.
#[derive(Clone, Copy, Default)]
struct Seen {
    /// The name has more words than the surname.
    full: bool,
    /// A word of the name that is not the surname.
    other: Option<Extent>,
    /// The surname, before any other word.
    short: Option<Extent>,
}

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    let actors = &input.article.actors;
    if actors.is_empty() {
        return;
    }
    let names = input.names();
    let mut seen = vec![Seen::default(); actors.len()];
    for word in names.words().iter().filter(|w| w.part == Part::Other) {
        let person = actors.get(word.actor).map(|a| a.kind) == Some(ActorKind::Person);
        if let Some(seen) = seen.get_mut(word.actor) {
            seen.full = person;
        }
    }
    for (capital, hit) in &names.hits {
        let shared = names.owners(*hit).nth(1).is_some();
        for owner in names.owners(*hit) {
            let (Some(actor), Some(seen)) = (actors.get(owner.actor), seen.get_mut(owner.actor))
            else {
                continue;
            };
            if seen.other.is_some() || !seen.full {
                continue;
            }
            match owner.part {
                Part::Other => seen.other = Some(capital.place),
                Part::Family
                    if seen.short.is_none() && means_person(input, capital, actor, shared) =>
                {
                    seen.short = Some(capital.place);
                }
                _ => {}
            }
        }
    }
    // A word of the name with a slip in it introduces as well.
    for near in names.near.iter().filter(|n| n.name.part == Part::Other) {
        if let Some(seen) = seen.get_mut(near.name.actor) {
            let first = seen.other.into_iter().chain([near.at.place]).min();
            seen.other = first;
        }
    }
    if input.config.flag(&ORGANIZATIONS) {
        organizations(input, &mut seen);
    }
    let say_role = input.config.flag(&ROLE);
    for (actor, seen) in actors.iter().zip(seen) {
        let paragraph = |place: Extent| input.paragraph_of(place.start);
        let full = seen.other;
        if let Some(short) = seen.short
            && full.map(paragraph) != Some(paragraph(short))
        {
            add(input, short, full, actor, report);
        } else if let (Some(full), true) = (full, say_role) {
            introduced(input, full, actor, report);
        }
    }
}

fn add(
    input: &Input<'_>,
    short: Extent,
    full: Option<Extent>,
    actor: &Actor,
    report: &mut Report<'_>,
) {
    let words = input
        .plain()
        .get(short.start..short.end)
        .unwrap_or_default();
    let name = &actor.name;
    let message = format!("{words} is not introduced: {name} stands neither here nor before");
    let added = report
        .add(input.source(short.start..short.end), message)
        .help(format!("write {name} here"));
    if let Some(full) = full {
        let place = input.source(full.start..full.end);
        added.related(place, "the first word of it is here");
    }
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

/// Reports a full name, which begins at `full`, if its paragraph has no word of the offices.
fn introduced(input: &Input<'_>, full: Extent, actor: &Actor, report: &mut Report<'_>) {
    let plain = input.plain();
    let name = plain.get(full.start..full.end).unwrap_or_default();
    let name = actor.name.find(name).and_then(|at| actor.name.get(at..));
    let name = name.filter(|n| plain[full.start..].starts_with(n));
    let around = input.article.paragraphs.get(input.paragraph_of(full.start));
    let (Some(name), Some(around), Some(office)) = (name, around, offices(actor).last()) else {
        return;
    };
    let words = input.words().within(around.bytes.start, around.bytes.end);
    if input.is_quoted(full.start) || words.iter().any(|w| is_like_office(actor, w.text(plain))) {
        return;
    }
    let place = input.source(full.start..full.start + name.len());
    report
        .add(place, format!("the paragraph does not say who {name} is"))
        .help(format!("say it here: {office}"));
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

/// Where each organisation is first called by its full name, and where by a shorter one.
fn organizations(input: &Input<'_>, seen: &mut [Seen]) {
    let names = input.names();
    for mention in &input.article.mentions {
        let place = mention.place.bytes;
        let words = &mention.text;
        for source in &mention.actors {
            let Who::Actor(id) = &source.who else {
                continue;
            };
            let index = names.actor(id);
            let actor = index.and_then(|i| input.article.actors.get(i));
            let organization = actor.filter(|a| a.kind == ActorKind::Organization);
            let (Some(actor), Some(seen)) = (organization, index.and_then(|i| seen.get_mut(i)))
            else {
                continue;
            };
            if words.contains(&actor.name) {
                seen.other.get_or_insert(place);
                continue;
            }
            let abbreviation = !words.chars().any(char::is_lowercase);
            let shorter = words.split_whitespace().any(is_capital)
                && called(actor).any(|n| n.contains(words.as_str()));
            if shorter && !abbreviation && seen.other.is_none() && !input.is_quoted(place.start) {
                seen.short.get_or_insert(place);
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
