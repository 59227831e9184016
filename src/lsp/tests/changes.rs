//! What changes a text: names, actions, form, edits.

use super::*;

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
    // A cursor, and the character under one.
    for cursor in ["$0n", "$0n$0"] {
        check_actions(
            &format!("Marrow waited. “Not {cursor}ow,” Marrow said.\n"),
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
    }
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
        "Ada Orr, the dock warden, waited with Vell. “Not $0now,” Orr said.\n",
        expect![[r#"
            Ada Orr says it (declare):   orr:
            Imre Vell says it: Ada Orr, the dock warden, waited with Vell. “Not now,”{@vell} Orr said.
            Tilda Marrow says it: Ada Orr, the dock warden, waited with Vell. “Not now,”{@marrow} Orr said.
            Somebody who is not yet known says it: Ada Orr, the dock warden, waited with Vell. “Not now,”{@?} Orr said.
            It is the title of a work, nobody’s speech: Ada Orr, the dock warden, waited with Vell. “Not now,”{title} Orr said.
            It is a term, nobody’s speech: Ada Orr, the dock warden, waited with Vell. “Not now,”{term} Orr said.
            It is words kept at a distance, nobody’s speech: Ada Orr, the dock warden, waited with Vell. “Not now,”{scare} Orr said.
            Allow unattributed-quote in this paragraph: Ada Orr, the dock warden, waited with Vell. “Not now,” Orr said. {% allow unattributed-quote %}
        "#]],
    );
    check_actions(
        "Vell left. “Not $0now,” a dock worker said.\n",
        expect![[r#"
            A dock worker says it: Vell left. “Not now,”{by="a dock worker"} a dock worker said.
            Imre Vell says it: Vell left. “Not now,”{@vell} a dock worker said.
            Tilda Marrow says it: Vell left. “Not now,”{@marrow} a dock worker said.
            Somebody who is not yet known says it: Vell left. “Not now,”{@?} a dock worker said.
            It is the title of a work, nobody’s speech: Vell left. “Not now,”{title} a dock worker said.
            It is a term, nobody’s speech: Vell left. “Not now,”{term} a dock worker said.
            It is words kept at a distance, nobody’s speech: Vell left. “Not now,”{scare} a dock worker said.
            Allow unattributed-quote in this paragraph: Vell left. “Not now,” a dock worker said. {% allow unattributed-quote %}
        "#]],
    );
    check_actions(
        "“Not $0now,” said Vell and Marrow.\n",
        expect![[r#"
        Imre Vell and Tilda Marrow say it: “Not now,”{@vell @marrow} said Vell and Marrow.
        Imre Vell says it: “Not now,”{@vell} said Vell and Marrow.
        Tilda Marrow says it: “Not now,”{@marrow} said Vell and Marrow.
        Somebody who is not yet known says it: “Not now,”{@?} said Vell and Marrow.
        It is the title of a work, nobody’s speech: “Not now,”{title} said Vell and Marrow.
        It is a term, nobody’s speech: “Not now,”{term} said Vell and Marrow.
        It is words kept at a distance, nobody’s speech: “Not now,”{scare} said Vell and Marrow.
        Allow unattributed-quote in this paragraph: “Not now,” said Vell and Marrow. {% allow unattributed-quote %}
    "#]],
    );
    check_actions(
        "Vell noted that Marrow merely told Orr she would “think $0about it” soon.\n",
        expect![[r#"
            Tilda Marrow says it, as reported by Imre Vell: Vell noted that Marrow merely told Orr she would “think about it”{@marrow via=@vell} soon.
            Tilda Marrow says it: Vell noted that Marrow merely told Orr she would “think about it”{@marrow} soon.
            Imre Vell says it: Vell noted that Marrow merely told Orr she would “think about it”{@vell} soon.
            Somebody who is not yet known says it: Vell noted that Marrow merely told Orr she would “think about it”{@?} soon.
            It is the title of a work, nobody’s speech: Vell noted that Marrow merely told Orr she would “think about it”{title} soon.
            It is a term, nobody’s speech: Vell noted that Marrow merely told Orr she would “think about it”{term} soon.
            It is words kept at a distance, nobody’s speech: Vell noted that Marrow merely told Orr she would “think about it”{scare} soon.
            Allow unattributed-quote in this paragraph: Vell noted that Marrow merely told Orr she would “think about it” soon. {% allow unattributed-quote %}
        "#]],
    );
    check_actions(
        "“I heard ‘no $0way’ twice,” said Imre Vell.\n",
        expect![[r#"
        Somebody who is not yet known says it: “I heard ‘no way’{@?} twice,” said Imre Vell.
        Imre Vell says it: “I heard ‘no way’{@vell} twice,” said Imre Vell.
        Tilda Marrow says it: “I heard ‘no way’{@marrow} twice,” said Imre Vell.
        It is the title of a work, nobody’s speech: “I heard ‘no way’{title} twice,” said Imre Vell.
        It is a term, nobody’s speech: “I heard ‘no way’{term} twice,” said Imre Vell.
        It is words kept at a distance, nobody’s speech: “I heard ‘no way’{scare} twice,” said Imre Vell.
        Allow unattributed-quote in this paragraph: “I heard ‘no way’ twice,” said Imre Vell. {% allow unattributed-quote %}
    "#]],
    );
    check_actions(
        "“No,”{@vell? via=\"the $0Wire\"?} she said.\n",
        expect![[r#"
        Confirm "the Wire": “No,”{@vell? via="the Wire"} she said.
        Confirm: take the ? away: “No,”{@vell via="the Wire"} she said.
        Allow unconfirmed-attribution in this paragraph: “No,”{@vell? via="the Wire"?} she said. {% allow unconfirmed-attribution %}
    "#]],
    );
    check_actions(
        "The Jones-$0Smith$0 house.\n",
        expect![[r#"
        Declare Smith as @smith:   smith: Smith
        This is Imre Vell: The Jones-[Smith]{@vell} house.
        This is Tilda Marrow: The Jones-[Smith]{@marrow} house.
    "#]],
    );
    check_actions("A ham$0mer$0 fell.\n", expect![""]);
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
        let orr = crate::model::Actor {
            id: "orr".to_owned(),
            name: "Ada Orr".to_owned(),
            ..Default::default()
        };
        let edits: Vec<_> = speakers::declaration(&snapshot, &orr).into_iter().collect();
        assert_eq!(apply(&snapshot, &edits), declared);
    }
}

/// The edits, each as what it replaces and by what.
fn edits(snapshot: &Snapshot, edits: &[tower_lsp::ls_types::TextEdit]) -> String {
    let shown = edits.iter().map(|e| {
        let old = words(snapshot, &snapshot.text.span(e.range)).to_owned();
        format!("{old:?} -> {:?}", e.new_text)
    });
    shown.collect::<Vec<_>>().join("\n")
}

/// Where the header cannot have an actor more, nobody is offered who must be declared.
#[test]
fn nobody_is_declared_where_a_header_cannot_have_one() {
    for actors in ["actors: {}", "actors: foo", "actors:\n  - Ada"] {
        let (snapshot, cursors) = open(&format!("---\n{actors}\n---\n\n“No$0,” said Ada Bell.\n"));
        let range = cursors[0]..cursors[0];
        let all = actions::actions(&snapshot, &range).into_iter();
        let titles: Vec<String> = all.map(|a| a.title).collect();
        assert!(!titles.iter().any(|t| t.contains("Bell")), "{titles:?}");
    }
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
    // One line alone in another column would stand beneath another key.
    let (snapshot, cursors) =
        open("---\nactors:\n      vell:\n          $0name: Imre Vell\n---\n\nThen{ 2031 }.\n");
    let ranged = formatting::answer(&snapshot, Some(&(cursors[0]..cursors[0] + 1)));
    expect![[r#"
        "      " -> "  "
        "          " -> "    ""#]]
    .assert_eq(&edits(&snapshot, &ranged));
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
        assert_eq!(changed.findings(), opened.findings());
        snapshot = Arc::new(changed);
    }
}

#[test]
fn speakers_are_proposed_for_the_whole_article() {
    let (snapshot, _) = at("$0“Not now,” Imre Vell said.\n");
    let proposed = crate::lsp::annotate::annotate(&snapshot);
    let proposed = proposed.map(|a| apply(&snapshot, &a.edits));
    let proposed = proposed.as_deref().and_then(|p| p.strip_prefix(HEADER));
    expect![[r#"
        “Not now,”{@vell?} Imre Vell said{cue?}.
    "#]]
    .assert_eq(proposed.unwrap_or_default());
}
