//! The `teiHeader`: what the article says of itself, and who is who.

use hashbrown::HashMap;

use super::{Document, Xml, attribute, xml_id};
use crate::model::{Actor, ActorKind, Article, DateValue, Source, Who};

/// The type of a title that stands for none: the name of the article's file.
pub(super) const NAMED: &str = "file";

/// Whoever is pointed at, with the ids for that.
pub(super) struct People<'a> {
    actors: HashMap<&'a str, &'a Actor>,
    /// Sources without a name, and actors that nobody declares, in the order in which they appear.
    others: Vec<&'a Who>,
    ids: HashMap<&'a Who, String>,
}

impl<'a> People<'a> {
    pub(super) fn of(article: &'a Article) -> Self {
        let mut people = People {
            actors: article.actors.iter().map(|a| (a.id.as_str(), a)).collect(),
            others: Vec::new(),
            ids: HashMap::new(),
        };
        let quotes = article.quotes.iter();
        let of_quotes =
            quotes.flat_map(|q| q.speakers.iter().chain(&q.addressees).chain(&q.relayed_by));
        for source in of_quotes.chain(article.mentions.iter().flat_map(|m| &m.actors)) {
            people.meet(&source.who);
        }
        people
    }

    fn meet(&mut self, who: &'a Who) {
        if self.ids.contains_key(who) {
            return;
        }
        let id = match who {
            Who::Actor(id) => {
                if !self.actors.contains_key(id.as_str()) {
                    self.others.push(who);
                }
                xml_id("a", id)
            }
            Who::Unnamed(_) => {
                self.others.push(who);
                format!("u.{}", self.others.len())
            }
            Who::Reference(id) => xml_id("m", id),
            Who::Unknown => return,
        };
        self.ids.insert(who, id);
    }

    /// Pointers at all of them; empty if nobody is known.
    pub(super) fn pointers(&self, sources: &[Source]) -> String {
        let ids = sources.iter().filter_map(|s| self.ids.get(&s.who));
        let ids: Vec<String> = ids.map(|id| format!("#{id}")).collect();
        ids.join(" ")
    }

    pub(super) fn kind(&self, who: &Who) -> Option<ActorKind> {
        match who {
            Who::Actor(id) => Some(
                self.actors
                    .get(id.as_str())
                    .map_or(ActorKind::Person, |a| a.kind),
            ),
            _ => None,
        }
    }
}

pub(super) fn write(document: &Document<'_>, people: &People<'_>, out: &mut String) {
    let Document { article, name, .. } = *document;
    let header = &article.header;
    let mut put = |line: String| {
        out.push_str(&line);
        out.push('\n');
    };
    put("<teiHeader>\n<fileDesc>\n<titleStmt>".into());
    // A header must have a title; one that is only the file's name says so.
    put(match &header.title {
        Some(title) => format!("<title>{}</title>", Xml(title)),
        None => format!("<title type=\"{NAMED}\">{}</title>", Xml(name)),
    });
    for author in &header.author {
        put(format!("<author>{}</author>", Xml(author)));
    }
    put("</titleStmt>\n<publicationStmt>".into());
    let publisher = header.source.as_deref().unwrap_or("unknown");
    put(format!("<publisher>{}</publisher>", Xml(publisher)));
    if let Some(place) = &header.place {
        put(format!("<pubPlace>{}</pubPlace>", Xml(place)));
    }
    if let Some(date) = &header.date {
        put(format!("<date{}>{}</date>", when(date), Xml(&date.value)));
    }
    if let Some(id) = &header.id {
        put(format!("<idno>{}</idno>", Xml(id)));
    }
    if let Some(url) = &header.url {
        put(format!("<idno type=\"url\">{}</idno>", Xml(url)));
    }
    put("</publicationStmt>\n<sourceDesc>\n<p>Written from an article annotated in Newsmark.</p>\n</sourceDesc>\n</fileDesc>".into());
    put(format!(
        "<encodingDesc>\n<appInfo>\n<application ident=\"newsmark\" version=\"{}\"><label>Newsmark</label></application>\n</appInfo>\n</encodingDesc>",
        env!("CARGO_PKG_VERSION")
    ));
    if !article.actors.is_empty() || !people.others.is_empty() {
        put("<profileDesc>\n<particDesc>\n<listPerson>".into());
        for actor in &article.actors {
            put(entry(actor));
        }
        for (i, who) in people.others.iter().enumerate() {
            match who {
                Who::Unnamed(words) => put(format!(
                    "<person xml:id=\"u.{}\"><persName type=\"unnamed\">{}</persName></person>",
                    i + 1,
                    Xml(words)
                )),
                Who::Actor(id) => put(format!(
                    "<person xml:id=\"{}\"{}><persName>{}</persName></person>",
                    xml_id("a", id),
                    attribute("n", id),
                    Xml(id)
                )),
                _ => {}
            }
        }
        put("</listPerson>\n</particDesc>\n</profileDesc>".into());
    }
    put("</teiHeader>".into());
}

/// An actor of the header.
fn entry(actor: &Actor) -> String {
    let kind = actor.kind.name().unwrap_or("person");
    let (element, name) = match actor.kind {
        ActorKind::Person => ("person", "persName"),
        ActorKind::Group => ("personGrp", "persName"),
        _ => ("org", "orgName"),
    };
    let (id, n, kind) = (
        xml_id("a", &actor.id),
        attribute("n", &actor.id),
        attribute("type", kind),
    );
    let typed = if element == "org" {
        kind
    } else {
        String::new()
    };
    let mut out = format!(
        "<{element} xml:id=\"{id}\"{n}{typed}><{name}>{}</{name}>",
        Xml(&actor.name)
    );
    for alias in &actor.aliases {
        out += &format!("<{name} type=\"alias\">{}</{name}>", Xml(alias));
    }
    for (kind, value) in [("wikidata", &actor.wikidata), ("url", &actor.url)] {
        if let Some(value) = value {
            out += &format!("<idno type=\"{kind}\">{}</idno>", Xml(value));
        }
    }
    if element == "org" {
        let notes = [("role", &actor.role), ("note", &actor.note)];
        for (kind, text) in notes {
            if let Some(text) = text {
                out += &format!("<note type=\"{kind}\">{}</note>", Xml(text));
            }
        }
    } else {
        if let Some(role) = &actor.role {
            out += &format!("<occupation>{}</occupation>", Xml(role));
        }
        for role in &actor.roles {
            let day = |name: &str, date: &Option<DateValue>, is_start: bool| {
                let day = date.as_ref().and_then(|d| bound(d, is_start));
                day.map_or_else(String::new, |d| attribute(name, d))
            };
            let from = day("from", &role.from, true);
            let to = day("to", &role.to, false);
            out += &format!("<occupation{from}{to}>{}</occupation>", Xml(&role.title));
        }
        if let Some(note) = &actor.note {
            out += &format!("<note>{}</note>", Xml(note));
        }
    }
    out + &format!("</{element}>")
}

/// W3C's dates have years of four digits or more, and no year 0.
fn is_writable(day: &str) -> bool {
    !day.starts_with(['-', 'Y']) && !day.starts_with("0000")
}

/// Whether XML has a date that is the value: a year, a month or a day.
fn is_exact(value: &str, first: &str, last: &str) -> bool {
    let plain = value.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    plain && first.starts_with(value) && last.starts_with(value)
}

/// When a role began or ended, as far as XML has a date for that: the time itself, or its first or last day.
fn bound(date: &DateValue, is_start: bool) -> Option<&str> {
    let first = date.earliest.as_deref().filter(|d| is_writable(d));
    let last = date.latest.as_deref().filter(|d| is_writable(d));
    match (first, last) {
        (Some(first), Some(last)) if is_exact(&date.value, first, last) => Some(&date.value),
        _ if is_start => first,
        _ => last,
    }
}

/// The attributes of a date: TEI's where it has some, and the value as it is.
pub(super) fn when(date: &DateValue) -> String {
    let value = date.value.trim_end_matches(['?', '~', '%']);
    let bounds = date.earliest.as_deref().zip(date.latest.as_deref());
    let mut out = match bounds.filter(|(first, last)| is_writable(first) && is_writable(last)) {
        Some((first, last)) if is_exact(value, first, last) => attribute("when", value),
        Some((first, last)) if value.contains('/') => {
            attribute("from", first) + &attribute("to", last)
        }
        Some((first, last)) => attribute("notBefore", first) + &attribute("notAfter", last),
        None => String::new(),
    };
    out += &attribute("n", &date.value);
    if date.uncertain {
        out += " cert=\"low\"";
    }
    out
}
