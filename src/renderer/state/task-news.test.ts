import { describe, expect, it } from 'vitest'
import { testRecord } from '../../shared/record-fixture.ts'
import { type Artifact } from '../../shared/artifact-list.ts'
import { type Task } from '../../shared/spec.ts'
import { compareTasks, holdTask, newsWords } from './task-news.ts'

const artifact = (name: string, tags: string[] = []): Artifact => ({
  record: testRecord({ uri: `file:///s/a/1/${name}`, name, tags }),
  facts: null,
})

const x = artifact('x')
const y = artifact('y')
const z = artifact('z')
const task = (...artifacts: Artifact[]): Task => ({ specName: 'a', taskId: '1', artifacts, problems })
const problems: Task['problems'] = []
const nobody = () => false
const names = ({ artifacts }: Task) => artifacts.map(({ record }) => record.name)

describe('a task while somebody reads it', () => {
  it('keeps its rows when others add and delete', () => {
    const held = holdTask(task(x, y), task(z, x), nobody)
    expect(names(held)).toEqual(['x', 'y'])
    expect(compareTasks(held, task(z, x))).toEqual({ added: 1, removed: 1 })
  })

  it('is the same object as long as nothing of it changed', () => {
    const shown = task(x, y)
    expect(holdTask(shown, task(x, y, z), nobody)).toBe(shown)
  })

  it('takes in tags and facts of shown rows at once', () => {
    const tagged = artifact('x', ['pinned'])
    expect(holdTask(task(x, y), task(tagged, y, z), nobody).artifacts).toEqual([tagged, y])
  })

  it('shows at once what the reader did', () => {
    const isOwn = (uri: string) => uri.endsWith('y') || uri.endsWith('z')
    expect(names(holdTask(task(x, y), task(x, z), isOwn))).toEqual(['z', 'x'])
  })

  it('settles: holding what is held changes nothing', () => {
    const latest = task(z, artifact('x', ['pinned']))
    const held = holdTask(task(x, y), latest, nobody)
    expect(holdTask(held, latest, nobody)).toBe(held)
  })

  it('says its news in few words', () => {
    expect(newsWords({ added: 2, removed: 0 })).toBe('2 new')
    expect(newsWords({ added: 2, removed: 1 })).toBe('2 new, 1 deleted')
    expect(newsWords({ added: 0, removed: 0 })).toBe('')
  })
})
