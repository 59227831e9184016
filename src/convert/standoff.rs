//! An article as a plain text and spans over it: the form between Newsmark and formats that keep annotations beside
//! the text.
//!
//! [`Standoff::of`] makes it from an [`Article`]. Offsets are bytes of the plain text.

use std::collections::BTreeMap;

pub use super::source::Written;
use super::{fields, fragments};
use crate::model::{
    Actor, Article, CarrierKind, DateValue, Extent, Fragment, Header, Medium, Place, Quote,
    QuoteType, Source, TermKind, Who,
};

/// A plain text with its annotations.
#[derive(Clone, Default, PartialEq, Debug)]
#[non_exhaustive]
pub struct Standoff {
    /// The article without markup.
    pub text: String,
    /// What the article says of itself.
    pub header: Header,
    /// The actors that its header declares.
    pub actors: Vec<Actor>,
    /// What is annotated, in the order of the text.
    pub spans: Vec<Span>,
    /// Comments, each with the byte that it stands before, and whether it is a paragraph of its own.
    pub comments: Vec<(usize, String, bool)>,
}

/// What a span is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[non_exhaustive]
pub enum Label {
    /// Content: what somebody said.
    Quote,
    /// Words that mean somebody; the source of quotes.
    Mention,
    /// Words that introduce speech.
    Cue,
    /// Words that mean a time.
    Date,
    /// Words in quotation marks that are nobody's speech.
    Term(TermKind),
    /// What the language gives no meaning: the words and attributes say what it is.
    Other,
}

/// A continuous piece of a span.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Part {
    /// Its words. Those of a quotation without its marks.
    pub content: Extent,
    /// The same with quotation marks; otherwise what `content` is.
    pub whole: Extent,
    /// What carries it in a source, if it comes from one.
    pub carrier: Option<CarrierKind>,
}

impl Part {
    /// A piece that nothing carries yet.
    pub fn new(start: usize, end: usize) -> Part {
        let extent = Extent { start, end };
        Part {
            content: extent,
            whole: extent,
            carrier: None,
        }
    }
}

/// An annotation: its words, what is said of them, and what it belongs to.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct Span {
    /// What it is.
    pub label: Label,
    /// Its pieces, in the order of the text; never empty.
    pub parts: Vec<Part>,
    /// The id that its tag gives it.
    pub id: Option<String>,
    /// No tag says it: an untagged quotation, a name or alias of an actor in the copy.
    pub implicit: bool,
    /// The speakers of a quote, or whom a mention means.
    pub actors: Vec<Source>,
    /// To whom a quote was said.
    pub to: Vec<Source>,
    /// Who relays it, if that is not whose words it stands in.
    pub via: Vec<Source>,
    /// When it was said.
    pub on: Option<DateValue>,
    /// How it was expressed.
    pub medium: Option<Medium>,
    /// How closely it gives the words, if that is not what its carriers say.
    pub kind: Option<QuoteType>,
    /// What a date's words mean.
    pub date: Option<DateValue>,
    /// TimeML's modifier of that.
    pub modifier: Option<String>,
    /// A cue or term that nobody has confirmed.
    pub uncertain: bool,
    /// Words of tags that the language gives no meaning.
    pub words: Vec<String>,
    /// Attributes likewise.
    pub attributes: BTreeMap<String, String>,
    /// The mentions that name a quote's speakers, as indices into the spans.
    pub sources: Vec<usize>,
    /// The cues that introduce a quote, likewise.
    pub cues: Vec<usize>,
    /// The quote in whose content a quote stands, likewise.
    pub inside: Option<usize>,
}

impl Span {
    /// A span of which nothing more is said.
    pub fn new(label: Label, parts: Vec<Part>) -> Span {
        Span {
            label,
            parts,
            id: None,
            implicit: false,
            actors: Vec::new(),
            to: Vec::new(),
            via: Vec::new(),
            on: None,
            medium: None,
            kind: None,
            date: None,
            modifier: None,
            uncertain: false,
            words: Vec::new(),
            attributes: BTreeMap::new(),
            sources: Vec::new(),
            cues: Vec::new(),
            inside: None,
        }
    }

    /// Where its words begin.
    pub fn start(&self) -> usize {
        self.parts.first().map_or(0, |p| p.whole.start)
    }

    /// Where they end.
    pub fn end(&self) -> usize {
        self.parts.last().map_or(0, |p| p.whole.end)
    }
}

impl Standoff {
    /// The annotations of an article.
    pub fn of(article: &Article) -> Standoff {
        let mut spans = Spans::default();
        let quotes: Vec<usize> = article.quotes.iter().map(|q| spans.quote(q)).collect();
        let mentions: Vec<usize> = article.mentions.iter().map(|m| spans.mention(m)).collect();
        let cues: Vec<usize> = article.cues.iter().map(|c| spans.cue(c)).collect();
        spans.others(article);
        let mut spans = spans.related(article, &quotes, &mentions, &cues);
        for span in &mut spans {
            fragments::join(span, article.text());
            // Words with an id and no more are a mention of nobody; with a label they are what that says.
            if span.label == Label::Mention && span.actors.is_empty() {
                let label = span.attributes.get(fields::LABEL).map(String::as_str);
                if label.is_some_and(|l| l != fields::name_of(Label::Mention)) {
                    if label == Some(fields::name_of(Label::Other)) {
                        span.attributes.remove(fields::LABEL);
                    }
                    span.label = Label::Other;
                }
            }
        }
        Standoff {
            text: article.text().to_owned(),
            header: article.header.clone(),
            actors: article
                .actors
                .iter()
                .filter(|a| a.source.start < a.source.end)
                .cloned()
                .collect(),
            spans,
            comments: article
                .comments
                .iter()
                .map(|c| {
                    let covers =
                        |p: &&Place| c.scope.start <= p.source.start && p.source.end <= c.scope.end;
                    let first = article.paragraphs.first();
                    let leads = first.is_some_and(|p| c.place.bytes.start <= p.bytes.start);
                    let covered = article.paragraphs.iter().any(|p| covers(&p));
                    let alone = !covered || leads && c.scope.start == 0;
                    (c.place.bytes.start, c.text.clone(), alone)
                })
                .collect(),
        }
    }
}

/// Spans being gathered.
#[derive(Default)]
struct Spans {
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

    fn quote(&mut self, quote: &Quote) -> usize {
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

    fn mention(&mut self, mention: &crate::model::Mention) -> usize {
        let mut span = span_at(Label::Mention, mention.place.bytes);
        span.id.clone_from(&mention.id);
        span.implicit = mention.implicit;
        span.actors.clone_from(&mention.actors);
        span.words.clone_from(&mention.words);
        span.attributes.clone_from(&mention.attributes);
        self.join(span)
    }

    fn cue(&mut self, cue: &crate::model::Cue) -> usize {
        let mut span = span_at(Label::Cue, cue.place.bytes);
        span.id.clone_from(&cue.id);
        span.uncertain = cue.uncertain;
        let index = self.join(span);
        self.places.insert(cue.place.source, index);
        index
    }

    fn others(&mut self, article: &Article) {
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
    fn related(
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

/// Puts spans in the order of the text, those around others first, and keeps what they name.
pub(super) fn ordered(spans: Vec<Span>) -> Vec<Span> {
    let mut order: Vec<usize> = (0..spans.len()).collect();
    order.sort_by_key(|i| {
        let span = &spans[*i];
        (span.start(), std::cmp::Reverse(span.end()))
    });
    let mut place = vec![0; spans.len()];
    for (new, old) in order.iter().enumerate() {
        place[*old] = new;
    }
    let mut spans: Vec<Option<Span>> = spans.into_iter().map(Some).collect();
    let mut sorted = Vec::with_capacity(spans.len());
    for old in order {
        if let Some(mut span) = spans.get_mut(old).and_then(Option::take) {
            let new = |i: &mut usize| *i = place.get(*i).copied().unwrap_or(*i);
            span.sources.iter_mut().for_each(new);
            span.cues.iter_mut().for_each(new);
            span.inside.iter_mut().for_each(new);
            sorted.push(span);
        }
    }
    sorted
}
