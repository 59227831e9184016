//! Finds expressions of time among classed words.
//!
//! Each pattern begins at a word that carries it, a day, a month, a unit, a number, and looks at
//! the words beside that. Where a word may as well mean something else, nothing is found.

use std::ops::Range;

use super::super::{Calendar, Lexicon, Word, Words, class, time_word};
use super::{Expression, Meaning, Shift, Unit, Year};

/// The words that carry an expression.
const CARRIERS: u32 = class::WEEKDAY
    | class::SHORT_WEEKDAY
    | class::MONTH
    | class::RELATIVE_DAY
    | class::PART_OF_DAY
    | class::PART_OF_YEAR
    | class::TIME_UNIT
    | class::REFERENCE
    | class::HOLIDAY
    | class::FREQUENCY
    | class::STORY_DAY
    | class::ORDINAL
    | class::HUNDREDS
    | class::SAYING
    | class::DIGITS;

/// The expressions of time in a text, in order. `known` are ranges of bytes, in order, that somebody
/// has said to mean a time: there a month or a year by itself is one.
pub(crate) fn expressions(
    text: &str,
    words: &Words,
    lexicon: &Lexicon,
    known: &[Range<usize>],
) -> Vec<Expression> {
    let mut finder = Finder {
        text,
        words: &words.list,
        calendar: &lexicon.language.calendar,
        known,
        taken: 0,
    };
    let mut found = Vec::new();
    for (at, word) in words.of(CARRIERS) {
        if at < finder.taken {
            continue;
        }
        let listed = |last| {
            finder
                .next_day(last, at)
                .or_else(|| finder.next_year(last, at))
        };
        let next = found.last().and_then(listed);
        if let Some((from, to, meaning)) = next.or_else(|| finder.at(at, word)) {
            found.push(Expression {
                start: finder.start(from),
                end: finder.word(to).map_or(word.end, |w| w.end),
                meaning,
            });
            finder.taken = to + 1;
        }
    }
    found
}

/// The first and the last word of an expression, and what it means.
pub(super) type Found = (usize, usize, Meaning);

pub(super) struct Finder<'a> {
    pub(super) text: &'a str,
    pub(super) words: &'a [Word],
    pub(super) calendar: &'static Calendar,
    pub(super) known: &'a [Range<usize>],
    /// The first word that no expression has.
    pub(super) taken: usize,
}

impl Finder<'_> {
    pub(super) fn at(&self, at: usize, word: &Word) -> Option<Found> {
        let value = word.entry.value;
        if word.is(class::SAYING)
            && let Some(found) = self.saying(at)
        {
            return Some(found);
        }
        if word.is(class::HOLIDAY)
            && let Some(found) = self.holiday(at)
        {
            return Some(found);
        }
        if let Some(found) = self.part_of_next(at) {
            return Some(found);
        }
        // Pour l'heure.
        if word.is(class::REFERENCE)
            && word.is(class::TIME_UNIT)
            && let Some(found) = self.reference(at)
        {
            return Some(found);
        }
        match word.entry.classes {
            c if c & class::WEEKDAY != 0 => self.weekday(at),
            c if c & class::SHORT_WEEKDAY != 0 => {
                let (to, meaning) = self.day_behind(at, self.day_of_week(at)?)?;
                self.is_capital(at).then_some((at, to, meaning))
            }
            c if c & class::MONTH != 0 => self.month(at, i8::try_from(value).ok()?),
            c if c & class::RELATIVE_DAY != 0 => self.relative_day(at),
            c if c & class::PART_OF_DAY != 0 => self.part_of_day(at),
            c if c & class::PART_OF_YEAR != 0 => self.part_of_year(at, at, value),
            c if c & class::TIME_UNIT != 0 => match Unit::of(value) {
                Some(unit) => self.unit(at, unit),
                None if value == b'F' => self.fortnight(at),
                None => self.period(at),
            },
            c if c & class::REFERENCE != 0 => self.reference(at),
            c if c & class::STORY_DAY != 0 => self.story_day(at),
            c if c & class::FREQUENCY != 0 => self.frequency(at, Unit::of(value)?),
            c if c & class::DIGITS != 0 => self.digits(at),
            c if c & class::HUNDREDS != 0 => {
                let (to, year) = self.spoken_year(at)?;
                Some((at, to, Meaning::Year(Year::Given(year))))
            }
            c if c & class::ORDINAL != 0 => {
                if let Some(found) = self.seconds(at) {
                    return Some(found);
                }
                // "the twenty-fourth of May"
                let (from, _) = self.ordinal(at)?;
                let of = self
                    .next(at, &[])
                    .is_some_and(|n| self.is_any(n, self.calendar.of));
                let of = of || self.calendar.nouns;
                let (to, meaning) = self.day(at, None).filter(|_| of)?;
                Some((from, to, meaning))
            }
            _ => None,
        }
    }

    /// The 25 of "April 24 and 25": one more day of the month before.
    fn next_day(&self, last: &Expression, at: usize) -> Option<Found> {
        let joint = at.checked_sub(1)?;
        let beside = joint
            .checked_sub(1)
            .and_then(|b| self.word(b))
            .is_some_and(|w| w.end == last.end);
        if !beside || !self.is_any(joint, self.calendar.and) || self.next(joint, &[]).is_none() {
            return None;
        }
        let Meaning::Day { year, month, .. } = last.meaning else {
            return None;
        };
        let day = self.day_number(at)?;
        // 24. und 25. Februar
        if self.calendar.nouns && self.day(at, None).is_some() {
            return None;
        }
        // "March 12 and 13 people", or a day and month of its own
        let counts = self
            .next(at, &[])
            .is_some_and(|n| !self.is_any(n, self.calendar.function_words));
        let meaning = Meaning::Day {
            year,
            month,
            day,
            weekday: None,
        };
        (!counts).then_some((at, at, meaning))
    }

    /// The 1995 of "1994, 1995 and 1997": one more year of the list.
    fn next_year(&self, last: &Expression, at: usize) -> Option<Found> {
        let before = self.word(at.checked_sub(1)?)?;
        let listed = matches!(last.meaning, Meaning::Year(Year::Given(_)))
            && before.end == last.end
            && self.gap(at - 1).trim_end() == ",";
        if let Some(found) = self.last_year(last, at) {
            return Some(found);
        }
        let year = self.year_number(at).filter(|_| listed)?;
        let ends = self
            .next(at, &[])
            .is_none_or(|n| self.is_any(n, self.calendar.and));
        (ends && (1900..2100).contains(&year)).then_some((at, at, Meaning::Year(Year::Given(year))))
    }

    /// The 2005 of "de 2001 à 2005".
    fn last_year(&self, last: &Expression, at: usize) -> Option<Found> {
        let joint = self.before(at)?;
        let first = self.before(joint).and_then(|f| self.word(f));
        let Meaning::Year(Year::Given(from)) = last.meaning else {
            return None;
        };
        let joins = self.calendar.phrases.free_years
            && self.is_any(joint, self.calendar.to)
            && first.is_some_and(|f| f.end == last.end);
        let year = self.year_number(at).filter(|year| joins && *year > from)?;
        Some((at, at, Meaning::Year(Year::Given(year))))
    }

    // Words and what lies between them.

    pub(super) fn word(&self, at: usize) -> Option<&Word> {
        self.words.get(at)
    }

    pub(super) fn text_of(&self, at: usize) -> &str {
        self.word(at).map_or("", |w| w.text(self.text))
    }

    pub(super) fn is(&self, at: usize, classes: u32) -> bool {
        self.word(at).is_some_and(|w| w.is(classes))
    }

    pub(super) fn is_any(&self, at: usize, list: &[&str]) -> bool {
        let text = self.text_of(at);
        list.iter().any(|w| w.eq_ignore_ascii_case(text))
    }

    pub(super) fn time_word(&self, at: usize) -> u8 {
        let word = self.word(at).filter(|w| w.is(class::TIME_WORD));
        word.map_or(0, |w| w.entry.value)
    }

    /// What a word does to the day or month behind it.
    pub(super) fn shift(&self, at: Option<usize>) -> Shift {
        match at.map_or(0, |at| self.time_word(at)) {
            time_word::LAST => Shift::Last,
            time_word::NEXT => Shift::Next,
            time_word::THIS => Shift::This,
            _ => Shift::Bare,
        }
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.text_of(at).starts_with(char::is_uppercase)
    }

    /// A capital that only a name has.
    pub(super) fn is_named(&self, at: usize) -> bool {
        !self.calendar.nouns && self.is_capital(at)
    }

    /// What a word beside another does to it: the one before, or the one behind where that has it.
    /// With the first and last word of both.
    pub(super) fn moved(&self, from: usize, to: usize) -> (usize, usize, Shift) {
        let before = self
            .left(from)
            .filter(|b| self.shift(Some(*b)) != Shift::Bare);
        if let Some(before) = before {
            return (before, to, self.shift(Some(before)));
        }
        let behind = self.next(to, &[]).filter(|_| !self.calendar.article_counts);
        // La semana que viene.
        let that = behind.filter(|b| self.is_any(*b, self.calendar.phrases.that));
        let behind = that.and_then(|t| self.next(t, &[])).or(behind);
        match self.shift(behind) {
            Shift::Bare => (from, to, Shift::Bare),
            shift => (from, behind.unwrap_or(to), shift),
        }
    }

    /// The words that end before a place, if they are one of several phrases.
    pub(super) fn phrase_before(&self, at: usize, phrases: &[&[&str]]) -> Option<usize> {
        phrases.iter().find_map(|phrase| {
            let mut from = at;
            for word in phrase.iter().rev() {
                from = self.left(from)?;
                if !self.is_any(from, &[*word]) {
                    return None;
                }
            }
            Some(from)
        })
    }

    /// The text behind a word, up to the next.
    pub(super) fn gap(&self, at: usize) -> &str {
        let end = self.word(at).map_or(self.text.len(), |w| w.end);
        let next = self.word(at + 1).map_or(self.text.len(), |w| w.start);
        self.text.get(end..next).unwrap_or_default()
    }

    /// The word behind, where nothing but white space, or some of `signs` and that, lies between.
    pub(super) fn next(&self, at: usize, signs: &[char]) -> Option<usize> {
        let gap = self.gap(at);
        let space = gap.trim_start_matches(signs);
        let is_space = !space.is_empty()
            && space.chars().all(char::is_whitespace)
            && space.matches('\n').count() < 2;
        (is_space && at + 1 < self.words.len()).then_some(at + 1)
    }

    /// The word before, where nothing but white space lies between.
    pub(super) fn before(&self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1)?;
        self.next(before, &[]).map(|_| before)
    }

    /// The word before, if no expression has it.
    pub(super) fn left(&self, at: usize) -> Option<usize> {
        self.before(at).filter(|b| *b >= self.taken)
    }

    pub(super) fn is_known(&self, at: usize) -> bool {
        let start = self.word(at).map_or(0, |w| w.start);
        let next = self.known.partition_point(|k| k.end <= start);
        self.known.get(next).is_some_and(|k| k.start <= start)
    }

    /// The character right before a word, and the one right behind it.
    pub(super) fn touches(&self, at: usize) -> (Option<char>, Option<char>) {
        let (start, end) = self.word(at).map_or((0, 0), |w| (w.start, w.end));
        let before = self.text.get(..start).unwrap_or_default();
        let behind = self.text.get(end..).unwrap_or_default();
        (before.chars().next_back(), behind.chars().next())
    }

    /// Where a word begins, with the apostrophe that stands for a century.
    pub(super) fn start(&self, at: usize) -> usize {
        let start = self.word(at).map_or(0, |w| w.start);
        match self.touches(at).0 {
            Some(c @ ('\'' | '’')) if self.is(at, class::DIGITS) => start - c.len_utf8(),
            _ => start,
        }
    }

    /// Whether a sentence or a line begins with the word.
    pub(super) fn is_first(&self, at: usize) -> bool {
        at.checked_sub(1).is_none_or(|before| {
            let gap = self.gap(before);
            let inner = |c: char| matches!(c, ' ' | '\u{a0}' | ',' | '\'' | '’' | '-' | '/');
            !gap.chars().all(inner)
        })
    }

    /// A day or month that follows a word with a capital, and that none follows, unless it stands
    /// behind what only stands before dates: "On Sunday Vell", but not "the Sunday Mercury".
    pub(super) fn is_part_of_name(&self, from: usize, to: usize) -> bool {
        let Some(next) = self.next(to, &[]).filter(|n| self.is_named(*n)) else {
            return false;
        };
        // Tuesday’s Marrow primary.
        if self.is_possessive(to) {
            return false;
        }
        let before = self.before(from);
        let dated = |b| self.is_any(b, self.calendar.on) || self.is(b, class::CUE);
        !self.is(next, class::MONTH) && !before.is_some_and(dated)
    }

    /// The year that follows a day, a month or a season: 2031, of 2031, of ’96, last year.
    pub(super) fn year_behind(&self, at: usize) -> Option<(usize, Year)> {
        // "Sept. 2031"; a month that is written out has no full stop of its own.
        let short = self.is(at, class::MONTH) && self.text_of(at).len() <= 4;
        let signs: &[char] = if short { &[',', '.'] } else { &[','] };
        let mut next = self.next(at, signs).or_else(|| self.next_apostrophe(at))?;
        if self.is_any(next, self.calendar.of) {
            next = self
                .next(next, &[])
                .or_else(|| self.next_apostrophe(next))?;
        }
        // des Jahres 2019
        let unit = self.word(next).map(|w| w.entry).unwrap_or_default();
        if unit.classes & class::TIME_UNIT != 0
            && unit.value == b'Y'
            && let Some(number) = self.next(next, &[])
            && let Some(year) = self.year_number(number)
        {
            return Some((number, Year::Given(year)));
        }
        // of the same year
        if let Some(same) = self
            .next(next, &[])
            .filter(|s| self.time_word(*s) == time_word::SAME)
            .filter(|_| self.is_any(next, self.calendar.the))
        {
            next = same;
        }
        if let Some((to, year)) = self.spoken_year(next) {
            return Some((to, Year::Given(year)));
        }
        if let Some(year) = self.year_number(next) {
            return Some((next, Year::Given(year)));
        }
        if let Some(shift) = self.shift_behind(at) {
            return Some((next, Year::Near(shift)));
        }
        if let Some(digits) = self.short_year(next) {
            return Some((next, Year::Short(digits)));
        }
        if let Some(years) = self.year_said(next) {
            return Some((next, Year::Relative(years)));
        }
        // del año pasado
        let is_year = |w: &Word| w.entry.classes & class::TIME_UNIT != 0 && w.entry.value == b'Y';
        if self.calendar.phrases.adjectives_behind && self.word(next).is_some_and(is_year) {
            let (_, to, shift) = self.moved(next, next);
            let years = match shift {
                Shift::Last => -1,
                Shift::Next => 1,
                _ => return None,
            };
            return (to > next).then_some((to, Year::Relative(years)));
        }
        let unit = self.next(next, &[])?;
        let value = self.word(unit).map_or(0, |w| w.entry.value);
        let years = match self.time_word(next) {
            time_word::LAST => -1,
            time_word::NEXT => 1,
            time_word::THIS => 0,
            time_word::SAME => {
                let year = self.is(unit, class::TIME_UNIT) && value == b'Y';
                return year.then_some((unit, Year::Story));
            }
            _ => return None,
        };
        (self.is(unit, class::TIME_UNIT) && value == b'Y').then_some((unit, Year::Relative(years)))
    }

    /// The word behind a day or month that says which one, in languages where such a word stands behind
    /// its noun: le 4 octobre dernier.
    fn shift_behind(&self, at: usize) -> Option<Shift> {
        if self.calendar.article_counts || self.calendar.nouns {
            return None;
        }
        let next = self.next(at, &[])?;
        let unit = self
            .next(next, &[])
            .is_some_and(|u| self.is(u, class::TIME_UNIT));
        let shift = self.shift(Some(next));
        (matches!(shift, Shift::Last | Shift::Next) && !unit).then_some(shift)
    }

    /// The word behind, where white space and an apostrophe lie between.
    pub(super) fn next_apostrophe(&self, at: usize) -> Option<usize> {
        matches!(self.gap(at), " ’" | " '" | "\n’" | "\n'").then_some(at + 1)
    }
}
