//! `invalid-date`: a value that has the shape of a date and is none.

use super::catalogue::Run;
use super::input::{Input, Report};
use super::{Check, Example, Group, Level};
use crate::model::ProblemKind;

pub(super) const CHECK: Check = Check {
    code: "invalid-date",
    group: Group::Dates,
    summary: "A value is neither an EDTF date nor a TIMEX3 value.",
    level: Some(Level::Error),
    reason: "\
Dates in tags and in the header are EDTF (ISO 8601-2, levels 0 to 2), or a value of TIMEX3 where EDTF has no form. A \
day that the calendar does not have, or a month 13, is a slip that no reader of the markup can repair.",
    example: Example {
        settings: "",
        bad: "The ferry sank in February{2031-02-30}.\n",
        good: "The ferry sank in February{2031-02}.\n",
    },
    settings: &[],
    fix: None,
    run: Run::Article(run),
};

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    for problem in input.problems(ProblemKind::Date) {
        report.add(problem.span.clone(), problem.message.clone());
    }
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires on a month that does not exist
:: article
It sank on Tuesday{2031-13-01}.
:: finds
⟨2031-13-01⟩ 2031-13-01 is no date: month must be 01-12 or a sub-year code 21-41; expected EDTF such as 2031-03-12 or 203X, or TIMEX3 such as P3Y or 2031-W11

== fires in the header
:: article
---
date: 12 March
---

Peas are green.
:: finds
⟨12 March⟩ 12 March is no date: whitespace is not allowed; expected EDTF such as 2031-03-12 or 203X, or TIMEX3 such as P3Y or 2031-W11

== is silent on dates of both notations
:: article
In the 2030s{203X}, for [three years]{P3Y}, [on some day in March]{2031-03-XX}.

== a suppression silences it
:: article
It sank on Tuesday{2031-13-01}. {% allow invalid-date %}
";
