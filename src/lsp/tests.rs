//! Features as editors see them: a text with a cursor, `$0`, or a selection from one `$0` to the next, and what
//! comes out.

use std::fmt::Write;
use std::sync::Arc;

use expect_test::{Expect, expect};

use super::index::{Entry, Index};
use super::position::Encoding;
use super::snapshot::{Settings, Snapshot};
use super::{
    actions, completion, diagnostics, folding, formatting, hints, hover, lens, links, navigation,
    selection, symbols, tokens,
};
use crate::checks::TextEdit;
use crate::syntax::Span;

const HEADER: &str = "\
---
title: Harbour crane to run again
date: 2031-04-03
actors:
  vell: Imre Vell, crane master
  marrow:
    name: Tilda Marrow
    roles:
      - title: ferry captain
        from: 2027
    aliases: [Marrow]
---

";

/// The document, and the places of its `$0`.
fn open(text: &str) -> (Snapshot, Vec<usize>) {
    let mut plain = String::new();
    let mut cursors = Vec::new();
    for (i, piece) in text.split("$0").enumerate() {
        if i > 0 {
            cursors.push(plain.len());
        }
        plain += piece;
    }
    let uri = "untitled:one".parse().unwrap_or_else(|_| unreachable!());
    let snapshot = Snapshot::new(uri, 1, &plain, Encoding::Utf16, Settings::default());
    (snapshot, cursors)
}

/// The document with a header, and the place of its one `$0`.
fn at(copy: &str) -> (Snapshot, usize) {
    let (snapshot, cursors) = open(&format!("{HEADER}{copy}"));
    (snapshot, cursors[0])
}

fn words<'s>(snapshot: &'s Snapshot, span: &Span) -> &'s str {
    snapshot.source().get(span.clone()).unwrap_or("?")
}

fn apply(snapshot: &Snapshot, edits: &[TextEdit]) -> String {
    let mut edits = edits.to_vec();
    edits.sort_by_key(|e| (e.span.start, e.span.end));
    let mut text = snapshot.source().to_owned();
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.clone(), &edit.text);
    }
    text
}

fn check_hover(copy: &str, expected: Expect) {
    let (snapshot, cursor) = at(copy);
    let found = hover::hover(&snapshot, cursor, &|_| None);
    let shown = found.map(|(told, span)| format!("⟨{}⟩\n{told}\n", words(&snapshot, &span)));
    expected.assert_eq(&shown.unwrap_or_default());
}

#[test]
fn hover_tells_of_actors_quotes_dates_and_words() {
    check_hover(
        "“Not now,”{@ve$0ll} Vell said{cue}.\n",
        expect![[r#"
            ⟨vell⟩
            **Imre Vell**  
            crane master  
            `@vell` · 1 quote here
        "#]],
    );
}

#[test]
fn hover_tells_of_names_in_plain_copy_and_of_quotes() {
    check_hover(
        "Later Mar$0row left. “So.”{@marrow}\n",
        expect![[r#"
        ⟨Marrow⟩
        **Tilda Marrow**  
        ferry captain (on 2031-04-03)  
        also: Marrow  
        `@marrow` · 1 quote here
    "#]],
    );
    check_hover(
        "“Not n$0ow,”{@vell? to=@marrow} he said{cue}, “or ever.”{+}\n",
        expect![[r#"
            ⟨“Not now,”{@vell? to=@marrow}⟩
            **Imre Vell** (not confirmed) · direct quote  
            to Tilda Marrow  
            4 words in 2 pieces · cue: said
        "#]],
    );
    check_hover(
        "“Not n$0ow,” she said.\n",
        expect![[r#"
        ⟨“Not now,”⟩
        **nobody is named** · direct quote  
        2 words
    "#]],
    );
}

#[test]
fn hover_tells_of_dates_words_and_checks() {
    check_hover(
        "It fell on Wed$0nesday{2031-04-02}.\n",
        expect![[r#"
        ⟨Wednesday⟩
        **2031-04-02** · a date  
        Wednesday, 2 April 2031  
        1 day before the article
    "#]],
    );
    check_hover(
        "It fell on [a day in spring]{203$01-21?}.\n",
        expect![[r#"
            ⟨2031-21?⟩
            **2031-21?** · a date  
            1 March 2031 to 31 May 2031  
            not confirmed
        "#]],
    );
    check_hover(
        "“Not now,”{@vell med$0ium=speech} he said.\n",
        expect![[r#"
            ⟨medium⟩
            How it was expressed: `speech`, `writing` or `thought`.
        "#]],
    );
    check_hover(
        "He said{c$0ue} so.\n",
        expect![[r#"
        ⟨cue⟩
        The words that introduce speech: said, told, according to.
    "#]],
    );
    check_hover(
        "“No.”{@$0?}\n",
        expect![[r#"
        ⟨@?⟩
        The speaker, or who is meant, is not yet known: on the work list.
    "#]],
    );
    check_hover(
        "“No.” {% allow unattributed$0-quote %}\n",
        expect![[r#"
        ⟨unattributed-quote⟩
        **unattributed-quote**: Nobody is named for a quotation.

        A quotation without a speaker cannot be answered for: a reader, or whoever corrects the article, must guess who said it. Tag it with an actor, with the article's own words for somebody unnamed, or as a title, term or scare quotes.

        A quotation inside another is part of what that one's speaker says, and one with a broken tag has its error already.
    "#]],
    );
    check_hover("Nothing he$0re.\n", expect![[r#""#]]);
}

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
        "It fell on [the day before yesterday]{$0}.\n",
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
        @tull declare Mayor Ben Tull ⟨  tull: Mayor Ben Tull⟩
        @orr declare Ada Orr ⟨  orr: Ada Orr⟩
    "#]]
    .assert_eq(&shown);
}

#[test]
fn lenses_count_quotes_and_open_work() {
    let (snapshot, _) = at("$0“Not now,”{@vell} Vell said. “Who?” “When?”{@marrow?}\n");
    let all = lens::lenses(&snapshot);
    let shown: Vec<String> = all
        .iter()
        .map(|(s, title)| format!("{}: {title}", words(&snapshot, s)))
        .collect();
    expect![[r#"
        : 3 quotes · 2 speakers · 2 open
        vell: 1 quote
        marrow: 1 quote"#]]
    .assert_eq(&shown.join("\n"));
}

#[test]
fn addresses_of_the_header_are_links() {
    let (snapshot, _) = open(
        "$0---\nurl: https://example.org/a\nactors:\n  vell:\n    name: Imre Vell\n    wikidata: Q5\n    url: 'ftp://example.org'\n---\n\nCopy.\n",
    );
    let all = links::links(&snapshot);
    let shown: Vec<String> = all
        .iter()
        .map(|(s, target)| format!("{} → {target}", words(&snapshot, s)))
        .collect();
    expect![[r#"
        https://example.org/a → https://example.org/a
        Q5 → https://www.wikidata.org/wiki/Q5"#]]
    .assert_eq(&shown.join("\n"));
}

#[test]
fn uses_of_a_declared_name_are_typed_together() {
    let (snapshot, cursor) = at("“Not now,”{@ve$0ll} Vell said. “No.”{@vell}\n");
    let all = navigation::linked(&snapshot, cursor);
    let shown: Vec<u32> = all
        .iter()
        .map(|s| snapshot.range(s.clone()).start.line)
        .collect();
    expect!["[4, 13, 13]"].assert_eq(&format!("{shown:?}"));
    let (snapshot, cursor) = at("“Not now,”{@no$0body} she said. “No.”{@nobody}\n");
    assert!(navigation::linked(&snapshot, cursor).is_empty());
}

#[test]
fn symbols_of_a_workspace_are_found_by_their_letters() {
    let (snapshot, _) = at("$0“Not now,”{@vell} Vell said. “No.”{@marrow}\n");
    let found = |query| {
        let open = [(snapshot.uri.clone(), Entry::of(&snapshot))];
        let all = Index::default().matching(query, &open);
        all.into_iter()
            .map(|s| s.name)
            .collect::<Vec<_>>()
            .join(", ")
    };
    expect![[r#"
        Not now,
        Tilda Marrow
    "#]]
    .assert_eq(&format!(
        "{}\n{}\n{}",
        found("ntnw"),
        found("MARROW"),
        found("zz")
    ));
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

#[test]
fn names_lead_to_their_declarations_and_uses() {
    let (snapshot, cursor) =
        at("“Not now,”{@vell} Ve$0ll said{cue}. [He]{@vell? #he} left. “So!”{by=#he}\n");
    let name = navigation::name_at(&snapshot, cursor);
    let Some(name) = name else {
        unreachable!("Vell is a name")
    };
    let declared = navigation::declaration(&snapshot, &name);
    let lines = |spans: Vec<Span>| -> Vec<String> {
        spans
            .iter()
            .map(|s| {
                format!(
                    "{}:{}",
                    snapshot.range(s.clone()).start.line,
                    words(&snapshot, s)
                )
            })
            .collect()
    };
    expect![[r#"
        declared ["4:vell"]
        uses ["4:vell", "13:vell", "13:vell"]
        mentions ["13:He"]
    "#]]
    .assert_eq(&format!(
        "declared {:?}\nuses {:?}\nmentions {:?}\n",
        lines(declared.into_iter().collect()),
        lines(navigation::uses(&snapshot, &name, true)),
        lines(navigation::mentions(&snapshot, &name)),
    ));
    let (snapshot, cursor) = at("[He]{@vell #he} left. “So!”{by=#h$0e}\n");
    let name = navigation::name_at(&snapshot, cursor);
    let declared = name.and_then(|n| navigation::declaration(&snapshot, &n));
    expect!["[He]"].assert_eq(declared.map_or("", |d| words(&snapshot, &d)));
}

#[test]
fn renaming_changes_every_use_and_refuses_what_is_no_name() {
    let (snapshot, cursor) =
        at("“Not now,”{@ve$0ll} Vell said{cue}. “No,”{@vell? to=@marrow} he said.\n");
    let edits = navigation::rename(&snapshot, cursor, "imre-vell").unwrap_or_default();
    let lines: Vec<u32> = edits.iter().map(|e| e.range.start.line).collect();
    expect!["[4, 13, 13]"].assert_eq(&format!("{lines:?}"));
    for name in ["two words", "marrow", "", "@"] {
        assert!(
            navigation::rename(&snapshot, cursor, name).is_err(),
            "{name}"
        );
    }
}

#[test]
fn the_outline_has_quotes_under_their_speakers() {
    let (snapshot, _) =
        at("$0“Not now,”{@vell} Vell said{cue}. “Or never.”{@vell}\n\n“Why?”{@marrow}\n\n“Who?”\n");
    let mut shown = String::new();
    for symbol in symbols::symbols(snapshot.article(), &snapshot.tree) {
        let _ = writeln!(shown, "{} {}", symbol.name, symbol.detail);
        for child in symbol.children {
            let _ = writeln!(shown, "  {} {}", child.name, child.detail);
        }
    }
    expect![[r#"
        Harbour crane to run again 2031-04-03
          Imre Vell crane master
          Tilda Marrow ferry captain
        Imre Vell 
          Not now, 
          Or never. 
        Tilda Marrow 
          Why? 
        nobody is named 
          Who? 
    "#]]
    .assert_eq(&shown);
}

fn check_actions(copy: &str, expected: Expect) {
    let (snapshot, cursors) = open(&format!("{HEADER}{copy}"));
    let range = cursors[0]..*cursors.last().unwrap_or(&cursors[0]);
    let mut shown = String::new();
    for action in actions::actions(&snapshot, &range) {
        let text = apply(&snapshot, &action.edits);
        let copy = text.strip_prefix(HEADER).map_or_else(
            || {
                text.lines()
                    .find(|l| !snapshot.source().contains(l))
                    .unwrap_or_default()
                    .to_owned()
            },
            |copy| copy.trim_end().replace('\n', "¶"),
        );
        let _ = writeln!(
            shown,
            "{}{}: {copy}",
            action.title,
            if action.preferred { " *" } else { "" }
        );
    }
    expected.assert_eq(&shown);
}

#[test]
fn actions_say_who_speaks_and_what_words_are() {
    check_actions(
        "Marrow waited. “Not $0now,” Marrow said.\n",
        expect![[r#"
            Tilda Marrow says it: Marrow waited. “Not now,”{@marrow} Marrow said.
            Imre Vell says it: Marrow waited. “Not now,”{@vell} Marrow said.
            Somebody who is not yet known says it: Marrow waited. “Not now,”{@?} Marrow said.
            It is the title of a work, nobody’s speech: Marrow waited. “Not now,”{title} Marrow said.
            It is a term, nobody’s speech: Marrow waited. “Not now,”{term} Marrow said.
            It is words kept at a distance, nobody’s speech: Marrow waited. “Not now,”{scare} Marrow said.
            Allow unattributed-quote in this paragraph: Marrow waited. “Not now,” Marrow said. {% allow unattributed-quote %}
        "#]],
    );
    check_actions(
        "“Not now,”{@vell} Vell said. “Not $0ever.”\n",
        expect![[r#"
            Imre Vell says it: “Not now,”{@vell} Vell said. “Not ever.”{@vell}
            Tilda Marrow says it: “Not now,”{@vell} Vell said. “Not ever.”{@marrow}
            It continues the quote before, by Imre Vell: “Not now,”{@vell} Vell said. “Not ever.”{+}
            Somebody who is not yet known says it: “Not now,”{@vell} Vell said. “Not ever.”{@?}
            It is the title of a work, nobody’s speech: “Not now,”{@vell} Vell said. “Not ever.”{title}
            It is a term, nobody’s speech: “Not now,”{@vell} Vell said. “Not ever.”{term}
            It is words kept at a distance, nobody’s speech: “Not now,”{@vell} Vell said. “Not ever.”{scare}
            Allow unattributed-quote in this paragraph: “Not now,”{@vell} Vell said. “Not ever.” {% allow unattributed-quote %}
        "#]],
    );
    check_actions(
        "It fell on $0Wednesday$0.\n",
        expect![[r#"
            “Wednesday” is 2031-04-02: It fell on Wednesday{2031-04-02}.
        "#]],
    );
    check_actions(
        "Vell said $0the crane had been too old$0.\n",
        expect![[r#"
            Imre Vell says this, in other words: Vell said [the crane had been too old]{by=@vell}.
            Tilda Marrow says this, in other words: Vell said [the crane had been too old]{by=@marrow}.
        "#]],
    );
    check_actions(
        "“Not now,”{@ve$0ll?} Vell said.\n",
        expect![[r#"
            Confirm @vell: “Not now,”{@vell} Vell said.
            Allow unconfirmed-attribution in this paragraph: “Not now,”{@vell?} Vell said. {% allow unconfirmed-attribution %}
        "#]],
    );
    check_actions(
        "“Not now,”{@or$0r} Orr said.\n",
        expect![[r#"
            Declare Orr as @orr:   orr: Orr
            Allow unknown-actor in this paragraph: “Not now,”{@orr} Orr said. {% allow unknown-actor %}
        "#]],
    );
    check_actions(
        "$0Ada Orr$0 left.\n",
        expect![[r#"
            Declare Ada Orr as @orr:   orr: Ada Orr
            This is Imre Vell: [Ada Orr]{@vell} left.
            This is Tilda Marrow: [Ada Orr]{@marrow} left.
        "#]],
    );
}

#[test]
fn actions_break_nothing_where_marks_cross_and_headers_differ() {
    check_actions(
        "“The crane $0is late,”{@vell} Vell said$0.\n",
        expect![[r#"
            Allow first-reference in this paragraph: “The crane is late,”{@vell} Vell said. {% allow first-reference %}
        "#]],
    );
    for (text, declared) in [
        (
            "---\ractors:\r  vell: Imre Vell\r---\r\rA$0da Orr.\r",
            "---\ractors:\r  vell: Imre Vell\r  orr: Ada Orr\r---\r\rAda Orr.\r",
        ),
        (
            "---\nactors:\n    vell: Imre Vell\n---\n\nA$0da Orr.\n",
            "---\nactors:\n    vell: Imre Vell\n    orr: Ada Orr\n---\n\nAda Orr.\n",
        ),
        (
            "\u{feff}A$0da Orr.\r\n",
            "\u{feff}---\r\nactors:\r\n  orr: Ada Orr\r\n---\r\n\r\nAda Orr.\r\n",
        ),
    ] {
        let (snapshot, _) = open(text);
        let edit = actions::declaration(&snapshot, "orr", "Ada Orr");
        assert_eq!(apply(&snapshot, &[edit]), declared);
    }
}

#[test]
fn hints_name_speakers_and_weekdays() {
    let (snapshot, _) = at(
        "$0“Not now,”{@marrow} she said on [April 2]{2031-04-02}, not in May{2030-05}. “Who?”{@nobody}\n",
    );
    let all = hints::hints(&snapshot, &(0..snapshot.tree.len()));
    let shown: Vec<String> = all
        .iter()
        .map(|h| format!("{} {}", &snapshot.source()[h.at - 3..h.at], h.words))
        .collect();
    expect![[r#"
        row Tilda Marrow
        -02 Wednesday"#]]
    .assert_eq(&shown.join("\n"));
}

#[test]
fn tokens_colour_markup_and_quoted_words() {
    let (snapshot, _) = open(
        "$0---\nactors:\n  vell: Imre Vell\n---\n\n“Not “now”{term}, or [soon]{2031?},”{@vell by=\"a man\" #q} he said{cue}. {% note %}\n",
    );
    let all = tokens::tokens(&snapshot, &(0..snapshot.tree.len()));
    let shown: Vec<String> = all
        .iter()
        .map(|(span, kind, modifiers)| {
            format!(
                "{} {} {modifiers}",
                words(&snapshot, span),
                tokens::TYPES[*kind as usize].as_str()
            )
        })
        .collect();
    expect![[r#"
        actors class 0
        vell variable 1
        “Not  string 0
        “now” string 0
        term keyword 0
        , or  string 0
        [soon] string 0
        2031? number 0
        ,” string 0
        @vell variable 0
        by property 0
        "a man" string 0
        #q decorator 0
        cue keyword 0
        {% note %} comment 0"#]]
    .assert_eq(&shown.join("\n"));
    let ends: Vec<usize> = all.iter().map(|(s, ..)| s.end).collect();
    assert!(
        all.iter()
            .skip(1)
            .zip(ends)
            .all(|((s, ..), end)| s.start >= end)
    );
    // On the wire each is counted from the one before.
    assert_eq!(
        tokens::answer(&snapshot, &(0..snapshot.tree.len())).len(),
        all.len()
    );
}

#[test]
fn headers_comments_and_long_quotes_fold() {
    let (snapshot, _) = at("$0“It is over.\n\n“For good.”{@vell}\n\n{% one\ntwo %}\n");
    let shown: Vec<String> = folding::ranges(&snapshot)
        .iter()
        .map(|f| format!("{}-{}", f.start_line, f.end_line))
        .collect();
    expect!["0-11 17-18 13-15"].assert_eq(&shown.join(" "));
}

/// The edits, each as what it replaces and by what.
fn edits(snapshot: &Snapshot, edits: &[tower_lsp::ls_types::TextEdit]) -> String {
    let shown = edits.iter().map(|e| {
        let old = words(snapshot, &snapshot.text.span(e.range)).to_owned();
        format!("{old:?} -> {:?}", e.new_text)
    });
    shown.collect::<Vec<_>>().join("\n")
}

#[test]
fn markup_is_given_its_form() {
    let (snapshot, cursors) =
        open("“It is over,”{ #a @vell }{via=@vell} he said{  cue}$0.\n\n$0Then{ 2031 }. {%ok%}\n");
    expect![[r##"
        "{ #a @vell }{via=@vell}" -> "{@vell via=@vell #a}"
        "{  cue}" -> "{cue}"
        "{ 2031 }" -> "{2031}"
        "" -> " "
        "" -> " ""##]]
    .assert_eq(&edits(&snapshot, &formatting::answer(&snapshot, None)));
    let second = cursors[1]..cursors[1] + 4;
    let ranged = formatting::answer(&snapshot, Some(&second));
    expect![[r#""{ 2031 }" -> "{2031}""#]].assert_eq(&edits(&snapshot, &ranged));
    let typed = formatting::typed(&snapshot, cursors[0]);
    expect![[r#""{  cue}" -> "{cue}""#]].assert_eq(&edits(&snapshot, &typed));
    // Nothing ends here.
    assert!(formatting::typed(&snapshot, cursors[0] - 1).is_empty());
}

#[test]
fn selections_grow_from_word_to_document() {
    let (snapshot, cursor) = at("“It is ov$0er,”{@vell} he said. Nobody came.\n\nOther.\n");
    let all = selection::spans(&snapshot, cursor);
    let mut shown: Vec<&str> = all.iter().map(|s| words(&snapshot, s)).collect();
    shown.pop();
    expect![[r#"
        over
        It is over,
        “It is over,”
        “It is over,”{@vell}
        “It is over,”{@vell} he said.
        “It is over,”{@vell} he said. Nobody came."#]]
    .assert_eq(&shown.join("\n"));
}

#[test]
fn diagnostics_are_those_of_the_checks() {
    let (snapshot, _) = at("$0“Not now,” she said. “🙂” “No,”{@nobody} he said.\n");
    let mut shown = String::new();
    for d in diagnostics::all(&snapshot) {
        let _ = writeln!(
            shown,
            "{}:{}-{} {:?} {}",
            d.range.start.line, d.range.start.character, d.range.end.character, d.code, d.message
        );
    }
    expect![[r#"
        4:2-6 Some(String("unused-actor")) @vell is neither tagged nor named: Imre Vell
        take the declaration out, or tag what the actor says
        5:2-8 Some(String("unused-actor")) @marrow is neither tagged nor named: Tilda Marrow
        take the declaration out, or tag what the actor says
        13:0-10 Some(String("unattributed-quote")) nobody is named for this quotation
        say who behind the mark: ”{@name}, or ”{by="a dock worker"}; ”{title}, ”{term} or ”{scare} if nobody says it
        13:21-25 Some(String("unattributed-quote")) nobody is named for this quotation
        say who behind the mark: ”{@name}, or ”{by="a dock worker"}; ”{title}, ”{term} or ”{scare} if nobody says it
        13:26-31 Some(String("distant-attribution")) nothing near this quotation says that nobody speaks
        name the speaker beside it, as in “…,” nobody said
        13:32-39 Some(String("unknown-actor")) the actor @nobody is not declared
        declare the actor in the header: `actors:` and under it `  nobody: Full Name, role`
    "#]].assert_eq(&shown);
}

#[test]
fn all_safe_fixes_are_one_edit() {
    let (snapshot, _) = at("$0“Not now,”{@vell} he said. {% allow orphan-cue %}\n");
    let fixed = actions::fix_all(&snapshot).map(|a| apply(&snapshot, &a.edits));
    expect![[r#"
        “Not now,”{@vell} he said.
    "#]]
    .assert_eq(
        fixed
            .as_deref()
            .and_then(|f| f.strip_prefix(HEADER))
            .unwrap_or_default(),
    );
}

/// An edit makes the same document as opening its text, whatever comes before it.
#[test]
fn changed_documents_are_as_if_opened() {
    use tower_lsp::ls_types::{Position, Range, TextDocumentContentChangeEvent};
    let (snapshot, _) = at("$0“Not now,”{@vell} she 🙂 said.\r\n\r\n“No.”\r");
    let mut snapshot = Arc::new(snapshot);
    let mut state = 7u32;
    for version in 2..300 {
        let mut next = |n: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) % n
        };
        let place = |l, c| Position::new(l, c);
        let (a, b) = (place(next(20), next(40)), place(next(20), next(40)));
        let text = [
            "“", "{", "}", "@vell", "\n", "\r\n", "🙂", "", "---\n", "x y",
        ][next(10) as usize];
        let range = if next(3) == 0 {
            Range::new(a, b)
        } else {
            Range::new(a, a)
        };
        let change = TextDocumentContentChangeEvent {
            range: Some(range),
            range_length: None,
            text: text.to_owned(),
        };
        let changed = snapshot.changed(version, vec![change]);
        let opened = Snapshot::new(
            changed.uri.clone(),
            version,
            &changed.text.rope.to_string(),
            Encoding::Utf16,
            Settings::default(),
        );
        assert_eq!(changed.tree, opened.tree);
        assert_eq!(changed.meaning().findings, opened.meaning().findings);
        snapshot = Arc::new(changed);
    }
}
