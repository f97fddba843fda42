import { expect, test } from 'vitest'
import { languageOf } from './languages.ts'
import { prepareLanguage, tokenise } from './syntax.ts'

test.each([
  ['src/a.py', 'python'],
  ['Deep/Dockerfile', 'dockerfile'],
  ['Dockerfile.dev', 'dockerfile'],
  ['CMakeLists.txt', 'cmake'],
  ['a.test.TSX', 'typescript'],
  ['.gitignore', undefined],
  ['no-extension', undefined],
])('%s is read as %s', (path, language) => {
  expect(languageOf(path)).toBe(language)
})

test.each([
  'a.sh',
  'a.c',
  'a.clj',
  'a.rb',
  'a.rs',
  'a.md',
  'a.php',
  'a.vue',
  'a.yml',
  'a.toml',
  'a.scss',
  'a.kt',
  'a.tex',
  'nginx.conf',
  'a.ps1',
  'Makefile',
  'a.zsh',
])('the grammar of %s loads, and its tokens cover the whole text', async (path) => {
  const language = languageOf(path)
  if (language === undefined) throw new Error(`no language for ${path}`)
  await prepareLanguage(language)
  const text = '# "quoted" <b>12</b> { a: b; } /* c */ // d\nif (x) { return `${y}` }\n\n$z = \'e\\n\';\n'
  const { ends, classes } = tokenise(text, language)
  expect(ends.at(-1)).toBe(text.length)
  expect(ends).toHaveLength(classes.length)
  expect(ends).toEqual(ends.toSorted((a, b) => a - b))
})
