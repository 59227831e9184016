//! Reads what `json` and `jsonl` write, and raw text and Markdown.

use std::collections::{BTreeMap, BTreeSet};

use super::fields::{UNREAD, named};
use super::json_head::{actor, dated, header, no_date};
use super::json_lines::*;
use super::read::{Fault, Imported, Input, Reader};
use super::standoff::{Label, Part, Span, Standoff, is_alone, ordered};
use crate::model::{
    CarrierKind, DateValue, Extent, Medium, QuoteType, Source, TermKind, VERSION, Who, escape,
};
use crate::syntax::BOM;

pub(super) const JSON: Reader = Reader {
    name: "json",
    about: "What export --to json writes",
    extensions: &["json"],
    beside: None,
    by_line: false,
    read: |input| article(input.text),
};

pub(super) const JSONL: Reader = Reader {
    name: "jsonl",
    about: "What export --to jsonl writes; or objects with text or source, and id",
    extensions: &["jsonl", "ndjson"],
    beside: None,
    by_line: true,
    read: |input| article(input.text),
};

pub(super) const TEXT: Reader = Reader {
    name: "text",
    about: "Text without annotations",
    extensions: &["txt"],
    beside: None,
    by_line: false,
    read: raw,
};

pub(super) const MARKDOWN: Reader = Reader {
    name: "markdown",
    about: "Markdown, which stays as it is; what would read as a tag is escaped",
    extensions: &["md", "markdown"],
    beside: None,
    by_line: false,
    read: raw,
};

fn raw(input: &Input<'_>) -> Result<Vec<Imported>, Fault> {
    Ok(vec![Imported {
        source: escape(input.text),
        ..Imported::default()
    }])
}

fn article(text: &str) -> Result<Vec<Imported>, Fault> {
    let text = text.strip_prefix(BOM).unwrap_or(text);
    if !text.trim_start().starts_with('{')
        && serde_json::from_str::<serde_json::Value>(text).is_ok()
    {
        return Err(Fault::new(
            None,
            "is no object: expected an article's JSON, or an object with text or source (for several, a line each, and --from jsonl)",
        ));
    }
    let line: ArticleLine = serde_json::from_str(text).map_err(|e| {
        Fault::new(
            Some(e.line()).filter(|_| text.trim_end().contains('\n')),
            format!("{e}: expected an article's JSON, or an object with text or source"),
        )
    })?;
    if line.version > VERSION {
        return Err(Fault::new(
            None,
            format!(
                "is of version {}: expected {VERSION}, or a newer newsmark",
                line.version
            ),
        ));
    }
    let name = match &line.id {
        Some(serde_json::Value::String(id)) => Some(id.clone()),
        Some(serde_json::Value::Number(id)) => Some(id.to_string()),
        _ => None,
    };
    if let Some(source) = line.source {
        return Ok(vec![Imported {
            name,
            source,
            lost: Vec::new(),
        }]);
    }
    let Some(text) = line.text.clone() else {
        return Err(Fault::new(
            None,
            "has neither text nor source: expected one of these keys",
        ));
    };
    let mut lost = Vec::new();
    let article = standoff(line, text, &mut lost)?;
    Ok(vec![Imported::of(name, &article, lost)])
}

fn standoff(line: ArticleLine, text: String, lost: &mut Vec<Fault>) -> Result<Standoff, Fault> {
    let mut article = Standoff {
        header: header(line.header, lost),
        ..Standoff::default()
    };
    let declared = line.actors.into_iter();
    // Whom the header does not declare has an empty place there.
    let declared = declared.filter(|a| a.source.is_none_or(|s| s.start < s.end));
    article.actors = declared.map(|a| actor(a, lost)).collect();
    let paragraphs = &line.paragraphs;
    article.comments = line
        .comments
        .into_iter()
        .map(|c| {
            let paragraphs = paragraphs.iter();
            let paragraphs = paragraphs.map(|p| extent(p.source));
            let alone = is_alone(extent(c.scope), c.place.source.start, paragraphs);
            (c.place.bytes.start, c.text, alone)
        })
        .collect();
    let mut spans: Vec<Span> = Vec::new();
    let cues = line.quotes.len();
    let mut inside: Vec<Vec<usize>> = vec![Vec::new(); line.quotes.len()];
    for (i, quote) in line.quotes.iter().enumerate() {
        let around = quote.inside.and_then(|q| inside.get_mut(q));
        around.into_iter().for_each(|list| list.push(i));
    }
    // Cues and terms by their places in the source.
    let mut carriers: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (quote, inside) in line.quotes.iter().zip(&inside) {
        let mut span = self::quote(quote, &line.quotes, &line.cues, cues, lost)?;
        let inside = inside.iter().filter_map(|i| line.quotes.get(*i));
        span.kind = stated(quote, inside);
        span.implicit = is_bare(&span);
        spans.push(span);
    }
    for cue in line.cues {
        let mut span = at(Label::Cue, cue.place, None);
        (span.id, span.uncertain) = (cue.id, cue.uncertain);
        let place = cue.place.source;
        carriers.insert((place.start, place.end), spans.len());
        spans.push(span);
    }
    for mention in line.mentions {
        let mut span = at(Label::Mention, mention.place, None);
        (span.id, span.implicit) = (mention.id, mention.implicit);
        (span.words, span.attributes) = (mention.words, mention.attributes);
        span.actors = sources(&mention.actors)?;
        spans.push(span);
    }
    for date in line.dates {
        let mut span = at(Label::Date, date.place, None);
        (span.id, span.modifier) = (date.id, date.modifier);
        (span.words, span.attributes) = (date.words, date.attributes);
        let value = date.value.value;
        span.date = DateValue::parse(&value).ok();
        if span.date.is_none() {
            lost.push(no_date("a date", &value));
            span.attributes.insert(format!("{UNREAD}date"), value);
        }
        spans.push(span);
    }
    for term in line.terms {
        let kind = match term.kind.as_str() {
            "title" => TermKind::Title,
            "term" => TermKind::Term,
            _ => TermKind::Scare,
        };
        let mut span = at(Label::Term(kind), term.place, Some(CarrierKind::Quotation));
        span.uncertain = term.uncertain;
        let place = term.place.source;
        carriers.insert((place.start, place.end), spans.len());
        let part = span.parts.first_mut();
        part.into_iter().for_each(|p| marks(&text, p));
        spans.push(span);
    }
    for annotation in line.annotations {
        let carrier = carrier(&annotation.carrier)?;
        // What the tag of a cue or term says beside that.
        let place = annotation.place.source;
        let known = carriers.get(&(place.start, place.end));
        if let Some(known) = known.and_then(|i| spans.get_mut(*i)) {
            known.words.extend(annotation.words);
            known.attributes.extend(annotation.attributes);
            continue;
        }
        let mut span = at(Label::Other, annotation.place, Some(carrier));
        if carrier == CarrierKind::Quotation {
            let part = span.parts.first_mut();
            part.into_iter().for_each(|p| marks(&text, p));
        }
        span.id = annotation.id;
        (span.words, span.attributes) = (annotation.words, annotation.attributes);
        spans.push(span);
    }
    let places = spans.iter().flat_map(|s| &s.parts);
    let mut places = places.flat_map(|p| [p.content, p.whole]);
    if let Some(bad) = places.find(|e| text.get(e.start..e.end).is_none()) {
        return Err(Fault::new(
            None,
            format!(
                "there is no place {}..{} in the text: expected bytes of it",
                bad.start, bad.end
            ),
        ));
    }
    article.marks = Some(quotation_marks(&spans));
    article.spans = ordered(spans);
    article.text = text;
    Ok(article)
}

fn quote(
    line: &QuoteLine,
    all: &[QuoteLine],
    cues: &[CueLine],
    first_cue: usize,
    lost: &mut Vec<Fault>,
) -> Result<Span, Fault> {
    let mut parts = Vec::new();
    for fragment in &line.fragments {
        let carrier = carrier(&fragment.carrier)?;
        let content = extent(fragment.content.bytes);
        parts.push(Part {
            content,
            whole: match carrier {
                CarrierKind::Quotation => extent(fragment.whole.bytes),
                _ => content,
            },
            carrier: Some(carrier),
        });
    }
    if parts.is_empty() {
        return Err(Fault::new(
            None,
            "a quote has no fragments: expected one or more",
        ));
    }
    let mut span = Span::new(Label::Quote, parts);
    span.id.clone_from(&line.id);
    span.actors = sources(&line.speakers)?;
    span.to = sources(&line.addressees)?;
    let around = line.inside.and_then(|i| all.get(i));
    let around = around.map(|a| sources(&a.speakers)).transpose()?;
    let via = sources(&line.relayed_by)?;
    let same = |a: &[Source], b: &[Source]| {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.who == b.who)
    };
    let is_derived = around
        .as_deref()
        .is_some_and(|a| !span.actors.is_empty() && !same(&span.actors, a) && same(&via, a));
    if !is_derived {
        span.via = via;
    }
    span.on = dated("on", line.on.as_ref(), lost);
    span.medium = match line.medium.as_deref() {
        Some("speech") => Some(Medium::Speech),
        Some("writing") => Some(Medium::Writing),
        Some("thought") => Some(Medium::Thought),
        _ => None,
    };
    span.words.clone_from(&line.words);
    span.attributes.clone_from(&line.attributes);
    if let Some(on) = line.on.as_ref().filter(|_| span.on.is_none()) {
        span.attributes
            .insert(format!("{UNREAD}on"), on.value.clone());
    }
    let has_id = |c: &usize| cues.get(*c).is_some_and(|c| c.id.is_some());
    span.cues
        .extend(line.cue.filter(has_id).map(|c| first_cue + c));
    Ok(span)
}

/// Whether no tag says anything of a quotation.
fn is_bare(span: &Span) -> bool {
    let mut carriers = span.parts.iter().map(|p| p.carrier);
    span.id.is_none()
        && span.actors.is_empty()
        && span.to.is_empty()
        && span.on.is_none()
        && span.medium.is_none()
        && span.kind.is_none()
        && span.words.is_empty()
        && span.attributes.is_empty()
        && carriers.all(|c| c == Some(CarrierKind::Quotation))
}

/// The type of a quote, if its carriers and the quotes inside do not say it.
fn stated<'l>(
    line: &QuoteLine,
    mut inside: impl Iterator<Item = &'l QuoteLine>,
) -> Option<QuoteType> {
    let direct = |f: &FragmentLine| matches!(f.carrier.as_str(), "quotation" | "block");
    let mut fragments = line.fragments.iter();
    let mut derived = match fragments.clone().all(direct) {
        true => QuoteType::Direct,
        false if fragments.any(direct) => QuoteType::Mixed,
        false => QuoteType::Indirect,
    };
    let own = |q: &QuoteLine| {
        let who = |q: &QuoteLine| -> Vec<_> {
            q.speakers
                .iter()
                .map(|s| (s.kind.clone(), s.name.clone()))
                .collect()
        };
        q.kind == "direct" && (q.speakers.is_empty() || who(q) == who(line))
    };
    if derived == QuoteType::Indirect && inside.any(own) {
        derived = QuoteType::Mixed;
    }
    let kind = match line.kind.as_str() {
        "direct" => QuoteType::Direct,
        "indirect" => QuoteType::Indirect,
        "mixed" => QuoteType::Mixed,
        _ => QuoteType::Reported,
    };
    (kind != derived).then_some(kind)
}

pub(super) fn extent(span: Span2) -> Extent {
    Extent {
        start: span.start,
        end: span.end,
    }
}

fn at(label: Label, place: PlaceLine, carrier: Option<CarrierKind>) -> Span {
    let mut part = Part::new(place.bytes.start, place.bytes.end);
    part.carrier = carrier;
    Span::new(label, vec![part])
}

/// The marks of all quotations: what has none of them is none.
fn quotation_marks(spans: &[Span]) -> BTreeSet<usize> {
    let mut marks = BTreeSet::new();
    let parts = spans.iter().flat_map(|s| &s.parts);
    for part in parts.filter(|p| p.carrier == Some(CarrierKind::Quotation)) {
        marks.insert(part.whole.start);
        if part.content.end < part.whole.end {
            marks.insert(part.content.end);
        }
    }
    marks
}

/// The marks around words that a quotation carries belong to its whole.
fn marks(text: &str, part: &mut Part) {
    let before = text
        .get(..part.content.start)
        .and_then(|t| t.chars().next_back());
    let behind = text.get(part.content.end..).and_then(|t| t.chars().next());
    part.whole.start -= before.map_or(0, char::len_utf8);
    part.whole.end += behind.map_or(0, char::len_utf8);
}

fn carrier(name: &str) -> Result<CarrierKind, Fault> {
    Ok(match name {
        "quotation" => CarrierKind::Quotation,
        "span" => CarrierKind::Span,
        "word" => CarrierKind::Word,
        "block" => CarrierKind::Block,
        _ => {
            let why = format!("unknown carrier {name}: expected quotation, span, word or block");
            return Err(Fault::new(None, why));
        }
    })
}

fn sources(lines: &[SourceLine]) -> Result<Vec<Source>, Fault> {
    let one = |line: &SourceLine| {
        let name = line.name.clone();
        let who = match line.kind.as_str() {
            "actor" => Who::Actor(name),
            "unnamed" => Who::Unnamed(name),
            "reference" => Who::Reference(name),
            "unknown" => Who::Unknown,
            kind => {
                let why = format!(
                    "unknown kind {kind} of source: expected actor, unnamed, reference or unknown"
                );
                return Err(Fault::new(None, why));
            }
        };
        Ok(named(who, line.uncertain))
    };
    lines.iter().map(one).collect()
}
