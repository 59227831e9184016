//! Keeping a tree up to date: an edit parses only the blocks that it touches.

use std::ops::Range;
use std::sync::Arc;

use super::block::{self, Blocks};
use super::header;
use super::inline::Inline;
use super::marks::{DEFAULT, Marks};
use super::tree::{BlockKind, Chunk, Tree};

/// A chunk is closed when its blocks reach this many bytes of text.
const CHUNK: usize = 8 << 10;

/// How much of the text behind an edited block is read at first, to see that the block has
/// ended. Small in tests, so that they meet the case in which it was not enough.
const MARGIN: usize = if cfg!(test) { 3 } else { 256 };

/// How much of the text's beginning shows whether it can have a header.
const HEAD: usize = 256;

/// A change of the text: the bytes `start..old_end` became `start..new_end`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(clippy::exhaustive_structs)] // The three numbers of every editor's edits.
pub struct Edit {
    /// Where the change begins, in bytes, in the old text and the new.
    pub start: usize,
    /// Where the replaced text ended in the old text.
    pub old_end: usize,
    /// Where the text that replaces it ends in the new text.
    pub new_end: usize,
}

/// A text that can be read in parts, such as a rope.
pub trait TextSource {
    /// The length in bytes.
    fn len(&self) -> usize;

    /// Whether there is no text.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Appends to `into` the text from the byte `start` on: at least `wanted` bytes, unless the
    /// text ends before. `start` lies on a character boundary; what is appended must end on one.
    fn read(&self, start: usize, wanted: usize, into: &mut String);
}

impl TextSource for str {
    fn len(&self) -> usize {
        str::len(self)
    }

    fn read(&self, start: usize, wanted: usize, into: &mut String) {
        let end = self.ceil_char_boundary(start.saturating_add(wanted).min(str::len(self)));
        into.push_str(self.get(start..end).unwrap_or_default());
    }
}

impl TextSource for &str {
    fn len(&self) -> usize {
        str::len(self)
    }

    fn read(&self, start: usize, wanted: usize, into: &mut String) {
        TextSource::read(*self, start, wanted, into);
    }
}

/// Collects blocks into chunks.
struct Builder {
    chunks: Vec<(usize, Arc<Chunk>)>,
    scratch: Chunk,
    len: usize,
}

impl Builder {
    fn new(capacity: usize) -> Self {
        Builder {
            chunks: Vec::with_capacity(capacity),
            scratch: Chunk::default(),
            len: 0,
        }
    }

    /// A builder with room for what `text` is likely to hold.
    fn for_text(text: &str) -> Self {
        let mut builder = Builder::new(text.len() / CHUNK + 1);
        let likely = text.len().min(CHUNK);
        builder.scratch.blocks.reserve(likely / 128);
        builder.scratch.nodes.reserve(likely / 32);
        builder
    }

    fn take_all(&mut self, blocks: &mut Blocks<'_>) {
        while blocks.next(&mut self.scratch) {
            self.count();
        }
    }

    fn finish(mut self) -> Vec<(usize, Arc<Chunk>)> {
        self.flush();
        self.chunks
    }

    /// Counts the block that was pushed to the scratch chunk last.
    fn count(&mut self) {
        self.len += self.scratch.blocks.last().map_or(0, |b| b.len as usize);
        if self.len >= CHUNK {
            self.flush();
        }
    }

    fn flush(&mut self) {
        if self.scratch.blocks.is_empty() {
            return;
        }
        // Copies of the exact size: the scratch memory is used again.
        let chunk = Chunk {
            blocks: self.scratch.blocks.as_slice().to_vec(),
            nodes: self.scratch.nodes.as_slice().to_vec(),
        };
        self.chunks.push((self.len, Arc::new(chunk)));
        self.scratch.blocks.clear();
        self.scratch.nodes.clear();
        self.len = 0;
    }

    /// Takes over the blocks `range` of `chunk`, whose nodes are `nodes`.
    fn copy(&mut self, chunk: &Chunk, range: Range<usize>, nodes: Range<usize>) {
        let mut node = nodes.start;
        for block in &chunk.blocks[range] {
            let end = node + block.nodes as usize;
            self.scratch
                .nodes
                .extend_from_slice(&chunk.nodes[node..end]);
            self.scratch.blocks.push(*block);
            node = end;
            self.count();
        }
    }
}

/// Parses `text`.
///
/// Never fails: what breaks a rule of the language becomes an error node, and the text around it
/// is parsed all the same. Takes time in proportion to the text, whatever it holds; a text of
/// 512 kB or more is parsed on up to four threads, where they can be had.
///
/// ```
/// let text = "“Not now,”{@vell} she said.";
/// let tree = newsmark::syntax::parse(text);
/// let block = tree.blocks().next().unwrap();
/// let quotation = block.children().next().unwrap();
/// assert_eq!(&text[quotation.content()], "Not now,");
/// ```
pub fn parse(text: &str) -> Tree {
    parse_counting(text).0
}

/// From this many bytes on, a text is parsed in parts side by side.
const LARGE: usize = 512 << 10;

/// The most parts: reading them into the caches is what takes the time then.
const MOST_PARTS: usize = 4;

/// Parses and tells how many steps it took.
pub(crate) fn parse_counting(text: &str) -> (Tree, u64) {
    let parts = if text.len() < LARGE {
        1
    } else {
        std::thread::available_parallelism().map_or(1, |n| n.get().min(MOST_PARTS))
    };
    parse_in_parts(text, parts)
}

/// Parses a text in up to so many parts, each on a thread of its own. A part begins behind a
/// blank line, where a block begins whatever stands before it.
pub(crate) fn parse_in_parts(text: &str, parts: usize) -> (Tree, u64) {
    let mut inline = Inline::default();
    let mut builder = Builder::for_text(text);
    let mut blocks = Blocks::new(text, true, &DEFAULT, &mut inline);
    if parts < 2 {
        builder.take_all(&mut blocks);
        let marks = blocks.marks;
        return (
            Tree {
                chunks: builder.finish(),
                len: text.len(),
                marks,
            },
            inline.work,
        );
    }
    // The header, if there is one, has blank lines of its own and decides about the marks.
    if blocks.next(&mut builder.scratch) {
        builder.count();
    }
    let (marks, body) = (blocks.marks, &text[blocks.pos()..]);
    let mut rest = body;
    let mut texts: Vec<&str> = Vec::with_capacity(parts);
    for left in (2..=parts).rev() {
        let Some(cut) = block::next_block(rest, rest.len() / left) else {
            break;
        };
        let (part, behind) = rest.split_at(cut);
        texts.push(part);
        rest = behind;
    }
    let mut chunks = builder.finish();
    let mut work = inline.work;
    std::thread::scope(|scope| {
        let running: Vec<_> = texts
            .iter()
            .map(|part| {
                (
                    *part,
                    std::thread::Builder::new()
                        .spawn_scoped(scope, move || parse_part(part, marks))
                        .ok(),
                )
            })
            .collect();
        let last = parse_part(rest, marks);
        for (part, thread) in running {
            // Where no thread can be had, or one was lost, this one does it.
            let (more, steps) = thread
                .and_then(|t| t.join().ok())
                .unwrap_or_else(|| parse_part(part, marks));
            chunks.extend(more);
            work += steps;
        }
        chunks.extend(last.0);
        work += last.1;
    });
    (
        Tree {
            chunks,
            len: text.len(),
            marks,
        },
        work,
    )
}

fn parse_part(text: &str, marks: &'static Marks) -> (Vec<(usize, Arc<Chunk>)>, u64) {
    let mut inline = Inline::default();
    let mut builder = Builder::for_text(text);
    builder.take_all(&mut Blocks::new(text, false, marks, &mut inline));
    (builder.finish(), inline.work)
}

/// A place between blocks: the chunk, the block in it, its first node, and its offset.
#[derive(Clone, Copy)]
struct Place {
    chunk: usize,
    block: usize,
    node: usize,
    at: usize,
}

impl Tree {
    /// Brings the tree up to date after one edit. `source` is the text after it.
    ///
    /// Parses the blocks that the edit touches and one or two before them; the result is the tree that
    /// [`parse`] gives for the whole text. An edit that cannot be, because it lies outside of
    /// the text or its lengths do not agree with it, has the whole text parsed.
    ///
    /// ```
    /// use newsmark::syntax::{Edit, parse};
    ///
    /// let mut tree = parse("“No,” she said.");
    /// tree.edit(&Edit { start: 8, old_end: 8, new_end: 15 }, "“No,”{@vell} she said.");
    /// assert_eq!(tree, parse("“No,”{@vell} she said."));
    /// ```
    pub fn edit<S: TextSource + ?Sized>(&mut self, edit: &Edit, source: &S) {
        if self.edit_blocks(edit, source).is_none() {
            let mut text = String::new();
            source.read(0, source.len(), &mut text);
            *self = parse(&text);
        }
    }

    /// None if the edit makes no sense, or changes the language of the whole.
    fn edit_blocks<S: TextSource + ?Sized>(&mut self, edit: &Edit, source: &S) -> Option<()> {
        let consistent = edit.start <= edit.old_end
            && edit.start <= edit.new_end
            && edit.old_end <= self.len
            && self.len - edit.old_end == source.len().checked_sub(edit.new_end)?;
        if !consistent || self.chunks.is_empty() {
            return None;
        }
        // A header looks at the line behind it, and a block whose first line becomes blank goes
        // to the block before: so one block more in front.
        let mut first = self.place(edit.start.saturating_sub(1));
        first = self.place(first.at.saturating_sub(1));
        // Above a header that is open, or could become one, everything below can close it.
        let mut head = String::new();
        source.read(0, HEAD, &mut head);
        let possible = header::is_possible(&head);
        let closed = self
            .blocks()
            .next()
            .is_some_and(|b| b.kind() == BlockKind::Header && !b.is_unclosed());
        if first.chunk == 0 && first.block <= 1 || possible && !closed {
            first = Place {
                chunk: 0,
                block: 0,
                node: 0,
                at: 0,
            };
        }
        // The first old boundary at or behind the edit's end; and where it is now.
        let mut stop = self.place_behind(first, edit.old_end);
        let mut inline = Inline::default();
        let mut window = String::new();
        loop {
            let now = stop.at - edit.old_end + edit.new_end;
            // Something of the next block must be seen, to know that this one has ended.
            let wanted = (now - first.at)
                .saturating_add(MARGIN)
                .max(window.len().saturating_mul(2));
            window.clear();
            source.read(first.at, wanted, &mut window);
            let whole = first.at + window.len() >= source.len();
            if !whole && window.len() < wanted {
                // The source gives less than it promised; asking again would not end.
                return None;
            }
            if first.at == 0 && possible && !whole && !header::is_closed(&window) {
                continue;
            }
            let mut fresh = Chunk::default();
            let mut blocks = Blocks::new(&window, first.at == 0, self.marks, &mut inline);
            if first.at == 0 {
                blocks.marks = &DEFAULT;
            }
            let mut met = None;
            loop {
                let more = blocks.next(&mut fresh);
                if !more || (!whole && blocks.looked >= window.len()) {
                    break;
                }
                let at = first.at + blocks.pos();
                while stop.at - edit.old_end + edit.new_end < at && stop.at < self.len {
                    stop = self.next_place(stop);
                }
                if stop.at - edit.old_end + edit.new_end == at {
                    met = Some(stop);
                    break;
                }
            }
            let marks: &'static Marks = blocks.marks;
            if whole && met.is_none() {
                met = Some(self.end_place());
            }
            let Some(end) = met else { continue };
            if !std::ptr::eq(marks, self.marks) {
                return None;
            }
            self.replace(first, end, fresh);
            self.len = source.len();
            return Some(());
        }
    }

    /// The block that holds the byte `at`; the last one for the text's end.
    fn place(&self, at: usize) -> Place {
        let mut start = 0;
        let last = self.chunks.len() - 1;
        for (i, (len, chunk)) in self.chunks.iter().enumerate() {
            if at < start + len || i == last {
                let mut place = Place {
                    chunk: i,
                    block: 0,
                    node: 0,
                    at: start,
                };
                for (block, raw) in chunk.blocks.iter().enumerate() {
                    place.block = block;
                    if at < place.at + raw.len as usize || block + 1 == chunk.blocks.len() {
                        break;
                    }
                    place.at += raw.len as usize;
                    place.node += raw.nodes as usize;
                }
                return place;
            }
            start += len;
        }
        self.end_place()
    }

    fn end_place(&self) -> Place {
        Place {
            chunk: self.chunks.len(),
            block: 0,
            node: 0,
            at: self.len,
        }
    }

    fn next_place(&self, place: Place) -> Place {
        let Some((_, chunk)) = self.chunks.get(place.chunk) else {
            return place;
        };
        let raw = &chunk.blocks[place.block];
        let at = place.at + raw.len as usize;
        if place.block + 1 < chunk.blocks.len() {
            Place {
                chunk: place.chunk,
                block: place.block + 1,
                node: place.node + raw.nodes as usize,
                at,
            }
        } else {
            Place {
                chunk: place.chunk + 1,
                block: 0,
                node: 0,
                at,
            }
        }
    }

    /// The first boundary at or behind `at`, from the boundary `from` on.
    fn place_behind(&self, from: Place, at: usize) -> Place {
        let mut place = self.next_place(from);
        while place.at < at {
            place = self.next_place(place);
        }
        place
    }

    /// Puts `fresh` in the place of the blocks from `first` up to `end`.
    fn replace(&mut self, first: Place, end: Place, fresh: Chunk) {
        let mut builder = Builder::new(2);
        let head = self.chunks[first.chunk].1.clone();
        builder.copy(&head, 0..first.block, 0..first.node);
        builder.copy(&fresh, 0..fresh.blocks.len(), 0..fresh.nodes.len());
        let mut until = end.chunk;
        if let Some((_, tail)) = self.chunks.get(end.chunk)
            && (end.block > 0 || builder.len > 0 && builder.len < CHUNK / 2)
        {
            let tail = tail.clone();
            builder.copy(
                &tail,
                end.block..tail.blocks.len(),
                end.node..tail.nodes.len(),
            );
            until += 1;
        }
        self.chunks.splice(first.chunk..until, builder.finish());
    }
}
