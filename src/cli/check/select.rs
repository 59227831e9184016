//! `--select` and `--ignore`.

use super::Arguments;
use crate::checks::{CHECKS, Check, Config, Level, nearest};

/// Which checks the command line wants.
pub(super) struct Selection {
    /// For each check whether it runs at all; none if the settings decide.
    wanted: Option<Vec<bool>>,
    ignored: Vec<bool>,
}

impl Selection {
    /// The error names what is no check.
    pub(super) fn new(arguments: &Arguments) -> Result<Selection, String> {
        let named = |words: &[String]| -> Result<Vec<bool>, String> {
            let mut all = vec![false; CHECKS.len()];
            for word in words {
                let mut any = false;
                for (slot, check) in all.iter_mut().zip(CHECKS) {
                    if is_named(check, word) {
                        (*slot, any) = (true, true);
                    }
                }
                if !any {
                    return Err(unknown(word));
                }
            }
            Ok(all)
        };
        let select = named(&arguments.select)?;
        Ok(Selection {
            wanted: (!arguments.select.is_empty()).then_some(select),
            ignored: named(&arguments.ignore)?,
        })
    }

    /// Whether it leaves all settings as they are.
    pub(super) fn is_all(&self) -> bool {
        self.wanted.is_none() && !self.ignored.contains(&true)
    }

    /// The settings as the command line changes them.
    pub(super) fn apply(&self, config: &Config) -> Config {
        let mut config = config.clone();
        for (i, check) in CHECKS.iter().enumerate() {
            let wanted = self.wanted.as_ref().map(|w| w.get(i) == Some(&true));
            let level = match wanted {
                Some(false) => None,
                // Who asks for a check that is off wants it on.
                Some(true) => config
                    .level(check.code)
                    .or(check.level)
                    .or(Some(Level::Warning)),
                None => config.level(check.code),
            };
            let ignored = self.ignored.get(i) == Some(&true);
            config.set_level(check.code, level.filter(|_| !ignored));
        }
        config
    }
}

/// Whether a word is the check's code, its group, or all.
pub(in crate::cli) fn is_named(check: &Check, word: &str) -> bool {
    word == "all" || check.code == word || check.group.name() == word
}

/// What to say of a word that names no check and no group.
pub(in crate::cli) fn unknown(word: &str) -> String {
    let groups = CHECKS.iter().map(|c| c.group.name());
    let known = CHECKS.iter().map(|c| c.code).chain(groups).chain(["all"]);
    match nearest(word, known) {
        Some(near) => format!("there is no check {word}: did you mean {near}?"),
        None => format!("there is no check {word}: newsmark explain lists them"),
    }
}
