//! An article with its speakers and dates proposed: tags put into the source, each marked with `?`.
//!
//! In come a text and the actors known to a project; out goes the text with tags. What is tagged stays as it is, and
//! without its markup the text is what it was.

use std::collections::BTreeMap;

use hashbrown::{HashMap, HashSet};

use super::{LEAST_CONFIDENCE, Suggestion, Suggestions, declare, suggest_with};
use crate::checks::{self, TextEdit};
use crate::model::{Article, Extent, PlainText, Who};
use crate::registry::Registry;
use crate::syntax::{Tree, is_word, parse};

/// What is proposed, and for which day.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Options {
    /// The day that the article is of, if its header has none: written into it.
    pub date: Option<String>,
    /// Nothing that is less sure is proposed.
    pub least_confidence: u8,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            date: None,
            least_confidence: LEAST_CONFIDENCE,
        }
    }
}

/// The text with what can be proposed for it. Doing it twice is doing it once.
///
/// ```
/// use newsmark::registry::Registry;
/// use newsmark::suggest::{Options, annotate};
///
/// let text = "“It will sail,” said Tilda Marrow, the ferry captain.";
/// assert_eq!(
///     annotate(text, &Registry::default(), &Options::default()),
///     "---\nactors:\n  marrow: Tilda Marrow, ferry captain\n---\n\n\
///      “It will sail,”{@marrow?} said{cue?} Tilda Marrow, the ferry captain."
/// );
/// ```
pub fn annotate(text: &str, registry: &Registry, options: &Options) -> String {
    /// What one round declares can make the next find more.
    const MOST_ROUNDS: usize = 4;
    let mut annotated = text.to_owned();
    for _ in 0..MOST_ROUNDS {
        let tree = parse(&annotated);
        let article = checks::article(&annotated, &tree, registry);
        let edits = edits(&annotated, &tree, &article, registry, options);
        if edits.is_empty() {
            break;
        }
        annotated = checks::apply(&annotated, edits.iter());
    }
    annotated
}

/// The edits of one round, in the order of the text.
fn edits(
    text: &str,
    tree: &Tree,
    article: &Article,
    registry: &Registry,
    options: &Options,
) -> Vec<TextEdit> {
    let dated = dated(text, article, options);
    let (dated, header) = dated
        .as_ref()
        .map_or((article, None), |(a, date)| (a, Some(date.as_str())));
    let mut found = suggest_with(dated, registry);
    found
        .quotes
        .retain(|q| q.confidence >= options.least_confidence && !q.speakers.is_empty());
    found
        .indirect
        .retain(|q| q.confidence >= options.least_confidence && !q.speakers.is_empty());
    found
        .dates
        .retain(|d| d.confidence >= options.least_confidence);
    let proposals = proposals(text, article, &found);
    let kept = sound(text, tree, article, &proposals);
    let named: HashSet<&str> = kept.iter().flat_map(|p| p.ids()).collect();
    let new = found.actors.iter();
    let new = new.filter(|a| named.contains(a.id.as_str()));
    let entries: Vec<Vec<String>> = new.map(declare::entry).collect();
    let header = declare::declaration(text, tree, article, header, &entries);
    let edits: Vec<TextEdit> = header.into_iter().chain(merged(&kept)).collect();
    // A header can change how what follows it is read.
    if holds(text, tree, article, &edits) {
        return edits;
    }
    // One that cannot be added to still leaves what needs nobody declared.
    let new: HashSet<&str> = found.actors.iter().map(|a| a.id.as_str()).collect();
    let known = kept.into_iter();
    let known: Vec<&Proposal<'_>> = known
        .filter(|p| !p.ids().any(|id| new.contains(id)))
        .collect();
    let edits = merged(&known);
    if holds(text, tree, article, &edits) {
        edits
    } else {
        Vec::new()
    }
}

/// The article as of the day that is asked for, if it has none of its own.
fn dated(text: &str, article: &Article, options: &Options) -> Option<(Article, String)> {
    let date = options
        .date
        .clone()
        .filter(|_| article.header.date.is_none())?;
    let mut dated = article.clone();
    dated.header.date = crate::model::DateValue::parse(&date).ok();
    (!text.is_empty()).then_some((dated, date))
}

/// Tags that belong together, and whom they name.
struct Proposal<'f> {
    insertions: Vec<Insertion>,
    named: Vec<&'f Who>,
}

impl<'f> Proposal<'f> {
    /// The ids of the actors whom it names.
    fn ids(&self) -> impl Iterator<Item = &'f str> {
        self.named.iter().filter_map(|w| match w {
            Who::Actor(id) => Some(id.as_str()),
            _ => None,
        })
    }
}

/// Text that is put in.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Insertion {
    at: usize,
    /// Of those at one place: what closes comes first, the shorter before the longer; then what opens, the longer first.
    order: isize,
    text: String,
}

fn proposals<'f>(text: &str, article: &Article, found: &'f Suggestions) -> Vec<Proposal<'f>> {
    let cues = article.cues.iter().map(|c| c.place.bytes);
    let mut cues: BTreeMap<usize, usize> = cues.map(|c| (c.start, c.end)).collect();
    let ends = behind_quotations(article);
    let mut all = Vec::new();
    for quote in &found.quotes {
        let Some(&at) = ends.get(&(quote.quotation.start, quote.quotation.end)) else {
            continue;
        };
        let mut insertions = vec![Insertion {
            at,
            order: -1,
            text: format!("{{{}}}", speakers(quote)),
        }];
        insertions.extend(cue(text, article, quote, &mut cues));
        let named = quote.speakers.iter().chain(&quote.relayed_by).collect();
        all.push(Proposal { insertions, named });
    }
    for clause in &found.indirect {
        let who: Vec<String> = clause.speakers.iter().map(|w| format!("by={w}?")).collect();
        let mut insertions = tagged(text, article, clause.quotation, &who.join(" "));
        if !insertions.is_empty() {
            insertions.extend(cue(text, article, clause, &mut cues));
        }
        let named = clause.speakers.iter().collect();
        all.push(Proposal { insertions, named });
    }
    for date in &found.dates {
        let insertions = tagged(text, article, date.place, &date.in_doubt());
        let named = Vec::new();
        all.push(Proposal { insertions, named });
    }
    all.retain(|p| !p.insertions.is_empty());
    all
}

/// The tag on the words that introduce speech, if they have none.
fn cue(
    text: &str,
    article: &Article,
    quote: &Suggestion,
    cues: &mut BTreeMap<usize, usize>,
) -> Vec<Insertion> {
    // No two overlap: of those that begin before its end only the last can.
    let free = |c: &Extent| {
        let last = cues.range(..c.end).next_back();
        last.is_none_or(|(_, end)| *end <= c.start)
    };
    let Some(cue) = quote.cue.filter(free) else {
        return Vec::new();
    };
    cues.insert(cue.start, cue.end);
    tagged(text, article, cue, "cue?")
}

/// What a tag says of who speaks.
fn speakers(quote: &Suggestion) -> String {
    let mut items: Vec<String> = Vec::new();
    for who in &quote.speakers {
        items.push(match who {
            Who::Actor(id) => format!("@{id}?"),
            other => format!("by={other}?"),
        });
    }
    items.extend(quote.relayed_by.iter().map(|who| format!("via={who}?")));
    items.join(" ")
}

/// Of the quotations behind which a tag speaks for the whole quote: the byte of the source behind the closing mark, by the first and
/// last byte in the article.
fn behind_quotations(article: &Article) -> HashMap<(usize, usize), usize> {
    let last = article.quotes.iter().filter_map(|q| q.fragments.last());
    // One that nothing closes has no place for a tag.
    let closed = last.filter(|f| f.whole.bytes.end > f.content.bytes.end);
    let ends = closed.map(|f| {
        let place = f.whole.bytes;
        ((place.start, place.end), f.whole.source.end)
    });
    ends.collect()
}

/// A tag on words: behind one, in brackets around several.
fn tagged(text: &str, article: &Article, place: Extent, tag: &str) -> Vec<Insertion> {
    let source = article.plain().source_range(place.start..place.end);
    let words = article
        .text()
        .get(place.start..place.end)
        .unwrap_or_default();
    let behind = text.get(source.end..).unwrap_or_default();
    let before = text.get(..source.start).unwrap_or_default();
    let bare = text.get(source.clone()) == Some(words);
    let touches = behind.starts_with(|c: char| matches!(c, '{' | ']' | '\\') || is_word(c));
    if !bare || touches || before.ends_with('\\') || words.contains(['[', ']']) {
        return Vec::new();
    }
    let length = isize::try_from(words.len()).unwrap_or(isize::MAX);
    let close = |text: String| Insertion {
        at: source.end,
        order: length - isize::MAX,
        text,
    };
    if words.chars().all(is_word) {
        return vec![close(format!("{{{tag}}}"))];
    }
    let open = Insertion {
        at: source.start,
        order: isize::MAX - length,
        text: "[".to_owned(),
    };
    vec![open, close(format!("]{{{tag}}}"))]
}

/// The proposals that break no rule of the language and leave the copy as it is: nearly always all. Those that do not are looked
/// for by halves, `MOST_TRIES` times.
fn sound<'p, 'f>(
    text: &str,
    tree: &Tree,
    article: &Article,
    proposals: &'p [Proposal<'f>],
) -> Vec<&'p Proposal<'f>> {
    const MOST_TRIES: usize = 64;
    let mut kept = Vec::new();
    let mut left: Vec<&[Proposal<'f>]> = vec![proposals];
    for _ in 0..MOST_TRIES {
        let Some(part) = left.pop() else { break };
        let tried: Vec<&Proposal<'f>> = kept.iter().copied().chain(part).collect();
        if part.is_empty() || holds(text, tree, article, &merged(&tried)) {
            kept = tried;
        } else if part.len() > 1 {
            let (first, second) = part.split_at(part.len() / 2);
            left.extend([second, first]);
        }
    }
    kept
}

/// Whether edits break no rule of the language and leave the copy as it is.
fn holds(text: &str, tree: &Tree, article: &Article, edits: &[TextEdit]) -> bool {
    let edited = checks::apply(text, edits.iter());
    let parsed = parse(&edited);
    let same = || PlainText::new(&edited, &parsed).text() == article.text();
    parsed.errors(&edited).len() <= tree.errors(text).len() && same()
}

/// The insertions of proposals as edits, one for each place.
fn merged(proposals: &[&Proposal<'_>]) -> Vec<TextEdit> {
    let mut all: Vec<&Insertion> = proposals.iter().flat_map(|p| &p.insertions).collect();
    all.sort_by_key(|i| (i.at, i.order));
    let mut edits: Vec<TextEdit> = Vec::new();
    for insertion in all {
        match edits.last_mut().filter(|e| e.span.start == insertion.at) {
            Some(edit) => edit.text.push_str(&insertion.text),
            None => edits.push(TextEdit::new(
                insertion.at..insertion.at,
                insertion.text.clone(),
            )),
        }
    }
    edits
}
