//! What the checks of dates share: the article's day, the words
//! that a tag is about, and how a day is written in copy.

use jiff::civil::{Date, Weekday};

use super::TextEdit;
use super::input::Input;
use crate::language::class;
use crate::language::dates::Expression;
use crate::model::{DateMention, DateValue, Extent};
use crate::syntax::Span;

/// The day from which the article's relative dates count; none if its header has no exact one.
pub(super) fn anchor(input: &Input<'_>) -> Option<Date> {
    input.article.header.date.as_ref().and_then(DateValue::day)
}

/// The tagged dates of which the words are one expression, and the only tag that this has.
pub(super) fn tagged<'i>(
    input: &'i Input<'_>,
) -> impl Iterator<Item = (&'i DateMention, &'i Expression)> {
    let dates = &input.article.dates;
    dates.iter().enumerate().filter_map(move |(i, mention)| {
        let found = expression_of(input, mention)?;
        let covers = |other: usize| {
            let place = dates.get(other).map(|d| d.place.bytes);
            place.is_some_and(|p| p.start < found.end && found.start < p.end)
        };
        let alone = !covers(i + 1) && !i.checked_sub(1).is_some_and(covers);
        alone.then_some((mention, found))
    })
}

/// The expression that a tag is about, if its words have one only and nothing that could change
/// what it means.
fn expression_of<'i>(input: &'i Input<'_>, mention: &DateMention) -> Option<&'i Expression> {
    let Extent { start, end } = mention.place.bytes;
    let all = input.dates();
    let at = all.partition_point(|e| e.end <= start);
    let found = all.get(at).filter(|e| e.start < end)?;
    if all.get(at + 1).is_some_and(|next| next.start < end) {
        return None;
    }
    let fillers = input.lexicon()?.language.calendar.fillers;
    let fits = |word: &crate::language::Word| {
        let text = word.text(input.plain());
        found.start <= word.start && word.end <= found.end
            || fillers.iter().any(|f| f.eq_ignore_ascii_case(text))
    };
    let words = input.words().within(start, end);
    words.iter().all(fits).then_some(found)
}

/// The expressions of which no word is in a tagged date.
pub(super) fn untagged<'i>(input: &'i Input<'_>) -> impl Iterator<Item = &'i Expression> {
    let mut tags = input.article.dates.iter().peekable();
    let mut tagged_to = 0;
    input.dates().iter().filter(move |expression| {
        while let Some(tag) = tags.next_if(|t| t.place.bytes.start < expression.end) {
            tagged_to = tagged_to.max(tag.place.bytes.end);
        }
        tagged_to <= expression.start
    })
}

/// Where the value of a tagged date stands in the source; none if it is not an item of its own.
pub(super) fn value_span(input: &Input<'_>, mention: &DateMention) -> Option<Span> {
    let value = mention.value.value.as_str();
    let behind = mention.place.source.end;
    let end = (behind + LONGEST_TAG).min(input.text.len());
    let tags = input
        .text
        .get(behind..input.text.floor_char_boundary(end))?;
    let ends = |c: Option<char>| c.is_some_and(|c| matches!(c, '{' | '}') || c.is_whitespace());
    let is_item = |at: &usize| {
        ends(tags[..*at].chars().next_back()) && ends(tags[*at + value.len()..].chars().next())
    };
    let mut places = tags.match_indices(value).map(|(at, _)| at);
    let start = behind + places.find(is_item)?;
    Some(start..start + value.len())
}

/// In so many bytes behind the words their tags are looked through.
const LONGEST_TAG: usize = 256;

/// The value with another day and all that it says of the hour and of doubt.
pub(super) fn with_day(value: &str, day: Date) -> String {
    let is_day = value.get(..10).is_some_and(|d| d.parse::<Date>().is_ok());
    let rest = if is_day {
        value.get(10..)
    } else {
        value.find(['T', '?']).and_then(|at| value.get(at..))
    };
    format!("{day}{}", rest.unwrap_or_default())
}

/// The name of a weekday in the article's language.
pub(super) fn weekday_name(input: &Input<'_>, day: Weekday) -> Option<String> {
    let value = u8::try_from(day.to_monday_zero_offset()).ok()?;
    input.lexicon()?.language.name(class::WEEKDAY, value)
}

/// A day without its year, in the order of the article's English: March 12 or 12 March.
pub(super) fn day_and_month(input: &Input<'_>, date: Date) -> Option<String> {
    let month = u8::try_from(date.month()).ok()?;
    let month = input.lexicon()?.language.name(class::MONTH, month)?;
    let lang = input.article.header.lang.as_deref().unwrap_or_default();
    Some(if lang.to_ascii_lowercase().ends_with("-us") {
        format!("{month} {}", date.day())
    } else {
        format!("{} {month}", date.day())
    })
}

/// The source of bytes of the plain text, if there is no markup between them.
pub(super) fn bare_source(input: &Input<'_>, plain: Span) -> Option<Span> {
    let source = input.source(plain.clone());
    (input.text.get(source.clone()) == input.plain().get(plain)).then_some(source)
}

/// Puts `new` where the plain text has `plain`, in capitals if all of that is.
pub(super) fn rewrite(input: &Input<'_>, plain: Span, new: &str) -> Option<TextEdit> {
    let old = input.plain().get(plain.clone())?;
    let source = bare_source(input, plain)?;
    let capitals = !old.chars().any(char::is_lowercase);
    let new = if capitals {
        new.to_uppercase()
    } else {
        new.to_owned()
    };
    Some(TextEdit::new(source, new))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::checks::{CHECKS, Config, Group, Level, Safety, fix};
    use crate::model::DateValue;
    use crate::registry::Registry;
    use crate::syntax::parse;

    #[test]
    fn values_cover_their_days() {
        for (value, covered) in [
            ("2031-04-02", "2031-04-02 2031-04-02"),
            ("2031-04-02T09:30", "2031-04-02 2031-04-02"),
            ("2031-04-02T09:30:00", "2031-04-02 2031-04-02"),
            ("2031-04-02TNI?", "2031-04-02 2031-04-02"),
            ("2031-04", "2031-04-01 2031-04-30"),
            ("2031-W14", "2031-03-31 2031-04-06"),
            ("2031-W14-3", "2031-04-02 2031-04-02"),
            ("2031-W14-WE", "2031-04-05 2031-04-06"),
            ("2031-Q2", "2031-04-01 2031-06-30"),
            ("2031-H2", "2031-07-01 2031-12-31"),
            ("203X", "2030-01-01 2039-12-31"),
            ("2031-W14-X", ""),
            ("2031-QX", ""),
            ("P3Y", ""),
            ("every P1W", ""),
            ("PAST_REF", ""),
        ] {
            let parsed = DateValue::parse(value).unwrap_or_else(|e| unreachable!("{value} {e}"));
            let days = parsed.days().map(|(a, b)| format!("{a} {b}"));
            assert_eq!(days.unwrap_or_default(), covered, "{value}");
        }
    }

    proptest! {
        /// Whatever words and tags of dates come together: the fixes come to an end and break nothing.
        #[test]
        fn fixes_of_dates_come_to_an_end(
            pieces in proptest::collection::vec(proptest::sample::select(PIECES), 1..20),
            header in proptest::sample::select(HEADERS),
            days in proptest::sample::select(&[None, Some(crate::checks::DayStyle::Weekday), Some(crate::checks::DayStyle::Date)][..]),
        ) {
            let text = format!("{header}{}", pieces.join(" ").replace(" +", ""));
            let mut config = Config::default();
            config.style.days = days;
            for check in CHECKS {
                let level = Some(Level::Warning).filter(|_| check.group == Group::Dates);
                config.set_level(check.code, level);
            }
            let fixed = fix(&text, &config, &Registry::default(), Safety::Unsafe);
            let again = fix(&fixed.text, &config, &Registry::default(), Safety::Unsafe);
            prop_assert_eq!(&again.text, &fixed.text);
            let errors = |text: &str| parse(text).errors(text).len();
            prop_assert!(errors(&fixed.text) <= errors(&text), "{}", fixed.text);
            let open = again.findings.iter().find(|f| f.fix.is_some());
            prop_assert!(open.is_none(), "{:?} in {}", open, fixed.text);
        }
    }

    const HEADERS: &[&str] = &[
        "",
        "---\ndate: 2031-04-03\nplace: Port Vane\n---\n\n",
        "---\ndate: 2031-04-03\nlang: en-US\n---\n\n",
        "---\nlang: fr\n---\n\n",
    ];

    const PIECES: &[&str] = &[
        "on",
        "[",
        "+]{2031-04-02}",
        "+{2031-04-02}",
        "+{2031-04-01TNI}",
        "+{2031-W14-2?}",
        "+{P3Y}",
        "+]{every P1W}",
        "Tuesday",
        "last Wednesday",
        "Wednesday night",
        "Friday, April 3",
        "TUESDAY 9 April 2031",
        "March 12",
        "12 March last year",
        "May",
        "the 1990s",
        "’94",
        "yesterday",
        "tomorrow morning",
        "tonight",
        "today",
        "last week",
        "three years",
        "two weeks ago",
        "the third quarter",
        "summer 2030",
        "WEXMOUTH, May 10 –",
        "Vell said",
        "voted",
        "will vote",
        "“No,”",
        "+’s",
        "+.",
        "\n\n",
        "\n",
        "\\",
        "{",
        "]",
        "every Friday",
        "since",
    ];
}
