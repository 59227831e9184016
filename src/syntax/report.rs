//! What a tree says beyond single blocks: which quotation goes on in which paragraph, and the
//! errors of the whole.

use super::error::{ErrorKind, SyntaxError};
use super::header;
use super::marks::Mark;
use super::tree::{BlockKind, Kind, Node, Span, Tree, flag};

/// Which quotations go on in the next paragraph.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Continuations {
    /// Pairs of quotations, each named by the byte where it starts: the first goes on as the
    /// second. In the order of the text.
    pub links: Vec<(usize, usize)>,
    /// Opening marks of quotations that nothing closes and nothing continues.
    pub unclosed: Vec<(Span, Mark)>,
}

/// Quotations that are open at the end of a paragraph, the outermost first.
#[derive(Default)]
struct Pending {
    open: Vec<(Span, Mark)>,
    /// How many have found where they go on, and the end of the last such mark.
    found: usize,
    edge: usize,
    /// The next line of the same block continues them.
    in_block: bool,
}

impl Pending {
    fn settle(&mut self, out: &mut Continuations) {
        out.unclosed.extend(self.open.drain(..).skip(self.found));
        self.found = 0;
    }

    /// The quotation `node` opens: it may be where the next of the pending ones goes on.
    fn meet(&mut self, node: &Node<'_>, mark: Mark, out: &mut Continuations) {
        let start = node.span().start;
        let leads = self.in_block || node.has(flag::LEADS);
        let next = self
            .open
            .get(self.found)
            .filter(|(_, m)| *m == mark && leads && (self.found == 0 || start == self.edge));
        if let Some((open, _)) = next {
            out.links.push((open.start, start));
            self.found += 1;
            self.edge = start + mark.len();
        } else {
            self.settle(out);
        }
    }
}

impl Tree {
    /// Finds the quotations that run over several paragraphs: those left open at the end of one
    /// where the next opens with the same mark, as English prints long quotations. Paragraphs
    /// that are only a comment do not count.
    pub fn continuations(&self) -> Continuations {
        let mut out = Continuations::default();
        let mut pending = Pending::default();
        for block in self.blocks() {
            if block.kind() != BlockKind::Paragraph {
                continue;
            }
            if !pending.open.is_empty() {
                // A block whose first quotation does not lead it continues nothing.
                let first = block.descendants().find(|n| n.kind() == Kind::Quotation);
                if !first.is_some_and(|n| n.has(flag::LEADS)) {
                    pending.settle(&mut out);
                }
                pending.in_block = false;
            }
            // Unclosed quotations met in this block that are still inside their own subtree.
            let mut fresh: Vec<(Span, Mark, usize, bool)> = Vec::new();
            for node in block.descendants().filter(|n| n.kind() == Kind::Quotation) {
                let Some(mark) = node.mark() else { continue };
                let start = node.span().start;
                if fresh.first().is_some_and(|f| start >= f.2) {
                    pending.settle(&mut out);
                    pending.in_block = fresh.iter().all(|f| f.3);
                    pending.open = std::mem::take(&mut fresh)
                        .into_iter()
                        .map(|f| (f.0, f.1))
                        .collect();
                    if !pending.in_block {
                        pending.settle(&mut out);
                    }
                }
                if !pending.open.is_empty() {
                    pending.meet(&node, mark, &mut out);
                }
                if node.is_unclosed() {
                    fresh.push((
                        start..start + mark.len(),
                        mark,
                        node.span().end,
                        node.has(flag::GOES_ON),
                    ));
                }
            }
            pending.settle(&mut out);
            // What ends with the block may go on in the next; what ended before it does not.
            let end = block.content().end;
            let reaches = fresh.first().is_some_and(|f| f.2 == end);
            pending.open = fresh.into_iter().map(|f| (f.0, f.1)).collect();
            if !reaches {
                pending.settle(&mut out);
            }
        }
        pending.settle(&mut out);
        out
    }

    /// The `---` of what was meant as a header and is read as copy, for a blank line too many or
    /// a line that is no key. `text` must be the text that was parsed.
    pub fn stray_header(&self, text: &str) -> Option<Span> {
        let header = self
            .blocks()
            .next()
            .is_some_and(|b| b.kind() == BlockKind::Header);
        if header { None } else { header::stray(text) }
    }

    /// Everything that breaks a rule of the language, in the order of the text. `text` must be
    /// the text that was parsed.
    pub fn errors(&self, text: &str) -> Vec<SyntaxError> {
        let mut errors = Vec::new();
        for node in self.descendants() {
            if let Some(kind) = node.error() {
                let span = node.span();
                let closer = Mark::at(text.as_bytes().get(span.clone()).unwrap_or_default())
                    .map(|m| self.marks.closing(m).as_str());
                errors.push(SyntaxError::new(kind, span, text, closer));
            }
        }
        for (span, mark) in self.continuations().unclosed {
            errors.push(SyntaxError::new(
                ErrorKind::UnclosedQuotation,
                span,
                text,
                Some(self.marks.closing(mark).as_str()),
            ));
        }
        errors.sort_by_key(|e| (e.span.start, e.span.end));
        errors
    }
}
