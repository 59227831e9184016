//! Findings that depend on what stands elsewhere in the article.
//!
//! In come findings with what must be so for them to hold; out goes which of them do.

use hashbrown::{HashMap, HashSet};
use jiff::civil::{Date, Weekday};

use super::Finding;
use super::misspelled_name::{Evidence, Slipped};
use super::whole::{Key, Whole};

/// A finding as its check gives it.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) finding: Finding,
    /// The place of its check among all checks.
    pub(super) order: usize,
    /// What must be so elsewhere; nothing for most.
    pub(super) when: Option<Box<When>>,
}

impl Found {
    /// What findings are sorted by: those at one place stand in the order of their checks.
    pub(super) fn key(&self) -> (usize, usize, usize) {
        (self.finding.span.start, self.finding.span.end, self.order)
    }
}

/// What must be so in the article for a finding to hold.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum When {
    /// Nothing says why sources are not named, and it is the first to use these words.
    Unexplained(String),
    /// The article has markup, and it is the first such date.
    FirstRelativeDate,
    /// A date of the article is tagged.
    DatesAreTagged,
    /// No date of the article gives a year in which this day is this weekday.
    NoYearFits {
        month: i8,
        day: i8,
        weekday: Weekday,
    },
    /// The words are somebody's proper name.
    Stranger {
        /// In small letters this word would make them other words.
        common: Option<Key>,
        /// A word that alone is a name only if a first name stands before it somewhere.
        alone: Option<Key>,
    },
    /// A word is surely meant for a name.
    Misspelled(Slipped),
}

/// Leaves of an article's findings those that hold.
pub(super) fn retain(found: &mut Vec<Found>, whole: &dyn Whole) {
    let mut open: Vec<usize> = (0..found.len())
        .filter(|i| found[*i].when.is_some())
        .collect();
    if open.is_empty() {
        return;
    }
    open.sort_by_key(|i| found[*i].key());
    let open_ends = open
        .iter()
        .map(|i| (found[*i].finding.span.start, &found[*i]));
    let holds = settle(&open_ends.collect::<Vec<_>>(), whole);
    let mut gone = vec![false; found.len()];
    for (i, holds) in open.iter().zip(holds) {
        gone[*i] = !holds;
    }
    let mut gone = gone.into_iter();
    found.retain(|_| gone.next() != Some(true));
}

/// Names are looked for all over the article for so many findings.
const MOST_SEARCHES: usize = 32;

/// Which of the findings hold. All that have a condition must be there, in the order of the text, each with
/// where it begins.
pub(super) fn settle(open: &[(usize, &Found)], whole: &dyn Whole) -> Vec<bool> {
    let mut words: HashSet<&str> = HashSet::new();
    let mut relative = false;
    let mut searches = MOST_SEARCHES;
    let slips = Slips::new(open, whole);
    let mut all = Vec::with_capacity(open.len());
    for (i, (_, found)) in open.iter().enumerate() {
        all.push(match found.when.as_deref() {
            None => true,
            Some(When::Unexplained(said)) => words.insert(said) && !whole.gives_reason(),
            Some(When::FirstRelativeDate) => {
                !std::mem::replace(&mut relative, true) && whole.has_markup()
            }
            Some(When::DatesAreTagged) => whole.has_dates(),
            Some(When::NoYearFits {
                month,
                day,
                weekday,
            }) => !whole.has_year(&|year| {
                Date::new(year, *month, *day).is_ok_and(|d| d.weekday() == *weekday)
            }),
            Some(When::Stranger { common, alone }) => {
                !common.is_some_and(|word| whole.has_small(word))
                    && alone.is_none_or(|word| {
                        searches = searches.saturating_sub(1);
                        searches > 0 && whole.has_first_name(word)
                    })
            }
            Some(When::Misspelled(_)) => slips.is_wrong(i, whole),
        });
    }
    all
}

/// What the article does with one spelling.
#[derive(Clone, Copy, Default)]
struct Spelling {
    /// Somewhere it is surely the actor's.
    proved: bool,
    /// Somewhere it is another name.
    other: bool,
}

/// The words that are nearly names: of each the evidence, and what all of one spelling show.
struct Slips<'f> {
    evidence: HashMap<usize, (Evidence, &'f Slipped)>,
    spellings: HashMap<Key, Spelling>,
}

impl<'f> Slips<'f> {
    fn new(open: &[(usize, &'f Found)], whole: &dyn Whole) -> Slips<'f> {
        let mut slips = Slips {
            evidence: HashMap::new(),
            spellings: HashMap::new(),
        };
        let slipped = open.iter().enumerate().filter_map(|(i, (at, f))| {
            let Some(When::Misspelled(slipped)) = f.when.as_deref() else {
                return None;
            };
            Some((i, *at, slipped))
        });
        let slipped: Vec<_> = slipped.collect();
        // A word can be nearly several names: the best evidence counts.
        for one_word in slipped.chunk_by(|a, b| a.1 == b.1) {
            let weighed = one_word
                .iter()
                .map(|(i, _, slip)| (slip.evidence(whole), *i, *slip));
            let Some((mut evidence, i, slip)) = weighed.max_by_key(|(e, ..)| *e) else {
                continue;
            };
            if matches!(evidence, Evidence::Alone | Evidence::Titled) && slip.several {
                evidence = Evidence::None;
            }
            let spelling = slips.spellings.entry(slip.word).or_default();
            spelling.proved |= evidence >= Evidence::Beside;
            spelling.other |= evidence == Evidence::Other;
            slips.evidence.insert(i, (evidence, slip));
        }
        slips
    }

    fn is_wrong(&self, index: usize, whole: &dyn Whole) -> bool {
        let Some((evidence, slip)) = self.evidence.get(&index) else {
            return false;
        };
        let spelling = self.spellings.get(&slip.word).copied().unwrap_or_default();
        let (count, right) = (whole.nearly(slip.word), whole.named(slip.name));
        let rarer = count < right;
        match evidence {
            Evidence::Tagged => true,
            // Brothers have the same surname, and first names may be alike.
            Evidence::Beside => slip.accent || rarer || right == 0 || slip.family,
            Evidence::Titled if count == right => !spelling.other,
            Evidence::Alone | Evidence::Titled => {
                !spelling.other && (slip.accent || rarer || spelling.proved)
            }
            _ => false,
        }
    }
}
