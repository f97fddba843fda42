import { expect, it } from 'vitest'
import { type TestCase } from '../../../shared/test-report.ts'
import { matchTests } from './match-tests.ts'

const many = (name: string): TestCase[] => Array.from({ length: 200_000 }, () => ({ name, suite: [], status: 'passed' as const }))

it('tests without number that share a name are paired in their order', () => {
  const { pairs, onlyFirst, onlySecond } = matchTests(many('a'), many('a'), { isLoose: false })
  expect([pairs.length, onlyFirst, onlySecond]).toEqual([200_000, [], []])
  expect(pairs.every(({ first, second }) => first === second)).toBe(true)
})

it('tests without number that share a name which the other report does not have are all left', () => {
  const { pairs, onlyFirst, onlySecond } = matchTests(many('a'), many('b').slice(0, 3), { isLoose: true })
  expect([pairs.length, onlyFirst.length, onlySecond.length]).toEqual([0, 200_000, 3])
})
