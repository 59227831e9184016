//! Quotes as rows of a table.

use serde::Serialize;

use super::Document;
use crate::model::{Article, Extent, Medium, Quote, QuoteType, Source, Who};

/// A quote with what belongs to it, without references.
#[derive(Serialize)]
pub(crate) struct Row<'a> {
    /// The article.
    pub(super) id: &'a str,
    /// Its date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date: Option<&'a str>,
    /// Which of the article's quotes, from 1.
    pub(super) quote: usize,
    #[serde(rename = "type")]
    pub(super) kind: QuoteType,
    /// Actors by their ids; whoever else as tags write it: `"a dock worker"`, `#he`, `?`.
    pub(super) speakers: Vec<String>,
    /// The names of those that are actors, the words for those that are not.
    pub(super) names: Vec<&'a str>,
    /// The words that name the speaker.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) cue: Option<&'a str>,
    /// What was said: its fragments, with a space between them.
    pub(super) content: String,
    /// Where they stand in the article's text, in Unicode characters.
    pub(super) places: Vec<Extent>,
    pub(super) attributed: bool,
    pub(super) addressees: Vec<String>,
    pub(super) relayed_by: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) medium: Option<Medium>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) on: Option<&'a str>,
    /// The quote that it stands in, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) inside: Option<usize>,
}

/// The quotes of an article.
pub(crate) fn rows<'a>(document: &Document<'a>) -> impl Iterator<Item = Row<'a>> {
    let Document { name, article, .. } = *document;
    let quotes = article.quotes.iter().enumerate();
    quotes.map(move |(i, quote)| row(name, article, i, quote))
}

fn row<'a>(name: &'a str, article: &'a Article, index: usize, quote: &'a Quote) -> Row<'a> {
    let mention = quote.mention.and_then(|m| article.mentions.get(m));
    let cue = quote.cue.and_then(|c| article.cues.get(c));
    let content: Vec<&str> = quote.fragments.iter().map(|f| f.text.as_str()).collect();
    Row {
        id: name,
        date: article.header.date.as_ref().map(|d| d.value.as_str()),
        quote: index + 1,
        kind: quote.kind,
        speakers: written(&quote.speakers),
        names: quote
            .speakers
            .iter()
            .filter_map(|s| name_of(article, &s.who))
            .collect(),
        source: mention.map(|m| m.text.as_str()),
        cue: cue.map(|c| c.text.as_str()),
        content: content.join(" "),
        places: quote.fragments.iter().map(|f| f.content.chars).collect(),
        attributed: quote.attributed,
        addressees: written(&quote.addressees),
        relayed_by: written(&quote.relayed_by),
        medium: quote.medium,
        on: quote.on.as_ref().map(|d| d.value.as_str()),
        inside: quote.inside.map(|i| i + 1),
    }
}

/// What somebody is called: an actor by the name, whoever else by the article's words.
pub(super) fn name_of<'a>(article: &'a Article, who: &'a Who) -> Option<&'a str> {
    match article.resolve(who) {
        Who::Actor(id) => Some(article.actor(id).map_or(id.as_str(), |a| &a.name)),
        Who::Unnamed(words) => Some(words),
        Who::Reference(id) => article.mention(id).map(|m| m.text.as_str()),
        Who::Unknown => None,
    }
}

pub(super) fn written(sources: &[Source]) -> Vec<String> {
    let one = |source: &Source| {
        // An @ would begin a formula in a spreadsheet.
        let mut text = source.who.to_string().trim_start_matches('@').to_owned();
        if source.uncertain && source.who != Who::Unknown {
            text.push('?');
        }
        text
    };
    sources.iter().map(one).collect()
}

/// The name that JSON gives a value of an enumeration.
pub(super) fn name(value: impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
