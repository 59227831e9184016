//! Who belongs to whom: cues to quotes, quotes to the words that name their speakers.
//!
//! A cue goes to the quote nearest to it in its sentence, or else in its paragraph; the words that
//! name a speaker are the nearest of the paragraph. Both are looked up in sorted lists, so that
//! a paragraph with thousands of either stays fast.

use hashbrown::{HashMap, HashSet};

use super::build::{Builder, Draft};
use super::plain::{Extent, Place};
use super::quote::{Mention, Quote, Who};
use crate::language::{Lexicon, Sentences};

/// The words of so many speakers of one quote are looked for; a joint statement has rarely more.
const MOST_SPEAKERS: usize = 8;

/// How far from a quote the words of an unnamed source are looked for, in bytes.
const REACH: usize = 4096;

pub(super) fn link(
    builder: &mut Builder<'_>,
    drafts: &mut [Draft],
    quote_of: &[Option<usize>],
    lexicon: Option<&'static Lexicon>,
) {
    unnamed(builder, drafts);
    let ids = mention_ids(&builder.mentions);
    references(builder, drafts, &ids);
    mentions(builder, drafts, &ids);
    cues(builder, drafts, quote_of, lexicon);
}

/// Finds the words of unnamed sources near their quotes.
fn unnamed(builder: &mut Builder<'_>, drafts: &[Draft]) {
    let mut found: Vec<Mention> = Vec::new();
    for quote in drafts.iter().map(|d| &d.quote) {
        for source in quote.speakers.iter().take(MOST_SPEAKERS) {
            let Who::Unnamed(words) = &source.who else {
                continue;
            };
            let place = quote
                .fragments
                .iter()
                .filter_map(|f| find_words(builder, words, f.whole))
                .min_by_key(|(distance, _)| *distance);
            if let Some((_, place)) = place {
                found.push(Mention {
                    id: None,
                    place,
                    text: builder.plain.words(&place),
                    actors: vec![source.clone()],
                    implicit: true,
                    words: Vec::new(),
                    attributes: Default::default(),
                });
            }
        }
    }
    builder.mentions.append(&mut found);
    builder
        .mentions
        .sort_by_key(|m| (m.place.bytes.start, m.implicit));
    builder.mentions.dedup_by(|b, a| {
        let who = |m: &Mention| m.actors.first().map(|s| s.who.clone());
        b.implicit && a.implicit && a.place.bytes == b.place.bytes && who(a) == who(b)
    });
}

/// The nearest place of `words` around `whole` in its paragraph, with its distance.
fn find_words(builder: &Builder<'_>, words: &str, whole: Place) -> Option<(usize, Place)> {
    if words.is_empty() {
        return None;
    }
    let paragraph = builder
        .paragraphs
        .get(builder.paragraph_of(whole.source.start))?
        .bytes;
    let text = builder.plain.text();
    let fragment = whole.bytes;
    let from = text.floor_char_boundary(
        paragraph
            .start
            .max(fragment.start.saturating_sub(REACH))
            .min(fragment.start),
    );
    let to = text.ceil_char_boundary(paragraph.end.min(fragment.end + REACH).max(fragment.end));
    let mut capital = words.chars();
    let capital: String = capital
        .next()
        .map(|c| c.to_uppercase().chain(capital).collect())
        .unwrap_or_default();
    let spellings = [words, capital.as_str()];
    let before = spellings
        .iter()
        .filter_map(|w| {
            text[from..fragment.start]
                .rfind(w)
                .map(|i| from + i..from + i + w.len())
        })
        .max_by_key(|r| r.end);
    let after = spellings
        .iter()
        .filter_map(|w| {
            text[fragment.end..to]
                .find(w)
                .map(|i| fragment.end + i..fragment.end + i + w.len())
        })
        .min_by_key(|r| r.start);
    let nearest = [before, after]
        .into_iter()
        .flatten()
        .min_by_key(|r| Extent::from(r.clone()).distance(fragment))?;
    Some((
        Extent::from(nearest.clone()).distance(fragment),
        builder.plain.place_of_plain(nearest),
    ))
}

fn mention_ids(mentions: &[Mention]) -> HashMap<String, usize> {
    let mut ids = HashMap::new();
    for (i, mention) in mentions.iter().enumerate() {
        if let Some(id) = &mention.id {
            ids.entry(id.clone()).or_insert(i);
        }
    }
    ids
}

/// Reports references to ids that nothing has.
fn references(builder: &mut Builder<'_>, drafts: &[Draft], ids: &HashMap<String, usize>) {
    let own: HashSet<&str> = drafts
        .iter()
        .filter_map(|d| d.quote.id.as_deref())
        .collect();
    let mut unknown: Vec<(Extent, String)> = Vec::new();
    let sources = drafts
        .iter()
        .map(|d| &d.quote)
        .flat_map(|q| q.speakers.iter().chain(&q.addressees).chain(&q.relayed_by));
    for source in sources {
        if let Who::Reference(id) = &source.who
            && !ids.contains_key(id)
            && !own.contains(id.as_str())
        {
            unknown.push((source.tag, format!("nothing in this article has the id #{id}: expected the id of a span, as in [a dock worker]{{#{id}}}")));
        }
    }
    unknown.sort_by_key(|(tag, _)| tag.start);
    unknown.dedup();
    for (tag, message) in unknown {
        builder.problem(tag.start..tag.end, message);
    }
}

/// The mention of a source that is nearest to one of a quote's fragments.
fn mentions(builder: &Builder<'_>, drafts: &mut [Draft], ids: &HashMap<String, usize>) {
    // For each paragraph and source its mentions, in the order of the text.
    let mut places: HashMap<(usize, &Who), Vec<usize>> = HashMap::new();
    for (i, mention) in builder.mentions.iter().enumerate() {
        let paragraph = builder.paragraph_of(mention.place.source.start);
        for source in &mention.actors {
            places.entry((paragraph, &source.who)).or_default().push(i);
        }
    }
    for quote in drafts.iter_mut().map(|d| &mut d.quote) {
        let referred = quote.speakers.iter().find_map(|s| match &s.who {
            Who::Reference(id) => ids.get(id).copied(),
            _ => None,
        });
        quote.mention = referred.or_else(|| nearest_mention(builder, quote, &places));
    }
}

fn nearest_mention(
    builder: &Builder<'_>,
    quote: &Quote,
    places: &HashMap<(usize, &Who), Vec<usize>>,
) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for fragment in &quote.fragments {
        let whole = fragment.whole.bytes;
        let content = fragment.content.bytes;
        // A statement's label stands inside the whole, before the content.
        let around = if fragment.carrier == super::quote::CarrierKind::Block {
            content
        } else {
            whole
        };
        let paragraph = builder.paragraph_of(fragment.whole.source.start);
        for source in quote.speakers.iter().take(MOST_SPEAKERS) {
            let Some(list) = places.get(&(paragraph, &source.who)) else {
                continue;
            };
            let place = |i: usize| builder.mentions[i].place.bytes;
            let next = list.partition_point(|i| place(*i).start < around.start);
            let before = next
                .checked_sub(1)
                .map(|k| list[k])
                .filter(|i| place(*i).end <= around.start);
            let behind = list.partition_point(|i| place(*i).start < around.end);
            let after = list.get(behind).copied();
            for i in [before, after].into_iter().flatten() {
                let distance = place(i).distance(around);
                if best.is_none_or(|(d, _)| distance < d) {
                    best = Some((distance, i));
                }
            }
        }
    }
    best.map(|(_, i)| i)
}

fn cues(
    builder: &mut Builder<'_>,
    drafts: &mut [Draft],
    quote_of: &[Option<usize>],
    lexicon: Option<&'static Lexicon>,
) {
    // Fragments by paragraph and by the quote around them, in the order of the text.
    type Level = (usize, Option<usize>);
    let mut fragments: HashMap<Level, Vec<(Extent, usize)>> = HashMap::new();
    for (i, quote) in drafts.iter().map(|d| &d.quote).enumerate() {
        for fragment in &quote.fragments {
            let paragraph = builder.paragraph_of(fragment.whole.source.start);
            fragments
                .entry((paragraph, quote.inside))
                .or_default()
                .push((fragment.whole.bytes, i));
        }
    }
    fragments
        .values_mut()
        .for_each(|list| list.sort_by_key(|(extent, _)| extent.start));
    // Ids first: a cue that a quote names belongs to it.
    let ids: HashMap<String, usize> = builder
        .cues
        .iter()
        .enumerate()
        .filter_map(|(i, c)| Some((c.id.clone()?, i)))
        .collect();
    let mut named = HashSet::new();
    let mut unknown = Vec::new();
    for (i, draft) in drafts.iter_mut().enumerate() {
        let Some((id, span)) = &draft.cue else {
            continue;
        };
        match ids.get(id) {
            Some(cue) => {
                draft.quote.cue = Some(*cue);
                builder.cues[*cue].quote.get_or_insert(i);
                named.insert(i);
            }
            None => unknown.push((span.clone(), id.clone())),
        }
    }
    for (span, id) in unknown {
        builder.problem(
            span,
            format!("nothing in this article has the id #{id}: expected the id of a cue, as in [went on]{{cue #{id}}}"),
        );
    }
    for c in 0..builder.cues.len() {
        if builder.cues[c].quote.is_some() {
            continue;
        }
        let place = builder.cues[c].place;
        let paragraph = builder.paragraph_of(place.source.start);
        let outer = builder.outer(builder.cue_parents[c], quote_of);
        let Some(list) = fragments.get(&(paragraph, outer)) else {
            continue;
        };
        let next = list.partition_point(|(extent, _)| extent.start < place.bytes.start);
        let sides = [
            next.checked_sub(1).and_then(|k| list.get(k)),
            list.get(next),
        ];
        let text = builder.plain.text();
        let in_sentence = |extent: &Extent| {
            let cue = place.bytes;
            let (from, to) = if extent.start < cue.start {
                (extent.end, cue.start)
            } else {
                (cue.end, extent.start)
            };
            from >= to || !is_divided(text, from, to, lexicon)
        };
        let nearest = match sides {
            [Some(before), Some(after)] => {
                let key =
                    |side: &(Extent, usize)| (!in_sentence(&side.0), side.0.distance(place.bytes));
                Some(if key(after) < key(before) {
                    after
                } else {
                    before
                })
            }
            [before, after] => before.or(after),
        };
        if let Some((_, quote)) = nearest {
            builder.cues[c].quote = Some(*quote);
            // A cue that the quote's tags name stays.
            if !named.contains(quote) {
                nearest_cue(&builder.cues[..], &mut drafts[*quote].quote, c);
            }
        }
    }
}

/// Of a quote's cues the one nearest to one of its fragments introduces it.
fn nearest_cue(cues: &[super::quote::Cue], quote: &mut Quote, cue: usize) {
    let distance = |cue: usize, quote: &Quote| {
        // Fragments stand in the order of the text: only two can be the nearest.
        let place = cues[cue].place.bytes;
        let next = quote
            .fragments
            .partition_point(|f| f.whole.bytes.start < place.start);
        let sides = [
            next.checked_sub(1).and_then(|k| quote.fragments.get(k)),
            quote.fragments.get(next),
        ];
        sides
            .into_iter()
            .flatten()
            .map(|f| f.whole.bytes.distance(place))
            .min()
    };
    if quote
        .cue
        .is_none_or(|old| distance(cue, quote) < distance(old, quote))
    {
        quote.cue = Some(cue);
    }
}

/// Whether a sentence begins between `from` and `to`, bytes of `text`, or at either.
fn is_divided(text: &str, from: usize, to: usize, lexicon: Option<&Lexicon>) -> bool {
    // What makes a boundary stands on both sides of it.
    let start = text.floor_char_boundary(from.saturating_sub(AROUND));
    let end = text.ceil_char_boundary(to.saturating_add(AROUND).min(text.len()));
    Sentences::new(text, start, end, lexicon).any_in(from.max(start + 1), to)
}

/// Longer than any abbreviation with its closing marks, in bytes.
const AROUND: usize = 32;
