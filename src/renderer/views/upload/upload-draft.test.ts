import { describe, expect, it } from 'vitest'
import { commonValue, draftProblem, draftTarget, guessDraft, pastedName } from './upload-draft.ts'

const open = { specName: 'api', taskId: '7' }

describe('what an upload form guesses', () => {
  it('sends a file by itself to the open task', () => {
    expect(guessDraft('patch.diff', open)).toEqual({ ...open, name: 'patch.diff', type: 'diff', agent: undefined })
  })

  it('reads spec and task from the folders of a dropped folder', () => {
    expect(guessDraft('web/login/build.log', open)).toMatchObject({ specName: 'web', taskId: 'login', name: 'build.log', type: 'log' })
  })

  it('reads the agent run above them', () => {
    expect(guessDraft('runs/codex-1/web/login/report.json', undefined)).toMatchObject({
      specName: 'web',
      taskId: 'login',
      agent: 'codex-1',
    })
  })

  it('takes a lone folder for a task of the open spec', () => {
    expect(guessDraft('T-9/a.txt', open)).toMatchObject({ specName: 'api', taskId: 'T-9', name: 'a.txt' })
  })

  it.each([
    ['fix.patch', 'diff'],
    ['Build.LOG', 'log'],
    ['test_output.txt', 'log'],
    ['TEST-junit.xml', 'test'],
    ['test-results.json', 'test'],
    ['report.json', 'auto'],
    ['notes.txt', 'auto'],
  ])('takes %s for %s', (name, type) => {
    expect(guessDraft(name, undefined).type).toBe(type)
  })

  it('names pasted text by what it holds', () => {
    expect(pastedName('diff --git a/x b/x\n')).toBe('pasted.diff')
    expect(pastedName('--- a\n+++ b\n@@ -1 +1 @@\n')).toBe('pasted.diff')
    expect(pastedName('--- a heading\ntext')).toBe('pasted.txt')
  })
})

describe('a draft', () => {
  const draft = guessDraft('patch.diff', undefined)

  it('says what it needs before it can be sent', () => {
    expect(draftProblem(draft)).toBe('needs a spec and a task')
    expect(draftProblem({ ...draft, ...open, name: ' ' })).toBe('needs a name')
    expect(draftProblem({ ...draft, ...open })).toBeUndefined()
  })

  it('leaves out of its target what it does not know', () => {
    expect(draftTarget({ ...draft, ...open, type: 'auto' }, undefined)).toEqual({ ...open, name: 'patch.diff' })
    expect(draftTarget({ ...draft, ...open, agent: 'codex' }, 3)).toEqual({
      ...open,
      name: 'patch.diff',
      type: 'diff',
      version: 3,
      metadata: { agent: 'codex' },
    })
  })

  it('shares a value with others only when all have it', () => {
    const other = { ...draft, ...open }
    expect(commonValue([draft, other], 'specName')).toBeUndefined()
    expect(commonValue([other, other], 'specName')).toBe('api')
    expect(commonValue([], 'specName')).toBeUndefined()
  })
})
