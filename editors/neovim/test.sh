#!/bin/sh
# Runs the plugin in Neovim, with the server and the tree-sitter parser of this tree.
name=neovim
. "$(dirname "$0")/../environment.sh"

need_system Neovim
need_newsmark $name
mkdir -p "$home/.config/nvim"
cat >"$home/.config/nvim/init.lua" <<'INIT'
vim.opt.runtimepath:append('/newsmark/neovim/editors/neovim')
vim.lsp.enable('newsmark')
vim.o.swapfile = false
INIT
# The parser is built by hand here: Debian's folder has no compiler.
mkdir -p "$home/.local/share/nvim/site/parser"
cp "$home/newsmark.so" "$home/.local/share/nvim/site/parser/"
inside nvim --headless -u NONE -l editors/neovim/test.lua
