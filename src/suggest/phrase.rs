//! Noun phrases: from a word to the whole of which it is the end or the beginning.
//!
//! In comes a token of a line; out goes a [`Phrase`]. Without a grammar of the language, its tables say what no phrase
//! goes over.

use super::line::Line;
use super::scene::Kind;
use crate::language::speech::{according, class};

/// Words that name somebody.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Phrase {
    /// The first token, and the last.
    pub(super) first: usize,
    pub(super) last: usize,
    /// The last token of what is named: of *a spokesman for the port* the spokesman.
    pub(super) head: usize,
    pub(super) kind: PhraseKind,
}

/// How a phrase names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum PhraseKind {
    Pronoun,
    /// It ends with a name.
    Name,
    /// A word for a person, a group or something written.
    Noun,
    /// Any other noun.
    Other,
}

/// A phrase has so many words at the most.
const LONGEST: usize = 16;

/// So many times a phrase goes on behind a preposition: a member of the council of Port Vane.
const MOST_PARTS: usize = 3;

/// Words that no phrase goes over.
const STOPS: u32 = class::PREPOSITION
    | class::CONJUNCTION
    | class::AUXILIARY
    | class::PRONOUN
    | class::RELATIVE
    | class::OTHER_VERB;

impl Line<'_> {
    /// The phrase that ends with a word.
    pub(super) fn phrase_ending(&self, last: usize) -> Option<Phrase> {
        let mut phrase = self.part_ending(last)?;
        for _ in 0..MOST_PARTS {
            if phrase.kind == PhraseKind::Pronoun {
                break;
            }
            let Some(head) = self.head_before(phrase.first) else {
                break;
            };
            let Some(outer) = self.part_ending(head) else {
                break;
            };
            phrase = Phrase {
                first: outer.first,
                last,
                head: outer.head,
                kind: outer.kind,
            };
        }
        Some(phrase)
    }

    /// Whether no phrase goes over a word.
    fn is_stop(&self, at: usize) -> bool {
        let according = self.is(at, class::ACCORDING) && self.value(at) != according::NOUN;
        according || self.is(at, STOPS | class::TIME)
    }

    /// The noun before a preposition before a phrase, if the phrase belongs to that.
    fn head_before(&self, first: usize) -> Option<usize> {
        if let Some(head) = self.owner_before(first) {
            return Some(head);
        }
        let preposition = first.checked_sub(1)?;
        let head = preposition.checked_sub(1)?;
        let joins = self.is(preposition, class::PREPOSITION) && self.value(preposition) == 1;
        if !joins
            || self.is_first(first)
            || self.is_first(preposition)
            || self.kind(head) != Some(Kind::Word)
        {
            return None;
        }
        let of = self.is(preposition, class::OF);
        let noun = self.is_somebody(head) && !self.is_verb(head);
        let any = of
            && !self.is(head, STOPS | class::TIME | class::VERB | class::PARTICIPLE)
            && !self.is_adverb(head);
        let capital = self.lexicon.speech.capital_nouns
            && self.word(head).starts_with(char::is_uppercase)
            && !self.is(head, STOPS | class::TIME | class::DETERMINER);
        (noun || any || capital || self.is_name(head)).then_some(head)
    }

    /// The noun to which a phrase in the genitive belongs: *die Leiterin des Hafens*.
    fn owner_before(&self, first: usize) -> Option<usize> {
        let noun = first
            .checked_sub(1)
            .filter(|_| self.is(first, class::GENITIVE))?;
        let is_noun = self.word(noun).starts_with(char::is_uppercase)
            && !self.is(noun, STOPS | class::TIME | class::VERB | class::DETERMINER)
            && !self.is_first(first)
            && !self.is_name(noun);
        is_noun.then_some(noun)
    }

    /// Whether a word is a verb here: not behind an article or a possessive.
    pub(super) fn is_verb(&self, at: usize) -> bool {
        if !self.is(at, class::VERB)
            || self.word(at).starts_with(char::is_uppercase) && !self.is_first(at)
            || self.is_joined(at) && !self.lexicon.speech.free_order
        {
            return false;
        }
        let Some(before) = at.checked_sub(1) else {
            return true;
        };
        let noun = self.is(before, class::DETERMINER) || self.is_possessive(before);
        // What is written has a name that is a verb as well.
        let both = self.is(at, class::DOCUMENT | class::GROUP | class::ROLE);
        let named = noun && self.kind(before) == Some(Kind::Word)
            || both && self.is(before, class::PREPOSITION);
        !named
    }

    fn part_ending(&self, last: usize) -> Option<Phrase> {
        if self.kind(last) != Some(Kind::Word) {
            return None;
        }
        let kind = if self.is(last, class::PRONOUN) {
            PhraseKind::Pronoun
        } else if self.is_name(last) {
            PhraseKind::Name
        } else if self.is_stop(last) && !self.is(last, class::SOMEBODY | class::ROLE) {
            return None;
        } else if self.is_somebody(last) {
            PhraseKind::Noun
        } else if self.is_adverb(last) || self.is(last, class::PARTICIPLE) {
            return None;
        } else {
            PhraseKind::Other
        };
        let mut phrase = Phrase {
            first: last,
            last,
            head: last,
            kind,
        };
        if kind != PhraseKind::Pronoun {
            self.widen_left(&mut phrase);
        }
        // *el ministro francés*: the noun stands first.
        let speech = self.lexicon.speech;
        let noun = |i: usize| self.is_somebody(i) && !self.is_verb(i);
        if phrase.kind == PhraseKind::Other && speech.office_first && (phrase.first..last).any(noun)
        {
            phrase.kind = PhraseKind::Noun;
        }
        Some(phrase)
    }

    /// Takes in the words before a phrase that belong to it.
    fn widen_left(&self, phrase: &mut Phrase) {
        // A name by itself has none but names and titles before it.
        let mut bare = phrase.kind == PhraseKind::Name;
        if self.is(phrase.first, class::DETERMINER) {
            return;
        }
        while phrase.last - phrase.first < LONGEST && !self.is_first(phrase.first) {
            let Some(at) = phrase.first.checked_sub(1) else {
                break;
            };
            if self.kind(at) != Some(Kind::Word) {
                break;
            }
            let name =
                self.is_name(at) || self.is(at, class::PARTICLE) && bare && self.joins_name(at);
            if self.is_joined(phrase.first) {
                phrase.first = at;
                continue;
            }
            if self.is(at, class::DETERMINER) {
                // *that* before a name begins a clause.
                if !(self.is(at, class::CONJUNCTION) && phrase.kind == PhraseKind::Name) {
                    phrase.first = at;
                }
                break;
            }
            if name || self.is(at, class::HONORIFIC) && !self.is_first(at) {
                // An office in small letters can have words before it: the harbour judge Tilda Marrow.
                bare &= name || self.word(at).starts_with(char::is_uppercase);
                phrase.first = at;
                continue;
            }
            let day = self.is(at, class::TIME) && self.is_possessive(at);
            let joins = self.is(at, class::CONJUNCTION) && self.value(at) == 1 && self.is_joint(at);
            if joins {
                phrase.first = at;
                continue;
            }
            if self.is_stop(at) && !day
                || self.is_verb(at)
                || self.is(at, class::PARTICIPLE)
                || self.is_adverb(at)
            {
                break;
            }
            if bare && !self.is_somebody(at) && !self.is_possessive(at) {
                break;
            }
            bare = false;
            phrase.first = at;
        }
    }

    /// Whether a particle stands between two words of a name.
    fn joins_name(&self, at: usize) -> bool {
        at.checked_sub(1)
            .is_some_and(|b| self.is_name(b) || self.is(b, class::PARTICLE))
    }

    /// Whether *and* stands between two names.
    fn is_joint(&self, at: usize) -> bool {
        at > 0 && self.is_name(at - 1) && self.is_name(at + 1) && !self.is_first(at + 1)
    }

    /// The phrase that begins with a word.
    pub(super) fn phrase_starting(&self, first: usize) -> Option<Phrase> {
        if self.kind(first) != Some(Kind::Word) {
            return None;
        }
        if self.is(first, class::PRONOUN) {
            return Some(Phrase {
                first,
                last: first,
                head: first,
                kind: PhraseKind::Pronoun,
            });
        }
        let mut phrase = self.part_starting(first)?;
        for _ in 0..MOST_PARTS {
            let preposition = phrase.last + 1;
            if self.is(preposition, class::GENITIVE) && self.owner_before(preposition).is_some() {
                let Some(inner) = self.part_starting(preposition) else {
                    break;
                };
                phrase.last = inner.last;
                continue;
            }
            let joins = self.is(preposition, class::PREPOSITION)
                && self.value(preposition) == 1
                && (!self.lexicon.speech.office_first || self.is(preposition, class::OF))
                && !self.is_first(preposition);
            let named = self.is_name(phrase.last) && !self.is(preposition, class::OF);
            if !joins || named {
                break;
            }
            let Some(inner) = self.part_starting(preposition + 1) else {
                break;
            };
            phrase.last = inner.last;
        }
        Some(phrase)
    }

    fn part_starting(&self, first: usize) -> Option<Phrase> {
        let mut last = None;
        for at in first..first + LONGEST {
            if self.kind(at) != Some(Kind::Word) || at > first && self.is_first(at) {
                break;
            }
            let opens = at == first && self.is(at, class::DETERMINER);
            let name = self.is_name(at) || self.is_particle_of_name(at, first);
            let joint = self.is(at, class::CONJUNCTION)
                && self.value(at) == 1
                && at > first
                && self.is_joint(at);
            let day = self.is(at, class::TIME) && self.is_possessive(at);
            let joined = at > first && self.is_joined(at) || self.is_joined(at + 1);
            let which_day =
                self.is(at, class::TIME) && at > first && self.is(at - 1, class::DETERMINER);
            if !(opens || name || joint || day || joined || which_day) {
                let stops =
                    self.is_stop(at) || self.is(at, class::PARTICIPLE) || self.is_adverb(at);
                let determined = self.is(at, class::DETERMINER) && at > first;
                // Behind a name no small word goes on with it.
                let behind_name = at > first && self.is_name(at - 1) && !self.is_possessive(at - 1);
                // *wollen die Anwohner wissen*
                let small = |i: usize| self.word(i).starts_with(char::is_lowercase);
                let behind_noun =
                    self.lexicon.speech.capital_nouns && at > first && small(at) && !small(at - 1);
                if behind_noun
                    || stops && !self.is(at, class::ROLE | class::SOMEBODY)
                    || determined
                    || self.is(at, class::VERB) && !self.is_somebody(at)
                    || behind_name && !self.is_somebody(at)
                {
                    break;
                }
            }
            if !opens || self.is(at, class::SOMEBODY) {
                last = Some(at);
            }
        }
        let last = last?;
        let kind = if self.is_name(last) {
            PhraseKind::Name
        } else if self.is_somebody(last) || (first..last).any(|i| self.is_somebody(i)) {
            PhraseKind::Noun
        } else if (first..last).any(|i| self.is_name(i)) {
            PhraseKind::Name
        } else {
            PhraseKind::Other
        };
        Some(Phrase {
            first,
            last,
            head: last,
            kind,
        })
    }

    fn is_particle_of_name(&self, at: usize, first: usize) -> bool {
        if !self.is(at, class::PARTICLE) || self.kind(at + 1) != Some(Kind::Word) {
            return false;
        }
        // *a la prensa la alcaldesa*: an article is none but in *de la Rúa*.
        let within = at > 0 && self.is(at - 1, class::PARTICLE) && self.is_name(at + 1);
        if self.lexicon.speech.office_first && self.is(at, class::DETERMINER) && !within {
            return false;
        }
        // *de* in *la maire de Port Vane* is none.
        let behind = |i: usize| self.is_name(i) || self.is(i, class::PARTICLE);
        let preposition = self.is(at, class::PREPOSITION) && at > first;
        let inside = !preposition || behind(at - 1);
        let named = self.is_name(at + 1);
        inside && (named || at > first && !preposition)
    }
}
