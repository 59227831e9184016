//! Patterns of amounts with more than a number and a unit: half an hour, 2 1/2 years, day-long; and
//! of units that nobody counts.

use super::super::{Word, class, time_word};
use super::find::{Finder, Found};
use super::{By, Meaning, SOME, Shift, Unit, Year};

impl Finder<'_> {
    /// Half an hour.
    pub(super) fn half(&self, one: usize, unit: Unit) -> Option<(usize, Meaning)> {
        let half = self
            .left(one)
            .filter(|h| self.is_one(one) && self.is_half(*h))?;
        let (unit, amount) = half_of(unit)?;
        Some((half, Meaning::Duration { unit, amount }))
    }

    /// Une demi-heure.
    pub(super) fn half_joined(&self, half: usize, at: usize, unit: Unit) -> Option<Found> {
        if self.gap(half) != "-" || !self.is_half(half) {
            return None;
        }
        let one = self.left(half).filter(|o| self.is_one(*o))?;
        let (unit, amount) = match unit {
            Unit::Hour => (Unit::Minute, 30),
            Unit::Day => (Unit::Hour, 12),
            _ => return None,
        };
        Some((one, at, Meaning::Duration { unit, amount }))
    }

    fn is_half(&self, at: usize) -> bool {
        let half = |w: &Word| w.is(class::TIME_UNIT) && w.entry.value == b'H';
        self.word(at).is_some_and(half)
    }

    /// Two and a half years, 2 1/2 years, 2½ years.
    pub(super) fn and_half(&self, left: usize, at: usize, unit: Unit) -> Option<Found> {
        let (from, whole) = if let Some(number) = self.text_of(left).strip_suffix('½') {
            (left, number.parse().ok()?)
        } else if self.text_of(left) == "2" {
            let one = left.checked_sub(1)?;
            let whole = self
                .left(one)
                .filter(|_| self.gap(one) == "/" && self.text_of(one) == "1")?;
            (whole, self.integer(whole)?)
        } else {
            if !self.is_half(left) {
                return None;
            }
            let one = self.left(left).filter(|o| self.is_one(*o))?;
            let and = self
                .left(one)
                .filter(|a| self.is_any(*a, self.calendar.and))?;
            self.amount(self.left(and)?)?
        };
        if whole == SOME {
            return None;
        }
        let ago = self
            .next(at, &[])
            .filter(|a| self.time_word(*a) == time_word::AGO);
        if let Some(ago) = ago.filter(|_| unit == Unit::Year) {
            return Some((from, ago, half_a_year_more(whole)));
        }
        Some((from, at, Meaning::AndHalf { unit, whole }))
    }

    /// A year and a half.
    pub(super) fn half_behind(
        &self,
        from: usize,
        at: usize,
        unit: Unit,
        whole: i32,
    ) -> Option<Found> {
        let and = self
            .next(at, &[])
            .filter(|a| self.is_any(*a, self.calendar.and))?;
        // Un an et demi.
        let one = self.next(and, &[]);
        let one = one.filter(|o| self.is_one(*o)).unwrap_or(and);
        let half = self
            .next(one, &[])
            .filter(|h| self.is_half(*h) && whole != SOME)?;
        let ago = self
            .next(half, &[])
            .filter(|a| self.time_word(*a) == time_word::AGO);
        if let Some(ago) = ago.filter(|_| unit == Unit::Year) {
            return Some((from, ago, half_a_year_more(whole)));
        }
        Some((from, half, Meaning::AndHalf { unit, whole }))
    }

    /// A 60-second spot: there the ordinal is a unit.
    pub(super) fn seconds(&self, at: usize) -> Option<Found> {
        let is_unit = self.is_any(at, self.calendar.phrases.second);
        let number = at
            .checked_sub(1)
            .filter(|n| is_unit && self.gap(*n) == "-" && *n >= self.taken)?;
        let (from, amount) = self.amount(number)?;
        let unit = Unit::Second;
        (amount != SOME).then_some((from, at, Meaning::Duration { unit, amount }))
    }

    /// A day-long hearing, a decades-long dispute, a three-year-long one.
    pub(super) fn long(&self, at: usize, unit: Unit) -> Option<Found> {
        if self.gap(at) != "-" || !self.is_any(at + 1, self.calendar.phrases.long) {
            return None;
        }
        let number = self.joined(at).and_then(|b| self.amount(b));
        let one = if self.is(at, class::PLURAL) { SOME } else { 1 };
        let (from, amount) = number
            .filter(|(b, _)| !self.is_one(*b))
            .unwrap_or((at, one));
        let no_length = matches!(unit, Unit::Half | Unit::Weekend);
        (!no_length).then_some((from, at + 1, Meaning::Duration { unit, amount }))
    }

    /// Days before the vote, the years that followed.
    pub(super) fn units_beside(&self, at: usize, unit: Unit) -> Option<Found> {
        let phrases = &self.calendar.phrases;
        if phrases.which.is_empty() || !self.is(at, class::PLURAL) {
            return None;
        }
        let behind = self.next(at, &[])?;
        let beside = self.is_any(behind, self.calendar.beside) && self.next(behind, &[]).is_some();
        let which = self.is_any(behind, phrases.which);
        if !(beside || which) {
            return None;
        }
        let before = self.joined(at);
        let the = before.is_some_and(|b| self.is_any(b, self.calendar.the));
        let counted = before.is_some_and(|b| {
            self.amount(b).is_some()
                || self.time_word(b) != 0
                || self.is(b, class::ORDINAL)
                || self.is_any(b, phrases.more)
        });
        let meaning = Meaning::Duration { unit, amount: SOME };
        (!counted && (beside || the)).then_some((at, at, meaning))
    }

    /// By year-end, at the year end 2031.
    pub(super) fn end_of_year(&self, at: usize, unit: Unit) -> Option<Found> {
        if unit != Unit::Year || self.is(at, class::PLURAL) {
            return None;
        }
        let end = self
            .joint(at)
            .filter(|e| self.is_any(*e, self.calendar.phrases.end))?;
        // "year-end results"
        let noun = self.next(end, &[]).is_some_and(|n| {
            !self.is_any(n, self.calendar.function_words) && !self.is(n, class::DIGITS)
        });
        if noun {
            return None;
        }
        if self
            .joined(at)
            .is_some_and(|b| self.year_number(b).is_some() || self.time_word(b) != 0)
        {
            return None;
        }
        Some(match self.year_behind(end) {
            Some((to, year @ (Year::Given(_) | Year::Short(_)))) => (at, to, Meaning::Year(year)),
            _ => {
                // Not for sure this year: in January it is mostly the one that is over.
                let (amount, counted) = (0, true);
                (
                    at,
                    end,
                    Meaning::Relative {
                        unit,
                        amount,
                        counted,
                    },
                )
            }
        })
    }

    /// A fortnight ago, every fortnight: two weeks each.
    pub(super) fn fortnight(&self, at: usize) -> Option<Found> {
        let (from, to, mut meaning) = self.unit(at, Unit::Week)?;
        match &mut meaning {
            Meaning::Duration { amount, .. }
            | Meaning::Set { amount, .. }
            | Meaning::Relative {
                amount,
                counted: true,
                ..
            }
            | Meaning::Anaphoric {
                amount,
                by: By::Count,
                ..
            } => {
                *amount = amount.checked_mul(2)?;
            }
            Meaning::Reference(_) => {}
            _ => return None,
        }
        Some((from, to, meaning))
    }

    /// Three years ago, a year earlier, year-ago: an amount behind which a word counts it.
    pub(super) fn ago(&self, from: usize, at: usize, unit: Unit, amount: i32) -> Option<Found> {
        let hyphened = self.gap(at) == "-";
        let behind = self.joint(at)?;
        let more = Some(behind).filter(|b| self.is_any(*b, self.calendar.more));
        let behind = more.and_then(|m| self.next(m, &[])).unwrap_or(behind);
        let word = self.time_word(behind);
        // "tres días después de la feria" are a length of time.
        let of = self
            .next(behind, &[])
            .is_some_and(|o| self.is_any(o, self.calendar.of));
        let nouns_bare = !self.calendar.phrases.adjectives_behind;
        if of && !nouns_bare && matches!(word, time_word::LATER | time_word::EARLIER) {
            return None;
        }
        // Two weeks from now.
        let from_now = || {
            let from = self.is_any(behind, self.calendar.phrases.from);
            let now = self.next(behind, &[]).filter(|_| from)?;
            let present = self.is(now, class::REFERENCE) && self.reference_of(now) == Shift::This;
            let today = self
                .word(now)
                .is_some_and(|w| w.is(class::RELATIVE_DAY) && w.entry.value == 128);
            (present || today).then_some(now)
        };
        if let Some(now) = from_now().filter(|_| from != at) {
            let meaning = match amount {
                SOME => Meaning::Reference(Shift::Next),
                _ => Meaning::Relative {
                    unit,
                    amount,
                    counted: true,
                },
            };
            return Some((from, now, meaning));
        }
        // Years ago, behind no amount.
        let alone = self.joined(at).is_none_or(|b| self.amount(b).is_none());
        if from == at && self.is(at, class::PLURAL) && alone {
            let shift = match word {
                time_word::AGO | time_word::EARLIER => Shift::Last,
                time_word::LATER => Shift::Next,
                _ => return None,
            };
            return Some((at, behind, Meaning::Reference(shift)));
        }
        // "year-ago" needs no article.
        if from == at && !(hyphened && matches!(word, time_word::AGO | time_word::EARLIER)) {
            return None;
        }
        let anaphoric = |amount| Meaning::Anaphoric {
            unit,
            amount,
            by: By::Count,
        };
        // The year-ago quarter, the year-earlier period.
        let period = self.next(behind, &[]).filter(|p| {
            let entry = self.word(*p).map(|w| w.entry).unwrap_or_default();
            hyphened && entry.classes == class::TIME_UNIT && matches!(entry.value, b'Q' | b'p')
        });
        let behind = period.unwrap_or(behind);
        match word {
            time_word::AGO if hyphened => Some((from, behind, anaphoric(-amount))),
            time_word::AGO if amount == SOME => {
                Some((from, behind, Meaning::Reference(Shift::Last)))
            }
            time_word::AGO => {
                let meaning = Meaning::Relative {
                    unit,
                    amount: -amount,
                    counted: true,
                };
                Some((from, behind, meaning))
            }
            time_word::LATER if amount == SOME => {
                Some((from, behind, Meaning::Reference(Shift::Next)))
            }
            time_word::LATER => Some((from, behind, anaphoric(amount))),
            time_word::EARLIER if amount == SOME => {
                Some((from, behind, Meaning::Reference(Shift::Last)))
            }
            time_word::EARLIER => Some((from, behind, anaphoric(-amount))),
            _ => None,
        }
    }

    /// The latest period: the quarter that the story is about.
    pub(super) fn period(&self, at: usize) -> Option<Found> {
        let left = self.left(at)?;
        let meaning = Meaning::Anaphoric {
            unit: Unit::Quarter,
            amount: 0,
            by: By::Order,
        };
        self.is_any(left, self.calendar.phrases.latest)
            .then_some((left, at, meaning))
    }

    /// Of the quarter ended Sept. 30 the quarter of the calendar that has most of it.
    pub(super) fn quarter_ended(&self, ended: usize) -> Option<Meaning> {
        let month_at = self
            .next(ended, &[])
            .filter(|m| self.is_any(ended, self.calendar.ended) && self.is(*m, class::MONTH))?;
        let month = i16::from(self.word(month_at)?.entry.value);
        let year = match self.day(month_at, None) {
            Some((_, Meaning::Day { year, .. })) => year,
            _ => self
                .year_behind(month_at)
                .map_or(Year::Near(Shift::Bare), |(_, y)| y),
        };
        // The month before its last one is its middle.
        let middle = (month - 2).rem_euclid(12);
        let year = match year {
            Year::Given(year) if month == 1 => Year::Given(year - 1),
            year => year,
        };
        let code = 33 + u8::try_from(middle / 3).ok()?;
        Some(Meaning::QuarterEnded { year, code })
    }
}

/// So many years and a half ago.
pub(super) fn half_a_year_more(years: i32) -> Meaning {
    let amount = years.saturating_mul(-12).saturating_sub(6);
    Meaning::Relative {
        unit: Unit::Month,
        amount,
        counted: true,
    }
}

/// Half of a unit in a smaller one.
pub(super) fn half_of(unit: Unit) -> Option<(Unit, i32)> {
    Some(match unit {
        Unit::Minute => (Unit::Second, 30),
        Unit::Hour => (Unit::Minute, 30),
        Unit::Day => (Unit::Hour, 12),
        Unit::Year => (Unit::Month, 6),
        Unit::Decade => (Unit::Year, 5),
        Unit::Century => (Unit::Year, 50),
        _ => return None,
    })
}
