#!/bin/sh
# Holds the grammars for editors to the parser and to their sources. The TextMate grammar is run by the npm packages that VS Code runs it with.
set -eu
cd "$(dirname "$0")/.."

not_run() {
    echo "not run: grammars: $1"
    [ -z "${CI:-}" ] || exit 1
    exit 0
}

if ! command -v npm >/dev/null; then
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || not_run "npm is not installed"
    apt-get update -q >/dev/null
    apt-get install -qy --no-install-recommends nodejs npm >/dev/null
fi
packages=${XDG_CACHE_HOME:-$HOME/.cache}/newsmark-tests/textmate
if ! [ -d "$packages/node_modules/vscode-oniguruma" ]; then
    mkdir -p "$packages"
    npm install --silent --no-audit --no-fund --prefix "$packages" vscode-textmate@9 vscode-oniguruma@2 || not_run "npm does not install vscode-textmate"
fi
# A package of its own, built beside the crate.
CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}/grammars NODE_PATH=$packages/node_modules exec timeout 900 \
    cargo test --locked --manifest-path tests/grammars/Cargo.toml -- --include-ignored --skip speed
