//! The command as its users meet it: sessions in `tests/cli`, and input that is no article.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "support/command.rs"]
mod command;

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use command::{newsmark, run, run_with};

/// Sessions: each file has commands and what they print.
#[test]
fn sessions() {
    trycmd::TestCases::new()
        .case("tests/cli/*.md")
        .case("README.md");
}

/// What programs read, beside the files that it is about.
#[test]
fn json_is_as_expected() {
    for (arguments, expected) in [
        (
            &["check", "--format", "json", "tests/cli/bridge.nmk"][..],
            "tests/cli/bridge.findings.json",
        ),
        (
            &["export", "--to", "json", "tests/cli/folder/a.nmk"],
            "tests/cli/folder/a.json",
        ),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(expected);
        let (_, out, err) = run(newsmark()
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .args(arguments));
        assert_eq!(err, "");
        if std::env::var_os("UPDATE_EXPECTATIONS").is_some() {
            fs::write(&path, &out).unwrap();
        }
        assert_eq!(out, fs::read_to_string(&path).unwrap(), "{expected}");
        serde_json::from_str::<serde_json::Value>(&out).unwrap();
    }
}

const GOOD: &str = "“Not now,” she said.\n";

/// Checks `bad` beside a good file: the bad one is complained of, the good one is checked.
fn beside(folder: &Path, bad: &str) -> String {
    fs::write(folder.join("good.nmk"), GOOD).unwrap();
    let (code, out, err) = run(newsmark()
        .current_dir(folder)
        .args(["check", bad, "good.nmk"]));
    assert_eq!(code, Some(2), "{bad}: {err}");
    assert!(
        out.contains("good.nmk:1:1"),
        "{bad}: the good file is not checked:\n{out}"
    );
    assert!(err.contains(bad), "{bad} is not named: {err}");
    err
}

#[test]
fn a_file_that_is_not_utf_8_is_named_with_its_line() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("latin.nmk"), b"One.\nTwo \x93three\x94.\n").unwrap();
    let err = beside(dir.path(), "latin.nmk");
    assert!(
        err.contains("latin.nmk:2:5: is not UTF-8: byte 0x93")
            && err.contains("iconv -f WINDOWS-1252"),
        "{err}"
    );
}

#[test]
fn a_utf_16_file_is_told_from_a_binary_one() {
    let dir = tempfile::tempdir().unwrap();
    let bytes: Vec<u8> = "\u{feff}Copy."
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    fs::write(dir.path().join("wide.nmk"), bytes).unwrap();
    assert!(beside(dir.path(), "wide.nmk").contains("iconv -f UTF-16"));
}

#[test]
fn a_nul_is_named_with_its_line() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("nul.nmk"), "One.\nTwo\0.\n").unwrap();
    let err = beside(dir.path(), "nul.nmk");
    assert!(
        err.contains("nul.nmk:2:4: is no text: it holds a NUL character"),
        "{err}"
    );
}

#[test]
fn a_missing_file_and_a_broken_link_are_told_apart() {
    let dir = tempfile::tempdir().unwrap();
    assert!(beside(dir.path(), "nowhere.nmk").contains("cannot open"));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("gone.nmk", dir.path().join("link.nmk")).unwrap();
        assert!(
            beside(dir.path(), "link.nmk")
                .contains("broken symbolic link: gone.nmk does not exist")
        );
    }
}

#[test]
fn an_empty_file_is_clean_with_a_warning() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("empty.nmk"), "").unwrap();
    let (code, out, err) = run(newsmark()
        .current_dir(dir.path())
        .args(["check", "empty.nmk"]));
    assert_eq!((code, out.as_str()), (Some(0), ""));
    assert!(
        err.contains("empty.nmk: warning: the file is empty"),
        "{err}"
    );
}

#[test]
fn a_folder_is_no_article() {
    let dir = tempfile::tempdir().unwrap();
    let (code, _, err) = run(newsmark().current_dir(dir.path()).args(["tree", "."]));
    assert_eq!(code, Some(2));
    assert!(err.contains("is a folder: expected a file"), "{err}");
}

#[cfg(unix)]
#[test]
fn a_broken_link_in_a_folder_fails_only_if_it_hides_an_article() {
    use std::os::unix::fs::symlink;
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("good.nmk"), "No quotation.\n").unwrap();
    symlink("nothing", dir.path().join("tool")).unwrap();
    symlink("nothing.txt", dir.path().join("notes.txt")).unwrap();
    assert_eq!(run(newsmark().arg("check").arg(dir.path())).0, Some(0));
    symlink("gone.nmk", dir.path().join("link.nmk")).unwrap();
    let (code, _, err) = run(newsmark().arg("check").arg(dir.path()));
    assert_eq!(code, Some(2));
    assert!(
        err.contains("link.nmk: broken symbolic link: gone.nmk does not exist"),
        "{err}"
    );
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_is_walked_once() {
    use std::os::unix::fs::symlink;
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("inner")).unwrap();
    fs::write(dir.path().join("inner/good.nmk"), GOOD).unwrap();
    symlink("..", dir.path().join("inner/up")).unwrap();
    let (code, out, err) = run(newsmark().arg("check").arg(dir.path()));
    assert_eq!(code, Some(1), "{err}");
    assert!(out.contains("1 finding in 1 file"), "{out}");
    assert!(err.contains("inner/up: warning: links back to"), "{err}");
    // Two links that lead to each other have no file behind them.
    symlink("b.nmk", dir.path().join("a.nmk")).unwrap();
    symlink("a.nmk", dir.path().join("b.nmk")).unwrap();
    let err = beside(dir.path(), "a.nmk");
    assert!(
        err.contains("cannot open: too many levels of symbolic links"),
        "{err}"
    );
}

/// As root every folder can be read, so the command runs as nobody there.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_without_permission_is_named_and_the_others_are_checked() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    let dir = tempfile::tempdir().unwrap();
    let mode =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    // The binary's own folder may be closed to nobody as well.
    let binary = dir.path().join("newsmark");
    fs::copy(env!("CARGO_BIN_EXE_newsmark"), &binary).unwrap();
    let (closed, open) = (dir.path().join("closed"), dir.path().join("open"));
    fs::create_dir(&closed).unwrap();
    fs::create_dir(&open).unwrap();
    fs::write(closed.join("a.nmk"), GOOD).unwrap();
    fs::write(open.join("b.nmk"), GOOD).unwrap();
    fs::write(open.join("secret.nmk"), GOOD).unwrap();
    mode(dir.path(), 0o755);
    mode(&closed, 0);
    mode(&open.join("secret.nmk"), 0);
    let mut command = Command::new(&binary);
    command.current_dir(dir.path()).args(["check", "."]);
    if fs::metadata(&closed).unwrap().uid() == 0 {
        command.uid(65534).gid(65534);
    }
    let (code, out, err) = run(&mut command);
    mode(&closed, 0o755);
    assert_eq!(code, Some(2), "{err}");
    assert!(out.contains("b.nmk:1:1"), "{out}");
    assert!(
        err.contains("closed: cannot read: permission denied"),
        "{err}"
    );
    assert!(
        err.contains("secret.nmk: cannot open: permission denied"),
        "{err}"
    );
}

/// Settings that are there and cannot be read do not count as none.
#[cfg(unix)]
#[test]
fn settings_that_cannot_be_read_are_an_error() {
    use std::os::unix::fs::symlink;
    let dir = tempfile::tempdir().unwrap();
    let inner = dir.path().join("inner");
    fs::create_dir(&inner).unwrap();
    fs::write(inner.join("a.nmk"), "No quotation.\n").unwrap();
    let settings = dir.path().join("newsmark.toml");
    let fails = |with: &str| {
        for arguments in [
            &["check", "inner"][..],
            &["check", "inner/a.nmk"],
            &["config", "inner/a.nmk"],
        ] {
            let (code, _, err) = run(newsmark().current_dir(dir.path()).args(arguments));
            assert_eq!(code, Some(2), "{arguments:?}: {err}");
            assert_eq!(err, format!("newsmark: newsmark.toml: {with}\n"));
        }
        let without = ["check", "inner", "--no-settings"];
        let (code, _, err) = run(newsmark().current_dir(dir.path()).args(without));
        assert_eq!((code, err.as_str()), (Some(0), ""));
    };
    symlink("gone.toml", &settings).unwrap();
    fails("broken symbolic link: gone.toml does not exist");
    fs::remove_file(&settings).unwrap();
    symlink("newsmark.toml", &settings).unwrap();
    fails("cannot open: too many levels of symbolic links");
    fs::remove_file(&settings).unwrap();
    fs::create_dir(&settings).unwrap();
    fails("is a folder: expected a file");
}

/// As root every folder can be searched, so the command runs as nobody there.
#[cfg(target_os = "linux")]
#[test]
fn settings_behind_a_closed_folder_are_an_error() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    let dir = tempfile::tempdir().unwrap();
    let mode =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    let binary = dir.path().join("newsmark");
    fs::copy(env!("CARGO_BIN_EXE_newsmark"), &binary).unwrap();
    let closed = dir.path().join("closed");
    fs::create_dir(&closed).unwrap();
    mode(dir.path(), 0o755);
    mode(&closed, 0);
    let as_nobody = |arguments: &[&str]| {
        let mut command = Command::new(&binary);
        command.current_dir(dir.path()).args(arguments);
        if fs::metadata(&closed).unwrap().uid() == 0 {
            command.uid(65534).gid(65534);
        }
        run(&mut command)
    };
    let named = as_nobody(&["check", "-", "--stdin-filename", "closed/a.nmk"]);
    let without = as_nobody(&["check", "-", "--no-settings"]);
    // A folder that does not exist has no settings, and what lies in a file neither.
    let nowhere = as_nobody(&["check", "-", "--stdin-filename", "no/such/a.nmk"]);
    let in_a_file = as_nobody(&["check", "-", "--stdin-filename", "newsmark/a.nmk"]);
    mode(&closed, 0o755);
    assert_eq!(named.0, Some(2), "{}", named.2);
    assert_eq!(
        named.2,
        "newsmark: closed/newsmark.toml: cannot look for settings: permission denied; --settings FILE names them, --no-settings does without\n"
    );
    for (code, _, err) in [without, nowhere, in_a_file] {
        assert_eq!(code, Some(0), "{err}");
    }
}

#[test]
fn a_file_of_200_mb_is_checked() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("large.nmk");
    let mut file = fs::File::create(&path).unwrap();
    let paragraph = "The bridge over the sound stays closed, and the ferries run every hour until further notice.\n\n".repeat(1000);
    let mut written = 0;
    while written < 200_000_000 {
        file.write_all(paragraph.as_bytes()).unwrap();
        written += paragraph.len();
    }
    file.write_all(GOOD.as_bytes()).unwrap();
    drop(file);
    let (code, out, err) = run(newsmark().arg("check").arg(&path));
    assert_eq!(code, Some(1), "{err}");
    assert!(out.contains("1 finding in 1 file"), "{out}");
}

#[cfg(target_os = "linux")]
#[test]
fn what_never_ends_or_is_no_file_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    assert!(beside(dir.path(), "/dev/zero").contains("/dev/zero:1:1: is no text"));
    assert!(beside(dir.path(), "/dev/urandom").contains("/dev/urandom:"));
}

#[test]
fn standard_input_is_read() {
    let (code, out, _) = run_with(newsmark().args(["check", "-"]), GOOD);
    assert_eq!(code, Some(1));
    assert!(out.contains("<stdin>:1:1"));
}

/// Editors pass a text on standard input and say which file it is of.
#[test]
fn a_name_for_standard_input_means_that_it_is_read() {
    let dir = tempfile::tempdir().unwrap();
    let text = dir.path().join("text");
    fs::write(&text, GOOD).unwrap();
    fs::write(dir.path().join("other.nmk"), GOOD).unwrap();
    let check = |arguments: &[&str]| {
        let mut command = newsmark();
        command.current_dir(dir.path()).args(["check"]);
        let stdin = fs::File::open(&text).unwrap().into();
        command::run_on(command.args(arguments), stdin)
    };
    for arguments in [
        &["--stdin-filename", "q/z.nmk"][..],
        &["--stdin-filename", "q/z.nmk", "-"],
    ] {
        let (code, out, err) = check(arguments);
        assert_eq!(code, Some(1), "{err}");
        assert!(out.contains("q/z.nmk:1:1"), "{out}");
        assert!(!out.contains("other.nmk"), "{out}");
    }
    let (code, out, err) = check(&["--stdin-filename", "q/z.nmk", "other.nmk"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(err.contains("add - to the paths"), "{err}");
}

/// An editor puts what comes out in the place of its text.
#[test]
fn standard_input_comes_out_though_the_settings_exclude_it() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(
        dir.path().join("newsmark.toml"),
        "exclude = [\"drafts/\"]\n",
    )
    .unwrap();
    let text = "“Not now,”{ @? } she said on Monday.\r\n";
    let run = |arguments: &str| {
        let mut command = newsmark();
        command.current_dir(dir.path());
        command::run_with(command.args(arguments.split(' ')), text)
    };
    let draft = "- --stdin-filename drafts/a.nmk --force-exclude";
    for writes in ["fmt", "check --fix", "annotate"] {
        let done = run(&format!("{writes} {draft}"));
        assert_eq!(done, (Some(0), text.to_owned(), String::new()), "{writes}");
    }
    for shows in [
        "fmt --check",
        "fmt --diff",
        "annotate --diff",
        "check",
        "check --fix --diff",
    ] {
        let done = run(&format!("{shows} {draft}"));
        assert_eq!(done, (Some(0), String::new(), String::new()), "{shows}");
    }
    let formatted = run("fmt - --stdin-filename drafts/a.nmk").1;
    assert_eq!(formatted, "“Not now,”{@?} she said on Monday.\r\n");
}

/// Dates are proposed all the same, and why nobody is declared is said.
#[test]
fn annotate_tells_of_a_header_that_it_cannot_add_to() {
    let text = "---\nactors: foo\n---\n\n“No,” said Ada Bell on Monday.\n";
    let mut command = newsmark();
    command.args("annotate --date 2031-01-01 --stdin-filename a.nmk".split(' '));
    let (code, out, err) = command::run_with(&mut command, text);
    let dated = text.replace("Monday", "Monday{2030-12-30?}");
    assert_eq!((code, out), (Some(0), dated));
    assert!(
        err.contains("a.nmk: something in the header is wrong"),
        "{err}"
    );
}

/// Whoever reads the output may stop at any time.
#[test]
fn a_closed_pipe_is_no_error() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("many.nmk"), GOOD.repeat(20_000)).unwrap();
    for arguments in [
        &["check", "many.nmk"][..],
        &["check", "--format", "json", "many.nmk"],
        &["tree", "many.nmk"],
        &["export", "many.nmk", "--to", "json"],
    ] {
        let mut child = newsmark()
            .current_dir(dir.path())
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = [0; 10];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let Output { status, stderr, .. } = child.wait_with_output().unwrap();
        assert!(stderr.is_empty(), "{}", String::from_utf8_lossy(&stderr));
        assert!(
            status.code().is_some_and(|c| c < 2),
            "{arguments:?}: {status}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let mut command = newsmark();
    command
        .args([
            "export",
            "--to",
            "text",
            concat!(env!("CARGO_MANIFEST_DIR"), "/tests/articles/wire.nmk"),
        ])
        .stdout(full);
    let Output { status, stderr, .. } = command.stderr(Stdio::piped()).output().unwrap();
    assert_eq!(status.code(), Some(2));
    assert!(
        String::from_utf8(stderr)
            .unwrap()
            .contains("cannot write to standard output: No space left")
    );
}

/// Neither a file's name nor its text can send commands to a terminal.
#[cfg(unix)]
#[test]
fn escape_sequences_are_inert() {
    let dir = tempfile::tempdir().unwrap();
    let name = "a\u{1b}[2Jb.nmk";
    fs::write(
        dir.path().join(name),
        "“\u{1b}[31mNot now,\u{202e}” she said{\u{1b}]0;x\u{7}}.\n",
    )
    .unwrap();
    let (code, out, err) =
        run(newsmark()
            .current_dir(dir.path())
            .args(["check", name, "no\u{1b}[2Jfile"]));
    assert_eq!(code, Some(2));
    for text in [&out, &err] {
        assert!(
            !text.contains('\u{1b}') && !text.contains('\u{202e}') && !text.contains('\u{7}'),
            "{text:?}"
        );
    }
    let (_, tree, _) = run(newsmark().current_dir(dir.path()).args(["tree", name]));
    assert!(
        !tree.contains('\u{1b}') && !tree.contains('\u{202e}'),
        "{tree:?}"
    );
}
