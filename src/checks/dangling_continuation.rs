//! `dangling-continuation`: `+` where no quote stands before it.

use super::catalogue::Run;
use super::input::{Input, Report};
use super::{Check, Example, Group, Level};
use crate::model::ProblemKind;

pub(super) const CHECK: Check = Check {
    code: "dangling-continuation",
    group: Group::Attribution,
    summary: "`+` continues nothing.",
    level: Some(Level::Error),
    reason: "\
`+` says that a quote goes on: the same speaker, the same utterance. Where no quote stands before it in the same \
surroundings, beside it and not inside another quotation, the words are nobody's. That happens when a paragraph is cut or moved.",
    example: Example {
        settings: "",
        bad: "“Not now,”{+} the dock worker said.\n",
        good: "“Not now,”{by=\"a dock worker\"} a dock worker said. “Later.”{+}\n",
    },
    settings: &[],
    fix: None,
    run: Run::Article(run),
};

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    for problem in input.problems(ProblemKind::DanglingContinuation) {
        report
            .add(problem.span.clone(), problem.message.clone())
            .help("name the speaker instead: @name, or by=\"a dock worker\"");
    }
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires where nothing stands before
:: article
“Not now,”{+} she said.
:: finds
⟨+⟩ + continues the quote before it, but there is none here: expected @name or by=…
  help: name the speaker instead: @name, or by=\"a dock worker\"

== fires inside a quotation: what stands around is not before
:: article
“He told me ‘never’{+} twice,”{by=\"a fitter\"} she said.
:: finds
⟨+⟩ + continues the quote before it, but there is none here: expected @name or by=…

== fires on a statement in a block, and on indirect speech
:: article
{+}
The dam will hold.

[It was built in 2004]{+}, she said.
:: finds
⟨+⟩ + continues the quote before it, but there is none here: expected @name or by=…

== fires behind a title, which nobody says
:: article
“Nets at Dawn”{title} is sold out. “We reprint,”{+} she said.
:: finds
⟨+⟩ + continues the quote before it, but there is none here: expected @name or by=…

== is silent behind a quote, in the next paragraph too
:: article
“Not now,”{by=\"a fitter\"} she said. “Later.”{+}

“And never here.”{+}

== a suppression silences it
:: article
“Not now,”{+} she said. {% allow dangling-continuation %}
";
