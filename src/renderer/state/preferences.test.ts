import { describe, expect, it } from 'vitest'
import { parsePreferences } from './preferences.ts'

describe('preferences', () => {
  it('start with the defaults when nothing is kept', () => {
    expect(parsePreferences(null)).toMatchObject({ theme: 'system', treeCollapsed: false, openSpecs: {} })
  })

  it('keep what is good beside what is not', () => {
    expect(parsePreferences('{"theme":"dark","treeWidth":"wide"}')).toMatchObject({ theme: 'dark', treeWidth: 260 })
  })

  it.each(['', 'not json', '[]', '"text"', '7'])('survive %j as what was kept', (kept) => {
    expect(parsePreferences(kept)).toEqual(parsePreferences(null))
  })
})
