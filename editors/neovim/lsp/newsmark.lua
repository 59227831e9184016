---@type vim.lsp.Config
return {
  cmd = { 'newsmark', 'lsp' },
  filetypes = { 'newsmark' },
  root_markers = { 'newsmark.toml', '.git' },
  -- The keys of newsmark.toml; what such a file says wins.
  settings = { newsmark = vim.empty_dict() },
}
