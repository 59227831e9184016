//! The `newsmark` command.

use std::process::ExitCode;

/// Checking makes many small values; the system's allocator takes a fifth longer for it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    #[cfg(all(unix, feature = "lsp"))]
    give_memory_back();
    newsmark::run()
}

/// A language server runs all day, often with little to do: what it once needed it must not hold. The allocator keeps
/// memory for later unless the environment tells it otherwise when the process begins, so the server begins anew
/// with that. Where it cannot, it runs with more memory.
#[cfg(all(unix, feature = "lsp"))]
fn give_memory_back() {
    use std::os::unix::process::CommandExt;

    const DELAY: &str = "MIMALLOC_PURGE_DELAY";
    let mut arguments = std::env::args_os();
    let name = arguments.next();
    let arguments: Vec<_> = arguments.collect();
    if arguments.first().is_none_or(|a| a != "lsp") || std::env::var_os(DELAY).is_some() {
        return;
    }
    if let Ok(program) = std::env::current_exe() {
        let mut again = std::process::Command::new(program);
        name.map(|name| again.arg0(name));
        let _failed = again.args(arguments).env(DELAY, "0").exec();
    }
}
