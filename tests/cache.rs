//! What `newsmark check` keeps from one run to the next: every run finds what it would find without.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "support/command.rs"]
mod command;

use std::fs;
use std::path::{Path, PathBuf};

use command::{newsmark, run};

/// As many as it takes for anything to be kept.
const ARTICLES: usize = 240;

const REGISTRY: &str = "[actors.brack]\nname = \"Oona Brack\"\n";

struct Desk {
    folder: tempfile::TempDir,
    kept: tempfile::TempDir,
}

impl Desk {
    fn new(articles: usize) -> Desk {
        let desk = Desk {
            folder: tempfile::tempdir().unwrap(),
            kept: tempfile::tempdir().unwrap(),
        };
        for number in 0..articles {
            desk.write(&name(number), &article(number));
        }
        desk
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path().join(name), text).unwrap();
    }

    fn check(&self, flags: &[&str]) -> (Option<i32>, String, String) {
        let mut command = newsmark();
        command
            .current_dir(self.path())
            .env("NEWSMARK_CACHE_DIR", self.kept.path());
        run(command.arg("check").args(flags))
    }

    /// The files that were kept.
    fn files(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.kept.path().join(".newsmark-check"));
        let entries = entries.into_iter().flatten();
        entries.map(|e| e.unwrap().path()).collect()
    }

    /// Checks with what was kept and without, twice; gives what was found.
    #[track_caller]
    fn is_the_same(&self, what: &str) -> String {
        for flags in [&["--format", "concise"][..], &["--format", "junit"]] {
            let without = self.check(&[flags, &["--no-cache"]].concat());
            for _ in 0..2 {
                assert_eq!(self.check(flags), without, "{what}");
            }
        }
        self.check(&["--format", "concise"]).1
    }
}

fn name(number: usize) -> String {
    format!("{number:03}.nmk")
}

fn article(number: usize) -> String {
    let what = ["quay", "crane", "ferry", "wall", "lamp"][number % 5];
    format!(
        "---\ndate: 2031-04-03\nactors:\n  vell: Imre Vell\n---\n\n“The {what} was closed for {number} days before anybody asked us,”{{@vell}} Imre Vell said{{cue}}.\n"
    )
}

#[test]
fn what_was_kept_changes_nothing_that_is_found() {
    let desk = Desk::new(ARTICLES);
    assert_eq!(desk.is_the_same("nothing was kept"), "");
    assert_eq!(desk.files().len(), 1);

    desk.write(&name(7), "“Not now,” she said.\n");
    let found = desk.is_the_same("an article has a fault");
    assert!(found.starts_with("007.nmk:1:1: "), "{found}");
    desk.write(&name(7), &article(7));
    assert_eq!(desk.is_the_same("it is mended"), "");

    let other = article(11)
        .replace("vell", "brack")
        .replace("Imre Vell", "Oona Brack");
    desk.write(&name(100), &other);
    let found = desk.is_the_same("the words of one article are somebody else's in another");
    assert!(found.contains("conflicting-attribution"), "{found}");
    fs::rename(
        desk.path().join(name(11)),
        desk.path().join("a-new-name.nmk"),
    )
    .unwrap();
    let found = desk.is_the_same("that article has another name");
    assert!(found.contains("a-new-name.nmk"), "{found}");
    fs::remove_file(desk.path().join("a-new-name.nmk")).unwrap();
    assert_eq!(desk.is_the_same("it is gone"), "");

    desk.write("newsmark.toml", "[checks.loaded-cue]\nwords = [\"said\"]\n");
    let (code, _, err) = desk.check(&[]);
    assert_eq!(code, Some(2), "a faulty settings file: {err}");
    desk.write("newsmark.toml", "[style]\npreferred-cues = [\"told\"]\n");
    let found = desk.is_the_same("settings want other words");
    assert!(found.lines().count() >= ARTICLES - 1, "{found}");
    desk.write("newsmark.toml", "registries = [\"people.toml\"]\n");
    desk.write("people.toml", REGISTRY);
    desk.write(&name(100), "“Not now,”{@brack} Oona Brack said{cue}.\n");
    assert_eq!(desk.is_the_same("a registry knows an actor"), "");
    desk.write("people.toml", &REGISTRY.replace("brack", "bracken"));
    let found = desk.is_the_same("the registry knows her no more");
    assert!(found.contains("unknown-actor"), "{found}");
}

#[test]
fn what_was_kept_is_used() {
    let desk = Desk::new(ARTICLES);
    desk.check(&[]);
    let [file] = &*desk.files() else { panic!() };
    let kept = fs::read(file).unwrap();
    // Articles that are not known would be added in another file.
    #[cfg(unix)]
    let number = |file: &Path| std::os::unix::fs::MetadataExt::ino(&fs::metadata(file).unwrap());
    #[cfg(unix)]
    let before = number(file);
    desk.check(&[]);
    #[cfg(unix)]
    assert_eq!(number(file), before);
    assert_eq!(fs::read(file).unwrap(), kept);
    // Other checks have other outcomes, and are kept beside these.
    desk.check(&["--ignore", "names"]);
    assert_eq!(desk.files().len(), 2);
    assert_eq!(fs::read(file).unwrap(), kept);
    #[cfg(unix)]
    assert_eq!(
        std::os::unix::fs::MetadataExt::mode(&fs::metadata(file).unwrap()) & 0o077,
        0
    );
}

#[test]
fn what_a_disk_has_spoilt_is_checked_anew() {
    let desk = Desk::new(ARTICLES);
    let other = article(11)
        .replace("vell", "brack")
        .replace("Imre Vell", "Oona Brack");
    desk.write(&name(100), &other);
    let found = desk.is_the_same("whole");
    let [file] = &*desk.files() else { panic!() };
    let whole = fs::read(file).unwrap();
    let check = |what: &str, bytes: &[u8]| {
        fs::write(file, bytes).unwrap();
        assert_eq!(desk.check(&["--format", "concise"]).1, found, "{what}");
        assert_eq!(fs::read(file).unwrap().len(), whole.len(), "{what}");
    };
    check("no file", b"");
    check(
        "another file",
        "“Not now,” she said.\n".repeat(1000).as_bytes(),
    );
    // A prime, so that every part of an entry is met.
    for at in (0..whole.len()).step_by(whole.len() / 37) {
        check(&format!("ends at {at}"), &whole[..at]);
        let mut other = whole.clone();
        other[at] ^= 0x55;
        check(&format!("another byte at {at}"), &other);
    }
}

#[test]
fn nothing_is_kept_of_few_articles_nor_where_it_is_not_wanted() {
    let desk = Desk::new(20);
    desk.check(&[]);
    assert!(desk.files().is_empty());
    let desk = Desk::new(ARTICLES);
    desk.check(&["--no-cache"]);
    desk.check(&["--diff"]);
    assert!(desk.files().is_empty());
}

#[test]
fn a_folder_that_was_named_and_takes_nothing_is_told_of() {
    let desk = Desk::new(ARTICLES);
    let file = desk.kept.path().join("file");
    fs::write(&file, "").unwrap();
    let mut command = newsmark();
    command
        .current_dir(desk.path())
        .env("NEWSMARK_CACHE_DIR", &file);
    let (code, out, err) = run(command.arg("check"));
    assert_eq!((code, &*out), (Some(0), ""));
    assert!(
        err.contains("file/.newsmark-check: warning: cannot keep what was found: "),
        "{err}"
    );
}

#[test]
fn what_is_not_ours_stays() {
    use std::time::{Duration, SystemTime};
    let desk = Desk::new(ARTICLES);
    desk.check(&[]);
    let [old] = &*desk.files() else { panic!() };
    let theirs = [
        desk.kept.path().join("check-links.sh"),
        desk.kept.path().join(".newsmark-1.nmk"),
    ];
    theirs.iter().for_each(|file| fs::write(file, "").unwrap());
    for file in theirs.iter().chain([old]) {
        let file = fs::File::options().append(true).open(file).unwrap();
        let days = Duration::from_secs(31 * 24 * 60 * 60);
        file.set_modified(SystemTime::now() - days).unwrap();
    }
    desk.check(&["--ignore", "names"]);
    assert!(theirs.iter().all(|file| file.exists()));
    assert!(!old.exists(), "nobody has asked for it in a month");
}

#[test]
fn a_report_that_breaks_off_keeps_what_was_there() {
    let desk = Desk::new(ARTICLES);
    desk.check(&[]);
    let [file] = &*desk.files() else { panic!() };
    let kept = fs::read(file).unwrap();
    for number in 0..100 {
        desk.write(&name(number), &"“Not now,” she said.\n\n".repeat(200));
    }
    let mut command = newsmark();
    command
        .current_dir(desk.path())
        .env("NEWSMARK_CACHE_DIR", desk.kept.path());
    let mut child = command
        .arg("check")
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    // Somebody has seen enough.
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(1));
    assert_eq!(fs::read(file).unwrap(), kept);
    assert_eq!(desk.files().len(), 1);
}

/// What a pipe in the file's place would give never ends.
#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_read() {
    let desk = Desk::new(ARTICLES);
    desk.check(&[]);
    let [file] = &*desk.files() else { panic!() };
    fs::remove_file(file).unwrap();
    std::os::unix::fs::symlink("/dev/zero", file).unwrap();
    assert_eq!(desk.is_the_same("a device"), "");
}

#[test]
fn a_folder_in_the_articles_is_none_of_them() {
    let desk = Desk::new(ARTICLES);
    desk.write("newsmark.toml", "include = [\"**/*.nmk\", \"kept/**\"]\n");
    for _ in 0..2 {
        let mut command = newsmark();
        command
            .current_dir(desk.path())
            .env("NEWSMARK_CACHE_DIR", "kept");
        assert_eq!(
            run(command.arg("check")),
            (Some(0), String::new(), String::new())
        );
    }
    assert!(desk.path().join("kept/.newsmark-check").is_dir());
}
