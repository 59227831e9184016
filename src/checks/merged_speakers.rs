//! `merged-speakers`: quotations of two speakers with nothing between.

use hashbrown::HashMap;

use super::catalogue::Run;
use super::input::{Input, Report};
use super::{Check, Example, Fix, Group, Level, Safety, TextEdit};
use crate::model::{CarrierKind, Extent, Fragment, Quote, Source, Who};
use crate::syntax::Mark;

pub(super) const CHECK: Check = Check {
    code: "merged-speakers",
    group: Group::Attribution,
    summary: "Quotations of two speakers stand together with no word between.",
    level: Some(Level::Warning),
    reason: "\
Two quotations side by side read as one voice: a reader takes the second for the first speaker's. The Reuters Handbook of Journalism tells \
reporters to keep the words of different speakers apart, and papers give each speaker a paragraph.

Only quotations with nothing but white space between are reported, in one paragraph, and only where the tags name two \
different speakers.",
    example: Example {
        settings: "",
        bad: "“Not now.”{by=\"a dock worker\"} “Why not?”{by=\"the fitter\"} asked the fitter.\n",
        good: "“Not now,”{by=\"a dock worker\"} a dock worker said.\n\n“Why not?”{by=\"the fitter\"} asked the fitter.\n",
    },
    settings: &[],
    fix: Some((Safety::Unsafe, "Begins a paragraph with the second quotation.")),
    run: Run::Article(run),
};

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    let mut starts: Option<HashMap<usize, (&Quote, Extent)>> = None;
    for quote in outermost(input) {
        for piece in pieces(quote) {
            let Some(next) = next_quotation(input, piece.whole.bytes.end) else {
                continue;
            };
            let starts = starts.get_or_insert_with(|| places(input));
            if let Some((second, place)) = starts.get(&next)
                && differ(&quote.speakers, &second.speakers)
            {
                add(input, (quote, piece), (second, *place), report);
            }
        }
    }
}

/// Quotes that stand in no other.
fn outermost<'a>(input: &Input<'a>) -> impl Iterator<Item = &'a Quote> {
    let quotes = input.article.quotes.iter();
    quotes.filter(|q| q.inside.is_none() && !q.speakers.is_empty())
}

fn pieces(quote: &Quote) -> impl Iterator<Item = &Fragment> {
    let pieces = quote.fragments.iter();
    pieces.filter(|f| f.carrier == CarrierKind::Quotation)
}

/// Where the quotation begins that follows a byte of the article with only white space between, in
/// the same paragraph.
fn next_quotation(input: &Input<'_>, end: usize) -> Option<usize> {
    let rest = input.plain().get(end..)?;
    let next = rest.trim_start();
    let start = end + rest.len() - next.len();
    let opens = start > end && Mark::at(next.as_bytes()).is_some();
    (opens && input.paragraph_of(end) == input.paragraph_of(start)).then_some(start)
}

/// For each quotation the quote that it is a part of, and its place in the source, by its start in
/// the article.
fn places<'a>(input: &Input<'a>) -> HashMap<usize, (&'a Quote, Extent)> {
    let all = outermost(input).flat_map(|q| pieces(q).map(move |f| (q, f)));
    all.map(|(q, f)| (f.whole.bytes.start, (q, f.whole.source)))
        .collect()
}

/// Whether two quotes are surely of different speakers.
fn differ(a: &[Source], b: &[Source]) -> bool {
    let is_known = |s: &Source| !matches!(s.who, Who::Unknown | Who::Reference(_));
    let pairs = || a.iter().flat_map(|a| b.iter().map(move |b| (a, b)));
    pairs().take(MOST_PAIRS).count() < MOST_PAIRS
        && pairs().all(|(a, b)| is_known(a) && is_known(b) && !a.who.may_be(&b.who))
}

/// With more pairs of speakers than this nobody is taken for another.
const MOST_PAIRS: usize = 64;

fn add(
    input: &Input<'_>,
    (first, piece): (&Quote, &Fragment),
    (second, place): (&Quote, Extent),
    report: &mut Report<'_>,
) {
    let who = |quote: &Quote| quote.speakers.first().map(|s| s.who.to_string());
    let (a, b) = (
        who(first).unwrap_or_default(),
        who(second).unwrap_or_default(),
    );
    let before = &input.text[..place.start];
    let space = before.trim_end().len()..place.start;
    let other = piece.whole.source;
    let added = report
        .add(
            place.start..place.end,
            format!("this is by {b} and reads as the words of {a}"),
        )
        .help("say who speaks between the two, or begin a paragraph")
        .related(other.start..other.end, format!("the words of {a}"));
    if !space.is_empty() {
        added.fix(Fix::one(
            Safety::Unsafe,
            "begin a paragraph",
            TextEdit::new(space, "\n\n"),
        ));
    }
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires on two speakers side by side, and parts them
:: article
“Not now.”{@vell} “Why not?”{@marrow} asked Marrow.
:: finds
⟨“Why not?”⟩ this is by @marrow and reads as the words of @vell
  help: say who speaks between the two, or begin a paragraph
:: fixed
“Not now.”{@vell}

“Why not?”{@marrow} asked Marrow.

== fires over the end of a line, behind a continuation, and for unnamed sources
:: article
“Not now,”{@vell} Vell said, to nobody in
particular. “Later.”{+}
“Why not?”{by=\"a fitter\"} “Because.”{by=\"the keeper\"}
:: finds
⟨“Why not?”⟩ this is by \"a fitter\" and reads as the words of @vell
⟨“Because.”⟩ this is by \"the keeper\" and reads as the words of \"a fitter\"
:: fixed
“Not now,”{@vell} Vell said, to nobody in
particular. “Later.”{+}

“Why not?”{by=\"a fitter\"}

“Because.”{by=\"the keeper\"}

== is silent on one speaker's two quotations
:: article
“Not now.”{@vell} “Later.”{@vell} “Never.”{+} Vell left. “Nets,”{by=\"a fitter\"} “ropes.”{by=\"the fitter\"}

== is silent with words between, and in paragraphs and lines of their own
:: article
“Not now,”{@vell} and “why not?”{@marrow} were all they said: “Not now” – “Why?”{@marrow}

“Not now.”{@vell}

“Why not?”{@marrow}

{@vell}
“Not now.”
“Why not?”{@marrow}

== is silent on joint speakers, on whoever is not known yet, and inside a quotation
:: article
“Not now.”{@vell @marrow} “Never.”{@marrow} “No!”{@?} “Yes!”{@vell} “She said ‘no’{@marrow} ‘yes’{@oona},”{@vell} Vell said.

== is silent on a title beside a quote
:: article
“Not now.”{@vell} “Nets at Dawn”{title} is sold out.

== a suppression silences it
:: article
“Not now.”{@vell} “Why not?”{@marrow} asked Marrow. {% allow merged-speakers %}
";
