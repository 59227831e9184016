//! Numbers: amounts, days of a month and years, in digits and in words.

use super::super::class;
use super::SOME;
use super::find::Finder;

impl Finder<'_> {
    /// A number in digits, with nothing that makes it a part of a longer one.
    pub(super) fn integer(&self, at: usize) -> Option<i32> {
        let text = self.text_of(at);
        let (before, behind) = self.touches(at);
        let joined = |c: Option<char>| matches!(c, Some('$' | '£' | '€' | '#' | '%' | '°' | '/'));
        let decimal = |side: Option<usize>| {
            side.is_some_and(|s| {
                matches!(self.gap(s), "." | "," | ":")
                    && self.is(s, class::DIGITS)
                    && self.is(s + 1, class::DIGITS)
            })
        };
        let alone =
            !joined(before) && !joined(behind) && !decimal(at.checked_sub(1)) && !decimal(Some(at));
        // 12 000, where thousands have a space.
        let thousands = !self.calendar.phrases.spaced_thousands
            || text.len() != 3
            || !at.checked_sub(1).is_some_and(|b| {
                matches!(self.gap(b), " " | "\u{a0}" | "\u{202f}")
                    && self.is(b, class::DIGITS)
                    && self.text_of(b).len() <= 3
            });
        (alone && thousands && text.len() <= 4)
            .then(|| text.parse().ok())
            .flatten()
    }

    /// An amount in words or digits that ends with a word, with its first word: twenty-four, a few.
    pub(super) fn amount(&self, at: usize) -> Option<(usize, i32)> {
        let word = self.word(at)?;
        if word.is(class::SOME) {
            let one = self.left(at).filter(|b| self.is_one(*b));
            return Some((one.unwrap_or(at), SOME));
        }
        if self.is_thousand(at) {
            let before = self.joined(at).filter(|b| !self.is_thousand(*b));
            let (from, number) = before.and_then(|b| self.amount(b))?;
            let number = Some(number).filter(|n| (1..1000).contains(n))?;
            return Some((from, number * 1000));
        }
        if !word.is(class::NUMBER) {
            let own = self.integer(at).filter(|n| *n > 0).map(|n| (at, n));
            return own.or_else(|| self.grouped(at));
        }
        let number = i32::from(word.entry.value);
        let beside = self.joined(at).filter(|b| self.is(*b, class::NUMBER));
        let tens = beside.map_or(0, |b| self.word(b).map_or(0, |w| w.entry.value));
        let whole = number < 10 && tens >= 20 && tens.is_multiple_of(10);
        Some(match beside {
            Some(from) if number == 100 && tens < 10 => (from, number * i32::from(tens)),
            Some(from) if whole => (from, number + i32::from(tens)),
            _ => (at, number),
        })
    }

    /// 2,000, where English writes it so: a number whose thousands stand apart, with its first word.
    fn grouped(&self, at: usize) -> Option<(usize, i32)> {
        let from = at.checked_sub(1).filter(|b| *b >= self.taken)?;
        let (thousands, rest) = (self.text_of(from), self.text_of(at));
        let (before, behind) = (self.touches(from).0, self.touches(at).1);
        let alone = !before.is_some_and(|c| "$£€#.,-–/".contains(c))
            && !behind.is_some_and(|c| "%°/".contains(c));
        let fits = rest.len() == 3 && (1..=3).contains(&thousands.len());
        let sign = self.calendar.phrases.thousands;
        let space = self.calendar.phrases.spaced_thousands
            && matches!(self.gap(from), " " | "\u{a0}" | "\u{202f}");
        let sign = space || !sign.is_empty() && self.gap(from) == sign;
        let number: i32 = thousands.parse().ok().filter(|n| *n > 0)?;
        let rest: i32 = rest.parse().ok().filter(|_| alone && fits && sign)?;
        Some((from, number * 1000 + rest))
    }

    fn is_thousand(&self, at: usize) -> bool {
        self.is_any(at, self.calendar.phrases.thousand)
    }

    /// Whether a number has a word behind it that it may count.
    pub(super) fn counts(&self, at: usize) -> bool {
        self.next(at, &[]).is_some_and(|n| {
            !self.is(n, class::DIGITS) && !self.is_any(n, self.calendar.function_words)
        })
    }

    /// a, one.
    pub(super) fn is_one(&self, at: usize) -> bool {
        self.word(at)
            .is_some_and(|w| w.is(class::NUMBER) && w.entry.value == 1)
    }

    /// The word before, behind white space or a hyphen, if no expression has it.
    pub(super) fn joined(&self, at: usize) -> Option<usize> {
        let hyphened = || {
            at.checked_sub(1)
                .filter(|b| self.gap(*b) == "-" && *b >= self.taken)
        };
        self.left(at).or_else(hyphened)
    }

    /// 12, 12th: the day of a month.
    pub(super) fn day_number(&self, at: usize) -> Option<i8> {
        let text = self.text_of(at);
        let digits = text.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let ending = &text[digits.len()..];
        let ends = ending.is_empty() || self.calendar.endings.contains(&ending);
        let fits = digits.len() <= 2 && ends;
        let day: i8 = fits.then(|| digits.parse().ok()).flatten()?;
        let (before, behind) = self.touches(at);
        // The ends of a range belong together; a price or a share is no day.
        let glued = |c: Option<char>, signs: &str| c.is_some_and(|c| signs.contains(c));
        let alone = !glued(before, "-–/$£€.,’'") && !glued(behind, "-–/%°");
        let clock = matches!(self.gap(at), ":" | "." | ",") && self.is(at + 1, class::DIGITS);
        ((1..=31).contains(&day) && alone && !clock).then_some(day)
    }

    pub(super) fn year_number(&self, at: usize) -> Option<i16> {
        let text = self.text_of(at);
        let year = i16::try_from(self.integer(at)?).ok()?;
        let range = matches!(self.gap(at), "-" | "–" | "/") && self.is(at + 1, class::DIGITS);
        (text.len() == 4 && (1000..2200).contains(&year) && !range).then_some(year)
    }

    /// ’96
    pub(super) fn short_year(&self, at: usize) -> Option<i16> {
        let text = self.text_of(at);
        let apostrophe = matches!(self.touches(at).0, Some('\'' | '’'));
        (apostrophe && text.len() == 2)
            .then(|| text.parse().ok())
            .flatten()
    }

    /// First, twenty-first: the number with its first word.
    pub(super) fn ordinal(&self, at: usize) -> Option<(usize, u8)> {
        let word = self.word(at).filter(|w| w.is(class::ORDINAL))?;
        let Some(tens) = at.checked_sub(1).filter(|t| self.gap(*t) == "-") else {
            return Some((at, word.entry.value));
        };
        match self.tens(tens).filter(|_| word.entry.value < 10) {
            Some(number) => Some((tens, number + word.entry.value)),
            // The fiscal-first quarter; not "twenty-twentieth".
            None => (!self.is(tens, class::NUMBER)).then_some((at, word.entry.value)),
        }
    }

    /// The same where the number begins, with its last word.
    pub(super) fn ordinal_from(&self, at: usize) -> Option<(usize, u8)> {
        if self.is(at, class::ORDINAL) {
            return Some((at, self.word(at)?.entry.value));
        }
        self.tens(at).filter(|_| self.gap(at) == "-")?;
        let (_, number) = self.ordinal(at + 1)?;
        Some((at + 1, number))
    }

    /// twenty to ninety.
    fn tens(&self, at: usize) -> Option<u8> {
        let number = self.word(at).filter(|w| w.is(class::NUMBER))?.entry.value;
        ((20..100).contains(&number) && number.is_multiple_of(10)).then_some(number)
    }

    /// Two thousand, two thousand (and) four, behind the word year or a date.
    fn thousand_year(&self, at: usize) -> Option<(usize, i16)> {
        let number = |at: usize| self.word(at).filter(|w| w.is(class::NUMBER));
        number(at).filter(|w| w.entry.value == 2)?;
        let thousand = self.next(at, &[]).filter(|t| self.is_thousand(*t))?;
        let and = |n: &usize| {
            let first = self.calendar.and.first();
            first.is_some_and(|and| self.is_any(*n, &[and]))
        };
        let behind = self.next(thousand, &[]);
        let behind = behind.filter(and).map_or(behind, |and| self.next(and, &[]));
        let more = behind.and_then(|b| Some((b, number(b)?.entry.value)));
        Some(match more.filter(|(_, n)| (1..30).contains(n)) {
            Some((to, more)) => (to, 2000 + i16::from(more)),
            None => (thousand, 2000),
        })
    }

    /// Nineteen eighty, nineteen ninety-four, nineteen twelve: a year as it is spoken.
    pub(super) fn spoken_year(&self, at: usize) -> Option<(usize, i16)> {
        if let Some(found) = self.thousand_year(at) {
            return Some(found);
        }
        let word = self.word(at).filter(|w| w.is(class::HUNDREDS))?;
        let next = self.next(at, &[])?;
        let number = self.word(next).filter(|w| w.is(class::NUMBER))?.entry.value;
        let unit =
            self.joint(next)
                .and_then(|u| self.word(u))
                .map_or(0, |w| match w.is(class::NUMBER) {
                    true => w.entry.value,
                    false => 0,
                });
        let (to, number) = match self.tens(next) {
            Some(tens) if (1..10).contains(&unit) => (next + 1, tens + unit),
            _ => (next, number),
        };
        let counts = self.is(to + 1, class::TIME_UNIT) && self.joint(to).is_some();
        let year = i16::from(word.entry.value) * 100 + i16::from(number);
        ((10..100).contains(&number) && !counts && self.gap(to) != "-").then_some((to, year))
    }
}
