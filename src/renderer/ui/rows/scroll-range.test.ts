import { expect, test } from 'vitest'
import { heightCapPx, isScaled, maxTopPx, rowWindow, scrollRange, scrollTopOf, topPxForRow, topPxOf } from './scroll-range.ts'

test('a list under the cap stands where its scroller stands', () => {
  const range = scrollRange(10_000, 500, heightCapPx(1))
  expect(isScaled(range)).toBe(false)
  expect(topPxOf(range, 1234.5)).toBe(1234.5)
  expect(scrollTopOf(range, 1234.5)).toBe(1234.5)
})

test('a list beyond the cap reaches its first and last row, and every position comes back', () => {
  const range = scrollRange(5_000_000 * 20, 800, heightCapPx(1))
  expect(range.rangePx).toBeLessThan(33_554_428)
  expect(topPxOf(range, 0)).toBe(0)
  expect(topPxOf(range, range.rangePx - 800)).toBe(maxTopPx(range))
  for (const row of [1, 77, 1_600_000, 4_999_000]) expect(topPxOf(range, scrollTopOf(range, row * 20))).toBeCloseTo(row * 20, 3)
})

test('the cap keeps device pixels under the limit at any zoom', () => {
  for (const ratio of [0.5, 1, 1.25, 2, 3, 4]) {
    expect(heightCapPx(ratio) * ratio).toBeLessThanOrEqual(32_000_000)
    expect(heightCapPx(ratio)).toBeLessThan(17_800_000)
  }
})

test('positions outside the content are brought back into it', () => {
  const range = scrollRange(1_000, 400, heightCapPx(1))
  expect(topPxOf(range, -50)).toBe(0)
  expect(topPxOf(range, 5_000)).toBe(600)
  expect(topPxOf(scrollRange(100, 400, heightCapPx(1)), 30)).toBe(0)
})

test('the window holds every row that is partly on screen', () => {
  expect(rowWindow(1_000, 20, 100, 30, 0)).toEqual({ first: 1, end: 7 })
  expect(rowWindow(1_000, 20, 100, 30, 3)).toEqual({ first: 0, end: 10 })
  expect(rowWindow(5, 20, 100, 0, 10)).toEqual({ first: 0, end: 5 })
  expect(rowWindow(0, 20, 100, 0, 10)).toEqual({ first: 0, end: 0 })
})

test('a row is shown at the start, in the middle, or with the least motion', () => {
  const range = scrollRange(20_000, 400, heightCapPx(1))
  expect(topPxForRow(range, 20, 100, 0, 'start', 40)).toBe(1_960)
  expect(topPxForRow(range, 20, 100, 0, 'center', 0)).toBe(1_810)
  expect(topPxForRow(range, 20, 100, 1_900, 'nearest', 40)).toBe(1_900)
  expect(topPxForRow(range, 20, 100, 1_990, 'nearest', 40)).toBe(1_960)
  expect(topPxForRow(range, 20, 100, 0, 'nearest', 40)).toBe(1_620)
  expect(topPxForRow(range, 20, 999, 0, 'start', 0)).toBe(19_600)
})

test('a row is shown at the start while the list has no height yet', () => {
  const range = scrollRange(20_000, 0, heightCapPx(1))
  expect(topPxForRow(range, 20, 0, 0, 'nearest', 0)).toBe(0)
  expect(topPxForRow(range, 20, 7, 0, 'nearest', 0)).toBe(140)
})
