//! Who stands beside a verb of speech.
//!
//! In comes a verb's token; out goes the phrase that is its subject: before it, with what may stand between, or behind it.

use super::phrase::{Phrase, PhraseKind};
use super::scene::{Kind, Line};
use crate::language::speech::class;

/// So many tokens to each side of a verb or quotation are looked at.
pub(super) const REACH: usize = 60;

/// An apposition has so many tokens at the most.
const LONGEST_APPOSITION: usize = 40;

/// A subject, and what is between it and its verb.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Subject {
    pub(super) phrase: Phrase,
    /// The verb is a passive: what is said is said of its subject.
    pub(super) passive: bool,
}

impl Line<'_> {
    /// The subject of the verb at a token, if it stands before it.
    pub(super) fn subject_before(&self, verb: usize) -> Option<Subject> {
        let mut passive = false;
        let mut at = verb;
        // From the verb back to its subject.
        loop {
            if self.is_first(at) {
                return None;
            }
            at = at.checked_sub(1)?;
            match self.kind(at)? {
                Kind::Word if self.is(at, class::AUXILIARY) => {
                    passive |= self.value(at) == 1 && self.is(verb, class::VERB);
                }
                Kind::Word if self.is_time_before(at) => {}
                Kind::Word if self.is_adverb(at) && !self.is(at, class::SOMEBODY) => {}
                Kind::Comma | Kind::Dash | Kind::Close => {
                    let phrase = self.before_apposition(at)?;
                    return Some(Subject { phrase, passive });
                }
                Kind::Word => break,
                _ => return None,
            }
            if verb - at > LONGEST_APPOSITION {
                return None;
            }
        }
        let phrase = if self.is(at, class::RELATIVE) {
            self.before_relative(at)?
        } else {
            self.phrase_ending(at)?
        };
        self.can_be_subject(&phrase)
            .then_some(Subject { phrase, passive })
    }

    /// Whether a word says when, or stands before one that does.
    fn is_time_before(&self, at: usize) -> bool {
        let time = |i: usize| self.is(i, class::TIME) && !self.is_possessive(i);
        let number = |i: usize| self.word(i).starts_with(|c: char| c.is_ascii_digit());
        time(at)
            || self.is(at, class::PREPOSITION) && (time(at + 1) || number(at + 1))
            || number(at) && at > 0 && (time(at - 1) || self.is(at - 1, class::PREPOSITION))
    }

    /// The phrase before *who*; what is in between is a comma at the most. The word itself belongs to it.
    fn before_relative(&self, who: usize) -> Option<Phrase> {
        if self.is_first(who) {
            return None;
        }
        let mut at = who.checked_sub(1)?;
        if self.kind(at) == Some(Kind::Comma) {
            at = at.checked_sub(1)?;
        }
        let mut phrase = match self.kind(at)? {
            Kind::Close => self.before_apposition(at)?,
            _ => self.phrase_ending(at)?,
        };
        phrase.last = who;
        Some(phrase)
    }

    /// The phrase before an apposition that ends with a sign.
    fn before_apposition(&self, end: usize) -> Option<Phrase> {
        let open = match self.kind(end)? {
            Kind::Close => Kind::Open,
            other => other,
        };
        let mut nearest = None;
        let mut at = end;
        while at > 0 && end - at < LONGEST_APPOSITION {
            if self.is_first(at) {
                break;
            }
            at -= 1;
            if self.kind(at) != Some(open) || at == 0 {
                continue;
            }
            let Some(phrase) = self.phrase_ending(at - 1) else {
                continue;
            };
            if phrase.kind == PhraseKind::Other || !self.can_be_subject(&phrase) {
                continue;
            }
            let phrase = Phrase {
                last: if phrase.kind == PhraseKind::Pronoun {
                    phrase.last
                } else {
                    phrase.last.max(end.saturating_sub(1))
                },
                ..phrase
            };
            if self.opens_clause(phrase.first) {
                return Some(phrase);
            }
            nearest = nearest.or(Some(phrase));
        }
        nearest
    }

    /// Whether a clause can begin with a token.
    pub(super) fn opens_clause(&self, first: usize) -> bool {
        if self.is_first(first) {
            return true;
        }
        let Some(before) = first.checked_sub(1) else {
            return true;
        };
        match self.kind(before) {
            Some(Kind::Word) => self.is(before, class::CONJUNCTION) || self.is_adverb(before),
            Some(Kind::Comma) => false,
            _ => true,
        }
    }

    /// Whether a phrase can be a subject: what stands before it takes no object.
    fn can_be_subject(&self, phrase: &Phrase) -> bool {
        if phrase.kind == PhraseKind::Pronoun || self.is_first(phrase.first) {
            return true;
        }
        let Some(before) = phrase.first.checked_sub(1) else {
            return true;
        };
        let joins = self.is(before, class::CONJUNCTION);
        joins || !self.is(before, class::PREPOSITION | class::AUXILIARY)
    }

    /// The subject behind a verb, as in *said Vell*; behind *according to* whoever is named.
    pub(super) fn subject_behind(&self, verb: usize) -> Option<Phrase> {
        let mut at = verb + 1;
        if self.is_first(at) {
            return None;
        }
        if self.is(verb, class::ACCORDING) && self.is(at, class::PREPOSITION) {
            at += 1;
        }
        self.phrase_starting(at)
    }

    /// The subject of the nearest verb before a token; else the phrase with which the sentence begins.
    pub(super) fn main_subject(&self, before: usize) -> Option<Phrase> {
        let verbs = class::VERB | class::AUXILIARY | class::OTHER_VERB;
        let from = self.sentence_start(before.saturating_sub(1));
        let from = from.max(before.saturating_sub(REACH));
        let finite = |i: &usize| self.is(*i, verbs) || self.word(*i).ends_with("ed");
        for verb in (from..before).rev().filter(finite) {
            if let Some(subject) = self.subject_before(verb)
                && subject.phrase.first >= from
                && matches!(
                    subject.phrase.kind,
                    PhraseKind::Name | PhraseKind::Noun | PhraseKind::Pronoun
                )
            {
                return Some(subject.phrase);
            }
        }
        let start = self.phrase_starting(from)?;
        matches!(start.kind, PhraseKind::Name | PhraseKind::Pronoun).then_some(start)
    }
}
