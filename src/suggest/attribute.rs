//! From quotations to speakers: each quotation goes through the rules, the best first.

use super::line::Line;
use super::phrase::{Phrase, PhraseKind};
use super::rule::Rule;
use super::scene::{Kind, Quotation, Scene};
use crate::language::speech::{class, gender, verb};
use crate::model::Extent;

/// Who speaks, in tokens of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attribution {
    pub(super) rule: Rule,
    pub(super) paragraph: usize,
    pub(super) phrase: Phrase,
    /// The tokens of the verb.
    pub(super) cue: Option<(usize, usize)>,
    pub(super) source: Extent,
    /// Who reports the words of the speaker.
    pub(super) relay: Option<Phrase>,
}

/// The speaker of each quotation.
pub(super) fn attribute(scene: &Scene<'_>) -> Vec<Option<Attribution>> {
    let mut found: Vec<Option<Attribution>> = Vec::with_capacity(scene.quotations.len());
    for index in 0..scene.quotations.len() {
        let attribution = Place::of(scene, index).and_then(|place| {
            let beside = place.beside().or_else(|| place.above());
            let before = || same_quotation(scene, index, &found);
            beside
                .or_else(before)
                .or_else(|| place.left_out(index, &found))
                .or_else(|| running(&place, index, &found))
                .or_else(|| {
                    let named = place.is_name_of_something();
                    let reported = || place.reported(index, &found);
                    (!named).then(reported).flatten()
                })
        });
        found.push(attribution);
    }
    // What a long quotation's last piece says holds for those before it.
    for index in (1..found.len()).rev() {
        if found[index - 1].is_none() && is_same_quote(scene, index) {
            found[index - 1] = found[index].map(|f| f.again(Rule::SameQuotation));
        }
    }
    found
}

impl Attribution {
    /// The same for another phrase of the paragraph.
    pub(super) fn of(&self, phrase: Phrase, line: &Line<'_>) -> Attribution {
        Attribution {
            phrase,
            source: line.extent(phrase.first, phrase.last),
            ..*self
        }
    }

    /// The same speaker for another quotation.
    pub(super) fn again(self, rule: Rule) -> Attribution {
        Attribution {
            rule,
            cue: None,
            ..self
        }
    }
}

/// Whether a quotation goes on with the quote of the one before it.
fn is_same_quote(scene: &Scene<'_>, index: usize) -> bool {
    let quote = |i: usize| scene.quotations.get(i).and_then(|q| q.quote);
    let before = index.checked_sub(1).and_then(quote);
    before.is_some() && before == quote(index)
}

fn same_quotation(
    scene: &Scene<'_>,
    index: usize,
    found: &[Option<Attribution>],
) -> Option<Attribution> {
    let before = index
        .checked_sub(1)
        .filter(|_| is_same_quote(scene, index))?;
    found.get(before)?.map(|f| f.again(Rule::SameQuotation))
}

/// A quotation, or what a colon at a paragraph's end introduces, with the tokens around it.
#[derive(Clone, Copy)]
pub(super) struct Place<'s> {
    pub(super) scene: &'s Scene<'s>,
    pub(super) line: Line<'s>,
    pub(super) paragraph: usize,
    /// The quotation's token; the end of the line if it stands in the next paragraph.
    pub(super) at: usize,
    /// The words said, without marks.
    pub(super) content: &'s str,
}

impl<'s> Place<'s> {
    fn of(scene: &'s Scene<'_>, index: usize) -> Option<Place<'s>> {
        let quotation: &Quotation = scene.quotations.get(index)?;
        Some(Place {
            scene,
            line: scene.line(quotation.paragraph),
            paragraph: quotation.paragraph,
            at: quotation.token,
            content: scene.content(quotation),
        })
    }

    pub(super) fn attribution(
        &self,
        rule: Rule,
        phrase: Phrase,
        cue: Option<(usize, usize)>,
    ) -> Option<Attribution> {
        let phrase = self.with_name(phrase);
        // A newspaper's name does not say itself.
        let itself = (phrase.first..=phrase.last).contains(&self.at);
        (!itself && self.can_speak(&phrase)).then(|| Attribution {
            rule,
            paragraph: self.paragraph,
            phrase,
            cue,
            source: self.line.extent(phrase.first, phrase.last),
            relay: None,
        })
    }

    /// A noun with the name between commas behind it: *dit la maire de Port Vane, Ida Orr*.
    fn with_name(&self, phrase: Phrase) -> Phrase {
        let line = self.line;
        let comma = phrase.last + 1;
        let noun = line.lexicon.speech.apposes
            && phrase.kind == PhraseKind::Noun
            && line.is(phrase.first, class::THE)
            && line.kind(comma) == Some(Kind::Comma);
        let name = noun.then(|| line.phrase_starting(comma + 1)).flatten();
        let name = name.filter(|n| {
            let closed = line.kind(n.last + 1) != Some(Kind::Word) || line.is_first(n.last + 1);
            let full = n.last > n.first && (n.first..=n.last).all(|i| line.is_name(i));
            closed && full && !line.is_first(n.first)
        });
        name.map_or(phrase, |name| Phrase {
            last: name.last,
            ..phrase
        })
    }

    /// Whether a phrase can name who speaks: of any other noun a determiner must tell that it is one.
    fn can_speak(&self, phrase: &Phrase) -> bool {
        let line = self.line;
        let thing = phrase.kind == PhraseKind::Pronoun
            && line.lexicon.speech.free_order
            && line.value(phrase.first) == gender::THING;
        !thing && (phrase.kind != PhraseKind::Other || line.is(phrase.first, class::DETERMINER))
    }

    /// Who is named in the sentence of the quotation.
    fn beside(&self) -> Option<Attribution> {
        let nouns = self.line.lexicon.speech.capital_nouns && !self.is_short();
        if self.is_named() || !nouns && self.is_title() {
            return None;
        }
        let found = self.in_sentence()?;
        let according = found
            .cue
            .is_some_and(|(v, _)| self.line.is(v, class::ACCORDING));
        // Where all nouns have capitals, *„Rost und Ruhe“* is a title or what somebody says: a verb beside it tells.
        let near = matches!(
            found.rule,
            Rule::SubjectBefore
                | Rule::SubjectNear
                | Rule::VerbBehind
                | Rule::SubjectBehind
                | Rule::AccordingBehind
        );
        (near || according || !nouns || !self.is_title()).then_some(found)
    }

    fn in_sentence(&self) -> Option<Attribution> {
        if self.is_open_behind() {
            let behind = self.behind();
            let closes = |f: &Attribution| {
                let says = |v: usize| self.line.value(v) == verb::SAY && self.closes(v);
                f.cue.is_some_and(|(_, v)| says(v))
            };
            let open = behind.as_ref().is_none_or(|f| !closes(f));
            let before = open.then(|| self.before_fragment()).flatten();
            before
                .or(behind)
                .or_else(|| self.before())
                .or_else(|| self.end_of_sentence())
        } else {
            self.before()
                .or_else(|| self.behind())
                .or_else(|| self.end_of_sentence())
        }
    }

    /// Who is named before a piece that goes on with the sentence: *Vell said it was “old and slow,” and left*. Only a
    /// verb that is near binds it more surely than a comma at its end binds what stands behind.
    fn before_fragment(&self) -> Option<Attribution> {
        let goes_on = self.at > 0
            && self.line.kind(self.at - 1) == Some(Kind::Word)
            && self.content.starts_with(char::is_lowercase);
        let near = |r: Rule| {
            matches!(
                r,
                Rule::SubjectBefore | Rule::SubjectNear | Rule::ParticipleBefore | Rule::Clause
            )
        };
        let found = goes_on.then(|| self.before()).flatten()?;
        near(found.rule).then_some(found)
    }

    /// Who is named at the end of the paragraph above, if that ends with a colon.
    fn above(&self) -> Option<Attribution> {
        let above = self.paragraph.checked_sub(1).filter(|_| self.at == 0)?;
        let line = self.scene.line(above);
        let place = Place {
            line,
            paragraph: above,
            at: line.tokens.len(),
            ..*self
        };
        let introduces = place.is_behind(Kind::Colon) || place.is_behind(Kind::Comma);
        place.before().filter(|_| introduces)
    }

    /// Whether the quotation looks for a verb behind it: it ends with a comma, or with a sign of its own.
    pub(super) fn is_open_behind(&self) -> bool {
        self.ends_with_comma()
            || self.ends_with_sign()
            || self.line.kind(self.at + 1) == Some(Kind::Comma)
    }

    pub(super) fn ends_with_comma(&self) -> bool {
        self.content.ends_with(',')
    }

    /// Whether the quotation ends with a sign that can stand for the comma.
    pub(super) fn ends_with_sign(&self) -> bool {
        self.content.ends_with(['?', '!', '—', '–', '-', '…'])
    }

    pub(super) fn is_behind(&self, kind: Kind) -> bool {
        self.at > 0 && self.line.kind(self.at - 1) == Some(kind)
    }

    /// Whether it has so few words that it is often nobody's speech.
    pub(super) fn is_short(&self) -> bool {
        is_short(self.content)
    }
}

/// A quotation of so many words or fewer is short.
const FEW: usize = 3;

/// Whether a verb introduces a quotation with a colon or a comma: then it is speech, however short.
pub(super) fn is_introduced(scene: &Scene<'_>, quotation: &Quotation, rule: Rule) -> bool {
    let line = scene.line(quotation.paragraph);
    let before = quotation.token.checked_sub(1).and_then(|b| line.kind(b));
    rule == Rule::SubjectBefore && matches!(before, Some(Kind::Colon | Kind::Comma))
}

pub(super) fn is_short(content: &str) -> bool {
    content.split_whitespace().nth(FEW).is_none()
}

/// Who spoke before, where the quotation has a sentence of its own.
fn running(place: &Place<'_>, index: usize, found: &[Option<Attribution>]) -> Option<Attribution> {
    let (line, at) = (place.line, place.at);
    let quotations = &place.scene.quotations;
    // „…“ Und: „…“
    let and = at > 2
        && place.is_behind(Kind::Colon)
        && line.is(at - 2, class::CONJUNCTION)
        && line.is_first(at - 2);
    if and && let Some(before) = index.checked_sub(1) {
        let near = quotations
            .get(before)
            .is_some_and(|q| q.paragraph == place.paragraph && q.token + 4 >= at);
        return found[before]
            .filter(|_| near)
            .map(|f| f.again(Rule::SameParagraph));
    }
    if !line.is_first(at) || place.is_name_of_something() {
        return None;
    }
    if at == 0 {
        return byline(place).or_else(|| {
            let before = index.checked_sub(1)?;
            let whole = !place.ends_with_comma() && goes_on(place, index);
            found[before]
                .filter(|_| whole)
                .map(|f| f.again(Rule::ParagraphBefore))
        });
    }
    let start = line.sentence_start(at - 1);
    // The last sentence before it: the quotations in it, or its subject.
    let last = (0..index)
        .rev()
        .take_while(|i| quotations[*i].paragraph == place.paragraph);
    let mut last = last.filter(|i| quotations[*i].token >= start.saturating_sub(1));
    if let Some(found) = last.find_map(|i| found[i]) {
        return Some(found.again(Rule::SameParagraph));
    }
    let phrase = line.main_subject(at)?;
    place.attribution(Rule::SentenceBefore, phrase, None)
}

/// Whether a quotation at a paragraph's beginning goes on from the one before it: that stands in the last sentence of
/// the paragraph above and has the same marks, and a sentence ends with this one. A heading in the copy has other marks.
fn goes_on(place: &Place<'_>, index: usize) -> bool {
    let quotations = &place.scene.quotations;
    let (Some(own), Some(before)) = (
        quotations.get(index),
        index.checked_sub(1).and_then(|i| quotations.get(i)),
    ) else {
        return false;
    };
    let above = place.scene.line(before.paragraph);
    let last = above.sentence_start(above.tokens.len().saturating_sub(1));
    let mark = |q: &Quotation| {
        let rest = place.scene.text.get(q.whole.start..);
        rest.and_then(|r| r.chars().next())
    };
    let line = place.line;
    let stop = usize::from(line.kind(1) == Some(Kind::Stop));
    let ends = line.tokens.len() == 1 + stop || line.is_first(1 + stop);
    before.paragraph + 1 == own.paragraph
        && before.token >= last.saturating_sub(1)
        && mark(own) == mark(before)
        && ends
}

/// Who is named in the line below a paragraph that is a quotation: *– Tilda Marrow, ferry captain*.
fn byline(place: &Place<'_>) -> Option<Attribution> {
    if place.line.tokens.len() > 1 {
        return None;
    }
    let below = place.scene.line(place.paragraph + 1);
    let phrase = below.phrase_starting(1)?;
    let named = below.kind(0) == Some(Kind::Dash) && phrase.kind == PhraseKind::Name;
    let line = Place {
        line: below,
        paragraph: place.paragraph + 1,
        ..*place
    };
    line.attribution(Rule::Label, phrase, None)
        .filter(|_| named)
}
