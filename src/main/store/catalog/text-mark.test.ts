import { expect, test } from 'vitest'
import { type MarkClass, markText, nameClass, sizeClass, withoutSign } from './text-mark.ts'

const marked = { type: 'log', specName: 'payment retry', taskId: '7', size: 1234, name: 'run.log' }

/** Every value has the class of the one before it, or stands behind that. */
function expectContiguous<V extends number | string>(
  values: readonly V[],
  classOf: (value: V) => MarkClass,
  isLess: (a: V, b: V) => boolean,
) {
  const seen = new Set<string>()
  let before: MarkClass | undefined
  for (const value of values) {
    const found = classOf(value)
    expect(isLess(value, found.start as V), String(value)).toBe(false)
    const isBehind = before !== undefined && (isLess(before.end.value as V, value) || (before.end.value === value && !before.end.isLast))
    expect(found.mark !== before?.mark, String(value)).toBe(before === undefined || isBehind)
    expect(found.mark !== before?.mark && seen.has(found.mark), String(value)).toBe(false)
    seen.add(found.mark)
    before = found
  }
  return seen.size
}

test('[S12] sizes of one mark stand side by side, thirty-two marks to each doubling', () => {
  const sizes = [...Array.from({ length: 5000 }, (_, size) => size), 2 ** 31 - 1, 2 ** 31, 2 ** 31 + 1, 2 ** 40, 2 ** 53 - 1]
  expect(expectContiguous(sizes, sizeClass, (a, b) => a < b)).toBeLessThan(300)
  expect(new Set([1024, 1055].map((size) => sizeClass(size).mark)).size).toBe(1)
  expect(sizeClass(1055).mark).not.toBe(sizeClass(1056).mark)
})

test('[S12] names of one mark stand side by side in the order of the database, which is that of UTF-8', () => {
  const names = [
    'run',
    'run.log',
    'screenshot-1.png',
    'screenshot-2.png',
    'screensaver',
    'screen',
    'a',
    'é.md',
    '\u{1f600}'.repeat(9),
    '\uffee',
    '\u{1f600}'.repeat(8),
  ]
  const isLess = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0
  const inOrder = names.toSorted((a, b) => (isLess(a, b) ? -1 : 1))
  // The screenshots share one, and so do the faces.
  expect(expectContiguous(inOrder, nameClass, isLess)).toBe(names.length - 2)
})

test('[S12] no text can say that it has a mark, and no question can ask for one', () => {
  const mark = sizeClass(5).mark
  expect(markText(`before ${mark} behind`, marked)).not.toContain(mark)
  expect(markText('a line', marked)).toContain(sizeClass(1234).mark)
  expect(withoutSign(mark)).not.toContain('\u{F0000}')
})
