//! Fixes, as the command makes them in real files.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "support/command.rs"]
mod command;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use command::{newsmark, run, run_on};

/// A safe fix in the first paragraph, an unsafe one in the second.
const FAULTY: &str = "\u{feff}---\r\nactors:\r\n  vell: Imre Vell\r\n---\r\n\r\n“Not now,”{@vell} Imre Vell said. {% allow invalid-date %}\r\n\r\n“Why?”{@vel} Vell asked.\r\n";
const SAFE: &str = "\u{feff}---\r\nactors:\r\n  vell: Imre Vell\r\n---\r\n\r\n“Not now,”{@vell} Imre Vell said.\r\n\r\n“Why?”{@vel} Vell asked.\r\n";
const ALL: &str = "\u{feff}---\r\nactors:\r\n  vell: Imre Vell\r\n---\r\n\r\n“Not now,”{@vell} Imre Vell said.\r\n\r\n“Why?”{@vell} Vell asked.\r\n";

const CHECKS: &str = "--select=unused-allow,unknown-actor,invalid-date";

fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.nmk");
    fs::write(&path, FAULTY).unwrap();
    (folder, path)
}

fn check(path: &Path, flags: &[&str]) -> (Option<i32>, String, String) {
    run(newsmark().args(["check", CHECKS]).args(flags).arg(path))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

#[test]
fn safe_fixes_leave_the_rest_and_its_line_endings() {
    let (_folder, path) = folder();
    let (code, out, _) = check(&path, &["--fix"]);
    assert_eq!(read(&path), SAFE);
    assert_eq!(code, Some(1));
    assert!(
        out.contains("unknown-actor") && !out.contains("unused-allow"),
        "{out}"
    );
    check(&path, &["--fix"]);
    assert_eq!(read(&path), SAFE);
}

#[test]
fn unsafe_fixes_mend_all_and_a_second_run_changes_nothing() {
    let (_folder, path) = folder();
    for _ in 0..2 {
        assert_eq!(check(&path, &["--unsafe-fixes"]).0, Some(0));
        assert_eq!(read(&path), ALL);
    }
}

/// The difference is one that `patch` and `git apply` read.
#[test]
fn a_diff_changes_nothing_and_can_be_applied() {
    let (folder, path) = folder();
    let (code, diff, _) = run(newsmark().current_dir(folder.path()).args([
        "check",
        CHECKS,
        "--unsafe-fixes",
        "--diff",
        "a.nmk",
    ]));
    assert_eq!(code, Some(1));
    assert_eq!(read(&path), FAULTY);
    let mut git = Command::new("git")
        .current_dir(folder.path())
        .args(["apply", "-p0", "-"])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    git.stdin
        .take()
        .unwrap()
        .write_all(diff.as_bytes())
        .unwrap();
    assert!(git.wait().unwrap().success(), "{diff}");
    assert_eq!(read(&path), ALL);
    assert_eq!(check(&path, &["--unsafe-fixes", "--diff"]).0, Some(0));
}

#[test]
fn standard_input_comes_out_fixed() {
    let (_folder, path) = folder();
    let (code, out, err) = run_on(
        newsmark().args(["check", CHECKS, "--unsafe-fixes", "-"]),
        fs::File::open(&path).unwrap().into(),
    );
    assert_eq!((out.as_str(), code), (ALL, Some(0)), "{err}");
    let (code, out, err) = run_on(
        newsmark().args(["check", CHECKS, "--fix", "-"]),
        fs::File::open(&path).unwrap().into(),
    );
    // What is left is told of where it does not stand in the text's way.
    assert_eq!((out.as_str(), code), (SAFE, Some(1)), "{err}");
    assert!(err.contains("unknown-actor"), "{err}");
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let (folder, path) = folder();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let link = folder.path().join("link.nmk");
    symlink("a.nmk", &link).unwrap();
    check(&link, &["--unsafe-fixes"]);
    assert!(link.is_symlink());
    assert_eq!(read(&path), ALL);
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o640
    );
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(names.len(), 2, "something is left behind");
}

#[test]
fn a_file_that_may_not_be_written_is_an_error_and_stays() {
    let (folder, path) = folder();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    fs::write(folder.path().join("b.nmk"), FAULTY).unwrap();
    let (code, out, err) = check(folder.path(), &["--fix", "--format", "concise"]);
    assert_eq!(code, Some(2));
    assert!(
        err.contains("a.nmk: cannot write: the file is read-only"),
        "{err}"
    );
    assert_eq!(read(&path), FAULTY);
    // What is found in it is still there, and only the other file is fixed.
    assert!(out.contains("a.nmk:6:44: warning[unused-allow]"), "{out}");
    assert!(out.contains("a.nmk:8:8: error[unknown-actor]"), "{out}");
    assert!(!out.contains("b.nmk:6:44"), "{out}");
    assert!(err.contains("1 finding fixed in 1 file"), "{err}");
}

/// The command as nobody, from a place where nobody can start it. Only root can do that.
#[cfg(target_os = "linux")]
fn nobody(folder: &Path) -> Option<Command> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    if fs::metadata(folder).unwrap().uid() != 0 {
        return None;
    }
    fs::set_permissions(folder, fs::Permissions::from_mode(0o777)).unwrap();
    let binary = folder.join("newsmark");
    fs::copy(env!("CARGO_BIN_EXE_newsmark"), &binary).unwrap();
    let mut command = Command::new(binary);
    command.current_dir(folder).uid(65534).gid(65534);
    Some(command)
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_keeps_its_owner() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    let (folder, path) = folder();
    let Some(mut command) = nobody(folder.path()) else {
        return;
    };
    let owner = |path: &Path| {
        let meta = fs::metadata(path).unwrap();
        (meta.uid(), meta.gid(), meta.mode() & 0o777)
    };
    // Root gives the new file to the old one's owner.
    chown(&path, Some(1234), Some(4321)).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    check(&path, &["--unsafe-fixes"]);
    assert_eq!(read(&path), ALL);
    assert_eq!(owner(&path), (1234, 4321, 0o640));
    // Somebody who may write a file, but not give one away, writes in it.
    fs::write(&path, FAULTY).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o666)).unwrap();
    let (code, _, err) = run(command.args(["check", CHECKS, "--unsafe-fixes", "a.nmk"]));
    assert_eq!(code, Some(0), "{err}");
    assert_eq!(read(&path), ALL);
    assert_eq!(owner(&path), (1234, 4321, 0o666));
    // Who may not write it cannot put another in its place, even in a folder of theirs.
    fs::write(&path, FAULTY).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    let (code, _, err) = run(&mut command);
    assert_eq!(code, Some(2));
    assert!(
        err.contains("a.nmk: cannot write: permission denied"),
        "{err}"
    );
    assert_eq!(read(&path), FAULTY);
    let names = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(names, 2, "something is left behind");
}

/// A folder may hold links to what its owner does not mean to change.
#[cfg(unix)]
#[test]
fn links_out_of_a_folder_are_not_written_through() {
    use std::os::unix::fs::symlink;
    let root = tempfile::tempdir().unwrap();
    let at = |path: &str| root.path().join(path);
    fs::create_dir_all(at("news/inner")).unwrap();
    fs::create_dir_all(at("other/deep")).unwrap();
    for path in ["news/inner/in.nmk", "other/out.nmk", "other/deep/far.nmk"] {
        fs::write(at(path), FAULTY).unwrap();
    }
    symlink("inner/in.nmk", at("news/in.nmk")).unwrap();
    symlink("../other/out.nmk", at("news/out.nmk")).unwrap();
    symlink("../other/deep", at("news/deep")).unwrap();
    let check = |arguments: &[&str]| {
        let mut command = newsmark();
        command.current_dir(root.path()).args(["check", CHECKS]);
        run(command.args(["--format", "concise"]).args(arguments))
    };
    // The difference shows what would be done, which is the same.
    let (_, diff, err) = check(&["--fix", "--diff", "news"]);
    assert!(
        diff.contains("in.nmk") && !diff.contains("far.nmk"),
        "{diff}"
    );
    assert!(err.contains("1 finding to fix in 1 file"), "{err}");
    let (code, out, err) = check(&["--fix", "news"]);
    assert_eq!(code, Some(1), "{err}");
    assert_eq!(read(&at("news/inner/in.nmk")), SAFE);
    assert_eq!(read(&at("other/out.nmk")), FAULTY);
    assert_eq!(read(&at("other/deep/far.nmk")), FAULTY);
    for path in ["news/out.nmk", "news/deep/far.nmk"] {
        let warning = format!("{path}: warning: not fixed: ");
        assert!(err.contains(&warning), "{err}");
        let finding = format!("{path}:6:44: warning[unused-allow]");
        assert!(out.contains(&finding), "{out}");
    }
    assert!(err.contains("1 finding fixed in 1 file"), "{err}");
    // What is named is meant, be it a file or a folder.
    check(&["--fix", "news/out.nmk"]);
    assert_eq!(read(&at("other/out.nmk")), SAFE);
    check(&["--fix", "news", "other"]);
    assert_eq!(read(&at("other/deep/far.nmk")), SAFE);
    check(&["--unsafe-fixes", "news/deep"]);
    assert_eq!(read(&at("other/deep/far.nmk")), ALL);
}
