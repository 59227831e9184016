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
        let near = self.behind_verb(verb)?;
        let at = self.behind_told(near).unwrap_or(near);
        if self.is(verb, class::VERB) && self.value(verb) == verb::IT_SAYS {
            return self.told_in(at);
        }
        let phrase = self
            .outlet_starting(at)
            .or_else(|| self.partitive(at))
            .or_else(|| self.phrase_starting(at))
            .or_else(|| self.attributive(at))?;
        let noun = self.is(phrase.first, class::DETERMINER);
        let noun = noun && at == near;
        let whole = phrase.kind != PhraseKind::Other || noun && self.is(verb, class::VERB);
        (whole && !self.is_object(&phrase) && !self.is(phrase.first, class::OBLIQUE))
            .then_some(phrase)
    }

    /// People of whom an article of its own tells that they are many: *ont confié des témoins*.
    fn partitive(&self, at: usize) -> Option<Phrase> {
        let many = self.lexicon.speech.partitives.contains(&self.word(at));
        let phrase = self.phrase_starting(at + 1).filter(|_| many)?;
        let people = phrase.kind == PhraseKind::Noun && !self.is(at + 1, class::DETERMINER);
        people.then_some(Phrase {
            first: at,
            ..phrase
        })
    }

    /// The token behind *pour sa part*, or the same one.
    fn behind_aside(&self, at: usize) -> usize {
        let asides = self.lexicon.speech.asides.iter();
        let own = |aside: &&&[&str]| {
            let mut words = (at..).zip(aside.iter());
            words.all(|(i, word)| self.word(i).eq_ignore_ascii_case(word))
        };
        asides
            .clone()
            .find(own)
            .map_or(at, |aside| at + aside.len())
    }

    /// The first token behind a verb that says neither when nor how.
    fn behind_verb(&self, verb: usize) -> Option<usize> {
        let between = |i: &usize| {
            let adverb = self.is_adverb(*i) && !self.is(*i, class::SOMEBODY | class::PRONOUN);
            let day = self.is(*i, class::DETERMINER) && self.is(*i + 1, class::TIME);
            !(self.is_time_before(*i) || adverb || day || self.is(*i, class::ITSELF))
        };
        let next = self.behind_aside(verb + 1);
        let at = (next..next + NEAR).find(between)?;
        let crosses = (verb + 1..=at).any(|i| self.is_first(i));
        (!crosses).then_some(at)
    }

    /// The token behind whom or where, or how, between a verb and its subject: *dijo a la prensa la alcaldesa*,
    /// *afirmó, tajante, Vell*.
    fn behind_told(&self, first: usize) -> Option<usize> {
        /// So many such phrases, of so many words.
        const MOST: usize = 3;
        const WORDS: usize = 4;
        let speech = self.lexicon.speech;
        let mut at = first;
        for _ in 0..MOST {
            let aside = self.kind(at) == Some(Kind::Comma);
            let told = self.is(at, class::PREPOSITION) && !self.is(at, class::ACCORDING);
            if !speech.subject_left_out || self.is_first(at) || !(aside || told) {
                break;
            }
            at = if aside {
                let close =
                    (at + 2..=at + 1 + WORDS).find(|i| self.kind(*i) != Some(Kind::Word))?;
                let opens = class::DETERMINER | class::THAT | class::RELATIVE | class::CONJUNCTION;
                let clear = self.kind(close) == Some(Kind::Comma) && !self.is(at + 1, opens);
                clear.then_some(close + 1)?
            } else if speech.agencies.contains(&self.word(at + 1)) || self.is_outlet(at + 1) {
                at + 2
            } else {
                self.phrase_starting(at + 1)?.last + 1
            };
            while self.is_adverb(at) || self.is_time_before(at) {
                at += 1;
            }
        }
        let clear = !(first..=at).any(|i| self.is_first(i));
        (at > first && clear).then_some(at)
    }

    /// A newspaper that speaks, in quotation marks: *schrieb „Die Zeit“*, *so das Magazin „Kran und Kai“*.
    pub(super) fn outlet_starting(&self, first: usize) -> Option<Phrase> {
        /// So many words can stand before its name.
        const BEFORE: usize = 4;
        let far = first + BEFORE;
        let name = (first..far).find(|i| self.kind(*i) != Some(Kind::Word))?;
        let before = first..name;
        let determined = before.is_empty() || self.is(first, class::DETERMINER);
        let clear = !(first..=name).skip(1).any(|i| self.is_first(i))
            && !before
                .clone()
                .any(|i| self.is(i, class::VERB | class::PREPOSITION));
        (determined && clear && self.is_outlet(name)).then_some(Phrase {
            first,
            last: name,
            head: name,
            kind: PhraseKind::Name,
        })
    }

    /// A newspaper that speaks, before its verb: *Der „Hafenbote“ schrieb*.
    pub(super) fn outlet_ending(&self, name: usize) -> Option<Phrase> {
        let far = name.saturating_sub(3);
        let first = (far..name)
            .rev()
            .take_while(|i| self.kind(*i) == Some(Kind::Word))
            .find(|i| self.is(*i, class::DETERMINER))?;
        let phrase = self.outlet_starting(first)?;
        let object = first > 0 && self.is(first - 1, class::PREPOSITION);
        (phrase.last == name && !object).then_some(phrase)
    }

    /// Whether words in quotation marks can be a newspaper's name.
    fn is_outlet(&self, at: usize) -> bool {
        const MOST: usize = 5;
        let text = self
            .get(at)
            .filter(|_| self.is_quotation(at) && self.lexicon.speech.free_order)
            .and_then(|t| self.text.get(t.start..t.end))
            .unwrap_or_default();
        let name = text.trim_matches(|c: char| !c.is_alphanumeric());
        let ends = text.trim_end_matches(|c: char| {
            matches!(c, '“' | '”' | '"' | '«' | '»' | '’' | '‘' | '\'')
        });
        name.starts_with(char::is_uppercase)
            && name.split_whitespace().count() <= MOST
            && !ends.ends_with([',', '.', '!', '?'])
    }

    /// A phrase that begins with all that somebody is: *die in Port Vane geborene Ida Orr*.
    fn attributive(&self, first: usize) -> Option<Phrase> {
        const LONGEST: usize = 12;
        let opens = self.is(first, class::DETERMINER) && self.is(first + 1, class::PREPOSITION);
        let inside = |i: &usize| {
            self.kind(*i) == Some(Kind::Word) && !self.is(*i, class::VERB | class::AUXILIARY)
        };
        let words = (first + 1..first + LONGEST).take_while(inside);
        let last = words
            .filter(|i| !self.is_first(*i))
            .last()
            .filter(|_| opens)?;
        let kind = if self.is_name(last) {
            PhraseKind::Name
        } else if self.is_somebody(last) {
            PhraseKind::Noun
        } else {
            return None;
        };
        Some(Phrase {
            first,
            last,
            head: last,
            kind,
        })
    }

    /// What is written, behind *es in*.
    fn told_in(&self, it: usize) -> Option<Phrase> {
        // *lit-on dans la lettre*
        let many = self.lexicon.speech.apposes && self.value(it) == gender::MANY;
        let one = many || self.value(it) == gender::THING;
        let thing = self.is(it, class::PRONOUN) && one;
        let preposition = (it + 1..it + NEAR).find(|i| !self.is_adverb(*i))?;
        let told = thing && self.is(preposition, class::PREPOSITION);
        let phrase = self.phrase_starting(preposition + 1).filter(|_| told)?;
        self.is_written(&phrase).then_some(phrase)
    }

    /// What is written, before *heißt es*.
    pub(super) fn told_in_before(&self, verb: usize) -> Option<Phrase> {
        let thing = |i: usize| self.is(i, class::PRONOUN) && self.value(i) == gender::THING;
        // *heißt es*, *hatte es geheißen*
        let it =
            thing(verb + 1) || verb > 1 && thing(verb - 1) && self.is(verb - 2, class::AUXILIARY);
        let near = self.phrase_ending(verb.checked_sub(1)?).filter(|p| {
            let before = p.first.checked_sub(1).filter(|_| !self.is_first(p.first));
            before.is_some_and(|b| self.is(b, class::PREPOSITION))
        });
        // *In der Fassung, die dem Boten vorliegt, heißt es*
        let first = || {
            let start = self.sentence_start(verb);
            let opens = self.is(start, class::PREPOSITION);
            self.phrase_starting(start + 1)
                .filter(|p| opens && p.last < verb)
        };
        let phrase = near.or_else(first).filter(|_| it)?;
        self.is_written(&phrase).then_some(phrase)
    }

    /// Whether words can stand in what a phrase names.
    fn is_written(&self, phrase: &Phrase) -> bool {
        let determined = self.is(phrase.first, class::DETERMINER);
        phrase.kind == PhraseKind::Noun || phrase.kind == PhraseKind::Other && determined
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
        let v = rest.find(|i| self.is(*i, class::VERB));
        let v = v.or_else(|| self.behind_apposition(self.subject_inverted(itself)?.last + 1))?;
        if self.is(v, class::VERB) && self.value(v) == verb::IT_SAYS && !speech.verbs_last {
            // *peut-on lire dans la lettre*
            let told = self.phrase_starting(v + 2).filter(|p| self.is_written(p));
            return Some((v, told.filter(|_| self.is(v + 1, class::PREPOSITION))?));
        }
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

    /// Of whom a clause tells that begins with an article for its subject: *die Leute, die am Kai riefen*.
    fn before_the(&self, the: usize, verb: usize) -> Option<Phrase> {
        let comma = the.checked_sub(1)?;
        let small = |i: usize| self.word(i).starts_with(char::is_lowercase);
        let object = self.is(the + 1, class::PRONOUN) || !small(the + 1);
        if self.kind(comma) != Some(Kind::Comma) || !self.is(the, class::THE) || object {
            return None;
        }
        let phrase = self.phrase_ending(comma.checked_sub(1)?)?;
        let named = matches!(phrase.kind, PhraseKind::Name | PhraseKind::Noun);
        (named && the < verb).then_some(Phrase {
            last: the,
            ..phrase
        })
    }

    /// The verb behind the second comma of an apposition: *wird Vell, Kranführer in Port Vane, zitiert*.
    fn behind_apposition(&self, comma: usize) -> Option<usize> {
        const LONGEST: usize = 16;
        let is_comma = |i: &usize| self.kind(*i) == Some(Kind::Comma);
        let close = (comma + 1..comma + LONGEST).find(is_comma)?;
        let opens = is_comma(&comma) && !(comma..=close).any(|i| self.is_first(i));
        (opens && self.is(close + 1, class::VERB)).then_some(close + 1)
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
            if let Some(phrase) = self.before_the(first, verb) {
                return Some(Subject {
                    phrase,
                    passive: false,
                });
            }
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
