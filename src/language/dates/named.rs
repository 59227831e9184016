//! Patterns that are names: holidays; and words such as now, which have no place in the calendar.

use super::super::{class, time_word};
use super::find::{Finder, Found};
use super::{Meaning, Shift, Year};

/// What has to do with the word before it, so that this is not by itself.
const BEHIND: u32 = class::TIME_UNIT | class::ORDINAL | class::NUMBER | class::SOME | class::DIGITS;

impl Finder<'_> {
    /// Now, recently, the future.
    pub(super) fn reference(&self, at: usize) -> Option<Found> {
        let named = self.is_named(at) && !self.is_first(at);
        let behind = self.next(at, &[]);
        // Pour l'instant; an instant by itself is none.
        let phrases = self.calendar.phrases.now.iter();
        let mut phrases = phrases.filter_map(|p| p.split_last());
        if phrases.clone().any(|(last, _)| self.is_any(at, &[last])) {
            let from = phrases.find_map(|(last, before)| {
                let own = self.is_any(at, &[last]);
                own.then(|| self.phrase_before(at, &[before])).flatten()
            })?;
            return Some((from, at, Meaning::Reference(Shift::This)));
        }
        if self.is_any(at, self.calendar.phrases.adjectives) {
            return self.adjective(at).filter(|_| !named);
        }
        let ends = self.is_any(at, self.calendar.times);
        let soon = !ends && self.reference_of(at) == Shift::Next;
        // "now a state" is now; "the past two years" are a length of time.
        let present = !ends && self.reference_of(at) == Shift::This;
        let part = behind.is_some_and(|b| {
            self.is(b, BEHIND) && !present || soon && self.is_any(b, self.calendar.not_soon)
        });
        // It is too soon to say.
        let compared = soon
            && self
                .before(at)
                .is_some_and(|b| self.is_any(b, self.calendar.phrases.compared));
        // It was soon sold, and soon returned: that is over.
        let over = soon
            && (self
                .before(at)
                .is_some_and(|b| self.is_any(b, self.calendar.was))
                || behind.is_some_and(|b| self.is_past(b)));
        if named || compared || over || part || ends && !self.is_noun(at) {
            return None;
        }
        let the = self.left(at).filter(|_| ends);
        Some((
            the.unwrap_or(at),
            at,
            Meaning::Reference(self.reference_of(at)),
        ))
    }

    /// A verb of the past, by its ending.
    fn is_past(&self, at: usize) -> bool {
        let own = self.text_of(at);
        let ends = self.calendar.past.iter().any(|e| own.ends_with(e));
        let never = self.is_any(at, self.calendar.phrases.never_past);
        self.is_any(at, self.calendar.was) || ends && own.len() > 4 && !never
    }

    /// The current law, a recent poll; not the most recent one, nor the current quarter.
    fn adjective(&self, at: usize) -> Option<Found> {
        let calendar = self.calendar;
        // A recent Marrow survey; the current Marrow is somebody's office.
        let any_noun =
            self.before(at).is_some_and(|b| self.is_one(b)) || self.reference_of(at) != Shift::This;
        let noun = self.next(at, &[]).filter(|n| {
            !self.is(*n, BEHIND | class::PART_OF_YEAR)
                && !self.is_any(*n, calendar.function_words)
                && !self.is_any(*n, calendar.fiscal)
                && (!self.is_capital(*n) || any_noun)
        });
        let compared = self
            .before(at)
            .is_some_and(|b| self.is_any(b, calendar.phrases.compared));
        noun.filter(|_| !compared)?;
        Some((at, at, Meaning::Reference(self.reference_of(at))))
    }

    /// In the past, in the near future; not future earnings.
    fn is_noun(&self, at: usize) -> bool {
        let before = self.before(at);
        let the = |b: &usize| self.is_any(*b, self.calendar.the);
        let into = |b: usize| self.is_any(b, self.calendar.into);
        let noun = self
            .next(at, &[])
            .is_none_or(|n| self.is_any(n, self.calendar.function_words));
        let article = before.filter(the);
        let adjective = before.and_then(|b| self.before(b)).filter(the);
        let inner = article
            .or(adjective)
            .and_then(|a| self.before(a))
            .is_some_and(into);
        // "in Zukunft", but not what the future is.
        if self.calendar.nouns {
            return inner || before.is_some_and(into);
        }
        inner || noun && (article.or(adjective).is_some() || before.is_some_and(into))
    }

    pub(super) fn reference_of(&self, at: usize) -> Shift {
        match self.word(at).map_or(0, |w| w.entry.value) {
            time_word::LAST | time_word::PAST => Shift::Last,
            time_word::NEXT => Shift::Next,
            _ => Shift::This,
        }
    }

    /// Christmas Day, Easter Monday last year.
    pub(super) fn holiday(&self, at: usize) -> Option<Found> {
        // A feast is a name in every language.
        if !self.is_capital(at) {
            return None;
        }
        let holidays = self.calendar.holidays.iter();
        let found = holidays.filter_map(|(words, rule)| Some((self.end_of(at, words)?, *rule)));
        // "Christmas" is also the beginning of "Christmas Eve".
        let (to, rule) = found.max_by_key(|(to, _)| *to)?;
        let noun =
            |n: usize| !self.is_any(n, self.calendar.function_words) && self.time_word(n) == 0;
        let year = self.year_behind(to);
        // "Christmas trees" are none.
        let compound = !self.calendar.nouns && self.calendar.capitals;
        if year.is_none() && compound && self.next(to, &[]).is_some_and(noun) {
            return None;
        }
        let before = self.left(at);
        let moved = before.filter(|_| self.shift(before) != Shift::Bare);
        let (to, year) = year.unwrap_or((to, Year::Near(self.shift(moved))));
        Some((moved.unwrap_or(at), to, Meaning::Holiday { rule, year }))
    }

    /// The last of several words, if they stand at a place one behind the other.
    fn end_of(&self, at: usize, words: &[&str]) -> Option<usize> {
        let mut to = at;
        for (i, word) in words.iter().enumerate() {
            if i > 0 {
                to = self.next(to, &['.', '\'', '’'])?;
            }
            if !same_word(self.text_of(to), word) {
                return None;
            }
        }
        Some(to)
    }
}

/// Whether two words are the same in any case, with either apostrophe.
fn same_word(text: &str, word: &str) -> bool {
    text.eq_ignore_ascii_case(word)
        || text.len() > word.len()
            && text.contains('’')
            && text.replace('’', "'").eq_ignore_ascii_case(word)
}
