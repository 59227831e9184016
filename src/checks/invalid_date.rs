//! `invalid-date`: a value that has the shape of a date and is none.

use super::{Check, Input, Level, Report};

pub(super) const CHECK: Check = Check {
    code: "invalid-date",
    summary: "A value is neither an EDTF date nor a TIMEX3 value.",
    level: Level::Error,
    run,
};

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    for problem in input.article.problems().iter().filter(|p| p.is_date) {
        report.add(problem.span.clone(), problem.message.clone(), None);
    }
}
