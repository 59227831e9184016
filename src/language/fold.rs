//! Names as they are compared: without case and diacritics.

use unicode_normalization::UnicodeNormalization;

/// The text in small letters and without diacritics. Letters that are a basic letter with a
/// stroke become that letter, ligatures two letters; typographic apostrophes, hyphens and
/// spaces become the plain ones. An ASCII text only loses its capitals.
///
/// Gives at most three bytes for each byte of the text.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.nfd().flat_map(char::to_lowercase) {
        match c {
            // The diacritics of Latin, Greek and Cyrillic. The marks of other scripts are letters.
            '\u{300}'..='\u{36F}' => {}
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ħ' => folded.push('h'),
            'ı' => folded.push('i'),
            'ς' => folded.push('σ'),
            '’' | '‘' | 'ʼ' => folded.push('\''),
            '\u{2010}' | '\u{2011}' => folded.push('-'),
            '\u{A0}' | '\u{2009}' | '\u{202F}' => folded.push(' '),
            _ => folded.push(c),
        }
    }
    // A diacritic alone is all that there is to compare.
    if folded.is_empty() {
        return text.to_owned();
    }
    folded
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::fold;

    #[test]
    fn case_and_diacritics_do_not_count() {
        for (text, folded) in [
            ("Imre VELL", "imre vell"),
            ("Žofie Marková", "zofie markova"),
            ("Łucja Østby", "lucja ostby"),
            ("Straße", "strasse"),
            ("Orsay’s Well‑Ån", "orsay's well-an"),
            ("ΣΟΦΟΣ Σοφός", "σοφοσ σοφοσ"),
            ("Ёлка", "елка"),
            ("İpek Kırık", "ipek kirik"),
            ("किरण", "किरण"),
            ("田中", "田中"),
            ("e\u{301}", "e"),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3000))]

        #[test]
        fn folding_twice_is_folding_once(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
            prop_assert!(once.len() <= 3 * text.len());
        }
    }

    /// What [`fold`] says of its length holds for every character.
    #[test]
    fn no_character_grows_more_than_threefold() {
        for c in '\0'..=char::MAX {
            let folded = fold(c.encode_utf8(&mut [0; 4]));
            assert!(folded.len() <= 3 * c.len_utf8(), "{c:?}");
            assert!(
                c.is_control() || !folded.contains(char::is_control),
                "{c:?}"
            );
        }
    }
}
