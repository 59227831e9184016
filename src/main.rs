//! The `newsmark` command.

use std::process::ExitCode;

/// Checking makes many small values; the system's allocator takes a fifth longer for it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    newsmark::run()
}
