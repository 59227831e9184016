//! Places at which other words stand than a file says: as when its text has other line ends, or its offsets count in UTF-16.

use super::escape::is_active;
use super::read::Fault;

/// So many of one kind are told one by one.
pub(super) const MOST_TOLD: usize = 10;

/// What was found, with the line of each.
#[derive(Default)]
pub(super) struct Elsewhere {
    told: Vec<Fault>,
    count: usize,
}

impl Elsewhere {
    /// Compares what a file says with what stands in the text, in as many pieces as there are, but for white space and what formats
    /// write in the stead of characters. `name` is what the file calls the place.
    pub(super) fn compare<'a>(
        &mut self,
        line: impl Into<Option<usize>>,
        name: &str,
        given: &str,
        found: impl Iterator<Item = &'a str> + Clone,
    ) {
        // Some files give no words.
        if words(given).next().is_none() {
            return;
        }
        let mut stands = found.clone().flat_map(words);
        // Words with a line break may go on in the file's next line.
        let may_go_on = || found.clone().any(|f| f.contains(['\n', '\r']));
        if words(given).all(|c| stands.next() == Some(c))
            && (stands.next().is_none() || may_go_on())
        {
            return;
        }
        self.count += 1;
        if self.count <= MOST_TOLD {
            let found: Vec<&str> = found.collect();
            let (given, found) = (short(given), short(&found.join(" ")));
            self.told.push(Fault::new(
                line,
                format!("{name} is {given:?} in the file, and {found:?} stands in the text there: kept where it stands; expected the text that it is of, with the same line ends, and places in Unicode characters"),
            ));
        }
    }

    /// What is to be told.
    pub(super) fn told(mut self) -> Vec<Fault> {
        if self.count > MOST_TOLD {
            let more = self.count - MOST_TOLD;
            self.told.push(Fault::new(
                None,
                format!("at {more} more places other words stand in the text than in the file"),
            ));
        }
        self.told
    }
}

fn words(text: &str) -> impl Iterator<Item = char> {
    let counts = |c: &char| !c.is_whitespace() && !is_active(*c) && *c != '\u{fffd}';
    text.chars().filter(counts)
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}
