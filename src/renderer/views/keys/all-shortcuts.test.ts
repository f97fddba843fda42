import { expect, it, onTestFinished, vi } from 'vitest'
import { japanese } from '../../../shared/language/japanese.ts'

it('every key that can be chosen says what it does, in a language that takes no pair apart too', async () => {
  // What is said once, when a module is loaded, is said in the language of then.
  vi.resetModules()
  onTestFinished(() => void vi.resetModules())
  const { speak } = await import('../../../shared/language/translate.ts')
  speak('ja', japanese)
  const { rebindable } = await import('./all-shortcuts.ts')
  expect(rebindable.length).toBeGreaterThan(20)
  expect(rebindable.filter(({ label }) => label.trim() === '')).toEqual([])
})
