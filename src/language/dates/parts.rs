//! Parts of the day that stand by themselves: am Nachmittag, nachts.

use super::super::class;
use super::find::{Finder, Found};
use super::unit::every;
use super::{Meaning, PartOfDay, Unit};

impl Finder<'_> {
    /// Am Nachmittag, in der Nacht; nachts.
    pub(super) fn part_of_story(&self, before: usize, at: usize, part: PartOfDay) -> Option<Found> {
        if !self.calendar.nouns {
            return self.part_with_article(before, at, part);
        }
        if self.is(at, class::PLURAL) {
            // "3 Uhr nachts"; "des Abends" is that of the day.
            let clock = self.is_any(before, self.calendar.hours) || self.is(before, class::DIGITS);
            return (!clock && !self.is_capital(at)).then(|| (at, at, every(Unit::Day, 1)));
        }
        let joined = self.is_any(before, self.calendar.part_joints);
        let night = self.is_any(before, self.calendar.the)
            && self
                .left(before)
                .is_some_and(|i| self.is_any(i, self.calendar.into));
        // "in der Nacht zum Sonntag", "am Abend des 3. Mai"
        let owned = self.next(at, &[]).is_some_and(|n| {
            self.is_any(n, self.calendar.of) || self.is_any(n, self.calendar.towards)
        });
        let fits = (joined || night && part.is_night()) && !owned && self.is_capital(at);
        fits.then_some((at, at, Meaning::StoryPart { part, days: 0 }))
    }

    /// Por la tarde, where every noun has its article: that of the story.
    fn part_with_article(&self, the: usize, at: usize, part: PartOfDay) -> Option<Found> {
        let joint = self
            .left(the)
            .filter(|_| self.calendar.phrases.adjectives_behind)?;
        let joined = self.is_any(the, self.calendar.the)
            && !self.is_any(joint, self.calendar.the)
            && self.is_any(joint, self.calendar.part_joints)
            && !self.is_of_clock(joint);
        joined.then_some((the, at, Meaning::StoryPart { part, days: 0 }))
    }

    /// La mañana, where the word means tomorrow too.
    pub(super) fn morning(&self, the: usize, at: usize) -> Option<Found> {
        self.part_with_article(the, at, self.part(at)?)
    }

    /// Whether what a joint stands behind is an hour: las 9 de la mañana.
    pub(super) fn is_of_clock(&self, joint: usize) -> bool {
        self.before(joint).is_some_and(|h| {
            self.is(h, class::DIGITS | class::NUMBER) || self.is_any(h, self.calendar.hours)
        })
    }

    /// La noche del lunes, la madrugada de hoy.
    pub(super) fn part_of_next(&self, at: usize) -> Option<Found> {
        let word = self.word(at)?;
        let morning = self.is_any(at, self.calendar.morning);
        if !self.calendar.phrases.adjectives_behind
            || !(morning || word.is(class::PART_OF_DAY) && !word.is(class::RELATIVE_DAY))
        {
            return None;
        }
        let the = self.before(at).and_then(|the| self.before(the));
        if the.is_some_and(|j| self.is_of_clock(j)) {
            return None;
        }
        let of = self
            .next(at, &[])
            .filter(|o| self.is_any(*o, self.calendar.of))?;
        let day = self.next(of, &[])?;
        let the = self.is_any(day, self.calendar.the) || self.time_word(day) != 0;
        let day = if the { self.next(day, &[])? } else { day };
        let part = self.part(at);
        let finder = Finder { taken: of, ..*self };
        let (_, to, meaning) = match self.word(day)? {
            w if w.is(class::WEEKDAY) => finder.weekday(day)?,
            w if w.is(class::RELATIVE_DAY) => finder.relative_day(day)?,
            _ => return None,
        };
        let meaning = match meaning {
            Meaning::Weekday { day, shift, .. } => Meaning::Weekday { day, shift, part },
            Meaning::RelativeDay { days, .. } => Meaning::RelativeDay { days, part },
            _ => return None,
        };
        Some((at, to, meaning))
    }
}
