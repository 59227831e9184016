//! `unknown-actor`: a tag names an actor that nothing declares.

use hashbrown::{HashMap, HashSet};

use super::catalogue::Run;
use super::input::{Input, Report};
use super::{Check, Example, Fix, Group, Level, Safety, TextEdit, nearest};
use crate::model::{Actor, Who};
use crate::syntax::Kind;

pub(super) const CHECK: Check = Check {
    code: "unknown-actor",
    group: Group::Attribution,
    summary: "A tag names an actor that is not declared.",
    level: Some(Level::Error),
    reason: "\
`@name` means the actor that the header, or a registry of the project, declares under that name. A name that nothing \
declares attributes the words to nobody.

`by=name` without the `@` is the article's words for an unnamed source; where an actor has that very name, the `@` was forgotten.",
    example: Example {
        settings: "",
        bad: "---\nactors:\n  vell: Imre Vell, crane master\n---\n\n“Not now,”{@vel} Imre Vell, the crane master, said.\n",
        good: "---\nactors:\n  vell: Imre Vell, crane master\n---\n\n“Not now,”{@vell} Imre Vell, the crane master, said.\n",
    },
    settings: &[],
    fix: Some((Safety::Unsafe, "Writes the nearest name that is declared.")),
    run: Run::Article(run),
};

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    let actors = &input.article.actors;
    let known: HashSet<&str> = actors.iter().map(|a| a.id.as_str()).collect();
    let mut nearest: HashMap<&str, Option<(String, String)>> = HashMap::new();
    for node in input.tree.descendants().filter(|n| n.kind() == Kind::Actor) {
        let id = node.text(input.text).trim_matches(['@', '?']);
        if known.contains(id) {
            continue;
        }
        let near = &*nearest.entry(id).or_insert_with(|| {
            // Each new name is compared with every actor: enough is enough.
            let may = input.may_compare(node.span().start, actors.len());
            let own = nearest_actor(id, if may { actors } else { &[] });
            own.map(|a| (a.id.clone(), a.name.clone())).or_else(|| {
                let may = input.may_compare(node.span().start, input.registry.len() / 16);
                let known = input.registry.similar(id, usize::from(may));
                known
                    .first()
                    .map(|k| (k.id().to_owned(), k.name().to_owned()))
            })
        });
        let added = report.add(node.span(), format!("the actor @{id} is not declared"));
        match near {
            Some((near, name)) => {
                let start = node.span().start;
                let edit = TextEdit::new(start..start + 1 + id.len(), format!("@{near}"));
                added
                    .help(format!("did you mean @{near} ({name})?"))
                    .fix(Fix::one(Safety::Unsafe, format!("write @{near}"), edit));
            }
            None => _ = added.help(format!(
                "declare the actor in the header: `actors:` and under it `  {id}: Full Name, role`"
            )),
        }
    }
    // `by=vell` without the @ gives the article's words for somebody it does not name.
    let quotes = &input.article.quotes;
    let sources = quotes
        .iter()
        .flat_map(|q| q.speakers.iter().chain(&q.addressees).chain(&q.relayed_by));
    // What a quote inherits from the one around it is reported there.
    let mut reported = HashSet::new();
    for source in sources {
        if let Who::Unnamed(words) = &source.who
            && known.contains(words.as_str())
            && reported.insert(source.tag.start)
        {
            let message = format!("{words} without @ is a source that the article does not name");
            let tag = source.tag.start..source.tag.end;
            let title = format!("write @{words}");
            report
                .add(tag.clone(), message)
                .help(format!("did you mean @{words}?"))
                .fix(Fix::one(
                    Safety::Unsafe,
                    title,
                    TextEdit::new(tag, format!("@{words}")),
                ));
        }
    }
}

/// Whom the unknown `id` is most likely meant to name.
fn nearest_actor<'a>(id: &str, actors: &'a [Actor]) -> Option<&'a Actor> {
    // Ids first; then what else the actor is called.
    let by_id = nearest(id, actors.iter().map(|a| a.id.as_str()));
    let called = |a: &&Actor| {
        let names = std::iter::once(a.name.as_str()).chain(a.aliases.iter().map(String::as_str));
        nearest(id, names).is_some()
    };
    match by_id {
        Some(near) => actors.iter().find(|a| a.id == near),
        None => actors.iter().find(called),
    }
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires on a slip, and knows what was meant
:: article
---
actors:
  vell: Imre Vell
---

“Not now,”{@vel?} he said.
:: finds
⟨@vel?⟩ the actor @vel is not declared
  help: did you mean @vell (Imre Vell)?
:: fixed
---
actors:
  vell: Imre Vell
---

“Not now,”{@vell?} he said.

== fires on a name like nobody's, and says how to declare it
:: article
“Not now,”{@quist} he said.
:: finds
⟨@quist⟩ the actor @quist is not declared
  help: declare the actor in the header: `actors:` and under it `  quist: Full Name, role`

== fires on a name without its sign
:: article
---
actors:
  vell: Imre Vell
---

“Not now,”{by=vell} he said.
:: finds
⟨vell⟩ vell without @ is a source that the article does not name
:: fixed
---
actors:
  vell: Imre Vell
---

“Not now,”{by=@vell} he said.

== is silent on whom the header declares and on unnamed sources
:: article
---
actors:
  vell: Imre Vell
---

“Not now,”{@vell} he said. “Why?”{by=\"a fitter\"} “So,”{by=fitters} they said.

== a suppression silences it
:: article
“Not now,”{@quist} he said. {% allow unknown-actor %}
";
