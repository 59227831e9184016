//! What is shown of a text: hovers, outlines, places, colours, diagnostics.

use super::*;

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
