//! What the words of a paragraph are, one by one: names, adverbs, words for people.
//!
//! In comes a token's place; out goes what the tables and the word's form say of it. Phrases are not known here.

use super::scene::{Kind, Token};
use crate::language::speech::{SpeechLexicon, class};
use crate::model::Extent;

/// The tokens of one paragraph.
#[derive(Clone, Copy)]
pub(super) struct Line<'s> {
    pub(super) text: &'s str,
    pub(super) tokens: &'s [Token],
    pub(super) lexicon: &'static SpeechLexicon,
}

impl<'s> Line<'s> {
    pub(super) fn get(&self, at: usize) -> Option<&'s Token> {
        self.tokens.get(at)
    }

    /// The word at a token; empty if that is none.
    pub(super) fn word(&self, at: usize) -> &'s str {
        let word = self.get(at).filter(|t| t.kind == Kind::Word);
        word.and_then(|t| self.text.get(t.start..t.end))
            .unwrap_or_default()
    }

    pub(super) fn is(&self, at: usize, classes: u32) -> bool {
        self.get(at).is_some_and(|t| t.entry.classes & classes != 0)
    }

    pub(super) fn value(&self, at: usize) -> u8 {
        self.get(at).map_or(0, |t| t.entry.value)
    }

    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.get(at).map(|t| t.kind)
    }

    pub(super) fn is_first(&self, at: usize) -> bool {
        at == 0 || self.get(at).is_some_and(|t| t.first)
    }

    pub(super) fn is_joined(&self, at: usize) -> bool {
        self.get(at).is_some_and(|t| t.joined)
    }

    pub(super) fn is_quotation(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(Kind::Quotation(_)))
    }

    /// Whether a word begins with a capital and is a name's, as far as a word tells.
    pub(super) fn is_name(&self, at: usize) -> bool {
        const NEVER: u32 = class::CONJUNCTION
            | class::PRONOUN
            | class::RELATIVE
            | class::AUXILIARY
            | class::TIME
            | class::DETERMINER
            | class::PREPOSITION
            | class::ACCORDING;
        let word = self.word(at);
        // Will is a name where no sentence begins with it.
        let will = self.is(at, class::AUXILIARY) && !self.is_first(at);
        let never = self.is(at, NEVER) && !will;
        if !word.starts_with(char::is_uppercase) || never {
            return false;
        }
        let known = self
            .get(at)
            .is_some_and(|t| t.entry.classes & !class::HONORIFIC != 0);
        // *le Ministre* is an office.
        let office = self.lexicon.speech.apposes
            && self.is(at, class::ROLE)
            && at > 0
            && self.is(at - 1, class::DETERMINER);
        if office {
            return false;
        }
        // At the beginning of a sentence every word has a capital.
        let capital_nouns = self.lexicon.speech.capital_nouns;
        // So it has in brackets, and behind a colon.
        let opens = || {
            self.is_first(at)
                || at > 0 && matches!(self.kind(at - 1), Some(Kind::Open | Kind::Colon))
        };
        let mut verbs = self.lexicon.speech.opening_verbs.iter();
        let verb = verbs.any(|e| word.ends_with(e)) && opens();
        !verb && !(known && (capital_nouns || opens())) && !(capital_nouns && self.is_noun(at))
    }

    /// Whether a word is a noun and no name, where a capital does not tell: as it ends, or by an article or another
    /// word before it that can only belong to a noun.
    fn is_noun(&self, at: usize) -> bool {
        /// So many words with capitals are looked at before it.
        const MOST: usize = 4;
        if self.get(at).is_some_and(|t| t.named) {
            return false;
        }
        let word = self.word(at);
        let mut endings = self.lexicon.speech.noun_endings.iter();
        if endings.any(|e| word.ends_with(e)) || self.is_somebody(at) {
            return true;
        }
        if self.is_first(at) {
            return self.is_adverb(at);
        }
        let unknown = |i: usize| {
            self.get(i)
                .is_some_and(|t| t.entry.classes == 0 && !t.named)
        };
        let small = |i: usize| self.word(i).starts_with(char::is_lowercase);
        let mut before = at;
        for _ in 0..MOST {
            if self.is_first(before) {
                return false;
            }
            before = before.saturating_sub(1);
            if self.is(before, class::DETERMINER) || unknown(before) && small(before) {
                // *die kroatische Meteorologin Ida Orr*: the noun, and a name of two words.
                let capitals =
                    (before + 1..).take_while(|i| unknown(*i) && !small(*i) && !self.is_first(*i));
                return at == before + 1 || capitals.take(MOST).count() < 3;
            }
            if !unknown(before) || self.is_somebody(before) {
                return false;
            }
        }
        false
    }

    /// Whether a word ends as those do that say whose.
    pub(super) fn is_possessive(&self, at: usize) -> bool {
        let word = self.word(at);
        let speech = self.lexicon.speech;
        let plural = || speech.plural_ending.is_some_and(|s| word.ends_with(s));
        speech.possessives.iter().any(|end| word.ends_with(end))
            || plural()
                && self.get(at).is_some_and(|t| {
                    let behind = self.text.get(t.end..).unwrap_or_default();
                    behind.starts_with("’ ") || behind.starts_with("' ")
                })
    }

    pub(super) fn is_adverb(&self, at: usize) -> bool {
        let word = self.word(at);
        let capital_nouns = self.lexicon.speech.capital_nouns;
        self.is(at, class::ADVERB)
            || (word.starts_with(char::is_lowercase) || self.is_first(at) && capital_nouns)
                && word.len() > 4
                && self
                    .lexicon
                    .speech
                    .adverb_endings
                    .iter()
                    .any(|e| word.ends_with(e))
    }

    /// Whether a word means a person, a group or something written, in small letters.
    pub(super) fn is_somebody(&self, at: usize) -> bool {
        const SPEAKERS: u32 = class::ROLE | class::SOMEBODY | class::GROUP | class::DOCUMENT;
        let word = self.word(at);
        let person = || {
            word.len() > 4
                && self.get(at).is_some_and(|t| t.entry.classes == 0)
                && self.lexicon.ends_as_somebody(word)
        };
        self.is(at, SPEAKERS) || person()
    }

    /// The first token of the sentence that holds one.
    pub(super) fn sentence_start(&self, at: usize) -> usize {
        (0..=at).rev().find(|i| self.is_first(*i)).unwrap_or(0)
    }

    /// The token behind the sentence that holds one.
    pub(super) fn sentence_end(&self, at: usize) -> usize {
        let rest = at + 1..self.tokens.len();
        rest.into_iter()
            .find(|i| self.is_first(*i))
            .unwrap_or(self.tokens.len())
    }

    /// The bytes of tokens, both ends included.
    pub(super) fn extent(&self, first: usize, last: usize) -> Extent {
        let (first, last) = (self.get(first), self.get(last));
        Extent {
            start: first.map_or(0, |t| t.start),
            end: last.map_or(0, |t| t.end),
        }
    }
}
