//! `nested-marks`: a quotation inside another that has the same marks.

use super::catalogue::Run;
use super::input::{Input, Report};
use super::mixed_quotation_marks::house;
use super::quotations::{Chains, Pair, inner_pair, remark, shown};
use super::{Check, Example, Fix, Group, Level, Safety};
use crate::syntax::Mark;

pub(super) const CHECK: Check = Check {
    code: "nested-marks",
    group: Group::Copy,
    summary: "A quotation inside another has the same marks, or not those of the house.",
    level: Some(Level::Warning),
    reason: "\
Where an inner quotation has the marks of the one around it, its first mark looks like the end of the outer one: nobody \
can tell whose words are whose. Double and single marks alternate. With two pairs or more in `style.quotation-marks`, each \
level has its own, and begins with the first again behind the last.

French repeats its guillemets inside guillemets; those are left alone, also where an article does not say its language.",
    example: Example {
        settings: "",
        bad: "“She told me “never” twice,”{by=\"a dock worker\"} he said.\n",
        good: "“She told me ‘never’ twice,”{by=\"a dock worker\"} he said.\n",
    },
    settings: &[],
    fix: Some((Safety::Unsafe, "Gives the inner quotation the other marks.")),
    run: Run::Article(run),
};

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    let all = input.quotations();
    if all.iter().all(|q| q.outer.is_none()) {
        return;
    }
    let house = house(input);
    let lang = input.article.header.lang.as_deref();
    let mut chains = None;
    for (index, quotation) in all.iter().enumerate() {
        let outer = quotation.outer.and_then(|o| all.get(o));
        let Some((outer, own)) = outer.zip(quotation.pair()) else {
            continue;
        };
        let around = outer.pair().unwrap_or(own);
        let inner = match house.get(quotation.depth % house.len().max(1)) {
            Some(pair) if house.len() > 1 => *pair,
            _ => inner_pair(around, lang),
        };
        let same = own == around && !is_french(own, lang);
        let unlike_house = house.len() > 1 && own != inner;
        if quotation.system().is_none()
            || !(same || unlike_house)
            || !quotation.is_certain(input.text)
        {
            continue;
        }
        let chains = chains.get_or_insert_with(|| Chains::new(input.tree));
        let pieces = chains.pieces(all, index);
        if pieces.is_empty() {
            continue;
        }
        let (marks, wanted) = (quotation.shown(), shown(inner));
        let message = if unlike_house {
            format!(
                "{marks} inside {} where the house has {wanted}",
                outer.shown()
            )
        } else {
            format!("{marks} inside {}: both have the same marks", outer.shown())
        };
        let added = report
            .add(quotation.span(), message)
            .help(format!("write {wanted}"));
        let edits = remark(input.text, all, &pieces, inner, "").filter(|_| inner != own);
        if let Some(edits) = edits {
            _ = added.fix(Fix {
                title: format!("write {wanted}"),
                safety: Safety::Unsafe,
                edits,
            });
        }
    }
}

/// Whether a pair may stand inside itself, as guillemets in French.
fn is_french(pair: Pair, lang: Option<&str>) -> bool {
    pair.0 == Mark::LeftGuillemet && lang.is_none_or(|l| l.starts_with("fr"))
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires on the same marks inside
:: article
“She told me “never” twice,” he said.
:: finds
⟨“never”⟩ “…” inside “…”: both have the same marks
  help: write ‘…’
:: fixed
“She told me ‘never’ twice,” he said.

== fires on straight marks, and each level takes the other
:: article
\"She told me \"he said \"never\" twice\" today,\" he said.
:: finds
⟨\"he said \"never\" twice\"⟩ \"…\" inside \"…\": both have the same marks
⟨\"never\"⟩ \"…\" inside \"…\": both have the same marks
:: fixed
\"She told me 'he said \"never\" twice' today,\" he said.

== tags stay where they are
:: article
“She told me “never”{by=\"the mayor\"} twice,”{by=\"a fitter\"} he said.
:: finds
⟨“never”⟩ “…” inside “…”: both have the same marks
:: fixed
“She told me ‘never’{by=\"the mayor\"} twice,”{by=\"a fitter\"} he said.

== Spanish guillemets take curved marks inside
:: article
---
lang: es
---

«Dijo: «no», y nada más», contó.
:: finds
⟨«no»⟩ «…» inside «…»: both have the same marks
:: fixed
---
lang: es
---

«Dijo: “no”, y nada más», contó.

== fires on marks that are not the house's second pair
:: settings
[style]
quotation-marks = [\"‘’\", \"“”\"]
:: article
‘She told me “never” twice,’ he said. ‘And “he wrote “no””.’
:: finds
⟨“no”⟩ “…” inside “…” where the house has ‘…’
:: fixed
‘She told me “never” twice,’ he said. ‘And “he wrote ‘no’”.’

== an apostrophe that would close the quotation stops the fix
:: article
\"She told me \"the boys' call\" twice,\" he said.
:: finds
⟨\"the boys' call\"⟩ \"…\" inside \"…\": both have the same marks

== is silent on marks that alternate, and on marks beside each other
:: article
“She told me ‘he said “never” twice’ today,” he said. “Why?” “So.” He called it ‘odd’ and “late”.

== is silent on guillemets inside guillemets in French
:: article
---
lang: fr
---

« Il a dit : « non », et rien de plus », dit-elle.

== is silent on quotations that go on in the next paragraph
:: article
“She came.

“She told me ‘never’ twice,” he said.

== a suppression silences it
:: article
“She told me “never” twice,” he said. {% allow nested-marks %}
";
