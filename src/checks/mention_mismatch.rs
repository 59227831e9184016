//! `mention-mismatch`: tagged words that name somebody else.

use super::catalogue::Run;
use super::input::{Input, Report};
use super::names::{called, is_capital, is_office, split};
use super::settle::When;
use super::whole::{key, small};
use super::{Check, Example, Fix, Group, Level, Safety, TextEdit};
use crate::language::{self, class, one_line};
use crate::model::{Actor, ActorKind, Extent, Mention, Source, Who};

pub(super) const CHECK: Check = Check {
    code: "mention-mismatch",
    group: Group::Names,
    summary: "Tagged words are the name of somebody else.",
    level: Some(Level::Error),
    reason: "\
Words tagged with one actor that are another's name attribute what that one said, or did, to the wrong person: in the \
stored article, where no reader can see it. Reported are words that are the name or alias of another actor, or part of it, \
and have nothing of this one's; and a proper name of two words or more, or one that the article gives another first name, \
that is nowhere near a person's name, aliases or offices.

Descriptions (the mayor, her brother), pronouns, titles, words that stand beside the actor's name, and names of places for \
those who speak there are left alone.",
    example: Example {
        settings: "",
        bad: "---\nactors:\n  vell: Imre Vell, crane master\n  orbel: Corin Orbel, lock keeper\n---\n\nThe crane master, Imre Vell, met the lock keeper, Corin Orbel. [Mr Vell]{@orbel} left.\n",
        good: "---\nactors:\n  vell: Imre Vell, crane master\n  orbel: Corin Orbel, lock keeper\n---\n\nThe crane master, Imre Vell, met the lock keeper, Corin Orbel. [Mr Vell]{@vell} left.\n",
    },
    settings: &[],
    fix: Some((Safety::Unsafe, "Tags the actor whose name the words are.")),
    run: Run::Article(run),
};

/// A name has no more, and a mention means no more people by name.
const MOST_WORDS: usize = 8;

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    let actors = &input.article.actors;
    if actors.is_empty() {
        return;
    }
    let names = input.names();
    for mention in &input.article.mentions {
        if mention.implicit || !(1..=MOST_WORDS).contains(&mention.actors.len()) {
            continue;
        }
        let place = mention.place.bytes;
        let is_meant = |actor: usize| {
            mention
                .actors
                .iter()
                .any(|s| id(s) == Some(&actors[actor].id))
        };
        let hits = names.hits_in(place);
        if hits
            .iter()
            .any(|(_, h)| names.owners(*h).any(|o| is_meant(o.actor)))
        {
            continue;
        }
        if hits.is_empty() && !mention.text.split_whitespace().any(is_capital) {
            continue;
        }
        let tagged = mention.actors.iter().map(|s| names.actor(id(s)?));
        // A declaration without a name has its own error, and nothing can be compared with it.
        let Some(meant) = tagged
            .map(|i| actors.get(i?).filter(|a| !a.name.is_empty()))
            .collect::<Option<Vec<_>>>()
        else {
            continue;
        };
        // A slip in the actor's own name is another check's.
        let near = names
            .near
            .partition_point(|n| n.at.place.start < place.start);
        let mut near = names.near.iter().skip(near);
        let own_slip = near
            .by_ref()
            .take_while(|n| n.at.place.end <= place.end)
            .any(|n| is_meant(n.name.actor));
        if own_slip
            || meant
                .iter()
                .any(|a| called(a).any(|n| n == bare(&mention.text)))
        {
            continue;
        }
        if let Some((_, hit)) = hits.first() {
            let owners = names.owners(*hit).filter_map(|o| actors.get(o.actor));
            let others: Vec<&Actor> = owners
                .filter(|other| is_name_of(input, &mention.text, other, &meant))
                .collect();
            if let [other, ..] = others.as_slice() {
                misattributed(mention, other, &meant, others.len() == 1, report);
            }
        } else if meant.iter().all(|a| a.kind == ActorKind::Person)
            && input.capitals_mean_names()
            && !beside_own(input, place, &is_meant)
            && let Some(when) = is_stranger(input, mention, &meant)
        {
            let words = one_line(&mention.text);
            let message = format!("{words} is tagged {}", whose(&meant));
            let help = format!("tag whoever {words} is, or declare it as an alias");
            let place = mention.place.source;
            let added = report.add(place.start..place.end, message).help(help);
            added.when(when);
        }
    }
}

fn id(source: &Source) -> Option<&String> {
    match &source.who {
        Who::Actor(id) => Some(id),
        _ => None,
    }
}

/// Words without the possessive's ending.
fn bare(words: &str) -> &str {
    let bare = language::bare(words);
    if bare.len() < words.len() {
        return bare;
    }
    words.strip_suffix(['\'', '’']).unwrap_or(words)
}

/// `@vell, who is Imre Vell`, for one actor or several.
fn whose(meant: &[&Actor]) -> String {
    let all = meant
        .iter()
        .map(|a| format!("@{}, who is {}", a.id, a.name));
    all.collect::<Vec<_>>().join(", and ")
}

fn misattributed(
    mention: &Mention,
    other: &Actor,
    meant: &[&Actor],
    alone: bool,
    report: &mut Report<'_>,
) {
    let words = one_line(bare(&mention.text));
    let place = mention.place.source;
    let message = format!("{words} is @{}, but tagged {}", other.id, whose(meant));
    let help = format!("tag @{}, or declare the alias {words}", other.id);
    let added = report.add(place.start..place.end, message).help(help);
    let exact = called(other).any(|n| n == words);
    if let ([source], true) = (mention.actors.as_slice(), exact && alone) {
        let sign = if source.uncertain { "?" } else { "" };
        let tag = TextEdit::new(
            source.tag.start..source.tag.end,
            format!("@{}{sign}", other.id),
        );
        added.fix(Fix::one(Safety::Unsafe, format!("tag @{}", other.id), tag));
    }
}

/// Whether words are nothing but a name of `other`, with titles.
fn is_name_of(input: &Input<'_>, words: &str, other: &Actor, meant: &[&Actor]) -> bool {
    let words = bare(words);
    let plain = || split(words).skip_while(|w| w.eq_ignore_ascii_case("the"));
    if other.kind != ActorKind::Person {
        return called(other).any(|n| {
            split(n)
                .skip_while(|w| w.eq_ignore_ascii_case("the"))
                .eq(plain())
        });
    }
    // Vell’s captain is not Vell.
    let possessive = ["'s ", "’s ", "s' ", "s’ "]
        .iter()
        .any(|p| words.contains(p));
    let fits = |word: &str| {
        input.is(word, class::HONORIFIC)
            || called(other).any(|n| split(n).any(|w| w == word))
            || is_office(other, word)
            || meant.iter().any(|a| is_office(a, word))
    };
    !possessive && split(words).nth(MOST_WORDS).is_none() && split(words).all(fits)
}

/// Whether the actor's name stands directly before or behind: then the words are a title.
fn beside_own(input: &Input<'_>, place: Extent, is_meant: &dyn Fn(usize) -> bool) -> bool {
    let names = input.names();
    let gap = |from: usize, to: usize| {
        let gap = input.plain().get(from..to);
        gap.is_some_and(|g| matches!(g, "" | " " | ", " | "," | "\n" | "\u{a0}"))
    };
    let at = names
        .hits
        .partition_point(|(c, _)| c.place.start < place.start);
    let before = at.checked_sub(1).and_then(|i| names.hits.get(i));
    let before = before.filter(|(c, _)| gap(c.place.end, place.start));
    let behind = names.hits.get(at);
    let behind = behind.filter(|(c, _)| gap(place.end, c.place.start));
    let mut sides = before.into_iter().chain(behind);
    sides.any(|(_, hit)| names.owners(*hit).any(|o| is_meant(o.actor)))
}

/// What must be so for tagged words without a word of an actor's name to be somebody's proper name;
/// none if they cannot be one.
fn is_stranger(input: &Input<'_>, mention: &Mention, meant: &[&Actor]) -> Option<When> {
    /// de, von, van, al.
    const PARTICLE: usize = 3;
    let mut left = Vec::new();
    let mut common = None;
    for (i, word) in split(&mention.text).take(MOST_WORDS + 1).enumerate() {
        if input.is(word, class::HONORIFIC) || meant.iter().any(|a| is_office(a, word)) {
            continue;
        }
        if input.is(word, u32::MAX) || !is_capital(word) && word.len() > PARTICLE {
            return None;
        }
        if i == 0 {
            common = Some(small(word));
        }
        if is_capital(word) && word.chars().any(char::is_lowercase) {
            left.push(word);
        }
    }
    let alone = match left.as_slice() {
        [] => return None,
        [word] => Some(key(word)),
        more if more.len() <= MOST_WORDS => None,
        _ => return None,
    };
    Some(When::Stranger { common, alone })
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires on another actor’s name, and tags whom it names
:: article
---
actors:
  vell: Imre Vell
  orbel:
    name: Corin Orbel
    aliases: [Orbel]
---

Orbel{@vell} met [Imre Vell]{@orbel?}. [Mr Orbel]{@vell} met [Imre]{@orbel}. Orbel’s{@vell} dog.
:: finds
⟨Orbel⟩ Orbel is @orbel, but tagged @vell, who is Imre Vell
  help: tag @orbel, or declare the alias Orbel
⟨Imre Vell⟩ Imre Vell is @vell, but tagged @orbel, who is Corin Orbel
  help: tag @vell, or declare the alias Imre Vell
⟨Mr Orbel⟩ Mr Orbel is @orbel, but tagged @vell, who is Imre Vell
  help: tag @orbel, or declare the alias Mr Orbel
⟨Imre⟩ Imre is @vell, but tagged @orbel, who is Corin Orbel
  help: tag @vell, or declare the alias Imre
⟨Orbel’s⟩ Orbel is @orbel, but tagged @vell, who is Imre Vell
  help: tag @orbel, or declare the alias Orbel
:: fixed
---
actors:
  vell: Imre Vell
  orbel:
    name: Corin Orbel
    aliases: [Orbel]
---

Orbel{@orbel} met [Imre Vell]{@vell?}. [Mr Orbel]{@vell} met [Imre]{@orbel}. Orbel’s{@orbel} dog.

== fires on the proper name of a stranger
:: article
---
actors:
  vell: Imre Vell
---

Imre Vell met [Otto Kessel]{@vell}. Then Kessel{@vell} left.
:: finds
⟨Otto Kessel⟩ Otto Kessel is tagged @vell, who is Imre Vell
  help: tag whoever Otto Kessel is, or declare it as an alias
⟨Kessel⟩ Kessel is tagged @vell, who is Imre Vell
  help: tag whoever Kessel is, or declare it as an alias

== fires on an office before another’s name, and on an organisation’s whole name
:: article
---
actors:
  vell: Imre Vell, crane master
  guild:
    name: Marrow Guild
    kind: organization
---

[Crane master Imre Vell]{@guild} spoke. [The Marrow Guild]{@vell} did not.
:: finds
⟨Crane master Imre Vell⟩ Crane master Imre Vell is @vell, but tagged @guild, who is Marrow Guild
⟨The Marrow Guild⟩ The Marrow Guild is @guild, but tagged @vell, who is Imre Vell

== is silent on names, parts of them, aliases, offices, initials, pronouns and descriptions
:: article
---
actors:
  vell:
    name: Dr Imre Vell
    role: Harbour Minister
    aliases: [the Crane, Mr Big]
  bakers:
    name: Ellery Bakers Association
    kind: organization
---

[Imre]{@vell}, [Dr Vell]{@vell}, [the Crane]{@vell}, [Mr Big]{@vell}, [Harbour Minister]{@vell}, He{@vell}, \
[The Prime Minister]{@vell}, [her Brother]{@vell}, Mum{@vell} and Vell’s{@vell}. The EBA{@bakers} met Ellery{@bakers}.

== is silent on a description with another’s name, on namesakes and on slips
:: article
---
actors:
  vell: Imre Vell, captain
  ada: Ada Vell
  guild:
    name: Marrow Guild
    kind: organization
---

[Vell’s captain]{@ada}, [the Imre Vell aide]{@ada}, [Mrs Vell]{@vell}, [Marrow captain]{@vell}, Marrow{@vell}, \
[Imre Vell and Ada Vell]{@vell @ada}, [Imre Vel]{@vell}, [Adda]{@ada}.

== is silent on a title beside the name, and on nicknames of one word
:: article
---
actors:
  vell: Imre Vell
---

Then [Foreign Secretary]{@vell} Imre Vell spoke. ‘So,’ said Bobby{@vell}. Imre Vell, [Lord Chancellor]{@vell}, left.

== is silent on nouns where every noun has a capital
:: article
---
lang: de
actors:
  vell: Imre Vell
---

Da kam [Der Alte Kranmeister]{@vell} mit Imre Vell.

== leaves unknown actors to another check
:: article
---
actors:
  vell: Imre Vell
---

Vell{@vel} and [Otto Kessel]{@?} met.

== fires where the actor’s name ends the sentence before
:: article
---
actors:
  halloran: Siobhan Halloran
---

They met Siobhan Halloran. [George Brown]{@halloran} left.
:: finds
⟨George Brown⟩ George Brown is tagged @halloran, who is Siobhan Halloran

== is silent where the declaration names nobody
:: article
---
actors:
  vell: {name: Imre Vell
  orbel: Corin Orbel
---

[Imre Vell]{@vell} and [Orbel]{@vell} met.

== a suppression silences it
:: article
---
actors:
  vell: Imre Vell
---

Later [Otto Kessel]{@vell} left. {% allow mention-mismatch %}
";
