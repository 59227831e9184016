//! `undeclared-attribute`: a tag says what the project's settings do not know.

use std::collections::BTreeMap;

use super::catalogue::Run;
use super::config::{AttributeDeclaration, TagDeclaration};
use super::input::{Input, Report};
use super::{Check, Example, Fix, Group, Level, Safety, TextEdit};
use crate::model::{ATTRIBUTES, unquote};
use crate::syntax::{ErrorKind, Kind, Node, Span, tag};

pub(super) const CHECK: Check = Check {
    code: "undeclared-attribute",
    group: Group::Markup,
    summary: "An attribute is not what the project declares: its key, its value, or that it is missing.",
    level: Some(Level::Error),
    reason: "\
A project declares words and attributes of its own in `newsmark.toml`, under `tags` and `attributes`, and its programs rely \
on them. This check reports a key that is neither declared nor the language's, one that belongs beside a word that is not \
there, a value that is not among those declared, and a word without an attribute that it requires.

Where a project declares nothing, any attribute is kept and nothing is reported. A word that is not declared is a `syntax-error`.",
    example: Example {
        settings: "[tags.claim]\nsummary = \"What can be checked\"\n[tags.claim.attributes.stance]\nvalues = [\"pro\", \"con\"]\nrequired = true\n",
        bad: "They say [the dam holds]{claim stance=pr}.\n",
        good: "They say [the dam holds]{claim stance=pro}.\n",
    },
    settings: &[],
    fix: Some((Safety::Unsafe, "Writes the nearest key or value that is declared.")),
    run: Run::Article(run),
};

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    if input.config.tags.is_empty() && input.config.attributes.is_empty() {
        return;
    }
    for block in input.tree.blocks() {
        carrier(input, block.children().filter(Node::is_block_tag), report);
        for node in block.descendants() {
            carrier(input, node.tags(), report);
        }
    }
}

/// The tags of one carrier, which count as one.
fn carrier<'t>(input: &Input<'t>, tags: impl Iterator<Item = Node<'t>>, report: &mut Report<'_>) {
    let mut words: Vec<(&str, Span, &TagDeclaration)> = Vec::new();
    let mut attributes: Vec<(&str, Node<'_>)> = Vec::new();
    for item in tags.flat_map(|t| t.children()) {
        match item.kind() {
            Kind::Attribute => attributes.push((&input.text[item.inner()], item)),
            Kind::Error => words.extend(declared(input, &item)),
            _ => {}
        }
    }
    for (key, attribute) in &attributes {
        if ATTRIBUTES.contains(key) {
            continue;
        }
        let mut beside = words.iter().filter_map(|(_, _, d)| d.attributes.get(*key));
        match beside.next().or_else(|| input.config.attributes.get(*key)) {
            Some(declaration) => value(input, key, attribute, declaration, report),
            None => unknown(input, key, attribute, &words, report),
        }
    }
    for (word, span, declaration) in &words {
        let missing = declaration
            .attributes
            .iter()
            .filter(|(key, a)| a.required && !attributes.iter().any(|(k, _)| k == key));
        for (key, attribute) in missing {
            let values = if attribute.values.is_empty() {
                "…".into()
            } else {
                listed(&attribute.values)
            };
            report
                .add(span.clone(), format!("{word} needs {key}="))
                .help(format!("write {{{word} {key}={values}}}"));
        }
    }
}

/// The words of the project in what is no item of the language.
fn declared<'t>(
    input: &Input<'t>,
    error: &Node<'_>,
) -> impl Iterator<Item = (&'t str, Span, &'t TagDeclaration)> {
    let is_word = matches!(
        error.error(),
        Some(ErrorKind::UnknownItem | ErrorKind::SpacedValue)
    );
    let start = error.span().start;
    let words = is_word
        .then(|| tag::words(error.text(input.text)))
        .flatten();
    let tags = &input.config.tags;
    words.into_iter().flatten().filter_map(move |(at, word)| {
        let span = start + at..start + at + word.len();
        Some((word, span, tags.get(word)?))
    })
}

/// Reports a value that the declaration does not have.
fn value(
    input: &Input<'_>,
    key: &str,
    attribute: &Node<'_>,
    declaration: &AttributeDeclaration,
    report: &mut Report<'_>,
) {
    let Some(node) = attribute.children().next() else {
        return;
    };
    let span = node.span();
    let text = unquote(node.text(input.text));
    // A value without quotation marks keeps the sign of a guess.
    let bare = node.kind() == Kind::Bare && text.ends_with('?');
    let span = span.start..span.end - usize::from(bare);
    let text = text.trim_end_matches('?');
    if declaration.values.is_empty() || declaration.values.iter().any(|v| v == text) {
        return;
    }
    let near = input.nearest(
        span.start,
        text,
        declaration.values.iter().map(String::as_str),
    );
    let added = report.add(span.clone(), format!("{key} cannot be {text}"));
    match near {
        Some(near) => {
            _ = added.help(format!("did you mean {near}?")).fix(Fix::one(
                Safety::Unsafe,
                format!("write {near}"),
                TextEdit::new(span, written(near)),
            ))
        }
        None => _ = added.help(format!("expected {}", listed(&declaration.values))),
    }
}

/// Reports a key that neither the language nor the project has here.
fn unknown(
    input: &Input<'_>,
    key: &str,
    attribute: &Node<'_>,
    words: &[(&str, Span, &TagDeclaration)],
    report: &mut Report<'_>,
) {
    let config = input.config;
    let of = |a: &'_ BTreeMap<String, AttributeDeclaration>| a.contains_key(key);
    if let Some((word, _)) = config.tags.iter().find(|(_, d)| of(&d.attributes)) {
        let message = format!("the attribute {key} belongs to {word}, which is not in this tag");
        report
            .add(attribute.inner(), message)
            .help(format!("write {word} beside it"));
        return;
    }
    let beside = words.iter().flat_map(|(_, _, d)| d.attributes.keys());
    let known = beside.chain(config.attributes.keys()).map(String::as_str);
    let near = input.nearest(attribute.span().start, key, known.chain(ATTRIBUTES));
    let added = report.add(
        attribute.inner(),
        format!("the attribute {key} is not declared"),
    );
    match near {
        Some(near) => {
            _ = added.help(format!("did you mean {near}?")).fix(Fix::one(
                Safety::Unsafe,
                format!("write {near}"),
                TextEdit::new(attribute.inner(), near),
            ))
        }
        None => {
            _ = added.help(format!(
                "declare it in newsmark.toml, under [attributes.{key}]"
            ))
        }
    }
}

/// So many values are shown.
const MOST_SHOWN: usize = 8;

fn listed(values: &[String]) -> String {
    let shown: Vec<&str> = values.iter().take(MOST_SHOWN).map(String::as_str).collect();
    let more = if values.len() > MOST_SHOWN {
        "|…"
    } else {
        ""
    };
    shown.join("|") + more
}

/// A value as a tag has it.
fn written(value: &str) -> String {
    let is_bare = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if !value.is_empty() && value.chars().all(is_bare) {
        value.to_owned()
    } else {
        format!("\"{}\"", value.replace('\\', r"\\").replace('"', "\\\""))
    }
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires on a value that is not declared
:: settings
[tags.claim.attributes.stance]
values = [\"pro\", \"con\", \"not yet\"]
:: article
They say [the dam holds]{claim stance=pr}, [or not]{claim stance=maybe}, [or will]{claim stance=\"not yes\"}.
:: finds
⟨pr⟩ stance cannot be pr
  help: did you mean pro?
⟨maybe⟩ stance cannot be maybe
  help: expected pro|con|not yet
⟨\"not yes\"⟩ stance cannot be not yes
  help: did you mean not yet?
:: fixed
They say [the dam holds]{claim stance=pro}, [or not]{claim stance=maybe}, [or will]{claim stance=\"not yet\"}.

== fires on a word without what it requires
:: settings
[tags.claim.attributes.stance]
values = [\"pro\", \"con\"]
required = true
[tags.claim.attributes.page]
:: article
They say [the dam holds]{claim page=12}, [and the weir]{page=13 claim}{stance=con}.
:: finds
⟨claim⟩ claim needs stance=
  help: write {claim stance=pro|con}

== fires on a key that is not declared, and knows what was meant
:: settings
[attributes.mood]
values = [\"calm\"]
:: article
“Not now,”{@vell moood=calm} Vell said. “Why?”{@marrow page=12 mediun=speech} Marrow asked.

{@vell tempo=slow}
Later.
:: finds
⟨moood⟩ the attribute moood is not declared
  help: did you mean mood?
⟨page⟩ the attribute page is not declared
  help: declare it in newsmark.toml, under [attributes.page]
⟨mediun⟩ the attribute mediun is not declared
  help: did you mean medium?
⟨tempo⟩ the attribute tempo is not declared
  help: declare it in newsmark.toml, under [attributes.tempo]
:: fixed
“Not now,”{@vell mood=calm} Vell said. “Why?”{@marrow page=12 medium=speech} Marrow asked.

{@vell tempo=slow}
Later.

== fires on an attribute without its word
:: settings
[tags.claim.attributes.stance]
:: article
They say [the dam holds]{stance=pro}.
:: finds
⟨stance⟩ the attribute stance belongs to claim, which is not in this tag
  help: write claim beside it

== is silent where the project declares nothing
:: article
“Not now,”{@vell mood=calm page=12} Vell said. [The dam holds]{stance=pro}.

== is silent on what is declared, on the language's own, and on a guess
:: settings
[tags.claim.attributes.stance]
values = [\"pro\", \"con\", \"@vell\"]
required = true
[attributes.page]
:: article
[The dam holds]{claim stance=pro? page=§12}, [the weir too]{stance=@vell by=@vell medium=speech claim}.

“Not now,”{@vell to=@marrow via=#s on=2031 type=direct page=\"12 to 14\"} [He]{#s} left in May{2031-05 mod=start}.

== a suppression silences it
:: settings
[attributes.page]
:: article
“Not now,”{@vell mood=calm} Vell said. {% allow undeclared-attribute %}
";
