import { expect, it } from 'vitest'
import { type InterdiffProblem, interdiffProblemWords } from './interdiff.ts'

it('says why two diffs cannot be compared, each reason in words of its own', () => {
  const problems: InterdiffProblem[] = [
    { code: 'context-conflict', line: 7 },
    { code: 'different-base' },
    { code: 'binary' },
    { code: 'combined' },
    { code: 'damaged' },
    { code: 'no-content' },
  ]
  const words = problems.map(interdiffProblemWords)
  expect(words[0]).toContain('line 7')
  expect(new Set(words).size).toBe(problems.length)
})
