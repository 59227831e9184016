//! Lengths of time as German has them: a half between an article and its unit or in one word with the
//! number, ein halbes Jahr, eineinhalb Stunden; a unit as an adjective, das 90-minütige Spiel.

use super::super::class;
use super::amount::{half_a_year_more, half_of};
use super::find::{Finder, Found};
use super::{Meaning, Unit};

impl Finder<'_> {
    /// Ein halbes Jahr, vor einem halben Jahr, eineinhalb Stunden.
    pub(super) fn inner_half(&self, left: usize, at: usize, unit: Unit) -> Option<Found> {
        if self.calendar.phrases.whole.is_empty() {
            return None;
        }
        let dated = self
            .next(at, &[])
            .is_some_and(|n| self.is(n, class::DIGITS));
        let whole = self.is_any(left, self.calendar.phrases.whole);
        if whole && !dated && !self.is(at, class::PLURAL) {
            return Some((left, at, Meaning::Duration { unit, amount: 1 }))
                .filter(|_| !matches!(unit, Unit::Half | Unit::Weekend));
        }
        let (halves, numbers) = self.calendar.phrases.halves;
        let own = self.text_of(left);
        let number = numbers.iter().find(|(n, _)| n.eq_ignore_ascii_case(own));
        if let Some((_, whole)) = number {
            if let Some(from) = self.phrase_before(left, self.calendar.ago) {
                let years = (unit == Unit::Year).then(|| half_a_year_more(*whole))?;
                return Some((from, at, years));
            }
            let whole = *whole;
            return Some((left, at, Meaning::AndHalf { unit, whole }));
        }
        if !self.is_any(left, halves) {
            return None;
        }
        let one = self.left(left).filter(|o| self.is_one(*o))?;
        let (unit, amount) = half_of(unit)?;
        let ago = self.phrase_before(one, self.calendar.ago);
        let ahead = self.phrase_before(one, self.calendar.ahead);
        if let Some(from) = ago.or(ahead) {
            let meaning = Meaning::Relative {
                unit,
                amount: if ago.is_some() { -amount } else { amount },
                counted: true,
            };
            return Some((from, at, meaning)).filter(|_| unit == Unit::Month);
        }
        Some((one, at, Meaning::Duration { unit, amount }))
    }

    /// Das 90-minütige Spiel, 14-tägig: a number and the unit as an adjective.
    pub(super) fn long_by(&self, at: usize) -> Option<Found> {
        let behind = Some(at + 1).filter(|_| self.gap(at) == "-")?;
        let own = self.text_of(behind);
        let units = self.calendar.phrases.long_by.iter();
        let ends = |word: &str| own.strip_prefix(word).is_some_and(|e| e.len() < 3);
        let (_, unit) = units.copied().find(|(word, _)| ends(word))?;
        let amount = self.text_of(at).parse().ok().filter(|n| *n > 0)?;
        Some((at, behind, Meaning::Duration { unit, amount }))
    }
}
