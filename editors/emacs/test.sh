#!/bin/sh
# Runs newsmark-mode in Emacs, with the server and the tree-sitter grammar of this tree.
name=emacs
. "$(dirname "$0")/../environment.sh"

need_system Emacs
need_newsmark $name
# The grammar is built by hand here: Debian's folder has no compiler.
mkdir -p "$home/.emacs.d/tree-sitter"
cp "$home/newsmark.so" "$home/.emacs.d/tree-sitter/libtree-sitter-newsmark.so"
inside emacs --batch --eval '(setq byte-compile-error-on-warn t)' -f batch-byte-compile editors/emacs/newsmark-mode.el
inside emacs --batch -l editors/emacs/test.el
