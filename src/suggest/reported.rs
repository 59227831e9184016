//! Speech that goes on by its mood alone: *Vell sprach vom Kran. Der sei „alt und müde“*.
//!
//! In comes a quotation in whose sentence nobody speaks; out goes whoever was last said to, in the sentences before that
//! go on with it. Languages without such a mood have no words for it, and nothing is found.

use super::attribute::{Attribution, Place};
use super::phrase::PhraseKind;
use super::rule::Rule;
use super::subject::MOST_VERBS;
use crate::language::speech::{class, gender, verb};

/// So many sentences back somebody speaks at the most.
const SENTENCES: usize = 5;

impl Place<'_> {
    /// Who speaks in the sentences before, which the mood of this one goes on reporting.
    pub(super) fn reported(
        &self,
        index: usize,
        found: &[Option<Attribution>],
    ) -> Option<Attribution> {
        let line = self.line;
        if line.lexicon.speech.reporting_moods.is_empty() {
            return None;
        }
        let start = line.sentence_start(self.at);
        // A quotation with a sentence of its own goes on with one before it that reports.
        let whole = line.is_first(self.at);
        let own = start..line.sentence_end(self.at);
        // Where its sentence has a verb of speech, that is whose it is, though nobody was found.
        let says = own
            .clone()
            .any(|v| line.is(v, class::VERB) && line.is_verb(v));
        let mut reports = whole || !says && self.reports(start, own.end);
        let mut end = start;
        for nth in 0..SENTENCES {
            let from = line.sentence_start(end.checked_sub(1).filter(|_| reports)?);
            let told = self.told_in(from, end, index, found);
            if told.is_some() && !(whole && nth == 0) {
                return told;
            }
            reports = self.reports(from, end);
            end = from;
        }
        None
    }

    /// Who is quoted in a sentence, or speaks in it.
    fn told_in(
        &self,
        from: usize,
        end: usize,
        index: usize,
        found: &[Option<Attribution>],
    ) -> Option<Attribution> {
        let quotations = &self.scene.quotations;
        let before = (0..index).rev().take_while(|i| {
            quotations
                .get(*i)
                .is_some_and(|q| q.paragraph == self.paragraph && q.token >= from)
        });
        let mut here = before.filter(|i| quotations.get(*i).is_some_and(|q| q.token < end));
        let quoted = here.find_map(|i| found.get(i).copied().flatten());
        if let Some(quoted) = quoted {
            return Some(quoted.again(Rule::Reported));
        }
        let line = self.line;
        let place = Place { at: end, ..*self };
        let verbs = (from..end).filter(|v| line.is(*v, class::VERB | class::ACCORDING));
        verbs.take(MOST_VERBS).find_map(|v| place.teller(v, from))
    }

    /// Who speaks by a verb, or by *laut*.
    fn teller(&self, v: usize, from: usize) -> Option<Attribution> {
        let line = self.line;
        if line.is(v, class::ACCORDING) {
            let (phrase, cue) = line.by_according(v)?;
            let named = phrase.kind != PhraseKind::Other;
            return self
                .attribution(Rule::Reported, phrase, Some(cue))
                .filter(|_| named);
        }
        let says = line.is_verb(v)
            && matches!(
                line.value(v),
                verb::SAY | verb::CALL | verb::THINK | verb::WEAK
            );
        let subject = self.subject(v).filter(|s| says && !s.passive)?;
        let phrase = subject.phrase;
        let value = line.value(phrase.first);
        let nobody = match phrase.kind {
            PhraseKind::Other => true,
            // *Fehler eingeräumt*: whoever speaks has an article, or an office.
            PhraseKind::Noun => {
                !line.is(phrase.first, class::DETERMINER | class::ROLE | class::GROUP)
            }
            PhraseKind::Pronoun => value != gender::MALE && value != gender::FEMALE,
            _ => false,
        };
        self.attribution(Rule::Reported, phrase, Some((v, v)))
            .filter(|_| !nobody && phrase.first >= from)
    }

    /// Whether a verb among some tokens is in the mood of what others say.
    fn reports(&self, from: usize, end: usize) -> bool {
        let line = self.line;
        let moods = line.lexicon.speech.reporting_moods;
        (from..end).any(|i| moods.contains(&line.word(i)))
    }
}
