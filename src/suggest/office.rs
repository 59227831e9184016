//! Offices in the words of the copy: which noun names one, and whether two words for it mean the same.

use crate::language::speech::{SpeechLexicon, class};

/// The noun of an office.
pub(super) fn noun_of<'r>(office: &'r str, lexicon: &SpeechLexicon) -> &'r str {
    let mut words = office.split(' ');
    let noun = if lexicon.speech.office_first {
        words.next()
    } else {
        words.next_back()
    };
    noun.unwrap_or_default()
}

/// Whether a role is an office, or ends with it; where its noun stands first, whether it begins with it.
pub(super) fn is_office(role: &str, office: &str, lexicon: &SpeechLexicon) -> bool {
    // The negotiator on the bill is not the bill.
    let plain = |before: &str| {
        let mut words = before.split_whitespace();
        !words.any(|w| lexicon.entry(w).classes & class::PREPOSITION != 0)
    };
    if lexicon.speech.office_first {
        let rest = role.strip_prefix(office);
        return rest.is_some_and(|r| r.is_empty() || r.starts_with(' '));
    }
    role == office
        || role
            .strip_suffix(office)
            .is_some_and(|before| before.ends_with(' ') && plain(before))
}
