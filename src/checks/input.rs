//! What checks look at, and where they put what they find.

use std::cell::{Cell, OnceCell, RefCell};

use super::config::Config;
use super::names::Names;
use super::quotations::{self, Quotation};
use super::settle::{Found, When};
use super::whole::{Given, Portion};
use super::{Check, Finding, Fix, Level, Related, nearest};
use crate::language::dates::{Expression, expressions};
use crate::language::{self, Lexicon, Sentences, Words};
use crate::model::{
    Article, CarrierKind, Extent, Fragment, Problem, ProblemKind, Quote, QuoteType, Source, Who,
};
use crate::registry::Registry;
use crate::syntax::{ErrorKind, Node, Span, SyntaxError, Tree, tag};

/// What checks look at. What several of them need is worked out once, when the first asks.
pub(super) struct Input<'a> {
    pub(super) text: &'a str,
    pub(super) tree: &'a Tree,
    pub(super) article: &'a Article,
    pub(super) config: &'a Config,
    /// The actors that the project knows. Those that tags name are among the article's.
    pub(super) registry: &'a Registry,
    /// What is known of the rest of the article, where this is a part of it.
    pub(super) rest: OnceCell<&'a Given>,
    errors: OnceCell<Vec<SyntaxError>>,
    words: OnceCell<Words>,
    sentences: OnceCell<Vec<OnceCell<Sentences>>>,
    dates: OnceCell<Vec<Expression>>,
    quoted: OnceCell<Vec<Extent>>,
    quotations: OnceCell<Vec<Quotation<'a>>>,
    /// How many pairs of names have been compared, or would have been.
    comparisons: Cell<usize>,
    /// The same by where in the source the names stand that asked for them.
    compared: RefCell<Vec<(usize, usize)>>,
    names: OnceCell<Names<'a>>,
}

/// So many pairs of names are compared in one article to find what a wrong one was meant to be.
pub(super) const MOST_COMPARISONS: usize = 1_000_000;

/// A check that asks what stands near a quotation looks at so many paragraphs before its own.
pub(super) const NEAR: usize = 4;

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
            rest: OnceCell::new(),
            errors: OnceCell::new(),
            words: OnceCell::new(),
            sentences: OnceCell::new(),
            dates: OnceCell::new(),
            quoted: OnceCell::new(),
            quotations: OnceCell::new(),
            comparisons: Cell::new(0),
            compared: RefCell::default(),
            names: OnceCell::new(),
        }
    }

    /// Whether this is a part of an article.
    pub(super) fn is_part(&self) -> bool {
        self.rest.get().is_some()
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

    /// All of the article.
    pub(super) fn all(&self) -> Portion {
        let whole = |end| Extent { start: 0, end };
        Portion {
            source: whole(self.text.len()),
            plain: whole(self.plain().len()),
        }
    }

    /// What of the article has its source in these bytes.
    pub(super) fn part(&self, source: Extent) -> Portion {
        let offset = |at| self.article.plain().plain_offset(at);
        Portion {
            source,
            plain: Extent {
                start: offset(source.start),
                end: offset(source.end),
            },
        }
    }

    /// The nodes that begin in a part, a parent before its children.
    pub(super) fn nodes_in(&self, part: Portion) -> impl Iterator<Item = Node<'a>> {
        let Extent { start, end } = part.source;
        let blocks = self.tree.blocks();
        let blocks = blocks.skip_while(move |b| b.span().end <= start);
        let blocks = blocks.take_while(move |b| b.span().start < end);
        let nodes = blocks.flat_map(|b| b.descendants());
        nodes.filter(move |n| start <= n.span().start && n.span().start < end)
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

    /// Of `known` the one that `wanted`, which stands at `at`, is most likely meant to be; none after too many such
    /// questions.
    pub(super) fn nearest<'k>(
        &self,
        at: usize,
        wanted: &str,
        known: impl Iterator<Item = &'k str>,
    ) -> Option<&'k str> {
        // The known are few, but their names can be long.
        const COST: usize = 1000;
        self.may_compare(at, COST)
            .then(|| nearest(wanted, known))
            .flatten()
    }

    /// Whether so many more pairs of names may be compared for what stands at `at`; counts them.
    pub(super) fn may_compare(&self, at: usize, pairs: usize) -> bool {
        let all = self.comparisons.get().saturating_add(pairs);
        self.comparisons.set(all);
        self.compared.borrow_mut().push((at, pairs));
        all <= MOST_COMPARISONS
    }

    /// How many pairs of names have been compared for what stands in a range of the source, or would have been if that
    /// were not too many.
    pub(super) fn comparisons(&self, within: &Span) -> usize {
        let compared = self.compared.borrow();
        let here = compared.iter().filter(|(at, _)| within.contains(at));
        here.fold(0, |all, (_, pairs)| all.saturating_add(*pairs))
    }

    /// From which byte on something counts as near to what stands at `at`.
    pub(super) fn near_start(&self, at: usize) -> usize {
        let first = self.paragraph_of(at).saturating_sub(NEAR);
        let paragraph = self.article.paragraphs.get(first);
        paragraph.map_or(0, |p| p.bytes.start)
    }

    /// The bytes of the source that bytes of the article come from.
    pub(super) fn source(&self, plain: Span) -> Span {
        self.article.plain().source_range(plain)
    }
}

/// Extents in the order of their starts, those that overlap made one.
pub(super) fn apart(extents: impl Iterator<Item = Extent>) -> Vec<Extent> {
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
    order: usize,
    level: Level,
    found: &'a mut Vec<Found>,
}

impl<'a> Report<'a> {
    /// For a check, which is the `order`-th.
    pub(super) fn new(
        check: &'static Check,
        order: usize,
        level: Level,
        found: &'a mut Vec<Found>,
    ) -> Self {
        Report {
            check,
            order,
            level,
            found,
        }
    }

    /// Adds a finding at `span`, bytes of the source. What it gives back takes help, a fix and
    /// other places.
    pub(super) fn add(&mut self, span: Span, message: impl Into<String>) -> Added<'_> {
        let at = self.found.len();
        self.found.push(Found {
            finding: Finding {
                code: self.check.code,
                level: self.level,
                message: message.into(),
                span,
                help: None,
                related: Vec::new(),
                fix: None,
            },
            order: self.order,
            when: None,
        });
        Added(&mut self.found[at])
    }
}

/// A finding that has just been added.
pub(super) struct Added<'f>(&'f mut Found);

#[allow(dead_code)]
impl Added<'_> {
    /// What to do about it.
    pub(super) fn help(self, help: impl Into<String>) -> Self {
        self.0.finding.help = Some(help.into());
        self
    }

    /// The edits that mend it.
    pub(super) fn fix(self, fix: Fix) -> Self {
        self.0.finding.fix = Some(fix);
        self
    }

    /// What must be so elsewhere in the article.
    pub(super) fn when(self, when: When) -> Self {
        self.0.when = Some(Box::new(when));
        self
    }

    /// Another place of the same article.
    pub(super) fn related(self, span: Span, message: impl Into<String>) -> Self {
        self.0.finding.related.push(Related {
            path: None,
            span,
            message: message.into(),
        });
        self
    }
}
