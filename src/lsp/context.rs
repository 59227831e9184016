//! What stands at a place of a document: the tag, its carrier, the header, a comment.

use super::snapshot::Snapshot;
use crate::language::bare;
use crate::model::{Actor, ActorKind, Extent, Mention, Quote};
use crate::syntax::{BlockKind, Kind, Node, Span};

/// The nodes that hold a byte, or end at it, the outermost first.
pub(super) fn nodes_at<'s>(snapshot: &'s Snapshot, at: usize) -> Vec<Node<'s>> {
    let block = snapshot.tree.blocks().find(|b| {
        let span = b.span();
        span.start <= at && (at < span.end || at == span.end && at == snapshot.tree.len())
    });
    let nodes = block.into_iter().flat_map(|b| b.descendants());
    nodes
        .filter(|n| n.span().start <= at && at <= n.span().end)
        .collect()
}

/// Whether a byte stands in the header.
pub(super) fn in_header(snapshot: &Snapshot, at: usize) -> bool {
    let first = snapshot.tree.blocks().next();
    first.is_some_and(|b| b.kind() == BlockKind::Header && at <= b.content().end)
}

/// What an id of an actor, written `@name` or as a key of the header, stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Named<'s> {
    /// Without `@` or `#`.
    pub(super) name: &'s str,
    /// Of an annotation, and not an actor's.
    pub(super) is_id: bool,
    /// The name's bytes.
    pub(super) span: Span,
}

/// The `@name` or `#id` that a node is.
pub(super) fn named<'s>(snapshot: &'s Snapshot, node: &Node<'_>) -> Option<Named<'s>> {
    let sign = match node.kind() {
        Kind::Actor => '@',
        Kind::Id => '#',
        _ => return None,
    };
    let text = node.text(snapshot.source());
    let name = text.strip_prefix(sign)?;
    let name = name.strip_suffix('?').unwrap_or(name);
    let start = node.span().start + 1;
    Some(Named {
        name,
        is_id: sign == '#',
        span: start..start + name.len(),
    })
}

/// The name at a byte: in a tag, or an actor's key in the header.
pub(super) fn named_at<'s>(snapshot: &'s Snapshot, at: usize) -> Option<Named<'s>> {
    let of_tag = nodes_at(snapshot, at);
    let of_tag = of_tag.iter().rev().find_map(|n| named(snapshot, n));
    of_tag.or_else(|| {
        let actors = &snapshot.article().actors;
        let holds = |e: Extent| e.start < e.end && e.start <= at && at <= e.end;
        let actor = actors.iter().find(|a| holds(a.source))?;
        let span = actor.source.start..actor.source.end;
        let written = snapshot.source().get(span.clone())?;
        (written == actor.id).then_some(Named {
            name: &actor.id,
            is_id: false,
            span,
        })
    })
}

/// The mention, tagged or not, whose words hold a byte; the shortest.
pub(super) fn mention_at(snapshot: &Snapshot, at: usize) -> Option<&Mention> {
    let holds = |m: &&Mention| m.place.source.start <= at && at <= m.place.source.end;
    let mentions = snapshot.article().mentions.iter().filter(holds);
    mentions
        .filter(|m| !m.actors.is_empty())
        .min_by_key(|m| m.place.source.end - m.place.source.start)
}

/// The only person whose name ends with the word at a byte, with the word's place.
pub(super) fn surname_at(snapshot: &Snapshot, at: usize) -> Option<(&Actor, Span)> {
    let (before, behind) = snapshot.source().split_at_checked(at)?;
    let is_letter = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’');
    let len = |c: char| c.len_utf8();
    let start = at
        - before
            .chars()
            .rev()
            .take_while(is_letter)
            .map(len)
            .sum::<usize>();
    let end = at + behind.chars().take_while(is_letter).map(len).sum::<usize>();
    let word = snapshot.source().get(start..end)?;
    let bare = bare(word);
    let is_it = |a: &&Actor| {
        let last = a.name.split(' ').next_back();
        a.kind == ActorKind::Person && last == Some(bare) && bare.starts_with(char::is_uppercase)
    };
    let mut found = snapshot.article().actors.iter().filter(is_it);
    let only = found.next().filter(|_| found.next().is_none())?;
    Some((only, start..start + bare.len()))
}

/// The innermost quote that holds a byte in one of its pieces or their tags.
pub(super) fn quote_at(snapshot: &Snapshot, at: usize) -> Option<(usize, &Quote)> {
    let carriers = nodes_at(snapshot, at);
    let quotes = &snapshot.article().quotes;
    carriers.iter().rev().find_map(|node| {
        let inner = node.inner();
        let is_it = |q: &Quote| {
            let mut pieces = q.fragments.iter();
            pieces.any(|f| (f.whole.source.start, f.whole.source.end) == (inner.start, inner.end))
        };
        quotes.iter().enumerate().find(|(_, q)| is_it(q))
    })
}

/// The innermost carrier whose words or tags hold a byte.
pub(super) fn carrier_at<'s>(snapshot: &'s Snapshot, at: usize) -> Option<Node<'s>> {
    let nodes = nodes_at(snapshot, at);
    let is_carrier = |n: &&Node<'_>| matches!(n.kind(), Kind::Quotation | Kind::Span | Kind::Word);
    nodes.iter().rev().find(is_carrier).copied()
}
