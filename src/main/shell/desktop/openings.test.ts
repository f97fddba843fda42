import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openingOfPath, parseOpenings } from './openings.ts'

const directory = mkdtempSync(join(tmpdir(), 'vitrine-openings-'))
afterAll(() => rmSync(directory, { recursive: true }))
mkdirSync(join(directory, 'store'))
for (const name of ['a.diff', 'B.PATCH', 'c.xml', 'd.log', 'e.exe']) writeFileSync(join(directory, name), '')

test('files of our kinds go to the upload form together, wherever they are named from', () => {
  expect(parseOpenings(['a.diff', 'B.PATCH', './c.xml', join(directory, 'd.log')], directory)).toEqual([
    { open: 'files', paths: ['a.diff', 'B.PATCH', 'c.xml', 'd.log'].map((name) => join(directory, name)) },
  ])
})

test('a folder is a store, and a link an address', () => {
  expect(parseOpenings(['store', 'vitrine://open/queue'], directory)).toEqual([
    { open: 'store', path: join(directory, 'store') },
    { open: 'address', address: '/queue' },
  ])
})

test('what is none of these asks for nothing: not a program, not what is absent, not a switch or its value', () => {
  const words = ['e.exe', 'absent.log', '--a.diff', '--store', 'store', '--config', 'c.xml', 'vitrine://evil/queue', 'https://example.org']
  expect(parseOpenings(words, directory)).toEqual([])
})

test('a path that the system hands over is looked at in the same way', () => {
  expect(openingOfPath(join(directory, 'd.log'))).toEqual({ open: 'files', paths: [join(directory, 'd.log')] })
  expect(openingOfPath(join(directory, 'store'))).toEqual({ open: 'store', path: join(directory, 'store') })
  expect(openingOfPath(join(directory, 'e.exe'))).toBeUndefined()
})
