//! Spanish: so far only its times.

mod calendar;
mod sayings;

use super::Language;

pub(super) static SPANISH: Language = Language {
    code: "es",
    tables: &[],
    abbreviations: &[
        "sr", "sra", "srta", "dr", "dra", "d", "dña", "ud", "uds", "ene", "feb", "abr", "jun",
        "jul", "ago", "sept", "oct", "nov", "dic", "núm",
    ],
    ordinal_stops: false,
    calendar: calendar::CALENDAR,
};
