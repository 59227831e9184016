//! An article as a plain text and spans over it: the form between Newsmark and formats that keep annotations beside
//! the text.
//!
//! [`Standoff::of`] makes it from an [`Article`]. Offsets are bytes of the plain text.

use std::collections::BTreeMap;

use super::gather::Spans;
pub use super::source::Written;
use super::{fields, fragments};
use crate::model::{
    Actor, Article, CarrierKind, DateValue, Extent, Header, Medium, QuoteType, Source, TermKind,
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
    /// The bytes at which the marks of quotations stand, where that is known: others are text. Where it is not, whatever reads as a
    /// quotation is one.
    pub marks: Option<std::collections::BTreeSet<usize>>,
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
            marks: None,
            comments: article
                .comments
                .iter()
                .map(|c| {
                    let paragraphs = article.paragraphs.iter();
                    let paragraphs = paragraphs.map(|p| p.source);
                    let alone = is_alone(c.scope, c.place.source.start, paragraphs);
                    (c.place.bytes.start, c.text.clone(), alone)
                })
                .collect(),
        }
    }
}

/// Whether a comment is a paragraph of its own: one that stands in none, and is about no paragraph, or leads the article and is about all of it.
/// It and the paragraphs are given by their places in the source.
pub(super) fn is_alone(
    scope: Extent,
    source: usize,
    mut paragraphs: impl Iterator<Item = Extent> + Clone,
) -> bool {
    let leads = paragraphs
        .clone()
        .next()
        .is_some_and(|first| source < first.start);
    let inside = |p: Extent| p.start <= source && source < p.end;
    if paragraphs.clone().any(inside) {
        return false;
    }
    let covered = paragraphs.any(|p| scope.start <= p.start && p.end <= scope.end);
    !covered || leads && scope.start == 0
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
