//! `syntax-error`: the text breaks a rule of the language.

use super::{CHECKS, Check, Input, Level, Report, nearest};

pub(super) const CHECK: Check = Check {
    code: "syntax-error",
    summary: "The text breaks a rule of the language.",
    level: Level::Error,
    run,
};

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    if let Some(fence) = input.tree.stray_header(input.text) {
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
