import { expect, it } from 'vitest'
import { formatAttemptName, parseAttemptName } from './attempt-name.ts'

it('an attempt is named by spec, task and version, whatever the names hold', () => {
  for (const [specName, taskId] of [
    ['api', '1.2'],
    ['a/b', 'c@d'],
    ['100%', '%2F'],
    ['späti', 'zwei Wörter'],
  ] as const) {
    const name = { specName, taskId, version: 12 }
    expect(parseAttemptName(formatAttemptName(name))).toEqual(name)
  }
  expect(formatAttemptName({ specName: 'api', taskId: '1.2', version: 3 })).toBe('api/1.2@3')
})

it('what is no attempt’s name is none', () => {
  for (const text of ['', 'api', 'api/1', 'api/1@0', 'api/1@x', 'a/b/c@1', '/1@1', 'file:///s/a/1/diff.txt']) {
    expect(parseAttemptName(text), text).toBeUndefined()
  }
  expect(parseAttemptName('50%/1@v2')).toEqual({ specName: '50%', taskId: '1', version: 2 })
})
