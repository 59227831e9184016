//! Proposals beside what people have marked, counted.

use std::ops::{Range, RangeInclusive};

use newsmark::model::{self, Article, CarrierKind, Extent};
use newsmark::suggest::{Rule, Suggestion, suggest};

use crate::baseline;
use crate::corpus::{Attribution, Gold};
use crate::random::Random;

/// What is counted.
pub(crate) struct Wanted {
    /// Quotations of so many words.
    pub(crate) words: RangeInclusive<usize>,
    /// Proposals that are at least so sure.
    pub(crate) least: u8,
    /// Proposed by plain regular expressions instead.
    pub(crate) plain: bool,
}

/// A quotation, and how it was judged.
pub(crate) struct Judged {
    place: Extent,
    proposal: Option<Suggestion>,
    /// Something is proposed, by our rules or by a plain expression.
    proposed: bool,
    right: bool,
    /// Somebody marked it, and a proposal has found its source.
    found: bool,
    /// It is part of an attribution; and of one that has a source.
    attributed: bool,
    sourced: bool,
    /// The proposal is not right, but would be if the marked source were the cue, and the marked cue the source.
    exchanged: bool,
    /// The proposal is right and has a cue; and that is right as well.
    cue: Option<bool>,
    /// Of a right proposal's quotation, the bytes that are said by the source.
    said: f64,
}

fn overlaps(place: Extent, ranges: &[Range<usize>]) -> bool {
    ranges
        .iter()
        .any(|r| r.start < place.end && place.start < r.end)
}

fn parse(gold: &Gold) -> Article {
    model::parse(&format!("---\nlang: {}\n---\n\n{}", gold.lang, gold.text))
}

/// The clauses that are proposed as somebody's words, and the attributions without quotation marks.
pub(crate) fn measure_indirect(gold: &Gold, wanted: &Wanted) -> Vec<Judged> {
    let article = parse(gold);
    let mut proposals = suggest(&article).indirect;
    proposals.retain(|p| p.confidence >= wanted.least);
    let mut judged: Vec<Judged> = proposals
        .iter()
        .map(|p| Judged {
            sourced: false,
            found: false,
            ..judge(gold, p.quotation, &proposals)
        })
        .collect();
    let fragments = article.quotes.iter().flat_map(|q| &q.fragments);
    let marked: Vec<Extent> = fragments.map(|f| f.whole.bytes).collect();
    let unmarked = gold.attributions.iter().filter(|a| {
        let quoted = marked.iter().any(|m| overlaps(*m, &a.content));
        !quoted && !a.source.is_empty() && !a.content.is_empty()
    });
    for attribution in unmarked {
        let found = |p: &&Suggestion| {
            overlaps(p.quotation, &attribution.content) && overlaps(p.source, &attribution.source)
        };
        let start = attribution.content.iter().map(|r| r.start).min();
        let end = attribution.content.iter().map(|r| r.end).max();
        judged.push(Judged {
            place: Extent {
                start: start.unwrap_or_default(),
                end: end.unwrap_or_default(),
            },
            proposal: None,
            proposed: false,
            right: false,
            found: proposals.iter().any(|p| found(&p)),
            attributed: true,
            sourced: true,
            exchanged: false,
            cue: None,
            said: 0.0,
        });
    }
    judged
}

pub(crate) fn measure(gold: &Gold, wanted: &Wanted) -> Vec<Judged> {
    let article = parse(gold);
    assert_eq!(article.text(), gold.text, "{}", gold.name);
    let mut proposals = suggest(&article).quotes;
    proposals.retain(|p| p.confidence >= wanted.least);
    let outer = article.quotes.iter().filter(|q| q.inside.is_none());
    let pieces = outer
        .flat_map(|q| &q.fragments)
        .filter(|f| f.carrier == CarrierKind::Quotation);
    let long = pieces.filter(|f| wanted.words.contains(&f.text.split_whitespace().count()));
    let mut places: Vec<Extent> = long.map(|f| f.whole.bytes).collect();
    places.sort_unstable();
    let plain = wanted.plain.then(|| baseline::sources(&gold.text, &places));
    let judged = places.iter().enumerate().map(|(i, place)| match &plain {
        Some(sources) => judge_source(gold, *place, sources[i], None),
        None => judge(gold, *place, &proposals),
    });
    let judged: Vec<Judged> = judged.collect();
    judged
}

/// Prints how many megabytes of copy are read in a second on one core: by the model alone, and with proposals.
pub(crate) fn speed(articles: &[Gold]) {
    let bytes: usize = articles.iter().map(|a| a.text.len()).sum();
    let rate = |work: &dyn Fn(&Gold)| {
        let clock = std::time::Instant::now();
        articles.iter().for_each(work);
        bytes as f64 / 1e6 / clock.elapsed().as_secs_f64()
    };
    let best = |work: &dyn Fn(&Gold)| (0..5).map(|_| rate(work)).fold(0.0, f64::max);
    let model = best(&|gold| {
        std::hint::black_box(parse(gold));
    });
    let whole = best(&|gold| {
        std::hint::black_box(suggest(&parse(gold)));
    });
    println!(
        "{:.1} MB: the model alone {model:.1} MB/s, with proposals {whole:.1} MB/s",
        bytes as f64 / 1e6
    );
}

fn judge(gold: &Gold, place: Extent, proposals: &[Suggestion]) -> Judged {
    let proposal = proposals.iter().find(|p| p.quotation == place).cloned();
    let source = proposal.as_ref().map(|p| p.source);
    let cue = proposal.as_ref().and_then(|p| p.cue);
    Judged {
        proposal,
        ..judge_source(gold, place, source, cue)
    }
}

/// Judges a quotation by the words that are taken for its speaker's.
fn judge_source(gold: &Gold, place: Extent, source: Option<Extent>, cue: Option<Extent>) -> Judged {
    let about: Vec<&Attribution> = gold
        .attributions
        .iter()
        .filter(|a| overlaps(place, &a.content))
        .collect();
    let matched = source.and_then(|s| about.iter().find(|a| overlaps(s, &a.source)));
    let inside = |r: &Range<usize>| {
        r.end
            .min(place.end)
            .saturating_sub(r.start.max(place.start))
    };
    Judged {
        place,
        proposal: None,
        proposed: source.is_some(),
        right: matched.is_some(),
        found: matched.is_some(),
        attributed: !about.is_empty(),
        sourced: about.iter().any(|a| !a.source.is_empty()),
        exchanged: matched.is_none()
            && source.zip(cue).is_some_and(|(source, cue)| {
                let other = |a: &Attribution| overlaps(source, &a.cue) && overlaps(cue, &a.source);
                about.iter().any(|a| other(a))
            }),
        cue: matched.zip(cue).map(|(a, cue)| overlaps(cue, &a.cue)),
        said: matched.map_or(0.0, |a| {
            let said: usize = a.content.iter().map(inside).sum();
            said as f64 / (place.end - place.start) as f64
        }),
    }
}

/// What is counted over some quotations.
#[derive(Clone, Copy, Default)]
struct Counts {
    proposed: usize,
    right: usize,
    found: usize,
    sourced: usize,
    nobodys: usize,
    left_alone: usize,
    cues: usize,
    cues_right: usize,
    said: f64,
}

impl Counts {
    fn of<'j>(judged: impl IntoIterator<Item = &'j Judged>) -> Counts {
        let mut counts = Counts::default();
        for j in judged {
            let proposed = j.proposed;
            counts.proposed += usize::from(proposed);
            counts.right += usize::from(j.right);
            counts.found += usize::from(j.found);
            counts.sourced += usize::from(j.sourced);
            counts.nobodys += usize::from(!j.attributed);
            counts.left_alone += usize::from(!j.attributed && !proposed);
            counts.cues += usize::from(j.cue.is_some());
            counts.cues_right += usize::from(j.cue == Some(true));
            counts.said += j.said;
        }
        counts
    }

    fn precision(&self) -> f64 {
        share(self.right, self.proposed)
    }

    fn recall(&self) -> f64 {
        share(self.found, self.sourced)
    }

    fn left(&self) -> f64 {
        share(self.left_alone, self.nobodys)
    }

    fn cue(&self) -> f64 {
        share(self.cues_right, self.cues)
    }

    fn content(&self) -> f64 {
        self.said / self.right.max(1) as f64
    }
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// A share of what is counted.
type Measure = fn(&Counts) -> f64;

/// So many times the articles are drawn anew for an interval.
const DRAWS: usize = 2000;

/// The middle 95 % of a measure over articles drawn with replacement: quotations of one article go together.
fn interval(articles: &[Counts], measure: Measure) -> (f64, f64) {
    let mut random = Random(0x2031_0403);
    let mut values: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let mut sum = Counts::default();
            for _ in articles {
                let c = articles[random.below(articles.len())];
                sum.proposed += c.proposed;
                sum.right += c.right;
                sum.found += c.found;
                sum.sourced += c.sourced;
                sum.nobodys += c.nobodys;
                sum.left_alone += c.left_alone;
                sum.cues += c.cues;
                sum.cues_right += c.cues_right;
                sum.said += c.said;
            }
            measure(&sum)
        })
        .collect();
    values.sort_by(f64::total_cmp);
    (values[DRAWS / 40], values[DRAWS - DRAWS / 40 - 1])
}

/// The lower end of Wilson's interval: at least so often a rule is right.
fn at_least(right: usize, of: usize) -> f64 {
    const Z: f64 = 1.96;
    let (n, p) = (of.max(1) as f64, share(right, of));
    let around = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    (p + Z * Z / (2.0 * n) - around) / (1.0 + Z * Z / n)
}

/// Prints how often regular expressions are right.
pub(crate) fn beside(articles: &[Vec<Judged>]) {
    let all = Counts::of(articles.iter().flatten());
    let each: Vec<Counts> = articles.iter().map(Counts::of).collect();
    let share = |name: &str, measure: Measure| {
        let (low, high) = interval(&each, measure);
        format!("{name} {:.3} ({low:.3} to {high:.3})", measure(&all))
    };
    println!(
        "\nplain regular expressions: {} proposals, {} right, {}, {}",
        all.proposed,
        all.right,
        share("precision", Counts::precision),
        share("recall", Counts::recall)
    );
}

/// What a table is of.
pub(crate) enum Of {
    Quotations,
    /// Proposals, and what is marked without quotation marks.
    Clauses,
}

pub(crate) fn table(articles: &[Vec<Judged>], of: &Of) {
    let all = Counts::of(articles.iter().flatten());
    let each: Vec<Counts> = articles.iter().map(Counts::of).collect();
    let count = articles.iter().map(Vec::len).sum::<usize>();
    match of {
        Of::Quotations => println!(
            "{} articles, {count} quotations: {} with a source, {} that nobody says; {} proposals, {} right\n",
            articles.len(),
            all.sourced,
            all.nobodys,
            all.proposed,
            all.right
        ),
        Of::Clauses => println!(
            "{} articles, {} attributions without quotation marks; {} proposals, {} right\n",
            articles.len(),
            all.sourced,
            all.proposed,
            all.right
        ),
    }
    let rows: [(&str, Measure); 5] = [
        ("precision", Counts::precision),
        ("recall", Counts::recall),
        ("nobody's, left alone", Counts::left),
        ("cue overlaps", Counts::cue),
        ("content covered", Counts::content),
    ];
    for (name, measure) in rows {
        let (low, high) = interval(&each, measure);
        println!(
            "{name:22} {:.3}   95 %: {low:.3} to {high:.3}",
            measure(&all)
        );
    }
    let wrong = articles.iter().flatten().filter(|j| j.proposed && !j.right);
    let exchanged = wrong.clone().filter(|j| j.exchanged).count();
    let sourceless = wrong.filter(|j| j.attributed && !j.sourced).count();
    println!(
        "\nof those not right, marked with cue and source exchanged: {exchanged}; with no source: {sourceless}"
    );
    println!("\nrule                    proposals    right   share   at least");
    for rule in Rule::ALL {
        let own = articles
            .iter()
            .flatten()
            .filter(|j| j.proposal.as_ref().is_some_and(|p| p.rule == rule));
        let counts = Counts::of(own);
        let (right, of) = (counts.right, counts.proposed);
        let name = rule.name();
        println!(
            "{name:22} {of:10} {right:8}   {:.3}      {:.3}",
            share(right, of),
            at_least(right, of)
        );
    }
}

/// Prints the quotations of an article that are wrong or missed.
pub(crate) fn errors(gold: &Gold, judged: &[Judged], wanted: &dyn Fn(&str) -> bool) {
    for j in judged {
        let missed = j.proposal.is_none() && j.sourced;
        let wrong = j.proposal.is_some() && !j.right;
        let name = j
            .proposal
            .as_ref()
            .map_or("missed".to_owned(), |p| p.rule.name().to_owned());
        if !(missed || wrong) || !wanted(&name) {
            continue;
        }
        let text = &gold.text;
        let words = |r: &Range<usize>| text[r.clone()].to_owned();
        let about = gold
            .attributions
            .iter()
            .filter(|a| overlaps(j.place, &a.content));
        let marked: Vec<String> = about
            .map(|a| {
                let all = |r: &[Range<usize>]| r.iter().map(words).collect::<Vec<_>>().join(" | ");
                format!("{} / {}", all(&a.source), all(&a.cue))
            })
            .collect();
        let proposed = j.proposal.as_ref().map(|p| {
            let cue = p.cue.map_or("", |c| &text[c.start..c.end]);
            format!("{} / {cue}", &text[p.source.start..p.source.end])
        });
        let from = text.floor_char_boundary(j.place.start.saturating_sub(200));
        let to = text.ceil_char_boundary((j.place.end + 160).min(text.len()));
        println!(
            "\n{}:{} {name}\n  {}⟦{}⟧{}\n  proposed: {}\n  marked:   {}",
            gold.name,
            j.place.start,
            text[from..j.place.start].replace('\n', "⏎"),
            &text[j.place.start..j.place.end],
            text[j.place.end..to].replace('\n', "⏎"),
            proposed.unwrap_or_default(),
            marked.join("  ;  ")
        );
    }
}
