//! The words and attributes of tags, the header's keys, and what each means: for hover and completion.

/// A word, and its meaning in a sentence.
pub(super) type Word = (&'static str, &'static str);

/// Words of a tag.
pub(super) const ROLES: [Word; 4] = [
    ("title", "Quoted, but nobody's speech: the title of a work."),
    ("term", "Quoted, but nobody's speech: a term."),
    (
        "scare",
        "Quoted, but nobody's speech: words that the writer keeps at a distance.",
    ),
    (
        "cue",
        "The words that introduce speech: said, told, according to.",
    ),
];

/// Attributes of a tag.
pub(super) const ATTRIBUTES: [Word; 9] = [
    (
        "by",
        "Who says it: `by=@name`, `by=\"a senior engineer\"` for somebody whom the article does not name, or `by=#id` for the span with that id. On a span it makes an indirect quote.",
    ),
    ("to", "To whom it is said; takes what `by=` takes."),
    (
        "via",
        "Who reports having heard it; takes what `by=` takes.",
    ),
    (
        "cue",
        "The cue's span, where it is not the nearest: `cue=#id`.",
    ),
    ("on", "The day on which it was said: an EDTF date."),
    (
        "medium",
        "How it was expressed: `speech`, `writing` or `thought`.",
    ),
    (
        "type",
        "How closely it gives the words: `direct`, `indirect`, `mixed` or `reported`.",
    ),
    (
        "date",
        "A date value that holds braces, in quotation marks.",
    ),
    (
        "mod",
        "What the words do to the date: TimeML's modifiers, such as `before`, `more-than`, `start`, `approx`.",
    ),
];

/// Signs of a tag.
pub(super) const SIGNS: [Word; 2] = [
    (
        "+",
        "Continues the quote before: the same speaker, the same utterance.",
    ),
    (
        "@?",
        "The speaker, or who is meant, is not yet known: on the work list.",
    ),
];

/// Keys of the header.
pub(super) const KEYS: [Word; 9] = [
    ("title", "The headline."),
    (
        "date",
        "When the article was published: the anchor of every relative date.",
    ),
    ("place", "Where it was filed."),
    ("source", "Who published it."),
    ("author", "Who wrote it."),
    (
        "lang",
        "Its language, as in `en` or `de`; it chooses the quotation marks.",
    ),
    ("url", "Where it can be read."),
    ("id", "A name for the article."),
    (
        "actors",
        "Who speaks in it: `name: Full Name, role`, or a map.",
    ),
];

/// Keys of an actor.
pub(super) const ACTOR_KEYS: [Word; 9] = [
    ("name", "The full name."),
    (
        "kind",
        "`person`, `organization`, `group`, `document` or `place`.",
    ),
    ("role", "The present office."),
    ("roles", "Offices with their times: `title`, `from`, `to`."),
    ("aliases", "Other names, as in `[Vell, the mayor]`."),
    ("pronouns", "As in `she/her`."),
    ("wikidata", "The item's identifier at Wikidata."),
    ("url", "A page about the actor."),
    ("note", "Anything else, for people."),
];

/// What a word means, from one of the lists.
pub(super) fn meaning(list: &[Word], word: &str) -> Option<&'static str> {
    list.iter()
        .find(|(w, _)| *w == word)
        .map(|(_, meaning)| *meaning)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ATTRIBUTES as KNOWN;
    use crate::syntax::HEADER_KEYS;

    /// What the language adds, this must explain.
    #[test]
    fn every_attribute_and_key_of_the_language_has_a_meaning() {
        assert_eq!(ATTRIBUTES.map(|(word, _)| word), KNOWN);
        assert_eq!(KEYS.map(|(word, _)| word), HEADER_KEYS);
    }
}
