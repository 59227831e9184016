//! `unattributed-quote`: a quotation for which nobody is named.
//!
//! A quotation inside another's content is part of what that one's speaker says; only the
//! outermost is reported. One whose tag breaks a rule has its error already.

use super::{Check, Input, Level, Report};

pub(super) const CHECK: Check = Check {
    code: "unattributed-quote",
    summary: "Nobody is named for a quotation.",
    level: Level::Warning,
    run,
};

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    for quote in &input.article.quotes {
        if quote.inside.is_some() || quote.broken || !quote.speakers.is_empty() {
            continue;
        }
        let Some(first) = quote.fragments.first() else {
            continue;
        };
        let place = first.whole.source;
        // The mark or bracket that a tag goes behind.
        let end = quote.fragments.last().map_or("”", |f| {
            let whole = &input.text[f.whole.source.start..f.whole.source.end];
            whole
                .char_indices()
                .next_back()
                .map_or("”", |(i, _)| &whole[i..])
        });
        let help = format!(
            "say who behind the mark: {end}{{@name}}, or {end}{{by=\"a dock worker\"}}; {end}{{title}}, {end}{{term}} or {end}{{scare}} if nobody says it"
        );
        report.add(
            place.start..place.end,
            "nobody is named for this quotation",
            Some(help),
        );
    }
}
