import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isBuildStale } from './build.ts'

let directory = ''
const sources = ['package.json', 'src/main/serve.ts', 'src/main/serve.test.ts']
const results = ['out/main/serve.js', 'out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html']

function touch(path: string, second: number): void {
  utimesSync(join(directory, path), second, second)
}

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'vitrine-build-'))
  for (const path of [...sources, ...results]) {
    mkdirSync(join(directory, dirname(path)), { recursive: true })
    writeFileSync(join(directory, path), '')
  }
  for (const path of [...sources, 'src', 'src/main']) touch(path, 1000)
  for (const path of results) touch(path, 2000)
})
afterEach(() => rmSync(directory, { recursive: true }))

test('a build newer than its sources is used as it is', () => {
  expect(isBuildStale(directory)).toBe(false)
})

test('a changed source, a new dependency or a removed file calls for a build', () => {
  for (const path of ['src/main/serve.ts', 'package.json', 'src/main']) {
    touch(path, 3000)
    expect(isBuildStale(directory), path).toBe(true)
    touch(path, 1000)
  }
})

test('a changed unit test does not', () => {
  touch('src/main/serve.test.ts', 3000)
  expect(isBuildStale(directory)).toBe(false)
})

test.each(results)('a missing %s calls for a build', (path) => {
  rmSync(join(directory, path))
  expect(isBuildStale(directory)).toBe(true)
})
