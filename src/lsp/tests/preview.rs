//! What the preview is made of.

use super::*;
use crate::lsp::preview::{Mark, preview};

/// The pieces of the copy, each with the marks that cover it, outer ones first.
fn check_preview(text: &str, expected: Expect) {
    let (snapshot, _) = open(text);
    let found = preview(&snapshot);
    let mut shown = String::new();
    for line in found.title.iter().chain(&found.byline) {
        let _ = writeln!(shown, "= {line}");
    }
    for (i, speaker) in found.speakers.iter().enumerate() {
        let role = speaker.role.as_ref().map(|r| format!(", {r}"));
        let (name, quotes) = (&speaker.name, speaker.quotes);
        let _ = writeln!(shown, "{i}: {name}{} × {quotes}", role.unwrap_or_default());
    }
    for paragraph in &found.paragraphs {
        let _ = writeln!(shown, "lines {}–{}", paragraph.line, paragraph.end);
        for part in &paragraph.parts {
            let marks = part.marks.iter().map(|m| told(&found.marks[*m]));
            let marks: Vec<String> = marks.collect();
            let line = format!("  {:?} {}", part.text, marks.join(", "));
            let _ = writeln!(shown, "{}", line.trim_end());
        }
        let parts = paragraph.parts.iter().map(|p| p.text.as_str());
        let joined: String = parts.collect();
        assert!(snapshot.article().text().contains(&joined));
    }
    expected.assert_eq(&shown);
}

fn told(mark: &Mark) -> String {
    let speakers = mark.speakers.iter().map(usize::to_string);
    let value = mark.value.iter().cloned();
    let signs = [(mark.open, "open"), (mark.uncertain, "uncertain")];
    let signs = signs.iter().filter(|(is, _)| *is);
    let all = [mark.kind.to_owned()].into_iter();
    let all = all.chain(speakers).chain(value);
    let all: Vec<String> = all.chain(signs.map(|(_, s)| (*s).to_owned())).collect();
    all.join(" ")
}

#[test]
fn the_preview_knows_who_speaks_in_each_piece() {
    check_preview(
        &format!(
            "{HEADER}“Not now,”{{@vell}} Vell said{{cue}} on Wednesday{{2031-04-02}}, “or ‘ever’.”{{+}} “Who?” [She]{{@marrow?}} left.\n\nA fitter said [it was done]{{by=\"a fitter\"}}.\n\n“New”{{term}}, “said ‘no’”{{@?}}\n"
        ),
        expect![[r#"
            = Harbour crane to run again
            = 2031-04-03
            0: Imre Vell, crane master × 1
            1: a fitter × 1
            2: Tilda Marrow, ferry captain × 0
            lines 13–13
              "“Not now,”" quote 0
              " Vell "
              "said" cue
              " on "
              "Wednesday" date 2031-04-02
              ", "
              "“or " quote 0
              "‘ever’" quote 0, quote
              ".”" quote 0
              " "
              "“Who?”" quote open
              " "
              "She" mention 2 uncertain
              " left."
            lines 15–15
              "A fitter" mention 1
              " said "
              "it was done" quote 1
              "."
            lines 17–17
              "“"
              "New" term term
              "”, "
              "“said " quote open
              "‘no’" quote open, quote
              "”" quote open
        "#]],
    );
}

#[test]
fn what_looks_like_a_page_stays_text() {
    check_preview(
        "---\ntitle: <b>No</b>\n---\n\n<script>alert(1)</script> “<img src=x>”{@vell}\n",
        expect![[r#"
            = <b>No</b>
            0: @vell × 1
            lines 4–4
              "<script>alert(1)</script> "
              "“<img src=x>”" quote 0
        "#]],
    );
}

#[test]
fn a_quote_over_paragraphs_is_one_mark_in_each() {
    check_preview(
        "“One.\n\n“Two.\nThree.”{by=\"a fitter\"}\n",
        expect![[r#"
            0: a fitter × 1
            lines 0–0
              "“One." quote 0
            lines 2–2
              "“Two." quote 0
            lines 3–3
              "Three.”" quote 0
        "#]],
    );
    check_preview("", expect![[r#""#]]);
}
