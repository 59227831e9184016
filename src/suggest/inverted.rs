//! Subjects in languages in which a sentence can begin with something else: behind their verb, or far before it.
//!
//! In comes a verb's token; out goes the phrase that is its subject. Of English nothing is known here.

use super::line::Line;
use super::phrase::{Phrase, PhraseKind};
use super::scene::Kind;
use super::subject::{REACH, Subject};
use crate::language::speech::{class, gender, verb};

/// So many tokens can stand between a verb and the subject behind it.
const NEAR: usize = 8;

impl Line<'_> {
    /// The subject behind a verb, with what says when between them: *am Montag sagte gestern der Sprecher*.
    pub(super) fn subject_inverted(&self, verb: usize) -> Option<Phrase> {
        if !self.lexicon.speech.free_order {
            return None;
        }
        let at = self.behind_verb(verb)?;
        if self.is(verb, class::VERB) && self.value(verb) == verb::IT_SAYS {
            return self.told_in(at);
        }
        let phrase = self.phrase_starting(at)?;
        let noun = self.is(phrase.first, class::DETERMINER);
        let whole = phrase.kind != PhraseKind::Other || noun && self.is(verb, class::VERB);
        (whole && !self.is(phrase.first, class::OBLIQUE)).then_some(phrase)
    }

    /// The first token behind a verb that says neither when nor how.
    fn behind_verb(&self, verb: usize) -> Option<usize> {
        let between = |i: &usize| {
            let adverb = self.is_adverb(*i) && !self.is(*i, class::SOMEBODY | class::PRONOUN);
            let day = self.is(*i, class::DETERMINER) && self.is(*i + 1, class::TIME);
            !(self.is_time_before(*i) || adverb || day || self.is(*i, class::ITSELF))
        };
        let at = (verb + 1..verb + NEAR).find(between)?;
        let crosses = (verb + 1..=at).any(|i| self.is_first(i));
        (!crosses).then_some(at)
    }

    /// What is written, behind *es in*.
    fn told_in(&self, it: usize) -> Option<Phrase> {
        let thing = self.is(it, class::PRONOUN) && self.value(it) == gender::THING;
        let preposition = (it + 1..it + NEAR).find(|i| !self.is_adverb(*i))?;
        let told = thing && self.is(preposition, class::PREPOSITION);
        let phrase = self.phrase_starting(preposition + 1).filter(|_| told)?;
        (phrase.kind == PhraseKind::Noun).then_some(phrase)
    }

    /// What is written, before *heißt es*.
    pub(super) fn told_in_before(&self, verb: usize) -> Option<Phrase> {
        let it = self.is(verb + 1, class::PRONOUN) && self.value(verb + 1) == gender::THING;
        let phrase = self.phrase_ending(verb.checked_sub(1)?).filter(|_| it)?;
        let before = phrase.first.checked_sub(1)?;
        let noun = phrase.kind == PhraseKind::Noun && !self.is_first(phrase.first);
        (noun && self.is(before, class::PREPOSITION)).then_some(phrase)
    }

    /// The verb and the subject of a clause that begins with an auxiliary: *a déclaré Vell*, *a-t-il dit*, *hat Vell
    /// gesagt*.
    pub(super) fn with_auxiliary(&self, at: usize) -> Option<(usize, Phrase)> {
        let speech = self.lexicon.speech;
        let itself = at + usize::from(self.is(at, class::ITSELF));
        if !speech.free_order || !self.is(itself, class::AUXILIARY) {
            return None;
        }
        let rest = itself + 1..itself + REACH;
        let mut rest = rest.take_while(|i| self.kind(*i) == Some(Kind::Word) && !self.is_first(*i));
        let v = rest.find(|i| self.is(*i, class::VERB))?;
        let subject = self.subject_inverted(itself).filter(|p| p.last < v);
        if subject.is_some_and(|p| !speech.verbs_last && p.kind != PhraseKind::Pronoun) {
            return None;
        }
        let passive = self.value(itself) == 1 && itself == at;
        if passive != (self.value(v) == verb::QUOTED) {
            return None;
        }
        let phrase = subject.or_else(|| self.subject_inverted(v).filter(|_| !speech.verbs_last))?;
        Some((v, phrase))
    }

    /// The subject of a verb at the end of its clause: that of what stands in second place there, as in *Vell hat in
    /// der Sitzung gesagt*, or what stands behind the conjunction.
    pub(super) fn subject_of_last(&self, verb: usize) -> Option<Subject> {
        if !self.lexicon.speech.verbs_last {
            return None;
        }
        let inside = |i: &usize| {
            let opens = self.is(*i, class::CONJUNCTION) && self.value(*i) != 1;
            !opens && !self.is_first(*i + 1) && self.kind(*i) == Some(Kind::Word)
        };
        let clause = (verb.saturating_sub(REACH)..verb).rev().take_while(inside);
        let first = clause.clone().last()?;
        let second = clause.filter(|i| self.is(*i, class::AUXILIARY)).last();
        let Some(second) = second else {
            let opener = first.checked_sub(1).filter(|_| !self.is_first(first))?;
            let joins = self.is(opener, class::CONJUNCTION) && self.value(opener) == 2;
            let phrase = self
                .phrase_starting(first)
                .filter(|p| joins && p.last < verb)?;
            let named = phrase.kind != PhraseKind::Other;
            return named.then_some(Subject {
                phrase,
                passive: false,
            });
        };
        let passive = self.value(second) == 1 && self.is(verb, class::VERB);
        let before = self.subject_before(second).map(|s| s.phrase);
        let before = before.filter(|p| p.kind != PhraseKind::Other);
        let phrase = before.or_else(|| self.subject_inverted(second).filter(|p| p.last < verb))?;
        Some(Subject { phrase, passive })
    }
}
