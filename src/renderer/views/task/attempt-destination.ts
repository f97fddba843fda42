// Where choosing another attempt leads.
import { type Attempt, type Task } from '../../../shared/spec.ts'
import { type Destination } from '../../state/route.ts'

/** The same artifact of that attempt while one is open (by name, else the first of its type), else the attempt itself. */
export function attemptDestination(
  { specName, taskId, artifacts }: Task,
  { version, artifacts: own }: Attempt,
  openName: string | undefined,
): Destination {
  const attempt: Destination = { at: 'task', specName, taskId, version }
  if (openName === undefined) return attempt
  const openType = artifacts.find(({ record }) => record.name === openName)?.record.type
  const same = own.find(({ record }) => record.name === openName) ?? own.find(({ record }) => record.type === openType)
  return same === undefined ? attempt : { at: 'artifact', specName, taskId, version, name: same.record.name }
}
