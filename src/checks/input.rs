//! What checks look at, and where they put what they find.

use std::cell::{Cell, OnceCell};

use super::config::Config;
use super::names::Names;
use super::quotations::{self, Quotation};
use super::{Check, Finding, Fix, Level, Related, nearest};
use crate::language::dates::{Expression, expressions};
use crate::language::{self, Lexicon, Sentences, Words};
use crate::model::{
    Article, CarrierKind, Extent, Fragment, Problem, ProblemKind, Quote, QuoteType, Source, Who,
};
use crate::registry::Registry;
use crate::syntax::{ErrorKind, Span, SyntaxError, Tree, tag};

/// What checks look at. What several of them need is worked out once, when the first asks.
pub(super) struct Input<'a> {
    pub(super) text: &'a str,
    pub(super) tree: &'a Tree,
    pub(super) article: &'a Article,
    pub(super) config: &'a Config,
    /// The actors that the project knows. Those that tags name are among the article's.
    pub(super) registry: &'a Registry,
    errors: OnceCell<Vec<SyntaxError>>,
    words: OnceCell<Words>,
    sentences: OnceCell<Vec<OnceCell<Sentences>>>,
    dates: OnceCell<Vec<Expression>>,
    quoted: OnceCell<Vec<Extent>>,
    quotations: OnceCell<Vec<Quotation<'a>>>,
    lookups: Cell<usize>,
    names: OnceCell<Names<'a>>,
}

/// So many names are looked up in one article: each is compared with all that are known.
const MOST_LOOKUPS: usize = 1000;

#[allow(dead_code)]
impl<'a> Input<'a> {
    pub(super) fn new(
        text: &'a str,
        tree: &'a Tree,
        article: &'a Article,
        config: &'a Config,
        registry: &'a Registry,
    ) -> Self {
        Input {
            text,
            tree,
            article,
            config,
            registry,
            errors: OnceCell::new(),
            words: OnceCell::new(),
            sentences: OnceCell::new(),
            dates: OnceCell::new(),
            quoted: OnceCell::new(),
            quotations: OnceCell::new(),
            lookups: Cell::new(MOST_LOOKUPS),
            names: OnceCell::new(),
        }
    }

    /// The article without its markup. All other places here are bytes of it, unless said otherwise.
    pub(super) fn plain(&self) -> &'a str {
        self.article.text()
    }

    /// The errors of the syntax, without words that the project declares.
    pub(super) fn errors(&self) -> &[SyntaxError] {
        self.errors.get_or_init(|| {
            let mut errors = self.tree.errors(self.text);
            if !self.config.tags.is_empty() {
                errors.retain_mut(|e| self.is_undeclared(e));
            }
            errors
        })
    }

    /// Whether an error is more than words that the project declares; takes those from its ends.
    fn is_undeclared(&self, error: &mut SyntaxError) -> bool {
        let found = self.text.get(error.span.clone()).unwrap_or_default();
        let words = match error.kind {
            ErrorKind::UnknownItem | ErrorKind::SpacedValue => tag::words(found),
            _ => None,
        };
        let Some(words) = words else { return true };
        let unknown = |(_, w): &&(usize, &str)| !self.config.tags.contains_key(*w);
        let first = words.iter().find(unknown);
        let last = words.iter().rfind(unknown);
        if let (Some((first, _)), Some((last, word))) = (first, last)
            && (*first > 0 || last + word.len() < found.len())
        {
            let span = error.span.start + first..error.span.start + last + word.len();
            *error = SyntaxError::new(ErrorKind::UnknownItem, span, self.text, None);
        }
        first.is_some()
    }

    /// The problems of one sort that the model has found.
    pub(super) fn problems(&self, kind: ProblemKind) -> impl Iterator<Item = &'a Problem> {
        let problems = self.article.problems().iter();
        problems.filter(move |p| p.kind == kind)
    }

    /// The tables of the article's language; none if there are none for it.
    pub(super) fn lexicon(&self) -> Option<&'static Lexicon> {
        language::of(self.article.header.lang.as_deref())
    }

    /// The words of the article; of a language without tables they have no classes.
    pub(super) fn words(&self) -> &Words {
        self.words
            .get_or_init(|| Words::new(self.plain(), self.lexicon()))
    }

    /// The expressions of time in the article, tagged or not; none of a language without tables.
    pub(super) fn dates(&self) -> &[Expression] {
        self.dates.get_or_init(|| {
            let Some(lexicon) = self.lexicon() else {
                return Vec::new();
            };
            let tagged = self.article.dates.iter().map(|d| d.place.bytes);
            let tagged: Vec<Span> = apart(tagged).iter().map(|t| t.start..t.end).collect();
            expressions(self.plain(), self.words(), lexicon, &tagged)
        })
    }

    /// Whether a byte is one of somebody's own words, or of a title or term.
    pub(super) fn is_quoted(&self, at: usize) -> bool {
        let quoted = self.quoted.get_or_init(|| {
            let quotes = self.article.quotes.iter().flat_map(|q| {
                let own = move |f: &&Fragment| {
                    q.kind == QuoteType::Direct || f.carrier == CarrierKind::Quotation
                };
                q.fragments.iter().filter(own).map(|f| f.whole.bytes)
            });
            let terms = self.article.terms.iter().map(|t| t.place.bytes);
            let mut all: Vec<Extent> = quotes.chain(terms).collect();
            all.sort_unstable();
            apart(all.into_iter())
        });
        let next = quoted.partition_point(|q| q.end <= at);
        quoted.get(next).is_some_and(|q| q.start <= at)
    }

    /// The words of actors' names, and where they stand.
    pub(super) fn names(&self) -> &Names<'a> {
        self.names.get_or_init(|| Names::new(self))
    }

    /// The number of the paragraph that holds a byte.
    pub(super) fn paragraph_of(&self, at: usize) -> usize {
        self.article
            .paragraphs
            .partition_point(|p| p.bytes.start <= at)
            .saturating_sub(1)
    }

    /// The sentences of a paragraph.
    pub(super) fn sentences(&self, paragraph: usize) -> Option<&Sentences> {
        let paragraphs = &self.article.paragraphs;
        let all = self
            .sentences
            .get_or_init(|| paragraphs.iter().map(|_| OnceCell::new()).collect());
        let extent = paragraphs.get(paragraph)?.bytes;
        Some(
            all.get(paragraph)?.get_or_init(|| {
                Sentences::new(self.plain(), extent.start, extent.end, self.lexicon())
            }),
        )
    }

    /// The sentence that holds a byte.
    pub(super) fn sentence(&self, at: usize) -> Extent {
        let sentences = self.sentences(self.paragraph_of(at));
        let found = sentences.and_then(|s| s.get(s.index(at)));
        found.map_or(Extent { start: at, end: at }, |(start, end)| Extent {
            start,
            end,
        })
    }

    /// The quotations of the tree, the outer before the inner.
    pub(super) fn quotations(&self) -> &[Quotation<'a>] {
        self.quotations
            .get_or_init(|| quotations::all(self.text, self.tree))
    }

    /// The words that the article has for a source that it does not name, as given in the tag or
    /// as they stand where the tag refers to, with their place in bytes of the source.
    pub(super) fn unnamed(&self, quote: &Quote, source: &'a Source) -> Option<(&'a str, Extent)> {
        match &source.who {
            Who::Unnamed(words) => Some((words, source.tag)),
            Who::Reference(id) => {
                let mention = self.article.mentions.get(quote.mention?)?;
                let is_it = mention.id.as_ref() == Some(id) && mention.actors.is_empty();
                is_it.then_some((mention.text.as_str(), mention.place.source))
            }
            _ => None,
        }
    }

    /// Of `known` the one that `wanted` is most likely meant to be; none after too many such questions.
    pub(super) fn nearest<'k>(
        &self,
        wanted: &str,
        known: impl Iterator<Item = &'k str>,
    ) -> Option<&'k str> {
        self.lookups.set(self.lookups.get().checked_sub(1)?);
        nearest(wanted, known)
    }

    /// The bytes of the source that bytes of the article come from.
    pub(super) fn source(&self, plain: Span) -> Span {
        self.article.plain().source_range(plain)
    }
}

/// Extents in the order of their starts, those that overlap made one.
fn apart(extents: impl Iterator<Item = Extent>) -> Vec<Extent> {
    let mut apart: Vec<Extent> = Vec::new();
    for extent in extents {
        match apart.last_mut().filter(|last| extent.start < last.end) {
            Some(last) => last.end = last.end.max(extent.end),
            None => apart.push(extent),
        }
    }
    apart
}

/// Where a check puts what it finds.
pub(super) struct Report<'a> {
    check: &'static Check,
    level: Level,
    findings: &'a mut Vec<Finding>,
}

impl<'a> Report<'a> {
    pub(super) fn new(check: &'static Check, level: Level, findings: &'a mut Vec<Finding>) -> Self {
        Report {
            check,
            level,
            findings,
        }
    }

    /// Adds a finding at `span`, bytes of the source. What it gives back takes help, a fix and
    /// other places.
    pub(super) fn add(&mut self, span: Span, message: impl Into<String>) -> Added<'_> {
        let at = self.findings.len();
        self.findings.push(Finding {
            code: self.check.code,
            level: self.level,
            message: message.into(),
            span,
            help: None,
            related: Vec::new(),
            fix: None,
        });
        Added(&mut self.findings[at])
    }
}

/// A finding that has just been added.
pub(super) struct Added<'f>(&'f mut Finding);

#[allow(dead_code)]
impl Added<'_> {
    /// What to do about it.
    pub(super) fn help(self, help: impl Into<String>) -> Self {
        self.0.help = Some(help.into());
        self
    }

    /// The edits that mend it.
    pub(super) fn fix(self, fix: Fix) -> Self {
        self.0.fix = Some(fix);
        self
    }

    /// Another place of the same article.
    pub(super) fn related(self, span: Span, message: impl Into<String>) -> Self {
        self.0.related.push(Related {
            path: None,
            span,
            message: message.into(),
        });
        self
    }
}
