//! What the command promises of exports and imports: bad input passed by, nothing written outside of the output folder.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "support/command.rs"]
mod command;

use std::fs;
use std::io::Write;
use std::process::Stdio;

use command::{newsmark, run, run_with};

const GOOD: &str = "“Not now,” she said.\n";

#[test]
fn a_filter_passes_bad_lines_by() {
    let lines = "{\"id\": 7, \"text\": \"“No,” she said.\"}\nno\n\n{}\n{\"id\": \"b\", \"source\": \"“No,”{@vell} she said{cue}.\"}\n[\"c\", \"an array\", null]\n";
    let (code, out, err) = run_with(newsmark().args(["export", "-", "--to", "jsonl"]), lines);
    assert_eq!(code, Some(0), "{err}");
    let ids: Vec<String> = out
        .lines()
        .map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap()["id"].to_string())
        .collect();
    assert_eq!(ids, ["\"7\"", "\"b\""]);
    for line in [2, 4, 6] {
        assert!(
            err.contains(&format!("<stdin>:{line}: passed by: ")),
            "{err}"
        );
    }
}

/// Workers of a cluster share one stream for what is told.
#[test]
fn filters_side_by_side_tell_in_whole_lines() {
    const LINES: usize = 500;
    let dir = tempfile::tempdir().unwrap();
    let told = dir.path().join("told");
    let filters: Vec<_> = (0..2)
        .map(|_| {
            let told = fs::File::options().create(true).append(true).open(&told);
            let mut filter = newsmark();
            filter
                .args(["export", "-", "--to", "jsonl"])
                .stdin(Stdio::piped());
            filter
                .stdout(Stdio::null())
                .stderr(told.unwrap())
                .spawn()
                .unwrap()
        })
        .collect();
    // Both wait until they have something to read.
    let filters = filters.into_iter().map(|mut filter| {
        filter
            .stdin
            .take()
            .unwrap()
            .write_all("no\n".repeat(LINES).as_bytes())
            .unwrap();
        filter
    });
    for mut filter in filters.collect::<Vec<_>>() {
        assert!(filter.wait().unwrap().success());
    }
    let told = fs::read_to_string(&told).unwrap();
    let mut count = 0;
    for line in told.lines() {
        let start = "newsmark: <stdin>:";
        assert!(
            line.starts_with(start) && line.matches("newsmark: ").count() == 1,
            "{line}"
        );
        count += 1;
    }
    assert_eq!(count, 2 * LINES);
}

#[cfg(feature = "parquet")]
#[test]
fn tables_need_a_folder_and_replace_what_was_there_when_they_are_whole() {
    let dir = tempfile::tempdir().unwrap();
    let article = dir.path().join("quay.nmk");
    std::fs::write(&article, "“No,”{@?} she said.").unwrap();
    let export = |output: &[&std::ffi::OsStr]| {
        let mut command = newsmark();
        command.args(["export", "--to", "parquet"]).arg(&article);
        run(command.args(output))
    };
    let (code, _, err) = export(&[]);
    assert_eq!(code, Some(2));
    assert!(err.contains("add --output FOLDER"), "{err}");
    let (code, _, err) = export(&["--output".as_ref(), article.as_ref()]);
    assert_eq!(code, Some(2));
    assert!(err.contains("quay.nmk: is a file"), "{err}");

    let out = dir.path().join("new").join("out");
    std::fs::create_dir_all(&out).unwrap();
    std::fs::write(out.join("dates.parquet"), "old").unwrap();
    let (code, _, err) = export(&["--output".as_ref(), out.as_ref()]);
    assert_eq!(code, Some(0), "{err}");
    let mut names: Vec<_> = std::fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    names.sort();
    assert_eq!(
        names,
        ["dates.parquet", "mentions.parquet", "quotes.parquet"]
    );
    for name in names {
        assert!(std::fs::read(out.join(name)).unwrap().starts_with(b"PAR1"));
    }
}

#[test]
fn an_articles_name_does_not_lead_out_of_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    let lines: String = [
        "../up",
        "/etc/x",
        "a/../../b",
        "..",
        "c\\..\\d",
        "\u{0}e",
        ".hidden",
        "-rf",
        "~root",
        "turned\u{202e}",
        "nul",
        "com1.x",
    ]
    .iter()
    .map(|id| serde_json::json!({"id": id, "text": "Copy."}).to_string() + "\n")
    .collect();
    fs::write(dir.path().join("in.jsonl"), lines).unwrap();
    let mut command = newsmark();
    command.current_dir(dir.path());
    let (_, _, err) =
        run(command.args(["import", "in.jsonl", "--from", "jsonl", "--output", "out"]));
    let outside: Vec<_> = fs::read_dir(dir.path())
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert_eq!(outside.len(), 2, "{outside:?} {err}");
    assert!(dir.path().join("out/up.nmk").is_file(), "{err}");
    for name in ["hidden", "rf", "root", "turned_", "_nul", "_com1.x"] {
        let file = dir.path().join(format!("out/{name}.nmk"));
        assert!(file.is_file(), "{name}: {err}");
    }
}

#[test]
fn a_message_does_not_repeat_an_input_without_end() {
    let dir = tempfile::tempdir().unwrap();
    let flood = "<".repeat(100_000);
    fs::write(dir.path().join("a.xml"), format!("<TEI>{flood}</TEI>")).unwrap();
    let mut command = newsmark();
    command.current_dir(dir.path());
    let (code, _, err) = run(command.args(["import", "a.xml", "--from", "tei"]));
    assert_eq!(code, Some(2));
    assert!(err.len() < 2000, "{}", err.len());
}

#[cfg(unix)]
#[test]
fn a_link_in_the_output_folder_is_not_followed() {
    let dir = tempfile::tempdir().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join("in/sub")).unwrap();
    fs::create_dir(dir.path().join("out")).unwrap();
    fs::write(dir.path().join("in/sub/a.nmk"), GOOD).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), dir.path().join("out/sub")).unwrap();
    let mut command = newsmark();
    command.current_dir(dir.path());
    let (code, _, err) = run(command.args(["export", "in", "--to", "text", "--output", "out"]));
    assert_eq!(code, Some(2));
    assert!(err.contains("a link leads out of out"), "{err}");
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}

/// The shell lets no file grow beyond some kilobytes: the system ends the command when it writes more, or, where it takes no
/// notice of the signal, has the write fail.
#[cfg(unix)]
#[test]
fn nothing_half_written_gets_a_files_name() {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name);
    let long = "Copy of no great interest.\n".repeat(10_000);
    fs::create_dir(path("in")).unwrap();
    fs::write(path("in/long.nmk"), &long).unwrap();
    fs::write(path("in/long.txt"), &long).unwrap();
    fs::create_dir(path("out")).unwrap();
    fs::write(path("out/old.jsonl"), "old\n").unwrap();
    let runs = [
        "export in --to text --output out",
        "export in --to jsonl --output out/new.jsonl",
        "export in --to jsonl --output out/old.jsonl",
        "import in --from text --output out",
    ];
    for (signal, arguments) in ["", "trap '' XFSZ;"]
        .iter()
        .flat_map(|s| runs.map(|r| (s, r)))
    {
        let mut shell = std::process::Command::new("sh");
        let program = env!("CARGO_BIN_EXE_newsmark");
        let line = format!("{signal} ulimit -f 8; exec '{program}' {arguments}");
        let (code, _, err) = run(shell.args(["-c", &line]).current_dir(dir.path()));
        assert_ne!(code, Some(0), "{line}");
        if !signal.is_empty() {
            assert!(err.contains("cannot write: "), "{line}: {err}");
        }
        let names = fs::read_dir(path("out")).unwrap();
        let names = names.map(|e| e.unwrap().file_name().into_string().unwrap());
        let names: Vec<_> = names.filter(|n| !n.starts_with(".newsmark-")).collect();
        assert_eq!(names, ["old.jsonl"], "{line}");
        assert_eq!(fs::read_to_string(path("out/old.jsonl")).unwrap(), "old\n");
    }
}

#[test]
fn a_corpus_comes_in_with_its_own_labels() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.txt"), "Vell said the dam would hold.").unwrap();
    fs::write(
        dir.path().join("a.ann"),
        "T1\tHolder 0 4\tVell\nT2\tOpinion 10 28\tthe dam would hold\n",
    )
    .unwrap();
    let mut command = newsmark();
    command.current_dir(dir.path());
    let labels = ["--label", "Holder=mention", "--label", "Opinion=quote"];
    let (code, out, err) = run(command
        .args(["import", "a.txt", "--from", "brat"])
        .args(labels));
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert_eq!(
        out,
        "Vell{label=Holder #s1} said [the dam would hold]{by=@? label=Opinion}."
    );
    fs::write(dir.path().join("a.ann"), "T1\tHolder 0 400\tVell\n").unwrap();
    let mut command = newsmark();
    command.current_dir(dir.path());
    let (code, _, err) = run(command.args(["import", "a.txt", "--from", "brat"]));
    assert_eq!(code, Some(2));
    assert!(
        err.contains("a.ann:1: T1 ends at 400, and the text has 29 characters"),
        "{err}"
    );
}

#[test]
fn what_is_left_out_is_told_with_its_file_and_line() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.txt"), "Vell said the dam would hold.").unwrap();
    let annotations =
        "T1\tSource 0 4\tVell\nR1\tCoref Arg1:T1 Arg2:T9\t\nR2\tCoref Arg1:T1 Arg2:T1\t\n";
    fs::write(dir.path().join("a.ann"), annotations).unwrap();
    let mut command = newsmark();
    command.current_dir(dir.path());
    let (code, out, err) = run(command.args(["import", "a.txt", "--from", "brat"]));
    assert_eq!(code, Some(0), "{err}");
    assert_eq!(err.lines().count(), 1, "{err}");
    assert!(
        err.contains("a.ann:2: warning: R1 is left out: there is no T9"),
        "{err}"
    );
    assert!(out.contains("relation=\"Coref:#T1\""), "{out}");
}

/// Tables are made for a terminal.
#[test]
fn nothing_that_a_terminal_obeys_stands_in_tables() {
    let dir = tempfile::tempdir().unwrap();
    let source = "---\nactors:\n  vell: \"\\u001b[31mVell\\u009b2J\"\n---\n\n“\u{1b}[2Jhi \u{9b}2J \u{202e}abc”{@vell} said{cue}.\n";
    fs::write(dir.path().join("a.nmk"), source).unwrap();
    for arguments in [
        &["quotes", "a.nmk"][..],
        &["quotes", "a.nmk", "--format", "json"],
        &["quotes", "a.nmk", "--format", "csv"],
        &["stats", "a.nmk"],
        &["stats", "a.nmk", "--format", "json"],
    ] {
        let mut command = newsmark();
        command.current_dir(dir.path());
        let (code, out, err) = run(command.args(arguments));
        assert_eq!(code, Some(0), "{err}");
        let active = |c: char| c.is_control() && c != '\n' && c != '\r' || c == '\u{202e}';
        assert_eq!(out.find(active), None, "{arguments:?}: {out:?}");
    }
}

/// The shell puts an article behind `--output` if nothing stands between the flag and `*.nmk`.
#[test]
fn no_article_is_written_over() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["a.nmk", "b.nmk", "c.nmk"] {
        fs::write(dir.path().join(name), GOOD).unwrap();
    }
    let mut export = newsmark();
    export
        .current_dir(dir.path())
        .args(["export", "--to", "csv", "--output"]);
    let (code, _, err) = run(export.args(["a.nmk", "b.nmk", "c.nmk"]));
    assert_eq!(code, Some(2));
    assert!(err.contains("a.nmk: is an article: "), "{err}");
    assert_eq!(fs::read_to_string(dir.path().join("a.nmk")).unwrap(), GOOD);
}

#[test]
fn an_import_replaces_nothing_that_says_something_else() {
    let dir = tempfile::tempdir().unwrap();
    let (raw, article) = (dir.path().join("x.txt"), dir.path().join("out/x.nmk"));
    fs::write(&raw, "“No,” Vell said.\n").unwrap();
    let import = |more: &[&str]| {
        let mut import = newsmark();
        import.current_dir(dir.path());
        run(import
            .args(["import", "x.txt", "--from", "text", "--output", "out"])
            .args(more))
    };
    assert_eq!(import(&[]).0, Some(0));
    assert_eq!(import(&[]).0, Some(0), "it says the same");
    fs::write(&article, "“No,”{@vell} Vell said.\n").unwrap();
    let (code, _, err) = import(&[]);
    assert_eq!(code, Some(2));
    assert!(
        err.contains("x.nmk: not written: ") && err.contains("--overwrite"),
        "{err}"
    );
    assert!(fs::read_to_string(&article).unwrap().contains("@vell"));
    assert_eq!(import(&["--overwrite"]).0, Some(0));
    assert!(!fs::read_to_string(&article).unwrap().contains("@vell"));
}

#[test]
fn an_export_of_nothing_leaves_what_was_there() {
    let dir = tempfile::tempdir().unwrap();
    let old = dir.path().join("q.json");
    fs::write(&old, "old").unwrap();
    let mut export = newsmark();
    export
        .current_dir(dir.path())
        .args(["export", "nothere.nmk", "--to", "json"]);
    assert_eq!(run(export.args(["--output", "q.json"])).0, Some(2));
    assert_eq!(fs::read_to_string(&old).unwrap(), "old");
}

#[test]
fn each_file_in_a_folder_has_its_columns() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["a.nmk", "b.nmk"] {
        fs::write(dir.path().join(name), GOOD).unwrap();
    }
    for format in ["csv", "tsv", "conll"] {
        let export = |paths: &[&str], output: &str| {
            let mut export = newsmark();
            export.current_dir(dir.path()).arg("export").args(paths);
            run(export.args(["--to", format, "--output", output]))
        };
        assert_eq!(export(&["a.nmk"], &format!("one.{format}")).0, Some(0));
        assert_eq!(
            export(&["a.nmk", "b.nmk"], &format!("{format}/")).0,
            Some(0)
        );
        let of_one = fs::read(dir.path().join(format!("one.{format}"))).unwrap();
        let in_folder = fs::read(dir.path().join(format!("{format}/a.{format}"))).unwrap();
        assert_eq!(in_folder, of_one, "{format}");
    }
}

/// Two articles that call themselves alike, in folders of a corpus.
#[test]
fn a_corpus_keeps_its_folders() {
    let dir = tempfile::tempdir().unwrap();
    let article = "---\nid: art-1\n---\n\n“No,”{@?} she said{cue}.\n";
    for name in ["corpus/a/one.nmk", "corpus/b/one.nmk"] {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, article).unwrap();
    }
    for format in ["tei", "timeml", "brat"] {
        let command = |arguments: &[&str]| run(newsmark().current_dir(dir.path()).args(arguments));
        let (out, back) = (format!("{format}-out"), format!("{format}-back"));
        assert_eq!(
            command(&["export", "corpus", "--to", format, "--output", &out]).0,
            Some(0)
        );
        let (code, _, err) = command(&["import", &out, "--from", format, "--output", &back]);
        assert_eq!(code, Some(0), "{err}");
        for name in ["a/one.nmk", "b/one.nmk"] {
            assert!(
                dir.path().join(&back).join(name).exists(),
                "{format}: {name}"
            );
        }
    }
}

#[test]
fn the_filter_knows_the_registry_of_its_settings() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(
        dir.path().join("own.toml"),
        "registries = [\"people.toml\"]\n",
    )
    .unwrap();
    fs::write(
        dir.path().join("people.toml"),
        "[actors.vell]\nname = \"Imre Vell\"\n",
    )
    .unwrap();
    let line = r#"{"id": "a", "source": "“No,”{@vell} he said."}"#;
    let filter = |more: &[&str]| {
        let mut filter = newsmark();
        filter
            .current_dir(dir.path())
            .args(["export", "-", "--to", "jsonl", "--quotes"]);
        run_with(filter.args(more), line)
    };
    let (code, out, _) = filter(&["--settings", "own.toml"]);
    assert_eq!(code, Some(0));
    assert!(out.contains("Imre Vell"), "{out}");
    assert!(!filter(&[]).1.contains("Imre Vell"));
    let (code, _, err) = filter(&["--settings", "none.toml"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("none.toml"), "{err}");
}

/// What each question finds among quotes that say when: by their numbers.
#[test]
fn quotes_are_found_by_day_and_words() {
    let article = "---\ndate: 2031-03-10\nactors:\n  vell: Imre Vell\n---\n\n\
        “One, in the U.S. for $3.5 a day.”{@vell on=2031-03-01T10:00}\n\n\
        “Two, 这个大坝很大.”{@vell on=2031-05-01/..}\n\n\
        “Three, of the old dam.”{@vell on=2031-W10}\n\n\
        “Four, us and S.”{@? on=2031-01}\n";
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.nmk"), article).unwrap();
    let list = |question: &[&str]| {
        let mut quotes = newsmark();
        quotes
            .current_dir(dir.path())
            .args(["quotes", "a.nmk", "--format", "json"]);
        run(quotes.args(question))
    };
    let rows: &[(&[&str], &[&str])] = &[
        (&["--from", "2031-03-01", "--to", "2031-03-01"], &["One"]),
        (&["--from", "2031-06-01"], &["Two"]),
        (&["--to", "2031-02-28"], &["Four"]),
        (&["--from", "2031-03-05", "--to", "2031-03-05"], &["Three"]),
        (&["--match", "U.S."], &["One"]),
        (&["--match", "$3.5"], &["One"]),
        (&["--match", "dam."], &["Three"]),
        (&["--match", "大坝"], &["Two"]),
        (&["--by", "?"], &["Four"]),
        (&["--by", "@vell", "--match", "old"], &["Three"]),
    ];
    for (question, expected) in rows {
        let (code, out, err) = list(question);
        assert_eq!(code, Some(0), "{question:?}: {err}");
        let rows: Vec<serde_json::Value> = serde_json::from_str(&out).unwrap();
        let found: Vec<&str> = rows
            .iter()
            .map(|r| r["content"].as_str().unwrap().split(',').next().unwrap())
            .collect();
        assert_eq!(found, *expected, "{question:?}");
    }
    let faults: &[(&[&str], &str)] = &[
        (
            &["--from", "2031-03-02", "--to", "2031-03-01"],
            "--from is behind --to",
        ),
        (&["--by", ""], "--by names nobody"),
        (&["--match", "…"], "--match has no word"),
    ];
    for (question, fault) in faults {
        let (code, _, err) = list(question);
        assert_eq!(code, Some(2), "{question:?}");
        assert!(err.contains(fault), "{question:?}: {err}");
    }
}
