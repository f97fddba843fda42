import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { builtinsAtHand } from './builtins-at-hand.ts'

const rewritten = (code: string) => builtinsAtHand.renderChunk(code).code

test('each way to import from a module of Node gives the same names', () => {
  const code = rewritten(
    [
      'import { createHash as hash, randomUUID } from "node:crypto";',
      'import * as path from "node:path";',
      'import process from "node:process";',
      'import Stream, { Readable } from "node:stream";',
    ].join('\n'),
  )
  expect(code).not.toContain('import')
  // oxlint-disable-next-line typescript/no-implied-eval -- what the built file does can only be seen by running it
  const names = new Function(
    `${code}; return [hash('md5').update('a').digest('hex'), randomUUID().length, path.sep, process.pid, new Readable() instanceof Stream]`,
  )
  expect(names()).toEqual([createHash('md5').update('a').digest('hex'), 36, expect.stringMatching(/^[\\/]$/), process.pid, true])
})

test('imports from other files, and words that only look like an import, stay as they are; so does the number of lines', () => {
  const code = [
    'import { a } from "./a.js";',
    'import Database from "better-sqlite3";',
    'const said = `x import { b } from "node:fs";`',
  ].join('\n')
  expect(rewritten(code)).toBe(code)
  expect(rewritten('import { b } from "node:fs";\nb();').split('\n')).toHaveLength(2)
})
