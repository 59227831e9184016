//! Whom the copy names beside a verb of speech.
//!
//! In comes the place of a cue; out goes who speaks by the words around it. Whether that is who the
//! tags say is for the checks.

use super::input::Input;
use super::names::{is_office, is_space, offices, split};
use crate::language::{Word, class};
use crate::model::{Extent, Quote, Source, Who};

/// Words that name who speaks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Subject {
    /// The last word of them, or the office.
    pub(super) place: Extent,
    /// Who they can be, as indexes into the actors; never empty.
    pub(super) actors: Vec<usize>,
}

/// So many words may stand between a verb and its subject, as in *said the old crane master Vell*.
const MOST_BETWEEN: usize = 7;

/// What follows these is not who speaks.
const NOT_BEHIND: &[&str] = &[
    "of", "to", "in", "at", "for", "with", "by", "about", "after", "before", "on", "from", "as",
    "than", "and", "or", "that", "who", "when", "if", "near",
];

/// Among more actors nobody is known by an office.
const MOST_HOLDERS: usize = 200;

/// A clause can begin behind these, and its subject with it.
const CONJUNCTIONS: &[&str] = &[
    "but", "because", "that", "where", "while", "though", "although", "when", "as", "so",
];

/// May stand between a subject and its verb.
const ADVERBS: &[&str] = &[
    "has", "had", "also", "later", "then", "once", "only", "still",
];

impl<'a> Input<'a> {
    /// Who stands before a cue, as in *Vell said*, *Vell, the crane master, said*.
    pub(super) fn subject_before(&self, cue: Extent) -> Option<Subject> {
        let list = &self.words().list;
        let mut behind = list.partition_point(|w| w.start < cue.start);
        let mut end = cue.start;
        for _ in 0..2 {
            let word = list.get(behind.checked_sub(1)?)?;
            let text = word.text(self.plain());
            if !ADVERBS.contains(&text) && !text.ends_with("ly") {
                break;
            }
            self.gap(word.end, end).filter(|g| is_space(g))?;
            (behind, end) = (behind - 1, word.start);
        }
        let last = list.get(behind.checked_sub(1)?)?;
        if self.gap(last.end, end).is_some_and(is_space) {
            let named = self
                .named(behind - 1)
                .filter(|s| self.begins_clause(behind - 1, s));
            return named.or_else(|| self.office_before(behind));
        }
        // Behind an apposition a comma closes it.
        if self.gap(last.end, end) != Some(", ") {
            return None;
        }
        for at in (behind.saturating_sub(MOST_BETWEEN)..behind - 1).rev() {
            let (word, next) = (list.get(at)?, list.get(at + 1)?);
            match self.gap(word.end, next.start)? {
                ", " => return self.named(at).filter(|s| self.begins_clause(at, s)),
                gap if !is_space(gap) || next.is(class::CUE | class::PRONOUN) => return None,
                _ => {}
            }
        }
        None
    }

    /// Who stands behind a cue, as in *said Vell*, *said the crane master*, *according to Vell*.
    pub(super) fn subject_behind(&self, cue: Extent) -> Option<Subject> {
        let list = &self.words().list;
        let plain = self.plain();
        let mut first = list.partition_point(|w| w.start < cue.end);
        if let [.., word, to] = list.get(..first + 1)?
            && word.text(plain).eq_ignore_ascii_case("according")
            && to.text(plain) == "to"
        {
            first += 1;
        }
        let mut end = cue.end.max(list.get(first.checked_sub(1)?)?.end);
        for at in first..first + MOST_BETWEEN {
            let word = list.get(at)?;
            let gap = self.gap(end, word.start)?;
            let title = gap == ". " && list.get(at - 1)?.is(class::HONORIFIC);
            if !(is_space(gap) || title || gap == ", " && at > first) {
                return None;
            }
            if let Some(subject) = self.named(at) {
                // The first name is a part of the whole.
                let joined = list
                    .get(at + 1)
                    .filter(|next| self.gap(word.end, next.start).is_some_and(is_space));
                let whole = joined.and_then(|_| self.named(at + 1));
                let last = at + usize::from(whole.is_some());
                return Some(whole.unwrap_or(subject)).filter(|_| !self.goes_on(last));
            }
            if let Some(subject) = self.office_at(at) {
                return Some(subject);
            }
            if word.is(class::CUE | class::PRONOUN) || NOT_BEHIND.contains(&word.text(plain)) {
                return None;
            }
            end = word.end;
        }
        None
    }

    /// Whether a name is the subject of a verb of speech beside a quote whose tags name this actor
    /// and nobody else.
    pub(super) fn is_speaker(&self, name: Extent, id: &str) -> bool {
        /// So many quotes around the name are looked at.
        const NEAR: usize = 8;
        let list = &self.words().list;
        let at = list.partition_point(|w| w.end < name.end);
        let is_cue = |i: Option<usize>| {
            i.and_then(|i| list.get(i))
                .is_some_and(|w| w.is(class::CUE))
        };
        let before = (at.checked_sub(1), at.checked_sub(2));
        let titled = before
            .0
            .and_then(|i| list.get(i))
            .is_some_and(|w| w.is(class::HONORIFIC));
        if !(is_cue(Some(at + 1)) || is_cue(before.0) || titled && is_cue(before.1)) {
            return false;
        }
        let sentence = self.sentence(name.start);
        let quotes = &self.article.quotes;
        let start = |q: &Quote| q.fragments.first().map_or(0, |f| f.whole.bytes.start);
        let next = quotes.partition_point(|q| start(q) < sentence.start);
        let near = self.near_start(sentence.start);
        let first = quotes.partition_point(|q| start(q) < near);
        let near =
            quotes.get(first.max(next.saturating_sub(NEAR))..(next + NEAR).min(quotes.len()));
        let here = near.unwrap_or_default().iter().filter(|q| {
            let mut pieces = q.fragments.iter().take(NEAR).map(|f| f.whole.bytes);
            pieces.any(|p| p.start < sentence.end && sentence.start < p.end)
        });
        let mut speakers = here.flat_map(|q| &q.speakers).peekable();
        let is_it = |s: &Source| matches!(&s.who, Who::Actor(of) if of == id);
        speakers.peek().is_some() && speakers.all(is_it)
    }

    /// Whether a name that ends with a word is all of its noun phrase: not *the lawyer for Vell*.
    fn begins_clause(&self, last: usize, subject: &Subject) -> bool {
        let list = &self.words().list;
        let mut first = last;
        while let Some(before) = first.checked_sub(1).and_then(|i| list.get(i)) {
            let gap = list.get(first).and_then(|w| self.gap(before.end, w.start));
            let text = before.text(self.plain());
            let title = before.is(class::HONORIFIC) && matches!(gap, Some(" " | ". "));
            let of_name = text.starts_with(char::is_uppercase) && gap.is_some_and(is_space);
            let actor = subject
                .actors
                .first()
                .and_then(|a| self.article.actors.get(*a));
            let own = actor.is_some_and(|a| is_office(a, text)) && gap.is_some_and(is_space);
            let article = matches!(text, "the" | "The") && first < last;
            if !(title || of_name || own || article) {
                break;
            }
            first -= 1;
        }
        self.is_clause(first)
    }

    /// Whether a clause can begin with a word: nothing stands before it that it belongs to.
    fn is_clause(&self, first: usize) -> bool {
        let list = &self.words().list;
        let Some(before) = first.checked_sub(1).and_then(|i| list.get(i)) else {
            return true;
        };
        let text = before.text(self.plain());
        let times = class::WEEKDAY | class::MONTH | class::RELATIVE_DAY | class::DIGITS;
        let gap = list.get(first).and_then(|w| self.gap(before.end, w.start));
        !gap.is_some_and(is_space)
            || before.is(times)
            || CONJUNCTIONS.contains(&text)
            || ADVERBS.contains(&text.to_lowercase().as_str())
            || text.ends_with("ly")
    }

    /// Whether a noun phrase goes on behind a word: *said the Vell campaign manager*.
    fn goes_on(&self, last: usize) -> bool {
        let list = &self.words().list;
        let (Some(word), Some(next)) = (list.get(last), list.get(last + 1)) else {
            return false;
        };
        let text = next.text(self.plain());
        let times =
            class::WEEKDAY | class::MONTH | class::RELATIVE_DAY | class::TIME_WORD | class::DIGITS;
        self.gap(word.end, next.start).is_some_and(is_space)
            && !NOT_BEHIND.contains(&text)
            && !next.is(times)
            && !text.ends_with("ly")
    }

    fn gap(&self, from: usize, to: usize) -> Option<&'a str> {
        self.plain().get(from..to)
    }

    /// Whom a word names, if it is no possessive.
    fn named(&self, word: usize) -> Option<Subject> {
        let place = self.words().list.get(word)?;
        let whole = Extent {
            start: place.start,
            end: place.end,
        };
        let (capital, hit) = self.names().hits_in(whole).first()?;
        if capital.place.end < place.end {
            return None;
        }
        // A tag says more than a name, and a whole name more than a part.
        let mentions = &self.article.mentions;
        let next = mentions.partition_point(|m| m.place.bytes.start <= capital.place.start);
        let covers = mentions.get(..next)?.iter().rev().take(4);
        let mut covers = covers.filter(|m| m.place.bytes.end >= capital.place.end);
        let actors = match covers.find(|m| !m.actors.is_empty()) {
            Some(mention) => {
                let actors = mention.actors.iter();
                actors.filter_map(|s| self.actor_of(s)).collect()
            }
            None => self
                .names()
                .owners(*hit)
                .map(|o| o.actor)
                .collect::<Vec<_>>(),
        };
        (!actors.is_empty()).then_some(Subject {
            place: capital.place,
            actors,
        })
    }

    /// The only actor with the office that ends before a word, as in *the crane master said*.
    fn office_before(&self, behind: usize) -> Option<Subject> {
        (1..MOST_BETWEEN).find_map(|len| {
            let at = behind.checked_sub(len + 1)?;
            self.office(at, len).filter(|_| self.is_clause(at))
        })
    }

    /// The only actor with the office that begins with a word, if nothing goes on behind it.
    fn office_at(&self, at: usize) -> Option<Subject> {
        (1..MOST_BETWEEN).rev().find_map(|len| {
            let subject = self.office(at, len)?;
            (!self.goes_on(at + len)).then_some(subject)
        })
    }

    /// The only actor whose office is the `len` words behind the article *the*.
    fn office(&self, the: usize, len: usize) -> Option<Subject> {
        let list = &self.words().list;
        let plain = self.plain();
        let article = list.get(the)?;
        let (words, text) = (list.get(the + 1..the + 1 + len)?, |w: &Word| w.text(plain));
        let (first, last) = (words.first()?, words.last()?);
        if !text(article).eq_ignore_ascii_case("the")
            || !self.gap(article.end, first.start).is_some_and(is_space)
        {
            return None;
        }
        let is_it = |office: &str| {
            let mut wanted = split(office);
            words.iter().all(|w| {
                wanted
                    .next()
                    .is_some_and(|o| o.eq_ignore_ascii_case(text(w)))
            }) && wanted.next().is_none()
        };
        let actors = &self.article.actors;
        if actors.len() > MOST_HOLDERS {
            return None;
        }
        // The mayor may also be whoever is mayor of Port Ellery.
        let may_be = |office: &str| {
            words
                .iter()
                .all(|w| split(office).any(|o| o.eq_ignore_ascii_case(text(w))))
        };
        let mut holders = (0..).zip(actors).filter(|(_, a)| offices(a).any(may_be));
        let (only, holder) = holders.next().filter(|_| holders.next().is_none())?;
        if !offices(holder).any(is_it) {
            return None;
        }
        let place = Extent {
            start: first.start,
            end: last.end,
        };
        Some(Subject {
            place,
            actors: vec![only],
        })
    }
}
