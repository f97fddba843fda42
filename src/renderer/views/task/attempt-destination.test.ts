import { describe, expect, it } from 'vitest'
import { testRecord } from '../../../shared/record-fixture.ts'
import { type Artifact } from '../../../shared/artifact-list.ts'
import { type ArtifactType } from '../../../shared/artifact.ts'
import { groupAttempts, type Task } from '../../../shared/spec.ts'
import { attemptDestination } from './attempt-destination.ts'

const artifact = (version: number, name: string, type: ArtifactType): Artifact => ({
  record: testRecord({ uri: `file:///s/a/1/${name}.v${version}`, name, type, version }),
  facts: null,
})

const task: Task = {
  specName: 'a',
  taskId: '1',
  artifacts: [
    artifact(2, 'patch.diff', 'diff'),
    artifact(2, 'eval.log', 'log'),
    artifact(1, 'patch.diff', 'diff'),
    artifact(1, 'output.log', 'log'),
  ],
  problems: [],
}
const first = groupAttempts(task.artifacts).filter(({ version }) => version === 1)
const lead = (openName: string | undefined) => first.map((attempt) => attemptDestination(task, attempt, openName))

describe('choosing another attempt', () => {
  it('leads to the attempt while nothing is open', () => {
    expect(lead(undefined)).toEqual([{ at: 'task', specName: 'a', taskId: '1', version: 1 }])
  })

  it('keeps the same artifact open', () => {
    expect(lead('patch.diff')).toMatchObject([{ at: 'artifact', version: 1, name: 'patch.diff' }])
  })

  it('opens one of the same type when there is none of that name', () => {
    expect(lead('eval.log')).toMatchObject([{ at: 'artifact', version: 1, name: 'output.log' }])
  })

  it('leads to the attempt when it has nothing of the kind', () => {
    expect(lead('gone.txt')).toMatchObject([{ at: 'task', version: 1 }])
  })
})
