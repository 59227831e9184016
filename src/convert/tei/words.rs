//! What the words of an element are: without white space at their ends, with their quotation marks beside them; and the value of
//! a date.

use crate::convert::brat::quoted;
use crate::convert::fields::LABEL;
use crate::convert::rows::name;
use crate::convert::standoff::{Label, Part, Span};
use crate::convert::xml_read::Element;
use crate::model::{CarrierKind, DateValue, Extent, QuoteType, Source};
use crate::syntax::Mark;

/// The value of a date: ours, else the nearest to TEI's attributes.
pub(super) fn date(element: &Element) -> Option<DateValue> {
    let parse = |text: &str| DateValue::parse(text).ok();
    let get = |name| element.get(name);
    let own = get("n").and_then(parse);
    let range = |from: Option<&str>, to: Option<&str>| match (from, to) {
        (None, None) => None,
        (from, to) => parse(&format!("{}/{}", from.unwrap_or(".."), to.unwrap_or(".."))),
    };
    own.or_else(|| {
        get("when")
            .or(get("when-iso"))
            .or(get("when-custom"))
            .and_then(parse)
    })
    .or_else(|| range(get("from").or(get("from-iso")), get("to").or(get("to-iso"))))
    .or_else(|| {
        range(
            get("notBefore").or(get("notBefore-iso")),
            get("notAfter").or(get("notAfter-iso")),
        )
    })
    .or_else(|| get("dur").or(get("dur-iso")).and_then(parse))
}

/// White space at the ends of a name belongs to the sentence.
pub(super) fn trim(text: &str, part: &mut Part) {
    let words = text
        .get(part.content.start..part.content.end)
        .unwrap_or_default();
    // Other spaces can be a part of quotation marks, as in French.
    let space = |c: char| c.is_ascii_whitespace();
    let start = part.content.start + (words.len() - words.trim_start_matches(space).len());
    part.content = Extent {
        start,
        end: start + words.trim_matches(space).len(),
    };
    part.whole = part.content;
}

/// Takes out the types of quotes that what carries their words says anyway. `bare` are the places of quotations of which nothing is
/// said.
pub(super) fn derive(spans: &mut [Span], bare: &[(usize, usize)]) {
    let quotes = || spans.iter().filter(|s| s.label == Label::Quote);
    let mut direct: Vec<(usize, usize, &[Source])> = Vec::new();
    for quote in quotes().filter(|q| carried(q) == QuoteType::Direct) {
        direct.push((quote.start(), quote.end(), &quote.actors));
    }
    direct.extend(bare.iter().map(|(start, end)| (*start, *end, &[][..])));
    direct.sort_by_key(|(start, ..)| *start);
    // Whoever is unknown, or says it anyway, quotes their own words.
    let holds_own = |quote: &Span| {
        let first = direct.partition_point(|(start, ..)| *start < quote.start());
        let inside = direct[first..].iter();
        let mut inside = inside.take_while(|(start, ..)| *start < quote.end());
        inside.any(|(_, end, who)| {
            let own = who.iter().map(|s| &s.who);
            let is_own = who.is_empty() || own.eq(quote.actors.iter().map(|s| &s.who));
            *end <= quote.end() && is_own
        })
    };
    let derived = quotes().map(|quote| match carried(quote) {
        QuoteType::Indirect if holds_own(quote) => QuoteType::Mixed,
        kind => kind,
    });
    let derived: Vec<QuoteType> = derived.collect();
    let quotes = spans.iter_mut().filter(|s| s.label == Label::Quote);
    for (quote, kind) in quotes.zip(derived) {
        // What is no quotation may yet become one if the text has marks there.
        let is_known = kind != QuoteType::Indirect;
        quote.kind = quote.kind.filter(|k| *k != kind || !is_known);
    }
}

/// The type of a quote by what carries it.
fn carried(quote: &Span) -> QuoteType {
    let is_quotation = |p: &Part| p.carrier == Some(CarrierKind::Quotation);
    let mut parts = quote.parts.iter();
    match parts.clone().all(is_quotation) {
        true => QuoteType::Direct,
        false if parts.any(is_quotation) => QuoteType::Mixed,
        false => QuoteType::Indirect,
    }
}

/// Quotation marks belong to a quotation and not to its words, whether the element has them inside or outside.
pub(in crate::convert) fn marks(text: &str, span: &mut Span) {
    let Some(part) = span.parts.first_mut() else {
        return;
    };
    if !matches!(span.label, Label::Quote | Label::Term(_)) {
        return;
    }
    let is_mark = |c: Option<char>| c.filter(|c| Mark::from_char(*c).is_some());
    let words = text
        .get(part.whole.start..part.whole.end)
        .unwrap_or_default();
    let mut ends = words.chars();
    if let (Some(first), Some(last)) = (is_mark(ends.next()), is_mark(ends.next_back()))
        && ends.next().is_some()
    {
        part.content = Extent {
            start: part.whole.start + first.len_utf8(),
            end: part.whole.end - last.len_utf8(),
        };
        part.carrier = Some(CarrierKind::Quotation);
        return;
    }
    match span.label {
        // Words without marks are that anyway.
        Label::Quote
            if span.kind == Some(QuoteType::Indirect)
                && !words.chars().any(|c| Mark::from_char(c).is_some()) =>
        {
            span.kind = None;
        }
        Label::Term(kind) if !quoted(text, part) => {
            span.label = Label::Other;
            span.attributes.insert(LABEL.into(), name(kind));
        }
        _ => {}
    }
}
