//! What is said without quotation marks: *Vell said that the crane was old*.
//!
//! In comes a scene; out go clauses with whoever says them. Only a verb that tells of speech, or a word such as
//! *according*, makes a clause somebody's words here; clauses with quotations in them are left to the quotations.

use super::attribute::{Attribution, Place};
use super::line::Line;
use super::phrase::PhraseKind;
use super::rule::Rule;
use super::scene::{Kind, Scene};
use super::subject::{FINITE, MOST_VERBS, REACH};
use crate::language::speech::{class, denial, gender, verb};
use crate::model::Extent;

/// A clause has so many words at least.
const FEWEST: usize = 3;

/// So many tokens can stand between a verb and what is said: *said in a letter on Monday that*.
const BETWEEN: usize = 14;

/// Words that somebody says, and who.
pub(super) struct Indirect {
    pub(super) content: Extent,
    pub(super) attribution: Attribution,
}

/// The clauses of an article that are somebody's words.
pub(super) fn indirect(scene: &Scene<'_>) -> Vec<Indirect> {
    let mut all = Vec::new();
    for paragraph in 0..scene.paragraph_count() {
        let line = scene.line(paragraph);
        let mut start = 0;
        while start < line.tokens.len() {
            let end = line.sentence_end(start);
            let place = Place {
                scene,
                line,
                paragraph,
                at: end,
                content: "",
            };
            all.extend(place.indirect(start));
            start = end;
        }
    }
    all
}

impl Place<'_> {
    /// What somebody says in the sentence that begins with a token and ends before the place.
    fn indirect(&self, start: usize) -> Option<Indirect> {
        let line = self.line;
        let end = (start..self.at)
            .rev()
            .find(|i| !matches!(line.kind(*i), Some(Kind::Stop)))?;
        let asks = (end..self.at).any(|i| line.sign(i) == "?");
        if asks {
            return None;
        }
        self.according_first(start, end)
            .or_else(|| self.verb_first(start, end))
            .or_else(|| self.verb_last(start, end))
    }

    /// According to Vell, the crane was old. Wie Vell sagte, war der Kran alt.
    fn according_first(&self, start: usize, end: usize) -> Option<Indirect> {
        let line = self.line;
        let opens = (start..start + FEWEST).find(|i| line.is(*i, class::ACCORDING | class::AS))?;
        let found = self.attributed_at(
            if line.is(start, class::AFTER) {
                start
            } else {
                opens
            },
            [Rule::IndirectAccording; 3],
        )?;
        let behind = found.phrase.last.max(found.cue.map_or(0, |c| c.1)) + 1;
        let comma = (behind..behind + FEWEST).find(|i| line.kind(*i) == Some(Kind::Comma));
        let needs_comma = !line.lexicon.speech.verbs_last || line.is(opens, class::AS);
        let first = match comma {
            Some(comma) => comma + 1,
            None if needs_comma => return None,
            None => behind,
        };
        self.said(first, end, found)
    }

    /// Vell said that the crane was old.
    fn verb_first(&self, start: usize, end: usize) -> Option<Indirect> {
        let line = self.line;
        let main = line.behind_introductions(start, end);
        let says =
            |v: &usize| line.is_verb(*v) && line.value(*v) == verb::SAY && !self.is_compound(*v);
        for v in (main..end).take(REACH).filter(says).take(MOST_VERBS) {
            let Some(subject) = self.subject(v).filter(|s| s.phrase.first >= main) else {
                continue;
            };
            let phrase = subject.phrase;
            let writer =
                phrase.kind == PhraseKind::Pronoun && line.value(phrase.first) == gender::WRITER;
            let relative = line.is(phrase.last, class::RELATIVE);
            if subject.passive || writer || relative {
                return None;
            }
            let behind = if phrase.first > v { phrase.last } else { v };
            let Some((first, rule)) = self.opening(behind, end) else {
                continue;
            };
            let denied = self.is_denied(phrase.last, v) || self.is_denied(v, first);
            let found = self.attribution(rule, phrase, Some((v, v)))?;
            return self.said(first, end, found).filter(|_| !denied);
        }
        None
    }

    /// The crane was old, Vell said on Monday.
    fn verb_last(&self, start: usize, end: usize) -> Option<Indirect> {
        let line = self.line;
        // *When it rained, Vell said* has nothing said before the comma.
        let main = line.behind_introductions(start, end);
        let commas = (main + 1..end).rev().take(REACH);
        let commas = commas.filter(|i| line.kind(*i) == Some(Kind::Comma));
        for comma in commas.take(MOST_VERBS) {
            let Some(found) = self.attributed_at(comma + 1, [Rule::IndirectBehind; 3]) else {
                continue;
            };
            let (v, cue_end) = found.cue?;
            let according = line.is(v, class::ACCORDING | class::AFTER);
            let says = according || line.is_verb(v) && line.value(v) == verb::SAY;
            let last = cue_end.max(found.phrase.last);
            let phrase = found.phrase;
            let noun = phrase.kind != PhraseKind::Name && phrase.kind != PhraseKind::Pronoun;
            // *wrote a host of songs* has its subject before it.
            let object = phrase.first > v && !according && noun && !line.lexicon.speech.free_order;
            let clear = says
                && !object
                && !line.is(phrase.first, class::THAT)
                && !self.is_compound(v)
                && self.is_all(last + 1, end);
            return self
                .said(start, comma - 1, found)
                .filter(|_| clear && !self.is_denied(found.phrase.last, v));
        }
        None
    }

    /// Whether a word is part of one with a hyphen: *a 20-point lead*.
    fn is_compound(&self, at: usize) -> bool {
        self.line.is_joined(at)
            || self.line.is_joined(at + 1) && !self.line.lexicon.speech.free_order
    }

    /// Whether nothing but when, where and to whom stands between an attribution and the sentence's end.
    fn is_all(&self, first: usize, end: usize) -> bool {
        let line = self.line;
        let opens =
            class::PREPOSITION | class::TIME | class::CONJUNCTION | class::ADVERB | class::SPLIT;
        let told = || line.phrase_starting(first).is_some_and(|p| p.last >= end);
        let comma = matches!(
            line.kind(first),
            Some(Kind::Comma | Kind::Dash | Kind::Open)
        );
        let beside =
            first > end || comma || line.is(first, opens) || line.is_adverb(first) || told();
        let said = |i: usize| {
            matches!(line.kind(i), Some(Kind::Colon | Kind::Quotation(_)))
                || line.is(i, class::THAT)
        };
        beside && !(first..=end).any(said)
    }

    /// Where what is said begins behind a verb and its subject.
    fn opening(&self, behind: usize, end: usize) -> Option<(usize, Rule)> {
        let line = self.line;
        let clause = |i: usize| {
            let phrase = line.phrase_starting(i)?;
            let next = (phrase.last + 1..end).find(|i| !line.is_adverb(*i))?;
            let past = line.lexicon.speech.past_endings;
            let word = line.word(next);
            let finite = line.is(next, FINITE) || past.iter().any(|e| word.ends_with(e));
            (finite && phrase.last < end).then_some((i, Rule::IndirectClause))
        };
        let mut i = behind + 1;
        let mut told = false;
        while i < (behind + BETWEEN).min(end) {
            if line.is(i, class::THAT) && !line.is_first(i) {
                // What has lost its vowel stays with the clause: *qu’il*.
                let touches = line
                    .get(i)
                    .zip(line.get(i + 1))
                    .is_some_and(|(a, b)| a.end == b.start);
                return Some((if touches { i } else { i + 1 }, Rule::IndirectThat));
            }
            const NEVER: u32 = class::AUXILIARY
                | class::VERB
                | class::PARTICIPLE
                | class::RELATIVE
                | class::CONJUNCTION;
            match line.kind(i)? {
                Kind::Word if line.is_time_before(i) || line.is_adverb(i) => i += 1,
                Kind::Word if line.is(i, class::DETERMINER) && line.is(i + 1, class::TIME) => {
                    i += 2
                }
                Kind::Word if line.is(i, class::PREPOSITION) => {
                    // In a letter, to the council.
                    i = line.phrase_starting(i + 1)?.last + 1;
                }
                Kind::Word => {
                    let direct = (!line.lexicon.speech.free_order)
                        .then(|| clause(i))
                        .flatten();
                    if direct.is_some() {
                        return direct;
                    }
                    // Told reporters.
                    let phrase = line
                        .phrase_starting(i)
                        .filter(|_| !told && !line.is(i, NEVER))?;
                    let somebody = phrase.kind != PhraseKind::Other;
                    if !somebody || line.is(phrase.head, class::DOCUMENT) {
                        return None;
                    }
                    told = true;
                    i = phrase.last + 1;
                }
                // *Vell sagte, der Kran sei alt*
                // *dijo Vell, que se fue*
                Kind::Comma if line.lexicon.speech.subject_left_out => return None,
                Kind::Comma if line.is(i + 1, class::THAT) => i += 1,
                Kind::Comma if line.lexicon.speech.verbs_last => return clause(i + 1),
                _ => return None,
            }
        }
        None
    }

    /// Whether somebody does not say it.
    fn is_denied(&self, from: usize, v: usize) -> bool {
        let line = self.line;
        let denies =
            |i: usize| line.is(i, class::ADVERB | class::AUXILIARY) && line.value(i) == denial::NOT;
        (from.min(v)..from.max(v)).any(denies)
    }

    /// The clause from a token to another, if it can be one.
    fn said(&self, first: usize, last: usize, attribution: Attribution) -> Option<Indirect> {
        let line = self.line;
        let words = (first..=last)
            .filter(|i| line.kind(*i) == Some(Kind::Word))
            .count();
        let quotes = (first..=last).any(|i| line.is_quotation(i));
        let finite = (first..=last).any(|i| line.is(i, FINITE) || line.is_past(i));
        // Behind *that* stands a clause, whatever its verb.
        let clause = finite || attribution.rule == Rule::IndirectThat;
        let whole = first < last && words >= FEWEST && !quotes && clause;
        whole.then(|| Indirect {
            content: line.extent(first, last),
            attribution,
        })
    }
}

impl Line<'_> {
    /// Whether a word ends as verbs of the past do.
    pub(super) fn is_past(&self, at: usize) -> bool {
        let word = self.word(at);
        let mut endings = self.lexicon.speech.past_endings.iter();
        word.starts_with(char::is_lowercase) && endings.any(|e| word.ends_with(e))
    }

    /// The sign at a token.
    fn sign(&self, at: usize) -> &str {
        let token = self.get(at);
        token
            .and_then(|t| self.text.get(t.start..t.end))
            .unwrap_or_default()
    }
}
