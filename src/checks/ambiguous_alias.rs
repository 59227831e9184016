//! `ambiguous-alias`: a name in plain copy that the header gives to several actors.

use hashbrown::HashMap;

use super::catalogue::Run;
use super::input::{Input, Report};
use super::names::called;
use super::{Check, Example, Group, Level};
use crate::model::{Actor, Mention};

pub(super) const CHECK: Check = Check {
    code: "ambiguous-alias",
    group: Group::Names,
    summary: "A name that several actors have stands without a tag.",
    level: Some(Level::Warning),
    reason: "\
A name or alias in plain copy is a mention of the actor who has it. If two have it, what is said there of one of them is \
stored for the first, whomever it means, and a reader may be in doubt as well. Tag the place, or declare the alias for one of \
them only.

Tagged words are left alone, and so is the subject of a verb of speech beside a quote, whose tag says who it is, and names \
that are declared twice but not used.",
    example: Example {
        settings: "",
        bad: "---\nactors:\n  maren:\n    name: Maren Tolv\n    aliases: [Tolv]\n  anselm:\n    name: Anselm Tolv\n    aliases: [Tolv]\n---\n\nMaren Tolv came with Anselm Tolv. Later Tolv left.\n",
        good: "---\nactors:\n  maren:\n    name: Maren Tolv\n    aliases: [Tolv]\n  anselm:\n    name: Anselm Tolv\n    aliases: [Tolv]\n---\n\nMaren Tolv came with Anselm Tolv. Later Tolv{@maren} left.\n",
    },
    settings: &[],
    fix: None,
    run: Run::Article(run),
};

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    let actors = &input.article.actors;
    if actors.len() < 2 {
        return;
    }
    let mut names: Vec<(&str, usize)> = (actors.iter().enumerate())
        .flat_map(|(i, actor)| called(actor).map(move |name| (name, i)))
        .collect();
    names.sort_unstable();
    names.dedup();
    let mut shared: HashMap<&str, (usize, usize)> = HashMap::new();
    for pair in names.windows(2) {
        if let [(a, first), (b, second)] = pair
            && a == b
        {
            shared.entry(a).or_insert((*first, *second));
        }
    }
    if shared.is_empty() {
        return;
    }
    for mention in input.article.mentions.iter().filter(|m| m.implicit) {
        let Some((name, owners)) =
            spellings(&mention.text).find_map(|s| shared.get_key_value(s.as_str()))
        else {
            continue;
        };
        let (Some(first), Some(second)) = (actors.get(owners.0), actors.get(owners.1)) else {
            continue;
        };
        let speaks = [first, second].map(|a| input.is_speaker(mention.place.bytes, &a.id));
        if is_by_name(mention, &[first, second]) && speaks[0] == speaks[1] {
            add(mention, name, [first, second], report);
        }
    }
}

/// The words, and with a small letter where they begin a sentence.
fn spellings(words: &str) -> impl Iterator<Item = String> {
    let mut chars = words.chars();
    let small = chars
        .next()
        .map(|c| c.to_lowercase().chain(chars).collect());
    [Some(words.to_owned()), small].into_iter().flatten()
}

/// Whether the mention is there because of a declaration, and not because a quote's tag gives it.
fn is_by_name(mention: &Mention, owners: &[&Actor]) -> bool {
    let sources = mention.actors.iter();
    sources
        .map(|s| s.tag)
        .any(|tag| owners.iter().any(|o| o.source == tag))
}

fn add(mention: &Mention, name: &str, owners: [&Actor; 2], report: &mut Report<'_>) {
    let place = mention.place.source;
    let [first, second] = owners;
    let (a, b) = (&first.id, &second.id);
    let words = &mention.text;
    let (open, close) = if name.contains(char::is_whitespace) {
        ("[", "]")
    } else {
        ("", "")
    };
    let mut added = report
        .add(
            place.start..place.end,
            format!("{words} can be @{a} or @{b}"),
        )
        .help(format!(
            "tag whom it means: {open}{words}{close}{{@{a}}} or {open}{words}{close}{{@{b}}}"
        ));
    for owner in owners.iter().filter(|o| o.source.start < o.source.end) {
        let place = owner.source;
        added = added.related(place.start..place.end, format!("{name} is declared here"));
    }
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires on each use of an alias that two actors have
:: article
---
actors:
  duvrey:
    name: Pell Duvrey
    aliases: [the mayor]
  osk:
    name: Ada Osk
    aliases: [the mayor, Osk]
---

The mayor met Osk. “No,”{@osk} the mayor said. Then the mayor left.
:: finds
⟨The mayor⟩ The mayor can be @duvrey or @osk
  help: tag whom it means: [The mayor]{@duvrey} or [The mayor]{@osk}
⟨the mayor⟩ the mayor can be @duvrey or @osk
  help: tag whom it means: [the mayor]{@duvrey} or [the mayor]{@osk}

== fires on a name that is another’s alias
:: article
---
actors:
  vell: Vell
  imre:
    name: Imre Vell
    aliases: [Vell]
---

Imre Vell met Vell.
:: finds
⟨Vell⟩ Vell can be @vell or @imre
  help: tag whom it means: Vell{@vell} or Vell{@imre}

== is silent on tagged words, longer names and what is not used
:: article
---
actors:
  maren:
    name: Maren Tolv
    aliases: [Tolv, the founder]
  anselm:
    name: Anselm Tolv
    aliases: [Tolv, the founder]
---

Maren Tolv and Anselm Tolv met Tolv{@maren}. [The founder]{@anselm} and the founders left.

== is silent on an alias that one actor has twice
:: article
---
actors:
  maren:
    name: Maren Tolv
    aliases: [Tolv, Tolv]
  anselm: Anselm Tolv
---

Tolv met Anselm Tolv.

== is silent on a label whose tag says who speaks
:: article
---
actors:
  maren:
    name: Maren Tolv
    aliases: [TOLV]
  anselm:
    name: Anselm Tolv
    aliases: [TOLV]
---

{@maren}
TOLV: We begin.

== a suppression silences it
:: article
---
actors:
  maren:
    name: Maren Tolv
    aliases: [Tolv]
  anselm:
    name: Anselm Tolv
    aliases: [Tolv]
---

Tolv left. {% allow ambiguous-alias %}
";
