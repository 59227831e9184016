//! Expressions of time: which words of an article mean a day, a month or a stretch of time, and
//! what they mean.
//!
//! In come words that the tables have classed; out go [`Expression`]s in the order of the text, none
//! of which overlaps another. What one means by itself is its [`Meaning`]; with the date of the
//! article that becomes a value in the notation of tags. Nothing here knows of tags or checks.

mod amount;
mod apart;
mod bare;
mod clock;
mod clock_list;
mod contradict;
mod day;
mod extent;
mod find;
mod halves;
mod holiday;
mod joined;
mod listed;
mod longer;
mod named;
mod nth;
mod number;
mod numbered;
mod parts;
mod proposals;
mod range;
mod rates;
mod resolve;
mod saying;
mod story;
mod told;
mod unit;
mod weekday;

#[cfg(test)]
mod tests;

use jiff::civil::Weekday;

pub(crate) use find::expressions;
pub(crate) use holiday::Rule;
pub(crate) use proposals::{Proposal, proposals};
pub(crate) use resolve::days_between;
pub(crate) use saying::Saying;

use super::{Words, class};

/// Words that mean a time.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Expression {
    /// The first byte in the text.
    pub(crate) start: usize,
    /// The byte behind the last.
    pub(crate) end: usize,
    /// What they mean.
    pub(crate) meaning: Meaning,
}

/// What an expression means by itself, before anybody knows when it was written.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Meaning {
    /// Wednesday; last Wednesday; Wednesday night.
    Weekday {
        day: Weekday,
        shift: Shift,
        part: Option<PartOfDay>,
    },
    /// Wednesday of last week: weeks from the article's.
    WeekdayOf { day: Weekday, weeks: i8 },
    /// The first Monday of last month: which one, from the end if below zero, and months from the article's.
    WeekdayOfMonth { nth: i8, day: Weekday, months: i8 },
    /// The 15th of next month: months from the article's.
    DayOfMonth { day: i8, months: i8 },
    /// The 12th, of a month that is near: el día 12.
    DayNear { day: i8, shift: Shift },
    /// March 12; Wednesday, March 12; 12 March 2031; 2031-03-12.
    Day {
        year: Year,
        month: i8,
        day: i8,
        weekday: Option<Weekday>,
    },
    /// 12–14 March 2031.
    Days {
        year: Year,
        month: i8,
        first: i8,
        last: i8,
    },
    /// 1998–2004.
    Years { first: i16, last: i16 },
    /// March; March 2031; last March.
    Month { year: Year, month: i8 },
    /// 2031.
    Year(Year),
    /// the 1990s, by its first year; of the ’90s only two digits are `short`.
    Decade { first: i16, short: bool },
    /// today, tomorrow night: days from the article's.
    RelativeDay { days: i8, part: Option<PartOfDay> },
    /// last week, three years ago: units from the article's. What is counted is rarely exact.
    Relative {
        unit: Unit,
        amount: i32,
        counted: bool,
    },
    /// the third quarter of 2031, last summer; `code` is EDTF's, as in the tables.
    PartOfYear { year: Year, code: u8 },
    /// the 20th century, by its first year as people count: 1900.
    Century(i16),
    /// Christmas, Easter Sunday 2031.
    Holiday { rule: Rule, year: Year },
    /// now, recently, the future: no place in the calendar; last is the past, next the future.
    Reference(Shift),
    /// three years; [`SOME`] years.
    Duration { unit: Unit, amount: i32 },
    /// Two and a half years, by the whole ones.
    AndHalf { unit: Unit, whole: i32 },
    /// every week, every two years, each Monday, Sundays, Monday nights.
    Set {
        unit: Unit,
        amount: i32,
        weekday: Option<Weekday>,
        part: Option<PartOfDay>,
    },
    /// every December
    EveryMonth(i8),
    /// the quarter ended April 30: the one of the calendar that has most of it, as in `PartOfYear`. A
    /// company may count its own.
    QuarterEnded { year: Year, code: u8 },
    /// the 1988 quarter: the one of the story, in another year.
    QuarterOf(Year),
    /// that evening, the next morning: a part of the day that the story has named, or of one so many days
    /// from it.
    StoryPart { part: PartOfDay, days: i8 },
    /// the week of March 6, the weekend of May 3: the unit that has the day.
    UnitOf {
        unit: Unit,
        year: Year,
        month: i8,
        day: i8,
    },
    /// two days later, the next week, that year: so many units from one that the story has named. What
    /// is counted says its amount.
    Anaphoric { unit: Unit, amount: i32, by: By },
}

/// How words point at a time beside one that the story has named.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum By {
    /// Two days later.
    Count,
    /// The next day, that day.
    Order,
    /// The year: the one that everything is about.
    Article,
}

/// An amount that is not said, as in "several years".
pub(crate) const SOME: i32 = 0;

/// Which of several that have the same name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Shift {
    /// Not said.
    Bare,
    /// last
    Last,
    /// next
    Next,
    /// this
    This,
    /// a Monday, the Monday after, a quarter: only the story tells.
    Open,
}

/// The year of a day or month.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Year {
    /// Not said: one near the article's date.
    Near(Shift),
    /// 2031
    Given(i16),
    /// ’96, by its last two digits.
    Short(i16),
    /// last year: years from the article's.
    Relative(i16),
    /// that year: the one that the story has named.
    Story,
}

/// A part of the day: its place in [`PARTS_OF_DAY`](super::PARTS_OF_DAY), from 1.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct PartOfDay(u8);

impl PartOfDay {
    pub(crate) const NIGHT: PartOfDay = PartOfDay(5);

    /// As TIMEX3 writes it behind `T`.
    fn code(self) -> &'static str {
        let place = usize::from(self.0).wrapping_sub(1);
        super::PARTS_OF_DAY.get(place).unwrap_or(&"DT")
    }

    /// A night may end on the day after.
    pub(crate) fn is_night(self) -> bool {
        self.code() == "NI"
    }
}

/// A unit of time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// Less than a day.
    fn is_clock(self) -> bool {
        matches!(self, Unit::Second | Unit::Minute | Unit::Hour)
    }

    fn of(value: u8) -> Option<Unit> {
        Some(match value {
            b's' => Unit::Second,
            b'm' => Unit::Minute,
            b'h' => Unit::Hour,
            b'D' => Unit::Day,
            b'w' => Unit::Weekend,
            b'W' => Unit::Week,
            b'M' => Unit::Month,
            b'Q' => Unit::Quarter,
            b'H' => Unit::Half,
            b'Y' => Unit::Year,
            b'E' => Unit::Decade,
            b'C' => Unit::Century,
            _ => return None,
        })
    }
}

/// Whether what is told lies before the article's date or behind it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Hint {
    Past,
    Future,
    Unknown,
}

/// So many words to each side can say whether an expression looks forward or back.
const REACH: usize = 40;

impl Expression {
    /// What the verbs of its sentence say: the nearest before it, else the nearest behind it.
    pub(crate) fn hint(&self, words: &Words, sentence: (usize, usize)) -> Hint {
        let tells = |w: &&super::Word| w.is(class::TENSE | class::CUE);
        let before = words.within(sentence.0, self.start);
        let behind = words.within(self.end, sentence.1);
        let verb = before
            .iter()
            .rev()
            .take(REACH)
            .find(tells)
            .or_else(|| behind.iter().take(REACH).find(tells));
        match verb {
            Some(verb) if verb.is(class::TENSE) && verb.entry.value != 1 => Hint::Future,
            Some(_) => Hint::Past,
            None => Hint::Unknown,
        }
    }
}

impl Meaning {
    /// Whether it takes the article's date to know which time is meant.
    pub(crate) fn needs_anchor(&self) -> bool {
        match self {
            Meaning::Weekday { shift, .. } => *shift != Shift::Open,
            Meaning::Day { year, .. }
            | Meaning::Days { year, .. }
            | Meaning::UnitOf { year, .. }
            | Meaning::Month { year, .. } => {
                matches!(year, Year::Near(_) | Year::Relative(_) | Year::Story)
            }
            Meaning::PartOfYear { year, .. } => matches!(year, Year::Relative(_) | Year::Story),
            Meaning::Holiday { year, .. } => !matches!(year, Year::Given(_)),
            Meaning::RelativeDay { .. }
            | Meaning::Relative { .. }
            | Meaning::WeekdayOf { .. }
            | Meaning::WeekdayOfMonth { .. }
            | Meaning::DayOfMonth { .. }
            | Meaning::DayNear { .. }
            | Meaning::Anaphoric {
                by: By::Article, ..
            } => true,
            _ => false,
        }
    }

    /// The length of time that it names, or after which something comes again.
    pub(crate) fn amount(&self) -> Option<Meaning> {
        let (unit, amount) = match *self {
            Meaning::Duration { unit, amount } | Meaning::Set { unit, amount, .. } => {
                (unit, amount)
            }
            Meaning::Anaphoric {
                unit,
                amount,
                by: By::Count,
            } => (unit, amount.abs()),
            _ => return None,
        };
        Some(Meaning::Duration { unit, amount })
    }

    /// The day of the week that it names.
    pub(crate) fn weekday(&self) -> Option<Weekday> {
        match self {
            Meaning::Weekday { day, .. }
            | Meaning::WeekdayOf { day, .. }
            | Meaning::WeekdayOfMonth { day, .. } => Some(*day),
            Meaning::Day { weekday, .. } => *weekday,
            _ => None,
        }
    }

    /// The year of what is in one, if the words leave it open which.
    fn year_mut(&mut self) -> Option<&mut Year> {
        match self {
            Meaning::Day { year, .. }
            | Meaning::Days { year, .. }
            | Meaning::UnitOf { year, .. }
            | Meaning::Month { year, .. }
            | Meaning::PartOfYear { year, .. }
            | Meaning::Holiday { year, .. } => Some(year),
            _ => None,
        }
    }

    /// The same in a year that is known from elsewhere, if the words do not say one.
    pub(crate) fn in_year(&self, known: i16) -> Meaning {
        let mut meaning = self.clone();
        if let Some(year) = meaning.year_mut()
            && matches!(year, Year::Near(_))
        {
            *year = Year::Given(known);
        }
        meaning
    }
}
