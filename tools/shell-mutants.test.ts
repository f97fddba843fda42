import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './run-command.ts'
import { sourceMutants } from './shell-mutants.ts'

test('every line that npm run mutate:shell undoes in the sources is there, once or more', () => {
  const gone = sourceMutants.filter(({ file, before }) => !readFileSync(join(root, file), 'utf8').includes(before))
  expect(gone.map(({ undone, file }) => `${undone}: ${file}`)).toEqual([])
  expect(sourceMutants.length).toBeGreaterThan(30)
})
