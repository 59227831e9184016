//! Actors put into an article's header, or a header made for them.

use crate::checks::TextEdit;
use crate::language::fold;
use crate::model::lines::Lines;
use crate::model::{Actor, Article};
use crate::syntax::{BOM, Block, BlockKind, Kind, Tree, is_name, line_ending};

/// The edit that adds lines to the actors of the header, without their indentation; none if there are none. `date` is
/// written into a header that has none.
pub(crate) fn declaration(
    source: &str,
    tree: &Tree,
    article: &Article,
    date: Option<&str>,
    entries: &[Vec<String>],
) -> Option<TextEdit> {
    let ending = ending(source);
    let column = column(source, article);
    let mut lines = String::new();
    for entry in entries {
        for (i, line) in entry.iter().enumerate() {
            let column = column * if i == 0 { 1 } else { 2 };
            lines.push_str(&format!("{:column$}{line}{ending}", ""));
        }
    }
    let date = date.filter(|_| article.header.date.is_none());
    let date = date.map_or(String::new(), |d| format!("date: {d}{ending}"));
    if lines.is_empty() && date.is_empty() {
        return None;
    }
    let header = tree
        .blocks()
        .next()
        .filter(|b| b.kind() == BlockKind::Header);
    let Some(header) = header else {
        let start = if source.starts_with(BOM) {
            BOM.len()
        } else {
            0
        };
        let actors = if lines.is_empty() {
            String::new()
        } else {
            format!("actors:{ending}{lines}")
        };
        let text = format!("---{ending}{date}{actors}---{ending}{ending}");
        return Some(TextEdit::new(start..start, text));
    };
    let (at, has_actors) = place(source, &header);
    let key = if has_actors || lines.is_empty() {
        String::new()
    } else {
        format!("actors:{ending}")
    };
    // Behind the actors a key needs no indentation; before their key it comes first.
    let text = if has_actors {
        format!("{lines}{date}")
    } else {
        format!("{date}{key}{lines}")
    };
    Some(TextEdit::new(at..at, text))
}

/// Where a line goes in a header: behind its actors, if it has any, or behind all that it has.
fn place(source: &str, header: &Block<'_>) -> (usize, bool) {
    let entries = header.children().filter(|n| n.kind() == Kind::Entry);
    let actors = entries
        .clone()
        .find(|n| source.get(n.inner()) == Some("actors"));
    let has_actors = actors.is_some();
    if let Some(last) = actors.or(entries.last()) {
        return (last.lines(source).end, has_actors);
    }
    // Behind the line that opens it.
    let opener = header.content().start + 3;
    let rest = source.get(opener..).unwrap_or_default();
    let end = opener + rest.find(['\n', '\r']).unwrap_or(rest.len());
    (end + line_ending(source.as_bytes(), end), false)
}

/// The letters and digits of a name, in small letters, as an id.
pub(crate) fn id_of(name: &str) -> String {
    let id: String = fold(name).chars().filter(|c| c.is_alphanumeric()).collect();
    if is_name(&id) {
        id
    } else {
        "speaker".to_owned()
    }
}

/// The line ending that the text has.
fn ending(source: &str) -> &'static str {
    match (source.contains("\r\n"), source.contains('\n')) {
        (true, _) => "\r\n",
        (false, false) if source.contains('\r') => "\r",
        _ => "\n",
    }
}

/// The column of the actors that there are.
fn column(source: &str, article: &Article) -> usize {
    let first = article
        .actors
        .iter()
        .map(|a| a.source)
        .find(|s| s.start < s.end);
    let column = first.map(|s| {
        let before = source.get(..s.start).unwrap_or_default();
        before.len() - before.trim_end_matches(' ').len()
    });
    column.filter(|c| *c > 0).unwrap_or(2)
}

/// The lines that declare an actor, without their indentation: one if a name and a role say all. What a registry knows beside
/// that stays there.
pub(crate) fn entry(actor: &Actor) -> Vec<String> {
    let mut lines = Lines::default();
    lines.actor(&Actor {
        id: actor.id.clone(),
        name: actor.name.clone(),
        kind: actor.kind,
        role: actor.role.clone(),
        aliases: actor.aliases.clone(),
        ..Actor::default()
    });
    lines.lines.into_iter().map(|(_, line)| line).collect()
}
