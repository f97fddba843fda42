import { describe, expect, it } from 'vitest'
import { keysProblem, tableKey } from './key-bindings.ts'

const all = [
  { keys: 'j', label: 'Next row' },
  { keys: 'k', label: 'Previous row' },
  { keys: 'g s', label: 'Storage' },
]

describe('a pressed key', () => {
  it('stands for itself while nothing was chosen', () => {
    expect(tableKey('j', {})).toBe('j')
  })

  it('stands for what it was chosen for, and the key that was given up for nothing', () => {
    expect(tableKey('ö', { j: 'ö' })).toBe('j')
    expect(tableKey('j', { j: 'ö' })).toBeUndefined()
  })

  it('may change places with another', () => {
    const choices = { j: 'k', k: 'j' }
    expect([tableKey('j', choices), tableKey('k', choices)]).toEqual(['k', 'j'])
  })

  it('is not taken from a sequence', () => {
    expect(tableKey('S', { 'g s': 'S' })).toBe('S')
  })
})

describe('keys that cannot be chosen', () => {
  it('are those of something else, named', () => {
    expect(keysProblem('k', 'j', all, {})).toBe('“Previous row” has k already.')
    expect(keysProblem('k', 'j', all, { k: 'x' })).toBeUndefined()
    expect(keysProblem('x', 'j', all, { k: 'x' })).toContain('Previous row')
  })

  it('are those that begin a sequence, or that a sequence begins with', () => {
    expect(keysProblem('g', 'j', all, {})).toContain('Storage')
    expect(keysProblem('j s', 'g s', all, {})).toContain('Next row')
  })

  it('are keys without a sign, and sequences for a single key', () => {
    for (const chosen of ['Enter', 'ArrowDown', 'F5']) expect(keysProblem(chosen, 'j', all, {})).toContain('Letters')
    expect(keysProblem('a b', 'j', all, {})).toContain('single')
    expect(keysProblem('a b c', 'g s', all, {})).toContain('Two')
    expect(keysProblem('z s', 'g s', all, {})).toBeUndefined()
  })
})
