//! The words by which an article tells who speaks, each language a table.
//!
//! In come words; out go their classes for whoever looks for speakers. What a class lets a phrase do is not known
//! here.

mod english;
mod french;
mod german;
mod spanish;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Entry, Language, Table, Words};

/// Classes of words; a word can be of several.
pub(crate) mod class {
    /// A verb in a form that a subject stands beside: said, asks. The value is one of [`verb`](super::verb).
    pub(crate) const VERB: u32 = 1;
    /// A participle whose subject is that of the clause: saying.
    pub(crate) const PARTICIPLE: u32 = 1 << 1;
    /// according, in the words: who speaks stands behind it.
    pub(crate) const ACCORDING: u32 = 1 << 2;
    /// he, she: a subject; the value is one of [`gender`](super::gender).
    pub(crate) const PRONOUN: u32 = 1 << 3;
    /// who, which: its subject stands before it.
    pub(crate) const RELATIVE: u32 = 1 << 4;
    /// the, his, some, two: opens a noun phrase. The value is 1 for a possessive.
    pub(crate) const DETERMINER: u32 = 1 << 5;
    /// of, for, in. The value is 1 where a phrase can go on behind it: a spokesman for the port.
    pub(crate) const PREPOSITION: u32 = 1 << 6;
    /// and, but, that: what stands behind it can be a clause. The value is 1 for and, 2 for what joins two sentences.
    pub(crate) const CONJUNCTION: u32 = 1 << 7;
    /// has, was, would: may stand between subject and verb. The value is 1 for what makes a passive: was.
    pub(crate) const AUXILIARY: u32 = 1 << 8;
    /// also, later, not: likewise.
    pub(crate) const ADVERB: u32 = 1 << 9;
    /// Mr, Dr.
    pub(crate) const HONORIFIC: u32 = 1 << 10;
    /// president, spokeswoman: a person by what she does.
    pub(crate) const ROLE: u32 = 1 << 11;
    /// source, resident: a person without a name.
    pub(crate) const SOMEBODY: u32 = 1 << 12;
    /// campaign, ministry: many who speak as one.
    pub(crate) const GROUP: u32 = 1 << 13;
    /// report, letter: what is written.
    pub(crate) const DOCUMENT: u32 = 1 << 14;
    /// Monday, morning, March: when.
    pub(crate) const TIME: u32 = 1 << 15;
    /// de, van: within names.
    pub(crate) const PARTICLE: u32 = 1 << 16;
    /// Any other verb: no noun phrase goes over it.
    pub(crate) const OTHER_VERB: u32 = 1 << 17;
    /// phrase, slogan, term: what follows in quotation marks is no speech.
    pub(crate) const NAMING: u32 = 1 << 18;
    /// that: opens a clause that tells what is said.
    pub(crate) const THAT: u32 = 1 << 19;
    /// of: any noun can have a phrase behind it.
    pub(crate) const OF: u32 = 1 << 20;
    /// by: whoever acts in a passive stands behind it.
    pub(crate) const BY: u32 = 1 << 21;
    /// with: a participle behind the phrase that follows has that for its subject.
    pub(crate) const WITH: u32 = 1 << 22;
    /// to: an infinitive follows.
    pub(crate) const TO: u32 = 1 << 23;
    /// the: somebody of whom the article has told.
    pub(crate) const THE: u32 = 1 << 24;
    /// told: whoever stands behind it is told.
    pub(crate) const TELLING: u32 = 1 << 25;
    /// des, der: a phrase that it opens can belong to the noun before.
    pub(crate) const GENITIVE: u32 = 1 << 26;
    /// den, ihm: opens no subject.
    pub(crate) const OBLIQUE: u32 = 1 << 27;
    /// wie, comme: opens a clause behind a quotation that tells who says it.
    pub(crate) const AS: u32 = 1 << 28;
    /// nach, in nach Angaben: makes a noun of [`according::NOUN`](super::according::NOUN) what it is.
    pub(crate) const AFTER: u32 = 1 << 29;
    /// sich, se: what it stands beside is no passive.
    pub(crate) const ITSELF: u32 = 1 << 30;
    /// teilte, in teilte mit: a verb of speech only with its other part at the end of the clause.
    pub(crate) const SPLIT: u32 = 1 << 31;
}

/// What a verb takes.
pub(crate) mod verb {
    /// Words or a clause: said.
    pub(crate) const SAY: u8 = 0;
    /// Somebody or something, and then words for it: called the plan “mad”.
    pub(crate) const CALL: u8 = 1;
    /// As [`SAY`], but of thoughts: hoped.
    pub(crate) const THINK: u8 = 2;
    /// Only beside a quotation: began, went on.
    pub(crate) const WEAK: u8 = 3;
    /// Whose words they are is its subject in the passive: wird zitiert.
    pub(crate) const QUOTED: u8 = 4;
    /// With a pronoun for a subject, and what says it behind a preposition: heißt es in dem Brief.
    pub(crate) const IT_SAYS: u8 = 5;
}

/// Where whoever speaks stands beside a word of [`class::ACCORDING`].
pub(crate) mod according {
    /// Behind it: according to Vell.
    pub(crate) const TO: u8 = 0;
    /// Behind it, and it stands right behind what is said: so Vell.
    pub(crate) const SO: u8 = 1;
    /// Before it: Vell zufolge.
    pub(crate) const POST: u8 = 2;
    /// Behind it; the word means something else unless one of [`class::AFTER`] stands before it: nach Angaben Vells.
    pub(crate) const NOUN: u8 = 3;
    /// Behind it, and a clause or its last part begins there: para Vell, “…”
    pub(crate) const FOR: u8 = 4;
}

/// What a noun before quotation marks needs to tell that they hold a name.
pub(crate) mod naming {
    /// A capital: l'organisation « Quai libre ».
    pub(crate) const PROPER: u8 = 7;
}

/// What an adverb or an auxiliary does to what is said.
pub(crate) mod denial {
    /// It is not said: not, never, didn’t.
    pub(crate) const NOT: u8 = 9;
}

/// Whom a pronoun can mean.
pub(crate) mod gender {
    /// he
    pub(crate) const MALE: u8 = 1;
    /// she
    pub(crate) const FEMALE: u8 = 2;
    /// they
    pub(crate) const MANY: u8 = 3;
    /// it
    pub(crate) const THING: u8 = 4;
    /// I, we: whoever writes.
    pub(crate) const WRITER: u8 = 5;
}

/// A language's tables of speech.
pub(crate) struct Speech {
    /// Its code in BCP 47, without region.
    pub(crate) code: &'static str,
    /// Class, value and words in lower case, with spaces between them.
    tables: &'static [(u32, u8, &'static str)],
    /// Titles before a name that say whom a pronoun can mean, with their capitals.
    pub(crate) titles_of_men: &'static [&'static str],
    pub(crate) titles_of_women: &'static [&'static str],
    /// Every noun has a capital: a capital makes no name.
    pub(crate) capital_nouns: bool,
    /// A sentence can begin with something else than its subject, which then stands behind the verb.
    pub(crate) free_order: bool,
    /// Verbs can stand at the end of their clause, far from their subject.
    pub(crate) verbs_last: bool,
    /// Words that lose a vowel before another: l’auteur.
    pub(crate) elisions: &'static [&'static str],
    /// The forms of verbs of two parts, and the other parts that make them verbs of speech.
    split_verbs: &'static [(&'static str, &'static str)],
    /// Words that end so are no names, where every noun has a capital.
    pub(crate) noun_endings: &'static [&'static str],
    /// Articles and endings of words for people that say whom a pronoun can mean.
    pub(crate) articles_of_men: &'static [&'static str],
    pub(crate) articles_of_women: &'static [&'static str],
    pub(crate) endings_of_women: &'static [&'static str],
    /// Words that end so are adverbs.
    pub(crate) adverb_endings: &'static [&'static str],
    /// Behind a verb that says little, they make it one of speech: on, of *went on*.
    pub(crate) speech_particles: &'static [&'static str],
    /// Words that end so can be verbs of the past: barked; and verbs with a subject: barks.
    pub(crate) past_endings: &'static [&'static str],
    pub(crate) verb_endings: &'static [&'static str],
    /// Words that end so say whose: Vell’s. So does an apostrophe behind the letter of plurals.
    pub(crate) possessives: &'static [&'static str],
    pub(crate) plural_ending: Option<char>,
    /// Verbs in the mood of what others say: sei.
    pub(crate) reporting_moods: &'static [&'static str],
    /// Verbs of speech that are nouns as often, where only a word of no known kind stands before them: reports.
    pub(crate) nouns_as_verbs: &'static [&'static str],
    /// Words that stand before an office and have capitals only where a sentence begins: former.
    pub(crate) words_before_office: &'static [&'static str],
    /// Offices that have a capital everywhere: Republican.
    pub(crate) proper_offices: &'static [&'static str],
    /// Words that open a clause that tells when or why, within a sentence: when.
    pub(crate) subordinators: &'static [&'static str],
    /// Verbs by which somebody asks whoever is named behind them, and who answers next.
    pub(crate) asking: &'static [&'static str],
    /// Longer words that have small letters in titles.
    pub(crate) small_in_titles: &'static [&'static str],
    /// Articles of many that are none of the words that open a phrase elsewhere: des témoins.
    pub(crate) partitives: &'static [&'static str],
    /// Words between a verb and the subject behind it that say for whom it speaks: pour sa part.
    pub(crate) asides: &'static [&'static [&'static str]],
    /// At a sentence's beginning, before whose opinion it is: pour Vell.
    pub(crate) for_whom: &'static [&'static str],
    /// A noun can have its name between commas behind it also where no verb follows: dit la maire, Ida Orr.
    pub(crate) apposes: bool,
    /// Words that end so and begin a sentence are verbs and no names.
    pub(crate) opening_verbs: &'static [&'static str],
    /// A verb can stand without its subject: who speaks is whoever spoke before.
    pub(crate) subject_left_out: bool,
    /// An office begins with its noun: directora del puerto.
    pub(crate) office_first: bool,
    /// News agencies, to which somebody speaks.
    pub(crate) agencies: &'static [&'static str],
    /// Words that end so are people: teacher, analyst; or groups, or something written.
    person_endings: &'static str,
}

impl Speech {
    /// What a language has that needs nothing of its own: a table names only what it has.
    const NONE: Speech = Speech {
        code: "",
        tables: &[],
        titles_of_men: &[],
        titles_of_women: &[],
        capital_nouns: false,
        free_order: false,
        verbs_last: false,
        elisions: &[],
        split_verbs: &[],
        noun_endings: &[],
        articles_of_men: &[],
        articles_of_women: &[],
        endings_of_women: &[],
        adverb_endings: &[],
        speech_particles: &[],
        past_endings: &[],
        verb_endings: &[],
        possessives: &[],
        plural_ending: None,
        reporting_moods: &[],
        nouns_as_verbs: &[],
        words_before_office: &[],
        proper_offices: &[],
        subordinators: &[],
        asking: &[],
        small_in_titles: &[],
        partitives: &[],
        asides: &[],
        for_whom: &[],
        apposes: false,
        opening_verbs: &[],
        subject_left_out: false,
        office_first: false,
        agencies: &[],
        person_endings: "",
    };
}

/// A language ready to look words up in.
pub(crate) struct SpeechLexicon {
    pub(crate) speech: &'static Speech,
    /// Verbs of two parts by their forms, each with its other parts.
    pub(crate) split_verbs: BTreeMap<&'static str, Vec<&'static str>>,
    /// How words for people, groups and what is written end, by their last two bytes.
    person_endings: FxHashMap<[u8; 2], Vec<&'static str>>,
    table: Table,
}

impl SpeechLexicon {
    fn new(speech: &'static Speech) -> SpeechLexicon {
        let own = speech.tables.iter();
        let own = own.flat_map(|(class, value, words)| {
            words.split_whitespace().map(|w| (*class, *value, w))
        });
        let language = super::of_times(Some(speech.code)).map(|l| l.language);
        // May and March are names as well: they tell nothing of a phrase.
        let ambiguous = |word: &str| {
            let names = |c: &super::Calendar| {
                c.names.contains(&word) || !c.capitals && c.phrases.first_names.contains(&word)
            };
            language.is_some_and(|l| names(&l.calendar))
        };
        let listed = |word: &str| {
            let rows = speech.tables.iter();
            let mut verbs = rows
                .filter(|(c, ..)| c & (class::VERB | class::PARTICIPLE | class::ACCORDING) != 0);
            verbs.any(|(_, _, words)| words.split_whitespace().any(|w| w == word))
        };
        let rows = language.into_iter().flat_map(Language::rows);
        let shared = rows.flat_map(|(classes, _, words)| {
            let class = shared(*classes);
            words.iter().map(move |w| (class, 0, *w))
        });
        let shared = shared.filter(|(class, _, word)| match *class {
            0 => false,
            class::VERB => !listed(word),
            class::TIME => !ambiguous(word),
            _ => true,
        });
        let mut split_verbs: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (forms, others) in speech.split_verbs {
            for form in forms.split_whitespace() {
                let of_form = split_verbs.entry(form).or_default();
                of_form.extend(others.split_whitespace());
            }
        }
        let mut person_endings: FxHashMap<[u8; 2], Vec<&str>> = FxHashMap::default();
        for ending in speech.person_endings.split_whitespace() {
            let last = ending.as_bytes().last_chunk();
            debug_assert!(last.is_some(), "{ending} has one letter");
            person_endings
                .entry(last.copied().unwrap_or_default())
                .or_default()
                .push(ending);
        }
        SpeechLexicon {
            speech,
            split_verbs,
            person_endings,
            table: Table::new(own.chain(shared)),
        }
    }

    /// Whom a pronoun can mean, in this language or another; 0 if it tells nothing.
    pub(crate) fn gender(&self, pronoun: &str) -> u8 {
        let all = std::iter::once(self).chain(LEXICONS.iter());
        let mut entries = all.map(|l| l.entry(pronoun));
        let found = entries.find(|e| e.classes & class::PRONOUN != 0);
        found.map_or(0, |e| e.value)
    }

    /// Whether a word ends as those for people, groups and what is written do.
    pub(crate) fn ends_as_somebody(&self, word: &str) -> bool {
        let last = word.as_bytes().last_chunk();
        let alike = last.and_then(|l| self.person_endings.get(l));
        alike.is_some_and(|e| e.iter().any(|e| word.ends_with(e)))
    }

    /// What the tables say of a word.
    pub(crate) fn entry(&self, word: &str) -> Entry {
        self.table.entry_at(word.as_bytes(), 0..word.len())
    }

    /// The words of a text with their classes of speech.
    pub(crate) fn words(&self, text: &str) -> Words {
        Words::with(text, |bytes, place| self.table.entry_at(bytes, place))
    }
}

/// The class here of words that a language's tables have for other purposes too; 0 if it is none.
fn shared(classes: u32) -> u32 {
    use super::class as known;
    const WHEN: u32 = known::WEEKDAY | known::MONTH | known::RELATIVE_DAY | known::PART_OF_DAY;
    match classes {
        c if c & known::CUE != 0 => class::VERB,
        c if c & known::HONORIFIC != 0 => class::HONORIFIC,
        c if c & known::SOMEBODY != 0 => class::SOMEBODY,
        c if c & WHEN != 0 => class::TIME,
        _ => 0,
    }
}

static SPEECH: [&Speech; 4] = [
    &english::ENGLISH,
    &german::GERMAN,
    &french::FRENCH,
    &spanish::SPANISH,
];

static LEXICONS: LazyLock<Vec<SpeechLexicon>> =
    LazyLock::new(|| SPEECH.iter().map(|s| SpeechLexicon::new(s)).collect());

/// The tables for an article whose header has this `lang`; English ones if it has none.
pub(crate) fn of(lang: Option<&str>) -> Option<&'static SpeechLexicon> {
    let code = super::code(lang);
    LEXICONS
        .iter()
        .find(|l| l.speech.code.eq_ignore_ascii_case(code))
}
