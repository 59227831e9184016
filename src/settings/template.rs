//! What `newsmark init` writes, and the values that hold where nothing is set.

use std::fmt::Write;

use crate::checks::{CHECKS, Check, Level};

/// A settings file in which everything is explained and nothing is set.
pub fn template() -> String {
    let mut out = HEAD.to_owned();
    out += "# Levels: \"error\", \"warning\", \"info\", \"hint\" or \"off\". newsmark explain CODE says more of a check.\n[checks]\n";
    for check in CHECKS {
        let (code, level) = (check.code, level(check));
        let _ = write!(out, "\n# {}\n", check.summary);
        if check.settings.is_empty() {
            let _ = writeln!(out, "# {code} = {level:?}");
            continue;
        }
        // Dotted keys, so that each line can be switched on by itself.
        let _ = writeln!(out, "# {code}.level = {level:?}");
        for setting in check.settings {
            let (summary, name) = (setting.summary, setting.name);
            let _ = writeln!(out, "# {summary}\n# {code}.{name} = {}", setting.default);
        }
    }
    out += TAIL;
    out
}

/// Every key of an article's settings with the value that holds where nothing is set, as TOML.
pub fn defaults() -> Vec<(String, String)> {
    let mut all = vec![
        ("include".to_owned(), "[\"**/*.nmk\"]".to_owned()),
        ("exclude".to_owned(), "[]".to_owned()),
        ("registries".to_owned(), "[]".to_owned()),
    ];
    for check in CHECKS {
        all.push((
            format!("checks.{}.level", check.code),
            format!("{:?}", level(check)),
        ));
        let settings = check.settings.iter();
        all.extend(settings.map(|s| {
            (
                format!("checks.{}.{}", check.code, s.name),
                s.default.to_string(),
            )
        }));
    }
    all
}

fn level(check: &Check) -> &'static str {
    check.level.map_or("off", Level::name)
}

const HEAD: &str = r##"# Settings of Newsmark for the articles in this folder and below.
# A line that begins with "# " and a key shows what holds if nothing is set.

# The articles, as patterns. One without a slash, or with one at its end only, names files and folders
# anywhere: "draft-*", "archive/"; with another it starts here: "/archive", "wire/*.txt". What is below a
# named folder is named too; with a slash at its end a pattern names folders only. * stands for anything
# in a name, ** for any folders, {a,b} for one of several.
# include = ["**/*.nmk"]

# What is left out of them.
# exclude = ["archive/"]

# Files of known actors: TOML, JSON Lines or CSV. Of two that say different things, the earlier wins.
# registries = ["people.toml"]

# Paths outside of this folder that may be read nevertheless.
# allow-outside = ["../shared/people.csv"]

# The rules of the house. What is not set is not checked.
[style]

# Full stops and commas before the closing mark always ("us"), or only where they belong to the words ("uk").
# punctuation = "us"

# The pairs of marks, the outer ones first.
# quotation-marks = ["“”", "‘’"]

# Days near the article's date as "weekday" (Wednesday) or as "date" (12 March).
# days = "weekday"

# The cue words of the house.
# preferred-cues = ["said", "says", "told", "asked", "wrote"]

"##;

const TAIL: &str = r##"
# Tags and attributes of your own are checked and completed.
# [tags.claim]
# summary = "A statement that can be checked"
# attributes.verdict = { summary = "What came out", values = ["true", "false", "open"], required = true }

# [attributes.stance]
# summary = "What the speaker is for"
# values = ["for", "against", "neither"]

# Other values for some of the articles; of several, the last holds.
# [[overrides]]
# files = ["opinion/"]
# checks.unattributed-quote = "off"
"##;
