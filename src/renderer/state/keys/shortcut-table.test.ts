import { describe, expect, it } from 'vitest'
import { shortcuts } from '../../../shared/command.ts'
import { matchKeys } from './shortcut-table.ts'

describe('the table of keys', () => {
  it('gives no key to two shortcuts, and no key that starts a sequence', () => {
    const all = Object.values(shortcuts).flatMap(({ keys }): string[] => [...keys])
    expect(new Set(all).size).toBe(all.length)
    for (const keys of all) expect(all.filter((other) => other.startsWith(`${keys} `))).toEqual([])
  })

  it('finds a single key, a sequence, and the start of one', () => {
    expect(matchKeys(['j'])).toEqual({ match: 'whole', id: 'next-row' })
    expect(matchKeys(['g'])).toEqual({ match: 'start' })
    expect(matchKeys(['g', 's'])).toEqual({ match: 'whole', id: 'go-storage' })
    expect(matchKeys(['g', 'j'])).toEqual({ match: 'none' })
  })

  it('tells small from capital letters', () => {
    expect(matchKeys(['u'])).toEqual({ match: 'whole', id: 'out' })
    expect(matchKeys(['U'])).toEqual({ match: 'whole', id: 'upload' })
  })
})
