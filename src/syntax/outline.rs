//! A tree as indented lines, for people: `newsmark tree` and the specification.

use std::fmt;

use super::tree::{Block, Kind, Node, Tree};

/// Displays a tree with its text: a line a node, a level of indentation a parent.
///
/// A line has the node's name, its bytes if [`Outline::offsets`] is set, its signs (`?` for
/// uncertain, `unclosed`, `block`), and its text in quotation marks, shortened in the middle
/// where it is long. Errors come with their message.
#[derive(Clone, Copy, Debug)]
pub struct Outline<'a> {
    tree: &'a Tree,
    text: &'a str,
    offsets: bool,
}

impl<'a> Outline<'a> {
    /// The outline of `tree`, which must be parsed from `text`.
    pub fn new(tree: &'a Tree, text: &'a str) -> Self {
        Outline {
            tree,
            text,
            offsets: false,
        }
    }

    /// Shows where each node stands, as `start..end` in bytes.
    pub fn offsets(self, offsets: bool) -> Self {
        Outline { offsets, ..self }
    }

    fn block(&self, f: &mut fmt::Formatter<'_>, block: &Block<'_>) -> fmt::Result {
        write!(f, "{}", block.kind().name())?;
        if self.offsets {
            let span = block.span();
            write!(f, " {}..{}", span.start, span.end)?;
        }
        writeln!(f)?;
        block
            .children()
            .try_for_each(|child| self.node(f, &child, 1))
    }

    fn node(&self, f: &mut fmt::Formatter<'_>, node: &Node<'_>, depth: usize) -> fmt::Result {
        if node.kind() == Kind::Literal {
            return Ok(());
        }
        write!(f, "{:width$}{}", "", node.kind().name(), width = 2 * depth)?;
        if self.offsets {
            let span = node.span();
            write!(f, " {}..{}", span.start, span.end)?;
        }
        for (is, sign) in [
            (node.is_uncertain(), " ?"),
            (node.is_unclosed(), " unclosed"),
            (node.is_block_tag(), " block"),
        ] {
            if is {
                f.write_str(sign)?;
            }
        }
        let shown = match node.kind() {
            Kind::Tag | Kind::Sequence | Kind::Item => None,
            Kind::Quotation | Kind::Span | Kind::Word => self.text.get(node.inner()),
            Kind::Attribute | Kind::Entry => self.text.get(node.inner()),
            _ => Some(node.text(self.text)),
        };
        if let Some(shown) = shown {
            write!(f, " {}", Short(shown))?;
        }
        if let Some(kind) = node.error() {
            write!(f, " {kind:?}")?;
        }
        writeln!(f)?;
        node.children()
            .try_for_each(|child| self.node(f, &child, depth + 1))
    }
}

impl fmt::Display for Outline<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.tree
            .blocks()
            .try_for_each(|block| self.block(f, &block))?;
        for error in self.tree.errors(self.text) {
            write!(f, "error ")?;
            if self.offsets {
                write!(f, "{}..{} ", error.span.start, error.span.end)?;
            }
            writeln!(
                f,
                "{} {}",
                Short(self.text.get(error.span.clone()).unwrap_or_default()),
                error.message
            )?;
        }
        Ok(())
    }
}

/// A text between `⟨` and `⟩` on one line, control characters escaped, the middle left out.
struct Short<'a>(&'a str);

const LONGEST: usize = 60;

impl fmt::Display for Short<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.0.chars().count();
        let cut = count > LONGEST;
        f.write_str("⟨")?;
        let put = |f: &mut fmt::Formatter<'_>, c: char| {
            if c.is_control() {
                write!(f, "{}", c.escape_default())
            } else {
                write!(f, "{c}")
            }
        };
        let head = if cut { LONGEST / 2 } else { count };
        self.0.chars().take(head).try_for_each(|c| put(f, c))?;
        if cut {
            f.write_str(" … ")?;
            self.0
                .chars()
                .skip(count - LONGEST / 2)
                .try_for_each(|c| put(f, c))?;
        }
        f.write_str("⟩")
    }
}
