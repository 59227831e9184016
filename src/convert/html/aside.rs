//! What stands beside the article: the legend of its speakers and the timeline of its dates.

use hashbrown::{HashMap, HashSet};

use super::{Html, Page, told, when};
use crate::model::{Article, Quote, Who};

/// So many colours; after them the line under a quotation takes another form.
const COLOURS: usize = 6;
const LINES: usize = 4;

/// Somebody who speaks.
pub(super) struct Speaker {
    pub(super) name: String,
    pub(super) role: Option<String>,
    quotes: usize,
}

/// Those who speak, in the order in which they first do.
pub(super) struct Speakers<'a> {
    article: &'a Article,
    pub(super) all: Vec<Speaker>,
    known: HashMap<&'a Who, usize>,
    /// Quotes for which nobody is named.
    open: usize,
}

impl<'a> Speakers<'a> {
    pub(super) fn of(article: &'a Article) -> Self {
        let mut speakers = Speakers {
            article,
            all: Vec::new(),
            known: HashMap::new(),
            open: 0,
        };
        for quote in &article.quotes {
            let mut counted = HashSet::new();
            for source in &quote.speakers {
                let who = article.resolve(&source.who);
                if *who == Who::Unknown {
                    continue;
                }
                let index = speakers.index(who);
                if counted.insert(index) {
                    speakers.all[index].quotes += 1;
                }
            }
            speakers.open += usize::from(is_open(quote, counted.is_empty()));
        }
        speakers
    }

    fn index(&mut self, who: &'a Who) -> usize {
        let (article, all) = (self.article, &mut self.all);
        *self.known.entry(who).or_insert_with(|| {
            let actor = match who {
                Who::Actor(id) => article.actor(id),
                _ => None,
            };
            let role = actor.and_then(|a| told::role_on(a, article.header.date.as_ref()));
            all.push(Speaker {
                name: told::who(article, who),
                role: match who {
                    Who::Unnamed(_) | Who::Reference(_) => Some("unnamed source".to_owned()),
                    _ => role.map(str::to_owned),
                },
                quotes: 0,
            });
            all.len() - 1
        })
    }

    /// Whom sources name, as indices, each once.
    pub(super) fn indices(&self, sources: &[crate::model::Source]) -> Vec<usize> {
        let named = sources.iter().map(|s| self.article.resolve(&s.who));
        let mut all: Vec<usize> = Vec::new();
        for index in named.filter_map(|w| self.known.get(w).copied()) {
            if !all.contains(&index) {
                all.push(index);
            }
        }
        all
    }

    pub(super) fn legend(&self, page: &mut Page) {
        page.put(
            "<section class=\"speakers\" aria-labelledby=\"who\">\n<h2 id=\"who\">Speakers</h2>\n",
        );
        if self.all.is_empty() && self.open == 0 {
            page.put("<p class=\"none\">Nobody is quoted.</p>\n</section>\n");
            return;
        }
        page.put("<ul id=\"speakers\">\n");
        for (index, speaker) in self.all.iter().enumerate() {
            let role = speaker.role.iter();
            let role: String = role
                .map(|r| format!("<span class=\"role\">{}</span>", Html(r)))
                .collect();
            page.put(&format!(
                "<li id=\"by-{index}\" data-speaker=\"{index}\" class=\"{}\"><span class=\"key\">{}</span><span class=\"who\"><bdi>{}</bdi>{role}</span><span class=\"count\">{}</span></li>\n",
                class(index),
                index + 1,
                Html(&speaker.name),
                plural(speaker.quotes, "quote"),
            ));
        }
        if self.open > 0 {
            page.put(&format!(
                "<li id=\"by-none\" data-speaker=\"none\" class=\"nobody\"><span class=\"key\">?</span><span class=\"who\">Nobody named yet</span><span class=\"count\">{}</span></li>\n",
                plural(self.open, "quote"),
            ));
        }
        page.put("</ul>\n</section>\n");
        page.put(
            "<details class=\"signs\">\n<summary>Signs in the text</summary>\n<ul>\n\
             <li><span class=\"quote direct c0 l0\">Word for word</span>: a direct quotation; its number says who speaks</li>\n\
             <li><span class=\"quote indirect c0 l0\">in other words</span>: what somebody said, as the article puts it</li>\n\
             <li><i class=\"cue\">said</i>: a word that introduces speech</li>\n\
             <li><span class=\"mention\">she</span>: words that mean somebody</li>\n\
             <li><span class=\"date\">on Monday</span>: words that mean a time</li>\n\
             </ul>\n</details>\n",
        );
    }
}

/// Nobody answers for a quote, nor does the one whose words it stands in.
pub(super) fn is_open(quote: &Quote, nobody: bool) -> bool {
    nobody && (!quote.attributed || !quote.speakers.is_empty())
}

pub(super) fn class(speaker: usize) -> String {
    format!("c{} l{}", speaker % COLOURS, speaker / COLOURS % LINES)
}

fn plural(n: usize, one: &str) -> String {
    let s = if n == 1 { "" } else { "s" };
    format!("{n} {one}{s}")
}

/// The dates in the order of the calendar, each with its words, which lead to their place in the article; then times without a
/// place in the calendar.
pub(super) fn timeline(page: &mut Page, article: &Article) {
    page.put("<section aria-labelledby=\"when\">\n<h2 id=\"when\">Dates</h2>\n");
    let mut entries: Vec<(Option<String>, String, Vec<usize>)> = Vec::new();
    let mut known: HashMap<(&str, Option<&str>), usize> = HashMap::new();
    for (i, date) in article.dates.iter().enumerate() {
        let key = (date.value.value.as_str(), date.modifier.as_deref());
        let entry = *known.entry(key).or_insert_with(|| {
            let words = Html(&when_with_modifier(date)).to_string();
            entries.push((when::first_day(&date.value), words, Vec::new()));
            entries.len() - 1
        });
        if let Some(entry) = entries.get_mut(entry) {
            entry.2.push(i);
        }
    }
    let published = article.header.date.as_ref();
    let (mut calendar, others): (Vec<_>, Vec<_>) = entries.into_iter().partition(|e| e.0.is_some());
    if let Some(date) = published {
        calendar.push((
            when::first_day(date),
            Html(&when::in_words(date)).to_string(),
            Vec::new(),
        ));
    }
    calendar.sort_by(|a, b| {
        key(a.0.as_deref())
            .cmp(&key(b.0.as_deref()))
            .then(a.2.is_empty().cmp(&b.2.is_empty()))
    });
    if calendar.is_empty() && others.is_empty() {
        page.put("<p class=\"none\">No date is tagged.</p>\n");
    }
    list(page, article, "timeline", &calendar);
    if !others.is_empty() {
        page.put("<h3>Spans and repeated times</h3>\n");
        list(page, article, "spans", &others);
    }
    page.put("</section>\n");
}

/// Years in front of our era are written with a sign and count down.
fn key(day: Option<&str>) -> (bool, std::cmp::Reverse<&str>, &str) {
    let day = day.unwrap_or_default();
    if day.starts_with('-') {
        (false, std::cmp::Reverse(day), "")
    } else {
        (true, std::cmp::Reverse(""), day)
    }
}

fn list(
    page: &mut Page,
    article: &Article,
    class: &str,
    entries: &[(Option<String>, String, Vec<usize>)],
) {
    if entries.is_empty() {
        return;
    }
    page.put(&format!("<ol class=\"{class}\">\n"));
    for (_, when, dates) in entries {
        if dates.is_empty() {
            page.put(&format!(
                "<li class=\"published\"><span class=\"when\">{when}</span> published</li>\n"
            ));
            continue;
        }
        page.put(&format!("<li><span class=\"when\">{when}</span>"));
        let mut said = HashSet::new();
        for index in dates {
            let Some(date) = article.dates.get(*index) else {
                continue;
            };
            if said.insert(date.text.as_str()) {
                page.put(&format!(" <a href=\"#d{index}\">{}</a>", Html(&date.text)));
            }
        }
        page.put("</li>\n");
    }
    page.put("</ol>\n");
}

/// `the end of June 2031`.
pub(super) fn when_with_modifier(date: &crate::model::DateMention) -> String {
    let words = when::in_words(&date.value);
    match &date.modifier {
        Some(name) => format!("{} {words}", when::modifier(name)),
        None => words,
    }
}
