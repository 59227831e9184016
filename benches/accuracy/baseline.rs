//! What plain regular expressions find: a name beside a verb of speech, behind a quotation or before it, or the last
//! one of the paragraph.

use std::ops::Range;
use std::sync::LazyLock;

use newsmark::model::Extent;
use regex::Regex;

const VERBS: &str = "said|says|say|told|tells|added|adds|asked|asks|wrote|writes|tweeted|argued|argues|noted|notes|\
                     explained|explains|replied|replies|called|calls|claimed|claims|insisted|warned|declared|\
                     continued|stated|according to";

const SOMEBODY: &str = r"(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir)\s(?:[\w’'-]+\s){0,2}[\w’'-]+|(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov)\.\s)?\p{Lu}[\w’'-]+(?:\s\p{Lu}[\w.’'-]*){0,3}|[Hh]e|[Ss]he|[Tt]hey)";

/// So many bytes to each side are looked at.
const NEAR: usize = 160;

static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    expression(&format!(
        r"^[,\s]*(?:(?P<a>{SOMEBODY})\s(?:\w+\s)?(?:{VERBS})\b|(?:{VERBS})\s(?P<b>{SOMEBODY}))"
    ))
});

static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    expression(&format!(
        r#"(?P<a>{SOMEBODY})\s(?:\w+\s)?(?:{VERBS})\b[^.“”"]{{0,60}}$"#
    ))
});

fn expression(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap()
}

/// Who says each of some quotations, in the order of the text: whoever said the last one of the paragraph, if nobody
/// is named beside it.
pub(crate) fn sources(text: &str, quotations: &[Extent]) -> Vec<Option<Extent>> {
    let mut all: Vec<Option<Extent>> = Vec::new();
    for (i, quotation) in quotations.iter().enumerate() {
        let last = i.checked_sub(1).and_then(|l| {
            let between = text.get(quotations[l].end..quotation.start)?;
            all[l].filter(|_| !between.contains('\n'))
        });
        all.push(source(text, *quotation).or(last));
    }
    all
}

/// The words that name who says a quotation.
fn source(text: &str, quotation: Extent) -> Option<Extent> {
    let until = text.ceil_char_boundary((quotation.end + NEAR).min(text.len()));
    let from = text.floor_char_boundary(quotation.start.saturating_sub(NEAR));
    let line = |part: Range<usize>| text.get(part).unwrap_or_default();
    let behind = line(quotation.end..until)
        .lines()
        .next()
        .unwrap_or_default();
    let before = line(from..quotation.start)
        .rsplit('\n')
        .next()
        .unwrap_or_default();
    let found = |expression: &Regex, part: &str, start: usize| {
        let captures = expression.captures(part)?;
        let name = captures.name("a").or_else(|| captures.name("b"))?;
        Some(Extent {
            start: start + name.start(),
            end: start + name.end(),
        })
    };
    found(&BEHIND, behind, quotation.end)
        .or_else(|| found(&BEFORE, before, quotation.start - before.len()))
}
