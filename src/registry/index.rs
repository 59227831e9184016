//! Names in alphabetical order, by which they are found: from the front or from the back.

use std::cmp::Ordering;
use std::ops::Range;

use super::names::{Name, Texts};

/// A name in the order of an index: the first twelve bytes of the folded name, or the last twelve
/// from the back, the first of them highest, with 0 behind the name's end; and in the lowest four
/// bytes the place of the name in its list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Key(u128);

/// Keys in order.
#[derive(Default)]
pub(super) struct Order {
    keys: Vec<Key>,
    /// Every so many keys one, close together, where a search begins.
    some: Vec<Key>,
}

/// How far the keys lie apart that [`Order`] holds twice.
const STRIDE: usize = 64;

impl Order {
    fn new(keys: Vec<Key>) -> Order {
        let some = keys.iter().step_by(STRIDE).copied().collect();
        Order { keys, some }
    }

    pub(super) fn all(&self) -> Range<usize> {
        0..self.keys.len()
    }

    pub(super) fn get(&self, at: usize) -> Option<&Key> {
        self.keys.get(at)
    }

    /// The names of the keys in a range.
    pub(super) fn names(&self, range: Range<usize>) -> impl Iterator<Item = u32> {
        let keys = self.keys.get(range).unwrap_or_default();
        keys.iter().map(|k| k.name())
    }

    /// Where the keys end that have something which none behind them has. Quick if they are few,
    /// or all of the range.
    pub(super) fn end(&self, range: Range<usize>, has: impl Fn(&Key) -> bool) -> usize {
        let Range { mut start, mut end } = range;
        if start >= end || self.keys.get(end - 1).is_some_and(&has) {
            return end;
        }
        if end - start > STRIDE {
            let first = start.div_ceil(STRIDE);
            let some = self.some.get(first..end.div_ceil(STRIDE));
            let block = first + front(some.unwrap_or_default(), &has);
            start = start.max(block.saturating_sub(1) * STRIDE);
            end = end.min(block * STRIDE);
        }
        start + front(self.keys.get(start..end).unwrap_or_default(), has)
    }
}

/// How many keys in front have what those behind them have not.
fn front(keys: &[Key], has: impl Fn(&Key) -> bool) -> usize {
    let mut far = 1;
    while keys.get(far - 1).is_some_and(&has) {
        far *= 2;
    }
    let near = far / 2;
    let between = keys.get(near..far.min(keys.len())).unwrap_or_default();
    near + between.partition_point(has)
}

/// A list of names, read from the front or from the back.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) texts: &'a Texts,
    pub(super) names: &'a [Name],
    pub(super) backwards: bool,
}

/// How many bytes of a name a key holds.
const HEAD: usize = 12;

impl Key {
    fn new(head: u128, name: u32) -> Key {
        Key(head << 32 | u128::from(name))
    }

    fn head(self) -> u128 {
        self.0 >> 32
    }

    pub(super) fn name(self) -> u32 {
        self.0 as u32
    }

    /// A byte of the folded name, if it is among those that the key holds; 0 behind the name's end.
    pub(super) fn byte(self, at: usize) -> Option<u8> {
        (at < HEAD).then(|| (self.0 >> (8 * (15 - at))) as u8)
    }
}

impl<'a> View<'a> {
    pub(super) fn folded(&self, name: u32) -> &'a str {
        let name = self.names.get(name as usize);
        name.map_or("", |n| self.texts.folded(*n))
    }

    /// What a key holds of a folded name, from `at` on in the view's direction.
    fn head(&self, name: u32, at: usize) -> u128 {
        let bytes = self.folded(name).as_bytes();
        let mut head = [0; 16];
        let part = &mut head[16 - HEAD..];
        if self.backwards {
            let left = &bytes[..bytes.len().saturating_sub(at)];
            part.iter_mut()
                .zip(left.iter().rev())
                .for_each(|(e, b)| *e = *b);
        } else {
            let left = bytes.get(at..).unwrap_or_default();
            part.iter_mut().zip(left).for_each(|(e, b)| *e = *b);
        }
        head.make_ascii_lowercase();
        u128::from_be_bytes(head)
    }

    /// The order of the names with these places.
    pub(super) fn order(self, names: impl Iterator<Item = u32>, many: usize) -> Order {
        let mut keys = Vec::with_capacity(many);
        keys.extend(names.map(|name| Key::new(self.head(name, 0), name)));
        self.sort(&mut keys, 0);
        Order::new(keys)
    }

    /// Sorts keys whose heads are the bytes from `at` on, and that are the same before. Where
    /// heads are the same, sorts by the bytes behind them.
    fn sort(&self, keys: &mut [Key], at: usize) {
        keys.sort_unstable();
        for run in keys.chunk_by_mut(|a, b| a.head() == b.head()) {
            let head = run.first().map_or(0, |k| k.head());
            if run.len() > 1 && head & 0xFF != 0 {
                for key in run.iter_mut() {
                    *key = Key::new(self.head(key.name(), at + HEAD), key.name());
                }
                self.sort(run, at + HEAD);
                for key in run {
                    *key = Key::new(head, key.name());
                }
            }
        }
    }

    /// How the beginning of a name stands to `prefix`, which is folded.
    fn compare(&self, key: &Key, prefix: &[u8]) -> Ordering {
        for (i, part) in prefix.chunks(HEAD).enumerate() {
            let mut bytes = [0; 16];
            bytes[16 - HEAD..][..part.len()].copy_from_slice(part);
            let head = if i == 0 {
                key.head()
            } else {
                self.head(key.name(), i * HEAD)
            };
            let left = 8 * (HEAD - part.len());
            match (head >> left).cmp(&(u128::from_be_bytes(bytes) >> left)) {
                Ordering::Equal => {}
                order => return order,
            }
        }
        Ordering::Equal
    }

    /// Where the names stand in an order of this view that begin with `prefix`, which is folded
    /// and has no control characters.
    pub(super) fn beginning(&self, order: &Order, prefix: &str) -> Range<usize> {
        let prefix = prefix.as_bytes();
        let all = order.all();
        let start = order.end(all.clone(), |k| self.compare(k, prefix) == Ordering::Less);
        let end = order.end(start..all.end, |k| {
            self.compare(k, prefix) == Ordering::Equal
        });
        start..end
    }

    /// Where the names stand that are `text`.
    pub(super) fn equal(&self, order: &Order, text: &str) -> Range<usize> {
        let Range { start, end } = self.beginning(order, text);
        let same = |k: &Key| self.folded(k.name()).len() == text.len();
        start..order.end(start..end, same)
    }
}
