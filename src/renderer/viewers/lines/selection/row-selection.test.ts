import { describe, expect, it } from 'vitest'
import { endOfRow, isEmptySelection, selectedPart, selectionEnds, spanAt } from './row-selection.ts'

const point = (row: number, column: number) => ({ row, start: column, end: column })

describe('a selection', () => {
  it('goes forwards and backwards over rows', () => {
    for (const selection of [
      { anchor: point(2, 3), focus: point(5, 1) },
      { anchor: point(5, 1), focus: point(2, 3) },
    ]) {
      expect(selectionEnds(selection)).toEqual({ start: { row: 2, column: 3 }, end: { row: 5, column: 1 } })
      expect(selectedPart(selection, 1)).toBeUndefined()
      expect(selectedPart(selection, 2)).toEqual({ start: 3, end: endOfRow })
      expect(selectedPart(selection, 4)).toEqual({ start: 0, end: endOfRow })
      expect(selectedPart(selection, 5)).toEqual({ start: 0, end: 1 })
    }
  })

  it('of one point is empty', () => {
    const selection = { anchor: point(2, 3), focus: point(2, 3) }
    expect(isEmptySelection(selection)).toBe(true)
    expect(selectedPart(selection, 2)).toBeUndefined()
  })

  it('keeps the whole word it began with when it grows backwards', () => {
    const anchor = spanAt('one two three', 0, 5, 'word')
    expect(selectionEnds({ anchor, focus: spanAt('one two three', 0, 1, 'word') })).toEqual({
      start: { row: 0, column: 0 },
      end: { row: 0, column: 7 },
    })
  })
})

describe('a double click', () => {
  it.each([
    [5, 4, 7],
    [3, 3, 4],
    [0, 0, 3],
    [13, 8, 13],
    [99, 99, 99],
  ])('at column %i takes %i to %i', (column, start, end) => {
    expect(spanAt('one two three', 0, column, 'word')).toEqual({ row: 0, start, end })
  })
})
