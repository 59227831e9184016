//! `newsmark stats`: who speaks how often, and how much of it has a name; by article and in all.

mod page;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use serde::Serialize;

use super::listing::{self, Listed};
use super::sources::Sources;
use super::{complain, exit};
use crate::convert::json_text::json;
use crate::model::{QuoteType, Who};

#[derive(clap::Args, Debug)]
pub(super) struct Arguments {
    #[command(flatten)]
    sources: Sources,

    /// How to show them.
    #[arg(long, value_enum, default_value_t = Form::Table)]
    format: Form,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
enum Form {
    /// For people: tables of articles and speakers.
    Table,
    /// For programs: one object.
    Json,
    /// A page with plots.
    Html,
}

/// What is counted, of an article or of all.
#[derive(Clone, Copy, Default, Serialize)]
struct Counts {
    quotes: usize,
    /// Quotes that give the words as they were said.
    direct: usize,
    /// Quotes for which somebody is given, with or without a name.
    attributed: usize,
    /// Attributed quotes of which a source has no name.
    unnamed: usize,
    /// Those who speak and have a name.
    speakers: usize,
    /// Dates that are tagged.
    dates: usize,
}

impl Counts {
    fn add(&mut self, other: &Counts) {
        self.quotes += other.quotes;
        self.direct += other.direct;
        self.attributed += other.attributed;
        self.unnamed += other.unnamed;
        self.dates += other.dates;
    }

    /// Attributed quotes in a hundred; none if there are no quotes. All or none of them only if that is so.
    fn share(&self) -> Option<usize> {
        let share = (self.attributed * 100 + self.quotes / 2).checked_div(self.quotes)?;
        let some = 0 < self.attributed && self.attributed < self.quotes;
        Some(if some { share.clamp(1, 99) } else { share })
    }
}

#[derive(Serialize)]
struct OfArticle {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(flatten)]
    counts: Counts,
    #[serde(skip)]
    by: BTreeMap<String, usize>,
}

/// Somebody who speaks in any of the articles: who has the same name is the same.
#[derive(Serialize)]
struct OfSpeaker {
    name: String,
    quotes: usize,
    articles: usize,
}

#[derive(Serialize)]
struct Stats {
    articles: Vec<OfArticle>,
    /// Whoever speaks most first.
    speakers: Vec<OfSpeaker>,
    all: Counts,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<u8> {
    if let Some(fault) = arguments.sources.fault() {
        complain(fault);
        return Ok(exit::FAILED);
    }
    let mut articles = Vec::new();
    let failed = listing::each(&arguments.sources, of_article, |article| {
        articles.push(article);
        Ok(())
    })?;
    let stats = Stats::of(articles);
    let text = match arguments.format {
        Form::Table => table::show(&stats),
        Form::Html => page::show(&stats),
        Form::Json => {
            let mut out = String::new();
            json(&stats, 8, &mut out);
            out + "\n"
        }
    };
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(if failed { exit::FAILED } else { exit::CLEAN })
}

fn of_article(listed: &Listed<'_>) -> OfArticle {
    let article = listed.article;
    let mut counts = Counts {
        quotes: article.quotes.len(),
        dates: article.dates.len(),
        ..Counts::default()
    };
    let mut by: BTreeMap<String, usize> = BTreeMap::new();
    for quote in &article.quotes {
        counts.direct += usize::from(quote.kind == QuoteType::Direct);
        counts.attributed += usize::from(quote.attributed);
        let (mut names, mut unnamed) = (BTreeSet::new(), false);
        for source in &quote.speakers {
            match article.resolve(&source.who) {
                Who::Actor(id) => {
                    let name = article.actor(id).map(|a| a.name.as_str());
                    names.insert(name.filter(|n| !n.is_empty()).unwrap_or(id));
                }
                Who::Unknown => {}
                _ => unnamed = true,
            }
        }
        counts.unnamed += usize::from(unnamed);
        for name in names {
            *by.entry(name.to_owned()).or_default() += 1;
        }
    }
    counts.speakers = by.len();
    OfArticle {
        path: listed.path.to_owned(),
        title: article.header.title.clone(),
        counts,
        by,
    }
}

impl Stats {
    fn of(articles: Vec<OfArticle>) -> Stats {
        let mut all = Counts::default();
        let mut speakers: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for article in &articles {
            all.add(&article.counts);
            for (name, quotes) in &article.by {
                let entry = speakers.entry(name).or_default();
                entry.0 += quotes;
                entry.1 += 1;
            }
        }
        all.speakers = speakers.len();
        let speakers = speakers
            .into_iter()
            .map(|(name, (quotes, articles))| OfSpeaker {
                name: name.to_owned(),
                quotes,
                articles,
            });
        let mut speakers: Vec<OfSpeaker> = speakers.collect();
        speakers
            .sort_by(|a, b| (b.quotes, b.articles, &a.name).cmp(&(a.quotes, a.articles, &b.name)));
        Stats {
            articles,
            speakers,
            all,
        }
    }
}
