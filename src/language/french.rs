//! French: so far only its times.

mod calendar;
mod time;

use super::Language;

pub(super) static FRENCH: Language = Language {
    code: "fr",
    tables: &[],
    abbreviations: &[
        "m", "mm", "mme", "mlle", "dr", "me", "st", "ste", "janv", "févr", "avr", "juil", "sept",
        "oct", "nov", "déc", "env",
    ],
    ordinal_stops: false,
    calendar: calendar::CALENDAR,
};
