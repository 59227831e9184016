vim.bo.commentstring = '{% %s %}'
vim.bo.comments = ''
vim.wo[0][0].linebreak = true

local undo = 'setlocal commentstring< comments< linebreak<'

-- Without its parser the server's semantic tokens colour the text.
if pcall(vim.treesitter.start, 0, 'newsmark') then
  vim.wo[0][0].foldmethod = 'expr'
  vim.wo[0][0].foldexpr = 'v:lua.vim.treesitter.foldexpr()'
  -- An article opens unfolded.
  vim.wo[0][0].foldlevel = 99
  undo = undo .. ' foldmethod< foldexpr< foldlevel< | lua vim.treesitter.stop(0)'
end

vim.b.undo_ftplugin = undo
