//! Patterns of two times joined by a dash: 12–14 March, March 12–14, 1998–2004.

use super::super::{Word, class};
use super::find::{Finder, Found};
use super::{Meaning, Shift, Year};

/// Years that stand on both sides of a dash; other numbers do so too.
const YEARS: std::ops::Range<i16> = 1700..2100;

impl Finder<'_> {
    /// 12–14 March 2031, 10 to 12 May, 1998–2004, 1998–99.
    pub(super) fn range(&self, at: usize) -> Option<Found> {
        self.years(at).or_else(|| {
            let (end, first, last) = self.days(at, true)?;
            let month_at = self.next(end, &['.'])?;
            let of = self.is_any(month_at, self.calendar.of);
            let month_at = if of {
                self.next(month_at, &[])?
            } else {
                month_at
            };
            self.days_of(at, month_at, month_at, (first, last))
        })
    }

    /// March 12–14, 2031.
    pub(super) fn month_range(&self, at: usize) -> Option<Found> {
        let first_at = self.next(at, &['.'])?;
        // "March 12 to 14 people"
        let in_words = || {
            let days = self.days(first_at, true);
            days.filter(|(end, ..)| !self.counts(*end))
        };
        let (end, first, last) = self.days(first_at, false).or_else(in_words)?;
        self.days_of(at, end, at, (first, last))
    }

    fn days_of(&self, from: usize, end: usize, month_at: usize, days: (i8, i8)) -> Option<Found> {
        let word = self.word(month_at).filter(|w| w.is(class::MONTH))?;
        let written = self.is_capital(month_at) || !self.calendar.capitals;
        let month = i8::try_from(word.entry.value).ok().filter(|_| written)?;
        let (to, year) = self
            .year_behind(end)
            .unwrap_or((end, Year::Near(Shift::Bare)));
        let (first, last) = days;
        Some((
            from,
            to,
            Meaning::Days {
                year,
                month,
                first,
                last,
            },
        ))
    }

    /// Two days with a dash between them, or where `words` are allowed also with a word.
    fn days(&self, at: usize, words: bool) -> Option<(usize, i8, i8)> {
        let end = if self.is_dash(at) {
            at + 1
        } else {
            let joint = self.next(at, &['.']).filter(|_| words)?;
            let to = self.is_any(joint, self.calendar.to);
            let end = self.next(joint, &[]).filter(|_| to)?;
            // "bis zum 5. Mai"
            let the =
                self.is_any(end, self.calendar.the) || self.is_any(end, self.calendar.towards);
            if the { self.next(end, &[])? } else { end }
        };
        let day = |at: usize| {
            let word: &Word = self.word(at)?;
            let own = word.text(self.text).trim_end_matches(char::is_alphabetic);
            let day: i8 = own.parse().ok().filter(|_| own.len() <= 2)?;
            (1..=31).contains(&day).then_some(day)
        };
        let (first, last) = (day(at)?, day(end)?);
        let free = |c: Option<char>| !c.is_some_and(|c| "-–/$£€.:%°".contains(c));
        let ends = free(self.touches(at).0)
            && (free(self.touches(end).1) || self.touches(end).1 == Some('.'));
        (first < last && ends).then_some((end, first, last))
    }

    fn years(&self, at: usize) -> Option<Found> {
        let number = |at: usize| self.text_of(at).parse::<i16>().ok();
        let (first, second) = (number(at)?, number(at + 1)?);
        let lengths = (self.text_of(at).len(), self.text_of(at + 1).len());
        // "2030/31" is a season where years stand by themselves.
        let slashed = self.gap(at) == "/" && self.calendar.phrases.bare_years.is_some();
        let last = match lengths {
            (4, 4) => second,
            (4, 2) => first - first % 100 + second,
            // 2008-9
            (4, 1) if first % 10 < second => first - first % 10 + second,
            _ => return None,
        };
        let joined = |c| matches!(c, Some('-' | '–' | '/' | '.' | '$' | '£' | '€'));
        let next_year = slashed && self.is(at + 1, class::DIGITS) && last == first + 1;
        let alone =
            !joined(self.touches(at).0) && !matches!(self.touches(at + 1).1, Some('-' | '–' | '/'));
        let fits = YEARS.contains(&first) && YEARS.contains(&last) && first < last;
        // 2031-09 is a month, "the 2031-09 season" are years.
        let the = self
            .left(at)
            .is_some_and(|l| self.is_any(l, self.calendar.the));
        let month = lengths.1 == 2 && second <= 12 && !(the && first % 100 + 10 > second);
        let dashed = self.is_dash(at) && !month;
        ((dashed || next_year) && fits && alone).then_some((
            at,
            at + 1,
            Meaning::Years { first, last },
        ))
    }

    /// Whether nothing but a dash stands behind a word.
    fn is_dash(&self, at: usize) -> bool {
        matches!(
            self.gap(at),
            "-" | "–" | " – " | " - " | ".-" | ".–" | ". – "
        ) && self.is(at + 1, class::DIGITS)
    }
}
