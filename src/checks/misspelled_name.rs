//! `misspelled-name`: a word that is nearly an actor's name.
//!
//! A slip alone proves nothing: Crown is nearly Brown. What stands around the word must say that
//! the actor is meant.

use hashbrown::{HashMap, HashSet};

use super::catalogue::Run;
use super::input::{Input, Report};
use super::names::{Capital, Near, Part, is_office, means, offices, opens_sentence, split};
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
enum Evidence {
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

/// What the article does with one spelling.
#[derive(Clone, Copy, Default)]
struct Spelling {
    count: usize,
    /// Somewhere it is surely the actor's.
    proved: bool,
    /// Somewhere it is another name.
    other: bool,
}

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    if input.article.actors.is_empty() || input.names().near.is_empty() {
        return;
    }
    let names = input.names();
    let article = Words::new(input);
    let mut spellings: HashMap<&str, Spelling> = HashMap::new();
    let mut found = Vec::new();
    for nears in names.near.chunk_by(|a, b| a.at.word == b.at.word) {
        let weighed = nears.iter().map(|n| (article.evidence(input, n), n));
        let Some((mut evidence, near)) = weighed.max_by_key(|(evidence, _)| *evidence) else {
            continue;
        };
        let several = nears.iter().any(|n| n.name.text != near.name.text);
        if matches!(evidence, Evidence::Alone | Evidence::Titled) && several {
            evidence = Evidence::None;
        }
        let spelling = spellings.entry(near.at.text).or_default();
        spelling.count += 1;
        spelling.proved |= evidence >= Evidence::Beside;
        spelling.other |= evidence == Evidence::Other;
        found.push((evidence, near));
    }
    for (evidence, near) in found {
        let spelling = spellings.get(near.at.text).copied().unwrap_or_default();
        let right = article.right.get(near.name.text).copied().unwrap_or(0);
        let rarer = spelling.count < right;
        let certain = near.slip == Slip::Accent;
        let wrong = match evidence {
            Evidence::Tagged => true,
            // Brothers have the same surname, and first names may be alike.
            Evidence::Beside => certain || rarer || right == 0 || near.name.part == Part::Family,
            Evidence::Titled if spelling.count == right => !spelling.other,
            Evidence::Alone | Evidence::Titled => {
                !spelling.other && (certain || rarer || spelling.proved)
            }
            _ => false,
        };
        if let Some(actor) = input.article.actors.get(near.name.actor).filter(|_| wrong) {
            add(input, near, actor, report);
        }
    }
}

fn add(input: &Input<'_>, near: &Near<'_>, actor: &Actor, report: &mut Report<'_>) {
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
    if whole {
        let title = format!("write {right}");
        let edit = TextEdit::new(span, right);
        added.fix(Fix::one(Safety::Unsafe, title, edit));
    }
}

/// What the article's other words say.
struct Words<'a> {
    /// Those in lower case.
    lower: HashSet<&'a str>,
    /// For each word of a name how often it stands there.
    right: HashMap<&'a str, usize>,
    /// Those of the header that are no names of actors.
    known: HashSet<&'a str>,
}

impl<'a> Words<'a> {
    fn new(input: &Input<'a>) -> Words<'a> {
        let mut right = HashMap::new();
        for (capital, _) in &input.names().hits {
            *right.entry(capital.text).or_default() += 1;
        }
        let header = &input.article.header;
        let about = header
            .author
            .iter()
            .chain(&header.place)
            .chain(&header.source);
        let of_actors = input.article.actors.iter();
        let of_actors = of_actors.flat_map(|a| offices(a).chain(a.note.as_deref()));
        let known = about.map(String::as_str).chain(of_actors).flat_map(split);
        Words {
            known: known.collect(),
            lower: input.lower_words(),
            right,
        }
    }

    fn evidence(&self, input: &Input<'a>, near: &Near<'a>) -> Evidence {
        let (at, name) = (&near.at, &near.name);
        let Some(actor) = input.article.actors.get(name.actor) else {
            return Evidence::None;
        };
        if input.is_out_of_bounds(at) || self.known.contains(at.text) {
            return Evidence::None;
        }
        match input.tagged_at(at.place) {
            Some(mention) if means(mention, actor) => return Evidence::Tagged,
            Some(_) => return Evidence::None,
            None => {}
        }
        if input.is(at.text, u32::MAX) {
            return Evidence::None;
        }
        if name.part == Part::Family
            && near.slip != Slip::First
            && input.is_speaker(at.place, &actor.id)
        {
            return Evidence::Tagged;
        }
        let person = actor.kind == ActorKind::Person;
        let sides = [input.beside(at, false), input.beside(at, true)];
        let own = |other: &Capital<'a>| {
            let mut owners = input.names().owners_of(other.text);
            owners.any(|o| o.actor == name.actor && o.text != name.text)
        };
        if sides.iter().flatten().any(own) {
            let known = near.slip != Slip::First || person && name.part == Part::Family;
            return if known {
                Evidence::Beside
            } else {
                Evidence::None
            };
        }
        let titled = sides[0].as_ref().is_some_and(|title| {
            person && (input.is(title.text, class::HONORIFIC) || is_office(actor, title.text))
        });
        let other = |i: usize, side: &Capital<'a>| {
            let is_word = input.is(side.text, u32::MAX)
                || opens_sentence(input.plain(), side.place.start)
                    && self.lower.contains(side.text.to_lowercase().as_str());
            !(is_word || titled && i == 0)
        };
        let mut beside = (0..)
            .zip(&sides)
            .filter_map(|(i, s)| Some((i, s.as_ref()?)));
        if beside.any(|(i, side)| other(i, side)) {
            return Evidence::Other;
        }
        let possible = name.alone
            && near.slip != Slip::First
            && !self.lower.contains(at.text.to_lowercase().as_str());
        if !possible {
            return Evidence::None;
        }
        if titled {
            return Evidence::Titled;
        }
        let stands = match opens_sentence(input.plain(), at.place.start) {
            true if near.slip == Slip::Accent => true,
            true => input.is_subject(at),
            false => input.can_be_surname(at),
        };
        // A short name alone is nearly any other.
        let stands = stands && name.text.chars().nth(LEAST_LETTERS).is_some();
        if stands && input.capitals_mean_names() {
            Evidence::Alone
        } else {
            Evidence::None
        }
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
