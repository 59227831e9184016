//! `unclosed-quote`: a quotation mark without its partner.

use super::catalogue::Run;
use super::input::{Input, Report};
use super::{Check, Example, Fix, Group, Level, Safety, TextEdit};
use crate::syntax::ErrorKind;

pub(super) const CHECK: Check = Check {
    code: "unclosed-quote",
    group: Group::Attribution,
    summary: "A quotation mark has no partner.",
    level: Some(Level::Error),
    reason: "\
Where nothing closes a quotation, a reader cannot tell where the speaker's words end and the article's begin, and where \
nothing opened it, where they began. The words in between are attributed to the wrong one of the two.

A quotation may go on in the next paragraph if that opens with the same mark. Apostrophes, feet and inches, and a mark \
behind a backslash are left alone.",
    example: Example {
        settings: "",
        bad: "“Not now, a dock worker said.\n",
        good: "“Not now,”{by=\"a dock worker\"} a dock worker said.\n",
    },
    settings: &[],
    fix: Some((
        Safety::Unsafe,
        "Takes away one of two equal marks that stand together; where a lost mark belongs, it cannot know.",
    )),
    run: Run::Article(run),
};

/// Whether an error of the syntax is one of this check's.
pub(super) fn is_about(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::UnclosedQuotation | ErrorKind::GivenUpQuotation | ErrorKind::UnopenedQuotation
    )
}

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    let errors = input.errors();
    for error in errors.iter().filter(|e| is_about(e.kind)) {
        let span = error.span.clone();
        let mark = &input.text[span.clone()];
        let added = report.add(span.clone(), error.message.clone());
        // Two single marks can stand for a double one.
        let single = matches!(mark, "'" | "‘" | "’" | "‚" | "‹" | "›");
        let is_good = |at: usize| {
            let same = input.text[at..].starts_with(mark);
            same && errors.binary_search_by_key(&at, |e| e.span.start).is_err()
        };
        let before = input.text[..span.start].ends_with(mark) && is_good(span.start - mark.len());
        if !single && (before || is_good(span.end)) {
            added.help(format!("one {mark} is enough")).fix(Fix::one(
                Safety::Unsafe,
                format!("take one {mark} away"),
                TextEdit::new(span, ""),
            ));
        }
    }
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires on a quotation that runs to the end of its paragraph
:: article
“Not now, she said.

He said: “Later.”{by=\"a fitter\"}
:: finds
⟨“⟩ this quotation is not closed: expected ” before the paragraph ends, or the next paragraph to open with “

== fires on a mark that closes nothing
:: article
Not now,” she said.
:: finds
⟨”⟩ ” closes no quotation: expected an opening mark before it in this paragraph

== fires on the first of two marks where one end follows
:: article
“Not now, she said. “Later,”{by=\"a fitter\"} he said.
:: finds
⟨“⟩ this quotation is not closed: expected ” before the quotation around it ends, or before “ opens another

== fires in German marks, and in straight ones
:: article
---
lang: de
---

„Nicht jetzt, sagte sie.

\"Später, sagte er.
:: finds
⟨„⟩ this quotation is not closed: expected “ before the paragraph ends, or the next paragraph to open with „
⟨\"⟩ this quotation is not closed: expected \" before the paragraph ends, or the next paragraph to open with \"

== takes a doubled mark away
:: article
“Not now,”” she said. ““Later,” he said.
:: finds
⟨”⟩ ” closes no quotation: expected an opening mark before it in this paragraph
  help: one ” is enough
⟨“⟩ this quotation is not closed: expected ” before the quotation around it ends, or before “ opens another
  help: one “ is enough
:: fixed
“Not now,” she said. “Later,” he said.

== cannot tell what is meant where neither of two marks has a partner
:: article
Not now,”” she said.
:: finds
⟨”⟩ ” closes no quotation: expected an opening mark before it in this paragraph
⟨”⟩ ” closes no quotation: expected an opening mark before it in this paragraph

== is silent on a quotation over two paragraphs
:: article
“Not now.

“Later,”{by=\"a fitter\"} she said.

== is silent on apostrophes, inches and quotations inside others
:: article
The crews’ 6\" pipes of ’31 and rock ’n’ roll. “He said ‘the fitters’ hats’,” she said. “‘Never’?”

== a suppression silences it
:: article
“Not now, she said. {% allow unclosed-quote %}
";
