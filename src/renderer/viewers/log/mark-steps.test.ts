import { describe, expect, it } from 'vitest'
import { FoldList } from '../lines/folds/fold-list.ts'
import { OffsetList } from '../lines/document/offset-list.ts'
import { markTone, stepMark } from './mark-steps.ts'

function list(...rows: number[]): OffsetList {
  const made = new OffsetList()
  for (const row of rows) made.push(row)
  return made
}

describe('stepping over marked rows', () => {
  const rows = list(3, 7, 20)
  it('goes to the next and the previous one, and around the ends', () => {
    expect(stepMark(rows, -1, 1)).toEqual({ row: 3, index: 0, isAround: false })
    expect(stepMark(rows, 3, 1)).toEqual({ row: 7, index: 1, isAround: false })
    expect(stepMark(rows, 20, 1)).toEqual({ row: 3, index: 0, isAround: true })
    expect(stepMark(rows, 20, -1)).toEqual({ row: 7, index: 1, isAround: false })
    expect(stepMark(rows, 3, -1)).toEqual({ row: 20, index: 2, isAround: true })
    expect(stepMark(rows, 1000, -1)).toEqual({ row: 20, index: 2, isAround: false })
  })

  it('goes nowhere when there is none', () => {
    expect(stepMark(list(), 5, 1)).toBeUndefined()
  })

  it('tells the tone of a row', () => {
    const marks = { errors: rows, warnings: list(4), folds: new FoldList(), scan: { state: 'done' } as const }
    expect([3, 4, 5].map((row) => markTone(marks, row))).toEqual(['error', 'warning', undefined])
  })
})
