//! The answer to `newsmark/preview`: the article as its readers see it, in pieces that know who speaks in them.
//!
//! It is text and numbers and never HTML, so that what stands in the copy cannot become a page's own. Pieces join up to the paragraph's
//! text; a mark is named by each piece that it covers, the outer marks before the inner ones.

use std::cmp::Reverse;

use hashbrown::{HashMap, HashSet};
use serde::Serialize;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::TextDocumentIdentifier;

use super::actor;
use super::server::Backend;
use super::snapshot::Snapshot;
use crate::model::{Article, Place, Source, TermKind, Who};

/// What a client sends: the document alone.
#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Params {
    text_document: TextDocumentIdentifier,
}

#[derive(Serialize, PartialEq, Debug)]
pub(super) struct Preview {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) title: Option<String>,
    /// The place, date, source and authors of the header, those that there are.
    pub(super) byline: Vec<String>,
    /// Those who speak or are meant, in the order in which they first appear.
    pub(super) speakers: Vec<Speaker>,
    pub(super) marks: Vec<Mark>,
    pub(super) paragraphs: Vec<Paragraph>,
}

#[derive(Serialize, PartialEq, Debug)]
pub(super) struct Speaker {
    pub(super) name: String,
    /// The office on the day of the article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) role: Option<String>,
    pub(super) quotes: usize,
}

#[derive(Serialize, Default, PartialEq, Debug)]
pub(super) struct Mark {
    pub(super) kind: &'static str,
    /// Who speaks, or who is meant, as indices into the speakers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) speakers: Vec<usize>,
    /// A quote of which nobody knows yet who said it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) open: bool,
    /// Marked with `?`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) uncertain: bool,
    /// What a date means, or what a term is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) value: Option<String>,
}

#[derive(Serialize, PartialEq, Debug)]
pub(super) struct Paragraph {
    /// Its first and last line in the source, from 0.
    pub(super) line: u32,
    pub(super) end: u32,
    pub(super) parts: Vec<Part>,
}

#[derive(Serialize, PartialEq, Debug)]
pub(super) struct Part {
    pub(super) text: String,
    /// As indices into the marks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) marks: Vec<usize>,
}

impl Backend {
    pub(super) async fn preview(&self, params: Params) -> Result<Option<Preview>> {
        self.with(&params.text_document.uri, preview).await
    }
}

pub(super) fn preview(snapshot: &Snapshot) -> Preview {
    let article = snapshot.article();
    let header = &article.header;
    let date = header.date.as_ref().map(|d| d.value.clone());
    let byline = [header.place.clone(), date, header.source.clone()];
    let mut marks = Marks::of(article);
    marks.collect();
    let Marks {
        speakers,
        marks,
        mut ranges,
        ..
    } = marks;
    ranges.sort_by_key(|r| (r.start, Reverse(r.end)));
    Preview {
        title: header.title.clone(),
        byline: byline
            .into_iter()
            .flatten()
            .chain(header.author.clone())
            .collect(),
        speakers,
        marks,
        paragraphs: paragraphs(snapshot, &ranges),
    }
}

/// The bytes of the plain text that a mark covers.
struct Range {
    start: usize,
    end: usize,
    mark: usize,
}

/// What is gathered of an article.
struct Marks<'a> {
    article: &'a Article,
    speakers: Vec<Speaker>,
    known: HashMap<&'a Who, usize>,
    marks: Vec<Mark>,
    ranges: Vec<Range>,
}

impl<'a> Marks<'a> {
    fn of(article: &'a Article) -> Self {
        Marks {
            article,
            speakers: Vec::new(),
            known: HashMap::new(),
            marks: Vec::new(),
            ranges: Vec::new(),
        }
    }

    fn collect(&mut self) {
        let article = self.article;
        for quote in &article.quotes {
            let speakers = self.named(&quote.speakers);
            let distinct: HashSet<usize> = speakers.iter().copied().collect();
            distinct
                .into_iter()
                .for_each(|s| self.speakers[s].quotes += 1);
            let mark = Mark {
                kind: "quote",
                // Inside another quote it is that one's speaker's to answer for.
                open: speakers.is_empty() && (!quote.attributed || !quote.speakers.is_empty()),
                uncertain: quote.speakers.iter().any(|s| s.uncertain),
                speakers,
                ..Mark::default()
            };
            self.add(mark, quote.fragments.iter().map(|f| &f.whole));
        }
        for mention in article.mentions.iter().filter(|m| !m.actors.is_empty()) {
            let mark = Mark {
                kind: "mention",
                speakers: self.named(&mention.actors),
                uncertain: mention.actors.iter().any(|s| s.uncertain),
                ..Mark::default()
            };
            self.add(mark, [&mention.place]);
        }
        for cue in &article.cues {
            let mark = Mark {
                kind: "cue",
                uncertain: cue.uncertain,
                ..Mark::default()
            };
            self.add(mark, [&cue.place]);
        }
        for date in &article.dates {
            let mark = Mark {
                kind: "date",
                uncertain: date.value.uncertain,
                value: Some(date.value.value.clone()),
                ..Mark::default()
            };
            self.add(mark, [&date.place]);
        }
        for term in &article.terms {
            let what = match term.kind {
                TermKind::Title => "title of a work",
                TermKind::Term => "term",
                TermKind::Scare => "words kept at a distance",
            };
            let mark = Mark {
                kind: "term",
                uncertain: term.uncertain,
                value: Some(what.to_owned()),
                ..Mark::default()
            };
            self.add(mark, [&term.place]);
        }
    }

    fn add<'p>(&mut self, mark: Mark, places: impl IntoIterator<Item = &'p Place>) {
        let index = self.marks.len();
        self.marks.push(mark);
        self.ranges.extend(places.into_iter().map(|p| Range {
            start: p.bytes.start,
            end: p.bytes.end,
            mark: index,
        }));
    }

    /// Those whom sources name, as indices; whoever is not known yet is none of them.
    fn named(&mut self, sources: &'a [Source]) -> Vec<usize> {
        let mut all = Vec::new();
        for source in sources {
            let article = self.article;
            let who = article.resolve(&source.who);
            if *who == Who::Unknown {
                continue;
            }
            let speakers = &mut self.speakers;
            let index = *self.known.entry(who).or_insert_with(|| {
                let actor = match who {
                    Who::Actor(id) => article.actor(id),
                    _ => None,
                };
                let day = article.header.date.as_ref();
                speakers.push(Speaker {
                    name: actor::all(article, std::slice::from_ref(source)),
                    role: actor.and_then(|a| actor::role_on(a, day).map(str::to_owned)),
                    quotes: 0,
                });
                speakers.len() - 1
            });
            all.push(index);
        }
        all
    }
}

/// The paragraphs, cut where a mark begins or ends. `ranges` are in the order of the text, outer ones first.
fn paragraphs(snapshot: &Snapshot, ranges: &[Range]) -> Vec<Paragraph> {
    let article = snapshot.article();
    let line = |byte| snapshot.text.position(byte).line;
    let mut coming = ranges.iter().peekable();
    let mut active: Vec<&Range> = Vec::new();
    let paragraphs = article.paragraphs.iter().map(|place| {
        let (start, end) = (place.bytes.start, place.bytes.end);
        active.retain(|r| r.end > start);
        while let Some(range) = coming.next_if(|r| r.start < end) {
            active.push(range);
        }
        let ends = active.iter().flat_map(|r| [r.start, r.end]);
        let mut cuts: Vec<usize> = ends.filter(|at| (start..end).contains(at)).collect();
        cuts.extend([start, end]);
        cuts.sort_unstable();
        cuts.dedup();
        Paragraph {
            line: line(place.source.start),
            end: line(place.source.end),
            parts: parts(article.text(), &cuts, &active),
        }
    });
    paragraphs.collect()
}

/// The pieces between cuts, each with the marks that cover it.
fn parts(text: &str, cuts: &[usize], ranges: &[&Range]) -> Vec<Part> {
    let mut coming = ranges.iter().peekable();
    let mut active: Vec<&Range> = Vec::new();
    let pieces = cuts.windows(2).map(|cut| {
        active.retain(|r| r.end > cut[0]);
        while let Some(range) = coming.next_if(|r| r.start <= cut[0]) {
            if range.end > cut[0] {
                active.push(range);
            }
        }
        Part {
            text: text.get(cut[0]..cut[1]).unwrap_or_default().to_owned(),
            marks: active.iter().map(|r| r.mark).collect(),
        }
    });
    pieces.collect()
}
