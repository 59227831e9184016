//! The counts as tables for people.

use super::{Counts, Stats};
use crate::cli::listing::Table;
use crate::cli::output::plural;

/// So many speakers are listed; the other formats have all.
const MOST: usize = 20;

pub(super) fn show(stats: &Stats) -> String {
    let mut table = Table::default();
    table.row([
        "ARTICLE",
        "QUOTES",
        "DIRECT",
        "ATTRIBUTED",
        "UNNAMED",
        "SPEAKERS",
        "DATES",
    ]);
    for article in &stats.articles {
        line(&mut table, &article.path, &article.counts);
    }
    if stats.articles.len() != 1 {
        line(
            &mut table,
            &plural(stats.articles.len(), "article"),
            &stats.all,
        );
    }
    let mut out = table.show(&[1, 2, 3, 4, 5, 6]);
    if stats.speakers.is_empty() {
        return out;
    }
    let mut table = Table::default();
    table.row(["SPEAKER", "QUOTES", "ARTICLES"]);
    for speaker in stats.speakers.iter().take(MOST) {
        let (quotes, articles) = (speaker.quotes.to_string(), speaker.articles.to_string());
        table.row([&speaker.name, &quotes, &articles]);
    }
    out.push('\n');
    out += &table.show(&[1, 2]);
    if stats.speakers.len() > MOST {
        out += &format!("and {} more\n", stats.speakers.len() - MOST);
    }
    out
}

fn line(table: &mut Table, name: &str, counts: &Counts) {
    let share = counts
        .share()
        .map_or_else(|| "–".to_owned(), |s| format!("{s} %"));
    table.row([
        name,
        &counts.quotes.to_string(),
        &counts.direct.to_string(),
        &share,
        &counts.unnamed.to_string(),
        &counts.speakers.to_string(),
        &counts.dates.to_string(),
    ]);
}
