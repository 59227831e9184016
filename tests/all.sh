#!/bin/sh
# Everything that must hold, in the order in which it is soonest known not to.
set -eu
cd "$(dirname "$0")/.."

step() {
    echo
    echo "== $1"
    shift
    "$@"
}

# A toolchain without these components cannot run the checks they make; elsewhere than in CI the
# rest is still worth running.
component() {
    if cargo "$1" --version >/dev/null 2>&1; then
        return 0
    fi
    echo "not run: cargo $1 is not installed"
    [ -z "${CI:-}" ] || exit 1
    return 1
}

# Among them are packages that are not built, only read: they carry schemas that reports are held to.
step "dependencies" cargo fetch --locked
if component fmt; then step "format" cargo fmt --check; fi
if component clippy; then
    step "lints" cargo clippy --locked --all-targets --all-features -- -D warnings
    step "lints of the library alone" cargo clippy --locked --lib --no-default-features -- -D warnings
    step "lints of the command without the server" cargo clippy --locked --no-default-features --features cli -- -D warnings
fi
RUSTDOCFLAGS="-D warnings" step "documentation" cargo doc --locked --no-deps --all-features
step "tests of the library alone" cargo test --locked --no-default-features --lib --test specification --test articles
step "tests" cargo test --locked --all-features
step "grammars for editors" sh grammar/test.sh
# Built once for all that follow: with all features it takes minutes.
step "the command" cargo build --locked --release --all-features --bin newsmark
NEWSMARK=${CARGO_TARGET_DIR:-$PWD/target}/release/newsmark
export NEWSMARK
for editor in neovim helix emacs; do
    step "$editor" sh "editors/$editor/test.sh"
done
step "extension for VS Code" sh editors/vscode/test.sh
step "programs that read what is written" sh tests/consumers/test.sh
