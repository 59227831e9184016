//! `misattributed-quote`: the copy names somebody else beside the words than the tag.

use super::catalogue::Run;
use super::input::{Input, Report};
use super::names::{offices, split};
use super::subject::Subject;
use super::{Check, Example, Group, Level};
use crate::language::{Word, bare, class};
use crate::model::{Actor, ActorKind, CarrierKind, Extent, Fragment, Quote};

pub(super) const CHECK: Check = Check {
    code: "misattributed-quote",
    group: Group::Attribution,
    summary: "The copy names somebody else as the speaker than the tag.",
    level: Some(Level::Warning),
    reason: "\
The worst mistake in a quote is to give it to somebody else. Where a name or an office stands as the subject of the verb \
that introduces a quote (*Vell said*, *said the crane master*, *according to Vell*), and it is not that of the speaker in the tag, \
one of the two is wrong.

Only people are compared, not organisations, for which somebody speaks. Left alone are sentences that also have a word of the name \
or the office of the speaker in the tag, names that several have, clauses with a subject of their own before the quote, quotes inside others, and whoever is tagged with `via=` or `to=`.",
    example: Example {
        settings: "",
        bad: "---\nactors:\n  vell: Imre Vell, crane master\n  marrow: Tilda Marrow, ferry captain\n---\n\nImre Vell, the crane master, and Tilda Marrow, the ferry captain, met.\n\n“Not now,”{@marrow} Vell said{cue}.\n",
        good: "---\nactors:\n  vell: Imre Vell, crane master\n  marrow: Tilda Marrow, ferry captain\n---\n\nImre Vell, the crane master, and Tilda Marrow, the ferry captain, met.\n\n“Not now,”{@vell} Vell said{cue}.\n",
    },
    settings: &[],
    fix: None,
    run: Run::Article(run),
};

/// So many pieces of a quote, and cues, are looked at.
const MOST: usize = 64;

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    let actors = &input.article.actors;
    if input.lexicon().is_none() || actors.len() < 2 {
        return;
    }
    let cues = input.article.cues.iter().filter(|c| !c.uncertain);
    let of_quotes = cues.filter_map(|c| Some((c.quote?, c.place.bytes)));
    let mut cues: Vec<(usize, Extent)> = of_quotes.collect();
    cues.sort_unstable();
    for (index, quote) in input.article.quotes.iter().enumerate() {
        let from = cues.partition_point(|(quote, _)| *quote < index);
        let own = cues.get(from..).unwrap_or_default();
        let own = own.get(..own.partition_point(|(quote, _)| *quote == index));
        let own = own.unwrap_or_default();
        let Some(speakers) = people(input, quote) else {
            continue;
        };
        let found = quote.fragments.iter().take(MOST).find_map(|fragment| {
            if names_speaker_at(input, quote, fragment) {
                return None;
            }
            let cue = cue_beside(input, own, fragment)?;
            let subject = cue.subject(input)?;
            is_other(input, quote, &speakers, &subject, cue.place).then_some((fragment, subject))
        });
        let Some((fragment, subject)) = found else {
            continue;
        };
        let [named] = subject.actors.as_slice() else {
            continue;
        };
        let named = actors.get(*named);
        let tagged = speakers.first().and_then(|a| actors.get(*a));
        if let (Some(named), Some(tagged)) = (named, tagged) {
            let whole = fragment.whole.source;
            report
                .add(
                    whole.start..whole.end,
                    format!(
                        "the copy gives these words to {}, the tag to {}",
                        named.name, tagged.name
                    ),
                )
                .help(format!("tag them with @{}, or mend the copy", named.id))
                .related(
                    input.source(subject.place.start..subject.place.end),
                    format!("here {} speaks", named.name),
                );
        }
    }
}

/// Whether the words that the model takes for the speaker's stand in a piece's own sentence: the
/// usual case, in which nothing more need be looked at.
fn names_speaker_at(input: &Input<'_>, quote: &Quote, fragment: &Fragment) -> bool {
    let mention = quote.mention.and_then(|m| input.article.mentions.get(m));
    let piece = fragment.whole.bytes;
    mention.is_some_and(|m| {
        let at = m.place.bytes.start;
        let sentence = input.sentence(at);
        let last = piece.end.saturating_sub(1);
        sentence.start <= piece.start && last < sentence.end
    })
}

/// The speakers of a quote, if all are people that the article knows.
fn people(input: &Input<'_>, quote: &Quote) -> Option<Vec<usize>> {
    if quote.inside.is_some() || quote.broken || quote.speakers.is_empty() {
        return None;
    }
    let person = |i: &usize| is_person(input.article.actors.get(*i));
    let speakers = quote.speakers.iter();
    speakers.map(|s| input.actor_of(s).filter(person)).collect()
}

fn is_person(actor: Option<&Actor>) -> bool {
    actor.is_some_and(|a| a.kind == ActorKind::Person)
}

/// The verb that introduces a piece of a quote.
struct CueBeside {
    place: Extent,
    /// It stands directly behind the quoted words, so that its subject may follow.
    inverted: bool,
}

impl CueBeside {
    fn subject(&self, input: &Input<'_>) -> Option<Subject> {
        let cue = input
            .plain()
            .get(self.place.start..)
            .and_then(|t| t.get(..9));
        let according = cue.is_some_and(|c| c.eq_ignore_ascii_case("according"));
        if according || self.inverted {
            input.subject_behind(self.place)
        } else {
            input.subject_before(self.place)
        }
    }
}

/// The cue nearest to a piece: one that a tag marks in the same sentence, or an untagged verb of
/// speech with nothing between it, its subject and the piece.
fn cue_beside(
    input: &Input<'_>,
    own: &[(usize, Extent)],
    fragment: &Fragment,
) -> Option<CueBeside> {
    if fragment.carrier == CarrierKind::Block {
        return None;
    }
    let piece = fragment.whole.bytes;
    let directly = |from: usize, to: usize| {
        let gap = input.plain().get(from..to);
        gap.is_some_and(|g| !g.contains(|c: char| c.is_alphanumeric()))
    };
    let tagged = own.iter().take(MOST).map(|(_, place)| *place);
    let tagged =
        tagged.filter(|c| is_one_sentence(input, piece, *c) && !verb_between(input, piece, *c));
    if let Some(place) = tagged.min_by_key(|c| c.distance(piece)) {
        let inverted = place.start >= piece.end && directly(piece.end, place.start);
        return Some(CueBeside { place, inverted });
    }
    let list = &input.words().list;
    let next = list.partition_point(|w| w.start < piece.end);
    let first = list.get(next)?;
    let extent = |start: usize, end: usize| Extent { start, end };
    if directly(piece.end, first.start) && first.is(class::CUE) {
        let place = extent(first.start, first.end);
        return is_one_sentence(input, piece, place).then_some(CueBeside {
            place,
            inverted: true,
        });
    }
    // Name, verb, and then a stop: words of the quote's own sentence, whatever ends the quotation.
    let subject = list.get(next..(next + 4).min(list.len()))?;
    let verb = subject.iter().position(|w| w.is(class::CUE))?;
    let (before, verb) = (subject.get(..verb)?, subject.get(verb)?);
    let names = |w: &Word| {
        let text = w.text(input.plain());
        text.starts_with(char::is_uppercase) || w.is(class::HONORIFIC)
    };
    let stop = input.plain().get(verb.end..)?.starts_with('.');
    let stands = directly(piece.end, first.start) && before.iter().all(names) && stop;
    stands.then_some(CueBeside {
        place: extent(verb.start, verb.end),
        inverted: false,
    })
}

/// Whether no sentence ends between a piece and a cue.
fn is_one_sentence(input: &Input<'_>, piece: Extent, cue: Extent) -> bool {
    if cue.start >= piece.end {
        // The piece itself may be of several.
        let end = input.sentence(piece.end.saturating_sub(1)).end;
        return cue.start < end;
    }
    input.sentence(cue.start).end > piece.start
}

/// Whether another verb of speech, or the subject or verb of another clause, stands between a piece and its
/// cue: *Vell told the court that her last words were*.
fn verb_between(input: &Input<'_>, piece: Extent, cue: Extent) -> bool {
    let (from, to) = if cue.start < piece.start {
        (cue.end, piece.start)
    } else {
        (piece.end, cue.start)
    };
    from < to
        && input.words().within(from, to).iter().any(|w| {
            let text = w.text(input.plain());
            w.is(class::CUE | class::PRONOUN)
                || cue.start < piece.start && ANOTHER_CLAUSE.contains(&text)
        })
}

/// Words of a clause with a subject of its own.
const ANOTHER_CLAUSE: &[&str] = &[
    "his", "her", "their", "its", "my", "our", "whose", "had", "has", "have", "was", "were", "is",
    "are", "would", "will", "could",
];

/// Whether a subject is surely none of those whom a quote's tags name, and the sentence names none
/// of its speakers.
fn is_other(
    input: &Input<'_>,
    quote: &Quote,
    speakers: &[usize],
    subject: &Subject,
    cue: Extent,
) -> bool {
    let others = quote.relayed_by.iter().chain(&quote.addressees);
    let others = others.filter_map(|s| input.actor_of(s));
    let mut tagged: Vec<usize> = others.collect();
    tagged.extend(speakers);
    let is_tagged = |actor: &usize| tagged.contains(actor);
    let people = subject
        .actors
        .iter()
        .all(|a| is_person(input.article.actors.get(*a)));
    if !people || subject.actors.iter().any(is_tagged) {
        return false;
    }
    let sentence = input.sentence(cue.start);
    let names = input.names();
    let mut hits = names.hits_in(sentence).iter();
    let offices = || {
        speakers
            .iter()
            .filter_map(|s| input.article.actors.get(*s))
            .flat_map(offices)
    };
    let by_office = input
        .words()
        .within(sentence.start, sentence.end)
        .iter()
        .any(|w| {
            let text = w.text(input.plain());
            let bare = bare(text);
            let own = |o: &str| o.len() > 3 && o.eq_ignore_ascii_case(bare);
            bare.len() > 3
                && !input.is_quoted(w.start)
                && offices().flat_map(split).take(MOST).any(own)
        });
    !by_office
        && !hits.any(|(_, hit)| names.owners(*hit).any(|o| speakers.contains(&o.actor)))
        && !mentioned(input, sentence).any(|a| speakers.contains(&a))
}

/// The actors that a range of the article mentions.
fn mentioned<'i>(input: &'i Input<'_>, place: Extent) -> impl Iterator<Item = usize> + 'i {
    let mentions = &input.article.mentions;
    let from = mentions.partition_point(|m| m.place.bytes.start < place.start);
    let here = mentions.get(from..).unwrap_or_default().iter();
    let here = here.take_while(move |m| m.place.bytes.start < place.end);
    here.flat_map(|m| &m.actors)
        .filter_map(|s| input.actor_of(s))
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires on the name of another beside the verb, before and behind, tagged and not
:: article
---
actors:
  vell: Imre Vell, crane master
  marrow: Tilda Marrow, ferry captain
---

“Not now,”{@marrow} said{cue} Imre Vell.

“Later,”{@marrow} Mr Vell said. “Or never,”{+} he added.

Vell said{cue} on Monday that [the crane would be scrapped]{by=@marrow}.

[It would be scrapped]{by=@marrow}, according to{cue} Vell.

“Why?”{@marrow} Vell asked.

Imre Vell, the old crane master, said{cue}: “No.”{@marrow}
:: finds
⟨“Not now,”⟩ the copy gives these words to Imre Vell, the tag to Tilda Marrow
  help: tag them with @vell, or mend the copy
⟨“Later,”⟩ the copy gives these words to Imre Vell, the tag to Tilda Marrow
  help: tag them with @vell, or mend the copy
⟨[the crane would be scrapped]⟩ the copy gives these words to Imre Vell, the tag to Tilda Marrow
  help: tag them with @vell, or mend the copy
⟨[It would be scrapped]⟩ the copy gives these words to Imre Vell, the tag to Tilda Marrow
  help: tag them with @vell, or mend the copy
⟨“Why?”⟩ the copy gives these words to Imre Vell, the tag to Tilda Marrow
  help: tag them with @vell, or mend the copy
⟨“No.”⟩ the copy gives these words to Imre Vell, the tag to Tilda Marrow
  help: tag them with @vell, or mend the copy

== fires on an office that only another has, and on a continuation in another’s paragraph
:: article
---
actors:
  vell: Imre Vell, crane master
  marrow: Tilda Marrow, ferry captain
---

Imre Vell met Tilda Marrow.

“Later,”{@vell} said{cue} the ferry captain. The crane master said{cue}: “Sooner.”{@marrow}

“Never,”{@marrow} Marrow said{cue}.

“Not ever,”{+} Vell said{cue}.
:: finds
⟨“Later,”⟩ the copy gives these words to Tilda Marrow, the tag to Imre Vell
  help: tag them with @marrow, or mend the copy
⟨“Sooner.”⟩ the copy gives these words to Imre Vell, the tag to Tilda Marrow
  help: tag them with @vell, or mend the copy
⟨“Not ever,”⟩ the copy gives these words to Imre Vell, the tag to Tilda Marrow
  help: tag them with @vell, or mend the copy

== is silent where the sentence names the speaker too, and on what somebody else relays or is told
:: article
---
actors:
  vell: Imre Vell, crane master
  marrow: Tilda Marrow, ferry captain
---

Vell said that Marrow had called it “a shame”{@marrow}. “Not now,”{@vell via=@marrow} Marrow said.

“Go,”{@vell to=@marrow} Marrow was told. Marrow, asked by Vell, said{cue}: “No.”{@marrow} Vell’s sister said: “Yes.”{@marrow}

“Yes,”{@marrow} said a friend of Vell. “Now,”{@marrow} she told Vell. “Then,”{@vell} he said to Marrow.

== is silent on the sentence behind, on pronouns, and on whoever speaks for an organisation
:: article
---
actors:
  vell: Imre Vell, crane master
  marrow: Tilda Marrow, ferry captain
  docks:
    name: Marrow Docks
    kind: organization
---

Tilda Marrow was sure. “It will sail.”{@marrow} Vell said nothing. “It must.”{@marrow}

“We regret it,”{@docks} Vell said. “Very much,”{@vell} said the spokesman for Marrow Docks.

Vell said he had been told “never”{@marrow}.

== is silent on dialogue, on longer noun phrases, and on clauses with a subject of their own
:: article
---
actors:
  vell: Imre Vell, crane master
  marrow: Tilda Marrow, mayor of Port Ellery
  osk: Ada Osk, deputy ferry captain
  tull: Ben Tull, mayor
---

“Will you resign?”{@marrow} Vell replied: “Never.”{@vell} “And now?”{@marrow} Vell asked, “Why now?”{@vell}

The lawyer for Vell said{cue}: “No.”{@marrow} A colleague of Vell said{cue}: “Yes.”{@marrow} An email sent to Imre Vell said{cue}: “Go.”{@marrow}

“No,”{@marrow} said{cue} the Vell campaign manager. “Yes,”{@marrow} said{cue} Vell spokeswoman Ida Orr. “Now,”{@marrow} said{cue} the mayor.

The deputy ferry captain’s letter to Marrow said{cue}: “I quit.”{@osk} Vell told{cue} the court that her last words were “too late”{@marrow}.

The crane master said{cue} his sister had spoken “too soon”{@marrow}.

== is silent where two have the office, and where a brother may be meant
:: article
---
actors:
  vell: Imre Vell, pilot
  ada: Ada Vell, pilot
  marrow: Tilda Marrow, ferry captain
---

“Not now,”{@ada} said Vell. “Later,”{@marrow} said the pilot. “No,”{@vell} said the ferry captain’s son.

== a suppression silences it
:: article
---
actors:
  vell: Imre Vell, crane master
  marrow: Tilda Marrow, ferry captain
---

“Not now,”{@marrow} said{cue} Vell. {% allow misattributed-quote %}
";
