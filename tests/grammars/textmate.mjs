// Reads a list of texts as JSON, gives for each the tokens that the TextMate grammar makes of it: line by line, as editors do.
// NODE_PATH says where vscode-textmate and vscode-oniguruma are.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const { INITIAL, Registry, parseRawGrammar } = require('vscode-textmate')
const oniguruma = require('vscode-oniguruma')

const grammarPath = process.argv[2]
const wasm = require.resolve('vscode-oniguruma').replace(/main\.js$/, 'onig.wasm')
await oniguruma.loadWASM(readFileSync(wasm).buffer)

const registry = new Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async () => parseRawGrammar(readFileSync(grammarPath, 'utf8'), grammarPath),
})
const grammar = await registry.loadGrammar('text.newsmark')

const tokens = (text) => {
  const found = []
  let state = INITIAL
  let at = 0
  for (const part of text.split(/(?<=\r\n|\n|\r(?!\n))/)) {
    const line = part.replace(/[\r\n]+$/, '')
    const result = grammar.tokenizeLine(line, state)
    state = result.ruleStack
    for (const token of result.tokens) {
      const scopes = token.scopes.slice(1).flatMap((scope) => scope.split(' '))
      found.push({ start: at + token.startIndex, end: at + Math.min(token.endIndex, line.length), scopes })
    }
    at += part.length
  }
  return found
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(tokens)))
