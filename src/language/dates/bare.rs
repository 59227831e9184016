//! Years that stand by themselves, in languages that write them so: "Sie wurde 1977 geboren", "(1959)".

use super::super::class;
use super::find::Finder;

/// Numbers of our times and of those that people write of. What is round counts things as often.
const YEARS: std::ops::Range<i16> = 1500..2100;

impl Finder<'_> {
    /// Whether a number by itself is a year, where nouns have capitals: it counts no noun.
    pub(super) fn is_bare_year(&self, at: usize) -> bool {
        let bare = self.calendar.phrases.bare_years;
        let Some(bare) = bare.filter(|_| self.calendar.nouns) else {
            return false;
        };
        let Some(year) = self.year_number(at).filter(|y| YEARS.contains(y)) else {
            return false;
        };
        let (left, right) = self.touches(at);
        let joined = |c: Option<char>| c.is_some_and(|c| "-–/@&_=+*".contains(c));
        if joined(left) || joined(right) {
            return false;
        }
        let beside = |b: usize| self.is(b, class::DIGITS) && self.before(at).is_some();
        if at.checked_sub(1).is_some_and(beside) {
            return false;
        }
        let is_year = |b: usize| self.is_any(b, self.calendar.years);
        if self.before(at).is_some_and(is_year) {
            return true;
        }
        let Some(next) = self.next(at, &[]) else {
            let noun = self.before(at).is_some_and(|b| self.is_capital(b));
            return year % 100 != 0 || left == Some('(') || noun;
        };
        let function = self.is_any(next, self.calendar.function_words);
        if function || self.is(next, class::DIGITS) {
            return true;
        }
        if self.is_capital(next) {
            return false;
        }
        // "2000 neue Wohnungen", but "1996 schloss Vell"
        let noun = self.next(next, &[]).is_some_and(|n| self.is_capital(n));
        let adjective = bare
            .adjectives
            .iter()
            .any(|e| self.text_of(next).ends_with(e));
        !(noun && adjective && year % 50 == 0)
    }

    /// Page 1950, more than 2000, 1900 rpm: a number that something has, or that measures or counts.
    pub(super) fn is_numbered(&self, at: usize) -> bool {
        let Some(bare) = self.calendar.phrases.bare_years else {
            return false;
        };
        let compared = |b: usize| self.is_any(b, self.calendar.phrases.compared);
        let before = at.checked_sub(1);
        let numbered = before.is_some_and(|b| self.is_any(b, bare.numbered));
        let than = self.before(at).is_some_and(|b| {
            compared(b)
                || self.is_any(b, self.calendar.years) && self.before(b).is_some_and(compared)
        });
        let next = self.next(at, &[]);
        let measure = next.is_some_and(|n| self.is_any(n, bare.measures));
        // "Von 2000 Bewerbern"
        let noun = next
            .is_some_and(|n| self.is_capital(n) && !self.is_any(n, self.calendar.function_words));
        let towards = before.is_some_and(|b| self.is_any(b, self.calendar.towards));
        numbered || than || measure || self.calendar.nouns && towards && noun
    }

    /// 2000 bis 3000 Grad: no years, though "von" stands before them.
    pub(super) fn is_measured(&self, at: usize) -> bool {
        if !self.calendar.nouns {
            return false;
        }
        let to = self
            .next(at, &[])
            .filter(|t| self.is_any(*t, self.calendar.to));
        let other = to.and_then(|t| self.next(t, &[]));
        let other = other.filter(|o| self.is(*o, class::DIGITS));
        let noun = other.and_then(|o| self.next(o, &[]));
        noun.is_some_and(|n| self.is_capital(n) && !self.is_any(n, self.calendar.function_words))
    }
}
