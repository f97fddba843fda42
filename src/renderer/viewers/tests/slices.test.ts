import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finish, inSlices, sortInSlices } from './slices.ts'

describe('work in slices', () => {
  it('sorts as at once, equals in their order', () => {
    const items = fc.array(fc.record({ rank: fc.nat(20), at: fc.nat() }), { maxLength: 3000, size: 'max' })
    const byRank = (one: { rank: number }, other: { rank: number }) => one.rank - other.rank
    fc.assert(
      fc.property(items, (all) => {
        expect(finish(sortInSlices(all, byRank))).toEqual(all.toSorted(byRank))
      }),
      { numRuns: 30 },
    )
  })

  it('stops between any two steps of a long sort, so that no step is long', () => {
    let compared = 0
    const most = { between: 0 }
    const many = Array.from({ length: 50_000 }, (_, index) => (index * 7919) % 50_021)
    const work = sortInSlices(many, (one, other) => {
      compared++
      return one - other
    })
    for (let isOver = false; !isOver;) {
      const before = compared
      isOver = work.next().done === true
      most.between = Math.max(most.between, compared - before)
    }
    expect(most.between).toBeLessThan(10_000)
    expect(compared).toBeGreaterThan(500_000)
  })

  it('lets others have their turn, and ends when it is stopped', async () => {
    const stop = new AbortController()
    let steps = 0
    function* endless(): Generator<void, string> {
      for (;;) {
        steps++
        yield
      }
    }
    const outcome = inSlices(endless(), stop.signal)
    setTimeout(() => stop.abort())
    expect(await outcome).toBeUndefined()
    expect(steps).toBeGreaterThan(1)
  })
})
