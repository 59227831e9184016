//! Applying fixes to a text.

use super::{Config, Finding, Level, Safety, TextEdit, check_with};
use crate::registry::Registry;
use crate::syntax::parse;

/// A text after its fixes.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Fixed {
    /// The text.
    pub text: String,
    /// How many findings were mended.
    pub count: usize,
    /// What is found in it still.
    pub findings: Vec<Finding>,
}

/// A fix can make way for another; more often than so many times never happens in earnest.
const MOST_ROUNDS: usize = 16;

/// Mends `text` by the fixes of what is found in it, safe ones or all, until none is left that
/// can be applied. A fix that would break a rule of the language is not applied.
///
/// Fixing what this gives changes nothing.
pub fn fix(text: &str, config: &Config, registry: &Registry, most: Safety) -> Fixed {
    fix_by(text, most, |text| check_with(text, config, registry))
}

/// The same with what `check` finds in a text.
pub(crate) fn fix_by(text: &str, most: Safety, check: impl Fn(&str) -> Vec<Finding>) -> Fixed {
    let mut fixed = Fixed {
        text: text.to_owned(),
        count: 0,
        findings: check(text),
    };
    let mut seen = vec![fixed.text.clone()];
    for _ in 0..MOST_ROUNDS {
        let Some((text, count)) = round(&fixed.text, &fixed.findings, most) else {
            break;
        };
        // Fixes that undo each other would go on for ever. Of the texts that they go through one is
        // taken, the same wherever one begins.
        if let Some(again) = seen.iter().position(|s| *s == text) {
            if let Some(least) = seen.drain(again..).min() {
                fixed.findings = check(&least);
                fixed.text = least;
            }
            break;
        }
        seen.push(text.clone());
        fixed.findings = check(&text);
        fixed.count += count;
        fixed.text = text;
    }
    fixed
}

/// Applies what can be applied at once. None if there is nothing.
///
/// What weighs more comes first, by itself: with it mended, another finding may lose its reason.
fn round(text: &str, findings: &[Finding], most: Safety) -> Option<(String, usize)> {
    let levels = [Level::Error, Level::Warning, Level::Info, Level::Hint];
    levels.iter().find_map(|level| {
        let of_level = findings.iter().filter(|f| f.level == *level);
        step(text, of_level, most)
    })
}

fn step<'f>(
    text: &str,
    findings: impl Iterator<Item = &'f Finding>,
    most: Safety,
) -> Option<(String, usize)> {
    let mut chosen: Vec<&[TextEdit]> = Vec::new();
    let mut ends: Vec<(usize, usize)> = Vec::new();
    for finding in findings {
        let Some(fix) = &finding.fix else { continue };
        if fix.safety == Safety::Unsafe && most == Safety::Safe {
            continue;
        }
        let spans = fix.edits.iter().map(|e| (e.span.start, e.span.end));
        let free = |(start, end): (usize, usize)| {
            let next = ends.partition_point(|(s, _)| *s < start);
            let before = next.checked_sub(1).and_then(|i| ends.get(i));
            // Edits at the same place have no order.
            before.is_none_or(|(_, e)| *e < start || *e == start && start != end)
                && ends
                    .get(next)
                    .is_none_or(|(s, _)| end < *s || end == *s && start != end)
        };
        if fix.edits.is_empty() || !spans.clone().all(free) {
            continue;
        }
        for span in spans {
            let next = ends.partition_point(|e| *e < span);
            ends.insert(next, span);
        }
        chosen.push(&fix.edits);
    }
    if chosen.is_empty() {
        return None;
    }
    let errors = |text: &str| parse(text).errors(text).len();
    let most_errors = errors(text);
    let all = apply(text, chosen.iter().copied().flatten());
    if errors(&all) <= most_errors {
        return Some((all, chosen.len())).filter(|(t, _)| t != text);
    }
    // One of them breaks the text: each by itself, then.
    let single = |edits: &&[TextEdit]| errors(&apply(text, edits.iter())) <= most_errors;
    let good: Vec<&[TextEdit]> = chosen.into_iter().filter(single).collect();
    let some = apply(text, good.iter().copied().flatten());
    (some != text && errors(&some) <= most_errors).then_some((some, good.len()))
}

/// The text with edits made, none of which touches another.
pub(crate) fn apply<'e>(text: &str, edits: impl Iterator<Item = &'e TextEdit>) -> String {
    let mut edits: Vec<&TextEdit> = edits.collect();
    edits.sort_by_key(|e| (e.span.start, e.span.end));
    let ending = match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        None if text.contains('\r') => "\r",
        _ => "\n",
    };
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for edit in edits {
        if let Some(kept) = text.get(at..edit.span.start) {
            out.push_str(kept);
            // A line that is put in ends as the lines around it.
            if edit.text.contains('\n') && !edit.text.contains('\r') {
                out.push_str(&edit.text.replace('\n', ending));
            } else {
                out.push_str(&edit.text);
            }
            at = edit.span.end;
        }
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::CHECKS;
    use crate::syntax::tests::text;
    use proptest::prelude::*;

    proptest! {
        /// With every check on, whatever the text: fixing ends, breaks nothing, and is done once.
        #[test]
        fn fixing_again_changes_nothing_and_breaks_no_rule(text in text()) {
            let mut config = Config::default();
            for check in CHECKS {
                config.set_level(check.code, Some(Level::Warning));
            }
            let registry = Registry::default();
            for most in [Safety::Safe, Safety::Unsafe] {
                let fixed = fix(&text, &config, &registry, most);
                let errors = |text: &str| parse(text).errors(text).len();
                prop_assert!(errors(&fixed.text) <= errors(&text), "{}", fixed.text);
                prop_assert_eq!(&fix(&fixed.text, &config, &registry, most).text, &fixed.text);
            }
        }
    }
}
