//! The counts as a page with plots. Each plot has its numbers in a table beside or below it.

use super::{Counts, Stats};
use crate::cli::output::plural;
use crate::convert::escape::Html;
use crate::convert::html::Page;

/// So many bars fit a plot; the tables have all.
const MOST: usize = 20;
/// The widths of a plot, of its names and of its numbers.
const WIDTH: usize = 720;
const NAMES: usize = 230;
const NUMBERS: usize = 40;
/// A bar with the space below it.
const STEP: usize = 26;

pub(super) fn show(stats: &Stats) -> String {
    let mut page = Page::new("Quotes and speakers", "");
    page.put("<main class=\"stats\">\n<h1>Quotes and speakers</h1>\n");
    figures(&mut page, stats);
    if !stats.speakers.is_empty() {
        speakers(&mut page, stats);
    }
    if !stats.articles.is_empty() {
        articles(&mut page, stats);
    }
    page.put("</main>\n");
    page.finish()
}

fn figures(page: &mut Page, stats: &Stats) {
    let all = &stats.all;
    let share = all
        .share()
        .map_or_else(|| "–".to_owned(), |s| format!("{s} %"));
    page.put("<dl class=\"figures\">\n");
    for (figure, what) in [
        (stats.articles.len().to_string(), "articles"),
        (all.quotes.to_string(), "quotes"),
        (share, "of the quotes attributed"),
        (all.unnamed.to_string(), "quotes of unnamed sources"),
        (all.speakers.to_string(), "speakers with a name"),
    ] {
        page.put(&format!("<div><dt>{what}</dt><dd>{figure}</dd></div>\n"));
    }
    page.put("</dl>\n");
}

fn speakers(page: &mut Page, stats: &Stats) {
    page.put("<section>\n<h2 id=\"speakers\">Who is quoted most</h2>\n");
    let shown = || stats.speakers.iter().take(MOST);
    let most = shown().map(|s| s.quotes).max().unwrap_or(1);
    let height = shown().count() * STEP;
    page.put(&format!(
        "<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"speakers\" aria-describedby=\"of-speakers\">\n"
    ));
    for (i, speaker) in shown().enumerate() {
        label(page, i, &speaker.name);
        let length = scaled(speaker.quotes, most);
        bar(page, i, 0, length, "bar");
        number(page, i, length, speaker.quotes);
    }
    page.put("</svg>\n");
    rest(page, stats.speakers.len(), "speaker");
    page.put("<details>\n<summary>All speakers in numbers</summary>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Speakers in numbers\"><table id=\"of-speakers\">\n<thead><tr><th scope=\"col\">Speaker</th><th scope=\"col\">Quotes</th><th scope=\"col\">Articles</th></tr></thead>\n<tbody>\n");
    for speaker in &stats.speakers {
        page.put(&format!(
            "<tr><th scope=\"row\"><bdi>{}</bdi></th><td>{}</td><td>{}</td></tr>\n",
            Html(&speaker.name),
            speaker.quotes,
            speaker.articles
        ));
    }
    page.put("</tbody>\n</table></div>\n</details>\n</section>\n");
}

/// The parts of an article's quotes, with their classes and what they are called.
fn parts(counts: &Counts) -> [(usize, &'static str, &'static str); 3] {
    let unnamed = counts.unnamed.min(counts.attributed);
    [
        (counts.attributed - unnamed, "bar", "source with a name"),
        (unnamed, "bar unnamed", "unnamed source"),
        (
            counts.quotes.saturating_sub(counts.attributed),
            "bar open",
            "nobody given",
        ),
    ]
}

fn articles(page: &mut Page, stats: &Stats) {
    page.put("<section>\n<h2 id=\"articles\">How much has a name</h2>\n<ul class=\"parts\">\n");
    for (_, class, what) in parts(&Counts::default()) {
        page.put(&format!(
            "<li><svg viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\"><rect class=\"{class}\" width=\"16\" height=\"16\" rx=\"2\"/></svg> {what}</li>\n"
        ));
    }
    page.put("</ul>\n");
    let mut order: Vec<_> = stats.articles.iter().collect();
    order.sort_by_key(|a| std::cmp::Reverse(a.counts.quotes));
    let shown = || order.iter().take(MOST);
    let most = shown().map(|a| a.counts.quotes).max().unwrap_or(1).max(1);
    let height = shown().count() * STEP;
    page.put(&format!(
        "<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"articles\" aria-describedby=\"of-articles\">\n"
    ));
    for (i, article) in shown().enumerate() {
        label(page, i, article.title.as_deref().unwrap_or(&article.path));
        let mut from = 0;
        for (count, class, _) in parts(&article.counts) {
            let to = scaled(from + count, most);
            let start = scaled(from, most);
            bar(page, i, start, to - start, class);
            from += count;
        }
        number(page, i, scaled(from, most), article.counts.quotes);
    }
    page.put("</svg>\n");
    rest(page, order.len(), "article");
    page.put("<details>\n<summary>All articles in numbers</summary>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Articles in numbers\"><table id=\"of-articles\">\n<thead><tr><th scope=\"col\">Article</th>");
    for head in [
        "Quotes",
        "Direct",
        "Attributed",
        "Unnamed",
        "Speakers",
        "Dates",
    ] {
        page.put(&format!("<th scope=\"col\">{head}</th>"));
    }
    page.put("</tr></thead>\n<tbody>\n");
    for article in &stats.articles {
        let c = &article.counts;
        page.put(&format!(
            "<tr><th scope=\"row\"><bdi>{}</bdi></th>",
            Html(&article.path)
        ));
        for cell in [
            c.quotes,
            c.direct,
            c.attributed,
            c.unnamed,
            c.speakers,
            c.dates,
        ] {
            page.put(&format!("<td>{cell}</td>"));
        }
        page.put("</tr>\n");
    }
    page.put("</tbody>\n</table></div>\n</details>\n</section>\n");
}

/// Says that not all have a bar.
fn rest(page: &mut Page, all: usize, one: &str) {
    if all > MOST {
        let more = plural(all - MOST, &format!("more {one}"));
        page.put(&format!("<p class=\"none\">and {more}</p>\n"));
    }
}

fn scaled(count: usize, most: usize) -> usize {
    (count * (WIDTH - NAMES - NUMBERS) + most / 2) / most.max(1)
}

/// The name of a bar, cut to the place that there is.
fn label(page: &mut Page, row: usize, name: &str) {
    const FITS: usize = 26;
    let mut shown: String = name.chars().take(FITS).collect();
    if name.chars().nth(FITS).is_some() {
        shown = shown
            .chars()
            .take(FITS - 1)
            .collect::<String>()
            .trim_end()
            .to_owned()
            + "…";
    }
    page.put(&format!(
        "<text class=\"name\" x=\"{}\" y=\"{}\">{}</text>",
        NAMES - 12,
        row * STEP + 15,
        Html(&shown)
    ));
}

fn bar(page: &mut Page, row: usize, from: usize, length: usize, class: &str) {
    if length > 0 {
        // A gap of a pixel parts one from the next for those who see no colours.
        page.put(&format!(
            "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"18\" rx=\"2\"/>",
            NAMES + from,
            row * STEP + 1,
            length.saturating_sub(1).max(1)
        ));
    }
}

fn number(page: &mut Page, row: usize, at: usize, number: usize) {
    page.put(&format!(
        "<text class=\"number\" x=\"{}\" y=\"{}\">{number}</text>\n",
        NAMES + at + 6,
        row * STEP + 15
    ));
}
