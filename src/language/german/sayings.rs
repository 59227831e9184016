//! German words and phrases that mean a time by themselves.

use super::super::dates::Meaning::{self, Anaphoric, Decade, Duration, Reference, Relative};
use super::super::dates::{By, SOME, Saying, Shift, Unit};

pub(super) const SAYINGS: &[&[Saying]] = &[NEAR, LENGTHS, ONE, TWO, THREE, FOUR, FIVE, SIX, REST];

/// So many days, weeks, months, hours and minutes long, as the words for that end in each case.
macro_rules! long {
    ($name:literal, $amount:expr) => {
        &[
            long!($name, "tägig", Unit::Day, $amount),
            long!($name, "wöchig", Unit::Week, $amount),
            long!($name, "monatig", Unit::Month, $amount),
            long!($name, "stündig", Unit::Hour, $amount),
            long!($name, "minütig", Unit::Minute, $amount),
        ]
    };
    ($name:literal, $ending:literal, $unit:expr, $amount:expr) => {
        (
            &[
                concat!($name, $ending),
                concat!($name, $ending, "e"),
                concat!($name, $ending, "en"),
                concat!($name, $ending, "er"),
                concat!($name, $ending, "es"),
                concat!($name, $ending, "em"),
            ],
            Duration {
                unit: $unit,
                amount: $amount,
            },
        )
    };
}

/// So long that nobody counts: the unit as the words for that begin.
macro_rules! for_some {
    ($name:literal, $unit:expr) => {
        long!($name, "lang", $unit, SOME)
    };
}

/// A decade by its tens, alone, with its noun and in one word.
macro_rules! decade {
    ($name:literal, $first:literal) => {
        (
            &[
                concat!($name, " jahre"),
                concat!($name, " jahren"),
                concat!($name, "jahre"),
                concat!($name, "jahren"),
            ],
            Decade {
                first: $first,
                short: true,
            },
        )
    };
}

const ONE: &[Saying] = long!("ein", 1);
const TWO: &[Saying] = long!("zwei", 2);
const THREE: &[Saying] = long!("drei", 3);
const FOUR: &[Saying] = long!("vier", 4);
const FIVE: &[Saying] = long!("fünf", 5);
const SIX: &[Saying] = long!("sechs", 6);
const REST: &[Saying] = &[
    long!("sieben", "tägig", Unit::Day, 7),
    long!("acht", "tägig", Unit::Day, 8),
    long!("zehn", "tägig", Unit::Day, 10),
    long!("vierzehn", "tägig", Unit::Day, 14),
    long!("acht", "wöchig", Unit::Week, 8),
    long!("neun", "monatig", Unit::Month, 9),
    long!("acht", "stündig", Unit::Hour, 8),
    long!("zehn", "minütig", Unit::Minute, 10),
    long!("ganz", "tägig", Unit::Day, 1),
    long!("halb", "stündig", Unit::Minute, 30),
    long!("halb", "jährig", Unit::Month, 6),
    long!("mehr", "tägig", Unit::Day, SOME),
    long!("mehr", "wöchig", Unit::Week, SOME),
    long!("mehr", "monatig", Unit::Month, SOME),
    long!("mehr", "stündig", Unit::Hour, SOME),
    long!("mehr", "minütig", Unit::Minute, SOME),
    long!("mehr", "jährig", Unit::Year, SOME),
];

const LENGTHS: &[Saying] = &[
    for_some!("sekunden", Unit::Second),
    for_some!("minuten", Unit::Minute),
    for_some!("stunden", Unit::Hour),
    for_some!("tage", Unit::Day),
    for_some!("wochen", Unit::Week),
    for_some!("monate", Unit::Month),
    for_some!("jahre", Unit::Year),
    for_some!("jahrzehnte", Unit::Decade),
    for_some!("jahrhunderte", Unit::Century),
    decade!("zwanziger", 20),
    decade!("dreißiger", 30),
    decade!("vierziger", 40),
    decade!("fünfziger", 50),
    decade!("sechziger", 60),
    decade!("siebziger", 70),
    decade!("achtziger", 80),
    decade!("neunziger", 90),
];

const fn this(unit: Unit) -> Meaning {
    Relative {
        unit,
        amount: 0,
        counted: false,
    }
}

/// A part of what is reported on: not for sure of this year, as in January it is mostly over.
const fn around(unit: Unit) -> Meaning {
    Relative {
        unit,
        amount: 0,
        counted: true,
    }
}

const fn before(unit: Unit) -> Meaning {
    Anaphoric {
        unit,
        amount: -1,
        by: By::Article,
    }
}

const fn beside_day(amount: i32) -> Meaning {
    Anaphoric {
        unit: Unit::Day,
        amount,
        by: By::Order,
    }
}

const NEAR: &[Saying] = &[
    (
        &[
            "heuer",
            "heurige",
            "heurigen",
            "heuriger",
            "heuriges",
            "diesjährig",
            "diesjährige",
            "diesjährigen",
            "diesjähriger",
            "diesjähriges",
        ],
        this(Unit::Year),
    ),
    (
        &[
            "jahresende",
            "jahresanfang",
            "jahresbeginn",
            "jahresmitte",
            "ganzjährig",
        ],
        around(Unit::Year),
    ),
    (
        &["monatsende", "monatsanfang", "monatsbeginn"],
        around(Unit::Month),
    ),
    (
        &[
            "vorjahr",
            "vorjahres",
            "vorjahrs",
            "vorjährige",
            "vorjährigen",
            "letztjährige",
            "letztjährigen",
            "letztjähriger",
        ],
        before(Unit::Year),
    ),
    (&["vormonat", "vormonats"], before(Unit::Month)),
    (&["vorwoche"], before(Unit::Week)),
    (&["vorquartal", "vorquartals"], before(Unit::Quarter)),
    (
        &["folgejahr", "folgejahres"],
        Anaphoric {
            unit: Unit::Year,
            amount: 1,
            by: By::Order,
        },
    ),
    (
        &[
            "aktuell",
            "zur zeit",
            "zur stunde",
            "im moment",
            "im augenblick",
            "bis heute",
            "auch heute",
            "bis dato",
            "heutige",
            "heutigen",
            "heutiger",
            "heutiges",
            "heutigem",
            "derzeitige",
            "derzeitigen",
            "derzeitiger",
            "derzeitiges",
            "gegenwärtige",
            "gegenwärtigen",
            "jetzige",
            "jetzigen",
            "jetziger",
        ],
        Reference(Shift::This),
    ),
    (
        &[
            "damals",
            "seinerzeit",
            "unlängst",
            "vor kurzem",
            "vor langem",
            "vor langer zeit",
            "vor längerer zeit",
            "vor einiger zeit",
            "vor kurzer zeit",
            "letzter zeit",
            "jüngster zeit",
            "der letzten zeit",
            "der jüngsten zeit",
            "der vergangenen zeit",
            "früheren zeiten",
            "früherer zeit",
            "vergangenen zeiten",
            "alten zeiten",
        ],
        Reference(Shift::Last),
    ),
    (
        &[
            "zukünftig",
            "in kürze",
            "in bälde",
            "nächster zeit",
            "der nächsten zeit",
            "absehbarer zeit",
            "naher zukunft",
            "nächster zukunft",
        ],
        Reference(Shift::Next),
    ),
    (
        &["gestrigen tag", "gestrigen tages"],
        Meaning::RelativeDay {
            days: -1,
            part: None,
        },
    ),
    (&["tags darauf"], beside_day(1)),
    (&["tags zuvor"], beside_day(-1)),
    (
        &["heutigen tag", "heutigen tages"],
        Meaning::RelativeDay {
            days: 0,
            part: None,
        },
    ),
];
