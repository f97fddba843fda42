import { expect, it } from 'vitest'
import { type RetentionPolicy } from '../../../../shared/retention.ts'
import { isSamePolicy, parseDays, parseNewest, parseTags } from './policy-form.ts'

it('days are any number from 0, and nothing else', () => {
  expect(['0', '7', '0.5', '', ' ', '-1', 'x', 'Infinity'].map(parseDays)).toEqual([0, 7, 0.5, ...Array.from({ length: 5 })])
})

it('newest is a whole number from 0', () => {
  expect(['0', '12', '1.5', '-1', '', '9'.repeat(20)].map(parseNewest)).toEqual([0, 12, ...Array.from({ length: 4 })])
})

it('tags stand between commas, each once', () => {
  expect(parseTags(' a, b c,,a ,')).toEqual(['a', 'b c'])
})

it('a policy is the same when everything in it is', () => {
  const policy: RetentionPolicy = {
    days: { diff: 1, log: 2, test: 3, file: 4 },
    keep: { pinned: true, newest: 1, unreviewed: false, tags: ['a'] },
  }
  expect(isSamePolicy(policy, structuredClone(policy))).toBe(true)
  expect(isSamePolicy(policy, { ...policy, days: { ...policy.days, file: 5 } })).toBe(false)
  expect(isSamePolicy(policy, { ...policy, keep: { ...policy.keep, tags: [] } })).toBe(false)
})
