//! Quotes and what belongs to them, as plain types.

use std::collections::BTreeMap;

use serde::Serialize;

use super::date::DateValue;
use super::plain::Place;

/// How closely a quote gives the words of its speaker.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum QuoteType {
    /// Word for word, between quotation marks or in a tagged block.
    Direct,
    /// In the article's words.
    Indirect,
    /// In the article's words, with words of the speaker in quotation marks among them.
    Mixed,
    /// Only that something was said, and about what.
    Reported,
}

/// How the speaker expressed it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Medium {
    /// Spoken.
    Speech,
    /// Written.
    Writing,
    /// Thought.
    Thought,
}

/// Who is behind words or meant by them: a speaker, an addressee, whoever relayed the words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Source {
    /// Who.
    #[serde(flatten)]
    pub who: Who,
    /// Marked with `?`: nobody has confirmed it.
    pub uncertain: bool,
    /// Where the tag says so, in bytes of the source. For a mention that nobody has tagged, where
    /// the header declares the actor, or where the quote's tag names the source.
    pub tag: super::plain::Extent,
}

/// The ways to name somebody.
#[derive(Clone, PartialEq, Eq, Debug, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", content = "name", rename_all = "lowercase")]
#[non_exhaustive]
pub enum Who {
    /// `@name`: an actor, by id.
    Actor(String),
    /// `"a dock worker"`: the article's words for somebody it does not name.
    Unnamed(String),
    /// `#id`: whoever the annotation with that id means.
    Reference(String),
    /// `@?`: not yet known.
    Unknown,
}

impl Who {
    /// Whether the two can be the same, as far as names tell: of the words for unnamed sources one
    /// in common is enough.
    pub(crate) fn may_be(&self, other: &Who) -> bool {
        match (self, other) {
            (Who::Unnamed(a), Who::Unnamed(b)) => {
                let words = |text| {
                    str::split_whitespace(text)
                        .filter(|w| w.len() > 3)
                        .take(MOST_WORDS)
                };
                a == b || words(a).any(|a| words(b).any(|b| a.eq_ignore_ascii_case(b)))
            }
            _ => self == other,
        }
    }
}

/// So many words of an unnamed source are compared.
const MOST_WORDS: usize = 16;

impl std::fmt::Display for Who {
    /// As tags write it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Who::Actor(id) => write!(f, "@{id}"),
            Who::Unnamed(words) => {
                write!(f, "\"{}\"", words.replace('\\', r"\\").replace('"', "\\\""))
            }
            Who::Reference(id) => write!(f, "#{id}"),
            Who::Unknown => f.write_str("@?"),
        }
    }
}

/// What carries an annotation in the source.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum CarrierKind {
    /// A quotation.
    Quotation,
    /// A bracketed span.
    Span,
    /// A word.
    Word,
    /// A paragraph.
    Block,
}

/// A continuous piece of a quote.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Fragment {
    /// What carries it.
    pub carrier: CarrierKind,
    /// The words said, without quotation marks or brackets.
    pub content: Place,
    /// The same with its quotation marks; in the source also with brackets, without tags.
    pub whole: Place,
    /// The words said. In a block of `>` lines without those signs, which `content` covers.
    pub text: String,
}

/// Something that somebody said, wrote or thought.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Quote {
    /// The id that its tags give it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// How closely it gives the words.
    #[serde(rename = "type")]
    pub kind: QuoteType,
    /// How it was expressed, where the tags say so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub medium: Option<Medium>,
    /// Its pieces, in the order of the text; never empty.
    pub fragments: Vec<Fragment>,
    /// Who said it; several for a joint statement, none if nobody is named.
    pub speakers: Vec<Source>,
    /// Whether somebody, named or not, is given for it: by its own tags, or because it stands in
    /// the content of a quote for which somebody is.
    pub attributed: bool,
    /// To whom.
    pub addressees: Vec<Source>,
    /// Who reports having heard it: as tagged, else the speakers of the quote that it stands in.
    pub relayed_by: Vec<Source>,
    /// The words that name its speaker, as an index into the mentions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mention: Option<usize>,
    /// The words that introduce it, as an index into the cues.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cue: Option<usize>,
    /// When it was said, where the tags say so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<DateValue>,
    /// The quote in whose content it stands, as an index into the quotes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inside: Option<usize>,
    /// The source breaks a rule in one of its tags, so that they may say less than was meant. A
    /// word that the language does not know is among the `words` and breaks nothing by itself.
    pub broken: bool,
    /// Words of its tags that the language gives no meaning, for projects to declare.
    pub words: Vec<String>,
    /// Every other attribute of its tags.
    pub attributes: BTreeMap<String, String>,
}

/// Words that mean somebody.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Mention {
    /// The id that its tag gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Where the words stand.
    pub place: Place,
    /// The words.
    pub text: String,
    /// Whom they mean; empty for a span that has only an id, which `by=#id` can name.
    pub actors: Vec<Source>,
    /// Nobody has tagged it: a name or alias of an actor, or the words of an unnamed source.
    pub implicit: bool,
    /// Words of its tags that the language gives no meaning, for projects to declare.
    pub words: Vec<String>,
    /// Every other attribute of its tags.
    pub attributes: BTreeMap<String, String>,
}

/// Words that introduce speech.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Cue {
    /// The id that its tag gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Where the words stand.
    pub place: Place,
    /// The words.
    pub text: String,
    /// What they introduce, as an index into the quotes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<usize>,
    /// Marked with `?`.
    pub uncertain: bool,
}

/// Words that mean a time.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DateMention {
    /// The id that its tag gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Where the words stand.
    pub place: Place,
    /// The words.
    pub text: String,
    /// What they mean.
    pub value: DateValue,
    /// TimeML's modifier, as written in `mod=`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modifier: Option<String>,
    /// Words of its tags that the language gives no meaning, for projects to declare.
    pub words: Vec<String>,
    /// Every other attribute of its tags.
    pub attributes: BTreeMap<String, String>,
}

/// A carrier whose tags say what the language gives no meaning, and that is no quote, mention or
/// date: those have such words and attributes themselves.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Annotation {
    /// The id that its tag gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Where the words stand that it is about.
    pub place: Place,
    /// Those words.
    pub text: String,
    /// What carries it.
    pub carrier: CarrierKind,
    /// The words of its tags.
    pub words: Vec<String>,
    /// The attributes of its tags.
    pub attributes: BTreeMap<String, String>,
}

/// What quotation marks stand for when nobody speaks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum TermKind {
    /// The title of a work.
    Title,
    /// A term, or a word as a word.
    Term,
    /// A word that the article keeps its distance from.
    Scare,
}

/// Words in quotation marks that are nobody's speech.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Term {
    /// What the marks stand for.
    pub kind: TermKind,
    /// The words, without the marks.
    pub place: Place,
    /// The words.
    pub text: String,
    /// Marked with `?`.
    pub uncertain: bool,
}

/// A comment.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Comment {
    /// Where it stands. In the plain text it is an empty range.
    pub place: Place,
    /// What it says, without its delimiters and the spaces inside them.
    pub text: String,
    /// Checks that `allow` silences.
    pub allows: Vec<String>,
    /// Where it silences them, in bytes of the source.
    pub scope: super::plain::Extent,
}
