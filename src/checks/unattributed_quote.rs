//! `unattributed-quote`: a quotation for which nobody is named.
//!
//! A quotation inside another's content is part of what that one's speaker says; only the
//! outermost is reported. One whose tag breaks a rule has its error already.

use super::catalogue::Run;
use super::input::{Input, Report};
use super::{Check, Example, Group, Level};

pub(super) const CHECK: Check = Check {
    code: "unattributed-quote",
    group: Group::Attribution,
    summary: "Nobody is named for a quotation.",
    level: Some(Level::Warning),
    reason: "\
A quotation without a speaker cannot be answered for: a reader, or whoever corrects the article, must guess who said it. \
Tag it with an actor, with the article's own words for somebody unnamed, or as a title, term or scare quotes.

A quotation inside another is part of what that one's speaker says, and one with a broken tag has its error already.",
    example: Example {
        settings: "",
        bad: "“Not now,” she said.\n",
        good: "“Not now,”{by=\"a dock worker\"} she said.\n",
    },
    settings: &[],
    fix: None,
    run: Run::Article(run),
};

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    let is_unknown = |word: &String| !input.config.tags.contains_key(word);
    for quote in &input.article.quotes {
        let broken = quote.broken || quote.words.iter().any(is_unknown);
        if quote.inside.is_some() || broken || !quote.speakers.is_empty() {
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
        report
            .add(place.start..place.end, "nobody is named for this quotation")
            .help(help);
    }
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires on a bare quotation
:: article
“Not now,” she said.
:: finds
⟨“Not now,”⟩ nobody is named for this quotation
  help: say who behind the mark: ”{@name}, or ”{by=\"a dock worker\"}; ”{title}, ”{term} or ”{scare} if nobody says it

== fires once for the outer of two quotations
:: article
“She told me ‘never’ twice,” he said.
:: finds
⟨“She told me ‘never’ twice,”⟩ nobody is named for this quotation

== is silent on a speaker, a title and a broken tag
:: article
“Not now,”{by=\"a dock worker\"} said one. “Nets at Dawn”{title} and “gone”{titel} are on.

== fires beside a word that the project declares
:: settings
[tags.claim]
summary = \"What can be checked\"
:: article
“It holds,”{claim} she said. “It leaks,”{claym} he said. “It stood,”{mood=calm claim} they said.
:: finds
⟨“It holds,”⟩ nobody is named for this quotation
⟨“It stood,”⟩ nobody is named for this quotation

== a suppression silences it
:: article
“Not now,” she said. {% allow unattributed-quote %}
";
