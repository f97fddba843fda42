import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fetchElectron, findElectron } from './electron-binary.ts'

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'vitrine-electron-'))
  mkdirSync(join(directory, 'node_modules/electron/dist'), { recursive: true })
})
afterEach(() => rmSync(directory, { recursive: true }))

function place(path: string, text = ''): void {
  writeFileSync(join(directory, 'node_modules/electron', path), text)
}

test('an installed binary is found', () => {
  place('path.txt', 'electron')
  place('dist/electron')
  expect(findElectron(directory, {})).toBe(join(directory, 'node_modules/electron/dist/electron'))
})

test('an absent one, and one whose installation was cut short, is not', () => {
  expect(findElectron(directory, {})).toBeUndefined()
  place('dist/electron')
  expect(findElectron(directory, {})).toBeUndefined()
  rmSync(join(directory, 'node_modules/electron/dist/electron'))
  place('path.txt', 'electron')
  expect(findElectron(directory, {})).toBeUndefined()
})

test('ELECTRON_OVERRIDE_DIST_PATH names another place', () => {
  const other = join(directory, 'other')
  mkdirSync(other)
  place('path.txt', 'electron')
  expect(findElectron(directory, { ELECTRON_OVERRIDE_DIST_PATH: other })).toBeUndefined()
  writeFileSync(join(other, 'electron'), '')
  expect(findElectron(directory, { ELECTRON_OVERRIDE_DIST_PATH: other })).toBe(join(other, 'electron'))
})

test('a try that fails is remembered for a day', async () => {
  const tries = join(directory, 'tries')
  const install = `echo x >> "${tries}" && exit 1`
  expect(await fetchElectron(directory, install)).toBe('failed')
  expect(await fetchElectron(directory, 'exit 1')).toBe('failed before')
  const yesterday = Date.now() / 1000 - 25 * 60 * 60
  utimesSync(join(directory, 'node_modules/.cache/vitrine/electron-not-fetched'), yesterday, yesterday)
  expect(await fetchElectron(directory, install)).toBe('failed')
})

test('a try that succeeds is known by its result', async () => {
  const home = join(directory, 'node_modules/electron')
  expect(await fetchElectron(directory, `cd "${home}" && echo electron > path.txt && echo > dist/electron`)).toBe('fetched')
})
