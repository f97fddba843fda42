import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutSegments } from './row-segments.ts'

describe('segments', () => {
  it('cover the text once, each with the layers that lie on it', () => {
    const layer = fc.record({ start: fc.nat(40), length: fc.integer({ min: 1, max: 15 }), look: fc.constantFrom('red', 'hit', 'selected') })
    fc.assert(
      fc.property(fc.array(layer, { maxLength: 8 }), fc.nat(20), fc.integer({ min: 1, max: 30 }), (drawn, start, length) => {
        const layers = drawn.map((each) => ({ start: each.start, end: each.start + each.length, look: each.look }))
        const end = start + length
        const segments = cutSegments(start, end, layers)
        expect(segments[0]?.start).toBe(start)
        expect(segments.at(-1)?.end).toBe(end)
        for (const [index, segment] of segments.entries()) {
          expect(segment.start).toBe(index === 0 ? start : segments[index - 1]?.end)
          for (let at = segment.start; at < segment.end; at++) {
            const expected = layers.filter((each) => each.start <= at && at < each.end).map(({ look }) => look)
            expect(segment.looks.toSorted()).toEqual(expected.toSorted())
          }
        }
      }),
    )
  })

  it('of nothing are none', () => {
    expect(cutSegments(0, 0, [{ start: 0, end: 5, look: 'hit' }])).toEqual([])
  })
})
