//! `misspelled-name`: a word that is nearly an actor's name.
//!
//! A slip alone proves nothing: Crown is nearly Brown. What stands around the word must say that
//! the actor is meant.

use hashbrown::HashSet;

use super::catalogue::Run;
use super::input::{Added, Input, Report};
use super::names::{Capital, Near, Part, is_office, means, offices, opens_sentence, split};
use super::settle::When;
use super::whole::{Key, Whole, key, small};
use super::{Check, Example, Fix, Group, Level, Safety, TextEdit};
use crate::language::class;
use crate::language::slip::{LEAST_LETTERS, Slip};
use crate::model::{Actor, ActorKind};

pub(super) const CHECK: Check = Check {
    code: "misspelled-name",
    group: Group::Names,
    summary: "A word is nearly the name of an actor.",
    level: Some(Level::Warning),
    reason: "\
A name spelt wrong is what newspapers correct most often, and no spelling checker knows the right one. Here the header \
does. A word is reported if it differs from a word of an actor's name or alias by one letter (inserted, left out, changed \
or swapped with its neighbour), in names of eight letters and more by two, or by an accent; and if what stands around it \
says that the actor is meant: a tag, another word of the name beside it, a title before it, a verb of speech beside a quote of that \
actor's, or that it stands where a surname stands and is spelt right elsewhere. Full names of two words are compared with those \
of the registries as well, if these have no more than 5000 actors.

Endings such as a plural's or genitive's s, words that begin a sentence or have a lower-case twin in the article, parts of \
other names (Orbell Street), titles of works, words with [sic] behind them, handles, addresses and words in capitals are \
left alone.",
    example: Example {
        settings: "",
        bad: "---\nactors:\n  orbel: Corin Orbel, lock keeper\n---\n\nThe lock keeper, Corin Orbel, left.\n\n“Not now,”{@orbel} Mr Orbell said.\n",
        good: "---\nactors:\n  orbel: Corin Orbel, lock keeper\n---\n\nThe lock keeper, Corin Orbel, left.\n\n“Not now,”{@orbel} Mr Orbel said.\n",
    },
    settings: &[],
    fix: Some((Safety::Unsafe, "Writes the name as it is declared.")),
    run: Run::Article(run),
};

/// What says that a word is meant for an actor's name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Evidence {
    /// Nothing; or it belongs to a tag that means somebody else.
    None,
    /// It is part of another name.
    Other,
    /// It stands as a surname stands.
    Alone,
    /// A title stands before it.
    Titled,
    /// Another word of the name stands beside it.
    Beside,
    /// It is tagged.
    Tagged,
}

/// A word that is nearly one of an actor's name, and what its surroundings say of that.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Slipped {
    pub(super) word: Key,
    pub(super) name: Key,
    /// It differs by accents alone.
    pub(super) accent: bool,
    /// The name is a surname.
    pub(super) family: bool,
    /// The word is nearly another word as well.
    pub(super) several: bool,
    /// Words beside it that make it another name, unless the article has them in small letters.
    sides: Vec<Key>,
    /// A word that makes it no name if the article has it in small letters.
    own: Option<Key>,
    evidence: Evidence,
}

impl Slipped {
    /// The evidence that the actor is meant.
    pub(super) fn evidence(&self, whole: &dyn Whole) -> Evidence {
        if self.sides.iter().any(|word| !whole.has_small(*word)) {
            Evidence::Other
        } else if self.own.is_some_and(|word| whole.has_small(word)) {
            Evidence::None
        } else {
            self.evidence
        }
    }

    fn certainly(self, evidence: Evidence) -> Slipped {
        Slipped { evidence, ..self }
    }
}

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    if input.article.actors.is_empty() || input.names().near.is_empty() {
        return;
    }
    let known = known(input);
    let words = input.names().near.chunk_by(|a, b| a.at.word == b.at.word);
    for (near, nears) in words.flat_map(|nears| nears.iter().map(move |near| (near, nears))) {
        let Some(actor) = input.article.actors.get(near.name.actor) else {
            continue;
        };
        let several = nears.iter().any(|n| n.name.text != near.name.text);
        let slipped = slipped(input, near, actor, several, &known);
        if slipped.evidence != Evidence::None || !slipped.sides.is_empty() {
            add(input, near, actor, report).when(When::Misspelled(slipped));
        }
    }
}

fn add<'r>(
    input: &Input<'_>,
    near: &Near<'_>,
    actor: &Actor,
    report: &'r mut Report<'_>,
) -> Added<'r> {
    let (wrong, right) = (near.at.text, near.name.text);
    let span = input.source(near.at.place.start..near.at.place.end);
    let message = format!("{wrong} is nearly {right}, the name of @{}", actor.id);
    let whole = input.text.get(span.clone()) == Some(wrong);
    let added = report
        .add(span.clone(), message)
        .help(format!("write {right}, or declare who {wrong} is"));
    let added = match actor.source {
        place if place.start < place.end => added.related(
            place.start..place.end,
            format!("{} is declared here", actor.name),
        ),
        _ => added,
    };
    if !whole {
        return added;
    }
    let title = format!("write {right}");
    let edit = TextEdit::new(span, right);
    added.fix(Fix::one(Safety::Unsafe, title, edit))
}

/// The words of the header that are no names of actors.
fn known<'a>(input: &Input<'a>) -> HashSet<&'a str> {
    let header = &input.article.header;
    let about = header
        .author
        .iter()
        .chain(&header.place)
        .chain(&header.source);
    let of_actors = input.article.actors.iter();
    let of_actors = of_actors.flat_map(|a| offices(a).chain(a.note.as_deref()));
    let known = about.map(String::as_str).chain(of_actors);
    known.flat_map(split).collect()
}

/// What stands around a word that is nearly a name's.
fn slipped(
    input: &Input<'_>,
    near: &Near<'_>,
    actor: &Actor,
    several: bool,
    known: &HashSet<&str>,
) -> Slipped {
    let (at, name) = (&near.at, &near.name);
    let mut slipped = Slipped {
        word: key(at.text),
        name: key(name.text),
        accent: near.slip == Slip::Accent,
        family: name.part == Part::Family,
        several,
        sides: Vec::new(),
        own: None,
        evidence: Evidence::None,
    };
    if input.is_out_of_bounds(at) || known.contains(at.text) {
        return slipped;
    }
    match input.tagged_at(at.place) {
        Some(mention) if means(mention, actor) => return slipped.certainly(Evidence::Tagged),
        Some(_) => return slipped,
        None => {}
    }
    if input.is(at.text, u32::MAX) {
        return slipped;
    }
    if slipped.family && near.slip != Slip::First && input.is_speaker(at.place, &actor.id) {
        return slipped.certainly(Evidence::Tagged);
    }
    let person = actor.kind == ActorKind::Person;
    let sides = [input.beside(at, false), input.beside(at, true)];
    let own = |other: &Capital<'_>| {
        let mut owners = input.names().owners_of(other.text);
        owners.any(|o| o.actor == name.actor && o.text != name.text)
    };
    if sides.iter().flatten().any(own) {
        let surely = near.slip != Slip::First || person && slipped.family;
        return slipped.certainly(if surely {
            Evidence::Beside
        } else {
            Evidence::None
        });
    }
    let titled = sides[0].as_ref().is_some_and(|title| {
        person && (input.is(title.text, class::HONORIFIC) || is_office(actor, title.text))
    });
    for (i, side) in sides.iter().enumerate() {
        let Some(side) = side.as_ref().filter(|_| !(titled && i == 0)) else {
            continue;
        };
        if input.is(side.text, u32::MAX) {
            continue;
        }
        if !opens_sentence(input.plain(), side.place.start) {
            return slipped.certainly(Evidence::Other);
        }
        slipped.sides.push(small(side.text));
    }
    if name.alone && near.slip != Slip::First {
        slipped.own = Some(small(at.text));
        slipped.evidence = alone(input, near, titled);
    }
    slipped
}

/// The evidence for a word beside which no name stands.
fn alone(input: &Input<'_>, near: &Near<'_>, titled: bool) -> Evidence {
    if titled {
        return Evidence::Titled;
    }
    let at = &near.at;
    let stands = match opens_sentence(input.plain(), at.place.start) {
        true if near.slip == Slip::Accent => true,
        true => input.is_subject(at),
        false => input.can_be_surname(at),
    };
    // A short name alone is nearly any other.
    let stands = stands && near.name.text.chars().nth(LEAST_LETTERS).is_some();
    if stands && input.capitals_mean_names() {
        Evidence::Alone
    } else {
        Evidence::None
    }
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires on a surname that is spelt right elsewhere
:: article
---
actors:
  orbel: Corin Orbel
---

Corin Orbel came. “No,” said Orbell on Monday. Orbel left. ‘It was Obel,’ he said.
:: finds
⟨Orbell⟩ Orbell is nearly Orbel, the name of @orbel
  help: write Orbel, or declare who Orbell is
⟨Obel⟩ Obel is nearly Orbel, the name of @orbel
  help: write Orbel, or declare who Obel is
:: fixed
---
actors:
  orbel: Corin Orbel
---

Corin Orbel came. “No,” said Orbel on Monday. Orbel left. ‘It was Orbel,’ he said.

== fires on the subject beside a quote of the actor’s
:: article
---
actors:
  halloran: Siobhan Halloran
---

Siobhan Halloran came. “No,”{@halloran} said Ms Halloram. “Never,”{@halloran} Hallorann added.
:: finds
⟨Halloram⟩ Halloram is nearly Halloran, the name of @halloran
  help: write Halloran, or declare who Halloram is
⟨Hallorann⟩ Hallorann is nearly Halloran, the name of @halloran
  help: write Halloran, or declare who Hallorann is
:: fixed
---
actors:
  halloran: Siobhan Halloran
---

Siobhan Halloran came. “No,”{@halloran} said Ms Halloran. “Never,”{@halloran} Halloran added.

== fires on the full name of an actor of the registry whom nobody has tagged
:: registry
[actors]
vell = \"Imre Vell\"
marrow = \"Tilda Marrow\"
tull = \"Tilda Tull\"
:: article
Harbour Minister Imre Vell met Tilda Marow. Tilda Marsh left with Ada Bell.
:: finds
⟨Marow⟩ Marow is nearly Marrow, the name of @marrow
  help: write Marrow, or declare who Marow is
:: fixed
Harbour Minister Imre Vell met Tilda Marrow. Tilda Marsh left with Ada Bell.

== fires beside another word of the name, and then wherever the spelling stands
:: article
---
actors:
  quist: Jonas Almqvist
---

Yesterday Jonas Almqist spoke. He said Almqist was right. So did Jonnas Almqvist and Jonas Almqvist’s aunt.
:: finds
⟨Almqist⟩ Almqist is nearly Almqvist, the name of @quist
⟨Almqist⟩ Almqist is nearly Almqvist, the name of @quist
⟨Jonnas⟩ Jonnas is nearly Jonas, the name of @quist
:: fixed
---
actors:
  quist: Jonas Almqvist
---

Yesterday Jonas Almqvist spoke. He said Almqvist was right. So did Jonas Almqvist and Jonas Almqvist’s aunt.

== fires on what a tag gives to the actor, and in the possessive at a sentence’s beginning
:: article
---
actors:
  orbel: Corin Orbel
---

Corin Orbel came with Arbel{@orbel}. Orbell’s boat sank. Orbel wept.
:: finds
⟨Arbel⟩ Arbel is nearly Orbel, the name of @orbel
⟨Orbell⟩ Orbell is nearly Orbel, the name of @orbel
:: fixed
---
actors:
  orbel: Corin Orbel
---

Corin Orbel came with Orbel{@orbel}. Orbel’s boat sank. Orbel wept.

== fires on a missing accent
:: article
---
lang: es
actors:
  loberan: Casilda Loberán
---

Casilda Loberán llegó. «No», dijo Loberan.
:: finds
⟨Loberan⟩ Loberan is nearly Loberán, the name of @loberan
:: fixed
---
lang: es
actors:
  loberan: Casilda Loberán
---

Casilda Loberán llegó. «No», dijo Loberán.

== fires in German where a title or the first name stands before it
:: article
---
lang: de
actors:
  fischer: Merle Fischer, Bürgermeisterin
---

Merle Fischer und Merle Fisher. Bürgermeisterin Ficher mag Fische, und Fischers Hund mag Fischer.
:: finds
⟨Fisher⟩ Fisher is nearly Fischer, the name of @fischer
⟨Ficher⟩ Ficher is nearly Fischer, the name of @fischer
:: fixed
---
lang: de
actors:
  fischer: Merle Fischer, Bürgermeisterin
---

Merle Fischer und Merle Fischer. Bürgermeisterin Fischer mag Fische, und Fischers Hund mag Fischer.

== is silent on plurals, possessives, compounds, capitals and lower case
:: article
---
actors:
  vell: Imre Vell
  sollis: Gerta Sollis
---

Imre Vell met the Vells. Vell’s aunt and Sollis’s ox saw an un-Velli Vell-led row. VELLI and vella. Sollis’ cow.

== is silent on ordinary words where a sentence begins
:: article
---
actors:
  walker: Otto Walker
  bell: Ann Bell
  brown: Tom Brown
---

Otto Walker, Ann Bell and Tom Brown met. Walked out, did they? Well, Walker did. Tell Bell. Walker and Bell and Brown \
went to Crown Court. Belt and braces! “Ball!” said Bell. “Sell,” said Brown. The belt broke at Bill’s.

== is silent on other people, streets and those whom the header knows
:: article
---
place: Orbeln
actors:
  orbel: Corin Orbel
  urbel: Petra Orbell
---

Corin Orbel met Orbell in Orbeln. Otto Orbelo asked Orbel about Orbelo and Orbek Street. Orbel liked the Orbek.

== is silent on somebody who is tagged otherwise, works, handles and what is marked sic
:: article
---
actors:
  orbel: Corin Orbel
  pell: Ada Pell
---

Corin Orbel saw Orbell{@pell} in “Orbell”{title}. Orbel wrote to @Orbell and “dear Orbell [sic]”. Orbel left.

== is silent where the other spelling is the commoner
:: article
---
actors:
  hansen: Ole Hansen
---

Ole Hansen spoke. Later Hansson and then Hanson spoke to Hanson.

== leaves endings alone where names are inflected
:: article
---
lang: cs
actors:
  dubek: Pavel Dubek
---

Pavel Dubek mluvil s Dubeka a Dubekem. Viděl Pavla Dubekaa.

== a suppression silences it
:: article
---
actors:
  orbel: Corin Orbel
---

Corin Orbel came with Corin Orbell. {% allow misspelled-name %}
";
