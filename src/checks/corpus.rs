//! What several articles say: their quotes, side by side.
//!
//! In come the quotes of each article, taken from it by itself; out go findings with the article they
//! belong to. Two checks do the comparing. Articles are not kept, only the words of their quotes.

use std::hash::Hasher;
use std::num::NonZero;
use std::thread;

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

/// The quotes of one article, as the checks across articles compare them. What is serialized is for the
/// same version of this library alone.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "cli", derive(serde::Serialize, serde::Deserialize))]
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
#[cfg_attr(feature = "cli", derive(serde::Serialize, serde::Deserialize))]
struct Origin {
    // What is the same article may lie elsewhere.
    #[cfg_attr(feature = "cli", serde(skip))]
    path: String,
    /// The first day that its date can mean, and the date as written.
    date: Option<(String, String)>,
    levels: [Option<Level>; 2],
}

/// A quote, as its places in what is kept of all, or of its article.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "cli", derive(serde::Serialize, serde::Deserialize))]
pub(super) struct Entry {
    /// Of the words without gaps.
    hash: u64,
    /// Where it stands in its article.
    start: usize,
    len: u32,
    pub(super) article: u32,
    words_len: u32,
    words: u32,
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
        quotes.list.reserve(article.quotes.len());
        quotes.sources.reserve(article.quotes.len());
        quotes.words.reserve(article.text().len() / 2);
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
        // They stay until all articles are read.
        quotes.words.shrink_to_fit();
        quotes.sources.shrink_to_fit();
        quotes.list.shrink_to_fit();
        quotes
    }

    /// What findings call the article, from now on.
    #[cfg(feature = "cli")]
    pub(crate) fn set_path(&mut self, path: &str) {
        path.clone_into(&mut self.origin.path);
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
            words: words as u32,
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
    pub(super) speakers: Speakers,
    /// What was added, with the speakers' numbers among those of the corpus.
    articles: Vec<Quotes>,
}

/// What a check finds, each with the number of its article, given the articles in the order of time.
type Run = fn(&Corpus, &[u32]) -> Vec<(u32, Finding)>;

/// A quote among those that a check compares.
#[derive(Clone, Copy, Debug)]
pub(super) struct Keyed<'c> {
    /// The quotes that belong together have the same.
    pub(super) key: u32,
    /// Its place in time.
    pub(super) order: u32,
    pub(super) quote: &'c Entry,
}

impl Corpus {
    /// Adds the quotes of an article. Of articles with the same date, or none, the one that is added
    /// first counts as the earlier: findings come out the same if articles are added in the same order.
    pub fn add(&mut self, mut quotes: Quotes) {
        let article = self.articles.len() as u32;
        let speakers = std::mem::take(&mut quotes.speakers).into_iter();
        let numbers: Vec<u32> = speakers.map(|s| self.speakers.add(s)).collect();
        for source in &mut quotes.sources {
            *source = numbers.get(*source as usize).copied().unwrap_or_default();
        }
        for quote in &mut quotes.list {
            quote.article = article;
        }
        self.articles.push(quotes);
    }

    /// Compares all quotes. Gives the findings, each with the path of its article, in the order in
    /// which the articles were added and in an article in that of its text.
    pub fn finish(self) -> Vec<(String, Finding)> {
        let order = self.order_in_time();
        let checks = [conflicting_attribution::run, quote_drift::run as Run];
        let mut found = side_by_side(&checks, |checks| {
            checks.iter().flat_map(|run| run(&self, &order)).collect()
        });
        found.sort_by_key(|(article, f)| (*article, f.span.start, f.span.end, f.code));
        let path = |article: u32| self.article(article).map(|a| a.origin.path.clone());
        found
            .into_iter()
            .map(|(a, f)| (path(a).unwrap_or_default(), f))
            .collect()
    }

    fn article(&self, number: u32) -> Option<&Quotes> {
        self.articles.get(number as usize)
    }

    /// How many bytes the quotes take in memory, without the names of speakers and articles.
    pub fn heap_size(&self) -> usize {
        let of_article = |a: &Quotes| {
            a.words.capacity()
                + a.sources.capacity() * size_of::<u32>()
                + a.list.capacity() * size_of::<Entry>()
        };
        self.articles.iter().map(of_article).sum()
    }

    /// The articles in the order of their dates; those without one come last.
    fn order_in_time(&self) -> Vec<u32> {
        let date = |i: &u32| self.article(*i).and_then(|a| a.origin.date.as_ref());
        let mut order: Vec<u32> = (0..self.articles.len() as u32).collect();
        order.sort_by_key(|i| (date(i).is_none(), date(i)));
        order
    }

    /// The quotes that a check compares, those that belong together side by side, of these those
    /// with the same words, and of these the earlier first. `order` has the articles in the
    /// order of time.
    pub(super) fn keyed(
        &self,
        check: usize,
        order: &[u32],
        key: impl Fn(&Entry) -> u32,
    ) -> Vec<Keyed<'_>> {
        let articles = order.iter().filter_map(|a| self.article(*a));
        let quotes = articles.flat_map(|a| &a.list).filter(|q| q.checks[check]);
        let keyed = (0..).zip(quotes).map(|(order, quote)| {
            let key = key(quote);
            (quote.hash, Keyed { key, order, quote })
        });
        let mut keyed: Vec<(u64, Keyed<'_>)> = keyed.collect();
        keyed.sort_unstable_by_key(|(hash, k)| (k.key, *hash, k.order));
        let mut keyed: Vec<Keyed<'_>> = keyed.into_iter().map(|(_, k)| k).collect();
        // Other words can have the same hash.
        for run in keyed.chunk_by_mut(|a, b| (a.key, a.quote.hash) == (b.key, b.quote.hash)) {
            if run.windows(2).any(|w| !self.same_words(&w[0], &w[1])) {
                let words = |k: &Keyed<'_>| words::words(self.text(k.quote));
                run.sort_by(|a, b| words(a).cmp(words(b)).then(a.order.cmp(&b.order)));
            }
        }
        keyed
    }

    /// Whether two quotes belong together and have the same words.
    pub(super) fn same_words(&self, a: &Keyed<'_>, b: &Keyed<'_>) -> bool {
        (a.key, a.quote.hash) == (b.key, b.quote.hash) && {
            let (a, b) = (self.text(a.quote), self.text(b.quote));
            a == b || words::words(a).eq(words::words(b))
        }
    }

    /// The words of a quote, with signs for what is left out.
    pub(super) fn text(&self, quote: &Entry) -> &str {
        let start = quote.words as usize;
        self.article(quote.article)
            .and_then(|a| a.words.get(start..start + quote.words_len as usize))
            .unwrap_or_default()
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
        self.article(quote.article)
            .and_then(|a| a.sources.get(start..end))
            .unwrap_or_default()
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

    /// What its article is called.
    pub(super) fn path(&self, quote: &Entry) -> &str {
        self.article(quote.article).map_or("", |a| &a.origin.path)
    }

    /// A finding at a quote that points at another article's. The message names that article: many
    /// reports have no other place for it.
    pub(super) fn finding(
        &self,
        check: usize,
        quote: &Entry,
        other: &Entry,
        message: String,
        help: &str,
    ) -> Option<(u32, Finding)> {
        let level = self.article(quote.article)?.origin.levels[check]?;
        let there = &self.article(other.article)?.origin;
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

/// Does work on parts of a list, each on a thread of its own. Gives what they find, in the list's
/// order.
pub(super) fn side_by_side<T: Sync, F: Send>(
    list: &[T],
    work: impl Fn(&[T]) -> Vec<F> + Sync,
) -> Vec<F> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let mut parts = list.chunks(list.len().div_ceil(threads).max(1));
    let Some(first) = parts.next() else {
        return Vec::new();
    };
    thread::scope(|scope| {
        let work = &work;
        let start = |part| {
            let running = thread::Builder::new().spawn_scoped(scope, move || work(part));
            (part, running.ok())
        };
        let running: Vec<_> = parts.map(start).collect();
        let mut found = work(first);
        for (part, thread) in running {
            // Where no thread can be had, or one was lost, this one does it.
            let more = thread.and_then(|t| t.join().ok());
            found.extend(more.unwrap_or_else(|| work(part)));
        }
        found
    })
}

impl Entry {
    fn span(&self) -> Span {
        self.start..self.start.saturating_add(self.len as usize)
    }
}
