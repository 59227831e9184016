//! `conflicting-fragments`: two parts of one quote contradict one another.

use super::catalogue::Run;
use super::input::{Input, Report};
use super::{Check, Example, Group, Level};
use crate::model::ProblemKind;

pub(super) const CHECK: Check = Check {
    code: "conflicting-fragments",
    group: Group::Attribution,
    summary: "The tags of a quote's parts name different speakers, media or dates.",
    level: Some(Level::Error),
    reason: "\
`+`, a shared `#id` and a quotation over several paragraphs make one quote of several pieces, and what the tag of one \
piece says holds for all of them. If two name different speakers, each is given words of the other. Often an id was copied \
together with its tag. People who speak together stand in one tag: `{@vell @marrow}`.

A piece that names nobody, or `@?`, contradicts nothing, nor does a date that is only told more closely, nor do words for \
an unnamed source that have a word in common.",
    example: Example {
        settings: "",
        bad: "“Not now,”{by=\"a dock worker\" #q1} a dock worker said. “Why not?”{by=\"the fitter\" #q1} the fitter asked.\n",
        good: "“Not now,”{by=\"a dock worker\" #q1} a dock worker said. “Why not?”{by=\"the fitter\" #q2} the fitter asked.\n",
    },
    settings: &[],
    fix: None,
    run: Run::Article(run),
};

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    for problem in input.problems(ProblemKind::ConflictingFragments) {
        let added = report
            .add(problem.span.clone(), problem.message.clone())
            .help("take the + or #id out where another quote begins, or say the same in both tags");
        if let Some(other) = &problem.other {
            added.related(other.clone(), "the first to say so");
        }
    }
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires on one id for two speakers
:: article
“Not now,”{@vell #q1} Vell said. “Why not?”{@marrow #q1} Marrow asked.
:: finds
⟨@marrow⟩ the quote that this is a part of is by @vell, not by @marrow
  help: take the + or #id out where another quote begins, or say the same in both tags

== fires on a continuation by somebody else
:: article
“Not now,”{@vell} Vell said. “Why not?”{+ by=\"a fitter\"} a fitter asked.
:: finds
⟨\"a fitter\"⟩ the quote that this is a part of is by @vell, not by \"a fitter\"

== fires on a quotation over two paragraphs
:: article
“Not now.{@vell}

“Why not,”{@vell} Vell asked.

“Later.

“Never,”{@marrow medium=writing} Marrow wrote. “And nowhere.”{+ medium=speech}
:: finds
⟨speech⟩ the quote that this is a part of is writing, not speech

== fires on one more speaker, and on two days
:: article
“Not now,”{@vell on=2031-03-02} Vell said. “Later,”{+ @vell @marrow on=2031-03-05} they said.
:: finds
⟨@vell⟩ the quote that this is a part of is by @vell, not by @vell @marrow
⟨2031-03-05⟩ the quote that this is a part of is of 2031-03-02, not of 2031-03-05

== is silent where pieces say the same, less, or the same in other words
:: article
“Not now,”{@vell #q1 on=2031-03} Vell said, “not here”{@vell? #q1 on=2031-03-02} and “never”{#q1 medium=speech}.

“Nets,”{by=\"a fitter at the yard\" #q2} he said, “and ropes.”{by=\"the fitter\" #q2} “Buoys,”{+ @?} he said.

== is silent on references, which can mean whom the other names
:: article
[The crane master]{@vell #s1} spoke. “Not now,”{by=#s1 #q1} he said. “Never.”{@vell #q1}

== is silent on two quotes
:: article
“Not now,”{@vell} Vell said. “Why not?”{@marrow} Marrow asked.

== a suppression silences it
:: article
“Not now,”{@vell #q1} Vell said. “Why not?”{@marrow #q1} Marrow asked. {% allow conflicting-fragments %}
";
