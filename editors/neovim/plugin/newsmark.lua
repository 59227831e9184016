vim.api.nvim_create_user_command('NewsmarkBuildParser', function()
  local parser = require('newsmark.parser')
  local message = parser.build()
  if message then
    vim.notify('newsmark: the parser was not built: ' .. message, vim.log.levels.ERROR)
    return
  end
  vim.notify('newsmark: built ' .. parser.target())
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.bo[buffer].filetype == 'newsmark' then
      vim.bo[buffer].filetype = 'newsmark'
    end
  end
end, { desc = "Build Newsmark's tree-sitter parser" })
