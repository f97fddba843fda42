import { describe, expect, it } from 'vitest'
import { extendTo, keepRows, nothingSelected, toggleRow } from './selection.ts'

const order = ['a', 'b', 'c', 'd', 'e']

describe('selecting rows', () => {
  it('turns a row on and off', () => {
    const once = toggleRow(nothingSelected, 'b')
    expect([...once.keys]).toEqual(['b'])
    expect([...toggleRow(once, 'b').keys]).toEqual([])
  })

  it('extends from the row toggled last, downwards and upwards', () => {
    expect([...extendTo(toggleRow(nothingSelected, 'b'), 'd', order).keys]).toEqual(['b', 'c', 'd'])
    expect([...extendTo(toggleRow(nothingSelected, 'd'), 'b', order).keys].toSorted()).toEqual(['b', 'c', 'd'])
  })

  it('adds a range to what is selected already', () => {
    const selection = extendTo(toggleRow(toggleRow(nothingSelected, 'a'), 'd'), 'e', order)
    expect([...selection.keys].toSorted()).toEqual(['a', 'd', 'e'])
  })

  it('takes a single row when there is nothing to extend from', () => {
    expect([...extendTo(nothingSelected, 'c', order).keys]).toEqual(['c'])
    expect([...extendTo({ keys: new Set(), anchor: 'gone' }, 'c', order).keys]).toEqual(['c'])
  })

  it('forgets rows that are gone, and stays the same object when none is', () => {
    const selection = extendTo(toggleRow(nothingSelected, 'a'), 'c', order)
    expect(keepRows(selection, order)).toBe(selection)
    expect([...keepRows(selection, ['b', 'c']).keys]).toEqual(['b', 'c'])
  })
})
