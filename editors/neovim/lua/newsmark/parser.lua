-- The tree-sitter parser: where its source lies, and how it is built.
local M = {}

--- The folder with parser.c and scanner.c, which lies beside this plugin; nil if only the plugin was copied.
function M.source()
  local here = vim.fs.dirname(vim.uv.fs_realpath(debug.getinfo(1, 'S').source:sub(2)))
  for folder in vim.fs.parents(vim.fs.joinpath(here, 'x')) do
    local source = vim.fs.joinpath(folder, 'grammar', 'tree-sitter-newsmark', 'src')
    if vim.uv.fs_stat(vim.fs.joinpath(source, 'parser.c')) then
      return source
    end
  end
end

--- Where the built parser goes: a folder that Neovim looks for parsers in.
function M.target()
  return vim.fs.joinpath(vim.fn.stdpath('data'), 'site', 'parser', 'newsmark.so')
end

--- Builds the parser with the C compiler of $CC, or cc. Gives an error as text, or nil.
function M.build()
  local source = M.source()
  if not source then
    return 'the folder grammar/tree-sitter-newsmark is not beside this plugin: clone the whole repository'
  end
  local compiler = vim.env.CC or 'cc'
  if vim.fn.executable(compiler) == 0 then
    return ('there is no C compiler %s: install one, or name yours in $CC'):format(compiler)
  end
  local target = M.target()
  vim.fn.mkdir(vim.fs.dirname(target), 'p')
  -- A parser that is loaded must not change: the new one takes its name.
  local fresh = target .. '.new'
  local built = vim
    .system({ compiler, '-O2', '-shared', '-fPIC', '-I', source, '-o', fresh, source .. '/parser.c', source .. '/scanner.c' })
    :wait()
  if built.code ~= 0 then
    return built.stderr
  end
  local ok, message = vim.uv.fs_rename(fresh, target)
  return not ok and message or nil
end

return M
