import { expect, test } from 'vitest'
import { createCrashPolicy, isCrash } from './crash-policy.ts'

test('what crashes comes back by itself twice a minute; then somebody is asked', () => {
  const decide = createCrashPolicy()
  expect([0, 1_000, 2_000].map(decide)).toEqual(['again', 'again', 'ask'])
  expect(decide(3_000), 'who was asked starts anew').toBe('again')
})

test('crashes that lie far apart are never asked about', () => {
  const decide = createCrashPolicy()
  expect([0, 61_000, 122_000, 183_000].map(decide)).toEqual(['again', 'again', 'again', 'again'])
})

test('a page that was closed did not crash', () => {
  expect(isCrash('clean-exit')).toBe(false)
  for (const reason of ['crashed', 'oom', 'killed', 'launch-failed', 'abnormal-exit']) expect(isCrash(reason)).toBe(true)
})
