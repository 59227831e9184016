//! What several articles say: their quotes, side by side.
//!
//! In come the quotes of each article, taken from it by itself; out go findings with the article they
//! belong to. Two checks do the comparing. Articles are not kept, only the words of their quotes.

use std::cmp::Ordering;
use std::hash::Hasher;

use rustc_hash::{FxBuildHasher, FxHasher};

use super::config::{Default, Setting};
use super::speakers::{Same, Speaker, Speakers};
use super::words::{add, gap, words};
use super::{Check, Config, Finding, Level, Related, conflicting_attribution, quote_drift};
use crate::model::{Actor, Article, Extent, QuoteType, Source, Who};
use crate::syntax::Span;

type Map<K, V> = std::collections::HashMap<K, V, FxBuildHasher>;

/// The checks across articles, each with the setting that says from how many words on.
static CHECKS: [(&Check, &Setting); 2] = [
    (
        &conflicting_attribution::CHECK,
        &conflicting_attribution::WORDS,
    ),
    (&quote_drift::CHECK, &quote_drift::WORDS),
];

/// The setting of a check that says from how many words on quotes are compared.
pub(super) const fn least_words(check: &'static str, default: u32, least: u32) -> Setting {
    Setting {
        check,
        name: "words",
        summary: "quotes with fewer words are not compared",
        default: Default::Number {
            default,
            least,
            most: 1000,
        },
    }
}

/// The quotes of one article, as the checks across articles compare them.
#[derive(Clone, Debug)]
pub struct Quotes {
    origin: Origin,
    speakers: Vec<Speaker>,
    list: Vec<Said>,
}

/// An article.
#[derive(Clone, Debug)]
struct Origin {
    path: String,
    /// The first day that its date can mean, and the date as written.
    date: Option<(String, String)>,
    levels: [Option<Level>; 2],
}

/// One quote of an article; speakers are indices into the article's.
#[derive(Clone, Debug)]
struct Said {
    words: String,
    span: Span,
    speakers: Vec<u32>,
    relayed_by: Vec<u32>,
    /// When it was said; 0 if nobody says.
    on: u32,
    checks: [bool; 2],
}

impl Quotes {
    /// Takes the quotes from an article. Works on nothing but the article, so that many can be done
    /// side by side. `path` is what findings call it.
    ///
    /// Left out are quotes that are not direct, those whose speakers are not all certain and
    /// declared, and those for which a comment or the settings turn both checks off.
    pub fn of(path: &str, article: &Article, config: &Config) -> Quotes {
        let date = article.header.date.as_ref();
        let date = date.and_then(|d| Some((d.earliest.clone()?, d.value.clone())));
        let levels = [0, 1].map(|i| config.level(CHECKS[i].0.code));
        let path = path.to_owned();
        let mut list = Vec::new();
        let mut sources = Sources::default();
        let direct = |q: &&crate::model::Quote| {
            q.kind == QuoteType::Direct && !q.broken && !q.speakers.is_empty()
        };
        let mut quotes = article.quotes.iter().filter(direct).peekable();
        if quotes.peek().is_some() && levels != [None; 2] {
            sources.read(article);
            let least = [0, 1].map(|i| config.number(CHECKS[i].1) as usize);
            let silences = [0, 1].map(|i| Silences::new(article, CHECKS[i].0.code));
            for quote in quotes {
                let speakers: Option<Vec<u32>> =
                    quote.speakers.iter().map(|s| sources.number(s)).collect();
                let Some((speakers, first)) = speakers.zip(quote.fragments.first()) else {
                    continue;
                };
                let mut said = String::new();
                for (i, fragment) in quote.fragments.iter().enumerate() {
                    if i > 0 {
                        gap(&mut said);
                    }
                    add(&fragment.text, &mut said);
                }
                let place = first.whole.source;
                let count = words(&said).count();
                let wanted = |i: usize| {
                    levels[i].is_some() && count >= least[i] && !silences[i].hold(place.start)
                };
                let checks = [0, 1].map(wanted);
                let fits = said.len().max(place.end - place.start) <= LONGEST
                    && speakers.len() <= MOST_SPEAKERS;
                if checks != [false; 2] && fits {
                    let relayed_by = quote.relayed_by.iter().take(MOST_SPEAKERS);
                    list.push(Said {
                        words: said,
                        span: place.start..place.end,
                        speakers,
                        relayed_by: relayed_by.filter_map(|s| sources.number(s)).collect(),
                        on: quote
                            .on
                            .as_ref()
                            .map_or(0, |d| hash([d.value.as_str()].into_iter()) as u32 | 1),
                        checks,
                    });
                }
            }
        }
        Quotes {
            origin: Origin { path, date, levels },
            speakers: sources.speakers,
            list,
        }
    }
}

/// Longer quotes, in bytes, are documents.
const LONGEST: usize = 1 << 20;

/// A statement of more people is nobody's.
const MOST_SPEAKERS: usize = 8;

/// The actors of an article that speak in it.
#[derive(std::default::Default)]
struct Sources<'a> {
    actors: Map<&'a str, &'a Actor>,
    /// Whom the mentions with an id mean.
    mentions: Map<&'a str, &'a Source>,
    numbers: Map<&'a str, u32>,
    speakers: Vec<Speaker>,
}

impl<'a> Sources<'a> {
    fn read(&mut self, article: &'a Article) {
        for actor in article.actors.iter().rev() {
            self.actors.insert(&actor.id, actor);
        }
        for mention in article.mentions.iter().rev() {
            if let Some((id, source)) = mention.id.as_ref().zip(mention.actors.first()) {
                self.mentions.insert(id, source);
            }
        }
    }

    /// The number of an actor who is certain and declared.
    fn number(&mut self, source: &'a Source) -> Option<u32> {
        let meant = match &source.who {
            Who::Reference(id) => *self.mentions.get(id.as_str())?,
            _ => source,
        };
        let Who::Actor(id) = &meant.who else {
            return None;
        };
        let actor = *self.actors.get(id.as_str())?;
        if source.uncertain || meant.uncertain {
            return None;
        }
        let next = self.speakers.len() as u32;
        let number = *self.numbers.entry(id).or_insert(next);
        if number == next {
            self.speakers.push(Speaker::new(actor));
        }
        Some(number)
    }
}

/// Where comments allow what a check finds.
struct Silences {
    /// In the order of the text; those of one paragraph are the same.
    scopes: Vec<Extent>,
}

impl Silences {
    fn new(article: &Article, code: &str) -> Silences {
        let allow = article
            .comments
            .iter()
            .filter(|c| c.allows.iter().any(|a| a == code));
        let mut scopes: Vec<Extent> = allow.map(|c| c.scope).collect();
        // The whole article's begins where its first paragraph does, and is longer.
        scopes.sort_by_key(|s| (s.start, s.end));
        Silences { scopes }
    }

    fn hold(&self, at: usize) -> bool {
        let holds = |s: &Extent| s.start <= at && at < s.end;
        let next = self.scopes.partition_point(|s| s.start <= at);
        let top = self.scopes.partition_point(|s| s.start == 0);
        [next, top].into_iter().any(|i| {
            self.scopes
                .get(..i)
                .and_then(<[_]>::last)
                .is_some_and(holds)
        })
    }
}

/// A hash of words, one after the other.
pub(super) fn hash<'w>(words: impl Iterator<Item = &'w str>) -> u64 {
    let mut hasher = FxHasher::default();
    for word in words {
        hasher.write(word.as_bytes());
        hasher.write_u8(b' ');
    }
    hasher.finish()
}

/// The quotes of all articles of a project. Made empty, filled article by article, and asked once.
///
/// ```
/// use newsmark::checks::{Config, Corpus, Quotes};
///
/// let article = |id: &str, name: &str| {
///     let text = format!("---\nactors:\n  {id}: {name}\n---\n\n“She has stood still for nine years.”{{@{id}}}\n");
///     newsmark::model::parse(&text)
/// };
/// let config = Config::default();
/// let mut corpus = Corpus::default();
/// corpus.add(Quotes::of("a.nmk", &article("vell", "Imre Vell"), &config));
/// corpus.add(Quotes::of("b.nmk", &article("brack", "Oona Brack"), &config));
/// let findings = corpus.finish();
/// assert_eq!((findings[0].0.as_str(), findings[0].1.code), ("b.nmk", "conflicting-attribution"));
/// ```
#[derive(std::default::Default, Debug)]
pub struct Corpus {
    origins: Vec<Origin>,
    pub(super) speakers: Speakers,
    /// The words of all quotes, and their speakers.
    words: String,
    sources: Vec<u32>,
    pub(super) quotes: Vec<Entry>,
}

/// A quote, as its places in the corpus.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// Of the words without gaps.
    hash: u64,
    /// Where its words begin, where it stands in its article, and where its speakers begin, with
    /// whoever relays it behind them.
    words: usize,
    start: usize,
    sources: usize,
    words_len: u32,
    len: u32,
    pub(super) article: u32,
    pub(super) on: u32,
    speakers: u8,
    relayed_by: u8,
    checks: [bool; 2],
}

impl Corpus {
    /// Adds the quotes of an article. Of articles with the same date, or none, the one that is added
    /// first counts as the earlier: findings come out the same if articles are added in the same order.
    pub fn add(&mut self, quotes: Quotes) {
        let article = self.origins.len() as u32;
        let numbers: Vec<u32> = quotes
            .speakers
            .into_iter()
            .map(|s| self.speakers.add(s))
            .collect();
        self.origins.push(quotes.origin);
        for said in quotes.list {
            let start = self.words.len();
            self.words.push_str(&said.words);
            let entry = Entry {
                hash: hash(words(&said.words)),
                words: start,
                start: said.span.start,
                sources: self.sources.len(),
                words_len: said.words.len() as u32,
                len: said.span.len() as u32,
                article,
                on: said.on,
                speakers: said.speakers.len() as u8,
                relayed_by: said.relayed_by.len() as u8,
                checks: said.checks,
            };
            let sources = said.speakers.iter().chain(&said.relayed_by);
            self.sources
                .extend(sources.filter_map(|i| numbers.get(*i as usize)));
            self.quotes.push(entry);
        }
    }

    /// Compares all quotes. Gives the findings, each with the path of its article, in the order in
    /// which the articles were added and in an article in that of its text.
    pub fn finish(self) -> Vec<(String, Finding)> {
        let ranks = self.ranks();
        let mut found: Vec<(u32, Finding)> = Vec::new();
        conflicting_attribution::run(&self, &ranks, &mut found);
        quote_drift::run(&self, &ranks, &mut found);
        found.sort_by_key(|(article, f)| (*article, f.span.start, f.span.end, f.code));
        let path = |article: u32| self.origins.get(article as usize).map(|o| o.path.clone());
        found
            .into_iter()
            .map(|(a, f)| (path(a).unwrap_or_default(), f))
            .collect()
    }

    /// How many bytes the quotes take in memory, without the names of speakers and articles.
    pub fn heap_size(&self) -> usize {
        self.words.capacity()
            + self.sources.capacity() * size_of::<u32>()
            + self.quotes.capacity() * size_of::<Entry>()
    }

    /// For each article its place in time; those without a date come last.
    fn ranks(&self) -> Vec<u32> {
        let date = |i: &u32| self.origins.get(*i as usize).and_then(|o| o.date.as_ref());
        let mut order: Vec<u32> = (0..self.origins.len() as u32).collect();
        order.sort_by_key(|i| (date(i).is_none(), date(i)));
        let mut ranks = vec![0; order.len()];
        for (rank, article) in (0..).zip(order) {
            ranks[article as usize] = rank;
        }
        ranks
    }

    /// The quotes that a check compares.
    pub(super) fn of_check(&self, check: usize) -> Vec<Entry> {
        self.quotes
            .iter()
            .filter(|q| q.checks[check])
            .copied()
            .collect()
    }

    /// The words of a quote, with signs for what is left out.
    pub(super) fn text(&self, quote: &Entry) -> &str {
        let end = quote.words + quote.words_len as usize;
        self.words.get(quote.words..end).unwrap_or_default()
    }

    /// An order that puts quotes with the same words together.
    pub(super) fn by_words(&self, a: &Entry, b: &Entry) -> Ordering {
        a.hash
            .cmp(&b.hash)
            .then_with(|| words(self.text(a)).cmp(words(self.text(b))))
    }

    pub(super) fn speakers_of(&self, quote: &Entry) -> &[u32] {
        let end = quote.sources + usize::from(quote.speakers);
        self.sources.get(quote.sources..end).unwrap_or_default()
    }

    /// The speakers of a quote and whoever relays it.
    fn sources_of(&self, quote: &Entry) -> &[u32] {
        let end = quote.sources + usize::from(quote.speakers) + usize::from(quote.relayed_by);
        self.sources.get(quote.sources..end).unwrap_or_default()
    }

    /// Whether two quotes surely have different speakers, and neither relays the other's words.
    pub(super) fn differ(&self, a: &Entry, b: &Entry) -> bool {
        let differ = |a: &[u32], b: &[u32]| {
            a.iter()
                .all(|a| b.iter().all(|b| self.speakers.same(*a, *b) == Same::No))
        };
        differ(self.sources_of(a), self.speakers_of(b))
            && differ(self.speakers_of(a), self.sources_of(b))
    }

    /// The name of the first speaker of a quote.
    pub(super) fn name(&self, quote: &Entry) -> &str {
        let first = self.speakers_of(quote).first();
        first
            .and_then(|s| self.speakers.get(*s))
            .map_or("", |s| &s.name)
    }

    /// A finding at a quote that points at another article's.
    pub(super) fn finding(
        &self,
        check: usize,
        quote: &Entry,
        other: &Entry,
        message: String,
        help: &str,
    ) -> Option<(u32, Finding)> {
        let level = self.origins.get(quote.article as usize)?.levels[check]?;
        let there = self.origins.get(other.article as usize)?;
        let finding = Finding {
            code: CHECKS[check].0.code,
            level,
            message,
            span: quote.span(),
            help: Some(help.to_owned()),
            related: vec![Related {
                path: Some(there.path.clone()),
                span: other.span(),
                message: format!("the words of {} there", self.name(other)),
            }],
            fix: None,
        };
        Some((quote.article, finding))
    }
}

impl Entry {
    /// The place of a quote in time among all others.
    pub(super) fn rank(&self, ranks: &[u32]) -> (u32, usize) {
        (
            ranks
                .get(self.article as usize)
                .copied()
                .unwrap_or_default(),
            self.start,
        )
    }

    fn span(&self) -> Span {
        self.start..self.start + self.len as usize
    }
}
