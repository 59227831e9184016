//! `syntax-error`: the text breaks a rule of the language.

use super::{CHECKS, Check, Input, Level, Report, nearest};
use crate::syntax::{BlockKind, HEADER_KEYS, Span};

pub(super) const CHECK: Check = Check {
    code: "syntax-error",
    summary: "The text breaks a rule of the language.",
    level: Level::Error,
    run,
};

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    let header = input
        .tree
        .blocks()
        .next()
        .is_some_and(|b| b.kind() == BlockKind::Header);
    if let Some(fence) = stray_fence(input.text).filter(|_| !header) {
        let help = "a header begins on the first line with ---, and its second line has a key, such as title:".to_owned();
        report.add(
            fence,
            "this looks like a header, but is read as copy",
            Some(help),
        );
    }
    for error in input.tree.errors(input.text) {
        report.add(error.span, error.message, None);
    }
    for problem in input.article.problems().iter().filter(|p| !p.is_date) {
        report.add(problem.span.clone(), problem.message.clone(), None);
    }
    for comment in &input.article.comments {
        for code in comment
            .allows
            .iter()
            .filter(|a| !CHECKS.iter().any(|c| c.code == **a))
        {
            let near = nearest(code, CHECKS.iter().map(|c| c.code));
            let help = near.map(|n| format!("did you mean {n}?"));
            report.add(
                comment.place.source.start..comment.place.source.end,
                format!("there is no check {code} to allow"),
                help,
            );
        }
    }
}

/// The first line of what was meant as a header: `---`, with another soon below it and between
/// them a key that headers have.
fn stray_fence(text: &str) -> Option<Span> {
    const LONGEST: usize = 60;
    let start = text.len()
        - text
            .trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
            .len();
    let mut lines = text[start..].lines().map(str::trim_end);
    lines.next().filter(|l| *l == "---")?;
    let mut known = false;
    for line in lines.take(LONGEST) {
        if line == "---" {
            return known.then_some(start..start + 3);
        }
        known |= HEADER_KEYS.iter().any(|k| {
            line.strip_prefix(k)
                .is_some_and(|rest| rest.starts_with(':'))
        });
    }
    None
}
