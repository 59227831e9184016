-- :checkhealth newsmark
local M = {}

local health = vim.health

local function server()
  health.start('newsmark: language server')
  local config = vim.lsp.config.newsmark
  local command = config and type(config.cmd) == 'table' and config.cmd[1] or 'newsmark'
  if vim.fn.executable(command) == 0 then
    health.error(('%s is not to be found'):format(command), {
      'Install it: cargo install --path . in the repository of Newsmark',
      "Or say where it is: vim.lsp.config('newsmark', { cmd = { '/path/to/newsmark', 'lsp' } })",
    })
    return
  end
  local run = vim.system({ command, '--version' }, { text = true }):wait(5000)
  if run.code ~= 0 then
    health.error(('%s --version fails: %s'):format(command, run.stderr))
    return
  end
  health.ok(('%s is %s'):format(vim.fn.exepath(command), vim.trim(run.stdout)))
  -- Neovim 0.11 does not tell.
  if not vim.lsp.is_enabled or vim.lsp.is_enabled('newsmark') then
    health.ok('the server is enabled')
  else
    health.warn('the server is not enabled', { "Put vim.lsp.enable('newsmark') into your init.lua" })
  end
end

local function parser()
  health.start('newsmark: tree-sitter parser')
  local ok, message = vim.treesitter.language.add('newsmark')
  if not ok then
    local advice = { ':NewsmarkBuildParser builds it, with a C compiler', "Without it the server's semantic tokens colour the text" }
    health.warn('the parser is missing' .. (message and ': ' .. message or ''), advice)
    return
  end
  health.ok('the parser is found')
  for _, name in ipairs({ 'highlights', 'folds', 'injections', 'locals' }) do
    local fine, query = pcall(vim.treesitter.query.get, 'newsmark', name)
    if not fine then
      health.error(('the query %s does not fit the parser: %s'):format(name, query), { ':NewsmarkBuildParser builds the parser anew' })
    elseif not query then
      health.error(('the query %s is missing'):format(name), { 'Queries are linked from grammar/tree-sitter-newsmark/queries' })
    else
      health.ok(('the query %s fits'):format(name))
    end
  end
end

function M.check()
  health.start('newsmark: editor')
  if vim.fn.has('nvim-0.11') == 1 then
    health.ok('Neovim is new enough')
  else
    health.error('Neovim is too old', { 'Install Neovim 0.11 or newer' })
    return
  end
  if vim.filetype.match({ filename = 'article.nmk' }) == 'newsmark' then
    health.ok('*.nmk has the file type newsmark')
  else
    health.error('*.nmk has another file type', { 'Another plugin gives it one: look for vim.filetype.add' })
  end
  server()
  parser()
end

return M
