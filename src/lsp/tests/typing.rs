//! What is offered while somebody types.

use super::*;

fn check_completion(copy: &str, expected: Expect) {
    let (snapshot, cursor) = at(copy);
    let mut shown = String::new();
    for item in completion::items(&snapshot, cursor).iter().take(6) {
        let replaced = words(&snapshot, &item.replace);
        let _ = writeln!(shown, "{} ← ⟨{replaced}⟩ {}", item.insert, item.detail);
    }
    expected.assert_eq(&shown);
}

#[test]
fn completion_offers_the_likeliest_first() {
    check_completion(
        "“Not now,”{@$0\n",
        expect![[r#"
        @vell ← ⟨@⟩ Imre Vell, crane master
        @marrow ← ⟨@⟩ Tilda Marrow, ferry captain
    "#]],
    );
    check_completion(
        "Marrow waited. “Not now,”{@$0} Marrow said.\n",
        expect![[r#"
            @marrow ← ⟨@⟩ Tilda Marrow, ferry captain
            @vell ← ⟨@⟩ Imre Vell, crane master
        "#]],
    );
    check_completion(
        "It fell on Wednesday{$0}.\n",
        expect![[r#"
        2031-04-02 ← ⟨⟩ what “Wednesday” means here
        @vell ← ⟨⟩ Imre Vell, crane master
        @marrow ← ⟨⟩ Tilda Marrow, ferry captain
        cue ← ⟨⟩ The words that introduce speech: said, told, according to.
        + ← ⟨⟩ Continues the quote before: the same speaker, the same utterance.
        @? ← ⟨⟩ The speaker, or who is meant, is not yet known: on the work list.
    "#]],
    );
    check_completion(
        "It fell [the day before yesterday]{2031$0}.\n",
        expect![[r#"
            2031-04-01 ← ⟨2031⟩ what “the day before yesterday” means here
            cue ← ⟨2031⟩ The words that introduce speech: said, told, according to.
            + ← ⟨2031⟩ Continues the quote before: the same speaker, the same utterance.
            @? ← ⟨2031⟩ The speaker, or who is meant, is not yet known: on the work list.
            by= ← ⟨2031⟩ Who says it: `by=@name`, `by="a senior engineer"` for somebody whom the article does not name, or `by=#id` for the span with that id. On a span it makes an indirect quote.
            to= ← ⟨2031⟩ To whom it is said; takes what `by=` takes.
        "#]],
    );
    check_completion(
        "It fell on [the day before the vote]{$0}.\n",
        expect![[r#"
            @vell ← ⟨⟩ Imre Vell, crane master
            @marrow ← ⟨⟩ Tilda Marrow, ferry captain
            cue ← ⟨⟩ The words that introduce speech: said, told, according to.
            + ← ⟨⟩ Continues the quote before: the same speaker, the same utterance.
            @? ← ⟨⟩ The speaker, or who is meant, is not yet known: on the work list.
            by= ← ⟨⟩ Who says it: `by=@name`, `by="a senior engineer"` for somebody whom the article does not name, or `by=#id` for the span with that id. On a span it makes an indirect quote.
        "#]],
    );
    check_completion(
        "“Not now,”{@vell med$0}.\n",
        expect![[r#"
            title ← ⟨med⟩ Quoted, but nobody's speech: the title of a work.
            term ← ⟨med⟩ Quoted, but nobody's speech: a term.
            scare ← ⟨med⟩ Quoted, but nobody's speech: words that the writer keeps at a distance.
            + ← ⟨med⟩ Continues the quote before: the same speaker, the same utterance.
            @? ← ⟨med⟩ The speaker, or who is meant, is not yet known: on the work list.
            by= ← ⟨med⟩ Who says it: `by=@name`, `by="a senior engineer"` for somebody whom the article does not name, or `by=#id` for the span with that id. On a span it makes an indirect quote.
        "#]],
    );
    check_completion(
        "“Not now,”{@vell medium=$0}.\n",
        expect![[r#"
        speech ← ⟨⟩ a value of medium
        writing ← ⟨⟩ a value of medium
        thought ← ⟨⟩ a value of medium
    "#]],
    );
    check_completion(
        "[He]{@vell #he} said “no”{by=#$0}.\n",
        expect![[r#"
        #he ← ⟨#⟩ an annotation of this article
    "#]],
    );
    check_completion(
        "“No.” {% allow un$0 %}\n",
        expect![[r#"
        syntax-error ← ⟨un⟩ The text breaks a rule of the language.
        unused-allow ← ⟨un⟩ A comment allows what is not there.
        undeclared-attribute ← ⟨un⟩ An attribute is not what the project declares: its key, its value, or that it is missing.
        unattributed-quote ← ⟨un⟩ Nobody is named for a quotation.
        misattributed-quote ← ⟨un⟩ The copy names somebody else as the speaker than the tag.
        unclosed-quote ← ⟨un⟩ A quotation mark has no partner.
    "#]],
    );
    check_completion("Braces { are $0 copy.\n", expect![""]);
}

#[test]
fn completion_declares_names_that_nobody_has_declared() {
    let (snapshot, cursor) =
        at("Ada Orr and Mayor Ben Tull’s aide came on Monday. “Not now,”{@$0} said Imre Vell.\n");
    let mut shown = String::new();
    for item in completion::items(&snapshot, cursor) {
        let declared = item.also.map(|edit| {
            let text = apply(&snapshot, &[edit]);
            let new = text.lines().find(|l| !snapshot.source().contains(l));
            new.unwrap_or_default().to_owned()
        });
        let _ = writeln!(
            shown,
            "{} {} ⟨{}⟩",
            item.insert,
            item.detail,
            declared.unwrap_or_default()
        );
    }
    expect![[r#"
        @vell Imre Vell, crane master ⟨⟩
        @marrow Tilda Marrow, ferry captain ⟨⟩
        @tull declare Ben Tull, Mayor ⟨  tull: Ben Tull, Mayor⟩
        @orr declare Ada Orr ⟨  orr: Ada Orr⟩
    "#]]
    .assert_eq(&shown);
}

/// Whom the copy names as the speaker comes first, whoever was named nearer, and whether or not the header knows him.
#[test]
fn completion_offers_first_whom_the_copy_names() {
    for (copy, first) in [
        (
            "However Ada Orr, the harbour spokeswoman, came. Vell left. “Not now,”{@$0} Orr told Marrow.\n",
            "@orr declare Ada Orr, harbour spokeswoman",
        ),
        (
            "Vell left. “Not now,”{@$0} a senior engineer said.\n",
            "by=\"a senior engineer\" whom the copy does not name",
        ),
        (
            "Vell told Marrow that it was late. “Not now,”{$0 he said.\n",
            "@vell Imre Vell, crane master",
        ),
        (
            "Vell left with Marrow{@$0.\n",
            "@marrow Tilda Marrow, ferry captain",
        ),
        (
            "Marrow left with [the late Imre Vell]{$0}.\n",
            "@vell Imre Vell, crane master",
        ),
        (
            "Marrow left with [Mayor Ben Tull]{@t$0}. Vell stayed.\n",
            "@tull declare Ben Tull, Mayor",
        ),
        (
            "Vell left. “Not now,”{by=$0} a senior engineer said.\n",
            "\"a senior engineer\" whom the copy does not name",
        ),
        (
            "“Not now,”{@vell @$0} said Vell and Marrow.\n",
            "@marrow Tilda Marrow, ferry captain",
        ),
        (
            "It fell in [early March]{$0}.\n",
            "2031-03 mod=start what “early March” means here",
        ),
        (
            "It fell in [early March]{on=$0}.\n",
            "2031-03 what “early March” means here",
        ),
    ] {
        let (snapshot, cursor) = at(copy);
        let items = completion::items(&snapshot, cursor);
        let shown = items.first().map(|i| format!("{} {}", i.insert, i.detail));
        assert_eq!(shown.as_deref(), Some(first), "{copy}");
    }
}

#[test]
fn completion_in_the_header_offers_its_keys() {
    let (snapshot, cursors) =
        open("---\ntitle: A\nda$0\nactors:\n  vell:\n    k$0\n    kind: $0\n---\n\nCopy.\n");
    let mut shown = String::new();
    for cursor in cursors {
        let items = completion::items(&snapshot, cursor);
        let all: Vec<&str> = items.iter().map(|i| i.insert.as_str()).collect();
        let _ = writeln!(shown, "{}", all.join(" "));
    }
    expect![[r#"
        title:  date:  place:  source:  author:  lang:  url:  id:  actors: 
        name:  kind:  role:  roles:  aliases:  pronouns:  wikidata:  url:  note: 
        person organization group document place
    "#]]
    .assert_eq(&shown);
}
