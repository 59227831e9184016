//! `mixed-quotation-marks`: quotations with other marks than the rest of the article.

use std::cmp::Reverse;

use super::catalogue::Run;
use super::input::{Input, Report};
use super::quotations::{
    Chains, Pair, Quotation, STRAIGHT, SYSTEMS, inner_pair, is_guillemet, remark, shown,
};
use super::whole::Portion;
use super::{Check, Example, Fix, Group, Level, Safety};
use crate::syntax::Mark;

pub(super) const CHECK: Check = Check {
    code: "mixed-quotation-marks",
    group: Group::Copy,
    summary: "A quotation has other marks than the rest of the article.",
    level: Some(Level::Warning),
    reason: "\
Copy from several hands brings several sets of quotation marks: curved and straight ones, guillemets beside “ ”. The \
reader cannot tell whether the difference means something. Reported are the quotations in the set that the article uses \
less, of two as frequent the one that comes later; with `style.quotation-marks` all outer quotations with another pair \
than the house's first; and always those that one set opens and another closes.

Double and single marks of one set may stand side by side, as in British headlines. Feet and inches, apostrophes and \
code are no quotations. In languages with two sets of printed marks of their own, as German has „ “ and » «, a lone \
quotation in the other set is left alone: it may be set as it was found.",
    example: Example {
        settings: "",
        bad: "“Not now,”{by=\"a dock worker\"} she said. \"Later,\"{by=\"a dock worker\"} she added.\n",
        good: "“Not now,”{by=\"a dock worker\"} she said. “Later,”{by=\"a dock worker\"} she added.\n",
    },
    settings: &[],
    fix: Some((Safety::Unsafe, "Gives the quotation the marks of the others, or of the house.")),
    run: Run::Article(run),
};

/// So many findings stand for themselves; the last speaks for all that follow.
pub(super) const MOST: usize = 10;

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    let all = input.quotations();
    let house = house(input);
    let system = |q: &Quotation<'_>| q.system().map(|(s, _)| s);
    let first = all.first().and_then(system);
    let same = || all.iter().all(|q| first.is_some() && system(q) == first);
    if !input.is_part() && house.is_empty() && same() {
        return;
    }
    let survey = Survey::new(input, all, &house);
    let mut wrong: Vec<usize> = (0..all.len()).filter(|i| survey.is_wrong(*i)).collect();
    if wrong.is_empty() {
        return;
    }
    let chains = Chains::new(input.tree);
    wrong.retain(|i| !chains.pieces(all, *i).is_empty());
    let edits = |i: usize| {
        let target = survey.target(i);
        let pieces = chains.pieces(all, i);
        remark(input.text, all, &pieces, target, &survey.gap(target)).unwrap_or_default()
    };
    // Parts have their findings one by one; together they can be too many for that.
    let several = wrong.len() > MOST && !input.is_part();
    let alone = if several { MOST - 1 } else { wrong.len() };
    for index in wrong.iter().take(alone) {
        let Some(quotation) = all.get(*index) else {
            continue;
        };
        let target = survey.target(*index);
        let wanted = shown(target);
        let marks = quotation.shown();
        let whose = if house.is_empty() { "article" } else { "house" };
        let two = quotation.system().is_none();
        let message = if two {
            format!("{marks} has marks of two sets")
        } else {
            format!("{marks} where the {whose} has {wanted}")
        };
        let added = report
            .add(quotation.span(), message)
            .help(format!("write {wanted}"));
        let edits = edits(*index);
        if !edits.is_empty() {
            _ = added.fix(Fix {
                title: format!("write {wanted}"),
                safety: Safety::Unsafe,
                edits,
            });
        }
    }
    let rest = wrong.get(alone..).unwrap_or_default();
    if let Some(next) = rest.first().and_then(|i| all.get(*i)) {
        let mut edits: Vec<_> = rest.iter().flat_map(|i| edits(*i)).collect();
        edits.sort_by_key(|e| (e.span.start, e.span.end));
        let message = format!(
            "{} more quotations have other marks than the rest",
            rest.len()
        );
        let added = report.add(next.span(), message);
        if !edits.is_empty() {
            _ = added.fix(Fix {
                title: "give them the same marks".into(),
                safety: Safety::Unsafe,
                edits,
            });
        }
    }
}

/// The house's pairs, the outer ones first; none if the house sets none that can stand in an
/// article of this language.
pub(super) fn house(input: &Input<'_>) -> Vec<Pair> {
    let pairs = input.config.style.quotation_marks.iter();
    let pairs = pairs.map(|(open, close)| {
        let pair = (Mark::from_char(*open)?, Mark::from_char(*close)?);
        input.tree.marks.closes(pair.0, pair.1).then_some(pair)
    });
    pairs.collect::<Option<_>>().unwrap_or_default()
}

/// How often each system stands at one level, by its forms, and where it stands first.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(super) struct Counts {
    forms: [[u32; 2]; SYSTEMS.len()],
    /// Any numbers in the order of the text.
    first: [u64; SYSTEMS.len()],
}

impl Counts {
    fn of(&self, system: usize) -> u32 {
        self.forms.get(system).map_or(0, |f| f.iter().sum())
    }

    /// The printed system that stands here most; of several the one that stands first.
    fn printed(&self) -> Option<usize> {
        let systems = (STRAIGHT + 1..SYSTEMS.len()).filter(|s| self.of(*s) > 0);
        systems.max_by_key(|s| (self.of(*s), Reverse(self.first.get(*s).copied())))
    }
}

/// The marks of the quotations that begin in a part of an article: what is kept of many parts is small.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Marks {
    /// The mark that the first of them opens.
    pub(super) opener: Mark,
    counts: Box<[Count]>,
}

/// How often a system stands at a level.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Count {
    level: u8,
    system: u8,
    forms: [u32; 2],
    /// Which of the part's quotations is the first of it, from 1.
    first: u32,
}

impl Marks {
    /// Adds the counts to those of other parts, or takes them away. Where systems stand first is not kept.
    pub(super) fn add_to(&self, levels: &mut [Counts; 2], sign: bool) {
        for count in &self.counts {
            let Some((to, _)) = count.place_in(levels) else {
                continue;
            };
            for (to, from) in to.iter_mut().zip(count.forms) {
                *to = if sign {
                    to.wrapping_add(from)
                } else {
                    to.wrapping_sub(from)
                };
            }
        }
    }

    /// Notes where systems stand that have not been met before, as `part`-th of the parts.
    pub(super) fn meet(&self, levels: &mut [Counts; 2], part: u32) {
        for count in &self.counts {
            if let Some((_, first)) = count.place_in(levels)
                && *first == 0
            {
                *first = u64::from(part) << 32 | u64::from(count.first);
            }
        }
    }
}

impl Count {
    /// What is counted of the same, and where it stands first.
    fn place_in<'l>(&self, levels: &'l mut [Counts; 2]) -> Option<(&'l mut [u32; 2], &'l mut u64)> {
        let counts = levels.get_mut(usize::from(self.level))?;
        let system = usize::from(self.system);
        counts
            .forms
            .get_mut(system)
            .zip(counts.first.get_mut(system))
    }
}

/// Those of a part of the article; none if it has no quotations.
pub(super) fn marks(input: &Input<'_>, part: Portion) -> Option<Box<Marks>> {
    let (all, source) = (input.quotations(), part.source);
    let from = all.partition_point(|q| q.span().start < source.start);
    let to = all.partition_point(|q| q.span().start < source.end);
    let here = all.get(from..to)?;
    let opener = here.first()?.open;
    let mut counts: Vec<Count> = Vec::new();
    for (first, quotation) in (1..).zip(here) {
        let Some((system, form)) = quotation.system() else {
            continue;
        };
        let place = (quotation.depth.try_into(), system.try_into());
        let (Ok(level @ 0..2), Ok(system)) = place else {
            continue;
        };
        if !quotation.is_certain(input.text) {
            continue;
        }
        let same = |c: &&mut Count| (c.level, c.system) == (level, system);
        match counts.iter_mut().find(same) {
            Some(count) => count.forms[form] += 1,
            None => {
                let mut forms = [0; 2];
                forms[form] = 1;
                counts.push(Count {
                    level,
                    system,
                    forms,
                    first,
                });
            }
        }
    }
    Some(Box::new(Marks {
        opener,
        counts: counts.into(),
    }))
}

/// What an article uses, at the outer level and inside other quotations: all that matters of its counts.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Usage {
    /// The printed system that stands there most.
    printed: [Option<usize>; 2],
    /// Whether a system stands there more than once.
    several: [[bool; SYSTEMS.len()]; 2],
    forms: [[[bool; 2]; SYSTEMS.len()]; 2],
    /// The article has straight marks; none if it has as many of others.
    straight: Option<bool>,
    /// The mark that the article begins with.
    opener: Option<Mark>,
}

impl Counts {
    /// Whether it is known of all that stand there where they stand first.
    pub(super) fn is_met(&self) -> bool {
        (0..SYSTEMS.len()).all(|s| self.of(s) == 0 || self.first[s] > 0)
    }
}

impl Usage {
    pub(super) fn new(levels: &[Counts; 2], opener: Option<Mark>) -> Usage {
        let all_of = |s: usize| levels.iter().map(|l| l.of(s)).sum::<u32>();
        let straight = all_of(STRAIGHT);
        let printed: u32 = (STRAIGHT + 1..SYSTEMS.len()).map(all_of).sum();
        Usage {
            printed: levels.each_ref().map(Counts::printed),
            several: levels
                .each_ref()
                .map(|l| std::array::from_fn(|s| l.of(s) > 1)),
            forms: levels.each_ref().map(|l| l.forms.map(|f| f.map(|n| n > 0))),
            straight: (straight != printed).then_some(straight > printed),
            opener,
        }
    }
}

/// How quotations are compared with what the article uses, or the house.
struct Survey<'i, 'a> {
    input: &'i Input<'a>,
    all: &'i [Quotation<'a>],
    house: &'i [Pair],
    usage: Usage,
    /// The article, or the house, has straight marks.
    straight: bool,
}

impl<'i, 'a> Survey<'i, 'a> {
    fn new(input: &'i Input<'a>, all: &'i [Quotation<'a>], house: &'i [Pair]) -> Self {
        let whole = || {
            let Some(marks) = marks(input, input.all()) else {
                return Usage::default();
            };
            let mut levels = [Counts::default(); 2];
            marks.add_to(&mut levels, true);
            marks.meet(&mut levels, 0);
            Usage::new(&levels, Some(marks.opener))
        };
        let usage = input
            .rest
            .get()
            .map_or_else(whole, |rest| rest.marks.clone());
        let opener = house.first().map(|pair| pair.0).or(usage.opener);
        let opener = opener.unwrap_or(Mark::Straight);
        let opens_straight = matches!(opener, Mark::Straight | Mark::StraightSingle);
        let straight = usage.straight.filter(|_| house.is_empty());
        Survey {
            input,
            all,
            house,
            straight: straight.unwrap_or(opens_straight),
            usage,
        }
    }

    fn is_wrong(&self, index: usize) -> bool {
        let Some(quotation) = self.all.get(index) else {
            return false;
        };
        let depth = quotation.depth;
        let Some((system, _)) = quotation.system() else {
            return true;
        };
        let expected = self.house.first().filter(|_| depth == 0);
        let wrong = match expected {
            Some(pair) => quotation.pair() != Some(*pair),
            // The house's inner pairs are the business of nested-marks.
            None if self.house.len() > 1 => false,
            None if (system == STRAIGHT) != self.straight => true,
            None if self.straight || !self.house.is_empty() => false,
            None => {
                depth < 2 && {
                    // English has one printed system of its own.
                    let english = self.input.tree.marks.languages.contains(&"en");
                    let several = self.usage.several[depth].get(system) == Some(&true);
                    self.usage.printed[depth] != Some(system) && (english || several)
                }
            }
        };
        wrong && quotation.is_certain(self.input.text)
    }

    /// The pair that a quotation should have.
    fn target(&self, index: usize) -> Pair {
        let straight = (Mark::Straight, Mark::Straight);
        let Some(quotation) = self.all.get(index) else {
            return straight;
        };
        let depth = quotation.depth;
        if let Some(pair) = self.house.get(depth % self.house.len().max(1))
            && (depth == 0 || self.house.len() > 1)
        {
            return *pair;
        }
        let own = quotation.pair().unwrap_or(straight);
        let around = quotation.outer.map(|o| match self.all.get(o) {
            Some(outer) if !self.is_wrong(o) => outer.pair().unwrap_or(straight),
            _ => self.target(o),
        });
        let printed = self.usage.printed.get(depth).copied().flatten();
        let system = Some(STRAIGHT).filter(|_| self.straight).or(printed);
        let Some(system) = system else {
            let lang = self.input.article.header.lang.as_deref();
            return around.map_or(own, |outer| inner_pair(outer, lang));
        };
        let forms = SYSTEMS.get(system).copied().unwrap_or([own; 2]);
        let forms_here = self.usage.forms.get(depth);
        let used = forms_here.and_then(|f| f.get(system)).copied();
        let used = used.unwrap_or_default();
        // A single quotation stays single, unless the article has none at this level.
        let mut form = usize::from(SYSTEMS.iter().any(|[_, single]| *single == own));
        let fits = match around {
            Some(outer) => forms[form] != outer,
            None => used[form] || !used[1 - form],
        };
        if !fits {
            form = 1 - form;
        }
        forms[form]
    }

    /// What stands inside guillemets that are put in: what the article has there, or in French a
    /// no-break space.
    fn gap(&self, (open, _): Pair) -> String {
        if !is_guillemet(open) {
            return String::new();
        }
        let model = self.all.iter().find(|q| q.open == open);
        let content = model.and_then(|q| self.input.text.get(q.node.content()));
        let french = self
            .input
            .article
            .header
            .lang
            .as_deref()
            .is_some_and(|l| l.starts_with("fr"));
        match content {
            Some(words) => words
                .chars()
                .take_while(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}'))
                .collect(),
            None if french => "\u{a0}".into(),
            None => String::new(),
        }
    }
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires on straight marks among curved ones
:: article
“Not now,” she said. \"Later,\" he said. “Why?”
:: finds
⟨\"Later,\"⟩ \"…\" where the article has “…”
  help: write “…”
:: fixed
“Not now,” she said. “Later,” he said. “Why?”

== of two as frequent the later is reported, whichever it is
:: article
\"Not now,\" she said. “Later,” he said.
:: finds
⟨“Later,”⟩ “…” where the article has \"…\"
:: fixed
\"Not now,\" she said. \"Later,\" he said.

== fires on marks of two sets
:: article
“Not now,\" she said.
:: finds
⟨“Not now,\"⟩ “…\" has marks of two sets
:: fixed
“Not now,” she said.

== fires inside other quotations
:: article
“He told me 'no' twice,” she said. “And ‘yes’.”
:: finds
⟨'no'⟩ '…' where the article has ‘…’
:: fixed
“He told me ‘no’ twice,” she said. “And ‘yes’.”

== fires on guillemets in English
:: article
---
lang: en
---

“Not now,” she said. « Later », he said. “Why?”
:: finds
⟨« Later »⟩ «…» where the article has “…”
:: fixed
---
lang: en
---

“Not now,” she said. “Later”, he said. “Why?”

== French guillemets keep their spaces, and tags their place
:: settings
[style]
quotation-marks = [\"«»\", \"“”\"]
:: article
---
lang: fr
---

« Non »{by=\"un pêcheur\"}, dit-il. « Il a dit “oui” »{by=\"un pêcheur\"}, dit-il. \"Bon\"{by=\"un pêcheur\"}, dit-il.
:: finds
⟨\"Bon\"⟩ \"…\" where the house has «…»
:: fixed
---
lang: fr
---

« Non »{by=\"un pêcheur\"}, dit-il. « Il a dit “oui” »{by=\"un pêcheur\"}, dit-il. « Bon »{by=\"un pêcheur\"}, dit-il.

== the house decides, also against the whole article
:: settings
[style]
quotation-marks = [\"‘’\", \"“”\"]
:: article
“Not now,” she said. “Later,” he said.
:: finds
⟨“Not now,”⟩ “…” where the house has ‘…’
⟨“Later,”⟩ “…” where the house has ‘…’
:: fixed
‘Not now,’ she said. ‘Later,’ he said.

== a quotation over several paragraphs is one
:: article
“Not now,” she said. “Later.” “Why?”

\"He came.

\"He went,\" she said.
:: finds
⟨\"He came.⟩ \"…\" where the article has “…”
:: fixed
“Not now,” she said. “Later.” “Why?”

“He came.

“He went,” she said.

== an apostrophe that would close the quotation stops the fix
:: settings
[style]
quotation-marks = [\"''\", '\"\"']
:: article
\"The boys' call,\" she said.
:: finds
⟨\"The boys' call,\"⟩ \"…\" where the house has '…'

== is silent on inches, apostrophes, code and the header
:: article
---
title: The \"old\" pier
---

“A 6\" pipe, 5' 10\" long,” she said. “Get 'em, it's the boys' turn.” Write id=\"pier\" or print(\"pier\") here.

== is silent on double and single marks of one set
:: article
“Not now,” she said. The film ‘Nets at Dawn’ is on. “He said ‘no’.”

== is silent on a lone quotation in the other set of German
:: article
---
lang: de
---

„Nein“, sagte sie. „Doch“, sagte er. Das Schild: »Betreten verboten«.

== a suppression silences it
:: article
“Not now,” she said. \"Later,\" he said. {% allow mixed-quotation-marks %}
";

#[cfg(test)]
mod tests {
    use super::super::{Config, Safety, check, fix};

    #[test]
    fn after_the_most_findings_one_speaks_for_the_rest() {
        let text = "{% allow unattributed-quote %}\n\n“One,” “two” or \"three\". “Four.” "
            .to_owned()
            + &"“Yes.” \"No.\" “So.” ".repeat(super::MOST + 1);
        let findings = check(&text);
        assert_eq!(findings.len(), super::MOST);
        let last = findings.last().map(|f| f.message.as_str());
        assert_eq!(
            last,
            Some("3 more quotations have other marks than the rest")
        );
        let fixed = fix(
            &text,
            &Config::default(),
            &crate::registry::Registry::default(),
            Safety::Unsafe,
        );
        assert!(!fixed.text.contains('"') && fixed.findings.is_empty());
    }
}
