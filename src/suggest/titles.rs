//! Words in quotation marks that nobody says: titles, terms, names of things.
//!
//! In comes a quotation with the tokens around it; out goes whether it is the name of something.

use super::attribute::Place;
use super::phrase::PhraseKind;
use super::scene::Kind;
use crate::language::speech::{class, naming, verb};

impl Place<'_> {
    /// Whether the words have capitals as those of a title do.
    pub(super) fn has_capitals(&self, short: bool) -> bool {
        /// Shorter words have small letters in titles.
        const SHORT: usize = 3;
        let all = || self.content.split_whitespace();
        let nouns = self.line.lexicon.speech.capital_nouns;
        let words = || all().filter(|w| w.len() > SHORT || short || nouns);
        // Where all nouns have capitals, a title begins with one at least.
        if self.line.lexicon.speech.capital_nouns && self.content.starts_with(char::is_lowercase) {
            return false;
        }
        let least = if short { 1 } else { 2 };
        let small = self.line.lexicon.speech.small_in_titles;
        let capitals = all().filter(|w| w.starts_with(char::is_uppercase));
        capitals.count() >= least
            && words().next().is_some()
            && words().all(|w| w.starts_with(|c: char| !c.is_lowercase()) || small.contains(&w))
    }

    /// A title or a term: *the film “…”*, or words with capitals that are no sentence.
    pub(super) fn is_name_of_something(&self) -> bool {
        self.is_named() || self.is_title()
    }

    /// Words with capitals that are no sentence, as a title has them.
    pub(super) fn is_title(&self) -> bool {
        let (line, Some(before)) = (self.line, self.at.checked_sub(1)) else {
            return false;
        };
        if line.kind(before) != Some(Kind::Word) {
            return self.is_title_apposed(before);
        }
        let speech = class::VERB | class::PARTICIPLE | class::CONJUNCTION;
        // In a headline all words have capitals.
        let headline = self.paragraph == 0 && self.headline(0).is_some();
        !headline && !line.is(before, speech) && self.has_capitals(self.is_short())
    }

    /// What stands before it tells that it is a name: *the film “…”*, *the “old” crane*.
    pub(super) fn is_named(&self) -> bool {
        let (line, at) = (self.line, self.at);
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        if line
            .get(at)
            .and_then(|t| self.scene.text.get(..t.start))
            .is_some_and(|t| t.ends_with('='))
        {
            return true;
        }
        if line.kind(before) != Some(Kind::Word) {
            return false;
        }
        let short = self.is_short();
        let noun =
            line.kind(at + 1) == Some(Kind::Word) && !line.is_first(at + 1) && !line.is(at + 1, !0);
        // The “old” crane.
        let describes = short && noun && line.is(before, class::DETERMINER);
        // *called the show “…”*
        let called = before
            .checked_sub(2)
            .is_some_and(|v| line.is_verb(v) && line.value(v) == verb::CALL)
            && line.is(before - 1, class::DETERMINER);
        let named = called && !self.has_capitals(short);
        // *Song* is a name, and *whose words* are somebody's.
        let own = line.is_name(before) && !line.is_first(before)
            || before > 0 && line.is(before - 1, class::RELATIVE)
            || line.is(before, class::VERB) && !self.is_called(before);
        // *l'organisation « Quai libre »*, but *une organisation « sans visage »*
        let capital =
            line.value(before) != naming::PROPER || self.content.starts_with(char::is_uppercase);
        line.is(before, class::NAMING) && capital && !named && !own || describes
    }

    /// Whether a verb tells only how something is called: *a play called “…”*, but *what he called “…”*.
    pub(super) fn is_called(&self, v: usize) -> bool {
        let line = self.line;
        let subject = line.subject_before(v).map(|s| s.phrase);
        let Some(phrase) = subject.filter(|_| line.is_verb(v)) else {
            return true;
        };
        let noun = matches!(phrase.kind, PhraseKind::Noun | PhraseKind::Other);
        let opens = class::RELATIVE | class::CONJUNCTION;
        let whom = phrase.first > 0 && line.is(phrase.first - 1, opens);
        let relative = line.is(phrase.last, class::RELATIVE);
        let auxiliary = (phrase.last + 1..v).any(|i| line.is(i, class::AUXILIARY));
        noun && !whom && !relative && !auxiliary
    }

    /// A title behind the comma of an apposition: *her book, “The Long Quay,”*.
    pub(super) fn is_title_apposed(&self, comma: usize) -> bool {
        let line = self.line;
        let Some(noun) = comma
            .checked_sub(1)
            .filter(|_| line.kind(comma) == Some(Kind::Comma))
        else {
            return false;
        };
        let written = line.is(noun, class::NAMING | class::DOCUMENT);
        written && !self.is_short() && self.has_capitals(false)
    }
}
