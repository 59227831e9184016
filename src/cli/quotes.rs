//! `newsmark quotes`.

use std::io::{self, BufWriter, Write};

use jiff::civil::Date;

use super::listing::{self, Listed, Table};
use super::output::plural;
use super::sources::Sources;
use super::{complain, exit};
use crate::convert::{self, Document, Options};
use crate::language::fold;
use crate::model::{Article, DateValue, Quote, Who, told};
use crate::workspace::lines::Lines;

#[derive(clap::Args, Debug)]
pub(super) struct Arguments {
    #[command(flatten)]
    sources: Sources,

    /// Only quotes by this actor: an id, or words of a name, of an alias or of what an unnamed source is called; ? for who is not known.
    #[arg(long, value_name = "ACTOR")]
    by: Option<String>,

    /// Only what was said on this day or later. What has no date of its own has its article's.
    #[arg(long, value_name = "YYYY-MM-DD")]
    from: Option<Date>,

    /// Only what was said on this day or earlier.
    #[arg(long, value_name = "YYYY-MM-DD")]
    to: Option<Date>,

    /// Only quotes that have all of these words, or words that begin so, in any order; capitals and accents do not count.
    #[arg(long = "match", value_name = "WORDS")]
    words: Option<String>,

    /// How to list them.
    #[arg(long, value_enum, default_value_t = Form::Table)]
    format: Form,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
enum Form {
    /// For people: a line a quote, cut to fit.
    Table,
    /// For programs: an array with an object a quote.
    Json,
    /// For spreadsheets.
    Csv,
}

/// A quote that was asked for.
struct Found {
    place: String,
    date: String,
    who: String,
    content: String,
    /// As the format has it.
    line: String,
}

/// So much of a quote stands in the table.
const MOST: usize = 64;

pub(super) fn run(arguments: &Arguments) -> io::Result<u8> {
    if let Some(fault) = arguments.sources.fault().or_else(|| fault(arguments)) {
        complain(fault);
        return Ok(exit::FAILED);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    let head = convert::format("csv").and_then(|f| f.head);
    let (mut table, mut count, mut articles) = (Table::default(), 0, 0);
    match arguments.format {
        Form::Table => table.row(["WHERE", "DATE", "WHO", "QUOTE"]),
        Form::Json => out.write_all(b"[")?,
        Form::Csv => out.write_all(head.unwrap_or_default().as_bytes())?,
    }
    let wanted = Wanted::new(arguments);
    let of = |listed: &Listed<'_>| wanted.of(listed);
    let failed = listing::each(&arguments.sources, of, |found| {
        articles += usize::from(!found.is_empty());
        for quote in found {
            match arguments.format {
                Form::Table => {
                    table.row([&quote.place, &quote.date, &quote.who, &cut(&quote.content)]);
                }
                Form::Json => {
                    let separator = if count == 0 { "\n" } else { ",\n" };
                    write!(out, "{separator}{}", quote.line)?;
                }
                Form::Csv => out.write_all(quote.line.as_bytes())?,
            }
            count += 1;
        }
        Ok(())
    })?;
    match arguments.format {
        Form::Table => {
            if count > 0 {
                writeln!(out, "{}", table.show(&[]))?;
            }
            let (quotes, articles) = (plural(count, "quote"), plural(articles, "article"));
            writeln!(out, "{quotes} in {articles}")?;
        }
        Form::Json if count == 0 => out.write_all(b"]\n")?,
        Form::Json => out.write_all(b"\n]\n")?,
        Form::Csv => {}
    }
    out.flush()?;
    Ok(if failed { exit::FAILED } else { exit::CLEAN })
}

/// What is wrong with the arguments: what would give nothing whatever the articles say.
fn fault(arguments: &Arguments) -> Option<&'static str> {
    if arguments
        .from
        .zip(arguments.to)
        .is_some_and(|(from, to)| from > to)
    {
        return Some("--from is behind --to: give the earlier day first");
    }
    if arguments
        .by
        .as_deref()
        .is_some_and(|by| spoken(by).is_empty())
    {
        return Some("--by names nobody: give an id or words of a name, or ? for who is not known");
    }
    let words = arguments.words.as_deref();
    if words.is_some_and(|words| phrases(words).is_empty()) {
        return Some("--match has no word: give one that stands in the quotes");
    }
    None
}

/// A name as it is compared.
fn spoken(by: &str) -> String {
    fold(by.trim().trim_start_matches('@').trim())
}

/// The words that are asked for, as they are compared. What is written together, *U.S.*, stands side by side.
fn phrases(words: &str) -> Vec<Vec<String>> {
    let phrases = words.split_whitespace().map(|phrase| {
        let phrase = fold(phrase);
        split(&phrase).map(str::to_owned).collect::<Vec<_>>()
    });
    phrases.filter(|phrase| !phrase.is_empty()).collect()
}

/// The words of a folded text.
fn split(text: &str) -> impl Iterator<Item = &str> {
    let in_words = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '-');
    text.split(move |c| !in_words(c)).filter(|w| !w.is_empty())
}

/// Whether a word is of a script that has no spaces between words: Chinese, Japanese, Thai and their neighbours.
fn is_run(word: &str) -> bool {
    word.chars()
        .any(|c| matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{2E80}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}'))
}

/// On one line, and not too long for it.
fn cut(content: &str) -> String {
    let line = content.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MOST {
        return line;
    }
    let kept: String = line.chars().take(MOST - 1).collect();
    kept.trim_end().to_owned() + "…"
}

/// Which quotes are asked for.
struct Wanted {
    by: Option<String>,
    from: Option<Date>,
    to: Option<Date>,
    phrases: Vec<Vec<String>>,
    format: Form,
}

impl Wanted {
    fn new(arguments: &Arguments) -> Wanted {
        Wanted {
            by: arguments.by.as_deref().map(spoken),
            from: arguments.from,
            to: arguments.to,
            phrases: phrases(arguments.words.as_deref().unwrap_or_default()),
            format: arguments.format,
        }
    }

    fn of(&self, listed: &Listed<'_>) -> Vec<Found> {
        let Listed { path, article, .. } = *listed;
        let document = Document::new(listed.name, article, Options::default());
        let rows = convert::rows::rows(&document);
        let lines = Lines::new(listed.text);
        let with_rows = article.quotes.iter().zip(rows);
        let wanted = with_rows.filter(|(quote, _)| self.has(article, quote));
        let found = wanted.map(|(quote, row)| {
            let start = quote.fragments.first().map_or(0, |f| f.whole.source.start);
            Found {
                place: format!("{path}:{}", lines.position(start).line),
                date: date(article, quote).map_or_else(String::new, |d| d.value.clone()),
                who: who(article, quote),
                content: content(quote),
                line: match self.format {
                    Form::Table => String::new(),
                    Form::Json => {
                        let mut out = String::new();
                        convert::json_text::json(&row, 0, &mut out);
                        out
                    }
                    Form::Csv => {
                        let mut out = String::new();
                        convert::csv::write_row(&row, ',', &mut out);
                        out
                    }
                },
            }
        });
        found.collect()
    }

    fn has(&self, article: &Article, quote: &Quote) -> bool {
        let by = self.by.as_ref().is_none_or(|by| is_by(article, quote, by));
        let days = || date(article, quote).and_then(days);
        let from = |from| days().is_some_and(|(_, last)| last.is_none_or(|last| last >= from));
        let to = |to| days().is_some_and(|(first, _)| first.is_none_or(|first| first <= to));
        by && self.from.is_none_or(from) && self.to.is_none_or(to) && self.words_stand_in(quote)
    }

    fn words_stand_in(&self, quote: &Quote) -> bool {
        if self.phrases.is_empty() {
            return true;
        }
        let content = fold(&content(quote));
        let words: Vec<&str> = split(&content).collect();
        let mut phrases = self.phrases.iter();
        phrases.all(|phrase| {
            let Some((last, before)) = phrase.split_last() else {
                return true;
            };
            if before.is_empty() && is_run(last) {
                return content.contains(last.as_str());
            }
            words.windows(phrase.len()).any(|found| {
                let begins = found.last().is_some_and(|w| w.starts_with(last.as_str()));
                begins && found.iter().zip(before).all(|(a, b)| *a == b)
            })
        })
    }
}

/// The first and the last day that a value can mean; none for an end that is open. None at all for amounts and repetitions.
fn days(value: &DateValue) -> Option<(Option<Date>, Option<Date>)> {
    if let Some((first, last)) = value.days() {
        return Some((Some(first), Some(last)));
    }
    let day = |day: &Option<String>| day.as_ref().and_then(|d| d.parse().ok());
    let (first, last) = (day(&value.earliest), day(&value.latest));
    (first.is_some() || last.is_some()).then_some((first, last))
}

fn content(quote: &Quote) -> String {
    let texts: Vec<&str> = quote.fragments.iter().map(|f| f.text.as_str()).collect();
    texts.join(" ")
}

/// When it was said; if that is not tagged, when the article was published.
fn date<'a>(article: &'a Article, quote: &'a Quote) -> Option<&'a DateValue> {
    quote.on.as_ref().or(article.header.date.as_ref())
}

fn who(article: &Article, quote: &Quote) -> String {
    if quote.speakers.is_empty() {
        return "–".to_owned();
    }
    let sign = if quote.speakers.iter().any(|s| s.uncertain) {
        "?"
    } else {
        ""
    };
    told::all(article, &quote.speakers) + sign
}

/// Whether somebody whom these words name speaks. They are folded.
fn is_by(article: &Article, quote: &Quote, by: &str) -> bool {
    quote
        .speakers
        .iter()
        .any(|s| match article.resolve(&s.who) {
            Who::Actor(id) => {
                let actor = article.actor(id);
                let names = actor
                    .into_iter()
                    .flat_map(|a| std::iter::once(&a.name).chain(&a.aliases));
                fold(id) == by || names.into_iter().any(|n| holds(&fold(n), by))
            }
            Who::Unknown => by == "?",
            other => holds(&fold(&told::who(article, other)), by),
        })
}

/// Whether words stand in a name, as whole words.
fn holds(name: &str, by: &str) -> bool {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    !by.is_empty()
        && name.match_indices(by).any(|(at, found)| {
            let (before, behind) = (&name[..at], &name[at + found.len()..]);
            edge(before.chars().next_back()) && edge(behind.chars().next())
        })
}
