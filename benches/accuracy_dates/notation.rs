//! Whether two values of TIMEX3 are the same time in other words: 199 and 199X, P0.5Y and P6M.

/// Months, and minutes: no number of days is always a month.
type Length = (f64, f64);

pub(crate) fn is_alike(own: &str, gold: &str) -> bool {
    let (own, gold) = (own.trim(), gold.trim());
    let long = |value: &str| value.trim_end_matches('X').to_owned();
    // A decade and a century are the year without its last digits.
    let is_long = |value: &str| {
        let digits = value.trim_end_matches('X');
        value.len() <= 4 && digits.len() >= 2 && digits.bytes().all(|b| b.is_ascii_digit())
    };
    own == gold
        || is_long(own) && is_long(gold) && long(own) == long(gold)
        || length(own).is_some_and(|own| length(gold) == Some(own))
}

fn length(value: &str) -> Option<Length> {
    let mut rest = value.strip_prefix('P')?;
    let (mut months, mut minutes, mut is_clock) = (0.0, 0.0, false);
    while !rest.is_empty() {
        if let Some(behind) = rest.strip_prefix('T') {
            (is_clock, rest) = (true, behind);
            continue;
        }
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let amount: f64 = rest[..digits].parse().ok()?;
        rest = &rest[digits..];
        let letters = rest
            .find(|c: char| !c.is_ascii_uppercase() || c == 'T')
            .unwrap_or(rest.len());
        match (&rest[..letters], is_clock) {
            ("CE", _) => months += amount * 1200.0,
            ("DE", _) => months += amount * 120.0,
            ("Y", _) => months += amount * 12.0,
            ("M", false) => months += amount,
            ("W", _) => minutes += amount * 7.0 * 24.0 * 60.0,
            ("D", _) => minutes += amount * 24.0 * 60.0,
            ("H", true) => minutes += amount * 60.0,
            ("M", true) => minutes += amount,
            ("S", true) => minutes += amount / 60.0,
            _ => return None,
        }
        rest = &rest[letters..];
    }
    Some((months, minutes))
}
