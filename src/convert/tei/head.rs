//! The `teiHeader`: what the article says of itself, and who is who.

use hashbrown::HashMap;

use super::{Document, Xml, attribute, xml_id};
use crate::model::{Actor, ActorKind, Article, DateValue, Source, Who};

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
    put(format!(
        "<title>{}</title>",
        Xml(header.title.as_deref().unwrap_or(name))
    ));
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
            let day =
                |name: &str, date: &Option<DateValue>, day: fn(&DateValue) -> &Option<String>| {
                    let plain =
                        |d: &&DateValue| d.value.bytes().all(|b| b.is_ascii_digit() || b == b'-');
                    let whole = date
                        .as_ref()
                        .filter(plain)
                        .filter(|d| d.value.len() >= 4 && d.earliest.is_some());
                    let exact = whole.map(|d| d.value.clone());
                    let day = exact.or_else(|| date.as_ref().and_then(|d| day(d).clone()));
                    day.map_or_else(String::new, |d| attribute(name, &d))
                };
            let from = day("from", &role.from, |d| &d.earliest);
            let to = day("to", &role.to, |d| &d.latest);
            out += &format!("<occupation{from}{to}>{}</occupation>", Xml(&role.title));
        }
        if let Some(note) = &actor.note {
            out += &format!("<note>{}</note>", Xml(note));
        }
    }
    out + &format!("</{element}>")
}

/// The attributes of a date: TEI's where it has some, and the value as it is.
pub(super) fn when(date: &DateValue) -> String {
    let value = date.value.trim_end_matches(['?', '~', '%']);
    let bounds = date.earliest.as_deref().zip(date.latest.as_deref());
    // W3C's dates have years of four digits or more, and no year 0.
    let writable = |day: &str| !day.starts_with(['-', 'Y']) && !day.starts_with("0000");
    let plain = value.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let mut out = match bounds.filter(|(first, last)| writable(first) && writable(last)) {
        Some((first, last)) if plain && first.starts_with(value) && last.starts_with(value) => {
            attribute("when", value)
        }
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
