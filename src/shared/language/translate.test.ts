import { afterEach, describe, expect, it } from 'vitest'
import { japanese } from './japanese.ts'
import { listed, speak, spokenLanguage, t, tCount } from './translate.ts'

afterEach(() => speak('en'))

describe('in English', () => {
  it('says the words as they stand in the code', () => {
    expect(t('Try again')).toBe('Try again')
    expect(t('Compare attempts {first} and {second}', { first: 1, second: 2 })).toBe('Compare attempts 1 and 2')
  })

  it('counts one thing and many', () => {
    expect([tCount(1, '1', 'task', 'tasks'), tCount(2000, '2,000', 'task', 'tasks')]).toEqual(['1 task', '2,000 tasks'])
  })

  it('does not take braces in a value for a blank', () => {
    expect(t('Open {root}', { root: '{root} $& {x}' })).toBe('Open {root} $& {x}')
  })
})

describe('in Japanese', () => {
  it('says the words of the catalogue, blanks filled', () => {
    speak('ja', japanese)
    expect(spokenLanguage()).toBe('ja')
    expect(t('Try again')).toBe('再試行')
    expect(t('Compare attempts {first} and {second}', { first: 1, second: 2 })).toBe('試行 1 と 2 を比較')
  })

  it('counts without a plural, and lists with its own comma', () => {
    speak('ja', japanese)
    expect(listed([tCount(1, '1', 'task', 'tasks'), tCount(2, '2', 'attempt', 'attempts')])).toBe('タスク 1 件、試行 2 回')
  })
})
