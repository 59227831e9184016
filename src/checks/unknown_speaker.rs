//! `unknown-speaker`: `@?`, a place on the work list.

use super::{Check, Input, Level, Report};
use crate::model::{Source, Who};

pub(super) const CHECK: Check = Check {
    code: "unknown-speaker",
    summary: "A tag says that it is not yet known who speaks or is meant.",
    level: Level::Warning,
    run,
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
                report.add(tag.start..tag.end, what, Some("put the actor's name for the ?, or by=\"…\" for a source that stays unnamed".into()));
            }
        }
    }
    for mention in input.article.mentions.iter().filter(|m| !m.implicit) {
        for tag in unknown(&mention.actors) {
            report.add(
                tag.start..tag.end,
                "who is meant is not yet known",
                Some("put the actor's name for the ?".into()),
            );
        }
    }
}

/// Whether the tag at `start` is one of the quote around.
fn is_outer(input: &Input<'_>, outer: Option<usize>, start: usize) -> bool {
    outer
        .and_then(|o| input.article.quotes.get(o))
        .is_some_and(|q| q.speakers.iter().any(|s| s.tag.start == start))
}
