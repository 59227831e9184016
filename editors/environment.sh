# What the tests of the editors share; each begins with `. "$(dirname "$0")/../environment.sh"`.
#
# The editors are Debian's newest, unpacked into a folder of their own, in which they are run as the root of their file system: nothing
# of the machine is changed. They stay there between runs.

set -eu

repository=$(cd "$(dirname "$0")/../.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/newsmark-tests
suite=sid
packages=neovim,hx,emacs-nox
system=$cache/debian-$suite

# This part cannot run here; in CI it must.
not_run() {
    echo "not run: $1: $2"
    [ -z "${CI:-}" ] || exit 1
    exit 0
}

# The folder $system with the editors, for the test named $1.
need_system() {
    [ "$(id -u)" = 0 ] || not_run "$1" "only root can unpack Debian's packages"
    command -v apt-get >/dev/null || not_run "$1" "this is no Debian"
    mkdir -p "$cache"
    # Tests that run at the same time unpack once.
    exec 9>"$cache/lock"
    flock 9
    if [ "$(cat "$system/.complete" 2>/dev/null)" != "$packages" ]; then
        command -v debootstrap >/dev/null || {
            apt-get update -q >/dev/null
            apt-get install -qy --no-install-recommends debootstrap >/dev/null
        }
        rm -rf "$system"
        timeout 600 debootstrap --variant=minbase --include=$packages $suite "$system" "$(mirror)" >"$cache/debootstrap.log" 2>&1 || {
            tail -n 5 "$cache/debootstrap.log"
            not_run "$1" "Debian's packages did not unpack"
        }
        rm -rf "$system/var/cache/apt/archives" "$system/var/lib/apt/lists"
        echo $packages >"$system/.complete"
    fi
    exec 9>&-
}

# The mirror that this machine's apt uses.
mirror() {
    apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 2>/dev/null | grep -v security | head -n 1
}

# The server and the parser, as they are in this tree, where the editors see them: under /newsmark, with the test's own files in
# /newsmark/$1.
need_newsmark() {
    server=${NEWSMARK:-}
    if [ -z "$server" ]; then
        server=${CARGO_TARGET_DIR:-$repository/target}/release/newsmark
        # One from before the last change would be tested in its place.
        (cd "$repository" && cargo build --release --locked --quiet --bin newsmark)
    fi
    home=$system/newsmark/$1
    rm -rf "$home"
    mkdir -p "$home" "$system/usr/local/bin"
    cp "$server" "$home/newsmark"
    cp -RL "$repository/editors" "$home/editors"
    mkdir -p "$home/grammar"
    cp -R "$repository/grammar/tree-sitter-newsmark" "$home/grammar/"
    source=$repository/grammar/tree-sitter-newsmark/src
    ${CC:-cc} -O2 -shared -fPIC -I "$source" -o "$home/newsmark.so" "$source/parser.c" "$source/scanner.c"
}

# Runs a command among the unpacked editors, in the test's folder, for at most a minute.
inside() {
    timeout --kill-after 5 60 chroot "$system" /usr/bin/env -i "HOME=/newsmark/$name" "PATH=/newsmark/$name:/usr/bin:/bin" TERM=xterm-256color LANG=C.UTF-8 \
        sh -c 'cd && exec "$@"' sh "$@"
}

# Gives the command line of an unpacked program that wants more of the machine than a file system, such as /proc: it runs in that of the machine,
# with the unpacked libraries.
beside() {
    echo "env -i HOME=$home PATH=$home:/usr/bin:/bin TERM=${TERM:-xterm-256color} LANG=C.UTF-8 $2" \
        "$(echo "$system"/lib*/ld-linux-*.so.?) --library-path $(echo "$system"/usr/lib/*-linux-gnu) $system$1"
}
