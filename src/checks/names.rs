//! Where the copy has words of actors' names, or words that are nearly one.
//!
//! In come an article and its words; out go places. What they mean is for the checks to say.

use super::input::Input;
use crate::language::slip::{Slip, base, has_capital_nouns, inflects_names, most_slips, slip};
use crate::language::{bare, class};
use crate::model::{Actor, ActorKind, Extent, Mention, Source, Who};

/// What part a word has in what an actor is called.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Part {
    /// The last word of a person's name.
    Family,
    /// Any other word of a name.
    Other,
    /// A word of an alias.
    Alias,
}

/// A capitalised word of what an actor is called.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct NameWord<'a> {
    /// The first bytes of the text: compared first, they spare the rest.
    key: u64,
    pub(super) text: &'a str,
    /// Whose it is, as an index into the actors.
    pub(super) actor: usize,
    pub(super) part: Part,
    /// By itself it can mean the actor.
    pub(super) alone: bool,
}

/// A capitalised word of the copy.
#[derive(Clone, Copy, Debug)]
pub(super) struct Capital<'a> {
    /// Its index among the article's words.
    pub(super) word: usize,
    /// Its bytes in the article, without the ending of a possessive.
    pub(super) place: Extent,
    pub(super) text: &'a str,
}

/// A word that is nearly a name's.
#[derive(Clone, Copy, Debug)]
pub(super) struct Near<'a> {
    pub(super) at: Capital<'a>,
    pub(super) name: NameWord<'a>,
    pub(super) slip: Slip,
}

/// The names of an article's actors, and their places in it.
#[derive(Debug)]
pub(super) struct Names<'a> {
    /// Sorted by their text.
    words: Vec<NameWord<'a>>,
    /// Sorted by id.
    ids: Vec<(&'a str, usize)>,
    /// For each first letter the lengths, as bits, of words that can be a name's or nearly so;
    /// and for each second letter, of those that can be so but for the first.
    lengths: [[u64; 32]; 2],
    /// For each of the words its shape, and the lengths of what is nearly it.
    shapes: Vec<(Shape, u64)>,
    /// Words of names, in the order of the text.
    pub(super) hits: Vec<(Capital<'a>, usize)>,
    /// Words that are nearly a name's and no actor's, in the order of the text.
    pub(super) near: Vec<Near<'a>>,
}

/// Of so many aliases of one actor words are looked for; and a word has so many owners.
const MOST_ALIASES: usize = 32;

/// Among more words of names most words are nearly one: then slips are not looked for.
const MOST_NAMES: usize = 4096;

impl<'a> Names<'a> {
    pub(super) fn new(input: &Input<'a>) -> Names<'a> {
        let actors = &input.article.actors;
        let mut names = Names {
            words: Vec::with_capacity(actors.len() * 3),
            ids: (actors.iter().enumerate().map(|(i, a)| (a.id.as_str(), i))).collect(),
            lengths: [[0; 32]; 2],
            shapes: Vec::with_capacity(actors.len() * 3),
            hits: Vec::new(),
            near: Vec::new(),
        };
        names.ids.sort_unstable();
        for (i, actor) in actors.iter().enumerate() {
            names.add(input, i, actor);
        }
        names.words.sort_unstable();
        names.words.dedup_by(|b, a| {
            let same = (a.text, a.actor) == (b.text, b.actor);
            a.alone |= same && b.alone;
            same
        });
        for i in 0..names.words.len() {
            names.note_lengths(i);
        }
        if !names.words.is_empty() {
            names.find(input);
        }
        names
    }

    fn add(&mut self, input: &Input<'a>, index: usize, actor: &'a Actor) {
        let person = actor.kind == ActorKind::Person;
        let role = actor.role.as_deref().unwrap_or_default();
        // Before a person's name a title is no part of it.
        let is_title = |word: &str, of_alias: bool| {
            person
                && (input.is(word, class::HONORIFIC)
                    || of_alias && split(role).any(|r| r.eq_ignore_ascii_case(word)))
        };
        let called = |name: &'a str, of_alias: bool| {
            let words = split(name).filter(|w| is_capital(w) && w.len() > 1);
            words.skip_while(move |w| is_title(w, of_alias))
        };
        // A name with a hyphen is one.
        let tokens = actor.name.split_whitespace();
        let family = tokens
            .rev()
            .find(|t| person && is_capital(t) && is_name_like(t));
        let whole = |name: &str| split(name).nth(1).is_none();
        let alone = whole(&actor.name);
        let of_name = called(&actor.name, false).map(|text| {
            let last = family.is_some_and(|f| split(f).any(|w| w == text));
            let part = if last { Part::Family } else { Part::Other };
            (text, part, alone || last)
        });
        let aliases = actor.aliases.iter().take(MOST_ALIASES);
        let of_alias = aliases.flat_map(|alias| {
            let alone = whole(alias);
            called(alias, true).map(move |text| (text, Part::Alias, alone))
        });
        self.words
            .extend(of_name.chain(of_alias).map(|(text, part, alone)| NameWord {
                key: key(text),
                text,
                actor: index,
                part,
                alone,
            }));
    }

    fn note_lengths(&mut self, index: usize) {
        let Some(name) = self.words.get(index) else {
            return;
        };
        let shape = Shape::new(name.text);
        let (letters, bytes) = (name.text.chars().count(), name.text.len());
        let most = most_slips(letters);
        // Letters more or less, or their accents; with another first letter the same length.
        let near =
            (letters - most.min(letters)..=bytes + 2 * most).fold(0, |bits, n| bits | bit(n));
        let [first, second] = shape.first.map(usize::from);
        let [firsts, seconds] = &mut self.lengths;
        firsts[first] |= near;
        seconds[second] |= if most > 0 { bit(bytes) } else { 0 };
        self.shapes.push((shape, near));
    }

    /// Finds the places of names' words and of slips.
    fn find(&mut self, input: &Input<'a>) {
        let plain = input.plain();
        let inflected = inflects_names(input.article.header.lang.as_deref());
        let few = self.words.len() <= MOST_NAMES;
        for (i, word) in input.words().list.iter().enumerate() {
            let bytes = plain.as_bytes().get(word.start..word.end);
            let is_possible = match bytes.unwrap_or_default() {
                [a, b, ..] if a.is_ascii_uppercase() && b.is_ascii() => {
                    let [firsts, seconds] = &self.lengths;
                    firsts[usize::from(a & 31)] | seconds[usize::from(b & 31)] != 0
                }
                [a, b, ..] => !a.is_ascii_lowercase() || matches!(b, b'\'' | 0xe2),
                _ => false,
            };
            if !is_possible {
                continue;
            }
            let Some(capital) = capital(plain, i, word.start, word.end) else {
                continue;
            };
            let length = bit(capital.text.len());
            let [first, second] = first_slots(capital.text).map(usize::from);
            let [firsts, seconds] = &self.lengths;
            if (firsts[first] | seconds[second]) & length == 0 {
                continue;
            }
            let from = self.from(capital.text);
            if self.words.get(from).is_some_and(|w| w.text == capital.text) {
                self.hits.push((capital, from));
                continue;
            }
            if !few || !capital.text.chars().any(char::is_lowercase) {
                continue;
            }
            let shape = Shape::new(capital.text);
            let shapes = self.words.iter().zip(&self.shapes);
            let likely = shapes.filter(|(name, (s, near))| {
                near & length != 0 && s.is_like(&shape, name.text, capital.text)
            });
            self.near.extend(likely.filter_map(|(name, _)| {
                let slip = slip(capital.text, name.text, inflected)?;
                let name = *name;
                Some(Near {
                    at: capital,
                    name,
                    slip,
                })
            }));
        }
    }

    /// The first of the words that is not before `word`.
    fn from(&self, word: &str) -> usize {
        let key = key(word);
        (self.words).partition_point(|w| (w.key, w.text) < (key, word))
    }

    /// The actor of an id.
    pub(super) fn actor(&self, id: &str) -> Option<usize> {
        let at = self.ids.partition_point(|(known, _)| *known < id);
        let found = self.ids.get(at).filter(|(known, _)| *known == id);
        found.map(|(_, actor)| *actor)
    }

    /// Whose the word of a hit is, and as what.
    pub(super) fn owners(&self, hit: usize) -> impl Iterator<Item = &NameWord<'a>> {
        let text = self.words.get(hit).map(|w| w.text);
        let owners = self.words.iter().skip(hit).take(MOST_ALIASES);
        owners.take_while(move |w| Some(w.text) == text)
    }

    /// Whose a word is that may be a name's.
    pub(super) fn owners_of(&self, word: &str) -> impl Iterator<Item = &NameWord<'a>> {
        let owners = self.words.iter().skip(self.from(word)).take(MOST_ALIASES);
        owners.take_while(move |w| w.text == word)
    }

    /// All words of names.
    pub(super) fn words(&self) -> &[NameWord<'a>] {
        &self.words
    }

    /// The words that are nearly names in a range of bytes.
    pub(super) fn near_in(&self, place: Extent) -> &[Near<'a>] {
        let from = (self.near).partition_point(|n| n.at.place.start < place.start);
        let to = (self.near).partition_point(|n| n.at.place.start < place.end);
        self.near.get(from..to).unwrap_or_default()
    }

    /// The hits in a range of bytes.
    pub(super) fn hits_in(&self, place: Extent) -> &[(Capital<'a>, usize)] {
        let from = (self.hits).partition_point(|(c, _)| c.place.start < place.start);
        let to = (self.hits).partition_point(|(c, _)| c.place.start < place.end);
        self.hits.get(from..to).unwrap_or_default()
    }
}

/// What of a word can be compared at once.
#[derive(Clone, Copy, Debug)]
struct Shape {
    /// The first two letters.
    first: [u8; 2],
    /// The letters that are ASCII, as bits.
    letters: u32,
    /// The number of others.
    others: u32,
}

impl Shape {
    fn new(word: &str) -> Shape {
        let ascii = word.bytes().filter(u8::is_ascii);
        Shape {
            first: first_slots(word),
            letters: ascii.fold(0, |set, b| set | 1 << (b & 31)),
            others: word.chars().filter(|c| !c.is_ascii()).count().min(32) as u32,
        }
    }

    /// Whether a word can be nearly a name: then they are compared letter by letter.
    fn is_like(&self, other: &Shape, name: &str, word: &str) -> bool {
        if self.first[0] != other.first[0] {
            let behind = |text: &str| text.len() - text.chars().next().map_or(0, char::len_utf8);
            return name
                .as_bytes()
                .ends_with(&word.as_bytes()[word.len() - behind(word)..])
                && behind(name) == behind(word);
        }
        // A letter for another is two that differ.
        let most = 2 * most_slips(name.len()) as u32 + self.others + other.others;
        (self.letters ^ other.letters).count_ones() <= most
    }
}

/// For each of a word's first two letters a number below 32, whatever its case and accents.
fn first_slots(word: &str) -> [u8; 2] {
    if let [a, b, ..] = word.as_bytes()
        && a.is_ascii()
        && b.is_ascii()
    {
        return [a & 31, b & 31];
    }
    let mut letters = word.chars().map(|c| (base(c) as u32 & 31) as u8);
    [letters.next(), letters.next()].map(|slot| slot.unwrap_or(0))
}

/// The first eight bytes of a word as a number; numbers have the order of the words.
fn key(word: &str) -> u64 {
    let mut bytes = [0; 8];
    for (to, from) in bytes.iter_mut().zip(word.bytes()) {
        *to = from;
    }
    u64::from_be_bytes(bytes)
}

/// A length as a bit; all lengths from 63 are one.
fn bit(length: usize) -> u64 {
    1 << length.min(63)
}

/// The words of a name.
pub(super) fn split(name: &str) -> impl Iterator<Item = &str> {
    let words = name.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
    let bare = words.map(|w| bare(w).trim_matches(['\'', '’']));
    bare.filter(|w| !w.is_empty())
}

/// Whether a word begins with a capital.
pub(super) fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether the word can be a name's last: KC, MP, II and Jr cannot.
fn is_name_like(word: &str) -> bool {
    word.chars().any(char::is_lowercase) && !matches!(word, "Jr" | "Sr")
}

/// The capitalised word at a word's place: without a possessive's ending, and without the
/// article before it, as in d’Orbel.
fn capital(plain: &str, word: usize, start: usize, end: usize) -> Option<Capital<'_>> {
    let whole = plain.get(start..end)?;
    let (mut from, to) = (start, start + bare(whole).len());
    if !is_capital(whole)
        && let Some(at) = whole.find(['\'', '’']).filter(|at| *at < 3)
    {
        from += at + whole[at..].chars().next().map_or(1, char::len_utf8);
    }
    let text = plain.get(from..to).filter(|t| is_capital(t))?;
    let place = Extent {
        start: from,
        end: to,
    };
    Some(Capital { word, place, text })
}

impl<'a> Input<'a> {
    /// The actor that a source names.
    pub(super) fn actor_of(&self, source: &Source) -> Option<usize> {
        match &source.who {
            Who::Actor(id) => self.names().actor(id),
            _ => None,
        }
    }

    /// Whether the language's tables have a word in one of the classes.
    pub(super) fn is(&self, word: &str, classes: u32) -> bool {
        self.lexicon()
            .is_some_and(|l| l.entry(word).classes & classes != 0)
    }

    /// Whether capitals tell names from other words.
    pub(super) fn capitals_mean_names(&self) -> bool {
        !has_capital_nouns(self.article.header.lang.as_deref())
    }

    /// The word before or behind one, if nothing but a space or a hyphen stands between, or the
    /// stop of a title; its capitalised part, if it has one.
    pub(super) fn beside(&self, capital: &Capital<'_>, behind: bool) -> Option<Capital<'a>> {
        let index = if behind {
            capital.word.checked_add(1)
        } else {
            capital.word.checked_sub(1)
        };
        let word = self.words().list.get(index?)?;
        let gap = if behind {
            self.plain().get(capital.place.end..word.start)
        } else {
            self.plain().get(word.end..capital.place.start)
        };
        gap.filter(|g| {
            let title = g.strip_prefix('.').filter(|_| word.is(class::HONORIFIC));
            is_space(title.unwrap_or(g)) || matches!(*g, "-" | "\u{2010}" | "\u{2011}")
        })?;
        self::capital(self.plain(), index?, word.start, word.end)
    }

    /// Whether a word at the beginning of a sentence is one that speaks or owns something.
    pub(super) fn is_subject(&self, at: &Capital<'_>) -> bool {
        /// People without a name.
        const ANYBODY: &[&str] = &[
            "Another",
            "Both",
            "Each",
            "Either",
            "Everybody",
            "Everyone",
            "Few",
            "Many",
            "Most",
            "Neither",
            "Nobody",
            "None",
            "Others",
            "Police",
            "Several",
            "Some",
            "Somebody",
            "Someone",
        ];
        if ANYBODY.contains(&at.text) {
            return false;
        }
        let behind = self.plain().get(at.place.end..).unwrap_or_default();
        let next = self.words().list.get(at.word + 1);
        behind.starts_with("'s")
            || behind.starts_with("’s")
            || next.is_some_and(|w| w.is(class::CUE) && w.start <= at.place.end + 1)
    }

    /// Whether a word within a sentence can be a surname without anything beside it.
    pub(super) fn can_be_surname(&self, at: &Capital<'_>) -> bool {
        /// People's names seldom follow these.
        const NOT_BEFORE: &[&str] = &[
            "the", "a", "an", "this", "that", "in", "at", "near", "le", "la", "les", "el", "los",
            "las", "il", "lo", "gli", "en", "à",
        ];
        let plain = self.plain();
        let hyphen = |c: char| matches!(c, '-' | '\u{2010}' | '\u{2011}');
        let joined =
            plain[..at.place.start].ends_with(hyphen) || plain[at.place.end..].starts_with(hyphen);
        let before = at
            .word
            .checked_sub(1)
            .and_then(|i| self.words().list.get(i));
        !joined && !before.is_some_and(|w| NOT_BEFORE.contains(&w.text(plain)))
    }

    /// Whether a word is not for the article to choose: in titles of works and addresses, and
    /// where [sic] stands behind it.
    pub(super) fn is_out_of_bounds(&self, at: &Capital<'_>) -> bool {
        let (before, behind) = (
            &self.plain()[..at.place.start],
            &self.plain()[at.place.end..],
        );
        let address = before.ends_with(['@', '#', '/', '_', '.', '\\'])
            || behind.starts_with(['@', '/', '_'])
            || behind
                .strip_prefix('.')
                .is_some_and(|b| b.starts_with(char::is_alphanumeric));
        let sic = behind.trim_start();
        let terms = &self.article.terms;
        let next = terms.partition_point(|t| t.place.bytes.start <= at.place.start);
        let term = next.checked_sub(1).and_then(|i| terms.get(i));
        address
            || sic.starts_with("[sic]")
            || sic.starts_with("(sic)")
            || term.is_some_and(|t| at.place.end <= t.place.bytes.end)
    }

    /// The innermost tagged mention that holds a place.
    pub(super) fn tagged_at(&self, place: Extent) -> Option<&'a Mention> {
        /// Spans nest, but not deep around a name.
        const DEEP: usize = 8;
        let mentions = &self.article.mentions;
        let next = mentions.partition_point(|m| m.place.bytes.start <= place.start);
        let before = mentions.get(..next).unwrap_or_default().iter().rev();
        let mut tagged = before
            .take(DEEP)
            .filter(|m| !m.implicit && !m.actors.is_empty());
        tagged.find(|m| place.end <= m.place.bytes.end)
    }
}

/// Whether a mention means an actor.
pub(super) fn means(mention: &Mention, actor: &Actor) -> bool {
    mention
        .actors
        .iter()
        .any(|s| matches!(&s.who, Who::Actor(id) if *id == actor.id))
}

/// One space between two words, or the end of a line.
pub(super) fn is_space(gap: &str) -> bool {
    matches!(gap, " " | "\u{a0}" | "\n" | "\r\n" | "\u{202f}")
}

/// Whether a word stands at the beginning of a sentence, or at what may be one.
pub(super) fn opens_sentence(plain: &str, at: usize) -> bool {
    let before = plain.get(..at).unwrap_or_default();
    let bare = before.trim_end_matches([' ', '\u{a0}', '\n', '\r', '\u{202f}']);
    let spaced = bare.len() < before.len();
    if before[bare.len()..].matches('\n').nth(1).is_some() {
        return true;
    }
    let mut last = bare.chars().rev();
    match last.next() {
        Some(',' | ';' | ')') => !spaced,
        Some('”' | '’' | '»' | '"' | '\'') => {
            !spaced || !last.next().is_some_and(|c| c == ',' || c.is_alphanumeric())
        }
        Some(c) => !c.is_alphanumeric(),
        None => true,
    }
}

/// What an actor is called: the name, then the aliases.
pub(super) fn called(actor: &Actor) -> impl Iterator<Item = &str> {
    std::iter::once(&actor.name)
        .chain(&actor.aliases)
        .map(String::as_str)
}

/// The titles of an actor's offices.
pub(super) fn offices(actor: &Actor) -> impl Iterator<Item = &str> {
    let titles = actor.roles.iter().map(|r| r.title.as_str());
    titles.chain(actor.role.as_deref())
}

/// Whether a word is one of an actor's offices.
pub(super) fn is_office(actor: &Actor, word: &str) -> bool {
    offices(actor).any(|office| split(office).any(|w| w.eq_ignore_ascii_case(word)))
}
