//! `timeml`: times as TimeML's TIMEX3 (TimeML 1.2.1), as TempEval's corpora have them.
//!
//! Dates that only EDTF can write are put into the nearest form: decades and seasons have one of TimeML's, the rest stands as it
//! is. What TIMEX3 has beside value, type and modifier is an attribute of the date in Newsmark, under the name in [`OWN`].

mod read;
#[cfg(test)]
mod tests;

pub(super) use read::TIMEML as READER;

use super::escape::{Xml, attribute};
use super::weave::{Event, Weaver};
use super::{Document, File, Format};
use std::collections::BTreeMap;

use crate::model::{Article, DateMention, DateType, DateValue, Extent, Value};

pub(super) const TIMEML: Format = Format {
    name: "timeml",
    about: "TimeML 1.2.1: times as TIMEX3",
    lost: "Everything but the dates, the title and the date of the article; doubt about a date; control characters, which XML 1.0 cannot hold.",
    files: &[File::new("tml", write)],
    head: None,
};

/// Attributes of TIMEX3 with the names that they have in Newsmark.
pub(super) const OWN: [(&str, &str); 9] = [
    ("type", "timex-type"),
    ("value", "timex-value"),
    ("quant", "quant"),
    ("freq", "freq"),
    ("temporalFunction", "temporal-function"),
    ("functionInDocument", "function-in-document"),
    ("anchorTimeID", "anchor"),
    ("beginPoint", "begin-point"),
    ("endPoint", "end-point"),
];

fn write(document: &Document<'_>, out: &mut String) {
    let article = document.article;
    out.push_str(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TimeML xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:noNamespaceSchemaLocation=\"http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd\">\n",
    );
    let id = article.header.id.as_deref().unwrap_or(document.name);
    out.push_str(&format!("<DOCID>{}</DOCID>\n", Xml(id)));
    creation_time(document, out);
    if let Some(title) = &article.header.title {
        out.push_str(&format!("<TITLE>{}</TITLE>\n", Xml(title)));
    }
    out.push_str("<TEXT>");
    let times = times(document);
    let mut weaver = Weaver::new(article.text(), times.iter().map(|t| t.0).collect());
    let all = Extent {
        start: 0,
        end: article.text().len(),
    };
    for event in weaver.paragraph(all) {
        match event {
            Event::Text(text) => Xml(text).push(out),
            // Of a time that another crosses the first piece is the time.
            Event::Open(piece) if piece.first => {
                if let Some((_, attributes)) = times.get(piece.mark) {
                    out.push_str(&format!("<TIMEX3{attributes}>"));
                }
            }
            Event::Close(piece) if piece.first => out.push_str("</TIMEX3>"),
            _ => {}
        }
    }
    out.push_str("</TEXT>\n</TimeML>\n");
}

/// When the article was published. What TimeML had beside that is in the header, under `dct`.
fn creation_time(document: &Document<'_>, out: &mut String) {
    let header = &document.article.header;
    let own = |key: &str| match header.metadata.get("dct") {
        Some(Value::Map(map)) => match map.get(key) {
            Some(Value::Text(text)) => Some(text.as_str()),
            _ => None,
        },
        _ => None,
    };
    let (kind, value) = match &header.date {
        Some(date) => {
            let (kind, value, _) = timex(date);
            (kind, value)
        }
        None if own("value").is_some() => ("DATE", String::new()),
        None => return,
    };
    let shown = header.date.as_ref().map(|d| d.value.as_str());
    let attributes = [
        ("tid", own("tid").unwrap_or("t0")),
        ("type", own("type").unwrap_or(kind)),
        ("value", own("value").unwrap_or(&value)),
        (
            "temporalFunction",
            own("temporal-function").unwrap_or("false"),
        ),
        (
            "functionInDocument",
            own("function-in-document").unwrap_or("CREATION_TIME"),
        ),
    ];
    let attributes = attributes.map(|(name, value)| attribute(name, value));
    out.push_str(&format!(
        "<DCT><TIMEX3{}>{}</TIMEX3></DCT>\n",
        attributes.concat(),
        Xml(own("text").or(shown).unwrap_or_default())
    ));
}

/// Where the times stand, and their attributes.
fn times(document: &Document<'_>) -> Vec<(Extent, String)> {
    let article = document.article;
    // Ids that TimeML made are kept, others are numbers of our own.
    let is_tid = |id: &&String| {
        let number = id.strip_prefix('t');
        number.is_some_and(|n| !n.is_empty() && n != "0" && n.bytes().all(|b| b.is_ascii_digit()))
    };
    let dates = article.dates.iter().map(|d| d.id.as_ref());
    let unread = unread(article);
    let others = unread.iter().map(|(_, id, _)| *id);
    let taken: hashbrown::HashSet<&String> = dates.chain(others).flatten().filter(is_tid).collect();
    let mut next = 0;
    let mut used = hashbrown::HashSet::new();
    let mut tid = |id: Option<&String>| {
        if let Some(id) = id.filter(is_tid).filter(|id| used.insert((*id).clone())) {
            return id.clone();
        }
        loop {
            next += 1;
            let id = format!("t{next}");
            if !taken.contains(&id) {
                return id;
            }
        }
    };
    let mut times: Vec<(Extent, String)> = Vec::new();
    for date in &article.dates {
        let id = tid(date.id.as_ref());
        times.push((date.place.bytes, attribute("tid", &id) + &of_date(date)));
    }
    for (place, id, own_attributes) in unread {
        let mut attributes = attribute("tid", &tid(id));
        for (name, own) in OWN {
            if let Some(value) = own_attributes.get(own) {
                attributes += &attribute(name, value);
            }
        }
        if let Some(modifier) = own_attributes.get("timex-mod") {
            attributes += &attribute("mod", modifier);
        }
        times.push((place, attributes));
    }
    times
}

/// A place, its id and its attributes.
type Unread<'a> = (Extent, Option<&'a String>, &'a BTreeMap<String, String>);

/// Times whose values Newsmark has no form for: with an id they are mentions of nobody.
fn unread(article: &Article) -> Vec<Unread<'_>> {
    let others = article.annotations.iter();
    let others = others.map(|a| (a.place.bytes, a.id.as_ref(), &a.attributes));
    let mentions = article.mentions.iter();
    let mentions = mentions.map(|m| (m.place.bytes, m.id.as_ref(), &m.attributes));
    let all = others.chain(mentions);
    all.filter(|(_, _, a)| a.contains_key("timex-value"))
        .collect()
}

fn of_date(date: &DateMention) -> String {
    let (kind, value, quant) = timex(&date.value);
    let own = |name: &str| date.attributes.get(name).map(String::as_str);
    let mut attributes = attribute("type", own("timex-type").unwrap_or(kind));
    attributes += &attribute("value", own("timex-value").unwrap_or(&value));
    if let Some(quant) = own("quant").or(quant) {
        attributes += &attribute("quant", quant);
    }
    for (name, own_name) in OWN.iter().skip(3) {
        if let Some(value) = own(own_name) {
            attributes += &attribute(name, value);
        }
    }
    if let Some(modifier) = &date.modifier {
        attributes += &attribute("mod", &modifier.to_uppercase().replace('-', "_"));
    }
    attributes
}

/// The type, value and, for what recurs, quantifier of a date.
pub(super) fn timex(date: &DateValue) -> (&'static str, String, Option<&'static str>) {
    let body = date.value.trim_end_matches(['?', '~', '%']);
    match date.kind {
        DateType::Set => {
            let value = body.strip_prefix("every").unwrap_or(body).trim();
            ("SET", value.to_owned(), Some("EVERY"))
        }
        DateType::Duration => ("DURATION", body.to_owned(), None),
        DateType::Time => ("TIME", body.to_owned(), None),
        _ => ("DATE", nearest(body), None),
    }
}

/// A season of EDTF as TimeML writes it, a decade or century without its Xs.
fn nearest(body: &str) -> String {
    if let Some((year, season)) = body.split_once('-')
        && let Some((_, name)) = SEASONS.iter().find(|(number, _)| *number == season)
    {
        return format!("{year}-{name}");
    }
    let digits = body.trim_end_matches('X');
    if body.len() == 4
        && matches!(digits.len(), 2 | 3)
        && digits.bytes().all(|b| b.is_ascii_digit())
    {
        return digits.to_owned();
    }
    body.to_owned()
}

/// Seasons as EDTF and as TimeML have them.
pub(super) const SEASONS: [(&str, &str); 4] =
    [("21", "SP"), ("22", "SU"), ("23", "FA"), ("24", "WI")];
