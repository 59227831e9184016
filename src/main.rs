//! The `newsmark` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    newsmark::run()
}
