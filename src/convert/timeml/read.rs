//! Reads TimeML: the text, its times, and what the file says of the article.
//!
//! A time whose value Newsmark has no form for keeps type and value as attributes of its words, and comes out again as it was.

use std::collections::BTreeMap;

use super::{OWN, SEASONS, timex};
use crate::convert::read::{Fault, Imported, Input, Reader};
use crate::convert::standoff::{Label, Part, Span, Standoff};
use crate::convert::tags::is_key;
use crate::convert::xml_read::{Element, Item, Items, passed};
use crate::model::{DateType, DateValue, Value};
use crate::syntax::is_name;

pub(in crate::convert) const TIMEML: Reader = Reader {
    name: "timeml",
    about: "TimeML: times as TIMEX3 (.tml)",
    extensions: &["tml", "xml"],
    beside: None,
    by_line: false,
    read,
};

/// What is gathered.
#[derive(Default)]
struct Reading {
    article: Standoff,
    /// Where the times stand that have begun in the text.
    open: Vec<(usize, Element)>,
    /// Elements with the text in them, outside of the text of the article.
    id: String,
    title: String,
    created: String,
    time: Option<Element>,
    /// How many elements there were that Newsmark has no place for.
    passed: BTreeMap<String, usize>,
}

fn read(input: &Input<'_>) -> Result<Vec<Imported>, Fault> {
    let mut items = Items::new(input.text);
    let mut reading = Reading::default();
    let mut path: Vec<String> = Vec::new();
    while let Some(item) = items.next()? {
        let within = |name: &str| path.iter().any(|p| p == name);
        match item {
            Item::Start(element) => {
                if path.is_empty() && element.name != "TimeML" {
                    let message = format!("the first element is {}: expected TimeML", element.name);
                    return Err(items.fault(message));
                }
                let (in_text, in_created) = (within("TEXT"), within("DCT"));
                path.push(element.name.clone());
                reading.start(element, in_text, in_created);
            }
            Item::End(name) => {
                path.pop();
                if name == "TIMEX3" && path.iter().any(|p| p == "TEXT") {
                    reading.end();
                }
            }
            Item::Text(text) => {
                let Reading {
                    article,
                    id,
                    title,
                    created,
                    ..
                } = &mut reading;
                for (name, kept) in [("DOCID", id), ("TITLE", title), ("TEXT", &mut article.text)] {
                    if within(name) {
                        kept.push_str(&text);
                    }
                }
                if within("DCT") && within("TIMEX3") {
                    created.push_str(&text);
                }
            }
        }
    }
    Ok(vec![reading.finish()])
}

impl Reading {
    fn start(&mut self, element: Element, in_text: bool, in_created: bool) {
        match element.name.as_str() {
            "TIMEX3" if in_text => self.open.push((self.article.text.len(), element)),
            "TIMEX3" if in_created && self.time.is_none() => self.time = Some(element),
            "TimeML" | "TEXT" | "TITLE" | "DOCID" | "DCT" => {}
            name => *self.passed.entry(name.to_owned()).or_default() += 1,
        }
    }

    fn end(&mut self) {
        let Some((start, element)) = self.open.pop() else {
            return;
        };
        let end = self.article.text.len();
        if start == end {
            *self
                .passed
                .entry("TIMEX3 without words".into())
                .or_default() += 1;
            return;
        }
        let mut span = Span::new(Label::Date, vec![Part::new(start, end)]);
        let (date, kept) = date(&element);
        let written = date.as_ref().map(timex);
        let mut quant = written.as_ref().and_then(|w| w.2);
        for (name, own) in OWN {
            let Some(value) = element.get(name) else {
                continue;
            };
            // What the value says by itself need not be said twice.
            let said = match name {
                "type" => written.as_ref().is_some_and(|w| w.0 == value),
                "value" => written.as_ref().is_some_and(|w| w.1 == value),
                "quant" => quant.take() == Some(value),
                _ => false,
            };
            if !said {
                span.attributes.insert(own.into(), value.into());
            }
        }
        if let Some(name) = element.get("mod") {
            let modifier = name.to_lowercase().replace('_', "-");
            match date {
                Some(_) if crate::model::values_of_mod().contains(&modifier.as_str()) => {
                    span.modifier = Some(modifier)
                }
                _ => _ = span.attributes.insert("timex-mod".into(), name.into()),
            }
        }
        for (name, value) in &element.attributes {
            let known =
                OWN.iter().any(|(n, _)| n == name) || matches!(name.as_str(), "tid" | "mod");
            if !known {
                let key = name.to_lowercase();
                if is_key(&key) {
                    span.attributes.insert(key, value.clone());
                }
            }
        }
        span.id = element
            .get("tid")
            .filter(|id| is_name(id))
            .map(str::to_owned);
        span.date = date;
        if span.date.is_none() {
            span.label = Label::Other;
            // What has a value is a time even without one that can be read.
            span.attributes.entry("timex-value".into()).or_insert(kept);
        }
        self.article.spans.push(span);
    }

    fn finish(mut self) -> Imported {
        self.article
            .spans
            .sort_by_key(|s| (s.start(), std::cmp::Reverse(s.end())));
        let header = &mut self.article.header;
        let text = |text: &str| {
            Some(text.split_ascii_whitespace().collect::<Vec<_>>().join(" "))
                .filter(|t| !t.is_empty())
        };
        header.title = text(&self.title);
        header.id = text(&self.id);
        if let Some(element) = &self.time {
            let (date, _) = date(element);
            let mut rest = BTreeMap::new();
            let written = date.as_ref().map(timex);
            let value = element.get("value").unwrap_or_default();
            if date.is_none() || written.as_ref().is_some_and(|w| w.1 != value) {
                rest.insert("value".to_owned(), Value::Text(value.into()));
            }
            let shown = date.as_ref().map(|d| d.value.as_str());
            if Some(self.created.as_str()) != shown {
                rest.insert("text".to_owned(), Value::Text(self.created.clone()));
            }
            for (name, key, usual) in [
                ("type", "type", written.as_ref().map_or("DATE", |w| w.0)),
                ("tid", "tid", "t0"),
                ("temporalFunction", "temporal-function", "false"),
                (
                    "functionInDocument",
                    "function-in-document",
                    "CREATION_TIME",
                ),
            ] {
                if let Some(value) = element.get(name).filter(|v| *v != usual) {
                    rest.insert(key.to_owned(), Value::Text(value.into()));
                }
            }
            header.date = date;
            if !rest.is_empty() {
                header.metadata.insert("dct".into(), Value::Map(rest));
            }
        }
        let lost = passed(&self.passed);
        let name = header.id.clone();
        Imported::of(name, &self.article, lost)
    }
}

/// The value of a time, if Newsmark has a form for it that comes out as it went in; otherwise the value as it is.
fn date(element: &Element) -> (Option<DateValue>, String) {
    let value = element.get("value").unwrap_or_default();
    let kind = element.get("type").unwrap_or("DATE");
    let text = match kind {
        "SET" if !value.is_empty() => format!("every {value}"),
        _ => ours(value),
    };
    let parsed = DateValue::parse(&text).ok();
    let fits = |date: &DateValue| {
        let (own, written, _) = timex(date);
        // A set without a quantifier is none of ours.
        let set = date.kind != DateType::Set || element.get("quant").is_some();
        written == value && set && (own == "SET") == (kind == "SET")
    };
    (parsed.filter(fits), value.to_owned())
}

/// A season, decade or century of TimeML as EDTF writes it.
fn ours(value: &str) -> String {
    if let Some((year, season)) = value.split_once('-')
        && let Some((number, _)) = SEASONS.iter().find(|(_, name)| *name == season)
    {
        return format!("{year}-{number}");
    }
    if matches!(value.len(), 2 | 3) && value.bytes().all(|b| b.is_ascii_digit()) {
        return format!("{value:X<4}");
    }
    value.to_owned()
}
