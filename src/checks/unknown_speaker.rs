//! `unknown-speaker`: `@?`, a place on the work list.

use super::catalogue::Run;
use super::input::{Input, Report};
use super::{Check, Example, Group, Level};
use crate::model::{Source, Who};

pub(super) const CHECK: Check = Check {
    code: "unknown-speaker",
    summary: "A tag says that it is not yet known who speaks or is meant.",
    group: Group::Attribution,
    level: Some(Level::Warning),
    reason: "\
`@?` puts a quote or a mention on the work list: somebody said it, and whoever tagged it did not know who. The article \
should not go out before that is known, or before the source is given in the article's words.",
    example: Example {
        settings: "",
        bad: "“Not now,”{@?} she said.\n",
        good: "“Not now,”{by=\"a dock worker\"} she said.\n",
    },
    settings: &[],
    fix: None,
    run: Run::Article(run),
};

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    let unknown = |sources: &[Source]| {
        sources
            .iter()
            .filter(|s| s.who == Who::Unknown)
            .map(|s| s.tag)
            .collect::<Vec<_>>()
    };
    for quote in &input.article.quotes {
        for (sources, what) in [
            (&quote.speakers, "who says this is not yet known"),
            (&quote.addressees, "to whom this is said is not yet known"),
            (&quote.relayed_by, "who relays this is not yet known"),
        ] {
            // What a quote inherits from the one around it is reported there.
            let own = unknown(sources)
                .into_iter()
                .filter(|t| quote.inside.is_none() || !is_outer(input, quote.inside, t.start));
            for tag in own {
                report.add(tag.start..tag.end, what).help(
                    "put the actor's name for the ?, or by=\"…\" for a source that stays unnamed",
                );
            }
        }
    }
    for mention in input.article.mentions.iter().filter(|m| !m.implicit) {
        for tag in unknown(&mention.actors) {
            report
                .add(tag.start..tag.end, "who is meant is not yet known")
                .help("put the actor's name for the ?");
        }
    }
}

/// Whether the tag at `start` is one of the quote around.
fn is_outer(input: &Input<'_>, outer: Option<usize>, start: usize) -> bool {
    outer
        .and_then(|o| input.article.quotes.get(o))
        .is_some_and(|q| q.speakers.iter().any(|s| s.tag.start == start))
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires on a speaker and an addressee
:: article
“Not now,”{@? to=@?} she told him.
:: finds
⟨@?⟩ who says this is not yet known
⟨@?⟩ to whom this is said is not yet known

== fires on a mention
:: article
[She]{@?} left.
:: finds
⟨@?⟩ who is meant is not yet known
  help: put the actor's name for the ?

== is silent on an uncertain speaker
:: article
---
actors:
  vell: Imre Vell
---

“Not now,”{@vell?} he said.

== a suppression silences it
:: article
“Not now,”{@?} she said. {% allow unknown-speaker %}
";
