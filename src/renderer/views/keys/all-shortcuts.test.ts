import { expect, it } from 'vitest'
import { japanese } from '../../../shared/language/japanese.ts'
import { speak } from '../../../shared/language/translate.ts'

it('every key that can be chosen says what it does, in a language that takes no pair apart too', async () => {
  speak('ja', japanese)
  const { rebindable } = await import('./all-shortcuts.ts')
  expect(rebindable.length).toBeGreaterThan(20)
  expect(rebindable.filter(({ label }) => label.trim() === '')).toEqual([])
})
