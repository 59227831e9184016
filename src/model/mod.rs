//! What a text says: its annotations in plain types.
//!
//! In come a text and its tree; out goes an [`Article`]: quotes with their speakers, cues,
//! mentions, dates, the actors and the header, and the plain text with the map between its
//! offsets and the source's. Nothing here knows of checks, files or editors.

mod build;
mod conflict;
mod date;
mod days;
mod header;
mod items;
mod join;
pub(crate) mod lines;
mod link;
mod lookup;
mod mention;
mod plain;
mod quote;
#[cfg(test)]
mod tests;
pub(crate) mod told;
pub(crate) mod units;

use serde::Serialize;

pub use date::{DateError, DateType, DateValue, Scheme};
pub use header::{Actor, ActorKind, Header, Problem, ProblemKind, Role, Value};
pub use plain::{Extent, Place, PlainText, escape, strip};
pub use quote::{
    Annotation, CarrierKind, Comment, Cue, DateMention, Fragment, Medium, Mention, Quote,
    QuoteType, Source, Term, TermKind, Who,
};

#[cfg(feature = "lsp")]
pub(crate) use items::values_of;
pub(crate) use items::{ATTRIBUTES, unquote, values_of_mod};

use crate::syntax::Tree;

/// The version of the JSON that an [`Article`] serialises to. It grows when a reader of the
/// version before could misread the new one.
pub const VERSION: u32 = 1;

/// A parsed article: what its markup says.
///
/// Serialises to JSON that `grammar/article.schema.json` describes.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Article {
    /// The version of this format: [`VERSION`].
    pub version: u32,
    /// What the article says of itself.
    pub header: Header,
    /// The actors that its header declares, and those known otherwise that its tags name.
    pub actors: Vec<Actor>,
    /// The article without its markup; the map between its offsets and the source's.
    #[serde(rename = "text")]
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    plain: PlainText,
    /// Its paragraphs.
    pub paragraphs: Vec<Place>,
    /// Its quotes, in the order in which they begin. A quotation that has no tag is one too.
    pub quotes: Vec<Quote>,
    /// Words that mean somebody, in the order of the text.
    pub mentions: Vec<Mention>,
    /// Words that introduce speech, in the order of the text.
    pub cues: Vec<Cue>,
    /// Words that mean a time, in the order of the text.
    pub dates: Vec<DateMention>,
    /// Words in quotation marks that are nobody's speech.
    pub terms: Vec<Term>,
    /// What tags say of other carriers in words and attributes that the language gives no meaning,
    /// in the order of the text.
    pub annotations: Vec<Annotation>,
    /// Comments.
    pub comments: Vec<Comment>,
    #[serde(skip)]
    problems: Vec<Problem>,
    #[serde(skip)]
    lookup: lookup::Lookup,
}

/// Actors that articles need not declare. A function from an id to an actor is one.
pub trait KnownActors {
    /// The actor with this id.
    fn by_id(&self, id: &str) -> Option<Actor>;

    /// Those whom an article without its markup names.
    fn in_copy(&self, _copy: &str) -> Vec<Actor> {
        Vec::new()
    }
}

impl<F: Fn(&str) -> Option<Actor>> KnownActors for F {
    fn by_id(&self, id: &str) -> Option<Actor> {
        self(id)
    }
}

impl Article {
    /// Reads the annotations of `text`, from which `tree` must be parsed. Never fails: what
    /// breaks a rule is left out, and [`Article::problems`] tells of values that make no sense.
    pub fn new(text: &str, tree: &Tree) -> Article {
        build::article(text, tree, None)
    }

    /// The same where actors are known that the article does not declare. Those that the article's
    /// tags name become its actors, behind those that it declares, with an empty [`Actor::source`];
    /// then those that are known to be named in its copy. The article's own declaration wins.
    ///
    /// ```
    /// use newsmark::model::{Actor, Article};
    ///
    /// let text = "“Not now,”{@vell} Vell said.";
    /// let mut vell = Actor::default();
    /// (vell.id, vell.name) = ("vell".into(), "Vell".into());
    /// let known = |id: &str| (id == "vell").then(|| vell.clone());
    /// let article = Article::with_known(text, &newsmark::syntax::parse(text), &known);
    /// assert_eq!(article.mentions[0].text, "Vell");
    /// ```
    pub fn with_known(text: &str, tree: &Tree, known: &dyn KnownActors) -> Article {
        build::article(text, tree, Some(known))
    }

    /// The same where these are the actors that the article does not declare.
    pub(crate) fn with_actors(text: &str, tree: &Tree, others: &[Actor]) -> Article {
        build::with_actors(text, tree, others)
    }

    /// The article without its markup.
    pub fn text(&self) -> &str {
        self.plain.text()
    }

    /// The map between offsets in the plain text and in the source.
    pub fn plain(&self) -> &PlainText {
        &self.plain
    }

    /// Values with the right syntax and the wrong meaning, in the order of the text.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The actor with this id, as tags name it behind `@`. Ids must not change once one has been looked up.
    pub fn actor(&self, id: &str) -> Option<&Actor> {
        self.lookup.actor(id, self)
    }

    /// The first mention with this id, as tags name it behind `#`; likewise.
    pub(crate) fn mention(&self, id: &str) -> Option<&Mention> {
        self.lookup.mention(id, self)
    }

    /// Who is meant: a reference to a mention followed to whom that means. Gives `who` itself if
    /// it is no reference, or one to words that name nobody.
    ///
    /// ```
    /// use newsmark::model::parse;
    ///
    /// let article = parse("---\nactors:\n  vell: Imre Vell\n---\n\n[He]{@vell #he} said [no]{by=#he}.");
    /// let speaker = article.resolve(&article.quotes[0].speakers[0].who);
    /// assert_eq!(*speaker, newsmark::model::Who::Actor("vell".into()));
    /// assert_eq!(article.actor("vell").unwrap().name, "Imre Vell");
    /// ```
    pub fn resolve<'a>(&'a self, who: &'a Who) -> &'a Who {
        let Who::Reference(id) = who else { return who };
        let mention = self.mention(id);
        mention
            .and_then(|m| m.actors.first())
            .map_or(who, |s| &s.who)
    }
}

/// Reads an article: its tree and its annotations in one call.
///
/// ```
/// use newsmark::model::{Who, parse};
///
/// let article = parse("“She has stood still,”{@vell} he said{cue}.");
/// let quote = &article.quotes[0];
/// assert_eq!(quote.fragments[0].text, "She has stood still,");
/// assert_eq!(quote.speakers[0].who, Who::Actor("vell".into()));
/// assert_eq!(article.text(), "“She has stood still,” he said.");
/// ```
pub fn parse(text: &str) -> Article {
    Article::new(text, &crate::syntax::parse(text))
}
