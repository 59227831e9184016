//! Who says what, from the copy alone: speakers proposed for quotations that no tag attributes, and for what is said without marks.
//!
//! In comes an article; out go [`Suggestion`]s, each with the words that it rests on, the [`Rule`] that found it and how
//! often that is right, and the actors whom the article would have to declare. Nothing here reads files, knows the day
//! or learns: the same copy always gives the same proposals.

mod annotate;
mod attribute;
mod before;
mod behind;
mod cast;
mod dates;
mod declare;
mod ids;
mod indirect;
mod introduce;
mod inverted;
mod labels;
mod left_out;
mod line;
mod names;
mod office;
mod outer;
mod phrase;
mod reported;
mod rule;
mod scene;
mod subject;
#[cfg(test)]
mod tests;
mod titles;

pub use annotate::{Options, annotate};
pub use rule::Rule;

#[cfg(feature = "lsp")]
pub(crate) use declare::{declaration, entry, id_of};
#[cfg(feature = "lsp")]
pub(crate) use ids::free;

use crate::dates::DateProposal;
use crate::language::speech;
use crate::model::{Actor, Article, Extent, Who};
use crate::registry::Registry;

/// What is less sure is proposed only where somebody asks for more.
pub const LEAST_CONFIDENCE: u8 = 75;

/// A speaker for a quotation, or for words without marks.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Suggestion {
    /// The quotation with its marks, or the clause, in bytes of the article.
    pub quotation: Extent,
    /// The words that name the speaker, perhaps a pronoun.
    pub source: Extent,
    /// The words that introduce the speech.
    pub cue: Option<Extent>,
    /// Whom the words name; several for a joint statement, nobody if it is not clear whom a pronoun means.
    pub speakers: Vec<Who>,
    /// Who reports the words of the speaker.
    pub relayed_by: Vec<Who>,
    /// What found it.
    pub rule: Rule,
    /// Of a hundred proposals of this kind so many name the right words as the speaker's, as measured. Whom a pronoun
    /// means is not measured.
    pub confidence: u8,
}

/// What is proposed for an article.
#[derive(Clone, Default, PartialEq, Debug)]
#[non_exhaustive]
pub struct Suggestions {
    /// The speakers, in the order of the quotations.
    pub quotes: Vec<Suggestion>,
    /// What is said without quotation marks, in the order of the text.
    pub indirect: Vec<Suggestion>,
    /// Actors that they name and that the article does not know.
    pub actors: Vec<Actor>,
    /// What words of time mean, in the order of the text.
    pub dates: Vec<DateProposal>,
}

/// Proposes speakers for the quotations of an article that have none.
///
/// ```
/// use newsmark::model::{Who, parse};
///
/// let found = newsmark::suggest::suggest(&parse("“It will sail,” said Tilda Marrow, the ferry captain."));
/// assert_eq!(found.quotes[0].speakers, [Who::Actor("marrow".into())]);
/// assert_eq!(found.actors[0].role.as_deref(), Some("ferry captain"));
/// ```
pub fn suggest(article: &Article) -> Suggestions {
    suggest_with(article, &Registry::default())
}

/// The same in a project: who is new gets no id that one of its known actors has.
pub fn suggest_with(article: &Article, registry: &Registry) -> Suggestions {
    with_cast(article, registry, |_| ()).0
}

/// The same, and those whom the copy names in full and the article does not know, each with the byte where.
#[cfg(feature = "lsp")]
pub(crate) fn with_newcomers(
    article: &Article,
    registry: &Registry,
) -> (Suggestions, Vec<(usize, Actor)>) {
    with_cast(article, registry, |cast| cast.newcomers())
}

fn with_cast<T: Default>(
    article: &Article,
    registry: &Registry,
    more: impl FnOnce(&cast::Cast<'_>) -> T,
) -> (Suggestions, T) {
    let Some(lexicon) = speech::of(article.header.lang.as_deref()) else {
        let suggestions = Suggestions {
            dates: dates::dates(article),
            ..Suggestions::default()
        };
        return (suggestions, T::default());
    };
    let scene = scene::Scene::new(article, lexicon);
    let mut cast = cast::Cast::new(&scene, registry);
    let pairs = scene.quotations.iter().zip(attribute::attribute(&scene));
    let mut quotes = Vec::new();
    for (quotation, found) in pairs {
        let Some(found) = found.filter(|_| !is_attributed(article, quotation.quote)) else {
            continue;
        };
        let line = scene.line(found.paragraph);
        quotes.push(Suggestion {
            quotation: quotation.whole,
            source: found.source,
            cue: found.cue.map(|(a, b)| line.extent(a, b)),
            speakers: cast.who(&found),
            relayed_by: found
                .relay
                .map(|r| cast.who(&found.of(r, &line)))
                .unwrap_or_default(),
            rule: found.rule,
            confidence: found.rule.confidence_in(
                lexicon.speech.code,
                attribute::is_short(scene.content(quotation))
                    && !attribute::is_introduced(&scene, quotation, found.rule),
            ),
        });
    }
    let indirect = unmarked(article, &scene, &mut cast);
    let actors = {
        let named = quotes.iter().chain(&indirect);
        let named = named.flat_map(|q| q.speakers.iter().chain(&q.relayed_by));
        let named = named.filter_map(|w| match w {
            Who::Actor(id) => Some(id.as_str()),
            _ => None,
        });
        cast.declared(&named.collect())
    };
    let dates = dates::dates(article);
    let suggestions = Suggestions {
        quotes,
        indirect,
        actors,
        dates,
    };
    (suggestions, more(&cast))
}

/// The clauses that somebody says, where no tag says anything of a quote.
fn unmarked(
    article: &Article,
    scene: &scene::Scene<'_>,
    cast: &mut cast::Cast<'_>,
) -> Vec<Suggestion> {
    let mut tagged: Vec<Extent> = article
        .quotes
        .iter()
        .flat_map(|q| q.fragments.iter().map(|f| f.whole.bytes))
        .collect();
    tagged.sort_unstable_by_key(|t| t.start);
    let mut all = Vec::new();
    for found in indirect::indirect(scene) {
        let Extent { start, end } = found.content;
        let next = tagged.partition_point(|t| t.start < end);
        let overlaps = tagged.get(..next).unwrap_or_default();
        if overlaps.iter().rev().take(NEAR_TAGS).any(|t| t.end > start) {
            continue;
        }
        let attribution = found.attribution;
        let line = scene.line(attribution.paragraph);
        all.push(Suggestion {
            quotation: found.content,
            source: attribution.source,
            cue: attribution.cue.map(|(a, b)| line.extent(a, b)),
            speakers: cast.who(&attribution),
            relayed_by: Vec::new(),
            rule: attribution.rule,
            confidence: attribution
                .rule
                .confidence_in(scene.lexicon.speech.code, false),
        });
    }
    all
}

/// So many quotes before a place are looked at for one that covers it.
const NEAR_TAGS: usize = 64;

/// Whether tags say who speaks, or that nobody does.
fn is_attributed(article: &Article, quote: Option<usize>) -> bool {
    let quote = quote.and_then(|q| article.quotes.get(q));
    quote.is_none_or(|q| q.attributed || q.broken || !q.speakers.is_empty())
}
