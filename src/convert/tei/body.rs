//! The `body`: paragraphs with their marks as elements.

use super::head::{People, when};
use super::{Xml, attribute, xml_id};
use crate::convert::units::push_number;
use crate::convert::weave::{Event, Weaver};
use crate::model::{
    ActorKind, Article, CarrierKind, DateMention, DateType, Extent, Medium, Mention, Quote, Source,
    TermKind,
};

/// An element to be.
struct Mark {
    element: &'static str,
    attributes: String,
    /// The number of the quote that it is of.
    quote: Option<usize>,
    /// Another piece of the quote follows.
    goes_on: bool,
    /// An id for the first piece.
    id: Option<String>,
    /// What the element is called where it holds a quote, which TEI does not allow in names, dates and terms.
    around: &'static str,
    /// The attributes that it has then.
    of_segment: String,
}

impl Mark {
    fn new(element: &'static str, attributes: String) -> Mark {
        Mark {
            element,
            attributes,
            quote: None,
            goes_on: false,
            id: None,
            around: "",
            of_segment: String::new(),
        }
    }
}

pub(super) fn write(article: &Article, people: &People<'_>, out: &mut String) {
    let (marks, places) = collect(article, people);
    let mut pieces = vec![0usize; article.quotes.len()];
    let mut weaver = Weaver::new(article.text(), places);
    let mut at = 0;
    let mut is_empty = true;
    for paragraph in &article.paragraphs {
        let Extent { start, end } = paragraph.bytes;
        between(article.text().get(at..start).unwrap_or_default(), out);
        at = end;
        if start == end {
            continue;
        }
        is_empty = false;
        out.push_str("<p>");
        let events = weaver.paragraph(paragraph.bytes);
        let mut open: Vec<&str> = Vec::new();
        for (i, event) in events.iter().enumerate() {
            match event {
                Event::Text(text) => Xml(text).push(out),
                Event::Close(_) => out.extend(["</", open.pop().unwrap_or_default(), ">"]),
                Event::Open(piece_of) => {
                    let Some(mark) = marks.get(piece_of.mark) else {
                        continue;
                    };
                    let around = !mark.around.is_empty() && holds_quote(&events[i + 1..], &marks);
                    let element = if around { "seg" } else { mark.element };
                    out.extend(["<", element]);
                    if around {
                        out.push_str(&attribute("type", mark.around));
                    }
                    if let Some(id) = mark.id.as_ref().filter(|_| piece_of.first) {
                        out.push_str(&attribute("xml:id", id));
                    }
                    if let Some((quote, written)) =
                        mark.quote.and_then(|q| Some((q, pieces.get_mut(q)?)))
                    {
                        *written += 1;
                        let mut piece = |attribute: &str, number: usize| {
                            out.push_str(attribute);
                            push_number(out, quote + 1);
                            out.push('.');
                            push_number(out, number);
                            out.push('"');
                        };
                        piece(" xml:id=\"q.", *written);
                        if *written > 1 {
                            piece(" prev=\"#q.", *written - 1);
                        }
                        if mark.goes_on || !piece_of.last {
                            piece(" next=\"#q.", *written + 1);
                        }
                    }
                    out.push_str(if around {
                        &mark.of_segment
                    } else {
                        &mark.attributes
                    });
                    out.push('>');
                    open.push(element);
                }
            }
        }
        out.push_str("</p>");
    }
    if is_empty {
        out.push_str("<p/>");
    }
    between(article.text().get(at..).unwrap_or_default(), out);
}

/// What stands between paragraphs. A body has nothing but white space there, of which XML knows four characters; a line of others,
/// and a mark of the byte order, are no paragraphs to Newsmark.
fn between(text: &str, out: &mut String) {
    let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
    let rest = text.trim_start_matches(is_space);
    if rest.is_empty() {
        Xml(text).push(out);
        return;
    }
    let words = rest.trim_end_matches(is_space);
    Xml(text.strip_suffix(rest).unwrap_or_default()).push(out);
    out.push_str("<p>");
    Xml(words).push(out);
    out.push_str("</p>");
    Xml(rest.strip_prefix(words).unwrap_or_default()).push(out);
}

/// Whether a quote begins before the element ends that has just begun.
fn holds_quote(events: &[Event<'_>], marks: &[Mark]) -> bool {
    let mut depth = 0;
    for event in events {
        match event {
            Event::Open(piece) => {
                if marks.get(piece.mark).is_some_and(|m| m.quote.is_some()) {
                    return true;
                }
                depth += 1;
            }
            Event::Close(_) if depth == 0 => return false,
            Event::Close(_) => depth -= 1,
            Event::Text(_) => {}
        }
    }
    false
}

fn collect(article: &Article, people: &People<'_>) -> (Vec<Mark>, Vec<Extent>) {
    let (mut marks, mut places) = (Vec::new(), Vec::new());
    let mut add = |place: Extent, mark: Mark| {
        places.push(place);
        marks.push(mark);
    };
    for (i, quote) in article.quotes.iter().enumerate() {
        // A block has the speaker's name too.
        let places = quote
            .fragments
            .iter()
            .map(|fragment| match fragment.carrier {
                CarrierKind::Quotation => fragment.whole.bytes,
                _ => fragment.content.bytes,
            });
        let mut places = places.filter(|p| p.start < p.end).peekable();
        while let Some(place) = places.next() {
            let mut mark = of_quote(article, quote, people);
            mark.quote = Some(i);
            mark.goes_on = places.peek().is_some();
            add(place, mark);
        }
    }
    for term in &article.terms {
        let (element, around) = match term.kind {
            TermKind::Title => ("title", "title"),
            TermKind::Term => ("term", "term"),
            TermKind::Scare => ("soCalled", "scare"),
        };
        let cert = if term.uncertain { " cert=\"low\"" } else { "" };
        let mut mark = Mark::new(element, cert.to_owned());
        mark.around = around;
        mark.of_segment = cert.to_owned();
        add(term.place.bytes, mark);
    }
    let mut known = hashbrown::HashSet::new();
    for mention in article.mentions.iter().filter(|m| !m.implicit) {
        let mut mark = of_mention(mention, people);
        mark.id = mention
            .id
            .as_ref()
            .map(|id| xml_id("m", id))
            .filter(|id| known.insert(id.clone()));
        add(mention.place.bytes, mark);
    }
    for date in &article.dates {
        add(date.place.bytes, of_date(date));
    }
    for cue in &article.cues {
        let cert = if cue.uncertain { " cert=\"low\"" } else { "" };
        add(
            cue.place.bytes,
            Mark::new("seg", format!(" type=\"cue\"{cert}")),
        );
    }
    (marks, places)
}

/// How sure it is who is meant.
fn certainty(sources: &[Source], pointers: &str) -> &'static str {
    if !sources.is_empty() && pointers.is_empty() {
        " cert=\"unknown\""
    } else if sources.iter().any(|s| s.uncertain) {
        " cert=\"low\""
    } else {
        ""
    }
}

/// No tag says anything of it: words in quotation marks.
fn is_bare(quote: &Quote) -> bool {
    let mut carriers = quote.fragments.iter().map(|f| f.carrier);
    quote.speakers.is_empty()
        && quote.addressees.is_empty()
        && quote.id.is_none()
        && quote.medium.is_none()
        && carriers.all(|c| c == CarrierKind::Quotation)
}

fn of_quote(article: &Article, quote: &Quote, people: &People<'_>) -> Mark {
    if is_bare(quote) {
        return Mark::new("q", String::new());
    }
    let written = quote.medium == Some(Medium::Writing);
    let who = people.pointers(&quote.speakers);
    let kind = match quote.kind {
        crate::model::QuoteType::Direct => "direct",
        crate::model::QuoteType::Indirect => "indirect",
        crate::model::QuoteType::Mixed => "mixed",
        _ => "reported",
    };
    let mut attributes = String::new();
    if !who.is_empty() {
        attributes += &attribute(if written { "source" } else { "who" }, &who);
    }
    let to = people.pointers(&quote.addressees);
    if written {
        attributes += &attribute("type", kind);
        if !to.is_empty() {
            attributes += &attribute("corresp", &to);
        }
    } else {
        if !to.is_empty() {
            attributes += &attribute("toWhom", &to);
        }
        let direct = kind == "direct";
        attributes += &attribute("direct", if direct { "true" } else { "false" });
        match quote.medium {
            Some(Medium::Thought) => attributes += " aloud=\"false\"",
            Some(Medium::Speech) => attributes += " aloud=\"true\"",
            _ => {}
        }
        if matches!(kind, "mixed" | "reported") {
            attributes += &attribute("rend", kind);
        }
    }
    // Where it stands says who relays it, unless a tag says another.
    let outer = quote.inside.and_then(|q| article.quotes.get(q));
    let told = |sources: &[Source]| sources.iter().map(|s| s.who.clone()).collect::<Vec<_>>();
    let derived = outer.is_some_and(|o| told(&o.speakers) == told(&quote.relayed_by));
    let via = people.pointers(&quote.relayed_by);
    if !via.is_empty() && !derived {
        attributes += &attribute("resp", &via);
    }
    if let Some(id) = &quote.id {
        attributes += &attribute("n", id);
    }
    attributes += certainty(&quote.speakers, &who);
    Mark::new(if written { "quote" } else { "said" }, attributes)
}

fn of_mention(mention: &Mention, people: &People<'_>) -> Mark {
    let to = people.pointers(&mention.actors);
    let kinds: Vec<_> = mention
        .actors
        .iter()
        .filter_map(|s| people.kind(&s.who))
        .collect();
    let element = match kinds.as_slice() {
        [ActorKind::Person | ActorKind::Group, ..] => "persName",
        [ActorKind::Organization, ..] => "orgName",
        _ => "rs",
    };
    let mut rest = String::new();
    if let Some(id) = &mention.id {
        rest += &attribute("n", id);
    }
    rest += certainty(&mention.actors, &to);
    let pointing = |name| match to.as_str() {
        "" => rest.clone(),
        to => attribute(name, to) + &rest,
    };
    let mut mark = Mark::new(element, pointing("ref"));
    mark.around = "mention";
    mark.of_segment = pointing("corresp");
    mark
}

fn of_date(date: &DateMention) -> Mark {
    let kind = match date.value.kind {
        DateType::Time => "time",
        DateType::Duration => "duration",
        DateType::Set => "set",
        _ => "date",
    };
    let mut attributes = when(&date.value) + &attribute("type", kind);
    if let Some(modifier) = &date.modifier {
        attributes += &attribute("subtype", modifier);
    }
    let mut mark = Mark::new("date", attributes);
    mark.around = "date";
    mark.of_segment = attribute("n", &date.value.value);
    mark
}
