//! Days of one month side by side, of which only the last says the month: 3., 4. und 5. Oktober.

use super::super::class;
use super::find::{Finder, Found};
use super::{Meaning, Shift, Year};

/// A longer list is one of something else.
const DAYS: usize = 12;

impl Finder<'_> {
    /// A day whose month stands behind other days.
    pub(super) fn listed_day(&self, at: usize) -> Option<Found> {
        let listed = self.calendar.phrases.listed;
        if listed.is_empty() {
            return None;
        }
        let day = self.day_number(at)?;
        let mut next = at;
        for _ in 0..DAYS {
            // "Halle 7, am 3. Mai": a number that is no day has no full stop.
            if !self.gap(next).starts_with('.') {
                return None;
            }
            next = self.next_listed(next, listed)?;
            self.day_number(next)?;
            if let Some((_, Meaning::Day { year, month, .. })) = self.day(next, None) {
                let meaning = Meaning::Day {
                    year,
                    month,
                    day,
                    weekday: None,
                };
                return Some((at, at, meaning));
            }
        }
        None
    }

    /// Am 3.6., with a full stop behind the month: no price and no version.
    pub(super) fn short_date(&self, at: usize) -> Option<Found> {
        let listed = self.calendar.phrases.listed;
        let dated = self
            .before(at)
            .is_some_and(|b| self.is_any(b, self.calendar.on));
        if listed.is_empty() || !dated || !matches!(self.gap(at), "." | ". ") {
            return None;
        }
        let number = |at: usize| {
            let own = self.text_of(at);
            own.parse::<i8>().ok().filter(|_| own.len() <= 2)
        };
        let (day, month) = (number(at)?, number(at + 1)?);
        let stops = self.gap(at + 1).starts_with('.') && self.gap(at + 1) != ".";
        jiff::civil::Date::new(2000, month, day).ok()?;
        let meaning = Meaning::Day {
            year: Year::Near(Shift::Bare),
            month,
            day,
            weekday: None,
        };
        stops.then_some((at, at + 1, meaning))
    }

    /// The Jan of "9. Jan Vell": a place in a list of results, and a name.
    pub(super) fn is_first_name(&self, at: usize) -> bool {
        let capital = self.calendar.capitals || self.is_capital(at);
        capital
            && self.is_any(at, self.calendar.phrases.first_names)
            && self.next(at, &[]).is_some_and(|n| self.is_capital(n))
    }

    /// The number behind another in a list, with or without words between them.
    fn next_listed(&self, at: usize, listed: &[&str]) -> Option<usize> {
        let inner = |c: char| matches!(c, ' ' | '\n' | '\u{a0}' | '.' | ',');
        let gap = self.gap(at);
        if gap.is_empty() || !gap.chars().all(inner) || gap.matches('\n').count() > 1 {
            return None;
        }
        let mut next = at + 1;
        for _ in 0..2 {
            if self.is_any(next, listed) {
                self.next(next, &[])?;
                next += 1;
            }
        }
        self.is(next, class::DIGITS).then_some(next)
    }
}
