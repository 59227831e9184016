//! Speakers who are named behind a quotation, in its sentence.

use super::attribute::{Attribution, Place};
use super::line::Line;
use super::phrase::{Phrase, PhraseKind};
use super::rule::Rule;
use super::scene::Kind;
use super::subject::{MOST_VERBS, REACH};
use crate::language::speech::{according, class, verb};

impl Place<'_> {
    /// “…,” Vell said; “…,” said Vell; “…,” according to Vell.
    pub(super) fn behind(&self) -> Option<Attribution> {
        let line = self.line;
        if self.is_short() && !self.is_open_behind() {
            return None;
        }
        let mut at = self.at + 1;
        while matches!(line.kind(at), Some(Kind::Comma | Kind::Dash)) {
            at += 1;
        }
        let rules = [Rule::SubjectBehind, Rule::VerbBehind, Rule::AccordingBehind];
        let Some(found) = self.attributed_at(at, rules) else {
            return self.any_verb(at);
        };
        let found = Attribution {
            relay: found.relay.or_else(|| self.reporter(&found)),
            ..found
        };
        // Behind a sign that can end a sentence another may begin.
        // *Vell went on.*
        let particles = line.lexicon.speech.speech_particles;
        let bare = |v: usize| {
            let sign = matches!(line.kind(v + 1), Some(Kind::Comma | Kind::Stop));
            sign || particles.contains(&line.word(v + 1)) || line.is_first(v + 1)
        };
        let says = |v: usize| {
            !line.is(v, class::VERB)
                || line.value(v) == verb::SAY
                || line.value(v) == verb::WEAK && bare(v)
        };
        let own = !line.is_first(at)
            || found.cue.is_some_and(|(_, v)| {
                let whole = self.is_whole_sentence(&found, v);
                // *Vell put her house up for sale*
                let object = line.is(v + 1, class::DETERMINER) && line.value(v + 1) == 1;
                says(v) && !object && (whole || self.ends_with_sign() && self.closes(v))
            });
        own.then_some(found)
    }

    /// Who tells of the speech behind it: *“…,” Vell said, according to Marrow*.
    fn reporter(&self, found: &Attribution) -> Option<Phrase> {
        /// It stands so near.
        const NEAR: usize = 16;
        let line = self.line;
        let (_, verb) = found.cue.filter(|(v, _)| line.is(*v, class::VERB))?;
        let last = verb.max(found.phrase.last);
        let end = line.sentence_end(last).min(last + NEAR);
        let tells = |i: &usize| line.is(*i, class::ACCORDING) && line.value(*i) == according::TO;
        let (phrase, _) = line.by_according((last + 1..end).find(tells)?)?;
        (phrase.kind == PhraseKind::Name).then_some(phrase)
    }

    /// Whether a sentence is nothing but *Vell said*.
    fn is_whole_sentence(&self, found: &Attribution, v: usize) -> bool {
        let line = self.line;
        let last = v.max(found.phrase.last);
        let stop = usize::from(line.kind(last + 1) == Some(Kind::Stop));
        v.abs_diff(found.phrase.last) <= 1 && line.sentence_end(last) == last + 1 + stop
    }

    /// Whether a verb of speech has nothing behind it that is said: a sentence of its own would.
    pub(super) fn closes(&self, v: usize) -> bool {
        /// So many words behind a verb can show that.
        const NEAR: usize = 8;
        let line = self.line;
        let end = line.sentence_end(v).min(v + NEAR);
        let ends = |i: &usize| {
            let other = line.is(*i, class::CONJUNCTION) && !line.is(*i, class::THAT);
            other || matches!(line.kind(*i), Some(Kind::Comma | Kind::Dash | Kind::Stop))
        };
        let said = |i: usize| {
            matches!(line.kind(i), Some(Kind::Colon | Kind::Quotation(_)))
                || line.is(
                    i,
                    class::AUXILIARY | class::PRONOUN | class::VERB | class::CONJUNCTION,
                )
        };
        let closed = (v + 1..end).find(ends);
        let direct = closed.is_some_and(|c| c == v + 1 && !line.is_quotation(c + 1));
        let introduces = closed.is_some_and(|c| {
            line.kind(c) == Some(Kind::Comma) && line.is_quotation(c + 1) && c > v + 1
        });
        direct || !introduces && !(v + 1..closed.unwrap_or(end)).any(said)
    }

    /// “…,” Vell barked: between a comma and the end of the sentence any verb introduces speech.
    fn any_verb(&self, at: usize) -> Option<Attribution> {
        let line = self.line;
        let phrase = line
            .phrase_starting(at)
            .filter(|_| self.ends_with_comma() && !line.is_first(at))?;
        let v = phrase.last + 1;
        let word = line.word(v);
        let mut endings = line.lexicon.speech.verb_endings.iter();
        let is_verb = endings.any(|e| word.ends_with(e));
        let closed = line.is_first(v + 1)
            || !matches!(line.kind(v + 1), Some(Kind::Word | Kind::Quotation(_)))
            || line.is(v + 1, class::PREPOSITION | class::TIME);
        let named = matches!(phrase.kind, PhraseKind::Name | PhraseKind::Pronoun);
        let plain = line
            .get(v)
            .is_some_and(|t| t.entry.classes & !(class::OTHER_VERB | class::VERB) == 0);
        let holds = named && plain && is_verb && closed && word.starts_with(char::is_lowercase);
        self.attribution(Rule::AnyVerbBehind, phrase, Some((v, v)))
            .filter(|_| holds)
    }

    /// A verb of speech with its subject, one of which begins at a token.
    pub(super) fn attributed_at(
        &self,
        at: usize,
        [subject, inverted, according]: [Rule; 3],
    ) -> Option<Attribution> {
        let line = self.line;
        // *so heißt es in einem Brief*
        let so = line.is(at, class::ACCORDING) && line.value(at) == according::SO;
        let at = at + usize::from(so && line.is(at + 1, class::VERB));
        if line.is(at, class::ACCORDING)
            && line.lexicon.speech.subject_left_out
            && let Some(v) = line.verb_behind_according(at)
        {
            // *según ha explicado hoy Vell*
            return self.attributed_at(v, [according; 3]);
        }
        if line.is(at, class::ACCORDING) && line.value(at) == according::FOR {
            return None;
        }
        if line.is(at, class::ACCORDING) {
            let (phrase, cue) = line.by_according(at)?;
            return self.attribution(according, phrase, Some(cue));
        }
        let inverts = line.is(at, class::VERB)
            && !line.is(at, class::TELLING)
            && line.value(at) != verb::CALL;
        if inverts
            && let Some(phrase) = line
                .subject_inverted(at)
                .or_else(|| line.subject_behind(at))
            && line.value(at) == verb::QUOTED
            && let Some(quoted) = line.phrase_starting(phrase.last + 1)
            && quoted.kind != PhraseKind::Other
        {
            // *zitiert die Zeitung Vell*
            let found = self.attribution(inverted, quoted, Some((at, at)))?;
            return Some(Attribution {
                relay: Some(phrase),
                ..found
            });
        }
        if inverts
            && let Some(phrase) = line
                .subject_inverted(at)
                .or_else(|| line.subject_behind(at))
            && (phrase.kind != PhraseKind::Other
                || line.lexicon.speech.free_order && !line.is_object(&phrase)
                || line.value(at) == verb::SAY && line.is(phrase.first, class::THE))
        {
            return self.attribution(inverted, phrase, Some((at, at)));
        }
        // *se défend Vell*
        let reflexive = line.is(at, class::ITSELF) && line.is(at + 1, class::VERB);
        if reflexive
            && line.lexicon.speech.apposes
            && let Some(phrase) = line.subject_inverted(at + 1)
        {
            return self.attribution(inverted, phrase, Some((at + 1, at + 1)));
        }
        let clitic = line.lexicon.speech.free_order
            && (line.is(at, class::ADVERB)
                || line.is(at, class::ITSELF) && line.lexicon.speech.subject_left_out)
            && line.is(at + 1, class::VERB | class::AUXILIARY);
        if clitic {
            // *lui a répondu Vell*
            return self.attributed_at(at + 1, [subject, inverted, according]);
        }
        if let Some((v, phrase)) = line.with_auxiliary(at) {
            return self.attribution(inverted, phrase, Some((v, v)));
        }
        if line.is(at, class::AS | class::AFTER) && line.lexicon.speech.free_order {
            return self.told_by_clause(at, [subject, inverted, according]);
        }
        if line.lexicon.speech.verbs_last {
            return None;
        }
        let verbs = (at + 1..at + REACH).take_while(|i| line.get(*i).is_some_and(|t| !t.first));
        let mut relative = None;
        for v in verbs.filter(|i| line.is_verb(*i)).take(MOST_VERBS) {
            if let Some(found) = line.subject_before(v)
                && found.phrase.first == at
            {
                let holds = !found.passive && !self.has_object(v);
                let found = holds.then_some((found.phrase, v));
                if line.is(v - 1, class::RELATIVE) {
                    // *Vell, who ran the harbour, said*: the verb behind the clause tells of the speech, if there is one.
                    relative = relative.or(found);
                    continue;
                }
                relative = found;
                break;
            }
        }
        let (found, v) = relative?;
        self.attribution(subject, found, Some((v, v)))
    }

    /// Whether a verb that tells of speech only beside a quotation has something else to tell: *Vell used the hour*.
    fn has_object(&self, v: usize) -> bool {
        let line = self.line;
        let noun = line.is(v + 1, class::DETERMINER)
            || line.kind(v + 1) == Some(Kind::Word)
                && line.get(v + 1).is_some_and(|t| t.entry.classes == 0)
                && !line.is_adverb(v + 1);
        line.value(v) == verb::WEAK && noun && !line.is_first(v + 1)
    }

    /// “…,” wie Vell am Montag sagte; nach Angaben der Polizei.
    fn told_by_clause(
        &self,
        at: usize,
        rules @ [subject, _, according]: [Rule; 3],
    ) -> Option<Attribution> {
        /// So many words can stand between *nach* and *Angaben*.
        const NEAR: usize = 3;
        let line = self.line;
        if line.is(at, class::AFTER) {
            let noun =
                |i: &usize| line.is(*i, class::ACCORDING) && line.value(*i) == according::NOUN;
            let noun = (at + 1..=at + NEAR).find(noun);
            if let Some((phrase, cue)) = noun.and_then(|n| line.by_according(n)) {
                return self.attribution(according, phrase, Some(cue));
            }
        }
        if !line.is(at, class::AS) {
            return None;
        }
        let opens =
            (at + 1..at + NEAR).find(|i| !line.is(*i, class::ADVERB | class::THE | class::ITSELF));
        let next = opens.unwrap_or(at + 1);
        if line.is(next, class::VERB | class::AUXILIARY) {
            return self.attributed_at(next, rules);
        }
        let phrase = line
            .phrase_starting(at + 1)
            .filter(|_| line.lexicon.speech.verbs_last)?;
        let clause = (phrase.last + 1..at + REACH)
            .take_while(|i| line.kind(*i) == Some(Kind::Word) && !line.is_first(*i));
        let v = clause.filter(|i| line.is(*i, class::VERB)).last()?;
        self.attribution(subject, phrase, Some((v, v)))
    }

    /// “…” is what he wants, Vell said.
    pub(super) fn end_of_sentence(&self) -> Option<Attribution> {
        let line = self.line;
        let from = self.at + 1;
        let end = line.sentence_end(self.at).min(from + REACH);
        (from..end).find_map(|at| {
            let opens = match line.kind(at) {
                Some(Kind::Quotation(q)) => {
                    let quotation = self.scene.quotations.get(q);
                    quotation.is_some_and(|q| self.scene.content(q).ends_with(','))
                }
                kind => kind == Some(Kind::Comma),
            };
            let found = self.attributed_at(at + 1, [Rule::EndOfSentence; 3]);
            found.filter(|_| opens && !line.is_first(at + 1))
        })
    }
}

impl Line<'_> {
    /// Whether a phrase behind a verb that needs no subject is none: *expresó su alegría*, *pidieron el lunes*.
    pub(super) fn is_object(&self, phrase: &Phrase) -> bool {
        let whose = self.is(phrase.first, class::DETERMINER) && self.value(phrase.first) == 1;
        phrase.kind == PhraseKind::Other
            && self.lexicon.speech.subject_left_out
            && (whose || self.is(phrase.last, class::TIME))
    }

    /// The verb or auxiliary behind *según*, with what can stand between.
    fn verb_behind_according(&self, at: usize) -> Option<usize> {
        /// So many words.
        const NEAR: usize = 3;
        let between = class::ADVERB | class::ITSELF | class::THE;
        let to = self.value(at) == according::TO;
        let verb = (at + 1..=at + NEAR).find(|i| !self.is(*i, between))?;
        let is = self.is(verb, class::VERB | class::AUXILIARY) && !self.is_first(verb);
        let article =
            verb > at + 1 && self.is(verb - 1, class::THE) && !self.is(verb, class::AUXILIARY);
        (to && is && !article).then_some(verb)
    }
}
