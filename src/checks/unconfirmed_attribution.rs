//! `unconfirmed-attribution`: who speaks, or is meant, is a guess that nobody has confirmed.

use super::catalogue::Run;
use super::input::{Input, Report};
use super::{Check, Example, Fix, Group, Level, Safety, TextEdit};
use crate::syntax::{Kind, Node};

pub(super) const CHECK: Check = Check {
    code: "unconfirmed-attribution",
    group: Group::Attribution,
    summary: "A tag is marked as a guess that nobody has confirmed.",
    level: Some(Level::Warning),
    reason: "\
A `?` behind a name, a source or a word such as `title` says that it is a suggestion: a tool guessed it, or whoever tagged \
the copy was not sure. An article should not go out with words in somebody's mouth on a guess. Whoever knows takes the `?` away.

The `?` of a date is EDTF's own sign, and says that the article is not sure: it stays. So does that of an id.",
    example: Example {
        settings: "",
        bad: "---\nactors:\n  vell: Imre Vell, crane master\n---\n\n“Not now,”{@vell?} Imre Vell, the crane master, said.\n",
        good: "---\nactors:\n  vell: Imre Vell, crane master\n---\n\n“Not now,”{@vell} Imre Vell, the crane master, said.\n",
    },
    settings: &[],
    fix: Some((Safety::Unsafe, "Takes the `?` away, which confirms the guess.")),
    run: Run::Article(run),
};

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    if !has_guesses(input) {
        return;
    }
    // The model leaves out where a `?` stands, and inherits sources; the tree has each once.
    for block in input.tree.blocks() {
        let block_tags = block.children().filter(Node::is_block_tag);
        block_tags.for_each(|tag| guesses(input, &tag, true, report));
        for carrier in block.descendants() {
            let speaks = carrier.kind() == Kind::Quotation;
            carrier
                .tags()
                .for_each(|tag| guesses(input, &tag, speaks, report));
        }
    }
}

/// Whether anything can be marked with `?` at all.
fn has_guesses(input: &Input<'_>) -> bool {
    let mut nodes = input.tree.descendants();
    nodes.any(|n| n.is_uncertain() || n.kind() == Kind::Bare)
}

/// Reports the guesses of one tag. A bare `@name` says who speaks, or else who is meant.
fn guesses(input: &Input<'_>, tag: &Node<'_>, speaks: bool, report: &mut Report<'_>) {
    for item in tag.children() {
        let named = item.children().next().unwrap_or(item);
        let span = named.span();
        // Words without quotation marks keep their sign.
        let bare = named.kind() == Kind::Bare && input.text[span.clone()].ends_with('?');
        if !item.is_uncertain() && !bare {
            continue;
        }
        let key = &input.text[item.inner()];
        let what = match (item.kind(), key) {
            (Kind::Actor, _) if speaks => "that {} says this",
            (Kind::Actor, _) => "that {} is meant",
            (Kind::Role, _) => "that this is a {}",
            (Kind::Attribute, "by") => "that {} says this",
            (Kind::Attribute, "to") => "that this is said to {}",
            (Kind::Attribute, "via") => "that {} relays this",
            _ => continue,
        };
        let sign = item.span().end - 1..item.span().end;
        let guessed = &input.text[span.start..span.end.min(sign.start)];
        report
            .add(
                span.start..sign.end,
                format!("nobody has confirmed {}", what.replace("{}", guessed)),
            )
            .help("take the ? away if it is so, or say what is")
            .fix(Fix::one(
                Safety::Unsafe,
                format!("confirm {guessed}"),
                TextEdit::new(sign, ""),
            ));
    }
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires on a speaker and a mention
:: article
“Not now,”{@vell?} [the crane master]{@vell?} said.
:: finds
⟨@vell?⟩ nobody has confirmed that @vell says this
  help: take the ? away if it is so, or say what is
⟨@vell?⟩ nobody has confirmed that @vell is meant
  help: take the ? away if it is so, or say what is
:: fixed
“Not now,”{@vell} [the crane master]{@vell} said.

== fires on each part of an attribution, on cues and on titles
:: article
[He would wait]{by=\"a fitter\"? to=@marrow? via=#s?}, he said{cue?} in “Nets at Dawn”{title?}. [He]{#s}
:: finds
⟨\"a fitter\"?⟩ nobody has confirmed that \"a fitter\" says this
⟨@marrow?⟩ nobody has confirmed that this is said to @marrow
⟨#s?⟩ nobody has confirmed that #s relays this
⟨cue?⟩ nobody has confirmed that this is a cue
⟨title?⟩ nobody has confirmed that this is a title
:: fixed
[He would wait]{by=\"a fitter\" to=@marrow via=#s}, he said{cue} in “Nets at Dawn”{title}. [He]{#s}

== fires once for a speaker whom an inner quote inherits
:: article
“He told me ‘never’{@marrow} twice, and ‘not here’ once,”{@vell?} Vell said.
:: finds
⟨@vell?⟩ nobody has confirmed that @vell says this
:: fixed
“He told me ‘never’{@marrow} twice, and ‘not here’ once,”{@vell} Vell said.

== fires on a statement in a block, and on words without quotation marks
:: article
{@vell?}
The dam will hold.

“Not now,”{by=critics?} critics said.
:: finds
⟨@vell?⟩ nobody has confirmed that @vell says this
⟨critics?⟩ nobody has confirmed that critics says this
:: fixed
{@vell}
The dam will hold.

“Not now,”{by=critics} critics said.

== is silent on dates, ids and a speaker not yet known
:: article
“Not now,”{@? to=@? on=2031?} she said on Monday{2031-03-02?}. [They]{#s?} left.

== is silent on a question
:: article
“Now?”{@vell} Vell asked. Who, @vell?

== a suppression silences it
:: article
“Not now,”{@vell?} Vell said. {% allow unconfirmed-attribution %}
";
