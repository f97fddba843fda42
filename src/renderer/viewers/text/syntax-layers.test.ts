import { expect, it } from 'vitest'
import { prepareLanguage, tokenise } from '../syntax/syntax.ts'
import { syntaxLayers } from './syntax-layers.ts'

it('the syntax of a line is the part of the tokens that falls on it', async () => {
  const text = 'const a = "x" // one\n/* two\nlines */ let b\n'
  await prepareLanguage('javascript')
  const { ends, classes } = tokenise(text, 'javascript')
  const lineStarts = Uint32Array.from([0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)])
  const found = { ends: Uint32Array.from(ends), classes: Uint8Array.from(classes), lineStarts }
  const lines = text.split('\n')
  const seen = (line: number) => syntaxLayers(found, line).map(({ start, end, look }) => [look, lines[line]?.slice(start, end)])
  expect(seen(0)).toEqual([
    ['keyword', 'const'],
    ['string', '"x"'],
    ['comment', '// one'],
  ])
  expect(seen(1)).toEqual([['comment', '/* two']])
  expect(seen(2)).toEqual([
    ['comment', 'lines */'],
    ['keyword', 'let'],
  ])
  expect(seen(3)).toEqual([])
  expect(seen(99)).toEqual([])
})
