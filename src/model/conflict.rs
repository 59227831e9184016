//! Whether the tags of a quote's fragments contradict one another.
//!
//! In come the items of one fragment after another; out go problems. What one fragment says and
//! another does not is no contradiction: the parts of a quote add up.

use super::header::{Problem, ProblemKind};
use super::items::Items;
use super::quote::{Medium, Source, Who};
use crate::syntax::Span;

/// Joint speakers are compared up to this number; a statement has rarely more.
const MOST_SPEAKERS: usize = 8;

/// What the fragments of one quote have said so far, each with its place.
#[derive(Default)]
pub(super) struct Stated {
    speakers: Option<(Vec<Who>, Span)>,
    medium: Option<(Medium, Span)>,
    on: Option<(String, Span)>,
}

impl Stated {
    /// Compares what the next fragment says, and keeps what it is the first to say.
    pub(super) fn compare(&mut self, items: &Items, problems: &mut Vec<Problem>) {
        let mut add = |said: Option<(Span, Span, String)>| {
            problems.extend(said.map(|(span, other, what)| {
                let message = format!("the quote that this is a part of is {what}");
                Problem {
                    other: Some(other),
                    ..Problem::new(ProblemKind::ConflictingFragments, span, message)
                }
            }));
        };
        add(step(
            &mut self.speakers,
            speakers(&items.speakers),
            |a, b| differ(a, b),
            |a, b| format!("by {}, not by {}", names(a), names(b)),
        ));
        add(step(
            &mut self.medium,
            items.medium.clone(),
            |a, b| a != b,
            |a, b| format!("{a:?}, not {b:?}").to_lowercase(),
        ));
        let on = items.on.as_ref();
        add(step(
            &mut self.on,
            on.map(|(date, span)| (date.value.clone(), span.clone())),
            // One may be told more closely than the other.
            |a, b| !a.starts_with(b.as_str()) && !b.starts_with(a.as_str()),
            |a, b| format!("of {a}, not of {b}"),
        ));
    }
}

/// Keeps the first that is said. Gives the places of a later one and of the first, and what is
/// said of them, if they differ.
fn step<T>(
    first: &mut Option<(T, Span)>,
    next: Option<(T, Span)>,
    differ: impl Fn(&T, &T) -> bool,
    what: impl Fn(&T, &T) -> String,
) -> Option<(Span, Span, String)> {
    let (next, span) = next?;
    match first {
        None => *first = Some((next, span)),
        Some((said, other)) if differ(said, &next) => {
            return Some((span, other.clone(), what(said, &next)));
        }
        _ => {}
    }
    None
}

/// Those whom a fragment names, and where; none if it names nobody.
fn speakers(sources: &[Source]) -> Option<(Vec<Who>, Span)> {
    let named = sources.iter().filter(|s| s.who != Who::Unknown);
    let first = named.clone().next()?.tag;
    let who = named.take(MOST_SPEAKERS + 1).map(|s| s.who.clone());
    Some((who.collect(), first.start..first.end))
}

/// Whether two fragments name different people. A reference may mean whom the other names.
fn differ(a: &[Who], b: &[Who]) -> bool {
    let is_reference = |w: &Who| matches!(w, Who::Reference(_));
    let within = |a: &[Who], b: &[Who]| a.iter().all(|a| b.iter().any(|b| a.may_be(b)));
    a.len().max(b.len()) <= MOST_SPEAKERS
        && !a.iter().chain(b).any(is_reference)
        && !(within(a, b) && within(b, a))
}

/// The names as a message gives them.
fn names(who: &[Who]) -> String {
    let names: Vec<String> = who.iter().map(Who::to_string).collect();
    names.join(" ")
}
