//! `orphan-cue`: words are marked as introducing speech, and there is none.

use super::catalogue::Run;
use super::input::{Input, Report, apart};
use super::{Check, Example, Group, Level};
use crate::model::Extent;

pub(super) const CHECK: Check = Check {
    code: "orphan-cue",
    group: Group::Attribution,
    summary: "A cue introduces nothing.",
    level: Some(Level::Warning),
    reason: "\
`{cue}` marks the words that introduce speech. Where its paragraph has no quote, what was said is not tagged, and nobody \
answers for it: most often it is indirect speech, which needs `[brackets]{by=@name}`.

Where the paragraph ends with the cue, or without a full stop, as in *the notice read:*, a quote in the next paragraph is \
enough.",
    example: Example {
        settings: "",
        bad: "A dock worker said{cue} the ferry would wait.\n",
        good: "A dock worker said{cue} [the ferry would wait]{by=\"a dock worker\"}.\n",
    },
    settings: &[],
    fix: None,
    run: Run::Article(run),
};

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    let mut quotes: Option<Vec<Extent>> = None;
    for cue in input.article.cues.iter().filter(|c| c.quote.is_none()) {
        let quotes = quotes.get_or_insert_with(|| places(input));
        if !leads_on(input, cue.place.bytes, quotes) {
            let span = cue.place.source;
            report
                .add(
                    span.start..span.end,
                    format!("{} introduces no quote", cue.text),
                )
                .help("tag what was said, as in [the crane is late]{by=@name}, or take {cue} out");
        }
    }
}

/// Whether a quote reaches into the paragraph of a cue, or the copy leads on to one in the next: it
/// ends with the cue, or without a full stop.
fn leads_on(input: &Input<'_>, cue: Extent, quotes: &[Extent]) -> bool {
    let here = input.paragraph_of(cue.start);
    let paragraph = |i: usize| input.article.paragraphs.get(i).map(|p| p.bytes);
    let has_quote = |p: Extent| {
        let next = quotes.partition_point(|q| q.end <= p.start);
        quotes.get(next).is_some_and(|q| q.start < p.end)
    };
    let Some(this) = paragraph(here) else {
        return false;
    };
    let behind = input.plain().get(cue.end..this.end).unwrap_or_default();
    let is_open = !behind.contains(char::is_alphanumeric)
        || behind.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ':' | ',' | '–' | '—'));
    has_quote(this) || is_open && paragraph(here + 1).is_some_and(has_quote)
}

/// Where the pieces of quotes stand, in order.
fn places(input: &Input<'_>) -> Vec<Extent> {
    let fragments = input.article.quotes.iter().flat_map(|q| &q.fragments);
    let mut places: Vec<Extent> = fragments.map(|f| f.whole.bytes).collect();
    places.sort_by_key(|p| p.start);
    // Some stand in others.
    apart(places.into_iter())
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires on indirect speech that is not tagged
:: article
A fitter said{cue} the ferry would wait.

“Not now,”{by=\"a fitter\"} he said{cue}.
:: finds
⟨said⟩ said introduces no quote
  help: tag what was said, as in [the crane is late]{by=@name}, or take {cue} out

== fires on words in brackets, and beside a title
:: article
[According to]{cue} her, “Nets at Dawn”{title} is sold out.
:: finds
⟨According to⟩ According to introduces no quote

== fires where what follows has ended before the next quote
:: article
The notice reads{cue} badly, she thought.

“Not now,”{by=\"a fitter\"} he said{cue}.
:: finds
⟨reads⟩ reads introduces no quote

== is silent on a cue with its quote, direct, indirect or unattributed
:: article
“Not now,”{by=\"a fitter\"} he said{cue}. He added{cue} that [it was late]{by=\"a fitter\"}.

She asked{cue}: “Why?”

== is silent where the quote is the next paragraph's
:: article
The notice on the gate read{cue}:

“No boats today.

“None tomorrow.”{by=\"a notice\" medium=writing}

The keeper went on{cue}:

{by=\"the keeper\"}
> I was asleep.

== is silent in lines that are wrapped behind a tag
:: article
The letter to the harbour board calls{cue}
the plan “late,”{by=\"a letter\"} and nothing else.

== a suppression silences it
:: article
A fitter said{cue} the ferry would wait. {% allow orphan-cue %}
";
