//! From quotations to speakers: each quotation goes through the rules, the best first.

use super::phrase::{Phrase, PhraseKind};
use super::rule::Rule;
use super::scene::{Kind, Line, Quotation, Scene};
use super::subject::REACH;
use crate::language::speech::{class, verb};
use crate::model::Extent;

/// Who speaks, in tokens of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attribution {
    pub(super) rule: Rule,
    pub(super) paragraph: usize,
    pub(super) phrase: Phrase,
    pub(super) cue: Option<(usize, usize)>,
    pub(super) source: Extent,
}

/// So many verbs on one side of a quotation are looked at.
const MOST_VERBS: usize = 8;

/// The speaker of each quotation.
pub(super) fn attribute(scene: &Scene<'_>) -> Vec<Option<Attribution>> {
    let mut found: Vec<Option<Attribution>> = Vec::with_capacity(scene.quotations.len());
    for quotation in &scene.quotations {
        let line = scene.line(quotation.paragraph);
        let seen = Seen {
            scene,
            line,
            quotation,
        };
        found.push(seen.beside().or_else(|| seen.running(&found)));
    }
    found
}

struct Seen<'s, 'a> {
    scene: &'s Scene<'a>,
    line: Line<'s>,
    quotation: &'s Quotation,
}

impl Seen<'_, '_> {
    fn attribution(&self, rule: Rule, phrase: Phrase, cue: Option<(usize, usize)>) -> Attribution {
        Attribution {
            rule,
            paragraph: self.quotation.paragraph,
            phrase,
            cue,
            source: self.line.extent(phrase.first, phrase.last),
        }
    }

    fn content(&self) -> &str {
        let Extent { start, end } = self.quotation.content;
        self.scene.text.get(start..end).unwrap_or_default().trim()
    }

    /// Who is named in the sentence of the quotation.
    fn beside(&self) -> Option<Attribution> {
        if self.is_name_of_something() {
            return None;
        }
        let open = self.is_open_behind();
        if open && let Some(found) = self.behind() {
            return Some(found);
        }
        self.before()
            .or_else(|| self.behind().filter(|_| !open))
            .or_else(|| self.end_of_sentence())
    }

    /// Whether the quotation looks for a verb behind it: it ends with a comma, or with a sign of its own.
    fn is_open_behind(&self) -> bool {
        let at = self.quotation.token;
        self.content()
            .ends_with([',', '?', '!', '—', '–', '…', '-'])
            || self.line.kind(at + 1) == Some(Kind::Comma)
    }

    /// A title or a term: *the film “…”*.
    fn is_name_of_something(&self) -> bool {
        let at = self.quotation.token;
        at > 0 && self.line.is(at - 1, class::NAMING) && !self.line.is_first(at)
    }

    /// “…,” Vell said; “…,” said Vell; “…,” according to Vell.
    fn behind(&self) -> Option<Attribution> {
        let line = self.line;
        let mut at = self.quotation.token + 1;
        while matches!(line.kind(at), Some(Kind::Comma | Kind::Dash)) {
            at += 1;
        }
        self.attributed_at(
            at,
            Rule::SubjectBehind,
            Rule::VerbBehind,
            Rule::AccordingBehind,
        )
    }

    /// A verb of speech with its subject, one of which begins at a token.
    fn attributed_at(
        &self,
        at: usize,
        subject: Rule,
        inverted: Rule,
        according: Rule,
    ) -> Option<Attribution> {
        let line = self.line;
        if line.is(at, class::ACCORDING) {
            let phrase = line.subject_behind(at)?;
            return Some(self.attribution(according, phrase, Some((at, at + 1))));
        }
        if line.is(at, class::VERB)
            && let Some(phrase) = line.subject_behind(at)
            && matches!(
                phrase.kind,
                PhraseKind::Name | PhraseKind::Noun | PhraseKind::Pronoun
            )
            && line.word(at) != "told"
        {
            return Some(self.attribution(inverted, phrase, Some((at, at))));
        }
        let verbs = (at + 1..at + REACH).take_while(|i| line.get(*i).is_some_and(|t| !t.first));
        for v in verbs.filter(|i| line.is_verb(*i)).take(MOST_VERBS) {
            if let Some(found) = line.subject_before(v)
                && found.phrase.first == at
            {
                return (!found.passive)
                    .then(|| self.attribution(subject, found.phrase, Some((v, v))));
            }
        }
        None
    }

    /// Vell said: “…”
    fn before(&self) -> Option<Attribution> {
        let line = self.line;
        let at = self.quotation.token;
        if line.is_first(at) && !self.is_behind_colon() {
            return None;
        }
        let from = line
            .sentence_start(at.saturating_sub(1))
            .max(at.saturating_sub(REACH));
        let speech = class::VERB | class::PARTICIPLE | class::ACCORDING;
        let mut left = MOST_VERBS;
        for v in (from..at).rev() {
            if !line.is(v, speech) {
                continue;
            }
            left -= 1;
            if left == 0 {
                break;
            }
            if line.is(v, class::ACCORDING) {
                if let Some(phrase) = line.subject_behind(v) {
                    return Some(self.attribution(Rule::AccordingBefore, phrase, Some((v, v + 1))));
                }
                continue;
            }
            if line.is(v, class::VERB) && !line.is_verb(v) {
                continue;
            }
            if line.is(v, class::VERB)
                && let Some(subject) = line.subject_before(v)
                && subject.phrase.first >= from
            {
                if subject.passive && line.value(v) != verb::SAY {
                    return None;
                }
                return Some(self.attribution(Rule::SubjectBefore, subject.phrase, Some((v, v))));
            }
            let leans = v > 0
                && (line.is(v, class::PARTICIPLE)
                    || line.word(v - 1) == "to"
                    || line.is(v - 1, class::CONJUNCTION)
                    || line.kind(v - 1) == Some(Kind::Comma)
                    || line.is_adverb(v - 1));
            if leans && let Some(phrase) = line.main_subject(v) {
                return Some(self.attribution(Rule::ParticipleBefore, phrase, Some((v, v))));
            }
        }
        if self.is_behind_colon() {
            let colon = at - 1;
            if let Some(phrase) = line.phrase_starting(from)
                && phrase.last + 1 == colon
            {
                return Some(self.attribution(Rule::Label, phrase, None));
            }
            let phrase = line.main_subject(colon)?;
            return Some(self.attribution(Rule::Colon, phrase, None));
        }
        None
    }

    fn is_behind_colon(&self) -> bool {
        let at = self.quotation.token;
        at > 0 && self.line.kind(at - 1) == Some(Kind::Colon)
    }

    /// “…” is what he wants, Vell said.
    fn end_of_sentence(&self) -> Option<Attribution> {
        let line = self.line;
        let from = self.quotation.token + 1;
        let end = line.sentence_end(self.quotation.token).min(from + REACH);
        for at in from..end {
            let after_quote = match line.kind(at) {
                Some(Kind::Quotation(q)) => self.scene.quotations.get(q).is_some_and(|q| {
                    let Extent { start, end } = q.content;
                    self.scene
                        .text
                        .get(start..end)
                        .unwrap_or_default()
                        .trim_end()
                        .ends_with(',')
                }),
                _ => false,
            };
            if line.kind(at) != Some(Kind::Comma) && !after_quote {
                continue;
            }
            let rule = Rule::EndOfSentence;
            if let Some(found) = self.attributed_at(at + 1, rule, rule, rule) {
                return Some(found);
            }
        }
        None
    }

    /// Who spoke before, where the quotation has a sentence of its own.
    fn running(&self, found: &[Option<Attribution>]) -> Option<Attribution> {
        let line = self.line;
        let at = self.quotation.token;
        let index = found.len();
        let quotations = &self.scene.quotations;
        if let Some(before) = index.checked_sub(1)
            && quotations
                .get(before)
                .is_some_and(|q| q.quote.is_some() && q.quote == self.quotation.quote)
            && let Some(found) = found[before]
        {
            return Some(Attribution {
                rule: Rule::SameQuotation,
                cue: None,
                ..found
            });
        }
        if !line.is_first(at) || self.is_name_of_something() {
            return None;
        }
        if at > 0 {
            let start = line.sentence_start(at - 1);
            // The last sentence before it: the quotations in it, or its subject.
            let last = (0..index)
                .rev()
                .take_while(|i| quotations[*i].paragraph == self.quotation.paragraph);
            let mut last = last.filter(|i| quotations[*i].token >= start.saturating_sub(1));
            if let Some(found) = last.find_map(|i| found[i]) {
                return Some(Attribution {
                    rule: Rule::SameParagraph,
                    cue: None,
                    ..found
                });
            }
            let phrase = line.main_subject(at)?;
            return Some(self.attribution(Rule::SentenceBefore, phrase, None));
        }
        let before = index.checked_sub(1)?;
        let near = quotations.get(before)?.paragraph + 1 == self.quotation.paragraph;
        let found = found[before].filter(|_| near)?;
        Some(Attribution {
            rule: Rule::ParagraphBefore,
            cue: None,
            ..found
        })
    }
}
