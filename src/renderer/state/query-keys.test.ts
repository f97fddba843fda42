import { describe, expect, it } from 'vitest'
import { type StoreChange } from '../../shared/change.ts'
import { noteScope } from '../../shared/notes/note-scope.ts'
import { fileSpecName } from '../../shared/reserved-spec.ts'
import { queryKeys, staleKeys } from './query-keys.ts'

const change = (verb: StoreChange['verb']): StoreChange => ({ verb, uri: 'file:///s/a/1/x', specName: 'a', taskId: '1' })

describe('what a change makes stale', () => {
  it.each(['upload', 'delete', 'restore'] as const)('is counts, lists and the task for %s', (verb) => {
    const keys = staleKeys(change(verb))
    expect(keys).toEqual(expect.arrayContaining([queryKeys.store, queryKeys.specs, queryKeys.task('a', '1')]))
  })

  it('is the report too when a version may have been replaced', () => {
    expect(staleKeys(change('upload'))).toContainEqual(queryKeys.report('file:///s/a/1/x'))
  })

  it('is only the task for a tag, and no other task for anything', () => {
    expect(staleKeys(change('tag'))).toEqual([queryKeys.task('a', '1')])
    expect(staleKeys(change('upload'))).not.toContainEqual(queryKeys.task('a', '2'))
  })

  // A queue is in the order of risk, which facts tell; a task that another window judged waits no more.
  it.each(['verdict', 'facts'] as const)('is the queue, the tree and the task for %s', (verb) => {
    expect(staleKeys(change(verb))).toEqual(expect.arrayContaining([queryKeys.allQueues, queryKeys.specs, queryKeys.task('a', '1')]))
  })

  it.each(['open', 'reindex'] as const)('is everything for %s', (verb) => {
    expect(staleKeys(change(verb))).toBe('all')
  })
})

it('lists the notes of a task anew for a note of it, and nothing else of the task', () => {
  const scope = noteScope({ specName: 'check/out', taskId: '1.2' })
  const stale = staleKeys({ verb: 'file', uri: '/a.md', specName: fileSpecName, taskId: scope })
  expect(stale).toEqual([queryKeys.workspaces, queryKeys.notes('check/out', '1.2')])
})
