//! `unused-allow`: a comment allows what is not there.

use super::catalogue::Run;
use super::input::Report;
use super::{Check, Example, Fix, Group, Level, Safety, TextEdit};
use crate::syntax::Span;

pub(super) const CHECK: Check = Check {
    code: "unused-allow",
    group: Group::Markup,
    summary: "A comment allows what is not there.",
    level: Some(Level::Warning),
    reason: "\
`{% allow … %}` silences a check. Once the passage is mended, the comment would silence the next mistake in it as well.

Codes of checks that are off, and of those that look at several articles, are left alone.",
    example: Example {
        settings: "",
        bad: "The ferry is late. {% allow unattributed-quote %}\n",
        good: "The ferry is late.\n",
    },
    settings: &[],
    fix: Some((Safety::Safe, "Takes the code out of the comment, and the comment with the last code.")),
    run: Run::Elsewhere,
};

/// Reports `code`, which the comment at `comment` allows in vain.
pub(super) fn add(text: &str, code: &str, comment: &Span, report: &mut Report<'_>) {
    let body = &text[comment.clone()];
    let is_end = |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric() || c == '-');
    let found = body.match_indices(code).find(|(i, _)| {
        is_end(body[..*i].chars().next_back()) && is_end(body[i + code.len()..].chars().next())
    });
    let Some((at, _)) = found else { return };
    let span = comment.start + at..comment.start + at + code.len();
    let codes = body
        .trim_start_matches("{%")
        .trim_end_matches("%}")
        .split([' ', ',', '\t', '\n', '\r'])
        .filter(|c| !c.is_empty())
        .count()
        .saturating_sub(1);
    let gone = if codes > 1 {
        let before = body[..at].trim_end_matches([' ', ',', '\t']).len();
        let after = body.len()
            - body[at + code.len()..]
                .trim_start_matches([' ', ',', '\t'])
                .len();
        // The first code goes with the comma behind it, another with the one before it.
        if body[..before].ends_with("allow") {
            comment.start + at..comment.start + after
        } else {
            comment.start + before..span.end
        }
    } else {
        let before = text[..comment.start].trim_end_matches([' ', '\t']).len();
        // A comment on lines of its own leaves none of them behind.
        if text[..before].ends_with('\n') || before == 0 {
            let rest = &text[comment.end..];
            let lines = rest.len() - rest.trim_start_matches(['\n', '\r', ' ', '\t']).len();
            let lines = if rest[..lines].contains('\n') {
                lines
            } else {
                0
            };
            before..comment.end + lines
        } else {
            before..comment.end
        }
    };
    report
        .add(span, format!("there is no {code} to allow here"))
        .fix(Fix::one(
            Safety::Safe,
            format!("do not allow {code}"),
            TextEdit::new(gone, ""),
        ));
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires where nothing is silenced
:: article
Peas are green. {% allow unattributed-quote %}
:: finds
⟨unattributed-quote⟩ there is no unattributed-quote to allow here
:: fixed
Peas are green.

== one code of several goes alone
:: article
“Peas,” she said. {% allow unknown-speaker, unattributed-quote %}
:: finds
⟨unknown-speaker⟩ there is no unknown-speaker to allow here
:: fixed
“Peas,” she said. {% allow unattributed-quote %}

== the whole article's goes with its line
:: article
{% allow unattributed-quote %}

Peas are green.
:: finds
⟨unattributed-quote⟩ there is no unattributed-quote to allow here
:: fixed
Peas are green.

== is silent where the comment does its work
:: article
“Peas,” she said. {% allow unattributed-quote %}

== is silent for a check that is off
:: settings
[checks]
unattributed-quote = \"off\"
:: article
Peas are green. {% allow unattributed-quote %}

== a suppression silences it
:: article
Peas are green. {% allow unattributed-quote, unused-allow %}
";
