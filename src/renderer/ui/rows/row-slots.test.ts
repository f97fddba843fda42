import { expect, test } from 'vitest'
import { noSlots, slotsFor } from './row-slots.ts'

const start = slotsFor(noSlots, { first: 100, end: 110 })

/** How many elements React moves or makes to show these keys after those: all before which one stands that came later. */
function placed(before: readonly number[], after: readonly number[]): number {
  let last = -1
  return after.filter((key) => {
    const at = before.indexOf(key)
    if (at < last) return true
    last = Math.max(last, at)
    return at < 0
  }).length
}

test('a window that stays has the same slots', () => {
  expect(slotsFor(start, { first: 100, end: 110 })).toBe(start)
})

test('rows that stay on screen keep their elements, and only as many are placed as rows came', () => {
  for (const by of [1, 3, 5, -1, -3, -5]) {
    const { keys } = slotsFor(start, { first: 100 + by, end: 110 + by })
    const stayed = Math.max(0, by)
    for (let row = 100 + stayed; row < 110 + Math.min(0, by); row++) expect(keys[row - 100 - by]).toBe(start.keys[row - 100])
    expect(new Set(keys).size).toBe(10)
    expect(placed(start.keys, keys)).toBe(Math.abs(by))
  }
})

test('down the list, what left at the top comes again at the bottom: nothing is made', () => {
  expect(slotsFor(start, { first: 103, end: 113 }).keys).toEqual([3, 4, 5, 6, 7, 8, 9, 0, 1, 2])
})

test('after a jump every element stays where it is and shows another row', () => {
  for (const first of [0, 94, 106, 100_000]) expect(slotsFor(start, { first, end: first + 10 }).keys).toEqual(start.keys)
})

test('rows keep their places while the list scrolls a little, and are placed from a row near by when it has gone far', () => {
  const bases = [start]
  for (let first = 100; first < 3_000; first += 3) bases.push(slotsFor(bases.at(-1) ?? start, { first, end: first + 10 }))
  for (let first = 3_000; first > 0; first -= 3) bases.push(slotsFor(bases.at(-1) ?? start, { first, end: first + 10 }))
  for (const { first, base } of bases) {
    expect(base).toBeLessThanOrEqual(first)
    expect(first - base).toBeLessThanOrEqual(500)
  }
  const moves = bases.filter(({ base }, index) => index > 0 && base !== bases[index - 1]?.base)
  expect(moves.length).toBeLessThan(25)
})

test('a list that grows, shrinks or has no rows has one element for each row of its window', () => {
  for (const rows of [
    { first: 100, end: 130 },
    { first: 90, end: 120 },
    { first: 102, end: 106 },
    { first: 100, end: 102 },
    { first: 0, end: 0 },
    { first: 5, end: 8 },
    { first: 200, end: 240 },
  ]) {
    const { keys } = slotsFor(start, rows)
    expect(keys).toHaveLength(rows.end - rows.first)
    expect(new Set(keys).size).toBe(keys.length)
  }
  expect(slotsFor(slotsFor(start, { first: 0, end: 0 }), { first: 7, end: 9 }).keys).toHaveLength(2)
})
