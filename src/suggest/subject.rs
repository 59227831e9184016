//! Who stands beside a verb of speech.
//!
//! In comes a verb's token; out goes the phrase that is its subject: before it, with what may stand between, or behind it.

use super::line::Line;
use super::phrase::{Phrase, PhraseKind};
use super::scene::Kind;
use crate::language::speech::{according, class};

/// So many tokens to each side of a verb or quotation are looked at.
pub(super) const REACH: usize = 60;

/// So many verbs of a clause are looked at for its subject.
pub(super) const MOST_VERBS: usize = 8;

/// Verbs in a form that has a subject, as far as the tables tell.
pub(super) const FINITE: u32 = class::VERB | class::AUXILIARY | class::OTHER_VERB;

/// An apposition has so many tokens at the most.
const LONGEST_APPOSITION: usize = 40;

/// A clause that tells of whom a noun means has so many tokens at the most.
const LONGEST_CLAUSE: usize = 14;

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
        let mut itself = false;
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
                Kind::Word if self.is(at, class::ITSELF) => itself = true,
                Kind::Word if self.is_time_before(at) || self.is_which_day(at) => {}
                Kind::Word if self.is_adverb(at) && !self.is(at, class::SOMEBODY) => {}
                Kind::Comma | Kind::Dash | Kind::Close => {
                    let close = at
                        .checked_sub(1)
                        .filter(|c| self.kind(*c) == Some(Kind::Close));
                    let phrase = self
                        .before_apposition(at)
                        .or_else(|| self.before_apposition(close?))?;
                    let passive = passive && !itself;
                    return Some(Subject { phrase, passive });
                }
                Kind::Word => break,
                Kind::Quotation(_) => {
                    let phrase = self.outlet_ending(at)?;
                    return Some(Subject { phrase, passive });
                }
                _ => return None,
            }
            if verb - at > LONGEST_APPOSITION {
                return None;
            }
        }
        let phrase = if self.is(at, class::RELATIVE) {
            self.before_relative(at)?
        } else {
            self.phrase_ending(at)
                .filter(|p| !self.is(p.first, class::OBLIQUE) && self.can_be_subject(p))
                .or_else(|| self.before_clause(at))?
        };
        let passive = passive && !itself;
        // *her home state*, *two long reports*
        let noun = phrase.kind == PhraseKind::Other
            && self
                .lexicon
                .speech
                .nouns_as_verbs
                .contains(&self.word(verb));
        (self.can_be_subject(&phrase) && !noun).then_some(Subject { phrase, passive })
    }

    /// Whether a word says when, or stands before one that does.
    pub(super) fn is_time_before(&self, at: usize) -> bool {
        let time = |i: usize| self.is(i, class::TIME) && !self.is_possessive(i);
        let number = |i: usize| self.word(i).starts_with(|c: char| c.is_ascii_digit());
        time(at)
            || self.is(at, class::PREPOSITION) && (time(at + 1) || number(at + 1))
            || number(at) && at > 0 && (time(at - 1) || self.is(at - 1, class::PREPOSITION))
    }

    /// Whether a word stands before one that says when, as in *this week*, and behind a phrase.
    fn is_which_day(&self, at: usize) -> bool {
        let day = self.is(at, class::DETERMINER) && self.is(at + 1, class::TIME);
        day && at > 0 && !self.is_first(at) && self.kind(at - 1) == Some(Kind::Word)
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

    /// Of whom a clause without commas tells that ends with a word: *the groups who wrote to her on Thursday*.
    fn before_clause(&self, end: usize) -> Option<Phrase> {
        // *the mayor who stands to gain* has no end there.
        if self.is(
            end,
            class::PREPOSITION | class::CONJUNCTION | class::AUXILIARY | class::TO,
        ) {
            return None;
        }
        let far = end.saturating_sub(LONGEST_CLAUSE);
        let inside = |i: &usize| self.kind(*i) == Some(Kind::Word) && !self.is_first(*i);
        let who = (far..=end).rev().take_while(inside).find(|i| {
            self.is(*i, class::RELATIVE) || self.is(*i, class::CONJUNCTION) && self.value(*i) == 2
        })?;
        let noun = who
            .checked_sub(1)
            .filter(|_| self.is(who, class::RELATIVE))?;
        let verb = self.is(who + 1, FINITE) || self.is_adverb(who + 1);
        let phrase = self.phrase_ending(noun).filter(|_| verb)?;
        let named = matches!(phrase.kind, PhraseKind::Noun | PhraseKind::Name)
            || self.is(phrase.first, class::THE);
        named.then_some(Phrase {
            last: end,
            ..phrase
        })
    }

    /// Whose second verb stands behind *and* in a clause with *who*: *a clerk who kept the books and called it*.
    pub(super) fn before_second_verb(&self, and: usize) -> Option<Phrase> {
        let far = and.saturating_sub(LONGEST_CLAUSE);
        let inside = |i: &usize| self.kind(*i) == Some(Kind::Word) && !self.is_first(*i);
        let mut clause = (far..and).rev().take_while(inside);
        let who = clause.find(|i| {
            self.is(*i, class::RELATIVE) || self.is(*i, class::CONJUNCTION) && self.value(*i) == 2
        })?;
        let relative = self.is(who, class::RELATIVE) && !self.lexicon.speech.free_order;
        relative.then(|| self.before_relative(who)).flatten()
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
            if self.is(at - 1, class::RELATIVE) {
                return self.before_relative(at - 1);
            }
            // *La directora de la línea (PV), Ida Orr, dijo*
            let bracket = self.kind(at - 1) == Some(Kind::Close)
                && open == Kind::Comma
                && self.lexicon.speech.office_first;
            let ending = if bracket {
                self.before_apposition(at - 1)
            } else {
                self.phrase_ending(at - 1)
            };
            let Some(phrase) = ending else {
                continue;
            };
            if phrase.kind == PhraseKind::Other || !self.can_be_subject(&phrase) {
                continue;
            }
            let phrase = Phrase {
                last: if phrase.kind == PhraseKind::Pronoun {
                    phrase.last
                } else {
                    phrase.last.max(if open == Kind::Open {
                        end
                    } else {
                        end.saturating_sub(1)
                    })
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
        if phrase.kind != PhraseKind::Pronoun && self.is_possessive(phrase.last) {
            return false;
        }
        if self.is(phrase.first, class::OBLIQUE) {
            return false;
        }
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
        self.outlet_starting(at)
            .or_else(|| self.phrase_starting(at))
    }

    /// Who speaks by a word such as *according*, and the tokens of it.
    pub(super) fn by_according(&self, at: usize) -> Option<(Phrase, (usize, usize))> {
        /// So many words can stand between *nach* and *Angaben*.
        const NEAR: usize = 3;
        match self.value(at) {
            according::POST => {
                let phrase = self.phrase_ending(at.checked_sub(1)?)?;
                Some((phrase, (at, at)))
            }
            according::NOUN => {
                let mut before = (at.saturating_sub(NEAR)..at).rev();
                let after = before.find(|i| self.is(*i, class::AFTER))?;
                let owner = self
                    .phrase_ending(at - 1)
                    .filter(|p| p.kind == PhraseKind::Name);
                let phrase = owner.or_else(|| self.subject_behind(at))?;
                Some((phrase, (after, at)))
            }
            _ => Some((self.subject_behind(at)?, (at, self.cue_end(at)))),
        }
    }

    /// The last token of *according to*.
    pub(super) fn cue_end(&self, according: usize) -> usize {
        let next = according + 1;
        if self.is(next, class::PREPOSITION) {
            next
        } else {
            according
        }
    }

    /// The subject of the clause in which a participle or a second verb stands: that of its first verb.
    pub(super) fn main_subject(&self, before: usize) -> Option<Phrase> {
        let from = self.clause_start(before);
        let subject = |phrase: Phrase| {
            phrase.first >= from
                && matches!(
                    phrase.kind,
                    PhraseKind::Name | PhraseKind::Noun | PhraseKind::Pronoun
                )
        };
        let past = self.lexicon.speech.past_endings;
        let ends = |i: usize| {
            let word = self.word(i);
            word.starts_with(char::is_lowercase) && past.iter().any(|e| word.ends_with(e))
        };
        let finite = |i: &usize| self.is(*i, FINITE) || ends(*i);
        let end = before;
        let mut subjects = (from..before).filter(finite).take(MOST_VERBS);
        let first = subjects.find_map(|v| {
            let before = self.subject_before(v).map(|s| s.phrase);
            let before = before.filter(|p| subject(*p));
            before.or_else(|| {
                self.subject_inverted(v)
                    .filter(|p| subject(*p) && p.last < end)
            })
        });
        first.or_else(|| {
            self.phrase_starting(from)
                .filter(|p| subject(*p) && p.kind != PhraseKind::Noun)
        })
    }

    /// Where the clause begins that holds the word before a token: behind the last *, and*, *, but* with a subject
    /// of its own; behind a clause with *when* or *while* at the sentence's beginning.
    fn clause_start(&self, before: usize) -> usize {
        let start = self.sentence_start(before.saturating_sub(1));
        let start = start.max(before.saturating_sub(REACH));
        let opens = |i: &usize| {
            self.kind(*i - 1) == Some(Kind::Comma)
                && self.is(*i, class::CONJUNCTION)
                && self
                    .phrase_starting(*i + 1)
                    .is_some_and(|p| p.last + 1 < before && self.is(p.last + 1, FINITE))
        };
        if let Some(clause) = (start + 1..before).rev().find(opens) {
            return clause + 1;
        }
        self.behind_introductions(start, before)
    }

    /// Where the main clause begins in a sentence that opens with others: *On Monday, when it rained, Vell left*.
    pub(super) fn behind_introductions(&self, start: usize, before: usize) -> usize {
        const MOST: usize = 4;
        let mut at = start;
        for _ in 0..MOST {
            let comma = (at..before).find(|i| self.kind(*i) == Some(Kind::Comma));
            let Some(comma) = comma.filter(|c| c + 1 < before) else {
                break;
            };
            let opens = class::CONJUNCTION
                | class::PREPOSITION
                | class::PARTICIPLE
                | class::TIME
                | class::ADVERB;
            let finite = (at..comma).any(|i| self.is(i, FINITE));
            let named = self.is_name(at) || self.is(at, class::PRONOUN);
            // *Zum Streit führt der Bericht aus, …* is the clause itself.
            let joins = self.is(at, class::CONJUNCTION) && self.value(at) == 2;
            if self.lexicon.speech.free_order && finite && !joins {
                break;
            }
            if !(self.is(at, opens) && !named || !finite && !named && at > start) {
                break;
            }
            at = comma + 1;
        }
        at
    }
}
