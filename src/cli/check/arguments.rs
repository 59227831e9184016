//! The arguments of `newsmark check`.

use std::path::{Path, PathBuf};

use crate::checks::Safety;
use crate::cli::Format;
use crate::cli::sources::Sources;

#[derive(clap::Args, Debug)]
pub(in crate::cli) struct Arguments {
    #[command(flatten)]
    pub(in crate::cli) sources: Sources,

    /// How to show what is found.
    #[arg(long, value_enum, default_value_t = Format::Text, help_heading = "Output")]
    pub(in crate::cli) format: Format,

    /// Write to a file, which is replaced when all is written, or to - for standard output.
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with = "diff",
        help_heading = "Output"
    )]
    pub(super) output_file: Option<PathBuf>,

    /// Show how often each check found something, as text or with --format json as JSON.
    #[arg(long, conflicts_with = "diff", help_heading = "Output")]
    pub(super) statistics: bool,

    /// Apply the fixes that change markup or invisible characters only.
    #[arg(long, help_heading = "Fixes")]
    pub(super) fix: bool,

    /// Apply all fixes, also those that change the copy or decide what only a person can know.
    #[arg(long, help_heading = "Fixes")]
    pub(super) unsafe_fixes: bool,

    /// Show what the fixes would change, and change nothing.
    #[arg(long, help_heading = "Fixes")]
    pub(super) diff: bool,

    /// Run only these checks: codes, groups such as dates, or all; several with commas.
    #[arg(
        long,
        value_name = "CHECKS",
        value_delimiter = ',',
        help_heading = "Which checks"
    )]
    pub(super) select: Vec<String>,

    /// Leave these checks out.
    #[arg(
        long,
        value_name = "CHECKS",
        value_delimiter = ',',
        help_heading = "Which checks"
    )]
    pub(super) ignore: Vec<String>,

    /// Exit with 0 whatever is found.
    #[arg(long, help_heading = "Exit code")]
    pub(super) exit_zero: bool,

    /// Exit with 0 if there are no errors and at most so many warnings.
    #[arg(long, value_name = "N", help_heading = "Exit code")]
    pub(super) max_warnings: Option<usize>,

    /// Check every article anew: neither use nor keep what a run over many articles has found clean (NEWSMARK_CACHE_DIR says where).
    #[arg(long, help_heading = "Files and settings")]
    pub(super) no_cache: bool,

    /// Check again whenever a file changes, until interrupted.
    #[arg(long, conflicts_with_all = ["fix", "unsafe_fixes", "diff"])]
    pub(super) watch: bool,
}

impl Arguments {
    /// What is wrong with them together, where it is more than two that exclude each other.
    pub(super) fn fault(&self) -> Option<&'static str> {
        let stdin = self.sources.has_stdin();
        let numbers = matches!(self.format, Format::Text | Format::Json);
        if self.statistics && !numbers {
            Some("--statistics goes with --format text or --format json")
        } else if self.watch && stdin {
            Some("--watch needs files or folders: standard input cannot be watched")
        } else {
            self.sources.fault()
        }
    }

    /// The file that the report goes to, if it goes to one.
    pub(super) fn output_file(&self) -> Option<&Path> {
        let path = self.output_file.as_deref();
        path.filter(|p| *p != Path::new("-"))
    }

    /// Which fixes are to be made or shown.
    pub(super) fn fixes(&self) -> Option<Safety> {
        match (self.fix || self.diff, self.unsafe_fixes) {
            (_, true) => Some(Safety::Unsafe),
            (true, false) => Some(Safety::Safe),
            _ => None,
        }
    }
}
