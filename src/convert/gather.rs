//! The spans of an article: what its annotations say, with who belongs to whom.

use super::standoff::{Label, Part, Span, ordered};
use crate::model::{Article, CarrierKind, Extent, Fragment, Quote, QuoteType, Source, Who};

/// Spans being gathered.
#[derive(Default)]
pub(super) struct Spans {
    list: Vec<Span>,
    /// Mentions and cues by their ids: those that share one are fragments of one.
    ids: hashbrown::HashMap<(Label, String), usize>,
    /// Cues and terms by their places in the source: what their tags say beside that is an annotation of the same place.
    places: hashbrown::HashMap<Extent, usize>,
}

impl Spans {
    fn add(&mut self, span: Span) -> usize {
        self.list.push(span);
        self.list.len() - 1
    }

    /// Adds a span, or its pieces to the one with the same id. What a later fragment says adds up.
    fn join(&mut self, mut span: Span) -> usize {
        let Some(id) = span.id.clone() else {
            return self.add(span);
        };
        match self.ids.get(&(span.label, id.clone())) {
            Some(first) => {
                let first = *first;
                if let Some(known) = self.list.get_mut(first) {
                    known.parts.append(&mut span.parts);
                    known.uncertain |= span.uncertain;
                    for actor in span.actors {
                        if known.actors.iter().all(|a| a.who != actor.who) {
                            known.actors.push(actor);
                        }
                    }
                    known.words.append(&mut span.words);
                    known.attributes.append(&mut span.attributes);
                }
                first
            }
            None => {
                let index = self.add(span);
                let label = self.list[index].label;
                self.ids.insert((label, id), index);
                index
            }
        }
    }

    pub(super) fn quote(&mut self, quote: &Quote) -> usize {
        let parts = quote.fragments.iter().map(|f| Part {
            content: f.content.bytes,
            whole: match f.carrier {
                CarrierKind::Quotation => f.whole.bytes,
                _ => f.content.bytes,
            },
            carrier: Some(f.carrier),
        });
        let mut span = Span::new(Label::Quote, parts.collect());
        span.id.clone_from(&quote.id);
        span.actors.clone_from(&quote.speakers);
        span.to.clone_from(&quote.addressees);
        span.on.clone_from(&quote.on);
        span.medium = quote.medium;
        span.words.clone_from(&quote.words);
        span.attributes.clone_from(&quote.attributes);
        let silent = quote.id.is_none()
            && quote.speakers.is_empty()
            && quote.addressees.is_empty()
            && quote.on.is_none()
            && quote.medium.is_none()
            && quote.words.is_empty()
            && quote.attributes.is_empty();
        let quotations = quote.fragments.iter();
        let mut quotations = quotations.map(|f| f.carrier == CarrierKind::Quotation);
        span.implicit = silent && quotations.all(|q| q);
        self.add(span)
    }

    pub(super) fn mention(&mut self, mention: &crate::model::Mention) -> usize {
        let mut span = span_at(Label::Mention, mention.place.bytes);
        span.id.clone_from(&mention.id);
        span.implicit = mention.implicit;
        span.actors.clone_from(&mention.actors);
        span.words.clone_from(&mention.words);
        span.attributes.clone_from(&mention.attributes);
        self.join(span)
    }

    pub(super) fn cue(&mut self, cue: &crate::model::Cue) -> usize {
        let mut span = span_at(Label::Cue, cue.place.bytes);
        span.id.clone_from(&cue.id);
        span.uncertain = cue.uncertain;
        let index = self.join(span);
        self.places.insert(cue.place.source, index);
        index
    }

    pub(super) fn others(&mut self, article: &Article) {
        for date in &article.dates {
            let mut span = span_at(Label::Date, date.place.bytes);
            span.id.clone_from(&date.id);
            span.date = Some(date.value.clone());
            span.modifier.clone_from(&date.modifier);
            span.words.clone_from(&date.words);
            span.attributes.clone_from(&date.attributes);
            self.add(span);
        }
        for term in &article.terms {
            let mut span = span_at(Label::Term(term.kind), term.place.bytes);
            let (before, behind) = article.text().split_at(term.place.bytes.start);
            let behind = behind.get(term.text.len()..).and_then(|t| t.chars().next());
            for part in &mut span.parts {
                let mark = before.chars().next_back();
                part.whole.start -= mark.map_or(0, char::len_utf8);
                part.whole.end += behind.map_or(0, char::len_utf8);
                part.carrier = Some(CarrierKind::Quotation);
            }
            span.uncertain = term.uncertain;
            let index = self.add(span);
            self.places.insert(term.place.source, index);
        }
        for annotation in &article.annotations {
            let known = self.places.get(&annotation.place.source);
            if let Some(known) = known.and_then(|i| self.list.get_mut(*i)) {
                known.words.extend(annotation.words.iter().cloned());
                known.attributes.extend(annotation.attributes.clone());
                continue;
            }
            let mut span = span_at(Label::Other, annotation.place.bytes);
            span.id.clone_from(&annotation.id);
            span.words.clone_from(&annotation.words);
            span.attributes.clone_from(&annotation.attributes);
            for part in &mut span.parts {
                part.carrier = Some(annotation.carrier);
            }
            self.join(span);
        }
    }

    /// Adds who belongs to whom, and puts the spans in the order of the text.
    pub(super) fn related(
        mut self,
        article: &Article,
        quotes: &[usize],
        mentions: &[usize],
        cues: &[usize],
    ) -> Vec<Span> {
        let by_id = |id: &String| self.ids.get(&(Label::Mention, id.clone())).copied();
        let mut sources: Vec<Vec<usize>> = Vec::with_capacity(quotes.len());
        for quote in &article.quotes {
            let named = quote.speakers.iter().filter_map(|s| match &s.who {
                Who::Reference(id) => by_id(id),
                _ => None,
            });
            let nearest = quote.mention.and_then(|m| mentions.get(m)).copied();
            let mut found: Vec<usize> = named.chain(nearest).collect();
            let mut seen = hashbrown::HashSet::new();
            found.retain(|m| seen.insert(*m));
            sources.push(found);
        }
        let mut introduced: Vec<Vec<usize>> = vec![Vec::new(); quotes.len()];
        let of_quotes = article.quotes.iter().enumerate();
        let of_quotes = of_quotes.filter_map(|(q, quote)| Some((q, quote.cue?)));
        let of_cues = article.cues.iter().enumerate();
        let of_cues = of_cues.filter_map(|(c, cue)| Some((cue.quote?, c)));
        for (quote, cue) in of_quotes.chain(of_cues) {
            if let (Some(list), Some(cue)) = (introduced.get_mut(quote), cues.get(cue))
                && !list.contains(cue)
            {
                list.push(*cue);
            }
        }
        let relations = sources.into_iter().zip(introduced);
        let mut kinds = stated(article).into_iter();
        for ((quote, span), (sources, cues)) in article.quotes.iter().zip(quotes).zip(relations) {
            if let Some(span) = self.list.get_mut(*span) {
                span.sources = sources;
                span.cues = cues;
                span.inside = quote.inside.and_then(|q| quotes.get(q)).copied();
                let around = quote.inside.and_then(|q| article.quotes.get(q));
                if !around.is_some_and(|around| is_relayed(quote, around)) {
                    span.via.clone_from(&quote.relayed_by);
                }
                span.kind = kinds.next().flatten();
            }
        }
        ordered(self.list)
    }
}

/// Whether that a quote stands in another says who relays it.
fn is_relayed(quote: &Quote, around: &Quote) -> bool {
    let same = |a: &[Source], b: &[Source]| {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.who == b.who)
    };
    !quote.speakers.is_empty()
        && !same(&quote.speakers, &around.speakers)
        && same(&quote.relayed_by, &around.speakers)
}

/// For each quote its type, if that is not what its carriers say.
fn stated(article: &Article) -> Vec<Option<QuoteType>> {
    let direct = |f: &Fragment| matches!(f.carrier, CarrierKind::Quotation | CarrierKind::Block);
    let by_carriers = article.quotes.iter().map(|quote| {
        let mut fragments = quote.fragments.iter();
        match fragments.clone().all(direct) {
            true => QuoteType::Direct,
            false if fragments.any(direct) => QuoteType::Mixed,
            false => QuoteType::Indirect,
        }
    });
    let mut kinds: Vec<QuoteType> = by_carriers.collect();
    for quote in article
        .quotes
        .iter()
        .filter(|q| q.kind == QuoteType::Direct)
    {
        let around = quote.inside.and_then(|i| Some((i, article.quotes.get(i)?)));
        if let Some((i, around)) = around {
            let who = |q: &Quote| q.speakers.iter().map(|s| s.who.clone()).collect::<Vec<_>>();
            let is_own = quote.speakers.is_empty() || who(quote) == who(around);
            if let Some(kind) = kinds
                .get_mut(i)
                .filter(|k| is_own && **k == QuoteType::Indirect)
            {
                *kind = QuoteType::Mixed;
            }
        }
    }
    let quotes = article.quotes.iter().zip(kinds);
    let stated = quotes.map(|(quote, kind)| (quote.kind != kind).then_some(quote.kind));
    stated.collect()
}

fn span_at(label: Label, extent: Extent) -> Span {
    Span::new(label, vec![Part::new(extent.start, extent.end)])
}
