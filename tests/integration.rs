//! Where the command is put to work: the templates for GitHub, GitLab and pre-commit, shells,
//! the manual page, and watching a folder.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

#[path = "support/command.rs"]
mod command;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command};
use std::sync::mpsc;
use std::time::Duration;

use command::{newsmark, run};

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// A shell that finds the command on its path, in a folder with one faulty article.
fn shell(folder: &Path, script: &str) -> Command {
    fs::write(folder.join("a.nmk"), "“Not now,” she said.\n").unwrap();
    let bin = Path::new(env!("CARGO_BIN_EXE_newsmark")).parent().unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let mut command = Command::new("bash");
    command.args(["-e", "-o", "pipefail", "-c", script]);
    command.current_dir(folder).env("PATH", path);
    command
}

/// The lines of the last block of a YAML text that begins with `key`, without their indentation.
fn block(yaml: &str, key: &str) -> String {
    let (_, rest) = yaml.rsplit_once(key).unwrap();
    let lines: Vec<&str> = rest.lines().skip(1).collect();
    let indent = lines[0].len() - lines[0].trim_start().len();
    let lines = lines
        .into_iter()
        .take_while(|l| l.len() > indent && l[..indent].trim().is_empty());
    lines.map(|l| &l[indent..]).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_template_is_yaml() {
    for path in [
        "action.yml",
        ".pre-commit-hooks.yaml",
        "templates/newsmark.yml",
    ] {
        let text = read(path);
        for event in saphyr_parser::Parser::new_from_str(&text) {
            assert!(event.is_ok(), "{path}: {event:?}");
        }
    }
}

#[test]
fn the_action_annotates_and_runs_nothing_it_is_given() {
    let action = read("action.yml");
    let script = block(&action, "run: |");
    let folder = tempfile::tempdir().unwrap();
    // What is not given has the default of the action, which a runner fills in.
    let inputs = |given: &[(&str, &str)]| {
        let mut check = shell(folder.path(), &script);
        for (name, input) in [
            ("PATHS", "paths"),
            ("FORMAT", "format"),
            ("OUTPUT_FILE", "output-file"),
            ("ARGUMENTS", "arguments"),
        ] {
            assert!(action.contains(&format!("{name}: ${{{{ inputs.{input} }}}}")));
            let (_, rest) = action.split_once(&format!("\n  {input}:\n")).unwrap();
            let (_, rest) = rest.split_once("default: ").unwrap();
            let default = rest.lines().next().unwrap().trim_matches('"');
            let given = given.iter().find(|(n, _)| *n == name);
            check.env(name, given.map_or(default, |(_, value)| value));
        }
        run(&mut check)
    };
    let (code, out, err) = inputs(&[]);
    assert_eq!(code, Some(1), "{err}");
    assert!(out.starts_with("::warning file=a.nmk,line=1,"), "{out}");
    let (code, _, _) = inputs(&[("ARGUMENTS", "--max-warnings 1 --no-settings")]);
    assert_eq!(code, Some(0));
    let report = [("FORMAT", "sarif"), ("OUTPUT_FILE", "the report.sarif")];
    let (code, out, err) = inputs(&report);
    assert_eq!((code, out.as_str()), (Some(1), ""), "{err}");
    let report = fs::read_to_string(folder.path().join("the report.sarif")).unwrap();
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["version"], "2.1.0");
    let evil = "a.nmk; touch stolen; $(touch stolen)";
    for name in ["PATHS", "FORMAT", "OUTPUT_FILE", "ARGUMENTS"] {
        inputs(&[(name, evil)]);
        assert!(!folder.path().join("stolen").exists(), "{name}");
    }
}

#[test]
fn the_gitlab_job_writes_its_report() {
    let template = read("templates/newsmark.yml");
    let script = template
        .lines()
        .find_map(|l| l.trim().strip_prefix("- newsmark check"))
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut job = shell(folder.path(), &format!("newsmark check{script}"));
    assert_eq!(run(job.env("PATHS", ".")).0, Some(1));
    let report = fs::read_to_string(folder.path().join("newsmark.json")).unwrap();
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report[0]["location"]["path"], "a.nmk");
    assert!(template.contains("codequality: newsmark.json"));
}

#[test]
fn the_hooks_check_and_fix_the_files_they_are_given() {
    let hooks = read(".pre-commit-hooks.yaml");
    let entries: Vec<&str> = hooks
        .lines()
        .filter_map(|l| l.trim().strip_prefix("entry: "))
        .collect();
    assert_eq!(entries.len(), 3);
    let folder = tempfile::tempdir().unwrap();
    for (entry, fixed) in entries.iter().zip([false, true]) {
        let mut hook = shell(folder.path(), &format!("{entry} b.nmk"));
        fs::write(
            folder.path().join("b.nmk"),
            "Peas. {% allow invalid-date %}\n",
        )
        .unwrap();
        assert_eq!(run(&mut hook).0, Some(i32::from(!fixed)));
        let text = fs::read_to_string(folder.path().join("b.nmk")).unwrap();
        assert_eq!(text == "Peas.\n", fixed);
    }
    let file = folder.path().join("b.nmk");
    fs::write(&file, "Peas{ 2031 }.\n").unwrap();
    let mut hook = shell(folder.path(), &format!("{} b.nmk", entries[2]));
    assert_eq!(run(&mut hook).0, Some(0));
    assert_eq!(fs::read_to_string(&file).unwrap(), "Peas{2031}.\n");
    // What the settings exclude stays so though it is named.
    fs::write(
        folder.path().join("newsmark.toml"),
        "exclude = [\"*.nmk\"]\n",
    )
    .unwrap();
    assert_eq!(
        run(&mut shell(folder.path(), &format!("{} a.nmk", entries[0]))).0,
        Some(0)
    );
}

#[test]
fn completions_and_manual_have_every_flag() {
    let (_, help, _) = run(newsmark().args(["check", "--help"]));
    let words = help.split(|c: char| !c.is_ascii_lowercase() && c != '-');
    let flags: Vec<&str> = words
        .filter(|w| w.starts_with("--") && w.len() > 2)
        .collect();
    assert!(flags.len() > 15);
    let (_, manual, _) = run(newsmark().arg("man"));
    let manual = manual.replace("\\-", "-");
    for flag in &flags {
        assert!(manual.contains(flag), "the manual has no {flag}");
    }
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let (code, script, _) = run(newsmark().args(["completions", shell]));
        assert_eq!(code, Some(0));
        for flag in &flags {
            assert!(script.contains(&flag[2..]), "{shell}: no {flag}");
        }
        if shell == "bash" {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("newsmark.bash");
            fs::write(&path, script).unwrap();
            let (code, _, err) = run(Command::new("bash").arg("-n").arg(path));
            assert_eq!(code, Some(0), "{err}");
        }
    }
}

/// `newsmark check --watch` in a folder, and what it prints.
struct Watched {
    child: Child,
    lines: mpsc::Receiver<String>,
}

impl Watched {
    fn new(folder: &Path, arguments: &[&str]) -> Watched {
        // One pipe for both, so that lines come in their order.
        let (reader, writer) = std::io::pipe().unwrap();
        let child = newsmark()
            .current_dir(folder)
            .args(["check", "--watch", "--format", "concise"])
            .args(arguments)
            .stdout(writer.try_clone().unwrap())
            .stderr(writer)
            .spawn()
            .unwrap();
        let (sender, lines) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(reader).lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        Watched { child, lines }
    }

    /// The next line with these words; an empty one if none comes.
    fn wait_for(&self, words: &str) -> String {
        loop {
            let line = self.lines.recv_timeout(Duration::from_secs(20));
            let line = line.unwrap_or_default();
            if line.contains(words) || line.is_empty() {
                return line;
            }
        }
    }

    /// The next line, if one comes in time.
    fn within(&self, time: Duration) -> Option<String> {
        self.lines.recv_timeout(time).ok()
    }

    /// Waits until a run is over and changes are waited for.
    fn rest(&self) {
        let line = self.wait_for("watching");
        assert!(!line.is_empty(), "it does not watch");
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_watched_folder_is_checked_again_when_an_article_changes() {
    let folder = tempfile::tempdir().unwrap();
    let article = folder.path().join("a.nmk");
    fs::write(&article, "“Not now,” she said.\n").unwrap();
    let watched = Watched::new(folder.path(), &["."]);
    let first = watched.wait_for("unattributed-quote");
    assert!(first.contains("a.nmk:1:1"), "{first}");
    watched.rest();
    fs::write(&article, "“Not now,”{@vell} he said.\n").unwrap();
    let second = watched.wait_for("unknown-actor");
    assert!(second.contains("a.nmk:1:12"), "{second}");
}

/// What the settings say decides what is read, so it decides what is watched.
#[test]
fn a_change_counts_wherever_the_check_reads() {
    let folder = tempfile::tempdir().unwrap();
    let at = |path: &str| folder.path().join(path);
    for path in ["desk/news", "desk/lists", "desk/stock", "shared"] {
        fs::create_dir_all(at(path)).unwrap();
    }
    let settings = "include = [\"**/*.txt\"]\nregistries = [\"lists/people.ndjson\", \"../shared/wire.csv\"]\nallow-outside = [\"../shared\"]\n";
    let [article, ndjson, csv, toml] = [
        "desk/news/a.txt",
        "desk/lists/people.ndjson",
        "shared/wire.csv",
        "desk/newsmark.toml",
    ];
    let write = |path: &str, text: &str| fs::write(at(path), text).unwrap();
    write(article, "“Not now,”{@vell} he said.\n");
    write(toml, settings);
    write(ndjson, "");
    write(csv, "id,name\n");
    write("desk/stock/b.txt", "“Peas,”{@pell} she said.\n");
    let watched = Watched::new(&at("desk"), &["news"]);
    let expect = |words: &str| {
        let line = watched.wait_for(words);
        assert!(!line.is_empty(), "nothing says {words}");
        watched.rest();
    };
    expect("@vell is not declared");
    write(article, "“Not now,”{@tarn} he said.\n");
    expect("@tarn is not declared");
    let tarn = "{\"id\":\"tarn\",\"name\":\"Ines Tarn\",\"rol\":\"surveyor\"}\n";
    write(ndjson, tarn);
    expect("unknown key rol");
    write(csv, "id,name,kind\nquist,Jory Quist,persn\n");
    expect("unknown kind persn");
    // A registry that could not be read is waited for.
    fs::remove_file(at(csv)).unwrap();
    expect("wire.csv: cannot open");
    write(csv, "id,name\n");
    expect("unknown key rol");
    write(toml, "cheks = 1\n");
    expect("there is no setting cheks");
    fs::remove_file(at(toml)).unwrap();
    expect("the folder has no articles");
    write(toml, settings);
    expect("unknown key rol");
    // The nearer settings win, also in a folder without any yet.
    write("desk/news/newsmark.toml", "chicks = 1\n");
    expect("there is no setting chicks");
    fs::remove_file(at("desk/news/newsmark.toml")).unwrap();
    expect("unknown key rol");
    write(ndjson, "");
    expect("@tarn is not declared");
    fs::rename(at("desk/stock"), at("desk/news/stock")).unwrap();
    expect("@pell is not declared");
    fs::rename(at("desk/news/stock"), at("desk/stock")).unwrap();
    watched.rest();
    while watched.within(Duration::from_millis(500)).is_some() {}
    // All else is nobody's concern.
    write("desk/news/notes.log", "Peas.\n");
    write("desk/stock/b.txt", "Peas.\n");
    assert_eq!(watched.within(Duration::from_secs(1)), None);
}

#[test]
fn a_report_beside_the_articles_is_no_change() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.nmk"), "“Not now,” she said.\n").unwrap();
    let watched = Watched::new(folder.path(), &[".", "--output-file", "report.csv"]);
    watched.rest();
    let line = watched.within(Duration::from_secs(1));
    assert_eq!(line, None);
}
