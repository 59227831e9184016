//! What a language's dates are made of: a table for each language, in a file of its own.

use super::dates::{Saying, Unit};
use super::{Row, dates};

/// What a language's dates are made of. The lists are in lower case, and looked up only beside a
/// word of the tables.
pub(crate) struct Calendar {
    /// Its words of time.
    pub(crate) words: &'static [Row],
    /// Days and months have a capital.
    pub(crate) capitals: bool,
    /// So have all nouns: a capital says nothing of names.
    pub(crate) nouns: bool,
    /// "the last week" is another than "last week".
    pub(crate) article_counts: bool,
    /// In 4/5/2031 the day stands first.
    pub(crate) day_first: bool,
    /// Before an amount of time: so long ago, and so far ahead.
    pub(crate) ago: &'static [&'static [&'static str]],
    pub(crate) ahead: &'static [&'static [&'static str]],
    /// Words for morning that also mean tomorrow.
    pub(crate) morning: &'static [&'static str],
    /// Between a day and a part of it.
    pub(crate) part_joints: &'static [&'static str],
    /// How a number ends that means a decade.
    pub(crate) decades: &'static [&'static str],
    /// How verbs of the future end.
    pub(crate) future: &'static [&'static str],
    /// Months that are also words or names of people: they take more to be months.
    pub(crate) names: &'static [&'static str],
    /// Behind these a month or a year by itself is one.
    pub(crate) into: &'static [&'static str],
    /// Behind these too, unless something else is likelier: a name, or something counted.
    pub(crate) towards: &'static [&'static str],
    /// Before a weekday that something with a capital follows.
    pub(crate) on: &'static [&'static str],
    /// Joins the parts of one date.
    pub(crate) of: &'static [&'static str],
    /// The definite article.
    pub(crate) the: &'static [&'static str],
    /// Before a weekday: some such day, not the one next to the article's date.
    pub(crate) some: &'static [&'static str],
    /// Between two days that are the ends of a time.
    pub(crate) to: &'static [&'static str],
    /// Before a day or behind an amount: another time, so far away from it. Those of `after` look forward.
    pub(crate) beside: &'static [&'static str],
    pub(crate) after: &'static [&'static str],
    /// What the number of a day can end with, as in 1st.
    pub(crate) endings: &'static [&'static str],
    /// Before a unit that is one: it is a length of time, not a rate.
    pub(crate) lengths: &'static [&'static str],
    /// Behind an amount: somebody's age.
    pub(crate) ages: &'static [&'static str],
    /// Before a year that is a company's or a state's.
    pub(crate) fiscal: &'static [&'static str],
    /// Words of time that are also adjectives: past, future.
    pub(crate) times: &'static [&'static str],
    /// Behind a word such as soon: it means no time.
    pub(crate) not_soon: &'static [&'static str],
    /// Before a year of our times that stands by itself: and, due.
    pub(crate) years: &'static [&'static str],
    /// How words end that mean more than one.
    pub(crate) many: &'static [&'static str],
    /// Joins two days of one month.
    pub(crate) and: &'static [&'static str],
    /// The same where what is of the year follows: the, its.
    pub(crate) owners: &'static [&'static str],
    /// Between a time of the clock and its day: on, at.
    pub(crate) clock_joints: &'static [&'static str],
    /// Before a time of the clock that reads like a length of time.
    pub(crate) clock_at: &'static [&'static str],
    /// Before the word that counts from another event: plus tard.
    pub(crate) more: &'static [&'static str],
    /// Between hours and minutes.
    pub(crate) clock_signs: &'static [&'static str],
    /// Behind an hour: Uhr, h.
    pub(crate) hours: &'static [&'static str],
    /// Behind a year that is not the calendar's: ended.
    pub(crate) ended: &'static [&'static str],
    /// Before the first of two times, of which the second is no earlier: between, with *and* between them.
    pub(crate) between: &'static [&'static str],
    /// Before a time: it lies behind.
    pub(crate) since: &'static [&'static str],
    /// Verbs that put others into the past.
    pub(crate) was: &'static [&'static str],
    /// How verbs of the past end.
    pub(crate) past: &'static [&'static str],
    /// Twelve by day, and by night.
    pub(crate) noon: &'static [&'static str],
    pub(crate) midnight: &'static [&'static str],
    /// Before the words of a time, a part of what they say: early, more than, the; each with the modifier
    /// that it is in a tag, or none.
    pub(crate) widening: &'static [(&'static str, &'static str)],
    /// Words of patterns that not every language has.
    pub(crate) phrases: Phrases,
    /// The holidays, by their words.
    pub(crate) holidays: &'static [Holiday],
    /// Before a weekday: the name of a feast or an event.
    pub(crate) feasts: &'static [&'static str],
    /// Before the past of a verb: not the past after all, as in "is held".
    pub(crate) not_past: &'static [&'static str],
    /// Words that no noun hides behind: what they follow counts nothing.
    pub(crate) function_words: &'static [&'static str],
    /// What may stand beside a date in the words of a tag without changing the date.
    pub(crate) fillers: &'static [&'static str],
}

/// Words of patterns of dates that are read in some languages only.
pub(crate) struct Phrases {
    /// Words of time that also stand before what is not one: the current law.
    pub(crate) adjectives: &'static [&'static str],
    /// Before these they are a comparison: most recent.
    pub(crate) compared: &'static [&'static str],
    /// The one that is reported on: the latest period.
    pub(crate) latest: &'static [&'static str],
    /// Between an amount and its unit: 20 more years.
    pub(crate) more: &'static [&'static str],
    /// Behind a unit: as long as that.
    pub(crate) long: &'static [&'static str],
    /// Behind a year, its end.
    pub(crate) end: &'static [&'static str],
    /// Between an amount and now.
    pub(crate) from: &'static [&'static str],
    /// Before units that nobody counts: within weeks.
    pub(crate) within: &'static [&'static str],
    /// Behind units that nobody counts: the years that followed.
    pub(crate) which: &'static [&'static str],
    /// Words that end like the past of a verb and are none.
    pub(crate) never_past: &'static [&'static str],
    /// Behind a year that is not of our era.
    pub(crate) ancient: &'static [&'static str],
    /// Joined to a year by a hyphen: what was before it, or after.
    pub(crate) around: &'static [&'static str],
    /// A thousand, in words.
    pub(crate) thousand: &'static [&'static str],
    /// An ordinal that is also a unit.
    pub(crate) second: &'static [&'static str],
    /// Between thousands and hundreds, where copy always has it: four digits without are a year.
    pub(crate) thousands: &'static str,
    /// The indefinite article.
    pub(crate) article: &'static [&'static str],
    /// A season that is also a verb, and behind what it is that.
    pub(crate) verbs: (&'static [&'static str], &'static [&'static str]),
    /// Between days of one month, of which the last says the month: and; empty where a number by itself is no day.
    pub(crate) listed: &'static [&'static str],
    /// Words for half between an article and a unit, and numbers that have a half more.
    pub(crate) halves: (&'static [&'static str], &'static [(&'static str, i32)]),
    /// Before a unit in each of which so much is, and how words end that say how often.
    pub(crate) rates: (&'static [&'static str], &'static [&'static str]),
    /// Between times of the clock of which only the last has the word for it.
    pub(crate) clock_lists: &'static [&'static str],
    /// Before a number of years: somebody's age.
    pub(crate) aged: &'static [&'static str],
    /// Before a unit that lasts as long as that: das ganze Jahr.
    pub(crate) whole: &'static [&'static str],
    /// Adjectives that end a length of time, without their endings: 14-tägig.
    pub(crate) long_by: &'static [(&'static str, Unit)],
    /// Months that are also people's names, where they have a capital.
    pub(crate) first_names: &'static [&'static str],
    /// In a unit that something has: in the course of.
    pub(crate) during: &'static [&'static str],
    /// Words that mean the day of the article, and in a text that names no day near it our times.
    pub(crate) nowadays: &'static [&'static str],
    /// Before the number of a day that no month stands behind: el día 12.
    pub(crate) numbered_days: &'static [&'static str],
    /// Behind a number and a word, what makes it a share: 27 por ciento.
    pub(crate) shares: &'static [&'static str],
    /// Adjectives stand behind their noun, and a noun has its article: por la tarde, la noche del lunes, el año
    /// pasado. What follows from it for times is read in languages that say so here.
    pub(crate) adjectives_behind: bool,
    /// Between a time and the word that moves it: la semana que viene.
    pub(crate) that: &'static [&'static str],
    /// The article of weekdays of which the plural is like the singular: los lunes.
    pub(crate) plural_days: &'static [&'static str],
    /// Before a weekday that lies ahead: para el domingo.
    pub(crate) due: &'static [&'static str],
    /// Words that mean a time by themselves.
    pub(crate) sayings: &'static [&'static [Saying]],
    /// What stands around years that take no other word, where a language has such years.
    pub(crate) bare_years: Option<BareYears>,
    /// The last part of words that a hyphen joins: midi, in après-midi.
    pub(crate) compounds: &'static [&'static str],
    /// Before *of* and an amount: that is somebody's age.
    pub(crate) of_age: &'static [&'static str],
    /// Words that mean now together, the last of which means nothing by itself: pour l'instant.
    pub(crate) now: &'static [&'static [&'static str]],
    /// Between a part of the day and the day that it is of.
    pub(crate) part_of: &'static [&'static str],
    /// Between a day and a part of it that stands apart: mardi, en début de soirée.
    pub(crate) part_apart: &'static [&'static str],
    /// Before the article of a part of a day that the story has named: dans la nuit.
    pub(crate) inside: &'static [&'static str],
    /// Before *of* and an hour: a time of the clock, as in *à partir de 20 heures*.
    pub(crate) clock_from: &'static [&'static str],
    /// What a word can have lost before a word of time, with its apostrophe: d'avril.
    pub(crate) elided: &'static [&'static str],
    /// Behind units that nobody counts: they are still to come.
    pub(crate) to_come: &'static [&'static [&'static str]],
    /// The article that makes of units behind a preposition so many that nobody counts: depuis des années.
    pub(crate) some: &'static [&'static str],
    /// A number of our times behind a noun is a year.
    pub(crate) free_years: bool,
    /// The thousands of a number have a space: 12 000.
    pub(crate) spaced_thousands: bool,
    /// This Monday is the one nearest by what the verbs say, not the coming one.
    pub(crate) near_this: bool,
}

/// What stands around a year that takes no other word.
#[derive(Clone, Copy)]
pub(crate) struct BareYears {
    /// Before a number: that of something else.
    pub(crate) numbered: &'static [&'static str],
    /// Behind a number: what it measures.
    pub(crate) measures: &'static [&'static str],
    /// How adjectives end.
    pub(crate) adjectives: &'static [&'static str],
}

impl Calendar {
    pub(crate) fn clock_lists(&self) -> &'static [&'static str] {
        self.phrases.clock_lists
    }
}

impl Phrases {
    /// None of them.
    pub(crate) const NONE: Phrases = Phrases {
        adjectives: &[],
        compared: &[],
        latest: &[],
        more: &[],
        long: &[],
        end: &[],
        from: &[],
        within: &[],
        which: &[],
        never_past: &[],
        ancient: &[],
        around: &[],
        thousand: &[],
        second: &[],
        article: &[],
        thousands: "",
        verbs: (&[], &[]),
        listed: &[],
        halves: (&[], &[]),
        rates: (&[], &[]),
        clock_lists: &[],
        aged: &[],
        whole: &[],
        long_by: &[],
        first_names: &[],
        during: &[],
        nowadays: &[],
        numbered_days: &[],
        shares: &[],
        adjectives_behind: false,
        that: &[],
        plural_days: &[],
        due: &[],
        sayings: &[],
        bare_years: None,
        compounds: &[],
        of_age: &[],
        now: &[],
        part_of: &[],
        part_apart: &[],
        inside: &[],
        clock_from: &[],
        elided: &[],
        to_come: &[],
        some: &[],
        free_years: false,
        spaced_thousands: false,
        near_this: false,
    };
}

/// The words of a holiday, and when it is.
pub(crate) type Holiday = (&'static [&'static str], dates::Rule);
