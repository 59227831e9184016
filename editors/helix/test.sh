#!/bin/sh
# Runs Helix in a terminal, with the configuration, the server and the grammar of this tree.
name=helix
. "$(dirname "$0")/../environment.sh"

need_system Helix
command -v tmux >/dev/null || apt-get install -qy --no-install-recommends tmux >/dev/null || not_run Helix "tmux, which is its terminal, does not install"
need_newsmark $name

config=$home/.config/helix
mkdir -p "$config/runtime/queries" "$config/runtime/grammars" "$home/desk"
cp "$home/editors/helix/languages.toml" "$config/"
cp -R "$home/editors/helix/queries/newsmark" "$config/runtime/queries/"
cp "$home/newsmark.so" "$config/runtime/grammars/newsmark.so"
cat >"$home/desk/newsmark.toml" <<'TOML'
registries = ["people.toml"]
TOML
cat >"$home/desk/people.toml" <<'TOML'
[actors]
marrow = "Tilda Marrow, harbour judge"
vell = "Imre Vell, crane master"
TOML
cat >"$home/desk/court.nmk" <<'ARTICLE'
“The crane may run,”{@marrow} Tilda Marrow said{cue}.
ARTICLE
cat >"$home/desk/crane.nmk" <<'ARTICLE'
---
actors:
  okoro: Sefa Okoro, fitter
---

“The brakes are new,” said Imre Vell.

[The judge]{@marrow} agreed on Wednesday{2031-04-02}.
ARTICLE

terminal="tmux -L newsmark-helix-$$"
trap '$terminal kill-server 2>/dev/null || true' EXIT

screen() {
    $terminal capture-pane -p
}

fail() {
    echo "failed: $1"
    screen
    exit 1
}

# Waits until the screen shows $2, a pattern.
sees() {
    tries=0
    until screen | grep -q -- "$2"; do
        tries=$((tries + 1))
        [ $tries -lt 100 ] || fail "$1"
        sleep 0.1
    done
    echo "ok: $1"
}

# Waits until the file $2 has $3, a pattern.
has() {
    tries=0
    until grep -q -- "$3" "$home/desk/$2"; do
        tries=$((tries + 1))
        [ $tries -lt 100 ] || fail "$1"
        sleep 0.1
    done
    echo "ok: $1"
}

keys() {
    $terminal send-keys "$@"
}

hx=$(TERM=tmux-256color beside /usr/lib/hx/hx "HELIX_RUNTIME=$system/usr/lib/hx/runtime")
health=$(timeout 20 $hx --health newsmark 2>&1 | sed "s/$(printf '\033')\[[0-9;]*m//g")
for part in "newsmark" "Tree-sitter parser: ✓" "Highlight queries: ✓" "Textobject queries: ✓"; do
    echo "$health" | grep -q "$part" || { echo "failed: hx --health newsmark: $part"; echo "$health"; exit 1; }
done
echo "ok: the health is good"

$terminal new-session -d -x 120 -y 30 "cd '$home/desk' && timeout --kill-after 5 60 $hx crane.nmk"
sees "the article is shown" "The brakes are new"
sees "a diagnostic is shown" "nobody is named"

# Colours: the tag of a speaker has another than the copy.
$terminal capture-pane -pe | grep -q "{.*@marrow" || fail "the tag is coloured"
$terminal capture-pane -pe | grep "marrow" | grep -q "$(printf '\033')\[[0-9;]*m@marrow" || fail "the speaker has a colour of its own"
echo "ok: the speaker has a colour of its own"

keys /marrow Enter
keys Space k
sees "hover opens" "Tilda Marrow"
keys Escape
keys gg /brakes Enter
keys f ” a "{@ve"
sees "completion offers the actor" "@vell  *value"
keys Tab Enter Escape
sees "completion inserts the actor" "new,”{@vell"
keys u u
sees "undo takes it back" "new,” said"
keys gg /brakes Enter
# Without a selection: the cursor alone.
keys '\;'
keys Space a
sees "actions are offered" "Sefa Okoro says it"
keys Enter
sees "the first of them names who the copy names" "new,”{@vell} said"
keys 8gg f @ l
sees "the cursor is on the actor" "8:14"
keys Space r
sees "rename asks for the new name" "rename-to:"
keys C-u tmarrow Enter
sees "rename changes the article" "{@tmarrow}"
keys :wa Enter
has "rename changes the other article" court.nmk "{@tmarrow}"
keys :qa! Enter
