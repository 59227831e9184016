//! Where the registry's names stand: in the texts of its files, or behind them.

use super::Source;
use crate::language::fold;

/// The most that the files may hold together, in bytes. A place in them has 32 bits; a name that
/// is not ASCII is copied, at most to its own length and three times that folded.
pub(super) const MOST_TEXT: usize = (u32::MAX / 5) as usize;

/// A name: its place, and how it is compared.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    /// The first byte, in the files one behind the other and the texts behind them.
    pub(super) start: u32,
    pub(super) len: u16,
    /// The length of its folded form, which stands right behind it; 0 if it is ASCII.
    folded: u16,
}

/// The texts in which names stand.
#[derive(Default)]
pub(super) struct Texts {
    pub(super) sources: Vec<Source>,
    /// Where each source begins, counted through all, and behind them where the last one ends.
    starts: Vec<u32>,
    /// What stands in no file as it is: texts with escapes, and names that are not ASCII with
    /// their folded forms.
    pub(super) side: String,
}

impl Texts {
    /// Takes sources of up to `most` bytes in all. Also gives the numbers of those that are too
    /// much, which count as empty.
    pub(super) fn new(sources: Vec<Source>, most: usize) -> (Self, Vec<usize>) {
        let mut starts = vec![0];
        let (mut total, mut left_out) = (0, Vec::new());
        for (i, source) in sources.iter().enumerate() {
            match total + source.text.len() {
                sum if sum <= most => total = sum,
                _ => left_out.push(i),
            }
            // The total is below 2^32.
            starts.push(total as u32);
        }
        let texts = Texts {
            sources,
            starts,
            side: String::new(),
        };
        (texts, left_out)
    }

    /// Where a source begins, counted through all.
    pub(super) fn start(&self, source: usize) -> u32 {
        self.starts.get(source).copied().unwrap_or_default()
    }

    /// Where the sources end and what stands beside them begins.
    pub(super) fn end(&self) -> u32 {
        self.starts.last().copied().unwrap_or_default()
    }

    /// The source in which a place is.
    pub(super) fn source_of(&self, at: u32) -> usize {
        let behind = self.starts.partition_point(|start| *start <= at);
        behind
            .saturating_sub(1)
            .min(self.sources.len().saturating_sub(1))
    }

    pub(super) fn slice(&self, start: u32, len: usize) -> &str {
        let (text, at) = match start.checked_sub(self.end()) {
            Some(at) => (&self.side, at),
            None => {
                let source = self.source_of(start);
                let text = self.sources.get(source).map_or(&self.side, |s| &s.text);
                (text, start - self.start(source))
            }
        };
        text.get(at as usize..at as usize + len).unwrap_or_default()
    }

    /// The name as written.
    pub(super) fn written(&self, name: Name) -> &str {
        self.slice(name.start, name.len.into())
    }

    /// The name as it is compared, but for the capitals of ASCII.
    pub(super) fn folded(&self, name: Name) -> &str {
        if name.folded == 0 {
            self.written(name)
        } else {
            self.slice(name.start + u32::from(name.len), name.folded.into())
        }
    }
}

impl Name {
    /// A name that stands at `place` if the files have it as it is, and is written to `side`,
    /// which begins at `side_start`, if not.
    pub(super) fn new(text: &str, place: Option<u32>, side: &mut String, side_start: u32) -> Name {
        // Checked names are short; three times their length fits.
        let len = text.len() as u16;
        if let (true, Some(start)) = (text.is_ascii(), place) {
            return Name {
                start,
                len,
                folded: 0,
            };
        }
        let start = side_start + side.len() as u32;
        side.push_str(text);
        let behind = side.len();
        if !text.is_ascii() {
            side.push_str(&fold(text));
        }
        Name {
            start,
            len,
            folded: (side.len() - behind) as u16,
        }
    }

    /// The name when what stands beside the files, from `side_start` on, is moved behind
    /// something else.
    pub(super) fn moved(self, side_start: u32, by: u32) -> Name {
        let by = if self.start < side_start { 0 } else { by };
        Name {
            start: self.start + by,
            ..self
        }
    }

    /// The folded forms of the name from its second word on, from its third, and so on.
    pub(super) fn later_words(self, texts: &Texts) -> impl Iterator<Item = Name> {
        /// Nobody looks for the twentieth word.
        const MOST_WORDS: usize = 16;
        let start = self.start
            + if self.folded == 0 {
                0
            } else {
                u32::from(self.len)
            };
        let text = texts.folded(self);
        let bytes = text.as_bytes();
        let is_gap = |b: u8| matches!(b, b' ' | b'-');
        let begins = (1..bytes.len()).filter(move |i| is_gap(bytes[i - 1]) && !is_gap(bytes[*i]));
        begins.take(MOST_WORDS).map(move |at| Name {
            start: start + at as u32,
            len: (bytes.len() - at) as u16,
            folded: 0,
        })
    }
}
