//! What the checks say of themselves, as Markdown.

use std::fmt::Write;

use super::config::{Default, Setting};
use super::{CHECKS, Check, Safety};

impl Check {
    /// All that there is to know about the check, as Markdown below a heading of its own.
    ///
    /// ```
    /// let check = &newsmark::checks::CHECKS[0];
    /// assert!(check.explanation().starts_with("# `syntax-error`"));
    /// ```
    pub fn explanation(&self) -> String {
        let mut out = format!("# `{}`\n\n{}\n\n", self.code, self.summary);
        let level = self.level.map_or("off", super::Level::name);
        let fix = match self.fix {
            Some((Safety::Safe, what)) => format!("{what} Safe: `--fix` applies it."),
            Some((Safety::Unsafe, what)) => format!("{what} `--unsafe-fixes` applies it."),
            None => "None: a person must decide.".into(),
        };
        let _ = write!(
            out,
            "- Level: {level}\n- Fix: {fix}\n\n{}\n\nFor example\n\n",
            self.reason
        );
        out += &fenced(self.example.bad, "newsmark");
        out += "\nis reported, and\n\n";
        out += &fenced(self.example.good, "newsmark");
        out += "\nis not";
        if self.example.settings.is_empty() {
            out += ".\n";
        } else {
            out += ", with these settings:\n\n";
            out += &fenced(self.example.settings, "toml");
        }
        if !self.settings.is_empty() {
            let _ = write!(out, "\nSettings, under `[checks.{}]`:\n\n", self.code);
            for setting in self.settings {
                let _ = writeln!(out, "- {setting}");
            }
        }
        out
    }
}

impl std::fmt::Display for Setting {
    /// Its name, its default and its summary, as Markdown in one line.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{}` = `{}`: {}", self.name, self.default, self.summary)
    }
}

impl std::fmt::Display for Default {
    /// As TOML.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Default::Flag(value) => write!(f, "{value}"),
            Default::Number { default, .. } => write!(f, "{default}"),
            Default::Words(words) => write!(f, "{words:?}"),
            Default::Replacements(pairs) => {
                let pairs = pairs.iter().map(|(k, v)| format!("{k:?} = {v:?}"));
                write!(f, "{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
            }
        }
    }
}

fn fenced(text: &str, language: &str) -> String {
    format!("```{language}\n{}\n```\n", text.trim_end_matches('\n'))
}

/// The page of all checks: a table, then each check's explanation.
pub fn catalogue() -> String {
    let mut out = "# The checks of Newsmark\n\n\
        `newsmark explain CODE` shows each of these pages. A comment, `{% allow CODE %}`, silences a check in its \
        paragraph, or above the first paragraph in the whole article; `newsmark.toml` sets levels and settings.\n"
        .to_owned();
    let mut group = None;
    for check in CHECKS {
        if group != Some(check.group) {
            group = Some(check.group);
            let title = check.group.title();
            let _ = write!(
                out,
                "\n**{title}**\n\n| check | finds | level | fix |\n|---|---|---|---|\n"
            );
        }
        let fix = match check.fix {
            Some((Safety::Safe, _)) => "safe",
            Some((Safety::Unsafe, _)) => "unsafe",
            None => "",
        };
        let (code, summary) = (check.code, check.summary.trim_end_matches('.'));
        let level = check.level.map_or("off", super::Level::name);
        let _ = writeln!(out, "| [`{code}`](#{code}) | {summary} | {level} | {fix} |");
    }
    for check in CHECKS {
        out += &format!("\n#{}", check.explanation());
    }
    out
}
