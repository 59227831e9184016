//! Who is named before a colon, where no verb tells who speaks.

use super::attribute::{Attribution, Place};
use super::phrase::{Phrase, PhraseKind};
use super::rule::Rule;
use super::scene::Kind;
use super::subject::FINITE;
use crate::language::speech::class;

impl Place<'_> {
    /// The headline *Vell: Cranes “Too Old” to Lift*.
    pub(super) fn headline(&self, from: usize) -> Option<Attribution> {
        let line = self.line;
        let label = line.phrase_starting(from).filter(|_| self.paragraph == 0)?;
        let labels = from == 0 && line.kind(label.last + 1) == Some(Kind::Colon);
        let named = labels && label.kind == PhraseKind::Name;
        self.attribution(Rule::Label, label, None).filter(|_| named)
    }

    /// Vell: “…”
    pub(super) fn colon(&self, from: usize) -> Option<Attribution> {
        let line = self.line;
        let colon = self.at - 1;
        let mut last = colon.checked_sub(1)?;
        if line.lexicon.speech.free_order && line.is_adverb(last) {
            last = last.checked_sub(1)?;
        }
        let label = line.phrase_ending(last)?;
        let opens = label.first <= from || line.kind(label.first - 1) == Some(Kind::Dash);
        if opens && label.kind == PhraseKind::Name {
            return self.attribution(Rule::Label, label, None);
        }
        if let Some(label) = self.label_of_noun(from, colon) {
            return self.attribution(Rule::Label, label, None);
        }
        self.attribution(Rule::Colon, line.main_subject(colon)?, None)
    }

    /// Whom a line without a verb names before its colon: *Ein Sprecher der Werft nach dem Unglück: „…“*.
    pub(super) fn label_of_noun(&self, from: usize, colon: usize) -> Option<Phrase> {
        let line = self.line;
        let label = line.phrase_starting(from)?;
        let somebody = matches!(label.kind, PhraseKind::Name | PhraseKind::Noun);
        let nouns = line.lexicon.speech.capital_nouns;
        let finite = (from..colon).any(|i| line.is(i, FINITE) || line.is_past(i));
        let signs = (from..colon).any(|i| line.kind(i) != Some(Kind::Word));
        let opens = line.is(label.last + 1, class::PREPOSITION) || label.last + 1 == colon;
        (nouns && somebody && opens && !finite && !signs).then_some(label)
    }
}
