//! What several articles say: their quotes, side by side.
//!
//! In come the quotes of each article, taken from it by itself; out go findings with the article they
//! belong to. Two checks do the comparing. Articles are not kept, only the words of their quotes.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::config::{Default, Setting};
use super::speakers::{Same, Speaker, Speakers};
use super::words::{self, GAP, add, gap};
use super::{Check, Config, Finding, Level, Related, conflicting_attribution, quote_drift};
use crate::model::{Actor, Article, Extent, Quote, QuoteType, Source, Who};
use crate::syntax::Span;

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
    /// The words of all quotes, and the numbers of their speakers.
    words: String,
    sources: Vec<u32>,
    list: Vec<Entry>,
}

/// An article, as far as it is kept.
#[derive(Clone, Debug)]
struct Origin {
    path: String,
    /// The first day that its date can mean, and the date as written.
    date: Option<(String, String)>,
    levels: [Option<Level>; 2],
}

/// A quote, as its places in what is kept of all, or of its article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// Of the words without gaps.
    hash: u64,
    /// Where it stands in its article.
    start: usize,
    len: u32,
    pub(super) article: u32,
    words_len: u32,
    words: usize,
    /// Where its speakers begin; behind them stands whoever relays it.
    sources: u32,
    speakers: u8,
    relayed_by: u8,
    checks: [bool; 2],
    /// When it was said; 0 if nobody says.
    pub(super) on: u32,
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
        let mut quotes = Quotes {
            origin: Origin {
                path: path.to_owned(),
                date,
                levels,
            },
            speakers: Vec::new(),
            words: String::new(),
            sources: Vec::new(),
            list: Vec::new(),
        };
        let direct =
            |q: &&Quote| q.kind == QuoteType::Direct && !q.broken && !q.speakers.is_empty();
        let mut list = article.quotes.iter().filter(direct).peekable();
        if list.peek().is_none() || levels == [None; 2] {
            return quotes;
        }
        let least = [0, 1].map(|i| config.number(CHECKS[i].1) as usize);
        let silences = [0, 1].map(|i| Silences::new(article, CHECKS[i].0.code));
        let mut sources = Sources::new(article);
        let mut scratch = Vec::new();
        for quote in list {
            scratch.clear();
            let mut count = 0;
            for (i, fragment) in quote.fragments.iter().enumerate() {
                if i > 0 {
                    gap(&mut scratch);
                }
                count += add(&fragment.text, &mut scratch);
            }
            let start = quote.fragments.first().map_or(0, |f| f.whole.source.start);
            let wanted =
                |i: usize| levels[i].is_some() && count >= least[i] && !silences[i].hold(start);
            let checks = [0, 1].map(wanted);
            if checks != [false; 2] {
                let said = std::str::from_utf8(&scratch).unwrap_or_default();
                quotes.push(quote, said, checks, &mut sources);
            }
        }
        quotes.speakers = sources.speakers;
        quotes
    }

    fn push<'a>(
        &mut self,
        quote: &'a Quote,
        said: &str,
        checks: [bool; 2],
        sources: &mut Sources<'a>,
    ) {
        let Some(first) = quote.fragments.first().map(|f| f.whole.source) else {
            return;
        };
        let (at, words) = (self.sources.len(), self.words.len());
        let long = said.len().max(first.end - first.start) > LONGEST;
        if long || quote.speakers.len() > MOST_SPEAKERS {
            return;
        }
        let speakers = quote.speakers.iter().map_while(|s| sources.number(s));
        self.sources.extend(speakers);
        if self.sources.len() - at < quote.speakers.len() {
            self.sources.truncate(at);
            return;
        }
        let relayed_by = quote.relayed_by.iter().take(MOST_SPEAKERS);
        self.sources
            .extend(relayed_by.filter_map(|s| sources.number(s)));
        self.words.push_str(said);
        let without_gaps = || words::words(said).collect::<Vec<_>>().join(" ");
        let hash_of_words = if said.contains(GAP) {
            hash(&without_gaps())
        } else {
            hash(said)
        };
        self.list.push(Entry {
            hash: hash_of_words,
            start: first.start,
            len: (first.end - first.start) as u32,
            article: 0,
            words,
            words_len: said.len() as u32,
            sources: at as u32,
            speakers: quote.speakers.len() as u8,
            relayed_by: (self.sources.len() - at - quote.speakers.len()) as u8,
            checks,
            on: quote.on.as_ref().map_or(0, |d| hash(&d.value) as u32 | 1),
        });
    }
}

/// Longer quotes, in bytes, are documents.
const LONGEST: usize = 1 << 20;

/// A statement of more people is nobody's.
const MOST_SPEAKERS: usize = 8;

/// The actors of an article that speak in it.
struct Sources<'a> {
    /// By id, with their numbers.
    actors: Vec<(&'a Actor, Option<u32>)>,
    /// Whom the mentions with an id mean, by id.
    mentions: Vec<(&'a str, &'a Source)>,
    speakers: Vec<Speaker>,
}

impl<'a> Sources<'a> {
    fn new(article: &'a Article) -> Self {
        let mut actors: Vec<_> = article.actors.iter().map(|a| (a, None)).collect();
        actors.sort_by_key(|(a, _)| &*a.id);
        actors.dedup_by_key(|(a, _)| &*a.id);
        let ids = article
            .mentions
            .iter()
            .filter_map(|m| Some((m.id.as_deref()?, m.actors.first()?)));
        let mut mentions: Vec<_> = ids.collect();
        mentions.sort_by_key(|(id, _)| *id);
        mentions.dedup_by_key(|(id, _)| *id);
        Sources {
            actors,
            mentions,
            speakers: Vec::new(),
        }
    }

    /// The number of an actor who is certain and declared.
    fn number(&mut self, source: &Source) -> Option<u32> {
        let mut meant = source;
        if let Who::Reference(id) = &source.who {
            let place = self
                .mentions
                .binary_search_by_key(&id.as_str(), |(i, _)| i)
                .ok()?;
            meant = self.mentions.get(place)?.1;
        }
        let Who::Actor(id) = &meant.who else {
            return None;
        };
        let place = self
            .actors
            .binary_search_by_key(&id.as_str(), |(a, _)| &a.id)
            .ok()?;
        let (actor, number) = self.actors.get_mut(place)?;
        if source.uncertain || meant.uncertain {
            return None;
        }
        let speakers = &mut self.speakers;
        Some(*number.get_or_insert_with(|| {
            speakers.push(Speaker::new(actor));
            speakers.len() as u32 - 1
        }))
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

fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
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
    words: String,
    sources: Vec<u32>,
    quotes: Vec<Entry>,
}

/// A quote that is compared, with what it belongs to and its place in time.
pub(super) type Keyed = (u32, u32, Entry);

impl Corpus {
    /// Adds the quotes of an article. Of articles with the same date, or none, the one that is added
    /// first counts as the earlier: findings come out the same if articles are added in the same order.
    pub fn add(&mut self, quotes: Quotes) {
        let article = self.origins.len() as u32;
        let (words, sources) = (self.words.len(), self.sources.len() as u32);
        let speakers = quotes.speakers.into_iter();
        let numbers: Vec<u32> = speakers.map(|s| self.speakers.add(s)).collect();
        let known = |source: &u32| numbers.get(*source as usize).copied().unwrap_or_default();
        self.sources.extend(quotes.sources.iter().map(known));
        self.words.push_str(&quotes.words);
        self.quotes.extend(quotes.list.into_iter().map(|q| Entry {
            article,
            words: words + q.words,
            sources: sources + q.sources,
            ..q
        }));
        self.origins.push(quotes.origin);
    }

    /// Compares all quotes. Gives the findings, each with the path of its article, in the order in
    /// which the articles were added and in an article in that of its text.
    pub fn finish(mut self) -> Vec<(String, Finding)> {
        self.sort_by_time();
        let mut found: Vec<(u32, Finding)> = Vec::new();
        conflicting_attribution::run(&self, &mut found);
        quote_drift::run(&self, &mut found);
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

    /// Puts the quotes into the order of their articles in time; those without a date come last.
    fn sort_by_time(&mut self) {
        let date = |i: &u32| self.origins.get(*i as usize).and_then(|o| o.date.as_ref());
        let mut order: Vec<u32> = (0..self.origins.len() as u32).collect();
        order.sort_by_key(|i| (date(i).is_none(), date(i)));
        let mut quotes = Vec::with_capacity(self.quotes.len());
        for article in order {
            let start = self.quotes.partition_point(|q| q.article < article);
            let own = self.quotes.get(start..).unwrap_or_default();
            quotes.extend(own.iter().take_while(|q| q.article == article));
        }
        self.quotes = quotes;
    }

    /// The quotes that a check compares, those that belong together side by side, of these those
    /// with the same words, and of these the earlier first.
    pub(super) fn keyed(&self, check: usize, key: impl Fn(&Entry) -> u32) -> Vec<Keyed> {
        let all = (0..).zip(&self.quotes).filter(|(_, q)| q.checks[check]);
        let mut light: Vec<(u32, u64, u32)> = all.map(|(i, q)| (key(q), q.hash, i)).collect();
        light.sort_unstable();
        let entry =
            |(key, _, i): &(u32, u64, u32)| Some((*key, *i, *self.quotes.get(*i as usize)?));
        let mut keyed: Vec<Keyed> = light.iter().filter_map(entry).collect();
        // Other words can have the same hash.
        for run in keyed.chunk_by_mut(|a, b| (a.0, a.2.hash) == (b.0, b.2.hash)) {
            if run.windows(2).any(|w| !self.same_words(&w[0], &w[1])) {
                run.sort_by(|a, b| self.words(a).cmp(self.words(b)).then(a.1.cmp(&b.1)));
            }
        }
        keyed
    }

    /// Whether two quotes belong together and have the same words.
    pub(super) fn same_words(&self, a: &Keyed, b: &Keyed) -> bool {
        (a.0, a.2.hash) == (b.0, b.2.hash)
            && (self.text(&a.2) == self.text(&b.2) || self.words(a).eq(self.words(b)))
    }

    fn words(&self, quote: &Keyed) -> impl Iterator<Item = &str> {
        words::words(self.text(&quote.2))
    }

    /// The words of a quote, with signs for what is left out.
    pub(super) fn text(&self, quote: &Entry) -> &str {
        let end = quote.words + quote.words_len as usize;
        self.words.get(quote.words..end).unwrap_or_default()
    }

    pub(super) fn speakers_of(&self, quote: &Entry) -> &[u32] {
        self.sources_of(quote)
            .get(..usize::from(quote.speakers))
            .unwrap_or_default()
    }

    /// The speakers of a quote and whoever relays it.
    fn sources_of(&self, quote: &Entry) -> &[u32] {
        let start = quote.sources as usize;
        let end = start + usize::from(quote.speakers) + usize::from(quote.relayed_by);
        self.sources.get(start..end).unwrap_or_default()
    }

    /// Whether two quotes surely have different speakers, and neither relays the other's words.
    pub(super) fn differ(&self, a: &Entry, b: &Entry) -> bool {
        let differ = |a: &[u32], b: &[u32]| {
            let differs = |a: &u32, b: &u32| self.speakers.same(*a, *b) == Same::No;
            a.iter().all(|a| b.iter().all(|b| differs(a, b)))
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
    fn span(&self) -> Span {
        self.start..self.start + self.len as usize
    }
}
