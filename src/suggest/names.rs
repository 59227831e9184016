//! Names in the copy: where they stand, what title stands before them, and what the copy says of who they are.
//!
//! In comes a scene; out go the names outside of quotations. Whose they are is for the cast.

use super::line::Line;
use super::scene::{Kind, Scene};
use super::subject::FINITE;
use crate::language::one_line;
use crate::language::speech::{class, gender};

/// A name in the copy.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named<'a> {
    pub(super) paragraph: usize,
    /// The first token of the name itself, behind all titles, and the last.
    pub(super) first: usize,
    pub(super) last: usize,
    /// The name.
    pub(super) text: &'a str,
    /// Its last word, by which somebody is called.
    pub(super) family: &'a str,
    /// Of how many words it is.
    pub(super) words: usize,
    /// What it names.
    pub(super) sort: Sort,
    /// It is one word that means people by what they do or think: *a Democrat*.
    pub(super) office: bool,
    /// A sentence, or a clause in it, begins with it.
    pub(super) opens: bool,
    /// It stands behind a verb by which somebody asks.
    pub(super) asked: bool,
}

/// What a name is the name of, as far as the words tell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sort {
    Person,
    /// The ministry, NATO.
    Many,
    Unknown,
}

/// The names of an article, in the order of the text.
pub(super) fn names<'a>(scene: &'a Scene<'_>) -> Vec<Named<'a>> {
    let mut all = Vec::new();
    for paragraph in 0..scene.paragraph_count() {
        let line = scene.line(paragraph);
        let mut at = 0;
        while at < line.tokens.len() {
            match named(&line, at, paragraph) {
                Some(found) => {
                    at = found.last + 1;
                    all.push(found);
                }
                None => at += 1,
            }
        }
    }
    all
}

/// The name that begins with a token, titles included.
fn named<'a>(line: &Line<'a>, at: usize, paragraph: usize) -> Option<Named<'a>> {
    let agency = |i: usize| line.lexicon.speech.agencies.contains(&line.word(i));
    if !line.is_name(at) && !line.is(at, class::HONORIFIC) || agency(at) {
        return None;
    }
    let mut last = at;
    while !line.is_possessive(last) && !line.is_first(last + 1) {
        let next = last + 1;
        let particle = line.is(next, class::PARTICLE) && line.is_name(next + 1);
        if !(line.is_name(next) || particle) {
            break;
        }
        last = next;
    }
    let nouns = line.lexicon.speech.capital_nouns;
    let title =
        |i: usize| line.is(i, class::HONORIFIC | class::ROLE) || nouns && line.is_somebody(i);
    let first = (at..last).rev().find(|i| title(*i)).map_or(at, |i| i + 1);
    let titled = first > at;
    // *(D-Vane)* is a party and a place.
    let party = line.is_joined(first + 1) && line.word(first).len() == 1;
    if !line.is_name(first) || party {
        return None;
    }
    let (from, to) = (line.get(first)?, line.get(last)?);
    let text = crate::language::bare(line.text.get(from.start..to.end)?);
    let family = crate::language::bare(line.word(last));
    let words = last - first + 1;
    let first_noun = line.lexicon.speech.office_first;
    // A pope is called by all of his name.
    let family = if first_noun && words > 1 && is_numeral(family) {
        text
    } else {
        family
    };
    let the = at.checked_sub(1).is_some_and(|b| {
        let joins = line.is(b, class::CONJUNCTION) || line.value(b) == 1;
        line.is(b, class::DETERMINER) && !joins
    });
    // *Mainstream Conservatives*, but Bo King
    let plural = line.lexicon.speech.plural_ending;
    let plural = plural.is_some_and(|s| family.ends_with(s) && !family.ends_with("ss"));
    let people = words > 1 && plural && line.is(last, class::ROLE | class::SOMEBODY);
    let many = people
        || (at..=last).any(|i| line.is(i, class::GROUP))
        || is_acronym(family) && !(first_noun && is_numeral(family))
        || the && !titled && !(first_noun && words == 1 && line.is(last, class::ROLE));
    let sort = match (many, titled || words > 1) {
        (true, _) => Sort::Many,
        (false, true) => Sort::Person,
        (false, false) => Sort::Unknown,
    };
    let opening = line.phrase_ending(last).map_or(at, |p| p.first);
    let asking = line.lexicon.speech.asking;
    let verb = opening.checked_sub(1).filter(|v| line.is(*v, class::VERB));
    let asked = verb.is_some_and(|v| !line.is_first(opening) && asking.contains(&line.word(v)));
    Some(Named {
        paragraph,
        first,
        last,
        text,
        family,
        words,
        sort,
        office: words == 1 && line.is(last, class::ROLE | class::SOMEBODY),
        opens: line.opens_clause(opening) || acts(line, opening, last),
        asked,
    })
}

/// Whether a clause is about a name though it does not open with it: *lundi, Ida Orr a dit*; *le maire vanien Imre
/// Vell a dit*; *la maire, Ida Orr, a dit*.
fn acts(line: &Line<'_>, opening: usize, last: usize) -> bool {
    let Some(before) = opening
        .checked_sub(1)
        .filter(|_| line.lexicon.speech.apposes)
    else {
        return false;
    };
    if !line.is(last + 1, FINITE | class::ITSELF) || line.is_first(opening) {
        return is_apposed(line, opening, last);
    }
    if line.kind(before) == Some(Kind::Comma) {
        return true;
    }
    let small = line.word(before).starts_with(char::is_lowercase);
    let plain = line.get(before).is_some_and(|t| t.entry.classes == 0);
    let noun = line.phrase_ending(before).filter(|_| small && plain);
    noun.is_some_and(|n| {
        let comma = n.first > 0 && line.kind(n.first - 1) == Some(Kind::Comma);
        line.is(n.first, class::DETERMINER) && (comma || line.opens_clause(n.first))
    })
}

/// Whether a name stands between commas behind a noun with which a clause opens.
fn is_apposed(line: &Line<'_>, opening: usize, last: usize) -> bool {
    let comma = opening
        .checked_sub(1)
        .filter(|_| line.lexicon.speech.apposes);
    let closed = line.kind(last + 1) == Some(Kind::Comma);
    let noun = comma
        .filter(|c| closed && line.kind(*c) == Some(Kind::Comma))
        .and_then(|c| line.phrase_ending(c.checked_sub(1)?));
    noun.is_some_and(|n| line.is(n.first, class::DETERMINER) && line.opens_clause(n.first))
}

/// II, XIV.
fn is_numeral(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

/// NATO, CNN.
fn is_acronym(word: &str) -> bool {
    word.len() > 1 && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
}

impl Named<'_> {
    /// The name behind all titles with which a phrase ends or begins.
    pub(super) fn is_in(&self, paragraph: usize, first: usize, last: usize) -> bool {
        self.paragraph == paragraph && first <= self.first && self.last <= last
    }

    /// Whom the title before the name can mean: Mr, Mrs.
    pub(super) fn gender(&self, line: &Line<'_>) -> u8 {
        let before = self.first.checked_sub(1).map_or("", |b| line.word(b));
        let speech = line.lexicon.speech;
        // La maire Tilda Marrow; a title by itself tells more than an article.
        let article = self
            .first
            .checked_sub(2)
            .map_or("", |b| line.word(b))
            .to_lowercase();
        let role = self
            .first
            .checked_sub(1)
            .is_some_and(|b| line.is_somebody(b));
        let ends = |endings: &[&str]| role && endings.iter().any(|e| before.ends_with(e));
        let opens = |articles: &[&str]| role && articles.contains(&article.as_str());
        if speech.titles_of_men.contains(&before) {
            gender::MALE
        } else if speech.titles_of_women.contains(&before)
            || ends(speech.endings_of_women)
            || opens(speech.articles_of_women)
        {
            gender::FEMALE
        } else if opens(speech.articles_of_men) {
            gender::MALE
        } else {
            0
        }
    }

    /// What the copy says that somebody is: *campaign manager Ida Orr*; *Ida Orr, the campaign manager*.
    pub(super) fn role(&self, line: &Line<'_>) -> Option<String> {
        self.role_before(line).or_else(|| self.role_behind(line))
    }

    fn role_before(&self, line: &Line<'_>) -> Option<String> {
        let phrase = line.phrase_ending(self.last)?;
        let mut last = self.first.checked_sub(1)?;
        // *candidate Sen. Ida Orr* is a candidate.
        while last > phrase.first
            && line.is(last, class::HONORIFIC)
            && self.is_shortened(line, last)
        {
            last -= 1;
        }
        // What stands before a preposition is something else: *a letter from campaign manager Ida Orr*.
        let opens = class::PREPOSITION | class::DETERMINER | class::CONJUNCTION;
        let first = (phrase.first..=last).rev().find(|i| line.is(*i, opens));
        let first = first.map_or(phrase.first, |i| i + 1);
        let verb =
            |i: usize| line.is_verb(i) && !line.is_somebody(i) || i > first && line.is_past(i);
        if first > last || (first..=last).any(verb) {
            return None;
        }
        // A title by itself is no office.
        let office = line.is(last, class::ROLE) || line.is_somebody(last);
        let office = office && !line.is(last, class::GROUP | class::DOCUMENT);
        // *younger* and *cheers* end as those do who do something.
        let listed =
            line.is(last, class::ROLE | class::SOMEBODY) || line.lexicon.speech.capital_nouns;
        let short = first == last && (line.word(last).len() < SHORTEST || !listed);
        let (from, to) = (line.get(first)?, line.get(last)?);
        let text = line.text.get(from.start..to.end)?;
        (office && !short && !self.is_shortened(line, last))
            .then(|| as_within(line, first, last, text))
    }

    /// Whether a full stop shortens a word.
    fn is_shortened(&self, line: &Line<'_>, at: usize) -> bool {
        let behind = line.get(at).and_then(|t| line.text.get(t.end..));
        behind.is_some_and(|b| b.starts_with('.'))
    }

    fn role_behind(&self, line: &Line<'_>) -> Option<String> {
        let comma = self.last + 1;
        if line.kind(comma) != Some(Kind::Comma) || line.is_possessive(self.last) {
            return None;
        }
        let mut first = comma + 1;
        let small = line.word(first).starts_with(char::is_lowercase);
        if line.is(first, class::DETERMINER) {
            first += 1;
        }
        let end = (first..first + LONGEST_ROLE)
            .find(|i| line.kind(*i) != Some(Kind::Word) || line.is_first(*i))?;
        let stops =
            class::RELATIVE | class::AUXILIARY | class::PRONOUN | class::PARTICIPLE | class::TIME;
        let clean =
            !(first..end).any(|i| line.is(i, stops) || line.is_verb(i) && !line.is_somebody(i));
        let head = line.phrase_starting(first)?;
        let somebody = line.is_somebody(head.head) && head.last + 1 == end;
        let closed = matches!(line.kind(end), Some(Kind::Comma | Kind::Stop));
        let (from, to) = (line.get(first)?, line.get(end.checked_sub(1)?)?);
        let text = line.text.get(from.start..to.end)?;
        (small && clean && somebody && closed).then(|| one_line(text))
    }
}

/// A shorter title is an abbreviation.
const SHORTEST: usize = 5;

/// A role has so many words at the most.
const LONGEST_ROLE: usize = 12;

/// An office as it stands within a sentence: *Campaign manager Ida Orr* is a campaign manager, *Mayor Ida Orr* a Mayor.
fn as_within(line: &Line<'_>, first: usize, last: usize, text: &str) -> String {
    let word = line.word(first);
    let small = line.lexicon.speech.words_before_office;
    let lower = word.to_lowercase();
    let known = line.is(first, class::ROLE | class::SOMEBODY | class::GROUP);
    let next_small = line.word(first + 1).starts_with(char::is_lowercase);
    let plain = if first == last {
        known && !line.is(first, class::HONORIFIC)
    } else {
        known && next_small && !line.lexicon.speech.proper_offices.contains(&lower.as_str())
    };
    let opens = line.is_first(first) && !line.lexicon.speech.capital_nouns;
    let words = one_line(text);
    match words.strip_prefix(word) {
        Some(rest) if opens && (plain || small.contains(&lower.as_str())) => lower + rest,
        _ => words,
    }
}
