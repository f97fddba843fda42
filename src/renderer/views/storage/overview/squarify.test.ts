import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Box, squarify } from './squarify.ts'

const place = (sizes: readonly number[], box: Box) => squarify(sizes, (size) => size, box)
const area = ({ width, height }: Box) => width * height
const overlap = (a: Box, b: Box) =>
  Math.max(0, Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top))

describe('a treemap', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 30 })
  const frame = fc.record({
    left: fc.integer({ min: 0, max: 50 }),
    top: fc.integer({ min: 0, max: 50 }),
    width: fc.integer({ min: 40, max: 1000 }),
    height: fc.integer({ min: 40, max: 1000 }),
  })

  it('gives every size its share of the frame, inside of it and without overlaps', () => {
    fc.assert(
      fc.property(sizes, frame, (list, box) => {
        const total = list.reduce((sum, size) => sum + size, 0)
        const placed = place(list, box)
        expect(placed).toHaveLength(list.length)
        for (const { item, box: own } of placed) {
          expect(area(own) / area(box)).toBeCloseTo(item / total, 6)
          expect(own.left).toBeGreaterThanOrEqual(box.left - 1e-6)
          expect(own.top).toBeGreaterThanOrEqual(box.top - 1e-6)
          expect(own.left + own.width).toBeLessThanOrEqual(box.left + box.width + 1e-6)
          expect(own.top + own.height).toBeLessThanOrEqual(box.top + box.height + 1e-6)
        }
        for (const [index, { box: a }] of placed.entries())
          for (const { box: b } of placed.slice(index + 1)) expect(overlap(a, b)).toBeLessThan(1e-3 + area(box) * 1e-9)
      }),
      { numRuns: 60 },
    )
  })

  it('keeps equal sizes close to squares', () => {
    for (const { box } of place(
      Array.from({ length: 12 }, () => 1),
      { left: 0, top: 0, width: 400, height: 300 },
    ))
      expect(Math.max(box.width / box.height, box.height / box.width)).toBeLessThan(1.5)
  })

  it('leaves out what has no size, and is empty when nothing has', () => {
    expect(place([0, 5, 0], { left: 0, top: 0, width: 10, height: 10 })).toHaveLength(1)
    expect(place([0, 0], { left: 0, top: 0, width: 10, height: 10 })).toEqual([])
  })
})
