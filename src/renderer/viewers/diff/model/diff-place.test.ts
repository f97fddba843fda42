import { expect, test } from 'vitest'
import { findPlace, formatPlace, nthOfPath, parsePlace } from './diff-place.ts'
import { fileDiff, scanned } from './scanned-fixture.ts'

test.each(['src/a.ts', 'src/a.ts:R14', 'src/a.ts:L3-L9', 'src/a.ts@2:R14', 'C:/odd:name.ts:L1'])(
  'the place %s is read and written alike',
  (place) => {
    expect(formatPlace(parsePlace(place))).toBe(place)
  },
)

test('ranges may be written backwards and without the second letter', () => {
  expect(parsePlace('a:R9-3').lines).toEqual({ side: 'right', first: 3, last: 9 })
})

const model = scanned(
  fileDiff('a.ts', '@@ -10,3 +20,3 @@\n ten\n-eleven\n+elf\n twelve\n') +
    fileDiff('a.ts', '@@ -1 +1 @@\n-x\n+y\n') +
    fileDiff('odd@2', '@@ -1 +1 @@\n-x\n+y\n'),
)

test('a line is found on its side', () => {
  expect(findPlace(model, parsePlace('a.ts:R21'))?.rows).toEqual({ side: 'right', first: 3, last: 3 })
  expect(findPlace(model, parsePlace('a.ts:L11'))?.rows).toEqual({ side: 'left', first: 2, last: 2 })
  expect(findPlace(model, parsePlace('a.ts:R20-R22'))?.rows).toEqual({ side: 'right', first: 1, last: 4 })
})

test('a line that the diff does not show leaves its file', () => {
  const found = findPlace(model, parsePlace('a.ts:R99'))
  expect(found).toMatchObject({ file: { path: 'a.ts' }, rows: undefined })
  expect(findPlace(model, parsePlace('b.ts:R1'))).toBeUndefined()
})

test('of files with the same path each has its own place', () => {
  const [, second] = model.files
  expect(findPlace(model, parsePlace('a.ts@2:R1'))?.file).toBe(second)
  expect(second && nthOfPath(model.files, second)).toBe(2)
  expect(findPlace(model, parsePlace('odd@2'))?.file.path).toBe('odd@2')
})
