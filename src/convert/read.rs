//! Formats that articles can be read from.

use std::fmt;

use super::elsewhere::MOST_TOLD;
use super::standoff::{Label, Standoff};
use super::{brat, conll, fields, json_read, spacy, tei, timeml, webannotation};
use crate::model::TermKind;

/// What a reader gets.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Input<'a> {
    /// The content of a file, or a line of it.
    pub text: &'a str,
    /// The content of the file beside it, for formats that have two.
    pub beside: Option<&'a str>,
    /// What labels mean.
    pub labels: &'a Labels,
}

impl<'a> Input<'a> {
    /// A file, or a line.
    pub fn new(text: &'a str, beside: Option<&'a str>, labels: &'a Labels) -> Self {
        Input {
            text,
            beside,
            labels,
        }
    }
}

/// An article that has been read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct Imported {
    /// What the file calls it, if it does: any text.
    pub name: Option<String>,
    /// The Newsmark source.
    pub source: String,
    /// What could not be kept: where it stands in the file, and what it is.
    pub lost: Vec<Fault>,
}

impl Imported {
    /// An article as a source; tells of what cannot be written.
    pub(super) fn of(name: Option<String>, article: &Standoff, mut lost: Vec<Fault>) -> Imported {
        let written = article.source();
        let spans = written.lost.iter().filter_map(|i| article.spans.get(*i));
        for span in spans.take(MOST_TOLD) {
            let words = article.text.get(span.start()..span.end());
            let words: String = words.unwrap_or_default().chars().take(40).collect();
            let id = span
                .id
                .as_ref()
                .map_or(String::new(), |id| format!(" {id}"));
            let label = fields::label(span);
            lost.push(Fault::new(
                None,
                format!(
                    "{label}{id} at {words:?}, byte {}, is left out, or a part of it: no tag can stand there",
                    span.start()
                ),
            ));
        }
        if written.lost.len() > MOST_TOLD {
            let more = written.lost.len() - MOST_TOLD;
            lost.push(Fault::new(
                None,
                format!("{more} more annotations are left out: no tag can stand there"),
            ));
        }
        let left_out = written.left_out.iter();
        lost.extend(left_out.map(|what| Fault::new(None, format!("left out is {what}"))));
        Imported {
            name,
            source: written.source,
            lost,
        }
    }
}

/// What is wrong with a file, so that it cannot be read, or not all of it.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Fault {
    /// The line, from 1, of the file or of the one beside it.
    pub line: Option<usize>,
    /// Whether that is the file beside.
    pub beside: bool,
    /// What is wrong, and what was expected.
    pub message: String,
}

impl Fault {
    pub(super) fn new(line: impl Into<Option<usize>>, message: impl Into<String>) -> Fault {
        Fault {
            line: line.into(),
            beside: false,
            message: message.into(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for Fault {}

/// Reads the articles of a file, or the one of a line.
pub type Read = fn(&Input<'_>) -> Result<Vec<Imported>, Fault>;

/// A format that articles can be read from.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Reader {
    /// What the command line calls it.
    pub name: &'static str,
    /// What it is, in a few words that begin with a capital.
    pub about: &'static str,
    /// How the names of its files end, without the full stop.
    pub extensions: &'static [&'static str],
    /// How the name of the file beside ends.
    pub beside: Option<&'static str>,
    /// Each line is an article.
    pub by_line: bool,
    /// Reads.
    pub read: Read,
}

/// The formats that articles can be read from, in the order of the documentation.
pub const READERS: &[Reader] = &[
    json_read::TEXT,
    json_read::MARKDOWN,
    json_read::JSON,
    json_read::JSONL,
    brat::READER,
    conll::READER,
    spacy::READER,
    tei::READER,
    timeml::READER,
    webannotation::READER,
];

/// The reader of this name.
pub fn reader(name: &str) -> Option<&'static Reader> {
    READERS.iter().find(|r| r.name == name)
}

/// What the labels of a corpus mean.
///
/// ```
/// use newsmark::convert::Labels;
///
/// let labels = Labels::parse("Opinion=quote, Holder=mention").unwrap();
/// assert!(Labels::parse("Opinion=speech").unwrap_err().contains("quote, mention, cue"));
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Labels {
    own: Vec<(String, Label)>,
}

/// What a label can mean.
const MEANINGS: [(&str, Label); 7] = [
    ("quote", Label::Quote),
    ("mention", Label::Mention),
    ("cue", Label::Cue),
    ("date", Label::Date),
    ("title", Label::Term(TermKind::Title)),
    ("term", Label::Term(TermKind::Term)),
    ("scare", Label::Term(TermKind::Scare)),
];

/// Labels that corpora have for these (PARC, PolNeAR, RiQuA, TimeML).
const KNOWN: [(&str, Label); 10] = [
    ("Quotation", Label::Quote),
    ("Quote", Label::Quote),
    ("Speaker", Label::Mention),
    ("Entity", Label::Mention),
    ("Person", Label::Mention),
    ("PERSON", Label::Mention),
    ("Mention", Label::Mention),
    ("TIMEX3", Label::Date),
    ("QUOTE", Label::Quote),
    ("CUE", Label::Cue),
];

impl Labels {
    /// Reads pairs `LABEL=MEANING`, with commas or lines between them; a line that begins with `#` says nothing. The error
    /// names what is wrong.
    pub fn parse(text: &str) -> Result<Labels, String> {
        let mut own = Vec::new();
        let lines = text.lines().map(str::trim).filter(|l| !l.starts_with('#'));
        for pair in lines.flat_map(|l| l.split(',')).map(str::trim) {
            if pair.is_empty() {
                continue;
            }
            let known = || MEANINGS.map(|(name, _)| name).join(", ");
            let (label, meaning) = pair.split_once('=').ok_or_else(|| {
                format!("{pair} is no pair: expected LABEL=MEANING such as Opinion=quote")
            })?;
            let meaning = meaning.trim().trim_matches('"');
            let found = MEANINGS.iter().find(|(name, _)| *name == meaning);
            let (_, kind) =
                found.ok_or_else(|| format!("unknown meaning {meaning}: expected {}", known()))?;
            own.push((label.trim().trim_matches('"').to_owned(), *kind));
        }
        Ok(Labels { own })
    }

    /// What a label means; `Other` if nobody says.
    pub(super) fn meaning(&self, label: &str) -> Label {
        let own = self.own.iter().find(|(l, _)| l == label).map(|(_, k)| *k);
        let ours = || {
            let kinds = MEANINGS.iter().map(|(_, kind)| *kind);
            kinds
                .into_iter()
                .find(|kind| fields::name_of(*kind) == label)
        };
        let known = || KNOWN.iter().find(|(l, _)| *l == label).map(|(_, k)| *k);
        own.or_else(ours).or_else(known).unwrap_or(Label::Other)
    }
}
