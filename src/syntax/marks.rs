//! Quotation marks: which there are, and which close which in each language.

/// A quotation mark.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[repr(u8)]
#[non_exhaustive]
pub enum Mark {
    /// `"`
    Straight,
    /// `'`
    StraightSingle,
    /// `“` U+201C
    LeftDouble,
    /// `”` U+201D
    RightDouble,
    /// `‘` U+2018
    LeftSingle,
    /// `’` U+2019
    RightSingle,
    /// `„` U+201E
    LowDouble,
    /// `‚` U+201A
    LowSingle,
    /// `«` U+00AB
    LeftGuillemet,
    /// `»` U+00BB
    RightGuillemet,
    /// `‹` U+2039
    LeftSingleGuillemet,
    /// `›` U+203A
    RightSingleGuillemet,
    /// `「` U+300C
    LeftCorner,
    /// `」` U+300D
    RightCorner,
    /// `『` U+300E
    LeftWhiteCorner,
    /// `』` U+300F
    RightWhiteCorner,
}

const ALL: [(Mark, &str); 16] = [
    (Mark::Straight, "\""),
    (Mark::StraightSingle, "'"),
    (Mark::LeftDouble, "“"),
    (Mark::RightDouble, "”"),
    (Mark::LeftSingle, "‘"),
    (Mark::RightSingle, "’"),
    (Mark::LowDouble, "„"),
    (Mark::LowSingle, "‚"),
    (Mark::LeftGuillemet, "«"),
    (Mark::RightGuillemet, "»"),
    (Mark::LeftSingleGuillemet, "‹"),
    (Mark::RightSingleGuillemet, "›"),
    (Mark::LeftCorner, "「"),
    (Mark::RightCorner, "」"),
    (Mark::LeftWhiteCorner, "『"),
    (Mark::RightWhiteCorner, "』"),
];

impl Mark {
    pub(crate) fn from_index(index: u8) -> Mark {
        ALL[usize::from(index & 15)].0
    }

    /// The mark as a string.
    pub fn as_str(self) -> &'static str {
        ALL[self as usize].1
    }

    /// Its length in bytes of UTF-8.
    #[allow(clippy::len_without_is_empty)] // A mark is never empty.
    pub fn len(self) -> usize {
        self.as_str().len()
    }

    /// The mark that `c` is, if it is one.
    pub fn from_char(c: char) -> Option<Mark> {
        let mut buffer = [0; 4];
        Mark::at(c.encode_utf8(&mut buffer).as_bytes())
    }

    /// The mark at the start of `bytes`, which is UTF-8.
    #[inline]
    pub(crate) fn at(bytes: &[u8]) -> Option<Mark> {
        Some(match bytes {
            [b'"', ..] => Mark::Straight,
            [b'\'', ..] => Mark::StraightSingle,
            [0xE2, 0x80, last, ..] => match last {
                0x9C => Mark::LeftDouble,
                0x9D => Mark::RightDouble,
                0x98 => Mark::LeftSingle,
                0x99 => Mark::RightSingle,
                0x9E => Mark::LowDouble,
                0x9A => Mark::LowSingle,
                0xB9 => Mark::LeftSingleGuillemet,
                0xBA => Mark::RightSingleGuillemet,
                _ => return None,
            },
            [0xC2, 0xAB, ..] => Mark::LeftGuillemet,
            [0xC2, 0xBB, ..] => Mark::RightGuillemet,
            [0xE3, 0x80, last, ..] => match last {
                0x8C => Mark::LeftCorner,
                0x8D => Mark::RightCorner,
                0x8E => Mark::LeftWhiteCorner,
                0x8F => Mark::RightWhiteCorner,
                _ => return None,
            },
            _ => return None,
        })
    }

    pub(crate) const fn bit(self) -> u16 {
        1 << self as u16
    }

    /// `'`, `‘` and `’`: the marks that are also apostrophes.
    #[inline]
    pub(crate) fn is_single(self) -> bool {
        matches!(
            self,
            Mark::StraightSingle | Mark::LeftSingle | Mark::RightSingle
        )
    }

    /// Whether the mark opens by its shape, where the text around it does not decide.
    #[inline]
    pub(crate) fn opens_by_shape(self) -> bool {
        matches!(
            self,
            Mark::Straight
                | Mark::LeftDouble
                | Mark::LeftSingle
                | Mark::LowDouble
                | Mark::LowSingle
                | Mark::LeftGuillemet
                | Mark::LeftSingleGuillemet
                | Mark::LeftCorner
                | Mark::LeftWhiteCorner
        )
    }

    /// The mark of another set that writers put for the right one: `“…"`.
    pub(crate) fn stand_ins(self) -> u16 {
        use Mark::*;
        match self {
            LeftDouble | LowDouble => Straight.bit(),
            Straight => RightDouble.bit(),
            LeftSingle | LowSingle => StraightSingle.bit(),
            StraightSingle => RightSingle.bit(),
            _ => 0,
        }
    }
}

/// Which marks close which, for one group of languages.
#[derive(Debug)]
pub struct Marks {
    /// Language subtags (BCP 47) that use this table; empty for the default.
    pub languages: &'static [&'static str],
    /// For each mark, by its index, the set of marks that close it.
    closers: [u16; 16],
    /// For each mark the set of marks that it closes.
    openers: [u16; 16],
}

impl Marks {
    const fn new(languages: &'static [&'static str], pairs: &[(Mark, &[Mark])]) -> Marks {
        let mut closers = [0u16; 16];
        let mut openers = [0u16; 16];
        let mut i = 0;
        while i < pairs.len() {
            let (open, closing) = pairs[i];
            let mut j = 0;
            while j < closing.len() {
                closers[open as usize] |= closing[j].bit();
                openers[closing[j] as usize] |= open.bit();
                j += 1;
            }
            i += 1;
        }
        Marks {
            languages,
            closers,
            openers,
        }
    }

    /// The table for a language tag such as `en-GB`; the default for one that is not listed.
    pub fn for_language(tag: &str) -> &'static Marks {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        TABLES
            .iter()
            .find(|t| t.languages.iter().any(|l| l.eq_ignore_ascii_case(primary)))
            .unwrap_or(&DEFAULT)
    }

    /// Whether `mark` can open a quotation.
    #[inline]
    pub fn opens(&self, mark: Mark) -> bool {
        self.closers[mark as usize] != 0
    }

    /// Whether `close` ends a quotation that `open` began.
    #[inline]
    pub fn closes(&self, open: Mark, close: Mark) -> bool {
        self.closers[open as usize] & close.bit() != 0
    }

    /// Whether `mark` can close any quotation.
    #[inline]
    pub(crate) fn is_closer(&self, mark: Mark) -> bool {
        self.openers[mark as usize] != 0
    }

    /// The mark that a reader would put to close `open`.
    pub fn closing(&self, open: Mark) -> Mark {
        let set = self.closers[open as usize];
        // „ takes “ before ”, as its own languages do; every other mark has one closer.
        Mark::from_index(if set == 0 {
            open as u8
        } else {
            set.trailing_zeros() as u8
        })
    }
}

use Mark::*;

/// The straight marks close themselves in every language.
const STRAIGHT: (Mark, &[Mark]) = (Straight, &[Straight]);
const STRAIGHT_SINGLE: (Mark, &[Mark]) = (StraightSingle, &[StraightSingle]);
const DOUBLE: (Mark, &[Mark]) = (LeftDouble, &[RightDouble]);
const SINGLE: (Mark, &[Mark]) = (LeftSingle, &[RightSingle]);
const GUILLEMETS: (Mark, &[Mark]) = (LeftGuillemet, &[RightGuillemet]);
const SINGLE_GUILLEMETS: (Mark, &[Mark]) = (LeftSingleGuillemet, &[RightSingleGuillemet]);
const GUILLEMETS_INWARD: (Mark, &[Mark]) = (RightGuillemet, &[LeftGuillemet]);
const SINGLE_GUILLEMETS_INWARD: (Mark, &[Mark]) = (RightSingleGuillemet, &[LeftSingleGuillemet]);
const LOW: (Mark, &[Mark]) = (LowDouble, &[LeftDouble, RightDouble]);
const LOW_SINGLE: (Mark, &[Mark]) = (LowSingle, &[LeftSingle, RightSingle]);
/// Either mark closes it: the sides of an opener tell it from a closer.
const GUILLEMETS_EITHER: (Mark, &[Mark]) = (RightGuillemet, &[LeftGuillemet, RightGuillemet]);
const RIGHT_DOUBLE: (Mark, &[Mark]) = (RightDouble, &[RightDouble]);
const CORNERS: (Mark, &[Mark]) = (LeftCorner, &[RightCorner]);
const WHITE_CORNERS: (Mark, &[Mark]) = (LeftWhiteCorner, &[RightWhiteCorner]);

/// Every pair whose direction the text around it settles.
pub(crate) static DEFAULT: Marks = Marks::new(
    &[],
    &[
        STRAIGHT,
        STRAIGHT_SINGLE,
        DOUBLE,
        SINGLE,
        RIGHT_DOUBLE,
        GUILLEMETS,
        SINGLE_GUILLEMETS,
        GUILLEMETS_EITHER,
        SINGLE_GUILLEMETS_INWARD,
        LOW,
        LOW_SINGLE,
        CORNERS,
        WHITE_CORNERS,
    ],
);

static TABLES: [Marks; 6] = [
    // English, and the languages that took its marks.
    Marks::new(
        &["en", "ga", "cy", "hi", "th", "tr"],
        &[
            STRAIGHT,
            STRAIGHT_SINGLE,
            DOUBLE,
            SINGLE,
            GUILLEMETS,
            SINGLE_GUILLEMETS,
        ],
    ),
    // Guillemets outward, English marks inside them.
    Marks::new(
        &[
            "fr", "es", "it", "pt", "ca", "gl", "eu", "el", "ru", "uk", "be", "nb", "nn", "no",
        ],
        &[
            STRAIGHT,
            STRAIGHT_SINGLE,
            DOUBLE,
            SINGLE,
            GUILLEMETS,
            SINGLE_GUILLEMETS,
            LOW,
        ],
    ),
    // Low marks first; guillemets inward, or outward as the Swiss have them.
    Marks::new(
        &[
            "de", "da", "cs", "sk", "sl", "hr", "sr", "bs", "bg", "is", "et", "lv", "lt",
        ],
        &[
            STRAIGHT,
            STRAIGHT_SINGLE,
            DOUBLE,
            SINGLE,
            GUILLEMETS,
            SINGLE_GUILLEMETS,
            GUILLEMETS_INWARD,
            SINGLE_GUILLEMETS_INWARD,
            LOW,
            LOW_SINGLE,
        ],
    ),
    // Low marks closed by ” and ’.
    Marks::new(
        &["pl", "hu", "ro", "nl", "af"],
        &[
            STRAIGHT,
            STRAIGHT_SINGLE,
            DOUBLE,
            SINGLE,
            GUILLEMETS,
            SINGLE_GUILLEMETS,
            GUILLEMETS_INWARD,
            (LowDouble, &[RightDouble]),
            (LowSingle, &[RightSingle]),
        ],
    ),
    // The same mark on both sides.
    Marks::new(
        &["sv", "fi"],
        &[
            STRAIGHT,
            STRAIGHT_SINGLE,
            (RightDouble, &[RightDouble]),
            (RightSingle, &[RightSingle]),
            (RightGuillemet, &[RightGuillemet]),
            DOUBLE,
            SINGLE,
            GUILLEMETS,
        ],
    ),
    Marks::new(
        &["ja", "zh", "ko"],
        &[
            STRAIGHT,
            STRAIGHT_SINGLE,
            DOUBLE,
            SINGLE,
            CORNERS,
            WHITE_CORNERS,
        ],
    ),
];

/// Words that begin with an apostrophe where a letter is left out. They decide only in front of
/// a mark that could also open a quotation.
const CLIPPED: [&str; 14] = [
    "em", "til", "tis", "twas", "twere", "twill", "twould", "cos", "coz", "cuz", "bout", "n",
    "nuff", "neath",
];

/// Whether what follows a single mark at a word's start makes it an apostrophe: a year of two
/// digits (’90s), or a clipped word (’em). `rest` begins behind the mark.
pub(crate) fn is_clipped(mark: Mark, rest: &str) -> bool {
    const LONGEST: usize = 6;
    let end = rest
        .bytes()
        .take(LONGEST + 1)
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    let word = &rest[..end];
    if word.is_empty() || end > LONGEST || rest[end..].starts_with(char::is_alphanumeric) {
        return false;
    }
    match word.bytes().take_while(u8::is_ascii_digit).count() {
        2 => &word[2..] == "s" || mark == Mark::StraightSingle && word.len() == 2,
        0 => CLIPPED.iter().any(|c| word.eq_ignore_ascii_case(c)),
        _ => false,
    }
}
