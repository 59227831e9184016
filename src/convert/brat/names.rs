//! How attributes of a tag hold what brat has: names that mean something else here, events, and what leads from one annotation to another.

use crate::convert::fields::{LABEL, fields, is_field, set};
use crate::convert::standoff::Span;
use crate::convert::tags::is_key;

/// The attribute of a trigger that says what its events are, where that is not what a quote's tag says: arguments such as
/// `Content:#T3`, with `;` between events.
pub(super) const EVENT: &str = "event";
/// The attribute of a quotation whose marks are not annotated with it.
pub(super) const MARKS: &str = "marks";
/// The attribute with the relations of an annotation to others: `Part-of:#T2`, and in full `Part-of:Arg1:#T1:Arg2:#T2`.
pub(super) const RELATION: &str = "relation";
/// The attribute with those that an annotation is the same as: `#T2 #T3`, with `;` between several such sets.
pub(super) const EQUIV: &str = "equiv";
/// What brat calls a set of annotations that are the same.
pub(super) const EQUIV_TYPE: &str = "Equiv";
/// The roles in a relation that need not be named.
pub(super) const ROLES: [&str; 2] = ["Arg1", "Arg2"];
/// What brat calls a note that nobody gave another name.
const NOTE: &str = "AnnotatorNotes";
/// Begins the attribute that says where an entry of a data base stands.
const REFERENCE: &str = "ref-";

/// The kinds of lines that say something of one annotation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Saying {
    Attribute,
    Note,
    Reference,
}

/// The sign of a kind, and the letter that it has in attributes.
const SAYINGS: [(Saying, char, char); 3] = [
    (Saying::Attribute, 'A', 'a'),
    (Saying::Note, '#', 'n'),
    (Saying::Reference, 'N', 'r'),
];

impl Saying {
    /// The kind of a line that begins with a sign; `M` is an old form of `A`.
    pub(super) fn of(sign: &str) -> Option<Saying> {
        Some(match sign {
            "A" | "M" => Saying::Attribute,
            "#" => Saying::Note,
            "N" => Saying::Reference,
            _ => return None,
        })
    }

    pub(super) fn sign(self) -> char {
        let found = SAYINGS.iter().find(|(kind, ..)| *kind == self);
        found.map_or('A', |(_, sign, _)| *sign)
    }

    fn letter(self) -> char {
        let found = SAYINGS.iter().find(|(kind, ..)| *kind == self);
        found.map_or('a', |(.., letter)| *letter)
    }
}

/// More lines of one name for one span are left out.
const MOST: usize = 1000;

/// The attribute's name for what a line says, where nothing else has that name; none if no tag can have it. What stands in the
/// way of the plain name (the language's own attributes, ours for brat, one that is there already) gets `brat-a-` in front, or
/// `n` for a note and `r` for a reference, and a number from the second on.
fn key(saying: Saying, name: &str, text: &str, prefix: &str, taken: &Span) -> Option<String> {
    let plain = match saying {
        Saying::Note if name == NOTE => "note".to_owned(),
        Saying::Note => format!("note-{name}"),
        Saying::Reference => format!("{REFERENCE}{name}"),
        Saying::Attribute => name.to_owned(),
    };
    let ours = [LABEL, EVENT, MARKS, RELATION, EQUIV, "pieces", "words"];
    let means_other = saying == Saying::Attribute
        && (ours.contains(&name)
            || ["note", REFERENCE, "brat-", EVENT]
                .iter()
                .any(|begin| name.starts_with(begin)))
        || text.is_empty() && saying == Saying::Note;
    let fits = |key: &str| is_key(key) && !taken.attributes.contains_key(key);
    let plain = format!("{prefix}{plain}");
    if !means_other && fits(&plain) {
        return Some(plain);
    }
    let letter = saying.letter();
    let numbered = (1..MOST).map(|n| match n {
        1 => format!("{prefix}brat-{letter}-{name}"),
        n => format!("{prefix}brat-{letter}{n}-{name}"),
    });
    let mut free = numbered.skip_while(|key| taken.attributes.contains_key(key));
    free.next().filter(|key| is_key(key))
}

/// What an attribute is in brat: the kind of line, and the name there.
pub(super) fn saying<'k>(key: &'k str, text: &str) -> (Saying, &'k str) {
    if let Some(rest) = key.strip_prefix("brat-")
        && let Some((letter, name)) = rest.split_once('-')
    {
        let is_number = letter
            .get(1..)
            .is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
        let of = SAYINGS.iter().find(|(.., l)| letter.starts_with(*l));
        if let Some((saying, ..)) = of.filter(|_| is_number) {
            return (*saying, name);
        }
    }
    if key == "note" {
        return (Saying::Note, NOTE);
    }
    if let Some(name) = key.strip_prefix("note-") {
        return (Saying::Note, name);
    }
    // A reference names its data base.
    let is_reference = text.split(' ').next().is_some_and(|r| r.contains(':'));
    match key.strip_prefix(REFERENCE).filter(|_| is_reference) {
        Some(name) => (Saying::Reference, name),
        None => (Saying::Attribute, key),
    }
}

/// Puts into a span what a line says of it, or, with a prefix, of its event. False if no tag can have the name.
pub(super) fn say(span: &mut Span, saying: Saying, name: &str, text: &str, prefix: &str) -> bool {
    if prefix.is_empty() && saying == Saying::Attribute && is_field(span.label, name) {
        // Only where it says just that.
        let mut probe = Span::new(span.label, Vec::new());
        set(&mut probe, name, text);
        let is_same = |said: &str| match name {
            "medium" | "type" => said.eq_ignore_ascii_case(text),
            _ => said == text,
        };
        let only =
            matches!(fields(&probe).as_slice(), [(key, said)] if *key == name && is_same(said));
        if is_unsaid(span, name) && only && probe.attributes.is_empty() {
            set(span, name, text);
            return true;
        }
    }
    match key(saying, name, text, prefix, span) {
        Some(key) => {
            span.attributes.insert(key, text.to_owned());
            true
        }
        None => false,
    }
}

fn is_unsaid(span: &Span, name: &str) -> bool {
    match name {
        "by" => span.actors.is_empty(),
        "to" => span.to.is_empty(),
        "via" => span.via.is_empty(),
        "on" => span.on.is_none(),
        "medium" => span.medium.is_none(),
        "type" => span.kind.is_none(),
        "date" => span.date.is_none(),
        "mod" => span.modifier.is_none(),
        "words" => span.words.is_empty(),
        _ => !span.uncertain,
    }
}

/// Begins the attributes of a trigger that are its event's, of several events the first, second and so on.
pub(super) fn of_event(number: usize) -> String {
    match number {
        0 => format!("{EVENT}-"),
        n => format!("{EVENT}{}-", n + 1),
    }
}

/// An annotation that another names: a span by its id, or the event whose trigger has the id, of several events the first, second
/// and so on (from 0).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Pointer<'a> {
    Span(&'a str),
    Event(&'a str, usize),
}

impl<'a> Pointer<'a> {
    /// `#T3`, `E#T3` or `E2#T3`.
    pub(super) fn parse(text: &'a str) -> Option<Pointer<'a>> {
        let (kind, id) = text.split_once('#')?;
        match kind.strip_prefix('E') {
            Some("") => Some(Pointer::Event(id, 0)),
            Some(number) => Some(Pointer::Event(
                id,
                number.parse::<usize>().ok()?.checked_sub(1)?,
            )),
            None => kind.is_empty().then_some(Pointer::Span(id)),
        }
    }

    pub(super) fn written(self) -> String {
        match self {
            Pointer::Span(id) => format!("#{id}"),
            Pointer::Event(id, 0) => format!("E#{id}"),
            Pointer::Event(id, n) => format!("E{}#{id}", n + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_are_read_as_they_are_written() {
        for pointer in [
            Pointer::Span("T1"),
            Pointer::Event("T1", 0),
            Pointer::Event("T1", 2),
        ] {
            assert_eq!(Pointer::parse(&pointer.written()), Some(pointer));
        }
        for no in ["T1", "E0#T1", "X#T1", "Ex#T1"] {
            assert_eq!(Pointer::parse(no), None, "{no}");
        }
    }
}
