//! German: so far only its times.

mod calendar;
mod feasts;
mod function_words;
mod sayings;
mod time;

use super::Language;

pub(super) static GERMAN: Language = Language {
    code: "de",
    tables: &[],
    abbreviations: &[
        "dr", "prof", "hr", "fr", "nr", "st", "str", "bzw", "ca", "jan", "feb", "mrz", "apr",
        "aug", "sep", "sept", "okt", "nov", "dez", "mo", "di", "mi", "do", "sa", "so",
    ],
    ordinal_stops: true,
    calendar: calendar::CALENDAR,
};
