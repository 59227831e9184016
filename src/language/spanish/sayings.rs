//! Spanish words and phrases that mean a time by themselves.

use super::super::dates::Meaning::{Century, Decade, Reference, Relative, RelativeDay};
use super::super::dates::{PartOfDay, Saying, Shift, Unit};

pub(super) const SAYINGS: &[&[Saying]] = &[UNITS, NEAR, DECADES, CENTURIES];

/// So many units from the article's.
macro_rules! beside {
    ($unit:expr, $amount:literal, $words:expr) => {
        (
            $words,
            Relative {
                unit: $unit,
                amount: $amount,
                counted: false,
            },
        )
    };
}

/// A decade by its tens, with the word for years or what stands before it without.
macro_rules! decade {
    ($name:literal, $first:literal) => {
        (
            &[
                concat!("años ", $name),
                concat!("década de los ", $name),
                concat!("década del ", $name),
                concat!("principios de los ", $name),
                concat!("comienzos de los ", $name),
                concat!("mediados de los ", $name),
                concat!("finales de los ", $name),
                concat!("fines de los ", $name),
            ],
            Decade {
                first: $first,
                short: true,
            },
        )
    };
}

const UNITS: &[Saying] = &[
    beside!(Unit::Weekend, 0, &["fin de semana", "este fin de semana"]),
    beside!(
        Unit::Weekend,
        -1,
        &[
            "pasado fin de semana",
            "último fin de semana",
            "fin de semana pasado"
        ]
    ),
    beside!(
        Unit::Weekend,
        1,
        &[
            "próximo fin de semana",
            "fin de semana próximo",
            "fin de semana que viene"
        ]
    ),
    beside!(Unit::Week, 0, &["esta misma semana"]),
    beside!(
        Unit::Month,
        0,
        &["este mismo mes", "fin de mes", "finales de mes"]
    ),
    beside!(
        Unit::Year,
        0,
        &[
            "este mismo año",
            "fin de año",
            "final de año",
            "finales de año",
            "lo que va de año",
        ]
    ),
];

const NEAR: &[Saying] = &[
    (
        &["anoche"],
        RelativeDay {
            days: -1,
            part: Some(PartOfDay::NIGHT),
        },
    ),
    (
        &["en la actualidad", "en estos momentos"],
        Reference(Shift::This),
    ),
];

const DECADES: &[Saying] = &[
    decade!("veinte", 20),
    decade!("treinta", 30),
    decade!("cuarenta", 40),
    decade!("cincuenta", 50),
    decade!("sesenta", 60),
    decade!("setenta", 70),
    decade!("ochenta", 80),
    decade!("noventa", 90),
];

const CENTURIES: &[Saying] = &[
    (&["siglo xi"], Century(1000)),
    (&["siglo xii"], Century(1100)),
    (&["siglo xiii"], Century(1200)),
    (&["siglo xiv"], Century(1300)),
    (&["siglo xv"], Century(1400)),
    (&["siglo xvi"], Century(1500)),
    (&["siglo xvii"], Century(1600)),
    (&["siglo xviii"], Century(1700)),
    (&["siglo xix"], Century(1800)),
    (&["siglo xx"], Century(1900)),
    (&["siglo xxi"], Century(2000)),
];
