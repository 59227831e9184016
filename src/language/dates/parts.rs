//! Parts of the day that stand by themselves: am Nachmittag, nachts.

use super::super::class;
use super::find::{Finder, Found};
use super::unit::every;
use super::{Meaning, PartOfDay, Unit};

impl Finder<'_> {
    /// Am Nachmittag, in der Nacht; nachts.
    pub(super) fn part_of_story(&self, before: usize, at: usize, part: PartOfDay) -> Option<Found> {
        if !self.calendar.nouns {
            return None;
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
}
