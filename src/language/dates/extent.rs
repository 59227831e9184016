//! Which words a time has: the article and the modifiers before it are a part of it, the ending of a
//! possessive is not, and neither is the article of what it stands before ("a two-year plan").
//!
//! These are the extents of TimeML's guidelines (TIMEX3, 1.2.1).

use super::super::words::bare;
use super::super::{Calendar, Word, Words, class};
use super::proposals::{Proposal, is_any};
use super::{Expression, Meaning};

/// Settles the first and last byte of each proposal, and the modifier that its words give it.
pub(super) fn settle(text: &str, words: &Words, calendar: &Calendar, found: &mut [Proposal]) {
    let mut taken = 0;
    for proposal in found {
        let own = &mut proposal.expression;
        without_elision(text, words, calendar, own);
        while let Some((start, modifier)) = wider(text, words, calendar, own, taken) {
            own.start = start;
            if !modifier.is_empty() {
                proposal.modifier = Some(modifier);
            }
        }
        taken = own.end;
        if !without_possessive(text, words, calendar, own) && modifies(text, words, calendar, own) {
            without_article(text, words, calendar, own);
        }
    }
}

/// Where the words that stand before an expression and belong to it begin, and the modifier they are.
fn wider(
    text: &str,
    words: &Words,
    calendar: &Calendar,
    expression: &Expression,
    taken: usize,
) -> Option<(usize, &'static str)> {
    let before = text.get(taken..expression.start)?;
    // Plus d'un an.
    let elided = before.ends_with(['\'', '’']).then_some(before);
    let before = before.strip_suffix([' ', '-', '\u{a0}']).or(elided)?;
    // "over" bends the number of a length of time, and stands before "the past years" for itself.
    let amounts = class::NUMBER | class::SOME | class::DIGITS;
    let first = words.list.partition_point(|w| w.end <= expression.start);
    let first = words.list.get(first);
    let is_amount = matches!(expression.meaning, Meaning::Duration { .. })
        && first.is_some_and(|w| w.is(amounts));
    // "die derzeit nicht reden": a pronoun.
    let adverb = calendar.nouns
        && match expression.meaning {
            Meaning::Reference(_) | Meaning::RelativeDay { .. } => text
                .get(expression.start..)
                .is_some_and(|t| t.starts_with(char::is_lowercase)),
            // "die 2019 kam"
            Meaning::Year(_) => first.is_some_and(|w| w.is(class::DIGITS)),
            _ => false,
        };
    // "la hoy extinta Liga"
    let today = calendar.phrases.adjectives_behind
        && matches!(expression.meaning, Meaning::RelativeDay { part: None, .. })
        && first.is_some_and(|w| w.is(class::RELATIVE_DAY));
    calendar.widening.iter().find_map(|(words, modifier)| {
        let start = before.len().checked_sub(words.len())?;
        let own = before.get(start..)?;
        let whole = !before
            .get(..start)?
            .ends_with(|c: char| c.is_alphanumeric() || c == '-');
        let bends = matches!(
            *modifier,
            "more-than" | "less-than" | "equal-or-more" | "equal-or-less"
        );
        let article = adverb && is_any(words, calendar.the) || today && modifier.is_empty();
        (whole && (is_amount || !bends) && !article && own.eq_ignore_ascii_case(words))
            .then_some((taken + start, *modifier))
    })
}

/// Takes off what a word before has left in the first one: d'avril.
fn without_elision(text: &str, words: &Words, calendar: &Calendar, own: &mut Expression) {
    let first = words.within(own.start, own.end).first();
    let Some(first) = first.filter(|w| w.start == own.start && w.entry.classes != 0) else {
        return;
    };
    let word = first.text(text);
    let mut elided = calendar.phrases.elided.iter();
    let lost = |e: &&str| {
        word.get(..e.len())
            .is_some_and(|w| w.eq_ignore_ascii_case(e))
    };
    if let Some(lost) = elided.find(|e| lost(e)) {
        own.start += lost.len();
    }
}

/// Takes the ending off "last year’s"; whether it had one.
fn without_possessive(
    text: &str,
    words: &Words,
    calendar: &Calendar,
    own: &mut Expression,
) -> bool {
    // New Year’s is a name.
    let ends = calendar.article_counts && !matches!(own.meaning, Meaning::Holiday { .. });
    let last = words.within(own.start, own.end).last();
    let Some(last) = last.filter(|w| ends && w.end == own.end) else {
        return false;
    };
    own.end = last.start + bare(last.text(text)).len();
    own.end < last.end
}

/// Whether an expression stands before the noun that it tells more of: a two-year plan, the 1987 crash.
fn modifies(text: &str, words: &Words, calendar: &Calendar, own: &Expression) -> bool {
    // Where adjectives stand behind their noun, no time stands before it.
    if calendar.phrases.adjectives_behind {
        return false;
    }
    let behind = words.list.partition_point(|w| w.start < own.end);
    let Some(noun) = words.list.get(behind) else {
        return false;
    };
    let verb = |w: &Word| {
        let word = w.text(text);
        // "a two-year plan": a noun that looks ahead.
        let noun = w.is(class::TENSE) && matches!(w.entry.value, 0 | 2);
        !noun && w.is(class::TENSE | class::CUE)
            || is_any(word, calendar.was)
            || word.len() > 4 && calendar.past.iter().any(|e| word.ends_with(e))
    };
    let is_noun = text.get(own.end..noun.start) == Some(" ")
        && !is_any(noun.text(text), calendar.function_words)
        && !verb(noun);
    let last = words.within(own.start, own.end).last();
    let plural = last.is_some_and(|w| w.is(class::PLURAL));
    let adjective = last.is_some_and(|w| is_any(w.text(text), calendar.phrases.adjectives));
    let hyphen = text
        .get(own.start..own.end)
        .is_some_and(|t| t.contains('-'));
    is_noun
        && match own.meaning {
            Meaning::Year(_) | Meaning::Month { .. } | Meaning::Day { .. } => true,
            Meaning::Days { .. } | Meaning::Weekday { .. } => true,
            Meaning::Reference(_) => adjective,
            Meaning::Duration { .. } | Meaning::AndHalf { .. } => !plural,
            _ => hyphen,
        }
}

/// Takes the article off: it belongs to the noun.
fn without_article(text: &str, words: &Words, calendar: &Calendar, own: &mut Expression) {
    let inner = words.within(own.start, own.end);
    if let [first, second, ..] = inner {
        let word = first.text(text);
        // "a week skiing": a bare unit keeps its article.
        let bare = inner.len() == 2 && second.is(class::TIME_UNIT);
        if bare
            && text
                .get(second.start..own.end)
                .is_some_and(|t| !t.contains('-'))
        {
            return;
        }
        if is_any(word, calendar.the) || is_any(word, calendar.phrases.article) {
            own.start = second.start;
        }
    }
}
