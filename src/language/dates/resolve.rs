//! What an expression means on the day an article is dated.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use super::numbered::near_number;
use super::{Hint, Meaning, PartOfDay, Rule, SOME, Shift, Unit, Year};

impl Meaning {
    /// The value that a tag would give it in an article of the day `anchor`: EDTF, or TIMEX3 where
    /// that has no form. A weekday without more is the last one up to that day, or with a hint at
    /// the future the next one from that day; a day or month without a year is the nearest. None
    /// if the words do not tell.
    pub(crate) fn resolve(&self, anchor: Date, hint: Hint) -> Option<String> {
        Some(match *self {
            Meaning::Weekday { day, shift, part } => {
                with_part(weekday(anchor, day, shift, hint)?, part)
            }
            Meaning::WeekdayOf { day, weeks } => {
                let (monday, _) = stretch(anchor, Unit::Week, i32::from(weeks))?;
                let days = i32::from(day.to_monday_zero_offset());
                monday.checked_add(days.days()).ok()?.to_string()
            }
            Meaning::WeekdayOfMonth { nth, day, months } => {
                let (first, _) = stretch(anchor, Unit::Month, i32::from(months))?;
                first.nth_weekday_of_month(nth, day).ok()?.to_string()
            }
            Meaning::DayOfMonth { day, months } => {
                let (first, _) = stretch(anchor, Unit::Month, i32::from(months))?;
                Date::new(first.year(), first.month(), day)
                    .ok()?
                    .to_string()
            }
            Meaning::DayNear { day, shift } => near_number(day, anchor, shift, hint)?.to_string(),
            Meaning::AndHalf { unit, whole } => and_half(unit, whole)?,
            Meaning::RelativeDay { days, part } => {
                with_part(anchor.checked_add(days.days()).ok()?, part)
            }
            Meaning::Day {
                year,
                month,
                day,
                weekday,
            } => near_day(year, month, day, weekday, anchor, hint)?.to_string(),
            Meaning::UnitOf {
                unit,
                year,
                month,
                day,
            } => point(near_day(year, month, day, None, anchor, hint)?, unit)?,
            Meaning::Days {
                year,
                month,
                first,
                last,
            } => {
                let first = near_day(year, month, first, None, anchor, hint)?;
                let last = Date::new(first.year(), month, last).ok()?;
                format!("{first}/{last}")
            }
            Meaning::Years { first, last } => format!("{first:04}/{last:04}"),
            Meaning::Month { year, month } => {
                let year = match year {
                    Year::Near(shift) => near_month(anchor, month, month, shift, hint)?,
                    year => year.number(anchor)?,
                };
                format!("{year:04}-{month:02}")
            }
            Meaning::Year(year) => format!("{:04}", year.number(anchor)?),
            Meaning::Decade { .. } => format!("{:03}X", self.decade(anchor)? / 10),
            Meaning::Relative { unit, amount, .. } => {
                let (first, _) = stretch(anchor, unit, amount)?;
                point(first, unit)?
            }
            Meaning::PartOfYear { year, code } => {
                let year = match (year, months(code)) {
                    (Year::Near(shift), Some((first, last))) => {
                        near_month(anchor, first, last, shift, hint)?
                    }
                    // A winter has two years.
                    (Year::Near(_) | Year::Relative(_), None) => return None,
                    (year, _) => year.number(anchor)?,
                };
                part_of_year(year, code)
            }
            Meaning::Century(first) => format!("{:02}XX", first / 100),
            Meaning::Holiday { rule, year } => match year {
                Year::Near(shift) => near_holiday(rule, anchor, shift, hint)?,
                year => rule.day(year.number(anchor)?)?,
            }
            .to_string(),
            Meaning::Reference(Shift::Last) => "PAST_REF".to_owned(),
            Meaning::Reference(Shift::Next) => "FUTURE_REF".to_owned(),
            Meaning::Reference(_) => "PRESENT_REF".to_owned(),
            Meaning::Duration { unit, amount } => duration(unit, amount)?,
            Meaning::Set {
                weekday: Some(day),
                part,
                ..
            } => {
                let part = part.map(|p| format!("T{}", p.code())).unwrap_or_default();
                format!("every XXXX-WXX-{}{part}", day.to_monday_one_offset())
            }
            Meaning::EveryMonth(month) => format!("every XXXX-{month:02}"),
            Meaning::Set { unit, amount, .. } => format!("every {}", duration(unit, amount)?),
            Meaning::QuarterOf(_)
            | Meaning::QuarterEnded { .. }
            | Meaning::StoryPart { .. }
            | Meaning::Anaphoric { .. } => return None,
        })
    }

    /// The first year of a decade; of one with two digits the last that has ended.
    fn decade(&self, anchor: Date) -> Option<i16> {
        match *self {
            Meaning::Decade {
                first,
                short: false,
            } => Some(first),
            Meaning::Decade { first, short: true } => {
                let ended = anchor.year() - 9;
                Some(ended - (ended - first).rem_euclid(100))
            }
            _ => None,
        }
    }
}

impl Year {
    /// The year, where it does not depend on the month.
    pub(super) fn number(self, anchor: Date) -> Option<i16> {
        match self {
            Year::Given(year) => Some(year),
            Year::Short(digits) => Some(anchor.year() - (anchor.year() - digits).rem_euclid(100)),
            Year::Relative(years) => anchor.year().checked_add(years),
            // Where no story is told, the article's is.
            Year::Story => Some(anchor.year()),
            Year::Near(_) => None,
        }
    }
}

/// How many days `to` is behind `from`; less than none if it is before.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

pub(super) fn with_part(day: Date, part: Option<PartOfDay>) -> String {
    match part {
        Some(part) => format!("{day}T{}", part.code()),
        None => day.to_string(),
    }
}

fn weekday(anchor: Date, day: Weekday, shift: Shift, hint: Hint) -> Option<Date> {
    let found = match (shift, hint) {
        (Shift::Last, _) => anchor.nth_weekday(-1, day),
        (Shift::Next, _) => anchor.nth_weekday(1, day),
        (Shift::This, _) | (Shift::Bare, Hint::Future) => {
            anchor.yesterday().ok()?.nth_weekday(1, day)
        }
        (Shift::Bare, _) => anchor.tomorrow().ok()?.nth_weekday(-1, day),
        (Shift::Open, _) => return None,
    };
    found.ok()
}

/// From so many days on, a verb decides between the years on both sides.
const FAR: i64 = 120;

fn near_day(
    year: Year,
    month: i8,
    day: i8,
    weekday: Option<Weekday>,
    anchor: Date,
    hint: Hint,
) -> Option<Date> {
    if let Some(year) = year.number(anchor) {
        return Date::new(year, month, day).ok();
    }
    let distance = |d: &Date| days_between(anchor, *d);
    // Le 4 octobre dernier.
    let hint = match year {
        Year::Near(Shift::Last) => Hint::Past,
        Year::Near(Shift::Next) => Hint::Future,
        _ => hint,
    };
    let mut days: Vec<Date> = (anchor.year() - 1..=anchor.year() + 1)
        .filter_map(|y| Date::new(y, month, day).ok())
        .collect();
    days.sort_by_key(|d| distance(d).abs());
    let moved = match year {
        Year::Near(Shift::Last) => days.iter().find(|d| distance(d) <= 0),
        Year::Near(Shift::Next) => days.iter().find(|d| distance(d) >= 0),
        _ => None,
    };
    if let Some(moved) = moved {
        return Some(*moved);
    }
    let goes = |d: &&Date| match hint {
        Hint::Past => distance(d) <= 0,
        Hint::Future => distance(d) >= 0,
        Hint::Unknown => true,
    };
    let of_weekday = days.iter().find(|d| Some(d.weekday()) == weekday);
    let near = days.first().filter(|d| distance(d).abs() < FAR);
    let said = matches!(year, Year::Near(Shift::Last | Shift::Next));
    of_weekday
        .or(near.filter(|_| !said))
        .or_else(|| days.iter().find(goes))
        .copied()
}

/// The day of a holiday near the article's date.
fn near_holiday(rule: Rule, anchor: Date, shift: Shift, hint: Hint) -> Option<Date> {
    let days = (anchor.year() - 1..=anchor.year() + 1).filter_map(|y| rule.day(y));
    let days: Vec<Date> = days.collect();
    let before = days.iter().rev().find(|d| **d < anchor);
    let behind = days.iter().find(|d| **d >= anchor);
    let near = days.iter().min_by_key(|d| days_between(anchor, **d).abs());
    match (shift, hint) {
        (Shift::Last, _) => before,
        (Shift::Next, _) => behind,
        (Shift::This, _) => days.iter().find(|d| d.year() == anchor.year()),
        (_, Hint::Future) => behind,
        _ => near,
    }
    .copied()
}

/// The year in which months `first` to `last` are meant.
fn near_month(anchor: Date, first: i8, last: i8, shift: Shift, hint: Hint) -> Option<i16> {
    let now = anchor.month();
    let back = i16::from(last >= now);
    let ahead = i16::from(first <= now);
    let (year, within) = (anchor.year(), (first..=last).contains(&now));
    Some(match shift {
        Shift::Last => year - back,
        Shift::Next => year + ahead,
        Shift::Open => return None,
        Shift::This => year,
        Shift::Bare if within => year,
        Shift::Bare => {
            let to_next = (first - now).rem_euclid(12);
            let to_last = (now - last).rem_euclid(12);
            let forward = match hint {
                _ if to_next.min(to_last) < 4 => to_next < to_last,
                Hint::Past => false,
                Hint::Future => true,
                Hint::Unknown => to_next < to_last,
            };
            if forward { year + ahead } else { year - back }
        }
    })
}

fn quarter(day: Date) -> u8 {
    u8::try_from((day.month() - 1) / 3).unwrap_or_default()
}

/// The first and last month of a part of the year; none for a winter. Seasons are the north's.
pub(super) fn months(code: u8) -> Option<(i8, i8)> {
    let (first, count) = match code {
        21..=23 => ((code - 20) * 3, 3),
        33..=36 => ((code - 33) * 3 + 1, 3),
        40..=41 => ((code - 40) * 6 + 1, 6),
        _ => return None,
    };
    let first = i8::try_from(first).ok()?;
    Some((first, first + count - 1))
}

/// Quarters and halves have names in TIMEX3; EDTF's codes for them say little to people.
pub(super) fn part_of_year(year: i16, code: u8) -> String {
    match code {
        33..=36 => format!("{year:04}-Q{}", code - 32),
        40..=41 => format!("{year:04}-H{}", code - 39),
        _ => format!("{year:04}-{code}"),
    }
}

/// The unit of time that begins with a day, as a value.
pub(super) fn point(first: Date, unit: Unit) -> Option<String> {
    let week = first.iso_week_date();
    Some(match unit {
        Unit::Day => first.to_string(),
        Unit::Weekend => format!("{:04}-W{:02}-WE", week.year(), week.week()),
        Unit::Week => format!("{:04}-W{:02}", week.year(), week.week()),
        Unit::Month => format!("{:04}-{:02}", first.year(), first.month()),
        Unit::Quarter => part_of_year(first.year(), 33 + quarter(first)),
        Unit::Year => format!("{:04}", first.year()),
        Unit::Decade => format!("{:03}X", first.year() / 10),
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Half | Unit::Century => return None,
    })
}

/// The days of the unit so many units from the one that `anchor` is in.
pub(super) fn stretch(anchor: Date, unit: Unit, amount: i32) -> Option<(Date, Date)> {
    let span = Span::new();
    let span = match unit {
        Unit::Day => span.try_days(amount),
        Unit::Week | Unit::Weekend => span.try_weeks(amount),
        Unit::Month => span.try_months(amount),
        Unit::Quarter => span.try_months(amount.checked_mul(3)?),
        Unit::Year => span.try_years(amount),
        Unit::Decade => span.try_years(amount.checked_mul(10)?),
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Half | Unit::Century => return None,
    };
    let day = anchor.checked_add(span.ok()?).ok()?;
    Some(match unit {
        Unit::Week => {
            let week = day.iso_week_date();
            let (first, last) = (week.first_of_week().ok()?, week.last_of_week().ok()?);
            (first.date(), last.date())
        }
        Unit::Weekend => {
            let sunday = day.iso_week_date().last_of_week().ok()?.date();
            (sunday.yesterday().ok()?, sunday)
        }
        Unit::Month => (day.first_of_month(), day.last_of_month()),
        Unit::Quarter => {
            let first = Date::new(day.year(), day.month() - (day.month() - 1) % 3, 1).ok()?;
            (first, first.checked_add(2.months()).ok()?.last_of_month())
        }
        Unit::Year => (day.first_of_year(), day.last_of_year()),
        Unit::Decade => {
            let first = day.year() - day.year().rem_euclid(10);
            let last = Date::new(first.checked_add(9)?, 12, 31).ok()?;
            (Date::new(first, 1, 1).ok()?, last)
        }
        _ => (day, day),
    })
}

fn duration(unit: Unit, amount: i32) -> Option<String> {
    if amount == SOME {
        return some(unit);
    }
    Some(match unit {
        Unit::Second => format!("PT{amount}S"),
        Unit::Minute => format!("PT{amount}M"),
        Unit::Hour => format!("PT{amount}H"),
        Unit::Day => format!("P{amount}D"),
        Unit::Weekend => format!("P{amount}WE"),
        Unit::Week => format!("P{amount}W"),
        Unit::Month => format!("P{amount}M"),
        Unit::Quarter => format!("P{}M", amount.checked_mul(3)?),
        Unit::Year => format!("P{amount}Y"),
        Unit::Decade => format!("P{}Y", amount.checked_mul(10)?),
        Unit::Century => format!("P{}Y", amount.checked_mul(100)?),
        Unit::Half => return None,
    })
}

/// So many units and a half.
fn and_half(unit: Unit, whole: i32) -> Option<String> {
    Some(match unit {
        Unit::Minute => format!("PT{whole}M30S"),
        Unit::Hour => format!("PT{whole}H30M"),
        Unit::Day => format!("P{whole}DT12H"),
        Unit::Week => format!("P{whole}.5W"),
        Unit::Month => format!("P{whole}.5M"),
        Unit::Year => format!("P{whole}Y6M"),
        Unit::Decade => format!("P{}Y", whole.checked_mul(10)?.checked_add(5)?),
        Unit::Century => format!("P{}Y", whole.checked_mul(100)?.checked_add(50)?),
        Unit::Second | Unit::Weekend | Unit::Quarter | Unit::Half => return None,
    })
}

/// Several of a unit.
fn some(unit: Unit) -> Option<String> {
    let value = match unit {
        Unit::Second => "PTXS",
        Unit::Minute => "PTXM",
        Unit::Hour => "PTXH",
        Unit::Day => "PXD",
        Unit::Weekend => "PXWE",
        Unit::Week => "PXW",
        Unit::Month => "PXM",
        Unit::Quarter => "PXQ",
        Unit::Year => "PXY",
        Unit::Decade => "PXDE",
        Unit::Century => "PXCE",
        Unit::Half => return None,
    };
    Some(value.to_owned())
}
