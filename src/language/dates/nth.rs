//! Units that have a number: the third quarter, the 20th century, 2. Quartal.

use super::super::{class, time_word};
use super::find::{Finder, Found};
use super::{Meaning, Unit};

impl Finder<'_> {
    /// The third quarter, the last half of 1989, the 20th century.
    pub(super) fn nth(&self, left: usize, at: usize, unit: Unit) -> Option<Found> {
        let (from, ordinal) = match self.ordinal(left) {
            Some((from, number)) => (from, Some(number)),
            None => (left, None),
        };
        let nth = match ordinal {
            Some(number) => number,
            _ if self.time_word(left) == time_word::LAST && self.year_behind(at).is_some() => {
                if unit == Unit::Half {
                    2
                } else {
                    4
                }
            }
            _ if self.is(left, class::DIGITS) => {
                let own = self.text_of(left);
                self.calendar.endings.iter().find(|e| own.ends_with(**e))?;
                let digits = self.text_of(left).trim_end_matches(char::is_alphabetic);
                digits.parse().ok()?
            }
            _ => return None,
        };
        self.nth_of(left, from, at, unit, nth)
    }

    /// What has a number among the units of its sort, which begins at `from`.
    pub(super) fn nth_of(
        &self,
        left: usize,
        from: usize,
        at: usize,
        unit: Unit,
        nth: u8,
    ) -> Option<Found> {
        match unit {
            Unit::Quarter if nth <= 4 => self.part_of_year(left, at, 32 + nth),
            Unit::Half if nth <= 2 => self.part_of_year(left, at, 39 + nth),
            Unit::Century if (11..=21).contains(&nth) => {
                Some((from, at, Meaning::Century(i16::from(nth - 1) * 100)))
            }
            _ => None,
        }
    }

    /// 2. Quartal, 15. Jahrhundert: the full stop makes the number an ordinal.
    pub(super) fn stopped(&self, at: usize, unit: Unit) -> Option<Found> {
        if self.calendar.phrases.listed.is_empty() {
            return None;
        }
        let number = at.checked_sub(1).filter(|n| *n >= self.taken)?;
        let stops = self.gap(number).trim_end() == ".";
        let nth: u8 = (stops && self.is(number, class::DIGITS))
            .then(|| self.text_of(number).parse().ok())
            .flatten()?;
        self.nth_of(number, number, at, unit, nth)
    }
}
