//! Peers that benchmarks measure beside.
#![allow(dead_code)] // Not every benchmark has every peer.

pub(crate) mod server;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A tool of PyPI: from the path, or installed into the build folder. None if neither can be had.
pub(crate) fn peer(name: &str) -> Option<PathBuf> {
    let works = |path: &Path| {
        let version = Command::new(path)
            .arg("--version")
            .stdout(Stdio::null())
            .status();
        version.is_ok_and(|s| s.success())
    };
    let on_path = PathBuf::from(name);
    if works(&on_path) {
        return Some(on_path);
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let installed = folder.join("bin").join(name);
    if !works(&installed) {
        let run = |command: &mut Command| command.status().ok();
        run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
        run(Command::new(folder.join("bin/pip")).args(["install", "--quiet", name]))?;
    }
    works(&installed).then_some(installed)
}
