//! `syntax-error`: the text breaks a rule of the language.

use super::catalogue::Run;
use super::input::{Input, Report};
use super::{CHECKS, Check, Example, Group, Level, unclosed_quote};
use crate::model::ProblemKind;
use crate::syntax::ErrorKind;

pub(super) const CHECK: Check = Check {
    code: "syntax-error",
    group: Group::Markup,
    summary: "The text breaks a rule of the language.",
    level: Some(Level::Error),
    reason: "\
What breaks a rule is read as copy, or says less than was meant: a tag without its brace, an item that there is not, a \
header line that is no `key: value`. Each message names what was expected.

Words that `newsmark.toml` declares under `tags` are items like others.",
    example: Example {
        settings: "",
        bad: "“Not now,”{@vell she said.\n",
        good: "“Not now,”{by=\"a dock worker\"} she said.\n",
    },
    settings: &[],
    fix: None,
    run: Run::Article(run),
};

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    if let Some(fence) = input.tree.stray_header(input.text) {
        let help = "a header begins on the first line with ---, and its second line has a key, such as title:".to_owned();
        report
            .add(fence, "this looks like a header, but is read as copy")
            .help(help);
    }
    let tags = &input.config.tags;
    for error in input.errors() {
        if unclosed_quote::is_about(error.kind) {
            continue;
        }
        let added = report.add(error.span.clone(), error.message.clone());
        let word = &input.text[error.span.clone()];
        if error.kind == ErrorKind::UnknownItem
            && let Some(near) =
                input.nearest(error.span.start, word, tags.keys().map(String::as_str))
        {
            added.help(format!("did you mean {near}?"));
        }
    }
    for problem in input.problems(ProblemKind::Value) {
        report.add(problem.span.clone(), problem.message.clone());
    }
    for comment in &input.article.comments {
        for code in comment
            .allows
            .iter()
            .filter(|a| !CHECKS.iter().any(|c| c.code == **a))
        {
            let near = input.nearest(
                comment.place.source.start,
                code,
                CHECKS.iter().map(|c| c.code),
            );
            let added = report.add(
                comment.place.source.start..comment.place.source.end,
                format!("there is no check {code} to allow"),
            );
            if let Some(near) = near {
                added.help(format!("did you mean {near}?"));
            }
        }
    }
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires on an item that there is not
:: article
“Not now,”{titel} she said.
:: finds
⟨titel⟩ unknown item titel: did you mean title?

== fires on a code that no check has
:: article
“Not now,”{title} she said. {% allow invalid-dates %}
:: finds
⟨{% allow invalid-dates %}⟩ there is no check invalid-dates to allow
  help: did you mean invalid-date?

== is silent on braces that touch nothing
:: article
Use {braces} and [brackets] as you like, @vell.

== is silent on a word that the project declares
:: settings
[tags.claim]
summary = \"What can be checked\"
[tags.rumour]
summary = \"What nobody confirms\"
:: article
They say [the dam holds]{claim}, [or seems to]{stance=pro claim rumour}.

== leaves the declared out of a run of words, and knows what was meant
:: settings
[tags.claim]
summary = \"What can be checked\"
:: article
They say [the dam holds]{claim perhaps} or [the weir]{clam}.
:: finds
⟨perhaps⟩ unknown item perhaps: expected @name, by=…, +, #id, title, term, scare, cue, a date or key=value
⟨clam⟩ unknown item clam: expected @name, by=…, +, #id, title, term, scare, cue, a date or key=value

== leaves marks that nothing closes to unclosed-quote
:: article
“Not now, she said.

== a suppression silences it
:: article
“Not now,”{titel} she said. {% allow syntax-error %}
";
