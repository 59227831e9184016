//! `distant-attribution`: nothing near a quotation names who says it.

use hashbrown::HashMap;

use super::catalogue::Run;
use super::input::{Input, Report};
use super::{Check, Default, Example, Group, Level, Setting};
use crate::language::{Lexicon, class};
use crate::model::{Actor, CarrierKind, Extent, Quote, QuoteType, Source, Who};

pub(super) static REACH: Setting = Setting {
    check: "distant-attribution",
    name: "reach",
    summary: "so many sentences before a quotation its speaker may have been named or quoted",
    default: Default::Number {
        default: 3,
        least: 1,
        most: 50,
    },
};

pub(super) const CHECK: Check = Check {
    code: "distant-attribution",
    group: Group::Attribution,
    summary: "Nothing near a quotation tells a reader who says it.",
    level: Some(Level::Warning),
    reason: "\
The tag knows who speaks, a reader has only the copy. Where a quotation stands alone, or with *he said* alone, and somebody \
else was the last to be named or quoted, the reader takes the words for theirs. The Reuters Handbook of Journalism \
wants a reader to learn at once who is quoted, and the Associated Press to see the attribution again wherever a reader \
could be in doubt.

A quotation is reported if its speaker, an actor, was last named, quoted or spoken to more than `reach` sentences before, \
somebody else came in between or nobody is named in the four paragraphs before, and the next paragraph does not name \
the speaker either; with *he said*, the whole paragraph before counts. One with an attribution in other words, such as *the crane master said*, is left alone, and so are \
interviews and transcripts, which have their speakers in block tags and labels, and articles that are not in English.",
    example: Example {
        settings: "",
        bad: "---\nactors:\n  vell: Imre Vell, crane master\n  marrow: Tilda Marrow, ferry captain\n---\n\n\
            Imre Vell, the crane master, has little hope left.\n\n\
            “It will sail,”{@marrow} said Tilda Marrow, the ferry captain. The yard is closed. The tide is out.\n\n\
            “Not now.”{@vell}\n",
        good: "---\nactors:\n  vell: Imre Vell, crane master\n  marrow: Tilda Marrow, ferry captain\n---\n\n\
            Imre Vell, the crane master, has little hope left.\n\n\
            “It will sail,”{@marrow} said Tilda Marrow, the ferry captain. The yard is closed. The tide is out.\n\n\
            “Not now,”{@vell} said Vell.\n",
    },
    settings: &[&REACH],
    fix: None,
    run: Run::Article(run),
};

/// So many mentions and quotes are looked at on the way back to the speaker.
const MOST_STEPS: usize = 64;

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    let Some(lexicon) = input.lexicon() else {
        return;
    };
    let mut actors: Option<HashMap<&str, &Actor>> = None;
    for (index, quote) in input.article.quotes.iter().enumerate() {
        // The model finds the mentions of the same paragraph.
        if quote.mention.is_some() || !is_concerned(quote) {
            continue;
        }
        let (speaker, other) = last_seen(input, index, quote);
        if speaker.is_some() && speaker >= other {
            continue;
        }
        let Some(from) = missed(input, quote, speaker, lexicon) else {
            continue;
        };
        let actors = actors.get_or_insert_with(|| {
            let all = input.article.actors.iter();
            all.map(|a| (a.id.as_str(), a)).collect()
        });
        let near = window(input, quote, from);
        let named = |id: &str| is_named(input, id, actors.get(id).copied(), near);
        let Some(id) = ids(&quote.speakers).next() else {
            continue;
        };
        if !ids(&quote.speakers).any(named) {
            let name = actors.get(id).map_or(id, |a| &a.name);
            let message = format!("nothing near this quotation says that {name} speaks");
            let span = input.source(start(quote)..end_of_first(quote));
            report.add(span, message).help(format!(
                "name the speaker beside it, as in “…,” {name} said"
            ));
        }
    }
}

/// The actors among speakers, by their ids.
fn ids(sources: &[Source]) -> impl Iterator<Item = &str> {
    let first = sources.iter().take(MOST_SPEAKERS);
    first.filter_map(|s| match &s.who {
        Who::Actor(id) => Some(id.as_str()),
        _ => None,
    })
}

/// Whether a quote is one that a reader must place: words between quotation marks, by actors.
fn is_concerned(quote: &Quote) -> bool {
    quote.inside.is_none()
        && quote.kind == QuoteType::Direct
        && !quote.speakers.is_empty()
        && quote
            .speakers
            .iter()
            .all(|s| matches!(s.who, Who::Actor(_)))
        && quote
            .fragments
            .iter()
            .all(|f| f.carrier == CarrierKind::Quotation)
}

/// Where the speaker was last named, quoted or spoken to near before a quote, and where somebody else
/// was named or quoted.
fn last_seen(input: &Input<'_>, index: usize, quote: &Quote) -> (Option<usize>, Option<usize>) {
    let at = start(quote);
    let near = input.near_start(at).min(back(input, at));
    let own = |sources: &[Source]| ids(sources).any(|id| ids(&quote.speakers).any(|q| q == id));
    let mentions = &input.article.mentions;
    let next = mentions.partition_point(|m| m.place.bytes.start < at);
    let named = mentions[..next].iter().rev().take(MOST_STEPS);
    let named = named.take_while(move |m| m.place.bytes.start >= near);
    let named = named.map(|m| (m.place.bytes.start, own(&m.actors)));
    let quotes = input.article.quotes[..index].iter().rev().take(MOST_STEPS);
    let quotes = quotes.take_while(move |q| start(q) >= near);
    let quoted = quotes
        .filter(|q| !q.speakers.is_empty())
        .map(|q| (end_before(q, at), own(&q.speakers) || own(&q.addressees)));
    // The nearest first: one of each is enough.
    let last = |is_own: bool| {
        let named = named.clone().find(|(_, own)| *own == is_own);
        let quoted = quoted.clone().find(|(_, own)| *own == is_own);
        named.into_iter().chain(quoted).map(|(at, _)| at).max()
    };
    (last(true), last(false))
}

/// From where on the speaker should have been named, who was last seen at `speaker`, before that.
/// None if it was not before that, or if words beside the quotation may stand for the name.
fn missed(
    input: &Input<'_>,
    quote: &Quote,
    speaker: Option<usize>,
    lexicon: &Lexicon,
) -> Option<usize> {
    let at = start(quote);
    let attribution = attribution(input, quote, lexicon);
    let mut from = at;
    if attribution == Attribution::Pronoun {
        let before = input.paragraph_of(at).saturating_sub(1);
        let paragraph = input.article.paragraphs.get(before);
        from = paragraph.map_or(at, |p| p.bytes.start);
    }
    if attribution == Attribution::Words || speaker >= Some(from) {
        return None;
    }
    Some(from.min(back(input, at))).filter(|from| speaker < Some(*from))
}

fn start(quote: &Quote) -> usize {
    quote.fragments.first().map_or(0, |f| f.whole.bytes.start)
}

fn end_of_first(quote: &Quote) -> usize {
    quote.fragments.first().map_or(0, |f| f.whole.bytes.end)
}

/// Where the last piece of a quote ends that stands before a byte.
fn end_before(quote: &Quote, at: usize) -> usize {
    let pieces = quote
        .fragments
        .partition_point(|f| f.whole.bytes.start < at);
    let piece = pieces.checked_sub(1).and_then(|i| quote.fragments.get(i));
    piece.map_or(0, |f| f.whole.bytes.end)
}

/// What the copy has beside a quotation.
#[derive(PartialEq)]
enum Attribution {
    /// Nothing.
    None,
    /// he said
    Pronoun,
    /// Words that may stand for the speaker.
    Words,
}

fn attribution(input: &Input<'_>, quote: &Quote, lexicon: &Lexicon) -> Attribution {
    if is_led_to(input, start(quote)) {
        return Attribution::Words;
    }
    let mut found = Attribution::None;
    let mut within = |start: usize, end: usize| {
        let copy = input.plain().get(start..end).unwrap_or_default();
        let beside = words(copy).take(5).map(|w| lexicon.entry(w).classes);
        let is_pronoun = |classes: u32| classes & class::PRONOUN != 0;
        let pronoun = beside.clone().take(3).any(is_pronoun)
            && beside.clone().any(|classes| classes & class::CUE != 0);
        found = match found {
            Attribution::None if pronoun => Attribution::Pronoun,
            Attribution::None if beside.clone().next().is_some() => Attribution::Words,
            _ => return,
        };
    };
    for (i, fragment) in quote.fragments.iter().enumerate().take(MOST_STEPS) {
        let place = fragment.whole.bytes;
        let beside = |i: Option<usize>| {
            i.and_then(|i| quote.fragments.get(i))
                .map(|f| f.whole.bytes)
        };
        let before = beside(i.checked_sub(1)).map_or(0, |p| p.end);
        let behind = beside(Some(i + 1)).map_or(usize::MAX, |p| p.start);
        within(input.sentence(place.start).start.max(before), place.start);
        within(place.end, sentence_end(input, place).min(behind));
    }
    found
}

/// Whether a quotation begins its paragraph and the one before leads to it with a colon.
fn is_led_to(input: &Input<'_>, at: usize) -> bool {
    let paragraphs = &input.article.paragraphs;
    let here = input.paragraph_of(at);
    let begins = paragraphs.get(here).is_some_and(|p| p.bytes.start == at);
    let before = here.checked_sub(1).and_then(|i| paragraphs.get(i));
    let copy = before.and_then(|p| input.plain().get(p.bytes.start..p.bytes.end));
    begins && copy.is_some_and(|c| c.trim_end().ends_with(':'))
}

/// Where the sentence ends that a quotation stands in. What was asked or exclaimed ends one, and
/// the attribution may be the next.
fn sentence_end(input: &Input<'_>, place: Extent) -> usize {
    let end = input.sentence(place.end.saturating_sub(1)).end;
    let text = |from, to| input.plain().get(from..to).unwrap_or_default();
    let stops = text(place.start, place.end)
        .trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '?' | '!' | '…'));
    let goes_on = stops.ends_with(['?', '!', '…']) && text(place.end, end).trim().is_empty();
    if goes_on && input.paragraph_of(end) == input.paragraph_of(place.start) {
        return input.sentence(end).end;
    }
    end
}

/// Where the sentence begins that is as many before the one at a byte as the setting has it.
fn back(input: &Input<'_>, at: usize) -> usize {
    let mut paragraph = input.paragraph_of(at);
    let mut left = input.config.number(&REACH) as usize;
    let mut index = input.sentences(paragraph).map_or(0, |s| s.index(at));
    while index < left && paragraph > 0 {
        left -= index + 1;
        paragraph -= 1;
        index = input
            .sentences(paragraph)
            .map_or(0, |s| s.len().saturating_sub(1));
    }
    let sentences = input.sentences(paragraph);
    sentences
        .and_then(|s| s.get(index.saturating_sub(left)))
        .map_or(0, |s| s.0)
}

/// The copy in which a reader looks for the speaker's name: from a byte on, the quotation's paragraph
/// and the next.
fn window(input: &Input<'_>, quote: &Quote, from: usize) -> Extent {
    let at = start(quote);
    let end = quote.fragments.last().map_or(at, |f| f.whole.bytes.end);
    let behind = input.article.paragraphs.get(input.paragraph_of(end) + 1);
    Extent {
        start: from.max(at.saturating_sub(MOST_BYTES)),
        end: behind
            .map_or(usize::MAX, |p| p.bytes.end)
            .min(end + MOST_BYTES),
    }
}

/// A name further away than this is too far in any case.
const MOST_BYTES: usize = 2048;

/// Whether an actor is mentioned in a range of the article, or called by a part of the name.
fn is_named(input: &Input<'_>, id: &str, actor: Option<&Actor>, near: Extent) -> bool {
    let mentions = &input.article.mentions;
    let from = mentions.partition_point(|m| m.place.bytes.start < near.start);
    let here = mentions[from..].iter().take(MOST_STEPS);
    let mut here = here.take_while(|m| m.place.bytes.start < near.end);
    if here.any(|m| ids(&m.actors).any(|i| i == id)) {
        return true;
    }
    let names = actor
        .into_iter()
        .flat_map(|a| std::iter::once(&a.name).chain(&a.aliases));
    let parts = names.flat_map(|n| n.split_whitespace());
    let parts = parts.filter(|p| p.len() > 3 || p.starts_with(char::is_uppercase));
    // The id is often a part of the name.
    let parts: Vec<&str> = std::iter::once(id).chain(parts).take(MOST_STEPS).collect();
    let text = input.plain();
    let end = text.ceil_char_boundary(near.end.min(text.len()));
    let copy = &text[text.floor_char_boundary(near.start).min(end)..end];
    words(copy).any(|w| parts.iter().any(|p| p.eq_ignore_ascii_case(w)))
}

fn words(copy: &str) -> impl Iterator<Item = &str> + Clone {
    copy.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
}

/// So many of the people who speak or are meant together are looked at.
const MOST_SPEAKERS: usize = 8;

#[cfg(test)]
pub(super) const CASES: &str = "
== fires on a quotation alone after somebody else has spoken
:: article
---
actors:
  vell: Imre Vell, crane master
  marrow: Tilda Marrow, ferry captain
---

Imre Vell has little hope.

“It will sail,”{@marrow} said Tilda Marrow. “It will.”{+} The yard is closed. The tide is out.

“Not now.”{@vell}
:: finds
⟨“Not now.”⟩ nothing near this quotation says that Imre Vell speaks
  help: name the speaker beside it, as in “…,” Imre Vell said

== fires on a pronoun whose name is too far away
:: article
[Imre Vell]{@vell} has little hope.

“It will sail,”{@marrow} said [Tilda Marrow]{@marrow}. “It will.”{+} The yard is closed. The tide is out.

The harbour is empty.

“Not now,”{@vell} he said{cue}.
:: finds
⟨“Not now,”⟩ nothing near this quotation says that vell speaks

== fires on a speaker whom the copy never names
:: article
[Tilda Marrow]{@marrow} waited. “Not now!”{@vell}
:: finds
⟨“Not now!”⟩ nothing near this quotation says that vell speaks

== is silent on a pronoun in the paragraph after the name, and on whoever spoke last
:: article
[The crane master]{@vell} waited for [the captain]{@marrow}.

“Not now,”{@vell} he said.

The yard is closed. The tide is out. The gate is shut. The light is off. The harbour is empty. Nobody came.

“Never.”{@vell}

“Not here.”{@vell}

== is silent where other words stand for the speaker, or a part of the name
:: article
“It will sail,”{@marrow} said [the captain]{@marrow}.

“Not now?”{@vell} The crane master shrugged.

“Never,”{@vell} said the man at the crane.

Master Vell’s day was over. “Not here.”{@vell}

Asked when, he wrote a “some day”{@vell} on a slip.

== is silent where the paragraph before leads to the quotation
:: article
“It will sail,”{@marrow} said [the captain]{@marrow}.

The notice on the gate read:

“No boats today.”{@yard medium=writing}

== is silent on a dialogue, on an answer, and on a name that comes in the next paragraph
:: article
“It will sail.”{@marrow}

So said [the captain]{@marrow} to [the crane master]{@vell}.

“Not now.”{@vell}

“When?”{@marrow}

“Never.”{@vell}

The yard is closed. The tide is out. The gate is shut. So [the captain]{@marrow} left. “Why?”{@marrow to=@oona}

“Because.”{@oona}

== is silent on interviews, transcripts and unnamed sources
:: article
{@marrow}
When will it sail?

{@vell}
Not now.

MARROW: “When?”{@marrow}

THE CRANE: “Never.”{@vell}

“Why?”{by=\"a fitter\"}

== is silent in other languages
:: article
---
lang: de
---

Es regnet. „Nie.“{@vell}

== goes by the reach of the settings
:: settings
[checks.distant-attribution]
reach = 1
:: article
[The crane master]{@vell} waited for [the captain]{@marrow}. The yard is closed.

“Not now.”{@vell}
:: finds
⟨“Not now.”⟩ nothing near this quotation says that vell speaks

== a suppression silences it
:: article
[The captain]{@marrow} waited. “Not now.”{@vell} {% allow distant-attribution %}
";
