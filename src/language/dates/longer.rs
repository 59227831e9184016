//! Patterns that mean more than a day, or an amount of time: months, years, weeks, seasons.

use super::super::words::bare;
use super::super::{class, time_word};
use super::find::{Finder, Found};
use super::unit::every;
use super::{Meaning, Shift, Unit, Year};

impl Finder<'_> {
    pub(super) fn month(&self, at: usize, month: i8) -> Option<Found> {
        let calendar = self.calendar;
        if calendar.capitals && !self.is_capital(at) {
            return None;
        }
        let before = self.before(at);
        let is_name = self.is_any(at, calendar.names);
        let named = |b: usize| {
            self.is_named(b)
                && !self.is_any(b, calendar.owners)
                && !self.is(b, class::WEEKDAY | class::SHORT_WEEKDAY | class::TIME_WORD)
                && ![calendar.into, calendar.towards, calendar.on]
                    .iter()
                    .any(|list| self.is_any(b, list))
        };
        if is_name && before.is_some_and(named) {
            return None;
        }
        let every = self
            .left(at)
            .filter(|l| self.time_word(*l) == time_word::EVERY);
        if let Some(every) = every.filter(|_| self.day(at, None).is_none()) {
            return Some((every, at, Meaning::EveryMonth(month)));
        }
        if let Some(day) = self.spoken_day(at, month) {
            return Some(day);
        }
        if let Some(range) = self.month_range(at) {
            return Some(range);
        }
        let into = before.is_some_and(|b| self.is_any(b, calendar.into));
        if let Some((to, mut meaning)) = self.day(at, None) {
            let (mut from, yearless) = (at, meaning.in_year(0) != meaning);
            // 2031 March 12
            if yearless
                && let Some((left, year)) =
                    self.left(at).and_then(|l| Some((l, self.year_number(l)?)))
            {
                (from, meaning) = (left, meaning.in_year(year));
            }
            // "in March 12 people", but "since March 12 attacking"; a month is abbreviated before its day only.
            let counts = self
                .next(to, &[])
                .is_some_and(|n| !self.is_any(n, calendar.function_words))
                && !before.is_some_and(|b| self.is_any(b, calendar.on))
                && !self.gap(at).starts_with('.');
            if !into || !yearless || !counts || self.is_known(at) {
                return Some((from, to, meaning));
            }
        }
        if let Some((to, year)) = self.year_behind(at) {
            return Some((at, to, Meaning::Month { year, month }));
        }
        let (from, to, shift) = match self.month_named(at) {
            Some((from, shift)) => (from, at, shift),
            None => self.moved(at, at),
        };
        let followed = is_name && self.next(at, &[]).is_some_and(|n| self.is_named(n));
        let hyphen = at
            .checked_sub(1)
            .is_some_and(|b| self.gap(b) == "-" && self.time_word(b) == time_word::EARLY);
        let towards = before.is_some_and(|b| {
            self.is_any(b, calendar.towards)
                && (!is_name || self.before(b).is_some_and(|u| self.is_part(u)))
        });
        // Juli und August, von Mai bis Juli.
        let joins = |j: usize| self.is_any(j, calendar.and) || self.is_any(j, calendar.to);
        let named_month = |m: Option<usize>| m.is_some_and(|m| self.is(m, class::MONTH));
        let behind = self.next(at, &[]).filter(|n| joins(*n));
        let listed = !calendar.phrases.listed.is_empty()
            && (before.is_some_and(|b| joins(b) && named_month(self.before(b)))
                || before.is_some_and(|b| self.is_any(b, calendar.towards))
                    && behind.is_some_and(|n| named_month(self.next(n, &[]))));
        // Au mois d'avril.
        let mut elided = calendar.phrases.elided.iter();
        let elided = elided.any(|e| self.text_of(at).starts_with(e));
        let towards = towards || elided && before.is_some_and(|b| self.is_part(b));
        let month_here =
            listed || shift != Shift::Bare || into || hyphen || towards || self.is_known(at);
        // A name that nothing else has is a month also by itself, but which is for the story to tell.
        let dated = |b| self.is_any(b, calendar.on);
        let owned = |b| {
            let noun = self
                .next(at, &[])
                .filter(|n| !self.is_any(*n, calendar.function_words));
            self.is_any(b, calendar.owners) && noun.is_some()
        };
        // August and September performance.
        let joint = self.next(at, &[]).filter(|n| self.is_any(*n, calendar.and));
        let paired = joint
            .and_then(|j| self.next(j, &[]))
            .is_some_and(|m| self.is(m, class::MONTH) && self.is_capital(m));
        let paired = paired
            || before.is_some_and(|j| {
                self.is_any(j, calendar.and)
                    && self.before(j).is_some_and(|m| self.is(m, class::MONTH))
            });
        let not_named = !is_name || paired || before.is_some_and(|b| dated(b) || owned(b));
        let english = calendar.capitals && !calendar.nouns;
        let open = !month_here && english && not_named && self.is_alone(at);
        if followed || !month_here && !open {
            return None;
        }
        let shift = if open { Shift::Open } else { shift };
        let year = Year::Near(shift);
        Some((from, to, Meaning::Month { year, month }))
    }

    /// Whether no part of a name stands beside a word.
    fn is_alone(&self, at: usize) -> bool {
        let capital = |b: usize| self.is_named(b) && !self.is_first(b);
        !self.before(at).is_some_and(capital)
            && !self.next(at, &[]).is_some_and(|n| self.is_named(n))
            && !matches!(self.touches(at), (Some('-'), _) | (_, Some('-')))
    }

    /// end, half, week: what a month has.
    pub(super) fn is_part(&self, at: usize) -> bool {
        self.is(at, class::TIME_UNIT) || self.is_any(at, self.calendar.fillers)
    }

    pub(super) fn part_of_year(&self, from: usize, at: usize, code: u8) -> Option<Found> {
        if let Some((to, year)) = self.year_behind(at) {
            return Some((from, to, Meaning::PartOfYear { year, code }));
        }
        let left = self.left(from);
        let word = left.map_or(0, |l| self.time_word(l));
        if let Some(left) = left.filter(|_| word == time_word::EVERY) {
            return Some((left, at, every(Unit::Year, 1)));
        }
        // next year's first quarter
        if let Some((from, year)) = left.and_then(|l| self.year_of(l)) {
            return Some((from, at, Meaning::PartOfYear { year, code }));
        }
        let (first, to, shift) = self.moved(from, at);
        let is_season = code < 30;
        let (verbs, before) = self.calendar.phrases.verbs;
        if self.is_any(at, verbs) && left.is_some_and(|l| self.is_any(l, before)) {
            return None;
        }
        // The fall of a town, the first half of a book.
        if self.is_any(at, verbs) || code >= 40 {
            let of = self
                .next(at, &[])
                .filter(|o| self.is_any(*o, self.calendar.of));
            if of.is_some() && !self.is_known(at) {
                return None;
            }
        }
        let season = || {
            let the = left.filter(|l| self.is_any(*l, self.calendar.the));
            let before = the.map_or(left, |t| self.left(t));
            let dated = |b| {
                self.is_any(b, self.calendar.into)
                    || self.is_any(b, self.calendar.lengths)
                    || self.time_word(b) == time_word::EARLY
            };
            before.is_some_and(dated) || left.is_some_and(dated)
        };
        if shift == Shift::Bare && !self.is_known(at) {
            let year = Year::Near(Shift::Open);
            let open = !is_season || season();
            return open.then_some((from, at, Meaning::PartOfYear { year, code }));
        }
        let year = Year::Near(shift);
        Some((first, to, Meaning::PartOfYear { year, code }))
    }

    /// A year before what is a part of it: 1989’s third quarter, last year’s, the 1989 quarter.
    pub(super) fn year_of(&self, at: usize) -> Option<(usize, Year)> {
        let word = self.word(at)?;
        if let Some(year) = self.year_number(at) {
            return Some((at, Year::Given(year)));
        }
        let left = self.joined(at)?;
        // The year-earlier third quarter.
        let back = matches!(self.time_word(at), time_word::AGO | time_word::EARLIER);
        if back
            && self
                .word(left)
                .is_some_and(|w| w.is(class::TIME_UNIT) && w.entry.value == b'Y')
        {
            return Some((left, Year::Relative(-1)));
        }
        let years = match self.time_word(left) {
            time_word::LAST => -1,
            time_word::NEXT => 1,
            time_word::THIS => 0,
            _ => return None,
        };
        (word.is(class::TIME_UNIT) && word.entry.value == b'Y')
            .then_some((left, Year::Relative(years)))
    }

    pub(super) fn digits(&self, at: usize) -> Option<Found> {
        if let Some(found) = self.numeric(at).or_else(|| self.range(at)) {
            return Some(found);
        }
        let listed = self.listed_day(at).or_else(|| self.short_date(at));
        if let Some(found) = listed.or_else(|| self.long_by(at)) {
            return Some(found);
        }
        if let Some((to, meaning)) = self.day(at, None) {
            return Some((at, to, meaning));
        }
        let numbered = || self.day_of_list(at).or_else(|| self.numbered_day(at));
        if let Some(found) = self.day_of_month(at).or_else(numbered) {
            return Some(found);
        }
        if let Some(meaning) = self.decade(at) {
            let years = |b: &usize| self.is_years(*b) && !self.calendar.article_counts;
            let from = self.left(at).filter(years).unwrap_or(at);
            let end = self.decade_end(at).unwrap_or(at);
            let to = self.joint(end).filter(years).unwrap_or(end);
            return Some((from, to, meaning));
        }
        if self.is_owner(at) {
            return None;
        }
        let year = match self.short_year(at) {
            Some(digits) => Year::Short(digits),
            None => Year::Given(self.year_number(at)?),
        };
        if let Some(found) = self.quarter_of(at, year) {
            return Some(found);
        }
        self.is_year(at).then_some((at, at, Meaning::Year(year)))
    }

    /// The 1988 quarter, the 1988 period.
    fn quarter_of(&self, at: usize, year: Year) -> Option<Found> {
        let the = self
            .left(at)
            .filter(|l| self.is_any(*l, self.calendar.owners))?;
        let unit = self.next(at, &[])?;
        let entry = self.word(unit)?.entry;
        let period = entry.classes == class::TIME_UNIT && matches!(entry.value, b'Q' | b'p');
        (period && !self.calendar.phrases.latest.is_empty() && the < at).then_some((
            at,
            unit,
            Meaning::QuarterOf(year),
        ))
    }

    /// Whether a number is a year, and not so many people.
    pub(super) fn is_year(&self, at: usize) -> bool {
        if self.is_ancient(at)
            || !self.is_known(at) && (self.is_measured(at) || self.is_numbered(at))
        {
            return false;
        }
        if self.is_known(at) || self.is_bare_year(at) {
            return true;
        }
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        let gap = self.gap(before).trim_end_matches(['\'', '’']);
        let hyphen = gap == "-"
            && (self.time_word(before) == time_word::EARLY
                || self.is_any(before, self.calendar.phrases.around));
        let beside = !gap.is_empty() && gap.chars().all(char::is_whitespace) || hyphen;
        // "from 512 to 1024": what is late enough is a year also where amounts stand.
        let late = self.year_number(at).is_none_or(|year| year >= 1800);
        let into = self.is_any(before, self.calendar.into)
            || late && self.is_any(before, self.calendar.towards);
        let grouped = !self.calendar.phrases.thousands.is_empty();
        let first = if grouped { 1700 } else { 1900 };
        let recent = self
            .year_number(at)
            .is_some_and(|year| (first..2100).contains(&year));
        if recent && self.touches(at) == (Some('('), Some(')')) {
            return true;
        }
        // Who counts in words of our times mostly counts more than one.
        let many = |n| {
            !recent
                || self
                    .calendar
                    .many
                    .iter()
                    .any(|m| self.text_of(n).ends_with(m))
        };
        let counts = self.next(at, &[]).is_some_and(|n| {
            !self.is_capital(n) && !self.is_any(n, self.calendar.function_words) && many(n)
        });
        let joined =
            recent && (self.is_any(before, self.calendar.years) || self.stands_free(before));
        let owned = recent
            && (self.is_any(before, self.calendar.owners) || self.is_possessive(before) || hyphen);
        beside && ((into || joined) && !counts || owned)
    }

    /// The company’s, of "the company’s 2031 results"; not a word that ends with it by itself.
    pub(super) fn is_possessive(&self, at: usize) -> bool {
        let own = self.text_of(at);
        self.calendar.article_counts && bare(own) != own
    }

    /// Whether a number of our times behind a word is a year where thousands stand apart: not behind a
    /// capital, as in "Route 2031", nor behind another number.
    fn stands_free(&self, before: usize) -> bool {
        let grouped = !self.calendar.phrases.thousands.is_empty();
        let year = self
            .word(before)
            .is_some_and(|w| w.entry.classes == class::TIME_UNIT && w.entry.value == b'Y');
        let name = self.is_capital(before) && !self.is_first(before);
        let counts = class::DIGITS | class::NUMBER | class::SOME | class::TIME_UNIT;
        grouped && (year || !name && !self.is(before, counts))
            || self.calendar.phrases.free_years && self.is_noun_of_year(before)
            || self.calendar.phrases.free_years
                && self
                    .phrase_before(before + 1, self.calendar.ahead)
                    .is_some()
    }

    /// Whether a word before a number of our times is a noun whose year that is: la saison 2031. Nothing
    /// that it counts may follow.
    fn is_noun_of_year(&self, noun: usize) -> bool {
        /// Shorter words are no such nouns.
        const SHORT: usize = 4;
        let calendar = self.calendar;
        let counts = class::DIGITS | class::NUMBER | class::SOME | class::TIME_WORD;
        let counted = self
            .next(noun + 1, &[])
            .is_some_and(|n| !self.is_capital(n) && !self.is_any(n, calendar.function_words));
        let lists = [calendar.function_words, calendar.fillers, calendar.lengths];
        // Behind d'Avignon, too, it is a part of a name.
        let own = self.text_of(noun);
        let own = own.rsplit(['\'', '’']).next().unwrap_or(own);
        own.len() >= SHORT
            && !own.starts_with(char::is_uppercase)
            && !self.is(noun, counts)
            && !counted
            && !lists.iter().any(|list| self.is_any(noun, list))
    }

    /// 44 BC, 44 B.C.: a year of another era.
    fn is_ancient(&self, at: usize) -> bool {
        let ancient = self.calendar.phrases.ancient;
        self.next(at, &[]).is_some_and(|n| {
            let own = self.text_of(n);
            let dotted = self.gap(n) == "." && self.text_of(n + 1) == "C";
            ancient.contains(&own) || own == "B" && dotted && !ancient.is_empty()
        })
    }

    /// années, Jahren
    fn is_years(&self, at: usize) -> bool {
        let word = self.word(at);
        word.is_some_and(|w| w.is(class::TIME_UNIT) && w.is(class::PLURAL) && w.entry.value == b'Y')
    }

    /// Where "1990-er" ends.
    fn decade_end(&self, at: usize) -> Option<usize> {
        let ends = self.calendar.nouns && self.gap(at) == "-";
        (ends && self.is_any(at + 1, self.calendar.decades)).then_some(at + 1)
    }

    /// 1990s, ’90s, 2000s. The 1900s are a century.
    pub(super) fn decade(&self, at: usize) -> Option<Meaning> {
        let text = self.text_of(at).trim_end_matches(['\'', '’']);
        let years = self.before(at).is_some_and(|b| self.is_years(b));
        let named = self
            .calendar
            .decades
            .iter()
            .find_map(|d| text.strip_suffix(d))
            .or_else(|| self.decade_end(at).map(|_| text));
        let digits = named.or(Some(text).filter(|_| years && self.calendar.decades.is_empty()))?;
        let digits = digits.strip_suffix(['\'', '’']).unwrap_or(digits);
        let first: i16 = digits.parse().ok()?;
        let marked =
            matches!(self.touches(at).0, Some('\'' | '’')) || !self.calendar.article_counts;
        let short = digits.len() == 2 && marked;
        let full = digits.len() == 4 && (first % 100 != 0 || first == 2000);
        if digits.len() == 4 && !full && (1100..2000).contains(&first) && first % 100 == 0 {
            return Some(Meaning::Century(first));
        }
        (first % 10 == 0 && (short || full)).then_some(Meaning::Decade { first, short })
    }

    /// 2031-03-12; 24/03/2031 and 3/24/2031, where only one number can be the month.
    pub(super) fn numeric(&self, at: usize) -> Option<Found> {
        let sign = self.gap(at);
        let number = |at: usize| {
            let text = self.text_of(at);
            (text.len() <= 4)
                .then(|| text.parse::<i16>().ok())
                .flatten()
        };
        let numbers = (number(at)?, number(at + 1)?, number(at + 2)?);
        let lengths = (self.text_of(at).len(), self.text_of(at + 2).len());
        let (left, right) = (self.touches(at).0, self.touches(at + 2).1);
        let joined = |c| matches!(c, Some('-' | '/'));
        if self.gap(at + 1) != sign || joined(left) || joined(right) {
            return None;
        }
        let (year, month, day) = match (sign, numbers, lengths) {
            ("-", (y, m, d), (4, 2)) => (y, m, d),
            ("/" | ".", (d, m, y), (1..=2, 4)) if self.calendar.day_first => (y, m, d),
            ("/", (y, m, d), (4, 1..=2)) => (y, m, d),
            ("/" | ".", (m, d, y), (1..=2, 4)) if m == d => (y, m, d),
            ("/" | ".", (m, d @ 13.., y), (1..=2, 4)) => (y, m, d),
            ("/" | ".", (d @ 13.., m, y), (1..=2, 4)) => (y, m, d),
            _ => return None,
        };
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        jiff::civil::Date::new(year, month, day).ok()?;
        let year = Year::Given(year);
        Some((
            at,
            at + 2,
            Meaning::Day {
                year,
                month,
                day,
                weekday: None,
            },
        ))
    }
}
