//! Speech within speech: who says of himself what he says, who tells what another says, and clauses that only tell when.
//!
//! In comes who was found beside the nearest verb; out goes who else speaks in the sentence.

use super::attribute::{Attribution, Place};
use super::before::is_weak;
use super::phrase::{Phrase, PhraseKind};
use super::rule::Rule;
use super::scene::Kind;
use super::subject::REACH;
use crate::language::speech::{class, gender, verb};

impl Place<'_> {
    /// Whether a clause only tells when or why, before the comma of the quotation: *Vell said as he left the hall, “…”*.
    pub(super) fn is_beside_speech(&self, found: &Attribution) -> bool {
        let line = self.line;
        let opens = line.lexicon.speech.subordinators;
        let before = found
            .phrase
            .first
            .checked_sub(1)
            .map_or("", |b| line.word(b));
        self.is_behind(Kind::Comma) && opens.contains(&before)
    }

    /// Who says of himself what he says: *Vell said he had called it “…”*.
    pub(super) fn outer(&self, found: &Attribution, from: usize) -> Option<Attribution> {
        let line = self.line;
        let own = found.phrase;
        let value = line.value(own.first);
        let person = matches!(value, gender::MALE | gender::FEMALE);
        if own.kind != PhraseKind::Pronoun || !person || is_weak(found.rule) {
            return None;
        }
        // The clause that he said, or the one that the pronoun itself is in.
        let same = |i: usize| line.is(i, class::PRONOUN) && line.value(i) == value;
        let says = |u: &usize| {
            let that = *u + 1 + usize::from(line.is(*u + 1, class::THAT));
            let tells = line.is_verb(*u) && line.value(*u) == verb::SAY;
            (tells || line.is(*u, class::PARTICIPLE)) && same(that)
        };
        let u = (from..own.first).rev().find(says)?;
        let subject = match self.subject(u) {
            Some(subject) => Some(subject.phrase).filter(|_| !subject.passive),
            None => self.participle_subject(u),
        };
        let phrase = subject.filter(|p| p.first >= from && p.kind == PhraseKind::Name)?;
        self.attribution(Rule::Clause, phrase, Some((u, u)))
    }

    /// Who tells of the speech: *Vell said that Marrow had called it “…”*.
    pub(super) fn relay(&self, v: usize, found: &Attribution, from: usize) -> Option<Phrase> {
        let line = self.line;
        let first = found.phrase.first;
        let told = |u: &usize| {
            let that = *u + 1 + usize::from(line.kind(*u + 1) == Some(Kind::Comma));
            line.is_verb(*u) && line.value(*u) == verb::SAY && line.is(that, class::THAT)
        };
        let u = (from..first.min(v)).rev().take(REACH).find(told)?;
        let subject = line
            .subject_before(u)
            .filter(|s| !s.passive && s.phrase.first >= from)?;
        let own = |p: &Phrase| (line.word(p.first), line.word(p.last));
        let pronoun = found.phrase.kind == PhraseKind::Pronoun;
        (!pronoun && own(&subject.phrase) != own(&found.phrase)).then_some(subject.phrase)
    }
}
