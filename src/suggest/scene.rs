//! The article as the rules see it: words, signs and quotations in one line of tokens.
//!
//! In comes an article; out go its paragraphs as tokens, in which a quotation is one. What they mean is for the rules.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::line::Line;
use crate::language::speech::{SpeechLexicon, class, verb};
use crate::language::{self, Entry, Sentences, Word};
use crate::model::{Article, CarrierKind, Extent};

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Word,
    Comma,
    Colon,
    /// A sign that ends a sentence, or a semicolon.
    Stop,
    Dash,
    Open,
    Close,
    /// A quotation, as an index into the scene's.
    Quotation(usize),
    Other,
}

/// A word, a sign or a quotation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Its bytes in the article.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) entry: Entry,
    /// A sentence begins with it.
    pub(super) first: bool,
    /// Elsewhere in the article it is part of a name, where a capital does not tell.
    pub(super) named: bool,
    /// A hyphen joins it to the word before.
    pub(super) joined: bool,
}

/// Words in quotation marks that stand in no others.
#[derive(Clone, Debug)]
pub(super) struct Quotation {
    /// With its marks, in bytes of the article.
    pub(super) whole: Extent,
    pub(super) content: Extent,
    /// The article's quote that it is a piece of; none for a title or term.
    pub(super) quote: Option<usize>,
    /// The paragraph, and its token there.
    pub(super) paragraph: usize,
    pub(super) token: usize,
}

/// An article and its tokens.
pub(super) struct Scene<'a> {
    pub(super) article: &'a Article,
    pub(super) text: &'a str,
    pub(super) lexicon: &'static SpeechLexicon,
    tokens: Vec<Token>,
    /// The tokens of each paragraph.
    paragraphs: Vec<Range<usize>>,
    pub(super) quotations: Vec<Quotation>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(article: &'a Article, lexicon: &'static SpeechLexicon) -> Scene<'a> {
        let mut scene = Scene {
            article,
            text: article.text(),
            lexicon,
            tokens: Vec::with_capacity(article.text().len() / 5),
            paragraphs: Vec::with_capacity(article.paragraphs.len()),
            quotations: quotations(article),
        };
        let words = lexicon.words(scene.text);
        let mut next = 0;
        for (index, paragraph) in article.paragraphs.iter().enumerate() {
            let Extent { start, end } = paragraph.bytes;
            let first = scene.tokens.len();
            scene.read(start..end, words.within(start, end), index, &mut next);
            scene.end_dateline(first);
            scene.paragraphs.push(first..scene.tokens.len());
        }
        if lexicon.speech.capital_nouns {
            scene.mark_names();
        }
        scene
    }

    /// Lets a sentence begin behind the dash of a dateline: *PORT VANE, 3 March —*.
    fn end_dateline(&mut self, first: usize) {
        /// A dateline has so many tokens at the most.
        const LONGEST: usize = 16;
        let word = |t: &Token| self.text.get(t.start..t.end).unwrap_or_default();
        let tokens = self.tokens.iter().skip(first).take(LONGEST);
        let small = |t: &&Token| {
            let small = word(t).starts_with(char::is_lowercase);
            t.kind == Kind::Word && small && t.entry.classes & class::TIME == 0
        };
        let mut place = tokens.take_while(|t| !small(t) && !matches!(t.kind, Kind::Quotation(_)));
        // *PORT VANE: Ida Orr said*, too.
        let ends = |t: &Token| matches!(t.kind, Kind::Dash | Kind::Colon);
        let Some(dash) = place.clone().position(ends) else {
            return;
        };
        let shouted = |t: &Token| t.kind == Kind::Word && !word(t).contains(char::is_lowercase);
        let colon = self
            .tokens
            .get(first + dash)
            .is_some_and(|t| t.kind == Kind::Colon);
        if colon && !place.clone().take(dash).all(shouted) {
            return;
        }
        let agencies = self.lexicon.speech.agencies;
        let before = self.tokens.iter().skip(first).take(dash);
        let agency = before.clone().any(|t| agencies.contains(&word(t)));
        let capital = place
            .next()
            .is_some_and(|t| word(t).len() > 3 && !word(t).contains(char::is_lowercase));
        let next = self.tokens.get_mut(first + dash + 1);
        if let Some(next) = next.filter(|t| (capital || agency) && t.kind == Kind::Word) {
            next.first = true;
        }
    }

    /// Marks the words that are names because somewhere they stand behind a first name or a title.
    fn mark_names(&mut self) {
        let mut names: FxHashSet<&str> = FxHashSet::default();
        for paragraph in 0..self.paragraphs.len() {
            let line = self.line(paragraph);
            for at in 1..line.tokens.len() {
                let title = line.is(at - 1, class::HONORIFIC | class::ROLE);
                let joint = !line.is_first(at) && (line.is_name(at - 1) || title);
                if joint && line.is_name(at) {
                    names.insert(line.word(at));
                }
            }
        }
        let is_named = |t: &Token| {
            let word = self.text.get(t.start..t.end).unwrap_or_default();
            t.kind == Kind::Word && t.entry.classes == 0 && names.contains(word)
        };
        let named: Vec<usize> = (0..self.tokens.len())
            .filter(|i| self.tokens.get(*i).is_some_and(is_named))
            .collect();
        for at in named {
            if let Some(token) = self.tokens.get_mut(at) {
                token.named = true;
            }
        }
    }

    /// The tokens of a paragraph.
    pub(super) fn line(&self, paragraph: usize) -> Line<'_> {
        let place = self.paragraphs.get(paragraph).cloned().unwrap_or_default();
        Line {
            text: self.text,
            tokens: self.tokens.get(place).unwrap_or_default(),
            lexicon: self.lexicon,
        }
    }

    /// The words of a quotation, without marks and the spaces at its ends.
    pub(super) fn content(&self, quotation: &Quotation) -> &str {
        let Extent { start, end } = quotation.content;
        let words = self.text.get(start..end).unwrap_or_default();
        words.trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, '\'' | '’' | '‘' | '"' | '”' | '“')
        })
    }

    pub(super) fn paragraph_count(&self) -> usize {
        self.paragraphs.len()
    }

    /// Reads the tokens of a paragraph. `next` is the first quotation that is not read.
    fn read(&mut self, place: Range<usize>, words: &[Word], paragraph: usize, next: &mut usize) {
        let lang = self.article.header.lang.as_deref();
        let sentences = Sentences::new(self.text, place.start, place.end, language::of_times(lang));
        let first = self.tokens.len();
        let mut at = place.start;
        let mut words = words.iter().peekable();
        loop {
            while self
                .quotations
                .get(*next)
                .is_some_and(|q| q.whole.start < at)
            {
                *next += 1;
            }
            let quotation = self.quotations.get(*next).map(|q| q.whole);
            let quotation = quotation.filter(|q| q.start < place.end);
            let word = words.peek();
            let upcoming = quotation
                .map_or(place.end, |q| q.start)
                .min(word.map_or(place.end, |w| w.start));
            self.signs(at..upcoming, &sentences);
            let (kind, start, end, entry) = match (quotation, word) {
                (Some(q), w) if w.is_none_or(|w| q.start <= w.start) => {
                    if let Some(found) = self.quotations.get_mut(*next) {
                        (found.paragraph, found.token) = (paragraph, self.tokens.len() - first);
                    }
                    (Kind::Quotation(*next), q.start, q.end, Entry::default())
                }
                (_, Some(w)) => (Kind::Word, w.start, w.end, w.entry),
                _ => break self.join_split_verbs(first),
            };
            if kind == Kind::Word {
                self.word(start..end, entry, &sentences);
            } else {
                self.push(kind, start..end, entry, &sentences);
            }
            at = end;
            while words.next_if(|w| w.start < at).is_some() {}
        }
    }

    /// Adds a word: two where one has lost its vowel before the other.
    fn word(&mut self, place: Range<usize>, entry: Entry, sentences: &Sentences) {
        let elisions = self.lexicon.speech.elisions;
        let word = self.text.get(place.clone()).unwrap_or_default();
        let parts = || {
            let at = word.find(['\'', '’']).filter(|_| !elisions.is_empty())?;
            let (short, rest) = word.split_at(at);
            let behind = rest.trim_start_matches(['\'', '’']);
            let known = elisions.iter().any(|e| e.eq_ignore_ascii_case(short));
            known.then(|| (short, behind, place.end - behind.len()))
        };
        let Some((short, behind, next)) = parts() else {
            return self.push(Kind::Word, place, entry, sentences);
        };
        let (first, second) = (self.lexicon.entry(short), self.lexicon.entry(behind));
        self.push(Kind::Word, place.start..next, first, sentences);
        self.push(Kind::Word, next..place.end, second, sentences);
    }

    /// Makes verbs of speech of those that have their other part at the end of the clause.
    fn join_split_verbs(&mut self, first: usize) {
        /// The other part is looked for among so many tokens.
        const REACH: usize = 40;
        let verbs = &self.lexicon.split_verbs;
        if verbs.is_empty() {
            return;
        }
        let word = |t: &Token| self.text.get(t.start..t.end).unwrap_or_default();
        for at in first..self.tokens.len() {
            let Some(token) = self
                .tokens
                .get(at)
                .filter(|t| t.entry.classes & class::SPLIT != 0)
            else {
                continue;
            };
            let form = word(token).to_lowercase();
            let others = verbs.get(form.as_str()).map_or(&[][..], Vec::as_slice);
            let behind = self.tokens.iter().skip(at + 1).take(REACH);
            let clause = behind.take_while(|t| {
                !t.first && matches!(t.kind, Kind::Word | Kind::Open | Kind::Close | Kind::Other)
            });
            let last = clause.last().filter(|t| t.kind == Kind::Word);
            if last.is_some_and(|t| others.contains(&word(t)))
                && let Some(token) = self.tokens.get_mut(at)
            {
                token.entry.classes |= class::VERB;
                token.entry.value = verb::SAY;
            }
        }
    }

    fn push(&mut self, kind: Kind, place: Range<usize>, entry: Entry, sentences: &Sentences) {
        let behind = self.tokens.last().map_or(0, |t| t.end);
        let first = sentences.any_in(behind.max(1), place.start) || place.start == 0;
        self.tokens.push(Token {
            kind,
            start: place.start,
            end: place.end,
            entry,
            first,
            named: false,
            joined: behind + 1 == place.start && self.text.get(behind..place.start) == Some("-"),
        });
    }

    /// Adds the signs of a gap between words.
    fn signs(&mut self, gap: Range<usize>, sentences: &Sentences) {
        let text = self.text.get(gap.clone()).unwrap_or_default();
        if text == " " {
            return;
        }
        // Where the next word or line begins, if that is known.
        let mut next = 0;
        for (i, c) in text.char_indices() {
            let at = gap.start + i;
            let end = at + c.len_utf8();
            let kind = match c {
                ',' => Kind::Comma,
                ':' => Kind::Colon,
                ';' | '!' | '?' | '…' => Kind::Stop,
                // One that ends no sentence belongs to an abbreviation.
                '.' if ends(self.text, end, sentences, &mut next) => Kind::Stop,
                '—' | '–' | '―' => Kind::Dash,
                '-' if text.get(..i).is_some_and(|t| t.ends_with([' ', '-'])) => Kind::Dash,
                '(' | '[' => Kind::Open,
                ')' | ']' => Kind::Close,
                '.' | '-' | '\'' | '’' => continue,
                c if c.is_whitespace() => continue,
                _ => Kind::Other,
            };
            self.push(kind, at..end, Entry::default(), sentences);
        }
    }
}

/// Whether a sentence ends with the full stop before a byte. `next` is where the next word or line begins, or a byte before.
fn ends(text: &str, behind: usize, sentences: &Sentences, next: &mut usize) -> bool {
    if *next < behind {
        let rest = text.get(behind..).unwrap_or_default();
        let bare = rest.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '\n');
        *next = text.len() - bare.len();
    }
    let bare = text.get(*next..).unwrap_or_default();
    bare.is_empty() || bare.starts_with('\n') || sentences.any_in(behind, *next)
}

/// The quotations of an article that stand in no other, in the order of the text.
fn quotations(article: &Article) -> Vec<Quotation> {
    let mut all: Vec<Quotation> = Vec::with_capacity(article.quotes.len());
    let quotation = |whole: Extent, content: Extent, quote: Option<usize>| Quotation {
        whole,
        content,
        quote,
        paragraph: 0,
        token: 0,
    };
    for (index, quote) in article.quotes.iter().enumerate() {
        let pieces = quote.fragments.iter();
        let pieces = pieces.filter(|f| f.carrier == CarrierKind::Quotation);
        all.extend(pieces.map(|f| quotation(f.whole.bytes, f.content.bytes, Some(index))));
    }
    let terms = article.terms.iter().map(|t| t.place.bytes);
    all.extend(terms.map(|t| quotation(t, t, None)));
    all.sort_by_key(|q| (q.whole.start, usize::MAX - q.whole.end));
    let mut covered = 0;
    all.retain(|q| {
        let outside = q.whole.start >= covered && q.whole.start < q.whole.end;
        covered = covered.max(q.whole.end);
        outside
    });
    all
}
