//! What words mean in an article of Wednesday, 14 May 2031.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::super::{Sentences, Words, of};
use super::*;

const ANCHOR: Date = date(2031, 5, 14);

fn found(text: &str, known: bool) -> Vec<Expression> {
    let lexicon = of(None).unwrap_or_else(|| unreachable!("English has tables"));
    let whole = 0..text.len();
    let known = if known { vec![whole] } else { Vec::new() };
    expressions(text, &Words::new(text, lexicon), lexicon, &known)
}

/// Each expression with its value: `last week = 2031-W19; noon`.
fn shown(text: &str, known: bool) -> String {
    let lexicon = of(None).unwrap_or_else(|| unreachable!("English has tables"));
    let words = Words::new(text, lexicon);
    let all = found(text, known).into_iter().map(|e| {
        let hint = e.hint(&words, (0, text.len()));
        let value = e.meaning.resolve(ANCHOR, hint);
        let value = value.unwrap_or_else(|| "-".into());
        format!("{} = {value}", &text[e.start..e.end])
    });
    all.collect::<Vec<_>>().join("; ")
}

fn assert_table(table: &[(&str, &str)], known: bool) {
    let wrong: Vec<String> = table
        .iter()
        .filter(|(text, expected)| shown(text, known) != *expected)
        .map(|(text, expected)| {
            format!(
                "{text}\n  expected {expected}\n  got      {}",
                shown(text, known)
            )
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn days_mean_what_they_mean_on_the_day_of_the_article() {
    assert_table(
        &[
            ("She left on Wednesday.", "Wednesday = 2031-05-14"),
            ("She left Thursday, Vell said.", "Thursday = 2031-05-08"),
            ("She will leave on Thursday.", "Thursday = 2031-05-15"),
            (
                "He said on Monday that it would close on Friday.",
                "Monday = 2031-05-12; Friday = 2031-05-16",
            ),
            ("Last Wednesday it rained.", "Last Wednesday = 2031-05-07"),
            ("It meets next Wednesday.", "next Wednesday = 2031-05-21"),
            ("It opens this Saturday.", "this Saturday = 2031-05-17"),
            (
                "It broke on Tuesday night.",
                "Tuesday night = 2031-05-13TNI",
            ),
            ("Monday’s break", "Monday’s = 2031-05-12"),
            (
                "every Friday and on Sundays, on Monday nights",
                "every Friday = every XXXX-WXX-5; Sundays = every XXXX-WXX-7; Monday nights = every XXXX-WXX-1TNI",
            ),
            (
                "a Monday, the Tuesday before, Monday to Friday, a week on Sunday",
                "Monday = -; Tuesday = -; Monday = -; Friday = -; a week = P1W; Sunday = -",
            ),
            (
                "on Wednesday, March 12, she",
                "Wednesday, March 12 = 2031-03-12",
            ),
            (
                "on Friday 13 December they",
                "Friday 13 December = 2030-12-13",
            ),
            ("Wed., Sept. 3, 2031", "Wed., Sept. 3, 2031 = 2031-09-03"),
            (
                "On March 12 and 12 April",
                "March 12 = 2031-03-12; 12 April = 2031-04-12",
            ),
            ("the 12th of March 2029", "12th of March 2029 = 2029-03-12"),
            ("on March 12 last year", "March 12 last year = 2030-03-12"),
            ("It will close on December 20.", "December 20 = 2031-12-20"),
            ("It closed on December 20.", "December 20 = 2030-12-20"),
            (
                "on 2031-04-02, 24/03/2031 and 3/24/2031",
                "2031-04-02 = 2031-04-02; 24/03/2031 = 2031-03-24; 3/24/2031 = 2031-03-24",
            ),
            (
                "today, yesterday, tomorrow night, the day after tomorrow",
                "today = 2031-05-14; yesterday = 2031-05-13; tomorrow night = 2031-05-15TNI; the day after tomorrow = 2031-05-16",
            ),
            (
                "tonight, this morning and last night",
                "tonight = 2031-05-14TNI; this morning = 2031-05-14TMO; last night = 2031-05-13TNI",
            ),
        ],
        false,
    );
}

#[test]
fn longer_times_mean_what_they_mean_in_the_year_of_the_article() {
    assert_table(
        &[
            (
                "in March and since June 2029",
                "March = 2031-03; June 2029 = 2029-06",
            ),
            (
                "early May, last May, next March",
                "May = 2031-05; last May = 2030-05; next March = 2032-03",
            ),
            (
                "by the end of May, mid-June",
                "May = 2031-05; June = 2031-06",
            ),
            ("in March last year", "March last year = 2030-03"),
            ("It closed in December.", "December = 2030-12"),
            (
                "since 1958, in ’94, from 1998 to 2004.",
                "1958 = 1958; ’94 = 1994; 1998 = 1998; 2004 = 2004",
            ),
            (
                "the 1990s, the early ’60s, the '30s",
                "1990s = 199X; ’60s = 196X; '30s = 193X",
            ),
            (
                "last week, this month, next year, last quarter",
                "last week = 2031-W19; this month = 2031-05; next year = 2032; last quarter = 2031-Q1",
            ),
            (
                "earlier this month and late last year",
                "earlier this month = 2031-05; late last year = 2030",
            ),
            (
                "three weeks ago, two years ago, a decade ago",
                "three weeks ago = 2031-W17; two years ago = 2029; a decade ago = 202X",
            ),
            (
                "the third quarter of 2031, Q2 2030, second half of last year",
                "third quarter of 2031 = 2031-Q3; Q2 2030 = 2030-Q2; second half of last year = 2030-H2",
            ),
            (
                "spring 2032, the winter of ’96, last summer, next fall",
                "spring 2032 = 2032-21; winter of ’96 = 1996-24; last summer = 2030-22; next fall = 2031-23",
            ),
            (
                "three years, 41 minutes, a decade, every two weeks, a three-year deal",
                "three years = P3Y; 41 minutes = PT41M; a decade = P10Y; every two weeks = every P2W; three-year = P3Y",
            ),
            (
                "two days later, a year earlier, the next day, the previous week",
                "two days later = -; a year earlier = -; next day = -; previous week = -",
            ),
        ],
        false,
    );
}

#[test]
fn words_that_mean_no_time_stay_text() {
    let table: Vec<(&str, &str)> = [
        "They may march in the sun.",
        "Theresa May 12 times over; April Vell sat; August Orr, June Marrow in March Street",
        "He sat second, the sun was up, Sun Marrow Sat.",
        "2031 people, of 1984 people, $2031 in 2,031 of 3.1990",
        "Black Friday, the Sunday Mercury, Wednesday Vell",
        "USA Today said; the day after the vote",
        "on monday, in december, the break-in may last",
        "pages 12–14, 12.5 March, 10:30, from 512 to 1024",
        "1 2 3 4 in 12 ways, 04/05/2031, 1-2031-04-02",
        "in the 90s, 30s",
        "this house, last man, next door, the spring of a clock, a fall",
        "three-year-old, quarter past, half of it",
    ]
    .map(|text| (text, ""))
    .to_vec();
    assert_table(&table, false);
}

#[test]
fn what_is_known_to_be_a_time_needs_no_other_word() {
    assert_table(
        &[
            ("May", "May = 2031-05"),
            ("2029", "2029 = 2029"),
            ("the 1926 building", "1926 = 1926"),
            ("the third quarter", "third quarter = 2031-Q3"),
        ],
        true,
    );
}

proptest! {
    /// The weekdays go by a calendar of their own: looked for one day after the other.
    #[test]
    fn weekdays_are_those_that_a_search_finds(year in 1900i16..2200, month in 1i8..=12, day in 1i8..=28, wanted in 0i8..7) {
        let anchor = date(year, month, day);
        let wanted = Weekday::from_monday_zero_offset(wanted).unwrap_or_else(|_| unreachable!());
        let walk = |mut at: Date, forward: bool| {
            while at.weekday() != wanted {
                let next = if forward { at.tomorrow() } else { at.yesterday() };
                at = next.unwrap_or_else(|_| unreachable!());
            }
            Some(at.to_string())
        };
        let (before, behind) = (anchor.yesterday(), anchor.tomorrow());
        let (Ok(before), Ok(behind)) = (before, behind) else { unreachable!() };
        let means = |shift, hint| Meaning::Weekday { day: wanted, shift, part: None }.resolve(anchor, hint);
        prop_assert_eq!(means(Shift::Bare, Hint::Unknown), walk(anchor, false));
        prop_assert_eq!(means(Shift::Bare, Hint::Past), walk(anchor, false));
        prop_assert_eq!(means(Shift::Bare, Hint::Future), walk(anchor, true));
        prop_assert_eq!(means(Shift::This, Hint::Unknown), walk(anchor, true));
        prop_assert_eq!(means(Shift::Last, Hint::Unknown), walk(before, false));
        prop_assert_eq!(means(Shift::Next, Hint::Unknown), walk(behind, true));
    }

    #[test]
    fn expressions_are_in_order_apart_and_have_valid_values(
        pieces in proptest::collection::vec(prop_oneof![
            2 => "[A-Za-z]{1,6}",
            2 => "[0-9]{1,5}(st|s|th)?",
            8 => proptest::sample::select(PIECES).prop_map(String::from),
            2 => proptest::sample::select(SIGNS).prop_map(String::from),
        ], 0..30),
        known in any::<bool>(),
        year in -9999i16..9999,
    ) {
        let text = pieces.join(" ").replace(" +", "");
        let all = found(&text, known);
        prop_assert!(all.is_sorted_by(|a, b| a.end <= b.start));
        let anchor = date(year, 2, 28);
        for expression in all {
            prop_assert!(!text[expression.start..expression.end].trim().is_empty());
            for hint in [Hint::Past, Hint::Future, Hint::Unknown] {
                if let Some(value) = expression.meaning.resolve(anchor, hint).filter(|_| year > 1000) {
                    prop_assert!(crate::model::DateValue::parse(&value).is_ok(), "{} in {text}", value);
                }
            }
            expression.meaning.contradicts(anchor, anchor, Some(anchor));
        }
    }

    #[test]
    fn no_text_is_too_strange(text in any::<String>(), known in any::<bool>()) {
        found(&text, known);
    }

    /// What an expression means is nothing that it contradicts.
    #[test]
    fn no_expression_contradicts_its_own_value(text in proptest::sample::select(TELLING), year in 1900i16..2200, day in 1i16..366) {
        let anchor = date(year, 1, 1).checked_add(jiff::Span::new().days(day - 1));
        let anchor = anchor.unwrap_or_else(|_| unreachable!());
        for expression in found(text, true) {
            let value = expression.meaning.resolve(anchor, Hint::Past);
            let value = value.and_then(|v| crate::model::DateValue::parse(&v).ok());
            let days = value.and_then(|v| v.earliest?.parse().ok().zip(v.latest?.parse().ok()));
            if let Some((first, last)) = days {
                prop_assert!(!expression.meaning.contradicts(first, last, Some(anchor)), "{text} {first} {last} {anchor}");
            }
        }
    }
}

const PIECES: &[&str] = &[
    "Wednesday",
    "Sat",
    "Mondays",
    "March",
    "May",
    "Sept.",
    "last",
    "next",
    "this",
    "every",
    "today",
    "tonight",
    "week",
    "years",
    "quarter",
    "half",
    "third",
    "ago",
    "later",
    "the",
    "of",
    "in",
    "on",
    "12",
    "12th",
    "2031",
    "’96",
    "’90s",
    "1990s",
    "two",
    "9999",
    "99",
    "spring",
    "Q3",
    "night",
    "morning",
];
const SIGNS: &[&str] = &[
    "+,", "+.", "+-", "+–+", "+/+", "+-+", "\n", "\n\n", "“", "+”", "+é", "+’s",
];
const TELLING: &[&str] = &[
    "today",
    "last week",
    "next month",
    "this year",
    "three weeks ago",
    "two years ago",
    "March 12",
    "February 29",
    "12 March last year",
    "last May",
    "in March",
    "the 1990s",
    "the ’90s",
    "2029",
    "’94",
    "10 days ago",
    "four months ago",
];

/// The desks that tagged the articles read the same out of the words as the resolver does, but for
/// what only the story tells.
#[test]
fn what_the_words_of_the_articles_mean_is_what_their_tags_say() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let (mut same, mut other) = (0, Vec::new());
    for path in files
        .map(|f| f.path())
        .filter(|p| p.extension().is_some_and(|e| e == "nmk"))
    {
        let article = crate::model::parse(&std::fs::read_to_string(path).unwrap_or_default());
        let date = article
            .header
            .date
            .as_ref()
            .and_then(|d| d.earliest.as_ref()?.parse().ok());
        let (Some(anchor), Some(lexicon)) = (date, of(article.header.lang.as_deref())) else {
            continue;
        };
        let text = article.text();
        let words = Words::new(text, lexicon);
        let places = article.dates.iter().map(|d| d.place.bytes);
        let known: Vec<_> = places.map(|p| p.start..p.end).collect();
        let all = expressions(text, &words, lexicon, &known);
        for date in &article.dates {
            let place = date.place.bytes;
            let Some(found) = all
                .iter()
                .find(|e| place.start <= e.start && e.end <= place.end)
            else {
                continue;
            };
            let paragraph = text[..place.start].rfind("\n\n").unwrap_or_default();
            let sentence = Sentences::new(text, paragraph, text.len(), Some(lexicon));
            let sentence = sentence
                .get(sentence.index(place.start))
                .unwrap_or_default();
            let value = found.meaning.resolve(anchor, found.hint(&words, sentence));
            if value.as_ref() == Some(&date.value.value) {
                same += 1;
            } else if let Some(value) = value {
                other.push(format!("{} {{{}}} {value}", date.text, date.value.value));
            }
        }
    }
    other.sort();
    assert!(same > 80, "{same}");
    assert_eq!(other, OTHERWISE, "{other:#?}");
}

/// What the desks meant otherwise: the words, their tag, and what they seem to mean.
const OTHERWISE: &[&str] = &[
    "Sunday {2029-10-21} 2029-10-14",
    "Sunday {2032-11-14} 2032-11-07",
    "Thursday {2031-05-15} 2031-05-08",
    "a day early {2031-05-15} P1D",
    "a year {every P1Y} P1Y",
    "every Friday {every P1W} every XXXX-WXX-5",
    "every Friday {every P1W} every XXXX-WXX-5",
    "every Saturday {every P1W} every XXXX-WXX-6",
    "every Saturday {every P1W} every XXXX-WXX-6",
    "every Sunday {every P1W} every XXXX-WXX-7",
    "less than a year ago {2029-06} 2029",
    "more than two years ago {2029-01} 2029",
    "one day {FUTURE_REF} P1D",
    "the first week of February {2033-W05} 2033-02",
    "the night of October 3, 2031 {2031-10-03TNI} 2031-10-03",
];
