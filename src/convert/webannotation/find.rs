//! Finds words in a text, many times over.

/// A text in which words are looked for.
pub(super) struct Finder<'t> {
    pub(super) text: &'t str,
    tries: usize,
    /// The places at which characters begin, in the order of what stands there.
    order: Option<Vec<usize>>,
}

/// So often a text is searched from its start; then the order pays.
const MOST_SEARCHED: usize = 64;

/// So many bytes at a place decide on the order.
const DEPTH: usize = 24;

impl<'t> Finder<'t> {
    pub(super) fn new(text: &'t str) -> Finder<'t> {
        Finder {
            text,
            tries: 0,
            order: None,
        }
    }

    /// The first byte at which the words stand.
    pub(super) fn find(&mut self, words: &str) -> Option<usize> {
        self.tries += 1;
        if self.tries <= MOST_SEARCHED {
            return self.text.find(words);
        }
        let text = self.text;
        let begin = |at: usize, len: usize| {
            let rest = text.as_bytes().get(at..).unwrap_or_default();
            rest.get(..len).unwrap_or(rest)
        };
        let order = self.order.get_or_insert_with(|| {
            let mut order: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
            order.sort_by_key(|at| (begin(*at, DEPTH), *at));
            order
        });
        let len = words.len().min(DEPTH);
        let wanted = words.as_bytes().get(..len).unwrap_or_default();
        let first = order.partition_point(|at| begin(*at, len) < wanted);
        let same = order.iter().skip(first);
        let same = same.take_while(|at| begin(**at, len) == wanted);
        let found = same.filter(|at| begin(**at, words.len()) == words.as_bytes());
        found.min().copied()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Finder, MOST_SEARCHED};

    proptest! {
        #[test]
        fn words_are_found_where_a_search_finds_them(text in "[abé ]{0,60}", words in prop::collection::vec("[abé ]{1,30}", 1..20)) {
            let mut finder = Finder::new(&text);
            finder.tries = MOST_SEARCHED;
            for words in words {
                prop_assert_eq!(finder.find(&words), text.find(&words));
            }
            for (start, _) in text.char_indices() {
                let words = &text[start..];
                prop_assert_eq!(finder.find(words), text.find(words));
            }
        }
    }
}
