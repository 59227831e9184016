-- Types into a Neovim of its own, as a reporter would, and looks at what is shown. Run by test.sh.

local folder = vim.fn.tempname()
vim.fn.mkdir(folder .. '/desk', 'p')

local function write(file, lines)
  vim.fn.writefile(lines, folder .. '/' .. file)
end

write('newsmark.toml', { 'registries = ["people.toml"]' })
write('people.toml', { '[actors]', 'marrow = "Tilda Marrow, harbour judge"', 'vell = "Imre Vell, crane master"' })
write('desk/crane.nmk', {
  '---',
  'title: Harbour crane to run again',
  'date: 2031-04-03',
  'actors:',
  '  okoro: Sefa Okoro, fitter',
  '---',
  '',
  '“She has stood still for nine years,”{@vell} Imre Vell said{cue} on Wednesday{2031-04-02}.',
  '',
  '“The brakes are new,” said Sefa Okoro.',
  '',
  '[The judge]{@marrow} agreed. {% allow nothing %}',
})
write('desk/court.nmk', { '“The crane may run,”{@marrow} Tilda Marrow said{cue}.' })

local editor = vim.fn.jobstart({ 'nvim', '--embed', '--headless' }, { rpc = true, cwd = folder })

local function ask(method, ...)
  return vim.rpcrequest(editor, method, ...)
end

local function lua(code, ...)
  return ask('nvim_exec_lua', code, { ... })
end

local function keys(typed)
  ask('nvim_input', typed)
end

-- Waits until `look` gives something; what it gave last is shown if that takes too long.
local function wait(what, look)
  local found
  local came = vim.wait(10000, function()
    local mode = ask('nvim_get_mode')
    if mode.blocking then
      -- It waits for a key, such as behind a message.
      keys('<CR>')
      return false
    end
    found = look()
    return found and found ~= vim.NIL and found ~= 0
  end, 20)
  if not came then
    keys('<C-c>')
    local messages = ask('nvim_exec2', 'messages', { output = true }).output
    local lines = ask('nvim_buf_get_lines', 0, 0, -1, false)
    io.stdout:write('failed: ', what, '\nmessages: ', messages, '\n', table.concat(lines, '\n'), '\n')
    vim.fn.jobstop(editor)
    vim.cmd('cquit 1')
  end
  io.stdout:write('ok: ', what, '\n')
  return found
end

local function line(number)
  return ask('nvim_buf_get_lines', 0, number - 1, number, false)[1]
end

ask('nvim_ui_attach', 100, 30, {})
ask('nvim_command', 'edit desk/crane.nmk')

wait('the file type is newsmark', function()
  return lua('return vim.bo.filetype') == 'newsmark'
end)
wait('the server is attached', function()
  return lua([[return #vim.lsp.get_clients({ bufnr = 0, name = 'newsmark' })]])
end)
wait('diagnostics arrive', function()
  return lua([[return vim.iter(vim.diagnostic.get(0)):any(function(d)
    return d.code == 'unattributed-quote' and d.lnum == 9 and d.col == 0
  end)]])
end)
wait('a diagnostic knows its page of the catalogue', function()
  return lua([[return vim.iter(vim.diagnostic.get(0)):any(function(d)
    return d.source == 'newsmark'
  end)]])
end)

-- Captures
local function captures(row, text)
  local column = line(row):find(text, 1, true) - 1
  return lua(
    [[local row, column = ...
    vim.treesitter.get_parser(0):parse(true)
    return vim.iter(vim.treesitter.get_captures_at_pos(0, row, column)):map(function(c) return c.capture end):totable()]],
    row - 1,
    column
  )
end
for _, expected in ipairs({
  { 2, 'title', 'property', 'a key of the header' },
  { 2, 'Harbour', 'string', 'a value of the header' },
  { 5, 'okoro', 'variable.member', 'an actor of the header' },
  { 8, 'stood', 'markup.quote', 'a quoted word' },
  { 8, '@vell', 'variable', 'a speaker' },
  { 8, 'cue}', 'keyword', 'a cue' },
  { 8, '2031', 'number', 'a date' },
  { 12, '[The', 'punctuation.bracket', 'the bracket of a span' },
  { 12, 'allow', 'keyword.directive', 'a comment that allows a finding' },
}) do
  local row, text, capture, what = unpack(expected)
  wait(what .. ' is @' .. capture, function()
    return vim.tbl_contains(captures(row, text), capture)
  end)
end
wait('the header can be folded', function()
  return lua('return vim.fn.foldlevel(3)') == 1 and lua('return vim.fn.foldclosed(3)') == -1
end)

-- Hover
keys('8G0f@')
keys('K')
wait('hover opens', function()
  return lua([[return vim.iter(vim.api.nvim_list_wins()):any(function(window)
    local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
    return vim.api.nvim_win_get_config(window).relative ~= '' and table.concat(lines, ' '):find('Imre Vell', 1, true) ~= nil
  end)]])
end)
keys('<C-c>')

-- Completion
lua([[vim.o.completeopt = 'menuone,noselect'
vim.lsp.completion.enable(true, vim.lsp.get_clients({ name = 'newsmark' })[1].id, 0, { autotrigger = true })]])
keys('10G0f”a{@')
wait('completion offers the actor of the registry', function()
  return lua([[return vim.iter(vim.fn.complete_info({ 'items' }).items):any(function(i) return i.word:find('okoro') ~= nil end)]])
end)
keys('ok')
wait('typing narrows it', function()
  return lua([[return vim.fn.complete_info({ 'items' }).items[1].word:find('okoro') ~= nil]])
end)
keys('<C-n><C-y>')
wait('completion inserts the actor', function()
  return line(10):find('new,”{@okoro', 1, true)
end)
keys('<Esc>')
ask('nvim_command', 'undo')
wait('undo takes it back', function()
  return not line(10):find('okoro', 1, true)
end)

-- A code action
keys('10G0')
wait('the cursor is on the quote', function()
  return lua('return vim.fn.line(".")') == 10
end)
lua([[vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.title == 'Sefa Okoro says it' end })]])
wait('a code action attributes the quote', function()
  return line(10):find('“The brakes are new,”{@okoro} said', 1, true)
end)

-- Rename, in two files
keys('12G0f@l')
wait('the cursor is on the actor', function()
  return lua('return vim.fn.line(".")') == 12
end)
lua([[vim.lsp.buf.rename('tmarrow')]])
wait('rename changes the open article', function()
  return line(12):find('{@tmarrow}', 1, true)
end)
ask('nvim_command', 'wall')
wait('rename changes the other article', function()
  return vim.fn.readfile(folder .. '/desk/court.nmk')[1]:find('{@tmarrow}', 1, true)
end)
wait('rename changes the registry', function()
  return vim.fn.readfile(folder .. '/people.toml')[2]:find('^tmarrow = ')
end)

-- Comments
keys('10Ggcc')
wait('gcc makes a line a comment', function()
  return line(10):find('^{%% “The brakes.* %%}$')
end)
keys('gcc')
wait('gcc makes it a line again', function()
  return line(10):find('^“The brakes')
end)

-- Health
ask('nvim_command', 'checkhealth newsmark')
local report = wait('the health is reported', function()
  local lines = ask('nvim_buf_get_lines', 0, 0, -1, false)
  return #lines > 10 and table.concat(lines, '\n')
end)
wait('the health is good', function()
  return report:find('OK') and not report:find('ERROR') and not report:find('WARNING')
end)
ask('nvim_command', 'helptags /newsmark/neovim/editors/neovim/doc | help newsmark')
wait('there is help', function()
  return lua('return vim.fn.expand("%:t")') == 'newsmark.txt'
end)

pcall(ask, 'nvim_command', 'qall!')
vim.fn.jobwait({ editor }, 5000)
vim.fn.delete(folder, 'rf')
