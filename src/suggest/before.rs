//! Speakers who are named before a quotation, in its sentence.

use super::attribute::{Attribution, Place};
use super::phrase::{Phrase, PhraseKind};
use super::rule::Rule;
use super::scene::Kind;
use super::subject::{MOST_VERBS, REACH, Subject};
use crate::language::speech::{according, class, gender, verb};

/// A verb with so many words between it and the quotation introduces that itself.
const NEAR: usize = 12;

/// How surely a verb introduces the quotation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bond {
    /// Nothing but *that*, *as* or a sign stands between them.
    Touches,
    /// No other verb stands between them.
    Near,
    Far,
}

impl Place<'_> {
    /// Vell said: “…”
    pub(super) fn before(&self) -> Option<Attribution> {
        let (line, at) = (self.line, self.at);
        let behind_colon = self.is_behind(Kind::Colon);
        if line.is_first(at) && at < line.tokens.len() && !behind_colon {
            return None;
        }
        let from = line.sentence_start(at.saturating_sub(1));
        let from = from.max(at.saturating_sub(REACH));
        let speech = class::VERB | class::PARTICIPLE | class::ACCORDING;
        let main = line.behind_introductions(from, at);
        if line.is(from, class::AS)
            && let Some(found) = self.attributed_at(from, [Rule::AccordingBefore; 3])
            && found.phrase.last < at
        {
            return Some(found);
        }
        let mut weaker = None;
        let verbs = (from..at).rev().filter(|v| line.is(*v, speech));
        for v in verbs.take(MOST_VERBS) {
            let Some(found) = self.at_verb(v, from) else {
                continue;
            };
            // What *when* or *since* opens tells of something else.
            let aside = v < main && matches!(found.rule, Rule::Clause | Rule::ParticipleBefore);
            let beside = self.is_beside_speech(&found);
            if let Some(outer) = self.outer(&found, from) {
                return Some(outer);
            }
            if !is_weak(found.rule) && !aside && !beside {
                return Some(Attribution {
                    relay: self.relay(v, &found, main),
                    ..found
                });
            }
            weaker = weaker.or(Some(Attribution {
                rule: if aside { Rule::Thought } else { found.rule },
                ..found
            }));
        }
        if let Some(found) = self.for_whom(from) {
            return Some(found);
        }
        weaker
            .or_else(|| behind_colon.then(|| self.colon(from)).flatten())
            .or_else(|| self.headline(from))
    }

    /// Pour Vell, la grue est « vieille ».
    fn for_whom(&self, from: usize) -> Option<Attribution> {
        let line = self.line;
        let word = line.word(from).to_lowercase();
        let phrase = line
            .phrase_starting(from + 1)
            .filter(|_| line.lexicon.speech.for_whom.contains(&word.as_str()))?;
        let comma = line.kind(phrase.last + 1) == Some(Kind::Comma) && phrase.last + 1 < self.at;
        let group = line.is(phrase.head, class::GROUP | class::DOCUMENT);
        let somebody = phrase.kind == PhraseKind::Name || phrase.kind == PhraseKind::Noun && !group;
        self.attribution(Rule::AccordingBefore, phrase, Some((from, from)))
            .filter(|_| comma && somebody)
    }

    /// “…,” said Vell, “…”
    fn split(&self, v: usize) -> Option<Phrase> {
        let line = self.line;
        if let Some(phrase) = self.split_by_subject(v) {
            return Some(phrase);
        }
        let before = v.checked_sub(1).filter(|_| line.is(v, class::VERB))?;
        let comma = usize::from(line.kind(before) == Some(Kind::Comma));
        let quoted = before
            .checked_sub(comma)
            .is_some_and(|i| line.is_quotation(i));
        let phrase = line.subject_behind(v).filter(|_| quoted)?;
        let thing = phrase.kind == PhraseKind::Pronoun && line.value(phrase.first) == gender::THING;
        let signs = (phrase.last + 1..self.at).all(|i| line.kind(i) != Some(Kind::Word));
        (signs && !thing).then_some(phrase)
    }

    /// “…,” Vell said, “…”
    fn split_by_subject(&self, v: usize) -> Option<Phrase> {
        let line = self.line;
        let closes = self.is_behind(Kind::Comma) && v + 2 == self.at;
        let phrase = line
            .subject_before(v)
            .filter(|s| closes && !s.passive)?
            .phrase;
        let before = phrase.first.checked_sub(1)?;
        let comma = usize::from(line.kind(before) == Some(Kind::Comma));
        let quoted = before
            .checked_sub(comma)
            .filter(|i| line.is_quotation(*i))?;
        let open = comma == 1 || self.is_open(quoted);
        (open && line.is_verb(v) && phrase.kind != PhraseKind::Other).then_some(phrase)
    }

    /// Whether a quotation ends with a comma.
    fn is_open(&self, at: usize) -> bool {
        match self.line.kind(at) {
            Some(Kind::Quotation(q)) => {
                let quotation = self.scene.quotations.get(q);
                quotation.is_some_and(|q| self.scene.content(q).ends_with(','))
            }
            _ => false,
        }
    }

    /// Whether *so Vell* stands between commas, or before a colon.
    fn is_aside(&self, so: usize) -> bool {
        let line = self.line;
        let Some(phrase) = line.phrase_starting(so + 1) else {
            return false;
        };
        let behind = (phrase.last + 1..self.at).find(|i| !line.is_adverb(*i));
        let behind = line.kind(behind.unwrap_or(self.at));
        let signs = [Some(Kind::Comma), Some(Kind::Colon)];
        so > 0 && signs.contains(&line.kind(so - 1)) && signs.contains(&behind)
    }

    /// *Para Vell, “…”*: who is named stands between the beginning of a clause and the quotation or a comma.
    fn is_view(&self, para: usize) -> bool {
        let line = self.line;
        let opens = line.is_first(para)
            || line.kind(para - 1) == Some(Kind::Comma)
            || line.is(para - 1, class::CONJUNCTION);
        let Some(phrase) = line.phrase_starting(para + 1).filter(|_| opens) else {
            return false;
        };
        let who = phrase.kind == PhraseKind::Name
            || phrase.kind == PhraseKind::Noun && line.is(phrase.first, class::THE);
        let next = phrase.last + 1;
        let ends = next == self.at || line.kind(next) == Some(Kind::Comma);
        let person = line.is_name(phrase.last) || line.is(phrase.head, class::ROLE);
        who && ends && (person || line.is(para + 2, class::ROLE))
    }

    fn bond(&self, v: usize) -> Bond {
        let line = self.line;
        let mut between = v + 1..self.at;
        let clause = class::VERB | class::AUXILIARY | class::OTHER_VERB | class::PARTICIPLE;
        let verb = |i: usize| {
            line.is(i, clause) && !line.is(i, class::DETERMINER | class::DOCUMENT | class::GROUP)
        };
        let light = |i: usize| {
            let joins = line.is(i, class::CONJUNCTION | class::ADVERB | class::DETERMINER);
            line.kind(i) != Some(Kind::Word) || joins
        };
        if between.clone().all(light) {
            Bond::Touches
        } else if between.len() <= NEAR && !between.any(verb) {
            Bond::Near
        } else {
            Bond::Far
        }
    }

    /// Who speaks by a verb before the quotation.
    fn at_verb(&self, v: usize, from: usize) -> Option<Attribution> {
        let line = self.line;
        if line.is(v, class::ACCORDING) {
            if line.value(v) == according::SO && !self.is_aside(v) {
                return None;
            }
            if line.value(v) == according::FOR && !self.is_view(v) {
                return None;
            }
            match line.by_according(v) {
                Some((phrase, cue)) => {
                    return self.attribution(Rule::AccordingBefore, phrase, Some(cue));
                }
                // *nach den Worten*, but *mit den Worten*
                None if line.is(v, class::PARTICIPLE) => {}
                None => return None,
            }
        }
        if line.is(v, class::VERB) && !line.is_verb(v) {
            return None;
        }
        if let Some(phrase) = self.split(v) {
            return self.attribution(Rule::Split, phrase, Some((v, v)));
        }
        let bond = self.bond(v);
        let weak = line.is(v, class::VERB) && matches!(line.value(v), verb::THINK | verb::WEAK);
        let subject = self.subject(v).filter(|s| s.phrase.first >= from);
        if let Some(subject) = subject {
            if line.value(v) == verb::QUOTED {
                if subject.passive {
                    return self.attribution(Rule::Clause, subject.phrase, Some((v, v)));
                }
                // *Der Bote zitierte Vell mit den Worten: „…“*; *Am Montag zitierte der Bote Vell …*
                let behind = subject.phrase.last.max(v) + 1;
                let object = line.phrase_starting(behind).filter(|p| p.last < self.at);
                let inverted = subject.phrase.first > v && object.is_none();
                let quoted = object.or(inverted.then_some(subject.phrase))?;
                let relay = if inverted {
                    line.subject_before(v).map(|s| s.phrase)
                } else {
                    Some(subject.phrase)
                };
                let found = self.attribution(Rule::SubjectNear, quoted, Some((v, v)))?;
                return (quoted.kind != PhraseKind::Other)
                    .then_some(Attribution { relay, ..found });
            }
            if subject.passive {
                let by = (v + 1..self.at).find(|i| line.is(*i, class::BY))?;
                return self.attribution(Rule::Clause, line.phrase_starting(by + 1)?, Some((v, v)));
            }
            let phrase = subject.phrase;
            let thing =
                phrase.kind == PhraseKind::Pronoun && line.value(phrase.first) == gender::THING;
            if weak && thing {
                return None;
            }
            let writer =
                phrase.kind == PhraseKind::Pronoun && line.value(phrase.first) == gender::WRITER;
            // *women who complained about the crane* are not whom the sentence is about.
            let relative = line.is(phrase.last, class::RELATIVE);
            let comma = phrase.last > 0 && line.kind(phrase.last - 1) == Some(Kind::Comma);
            let near = bond != Bond::Far && (comma || line.lexicon.speech.free_order);
            let weak = weak || writer || relative && !near;
            let rule = match bond {
                Bond::Touches
                    if weak && !self.is_behind(Kind::Comma) && !self.is_behind(Kind::Colon) =>
                {
                    Rule::NearThought
                }
                Bond::Touches => Rule::SubjectBefore,
                Bond::Near if weak => Rule::NearThought,
                Bond::Near => Rule::SubjectNear,
                Bond::Far if weak => Rule::Thought,
                Bond::Far => Rule::Clause,
            };
            return self.attribution(rule, phrase, Some((v, v)));
        }
        let aside = v > 0
            && line.kind(v - 1) == Some(Kind::Comma)
            && self.is_behind(Kind::Comma)
            && line.is(v, class::VERB);
        if (line.is_first(v) && self.is_behind(Kind::Colon) || aside)
            && let Some(phrase) = line.subject_behind(v)
            && phrase.last + 2 == self.at
            && phrase.kind == PhraseKind::Name
        {
            // *Added Vell: “…”*; *Because it rained, explained Vell, “…”*
            return self.attribution(Rule::SubjectBefore, phrase, Some((v, v)));
        }
        let phrase = self.participle_subject(v)?;
        if line.lexicon.speech.capital_nouns
            && line.is(v, class::PARTICIPLE)
            && self.is_behind(Kind::Colon)
            && v + 2 == self.at
        {
            // *zitierte Vell mit den Worten*: the verb tells whose they are.
            if (from..v).any(|u| line.is(u, class::VERB) && line.value(u) == verb::QUOTED) {
                return None;
            }
            // *Vell warb dafür mit den Worten: „…“*
            return self.attribution(Rule::SubjectNear, phrase, Some((v, v)));
        }
        let rule = match bond {
            Bond::Far if weak => Rule::Thought,
            Bond::Near if weak => Rule::NearThought,
            _ => Rule::ParticipleBefore,
        };
        self.attribution(rule, phrase, Some((v, v)))
    }

    /// The subject of a verb of speech, wherever the language puts it.
    pub(super) fn subject(&self, v: usize) -> Option<Subject> {
        let line = self.line;
        if !line.is(v, class::VERB) {
            return None;
        }
        let active = |phrase: Phrase| Subject {
            phrase,
            passive: false,
        };
        if line.value(v) == verb::IT_SAYS {
            let told = line.subject_inverted(v).filter(|p| p.last < self.at);
            return told.or_else(|| line.told_in_before(v)).map(active);
        }
        if let Some(last) = line.subject_of_last(v) {
            return Some(last);
        }
        let before = line.subject_before(v);
        let second = v > 0 && line.is(v - 1, class::CONJUNCTION) && line.value(v - 1) == 1;
        let inverted = line
            .subject_inverted(v)
            .filter(|p| p.last < self.at && !second);
        // *er* is nothing but a subject.
        let he = |p: &Phrase| p.kind == PhraseKind::Pronoun && line.value(p.first) == gender::MALE;
        // Where the subject can be left out, *anunció la obra* has none.
        let object = |p: &Phrase| p.kind == PhraseKind::Other && !line.lexicon.speech.capital_nouns;
        let inverted = inverted.filter(|p| !object(p));
        let better = |p: &Phrase| match before {
            Some(s) => s.phrase.kind == PhraseKind::Other && !s.passive && p.kind != s.phrase.kind,
            None => true,
        };
        let inverted = inverted.filter(|p| better(p) || he(p));
        inverted.map(active).or(before)
    }

    /// Whose verb a participle, a second verb or one behind *to* is.
    pub(super) fn participle_subject(&self, v: usize) -> Option<Phrase> {
        let line = self.line;
        let mut before = v.checked_sub(1)?;
        let participle = line.is(v, class::PARTICIPLE);
        while participle && before > 0 && line.is_adverb(before) {
            before -= 1;
        }
        if participle
            && line.kind(before) == Some(Kind::Word)
            && let Some(phrase) = line.phrase_ending(before)
        {
            // With Vell saying; a crowd chanting. But: issued a statement saying.
            let is = |classes: u32| {
                let before = phrase.first.checked_sub(1);
                before.is_some_and(|w| line.is(w, classes)) && !line.is_first(phrase.first)
            };
            // What a preposition stands before, or *out* of *put out*, does nothing.
            let opens = line.opens_clause(phrase.first) && !is(class::PREPOSITION);
            if is(class::WITH) || opens {
                return Some(phrase);
            }
        }
        if participle
            && line.kind(before) == Some(Kind::Comma)
            && before > 0
            && line.is_verb(before - 1)
            && let Some(subject) = line.subject_before(before - 1)
            && matches!(subject.phrase.kind, PhraseKind::Name | PhraseKind::Pronoun)
        {
            // Vell said, adding
            return Some(subject.phrase);
        }
        if line.is(before, class::TO)
            && let Some(promised) = before.checked_sub(1)
            && (line.is_verb(promised) || line.is_past(promised))
            && let Some(subject) = line.subject_before(promised).filter(|s| !s.passive)
            && subject.phrase.kind != PhraseKind::Other
        {
            // *where she promised to reject*
            return Some(subject.phrase);
        }
        if !participle
            && line.is(before, class::CONJUNCTION)
            && let Some(phrase) = line.before_second_verb(before)
        {
            return Some(phrase);
        }
        let leans = participle
            || line.is(before, class::TO)
            || line.is(before, class::CONJUNCTION)
            || line.kind(before) == Some(Kind::Comma);
        // What *it* does, or whoever writes, is nobody's speech.
        let nobody = |p: &Phrase| {
            let value = line.value(p.first);
            p.kind == PhraseKind::Pronoun && matches!(value, gender::THING | gender::WRITER)
        };
        line.main_subject(v).filter(|p| leans && !nobody(p))
    }
}

/// Whether a rule holds only where no other does.
pub(super) fn is_weak(rule: Rule) -> bool {
    matches!(rule, Rule::Thought | Rule::NearThought)
}
