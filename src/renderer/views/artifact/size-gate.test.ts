import { expect, it } from 'vitest'
import { isGated } from './size-gate.ts'

const limit = 512 * 1024 * 1024

it('holds for content that a viewer would keep in memory, beyond 512 MB', () => {
  expect(isGated({ originalSize: limit }, 'log')).toBe(false)
  for (const view of ['log', 'text', 'diff', 'image'] as const) expect(isGated({ originalSize: limit + 1 }, view)).toBe(true)
})

it('does not hold for views that read only what is looked at', () => {
  expect(isGated({ originalSize: 2 ** 40 }, 'hex')).toBe(false)
  expect(isGated({ originalSize: 2 ** 40 }, 'tests')).toBe(false)
})
