//! `quote-punctuation`: a sign on the wrong side of a closing quotation mark, by the style of the house.

use hashbrown::HashSet;

use super::catalogue::Run;
use super::input::{Input, Report};
use super::quotations::Quotation;
use super::{Check, Example, Fix, Group, Level, Punctuation, Safety, TextEdit};
use crate::language::{Lexicon, class};
use crate::syntax::{Kind, Mark};

pub(super) const CHECK: Check = Check {
    code: "quote-punctuation",
    group: Group::Copy,
    summary: "Punctuation stands on the wrong side of a closing quotation mark.",
    level: Some(Level::Warning),
    reason: "\
With `style.punctuation = \"us\"` a full stop or comma stands before the closing mark, whatever it belongs to, and a colon \
or semicolon behind it: the rule of AP and Chicago. With `\"uk\"` a sign stands before the mark only where it belongs to the \
quoted words, as the Guardian and Hart’s Rules have it. Without that setting nothing is reported, nor in other languages \
than English.

Whether a sign belongs to the quoted words cannot always be seen. In British style a full stop or comma before the mark is \
reported only in titles, terms and scare quotes, and in up to four words without a capital that run on from the sentence \
around them.",
    example: Example {
        settings: "[style]\npunctuation = \"us\"\n",
        bad: "She called it “a mess”{by=\"a dock worker\"}, and left.\n",
        good: "She called it “a mess,”{by=\"a dock worker\"} and left.\n",
    },
    settings: &[],
    fix: Some((Safety::Unsafe, "Moves the sign to the other side of the mark, and of its tags.")),
    run: Run::Article(run),
};

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    let Some((style, lexicon)) = input.config.style.punctuation.zip(input.lexicon()) else {
        return;
    };
    let quotes = input
        .article
        .quotes
        .iter()
        .filter(|q| q.fragments.len() > 1);
    let pieces: HashSet<usize> = quotes
        .flat_map(|q| q.fragments.iter().map(|f| f.whole.source.start))
        .collect();
    for quotation in input.quotations() {
        let Some(place) = Place::new(input, quotation) else {
            continue;
        };
        let inside = place.inside();
        let found = match style {
            Punctuation::Us if place.misses_its_sign() => Some(Move::Inside),
            Punctuation::Uk if matches!(inside, Some('.' | ',')) => {
                let part = place.is_term()
                    || !pieces.contains(&quotation.span().start) && place.is_part(lexicon);
                (part && !place.is_abbreviation(lexicon)).then_some(Move::Behind)
            }
            _ if matches!(inside, Some(';' | ':')) && place.goes_on() => Some(Move::Behind),
            _ => None,
        };
        if let Some(way) = found.filter(|_| quotation.is_certain(input.text)) {
            place.report(way, input, report);
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Move {
    Inside,
    Behind,
}

/// A quotation and what stands around its end in the article without markup.
struct Place<'p, 'a> {
    quotation: &'p Quotation<'a>,
    /// What stands before its opening mark, its words, and what stands behind its closing mark.
    before: &'p str,
    words: &'p str,
    behind: &'p str,
    /// The byte of the article behind the closing mark.
    end: usize,
}

impl<'p, 'a> Place<'p, 'a> {
    /// None for a quotation that goes on in the next paragraph.
    fn new(input: &'p Input<'a>, quotation: &'p Quotation<'a>) -> Option<Self> {
        let close = quotation.close?;
        let plain = input.plain();
        let start = input.article.plain().plain_offset(quotation.span().start);
        // Behind the mark in the source there may be tags: its own end is taken, not theirs.
        let end = input
            .article
            .plain()
            .plain_offset(quotation.span().end - close.len())
            + close.len();
        Some(Place {
            quotation,
            before: plain.get(..start)?,
            words: plain.get(start + quotation.open.len()..end - close.len())?,
            behind: plain.get(end..)?,
            end,
        })
    }

    /// The last sign before the closing mark.
    fn inside(&self) -> Option<char> {
        self.words.chars().next_back()
    }

    /// Whether a full stop or comma follows the mark that belongs before it.
    fn misses_its_sign(&self) -> bool {
        let rest = self.behind.strip_prefix(['.', ',']);
        let ends = |c: char| {
            c.is_whitespace() || matches!(c, ')' | ']' | '”' | '’' | '"' | '\'' | '—' | '–')
        };
        rest.is_some_and(|r| r.is_empty() || r.starts_with(ends))
            && self.inside().is_some_and(|c| {
                c.is_alphanumeric() || matches!(c, '’' | '”' | '\'' | '"' | ')' | ']' | '%')
            })
    }

    /// Whether the sentence goes on behind the mark.
    fn goes_on(&self) -> bool {
        let next = self.behind.strip_prefix(' ');
        next.is_some_and(|n| n.starts_with(char::is_lowercase))
    }

    /// Whether it is tagged as a title, a term or scare quotes.
    fn is_term(&self) -> bool {
        let mut items = self.quotation.node.tags().flat_map(|t| t.children());
        items.any(|i| i.kind() == Kind::Role)
    }

    /// Whether its words are a few of a sentence that runs into them, and none of their own.
    fn is_part(&self, lexicon: &Lexicon) -> bool {
        const MOST: usize = 4;
        let Some(before) = self.before.strip_suffix(' ') else {
            return false;
        };
        let word = before
            .rfind(|c: char| !c.is_alphanumeric())
            .map_or(before, |i| before.get(i..).unwrap_or_default());
        let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let inner = &self.words[..self.words.len() - 1];
        !word.is_empty()
            && lexicon.entry(word).classes & class::CUE == 0
            && inner.starts_with(char::is_lowercase)
            && !inner.contains(['.', '!', '?', ';', ':', '…', '\n'])
            && inner.split_whitespace().count() <= MOST
    }

    /// Whether the full stop belongs to the last word.
    fn is_abbreviation(&self, lexicon: &Lexicon) -> bool {
        let Some(words) = self.words.strip_suffix('.') else {
            return false;
        };
        let last = words.rsplit(' ').next().unwrap_or_default();
        let known = |a: &&str| a.eq_ignore_ascii_case(last);
        last.contains('.')
            || last.chars().count() < 2
            || last == "etc"
            || lexicon.language.abbreviations.iter().any(known)
    }
    fn report(&self, way: Move, input: &Input<'_>, report: &mut Report<'_>) {
        let (node, text) = (&self.quotation.node, input.text);
        let mark = self.quotation.close.map_or("", Mark::as_str);
        let inner_end = node.content().end;
        let sign = match way {
            Move::Inside => input.source(self.end..self.end + 1),
            Move::Behind => inner_end.saturating_sub(1)..inner_end,
        };
        let Some(written) = text.get(sign.clone()) else {
            return;
        };
        let name = match written {
            "." => "full stop",
            "," => "comma",
            ";" => "semicolon",
            ":" => "colon",
            // A tag stands between the sign and the mark.
            _ => return,
        };
        let (to, message, help) = match way {
            Move::Inside => (
                inner_end,
                format!("the {name} stands behind {mark}"),
                format!("write {written}{mark}"),
            ),
            Move::Behind => (
                node.span().end,
                format!("the {name} stands before {mark}"),
                format!("write {mark}{written}"),
            ),
        };
        let mut edits = vec![
            TextEdit::new(to..to, written),
            TextEdit::new(sign.clone(), ""),
        ];
        edits.sort_by_key(|e| e.span.start);
        report.add(sign, message).help(help.clone()).fix(Fix {
            title: help,
            safety: Safety::Unsafe,
            edits,
        });
    }
}

#[cfg(test)]
pub(super) const CASES: &str = "
== American style: full stops and commas go before the mark, and tags stay at it
:: settings
[style]
punctuation = \"us\"
:: article
She called it “a mess”{by=\"a fitter\"}, and “odd”. He saw ‘Nets at Dawn’{title}, too.
:: finds
⟨,⟩ the comma stands behind ”
  help: write ,”
⟨.⟩ the full stop stands behind ”
  help: write .”
⟨,⟩ the comma stands behind ’
  help: write ,’
:: fixed
She called it “a mess,”{by=\"a fitter\"} and “odd.” He saw ‘Nets at Dawn,’{title} too.

== American style: into the innermost quotation, and behind a bracket
:: settings
[style]
punctuation = \"us\"
:: article
“He said ‘no’”, she wrote. [It was “a mess”{@vell}]{by=@vell}.
:: finds
⟨,⟩ the comma stands behind ”
⟨.⟩ the full stop stands behind ”
:: fixed
“He said ‘no,’” she wrote. [It was “a mess.”{@vell}]{by=@vell}

== colons and semicolons go behind the mark
:: settings
[style]
punctuation = \"us\"
:: article
He had one word for “the mess;” it was short.
:: finds
⟨;⟩ the semicolon stands before ”
:: fixed
He had one word for “the mess”; it was short.

== American style is silent on signs in their place and on what is doubtful
:: settings
[style]
punctuation = \"us\"
:: article
“Not now,” she said. “Why?”, he said. It is “open”; she left. Try “nets”.example and a 6\", too. See “so”... “One:” He left.

== British style: what is no sentence of its own has its sign behind the mark
:: settings
[style]
punctuation = \"uk\"
:: article
She called it “a mess,”{by=\"a fitter\"} and left. He saw ‘Nets at Dawn.’{title}
:: finds
⟨,⟩ the comma stands before ”
  help: write ”,
⟨.⟩ the full stop stands before ’
  help: write ’.
:: fixed
She called it “a mess”{by=\"a fitter\"}, and left. He saw ‘Nets at Dawn’{title}.

== British style is silent on sentences, on interrupted ones, and on abbreviations
:: settings
[style]
punctuation = \"uk\"
:: article
---
actors:
  vell: Imre Vell
---

“We did not,”{@vell} he said, “ask for it.”{+} She said “no.” He wrote, “not now.” It is “in St. Orla, etc.” They were “late. Nobody came.” It asks ‘why?’

== is silent where the house says nothing
:: article
She called it “a mess”, and “a mess,” and left.

== is silent in other languages
:: settings
[style]
punctuation = \"us\"
:: article
---
lang: de
---

Sie nannte es „Mist“, und ging.

== a suppression silences it
:: settings
[style]
punctuation = \"us\"
:: article
She called it “a mess”, and left. {% allow quote-punctuation %}
";
