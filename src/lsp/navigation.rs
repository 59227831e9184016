//! Where a name stands: its declaration, its uses, and a new name for all of them.

use tower_lsp::ls_types as lsp;

use super::context::{Named, mention_at, named, named_at, surname_at};
use super::snapshot::Snapshot;
use crate::model::Who;
use crate::syntax::{Kind, Span, is_name};

/// The name that a place is about: written there, or meant by the words.
pub(super) fn name_at<'s>(snapshot: &'s Snapshot, at: usize) -> Option<Named<'s>> {
    let written = named_at(snapshot, at);
    let meant = || {
        let mention = mention_at(snapshot, at)?;
        let source = mention.actors.first()?;
        let Who::Actor(id) = snapshot.article().resolve(&source.who) else {
            return None;
        };
        let place = mention.place.source;
        Some(Named {
            name: id,
            is_id: false,
            span: place.start..place.end,
        })
    };
    let surname = || {
        let (actor, span) = surname_at(snapshot, at)?;
        Some(Named {
            name: &actor.id,
            is_id: false,
            span,
        })
    };
    written.or_else(meant).or_else(surname)
}

/// Where an actor is declared in the document, or the annotation with an id stands.
pub(super) fn declaration(snapshot: &Snapshot, name: &Named<'_>) -> Option<Span> {
    if !name.is_id {
        let actor = snapshot.article().actor(name.name)?;
        let place = actor.source;
        return (place.start < place.end).then_some(place.start..place.end);
    }
    // An id by itself gives the name; as a value it refers to it.
    let nodes = snapshot.tree.descendants();
    let mut gives = nodes.filter(|n| matches!(n.kind(), Kind::Quotation | Kind::Span | Kind::Word));
    gives.find_map(|carrier| {
        let mut items = carrier.tags().flat_map(|t| t.children());
        let is_it = |n: &crate::syntax::Node<'_>| {
            named(snapshot, n).is_some_and(|found| found.is_id && found.name == name.name)
        };
        items.any(|n| is_it(&n)).then(|| carrier.inner())
    })
}

/// Every place where a name is written, in the order of the text; with `declaration` also its own.
pub(super) fn uses(snapshot: &Snapshot, name: &Named<'_>, declaration: bool) -> Vec<Span> {
    let tags = snapshot
        .tree
        .descendants()
        .filter_map(|n| named(snapshot, &n));
    let same = tags.filter(|n| n.is_id == name.is_id && n.name == name.name);
    let mut uses: Vec<Span> = same.map(|n| n.span).collect();
    let declared = self::declaration(snapshot, name).filter(|_| !name.is_id && declaration);
    uses.extend(declared);
    uses.sort_by_key(|s| s.start);
    uses
}

/// The words that mean an actor, tagged or not, which an editor highlights with its names.
pub(super) fn mentions(snapshot: &Snapshot, name: &Named<'_>) -> Vec<Span> {
    let mentions = snapshot.article().mentions.iter().filter(|m| {
        let mut actors = m.actors.iter();
        !name.is_id && actors.any(|s| matches!(&s.who, Who::Actor(id) if id == name.name))
    });
    mentions
        .map(|m| m.place.source.start..m.place.source.end)
        .collect()
}

/// Where a name that is typed anew is typed at the same time: its uses, if the byte is in one.
pub(super) fn linked(snapshot: &Snapshot, at: usize) -> Vec<Span> {
    let Some(name) = named_at(snapshot, at) else {
        return Vec::new();
    };
    let declared = name.is_id || declaration(snapshot, &name).is_some();
    let uses = uses(snapshot, &name, true);
    if declared { uses } else { Vec::new() }
}

/// The definition of what stands at a byte: in the document, or in a registry.
pub(super) fn definition(snapshot: &Snapshot, at: usize) -> Option<lsp::Location> {
    let name = name_at(snapshot, at)?;
    if let Some(span) = declaration(snapshot, &name) {
        return Some(lsp::Location::new(
            snapshot.uri.clone(),
            snapshot.range(span),
        ));
    }
    let project = snapshot.settings.project.as_ref().filter(|_| !name.is_id)?;
    let known = project.registry.get(name.name)?;
    let (source, span) = known.places().next()?;
    let source = project.registry.sources().get(source)?;
    let path = super::across::source_path(&source.name);
    let text = super::position::Text::new(&source.text, snapshot.text.encoding);
    Some(lsp::Location::new(
        lsp::Uri::from_file_path(path)?,
        text.range(span),
    ))
}

/// The name at a byte that can be given another one.
pub(super) fn renamable<'s>(snapshot: &'s Snapshot, at: usize) -> Result<Named<'s>, String> {
    let name = named_at(snapshot, at).or_else(|| name_at(snapshot, at));
    let name = name.ok_or("only the name of an actor or an id can be renamed")?;
    Ok(name)
}

/// What somebody has typed as a name, without its sign.
pub(super) fn name_of(typed: &str) -> Result<&str, String> {
    let bare = typed.trim_start_matches(['@', '#']);
    is_name(bare).then_some(bare).ok_or_else(|| {
        format!("{typed} is no name: expected letters, digits, - and _, as in port-ellery")
    })
}

/// The edits that give a name another one, in the document.
pub(super) fn rename(
    snapshot: &Snapshot,
    at: usize,
    new: &str,
) -> Result<Vec<lsp::TextEdit>, String> {
    let name = renamable(snapshot, at)?;
    let bare = name_of(new)?;
    let renamed = Named {
        name: bare,
        ..name.clone()
    };
    let taken = !uses(snapshot, &renamed, true).is_empty();
    if taken && bare != name.name {
        return Err(format!("{bare} is already the name of another"));
    }
    let edits = uses(snapshot, &name, true).into_iter();
    Ok(edits
        .map(|span| lsp::TextEdit::new(snapshot.range(span), bare.to_owned()))
        .collect())
}
