import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../tools/run-command.ts'
import { builtMutants } from '../tools/shell-mutants.ts'
import { describeSecurity } from './desktop-security.ts'
import { expect, test } from './fixtures.ts'

describeSecurity('the stand-in')

const read = (path: string) => readFileSync(join(root, path), 'utf8')

test('every line that npm run mutate:shell undoes in the built app is there', () => {
  const gone = builtMutants.filter(({ file, before }) => !read(file).includes(before))
  expect(gone.map(({ undone, file }) => `${undone}: ${file}`)).toEqual([])
})

test('the desktop starts without the code that listens on a port', () => {
  const reached = new Set(['index.js'])
  for (const name of reached) {
    for (const [, next = ''] of read(`out/main/${name}`).matchAll(/^import\b[^;]*"\.\/([\w.-]+\.js)";/gm)) reached.add(next)
  }
  const listening = (names: Iterable<string>) => [...names].filter((name) => read(`out/main/${name}`).includes('sec-fetch-site'))
  expect(listening(reached)).toEqual([])
  expect(listening(['of-serve.js'])).toEqual(['of-serve.js'])
})
