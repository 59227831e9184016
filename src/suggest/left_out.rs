//! Speakers whom a verb of speech leaves out, where a language lets it: *«…», dijo Vell. «…», añadió.*
//!
//! In comes a quotation beside a verb without a subject; out goes whoever the story was last about.

use super::attribute::{Attribution, Place};
use super::line::Line;
use super::phrase::{Phrase, PhraseKind};
use super::rule::Rule;
use super::scene::Kind;
use super::subject::REACH;
use crate::language::speech::{class, gender, verb};

/// Of so many paragraphs above is looked who speaks.
const ABOVE: usize = 2;

impl Place<'_> {
    /// Who spoke before, if a verb of speech beside the quotation has no subject.
    pub(super) fn left_out(
        &self,
        index: usize,
        found: &[Option<Attribution>],
    ) -> Option<Attribution> {
        let line = self.line;
        if !line.lexicon.speech.subject_left_out || self.is_name_of_something() {
            return None;
        }
        let v = self.alone_behind().or_else(|| self.alone_before())?;
        let speaker = self.last_speaker(v, index, found)?;
        let cue = (speaker.paragraph == self.paragraph).then_some((v, v));
        Some(Attribution {
            rule: Rule::LeftOut,
            cue,
            relay: None,
            ..speaker
        })
    }

    /// The verb of *«…», añadió.*
    fn alone_behind(&self) -> Option<usize> {
        let line = self.line;
        let mut at = self.at + 1;
        let sign = |i: usize| matches!(line.kind(i), Some(Kind::Comma | Kind::Dash));
        if !(sign(at) || self.ends_with_comma() || self.ends_with_sign()) {
            return None;
        }
        while sign(at) {
            at += 1;
        }
        while line.is(at, class::AUXILIARY | class::ITSELF | class::ACCORDING) || line.is_adverb(at)
        {
            at += 1;
        }
        let says = line.is(at, class::VERB) && matches!(line.value(at), verb::SAY | verb::WEAK);
        let next = at + 1;
        // *dijo en el muelle el viceministro*
        let told = line
            .is(next, class::PREPOSITION)
            .then(|| line.phrase_starting(next + 1))
            .flatten();
        let subject = told.is_some_and(|p| {
            let behind = p.last + 1;
            !line.is_first(behind) && (line.is(behind, class::DETERMINER) || line.is_name(behind))
        });
        let ends = line.is_first(next)
            || next >= line.tokens.len()
            || matches!(line.kind(next), Some(Kind::Comma | Kind::Stop | Kind::Dash))
            || line.is(
                next,
                class::PREPOSITION | class::TIME | class::CONJUNCTION | class::PARTICIPLE,
            )
            || line.is_adverb(next);
        (says && ends && !subject && !line.is_first(at)).then_some(at)
    }

    /// The verb of *Añadió que «…»*, *y recordó: «…»*.
    fn alone_before(&self) -> Option<usize> {
        let line = self.line;
        let from = line.sentence_start(self.at.saturating_sub(1));
        let from = from.max(self.at.saturating_sub(REACH));
        if line.is_first(self.at) {
            return None;
        }
        let verbs = (from..self.at).rev();
        let v = verbs
            .filter(|v| line.is_verb(*v) && line.value(*v) == verb::SAY)
            .find(|v| line.is_without_subject(*v, from))?;
        let that =
            (v + 1..self.at).any(|i| line.is(i, class::THAT) || line.kind(i) == Some(Kind::Colon));
        that.then_some(v)
    }

    /// Of whom the sentences before a verb tell last: who speaks there, or what the sentence is about.
    fn last_speaker(
        &self,
        verb: usize,
        index: usize,
        found: &[Option<Attribution>],
    ) -> Option<Attribution> {
        let first = self.paragraph.saturating_sub(ABOVE);
        let own = self.line.sentence_start(verb.min(self.at));
        let own = own.min(self.line.sentence_start(self.at));
        for paragraph in (first..=self.paragraph).rev() {
            let line = self.scene.line(paragraph);
            let place = Place {
                line,
                paragraph,
                at: 0,
                ..*self
            };
            let mut end = if paragraph == self.paragraph {
                own
            } else {
                line.tokens.len()
            };
            while end > 0 {
                let start = line.sentence_start(end - 1);
                if let Some(speaker) = place.speaker_of(start, end, index, found) {
                    return Some(speaker);
                }
                end = start;
            }
        }
        None
    }

    /// Who speaks in a sentence, or whom it is about.
    fn speaker_of(
        &self,
        start: usize,
        end: usize,
        index: usize,
        found: &[Option<Attribution>],
    ) -> Option<Attribution> {
        let line = self.line;
        let quoted = (start..end).rev().find_map(|at| match line.kind(at) {
            Some(Kind::Quotation(q)) if q < index => found.get(q).copied().flatten(),
            _ => None,
        });
        if let Some(quoted) = quoted {
            return Some(quoted);
        }
        let says = |v: &usize| line.is_verb(*v) && line.value(*v) == verb::SAY;
        let place = Place { at: end, ..*self };
        let told = (start..end).filter(says).find_map(|v| {
            let subject = place.subject(v).filter(|s| s.phrase.first >= start)?;
            (!subject.passive && is_somebody(&line, &subject.phrase)).then_some(subject.phrase)
        });
        let about = || {
            let phrase = line
                .main_subject(end)
                .filter(|p| p.kind == PhraseKind::Name)?;
            Some(phrase).filter(|p| line.opens_clause(p.first))
        };
        place.attribution(Rule::LeftOut, told.or_else(about)?, None)
    }
}

/// Whether a phrase names who can speak.
fn is_somebody(line: &Line<'_>, phrase: &Phrase) -> bool {
    match phrase.kind {
        PhraseKind::Name | PhraseKind::Noun => true,
        PhraseKind::Pronoun => {
            matches!(
                line.value(phrase.first),
                gender::MALE | gender::FEMALE | gender::MANY
            )
        }
        PhraseKind::Other => false,
    }
}

impl Line<'_> {
    /// Whether nothing that can be its subject stands before a verb in its clause.
    fn is_without_subject(&self, verb: usize, from: usize) -> bool {
        let mut at = verb;
        while at > from
            && (self.is(at - 1, class::AUXILIARY | class::ITSELF) || self.is_adverb(at - 1))
        {
            at -= 1;
        }
        let opens = at == from
            || self.kind(at - 1) == Some(Kind::Comma)
            || self.is(at - 1, class::CONJUNCTION);
        let passive =
            self.is(verb.saturating_sub(1), class::AUXILIARY) && self.value(verb - 1) == 1;
        let own = self.subject_before(verb).is_some()
            || self
                .subject_inverted(verb)
                .is_some_and(|p| p.kind != PhraseKind::Other);
        opens && !passive && !own
    }
}
